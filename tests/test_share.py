"""What is passed on: the zip is whole, the same every time, and says what it was made of; the workbook opens and runs nothing."""
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import numpy as np
import pandas as pd
import pytest
from PIL import Image, PngImagePlugin

from analysis import output, project
from analysis.__main__ import main
from analysis.publishing import prose, publish, share, workbook
from analysis.report import export

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TABLES = {
    "articles": "article_id,title,published,text,path\n007,Feuer,2024-10-18 11:35:00,Es brennt.,007.txt\n",
    "actors": "article_id,sentence_id,start,end,text,kind,name,role,country,rule\n007,0,0,7,Windhuk,place,Windhuk,,NA,city\n",
    "oddities": "article_id,start,oddity,around\n007,0,odd,\"'=HYPERLINK(\"\"http://example.org\"\")\"\n",
}


@pytest.fixture
def out(tmp_path, monkeypatch):
    """A folder as a run leaves it, of one article and one chart."""
    monkeypatch.setenv("OUT", str(tmp_path / "out"))
    monkeypatch.setenv("SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for folder in ("seeds", "out/data", "out/figures"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "seeds" / "007.txt").write_text("Feuer\n\nEs brennt.", encoding="utf-8")
    for name, text in TABLES.items():
        (tmp_path / "out" / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    figures = tmp_path / "out" / "figures"
    about = PngImagePlugin.PngInfo()
    about.add_itxt("Title", "Wer & was?")
    about.add_itxt("Description", "Ein <Balken>.")
    Image.new("RGB", (60, 40), "white").save(figures / "01_fire.png", pnginfo=about)
    (figures / "01_fire.svg").write_text("<svg/>")
    (figures / "01_fire.csv").write_text("a\n1\n")
    (figures / "notes.txt").write_text("not ours")
    publish.report([notebook(tmp_path)])
    publish.gallery([notebook(tmp_path)])
    return tmp_path / "out"


def notebook(folder):
    """A notebook of two headings, a chart and a table that an article has tried to break out of."""
    picture = nbformat.v4.new_output("execute_result", {"image/png": "AAAA", "text/plain": "Chart"}, metadata={"image/png": {"alt": 'Who? "A bar"'}})
    table = nbformat.v4.new_output("execute_result", {"text/html": "<style scoped>td{}</style><table><tr><td>1</td></tr></table>", "text/plain": "1"})
    cells = [nbformat.v4.new_markdown_cell("# What burns?\nA question."), nbformat.v4.new_code_cell("secret_code()", outputs=[picture, table]),
             nbformat.v4.new_markdown_cell("## Load"), nbformat.v4.new_markdown_cell("## Load")]
    path = folder / "01_fire.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def unzipped(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name.removeprefix(f"{share.NAME}/"): archive.read(name) for name in archive.namelist()}


def test_contents(out):
    files = unzipped(share.write())
    assert list(files) == sorted(files)
    assert {name for name in files if not name.startswith("terms/")} == {
        "README.html", "manifest.json", "data/README.html", "data/README.md", "data/tables.xlsx", "data/actors.csv", "data/articles.csv", "data/oddities.csv",
        "figures/report.html", "figures/index.html", "figures/01_fire.png", "figures/01_fire.svg", "figures/01_fire.csv"}
    assert {name.removeprefix("terms/") for name in files if name.startswith("terms/")} == {"LICENSE.txt", "lexicons.html", "models.html"}


@pytest.mark.parametrize("name", ["refused", "notes"])
def test_what_was_not_read_is_nobody_elses_business(out, name):
    (out / "data" / f"{name}.csv").write_text("path,place,reason\ngehalt.docx,,no article\n", encoding="utf-8")
    files = unzipped(share.write())
    assert f"data/{name}.csv" not in files and b"gehalt" not in b"".join(files.values()) + zipfile.ZipFile(io.BytesIO(files["data/tables.xlsx"])).read("xl/workbook.xml")


def test_terms_of_the_articles_are_passed_on(out, tmp_path):
    (tmp_path / "seeds" / "README.md").write_text("# Seeds\nOnly for *research*.", encoding="utf-8")
    files = unzipped(share.write())
    assert b"<em>research</em>" in files["terms/articles.html"] and b'href="terms/articles.html"' in files["README.html"]


def test_every_link_leads_to_a_file_in_the_zip(out):
    files = unzipped(share.write())
    for page in [name for name in files if name.endswith(".html")]:
        folder = page.rpartition("/")[0]
        for link in re.findall(r'(?:href|src)="(?!https?:|data:|#)([^"#]+)', files[page].decode()):
            assert f"{folder}/{link}".lstrip("/") in files, (page, link)


def test_two_runs_give_the_same_bytes(out):
    first = share.write().read_bytes()
    assert share.write().read_bytes() == first


def test_only_the_manifest_has_a_date(out, monkeypatch):
    first = unzipped(share.write())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    second = unzipped(share.write())
    assert {name for name in first if first[name] != second[name]} == {"manifest.json"}


def test_manifest(out):
    files = unzipped(share.write())
    manifest = json.loads(files["manifest.json"])
    assert manifest["files"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"}
    assert manifest["seeds"] == {"007.txt": hashlib.sha256(b"Feuer\n\nEs brennt.").hexdigest()}
    assert manifest["date"] == "2023-11-14T22:13:20+00:00"
    assert manifest["packages"]["pandas"] == pd.__version__ and manifest["packages"]["xlsxwriter"]


def test_nothing_is_packed_before_a_run(out):
    (out / "figures" / "report.html").unlink()
    with pytest.raises(FileNotFoundError, match="report.html; run `python -m analysis` first"):
        share.write()
    assert not (out / "quellenlage-share.zip").exists()


# ---------------------------------------------------------------- pages
def test_report_has_no_code_and_ids_of_its_own(out):
    page = (out / "figures" / "report.html").read_text(encoding="utf-8")
    ids = re.findall(r' id="([^"]+)"', page)
    assert "secret_code" not in page and "scoped" not in page
    assert ids == ["contents", "01_fire", "01_fire-1", "01_fire-2"] and set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert re.findall(r"<h(\d)", page) == ["1", "2", "2", "3", "3"]
    assert """alt='Who? "A bar"'""" in page


def test_gallery_describes_each_chart(out):
    page = (out / "figures" / "index.html").read_text(encoding="utf-8")
    assert 'alt="Wer &amp; was? Ein &lt;Balken&gt;."' in page and '<a href="report.html#01_fire">What burns?</a>' in page


def test_a_phone_is_shown_the_narrow_form_of_a_chart(out, tmp_path):
    (out / "figures" / "narrow").mkdir()
    Image.new("RGB", (30, 40), "white").save(out / "figures" / "narrow" / "01_fire.png")
    path = notebook(tmp_path)
    stored = nbformat.read(path, 4)
    stored.cells[1].outputs[0].metadata["image/png"]["name"] = "01_fire"
    nbformat.write(stored, path)
    publish.report([path])
    publish.gallery([path])
    assert '<picture><source media="screen and (max-width: 700px)" srcset="data:image/png;base64,iVBOR' in (out / "figures" / "report.html").read_text(encoding="utf-8")
    assert '<picture><source media="screen and (max-width: 700px)" srcset="narrow/01_fire.png">' in (out / "figures" / "index.html").read_text(encoding="utf-8")
    assert "figures/narrow/01_fire.png" in unzipped(share.write())


def test_pages_load_nothing_and_run_nothing(out):
    for name in ("report.html", "index.html"):
        assert "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'" in (out / "figures" / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- what others wrote
@pytest.mark.parametrize("source, shown", [
    ('<meta http-equiv="refresh" content="0;url=http://example.org/">', "&lt;meta http-equiv"), ("a <script>alert(1)</script> b", "&lt;script&gt;"),
    ("<div\n\nonclick=x>", "&lt;div"), ("<!-- x --> y", "&lt;!--"), ("<![CDATA[<b>]]>", "&lt;![CDATA["), ("<?php x ?>", "&lt;?php"), ("```mermaid\n<script>x</script>\n```", "&lt;script&gt;"),
    ("```<b>\n<i>\n```", "&lt;i&gt;"), ("`<b>`", "<code>&lt;b&gt;</code>"), ("# T <i>", "<h1>T &lt;i&gt;</h1>"), ("a|b\n-|-\n1|<b>", "<td>&lt;b&gt;</td>"), ("&lt;b&gt; &#42;x&#42;", "&lt;b&gt; *x*"),
    ("$x < y$ \\begin{a}<b>\\end{a}", "$x &lt; y$"), ("> <iframe src=x>", "&lt;iframe")])
def test_a_tag_in_markdown_is_shown_and_not_followed(source, shown):
    page = prose.html(source)
    assert shown in page and set(re.findall(r"<(/?\w+)", page)) <= {f"{end}{tag}" for end in ("", "/") for tag in ("p", "h1", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "blockquote")}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", "javascript&colon;alert(1)", "java&#10;script:alert(1)", "<java\tscript:x>", "%6Aavascript:x", "vbscript:x",
                                     "data:text/html,x", "file:///etc/passwd", "//example.org/x", "\\\\\\\\example.org\\\\x", "<\\\\example.org>", "ftp://example.org", "tel:1", "http://[x"])
@pytest.mark.parametrize("form", ["[words]({})", "![words]({})", "[words][1]\n\n[1]: {}"])
def test_a_link_that_leads_elsewhere_is_none(form, address):
    page = prose.html(form.format(address))
    assert "href" not in page and "src" not in page and "words" in page


@pytest.mark.parametrize("source, link", [
    ("[a](https://example.org/?x=1&y=2)", '<a href="https://example.org/?x=1&amp;y=2">a</a>'), ("http://example.org", '<a href="http://example.org">http://example.org</a>'),
    ("[a](mailto:a@example.org)", '<a href="mailto:a@example.org">a</a>'), ("[a](data/README.html#x)", '<a href="data/README.html#x">a</a>'), ("[a](x%20y.html)", '<a href="x%20y.html">a</a>'),
    ("![a picture](https://example.org/a.png)", '<a href="https://example.org/a.png">a picture</a>'), ("[a](https://example.org 'a \"title')", 'title="a &quot;title"')])
def test_links_to_the_web_and_beside_the_page_stay(source, link):
    assert link in prose.html(source)


def test_a_finding_reads_the_same_in_the_report():
    assert prose.html(export.say("A *b* <i>, 5 $ & [c](d) www.example.org").data) == "<p>A *b* &lt;i&gt;, 5 $ &amp; [c](d) www.example.org</p>\n"


def test_the_terms_of_articles_lead_nowhere(out, tmp_path):
    (tmp_path / "seeds" / "README.md").write_text('<meta http-equiv="refresh" content="0;url=http://example.org/">\n\n[x](javascript:x) <img src=http://example.org/x>', encoding="utf-8")
    page = unzipped(share.write())["terms/articles.html"].decode()
    assert re.findall(r"<meta http-equiv=\S+", page) == ['<meta http-equiv="Content-Security-Policy"'] and "<img" not in page and "javascript:x)" not in page


def test_terms_in_another_encoding_are_passed_on_as_far_as_they_can_be_read(out, tmp_path):
    (tmp_path / "seeds" / "README.md").write_bytes("# Für alle".encode("latin-1"))
    assert "<h1>F�r alle</h1>" in unzipped(share.write())["terms/articles.html"].decode()


def test_a_file_of_the_reader_beside_the_tables_is_not_packed(out):
    (out / "data" / "contacts.csv").write_text("name,phone\nAda,1\n", encoding="utf-8")
    assert "data/contacts.csv" not in unzipped(share.write())


# ---------------------------------------------------------------- what a notebook says on the side
def cell(source, *said):
    return nbformat.v4.new_code_cell(source, outputs=[nbformat.v4.new_output("stream", name=name, text=text) for name, text in said])


def test_warnings_leave_the_notebook_each_once_and_without_their_place():
    warned = "/tmp/ipykernel_123/45.py:1: UserWarning: a.txt: odd\n- one\n- two\n  articles = load()\n"
    again = warned.replace("123", "678")
    notebook = nbformat.v4.new_notebook(cells=[cell("a", ("stdout", "seen"), ("stderr", warned + "C:\\a b\\x.py:12: FutureWarning: old\n  x()\n")),
                                               cell("b", ("stderr", again), ("stderr", "plain \x1b[31mwords\n"))])
    assert publish.without_warnings(notebook) == ["UserWarning: a.txt: odd\n- one\n- two", "FutureWarning: old", "plain �[31mwords"]
    assert [[found.text for found in one.outputs] for one in notebook.cells] == [["seen"], []]


def test_a_report_of_a_notebook_saved_by_hand_has_no_warnings(out, tmp_path):
    path = notebook(tmp_path)
    stored = nbformat.read(path, 4)
    stored.cells.append(cell("x", ("stderr", "/home/ada/x.py:1: UserWarning: odd"), ("stdout", "seen")))
    nbformat.write(stored, path)
    publish.report([path])
    page = (out / "figures" / "report.html").read_text(encoding="utf-8")
    assert "UserWarning" not in page and "<pre>seen</pre>" in page


@pytest.fixture
def two_notebooks(tmp_path, monkeypatch):
    """A project of two notebooks with outputs of other articles; the first one stops, the second one warns."""
    monkeypatch.setattr(publish, "NOTEBOOKS", tmp_path / "notebooks")
    monkeypatch.setenv("OUT", str(tmp_path / "out"))
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "out" / "figures").mkdir(parents=True)
    Image.new("RGB", (60, 40), "white").save(tmp_path / "out" / "figures" / "01_old.png")
    bodies = {"01_stops": ["1", "import sys\nprint('half', file=sys.stderr)\n{}['<b>\x1b[31m' + 'x' * 1000]", "2"], "02_goes_on": ["import warnings\nwarnings.warn('odd')\n'fine'"]}
    for name, body in bodies.items():
        cells = [nbformat.v4.new_markdown_cell(f"# What of <{name}>?\nWords.")] + [cell(source, ("stdout", "of other articles")) for source in body]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "notebooks" / f"{name}.ipynb")
    return tmp_path / "out"


def test_a_notebook_that_stops_is_named_and_the_others_go_on(two_notebooks, capsys):
    (line,) = publish.run()
    assert line.startswith("01_stops.ipynb, cell [2]: KeyError: '<b>") and "\n" not in line and "\x1b" not in line and len(line) < 350
    said = capsys.readouterr().err
    assert "half\nUserWarning: odd\n" in said and "ipykernel" not in said and "Traceback" not in said
    report, gallery = ((two_notebooks / "figures" / name).read_text(encoding="utf-8") for name in ("report.html", "index.html"))
    assert "fine" in report and "of other articles" not in report and "KeyError" not in report and report.count(publish.MISSING) == gallery.count(publish.MISSING) == 1
    assert 'id="01_stops"' in report and "01_old" not in gallery and 'href="report.html#01_stops">What of &lt;01_stops&gt;?' in gallery
    notebooks = "".join(path.read_text(encoding="utf-8") for path in (two_notebooks / "notebooks").iterdir())
    assert "of other articles" not in notebooks and "ipykernel" not in notebooks and "stderr" not in "".join(re.findall(r'"name": "\w+"', notebooks))


@pytest.mark.parametrize("command", ["run", "share"])
def test_the_exit_code_tells_that_a_notebook_stopped(command, out, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("OUT", str(tmp_path / "new"))
    monkeypatch.setattr(publish, "run", lambda: ["02_figures.ipynb, cell [3]: KeyError: 'x'"])
    monkeypatch.setattr("sys.argv", ["analysis", command])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = capsys.readouterr().err
    assert stopped.value.code == 1 and "Stopped: 02_figures.ipynb, cell [3]: KeyError: 'x'" in said
    assert not (tmp_path / "new" / f"{share.NAME}.zip").exists() and ("Packed nothing" in said) == (command == "share")


@pytest.mark.parametrize("option, value, complaint", [
    ("--look-at", "feuerr", "look_at: no article 'feuerr'; the nearest: feuer; there are: feuer"),
    ("--source", "Karl Mayer", "source: nobody is quoted by the name 'Karl Mayer'; the nearest: Karl Meyer; there are: Karl Meyer"),
])
def test_a_wrong_article_or_source_is_refused_before_any_notebook_runs(option, value, complaint, tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "feuer.txt").write_text("Feuer\n\n„Es war schlimm“, sagte Karl Meyer am Montag.", encoding="utf-8")
    for name, there in {"SEEDS": tmp_path / "seeds", "OUT": tmp_path / "out", "LOOK_AT": "", "SOURCE": ""}.items():
        monkeypatch.setenv(name, str(there))
    monkeypatch.setattr(publish, "run", lambda: pytest.fail("a notebook ran"))
    monkeypatch.setattr("sys.argv", ["analysis", "run", option, value])
    with pytest.raises(SystemExit, match=complaint):
        main()


# ---------------------------------------------------------------- two runs
STRANGE = {"feuer.txt": "Feuer\n\n18. Oktober 2024\n\nAm Montag brannten 12 Boote. „Es war schlimm“, sagte Karl Meyer von der Polizei.".encode(),
           "english.txt": b"Fire\n\nThe police said that it was bad. Nobody knows why the fire broke out and what will happen to the boats.",
           "latin.txt": "Grüße\n\nDie Grüße aus München kamen am Freitag, sagte der Bürgermeister. Es waren 40.".encode("cp1252"),
           "odd.jsonl": b'{"article_id": "j", "title": "T", "text": "Die Polizei nannte \\u0001 3 Tote."}', "empty.txt": b"", "scan.pdf": b"x", "README.md": b"# Terms\n<meta>"}


@pytest.mark.slow
def test_two_runs_give_the_same_zip_which_knows_nothing_of_the_machine(tmp_path):
    (tmp_path / "articles of ada").mkdir()
    for name, content in STRANGE.items():
        (tmp_path / "articles of ada" / name).write_bytes(content)
    environment = {key: value for key, value in os.environ.items() if key not in ("SEEDS", "OUT", "PYTEST_CURRENT_TEST")} | {"SOURCE_DATE_EPOCH": "1700000000"}
    zips = []
    for out in ("one", "two"):
        done = subprocess.run([sys.executable, "-m", "analysis", "share", "--seeds", str(tmp_path / "articles of ada"), "--out", str(tmp_path / out)],
                              cwd=project.ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 3, done.stderr
        warned = [line for line in done.stderr.splitlines() if "Warning: " in line]
        assert len(warned) == len(set(warned)) > 0 and "ipykernel" not in done.stderr
        zips.append((tmp_path / out / f"{share.NAME}.zip").read_bytes())
    assert zips[0] == zips[1]
    places = {str(place) for place in (tmp_path, project.ROOT, Path.home(), Path.cwd(), Path(sys.prefix), Path(tempfile.gettempdir())) if len(place.parts) > 1}
    telling = re.compile("|".join(re.escape(place) for place in sorted(places)) + r"|ipykernel_|Warning: |site-packages|0x[0-9a-f]{8,}|articles of ada")
    for name, content in unpacked(tmp_path / "one").items():
        assert not telling.search(content), (name, telling.search(content))


def unpacked(out):
    """The text of everything a run left and packed; of workbooks and pictures that of their parts."""
    found = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file() and path.suffix != ".zip"}
    found |= unzipped(out / f"{share.NAME}.zip")
    with zipfile.ZipFile(io.BytesIO(found["data/tables.xlsx"])) as book:
        found |= {name: book.read(name) for name in book.namelist()}
    for name in [name for name in found if name.endswith(".png")]:
        with Image.open(io.BytesIO(found[name])) as picture:
            found[name] = str(picture.text).encode()
    return {name: content.decode("utf-8", "replace") for name, content in found.items()}


# ---------------------------------------------------------------- workbook
def sheet(content, number=1):
    """The cells of a sheet: place -> (type, what stands in it). Inline texts have type inlineStr; numbers have none."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        assert not [name for name in book.namelist() if name.startswith("xl/externalLinks") or name.endswith(".rels") and b"http://example" in book.read(name)]
    assert not list(root.iter(f"{MAIN}f")) and not list(root.iter(f"{MAIN}hyperlink"))
    return {c.get("r"): (c.get("t"), "".join(c.itertext())) for c in root.iter(f"{MAIN}c")}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://example.org", "mailto:a@example.org", "internal:x", "12", "NA", "ß €"])
def test_a_text_stays_a_text(text):
    assert sheet(workbook.content({"t": pd.DataFrame({"a": [text]})}))["A2"] == ("inlineStr", text)


@pytest.mark.parametrize("value, found", [
    (3, (None, "3")), (0.5, (None, "0.5")), (True, ("b", "1")), (np.inf, ("inlineStr", "inf")), (-np.inf, ("inlineStr", "-inf")),
    ([(0, 3)], ("inlineStr", "[[0, 3]]")), ([], ("inlineStr", "[]")), (pd.Timestamp("2024-10-18 12:00"), (None, "45583.5")),
    (pd.Timestamp("2024-12-31 23:59:59.999999999"), (None, "45657.99998842592")), (pd.Timestamp("1812-09-07"), ("inlineStr", "1812-09-07T00:00:00")),
    (pd.Timestamp("2024-10-18", tz="UTC"), ("inlineStr", "2024-10-18T00:00:00+00:00"))], ids=str)
def test_values(value, found):
    assert sheet(workbook.content({"t": pd.DataFrame({"a": [value]})}))["A2"] == found


@pytest.mark.parametrize("missing", [None, np.nan, pd.NaT, pd.NA, ""], ids=repr)
def test_what_is_missing_is_an_empty_cell(missing):
    assert set(sheet(workbook.content({"t": pd.DataFrame({"a": [missing], "b": [1]})}))) == {"A1", "B1", "B2"}


@pytest.mark.parametrize("fits", ["x" * 32_767, "😀" * 16_383, "x" + "😀" * 16_383], ids=["x", "pairs", "pairs at odd places"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(fits):
    whole, cut = (sheet(workbook.content({"t": pd.DataFrame({"a": [text]})}))["A2"][1] for text in (fits, fits + "😀"))
    assert whole == fits
    assert cut.endswith(fits[-1] + workbook.CUT) and 32_765 <= len(cut.encode("utf-16-le")) // 2 <= 32_767


def test_the_header_stays_in_view_and_filters():
    content = workbook.content({"t": pd.DataFrame({"a": ["x" * 500], "b": [1]})})
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert '<autoFilter ref="A1:B2"/>' in xml and 'ySplit="1"' in xml and 'state="frozen"' in xml
    assert [float(width) for width in re.findall(r'width="([\d.]+)"', xml)] == pytest.approx([60, 6], abs=1)


def test_the_same_tables_give_the_same_workbook(monkeypatch):
    tables = {"t": pd.DataFrame({"a": [1]}), "empty": pd.DataFrame({"a": pd.Series(dtype="str")})}
    first = workbook.content(tables)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert workbook.content(tables) == first
    assert sheet(first, 2) == {"A1": ("inlineStr", "a")}


def test_too_many_rows_are_refused():
    tables = {"few": pd.DataFrame({"a": [1]}), "many": pd.DataFrame({"a": np.zeros(1_048_576)})}
    with pytest.raises(ValueError, match=r"^many: 1,048,576 rows.*write parquet or csv"):
        workbook.content(tables)


def test_the_shared_workbook_has_a_sheet_a_table(out):
    content = unzipped(share.write())["data/tables.xlsx"]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert re.findall(r'<sheet name="(\w+)"', book.read("xl/workbook.xml").decode()) == ["actors", "articles", "oddities"]
    assert sheet(content, 1)["A2"] == ("inlineStr", "007") and sheet(content, 1)["I2"] == ("inlineStr", "NA")       # no number, not missing
    assert sheet(content, 2)["C2"] == (None, "45583.48263888889")
    assert sheet(content, 3)["D2"] == ("inlineStr", '=HYPERLINK("http://example.org")')


def test_a_shared_table_reads_as_it_was_written(out):
    written = pd.DataFrame({"article_id": ["1", "2"], "text": ["=1", "'s war"], "low": [-np.inf, 1.5], "hedges": [["soll"], []]})
    output.write(written, "numbers")
    back = share.read(out / "data" / "numbers.csv")
    assert list(back) == ["article_id", "text", "low", "hedges"]
    assert back.text.tolist() == ["=1", "'s war"] and back.low.tolist() == [-np.inf, 1.5] and back.article_id.tolist() == ["1", "2"]
