"""Run the notebooks and publish what they show: gallery and report, each one file that needs no network."""
import html
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbclient
import nbformat
from nbconvert import HTMLExporter
from PIL import Image
from tqdm import tqdm

from . import house

NOTEBOOKS = house.ROOT / "notebooks"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}, "language_info": {"name": "python"}}
CELL_TIMEOUT = 3600            # seconds


def run():
    """Execute every notebook on SEEDS, then write gallery and report. Returns the notebooks' paths.

    With OUT set, the notebooks are copied there first and the project's own outputs stay as they are.
    Raises nbclient.exceptions.CellExecutionError with the notebook's traceback if a cell fails.
    """
    folder = house.out() / "notebooks"
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
    client.execute(env=kernel_environment())
    notebook.metadata = nbformat.from_dict(KERNEL)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict({key: value for key, value in cell.metadata.items() if key == "tags"})
    house.replace(path, (nbformat.writes(notebook) + "\n").encode())


def kernel_environment():
    """The environment of the kernels: charts are drawn by `house`, never by a backend of the reader's."""
    environment = {key: value for key, value in os.environ.items() if key != "MPLBACKEND"}
    return {**environment, "PYTHONHASHSEED": "0"}


# ---------------------------------------------------------------- gallery
GALLERY = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Charts — Quellenlage</title><style>{css}</style></head>
<body><h1>Charts</h1>
<p>Each picture can be had as PNG and SVG; the CSV holds the data it draws. The notebooks say how each was made and what it
does not show.</p>
{charts}
</body></html>
"""
CSS = """body{font:17px/1.5 system-ui,sans-serif;color:#1f2933;max-width:60rem;margin:2rem auto;padding:0 1rem}
figure{margin:2.5rem 0}img{width:100%;height:auto;border:1px solid #e3e7eb}figcaption{color:#5b6570;font-size:.9rem}
a{color:#0b6fa4}@media print{figure{break-inside:avoid}}"""


def gallery(paths):
    """`figures/index.html`: every chart with its description and its files; opens from disk."""
    folder = house.out() / "figures"
    charts = [gallery_entry(png) for png in sorted(folder.glob("[0-9]*.png"))]
    house.replace(folder / "index.html", GALLERY.format(css=CSS, charts="\n".join(charts)).encode())


def gallery_entry(png):
    with Image.open(png) as picture:
        about, (width, height) = picture.text, picture.size
    title, alt = (html.escape(about.get(key, "")) for key in ("Title", "Description"))
    links = " · ".join(f'<a href="{html.escape(png.stem)}.{form}">{form.upper()}</a>' for form in ("png", "svg", "csv"))
    return (f'<figure id="{html.escape(png.stem)}"><img src="{html.escape(png.name)}" width="{width}" height="{height}" '
            f'alt="{title}. {alt}" loading="lazy"><figcaption>{alt}<br>{links}</figcaption></figure>')


# ---------------------------------------------------------------- report
def report(paths):
    """`figures/report.html`: all notebooks without code, in one file that needs no network."""
    notebooks = [nbformat.read(path, 4) for path in paths]
    whole = nbformat.v4.new_notebook(cells=[cell for notebook in notebooks for cell in notebook.cells], metadata=KERNEL)
    for number, cell in enumerate(whole.cells):
        cell.id = f"cell-{number}"
    exporter = HTMLExporter(template_name="report", extra_template_basedirs=[str(Path(__file__).parent / "templates")],
                            exclude_input=True, exclude_input_prompt=True, exclude_output_prompt=True)
    body, _ = exporter.from_notebook_node(whole, {"metadata": {"name": "Quellenlage: report"}})
    house.replace(house.out() / "figures" / "report.html", body.encode())
