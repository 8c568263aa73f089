"""What several charts share: rows, notes, legends, days, shortened names."""
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from ... import escaping
from .. import style

MOST_ROWS = 30                 # rows of a chart that stay legible
COLOURS = style.COLOURS


def shorten(text, width=46):
    """Text for a label, of which every letter can be drawn."""
    return escaping.short(style.legible(escaping.line(str(text))), width)


def note(ax, text):
    """A remark in the chart's upper right corner, above the data."""
    ax.set_title(text, loc="right", fontsize=9.5, fontweight="normal", color=COLOURS["quiet"])


def nothing(ax, what):
    """An Axes that says that there is nothing to draw."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, f"No {what} in these articles.", ha="center", va="center", transform=ax.transAxes, color=COLOURS["quiet"])
    return ax


def top_rows(ax, table, what, most=MOST_ROWS):
    """The first rows that stay legible, and a note if there are more."""
    if len(table) > most:
        note(ax, f"{most} of {len(table)} {what}")
    return table.head(most)


def legend(ax, handles, **options):
    options = {"loc": "upper left", "bbox_to_anchor": (0, -0.08), "ncols": len(handles), "borderaxespad": 0, "handletextpad": 0.5,
               "columnspacing": 1.6, **options}
    return ax.legend(handles=handles, **options)


def days(ax, most):
    """Dates along the axis, at most `most`, each with its month or year."""
    locator = mdates.AutoDateLocator(maxticks=most)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, formats=["%Y", "%b", "%d %b", "%H:%M", "%H:%M", "%H:%M:%S"],
        zero_formats=["", "%b %Y", "%d %b", "%d %b", "%H:%M", "%H:%M"], offset_formats=["", "%Y", "%Y", "%d %b %Y", "%d %b %Y", "%d %b %Y"]))


def swatches(*names):
    return [Patch(color=COLOURS[name], label=name) for name in names]


def tiles(values, rows, columns, *, ax=None, form="{:.0f}"):
    """A table of counts, the darker the more; where there is nothing it stays white."""
    ax = style.axes(ax, 0.36 * len(rows) + 2.0)
    top = max(4, values.max())                 # few counts stay pale, so that their digits can be read
    ax.imshow(np.ma.masked_equal(values, 0), cmap=style.counts_colours(), aspect="auto", vmin=0, vmax=top)
    for (i, j), value in np.ndenumerate(values):
        if value:
            ax.text(j, i, form.format(value), ha="center", va="center", color="white" if value > top * 0.45 else COLOURS["ink"])
    ax.set_xticks(range(len(columns)), columns, rotation=35, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(len(rows)), rows)
    ax.set_xticks(np.arange(len(columns) - 1) + 0.5, minor=True)
    ax.set_yticks(np.arange(len(rows) - 1) + 0.5, minor=True)
    ax.grid(False)
    ax.grid(which="minor", axis="both", color="white", linewidth=1.5)
    ax.tick_params(which="minor", length=0)
    ax.set_axisbelow(False)
    ax.spines["bottom"].set_visible(False)
    return ax


def counts(table, column, *, ax=None, by=None, colours=None, label="Statements"):
    """How often each value of `column` occurs in `table`; bars may be split `by` another column."""
    if table.empty:
        return nothing(style.axes(ax, 2), label.lower())
    found = pd.crosstab(table[column], table[by] if by else label)
    found = found.loc[found.sum(axis=1).sort_values(kind="stable").index].tail(15)
    ax = style.axes(ax, 0.36 * len(found) + 1.5)
    left = np.zeros(len(found))
    for number, name in enumerate(found.columns):
        colour = (colours or COLOURS).get(name, style.CYCLE[number % len(style.CYCLE)])
        bars = ax.barh([shorten(str(value).replace("_", " ")) for value in found.index], found[name], left=left, color=colour, height=0.66)
        ax.bar_label(bars, [str(n) if n else "" for n in found[name]], label_type="center", fontweight="semibold",
                     color=COLOURS["ink"] if colour == COLOURS["neutral"] else "white")
        left += found[name].to_numpy(float)
    ax.set(xlabel=label, xlim=(0, left.max() * 1.03))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    if by:
        handles = [Patch(color=(colours or COLOURS).get(name, style.CYCLE[i % len(style.CYCLE)]), label=name)
                   for i, name in enumerate(found.columns)]
        legend(ax, handles, bbox_to_anchor=(0, 1.02), loc="lower left")
    return ax


def mean_tone(means, by, *, ax=None, what="sentences"):
    """Mean polarity by group with its interval, a row each; `means` is what `measures.tone_by` gives."""
    if means.empty:
        return nothing(style.axes(ax, 2), f"group with three or more {what}")
    ax = style.axes(ax, 0.42 * min(15, len(means)) + 1.5)
    rows = top_rows(ax, means, "groups", 15).iloc[::-1].reset_index(drop=True)
    for y, row in rows.iterrows():
        clear = row.low > 0 or row.high < 0
        colour = COLOURS["neutral"] if not clear else COLOURS["positive" if row["mean"] > 0 else "negative"]
        ax.plot([row.low, row.high], [y, y], color=colour, linewidth=3, solid_capstyle="round")
        ax.plot([row["mean"]], [y], marker="o", markersize=8, color=colour)
    ax.axvline(0, color=COLOURS["quiet"], linewidth=0.8)
    ax.set_yticks(range(len(rows)), [f"{shorten(name, 36)}  ({n})" for name, n in zip(rows[by], rows.n)])
    limit = max(0.3, rows[["low", "high"]].abs().to_numpy().max() * 1.15)
    ax.set(xlim=(-limit, limit), ylim=(-0.6, len(rows) - 0.4), xlabel=f"Mean polarity with 95 % interval (number of {what} in brackets)")
    return ax
