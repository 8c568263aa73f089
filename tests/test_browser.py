"""The shared pages as a reader sees them: in Chromium, from the unzipped folder, on a phone, on a desk and on paper."""
import os
import re
import subprocess
import sys
import zipfile

import pandas as pd
import pytest

from analysis import project
from analysis.publishing import publish, share
from analysis.report import rows

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
def test_every_picture_is_there_described_and_fits_a_phone_in_its_narrow_form(open_page, folder, name):
    page = open_page(name, PHONE)
    assert page.evaluate("[...document.images].every(i => i.currentSrc !== i.src)")
    pictures = page.evaluate("[...document.images].map(i => [i.alt.trim(), i.naturalWidth, i.getBoundingClientRect().width])")
    assert len(pictures) == len(list((folder / "figures").glob("*.png"))) > 10
    for alt, natural, shown in pictures:
        assert len(alt) > 20 and natural >= 600 and 340 <= shown <= PHONE["width"], alt


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


# ---------------------------------------------------------------- tables
LAID_OUT = ".rows { content-visibility: visible !important }"      # also what is out of sight
MANY = pd.DataFrame({"name": [f"n{number:02}" for number in range(40)], "kind": ["bound", "exact"] * 20, "low": [float(number * 7 % 40) * 1000 for number in range(40)],
                     "sentence": [f"Satz {number} von Müller, der lang genug ist, um auf einem Telefon zuerst zu stehen." for number in range(40)]})


@pytest.fixture
def table(browser, tmp_path):
    """Opens a page of one table of forty rows; tells the first cells that are to be seen."""
    (tmp_path / "page.html").write_bytes(publish.page("t", "<h1>t</h1>" + rows.content(MANY)))
    opened = []

    def table(**options):
        opened.append(browser.new_context(**options))
        page = opened[-1].new_page()
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield table
    for context in opened:
        context.close()


def seen(page):
    page.wait_for_timeout(50)              # sorting waits for a millisecond
    return page.evaluate("[...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility()).map(row => row.cells[0].textContent)")


def test_a_click_sorts_by_value_up_then_down(table):
    page, by_value = table(viewport=DESK), list(MANY.sort_values("low").name)
    assert seen(page) == list(MANY.name[:25])
    page.click("th:text('low')")
    assert seen(page) == by_value[:25] and page.get_attribute("th:text('low')", "aria-sort") == "ascending"
    page.press("th:text('low')", "Enter")
    assert seen(page) == by_value[::-1][:25] and page.get_attribute("th:text('low')", "aria-sort") == "descending"


def test_search_choice_and_pages(table):
    page = table(viewport=DESK)
    page.click("text=Next")
    assert seen(page) == list(MANY.name[25:]) and page.inner_text("output") == "Rows 26–40 of 40"
    page.click("button:text('All')")
    assert seen(page) == list(MANY.name)
    page.fill("input", "MULLER n3")
    assert seen(page) == list(MANY.name[30:]) and page.inner_text("output") == "10 that fit, of 40"
    page.select_option("select:not(.order)", label="exact")
    assert seen(page) == list(MANY.name[31::2])
    page.fill("input", "nirgends")
    assert seen(page) == [] and page.inner_text("output") == "No row fits"


def test_on_a_phone_the_sentence_comes_first_and_rows_are_sorted_by_a_list(table):
    page = table(viewport=PHONE)
    assert len(seen(page)) == 10 and page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tops = page.evaluate("[...document.querySelector('tbody tr').cells].map(cell => cell.getBoundingClientRect().top)")
    assert tops[3] < min(tops[:3])
    page.select_option(".order", label="low ↓")
    assert seen(page) == list(MANY.sort_values("low", ascending=False).name[:10])


def test_without_scripts_every_row_is_there(table):
    page = table(viewport=DESK, java_script_enabled=False)
    assert page.locator("tbody tr:visible").count() == 40 and page.locator(".tools").count() == 0


def test_on_paper_every_row_is_there_and_a_search_is_told(table):
    page = table(viewport=DESK)
    page.emulate_media(media="print")
    assert len(seen(page)) == 40 and not page.is_visible("input") and not page.is_visible("output")
    page.emulate_media(media="screen")
    page.fill("input", "n3")
    page.emulate_media(media="print")
    assert len(seen(page)) == 10 and page.is_visible("output") and not page.is_visible("input")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_table_hides_its_right_side(open_page, viewport):
    page = open_page("figures/report.html", viewport)
    page.add_style_tag(content=LAID_OUT)
    widths = page.evaluate("[...document.querySelectorAll('.scroll')].map(box => [box.textContent.slice(0, 60), box.scrollWidth, box.clientWidth])")
    assert len(widths) > 15 and not [box for box in widths if box[1] > box[2]]


def test_times_stand_in_one_line(open_page):
    page = open_page("figures/report.html")
    page.add_style_tag(content=LAID_OUT)
    heights = page.evaluate("""[...document.querySelectorAll('td.time')].filter(cell => /^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d$/.test(cell.textContent) && cell.checkVisibility())
                               .map(cell => { const words = document.createRange(); words.selectNodeContents(cell); return words.getClientRects().length; })""")
    assert len(heights) > 10 and set(heights) == {1}


def test_no_article_can_run_a_script_or_fetch(browser, tmp_path):
    (tmp_path / "bad.html").write_bytes(publish.page("t", f"<h1>t</h1>{rows.content(MANY)}<img src='https://example.org/x.png' onerror='document.title=1'><script>document.title=2</script>"))
    page, sent = browser.new_page(), []
    page.on("response", lambda response: sent.append(response.url))
    page.goto((tmp_path / "bad.html").as_uri())
    assert page.locator(".tools").count() == 1
    assert page.title() == "t" and [url for url in sent if not url.startswith("file:")] == []
    page.close()
