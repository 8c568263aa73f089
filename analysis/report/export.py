"""Charts as files and in notebooks, with title, source line and description; findings as prose."""
import base64
import html
import io
import textwrap
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from IPython.display import Markdown
from matplotlib.figure import Figure
from PIL import Image

from .. import escaping
from ..output import replace, tidy
from ..project import INVENTED, invented, out, published
from ..selection import known
from . import artists, charts, style
from .style import COLOURS, EXPORT_DPI, NARROW_DPI, SCREEN_DPI, STYLE

MOST_IN_LABEL = 90             # characters of a line below an axis
NARROW_COLOURS = 48
CATALOGUE = Path(charts.__file__).with_name("catalogue.csv")


# ---------------------------------------------------------------- charts
@dataclass(frozen=True)
class Chart:
    """A chart that was exported. In a notebook it shows the picture, and carries what was drawn as JSON, which nbval
    compares; `figures/` has it as PNG, SVG and the CSV of its data."""
    name: str
    title: str
    alt: str
    png: bytes
    drawn: dict

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = {"text/plain": f"Chart: {self.title} {self.alt}", "image/png": base64.b64encode(self.png).decode(),
                  artists.MIME: self.drawn}
        return bundle, {"image/png": {"alt": f"{self.title} {self.alt}", "name": self.name}}


def show(name, table, articles, source=None):
    """Draw the chart `name` of the catalogue from its table, export it and return it, a Chart to show. `articles`, and the `source`
    whose words alone are shown, stand below it. If there is nothing to draw, the sentence that says so; no file of the chart stays.

    A row of `charts/catalogue.csv` is a chart: `chart` (the function of `charts`), `title`, `alt`, `method` (how it was counted; in
    both, {n} is the number of rows) and `columns` (of its CSV; all if empty). Raises ValueError with the names there are.
    """
    catalogue = pd.read_csv(CATALOGUE, index_col="name", keep_default_na=False)
    known(name, catalogue.index, f"{CATALOGUE.name} has no chart", most=len(catalogue))
    row = catalogue.loc[name]
    try:
        chart = getattr(charts, row.chart)(table)
    except charts.Nothing as missing:
        for old in [*(out() / "figures").glob(f"{name}.*"), *(out() / "figures" / "narrow").glob(f"{name}.png")]:
            old.unlink()
        return say(f"Nothing to draw: {missing}.", articles)
    data = table if isinstance(table.index, pd.RangeIndex) or table.index.name is None else table.reset_index()
    alt, method = (words.format(n=f"{len(table):,}") for words in (row.alt, row.method))
    below = source_line(articles, method, source)
    shown = save(chart, name, data=data[row["columns"].split() or list(data)], title=row.title, alt=alt, source=below)
    if published():
        with style.narrow():
            save_narrow(getattr(charts, row.chart)(table), name, shown.title, below)
    return shown


def save(chart, name, *, data, title, alt, source):
    """Export a chart (an Axes or a Figure) to `figures/<name>.png`, `.svg` and `.csv`, and return it as a Chart to show.

    `data` is the table drawn. `title` says what the chart answers, `alt` what it shows to somebody who cannot see it,
    `source` stands under the chart: which articles, which method. A chart of the invented sample has it in its title too.
    """
    if source.startswith(INVENTED):
        title, data = f"{title} ({INVENTED.lower()})", data.assign(is_invented=True)
    title, alt, source = (escaping.line(words) for words in (title, alt, source))
    whole = titled(chart, title, source)
    folder = out() / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    about = {"Title": title, "Description": alt, "Source": source}
    replace(folder / f"{name}.csv", tidy(data).to_csv(index=False, lineterminator="\n").encode())
    replace(folder / f"{name}.png", render(whole, "png", dpi=EXPORT_DPI, metadata=about))
    replace(folder / f"{name}.svg", accessible(render(whole, "svg", metadata={**about, "Date": None}), alt))
    return Chart(name, title, alt, render(whole, "png", dpi=SCREEN_DPI, metadata=about), artists.read(whole))


def titled(chart, title, source):
    """The figure of a chart, with its title above and its source line below, in lines that fit its width."""
    whole = chart if isinstance(chart, Figure) else chart.get_figure()
    for ax in whole.axes:
        ax.set_xlabel(textwrap.fill(ax.get_xlabel(), style.fitting(MOST_IN_LABEL)))
    whole.suptitle(textwrap.fill(style.legible(title), style.fitting(82)), x=0.012, ha="left", fontsize=15, fontweight="bold")
    whole.supxlabel(textwrap.fill(style.legible(source), style.fitting(150)), x=0.012, ha="left", fontsize=9, color=COLOURS["quiet"])
    return whole


def save_narrow(chart, name, title, source):
    """The form of a chart that the report shows on a phone, `figures/narrow/<name>.png`, in few colours: small."""
    folder = out() / "figures" / "narrow"
    folder.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(render(titled(chart, title, escaping.line(source)), "png", dpi=NARROW_DPI))).convert("RGB")
    small = io.BytesIO()
    picture.quantize(NARROW_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(small, "png", optimize=True)
    replace(folder / f"{name}.png", small.getvalue())


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
        which = f"“{escaping.short(article.title or article.article_id, 70)}”{day}"
    else:
        which = f"{len(articles):,} articles"
    which += f", only what {escaping.short(source, 70)} says" if source else ""
    return f"{INVENTED}, no real event: {which}. {method}" if invented(articles) else f"{which}. {method}"


def say(text, articles=None):
    """A finding, shown as prose in a notebook, several (a list) as a list; one about the invented sample says so first. Names come from articles:
    what in them would be markup is shown, not followed."""
    first = f"*{INVENTED}.* " if articles is not None and invented(articles) else ""
    shown = Markdown()
    lines = [escaping.markdown(one) for one in ([text] if isinstance(text, str) else text)]
    # given to Markdown(), a text that is an address or a file's name would be fetched
    shown.data = first + (lines[0] if len(lines) == 1 else "\n\n" + "\n".join(f"- {one}" for one in lines)).removeprefix("" if first else "\n\n")
    return shown
