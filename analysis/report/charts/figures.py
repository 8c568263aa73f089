"""Charts of notebook 02: numbers and dates."""
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .. import style
from .common import COLOURS, MOST_ROWS, days, legend, nothing, shorten, swatches, top_rows
from .marks import in_words, mark

UNITS = {"": "Counts", "percent": "Percent"}


def ledger(numbers):
    """The ledger of figures: a Figure with an Axes for each unit, in which each number has a row.

    A dot is an exact value, a dot with whiskers an approximate one, a bar a range. A bound is an arrow from its limit to
    where it is open, and never a dot. Colour says who stands behind it; hollow and dashed marks are hedged.
    """
    if numbers.empty:
        return nothing(style.axes(None, 2), "figures").get_figure()
    rows = numbers.assign(unit=numbers.unit.fillna(""))
    order = rows.unit.value_counts(sort=False).sort_values(ascending=False, kind="stable").index[:8]
    parts = [rows[rows.unit == unit] for unit in order]
    heights = [0.32 * min(MOST_ROWS, len(part)) + 0.55 for part in parts]
    heights[-1] += max(0, 1.3 - sum(heights))           # else the legend finds no room
    whole = style.figure(sum(heights) + 1.7)
    grid = whole.subplots(len(parts), 1, squeeze=False, height_ratios=heights)[:, 0]
    for ax, unit, part in zip(grid, order, parts):
        ledger_of_unit(part, ax=ax)
        ax.set_title(UNITS.get(unit, unit), fontsize=11, color=COLOURS["quiet"])
    marks = [Line2D([], [], color=COLOURS["ink"], marker="o", linestyle="", label="exact"),
             Line2D([], [], color=COLOURS["ink"], marker="<", markersize=9, linestyle="", label="bound"),
             Line2D([], [], color=COLOURS["ink"], marker="o", markerfacecolor="white", linestyle="", label="hedged")]
    voices = [name for name in ("author", "named source", "unnamed source") if rows.attribution.eq(name).any()]
    legend(grid[-1], [*swatches(*voices), *marks], ncols=3, bbox_to_anchor=(0, -0.5 / heights[-1]))
    return whole


def ledger_of_unit(numbers, *, ax=None):
    """The numbers of one unit, a row each in text order; the columns of `measures.attributed` are expected."""
    ax = style.axes(ax, 0.32 * len(numbers) + 1)
    rows = top_rows(ax, numbers, "figures").iloc[::-1].reset_index(drop=True)
    known = rows[["value", "low", "high"]].to_numpy(float)
    known = known[np.isfinite(known)]
    low, high = (known.min(), known.max()) if len(known) else (0, 1)
    logarithmic = low > 0 and high / low > 50
    span = (low / 3, high * 8) if logarithmic else (min(0, low * 1.15), max(high * 1.15, 1))
    if logarithmic:
        ax.set_xscale("log")
    ax.set_xlim(span)
    for y, row in enumerate(rows.itertuples()):
        mark(ax, y, row, span, logarithmic)
    ax.set_yticks(range(len(rows)), [figure_label(row) for row in rows.itertuples()])
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: in_words(x)))
    right = ax.secondary_yaxis("right")
    right.set_yticks(range(len(rows)), [shorten(row.source, 34) for row in rows.itertuples()])
    right.tick_params(length=0, labelsize=10, labelcolor=COLOURS["quiet"])
    right.spines["right"].set_visible(False)
    return ax


def figure_label(row):
    modifier = row.modifier + " " if isinstance(row.modifier, str) and row.modifier else ""
    counted = f" · {row.counted}" if isinstance(row.counted, str) and row.counted else ""
    return shorten(modifier + row.text + counted, 44)


def exactness(counts, *, ax=None):
    """How exact the figures are, by who stands behind them: rows `exactness`, columns attribution, cells counts."""
    ax = style.axes(ax, 2.8)
    if counts.empty:
        return nothing(ax, "figures")
    rows = counts.iloc[::-1]
    left = np.zeros(len(rows))
    for name in rows.columns:
        bars = ax.barh(rows.index, rows[name], left=left, color=COLOURS[name], height=0.62)
        ax.bar_label(bars, [str(n) if n else "" for n in rows[name]], label_type="center", color="white", fontweight="semibold")
        left += rows[name].to_numpy(float)
    ax.set(xlabel="Figures", xlim=(0, left.max() * 1.03))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    legend(ax, swatches(*rows.columns), bbox_to_anchor=(0, 1.14), loc="upper left")
    return ax


def dates_named(dates, published, *, ax=None):
    """The time expressions that have a place on the calendar, a row each; a line is the day of publication."""
    placed = dates[dates.begin.notna()].sort_values(["begin", "start"], kind="stable")
    if placed.empty:
        return nothing(style.axes(ax, 2), "dates that could be placed")
    ax = style.axes(ax, 0.33 * min(MOST_ROWS, len(placed)) + 1.6)
    rows = top_rows(ax, placed, "dates").iloc[::-1].reset_index(drop=True)
    ends = rows.end_date.fillna(rows.begin)
    begin, end = mdates.date2num(rows.begin), mdates.date2num(ends)
    marks = [*begin, *end, *([mdates.date2num(published)] if pd.notna(published) else [])]
    margin = max(3, (max(marks) - min(marks)) * 0.06)
    ax.set_xlim(min(marks) - margin, max(marks) + margin)
    ax.barh(range(len(rows)), np.maximum(end - begin, margin / 8), left=begin, height=0.5, color=COLOURS["named source"])
    ax.set_yticks(range(len(rows)), [shorten(text, 40) for text in rows.text])
    days(ax, 8)
    if pd.notna(published):
        ax.axvline(mdates.date2num(published), color=COLOURS["unnamed source"], linewidth=1.6)
        ax.annotate("published", (mdates.date2num(published), 1), (4, 2), xycoords=("data", "axes fraction"),
                    textcoords="offset points", color=COLOURS["unnamed source"], fontsize=10)
    return ax
