"""Reading articles: every form of file, and every way a file can be bad, named with its file."""
import json

import pandas as pd
import pytest

from analysis import load_articles
from analysis.articles import forms
from analysis.articles.files import Refused, read_each

BODY = "Der Hafen ist gesperrt.\nNiemand wurde verletzt."


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("line, published", [
    ("Oct 18, 2024 at 11:35 AM", "2024-10-18 11:35"), ("18.10.2024, 11:35 Uhr", "2024-10-18 11:35"), ("18. Oktober 2024", "2024-10-18"),
    ("Stand: 18.10.2024, 11:35 Uhr", "2024-10-18 11:35"), ("Freitag, 18. Oktober 2024", "2024-10-18"), ("2024-10-18T11:35:00+02:00", "2024-10-18 11:35")])
def test_date_line(tmp_path, line, published):
    write(tmp_path, "a.txt", f"Feuer im Hafen\n\n{line}\n\n{BODY}")
    article = load_articles(tmp_path).loc[0]
    assert (article.title, article.published, article.text) == ("Feuer im Hafen", pd.Timestamp(published), BODY)


@pytest.mark.parametrize("line", ["3,5 Millionen", "Sturm 2024", "Am 18. Oktober 2024 brannte es.", "Montag"])
def test_no_date_line(tmp_path, line):
    article = load_articles(write(tmp_path, "a.txt", f"Titel\n{line}\n{BODY}")).loc[0]
    assert pd.isna(article.published) and article.text == f"{line}\n{BODY}"


def test_the_body_is_unchanged(tmp_path):
    body = "Erster  Absatz.\r\n\r\n\tZweiter\u00a0Absatz – mit „Zeichen“."
    assert load_articles(write(tmp_path, "a.txt", f"Titel\r\n\r\n{body}\r\n")).text[0] == body.replace("\u00a0", " ")


def test_a_byte_order_mark_is_no_text(tmp_path):
    assert load_articles(write(tmp_path, "a.txt", f"Titel\n{BODY}".encode("utf-8-sig"))).title[0] == "Titel"


def test_a_single_paragraph_is_the_body(tmp_path):
    assert load_articles(write(tmp_path, "a.txt", "Nur ein Satz.")).loc[0, ["title", "text"]].tolist() == ["", "Nur ein Satz."]


def test_another_encoding_is_said(tmp_path):
    text = "Größte Übung seit Jahren\nÄrzte fürchten um die Gesundheit der Bevölkerung, weil überall Öl ausläuft."
    with pytest.warns(UserWarning, match="a.txt: read as cp1252"):
        assert load_articles(write(tmp_path, "a.txt", text.encode("cp1252"))).title[0] == "Größte Übung seit Jahren"


def test_html(tmp_path):
    paragraphs = "".join(f"<p>Absatz {n} berichtet ausführlich über den Brand im Hafen von Nordstadt und seine Folgen.</p>" for n in range(6))
    write(tmp_path, "a.html", "<html><head><title>Feuer im Hafen</title><meta property='article:published_time' content='2024-10-18'></head>"
          f"<body><nav>Start Politik Sport</nav><article><h1>Feuer im Hafen</h1>{paragraphs}</article></body></html>")
    article = load_articles(tmp_path).loc[0]
    assert (article.title, article.published) == ("Feuer im Hafen", pd.Timestamp("2024-10-18"))
    assert "Absatz 5 berichtet" in article.text and "Politik Sport" not in article.text


RECORDS = [{"id": "x", "headline": "A", "date": "2024-10-18", "body": BODY}, {"id": "y", "headline": "B", "date": "", "body": "Text."}]


def records_as(form):
    table = pd.DataFrame(RECORDS)
    return {"json": json.dumps(RECORDS), "jsonl": "\n".join(map(json.dumps, RECORDS)), "csv": table.to_csv(index=False),
            "parquet": table.to_parquet()}[form]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "parquet"])
def test_tables(tmp_path, form):
    articles = load_articles(write(tmp_path, f"a.{form}", records_as(form)))
    assert articles.article_id.tolist() == ["x", "y"] and articles.text[0] == BODY and articles.title[1] == "B"
    assert articles.published[0] == pd.Timestamp("2024-10-18") and pd.isna(articles.published[1])


def test_a_folder_is_read_in_name_order_with_what_is_below(tmp_path):
    (tmp_path / "unten").mkdir()
    for name in ("b.txt", "a.md", "unten/c.txt", "README.md", "bild.jpg"):
        write(tmp_path, name, f"# Titel\n\n{BODY}")
    articles = load_articles(tmp_path)
    assert articles.path.tolist() == ["a.md", "b.txt", "unten/c.txt"] and articles.title[0] == "Titel"


BAD = {
    "empty.txt": (b"", "empty"), "blank.txt": (b" \n\n", "white space"), "binary.txt": (bytes(range(256)), "not text"),
    "control.txt": (b"Titel\n\x01\x02", "control characters"), "odd.txt": ("Привет, мир. Это не немецкий текст.".encode("cp1251"), "UTF-8"),
    "broken.json": (b'[{"text": "a"', "json"), "other.json": (b'[{"name": "a"}]', "no column with the text"),
    "numbers.json": (b"[1, 2]", "text"), "nothing.jsonl": (b'{"text": ""}', "row 1: no text"), "when.csv": (b"text,date\nHallo Welt,gestern\n", "no date"),
    "fake.parquet": (b"PAR1 nothing", "Parquet"), "page.html": (b"<html></html>", "no article text"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named(tmp_path, name):
    content, wrong = BAD[name]
    with pytest.raises(ValueError, match=wrong) as error:
        load_articles(write(tmp_path, name, content))
    assert name in str(error.value)


def test_a_good_file_is_read_beside_bad_ones_that_are_all_named(tmp_path):
    write(tmp_path, "good.txt", f"Titel\n{BODY}")
    for name, (content, _) in BAD.items():
        write(tmp_path, name, content)
    with pytest.warns(UserWarning, match="this was not read") as warned:
        articles = load_articles(tmp_path)
    assert articles.article_id.tolist() == ["good"]
    assert {refused.path for refused in articles.attrs["refused"]} == set(BAD)
    assert all(name in str(warned[0].message) for name in BAD)


def test_a_warning_lists_twenty_problems_and_counts_the_others(tmp_path):
    rows = [{"text": BODY}] + [{"text": ""}] * 25
    with pytest.warns(UserWarning, match="row 21: no text.*\n- and 5 more$"):
        load_articles(write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows))))


def test_a_duplicate_id_is_refused_with_both_places(tmp_path):
    for name in ("a.txt", "a.md"):
        write(tmp_path, name, f"Titel\n{BODY}")
    write(tmp_path, "b.jsonl", "\n".join(json.dumps({"id": article_id, "text": BODY}) for article_id in "xay"))
    found = list(read_each(tmp_path))
    assert [row["path"] for row in found if isinstance(row, dict)] == ["a.md", "b.jsonl", "b.jsonl"]
    assert [refused[:2] for refused in found if isinstance(refused, Refused)] == [("a.txt", ""), ("b.jsonl", "row 2")]
    assert all("'a' stands in a.md already" in refused.reason for refused in found if isinstance(refused, Refused))


def test_an_empty_folder_and_a_missing_path(tmp_path):
    with pytest.raises(ValueError, match="no article files"):
        load_articles(tmp_path)
    with pytest.raises(FileNotFoundError, match="nowhere"):
        load_articles(tmp_path / "nowhere")


@pytest.mark.parametrize("title, text, has_turns, form", [
    ("", "KURIER: Wie geht es? Holm: Gut.", True, "interview"),
    ("", "8.30 Uhr: Es brennt.\n\n9.15 Uhr: Es brennt noch.\n\n10.00: Aus.", False, "ticker"),
    ("", "+++ 18:05 +++ Tor.\n\n18:20 Ecke.\n\n18:45 Pause.", False, "ticker"),
    ("Kommentar: So nicht", "Das Dach fehlt.", False, "commentary"),
    ("", "Gastbeitrag von Jana Holm\n\nDas Dach fehlt.", False, "commentary"),
    ("", "Ein Kommentar der Stadt fehlt.", False, ""),
    ("", "Um 8.30 Uhr brannte es, um 9.15 Uhr war es aus. Um 10.00 Uhr begann die Messe.", False, ""),
    ("Kommentare im Netz", "Das Dach fehlt.", False, ""),
    ("", "18.10. Konzert\n\n19.10. Lesung\n\n20.10.2026 Tanz", False, ""),
    ("", "8.50 Euro: Suppe\n\n9.50 Euro: Fisch\n\n12.50 Euro: Wild", False, "")])
def test_the_form_an_article_tells(title, text, has_turns, form):
    assert forms.tell(title, text, has_turns) == form
