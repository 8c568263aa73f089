"""Documents of Word and PDFs, made here: what is read of them, and what is refused by name without filling memory."""
import time
import tracemalloc
import zipfile

import docx
import matplotlib as mpl
import numpy as np
import pandas as pd
import pypdf
import pytest
from docx.oxml import parse_xml
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from analysis.articles import documents
from analysis.articles.files import Noted, Refused, load_articles, read_each

LINES = ["Der Rat der Gemeinde hat am Dienstagabend nach langer De-", "batte den Haushalt für das kommende Jahr beschlossen und", "die Gebühren für das Freibad erhöht. Die Verkehrs- und",
         "Umweltausschüsse stimmten zu, sagte der SPD-", "Fraktionschef Karl Meyer der US-", "amerikanischen Agentur."]
JOINED = ("Der Rat der Gemeinde hat am Dienstagabend nach langer Debatte den Haushalt für das kommende Jahr beschlossen und die Gebühren für das Freibad erhöht. "
          "Die Verkehrs- und Umweltausschüsse stimmten zu, sagte der SPD-Fraktionschef Karl Meyer der US-amerikanischen Agentur.")
SECOND = ["Im Mai will der Rat über den Neubau der Feuerwache in der", "Oberstadt entscheiden, die 14 Millionen Euro kosten soll."]


# ---------------------------------------------------------------- Word
def word(path, paragraphs, **properties):
    made = docx.Document()
    for name, value in properties.items():
        setattr(made.core_properties, name, value)
    for text, style in paragraphs:
        made.add_paragraph(text, style)
    made.save(path)
    return made


@pytest.mark.parametrize("paragraphs, properties, wanted", [
    ([("Rat tagt", "Title"), ("18. Oktober 2024, 11:35 Uhr", None), ("Es brennt.", None), ("Mehr", "Heading 2"), ("Er kam.", None)], {"author": "Anna Berg", "title": "x"},
     ("Rat tagt", "2024-10-18 11:35", "Anna Berg", "Es brennt.\n\nMehr\n\nEr kam.")),
    ([("LOKALES", None), ("Rat tagt", "Heading 1"), ("Von Karl Meyer", None), ("Es brennt.", None)], {"author": "Anna Berg"}, ("Rat tagt", None, "Karl Meyer", "LOKALES\n\nEs brennt.")),
    ([("Rat tagt", None), ("Von Karl Meyer", None), ("Es brennt.", None)], {"author": "Microsoft Office User"}, ("Rat tagt", None, "Karl Meyer", "Es brennt.")),
    ([("Es brennt.", None)], {"title": "Feuer im Hafen"}, ("Feuer im Hafen", None, None, "Es brennt.")),
    ([("Es brennt.", None)], {"title": "artikel 3.docx"}, ("", None, None, "Es brennt."))])
def test_a_document_of_word(tmp_path, paragraphs, properties, wanted):
    word(tmp_path / "a.docx", paragraphs, **properties)
    row = next(row for row in read_each(tmp_path) if isinstance(row, dict))
    assert (row["title"], None if row["published"] is pd.NaT else row["published"], row["author"] or None, row["text"]) == (wanted[0], wanted[1] and pd.Timestamp(wanted[1]), *wanted[2:])


def test_what_was_changed_is_read_as_it_would_be_accepted(tmp_path):
    made = word(tmp_path / "a.docx", [("Titel", "Title")])
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    made.element.body.insert(1, parse_xml(f"<w:p {space}>{run.format('Es kamen ')}<w:ins>{run.format('30')}</w:ins><w:del><w:r><w:delText>40</w:delText></w:r></w:del>"
                                          f"<w:hyperlink>{run.format(' Boote')}</w:hyperlink><w:r><w:tab/><w:noBreakHyphen/><w:br/></w:r>{run.format('an.')}</w:p>"))
    made.element.body.insert(2, parse_xml(f"<w:sdt {space}><w:sdtContent><w:p>{run.format('Auch das.')}</w:p></w:sdtContent></w:sdt>"))
    made.add_table(1, 1).cell(0, 0).text = "Zelle"
    made.save(tmp_path / "a.docx")
    row, noted = read_each(tmp_path)
    assert row["text"] == "Es kamen 30 Boote\t-\nan.\n\nAuch das." and isinstance(noted, Noted) and "tables are not read" in noted.reason


def test_a_file_that_word_has_open_is_passed_over(tmp_path):
    word(tmp_path / "a.docx", [("Es brennt.", None)])
    (tmp_path / "~$a.docx").write_bytes(b"x")
    assert [type(row) for row in read_each(tmp_path)] == [dict, Noted]


# ---------------------------------------------------------------- PDF
def printed(path, pages, title="", above="", below="", **properties):
    """A PDF with a title in larger letters, paragraphs of lines, and what stands at the top and foot of each page ({} is its number)."""
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(path, metadata=properties) as out:
        for number, paragraphs in enumerate(pages, 1):
            page, at = Figure(figsize=(8.3, 11.7)), 0.88
            page.text(0.1, 0.97, above.format(number), fontsize=8)
            page.text(0.5, 0.03, below.format(number), fontsize=8)
            for size, lines in [(20, [title] * (number == 1)), *((11, lines) for lines in paragraphs)]:
                for line in lines:
                    page.text(0.1, at, line, fontsize=size)
                    at -= 0.02 * size / 11
                at -= 0.02
            out.savefig(page)
    return path


def read(path):
    found = list(read_each(path))
    return found[0], [row.reason for row in found[1:]]


def test_lines_hyphens_and_paragraphs_of_a_pdf(tmp_path):
    row, odd = read(printed(tmp_path / "a.pdf", [[["Von Anna Berg", "18. Oktober 2024, 11:35 Uhr"], LINES, SECOND]], "Rat beschließt Haushalt"))
    assert (row["title"], row["author"], row["published"]) == ("Rat beschließt Haushalt", "Anna Berg", pd.Timestamp("2024-10-18 11:35"))
    assert row["text"] == f"{JOINED}\n\n{' '.join(SECOND)}" and odd == []


def test_what_stands_on_every_page_is_dropped_and_a_paragraph_goes_on_behind_it(tmp_path):
    pages = [[LINES, SECOND[:1]], [SECOND[1:], LINES], [SECOND, LINES]]
    row, odd = read(printed(tmp_path / "a.pdf", pages, "Titel des Artikels", "Der Bote, 18. Oktober 2024", "Seite {} von 3"))
    assert row["text"] == "\n\n".join([JOINED, " ".join(SECOND), JOINED, " ".join(SECOND), JOINED])
    assert row["published"] == pd.Timestamp("2024-10-18") and odd == []


def test_the_same_words_at_the_edge_of_two_pages_stay_if_nothing_sets_them_apart(tmp_path):
    row, _ = read(printed(tmp_path / "a.pdf", [[SECOND + LINES], [SECOND + LINES]]))
    assert row["text"].count("Im Mai will der Rat") == 2


def test_what_a_browser_prints_around_a_page(tmp_path):
    row, _ = read(printed(tmp_path / "a.pdf", [[LINES]], "Rat tagt", "27.11.26, 14:01 Rat tagt | Der Bote", "https://bote.example/rat-tagt 1/1"))
    assert row["text"] == JOINED and row["published"] is pd.NaT


def test_the_day_a_pdf_was_made_is_told_and_not_taken_for_the_day_of_publication(tmp_path):
    row, odd = read(printed(tmp_path / "a.pdf", [[LINES]], CreationDate=pd.Timestamp("2031-03-12").to_pydatetime(), Author="Anna Berg", Title="Rat tagt"))
    assert (row["published"], row["author"], row["title"]) == (pd.NaT, "Anna Berg", "Rat tagt") and "made on 12.03.2031" in odd[0]


@pytest.mark.parametrize("first, second, wanted", [
    ("die Verwaltungsge-", "bühr", "die Verwaltungsgebühr"), ("Verkehrs-", "und Bauamt", "Verkehrs- und Bauamt"), ("der SPD-", "Chef", "der SPD-Chef"), ("die US-", "amerikanische", "die US-amerikanische"),
    ("18-", "jährige", "18-jährige"), ("Corona-", "bedingt", "Corona-bedingt"), ("Pro\u00ad", "zent", "Prozent"), ("Köln –", "am Rhein", "Köln – am Rhein"), ("Müller-", "Lüdenscheidt", "Müller-Lüdenscheidt")])
def test_hyphens_at_the_end_of_a_line(first, second, wanted):
    assert "".join(documents.hyphenated(first, second, {"Corona-bedingt": 1, "Coronabedingt": 0, "Verwaltungsge-bühr": 0, "Verwaltungsgebühr": 0})) == wanted


# ---------------------------------------------------------------- refused
def page_with(path, drawn, xobjects=lambda writer, resources: None):
    writer = pypdf.PdfWriter()
    page, stream = writer.add_blank_page(600, 800), DecodedStreamObject()
    stream.set_data(drawn)
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica"))})
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})})
    xobjects(writer, resources)
    page[NameObject("/Contents")], page[NameObject("/Resources")] = writer._add_object(stream.flate_encode()), resources
    writer.write(path)


def nested_forms(writer, resources):
    """Eight forms that each draw the one before ten times."""
    last = None
    for _ in range(8):
        form, own = DecodedStreamObject(), DictionaryObject({NameObject("/Font"): resources["/Font"]})
        form.set_data(b"/X Do " * 10 if last else b"BT /F1 12 Tf (Der Rat) Tj ET")
        form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"), NameObject("/BBox"): ArrayObject(map(NumberObject, (0, 0, 9, 9)))})
        if last:
            own[NameObject("/XObject")] = DictionaryObject({NameObject("/X"): last})
        form[NameObject("/Resources")] = own
        last = writer._add_object(form)
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/X"): last})


def picture(path):
    figure = Figure()
    figure.figimage(np.arange(10_000).reshape(100, 100))
    figure.savefig(path)


def blank(path):
    writer = pypdf.PdfWriter()
    for _ in range(documents.MOST_PAGES + 1):
        writer.add_blank_page(9, 9)
    writer.write(path)


def encrypted(path, user="geheim"):
    writer = pypdf.PdfWriter(clone_from=printed(path, [[LINES]]))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    writer.write(path)


def with_part(path, part, content):
    """A document of Word whose part is replaced, or added."""
    word(path, [("Es brennt.", None)])
    old = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, kept in {**old, part: content(old.get(part, b""))}.items():
            archive.writestr(name, kept)


TEXT = "word/document.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">' + b"".join(b'<!ENTITY a%d "%s">' % (n + 1, b"&a%d;" % n * 10) for n in range(9)) + b"]>"
SMALLER = {"MOST_UNPACKED": 5_000_000, "LARGEST_PART": 1_000_000, "MOST_TEXT": 10_000, "MOST_STEPS": 100_000, "MOST_CONTENT": 1_000_000}        # limits, so that the tests are quick
REFUSED = {
    "broken.docx": (lambda path: path.write_bytes(b"x"), "no .docx"), "broken.pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n"), "broken, or no .pdf"),
    "old.docx": (lambda path: path.write_bytes(documents.OLE + b"0" * 600), "encrypted, or of an older Word"), "secret.pdf": (encrypted, "encrypted; open it with its password"),
    "scan.pdf": (picture, "no text in it, only pictures"), "pages.pdf": (blank, "it has 101 pages"),
    "large.docx": (lambda path: with_part(path, TEXT, lambda old: old.replace(b"brennt", b"a" * SMALLER["LARGEST_PART"])), "unpacks to more"),
    "media.docx": (lambda path: with_part(path, "word/media/x.bin", lambda old: b"0" * (SMALLER["MOST_UNPACKED"] + 1)), "unpacks to more"),
    "long.docx": (lambda path: with_part(path, TEXT, lambda old: old.replace(b"<w:sectPr", b"<w:p><w:r><w:t>Der Rat.</w:t></w:r></w:p>" * 2_000 + b"<w:sectPr")), "longer than any article"),
    "deep.docx": (lambda path: with_part(path, TEXT, lambda old: old.replace(b"<w:sectPr", b"<w:ins>" * 30_000 + b"</w:ins>" * 30_000 + b"<w:sectPr")), "broken, or no .docx"),
    "entities.docx": (lambda path: with_part(path, TEXT, lambda old: ENTITIES + old.split(b"?>", 1)[1].replace(b"brennt", b"&a9;")), "broken, or no .docx"),
    "empty.docx": (lambda path: word(path, []), "nothing but white space"),
    "content.pdf": (lambda path: page_with(path, b" " * (SMALLER["MOST_CONTENT"] + 1)), "more in"),
    "steps.pdf": (lambda path: page_with(path, b"BT /F1 12 Tf " + (b"(" + b"a" * 100 + b") Tj ") * 1000 + b"ET"), "more in its pages"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_named_with_what_to_do(tmp_path, monkeypatch, name):
    make, wrong = REFUSED[name]
    for limit, most in SMALLER.items():
        monkeypatch.setattr(documents, limit, most)
    make(tmp_path / name)
    (tmp_path / "z.txt").write_text("Titel\n\nEs brennt.", encoding="utf-8")
    started = time.monotonic()
    tracemalloc.start()
    refused, article = read_each(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(refused, Refused) and refused.path == name and wrong in refused.reason and "; " in refused.reason
    assert article["article_id"] == "z" and peak < 50_000_000 and time.monotonic() - started < 60


def test_a_pdf_that_only_forbids_printing_is_read(tmp_path):
    encrypted(tmp_path / "a.pdf", user="")
    assert read(tmp_path / "a.pdf")[0]["text"] == JOINED


def test_a_form_that_is_drawn_a_billion_times_comes_to_an_end(tmp_path):
    page_with(tmp_path / "a.pdf", b"/X Do", nested_forms)
    assert list(read_each(tmp_path / "a.pdf"))


def test_time_is_up(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "MOST_SECONDS", -1)
    refused, = read_each(printed(tmp_path / "a.pdf", [[LINES]]))
    assert "more in its pages" in refused.reason


def test_bytes_changed_at_random_stop_nothing(tmp_path):
    chance, path = np.random.default_rng(0), {"docx": tmp_path / "a.docx", "pdf": tmp_path / "a.pdf"}
    word(path["docx"], [("Es brennt.", None)])
    printed(path["pdf"], [[LINES]])
    for kind, whole in {kind: file.read_bytes() for kind, file in path.items()}.items():
        for _ in range(30):
            changed = bytearray(whole)
            for at in chance.integers(0, len(whole), 30):
                changed[at] = chance.integers(0, 256)
            path[kind].write_bytes(changed)
            assert all(isinstance(row, (dict, Refused, Noted)) for row in read_each(path[kind]))


def test_a_page_without_text_among_others_is_noted(tmp_path):
    row, odd = read(printed(tmp_path / "a.pdf", [[["Am 18. Oktober 2024 kam es zum Brand, sagte Anna Berg."]], []]))
    assert "brand" in row["text"].lower() and any("were not read: 2" in reason for reason in odd)


def test_offsets_are_those_of_the_text_kept(tmp_path):
    import analysis
    printed(tmp_path / "a.pdf", [[LINES, SECOND]], "Titel des Artikels")
    articles = load_articles(tmp_path)
    found = analysis.analyse(articles).numbers
    assert [(row.text, articles.text[0][row.start:row.end]) for row in found.itertuples()] == [("14 Millionen Euro", "14 Millionen Euro")]
