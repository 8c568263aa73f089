"""Charts of notebook 06: who departs from whom."""
import re
from itertools import product

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import Bbox

from .. import style
from ..words import _, day, number, plural
from .common import COLOURS, Nothing, days, legend, note, shorten, stacked, swatches, tiles
from .marks import claim_marks, in_words, label, mention

PANELS, MOST_MENTIONS = 8, 60  # of a panel


def claims_over_time(claims):
    """What each claim was said to be, and when: a Figure with a panel for each claim (at most PANELS), a mark for each mention.

    A dot is a value, a stroke what its words leave open, an arrow a bound. Copies are small and hollow, denied figures crosses.
    Colour says who stands behind it; sources stand beside the first mention of each figure, where there is room.
    """
    if claims.empty:
        raise Nothing(_("no figures that two articles or two sources give"))
    dated = claims.published.nunique() > 1
    claims = claims.reset_index(drop=True)
    near, aside = together_in_time(claims.published)
    claims = claims.assign(published=aside.place.fillna(claims.published))
    told = [part for _id, part in claims.groupby("claim_id", sort=False)][:PANELS]
    parts = [part if len(part) <= MOST_MENTIONS else part.drop_duplicates(["source", "low", "high"]).head(MOST_MENTIONS) for part in told]
    whole = style.figure(1.6 * len(parts) + 1.6)
    grid = whole.subplots(len(parts), 1, squeeze=False, sharex=True)[:, 0]
    for ax, part, all_of_it in zip(grid, parts, told):
        claim_over_time(part, dated, ax=ax)
        if len(part) < len(all_of_it):
            note(ax, _("{most} of {n} mentions, each source's figures once").format(most=len(part), n=number(len(all_of_it))))
    if dated and aside.words.any():
        name_aside(grid, near, aside.dropna().drop_duplicates())
    grid[-1].set_xlabel("" if dated else _("Mentions in order"))
    legend(grid[-1], [*swatches(claims.attribution), *claim_marks(pd.concat(parts))], ncols=4, below=0.4 if dated else 0.5)
    whole.suptitle(" ", fontsize=15)           # their room is taken before the labels are placed
    whole.supxlabel(" ", fontsize=9)
    whole.draw_without_rendering()
    for ax, part in zip(grid, parts):
        label_sources(ax, part, dated)
    return whole


def together_in_time(published):
    """The times that stand together, and of the others `place` on the axis and the `words` for it: what has no date stands after
    the rest, and what a wide gap parts from most of it (more than twice as long as the rest) just before or after it."""
    near = published.dropna().sort_values()
    gaps = near.diff()
    if gaps.max() > 2 / 3 * (near.max() - near.min()):
        sides = near[near < near.loc[gaps.idxmax()]], near[near >= near.loc[gaps.idxmax()]]
        most = max(sides, key=len)
        near = most if most.nunique() > 1 else near
    step, form = 0.15 * (near.max() - near.min()), _("%d %b %Y")
    early, late, unknown = published < near.min(), published > near.max(), published.isna()
    aside = pd.DataFrame({"place": published.where(published.isna()), "words": ""})
    for beyond, place, words in ((early, near.min() - step, _("until {day}").format(day=day(published[early].max(), form)) if early.any() else ""),
                                 (late, near.max() + step, _("from {day}").format(day=day(published[late].min(), form)) if late.any() else ""),
                                 (unknown, near.max() + (1 + late.any()) * step, _("no date"))):
        aside.loc[beyond, "place"], aside.loc[beyond, "words"] = place, words
    return near, aside


def name_aside(grid, near, aside):
    """Name the places beside the times that stand together, and part them from these by a line."""
    axis, first, last = grid[-1].xaxis, *mdates.date2num([near.min(), near.max()])
    form, places = axis.get_major_formatter(), mdates.date2num(aside.place)
    ticks = [tick for tick in axis.get_major_locator().tick_values(near.min(), near.max()) if first <= tick <= last]
    grid[-1].set_xticks([*ticks, *places], [*form.format_ticks(ticks), *aside.words])
    axis.get_major_formatter().set_offset_string(form.get_offset())
    for ax, place in product(grid, places):
        ax.axvline(place + (0.07 if place < first else -0.07) * (last - first), color=COLOURS["neutral"], linewidth=0.9, linestyle=(0, (2, 2)))


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
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _place: in_words(y)))
    counted, unit = shorten(claim.counted.iloc[0], 60), claim.unit.iloc[0]
    ax.set_title(f"{counted} ({_(unit)})" if unit else counted, fontsize=11)
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
        label(ax, places.loc[row.Index], shorten(_(row.source), 30), COLOURS[row.attribution], taken)


def departures(counts, *, ax=None):
    """On how many claims two voices disagree (blue, below the diagonal), and how many each revised itself (violet, on it)."""
    voices = [voice_name(voice) for voice in counts.index]
    below, own = (pd.DataFrame(part, voices, voices) for part in (np.tril(counts), np.eye(len(counts), dtype=bool)))
    rows, columns = below.any(axis=1).to_numpy(), below.any().to_numpy()
    if not rows.any():
        raise Nothing(_("no two voices disagree, and none revised itself"))
    below, own = (part.loc[rows, columns] for part in (below, own))
    ax = tiles(below, only=~own, ax=style.axes(ax, 0.36 * len(below) + 2.6))
    tiles(below, only=own, colour=COLOURS["revised"], ax=ax)
    legend(ax, [Patch(color=COLOURS["named source"], label=_("claims on which the two disagree")),
                Patch(color=COLOURS["revised"], label=_("claims a voice revised itself"))][:1 + bool((below.where(own, 0) > 0).any(axis=None))])
    return ax


def voice_name(voice):
    """`the author in 2031-03-12-kuestenbote-1` is long for a chart."""
    return shorten(re.sub(r"^(?:the )?(author|unnamed) in (?:\d{4}-\d\d-\d\d-)?", lambda found: f"{_(found[1])}, ", voice), 30)


def support(figures, *, ax=None):
    """How many voices stand behind a figure: a bar each number of voices, split by who gave the figure first."""
    if figures.empty:
        raise Nothing(_("no figures that two articles or two sources give"))
    behind = figures.n_voices.clip(upper=5)
    counts = pd.crosstab(behind, figures.attribution).reindex(range(1, behind.max() + 1), fill_value=0)
    ends = [f"   ({number(share, '.0f')} %)" for share in 100 * counts.sum(axis=1) / len(figures)]
    names = [_("5 or more voices") if n == 5 else plural(n, "{n} voice", "{n} voices") for n in counts.index]
    return stacked(counts.set_axis(names), _("Figures"), _("no figures that two articles or two sources give"), ax=ax, ends=ends)
