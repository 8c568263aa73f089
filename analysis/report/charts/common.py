"""What several charts share: bars, tables of counts, rows, notes, legends, days, shortened names."""
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator, ScalarFormatter
from matplotlib.transforms import ScaledTranslation

from ... import escaping
from .. import style
from ..words import _, dated, number, signed

MOST_ROWS = 30                 # rows of a chart that stay legible
LONG_NAME = 25                 # of a part of a legend: on a phone there is none beside it
COLOURS = style.COLOURS


class Nothing(ValueError):
    """There is nothing to draw; the message says what is missing."""


def shorten(text, width=46):
    """Text for a label, of which every letter can be drawn."""
    return escaping.short(style.legible(escaping.line(str(text))), style.fitting(width))


def note(ax, text):
    """A remark in the chart's upper right corner, above the data; on a phone above the legend, too."""
    ax.set_title(text, loc="right", fontsize=9.5, fontweight="normal", color=COLOURS["quiet"], pad=44 if style.width < style.WIDTH else None)


def top_rows(ax, table, words, most=MOST_ROWS):
    """The first rows that stay legible, and a note if there are more: `words` with how many of how many."""
    if len(table) > most:
        note(ax, words.format(most=most, n=number(len(table))))
    return table.head(most)


def legend(ax, handles, ncols=None, below=None):
    """A legend above the Axes, or some inches `below` its lower edge."""
    place = {"loc": "lower left", "bbox_to_anchor": (0, 1.02)} if below is None else {"loc": "upper left", "bbox_to_anchor": (0, 0),
             "bbox_transform": ax.transAxes + ScaledTranslation(0, -below, ax.get_figure().dpi_scale_trans)}
    beside = ncols or len(handles)
    if style.width < style.WIDTH:
        beside = min(beside, 1 if any(len(handle.get_label()) > LONG_NAME for handle in handles) else 2)
    return ax.legend(handles=handles, ncols=beside, borderaxespad=0, handletextpad=0.5, columnspacing=1.6, **place)


def swatches(names, colours=COLOURS):
    """The legend of the colours that occur."""
    return [Patch(color=colours[name], label=_(str(name))) for name in colours if name in set(names)]


def bars(ax, rows, value, part, *, names, form, dodge=False):
    """A bar for each row, coloured by `part`, with its value written out behind it; with `dodge` rows of one name stand together."""
    places = (names if dodge else pd.Series(range(len(rows)))).astype(str).to_numpy()
    sns.barplot(x=rows[value].to_numpy(), y=places, hue=rows[part].to_numpy(), palette=COLOURS, saturation=1, width=0.72, dodge=dodge,
                legend=False, ax=ax)
    for drawn in ax.containers:
        ax.bar_label(drawn, fmt=form if callable(form) else lambda value: number(value, form), padding=4, color=COLOURS["quiet"], fontsize=10)
    ax.set_yticks(range(len(set(places))), [shorten(_(name)) for name in (names.unique() if dodge else names)])
    ax.set_ylabel("")
    ax.xaxis.set_major_formatter(Signed())
    ax.margins(x=0.08)
    legend(ax, swatches(rows[part]))
    return ax


def stacked(counts, what, nothing, *, ax=None, ends=None):
    """A table of counts of `what` as bars: a row each, its columns one after the other, and behind the bar the counts in that order; `nothing` is
    said of an empty table."""
    if counts.empty:
        raise Nothing(nothing)
    ax = style.axes(ax, 0.36 * min(15, len(counts)) + 1.5)
    rows = top_rows(ax, counts, _("{most} of {n} kinds"), 15)
    colours = {name: COLOURS.get(name, style.CYCLE[number % len(style.CYCLE)]) for number, name in enumerate(rows.columns)}
    long = rows.set_axis(range(len(rows))).melt(ignore_index=False, var_name="part", value_name="n").rename_axis("row").reset_index()
    sns.histplot(long, y="row", hue="part", hue_order=[*colours][::-1], weights="n", multiple="stack", discrete=True, shrink=0.68,
                 palette=colours, alpha=1, linewidth=0.3, legend=False, ax=ax)
    for y, (values, end) in enumerate(zip(rows.to_numpy(int), ends if ends is not None else [""] * len(rows))):
        ax.annotate(" + ".join(number(n) for n in values if n) + end, (values.sum(), y), (5, 0), textcoords="offset points", va="center", color=COLOURS["quiet"])
    ax.set_yticks(range(len(rows)), [shorten(_(str(name)).replace("_", " ")) for name in rows.index])
    ax.set(xlabel=what, ylabel="", ylim=(len(rows) - 0.4, -0.6))
    ax.margins(x=0.12)
    whole_numbers(ax)
    legend(ax, swatches(colours, colours))
    return ax


def whole_numbers(ax):
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _place: number(x, ",.0f").replace("-", "\N{MINUS SIGN}")))


class Signed(ScalarFormatter):
    """Numbers along an axis, as Matplotlib writes them, with the signs of the reader's language."""
    def __call__(self, value, place=None):
        return signed(super().__call__(value, place))


def tiles(values, *, ax=None, only=True, colour=COLOURS["named source"], least=4):
    """A table of counts, the darker the more; where there is nothing (or `only` is not true) it stays white. Fewer
    than `least` are pale."""
    ax = style.axes(ax, 0.36 * len(values) + 2.2)
    size = {"size": 8} if style.width < style.WIDTH and values.shape[1] > 8 else {}
    sns.heatmap(values, mask=~(values.gt(0) & only), annot=values.map(style.plain_number), fmt="", annot_kws={"color": COLOURS["ink"], **size},
                cmap=sns.light_palette(colour, as_cmap=True), vmin=0, vmax=1.6 * max(least, values.max(axis=None)), cbar=False, linewidths=1.5,
                xticklabels=[shorten(name, 30) for name in values], yticklabels=[shorten(name, 34) for name in values.index], ax=ax)
    ax.set(xlabel="", ylabel="")
    ax.set_xticklabels(ax.get_xticklabels(), rotation=35, ha="right", rotation_mode="anchor")
    ax.tick_params(axis="y", labelrotation=0)
    ax.grid(False)
    if values.shape[1] < 5:                    # cells of 1.2 by 0.36 inches, not as wide as the chart
        ax.set_box_aspect(0.3 * len(values) / values.shape[1])
        ax.set_anchor("W")
    return ax


class Dated(mdates.ConciseDateFormatter):
    """Dates along an axis, with the months of the reader's language."""
    def format_ticks(self, values):
        return [dated(label) for label in super().format_ticks(values)]

    def get_offset(self):
        return dated(super().get_offset())


def days(ax, most):
    """Dates along the axis, at most `most`, each with its month or year."""
    locator = mdates.AutoDateLocator(maxticks=most)
    ax.xaxis.set_major_locator(locator)
    day, whole = _("%d %b"), _("%d %b %Y")
    ax.xaxis.set_major_formatter(Dated(locator, formats=["%Y", "%b", day, "%H:%M", "%H:%M", "%H:%M:%S"],
        zero_formats=["", "%b %Y", day, day, "%H:%M", "%H:%M"], offset_formats=["", "%Y", "%Y", whole, whole, whole]))


def mean_tone(means, *, ax=None):
    """Mean polarity by group (the first column) with its interval, a row each; `means` is what `measures.tone_by` gives."""
    if means.empty:
        raise Nothing(_("no group of three or more sentences"))
    ax = style.axes(ax, 0.42 * min(15, len(means)) + 1.5)
    rows = top_rows(ax, means, _("{most} of {n} groups"), 15)
    tone = np.select([rows.low > 0, rows.high < 0], ["positive", "negative"], "neutral")
    long = rows.assign(tone=tone, row=range(len(rows))).melt(["row", "tone"], ["low", "mean", "high"])
    sns.pointplot(long, x="value", y="row", hue="tone", palette=COLOURS, orient="y", estimator="median", errorbar=("pi", 100), linestyle="none",
                  markersize=8, err_kws={"linewidth": 3}, legend=False, ax=ax)       # low, mean and high: the median is the mean
    ax.axvline(0, color=COLOURS["quiet"], linewidth=0.8)
    ax.set_yticks(range(len(rows)), [f"{shorten(_(name), 36)}  ({number(n)})" for name, n in zip(rows.iloc[:, 0], rows.n)])
    limit = max(0.3, rows[["low", "high"]].abs().max(axis=None) * 1.15)
    ax.set(xlim=(-limit, limit), ylabel="", xlabel=_("Mean polarity with 95 % interval (number of sentences in brackets)"))
    ax.xaxis.set_major_formatter(Signed())
    return ax
