"""Bad input is named, never swallowed, never fatal to the rest; and nothing in an article is ever more than text."""
import csv
import errno
import io
import json
import os
import re
import shutil
import socket
import subprocess
import time
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import lxml.etree
import lxml.html
import nbformat
import pandas as pd
import pyarrow
import pyarrow.parquet
import pytest
from IPython.core.formatters import DisplayFormatter

import analysis
from analysis import __main__ as command
from analysis import escaping, output, project
from analysis.articles import decoding, files, languages, readers, separated
from analysis.articles.files import Noted, Refused, load_articles, read_each
from analysis.figures import attribution
from analysis.publishing import publish, workbook
from analysis.report import charts, export, findings, measures, reading_view

BODY = "Der Hafen ist gesperrt.\nNiemand wurde verletzt."


@pytest.fixture
def put(tmp_path):
    """put(name, content): write a file, below a folder of its own, and return its path."""
    def write(name, content):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path
    return write


def split(path):
    """(ids read, what was refused)"""
    found = list(read_each(path))
    return [row["article_id"] for row in found if isinstance(row, dict)], [row for row in found if isinstance(row, Refused)]


# ---------------------------------------------------------------- a stream
ROWS = {
    "a.jsonl": ('{"text": "Eins."}\nkein JSON\n\n{"text": "Vier."}\n[]\n{"text": "Sechs', ["a-1", "a-4"], {"row 2": "no JSON", "row 5": "list", "row 6": "no JSON"}),
    "a.json": ('[{"text": "Eins."}, {"text": ["Zwei"]}, 3, {"text": "Vier."}, {"text": "Fü', ["a-1", "a-4"], {"row 2": "of type list", "row 3": "of type int", "row 5": "what follows was not read"}),
    "b.json": ('{"articles": [{"text": "Eins."}, {"text": ""}]}', ["b-1"], {"row 2": "no text"}),
    "c.json": ('{"text": "Eins."}\n{"text": "Zwei."}', [], {"character 17": "jsonl"}),
    "d.json": ("[]", [], {"": "no article"}),
    "e.json": ("[" * 100_000, [], {"row 1": "no JSON"}),
    "f.json": ('{"text": "Eins.", "published": "18.10.2024", "title": 7}', ["f"], {}),
    "g.json": ('[{"text": "A\\ud83d."}, {"text": "B\\u0000."}, {"text": "C.", "title": "\\u001b[31m"}, {"text": "!?"}, {"text": "E.", "id": "a\\nb"}, {"text": "Sechs."}]', ["g-6"],
               {"row 1": "lone surrogate: U\\+D83D", "row 2": "control characters: U\\+0000", "row 3": "title or path", "row 4": "not a single letter", "row 5": "article_id"}),
    "h.json": ('[{"text": "A.", "date": 20241018}, {"text": "B.", "date": "0001-01-01"}, {"text": "C.", "date": "9999-12-31"}, {"text": "D.", "date": true}]', [],
               {f"row {n}": "is no date" for n in (1, 2, 3, 4)}),
    "a.csv": ('text;id\n"Eins;\nzwei.";x\nDrei;vier;fünf\nSechs\n\nSieben;y\n', ["x", "y"], {"row 2": "3 fields where the header has 2", "row 3": "1 fields"}),
    "b.csv": ('id,text\n1,"Er sagte "nein".",\n2,"Gut."\n3,"Offen\n', ["2"], {"row 1": "quotation marks do not match in the lines 2 to 2", "row 3": "in the lines 4 to 4"}),
    "c.csv": ("text,Text\na,b\n", [], {"the header": "two columns are named 'text'"}),
    "d.csv": ("name,alter\na,b\n", [], {"": "no column with the text"}),
    "e.csv": ("text\n", [], {"": "no article"}),
    "f.csv": ("\n\n", [], {"": "no article"}),
    "g.csv": ("Text\tID\nEin Satz, mit Komma.\tx\n".encode("utf-16"), ["x"], {}),
    "h.csv": ("text,id\n" + "Wort " * 100_000 + ",x\n", ["x"], {}),
    "i.csv": ("text,id\nÄrger.,x\n".encode() + b"Ger\xc3", ["x"], {"row 2": "1 fields"}),
    "j.csv": ("text,id\nEin Satz.,x\nÄr".encode() + b"\xc3,y\nNoch ein Satz.,z\n", [], {"byte 23": "not UTF-8"}),
    "k.csv": ("text,,,id\nEin Satz.,a,b,x\n", ["x"], {}),
    "l.csv": ("\ufefftext,id\nEin Satz.,NaN\nNoch ein Satz.,\n", ["NaN", "l-2"], {}),
    "i.json": ('[{"text": "Eins.", "id": ' + "9" * 5000 + '}, {"text": "Zwei.", "id": NaN}, {"text": "Drei.", "id": "../../x"}, {"text": "Vier.", "id": 1e999}]', ["inf", "i-2", "../../x"], {"row 4": "stands in i.json, row 1 already"}),
    "a.txt": ("Titel\n".encode("utf-16") + b"\x00\xd8", [], {"byte 14": "not text"}),
    "b.txt": ("\u200b\u200b", [], {"": "not a single letter"}),
}


@pytest.mark.parametrize("name", ROWS)
def test_each_row_is_read_or_refused_by_name(put, name):
    content, ids, reasons = ROWS[name]
    read, refused = split(put(name, content))
    assert read == ids
    assert [row.place for row in refused] == list(reasons) and all(row.path == name for row in refused)
    assert all(re.search(reasons[row.place], row.reason) for row in refused), refused


def test_parquet_rows_are_refused_one_by_one(put):
    table = pd.DataFrame({"text": ["Eins.", None, "Drei.", "Vier."], "date": pd.to_datetime(["2024-10-18T10:00+02:00", None, None, None], utc=True)})
    table.to_parquet(put("a.parquet", ""))
    read, refused = split(put("b.txt", BODY).parent)
    assert read == ["a-1", "a-3", "a-4", "b"] and [row[:2] for row in refused] == [("a.parquet", "row 2")]
    path = put("c.parquet", "")
    pd.DataFrame({"text": [b"bytes"], "id": ["x"]}).to_parquet(path)
    assert "text is no text, but of type bytes" in split(path)[1][0].reason


def bomb(rows, **options):
    content = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(rows), content, compression="zstd", **options)
    return content.getvalue()


@pytest.mark.parametrize("rows, wrong", [
    pytest.param({"text": pyarrow.DictionaryArray.from_arrays([0] * 100, ["Wort " * 5_000_000])}, "unpacks to 100 rows and 25 MB", id="one long text in many rows"),
    pytest.param({"text": ["Wort " * 6_000_000]}, "unpacks to 1 rows and 30 MB", id="one long text"),
    pytest.param({"text": pyarrow.nulls(10_000_000, pyarrow.string())}, "unpacks to 10,000,000 rows", id="rows of nothing"),
    pytest.param({"text": pyarrow.DictionaryArray.from_arrays([0] * 100_000, ["Ein Satz."])}, "unpacks to 100,000 rows", id="the same in each row"),
    pytest.param({"text": pyarrow.array([[None] * 100_000])}, "text is no text, but of type list", id="a list of nothing"),
    pytest.param({"text": ["Ein Satz."], "id": ["Wort " * 6_000_000]}, "unpacks to 1 rows and 30 MB", id="a long id")])
def test_a_parquet_file_made_to_fill_memory_is_refused(put, rows, wrong):
    path = put("a.parquet", bomb(rows))
    read, refused = split(path)
    assert path.stat().st_size < 100_000 and not read and len(refused) == 1 and wrong in refused[0].reason, refused


def test_a_parquet_file_whose_metadata_lies_is_read_a_row_at_a_time(put):
    content = bomb({"text": pyarrow.DictionaryArray.from_arrays([0] * 20 + [1], ["Wort " * 2_000_000, "Ein Satz."])}, store_schema=False)
    true = varint(2 * pyarrow.parquet.ParquetFile(io.BytesIO(content)).metadata.row_group(0).column(0).total_uncompressed_size)
    path = put("a.parquet", content.replace(true, varint(2 * 1000, len(true))))
    assert pyarrow.parquet.ParquetFile(path).metadata.row_group(0).column(0).total_uncompressed_size == 1000
    found, held = [], []
    for row in read_each(path):
        found.append(row)
        held.append(pyarrow.total_allocated_bytes())
    assert found.pop()["text"] == "Ein Satz." and len(found) == 20 and all("longer than 500,000" in row.reason for row in found)
    assert max(held) < 120_000_000, held                       # twenty rows at once take more than two hundred million


def varint(n, length=1):
    """A number as Thrift writes it, seven bits a byte, in at least so many bytes."""
    return bytes([n & 127 | 128]) + varint(n >> 7, length - 1) if n > 127 or length > 1 else bytes([n])


def test_two_columns_of_a_parquet_file_with_one_name(put):
    assert "two columns are named 'text'" in split(put("a.parquet", bomb({"text": ["Eins."], "Text": ["Zwei."]})))[1][0].reason


def test_what_is_yielded(put):
    found = next(read_each(put("a.jsonl", json.dumps({"text": "Der Hafen ist seit Montag gesperrt.", "url": "https://example.org/a"}))))
    assert found == {"article_id": "a-1", "title": "", "published": pd.NaT, "text": "Der Hafen ist seit Montag gesperrt.", "path": "https://example.org/a",
                     "author": None, "outlet": None, "section": None}


@pytest.mark.thorough
@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_one_row_is_held_at_a_time(put, form, monkeypatch):
    monkeypatch.setattr(languages, "tell", lambda text: "de")
    table = pd.DataFrame({"text": [f"{n} " + "Das Haus am Hafen brannte. " * 400 for n in range(500)]})
    path = put(f"a.{form}", "")
    {"jsonl": lambda: table.to_json(path, orient="records", lines=True, force_ascii=False), "csv": lambda: table.to_csv(path, index=False), "parquet": lambda: table.to_parquet(path)}[form]()
    next(read_each(path))
    tracemalloc.start()
    n = sum(1 for _ in read_each(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert n == 500 and peak < 3_000_000, peak                 # the whole is five million


def test_too_large_is_refused_before_it_fills_memory(put, monkeypatch):
    for module in (decoding, readers, separated):
        monkeypatch.setattr(module, "LARGEST", 1000)
    monkeypatch.setattr(readers, "LARGEST_JSON", 2000)
    put("a.txt", "Wort " * 300), put("b.json", "[" + " " * 3000), put("c.jsonl", '{"text": "' + "Wort " * 300 + '"}\n{"text": "Zwei."}'), put("d.csv", "text\nEins.\n" + "Wort " * 300 + "\nDrei.\n")
    read, refused = split(put("e.json", "[{}]").parent)
    assert read == ["c-2", "d-1", "d-3"] and [row[:2] for row in refused] == [("a.txt", ""), ("b.json", ""), ("c.jsonl", "row 1"), ("d.csv", "row 2"), ("e.json", "row 1")]
    assert "jsonl" in refused[1].reason and "in the lines 3 to 3 is larger" in refused[3].reason


@pytest.mark.parametrize("field, lines", [
    pytest.param('"' + "Eine Zeile, und noch ein Wort.\n" * 200 + '"', "2 to 202", id="of many lines"),
    pytest.param('"' + "Wort " * 2000 + '"', "2 to 2", id="of one line"),
    pytest.param("Wort " * 2000, "2 to 2", id="without quotation marks"),
    pytest.param("x," * 2000, "2 to 2", id="many fields"),
    pytest.param('"' + 'Er sagte ""nein"".\r\n' * 300 + '"', "2 to 302", id="with quotation marks in it"),
    pytest.param('"' + ("Wort " * 500 + "\n") * 3 + '"', "2 to 5", id="of long lines")])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_field_too_large_is_refused_once_and_the_next_row_is_read(put, monkeypatch, field, lines, end):
    monkeypatch.setattr(separated, "LARGEST", 1000)
    before = csv.field_size_limit(1000)
    try:
        read, refused = split(put("a.csv", f'text,id{end}{field},x{end}"Der Hafen{end}ist gesperrt.",y{end}Ein Satz.,z{end}'))
    finally:
        csv.field_size_limit(before)
    assert read == ["y", "z"] and [row.place for row in refused] == ["row 1"]
    assert f"in the lines {lines} is larger" in refused[0].reason


@pytest.mark.parametrize("name, content", [
    ("a.jsonl", "[]\n" * 5000 + '{"text": "Ein Satz."}'), ("a.csv", "text,id\n" + "a,b,c\n" * 5000 + "Ein Satz.,a-1\n"),
    ("a.json", "[" + "{}," * 5000 + '{"text": "Ein Satz."}]'), ("a.csv", "text,id\n" + "Ein Satz.,a-1\n" * 5001)])
def test_of_thousands_of_rows_refused_a_thousand_are_named_and_the_rest_counted(put, name, content):
    read, refused = split(put(name, content))
    assert len(read) == 1 and len(refused) == files.MOST_REFUSED + 1
    assert refused[-1].reason.startswith("the last of 4,000 more that were not read: ") and refused[-1].place.startswith("row 500")


def test_values_that_take_more_memory_than_they_are_long(put):
    read, refused = split(put("a.json", '{"articles": [' + "[]," * 1_700_000 + "[]" + "," * 3_300_000))
    assert not read and "more than 5,000,000 values; write it as .jsonl" in refused[0].reason


def test_a_text_longer_than_any_article_is_refused(put):
    read, refused = split(put("a.txt", "Das Haus am Hafen brannte.\n" * (readers.LONGEST // 20)).parent)
    assert not read and "longer than 500,000 characters" in refused[0].reason


ARTICLE = "<p>Der Hafen von Nordstadt ist seit Montag gesperrt, weil es dort brennt, sagte die Polizei.</p><p>Niemand wurde dabei verletzt.</p>" * 3


def web_page(head="", body=""):
    return f"<html><head><title>Feuer</title>{head}</head><body><article>{ARTICLE}{body}</article></body></html>"


@pytest.mark.parametrize("page, wrong", [
    (web_page(body="<p " + " ".join(f"a{n}=1" for n in range(600)) + ">x</p>"), "more than 500 attributes in one tag"),
    (web_page(body="<p a='>' " + " ".join(f"a{n}" for n in range(600)) + ">x</p>"), "more than 500 attributes in one tag"),
    *[(web_page(body=f"<{tag}>" * 300 + "Das Haus brannte."), "more than 250 tags in one another") for tag in ("div", "b", "ul><li", "table><tr><td")],
    (web_page(body="<b></b>" * 50_001), "more than 50,000 tags"), (web_page(body="<p>Wort " * 10_001), "more than 10,000 tags beside"),
    (web_page(body="<a>Wort</a> " * 3_001), "more than 3,000 links"), (web_page(body="<p a=1 b=2 c=3 d=4>x" * 25_001), "more than 100,000 attributes"),
    (web_page(body="Wort " * 400_001), "more than 2,000,000 characters of text")], ids=lambda given: given if len(given) < 60 else "")
def test_a_page_as_no_article_has_is_refused(put, page, wrong):
    read, refused = split(put("a.html", page))
    assert not read and f"the page has {wrong}" in refused[0].reason


JSON_LD = '<script type="application/ld+json">{}</script>'.format
HEAVY = {
    "attributes of one tag": lambda n: web_page(body="<p " + " ".join(f"a{i}=1" for i in range(n // 8)) + ">x</p>"), "attributes": lambda n: web_page(body="<p a=1 b=2 c=3>x</p>" * (n // 20)),
    "JSON-LD not closed": lambda n: web_page(head=JSON_LD('{"@type": "NewsArticle", "headline": "' + "wort " * (n // 5))),
    "JSON-LD of authors": lambda n: web_page(head=JSON_LD("{" + '"author": "x", ' * (n // 15))), "JSON-LD of persons": lambda n: web_page(head=JSON_LD("{" + '"Person" ' * (n // 9))),
    "JSON-LD in pieces": lambda n: web_page(head=JSON_LD("{" + '"author": "x", ' * 60) * (n // 950)), "JSON-LD that is right": lambda n: web_page(head=JSON_LD(json.dumps({"articleBody": "Wort " * (n // 5)}))),
    "texts in one paragraph": lambda n: web_page(body="<p>" + "<i>a</i>tail " * (n // 13)), "texts in one box": lambda n: web_page(body="<div>" + "Text hier <b>x</b>" * (n // 18)),
    "links in one paragraph": lambda n: web_page(body="<p>" + "<a href=x>Link</a> und " * (n // 23)), "cells": lambda n: web_page(body="<table><tr>" + "<td>Zelle</td>" * (n // 14)),
    "paragraphs": lambda n: web_page(body="<p>W" * (n // 4)), "crossed tags": lambda n: web_page(body="<b><p>x" * (n // 7)), "line breaks": lambda n: web_page(body="<p>" + "Wort<br>" * (n // 8)),
    "comments": lambda n: web_page(body="<!-- c -->" * (n // 10)), "open comments": lambda n: web_page(body="<!-- " * (n // 5)), "entities": lambda n: web_page(body="<p>" + "&amp;" * (n // 5)),
    "unknown entities": lambda n: web_page(body="<p>" + "&x;" * (n // 3)), "CDATA": lambda n: web_page(body="<![CDATA[ x " * (n // 12)), "a long attribute": lambda n: web_page(body="<p class='" + "a-" * (n // 2) + "'>x"),
    "meta": lambda n: web_page(head="<meta property='article:published_time' content='x'>" * (n // 52)), "a long title": lambda n: web_page(head="<title>" + "Wort | " * (n // 7) + "</title>"),
    "a long author": lambda n: web_page(head="<meta name=author content='" + "Uwe und " * (n // 8) + "'>"), "scripts": lambda n: web_page(head="<script>'2024-10-' + " * (n // 20) + "</script>"),
    "digits": lambda n: web_page(body="<p>" + "20.10." * (n // 6)), "spaces": lambda n: web_page(body="<p>a" + " " * n + "b"), "only opening": lambda n: "a" + "<" * n, "headings": lambda n: web_page(body="<h2>Titel</h2>" * (n // 14)),
}


@pytest.mark.thorough
@pytest.mark.parametrize("kind", HEAVY)
def test_a_page_takes_time_linear_in_its_size(put, kind):
    seconds = []
    for n in (150_000, 600_000):
        path = put("a.html", HEAVY[kind](n))
        began = time.process_time()
        assert split(path) != ([], [])
        seconds.append(time.process_time() - began)
    assert max(seconds) < 3, seconds           # the least of what is bounded took ten, and four times as long for twice the size


@pytest.mark.parametrize("page, published", [
    (web_page(body="<p>Im Jahr 1998 war das anders, am 3. Mai 2001 auch.</p>"), None), (web_page(body="<p>Beginn ist am 24.12.2023.</p>"), None),
    (web_page().replace("<article>", "<article><p>18.10.2024, 11:35 Uhr</p>"), "2024-10-18 11:35"), (web_page(body="<time datetime='2024-10-18'>gestern</time>"), "2024-10-18"),
    (web_page(head="<meta property='article:published_time' content='2031-01-02'>"), "2031-01-02"), (web_page(head=JSON_LD('{"@type": "NewsArticle", "datePublished": "2024-10-18"}')), "2024-10-18")])
def test_a_page_is_of_the_day_it_gives_and_of_no_other(put, page, published):
    (found,) = read_each(put("a.html", page))
    assert found["published"] is pd.NaT if published is None else found["published"] == pd.Timestamp(published)


@pytest.mark.parametrize("broken", ['{"headline": "Er sagte "nein"", "@type": "NewsArticle"}', '{"@type": ["NewsArticle"], "headline": ["A"], "author": 5}', '{"headline": {"a": 1}}', "[" * 5000, '{"@graph": ' + "[" * 900 + "]" * 900 + "}", "5", '"a"', ""])
def test_broken_metadata_costs_no_article(put, broken):
    (found,) = read_each(put("a.html", web_page(head=JSON_LD(broken))))
    assert "Hafen von Nordstadt" in found["text"] and isinstance(found["title"], str)


def test_a_page_with_a_picture_of_many_megabytes_in_it_is_read_to_its_end(put):
    (found,) = read_each(put("a.html", web_page(body="<img src='data:image/png;base64," + "A" * 11_000_000 + "'><p>Am Abend war das Feuer im Hafen gelöscht, sagte die Polizei.</p>")))
    assert found["text"].endswith("gelöscht, sagte die Polizei.")


def test_another_encoding_is_noted_beside_the_article(put):
    text = "Ärzte fürchten um die Gesundheit der Bevölkerung weil überall Öl ausläuft."
    for name, content in {"a.csv": f"text\n{text}\n", "b.txt": text, "c.json": json.dumps({"text": text}, ensure_ascii=False), "d.jsonl": (json.dumps({"text": text}, ensure_ascii=False) + "\n") * 3}.items():
        folder = put(name, content.encode("cp1252")).parent
    with pytest.warns(UserWarning, match="4 note(.|\n)*- a.csv: read as cp1252(.|\n)*- d.jsonl, row 1: read as"):
        found = load_articles(folder)
    assert set(found.text) == {text} and len(found) == 6 and not found.attrs["refused"]
    assert [row[:2] for row in found.attrs["notes"]] == [("a.csv", ""), ("b.txt", ""), ("c.json", ""), ("d.jsonl", "row 1")]
    assert {type(row) for row in found.attrs["notes"]} == {Noted} and Noted._fields == Refused._fields


@pytest.mark.parametrize("line, n_guesses, n_read", [(b"\x81\xff\x8d\n", 20, 1), ('{"text": "Ärzte fürchten um die Gesundheit, weil überall Öl ausläuft."}\n'.encode("cp1252"), 1, 301)])
def test_the_encoding_of_lines_is_guessed_a_few_times(put, monkeypatch, line, n_guesses, n_read):
    guesses = []
    monkeypatch.setattr(decoding, "guess", lambda raw, at, guess=decoding.guess: guesses.append(at) or guess(raw, at))
    read, refused = split(put("a.jsonl", line * 300 + '{"text": "Ärger."}'.encode()))
    assert len(guesses) == n_guesses and len(read) == n_read and len(read) + len(refused) == 301
    assert all("not UTF-8" in row.reason for row in refused)


# ---------------------------------------------------------------- paths
def test_folders_links_pipes_and_devices(put, tmp_path):
    folder = put("unten/a.txt", BODY).parents[1]
    put("ordner.txt/b.TXT", BODY), put(".versteckt/c.txt", BODY), put(".d.txt", BODY), put("bericht.ODT", "x"), put("README.md", "x"), put("bild.png", "x")
    (folder / "kreis").symlink_to(folder, target_is_directory=True)
    (folder / "leer.txt").symlink_to(folder / "nirgends")
    (folder / "selbst.txt").symlink_to(folder / "selbst.txt")
    (folder / "null.txt").symlink_to("/dev/zero")
    (folder / "zwilling.txt").symlink_to("unten/a.txt")
    (folder / "draussen.txt").symlink_to(put("../draussen/x.txt", BODY))
    (folder / "unten" / "hinaus.csv").symlink_to("../../draussen/x.txt")
    os.mkfifo(folder / "rohr.jsonl")
    read, refused = split(folder)
    assert read == ["b", "a", "zwilling"]
    assert {row.path: " ".join(row.reason.split()[:4]) for row in refused} == {
        "bericht.ODT": "not an article file;", "draussen.txt": "a link to a", "kreis": "a link to a", "leer.txt": "cannot be opened or", "null.txt": "a pipe or a",
        "rohr.jsonl": "a pipe or a", "selbst.txt": "cannot be opened or", "unten/hinaus.csv": "a link to a"}
    assert [split(folder / name)[0] for name in ("zwilling.txt", "draussen.txt")] == [["zwilling"], ["draussen"]]       # a file that is named is meant
    assert split(folder / "rohr.jsonl")[1] and split(folder / "bericht.ODT")[1]


@pytest.mark.parametrize("name", [b"a\nb.txt", b"a\x1b[31m.txt", b"\xff\xfe.txt", "a\u202eb.txt".encode()])
def test_a_name_that_hides_something_is_refused_and_shown_escaped(put, name):
    folder = put("gut.txt", BODY).parent
    (folder / os.fsdecode(name)).write_text(BODY)
    read, refused = split(folder)
    assert read == ["gut"] and "rename the file" in refused[0].reason and refused[0].path.isprintable()
    refused[0].path.encode()


def test_a_file_that_may_not_be_opened(put, monkeypatch):
    folder = put("b.txt", BODY).parent
    put("a.txt", BODY)
    whole = Path.open

    def refuse(self, *arguments, **options):
        if self.name == "a.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return whole(self, *arguments, **options)
    monkeypatch.setattr(Path, "open", refuse)
    assert split(folder) == (["b"], [Refused("a.txt", "", "cannot be opened or read (Permission denied); check that it is there and may be read")])


def test_a_file_that_vanishes_or_shrinks_while_others_are_read(put):
    folder = put("a.txt", BODY).parent
    put("b.txt", BODY), put("c.jsonl", '{"text": "Eins."}\n' * 2)
    found = read_each(folder)
    assert next(found)["article_id"] == "a"
    (folder / "b.txt").unlink()
    (folder / "c.jsonl").write_bytes(b"")
    assert [row.reason.split(" (")[0] for row in found] == ["cannot be opened or read", "the file is empty; delete it or fill it"]


@pytest.mark.parametrize("name, begin, row", [("a.jsonl", "", '{"text": "Ein Satz."}\n'), ("a.csv", "text,id\n", "Ein Satz.,\n")])
def test_a_file_that_grows_while_it_is_read_comes_to_an_end(put, name, begin, row):
    path, n = put(name, begin + row * 3), 0
    for _ in read_each(path):
        n += 1
        with path.open("a") as file:
            file.write(row)
        assert n < 10
    assert n == 3


def test_folders_as_deep_as_the_system_allows(put):
    folder, here, depth = put("a.txt", BODY).parent, os.getcwd(), 1100
    try:
        os.chdir(folder)
        for _ in range(depth):
            os.mkdir("t")
            os.chdir("t")
        Path("b.txt").write_text(BODY)
        assert split(folder) == (["a", "b"], [])
    finally:
        os.unlink("b.txt")
        for _ in range(depth):                 # pytest could not: shutil.rmtree calls itself
            os.chdir("..")
            os.rmdir("t")
        os.chdir(here)


# ---------------------------------------------------------------- language
LANGUAGES = {
    "de": "Der Minister sagte am Montag, bis zu 12.000 Soldaten seien entsandt worden.",
    "en": "The minister said on Monday that up to 12,000 soldiers had been sent.",
    "fr": "Le ministre a déclaré lundi que 12 000 soldats avaient été envoyés à la frontière.",
    "nl": "De minister zei maandag dat er tot 12.000 soldaten zijn gestuurd naar de grens.",
    "da": "Ministeren sagde mandag, at op mod 12.000 soldater var blevet sendt til grænsen.",
    "lb": "D'Regierung huet e Méindeg decidéiert, dass d'Schoulen zu Lëtzebuerg nees opginn.",
    "af": "Die minister het Maandag gesê dat tot 12 000 soldate na die grens gestuur is.",
    "uk": "Міністр заявив у понеділок, що до кордону відправлено 12 000 солдатів.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_language(language):
    assert languages.tell(LANGUAGES[language]) == language


@pytest.mark.parametrize("text", [
    "Feuer im Hafen", "Police said.", "12.000 Euro", "", "Tor für Bayern: Müller (34.), Kane (67.)", "Real Madrid, Manchester City, Inter Mailand, Paris Saint-Germain",
    "Dr Bundesrat het hüt z Bärn entschide, dass d Chrankekasseprämie nächschts Johr um sächs Prozänt stige.", "Da Bürgamoasta hod gsogt, dass des ned so weidageh ko.",
    "De Senaat hett an'n Maandag besloten, dat de School in Hamborg wedder opmaakt warrt. De Börgermeester sä: Dat geiht nich anners.", "GROSSER STREIK BEI DER BAHN: NICHTS GEHT MEHR",
    "„We will never surrender“, sagte er. „Never, ever“, fügte er hinzu. „This is the end“, sang der Chor.",
    LANGUAGES["de"] + " " + LANGUAGES["en"], "Update: Server down, Gamer sauer – Steam, Epic und Battle.net offline"])
def test_what_may_be_german_is_read_as_german(text):
    assert languages.tell(text) in languages.READ


def test_an_article_in_another_language_has_a_row_in_no_table_but_articles():
    given = pd.DataFrame({"article_id": list(LANGUAGES), "text": list(LANGUAGES.values())})
    with pytest.warns(UserWarning, match=r"7 article\(s\): not in German, .*: en, fr, nl, da, lb, af, uk"):
        result = analysis.analyse(given)
    assert result.articles.set_index("article_id").language.to_dict() == {language: language for language in LANGUAGES}
    assert set(result.sentences.article_id) == set(result.numbers.article_id) == {"de"}


def test_a_language_that_is_given_is_believed():
    given = pd.DataFrame({"article_id": ["a", "b"], "text": [LANGUAGES["de"]] * 2, "language": ["en", None]})
    with pytest.warns(UserWarning, match="not in German.*: a$"):
        assert set(analysis.analyse(given).sentences.article_id) == {"b"}


def test_another_language_is_read_and_flagged(put):
    found = load_articles(put("a.txt", "Titel\n" + LANGUAGES["en"]))
    assert found.language.tolist() == ["en"] and not found.attrs["refused"]


# ---------------------------------------------------------------- text that is none, given as a table
def test_characters_that_are_none_keep_their_places(tmp_path, monkeypatch):
    text = "Der\0Hafen \ud83d ist\x1b gesperrt, sagte Uwe Brandt. 12.000\x07Menschen\udc00 warten."
    given = pd.DataFrame({"article_id": ["a\ud800", 5], "text": pd.Series([text, None], dtype=object), "title": pd.Series(["\ud800", 3.5], dtype=object), "published": ["gestern", pd.Timestamp("2024-10-18", tz="UTC")]})
    with pytest.warns(UserWarning) as warned:
        result = analysis.analyse(given)
    assert ["U+FFFD" in str(w.message) or "no date" in str(w.message) for w in warned] == [True, True]
    found = result.articles.set_index("article_id").text["a\ufffd"]
    assert len(found) == len(text) and found == re.sub("[\0\x1b\x07\ud83d\udc00]", "\ufffd", text)
    assert all(found[row.start:row.end] == row.text for row in result.sentences.itertuples()) and len(result.sentences) == 2
    assert result.articles.published.notna().tolist() == [True, False]
    monkeypatch.setenv("OUT", str(tmp_path))
    output.write(result.articles, "articles")
    assert pd.read_csv(tmp_path / "data" / "articles.csv").text.tolist()[1] == found


@pytest.mark.parametrize("published", ["2024-10-18", pd.Timestamp("2024-10-18T10:00", tz="Europe/Berlin"), "0001-01-01", 5, float("nan"), None, pd.NA, "x" * 10_000])
def test_no_published_is_fatal(published):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert len(analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": [BODY], "published": pd.Series([published], dtype=object)})).articles) == 1


# ---------------------------------------------------------------- injection
FORMULAS = ['=HYPERLINK("http://example.invalid","x")', "+1", "-2", "@SUM(A1)", " =1+1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\t=1", "\r=1", "\n=1", "＝1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_and_no_header_runs_as_a_formula(tmp_path, monkeypatch, text):
    monkeypatch.setenv("OUT", str(tmp_path))
    output.write(pd.DataFrame({text: [text, "gut"], "kind": pd.Categorical([text, "gut"])}), "t")
    back = pd.read_csv(tmp_path / "data" / "t.csv")
    assert back.columns[0].startswith("'") and back.iloc[0].str.startswith("'").all() and back.iloc[1].tolist() == ["gut", "gut"]


def read_as_documented(path):
    """The table, read by the code that data/README.md gives."""
    (code,) = re.findall(r"```python\n(.*?)```", (project.ROOT / "data" / "README.md").read_text(encoding="utf-8"), re.S)
    names = {}
    exec(code.replace('"articles.csv"', repr(str(path))), names)
    return names["articles"]


@pytest.mark.parametrize("begin", [*FORMULAS, "+++ Eilmeldung +++ ", "- ", "'", "''", "'=1 ", "'s ist ", "NA ", ""])
def test_offsets_hold_in_what_was_written_as_csv(tmp_path, monkeypatch, begin):
    monkeypatch.setenv("OUT", str(tmp_path))
    text = f"{begin}Der Hafen ist gesperrt, sagte Uwe Brandt.\r\n\r\n{begin}12.000 Menschen warten offenbar auf Hilfe.\n\n-5 Grad waren es am 18. Oktober 2024."
    result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": [text], "language": ["de"]}))
    for name in analysis.tables.COLUMNS:
        output.write(getattr(result, name), name)
    back = {name: read_as_documented(tmp_path / "data" / f"{name}.csv") for name in analysis.tables.COLUMNS}
    whole = back["articles"].text[0]
    assert len(whole) == len(text) and whole.replace("\n", "\r") == text.replace("\n", "\r")
    for name, table in back.items():
        assert name in ("articles", "sources", "headlines") or len(table)
        assert all(whole[int(row.start):int(row.end)] == row.text for row in table.itertuples() if "start" in table)


@pytest.mark.parametrize("text", ["- nein", "a\rb", "a\r\nb", "a,b", 'a"b', "a\nb", "\ud800", "\0"])
def test_every_text_comes_back_from_csv_in_one_cell(tmp_path, monkeypatch, text):
    monkeypatch.setenv("OUT", str(tmp_path))
    output.write(pd.DataFrame({"text": pd.Series([text], dtype=object), "n": [1]}), "t")
    with open(tmp_path / "data" / "t.csv", encoding="utf-8", newline="") as file:
        back = pd.read_csv(file)
    assert back.n.tolist() == [1] and len(back.text[0].removeprefix("'")) == len(text)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    content = workbook.content({"t": pd.DataFrame({"text": [*FORMULAS, *EVIL.values()], "=1+1": "x"})})
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = lxml.etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter("{*}f", "{*}hyperlink")) and len(list(sheet.iter("{*}c"))) > 50


EVIL = {
    "tag": "<script>alert(1)</script>", "image": "<img src=x onerror=alert(1)>", "attribute": '" onload="alert(1)" x="', "single": "' onload='alert(1)' x='",
    "cdata": "]]><script>alert(1)</script>", "comment": "--><script>alert(1)</script><!--", "style": "</style><script>alert(1)</script>", "title": "</title><script>alert(1)</script>",
    "link": "[x](javascript:alert(1))", "reference": "<javascript:alert(1)>", "picture": "![x](http://example.invalid/alert(1))", "autolink": "https://example.invalid/alert(1)",
    "code": "`alert(1)`", "maths": r"$\unknown{alert(1)}$", "svg": "<svg onload=alert(1)>", "entity": "&lt;script&gt;alert(1)&lt;/script&gt;", "turn": "\u202e)1(trela\u202c", "break": "a\x0b\x0cb",
}


def evil_article():
    """German sentences with each injection in a name, a quotation and beside a number."""
    return "\n\n".join(f"Laut {evil} wurden 12.000 {evil} verletzt. „Das war {evil}“, sagte Uwe {evil} Brandt. Der Sprecher von Müller{evil} sagte, es gebe {evil}." for evil in EVIL.values())


def live(html):
    """What in HTML runs or fetches: scripts, handlers, links that are not our own."""
    tree = lxml.html.fromstring(html)
    handlers = [(e.tag, name) for e in tree.iter() if isinstance(e.tag, str) for name in e.attrib if name.startswith("on")]
    links = [value for e in tree.iter() if isinstance(e.tag, str) for name, value in e.attrib.items() if name in ("href", "src", "action", "data")
             and re.match(r"(?i)\s*(javascript|https?):|x$|.*alert", value)]
    scripts = [e.tag for e in tree.iter("script", "iframe", "object", "embed") if "alert" in (e.text or "") or e.attrib]
    return handlers + links + scripts


def shown(value):
    """What a notebook stores of a value."""
    data, metadata = DisplayFormatter().format(value)
    return nbformat.v4.new_output("execute_result", data={mime: str(found) if mime.startswith("text/") else found for mime, found in data.items()}, metadata=metadata, execution_count=1)


@pytest.fixture(scope="module")
def evil():
    given = pd.DataFrame({"article_id": ["<script>alert(1)</script>"], "text": [evil_article()], "title": [" ".join(EVIL.values())], "path": ['"><script>alert(1)</script>'], "published": ["2024-10-18"]})
    return analysis.analyse(given)


def test_the_reading_view_shows_and_never_runs(evil):
    html = reading_view.show(evil).data
    assert not live(html) and "\u202e" not in html and "[U+202E]" in html
    text = lxml.html.fromstring(html).xpath("string(//div[contains(concat(@class, ' '), 'reading ')])")
    assert text == escaping.visible(evil.articles.text[0])


def test_the_explorer_shows_and_never_runs(evil):
    explorer = analysis.explore(evil)
    explorer.words.value = "<script>alert"
    for html in (explorer.first, explorer.text.value, explorer.charts.value, *(table.value for table in explorer.tables.children)):
        assert not live(html) and "\u202e" not in html
    assert "alert(1)" in explorer.first


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_a_finding_shows_and_never_runs(text):
    from nbconvert.filters import markdown2html
    html = markdown2html(export.say(f"Most by {text} and others.").data)
    assert not live(html) and not lxml.html.fromstring(html).xpath("//a|//img|//code|//em|//strong|//script|//svg")
    assert lxml.html.fromstring(html).text_content().strip() == f"Most by {escaping.line(text)} and others."
    assert "$" not in export.say(text).data


def test_charts_show_and_never_run(evil, tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    words = " ".join(EVIL.values())
    data = pd.DataFrame({"name": list(EVIL.values()), "kind": "person", "n_mentions": range(len(EVIL))})
    chart = export.save(charts.mentions(data), "01_evil", data=data, title=words, alt=words, source=export.source_line(evil.articles, words))
    tree = lxml.etree.fromstring((tmp_path / "figures" / "01_evil.svg").read_bytes())
    assert not [e for e in tree.iter() if isinstance(e.tag, str) and (e.tag.endswith(("script", "foreignObject", "image")) or any(name.startswith("on") for name in e.attrib))]
    assert tree.find("{*}title").text == escaping.line(words)
    assert r"$\unknown{alert(1)}$" in chart.drawn["axes"][0]["y"]["ticks"]


def test_gallery_and_report_show_and_never_run(evil, tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    words = " ".join(EVIL.values())
    data = pd.DataFrame({"name": list(EVIL.values()), "kind": "person", "n_mentions": 1, words: 1})
    chart = export.save(charts.mentions(data), "01_evil", data=data, title=words, alt=words, source=words)
    numbers = attribution.attributed(evil.numbers, evil.statements, evil.sources)
    outputs = [evil.articles, evil.statements.head(), data, data.set_index(words), chart, reading_view.show(evil), words, list(EVIL.values()), export.say(words), export.say(findings.figures(numbers)),
               export.say(findings.voices(measures.share_of_voice(measures.voices(evil)), evil.sources, evil.statements)), export.say(findings.people(measures.roll_call(evil.actors)))]
    cells = [nbformat.v4.new_markdown_cell("# Is anything live?"), *(nbformat.v4.new_code_cell("x", outputs=[shown(value)], execution_count=1) for value in outputs)]
    path = tmp_path / "01_evil.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    publish.gallery([path])
    publish.report([path])
    for name in ("index.html", "report.html"):
        html = (tmp_path / "figures" / name).read_text(encoding="utf-8")
        assert "alert(1)" in html and not live(html)


def test_a_dollar_is_a_dollar(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    roll = pd.DataFrame({"name": [r"$\frac{1}$", "5 $ bis 10 $"], "kind": "place", "n_mentions": [1, 2]})
    export.save(charts.mentions(roll), "x", data=roll, title=r"$\a$ und $x_2$", alt="x", source="$$")
    assert (tmp_path / "figures" / "x.png").stat().st_size > 1000


# ---------------------------------------------------------------- the command
@pytest.mark.parametrize("target", ["all", "share"])
@pytest.mark.parametrize("code, ended", [(0, 0), (3, 0), (1, 2), (2, 2)])
def test_make_ends_well_if_something_was_refused_and_not_if_it_stopped(tmp_path, target, code, ended):
    if not shutil.which("make"):
        pytest.skip("no make")
    (tmp_path / "python").write_text(f"#!/bin/sh\nexit {code}\n")
    (tmp_path / "python").chmod(0o755)
    done = subprocess.run(["make", "-o", ".venv/installed", f"BIN={tmp_path}", target], cwd=project.ROOT, capture_output=True, text=True)
    assert done.returncode == ended, done.stderr


def test_bad_input_is_listed_before_anything_runs(put, tmp_path, monkeypatch):
    text = "Ärzte fürchten um die Gesundheit der Bevölkerung, weil überall Öl ausläuft."
    folder = put("alt.txt", text.encode("cp1252")).parent
    put("brief.docx", "x"), put("corrections.csv", "")
    monkeypatch.setenv("SEEDS", str(folder))
    monkeypatch.setenv("OUT", str(tmp_path / "out"))
    for name, rows in command.read_articles().items():
        command.write_list(name, rows)
    assert {name: pd.read_csv(tmp_path / "out" / "data" / f"{name}.csv").path.tolist() for name in ("refused", "notes")} == {"refused": ["brief.docx"], "notes": ["alt.txt"]}
    (folder / "brief.docx").unlink()
    put("alt.txt", text)
    for name, rows in command.read_articles().items():
        command.write_list(name, rows)
    assert not list((tmp_path / "out" / "data").glob("*.csv"))


# ---------------------------------------------------------------- no network, no pickle
@pytest.fixture
def no_network(monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("something wants the network")
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


PAGE = """<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://example.invalid/x.dtd" [<!ENTITY a "aaaaaaaaaa">{entities}<!ENTITY file SYSTEM "file:///etc/passwd">]>
<html><head><title>Feuer</title><meta http-equiv="refresh" content="0;url=http://example.invalid"><link rel="canonical" href="http://example.invalid/a"><base href="http://example.invalid/"></head>
<body><iframe src="http://example.invalid"></iframe><article><p>Der Hafen von Nordstadt ist seit Montag gesperrt, weil es dort brennt. &j; &file;</p>
<p>Niemand wurde dabei verletzt, sagte <a href="http://example.invalid">die Polizei</a> am Abend. <img src="http://example.invalid/x.png"></p></article></body></html>"""


def test_a_page_fetches_nothing_and_expands_nothing(put, no_network):
    entities = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij"))
    (found,) = read_each(put("a.html", PAGE.format(entities=entities)))
    assert "Polizei am Abend" in found["text"] and "root:" not in found["text"] and len(found["text"]) < 500


def test_nothing_opens_a_connection(put, no_network, tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    put("b.html", PAGE.format(entities="")), put("c.txt", "http://example.invalid/artikel\n\nMehr auf https://example.invalid, sagte Uwe Brandt. 12.000 Menschen warten.")
    result = analysis.analyse(load_articles(put("a.txt", BODY).parent))
    export.save(charts.sentence_lengths(result.sentences.assign(n_words=3)), "01_x", data=result.sentences, title="T", alt="A", source="S")
    path = tmp_path / "01_x.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T\n![x](http://example.invalid/x.png)"), nbformat.v4.new_code_cell("x", outputs=[shown(reading_view.show(result))], execution_count=1)]), path)
    publish.gallery([path])
    publish.report([path])
    assert len(result.articles) == 3


def test_no_reader_can_unpickle(put, tmp_path):
    class Trap:
        def __reduce__(self):
            return Path.touch, (tmp_path / "sprung",)
    pd.to_pickle(Trap(), put("a.parquet", ""))
    pd.to_pickle(Trap(), put("b.txt", "").with_suffix(".json"))
    with pytest.raises(ValueError):
        load_articles(put("a.parquet", put("a.parquet", "").read_bytes() or b"x").parent)
    assert not (tmp_path / "sprung").exists()
    sources = {path.name: path.read_text(encoding="utf-8") for path in Path(files.__file__).parent.glob("*.py")}
    assert not [name for name, source in sources.items() if re.search(r"pickle|read_hdf|allow_pickle=True|marshal|shelve|\beval\(|\bexec\(|yaml\.load|joblib", source)]


# ---------------------------------------------------------------- the disk is full, the reader stops the run
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("when", ["write", "move"])
def test_an_interrupted_write_leaves_the_old_file_whole(tmp_path, monkeypatch, error, when):
    monkeypatch.setenv("OUT", str(tmp_path))
    output.write(pd.DataFrame({"text": ["alt"]}), "t")

    def fail(*arguments):
        raise error
    if when == "move":
        monkeypatch.setattr(os, "replace", fail)
    else:
        monkeypatch.setattr("builtins.open", lambda *arguments, whole=open, **options: Half(whole(*arguments, **options), error))
    with pytest.raises(type(error)):
        output.write(pd.DataFrame({"text": ["neu"] * 1000}), "t")
    monkeypatch.undo()
    assert (tmp_path / "data" / "t.csv").read_text() == "text\nalt\n" and os.listdir(tmp_path / "data") == ["t.csv"]


class Half:
    """An open file that takes the first bytes and then fails."""

    def __init__(self, file, error):
        self.file, self.error = file, error

    def __enter__(self):
        return self

    def __exit__(self, *ended):
        self.file.close()

    def write(self, content):
        self.file.write(content[:10])
        raise self.error


# ---------------------------------------------------------------- hostile German
@pytest.mark.thorough
@pytest.mark.parametrize("part", ["tausend", "zwanzigund", "einhalb", "(", "„", "»", "1.", "sagte ", ", dass "])
def test_the_same_word_over_and_over_stops_no_rule(part):
    result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": ["Es kamen " + part * 1000 + " Leute."], "language": "de"}))
    assert len(result.sentences)
