"""The reader's corrections of names: read beside the articles, applied to every table that has names."""
import pandas as pd
import pytest

import analysis
from analysis import project
from analysis.people import corrections

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


def test_an_alias_of_one_article_holds_there_and_goes_first():
    found = analysis.analyse(ARTICLES, table(("b", "Brandt", "Ida Brandt"), ("", "Brandt", "Uwe Brandt"), columns=("article_id", "name", "is"))).actors
    assert set(found[found.article_id.eq("b")].name) == {"Ida Brandt"}
    assert "Ida Brandt" not in set(found[found.article_id.eq("a")].name) and "Brandt" not in set(found.name)


def test_only_names_change_and_no_aliases_change_nothing():
    plain, renamed, same = (analysis.analyse(ARTICLES, given) for given in (None, table(("Brandt", "X")), table()))
    for name, frame in vars(plain).items():
        pd.testing.assert_frame_equal(frame, getattr(same, name))
        columns = [column for column in frame if column != corrections.NAMES.get(name)]
        pd.testing.assert_frame_equal(frame[columns], getattr(renamed, name)[columns])
        assert frame.dtypes.equals(getattr(renamed, name).dtypes)


def test_the_unresolved_names_are_in_the_form_of_aliases(tmp_path):
    found = corrections.unresolved(analysis.analyse(ARTICLES).actors)
    assert "Brandt" in set(found["name"])
    found.assign(**{"is": ["Ida Brandt" if name == "Brandt" else "" for name in found["name"]]}).to_csv(tmp_path / "aliases.csv", index=False)
    read = corrections.read(tmp_path)
    assert set(read["is"]) == {"Ida Brandt"} and "Ida Brandt" in names(analysis.analyse(ARTICLES, read))["actors"]


def test_they_are_read_beside_the_articles(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXTS["a"], encoding="utf-8")
    monkeypatch.setenv("SEEDS", str(tmp_path))
    assert project.reader_aliases().empty
    (tmp_path / "aliases.csv").write_text("\ufeffname;is\n Brandt ;Uwe Brandt\nKeiner;\n", encoding="utf-8")
    for seeds in (tmp_path, tmp_path / "a.txt"):
        monkeypatch.setenv("SEEDS", str(seeds))
        assert project.reader_aliases().to_dict("records") == [{"article_id": "", "name": "Brandt", "is": "Uwe Brandt"}]


@pytest.mark.parametrize("content, wrong", [
    pytest.param(b"name,wer\nBrandt,Uwe\n", r"aliases\.csv: aliases: no column is; there are name, wer", id="no column"),
    pytest.param(b"name,is\nBrandt,Uwe\nBrandt,Ida\n", r"aliases\.csv: .*'Brandt' is said to be 'Uwe' and 'Ida'", id="two names"),
    pytest.param(b"Brandt,Uwe\n", r"aliases\.csv: aliases: no column is, name; there are brandt, uwe", id="no header"),
    pytest.param(b"name,is,name\nBrandt,Uwe,Ida\n", r"aliases\.csv, the header: two columns are named 'name'", id="a column twice"),
    pytest.param(b"name,is\nBrandt,Uwe\nMeier,Meier, Eva\n", r"aliases\.csv, row 2: 3 fields where the header has 2; put quotation marks", id="a comma too many"),
    pytest.param(b"article_id,name,is\na,Brandt\n", r"aliases\.csv, row 1: 2 fields where the header has 3", id="a comma too few"),
    pytest.param(b"name,is\nBrandt,\"Uwe\n", r"aliases\.csv, row 1: quotation marks do not match in the lines 2 to 2", id="a quotation mark not closed"),
    pytest.param("name,is\nМюллер,Ева\n".encode("cp1251"), r"aliases\.csv, byte 8: not UTF-8", id="other encoding"),
])
def test_what_is_refused(tmp_path, content, wrong):
    (tmp_path / "aliases.csv").write_bytes(content)
    with pytest.raises(ValueError, match=wrong):
        corrections.read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"name,is\n", b"name;is;\nBrandt;;\n\n"])
def test_an_empty_file_corrects_nothing(tmp_path, content):
    (tmp_path / "aliases.csv").write_bytes(content)
    assert corrections.read(tmp_path).empty and list(corrections.read(tmp_path)) == ["article_id", "name", "is"]


@pytest.mark.parametrize("content, name", [
    ('name,is,\n"Meier, Eva",Eva Meier,\n', "Meier, Eva"), ("name\tis\nMeier\tEva Meier\n", "Meier"), ("\n\nName,IS\nMeier,Eva Meier\n", "Meier"),
    ("name,is\n'@meier,Eva Meier\n", "@meier"), ("name,is\n''t Hart,Eva Meier\n", "'t Hart"), ("name,is\n't Hart,Eva Meier\n", "'t Hart"), ("name,is\nNA,Eva Meier\n", "NA")])
def test_how_a_name_may_be_written(tmp_path, content, name):
    (tmp_path / "aliases.csv").write_text(content, encoding="utf-8")
    assert corrections.read(tmp_path).to_dict("records") == [{"article_id": "", "name": name, "is": "Eva Meier"}]


def test_what_a_spreadsheet_saves_is_read_and_said(tmp_path):
    (tmp_path / "aliases.csv").write_bytes("name;is\r\nMüller;Ärzte fürchten um die Gesundheit der Bevölkerung, weil überall Öl ausläuft.\r\n".encode("cp1252"))
    with pytest.warns(UserWarning, match="aliases.csv: read as cp1252"):
        assert corrections.read(tmp_path)["name"].tolist() == ["Müller"]


def test_a_folder_of_that_name_is_named(tmp_path):
    (tmp_path / "aliases.csv").mkdir()
    with pytest.raises(ValueError, match="aliases.csv: no file"):
        corrections.read(tmp_path)
