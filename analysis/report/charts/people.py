"""Charts of notebook 03: who is named."""
import numpy as np
from matplotlib.ticker import MaxNLocator

from .. import style
from .common import COLOURS, legend, nothing, shorten, swatches, tiles, top_rows


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


def mentions_over_time(rates, *, ax=None):
    """How often each actor is named per article, a row an actor, a column a day, week, month or year."""
    if rates.empty or not len(rates.columns):
        return nothing(style.axes(ax, 2), "two different dates")
    return tiles(rates.to_numpy(float), [shorten(name, 34) for name in rates.index], list(rates.columns), ax=ax, form="{:.2g}")
