"""Charts of notebook 03: who is named."""
import numpy as np

from .. import style
from ..words import _
from .common import Nothing, bars, shorten, tiles, top_rows, whole_numbers


def mentions(roll, *, ax=None):
    """The actors mentioned most, a bar each; colour is the kind (person, organisation, place)."""
    if roll.empty:
        raise Nothing(_("no people, organisations or places in these articles"))
    ax = style.axes(ax, 0.29 * min(20, len(roll)) + 1.4)
    rows = top_rows(ax, roll, _("{most} of {n} actors"), 20)
    bars(ax, rows, "n_mentions", "kind", names=rows.name, form=",.0f")
    ax.set_xlabel(_("Mentions"))
    whole_numbers(ax)
    return ax


def together(counts, *, ax=None):
    """How many sentences name both: the lower half of a symmetric table of counts."""
    below = counts.fillna(0).where(np.tri(len(counts), k=-1, dtype=bool), 0)
    below = below.loc[below.any(axis=1), below.any()]
    if below.size < 2:
        raise Nothing(_("{one} and {other} alone are named together").format(one=shorten(below.index[0]), other=shorten(below.columns[0])) if below.size
                      else _("no two actors are named in one sentence"))
    return tiles(below, ax=ax)


def mentions_over_time(rates, *, ax=None):
    """How often each actor is named per article, a row an actor, a column a day, week, month or year."""
    if rates.gt(0).to_numpy().sum() < 2:
        raise Nothing(_("nobody to compare at two dates"))
    return tiles(rates, ax=ax, least=0)
