"""The reader's corrections: read beside the articles; names in every table that has them, kinds, and rows that are wrong."""
import warnings

import pandas as pd
import pytest

import analysis
from analysis import lexicons, output, project, tables
from analysis.people import corrections
from analysis.publishing import batches

TEXTS = {"a": "Uwe Brandt leitet den Einsatz. „Das war knapp“, sagte Brandt. Laut Polizei gab es 30 Verletzte.",
         "b": "Der Minister Brandt trat zurück. Brandt sagte, er habe 12 Fehler gemacht."}
ARTICLES = pd.DataFrame({"article_id": list(TEXTS), "text": list(TEXTS.values())})


def table(*rows, columns=("name", "is")):
    return pd.DataFrame(list(rows), columns=list(columns))


def names(result):
    return {name: set(getattr(result, name)[column].dropna()) for name, column in corrections.NAMES.items()}


def test_every_table_has_the_new_name():
    before, after = (names(analysis.analyse(ARTICLES, given)) for given in (None, table(("Polizei", "Polizei Küstrup"), ("Brandt", "Willi Brandt"))))
    assert all("Polizei" in before[name] for name in ("statements", "sources", "numbers")) and "Brandt" in before["actors"]
    assert all("Polizei Küstrup" in after[name] and "Polizei" not in after[name] for name in ("statements", "sources", "numbers"))
    assert all("Willi Brandt" in after[name] and "Brandt" not in after[name] for name in ("actors", "sources"))


def test_a_correction_of_one_article_holds_there_and_goes_first():
    found = analysis.analyse(ARTICLES, table(("b", "Brandt", "Ida Brandt"), ("", "Brandt", "Uwe Brandt"), columns=("article_id", "name", "is"))).actors
    assert set(found[found.article_id.eq("b")].name) == {"Ida Brandt"}
    assert "Ida Brandt" not in set(found[found.article_id.eq("a")].name) and "Brandt" not in set(found.name)


def test_only_names_change_and_no_corrections_change_nothing():
    plain, renamed, same = (analysis.analyse(ARTICLES, given) for given in (None, table(("Brandt", "X")), table()))
    for name, frame in vars(plain).items():
        pd.testing.assert_frame_equal(frame, getattr(same, name))
        columns = [column for column in frame if column != corrections.NAMES.get(name)]
        pd.testing.assert_frame_equal(frame[columns], getattr(renamed, name)[columns])
        assert frame.dtypes.equals(getattr(renamed, name).dtypes)


def test_the_unresolved_names_are_in_the_form_of_corrections(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    found = corrections.unresolved(analysis.analyse(ARTICLES).actors)
    assert "Brandt" in set(found["name"]) and set(corrections.COLUMNS) < set(found)
    output.write(found.assign(**{"is": ["Ida Brandt" if name == "Brandt" else "" for name in found["name"]]}), "corrections")
    read = corrections.read(tmp_path / "data")
    assert set(read["is"]) == {"Ida Brandt"} and "Ida Brandt" in names(analysis.analyse(ARTICLES, read))["actors"]


def test_the_unkinded_sources_are_in_the_form_of_corrections(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    articles = pd.DataFrame({"article_id": ["a"], "text": ["Jan Brandt sagte, es regne. Die Polizei teilte mit, die Straße sei nass."]})
    found = corrections.unkinded(analysis.analyse(articles).sources)
    assert found["name"].tolist() == ["Jan Brandt"] and set(corrections.COLUMNS) < set(found)
    output.write(found.assign(source_kind="expert"), "corrections")
    read = analysis.analyse(articles, corrections.read(tmp_path / "data")).sources.set_index("name")
    assert read.kind["Jan Brandt"] == "expert"


def said(**filled):
    return {**dict.fromkeys(corrections.COLUMNS, ""), **filled}


@pytest.mark.parametrize("name", ["corrections.csv", "aliases.csv"])
def test_they_are_read_beside_the_articles(tmp_path, name):
    (tmp_path / "a.txt").write_text(TEXTS["a"], encoding="utf-8")
    assert corrections.read(tmp_path).empty
    (tmp_path / name).write_text("\ufeffname;is\n Brandt ;Uwe Brandt\nKeiner;\n", encoding="utf-8")
    for path in (tmp_path, tmp_path / "a.txt"):
        assert corrections.read(path).to_dict("records") == [said(name="Brandt", **{"is": "Uwe Brandt"})]
    assert analysis.load_articles(tmp_path).article_id.tolist() == ["a"]


def test_two_files_are_one_too_many(tmp_path):
    for name in ("corrections.csv", "aliases.csv"):
        (tmp_path / name).write_text("name,is\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"both corrections\.csv and aliases\.csv; keep one"):
        corrections.read(tmp_path)


# ---------------------------------------------------------------- what is no name, kinds
@pytest.mark.parametrize("none", ["-", "no name", "No name"])
def test_what_is_no_name_has_no_row_and_no_voice(none):
    plain, found = (analysis.analyse(ARTICLES, given) for given in (None, table(("Polizei", none), ("Brandt", none))))
    assert all(not {"Polizei", "Brandt", "-"} & called for called in names(found).values()) and not {"Brandt"} & set(found.actors.text)
    assert len(found.numbers) == len(plain.numbers) and len(found.statements) == len(plain.statements)
    assert found.statements.source_id.isna().equals(found.statements.speaker.isna()) and set(found.sources["name"]) == set(found.statements.speaker.dropna())
    assert found.numbers.statement_id.equals(plain.numbers.statement_id) and found.numbers.source.isna().all()


def test_no_name_in_a_title():
    articles = pd.DataFrame({"article_id": ["a"], "title": ["Brandt spricht von 30 Verletzten"], "text": [TEXTS["a"]]})
    plain, found = (analysis.analyse(articles, given).headlines for given in (None, table(("Brandt", "-"))))
    assert "name" in set(plain.kind) and list(found.kind) == [kind for kind in plain.kind if kind != "name"]


def test_kinds_of_actors_and_of_sources():
    rows = pd.DataFrame([said(name="Brandt", kind="organisation"), said(name="Polizei", source_kind="witness", **{"is": "Polizei Küstrup"})])
    found = analysis.analyse(ARTICLES, rows)
    assert set(found.actors[found.actors.text.eq("Brandt")].kind) == {"organisation"} and "police" not in set(found.sources.kind)
    assert found.sources.set_index("name").kind["Polizei Küstrup"] == "witness" and set(found.targets[found.targets.text.eq("Brandt")].kind) <= {"organisation"}
    place = analysis.analyse(ARTICLES, pd.DataFrame([said(name="Brandt", kind="place")]))
    assert "Brandt" not in set(place.targets.text) and "place" not in set(place.targets.kind)


def test_a_kind_may_be_said_of_the_right_name():
    rows = pd.DataFrame([said(name="Polizei", **{"is": "Wache Nord"}), said(name="Wache Nord", source_kind="court")])
    assert analysis.analyse(ARTICLES, rows).sources.set_index("name").kind["Wache Nord"] == "court"


def test_the_kinds_are_those_of_the_dictionary_and_of_the_lists():
    dictionary = (project.ROOT / "data" / "README.md").read_text(encoding="utf-8")
    for kinds in (tables.ACTOR_KINDS, tables.SOURCE_KINDS):
        assert f"| kind | {', '.join(kinds)} |" in dictionary
    listed = {kind for name, key in (("role_nouns", "noun"), ("organisations", "name"), ("persons", "name")) for kind in lexicons.table(name, key, "kind").values()}
    assert listed - {""} <= set(tables.SOURCE_KINDS)


# ---------------------------------------------------------------- rows that are wrong
LONG = pd.DataFrame({"article_id": ["a", "b"], "title": ["30 Verletzte in Köln", ""], "text": [
    "Die Polizei sagte, es gebe 30 Verletzte in Köln. Das Feuer sei offenbar eine Katastrophe, sagte Uwe Brandt am Montag. Brandt ist Minister.",
    "Die Polizei sagte, der Sprecher meine: „Es fehlen 12 Menschen.“ Laut Polizei fehlen 7 Hunde."]})


def wrong(name, row):
    return said(table=name, article_id=row.article_id, start=str(row.start), end=str(row.end))


@pytest.fixture(scope="module")
def plain():
    return analysis.analyse(LONG)


@pytest.mark.parametrize("name", [name for name in corrections.MARKED if name != "targets"])
def test_a_row_marked_wrong_is_dropped_there_and_elsewhere_not(plain, name):
    before = getattr(plain, name)
    row = before.iloc[0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = analysis.analyse(LONG, pd.DataFrame([wrong(name, row)]))
    is_it = before.article_id.eq(row.article_id) & before.start.eq(row.start) & before.end.eq(row.end)
    places = ["article_id", "start", "end"]
    pd.testing.assert_frame_equal(getattr(found, name)[places], before[~is_it][places].reset_index(drop=True))
    for other in set(tables.COLUMNS) - {name, "targets", "headlines", "sources"}:
        assert len(getattr(found, other)) == len(getattr(plain, other)), other
    assert found.articles.attrs["unheld"] == []


def test_figures_of_a_wrong_statement_are_those_of_the_statement_around_it_or_of_the_author(plain):
    inner = plain.statements[plain.statements.text.eq("„Es fehlen 12 Menschen.“")].iloc[0]
    found = analysis.analyse(LONG, pd.DataFrame([wrong("statements", inner)]))
    before, after = (result.numbers[result.numbers.text.eq("12")].iloc[0] for result in (plain, found))
    assert [before.statement_id, after.statement_id] == [1, 0] and before.source == after.source == "Polizei"
    whole = analysis.analyse(LONG, pd.DataFrame([wrong("statements", row) for row in plain.statements.itertuples()]))
    assert whole.numbers.source.isna().all() and whole.numbers.statement_id.isna().all() and whole.sources.empty and set(whole.sentences.voice) == {"author"}


def test_sources_are_counted_anew(plain):
    last = plain.statements[plain.statements.text.str.contains("Hunde")].iloc[0]
    before, after = (result.sources[result.sources.article_id.eq("b")].set_index("name").loc["Polizei"]
                     for result in (plain, analysis.analyse(LONG, pd.DataFrame([wrong("statements", last)]))))
    assert after.n_statements == before.n_statements - 1 and after.n_words == before.n_words - 3 and after["source_id"] == before["source_id"]


def test_a_sentence_does_without_the_words_that_are_wrong(plain):
    word, hedge = plain.tone_words[plain.tone_words.word.eq("Katastrophe")].iloc[0], plain.markers[plain.markers.text.eq("offenbar")].iloc[0]
    found = analysis.analyse(LONG, pd.DataFrame([wrong("tone_words", word), wrong("markers", hedge)]))
    before, after = (result.sentences[result.sentences.sentence_id.eq(word.sentence_id) & result.sentences.article_id.eq("a")].iloc[0] for result in (plain, found))
    assert before.polarity < after.polarity and "offenbar" in before.hedges and "offenbar" not in after.hedges


def test_a_row_that_is_not_there_is_named_and_stops_nothing(plain):
    rows = pd.DataFrame([said(table="numbers", article_id="a", start="1", end="2"), said(table="dates", article_id="z", start="3", end="4")])
    with pytest.warns(UserWarning, match=r"2 row\(s\) marked wrong are in no table: a: numbers has no row from 1 to 2.*z: dates"):
        found = analysis.analyse(LONG, rows)
    assert [row.place for row in found.articles.attrs["unheld"]] == ["a", "z"]
    for name in tables.COLUMNS:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(plain, name))


def test_it_is_named_again_until_it_is_put_right(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path / "out"))
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 2)
    (tmp_path / "articles").mkdir()
    for name in "abc":
        (tmp_path / "articles" / f"{name}.txt").write_text(TEXTS["a"], encoding="utf-8")
    file = tmp_path / "articles" / "corrections.csv"
    at = TEXTS["a"].index("30")
    file.write_text(f"table,article_id,start,end\nnumbers,a,1,2\nnumbers,x,1,2\nnumbers,c,{at},{at + 2}\n", encoding="utf-8")
    for change in range(3):
        with pytest.warns(UserWarning, match=r"corrections.csv, a: numbers has no row from 1 to 2.*; corrections.csv, x: no article"):
            found = analysis.load_tables(tmp_path / "articles")
        assert set(found.numbers.article_id) == {"a", "b"} and len(found.articles.attrs["notes"]) == 2
        (tmp_path / "articles" / "b.txt").write_text(TEXTS["a"] * (change + 2), encoding="utf-8")       # the batch is read anew, a comes from it
    file.unlink()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "c" in set(analysis.load_tables(tmp_path / "articles").numbers.article_id)


# ---------------------------------------------------------------- the file
@pytest.mark.parametrize("content, wrong", [
    pytest.param(b"name,wer\nBrandt,Uwe\n", r"corrections\.csv: it needs the columns name and is or kind or source_kind, or table, .*; there are name, wer$", id="no column"),
    pytest.param(b"name,is\nBrandt,Uwe\nBrandt,Ida\n", r"corrections\.csv, row 2: is of 'Brandt' is said to be 'Uwe' and 'Ida'; keep one row", id="two names"),
    pytest.param(b"Brandt,Uwe\n", r"corrections\.csv: it needs the columns .*; there are brandt, uwe$", id="no header"),
    pytest.param(b"name,is,name\nBrandt,Uwe,Ida\n", r"corrections\.csv, the header: two columns are named 'name'", id="a column twice"),
    pytest.param(b"name,is\nBrandt,Uwe\nMeier,Meier, Eva\n", r"corrections\.csv, row 2: 3 fields where the header has 2; put quotation marks", id="a comma too many"),
    pytest.param(b"article_id,name,is\na,Brandt\n", r"corrections\.csv, row 1: 2 fields where the header has 3", id="a comma too few"),
    pytest.param(b"name,is\nBrandt,\"Uwe\n", r"corrections\.csv, row 1: quotation marks do not match in the lines 2 to 2", id="a quotation mark not closed"),
    pytest.param("name,is\nМюллер,Ева\n".encode("cp1251"), r"corrections\.csv, byte 8: not UTF-8", id="other encoding"),
    pytest.param(b"name,kind\nBrandt,person\nMeier,Firma\n", r"row 2: kind 'Firma' does not exist; there are person, organisation, place", id="no kind"),
    pytest.param(b"name,source_kind\nBrandt,person\n", r"row 1: source_kind 'person' does not exist; there are government, ", id="no kind of source"),
    pytest.param(b"name,kind\nBrandt,person\nBrandt,place\n", r"row 2: kind of 'Brandt' is said to be 'person' and 'place'", id="two kinds"),
    pytest.param(b"name,is\nA,B\n,Uwe\n", r"row 2: nobody is named; fill in name", id="no name"),
    pytest.param(b"table,article_id,start,end\nnumber,a,1,2\n", r"row 1: table 'number' has no rows that can be marked wrong; there are numbers, dates, ", id="no table"),
    pytest.param(b"table,article_id,start,end\nsentences,a,1,2\n", r"row 1: table 'sentences' has no rows that can be", id="no finding"),
    pytest.param(b"table,article_id,start,end\nnumbers,a,zwei,2\n", r"row 1: start 'zwei' is no whole number; copy article_id, start, end from numbers.csv", id="no number"),
    pytest.param(b"table,start\nnumbers,1\n", r"row 1: a row is marked wrong, and article_id and end is empty; copy", id="no place"),
    pytest.param(b"table,article_id,start,end\n,a,1,2\n", r"row 1: start or end without a table; fill in table", id="a place in no table"),
    pytest.param(b"table,article_id,start,end,name,is\nnumbers,a,1,2,B,C\n", r"row 1: it has a table, so it marks a row wrong and corrects no name; make two rows", id="both"),
])
def test_what_is_refused(tmp_path, content, wrong):
    (tmp_path / "corrections.csv").write_bytes(content)
    with pytest.raises(ValueError, match=wrong):
        corrections.read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"name,is\n", b"name;is;\nBrandt;;\n\n"])
def test_an_empty_file_corrects_nothing(tmp_path, content):
    (tmp_path / "corrections.csv").write_bytes(content)
    assert corrections.read(tmp_path).empty and list(corrections.read(tmp_path)) == corrections.COLUMNS


def test_the_example_of_the_dictionary_is_one(tmp_path):
    dictionary = (project.ROOT / "data" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "corrections.csv").write_text(dictionary.split("An example:\n\n```\n")[1].split("```")[0], encoding="utf-8")
    found = corrections.read(tmp_path)
    assert len(found) == 4 and list(corrections.marked(found)) == ["a03"] and f"| {' | '.join(corrections.COLUMNS)} |" in (project.ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("content, name", [
    ('name,is,\n"Meier, Eva",Eva Meier,\n', "Meier, Eva"), ("name\tis\nMeier\tEva Meier\n", "Meier"), ("\n\nName,IS\nMeier,Eva Meier\n", "Meier"),
    ("name,is\n'@meier,Eva Meier\n", "@meier"), ("name,is\n''t Hart,Eva Meier\n", "'t Hart"), ("name,is\n't Hart,Eva Meier\n", "'t Hart"), ("name,is\nNA,Eva Meier\n", "NA")])
def test_how_a_name_may_be_written(tmp_path, content, name):
    (tmp_path / "corrections.csv").write_text(content, encoding="utf-8")
    assert corrections.read(tmp_path).to_dict("records") == [said(name=name, **{"is": "Eva Meier"})]


def test_what_a_spreadsheet_saves_is_read_and_said(tmp_path):
    (tmp_path / "corrections.csv").write_bytes("name;is\r\nMüller;Ärzte fürchten um die Gesundheit der Bevölkerung, weil überall Öl ausläuft.\r\n".encode("cp1252"))
    with pytest.warns(UserWarning, match="corrections.csv: read as cp1252"):
        assert corrections.read(tmp_path)["name"].tolist() == ["Müller"]


def test_a_folder_of_that_name_is_named(tmp_path):
    (tmp_path / "corrections.csv").mkdir()
    with pytest.raises(ValueError, match="corrections.csv: no file"):
        corrections.read(tmp_path)
