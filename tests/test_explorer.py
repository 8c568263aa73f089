"""The explorer: what a reader chooses, and what is shown of it; no browser is needed (tests/test_lab.py has one)."""
import dataclasses
import re
import statistics
import time

import lxml.html
import nbformat
import pandas as pd
import pytest

import analysis
from analysis import project, selection, tables
from analysis.publishing import publish
from analysis.report.explorer import choice, front, page

TEXT = ("Bei dem Brand starben nach Angaben von Anna Weil vermutlich drei Menschen. Uwe Brandt sagte am Montag: „Es waren 27 Verletzte.“ "
        "Der Schaden liegt bei mehr als 45 Millionen Euro.\n\n„Wir haben 400 Helfer“, sagte ein Sprecher. Die Feuerwehr löschte <b>2</b> Tage lang.")
NAMES = ("numbers", "dates", "statements", "sources", "sentences")


@pytest.fixture(scope="module")
def result():
    return analysis.analyse(pd.DataFrame({"article_id": ["a", "b"], "title": ["Brand <i>im</i> Hafen", "Regen"], "text": [TEXT, "Es regnet. Am 3. Mai fielen 12 Liter."],
                                          "published": pd.to_datetime(["2024-10-18", None]), "outlet": ["Küstenbote", ""]}))


@pytest.fixture(scope="module")
def one(result):
    return selection.chosen(result, "a")


@pytest.fixture(scope="module")
def rows(one):
    return choice.rows_of(choice.attributed(one))


@pytest.fixture
def explorer(result):
    return analysis.explore(result)


def tree(html):
    return lxml.html.fromstring(f"<div>{html}</div>")


# ---------------------------------------------------------------- articles
@pytest.mark.parametrize("words, ids", [("", "ab"), ("HAFEN", "a"), ("brand küste", "a"), ("2024-10", "a"), ("18.10.2024", "a"), ("brand regen", ""), ("nichts", "")])
def test_articles_are_found_by_title_day_and_outlet(result, words, ids):
    assert choice.articles_with(result.articles, words).article_id.tolist() == list(ids)
    empty = choice.articles_with(result.articles.iloc[:0], words)
    assert empty.empty and empty.dtypes.equals(result.articles.dtypes)


# ---------------------------------------------------------------- rows
def numbers(rows, **chosen):
    return choice.chosen(rows, **chosen)["numbers"].value.tolist()


def test_nothing_chosen_is_everything_and_changes_nothing(one, rows):
    found = choice.chosen(rows)
    assert list(found) == ["numbers", "dates", "statements", "sentences", "sources"]
    for name, table in found.items():
        pd.testing.assert_frame_equal(table, rows[name])
        assert len(table) == len(getattr(one, name)) > 0


@pytest.mark.parametrize("choose, values", [
    pytest.param({"source": "Uwe Brandt"}, [27], id="a source"),
    pytest.param({"voice": "named source"}, [3, 27], id="named"),
    pytest.param({"voice": "unnamed source"}, [400], id="unnamed"),
    pytest.param({"voice": "author"}, [45e6, 2], id="the author"),
    pytest.param({"is_hedged": True}, [3], id="hedged"),
    pytest.param({"is_hedged": False}, [27, 45e6, 400, 2], id="not hedged"),
    pytest.param({"text": "schaden MILL"}, [45e6], id="words of its sentence"),
    pytest.param({"voice": "author", "text": "tage"}, [2], id="two at once"),
    pytest.param({"source": "Uwe Brandt", "voice": "author"}, [], id="what excludes each other"),
])
def test_numbers_are_chosen(rows, choose, values):
    assert numbers(rows, **choose) == values


@pytest.mark.parametrize("choose", [{"source": "Uwe Brandt"}, {"voice": "author"}, {"is_hedged": True}, {"text": "Sprecher"}, {"text": "nichts davon"}], ids=str)
def test_what_is_chosen_keeps_columns_and_hangs_together(rows, choose):
    found = choice.chosen(rows, **choose)
    assert all(found[name].dtypes.equals(rows[name].dtypes) for name in NAMES)
    assert set(found["sources"].source_id) == set(found["statements"].source_id.dropna())


def test_a_sentence_is_whose_words_stand_in_it(rows):
    said = {voice: choice.chosen(rows, voice=voice)["sentences"].sentence_id.tolist() for voice in choice.VOICES}
    assert said["unnamed source"] == [3] and 1 in said["named source"] and set(said["author"]) >= {2, 4}
    assert choice.chosen(rows, source="Uwe Brandt")["sentences"].sentence_id.tolist() == [1]


def test_who_has_no_name_can_be_chosen_too():
    said = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": ["Angeblich gab es 12 Tote. Es hieß, 5 Menschen würden vermisst."]}))
    rows = choice.rows_of(choice.attributed(said))
    unnamed = rows["statements"][rows["statements"].source_id.isna()]
    assert len(unnamed) and choice.speakers(rows)[-1] == choice.NOBODY
    assert len(choice.chosen(rows, source=choice.NOBODY)["statements"]) == len(unnamed)


def test_a_wrong_choice_is_refused(rows, result):
    with pytest.raises(ValueError, match="nobody speaks by the name 'Uwe Brand'; the nearest: Uwe Brandt"):
        choice.chosen(rows, source="Uwe Brand")
    with pytest.raises(ValueError, match="voice: there is no 'named'"):
        choice.chosen(rows, voice="named")
    with pytest.raises(ValueError, match="there are no articles"):
        analysis.explore(dataclasses.replace(result, articles=result.articles.iloc[:0]))


def test_an_article_without_rows_is_shown():
    given = pd.DataFrame({"article_id": ["a"], "text": ["The harbour was closed on Monday because of a fire, and nobody was hurt, the police said."]})
    with pytest.warns(UserWarning, match="not in German"):
        shown = analysis.explore(analysis.analyse(given))
    assert "The harbour" in shown.text.value and "No figures." in shown.charts.value


# ---------------------------------------------------------------- what is shown
def test_every_row_leads_to_a_place_that_is_there_once(explorer):
    whole = tree(explorer.first)
    ids, links = whole.xpath("//@id"), whole.xpath("//a/@href")
    assert len(ids) == len(set(ids)) and len(links) > 20 and {link[1:] for link in links} <= set(ids)
    start = TEXT.index("27")
    place = whole.xpath(f"//*[@id='numbers-{start}-{start + 2}']")
    assert [found.text_content() for found in place] == ["27"]


def test_the_text_is_shown_whole_and_never_run(explorer):
    text = tree(explorer.text.value)
    assert text.xpath("string(//div[contains(@class, 'reading ')])") == TEXT
    assert not text.xpath("//i") and "Brand <i>im</i> Hafen" in text.text_content()


def test_the_marks_are_those_of_what_is_chosen_and_shades_stay(explorer):
    shade = tree(explorer.text.value).xpath("//span[@class='statement'][contains(., '400')]/@style")
    explorer.voice.value = "unnamed source"
    text = tree(explorer.text.value)
    assert [found.text_content() for found in text.xpath("//span[@class='number']")] == ["400"]
    assert shade and text.xpath("//span[@class='statement']/@style")[0] == shade[0]
    assert len(tree(explorer.charts.value).xpath("//a[not(contains(@class, 'faded'))][contains(@href, 'sentences')]")) == 1


def test_words_looked_for_are_marked(explorer):
    explorer.words.value = "brand sagte"
    found = {mark.text_content() for mark in tree(explorer.text.value).xpath("//span[@class='found']")}
    assert found == {"Brand", "sagte"} and explorer.tables.titles[4] == "sentences (1)"


def test_a_search_turns_to_what_it_finds_and_keeps_what_is_shown_if_it_finds_nothing(explorer):
    explorer.source.value, explorer.voice.value = "Uwe Brandt", "author"
    explorer.search.value = "regen"
    assert explorer.shown == "b" and explorer.source.value == "" and explorer.voice.value == "author" and "Es regnet" in explorer.text.value
    explorer.search.value = "regen nicht"
    assert explorer.article.options == () and "Es regnet" in explorer.text.value
    explorer.search.value = ""
    assert explorer.shown == explorer.article.value == "b" and len(explorer.article.options) == 2
    explorer.article.value = "a"
    assert [label for label, _ in explorer.article.options] == ["2024-10-18 · Küstenbote · Brand <i>im</i> Hafen", "Regen"] and "Uwe Brandt" in explorer.text.value


@pytest.mark.parametrize("bound, exactness, low, high, is_hedged, marks", [
    ("exact", "exact", 5, 5, False, ["circle"]), ("approximate", "approximate", 4, 6, True, ["path", "circle"]), ("range", "range", 4, 6, False, ["path"]),
    ("more_than", "bound", 5, float("inf"), False, ["path"]), ("vague", "vague", float("nan"), float("nan"), False, [])])
def test_a_figure_is_drawn_as_what_it_is(bound, exactness, low, high, is_hedged, marks):
    table = pd.DataFrame({"text": "5", "start": 0, "end": 1, "modifier": "", "counted": "Tote", "unit": "", "value": 5.0, "low": [low], "high": [high], "bound": bound,
                          "exactness": exactness, "is_hedged": is_hedged, "attribution": "author", "speakers": [["the author"]]})
    drawn = tree(page.ledger(table)).xpath("//svg/*")
    assert [mark.tag for mark in drawn] == marks
    assert all(("dasharray" in str(mark.attrib) or mark.get("fill") == "white") == is_hedged for mark in drawn)


def test_a_scale_holds_zero_and_keeps_the_order():
    for values in ([1, 2, 3], [1, 1e9], [-5, 0, 7], [0], []):
        to_pixels = page.scale(pd.Series(values, dtype=float).to_numpy())
        places = [to_pixels(value) for value in sorted({0, *values})]
        assert places == sorted(set(places)) and page.MARGIN <= places[0] and places[-1] <= page.WIDTH - page.MARGIN


def test_long_tables_are_cut_and_say_so():
    table = pd.DataFrame({"text": ["x"] * 1000})
    assert page.rows(table, ["y"] * 1000).count("<tr><td>") == page.MOST_ROWS and "300 of 1,000 rows" in page.rows(table, ["y"] * 1000)


def test_the_sample_says_that_it_is_invented(monkeypatch, result):
    assert project.INVENTED not in analysis.explore(result).first
    monkeypatch.setattr(project, "invented", lambda articles: True)
    assert project.INVENTED in analysis.explore(result).first


# ---------------------------------------------------------------- notebook 00
def test_a_notebook_gets_widgets_and_the_first_view_for_where_none_run(explorer):
    bundle = explorer._repr_mimebundle_()
    assert bundle[publish.WIDGET]["model_id"] == explorer.box.model_id and bundle["text/html"] == explorer.first
    assert "script" not in re.sub(r"(?s)<style>.*?</style>", "", explorer.first)


def test_notebook_00_is_a_tool_with_a_view_stored_and_no_part_of_the_report():
    path = publish.NOTEBOOKS / "00_explore.ipynb"
    outputs = [output for cell in nbformat.read(path, 4).cells for output in cell.get("outputs", [])]
    assert "explorer-text" in outputs[-1].data["text/html"] and not any(publish.WIDGET in output.data for output in outputs)
    assert path in publish.NOTEBOOKS.glob("[0-9]*.ipynb") and path not in publish.chapters(publish.NOTEBOOKS.glob("[0-9]*.ipynb"))


@pytest.mark.slow
def test_a_picture_in_two_seconds_and_a_choice_in_a_tenth(monkeypatch):
    few = analysis.load_tables(project.SAMPLE)
    copies = {name: pd.concat([table.assign(article_id=f"{number:02}-" + table.article_id) for number in range(13)]) for name, table in vars(few).items()}
    many = tables.Result(**{name: tables.ordered(name, table) for name, table in copies.items()})
    begun = time.perf_counter()
    explorer = front.explore(many)
    assert len(many.articles) > 200 and time.perf_counter() - begun < 2
    took = []
    for article_id in many.articles.article_id[:40]:
        for control, value in ((explorer.article, article_id), (explorer.voice, "author"), (explorer.words, "die"), (explorer.voice, ""), (explorer.words, "")):
            begun = time.perf_counter()
            control.value = value
            took.append(time.perf_counter() - begun)
    assert statistics.quantiles(took, n=10)[-1] < 0.1
