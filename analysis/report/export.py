"""Charts as files and in notebooks, with title, source line and description; findings as prose."""
import base64
import html
import io
import re
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
from ..project import INVENTED, figures, invented, language, published
from ..selection import known
from . import artists, charts, style
from .style import COLOURS, EXPORT_DPI, NARROW_DPI, SCREEN_DPI, STYLE
from .words import _, number

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
        bundle = {"text/plain": _("Chart: {title} {alt}").format(title=self.title, alt=self.alt), "image/png": base64.b64encode(self.png).decode(),
                  artists.MIME: self.drawn}
        return bundle, {"image/png": {"alt": f"{self.title} {self.alt}", "name": self.name}}


def show(name, table, articles, source=None, *, title=None, credit=None, **how):
    """Draw the chart `name` of the catalogue from its table, export it and return it, a Chart to show. `articles`, and the `source`
    whose words alone are shown, stand below it. If there is nothing to draw, the sentence that says so; no file of the chart stays.

    A `title` of your own takes the place of the catalogue's, a `credit` that of the source line; `how` is what `save` takes: width, formats, folder.

    A row of `charts/catalogue.csv` is a chart: `chart` (the function of `charts`), `title`, `alt`, `method` (how it was counted; in
    both, {n} is the number of rows) and `columns` (of its CSV; all if empty). Raises ValueError with the names there are.
    """
    row = entry(name)
    try:
        chart = getattr(charts, row.chart)(table)
    except charts.Nothing as missing:
        folder = how.get("folder", figures())
        for old in [*folder.glob(f"{name}.*"), *(folder / "narrow").glob(f"{name}.png")]:
            old.unlink()
        return say(_("Nothing to draw: {missing}.").format(missing=missing), articles)
    data = table if isinstance(table.index, pd.RangeIndex) or table.index.name is None else table.reset_index()
    alt, method = (_(words).format(n=number(len(table))) for words in (row.alt, row.method))
    below = source_line(articles, method, source) if credit is None else f"{_(INVENTED)}. {credit}" if invented(articles) else credit
    shown = save(chart, name, data=data[row["columns"].split() or list(data)], title=_(row.title) if title is None else title, alt=alt, source=below, **how)
    if published() and not how:
        with style.narrow():
            save_narrow(getattr(charts, row.chart)(table), name, shown.title, below)
    return shown


def entry(name):
    """The row of a chart in the catalogue."""
    catalogue = pd.read_csv(CATALOGUE, index_col="name", keep_default_na=False)
    known(name, catalogue.index, f"{CATALOGUE.name} has no chart", most=len(catalogue))
    return catalogue.loc[name]


def save(chart, name, *, data, title, alt, source, width=None, formats=("csv", "png", "svg"), folder=None):
    """Export a chart (an Axes or a Figure) to `figures/<name>.png`, `.svg` and `.csv`, and return it as a Chart to show.

    `data` is the table drawn. `title` says what the chart answers, `alt` what it shows to somebody who cannot see it,
    `source` stands under the chart: which articles, which method. A chart of the invented sample has it in its title too.
    `width` is that of PNG and SVG in pixels; a PDF, another of the `formats`, has none.
    """
    if source.startswith(_(INVENTED)):
        title, data = _("{title} (invented sample)").format(title=title), data.assign(is_invented=True)
    title, alt, source = (escaping.line(words) for words in (title, alt, source))
    whole = titled(chart, title, source)
    folder = folder or figures()
    folder.mkdir(parents=True, exist_ok=True)
    about = {"Title": title, "Description": alt, "Source": source}
    dpi = EXPORT_DPI if width is None else (width + 0.01) / style.WIDTH          # a hundredth more, lest it be rounded down
    made = {"csv": lambda: tidy(data).to_csv(index=False, lineterminator="\n").encode(),
            "png": lambda: render(whole, "png", dpi=dpi, metadata=about),
            "svg": lambda: accessible(render(whole, "svg", metadata={**about, "Date": None}), alt, width),
            "pdf": lambda: render(whole, "pdf", metadata={"Title": title, "Subject": alt, "Keywords": source, "CreationDate": None})}
    for form in formats:
        replace(folder / f"{name}.{form}", made[form]())
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
    folder = figures() / "narrow"
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


def accessible(svg, alt, width=None):
    """The SVG, which has a title, with a description that a screen reader speaks after it, in the language it is in; `width` in pixels."""
    spoken, lang = f"</title>\n <desc>{html.escape(alt)}</desc>", "" if language() == "en" else f'xml:lang="{language()}" '
    text = svg.decode().replace("<svg ", f'<svg {lang}role="img" ', 1).replace("</title>", spoken, 1)
    if width is not None:
        text = re.sub(r' width="(.*?)pt" height="(.*?)pt"', lambda size: f' width="{width}" height="{width * float(size[2]) / float(size[1]):.0f}"', text, count=1)
    return text.encode()


def source_line(articles, method, source=None):
    """Under a chart: which articles, of what `source` alone says if there is one, and how it was counted."""
    if len(articles) == 1:
        article = articles.iloc[0]
        day = f", {article.published:%d.%m.%Y}" if article.published == article.published else ""
        which = _("“{title}”").format(title=escaping.short(article.title or article.article_id, 70)) + day
    else:
        which = _("{n} articles").format(n=number(len(articles)))
    which += _(", only what {source} says").format(source=escaping.short(source, 70)) if source else ""
    return _("Invented sample, no real event: {which}. {method}").format(which=which, method=method) if invented(articles) else f"{which}. {method}"


def say(text, articles=None):
    """A finding, shown as prose in a notebook, several (a list) as a list; one about the invented sample says so first. Names come from articles:
    what in them would be markup is shown, not followed."""
    first = f"*{_(INVENTED)}.* " if articles is not None and invented(articles) else ""
    shown = Markdown()
    lines = [escaping.markdown(one) for one in ([text] if isinstance(text, str) else text)]
    # given to Markdown(), a text that is an address or a file's name would be fetched
    shown.data = first + (lines[0] if len(lines) == 1 else "\n\n" + "\n".join(f"- {one}" for one in lines)).removeprefix("" if first else "\n\n")
    return shown
