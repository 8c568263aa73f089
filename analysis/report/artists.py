"""What a figure shows, read back from its artists, as JSON that nbval compares exactly.

A picture can only be compared with a tolerance; a bar that is 1 % too high passes many, and so does a small mark that is full instead
of hollow. Their heights and faces as values do not. Numbers have six significant digits: enough to see any change, few enough to be
the same on every machine. What is at its usual value (not transparent, not hatched, not turned) is left out.
"""
from functools import singledispatch

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.image import AxesImage
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle
from matplotlib.text import Annotation, Text

MIME = "application/vnd.quellenlage.drawn+json"
SHADES = np.linspace(0, 1, 5)              # of a colour map, enough to tell it from any other


def read(figure):
    """Titles, labels, ticks and legends, and all marks of each Axes with their shape, place, size and colours, in drawing order."""
    return {"size": rounded(figure.get_size_inches()), "title": figure.get_suptitle(), "source": figure.get_supxlabel(),
            "axes": [axes(ax) for ax in figure.axes], "legends": [look(found) for found in figure.legends],
            "texts": [look(t) for t in figure.texts], "others": [look(a) for a in (*figure.patches, *figure.lines, *figure.images, *figure.artists)]}


def axes(ax):
    legend = ax.get_legend()
    return {
        "title": [ax.get_title(loc) for loc in ("left", "center", "right") if ax.get_title(loc)],
        **scales(ax), "is_shown": ax.axison,
        "bars": [bar(p) for p in ax.patches if isinstance(p, Rectangle)],
        "patches": [look(p) for p in ax.patches if not isinstance(p, Rectangle)],
        **{kind: [look(artist) for artist in getattr(ax, kind)] for kind in ("lines", "collections", "images", "texts", "artists", "tables")},
        "order": order(ax), "legend": look(legend) if legend else {},
        "beside": [axes(other) if isinstance(other, Axes) else scales(other) for other in ax.child_axes],
    }


def scales(ax):
    return {"x": axis(ax.xaxis, ax.get_xlim()), "y": axis(ax.yaxis, ax.get_ylim())}


def axis(axis, limits):
    """Label, scale, limits, and where which tick stands."""
    return {"label": axis.get_label_text(), "scale": axis.get_scale(), "limits": rounded(limits),
            "ticks": [t.get_text() for t in axis.get_ticklabels()], "at": rounded(axis.get_ticklocs()), "is_shown": axis.get_visible()}


def order(ax):
    """Kind and number of the artists from the lowest to the highest, in runs: what hides what."""
    levels = {}
    for artist in sorted((*ax.patches, *ax.lines, *ax.collections, *ax.images), key=lambda artist: artist.get_zorder()):
        levels.setdefault(artist.get_zorder(), []).append(type(artist).__name__)
    return [[name, names.count(name)] for names in levels.values() for name in dict.fromkeys(names)]


def told(artist, **properties):
    """The properties that are not at their usual value, with how far it can be seen through and whether it is there at all."""
    return unusual({**properties, "alpha": artist.get_alpha(), "is_hidden": not artist.get_visible()})


def unusual(properties):
    return {name: value for name, value in properties.items() if value is not None and value is not False and value not in ("", "none", [], {})}


@singledispatch
def look(artist):
    """What an artist of another kind is called, and how it is labelled: better than to say nothing."""
    return told(artist, kind=type(artist).__name__, label=str(artist.get_label()))


@look.register
def line(artist: Line2D):
    marker = str(artist.get_marker())
    shape = {} if marker in ("None", "none", "", " ") else {
        "size": artist.get_markersize(), "fill": artist.get_fillstyle(), "face": colour(artist.get_markerfacecolor()),
        "edge": colour(artist.get_markeredgecolor()), "edge_width": artist.get_markeredgewidth()}
    return told(artist, x=rounded(artist.get_xdata()), y=rounded(artist.get_ydata()), colour=colour(artist.get_color()), width=artist.get_linewidth(),
                style="None" if artist.get_linestyle() == "None" else dashes(artist), steps=artist.get_drawstyle().replace("default", ""),
                marker=marker, **shape)


def surface(artist):
    """How an area looks: face, edge, hatch."""
    return {"face": colour(artist.get_facecolor()) if artist.get_fill() else "hollow", "edge": colour(artist.get_edgecolor()),
            "edge_width": artist.get_linewidth(), "style": dashes(artist), "hatch": artist.get_hatch()}


def bar(artist):
    """Left, bottom, width, height, colour, and the rest of its look."""
    return [*rounded([artist.get_x(), artist.get_y(), artist.get_width(), artist.get_height()]), colour(artist.get_facecolor()),
            told(artist, **surface(artist), turned=artist.get_angle() or "")]


@look.register
def patch(artist: Patch):
    outline = artist.get_patch_transform().transform_path(artist.get_path())
    return told(artist, kind=type(artist).__name__, outline=rounded(outline.vertices), **surface(artist))


@look.register
def arrow(artist: FancyArrowPatch):
    """From where to where it points, and the heads it has at either end."""
    return {"ends": rounded(artist._posA_posB) if artist._posA_posB else [], **heads(artist)}


def heads(artist):
    style = artist.get_arrowstyle()
    shape = {name: value for name, value in vars(style).items() if not name.startswith("_")}
    return told(artist, heads=type(style).__name__, size=artist.get_mutation_scale(), shape=unusual(shape), **surface(artist))


@look.register
def collection(artist: Collection):
    """Points, areas, tiles: the shapes, where each stands, how large, in which colours, by which values."""
    values, of = artist.get_array(), artist.get_offset_transform() != artist.get_transform() and len(artist.get_offsets())
    coordinates = artist.get_coordinates() if hasattr(artist, "get_coordinates") else ()
    return told(artist, kind=type(artist).__name__, places=[rounded(place) for place in artist.get_offsets()] if of else [],
                shapes=[rounded(path.vertices) for path in artist.get_paths()] if not len(coordinates) else [], corners=rounded(coordinates),
                sizes=rounded(artist.get_sizes()) if hasattr(artist, "get_sizes") else [], faces=[colour(c) for c in artist.get_facecolors()],
                edges=[colour(c) for c in artist.get_edgecolors()], widths=rounded(artist.get_linewidths()), styles=[pattern(s) for s in artist.get_linestyles()],
                hatch=artist.get_hatch(), **({} if values is None else mapped(artist, values)))


@look.register
def image(artist: AxesImage):
    return told(artist, extent=rounded(artist.get_extent()), origin=artist.origin, **mapped(artist, artist.get_array()))


def mapped(artist, values):
    """The values that colours stand for, and which colours for which."""
    return {"values": rounded(values), "from_to": rounded([-np.inf if limit is None else limit for limit in artist.get_clim()]),
            "scale": type(artist.norm).__name__, "colours": [to_hex(shade, keep_alpha=True) for shade in artist.get_cmap()(SHADES)]}


@look.register
def text(artist: Text):
    """The words, where they stand, colour, and the rest of their look; of an Annotation also what it points at, and its arrow."""
    box = artist.get_bbox_patch()
    more = told(artist, size=artist.get_fontsize(), weight=str(artist.get_fontweight()).replace("normal", ""),
                slant=artist.get_fontstyle().replace("normal", ""), turned=artist.get_rotation() or "", align=[artist.get_ha(), artist.get_va()],
                box=surface(box) if box else {}, **(pointing(artist) if isinstance(artist, Annotation) else {}))
    return [artist.get_text(), *rounded(artist.get_position()), colour(artist.get_color()), more]


def pointing(artist):
    """From its words to the point: the arrow's own ends are pixels, of the last drawing."""
    ways = [way if isinstance(way, (str, tuple)) else type(way).__name__ for way in (artist.xycoords, artist.anncoords)]
    return {"points_at": rounded(artist.xy), "measured": [str(way) for way in ways], "arrow": heads(artist.arrow_patch) if artist.arrow_patch else {}}


@look.register
def legend(artist: Legend):
    """Its title, and each entry's words with the mark beside them."""
    return told(artist, title=artist.get_title().get_text(), columns=artist._ncols,
                entries=[[words.get_text(), look(handle)] for words, handle in zip(artist.get_texts(), artist.legend_handles)])


def dashes(artist):
    return pattern(artist._unscaled_dash_pattern)


def pattern(style):
    """Where a line's dashes begin and how long they and their gaps are; nothing for a line that is drawn through."""
    begin, lengths = style
    return rounded([begin, *lengths]) if lengths is not None else ""


def colour(value):
    return to_hex(value, keep_alpha=True) if not isinstance(value, str) or value != "none" else value


def rounded(values):
    values = np.ravel(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan))
    return [float(f"{value:.6g}") if np.isfinite(value) else str(value) for value in values]
