"""Marks that carry meaning: dots, arrows and bars of figures, with labels that keep out of each other's way."""
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from ..words import _, number
from .common import COLOURS


def mark(ax, y, row, span, logarithmic):
    """One number: a dot, a dot with whiskers, a bar, or an arrow towards the open side."""
    colour, dashed = COLOURS[row.attribution], (0, (3, 2)) if row.is_hedged else "-"
    face = "white" if row.is_hedged else colour
    length = 0.16 * (span[1] - span[0])
    if row.exactness in ("exact", "approximate"):
        if row.exactness == "approximate":
            ax.plot([row.low, row.high], [y, y], color=colour, linewidth=2, linestyle=dashed, solid_capstyle="round")
        ax.plot([row.value], [y], color=colour, marker="o", markersize=8, markerfacecolor=face, markeredgewidth=1.8)
    elif row.exactness == "range":
        ax.plot([row.low, row.high], [y, y], color=colour, linewidth=2.2, linestyle=dashed, marker="|", markersize=11, markeredgewidth=2.2)
    else:
        limit, towards = (row.high, -1) if np.isfinite(row.high) else (row.low, 1)
        near, far = (limit / 6, limit * 6) if logarithmic and limit > 0 else (limit - length, limit + length)
        tip = max(span[0], near) if towards < 0 else min(span[1], far)
        ax.plot([limit], [y], marker="|", markersize=12, markeredgewidth=2.4, color=colour)
        ax.annotate("", (tip, y), (limit, y), arrowprops={"arrowstyle": "-|>,head_width=0.35", "edgecolor": colour, "facecolor": face,
                    "linewidth": 1.8, "linestyle": dashed, "mutation_scale": 13, "shrinkA": 0, "shrinkB": 0})


AROUND = [(7, 0, "left", "center"), (-7, 0, "right", "center"), (6, 6, "left", "bottom"), (6, -6, "left", "top"), (-6, 6, "right", "bottom"),
          (-6, -6, "right", "top"), (0, 9, "center", "bottom"), (0, -9, "center", "top")]      # points from a mark to its label
FURTHER = [(scale * dx, scale * dy, ha, va) for scale in (2.2, 3.4) for dx, dy, ha, va in AROUND[2:]]


def claim_marks(claims):
    """The legend of the marks that occur."""
    ink = {"color": COLOURS["ink"], "linestyle": ""}
    marks = [(True, Line2D([], [], marker="o", label=_("value"), **ink)),
             (claims.bound.isin(["approximate", "range"]).any(), Line2D([], [], marker="|", markersize=12, markeredgewidth=2, label=_("from, to"), **ink)),
             (np.isinf(claims[["low", "high"]]).any(axis=None), Line2D([], [], marker="^", markersize=9, label=_("bound"), **ink)),
             (claims.copy_of.ne("").any(), Line2D([], [], marker="o", markersize=4.5, markerfacecolor="white", label=_("copied report"), **ink)),
             (claims.is_denied.any(), Line2D([], [], marker="x", label=_("said to be wrong"), **ink))]
    return [mark for occurs, mark in marks if occurs]


def in_words(value):
    """Large values without their zeros: 20 million."""
    for size, words in ((1e12, _("{n} trillion")), (1e9, _("{n} billion")), (1e6, _("{n} million"))):
        if abs(value) >= size:
            return words.format(n=number(value / size, "g"))
    return number(value, ",.0f" if value == int(value) else "g")


def mention(ax, x, row, span):
    """One mention: a dot, with a stroke for what its words leave open or an arrow to where it is open; a cross if denied."""
    colour = COLOURS[row.attribution]
    if row.is_denied:
        ax.plot([x], [row.value], marker="x", markersize=7, markeredgewidth=2, color=colour)
        return
    copied = row.copy_of != ""
    if np.isfinite([row.low, row.high]).all():
        if row.low < row.high:
            ax.plot([x, x], [row.low, row.high], color=colour, linewidth=1 if copied else 2.2, solid_capstyle="round")
    else:
        limit, towards = (row.low, 1) if np.isfinite(row.low) else (row.high, -1)
        tip = min(limit + 0.22 * (span[1] - span[0]), span[1]) if towards > 0 else max(limit - 0.22 * (span[1] - span[0]), span[0])
        ax.plot([x], [limit], marker="_", markersize=10, markeredgewidth=2.2, color=colour)
        ax.annotate("", (x, tip), (x, limit), arrowprops={"arrowstyle": "-|>,head_width=0.3", "color": colour, "linewidth": 1.6,
                                                         "mutation_scale": 11, "shrinkA": 0, "shrinkB": 0})
        return
    if row.bound != "range":
        ax.plot([x], [row.value], marker="o", color=colour, markersize=4.5 if copied else 7, markeredgewidth=1.2,
                markerfacecolor="white" if copied else colour)


def label(ax, place, words, colour, taken):
    """Write the words at the first free place around a point; nowhere if all are taken (the table has them)."""
    for dx, dy, ha, va in AROUND + FURTHER:
        line = {"arrowstyle": "-", "color": colour, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 4} if (dx, dy, ha, va) in FURTHER else None
        written = ax.annotate(words, place, (dx, dy), textcoords="offset points", ha=ha, va=va, fontsize=9, color=colour, arrowprops=line)
        written.get_window_extent()            # settles where the words stand
        box = Text.get_window_extent(written)  # of the words alone, without the line
        inside = ax.bbox.x0 <= box.x0 and box.x1 <= ax.bbox.x1 and ax.bbox.y0 <= box.y0 and box.y1 <= ax.bbox.y1
        way = on_the_way(ax.transData.transform(place), box) if line else []
        if inside and not any(part.overlaps(other) for part in (box, *way) for other in taken):
            taken += [box, *way]
            return
        written.remove()


def on_the_way(point, box):
    """Small boxes along the line from a mark to its words, from where it leaves the mark."""
    middle = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
    steps = np.linspace(0, 1, 40)[:, None] * (middle - point)
    return [Bbox.from_extents(*(point + step), *(point + step)).padded(1) for step in steps if np.hypot(*step) > 14]
