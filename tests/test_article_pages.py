"""A page for each article: every row leads to its place there and back, nothing an article says is more than text, files of others stay."""
import re
import time

import lxml.html
import pandas as pd
import pytest
from work import work

import analysis
from analysis import project, selection, tables
from analysis.claims import claims, disagreements
from analysis.publishing import ours, publish, share
from analysis.report import article_page, measures, rows

TEXT = ("Bei dem Brand starben nach Angaben von Anna Weil vermutlich drei Menschen. Uwe Brandt sagte am Montag: „Es waren 27 Verletzte.“ "
        "Der Schaden liegt bei mehr als 45 Millionen Euro.\n\n„Wir haben 400 Helfer“, sagte ein Sprecher. Die Feuerwehr löschte <b>2</b> Tage lang.")
OTHER = "Bei dem Brand am Hafen gab es 31 Verletzte, sagte Uwe Brandt am Montag. Das war schrecklich."
HOSTILE = "</title><script>alert(1)</script><a href='javascript:1' onclick=\"x\">„&amp;“</a>\u202e"
IDS = ["a", "Ä/ö ß", "a b", "A B", "..", "con", "index", "x" * 300, HOSTILE, "日本", "a.html", "nul", "a-b", "a_b", "", "ä", "a\u0308x", "äx"]


@pytest.fixture(scope="module")
def result():
    return analysis.analyse(pd.DataFrame({
        "article_id": ["a", "Ä/ö <b>", "c", "en"], "title": ["Brand <i>im</i> Hafen", "Noch ein Brand", HOSTILE, "Fire"],
        "text": [TEXT, OTHER, f"{HOSTILE} sagte {HOSTILE}. „{HOSTILE} 3 Tote“, sagte Uwe {HOSTILE}.", "The harbour was closed on Monday because of a fire, the police said."],
        "published": pd.to_datetime(["2024-10-18", "2024-10-19", None, None]), "outlet": ["Küstenbote", "", HOSTILE, ""], "path": ["https://example.org/?a=1&b=2", "", "javascript:alert(1)", ""],
        "language": ["", "", "de", "en"]}))


@pytest.fixture(scope="module")
def apart(result):
    return disagreements(claims(result))


@pytest.fixture(scope="module")
def pages(result, apart):
    """File name -> its HTML, parsed."""
    return {name: lxml.html.fromstring(f"<div>{body}</div>") for name, _, body in article_page.pages(result, apart)}


@pytest.fixture(scope="module")
def page(pages):
    return pages["a.html"]


def links(page):
    return [link.partition("#") for link in page.xpath("//a/@href")]


# ---------------------------------------------------------------- names
def test_names_are_safe_on_any_disk_and_no_two_alike():
    names = [article_page.file_name(article_id) for article_id in IDS]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]*(\.[0-9a-f]{12})?\.html", name) and len(name) < 100 for name in names)
    assert len(set(names)) == len(names) and article_page.LIST not in names
    assert not {name.partition(".")[0] for name in names} & {"con", "nul"}
    assert names[:2] == ["a.html", "ae-oe-ss.985ddadec9a4.html"]


# ---------------------------------------------------------------- rows and places
def test_every_row_has_a_place_in_the_text_and_leads_there_and_back(result, page):
    one = selection.chosen(result, "a")
    for name in ("numbers", "dates", "statements"):
        table = getattr(one, name)
        assert len(table) > 0
        for start, end, text in zip(table.start, table.end, table.text):
            place = f"{name}-{start}-{end}"
            (mark,), (row,) = (page.xpath(f"//*[@id='{which}']") for which in (place, f"row-{place}"))
            assert mark.text_content() == text if name != "statements" else mark.text_content()[:5] in text
            assert row.xpath(".//a/@href") == [f"#{place}"] and page.xpath(f"//div[contains(@class, 'reading ')]//a[@href='#row-{place}']")
            assert mark.xpath("ancestor-or-self::*[contains(@class, 'sentence')]")


def test_every_link_leads_to_one_place_that_is_there(pages):
    for name, page in pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        for address, _, place in links(page):
            if address.startswith("../"):
                assert address in ("../report.html", "../index.html")
            elif not address.startswith("https://"):
                assert address in ("", *pages) and (not place or pages[address or name].xpath(f"//*[@id='{place}']")), (name, address, place)


def test_places_of_all_articles_of_the_sample_are_there():
    result = analysis.load_tables(project.SAMPLE)
    apart = disagreements(claims(result))
    bodies = {name: body for name, _, body in article_page.pages(result, apart)}
    ids = {name: re.findall(r' id="([^"]+)"', body) for name, body in bodies.items()}
    assert all(len(found) == len(set(found)) for found in ids.values()) and len(apart) > 10
    wanted = [(article_page.file_name(row.article_id), f"{way}{name}-{row.start}-{row.end}") for name in ("numbers", "dates", "statements")
              for row in getattr(result, name).itertuples() for way in ("", "row-")]
    led_to = [(address or name, place) for name, body in bodies.items() for address, place in re.findall(r'href="([^"#.]*(?:\.[0-9a-f]{12})?(?:\.html)?)#([^"]+)"', body)]
    assert len(wanted) > 500 and len(led_to) > 1000
    known = {name: set(found) for name, found in ids.items()}
    assert all(place in known[name] for name, place in wanted + led_to)
    assert sum(body.count(project.INVENTED) for body in bodies.values()) == len(result.articles)


def test_a_disagreement_leads_to_both_figures(result, apart, page):
    row = apart.iloc[0]
    assert {row.article_id_1, row.article_id_2} == {"a", "Ä/ö <b>"}
    other = article_page.file_name("Ä/ö <b>")
    assert page.xpath("//section[@id='disagreements']//td/a/@href") == [f"#numbers-{row.start_1}-{row.end_1}", f"{other}#numbers-{row.start_2}-{row.end_2}"]


def test_the_text_is_whole_and_links_do_not_nest(result, pages):
    for article_id, text in zip(result.articles.article_id, result.articles.text):
        page = pages[article_page.file_name(article_id)]
        assert page.xpath("string(//div[contains(@class, 'reading ')])") == text.replace("\u202e", "[U+202E]") and not page.xpath("//a//a")


def test_hostile_text_is_text(pages):
    for page in pages.values():
        assert not page.xpath("//script | //i | //*[@onclick] | //a[contains(@href, 'javascript')]") and "\u202e" not in page.text_content()
    assert pages["c.html"].xpath("string(//h1)").startswith("</title><script>alert(1)")
    assert pages["a.html"].xpath("//a[starts-with(@href, 'http')]/@href") == ["https://example.org/?a=1&b=2"]


def test_an_article_in_another_language_has_a_page_that_says_so(pages):
    page = pages["en.html"]
    assert "Not in German (en)" in page.text_content() and "The harbour was closed" in page.text_content() and "No figure is given." in page.text_content()


# ---------------------------------------------------------------- the list
def test_the_list_says_what_the_tables_say(result, apart):
    listing = article_page.listing(result, measures.voices(result), article_page.sides(apart)).set_index("article_id")
    row = listing.loc["a"]
    voices = measures.voices(selection.chosen(result, "a"))
    assert row.figures == 5 and row.words == measures.overview(result).words[list(result.articles.article_id).index("a")] and row.disagreements == 1
    assert row.named_sources == 2 and row.share_quoted == voices[voices.attribution.ne("author")].n_words.sum() / voices.n_words.sum()
    assert row.tone == selection.chosen(result, "a").sentences.polarity.mean()
    assert listing.loc["en", ["words", "figures", "disagreements"]].tolist() == [0, 0, 0]


def test_the_list_leads_to_every_page_and_can_be_filtered(result, pages):
    page = pages[article_page.LIST]
    assert page.xpath("//td/a/@href") == [article_page.file_name(article_id) for article_id in result.articles.article_id]
    assert page.xpath("//th/text()") == ["title", "outlet", "published", "words", "figures", "quoted", "named sources", "tone", "disagreements"]
    assert page.xpath("//th[@data-filter]/text()") == ["outlet"] and page.xpath("//tbody/tr[1]/td[3]/text()") == ["2024-10-18"]
    assert all(float(cell.get("data-sort")) is not None for cell in page.xpath("//td[@class='number']"))


# ---------------------------------------------------------------- the report
def test_ids_in_tables_of_the_report_lead_to_sentences(result):
    known = article_page.links(result)
    table = result.numbers[["article_id", "start", "text"]].assign(copy_of="a")
    start = TEXT.index("Uwe Brandt sagte")
    page = lxml.html.fromstring(article_page.linked(f"<div>{rows.content(table).replace('<wbr>', '<wbr/>')}</div>", known))       # as nbconvert writes it
    found = page.xpath("//td[1]/a/@href")
    assert len(found) == len(table) and f"articles/a.html#sentences-{start}-{TEXT.index('Der Schaden') - 1}" in found
    assert set(page.xpath("//td[4]/a/@href")) == {"articles/a.html"} and [cell.text_content() for cell in page.xpath("//td[1]")] == list(table.article_id)
    alone = rows.content(table.drop(columns=["article_id", "copy_of"]))
    assert article_page.linked(alone, known) == alone and "href" not in article_page.linked(rows.content(table.assign(article_id="z", copy_of="")), known)


# ---------------------------------------------------------------- files
@pytest.fixture
def folder(tmp_path):
    return tmp_path / "articles", tmp_path / ".done" / "articles.json"


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_page_of_an_article_that_is_gone_goes_and_nothing_else(folder):
    ours.write(*folder, [("a.html", b"a"), ("b.html", b"b"), ("c.html", b"c")])
    (folder[0] / "mine.html").write_bytes(b"mine")
    (folder[0] / "b.html").write_bytes(b"b, and a remark")
    ours.write(*folder, [("c.html", b"c 2")])
    assert files(folder[0]) == {"b.html": b"b, and a remark", "c.html": b"c 2", "mine.html": b"mine"} and ours.names(folder[1]) == ["c.html"]


@pytest.mark.parametrize("before", [[], [("a.html", b"a")]], ids=["others'", "changed"])
def test_a_file_of_somebody_else_is_in_the_way(folder, before):
    ours.write(*folder, before)
    (folder[0] / "a.html").write_bytes(b"mine")
    with pytest.raises(ValueError, match="a.html was not written by this program, or was changed since"):
        ours.write(*folder, [("a.html", b"new")])
    with pytest.raises(ValueError, match="move or rename it"):
        ours.check(*folder, ["a.html"])
    assert files(folder[0]) == {"a.html": b"mine"}


def test_a_run_that_was_killed_leaves_nothing_that_is_nobodys(folder, monkeypatch):
    ours.write(*folder, [(f"{number}.html", b"1") for number in range(5)])
    real, left = ours.output.replace, [True] * 4             # the mark and three files, then the end
    monkeypatch.setattr(ours.output, "replace", lambda *given: left.pop() and real(*given))
    with pytest.raises(IndexError):
        ours.write(*folder, [(f"{number}.html", b"2") for number in range(6)])
    monkeypatch.undo()
    assert sorted(files(folder[0]).values()) == [b"1", b"1", b"2", b"2", b"2"]
    ours.write(*folder, [("0.html", b"3")])
    assert files(folder[0]) == {"0.html": b"3"}


def test_what_is_as_it_should_be_is_left_alone(folder, monkeypatch):
    many = [(f"{number}.html", b"x") for number in range(200)]
    ours.write(*folder, many)
    written = []
    monkeypatch.setattr(ours.output, "replace", lambda path, content: written.append(path.name))
    ours.write(*folder, many)
    assert set(written) == {"articles.json"}


def test_pages_are_published_packed_and_the_same_every_time(tmp_path, monkeypatch, result):
    monkeypatch.setenv("OUT", str(tmp_path))
    publish.write_pages(result)
    first = files(tmp_path / "figures" / "articles")
    assert set(first) == {article_page.LIST, *map(article_page.file_name, result.articles.article_id)}
    assert all(b"default-src 'none'" in content and b"<script" not in re.sub(b"(?s)</main>.*", b"", content) for content in first.values())
    publish.write_pages(result)
    assert files(tmp_path / "figures" / "articles") == first
    for name in ("report.html", "index.html"):
        (tmp_path / "figures" / name).write_bytes(b"")
    assert {f"figures/articles/{name}": content for name, content in first.items()}.items() <= share.charts().items()


# ---------------------------------------------------------------- many
def copies(few, times):
    many = {name: pd.concat([table.assign(article_id=f"{number:02}-" + table.article_id) for number in range(times)]) for name, table in vars(few).items()}
    return tables.Result(**{name: tables.ordered(name, table) for name, table in many.items()})


@pytest.mark.thorough
def test_twice_as_many_articles_are_twice_the_work(result, apart):
    some, twice = (work(lambda many: list(article_page.pages(many, apart.iloc[:0])), copies(result, times)) for times in (10, 20))
    assert twice < 2.1 * some


# ---------------------------------------------------------------- in a browser
@pytest.fixture(scope="module")
def published(tmp_path_factory, result):
    out = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OUT", str(out))
        publish.write_pages(copies(result, 125))
    return out / "figures" / "articles"


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_a_row_and_its_place_are_seen_after_a_click(browser, published, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((published / article_page.file_name("00-a")).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    start = TEXT.index("400")
    for link, target in (("tr", f"numbers-{start}-{start + 3}"), (".reading", f"row-numbers-{start}-{start + 3}")):
        page.locator(f"{link} a[href='#{target}']").last.click()
        box = page.locator(f"id={target}").bounding_box()
        assert 0 <= box["y"] <= 800 and page.evaluate("location.hash") == f"#{target}"
    page.close()


@pytest.mark.slow
def test_the_list_of_500_opens_in_two_seconds(browser, published):
    page, begun = browser.new_page(viewport={"width": 390, "height": 800}), time.perf_counter()
    page.goto((published / article_page.LIST).as_uri())
    assert time.perf_counter() - begun < 2 and page.locator("tbody tr").count() == 500
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("td a >> nth=3").click()
    assert page.locator("h1").count() == 1 and page.evaluate("location.pathname.includes('articles')")
    page.close()
