"""What is done to the text of an article before it is read: what is mended, and what stays as it is."""
import json

import pandas as pd
import pytest

import analysis
from analysis.articles import cleaning
from analysis.articles.readers import parse_date

WRAPPED = """Der Rat der Gemeinde hat am Dienstagabend nach langer
Debatte den Haushalt für das kommende Jahr beschlossen und
die Gebühren für das Freibad erhöht. Die Grundsteuer soll
bleiben, wie sie ist, sagte der Kämmerer nach der Sitzung.

Im Mai will der Rat über den Neubau der Feuerwache in der
Oberstadt entscheiden, die 14 Millionen Euro kosten soll."""
VERSE = "Der Mond ist aufgegangen,\ndie goldnen Sternlein prangen\nam Himmel hell und klar;\nder Wald steht schwarz und schweiget,\nund aus den Wiesen steiget"
LISTED = "Wien: 300 Betten\nGraz: 120 Betten\nLinz, Wels und Steyr zusammen: 95 Betten\nSalzburg: 80 Betten\nBregenz: 14"


@pytest.mark.parametrize("text, wanted", [
    ("Die Ver\u00adwal\u00adtung spart.", "Die Verwaltung spart."), ("Der\u200b Rat tagt.\ufeff", "Der Rat tagt."), ("12\u00a0000\u202fEuro", "12 000 Euro"),
    ("Mu\u0308ller", "Müller"), ("&quot;Nein&quot;, sagte J&ouml;rg M&uuml;ller.", '"Nein", sagte Jörg Müller.'), ("Kraut &amp;amp; R&#252;ben", "Kraut & Rüben"),
    ("Der <b>Rat</b> <a href='x'>tagt</a>.", "Der Rat tagt."), ("Eins.<br/>Zwei.", "Eins.\n\nZwei."), ("<script>x = 1</script>Der <em>Rat</em> tagt.", "Der Rat tagt."),
    ("Die KÃ¼che ist groÃŸ, sagt MÃ¼ller.", "Die Küche ist groß, sagt Müller.")])
def test_mended(text, wanted):
    assert cleaning.clean(text)[0].strip() == wanted


@pytest.mark.parametrize("text", [
    "Müller & Söhne, AT&T und R&D;", "Der Wert liegt < 5 und > 3 Prozent.", "Das Herz <3 schlägt.", "x<y, aber y>z", "„Čapek“ – São Tomé, Malmö, Ägäis", "  Zwei  Wörter\tund ein Tab. ",
    "Ein kurzer Titel\nDer erste Absatz ist ein Satz, der länger ist.\nDer zweite ist auch einer.", VERSE, LISTED, "Die Straße;\nder Platz", "&c. war früher üblich", "👨‍👩‍👧 kamen"])
def test_left_as_it_is(text):
    assert cleaning.clean(text) == (text, "") and cleaning.without_offers(text) == text


def test_wrapped_lines_are_joined():
    assert cleaning.clean(WRAPPED)[0].count("\n") == 2 and cleaning.clean(WRAPPED)[0].replace("\n\n", " ") == WRAPPED.replace("\n\n", " ").replace("\n", " ")


@pytest.mark.parametrize("line, goes", [
    ("Mehr zum Thema: Streik bei der Bahn", True), ("Lesen Sie auch: 40 Festnahmen in Ulm", True), ("Lesen Sie auch 40 Festnahmen in Ulm", True), ("Auch interessant", True),
    ("Sie haben bereits ein Abo? Hier anmelden.", True), ("Jetzt Probemonat für 1 Euro sichern!", True), ("Anzeige", True), ("Passend zum Thema | So wird gespart", True),
    ("Mehr zum Thema sagte die Ministerin am Abend in Bonn.", False), ("Anzeige gegen Trainer erstattet", False), ("Jetzt testen auch Apotheken", False),
    ("Zum Thema Rente schwieg er.", False), ("Newsletter lesen 40 Prozent der Deutschen.", False), ("Auch interessant ist der Preis: 900 Euro.", False)])
def test_offers_and_links(line, goes):
    text = f"Der Rat tagt.\n\n{line}\n\nEr beschließt den Haushalt."
    assert cleaning.without_offers(text) == ("Der Rat tagt.\n\nEr beschließt den Haushalt." if goes else text)


@pytest.mark.parametrize("line, told", [
    ("Von Anna Berg", {"author": "Anna Berg"}), ("Von Anna Berg und Karl von der Aue", {"author": "Anna Berg und Karl von der Aue"}), ("Von Anna Berg, dpa", {"author": "Anna Berg, dpa"}),
    ("dpa/afp", {"author": "dpa/afp"}), ("Lesezeit: 4 Min.", {}), ("Stand: 18.10.2024 | Lesedauer: 3 Minuten", {"published": pd.Timestamp("2024-10-18")}),
    ("Von Anna Berg · 18. Oktober 2024, 11:35 Uhr", {"author": "Anna Berg", "published": pd.Timestamp("2024-10-18 11:35")}),
    ("Von Köln nach Bonn", None), ("Von der Krise erholt", None), ("Berlin (dpa) - Der Rat tagt", None), ("Drei Minuten Angst", None), ("Von Anna Berg fehlt jede Spur.", None)])
def test_the_head_of_a_text(line, told):
    assert cleaning.head(f"{line}\n\nDer Rat tagt.", parse_date) == ((told, "Der Rat tagt.") if told is not None else ({}, f"{line}\n\nDer Rat tagt."))


def test_what_a_table_calls_its_columns(tmp_path):
    (tmp_path / "a.csv").write_text("Überschrift;Datum;Volltext;Autor;Ressort;Quelle;Auflage\nTitel;18.10.2024;Der Rat tagt.;Anna Berg;Lokales;Der Bote;9\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="not read: auflage"):
        (row,) = analysis.load_articles(tmp_path).to_dict("records")
    assert [row[name] for name in ("title", "text", "author", "section", "outlet")] == ["Titel", "Der Rat tagt.", "Anna Berg", "Lokales", "Der Bote"]


@pytest.mark.parametrize("moment", ["2024-10-18T11:35:00+02:00", "2024-10-18T09:35:00Z", "2024-10-18T11:35"])
@pytest.mark.parametrize("place", ['<script type="application/ld+json">{{"@graph": [{{"datePublished": "{}"}}]}}</script>', '<meta property="article:published_time" content="{}">',
                                   '<time datetime="{}">gestern</time>'])
def test_the_time_a_page_was_published(tmp_path, moment, place):
    body = "<p>Der Rat der Gemeinde hat am Dienstagabend nach langer Debatte den Haushalt für das kommende Jahr beschlossen.</p>" * 3
    (tmp_path / "a.html").write_text(f"<html><head><title>Haushalt</title></head><body><article>{place.format(moment)}{body}</article></body></html>", encoding="utf-8")
    assert analysis.load_articles(tmp_path).published[0] == pd.Timestamp("2024-10-18 11:35")


BODY = "Der Rat der Gemeinde hat den Haushalt beschlossen.\n\nAm Montag tagt er wieder."


@pytest.mark.parametrize("above, title, published, author, text", [
    ("Rat tagt\nVon Anna Berg\nStand: 18.10.2024, 11:35 Uhr | Lesedauer: 3 Minuten", "Rat tagt", "2024-10-18 11:35", "Anna Berg", BODY),
    ("LOKALES\nRat tagt\nVON ANNA BERG\n18. Oktober 2024 um 11:35 Uhr", "Rat tagt", "2024-10-18 11:35", "ANNA BERG", BODY),
    ("Rat tagt\n\nDer Streit ist zu Ende.\n\nVon Anna Berg\n\n18.10.2024", "Rat tagt", "2024-10-18", "Anna Berg", f"Der Streit ist zu Ende.\n\n{BODY}"),
    ("Rat tagt\nStreit zu Ende\nAm Abend.\nVeröffentlicht am 18.10.2024 um 11.35 Uhr", "Rat tagt", "2024-10-18 11:35", None, f"Streit zu Ende\nAm Abend.\n{BODY}"),
    ("Rat tagt\nAnna Berg, 18.10.2024", "Rat tagt", "2024-10-18", "Anna Berg", BODY), ("Rat tagt\nDer Bote, 18. Oktober 2024", "Rat tagt", "2024-10-18", None, BODY),
    ("Rat tagt\nVon unserer Redakteurin Anna Berg\nZuletzt aktualisiert: 18.10.2024", "Rat tagt", "2024-10-18", "Anna Berg", BODY), ("Rat tagt\nQuelle: dpa", "Rat tagt", None, "dpa", BODY),
    ("RAT TAGT\nEine Meldung", "RAT TAGT", None, None, f"Eine Meldung\n\n{BODY}"), ("Programm\nFür alle\n18.10.2024\nKonzert", "Programm", None, None, f"Für alle\n18.10.2024\nKonzert\n\n{BODY}"),
    ("Rat tagt\nEins.\nZwei.\nDrei.\nVon Anna Berg", "Rat tagt", None, None, f"Eins.\nZwei.\nDrei.\nVon Anna Berg\n\n{BODY}"),
    ("Rat tagt\nBonn, Hauptstraße 18.10.2024", "Rat tagt", None, None, f"Bonn, Hauptstraße 18.10.2024\n\n{BODY}")])
def test_the_head_of_a_file(tmp_path, above, title, published, author, text):
    (tmp_path / "a.txt").write_text(f"{above}\n\n{BODY}", encoding="utf-8")
    row = analysis.load_articles(tmp_path).loc[0]
    assert [None if pd.isna(value) else value for value in (row.title, row.text, row.author, row.published)] == [title, text, author, published and pd.Timestamp(published)]


EXPORTS = {
    "news-please.json": {"authors": ["Anna Berg"], "date_download": "2024-10-19 10:00:00", "date_publish": "2024-10-18 11:35:00", "maintext": BODY, "source_domain": "bote.de", "text": None, "title": "Rat tagt"},
    "fundus.json": [{"title": "Rat tagt", "body": {"summary": ["Kurz."], "sections": []}, "plaintext": BODY, "authors": ["Anna Berg"], "publishing_date": "2024-10-18 11:35:00+02:00"}],
    "fundus.jsonl": {"title": "Rat tagt", "body": {"summary": [], "sections": [{"headline": [], "paragraphs": BODY.split("\n\n")}]}, "authors": ["Anna Berg"], "publishing_date": "2024-10-18T09:35:00Z"},
    "mediacloud.jsonl": {"id": "x", "media_name": "bote.de", "publish_date": "2024-10-18 11:35:00", "title": "Rat tagt", "url": "https://bote.de/x", "text": BODY, "author": "Anna Berg"},
    "trafilatura.json": {"id": None, "hostname": "bote.de", "date": "2024-10-18 11:35", "source": "https://bote.de/x", "title": "Rat tagt", "author": "Anna Berg", "text": BODY, "raw_text": "x"},
}


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.filterwarnings("ignore:.*note")
def test_what_programs_export(tmp_path, name):
    (tmp_path / name).write_text(json.dumps(EXPORTS[name]), encoding="utf-8")
    row = analysis.load_articles(tmp_path).loc[0]
    assert (row.title, row.text, row.author, row.published) == ("Rat tagt", BODY, "Anna Berg", pd.Timestamp("2024-10-18 11:35"))
    assert name.startswith("fundus") or row.outlet == "bote.de"


@pytest.mark.filterwarnings("ignore:.*note")
def test_null_is_no_id_of_two_rows(tmp_path):
    (tmp_path / "a.csv").write_text("url\tid\ttitle\ttext\nhttps://x/1\tnull\tnull\tDer Rat tagt.\nhttps://x/2\tnull\tB\tEs brennt.\n", encoding="utf-8")
    assert analysis.load_articles(tmp_path)[["article_id", "title"]].to_numpy().tolist() == [["a-1", ""], ["a-2", "B"]]


def test_of_a_page_the_teaser_is_kept_and_the_title_not_said_twice(tmp_path):
    (tmp_path / "a.html").write_text(
        "<html><head><title>Rat beschließt Haushalt</title></head><body><article><span class='kicker'>Haushalt</span><h1>Rat beschließt Haushalt</h1>"
        "<p class='article-teaser'><strong>Der Haushalt steht nach langem Streit fest.</strong></p><p class='teaser'><a href='x'>Ein anderer Artikel über die Bahn</a></p>"
        + "<p>Der Rat der Gemeinde hat am Dienstagabend nach langer Debatte den Haushalt für das kommende Jahr beschlossen.</p>" * 3 + "</article></body></html>", encoding="utf-8")
    row = analysis.load_articles(tmp_path).loc[0]
    assert row.title == "Rat beschließt Haushalt" and row.text.startswith("Der Haushalt steht nach langem Streit fest.\nDer Rat der Gemeinde")
