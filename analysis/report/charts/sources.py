"""Charts of notebook 04: who speaks."""
from .. import style
from ..words import _, number
from .common import COLOURS, MOST_ROWS, Nothing, bars, legend, note, shorten, stacked, swatches


def share_of_voice(shares, *, ax=None):
    """Who speaks how much: a bar per source, its share of all words in percent; the author's share stands above, in words."""
    sources = shares[shares.attribution.ne("author")]
    if sources.empty:
        raise Nothing(_("nobody is quoted, every word is the author’s") if len(shares) else _("no words in these articles"))
    rows = sources.head(15).assign(percent=100 * sources.share_words)
    ax = style.axes(ax, 0.34 * len(rows) + 1.5)
    bars(ax, rows, "percent", "attribution", names=rows.voice, form=percent)
    ax.set_xlabel(_("Share of all words, percent"))
    rest = _("{most} of {n} sources").format(most=len(rows), n=number(len(sources))) if len(sources) > len(rows) else ""
    own = _("Author: {share} of the words").format(share=percent(100 * (1 - sources.share_words.sum())))
    note(ax, ". ".join(filter(None, [own, rest])))
    return ax


def percent(value):
    return number(value, ".0f" if value >= 9.95 else ".1f" if value >= 0.05 else ".2g") + " %"


def strip_of_voices(voices, *, ax=None):
    """Each article as a strip from its first word to its last, coloured by whose voice it is; one row per article."""
    articles = list(dict.fromkeys(voices.article_id))
    if not articles:
        raise Nothing(_("no words in these articles"))
    ax = style.axes(ax, 0.42 * min(MOST_ROWS, len(articles)) + 1.5)
    if len(articles) > MOST_ROWS:
        note(ax, _("{most} of {n} articles").format(most=MOST_ROWS, n=number(len(articles))))
    shown = articles[:MOST_ROWS][::-1]
    for y, article_id in enumerate(shown):
        rows = voices[voices.article_id == article_id]
        left = 100 * (rows.n_words.cumsum() - rows.n_words) / rows.n_words.sum()
        ax.barh(y, 100 * rows.n_words / rows.n_words.sum(), left=left, color=[COLOURS[a] for a in rows.attribution], height=0.7, linewidth=0.5)
    ax.set_yticks(range(len(shown)), [shorten(article_id, 40) for article_id in shown])
    ax.set(xlim=(0, 100), ylim=(-0.6, len(shown) - 0.4), xlabel=_("From the first word to the last, percent of the words"))
    legend(ax, swatches(voices.attribution))
    return ax


def kinds(counts, *, ax=None):
    """Number of sources of each kind, named and unnamed."""
    return stacked(counts, _("Sources"), _("no sources in these articles"), ax=ax)


def forms(counts, *, ax=None):
    """Number of statements of each form, by the stance of the cue."""
    return stacked(counts, _("Statements"), _("no statements in these articles"), ax=ax)
