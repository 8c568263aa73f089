"""What a figure shows, read back from its artists, as JSON that nbval compares exactly.

A picture can only be compared with a tolerance; a bar that is 1 % too high passes many. Its height as a number does not.
Numbers have six significant digits: enough to see any change, few enough to be the same on every machine.
"""
import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

MIME = "application/vnd.quellenlage.drawn+json"


def read(figure):
    """Titles, labels, ticks, bars, lines, points, areas, texts and colours of each Axes, in drawing order."""
    return {"size": rounded(figure.get_size_inches()), "title": figure.get_suptitle(), "source": figure.get_supxlabel(),
            "axes": [axes(ax) for ax in figure.axes], "texts": [text(t) for t in figure.texts]}


def axes(ax):
    legend = ax.get_legend()
    return {
        "title": [ax.get_title(loc) for loc in ("left", "center", "right") if ax.get_title(loc)],
        "x": axis(ax.xaxis, ax.get_xlim()), "y": axis(ax.yaxis, ax.get_ylim()),
        "bars": [[*rounded([p.get_x(), p.get_y(), p.get_width(), p.get_height()]), colour(p.get_facecolor())]
                 for p in ax.patches if isinstance(p, Rectangle)],
        "lines": [{"x": rounded(line.get_xdata()), "y": rounded(line.get_ydata()), "colour": colour(line.get_color()),
                   "style": line.get_linestyle(), "marker": str(line.get_marker()), "width": line.get_linewidth()}
                  for line in ax.lines],
        "collections": [collection(c) for c in ax.collections],
        "images": [rounded(image.get_array()) for image in ax.images],
        "texts": [text(t) for t in ax.texts],
        "legend": [t.get_text() for t in legend.get_texts()] if legend else [],
    }


def axis(axis, limits):
    return {"label": axis.get_label_text(), "scale": axis.get_scale(), "limits": rounded(limits),
            "ticks": [t.get_text() for t in axis.get_ticklabels()]}


def collection(found):
    places = found.get_offsets() if isinstance(found, PathCollection) else [p.vertices for p in found.get_paths()]
    values = found.get_array()
    return {"places": [rounded(place) for place in places], "faces": [colour(c) for c in found.get_facecolors()],
            "edges": [colour(c) for c in found.get_edgecolors()], "values": [] if values is None else rounded(values)}


def text(artist):
    return [artist.get_text(), *rounded(artist.get_position()), colour(artist.get_color())]


def colour(value):
    return to_hex(value, keep_alpha=True) if not isinstance(value, str) or value != "none" else value


def rounded(values):
    values = np.ravel(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan))
    return [float(f"{value:.6g}") if np.isfinite(value) else str(value) for value in values]
