"""Charts of notebook 05: in what tone."""
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import style
from .common import COLOURS, legend, nothing, shorten

VOICES = {"author": "author", "quoted": "named source"}            # voice of a sentence -> colour
VOICE_NAMES = {"author": "the author’s sentences", "quoted": "quoted sentences"}


def arc(sentences, *, ax=None):
    """The polarity of each sentence of one article in order; filled bars are the author's voice, hollow ones quoted."""
    if sentences.empty:
        return nothing(style.axes(ax, 2), "sentences")
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
    ax.set(ylim=(-limit, limit), xlim=(-0.8, len(rows) - 0.2), ylabel="Polarity (−1 to 1)")
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y")
    name_headings(ax, rows)
    legend(ax, [Patch(facecolor=COLOURS["quiet"], label="the author’s sentences"),
                Patch(facecolor="white", edgecolor=COLOURS["quiet"], label="quoted"),
                Line2D([], [], color=COLOURS["ink"], label="mean of five")], bbox_to_anchor=(0, 1.02), loc="lower left")
    return ax


def name_headings(ax, rows, most=12):
    """A dotted line where a heading stands, with its words below; of headings that follow each other the last is named."""
    starts = list(rows.index[rows.is_heading])
    for i in starts:
        ax.axvline(i, color=COLOURS["neutral"], linewidth=0.9, linestyle=(0, (2, 2)), zorder=0.6)
    named = [i for i in starts if i + 1 not in starts][:most]
    ax.set_xticks(named, [shorten(rows.text[i], 34) for i in named], rotation=-18, ha="left", rotation_mode="anchor", fontsize=9.5)
    if not named:
        ax.set_xlabel("Sentences in order")


def markers(densities, *, ax=None):
    """Words that mark a distance or a judgement, per 100 words: a row a kind, a bar a voice (author, quoted)."""
    if densities.empty:
        return nothing(style.axes(ax, 2), "such words")
    ax = style.axes(ax, 0.5 * len(densities) + 1.5)
    rows, thick = densities.iloc[::-1], 0.8 / len(densities.columns)
    for number, voice in enumerate(rows.columns):
        places = np.arange(len(rows)) + 0.4 - thick * (number + 0.5)
        bars = ax.barh(places, rows[voice], height=0.92 * thick, color=COLOURS[VOICES[voice]])
        ax.bar_label(bars, [f"{value:.2g}" for value in rows[voice]], padding=4, fontsize=9.5, color=COLOURS["quiet"])
    ax.set_yticks(range(len(rows)), rows.index)
    ax.set_xlabel("In 100 words of that voice")
    ax.margins(x=0.08)
    legend(ax, [Patch(color=COLOURS[VOICES[voice]], label=VOICE_NAMES[voice]) for voice in rows.columns], bbox_to_anchor=(0, 1.02), loc="lower left")
    return ax
