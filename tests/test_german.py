"""Charts and findings in German: no text without a translation, no English word in any, numbers and dates as Germans write them."""
import ast
import re
from collections import Counter

import nbformat
import pandas as pd
import pytest
from babel.messages import pofile
from babel.messages.extract import extract_from_file
from matplotlib.figure import Figure
from matplotlib.text import Text
from test_charts import DRAW, NUMBERS, ROLL

from analysis import lexicons, project, tables
from analysis.figures import attribution
from analysis.people import genders
from analysis.publishing import publish
from analysis.report import alerts, artists, charts, export, findings, measures, style, words

CODE = sorted((project.ROOT / "analysis" / "report").rglob("*.py"))
PO = words.LOCALES / "de" / "LC_MESSAGES" / "quellenlage.po"
TOWARDS = pd.DataFrame({"name": ["Ada", "Amt"], "n": [12, 10], "blamed": [9, 1], "praised": [0, 1], "tone": ["blamed", ""]})
NO_NAMES = {"ink", "quiet", "line", "revised"}             # of colours that no legend has


def extracted():
    """The texts of the code; one that has a singular and a plural is a pair."""
    return {text for path in CODE for _, text, *_ in extract_from_file("python", path, keywords={"_": None, "plural": (2, 3)})}


def of_the_catalogue():
    """Titles, descriptions and methods of the charts."""
    return set(pd.read_csv(export.CATALOGUE)[["title", "alt", "method"]].to_numpy().ravel())


def values():
    """The values of tables that charts and findings show, and other words that the code has in tables of its own."""
    hedges, loaded, units = (lexicons.words(name, column) for name, column in (("hedges", "kind"), ("loaded_words", "category"), ("units", "unit")))
    odd = {name for name, _ in measures.ODDITIES} | {"two styles of quotation marks", "long sentence", "said twice"}
    return {project.INVENTED, *style.COLOURS, "the author", "unnamed", "nobody named", *attribution.EXACTNESS.values(), *tables.ACTOR_KINDS, *tables.SOURCE_KINDS,
            "direct", "indirect", "reported", "free_indirect", "indirect_free_indirect", *lexicons.words("cues", "stance"), *hedges, "konjunktiv", *loaded, *odd,
            "figure", "name", "statement", "bound", "hedge", "source", "unit", "missing", *(word for gold in findings.GOLD.values() for word in gold[:2]),
            *alerts.FOLLOWS, *alerts.FOLLOWS.values(), genders.UNNAMED, genders.LAST_NAME, genders.BOTH, genders.UNLISTED, genders.CONTRADICTION,
            *(unit for unit in units if re.fullmatch("[a-z ]{3,}", unit)), "in", "ft", "lb", "oz", "mi", "kn"} - NO_NAMES


@pytest.fixture(scope="module")
def translated():
    with open(PO, "rb") as file:
        return {message.id: message.string for message in pofile.read_po(file) if message.id}


def test_every_text_is_translated_and_nothing_else(translated):
    needed = extracted() | of_the_catalogue() | values()
    to_be_translated, no_longer_used = needed - set(translated), set(translated) - needed
    assert (to_be_translated, no_longer_used) == (set(), set())


def test_no_text_is_hidden_from_the_extractor():
    """As one inside of an f-string is."""
    calls = [call for path in CODE for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) == "_"]
    written = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    assert written and written <= extracted()


def each(text):
    return text if isinstance(text, tuple) else (text,)


def test_translations_have_what_is_filled_in(translated):
    for text, own in translated.items():
        assert all(each(own)), text
        filled = [Counter(re.findall(r"{\w*}", part)) for part in (*each(text), *each(own))]
        assert all(one == filled[0] for one in filled) or set(filled[-1]) == set(filled[0]), text


# ---------------------------------------------------------------- no English word
def letters(text):
    return {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"{\w*}|\S+\.csv|%\w", " ", text))}


@pytest.fixture(scope="module")
def english(translated):
    """The words of English texts that stand in no German one and in no article."""
    of_articles = letters(" ".join(f"{path.stem} {path.read_text(encoding='utf-8')}" for folder in (project.ROOT / "seeds", project.SAMPLE) for path in folder.glob("*.txt")))
    both = [letters(" ".join(part for text in texts for part in each(text))) for texts in (translated, translated.values())]
    return both[0] - both[1] - of_articles


@pytest.fixture(scope="module")
def in_german(tmp_path_factory):
    """All that charts and findings say in the notebooks on the seed, and in charts of tables made by hand: (what it is of, the text)."""
    said = []
    with pytest.MonkeyPatch.context() as patch:
        out = tmp_path_factory.mktemp("out")
        for name, value in {"LANGUAGE": "de", "OUT": str(out), "SEEDS": "seeds", "ANALYSIS_NAMES": "fast"}.items():
            patch.setenv(name, value)
        patch.setattr(export, "render", lambda whole, form, **options: b"<svg <title></title>")       # drawing takes long
        read, say = artists.read, export.say

        def listened(whole):
            drawn = read(whole)
            said.extend((whole.get_suptitle(), text.get_text()) for text in whole.findobj(Text))
            return drawn

        def heard(text, articles=None):
            said.extend(("finding", one) for one in ([text] if isinstance(text, str) else text))
            return say(text, articles)

        patch.setattr(artists, "read", listened)
        patch.setattr(export, "say", heard)
        for path in publish.chapters(sorted(publish.NOTEBOOKS.glob("[0-9]*.ipynb"))):
            variables = {}
            for cell in publish.code_cells(nbformat.read(path, 4)):
                exec(cell.source, variables)
        for name, (draw, table) in {**DRAW, "towards": (charts.towards, TOWARDS)}.items():
            chart = export.save(draw(table), "01_x", data=table, title=name, alt="", source="")
            said.append((name, chart.alt))
    return said, out


def test_no_chart_and_no_finding_has_an_english_word(in_german, english):
    said, _ = in_german
    names = letters(" ".join([*DRAW, "towards"]))          # the titles given above
    assert len(said) > 500 and {"words", "figures", "sources", "named", "author"} <= english
    assert not {(of, text, word) for of, text in said for word in letters(text) & english - names}


def test_what_is_drawn_is_in_german(in_german):
    texts = {text for _, text in in_german[0]}
    assert {getattr(charts, name) for name in pd.read_csv(export.CATALOGUE).chart} <= {charts.towards, *(draw for draw, _ in DRAW.values())}, "not drawn here"
    assert {"Wer spricht, und wie viel des Textes gehört wem?", "benannte Quelle", "unter Vorbehalt", "Redebericht", "90 Mio.", "0,25", "10.000", "13. März", "Redaktion"} <= texts


def test_german_charts_leave_the_english_ones_alone(in_german):
    _, out = in_german
    assert not list((out / "figures").glob("*.*")) and len(list((out / "figures" / "de").glob("*.png"))) > 15


@pytest.mark.thorough
@pytest.mark.parametrize("name", DRAW)
def test_german_is_longer_and_nothing_is_cut(name, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "de")
    draw, table = DRAW[name]
    chart = draw(table)
    figure = chart if isinstance(chart, Figure) else chart.get_figure()
    export.render(figure, "png", dpi=style.SCREEN_DPI)
    box = figure.get_tightbbox()
    assert box.x0 >= -0.01 and box.x1 <= figure.get_figwidth() + 0.01, box


# ---------------------------------------------------------------- the language
@pytest.mark.parametrize("set_to, language", [
    ("de", "de"), ("de_DE:de", "de"), ("de_AT.UTF-8", "de"), ("DE", "de"), ("fr:de:en", "de"), ("en_US:en:de", "en"), ("en", "en"), ("fr", "en"), ("C", "en"), ("", "en"),
    ("deu", "en")])
def test_language_is_the_first_there_is(monkeypatch, set_to, language):
    monkeypatch.setenv("LANGUAGE", set_to)
    assert project.language() == language


def test_english_is_the_default(monkeypatch):
    monkeypatch.delenv("LANGUAGE")
    assert project.language() == "en" and project.figures() == project.out() / "figures"


def test_numbers_and_dates_in_german(monkeypatch):
    times = [pd.Timestamp(2024, month, 1) for month in (1, 3, 5, 9, 12)]
    english = [words.day(time, "%d %b %Y") for time in times]
    assert [charts.marks.in_words(value) for value in (12000, 3.5e6, 2e9, 0.25)] == ["12,000", "3.5 million", "2 billion", "0.25"]
    monkeypatch.setenv("LANGUAGE", "de")
    assert [charts.marks.in_words(value) for value in (12000, 3.5e6, 2e9, 0.25)] == ["12.000", "3,5 Mio.", "2 Mrd.", "0,25"]
    assert english[1] == "01 Mar 2024" and words.day(times[4], words._("%d %b")) == "1. Dez."
    assert [words.day(time, words._("%d %b %Y")) for time in times] == ["1. Jan. 2024", "1. März 2024", "1. Mai 2024", "1. Sept. 2024", "1. Dez. 2024"]
    assert style.plain_number(1234.5) == "1.234,5" and style.plain_number(-0.25) == "-0,25"
    assert words.plural(1, "{n} voice", "{n} voices") == "1 Stimme" and words.plural(1200, "{n} voice", "{n} voices") == "1.200 Stimmen"


def test_a_chart_in_german_says_so_and_is_of_the_sample(monkeypatch, tmp_path):
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("OUT", str(tmp_path))
    sample = pd.DataFrame({"article_id": [path.stem for path in project.SAMPLE.glob("*.txt")], "title": "", "published": pd.NaT})
    chart = export.show("02_ledger", NUMBERS.assign(start=0), sample, "Ada")
    assert chart.title.endswith("(erfundenes Beispiel)") and chart.drawn["source"].startswith("Erfundenes Beispiel, kein wirkliches Ereignis: 16 Artikel, nur Aussagen von Ada.")
    assert pd.read_csv(tmp_path / "figures" / "de" / "02_ledger.csv").is_invented.all()
    assert '<svg xml:lang="de"' in (tmp_path / "figures" / "de" / "02_ledger.svg").read_text(encoding="utf-8")
    assert export.show("03_mentions", ROLL.iloc[:0], sample.head(0)).data == "Nichts zu zeichnen: keine Personen, Organisationen oder Orte in diesen Artikeln."


def test_notebooks_in_german_are_copies_beside_their_charts(monkeypatch, tmp_path):
    own = publish.notebooks()
    monkeypatch.setenv("LANGUAGE", "de")
    assert own[0].parent == publish.NOTEBOOKS and project.figures() == project.ROOT / "figures" / "de"
    monkeypatch.setenv("OUT", str(tmp_path))
    assert publish.notebooks() == [tmp_path / "figures" / "de" / "notebooks" / path.name for path in own]
