"""How charts and tables look: fonts, colours, sizes, numbers."""
import logging
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import font_source_sans_pro as font
import noto_cjk_sans_jp_regular as noto
import pandas as pd
import seaborn as sns
from matplotlib import font_manager
from matplotlib.figure import Figure

from .colours import COLOURS
from .words import signed

WIDTH, LOWEST = 8.6, 2.3       # inches: of every chart; below it there is no room between title and source line
NARROW, LINES = 4.6, 0.6       # of its form for a phone, and for the lines that title and source have there in addition
SCREEN_DPI, EXPORT_DPI, NARROW_DPI = 110, 200, 150
width = WIDTH                  # of what is drawn now
FONTS = ["Source Sans Pro", "DejaVu Sans", "Noto Sans CJK JP"]      # a letter is drawn in the first that has it: Arabic and Hebrew in the second, Chinese in the third
CYCLE = ["#0B6FA4", "#D55E00", "#00805F", "#C77700", "#6A3D9A", "#A23B72", "#56708A", "#8C6D1F"]
STYLE = {
    "font.family": FONTS, "font.size": 11, "axes.titlesize": 12, "axes.titleweight": "semibold",
    "axes.titlelocation": "left", "axes.labelsize": 11, "axes.labelcolor": COLOURS["quiet"], "axes.edgecolor": COLOURS["line"],
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "axes.grid.axis": "x",
    "grid.color": "#E8EBEF", "grid.linewidth": 0.8, "text.color": COLOURS["ink"],
    "xtick.color": COLOURS["quiet"], "ytick.color": COLOURS["ink"],
    "xtick.labelsize": 10, "ytick.labelsize": 10.5, "legend.frameon": False, "legend.fontsize": 10,
    "figure.constrained_layout.use": True, "figure.constrained_layout.h_pad": 0.09, "figure.constrained_layout.w_pad": 0.06,
    "figure.dpi": SCREEN_DPI, "savefig.facecolor": "white", "svg.hashsalt": "quellenlage", "pdf.fonttype": 42, "axes.unicode_minus": True,
    "text.parse_math": False,      # `$` in an article is a dollar
}


def style():
    """Set the house style, for every chart drawn after it. The fonts come with packages: charts are the same everywhere."""
    add_fonts()
    sns.set_theme(style="whitegrid", palette=CYCLE, rc=STYLE)
    pd.set_option("display.max_colwidth", 160, "display.max_rows", 60, "display.float_format", plain_number, "display.html.use_mathjax", False)


@cache
def add_fonts():
    """Make the fonts known to Matplotlib, which else says of each text that a font has not every weight."""
    for file in sorted(Path(font.__file__).parent.glob("files/SourceSansPro-*.ttf")):
        font_manager.fontManager.addfont(file)
    font_manager.fontManager.addfont(noto.FONT_PATH)
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


@cache
def letters():
    """The characters the fonts have."""
    add_fonts()
    return {letter for name in FONTS for letter in font_manager.get_font(font_manager.findfont(name)).get_charmap()}


def legible(text):
    """Text to be drawn: a character that no font has is written as its number, never as a box."""
    return "".join(letter if ord(letter) in letters() else f"[U+{ord(letter):04X}]" for letter in text)


def plain_number(value):
    """`12,000`, `0.25`, `0`, `-inf` (in German `12.000`, `0,25`): two places at most, no zeros behind the point, no powers of ten."""
    whole, point, places = f"{0 if abs(value) < 0.005 else value:,.2f}".partition(".")
    return signed(whole + (point + places).rstrip("0").rstrip("."))


@contextmanager
def narrow():
    """What is drawn inside is as wide as a phone, in letters of the same size: labels are cut shorter."""
    global width
    width = NARROW
    try:
        yield
    finally:
        width = WIDTH


def fitting(n):
    """As many of `n` characters as have room in a chart of today's width."""
    return int(n * width / WIDTH)


def figure(height=4.0):
    """A new figure of the house's width; `height` in inches."""
    style()
    return Figure(figsize=(width, max(LOWEST, height) + (LINES if width < WIDTH else 0)))


def axes(ax=None, height=4.0):
    """The Axes given, or those of a new figure."""
    return ax if ax is not None else figure(height).subplots()
