"""Charts of notebook 04: who speaks."""
import numpy as np

from .. import style
from .common import COLOURS, MOST_ROWS, legend, note, nothing, shorten, swatches, top_rows


def share_of_voice(shares, *, ax=None):
    """Who speaks how much: a bar per voice, its share of all words in percent."""
    if shares.empty:
        return nothing(style.axes(ax, 2), "words")
    most = min(15, len(shares))
    ax = style.axes(ax, 0.34 * most + 1.4)
    rows = top_rows(ax, shares, "voices", 15).iloc[::-1]
    places = np.arange(len(rows))
    bars = ax.barh(places, 100 * rows.share_words, color=[COLOURS[a] for a in rows.attribution], height=0.68)
    ax.bar_label(bars, [f"{100 * share:.0f} %" for share in rows.share_words], padding=4, color=COLOURS["quiet"])
    ax.set_yticks(places, [shorten(voice, 48) for voice in rows.voice])
    ax.set_xlabel("Share of the words, percent")
    ax.margins(x=0.08)
    legend(ax, swatches(*[a for a in ("author", "named source", "unnamed source") if rows.attribution.eq(a).any()]),
           loc="lower right", bbox_to_anchor=(1, 0.02), ncols=1)
    return ax


def strip_of_voices(voices, *, ax=None):
    """Each article as a strip from its first word to its last, coloured by whose voice it is; one row per article."""
    articles = list(dict.fromkeys(voices.article_id))
    if not articles:
        return nothing(style.axes(ax, 2), "words")
    ax = style.axes(ax, 0.42 * min(MOST_ROWS, len(articles)) + 1.5)
    if len(articles) > MOST_ROWS:
        note(ax, f"{MOST_ROWS} of {len(articles)} articles")
    shown = articles[:MOST_ROWS][::-1]
    for y, article_id in enumerate(shown):
        rows = voices[voices.article_id == article_id]
        left = 100 * (rows.n_words.cumsum() - rows.n_words) / rows.n_words.sum()
        ax.barh(y, 100 * rows.n_words / rows.n_words.sum(), left=left, color=[COLOURS[a] for a in rows.attribution], height=0.7,
                edgecolor="white", linewidth=0.5)
    ax.set_yticks(range(len(shown)), [shorten(article_id, 40) for article_id in shown])
    ax.set(xlim=(0, 100), xlabel="From the first word to the last, percent of the words")
    legend(ax, swatches("author", "named source", "unnamed source"), bbox_to_anchor=(0, 1.02), loc="lower left")
    return ax
