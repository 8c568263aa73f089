"""The contract of the tables: columns, offsets, order, empty in and empty out, what is refused."""
import json
import re

import pandas as pd
import pytest

import analysis
from analysis import output, pipeline, project, tables
from analysis.claims import comparison, copies, extraction
from analysis.figures import attribution

TITLE = "Brandt warnt nach Feuer: 30 Verletzte"
TEXTS = {
    "b": "Feuer im Hafen\n\nLaut Polizei wurden am Montag bis zu 30 Menschen verletzt. „Das war knapp“, sagte Feuerwehrchef Uwe Brandt. Er sprach von rund 2 Mio. Euro Schaden.",
    "a": "Die Regierung will 500 Soldaten schicken. Kritiker warnen vor den Folgen.",
    "c": "",
}


@pytest.fixture(scope="module")
def articles():
    return pd.DataFrame({"article_id": list(TEXTS), "title": [TITLE, "", ""], "text": list(TEXTS.values())})


@pytest.fixture(scope="module")
def result(articles):
    return analysis.analyse(articles)


def found(result):
    return {name: getattr(result, name) for name in tables.COLUMNS}


def test_columns_and_dtypes_with_and_without_rows(result, articles):
    nothing = analysis.analyse(articles.iloc[:0])
    for name, columns in tables.COLUMNS.items():
        for table in (getattr(result, name), getattr(nothing, name)):
            assert list(table.columns) == list(columns), name
            assert [str(dtype) for dtype in table.dtypes] == [str(dtype) for dtype in pd.DataFrame(
                {c: pd.Series([], dtype=d) for c, d in columns.items()}).dtypes], name
        assert len(getattr(nothing, name)) == 0


def test_every_row_is_its_place_in_the_text(result):
    for name, table in found(result).items():
        if "start" in table:
            assert len(table), name
            of = {"b": TITLE} if name == "headlines" else TEXTS
            assert all(of[row.article_id][row.start:row.end] == row.text and row.text for row in table.itertuples()), name
            assert table.equals(table.sort_values(["article_id", "start"], kind="stable")), name


def test_spans_lie_in_the_text_and_in_order(result):
    for row in result.statements.itertuples():
        for column in tables.SPANS:
            spans = getattr(row, column)
            assert spans == sorted(spans) and all(0 <= start < end <= len(TEXTS[row.article_id]) for start, end in spans)


def test_every_number_has_a_source_or_the_author(result):
    numbers = attribution.attributed(result.numbers, result.statements, result.sources)
    assert len(numbers) == len(result.numbers) and set(numbers.attribution) <= {"author", "named source", "unnamed source"}
    assert numbers.source.notna().all()


def test_the_order_of_articles_does_not_matter(articles, result):
    again = analysis.analyse(articles.iloc[::-1])
    for name, table in found(result).items():
        pd.testing.assert_frame_equal(table, getattr(again, name))


@pytest.mark.parametrize("table, wrong", [
    (pd.DataFrame({"article_id": ["a"]}), "no column text"), (pd.DataFrame({"article_id": ["a", "a"], "text": ["x", "y"]}), "unique")])
def test_what_is_refused(table, wrong):
    with pytest.raises(ValueError, match=wrong):
        analysis.analyse(table)


def test_the_dictionary_explains_every_column():
    dictionary = (project.ROOT / "data" / "README.md").read_text(encoding="utf-8")
    added = {"claims": extraction.COLUMNS, "first_reported": comparison.first_reported(extraction.empty(extraction.COLUMNS)), "copies": copies.COLUMNS,
             "disagreements": {re.sub(r"(?<!voice)_[12]$", "", column) for column in comparison.DISAGREEMENTS}}
    for name, columns in {**tables.COLUMNS, **added}.items():
        (section,) = re.findall(rf"^## {name}:.*?(?=^## )", dictionary, re.M | re.S)
        first_cells = " ".join(line.split("|")[1] for line in section.splitlines() if line.startswith("|"))
        known = set(re.findall(r"\w+", first_cells)) | {"article_id", "sentence_id", "rule"}
        assert set(columns) <= known, (name, set(columns) - known)


def test_a_written_table_comes_back(result, tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    output.write(result.statements, "statements")
    back = pd.read_csv(tmp_path / "data" / "statements.csv", dtype={"article_id": str})
    assert [json.loads(spans) for spans in back.quote_spans] == [[list(s) for s in spans] for spans in result.statements.quote_spans]


def test_no_cell_runs_as_a_formula(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    output.write(pd.DataFrame({"text": ['=HYPERLINK("x")', "+1", "-2", "@SUM(A1)", "ok"], "value": [-1.0, 2, 3, 4, 5]}), "t")
    back = pd.read_csv(tmp_path / "data" / "t.csv")
    assert back.text.tolist() == ["'=HYPERLINK(\"x\")", "'+1", "'-2", "'@SUM(A1)", "ok"] and back.value[0] == -1


@pytest.fixture
def failing(monkeypatch):
    """Rules that fail on one word."""
    whole = pipeline.analyse_text
    monkeypatch.setattr(pipeline, "analyse_text", lambda text, *others: [][1] if "Kritiker" in text else whole(text, *others))        # noqa: PLE0643


def test_an_article_on_which_the_rules_fail_is_named_and_the_others_are_read(articles, result, failing):
    with pytest.warns(UserWarning, match="failed on 1 article.*: a$"):
        reported = analysis.analyse(articles)
    assert list(reported.articles.article_id) == ["a", "b", "c"]
    for name, table in found(result).items():
        if name != "articles":
            left = table[table.article_id.ne("a")].reset_index(drop=True)
            pd.testing.assert_frame_equal(getattr(reported, name), left)
    (failed,) = reported.articles.attrs["failed"]
    assert failed.place == "a" and re.search(r"IndexError in test_tables\.py, line \d+", failed.reason)
    assert result.articles.attrs["failed"] == []


def test_errors_raise_stops_at_the_article_and_names_it(articles, failing):
    with pytest.raises(pipeline.AnalysisError, match="article 'a': .*IndexError") as error:
        analysis.analyse(articles, errors="raise")
    assert isinstance(error.value.__cause__, IndexError)
    with pytest.raises(ValueError, match="neither report nor raise"):
        analysis.analyse(articles, errors="ignore")


@pytest.mark.parametrize("fault", pipeline.MACHINE_FAULTS)
def test_faults_of_the_machine_are_no_article_s(articles, monkeypatch, fault):
    def full(*_):
        raise fault
    monkeypatch.setattr(pipeline, "analyse_text", full)
    with pytest.raises(fault):
        analysis.analyse(articles)
