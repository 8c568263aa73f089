"""Charts of notebook 02: numbers and dates."""
import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .. import style
from ..words import _
from .common import COLOURS, MOST_ROWS, Nothing, legend, shorten, stacked, swatches, top_rows
from .marks import in_words, mark

FEWEST_LOSSES = 10


def ledger(numbers):
    """The ledger of figures: a Figure with an Axes for each unit, in which each number has a row.

    A dot is an exact value, a dot with whiskers an approximate one, a bar a range. A bound is an arrow from its limit to
    where it is open, and never a dot. Colour says who stands behind it; hollow and dashed marks are hedged.
    """
    if numbers.empty:
        raise Nothing(_("no figures in these articles"))
    rows = numbers.assign(unit=numbers.unit.fillna(""))
    order = rows.unit.value_counts(sort=False).sort_values(ascending=False, kind="stable").index[:8]
    parts = [rows[rows.unit == unit] for unit in order]
    heights = [0.32 * min(MOST_ROWS, len(part)) + 0.55 for part in parts]
    whole = style.figure(sum(heights) + 1.9)
    grid = whole.subplots(len(parts), 1, squeeze=False, height_ratios=heights)[:, 0]
    for ax, unit, part in zip(grid, order, parts):
        ledger_of_unit(part, ax=ax)
        ax.set_title({"": _("Counts"), "percent": _("Percent")}.get(unit, _(unit)), fontsize=11, color=COLOURS["quiet"])
    marks = [Line2D([], [], color=COLOURS["ink"], marker="o", linestyle="", label=_("exact")),
             Line2D([], [], color=COLOURS["ink"], marker="<", markersize=9, linestyle="", label=_("bound")),
             Line2D([], [], color=COLOURS["ink"], marker="o", markerfacecolor="white", linestyle="", label=_("hedged"))]
    legend(grid[-1], [*swatches(rows.attribution), *marks], ncols=3, below=0.4)
    return whole


def ledger_of_unit(numbers, *, ax=None):
    """The numbers of one unit, a row each in text order; the columns of `measures.attributed` are expected."""
    ax = style.axes(ax, 0.32 * len(numbers) + 1)
    rows = top_rows(ax, numbers, _("{most} of {n} figures")).iloc[::-1].reset_index(drop=True)
    known = rows[["value", "low", "high"]].to_numpy(float)
    known = known[np.isfinite(known)]
    low, high = (known.min(), known.max()) if len(known) else (0, 1)
    span, logarithmic = span_of(ax, low, high, np.abs(known[known != 0]).min(initial=np.inf))
    ax.set_xlim(span)
    for y, row in enumerate(rows.itertuples()):
        mark(ax, y, row, span, logarithmic)
    ax.set_yticks(range(len(rows)), [figure_label(row) for row in rows.itertuples()])
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _place: in_words(x)))
    on_the_right(ax, rows.source.map(_))
    return ax


def on_the_right(ax, words):
    """Words at the right end of each row."""
    right = ax.secondary_yaxis("right")
    right.set_yticks(range(len(words)), [shorten(word, 34) for word in words])
    right.tick_params(length=0, labelsize=10, labelcolor=COLOURS["quiet"])
    right.spines["right"].set_visible(False)


def span_of(ax, low, high, least):
    """Scale the axis to values from `low` to `high`, the one nearest to zero `least`; the span, and whether it is logarithmic."""
    if low > 0 and high / low > 50:
        ax.set_xscale("log")
        return (low / 3, high * 8), True
    if high / least > 1000:
        ax.set_xscale("symlog", linthresh=least)
        ax.xaxis.get_major_locator().set_params(numticks=6)
        return (3 * min(low, -least / 3), high * 8), True
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    return (min(-0.03 * max(high, 1), low * 1.15) if low <= 0 else 0, max(high * 1.15, 1)), False


def figure_label(row):
    modifier = row.modifier + " " if isinstance(row.modifier, str) and row.modifier else ""
    counted = f" · {row.counted}" if isinstance(row.counted, str) and row.counted else ""
    return shorten(modifier + row.text + counted, 44)


def exactness(counts, *, ax=None):
    """How exact the figures are, by who stands behind them: rows `exactness`, columns attribution, cells counts."""
    return stacked(counts, _("Figures"), _("no figures in these articles"), ax=ax)


def headline_losses(counts, *, ax=None):
    """What titles lost of what their articles say: rows an outlet or a kind, columns a loss, cells titles. Less than ten say nothing."""
    if counts.to_numpy().sum() < FEWEST_LOSSES:
        raise Nothing(_("no {n} losses in these headlines, too few to compare").format(n=FEWEST_LOSSES))
    return stacked(counts, _("Losses"), "", ax=ax)


def dates_named(dates, *, ax=None):
    """The times that have a place on the calendar, a row each, by their distance from `published` (or, unknown, from the latest of
    them); far times are drawn closer. A dot is a day, a stroke a longer time; on the right stands `value`."""
    placed = dates[dates.begin.notna() & ~dates.value.str.endswith("_REF")]
    if placed.empty:
        raise Nothing(_("no times with a place on the calendar in these articles"))
    published = placed.published.iloc[0]
    fixed = (published if pd.notna(published) else placed.begin.max()).normalize()
    placed = placed.assign(first=away(placed.begin, fixed), last=away(placed.end_date.fillna(placed.begin), fixed),
                           times=placed.groupby(["text", "value"]).text.transform("size")).drop_duplicates(["text", "value"])
    ax = style.axes(ax, 0.33 * min(MOST_ROWS, len(placed)) + 1.7)
    nearest = top_rows(ax, placed.sort_values("first", key=abs, kind="stable"), _("{most} of {n} times, the nearest"))
    rows = nearest.sort_values(["first", "start"], kind="stable").reset_index(drop=True)
    for y, ends in enumerate(rows[["first", "last"]].to_numpy()):
        ax.plot(ends, [y, y], color=COLOURS["named source"], linewidth=7, marker="o", markersize=7, markeredgewidth=0)
    ax.axvline(0, color=COLOURS["unnamed source"], linewidth=1.6, zorder=0.9)
    distances(ax, min(-1.5, 2 * rows["first"].min()), max(1.5, 2 * rows["last"].max()), _("published") if pd.notna(published) else _("latest"))
    ax.set_yticks(rows.index, [shorten(row.text, 36) + (f" ({row.times}×)" if row.times > 1 else "") for row in rows.itertuples()])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    on_the_right(ax, rows.value)
    return ax


def away(times, fixed):
    """How many days after `fixed` the times are."""
    return (times - fixed).dt.total_seconds() / 86400


def distances(ax, low, high, middle):
    """An axis of days before and after 0, which is called `middle`: even within a day, then each step a longer time."""
    ax.set_xscale("symlog", linthresh=1, linscale=0.8)
    ax.set(xlim=(low, high), xlabel=_("before ← distance in time, far times drawn closer → after"))
    names = {1: _("1 day"), 7: _("1 week"), 30.4: _("1 month"), 365: _("1 year"), 3652: _("10 years"), 36524: _("100 years"), 365242: _("1,000 years")}
    names = [(days, name) for days, name in names.items() if days <= max(-low, high)]
    names = names[1::2] if len(names) > 4 and min(-low, high) > 7 else names      # both sides need room
    ticks = {0: middle} | {sign * days: name for days, name in names for sign in (-1, 1) if low <= sign * days <= high}
    ax.set_xticks([*ticks], [*ticks.values()])
