"""The headline against its article: scored on invented pairs with a key, and a few pairs a rule."""
import pandas as pd
import pytest

import analysis
from analysis import project

KEY = pd.read_csv(project.ROOT / "tests" / "gold" / "headlines.csv", keep_default_na=False)


def expected(title, cell):
    """(start, end, loss) of each loss that a cell of the key names."""
    items = [item.strip().partition(":") for item in cell.split(";") if item]
    return {(title.index(text), title.index(text) + len(text), loss.strip()) for text, _, losses in items for loss in losses.split(",")}


def losses(rows):
    return {(row.start, row.end, loss) for row in rows.itertuples() for loss in row.lost}


def meets(one, other):
    return one[0] < other[1] and other[0] < one[1] and one[2] == other[2]


def headlines(title, text):
    return analysis.analyse(pd.DataFrame({"article_id": ["a"], "title": [title], "text": [text], "language": ["de"]})).headlines


@pytest.fixture(scope="module")
def found():
    pairs = KEY.assign(article_id=[f"{n:02}" for n in range(len(KEY))], language="de")
    return analysis.analyse(pairs[["article_id", "title", "text", "language"]]).headlines


def test_half_of_the_key_loses_nothing():
    assert len(KEY) == 40 and KEY.lost.eq("").sum() == 20 and KEY.title.is_unique


def test_precision_and_recall_on_the_key(found):
    right = n_found = n_expected = 0
    for n, row in KEY.iterrows():
        wanted, had = expected(row.title, row.lost), losses(found[found.article_id == f"{n:02}"])
        right += sum(any(meets(one, other) for other in had) for one in wanted)
        n_found, n_expected = n_found + len(had), n_expected + len(wanted)
    assert right / n_found >= 0.95 and right / n_expected >= 0.9


def test_places_are_in_title_and_text(found):
    assert len(found) >= len(KEY) and set(found.kind) == {"figure", "name", "statement"}
    for row in found.itertuples():
        pair = KEY.iloc[int(row.article_id)]
        assert pair.title[row.start:row.end] == row.text
        if row.kind != "name" and pd.notna(row.in_text):
            assert pair.text[row.in_text:row.in_text_end] == row.given
        assert pd.isna(row.in_text) or "missing" not in row.lost


LOST = [
    # bound
    ("Klinik entlässt 90 Pfleger", "Die Klinik entlässt bis zu 90 Pfleger. Das Haus schreibt Verluste.", {"90": ["bound"]}),
    ("Halbe Million Zuschauer beim Karneval", "Rund 500.000 Menschen haben den Karneval gesehen. Es blieb friedlich.", {"Halbe Million": ["bound"]}),
    ("40 Verletzte bei Unwetter", "Das Unwetter hat viele Menschen getroffen. Dutzende Verletzte liegen in Kliniken.", {"40": ["bound"]}),
    ("Strom fällt drei Stunden aus", "In Altona ist der Strom fast drei Stunden ausgefallen. Drei Tage zuvor hatte es gebrannt.", {"drei Stunden": ["bound"]}),
    ("Über 1.000 Läufer am Start", "Weniger als 1.000 Läufer waren am Start. Es regnete den ganzen Tag.", {"1.000": ["bound"]}),
    # hedge
    ("Pegel fällt um 40 Zentimeter", "Der Pegel der Elbe fällt voraussichtlich um 40 Zentimeter. Damit ist der Scheitel überschritten.", {"40 Zentimeter": ["hedge"]}),
    ("Warnstreik dauert 48 Stunden", "Der Warnstreik bei der Bahn soll 48 Stunden dauern. Er beginnt am Montag.", {"48 Stunden": ["hedge"]}),
    ("Konzern kauft Hafen", "Der Konzern könnte den Hafen kaufen. Die Gespräche laufen.", {"Konzern kauft Hafen": ["hedge"]}),
    # source
    ("30.000 Stellen an Schulen unbesetzt", "An den Schulen sind nach Angaben des Lehrerverbands 30.000 Stellen unbesetzt. Das Amt prüft das.", {"30.000": ["source"]}),
    ("Beitrag kostet 479 Euro", "Ein Zimmer koste im Schnitt 479 Euro, teilte das Moses-Institut mit. Früher waren es 458 Euro.", {"479 Euro": ["source"]}),
    # unit
    ("Beitrag steigt um 0,8 Prozent", "Die Kassen erhöhen den Beitrag um 0,8 Prozentpunkte. Er liegt dann bei 2,5 Prozent.", {"0,8 Prozent": ["unit"]}),
    ("Bitcoin kostet 60.000", "Der Kurs des Bitcoin ist auf 60.000 Dollar gestiegen. Im Januar waren es 42.000 Dollar.", {"60.000": ["unit"]}),
    # missing
    ("Bauer verliert 120 Rinder", "Durch die Seuche hat ein Landwirt 95 Rinder verloren. Der Hof ist gesperrt.", {"120": ["missing"]}),
    ("Kanzlerin Voss besucht Werft", "Die Regierungschefin hat die Werft besucht. Dort werden zwei Fähren gebaut.", {"Voss": ["missing"]}),
]
KEPT = [
    ("Bis zu 90 Pfleger entlassen", "Die Klinik entlässt bis zu 90 Pfleger. Das Haus schreibt Verluste."),
    ("Tausende Pfleger auf der Straße", "Mehr als 6.000 Pfleger gingen auf die Straße. Sie verlangen mehr Lohn."),
    ("12.000 Soldaten im Manöver", "An dem Manöver nehmen 12.300 Soldaten teil. Es endet am Freitag."),
    ("30 Verletzte bei Unwetter", "Rund 30 Menschen wurden zunächst als verletzt gemeldet. Am Ende waren es genau 30 Verletzte bei dem Unwetter."),
    ("Fast jeder Zweite fährt schwarz", "Kontrolleure haben 49 Prozent der Fahrgäste ohne Fahrschein angetroffen. Im Vorjahr waren es 12 Prozent."),
    ("Spritpreis sinkt um 16,8 Prozent", "Die Preise geben nach. Bei Treibstoff wirkten minus 16,8 Prozent dämpfend."),
    ("Haushalt hat Loch von 17 Milliarden", "Im Haushalt klafft eine Lücke von 17 Milliarden Euro. Das Kabinett berät."),
    ("Drei Männer gefasst", "Die Polizei hat einen Vater und seine beiden Söhne gefasst. Sie sitzen in Haft."),
    ("Fünf Tipps für den Garten", "Im Mai beginnt die Saison. Wer jetzt sät, erntet früh."),
    ("Konzern will Hafen kaufen", "Der Konzern soll den Hafen kaufen wollen. Die Gespräche laufen."),
    ("Kauft der Konzern den Hafen?", "Der Konzern könnte den Hafen kaufen. Die Gespräche laufen."),
    ("Mordverdacht gegen Arzt: 14 Patienten tot", "Ein Arzt soll 14 Patienten getötet haben. Er schweigt."),
    ("Umfrage: 60 Prozent gegen Maut", "60 Prozent sind gegen die Maut, ergab eine Umfrage der Kammer. Befragt wurden 1.000 Fahrer."),
    ("Polizei: 60 Kilo Kokain im Hafen", "Im Hafen lagen 60 Kilo Kokain, sagte ein Polizeisprecher. Zwei Männer wurden gefasst."),
    ("US-Präsident hatte mehr Vertrauen in Europa", "Er habe mehr Vertrauen in Europa gehabt, sagte Präsident Obama. Das war 2011."),
    ("Gericht hob Strafe auf: Koch muss nicht zahlen", "Ein Koch muss 300 Euro zahlen, sagte die Anwältin. Das Gericht hob die Strafe nicht auf."),
    ("Vier Jahre Haft für Ex-Chef", "Das Gericht hat den Ex-Chef zu vier Jahren Haft verurteilt. Der Prozess dauerte lange."),
    ("82-Jährige wohlauf", "Die 82-Jährige sei guter Laune, teilte ihr Management mit. Sie hatte einen Unfall."),
    ("Eigentümer Lebedev verkauft Zeitung", "Der Eigentümer Alexander Lebedew verkauft die Zeitung. Der Käufer ist ein Verlag."),
    ("Explosion in Istanbul: 40 Verletzte", "Der Volltext dieses Artikels steht nicht mehr zur Verfügung."),
    ("Nach 18 Jahren: Zoo verabschiedet Elefant", "Der Elefant kam 2006 und zieht nun, im Sommer 2024, um. Der Zoo sucht Ersatz."),
]


@pytest.mark.parametrize("title, text, lost", LOST, ids=[title for title, *_ in LOST])
def test_what_a_headline_lost(title, text, lost):
    assert {row.text: row.lost for row in headlines(title, text).itertuples() if row.lost} == lost


@pytest.mark.parametrize("title, text", KEPT, ids=[title for title, _ in KEPT])
def test_what_a_headline_kept(title, text):
    assert [(row.text, row.lost) for row in headlines(title, text).itertuples() if row.lost] == []


@pytest.mark.parametrize("title, text, rule, given", [
    ("12.000 Soldaten im Manöver", "Am Manöver nehmen 12.300 Soldaten teil. Es endet bald.", "rounded", "12.300"),
    ("Zehntausende auf der Straße", "35.000 Menschen gingen auf die Straße. Es blieb ruhig.", "within", "35.000"),
    ("Jeder Vierte ohne Ausbildung", "25 Prozent haben keine Ausbildung. Das Amt warnt.", "value", "25 Prozent"),
    ("Frau (82) im Wald gefunden", "Eine 82-Jährige wurde im Wald gefunden. Sie ist wohlauf.", "value", "82-Jährige")])
def test_how_the_place_was_found(title, text, rule, given):
    (row,) = headlines(title, text).query("kind == 'figure'").itertuples()
    assert (row.rule, row.given, text[row.in_text:row.in_text_end]) == (rule, given, given)


@pytest.mark.parametrize("title", ["", "   ", "?", "–", "„", "12", "A\nB"])
@pytest.mark.parametrize("text", ["", "12.", "Die Stadt zählt 12 Tote."])
def test_odd_titles_and_texts_make_no_fault(title, text):
    assert headlines(title, text).lost.map(len).sum() == 0
