"""Charts, named for what they show. Each takes a table and draws on an Axes; none computes, none saves (`export.save`)."""
import re
import textwrap

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from .. import escaping
from . import style

MOST_ROWS = 30                 # rows of a chart that stay legible
HARD = 25                      # words of a sentence; German agencies' style guides ask to stay below
COLOURS = style.COLOURS
VOICES = {"author": "author", "quoted": "named source"}            # voice of a sentence -> colour
VOICE_NAMES = {"author": "the author’s sentences", "quoted": "quoted sentences"}


def shorten(text, width=46):
    text = escaping.visible(str(text))
    return textwrap.shorten(text, width, placeholder=" …") or text[:width]


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


# ---------------------------------------------------------------- 01 articles
def sentence_lengths(sentences, *, ax=None):
    """The sentences of one article in order, a bar each of its length in words (`n_words`); headings stand between them."""
    if sentences.empty:
        return nothing(style.axes(ax, 2), "sentences")
    ax = style.axes(ax, 3.9)
    rows = sentences.reset_index(drop=True)
    body = rows[~rows.is_heading]
    ax.bar(body.index, body.n_words, width=0.8, color=[COLOURS["unnamed source" if n > HARD else "named source"] for n in body.n_words])
    ax.axhline(HARD, color=COLOURS["quiet"], linewidth=0.8)
    ax.annotate(f"{HARD} words", (1, HARD), (3, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
                fontsize=9.5, color=COLOURS["quiet"])
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y")
    ax.set(ylabel="Words", xlim=(-0.8, len(rows) - 0.2), ylim=(0, max(HARD + 3, rows.n_words.max() * 1.05)))
    name_headings(ax, rows)
    return ax


# ---------------------------------------------------------------- 02 figures
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
        tip = max(span[0], limit / 6 if logarithmic else limit - length) if towards < 0 else min(span[1], limit * 6 if logarithmic else limit + length)
        ax.plot([limit], [y], marker="|", markersize=12, markeredgewidth=2.4, color=colour)
        ax.annotate("", (tip, y), (limit, y), arrowprops={"arrowstyle": "-|>,head_width=0.35", "edgecolor": colour, "facecolor": face,
                    "linewidth": 1.8, "linestyle": dashed, "mutation_scale": 13, "shrinkA": 0, "shrinkB": 0})


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


# ---------------------------------------------------------------- 03 people
def mentions(roll, *, ax=None):
    """The actors mentioned most, a bar each; colour is the kind (person, organisation, place)."""
    if roll.empty:
        return nothing(style.axes(ax, 2), "people, organisations or places")
    most = min(20, len(roll))
    ax = style.axes(ax, 0.29 * most + 1.3)
    rows = top_rows(ax, roll, "actors", 20).iloc[::-1]
    places = np.arange(len(rows))
    bars = ax.barh(places, rows.n_mentions, color=[COLOURS[kind] for kind in rows.kind], height=0.68)
    ax.bar_label(bars, padding=4, color=COLOURS["quiet"])
    ax.set_yticks(places, [shorten(name, 50) for name in rows.name])
    ax.set_xlabel("Mentions")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    legend(ax, swatches(*[kind for kind in ("person", "organisation", "place") if rows.kind.eq(kind).any()]), loc="lower right",
           bbox_to_anchor=(1, 0.02), ncols=1)
    return ax


def together(counts, *, ax=None):
    """How many sentences name both: the lower half of a symmetric table of counts."""
    counts = counts.loc[counts.sum(axis=1) > 0, counts.sum() > 0]
    if len(counts) < 2:
        return nothing(style.axes(ax, 2), "pairs of actors")
    below = np.where(np.tri(len(counts), k=-1, dtype=bool), counts.fillna(0).to_numpy(float), 0)[1:, :-1]
    names = np.array([shorten(name, 30) for name in counts.index])
    rows, columns = below.any(axis=1), below.any(axis=0)
    return tiles(below[np.ix_(rows, columns)], names[1:][rows], names[:-1][columns], ax=ax)


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


def mentions_over_time(rates, *, ax=None):
    """How often each actor is named per article, a row an actor, a column a day, week, month or year."""
    if rates.empty or not len(rates.columns):
        return nothing(style.axes(ax, 2), "two different dates")
    return tiles(rates.to_numpy(float), [shorten(name, 34) for name in rates.index], list(rates.columns), ax=ax, form="{:.2g}")


# ---------------------------------------------------------------- 04 sources
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


# ---------------------------------------------------------------- 05 tone
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


def tone(means, by, *, ax=None, what="sentences"):
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


# ---------------------------------------------------------------- 06 claims
PANELS, MOST_MENTIONS = 8, 60  # of a panel
AROUND = [(7, 0, "left", "center"), (-7, 0, "right", "center"), (6, 6, "left", "bottom"), (6, -6, "left", "top"), (-6, 6, "right", "bottom"),
          (-6, -6, "right", "top"), (0, 9, "center", "bottom"), (0, -9, "center", "top")]      # points from a mark to its label
FURTHER = [(scale * dx, scale * dy, ha, va) for scale in (2.2, 3.4) for dx, dy, ha, va in AROUND[2:]]


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


def claim_marks(claims):
    """The legend of the marks that occur."""
    ink = {"color": COLOURS["ink"], "linestyle": ""}
    marks = [(True, Line2D([], [], marker="o", label="value", **ink)),
             (claims.bound.isin(["approximate", "range"]).any(), Line2D([], [], marker="|", markersize=12, markeredgewidth=2, label="from, to", **ink)),
             (np.isinf(claims[["low", "high"]]).any(axis=None), Line2D([], [], marker=r"$\uparrow$", markersize=12, label="bound", **ink)),
             (claims.copy_of.ne("").any(), Line2D([], [], marker="o", markersize=4.5, markerfacecolor="white", label="copied report", **ink)),
             (claims.is_denied.any(), Line2D([], [], marker="x", label="said to be wrong", **ink))]
    return [mark for occurs, mark in marks if occurs]


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
    ax.set_title(f"{claim.counted.iloc[0]} ({claim.unit.iloc[0]})" if claim.unit.iloc[0] else claim.counted.iloc[0], fontsize=11)
    if dated:
        days(ax, 9)
    else:
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    return ax


def in_words(value):
    """Large values without their zeros: 20 million."""
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            return f"{value / size:g}{word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def moments(claim, dated):
    """Where each mention stands: its time; the figures of one article that are equal, beside each other."""
    if not dated:
        return np.arange(1.0, len(claim) + 1)
    times = mdates.date2num(claim.published)
    beside = claim.groupby(["published", "value"]).cumcount().to_numpy()
    return times + beside * 0.02 * max(np.ptp(times), 0.5)


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


def label_sources(ax, claim, dated):
    """The sources beside the first mention of each of their figures, no label over a mark or another label."""
    claim = claim.reset_index(drop=True)
    places = pd.DataFrame({"x": moments(claim, dated), "y": claim.value})
    taken = [mark.get_window_extent() for mark in (*ax.lines, *ax.texts)] + [
        ax.transData.transform_bbox(Bbox.from_extents(x, y, x, y)).padded(6) for x, y in places.itertuples(index=False)]
    first = claim[claim.copy_of.eq("") & claim.attribution.ne("author") & claim.source.ne("unnamed")]
    for row in first.drop_duplicates(["source", "low", "high"]).itertuples():
        label(ax, places.loc[row.Index], shorten(row.source, 30), COLOURS[row.attribution], taken)


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
