"""Run the notebooks and publish what they show: report and gallery, pages that need no network and run no script."""
import html
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbclient
import nbformat
from nbconvert import HTMLExporter
from PIL import Image
from tqdm import tqdm

from .. import output, project

NOTEBOOKS = project.ROOT / "notebooks"
TEMPLATES = Path(__file__).parents[1] / "templates"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}, "language_info": {"name": "python"}}
CELL_TIMEOUT = 3600            # seconds
ON_A_PHONE = '<p class="on-a-phone">On a small screen, swipe charts and tables sideways, or turn the phone.</p>'


def run():
    """Execute every notebook on SEEDS, then write gallery and report. Returns the notebooks' paths.

    With OUT set, the notebooks are copied there first and the project's own outputs stay as they are.
    Raises nbclient.exceptions.CellExecutionError with the notebook's traceback if a cell fails.
    """
    folder = project.out() / "notebooks"
    if folder.resolve() != NOTEBOOKS.resolve():
        folder.mkdir(parents=True, exist_ok=True)
        for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
            shutil.copyfile(notebook, folder / notebook.name)
    paths = sorted(folder.glob("[0-9]*.ipynb"))
    with ThreadPoolExecutor(max_workers=min(len(paths), os.cpu_count() or 1)) as pool:
        list(tqdm(pool.map(execute, paths), total=len(paths), desc="Notebooks", unit=""))
    for write in tqdm((gallery, report), desc="Gallery, report", unit=""):
        write(paths)
    return paths


def execute(path):
    """Run a notebook from top to bottom in place; only sources and outputs can differ between two runs."""
    notebook = nbformat.read(path, 4)
    client = nbclient.NotebookClient(notebook, timeout=CELL_TIMEOUT, kernel_name="python3", record_timing=False,
                                     resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.create_kernel_manager().transport_encryption = "auto"      # else each kernel warns that it has none
    client.execute(env=kernel_environment())
    notebook.metadata = nbformat.from_dict(KERNEL)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict({key: value for key, value in cell.metadata.items() if key == "tags"})
    output.replace(path, (nbformat.writes(notebook) + "\n").encode())


def kernel_environment():
    """The environment of the kernels: charts are drawn by `report.style`, never by a backend of the reader's."""
    environment = {key: value for key, value in os.environ.items() if key != "MPLBACKEND"}
    return {**environment, "PYTHONHASHSEED": "0"}


# ---------------------------------------------------------------- pages
def page(title, body):
    """A whole HTML page. Its policy lets the browser load nothing but pictures beside it and run no script, whatever an article says."""
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    return (TEMPLATES / "page.html").read_text(encoding="utf-8").format(title=html.escape(title), css=css, body=body).encode()


def gallery(paths):
    """`figures/index.html`: every chart with its description and its files, by notebook."""
    folder = project.out() / "figures"
    about = ('<p>Each picture can be had as PNG and SVG; the CSV holds the data it draws. The <a href="report.html">report</a> says how each was '
             "made and what it does not show.</p>")
    body = ["<h1>Charts</h1>", about, ON_A_PHONE]
    for path in paths:
        charts = [gallery_entry(png) for png in sorted(folder.glob(f"{path.stem[:2]}_*.png"))]
        body += [f'<section><h2><a href="report.html#{path.stem}">{html.escape(question(path))}</a></h2>', *charts, "</section>"]
    output.replace(folder / "index.html", page("Quellenlage: charts", "\n".join(body)))


def question(path):
    """The title of a notebook: the first heading of its first cell."""
    return nbformat.read(path, 4).cells[0].source.splitlines()[0].lstrip("# ")


def gallery_entry(png):
    with Image.open(png) as picture:
        about, (width, height) = picture.text, picture.size
    title, alt = (html.escape(about.get(key, "")) for key in ("Title", "Description"))
    stem = html.escape(png.stem)
    links = " · ".join(f'<a href="{stem}.{form}">{form.upper()}</a>' for form in ("png", "svg", "csv"))
    return (f'<figure id="{stem}"><div class="scroll" tabindex="0"><img src="{stem}.png" width="{width}" height="{height}" alt="{title} {alt}"></div>'
            f"<figcaption>{alt}<br>{links}</figcaption></figure>")


def report(paths):
    """`figures/report.html`: contents and all notebooks without code, in one file."""
    exporter = HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATES)], exclude_input=True,
                            exclude_input_prompt=True, exclude_output_prompt=True, exclude_anchor_links=True)
    contents, parts = [], []
    for path in paths:
        part, headings = outlined(exporter.from_notebook_node(nbformat.read(path, 4))[0], path.stem)
        contents.append(contents_entry(headings))
        parts.append(f"<section class=\"part\">\n{part}</section>")
    body = ["<h1>Which figures, whose words, in what tone?</h1>",
            '<p>What Quellenlage found in these articles. The <a href="index.html">gallery</a> has every chart as a file of its own.</p>',
            ON_A_PHONE, f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>{"".join(contents)}</ol></nav>', *parts]
    output.replace(project.out() / "figures" / "report.html", page("Quellenlage: report", "\n".join(body)))


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
