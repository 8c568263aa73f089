"""Charts of notebook 06: who departs from whom."""
import re

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from .. import style
from .common import COLOURS, days, legend, note, nothing, shorten, swatches, tiles
from .marks import claim_marks, in_words, label, mention

PANELS, MOST_MENTIONS = 8, 60  # of a panel


def claims_over_time(claims):
    """What each claim was said to be, and when: a Figure with a panel for each claim (at most PANELS), a mark for each mention.

    A dot is a value, a stroke what its words leave open, an arrow a bound. Copies are small and hollow, denied figures crosses.
    Colour says who stands behind it; sources stand beside the first mention of each figure, where there is room.
    """
    if claims.empty:
        return nothing(style.axes(None, 2), "figures that two articles or two sources give").get_figure()
    told = [part for _, part in claims.groupby("claim_id", sort=False)][:PANELS]
    parts = [part if len(part) <= MOST_MENTIONS else part.drop_duplicates(["source", "low", "high"]).head(MOST_MENTIONS) for part in told]
    whole = style.figure(1.6 * len(parts) + 1.6)
    grid = whole.subplots(len(parts), 1, squeeze=False, sharex=True)[:, 0]
    dated = claims.published.notna().all() and claims.published.nunique() > 1
    for ax, part, all_of_it in zip(grid, parts, told):
        claim_over_time(part, dated, ax=ax)
        if len(part) < len(all_of_it):
            note(ax, f"{len(part)} of {len(all_of_it):,} mentions, each source's figures once")
    grid[-1].set_xlabel("" if dated else "Mentions in order")
    voices = [name for name in ("author", "named source", "unnamed source") if claims.attribution.eq(name).any()]
    legend(grid[-1], [*swatches(*voices), *claim_marks(pd.concat(parts))], ncols=4, bbox_to_anchor=(0, -0.34 if dated else -0.42))
    whole.suptitle(" ", fontsize=15)           # their room is taken before the labels are placed
    whole.supxlabel(" ", fontsize=9)
    whole.draw_without_rendering()
    for ax, part in zip(grid, parts):
        label_sources(ax, part, dated)
    return whole


def claim_over_time(claim, dated=True, *, ax=None):
    """The mentions of one claim; `dated`: along the days of publication, else in order."""
    ax = style.axes(ax, 2.4)
    known = claim[["value", "low", "high"]].to_numpy(float)
    known = known[np.isfinite(known)]
    margin = 0.4 * (known.max() - known.min()) or max(1, 0.2 * abs(known.max()))
    span = known.min() - margin, known.max() + margin
    for x, row in zip(moments(claim, dated), claim.itertuples()):
        mention(ax, x, row, span)
    ax.set_ylim(span)
    ax.margins(x=0.06)
    ax.grid(axis="y")
    ax.yaxis.set_major_locator(MaxNLocator(4, integer=True, min_n_ticks=2))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: in_words(y)))
    counted, unit = shorten(claim.counted.iloc[0], 60), claim.unit.iloc[0]
    ax.set_title(f"{counted} ({unit})" if unit else counted, fontsize=11)
    if dated:
        days(ax, 9)
    else:
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    return ax


def moments(claim, dated):
    """Where each mention stands: its time; the figures of one article that are equal, beside each other."""
    if not dated:
        return np.arange(1.0, len(claim) + 1)
    times = mdates.date2num(claim.published)
    beside = claim.groupby(["published", "value"]).cumcount().to_numpy()
    return times + beside * 0.02 * max(np.ptp(times), 0.5)


def label_sources(ax, claim, dated):
    """The sources beside the first mention of each of their figures, no label over a mark or another label."""
    claim = claim.reset_index(drop=True)
    places = pd.DataFrame({"x": moments(claim, dated), "y": claim.value})
    taken = [mark.get_window_extent() for mark in (*ax.lines, *ax.texts)] + [
        ax.transData.transform_bbox(Bbox.from_extents(x, y, x, y)).padded(6) for x, y in places.itertuples(index=False)]
    first = claim[claim.copy_of.eq("") & claim.attribution.ne("author") & claim.source.ne("unnamed")]
    for row in first.drop_duplicates(["source", "low", "high"]).itertuples():
        label(ax, places.loc[row.Index], shorten(row.source, 30), COLOURS[row.attribution], taken)


def departures(counts, *, ax=None):
    """On how many claims two voices disagree (blue, below the diagonal), and how many each revised itself (violet, on it)."""
    voices = [voice_name(voice) for voice in counts.index]
    values = np.tril(counts.to_numpy(float))
    if not values.any():
        return nothing(style.axes(ax, 2), "disagreements")
    rows, columns = np.flatnonzero(values.any(axis=1)), np.flatnonzero(values.any(axis=0))
    shown = values[np.ix_(rows, columns)]
    own = [(y, x) for y, row in enumerate(rows) for x, column in enumerate(columns) if row == column and shown[y, x]]
    ax = tiles(shown, [voices[i] for i in rows], [voices[i] for i in columns], ax=style.axes(ax, 0.36 * len(rows) + 2.6))
    for y, x in own:
        ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=COLOURS["revised"], edgecolor="none", zorder=1))
        next(t for t in ax.texts if t.get_position() == (x, y)).set_color("white")
    legend(ax, [Patch(color=COLOURS["named source"], label="claims on which the two disagree"),
                Patch(color=COLOURS["revised"], label="claims a voice revised itself")][:1 + bool(own)], bbox_to_anchor=(1, 1), loc="upper right", ncols=1)
    return ax


def voice_name(voice):
    """`the author in 2031-03-12-kuestenbote-1` is long for a chart."""
    return shorten(re.sub(r"^(?:the )?(author|unnamed) in (?:\d{4}-\d\d-\d\d-)?", r"\1, ", voice), 30)


def support(figures, *, ax=None):
    """How many voices stand behind a figure: a bar each number of voices, split by who gave the figure first."""
    if figures.empty:
        return nothing(style.axes(ax, 2), "figures that two articles or two sources give")
    found = figures.assign(behind=figures.n_voices.clip(upper=5)).pivot_table(index="behind", columns="attribution", values="n_voices", aggfunc="size", fill_value=0)
    found = found.reindex(range(1, found.index.max() + 1), fill_value=0)
    ax = style.axes(ax, 0.45 * len(found) + 1.6)
    left = np.zeros(len(found))
    for name in found.columns:
        bars = ax.barh(-found.index, found[name], left=left, color=COLOURS[name], height=0.66)
        ax.bar_label(bars, [str(n) if n else "" for n in found[name]], label_type="center", color="white", fontweight="semibold")
        left += found[name].to_numpy(float)
    for y, total in zip(-found.index, left):
        ax.annotate(f"{100 * total / len(figures):.0f} %", (total, y), (6, 0), textcoords="offset points", va="center", color=COLOURS["quiet"])
    ax.set_yticks(-found.index, [f"{n}{' or more' if n == 5 else ''} voice{'s' if n > 1 else ''}" for n in found.index])
    ax.set_xlabel("Figures")
    ax.margins(x=0.1)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    legend(ax, swatches(*found.columns), bbox_to_anchor=(0, 1.02), loc="lower left")
    return ax
