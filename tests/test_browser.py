"""The shared pages as a reader sees them: in Chromium, from the unzipped folder, on a phone, on a desk and on paper."""
import os
import re
import subprocess
import sys
import zipfile

import pytest

from analysis import project
from analysis.publishing import publish, share

PAGES = ("README.html", "figures/report.html", "figures/index.html", "data/README.html", "terms/lexicons.html", "terms/models.html",
         "figures/articles/index.html", "figures/articles/2024-10-18-nordkoreas-soldaten.html")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What `make share` makes of the project's seeds, unzipped."""
    out = tmp_path_factory.mktemp("shared")
    environment = {key: value for key, value in os.environ.items() if key not in ("SEEDS", "OUT", "PYTEST_CURRENT_TEST")}
    subprocess.run([sys.executable, "-m", "analysis", "share", "--out", str(out)], cwd=project.ROOT, check=True, env=environment)
    with zipfile.ZipFile(out / f"{share.NAME}.zip") as archive:
        archive.extractall(out / "unzipped")
    return out / "unzipped" / share.NAME


@pytest.fixture
def open_page(browser, folder):
    """Opens a page of the folder; fails at the end if one asked for anything but files, or the console said anything."""
    opened, asked, said = [], [], []

    def open_page(name, viewport=DESK):
        page = browser.new_page(viewport=viewport)
        opened.append(page)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((folder / name).as_uri(), wait_until="load")
        return page

    yield open_page
    for page in opened:
        page.close()
    assert not [url[:200] for url in asked if not url.startswith(("file:", "data:"))]
    assert not said


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out(open_page, name, viewport):
    page = open_page(name, viewport)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 16
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("name", ["figures/report.html", "figures/index.html"])
def test_every_picture_is_there_described_and_large_enough_to_read(open_page, folder, name):
    pictures = open_page(name, PHONE).evaluate("[...document.images].map(i => [i.alt.trim(), i.naturalWidth, i.getBoundingClientRect().width])")
    assert len(pictures) == len(list((folder / "figures").glob("*.png"))) > 10
    for alt, natural, shown in pictures:
        assert len(alt) > 20 and natural > 0 and shown >= 600, alt


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_in_order_and_links_lead_somewhere(open_page, folder, name):
    page = open_page(name)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:]))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    for link in page.evaluate("[...document.links].map(a => a.getAttribute('href'))"):
        if not re.match("https?:", link):
            target, _, part = link.partition("#")
            file = (folder / name).parent / target if target else folder / name
            assert file.is_file(), link
            assert not part or f'id="{part}"' in file.read_text(encoding="utf-8"), link


def test_the_contents_lead_to_the_parts(open_page):
    page = open_page("figures/report.html")
    links = page.locator("nav li > a")
    assert links.count() == len(publish.chapters(publish.NOTEBOOKS.glob("[0-9]*.ipynb")))
    links.nth(3).click()
    assert page.evaluate("Math.abs(document.getElementById(location.hash.slice(1)).getBoundingClientRect().top)") < 100


@pytest.mark.parametrize("name", ["figures/report.html", "figures/index.html"])
def test_on_paper_every_chart_is_whole(open_page, name):
    page = open_page(name)
    charts = page.evaluate("[...document.images].map(i => [i.naturalWidth, i.naturalHeight])")
    pdf = page.pdf(prefer_css_page_size=True)
    printed = re.findall(rb"/Subtype /Image\s+/Width (\d+)\s+/Height (\d+)\s+/ColorSpace (?!/DeviceGray)", pdf)        # grey: masks
    assert len(re.findall(rb"/Type /Page\b", pdf)) > 1
    assert sorted([int(width), int(height)] for width, height in printed) == sorted(charts)


def test_on_paper_all_fits_the_page(open_page):
    """A browser shrinks a page that is too wide; letters a tenth smaller are still read."""
    width, height = 680, 1009                       # A4 less its margins, in CSS pixels
    page = open_page("figures/report.html", {"width": width, "height": height})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1.1 * width
    assert max(page.evaluate("[...document.images].map(i => i.getBoundingClientRect().height)")) < height


def test_no_article_can_run_a_script_or_fetch(browser, tmp_path):
    (tmp_path / "bad.html").write_bytes(publish.page("t", "<h1>t</h1><img src='https://example.org/x.png' onerror='document.title=1'><script>document.title=2</script>"))
    page, sent = browser.new_page(), []
    page.on("response", lambda response: sent.append(response.url))
    page.goto((tmp_path / "bad.html").as_uri())
    assert page.title() == "t" and [url for url in sent if not url.startswith("file:")] == []
    page.close()
