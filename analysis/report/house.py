"""The house style, and the one way out: every chart leaves through `save`, every table through `write`.

SEEDS (default `seeds`) is the folder or file the notebooks read, OUT (default: the project) is where `data/` and `figures/`
stand. Both may be set in the environment; a relative path counts from the project's folder.

The articles of `data/sample` are invented. Whatever is shown of them says so: chart titles and source lines, findings, and
the column `is_invented` of the tables.
"""
import base64
import html
import io
import json
import os
import re
import textwrap
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import font_source_sans_pro as font
import matplotlib as mpl
import pandas as pd
from IPython.display import Markdown
from matplotlib import font_manager
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from . import artists
from .. import escaping
from ..people import corrections
from ..articles.files import load_articles

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
INVENTED = "Invented sample"   # how everything made of it begins
WIDTH = 8.6                    # inches, of every chart
SCREEN_DPI, EXPORT_DPI = 110, 200
COLOURS = {                    # told apart by people who see red and green alike (Okabe and Ito 2008, darkened for text)
    "author": "#767F8A", "named source": "#0B6FA4", "unnamed source": "#D55E00",
    "person": "#0B6FA4", "organisation": "#00805F", "place": "#C77700",
    "positive": "#2166AC", "neutral": "#A6ADB6", "negative": "#B2182B",
    "ink": "#1F2933", "quiet": "#5B6570", "line": "#D5DAE0", "revised": "#6A3D9A",
}
CYCLE = ["#0B6FA4", "#D55E00", "#00805F", "#C77700", "#6A3D9A", "#A23B72", "#56708A", "#8C6D1F"]
STYLE = {
    "font.family": "Source Sans Pro", "font.size": 11, "axes.titlesize": 12, "axes.titleweight": "semibold",
    "axes.titlelocation": "left", "axes.labelsize": 11, "axes.labelcolor": COLOURS["quiet"], "axes.edgecolor": COLOURS["line"],
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "axes.grid": True, "axes.grid.axis": "x",
    "axes.axisbelow": True, "grid.color": "#E8EBEF", "grid.linewidth": 0.8, "text.color": COLOURS["ink"],
    "xtick.color": COLOURS["quiet"], "ytick.color": COLOURS["ink"], "xtick.major.size": 0, "ytick.major.size": 0,
    "xtick.labelsize": 10, "ytick.labelsize": 10.5, "legend.frameon": False, "legend.fontsize": 10,
    "axes.prop_cycle": mpl.cycler(color=CYCLE), "figure.constrained_layout.use": True, "figure.constrained_layout.h_pad": 0.09, "figure.constrained_layout.w_pad": 0.06, "figure.dpi": SCREEN_DPI,
    "figure.facecolor": "white", "savefig.facecolor": "white", "svg.hashsalt": "quellenlage", "axes.unicode_minus": True,
    "text.parse_math": False,      # `$` in an article is a dollar
}


def seeds():
    """The folder or file to read."""
    return ROOT / os.environ.get("SEEDS", "seeds")


def out():
    """The folder that holds `data/` and `figures/`."""
    return ROOT / os.environ.get("OUT", ".")


def reader_aliases():
    """The reader's corrections of names: `aliases.csv` beside the articles."""
    return corrections.read(seeds())


def articles_to_compare():
    """The articles of SEEDS if they are two or more, else those of the invented sample: a comparison needs two."""
    articles = load_articles(seeds())
    return articles if len(articles) > 1 else load_articles(SAMPLE)


def invented(articles):
    """Whether these are articles of the invented sample."""
    return len(articles) > 0 and set(articles.article_id) <= {file.stem for file in SAMPLE.glob("*.txt")}


def flagged(table, articles):
    """The table with `is_invented`, so that no row of the sample is taken for news once it has left the notebook."""
    return table.assign(is_invented=invented(articles))


def style():
    """Set the house style, for every chart drawn after it. The fonts come with a package: charts are the same everywhere."""
    for file in sorted(Path(font.__file__).parent.glob("files/SourceSansPro-*.ttf")):
        font_manager.fontManager.addfont(file)
    mpl.rcParams.update(STYLE)
    pd.set_option("display.max_colwidth", 160, "display.max_rows", 60, "display.float_format", plain_number)


def plain_number(value):
    """`12,000`, `0.25`, `0`, `-inf`: two places at most, no zeros behind the point, no powers of ten."""
    text = f"{0 if abs(value) < 0.005 else value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(height=4.0):
    """A new figure of the house's width; `height` in inches."""
    style()
    return Figure(figsize=(WIDTH, height))


def axes(ax=None, height=4.0):
    """The Axes given, or those of a new figure."""
    return ax if ax is not None else figure(height).subplots()


def counts_colours():
    """From nearly white to the house's blue, for counts in a table."""
    return LinearSegmentedColormap.from_list("counts", ["#E3EEF6", COLOURS["named source"], "#063B5C"])


# ---------------------------------------------------------------- tables
def write(table, name):
    """Write a table to `data/<name>.csv` (UTF-8, lists as JSON) and return it. A cell that a spreadsheet would run as a
    formula (`=`, `+`, `-`, `@` at the start of a text) gets an apostrophe before it, and so does one that begins with one."""
    path = out() / "data" / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, tidy(table).to_csv(index=False, lineterminator="\n").encode())
    return table


def tidy(table):
    """The table with lists as JSON, times in ISO form, and no formulas, in cells or in names of columns: ready for CSV and spreadsheets."""
    whole = table.apply(lambda column: column if is_numeric_dtype(column) or is_datetime64_any_dtype(column) else column.astype(object).map(plain))
    return whole.rename(columns=plain)


def plain(value):
    if isinstance(value, (list, tuple)):
        value = json.dumps(value, ensure_ascii=False)
    return escaping.cell(value) if isinstance(value, str) else value


def replace(path, content):
    """Write bytes aside, then move them into place: an interrupted run leaves the old file whole."""
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path):
    """An open file that takes the place of the old one when all was written; if not, the old one stays and nothing else."""
    aside = path.with_name(path.name + ".part")
    try:
        with open(aside, "wb") as file:
            yield file
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


# ---------------------------------------------------------------- charts
@dataclass(frozen=True)
class Chart:
    """A chart that was exported. In a notebook it shows the picture, and carries what was drawn as JSON, which nbval
    compares; `figures/` has it as PNG, SVG and the CSV of its data."""
    title: str
    alt: str
    png: bytes
    drawn: dict

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/plain": f"Chart: {self.title} {self.alt}", "image/png": base64.b64encode(self.png).decode(),
                  artists.MIME: self.drawn}
        return bundle, {"image/png": {"alt": f"{self.title} {self.alt}"}}


def save(chart, name, *, data, title, alt, source):
    """Export a chart (an Axes or a Figure) to `figures/<name>.png`, `.svg` and `.csv`, and return it as a Chart to show.

    `data` is the table drawn. `title` says what the chart answers, `alt` what it shows to somebody who cannot see it,
    `source` stands under the chart: which articles, which method. A chart of the invented sample has it in its title too.
    """
    if source.startswith(INVENTED):
        title, data = f"{title} ({INVENTED.lower()})", data.assign(is_invented=True)
    title, alt, source = (escaping.line(words) for words in (title, alt, source))
    whole = chart if isinstance(chart, Figure) else chart.get_figure()
    whole.suptitle(textwrap.fill(title, 82), x=0.012, ha="left", fontsize=15, fontweight="bold")
    whole.supxlabel(textwrap.fill(source, 150), x=0.012, ha="left", fontsize=9, color=COLOURS["quiet"])
    folder = out() / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    about = {"Title": title, "Description": alt, "Source": source}
    replace(folder / f"{name}.csv", tidy(data).to_csv(index=False, lineterminator="\n").encode())
    replace(folder / f"{name}.png", render(whole, "png", dpi=EXPORT_DPI, metadata=about))
    replace(folder / f"{name}.svg", accessible(render(whole, "svg", metadata={**about, "Date": None}), alt))
    return Chart(title, alt, render(whole, "png", dpi=SCREEN_DPI, metadata=about), artists.read(whole))


def render(whole, form, **options):
    buffer = io.BytesIO()
    with mpl.rc_context(STYLE):
        whole.savefig(buffer, format=form, **options)
    return buffer.getvalue()


def accessible(svg, alt):
    """The SVG, which has a title, with a description that a screen reader speaks after it."""
    spoken = f"</title>\n <desc>{html.escape(alt)}</desc>"
    return svg.decode().replace("<svg ", '<svg role="img" ', 1).replace("</title>", spoken, 1).encode()


def source_line(articles, method, source=None):
    """Under a chart: which articles, of what `source` alone says if there is one, and how it was counted."""
    if len(articles) == 1:
        article = articles.iloc[0]
        day = f", {article.published:%d.%m.%Y}" if article.published == article.published else ""
        which = f"“{textwrap.shorten(article.title or article.article_id, 70, placeholder=' …')}”{day}"
    else:
        which = f"{len(articles):,} articles"
    which += f", only what {source} says" if source else ""
    return f"{INVENTED}, no real event: {which}. {method}" if invented(articles) else f"{which}. {method}"


def say(text, articles=None):
    """A finding, shown as prose in a notebook; one about the invented sample says so first. Names come from articles: what in
    them would be markup is shown, not followed."""
    first = f"*{INVENTED}.* " if articles is not None and invented(articles) else ""
    shown = Markdown()
    shown.data = first + escaping.markdown(text)       # given to Markdown(), a text that is an address or a file's name would be fetched
    return shown
