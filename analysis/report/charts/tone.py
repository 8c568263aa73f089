"""Charts of notebook 05: in what tone."""
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from ..measures import LEAST_SENTENCES
from ..words import _
from .common import COLOURS, Nothing, Signed, bars, legend, shorten, stacked


def arc(sentences, *, ax=None):
    """The polarity of each sentence of one article in order; filled bars are the author's voice, hollow ones quoted."""
    if sentences.is_heading.all():
        raise Nothing(_("no sentences in these articles"))
    ax = style.axes(ax, 4.4)
    rows = sentences.reset_index(drop=True)
    for voice in ("author", "quoted"):
        part = rows[rows.voice.eq(voice) & ~rows.is_heading & rows.polarity.ne(0)]
        colours = [COLOURS["positive" if p > 0 else "negative"] for p in part.polarity]
        ax.bar(part.index, part.polarity, width=0.78, color=colours if voice == "author" else "white", edgecolor=colours, linewidth=1.4)
    neither = rows.index[rows.polarity.eq(0) & ~rows.is_heading]
    ax.plot(neither, [0] * len(neither), marker="o", markersize=4, linestyle="", color=COLOURS["neutral"])
    smooth = rows.polarity.where(~rows.is_heading).rolling(5, center=True, min_periods=2).mean()
    ax.plot(rows.index, smooth, color=COLOURS["ink"], linewidth=1.6)
    ax.axhline(0, color=COLOURS["quiet"], linewidth=0.8, zorder=0.5)
    limit = min(1.05, max(0.25, rows.polarity.abs().max() * 1.15))
    ax.set(ylim=(-limit, limit), xlim=(-0.8, len(rows) - 0.2), ylabel=_("Polarity (−1 to 1)"))
    ax.yaxis.set_major_formatter(Signed())
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y")
    name_headings(ax, rows)
    legend(ax, [Patch(facecolor=COLOURS["quiet"], label=_("the author’s sentences")),
                Patch(facecolor="white", edgecolor=COLOURS["quiet"], label=_("quoted")),
                Line2D([], [], color=COLOURS["ink"], label=_("mean of five"))])
    return ax


def name_headings(ax, rows, most=12):
    """A dotted line where a heading stands, with its words below; of headings that follow each other the last is named."""
    starts = list(rows.index[rows.is_heading])
    for i in starts:
        ax.axvline(i, color=COLOURS["neutral"], linewidth=0.9, linestyle=(0, (2, 2)), zorder=0.6)
    named = [i for i in starts if i + 1 not in starts][:most]
    ax.set_xticks(named, [shorten(rows.text[i], 34) for i in named], rotation=-18, ha="left", rotation_mode="anchor", fontsize=9.5)
    if not named:
        ax.set_xlabel(_("Sentences in order"))


def markers(densities, *, ax=None):
    """Words that mark a distance or a judgement, per 100 words: a row a kind, a bar a voice (author, quoted)."""
    if not densities.any(axis=None):
        raise Nothing(_("no such words in these articles"))
    rows = densities.melt(var_name="voice", ignore_index=False).rename_axis("kind").reset_index()
    ax = bars(style.axes(ax, 0.5 * len(densities) + 1.5), rows, "value", "voice", names=rows.kind, form=".2g", dodge=True)
    ax.set_xlabel(_("In 100 words of that voice"))
    return ax


def towards(actors, *, ax=None):
    """The sentences that name each actor: blamed and praised in colour where there are more of them than neutral actors get by chance."""
    rows = actors[actors.n >= LEAST_SENTENCES].set_index("name")
    if rows.empty:
        raise Nothing(_("no person or organisation named in {n} sentences or more").format(n=LEAST_SENTENCES))
    if rows.tone.eq("").all():
        raise Nothing(_("nobody is blamed or praised more often than a neutral actor may be by chance"))
    coloured = rows[["blamed", "praised"]].where(rows.tone.ne(""), 0)
    rest = "neither, or as often as by chance"
    counts = coloured.assign(**{rest: rows.n - coloured.sum(axis=1)})[["blamed", rest, "praised"]]
    return stacked(counts, _("Sentences"), _("no sentences in these articles"), ax=ax)
