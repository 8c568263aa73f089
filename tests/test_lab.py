"""Every notebook by hand, so to speak: opened in JupyterLab in Chromium, run with the menu, saved."""
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest

from analysis import project
from analysis.publishing import publish

NOTEBOOKS = publish.chapters(sorted(publish.NOTEBOOKS.glob("[0-9]*.ipynb")))
UP, RUN, SAVED = 60, 120, 20              # seconds to wait for the server, for a notebook, for a file
SETTINGS = {"apputils-extension/notification": {"fetchNews": "false"}, "notebook-extension/tracker": {"windowingMode": "none"}}     # windowed cells are not in the page
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A server on copies of the notebooks without outputs; gives its address with a place for the path, and the folder."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    for notebook in NOTEBOOKS:
        nbformat.write(emptied(notebook), folder / "notebooks" / notebook.name)
    for name, settings in SETTINGS.items():
        file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings), encoding="utf-8")
    port, token = free_port(), secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0",
               f"--IdentityProvider.token={token}", "--ServerApp.root_dir=notebooks"]
    with open(folder / "lab.log", "wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment(folder), stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: answers(f"http://127.0.0.1:{port}/api", server, folder), UP)
        yield f"http://127.0.0.1:{port}/{{}}?token={token}&reset", folder / "notebooks"
    finally:
        server.terminate()
        server.wait(30)


def emptied(path):
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def environment(folder):
    """Nothing of the reader's own Jupyter; tables and charts go to the folder."""
    kept = {key: value for key, value in os.environ.items() if key not in ("MPLBACKEND", "PYTEST_CURRENT_TEST") and not key.startswith("JUPYTER")}
    own = {f"JUPYTER_{kind}_DIR": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    return {**kept, **own, "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
            "SEEDS": str(project.ROOT / "seeds"), "OUT": str(folder / "out"), "PYTHONHASHSEED": "0"}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def answers(address, server, folder):
    assert server.poll() is None, (folder / "lab.log").read_text(encoding="utf-8")
    try:
        return urllib.request.urlopen(address, timeout=5).status == 200
    except OSError:
        return False


def wait_for(true, seconds):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"waited {seconds} s"
        time.sleep(0.2)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def pictures(notebook):
    return sum("image/png" in output.get("data", {}) for cell in code_cells(notebook) for output in cell.outputs)


def complaints(notebook):
    """Errors and warnings; how far a slow machine has come is none."""
    return [output for cell in code_cells(notebook) for output in cell.outputs
            if output.output_type == "error" or output.get("name") == "stderr" and not re.fullmatch(r"\s*(?:[A-Z]\w+: [^\n]*\[[^\n]*\]\s*)+", output.text)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom_and_is_saved(lab, browser, path):
    from playwright.sync_api import expect
    address, folder = lab
    stored = nbformat.read(path, 4)
    page, asked = browser.new_page(viewport={"width": 1400, "height": 1800}), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address.format(f"lab/tree/{path.name}"))
    expect(page.locator("#jp-main-statusbar")).to_contain_text(re.compile(r"Python 3.*\| Idle"), timeout=UP * 1000)      # not the notebook's own sign, which is idle before there is a kernel
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    counts = [f"[{number}]:" for number in range(1, len(code_cells(stored)) + 1)]
    expect(page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt")).to_have_text(counts, timeout=RUN * 1000)
    expect(page.locator(".jp-OutputArea-output img")).to_have_count(pictures(stored))
    assert page.evaluate("[...document.querySelectorAll('.jp-OutputArea-output img')].every(i => i.naturalWidth > 0)")
    page.keyboard.press("Control+s")
    saved = folder / path.name
    wait_for(lambda: code_cells(nbformat.read(saved, 4))[-1].execution_count, SAVED)
    page.close()
    written = nbformat.read(saved, 4)
    assert not complaints(written)
    assert [cell.execution_count for cell in code_cells(written)] == list(range(1, len(counts) + 1))
    assert [cell.source for cell in written.cells] == [cell.source for cell in stored.cells] and pictures(written) == pictures(stored) > 0
    assert not [url for url in asked if not url.startswith((address.partition("{")[0], "data:", "blob:"))]
    assert any((folder.parent / "out" / "figures").glob(f"{path.stem[:2]}_*.png"))


def test_the_explorer_shows_what_is_chosen_and_each_row_leads_to_its_place(lab, browser):
    """Choose, search, see: with the articles of the sample, which have several sources each."""
    from playwright.sync_api import expect
    address, folder = lab
    notebook = emptied(publish.NOTEBOOKS / "00_explore.ipynb")
    for cell in code_cells(notebook):
        cell.source = cell.source.replace("load_tables()", f"load_tables({str(project.SAMPLE)!r})")
    nbformat.write(notebook, folder / "explore.ipynb")
    page = browser.new_page(viewport={"width": 1400, "height": 1800})
    page.goto(address.format("lab/tree/explore.ipynb"))
    expect(page.locator("#jp-main-statusbar")).to_contain_text(re.compile(r"Python 3.*\| Idle"), timeout=UP * 1000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    text, rows = page.locator(".explorer-text"), page.locator(".explorer-rows a:visible")
    expect(text).to_contain_text("2031-03-12-deichkurier-1", timeout=RUN * 1000)
    page.get_by_label("Article", exact=True).fill("nordtagblatt-4")
    expect(text).to_contain_text("2031-03-19-nordtagblatt-4")
    page.get_by_label("Voice", exact=True).select_option("unnamed source")
    expect(text.locator(".number")).to_have_text(["300 Tonnen"])
    page.get_by_label("Source", exact=True).select_option("Verband")
    page.get_by_label("Words", exact=True).fill("ammoniumnitrat")
    expect(text.locator(".found").first).to_contain_text("Ammoniumnitrat")
    rows.first.click()
    expect(text.locator(":target")).to_be_in_viewport()
    assert rows.first.get_attribute("href") == f"#{text.locator(':target').get_attribute('id')}"
    page.close()
