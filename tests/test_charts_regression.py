"""The regression of charts can fail: each change to a stored notebook must be seen, and an untouched one must pass."""
import base64
import io
import os
import re
import shutil
import subprocess
import sys

import nbformat
import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis import project
from analysis.report import artists

pytestmark = pytest.mark.thorough

SETUP = "import pandas as pd\nfrom analysis.report import charts, export\nvalues = [5, 3, 2]"
CHART = """roll = pd.DataFrame({'name': ['Ada', 'Ben', 'Cem'], 'kind': ['person'] * 3, 'n_mentions': values})
export.save(charts.mentions(roll), '01_test', data=roll, title='Who?', alt='Three bars.', source='Made up.')"""


def data(cell):
    return cell.outputs[0].data


def untouched(cell):
    pass


def bar_one_percent_higher(cell):
    data(cell)[artists.MIME]["axes"][0]["bars"][0][2] *= 1.01


def title_changed(cell):
    data(cell)[artists.MIME]["title"] = "Who else?"


def colour_changed(cell):
    data(cell)[artists.MIME]["axes"][0]["bars"][0][4] = "#ff0000ff"


def mark_filled(cell):
    data(cell)[artists.MIME]["axes"][0]["bars"][0][5] = {"face": "hollow"}


def legend_exchanged(cell):
    entries = data(cell)[artists.MIME]["axes"][0]["legend"]["entries"]
    entries[0][0] += "s"


def few_pixels_changed(cell):
    """As if the same Matplotlib had drawn a small mark otherwise."""
    picture_changed(cell, 5, 5, "Software")


def picture_changed(cell, height=40, width=120, *kept):
    picture = Image.open(io.BytesIO(base64.b64decode(data(cell)["image/png"])))
    pixels = np.array(picture.convert("RGB"))
    pixels[100:100 + height, 300:300 + width] = (255, 0, 0)
    buffer, about = io.BytesIO(), PngInfo()
    for name in kept:
        about.add_text(name, picture.info[name])
    Image.fromarray(pixels).save(buffer, "png", pnginfo=about)
    data(cell)["image/png"] = base64.b64encode(buffer.getvalue()).decode()


def chart_missing(cell):
    cell.outputs = []


def picture_missing(cell):
    del data(cell)["image/png"]


def code_changed(cell):
    cell.source = cell.source.replace("values}", "[5.05, 3, 2]}")


def never_run(cell):
    cell.outputs, cell.execution_count = [], None


def out_of_order(cell):
    cell.execution_count += 5


TOUCHED = [bar_one_percent_higher, title_changed, colour_changed, mark_filled, legend_exchanged, picture_changed, few_pixels_changed, chart_missing,
           picture_missing, code_changed]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """pytest's verdict on stored notebooks, cell by cell: {(notebook, cell number): "PASSED", "FAILED" or "ERROR"}.

    They lie in a project with this one's settings, and pytest is given nothing but their names, from another folder.
    """
    whole, elsewhere = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("elsewhere")
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copyfile(project.ROOT / name, whole / name)
    folder = whole / "notebooks"
    folder.mkdir()
    environment = {**os.environ, "OUT": str(folder), "CHART_DIFFS": str(folder / "diffs")}
    cells = [nbformat.v4.new_code_cell(code) for code in [SETUP] + [CHART] * (len(TOUCHED) + 1)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "touched.ipynb")
    run = ("import sys; from pathlib import Path; from analysis.publishing import publish; publish.NOTEBOOKS = Path(sys.argv[1]); "
           "publish.execute(Path(sys.argv[1]) / 'touched.ipynb')")
    subprocess.run([sys.executable, "-c", run, str(folder)], check=True, env=environment, cwd=project.ROOT)
    notebook = nbformat.read(folder / "touched.ipynb", 4)
    for cell, change in zip(notebook.cells[1:], [*TOUCHED, untouched]):
        change(cell)
    nbformat.write(notebook, folder / "touched.ipynb")
    for change in (never_run, out_of_order):
        printed = nbformat.v4.new_output("stream", name="stdout", text="1\n")
        cell = nbformat.v4.new_code_cell("print(1)", execution_count=1, outputs=[printed])
        change(cell)
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / f"{change.__name__}.ipynb")
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-rA", *map(str, sorted(folder.glob("*.ipynb")))], cwd=elsewhere, text=True,
                          capture_output=True, env=environment)
    found = re.findall(r"^(PASSED|FAILED|ERROR) \S*?(\w+)\.ipynb::Cell (\d+)", done.stdout, re.M)
    return {"verdicts": {(name, int(cell)): verdict for verdict, name, cell in found}, "output": done.stdout, "folder": folder}


@pytest.mark.parametrize("number, change", list(enumerate(TOUCHED, 1)), ids=[change.__name__ for change in TOUCHED])
def test_a_touched_chart_fails(report, number, change):
    assert report["verdicts"].get(("touched", number)) == "FAILED", report["output"]


def test_an_untouched_chart_passes(report):
    assert report["verdicts"].get(("touched", len(TOUCHED) + 1)) == "PASSED", report["output"]


@pytest.mark.parametrize("change", [never_run, out_of_order], ids=lambda change: change.__name__)
def test_a_notebook_not_run_from_top_to_bottom_fails(report, change):
    assert report["verdicts"].get((change.__name__, 0)) == "ERROR", report["output"]


def test_a_picture_that_failed_is_saved_beside_its_difference(report):
    kinds = sorted({path.stem.rsplit("-", 1)[1] for path in (report["folder"] / "diffs").iterdir()})
    assert kinds == ["actual", "difference", "expected"]
