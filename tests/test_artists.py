"""What a chart draws is read in full: whatever changes what a reader sees changes what is read."""
import matplotlib.dates as mdates
import numpy as np
import pytest
from matplotlib import collections, patches
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.spines import Spine
from matplotlib.text import Annotation, Text
from test_charts import CLAIMS, DRAW, NUMBERS, seen

from analysis.report import artists, charts, export, style


def drawn(draw, **options):
    """What is read of a figure on which `draw` has drawn."""
    figure = Figure(figsize=(4, 3))
    draw(figure.subplots(), **options)
    return artists.read(figure)


def dot(ax, **look):
    ax.plot([1], [2], **{"marker": "o", "color": "#112233", **look})


def stroke(ax, **look):
    ax.plot([1, 2], [2, 3], color="#112233", **look)


def arrow(ax, tip=(2, 1), foot=(1, 1), **look):
    ax.annotate("", tip, foot, arrowprops={"arrowstyle": "-|>", "edgecolor": "#112233", "facecolor": "#112233", **look})


def free_arrow(ax, ends=((1, 1), (2, 1)), **look):
    ax.add_patch(FancyArrowPatch(*ends, **{"arrowstyle": "-|>", **look}))


def bars(ax, heights=(1, 2), **look):
    ax.bar([0, 1], heights, **{"color": "#112233", **look})


def wedge(ax, angle=90, **look):
    ax.add_patch(patches.Wedge((0, 0), 1, 0, angle, **look))


def points(ax, values=(1, 2), **look):
    ax.scatter([0, 1], values, **look)


def area(ax, top=2, **look):
    ax.fill_between([0, 1], [0, 0], [1, top], **look)


def quads(ax, value=2, **look):
    ax.pcolormesh([[0, 1], [value, 3]], **look)


def picture(ax, value=2, **look):
    ax.imshow([[0, 1], [value, 3]], **look)


def words(ax, text="so", at=(0.5, 0.5), **look):
    ax.text(*at, text, **look)


def pointing(ax, **look):
    ax.annotate("so", **{"xy": (1, 1), "xytext": (5, 0), "textcoords": "offset points", **look})


def key(ax, names=("a", "b"), title=None, **look):
    ax.legend(handles=[Line2D([], [], label=names[0], **{"marker": "o", "color": "#112233", **look}), Patch(facecolor="#445566", label=names[1])], title=title)


def frame(ax, **settings):
    ax.set(**settings)


def beside(ax, labels=("a", "b")):
    ax.secondary_yaxis("right").set_yticks([0, 1], labels)


def over(ax, first=1, second=2):
    ax.add_patch(patches.Rectangle((0, 0), 1, 1, zorder=first))
    ax.imshow([[0, 1]], zorder=second)


def lines_of(ax, **look):
    ax.add_collection(collections.LineCollection([[(0, 0), (1, 1)]], **look))


CHANGES = [
    (dot, "hollow", {"markerfacecolor": "white"}), (dot, "half full", {"fillstyle": "left"}), (dot, "another marker", {"marker": "s"}),
    (dot, "larger", {"markersize": 6.5}), (dot, "edge", {"markeredgecolor": "red"}), (dot, "edge width", {"markeredgewidth": 2}),
    (dot, "pale", {"alpha": 0.5}), (dot, "colour", {"color": "#112234"}), (dot, "hidden", {"visible": False}), (dot, "no marker", {"marker": ""}),
    (stroke, "dashed", {"linestyle": "--"}), (stroke, "dashed by hand", {"linestyle": (0, (3, 2))}), (stroke, "wider", {"linewidth": 2}),
    (stroke, "no stroke", {"linestyle": ""}), (stroke, "in steps", {"drawstyle": "steps"}),
    (arrow, "turned", {"tip": (1, 1), "foot": (2, 1)}), (arrow, "further", {"tip": (2.1, 1)}), (arrow, "head at its foot", {"arrowstyle": "<|-"}),
    (arrow, "no head", {"arrowstyle": "-"}), (arrow, "open head", {"arrowstyle": "->"}), (arrow, "hollow head", {"facecolor": "white"}),
    (arrow, "larger head", {"mutation_scale": 20}), (arrow, "broader head", {"arrowstyle": "-|>,head_width=0.5"}), (arrow, "dashed", {"linestyle": (0, (3, 2))}),
    (arrow, "wider", {"linewidth": 3}), (arrow, "colour", {"edgecolor": "red"}), (arrow, "pale", {"alpha": 0.5}),
    (free_arrow, "turned", {"ends": ((2, 1), (1, 1))}), (free_arrow, "head at its foot", {"arrowstyle": "<|-"}), (free_arrow, "colour", {"color": "red"}),
    (bars, "higher", {"heights": (1, 2.02)}), (bars, "hatched", {"hatch": "//"}), (bars, "hollow", {"fill": False, "edgecolor": "#112233"}),
    (bars, "edge", {"edgecolor": "red"}), (bars, "edge width", {"linewidth": 2}), (bars, "dashed edge", {"linestyle": "--"}), (bars, "pale", {"alpha": 0.5}),
    (bars, "from above nought", {"bottom": 0.5}), (bars, "narrower", {"width": 0.5}),
    (wedge, "larger", {"angle": 91}), (wedge, "hatched", {"hatch": "x"}), (wedge, "colour", {"facecolor": "red"}),
    (points, "higher", {"values": (1, 2.1)}), (points, "larger", {"s": 40}), (points, "another marker", {"marker": "s"}),
    (points, "hollow", {"facecolor": "none", "edgecolor": "blue"}), (points, "edge width", {"linewidth": 3}), (points, "pale", {"alpha": 0.5}),
    (points, "by value", {"c": [1, 2]}), (points, "hatched", {"hatch": "//"}),
    (area, "higher", {"top": 2.1}), (area, "hatched", {"hatch": "//"}), (area, "colour", {"color": "red"}),
    (quads, "value", {"value": 2.1}), (quads, "colours", {"cmap": "magma"}), (quads, "range", {"vmax": 5}), (quads, "in logarithms", {"norm": "symlog"}),
    (picture, "value", {"value": 2.1}), (picture, "colours", {"cmap": "magma"}), (picture, "range", {"vmin": -5}), (picture, "upside down", {"origin": "lower"}),
    (picture, "place", {"extent": (0, 4, 0, 4)}), (picture, "pale", {"alpha": 0.5}),
    (words, "other words", {"text": "nicht so"}), (words, "place", {"at": (0.5, 0.6)}), (words, "colour", {"color": "red"}), (words, "larger", {"fontsize": 20}),
    (words, "bold", {"fontweight": "bold"}), (words, "slanted", {"fontstyle": "italic"}), (words, "turned", {"rotation": 90}), (words, "aligned", {"ha": "right"}),
    (words, "in a box", {"bbox": {"facecolor": "red"}}), (words, "pale", {"alpha": 0.5}),
    (pointing, "at another point", {"xy": (1, 2)}), (pointing, "from another side", {"xytext": (-5, 0)}), (pointing, "measured otherwise", {"textcoords": "data"}),
    (pointing, "with a line", {"arrowprops": {"arrowstyle": "-"}}),
    (key, "other words", {"names": ("a", "c")}), (key, "exchanged", {"names": ("b", "a")}), (key, "hollow handle", {"markerfacecolor": "white"}),
    (key, "another marker", {"marker": "<"}), (key, "dashed handle", {"linestyle": "--"}), (key, "titled", {"title": "Kinds"}),
    (frame, "label", {"xlabel": "Words"}), (frame, "logarithmic", {"xscale": "log", "xlim": (0.1, 1)}), (frame, "limits", {"ylim": (0, 2)}),
    (frame, "ticks", {"xticks": [0, 1]}), (frame, "named ticks", {"xticks": [0, 0.5, 1], "xticklabels": ["a", "b", "c"]}), (frame, "title", {"title": "Words"}),
    (frame, "upside down", {"ylim": (1, 0)}), (beside, "other labels on the right", {"labels": ("a", "c")}), (over, "the one behind in front", {"first": 3}),
    (lines_of, "dashed", {"linestyle": "--"}), (lines_of, "wider", {"linewidth": 3}), (lines_of, "colour", {"color": "red"}),
]


@pytest.mark.thorough
@pytest.mark.parametrize("draw, change", [(draw, change) for draw, _, change in CHANGES], ids=[f"{draw.__name__}, {name}" for draw, name, _ in CHANGES])
def test_a_change_of_looks_is_read(draw, change):
    assert drawn(draw) != drawn(draw, **change)
    assert drawn(draw) == drawn(draw)


ROW = NUMBERS[NUMBERS.exactness.eq("exact")].head(1).assign(is_hedged=False)
MEANINGS = {"hedged": {"is_hedged": True}, "at most": {"exactness": "bound", "low": -np.inf}, "at least": {"exactness": "bound", "high": np.inf},
            "hedged, at most": {"is_hedged": True, "exactness": "bound", "low": -np.inf}, "about": {"exactness": "approximate", "low": 11.0},
            "a range": {"exactness": "range", "low": 11.0}, "hedged range": {"is_hedged": True, "exactness": "range", "low": 11.0},
            "a named source's": {"attribution": "named source"}, "of another thing": {"counted": "Schiff"}, "by another source": {"source": "Ada"}, "as it is": {}}
TOLD = {"a copy": {"copy_of": "a"}, "denied": {"is_denied": True}, "at most": {"low": -np.inf, "bound": "at_most"}, "at least": {"high": np.inf, "bound": "at_least"},
        "about": {"low": 2.5, "bound": "approximate"}, "a range": {"low": 2.5, "bound": "range"}, "a copied range": {"low": 2.5, "bound": "range", "copy_of": "a"},
        "a named source's": {"attribution": "named source"}, "by another source": {"source": "Amt"}, "as it is": {}}
ONE = CLAIMS.iloc[[1]]


@pytest.mark.parametrize("draw, row, meanings", [(charts.ledger_of_unit, ROW, MEANINGS), (charts.claims_over_time, ONE, TOLD)], ids=["ledger", "claims"])
def test_no_two_meanings_look_alike(draw, row, meanings):
    looks = {name: repr({**seen(draw(row.assign(**meaning)))["axes"][0], "legend": None}) for name, meaning in meanings.items()}
    assert len(set(looks.values())) == len(looks), [(a, b) for a in looks for b in looks if a < b and looks[a] == looks[b]]


@pytest.mark.parametrize("name", DRAW)
def test_nothing_that_is_drawn_is_left_out(name):
    """Each mark made paler by itself; the frame, the grid and the lines of the ticks stand for nothing."""
    draw, table = DRAW[name]
    chart = draw(table)
    figure = chart if isinstance(chart, Figure) else chart.get_figure()
    before, passed = artists.read(figure), []
    parts = [part for ax in figure.axes for part in (*ax.patches, *ax.lines, *ax.collections, *ax.images, *ax.texts)]
    parts += [handle for ax in figure.axes if ax.get_legend() for handle in ax.get_legend().legend_handles]
    for part in parts:
        part.set_alpha(0.123)
        if artists.read(figure) == before:
            passed.append(part)
        part.set_alpha(None)
    assert parts and not passed
    kept = {id(child) for part in parts for child in part.get_children()} | {id(part) for part in parts}
    rest = [part for ax in figure.axes for part in ax.get_children()
            if id(part) not in kept and not isinstance(part, (Axis, Spine, Legend)) and part is not ax.patch and part not in ax.child_axes]
    assert all(isinstance(part, Text) and not isinstance(part, Annotation) for part in rest), rest            # the three titles


def test_what_is_read_does_not_change_when_it_is_drawn_at_another_size(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    for draw, table in (DRAW["ledger"], DRAW["claims_over_time"], DRAW["departures"]):
        chart = draw(table)
        figure = chart if isinstance(chart, Figure) else chart.get_figure()
        first = export.save(chart, "01_x", data=table, title="T", alt="A", source="S").drawn
        export.render(figure, "png", dpi=style.EXPORT_DPI)
        assert artists.read(figure) == first


def test_days_along_an_axis_are_read_with_their_labels():
    days = mdates.date2num(np.array(["2031-03-12", "2031-03-13"], "datetime64[D]"))
    read = drawn(lambda ax: (ax.plot(days, [1, 2]), charts.common.days(ax, 4)))
    assert any("Mar" in label for label in read["axes"][0]["x"]["ticks"])
