"""Run the notebooks and publish what they show: report and gallery, pages that need no network and run no script but the one for tables.

What a notebook says on the side (warnings, with the paths and process numbers of this machine) goes to the terminal, never into what is shown.
"""
import base64
import hashlib
import html
import os
import re
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import nbclient
import nbformat
from nbconvert import HTMLExporter
from PIL import Image
from tqdm import tqdm

from .. import escaping, output, project
from ..claims import claims, disagreements
from ..report import article_page
from . import loading, ours, prose
from .parts import DONE

NOTEBOOKS = project.ROOT / "notebooks"
TEMPLATES = Path(__file__).parents[1] / "templates"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}, "language_info": {"name": "python"}}
ALL_PAGES = f' <a href="{article_page.FOLDER}/{article_page.LIST}">Each article has a page of its own</a>: its text, its figures, dates, voices and tone.'
PATIENT = 3                    # seconds before progress is shown
CELL_TIMEOUT = 3600            # seconds
WARNED_AT = re.compile(r"^\S[^\n]*:\d+: (?=\w*Warning: )", re.M)      # the place Python puts before a warning
CODE_BELOW = re.compile(r"\n  [^\n]*\s*\Z")                          # and the line of code it puts after it
LONGEST_ERROR = 300            # characters
WIDGET = "application/vnd.jupyter.widget-view+json"
MISSING = "<p>This part is missing: its notebook stopped before its end. Where and why was said in the terminal of that run.</p>"
TABLE = '<table class="sortable'
PHONE = "screen and (max-width: 700px)"


class Run(NamedTuple):
    """A notebook that was run: what it warned of, a text each, and in one line why it stopped, empty if it ran to its end."""
    path: Path
    said: list
    failure: str


def run():
    """Execute every notebook on SEEDS, then write the pages of the articles, gallery and report. Returns a line for each notebook that stopped.

    With OUT set, the notebooks are copied there first, without outputs, and the project's own stay as they are; in another language than English
    they are copied beside its charts. A notebook that stops keeps the others from nothing: gallery and report have a note in its place.
    """
    paths = notebooks()
    with ThreadPoolExecutor(max_workers=min(len(paths), os.cpu_count() or 1)) as pool:
        runs = list(tqdm(pool.map(execute, paths), total=len(paths), desc="Notebooks", unit=""))
    for text in dict.fromkeys(text for done in runs for text in done.said):
        print(text, file=sys.stderr)
    stopped = {done.path for done in runs if done.failure}
    with warnings.catch_warnings(action="ignore"):         # the notebooks said so
        result = loading.load_tables()
    write_pages(result)
    links = article_page.links(result)
    for write in (gallery, report):
        write(chapters(paths), stopped, links)
    return [done.failure for done in runs if done.failure]


def notebooks():
    """The notebooks to execute: the project's own, or copies of them in OUT, or beside the charts in another language."""
    folder = (project.out() if project.language() == "en" else project.figures()) / "notebooks"
    if folder.resolve() != NOTEBOOKS.resolve():
        folder.mkdir(parents=True, exist_ok=True)
        for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
            output.replace(folder / notebook.name, written(emptied(nbformat.read(notebook, 4))))
    return sorted(folder.glob("[0-9]*.ipynb"))


def chapters(paths):
    """Those of the notebooks that are parts of the report: 00, the explorer, is a tool."""
    return [path for path in paths if not path.name.startswith("00")]


def emptied(notebook):
    """The notebook as if it had never been run: what it says of other articles stays behind."""
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    return notebook


def execute(path):
    """Run a notebook from top to bottom in place; only sources and outputs can differ between two runs. Returns a Run.

    If a cell fails, or the kernel, the file stays as it was.
    """
    notebook, begun = nbformat.read(path, 4), []
    client = nbclient.NotebookClient(notebook, timeout=CELL_TIMEOUT, kernel_name="python3", record_timing=False,
                                     resources={"metadata": {"path": str(NOTEBOOKS)}}, on_cell_execute=lambda cell, cell_index: begun.append(cell))
    client.create_kernel_manager().transport_encryption = "auto"      # else each kernel warns that it has none
    failure = ""
    try:
        client.execute(env=kernel_environment())
    except (nbclient.exceptions.CellControlSignal, nbclient.exceptions.DeadKernelError) as error:
        failure = f"{path.name}, cell [{len(begun)}]: {told(error)}"
    said = without_warnings(notebook)
    without_widgets(notebook)
    if not failure:
        output.replace(path, written(notebook))
    return Run(path, said, failure)


def told(error):
    """Kind and text of what stopped a cell, on one line that no terminal obeys."""
    kind, text = getattr(error, "ename", type(error).__name__), getattr(error, "evalue", str(error))
    words = escaping.line(f"{kind}: {text}")
    return words if len(words) <= LONGEST_ERROR else words[:LONGEST_ERROR] + " …"


def without_warnings(notebook):
    """Take what the cells wrote on stderr out of the notebook. Returns its texts, each once, without the place they came from."""
    texts = []
    for cell in code_cells(notebook):
        for found in cell.outputs:
            if found.get("name") == "stderr":
                before, *warned = WARNED_AT.split(found.text)
                texts += [before, *(CODE_BELOW.sub("", text) for text in warned)]
        cell.outputs = [found for found in cell.outputs if found.get("name") != "stderr"]
    return list(dict.fromkeys(escaping.visible(text.strip()) for text in texts if text.strip()))


def without_widgets(notebook):
    """Take the widgets out of the notebook, which end with its kernel: the HTML beside them stays, for where none runs."""
    for found in (found for cell in code_cells(notebook) for found in cell.outputs):
        found.get("data", {}).pop(WIDGET, None)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def written(notebook):
    """The bytes of a notebook, without what differs between two machines."""
    notebook.metadata = nbformat.from_dict(KERNEL)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict({key: value for key, value in cell.metadata.items() if key == "tags"})
    return (nbformat.writes(notebook) + "\n").encode()


def kernel_environment():
    """The environment of the kernels: charts are drawn by `report.style`, never by a backend of the reader's."""
    environment = {key: value for key, value in os.environ.items() if key != "MPLBACKEND"}
    return {**environment, "PYTHONHASHSEED": "0", "NARROW": "1"}


# ---------------------------------------------------------------- pages
def page(title, body, style=""):
    """A whole HTML page. Its policy lets the browser load nothing but pictures beside it and run no script, whatever an article says, but,
    if there are tables of `report.rows` in it, the one that sorts and searches them: that one is named by its SHA-256."""
    script = scripts() if TABLE in body else ""
    body, names = named_columns(body)
    policy = f"; script-src 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" if script else ""
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8") + style + names
    return (TEMPLATES / "page.html").read_text(encoding="utf-8").format(
        title=html.escape(title), css=css, policy=policy, body=body, script=f"<script>{script}</script>\n" if script else "").encode()


def scripts():
    """What sorts tables (a library), and what searches, filters and pages them."""
    return "".join((TEMPLATES / "scripts" / name).read_text(encoding="utf-8") for name in ("sortable.min.js", "tables.js"))


def named_columns(body):
    """The body with an id for each table that becomes cards on a phone, and the style that names there what each cell is."""
    styles = []

    def named(table):
        name = f"rows-{len(styles)}"
        heads = re.findall(r"<th\s[^>]*>(.*?)</th>", table[0])
        words = ["".join(f"\\{ord(letter):x} " if not letter.isalnum() else letter for letter in html.unescape(re.sub("<.*?>", "", head))) for head in heads]
        styles.append("".join(f'#{name} td:nth-child({place})::before{{content:"{word}"}}\n' for place, word in enumerate(words, start=1)))
        return f'<table id="{name}"{table[0].removeprefix("<table")}'

    body = re.sub(r'<table class="sortable[^"]* cards[^"]*">.*?</thead>', named, body, flags=re.S)
    return body, "@media screen and (max-width: 700px) {\n" + "".join(styles) + "}\n" if styles else ""


def articles_folder():
    return project.figures() / article_page.FOLDER


def articles_mark():
    """What says which files of that folder are ours."""
    return project.out() / DONE / f"{article_page.FOLDER}-{project.language()}.json"


def write_pages(result):
    """`figures/articles`: a page for each article, and `index.html`, the list of all. The page of an article that is gone goes too."""
    style = article_page.CSS + (TEMPLATES / "article.css").read_text(encoding="utf-8")
    made = article_page.pages(result, disagreements(claims(result)))
    shown = tqdm(made, total=len(result.articles) + 1, desc="Pages of articles", unit="", delay=PATIENT)
    ours.write(articles_folder(), articles_mark(), ((name, page(f"Quellenlage: {title}", body, style)) for name, title, body in shown))


def check_pages():
    """Raise ValueError if a page would take the place of a file that somebody else wrote or changed."""
    names = {article_page.LIST, *map(article_page.file_name, loading.article_ids())}
    ours.check(articles_folder(), articles_mark(), sorted(names))


def gallery(paths, stopped=(), links=()):
    """`figures/index.html`: every chart with its description and its files, by notebook; of those that stopped, a note. With `links` to the
    pages of articles, one to their list."""
    folder = project.figures()
    about = ('<p>Each picture can be had as PNG and SVG; the CSV holds the data it draws. The <a href="report.html">report</a> says how each was '
             f"made and what it does not show.{ALL_PAGES if links else ''}</p>")
    body = ["<h1>Charts</h1>", about]
    for path in paths:
        charts = [MISSING] if path in stopped else [gallery_entry(png) for png in sorted(folder.glob(f"{path.stem[:2]}_*.png"))]
        body += [f'<section><h2><a href="report.html#{path.stem}">{html.escape(question(path))}</a></h2>', *charts, "</section>"]
    write(folder / "index.html", page("Quellenlage: charts", "\n".join(body)))


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    output.replace(path, content)


def question(path):
    """The title of a notebook: the first heading of its first cell."""
    return nbformat.read(path, 4).cells[0].source.splitlines()[0].lstrip("# ")


def gallery_entry(png):
    with Image.open(png) as picture:
        about, (width, height) = picture.text, picture.size
    title, alt = (html.escape(about.get(key, "")) for key in ("Title", "Description"))
    stem = html.escape(png.stem)
    links = " · ".join(f'<a href="{stem}.{form}">{form.upper()}</a>' for form in ("png", "svg", "csv"))
    lang = "" if project.language() == "en" else f' lang="{project.language()}"'
    small = f'<source media="{PHONE}" srcset="narrow/{stem}.png">' if (png.parent / "narrow" / png.name).exists() else ""
    return (f'<figure id="{stem}"{lang}><picture>{small}<img src="{stem}.png" width="{width}" height="{height}" alt="{title} {alt}"></picture>'
            f"<figcaption>{alt}<br>{links}</figcaption></figure>")


def report(paths, stopped=(), links=()):
    """`figures/report.html`: contents and all notebooks without code, in one file; of those that stopped, a note. `links` (`article_page.links`) lead from
    rows of tables to the pages of articles."""
    exporter = HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATES)], exclude_input=True, exclude_input_prompt=True,
                            exclude_output_prompt=True, filters={"markdown2html": prose.html, "narrow": narrow})
    contents, parts = [], []
    for path in paths:
        shown = f"<h1>{html.escape(question(path))}</h1>{MISSING}" if path in stopped else exporter.from_notebook_node(nbformat.read(path, 4))[0]
        part, headings = outlined(article_page.linked(shown, links) if links else shown, path.stem)
        contents.append(contents_entry(headings))
        parts.append(f"<section class=\"part\">\n{part}</section>")
    more = ALL_PAGES if links else ""
    body = ["<h1>Which figures, whose words, in what tone?</h1>",
            f'<p>What Quellenlage found in these articles. The <a href="index.html">gallery</a> has every chart as a file of its own.{more}</p>',
            f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>{"".join(contents)}</ol></nav>', *parts]
    write(project.figures() / "report.html", page("Quellenlage: report", "\n".join(body)))


def narrow(name):
    """What a phone shows instead of the chart of this name: its narrow form, if it was drawn."""
    path = project.figures() / "narrow" / f"{name}.png"
    if not name or not path.exists():
        return ""
    return f'<source media="{PHONE}" srcset="data:image/png;base64,{base64.b64encode(path.read_bytes()).decode()}">'


def outlined(part, stem):
    """A notebook's HTML with its headings one level down, each with an id of its own, and a list of (level, id, HTML) of them."""
    headings = []

    def lower(heading):
        name = f"{stem}-{len(headings)}" if headings else stem
        headings.append((int(heading[1]) + 1, name, heading[2]))
        return f'<h{headings[-1][0]} id="{name}">{heading[2]}</h{headings[-1][0]}>'

    part = re.sub(r"<style scoped.*?</style>\n?", "", part, flags=re.S)      # of pandas; the page has a style of its own
    return re.sub(r"<h([1-5])>(.*?)</h\1>", lower, part), headings


def contents_entry(headings):
    """A notebook in the table of contents: its question, and under it its sections."""
    links = [f'<a href="#{name}">{text}</a>' for _, name, text in headings]
    return f'<li>{links[0]}<small>{" · ".join(links[1:])}</small></li>\n'
