"""Statements: one sentence or two a rule, sentences that hold none, and properties over hostile text."""
import pytest
from work import work

from analysis import lexicons
from analysis.language import quotation_marks, reading
from analysis.people import actors
from analysis.sources import cues, statements

PARTS = ("quote", "speaker", "cue", "frame", "addressee")


def said(text):
    return statements.statements(reading.read(text))


def part(text, row, name):
    return " … ".join(text[start:end] for start, end in row[f"{name}_spans"])


ONE = [  # rule, text, kind, quote, speaker, cue
    ("dass clause", "Der Sprecher sagte am Montag, dass die Brücke gesperrt bleibt.",
     "indirect", "dass die Brücke gesperrt bleibt", "Der Sprecher", "sagte"),
    ("dass clause", "Die Ministerin geht davon aus, dass die Zahlen steigen.",
     "indirect", "dass die Zahlen steigen", "Die Ministerin", "geht davon aus"),
    ("dass clause", "Am Abend teilte der Leiter der Behörde, Jens Vogt, mit, dass der Betrieb ruht.",
     "indirect", "dass der Betrieb ruht", "der Leiter der Behörde, Jens Vogt", "teilte … mit"),
    ("verb second", "Vogt betonte, er werde die Frage prüfen.", "indirect", "er werde die Frage prüfen", "Vogt", "betonte"),
    ("verb second", "Der 72-Jährige sagte, er komme.", "indirect", "er komme", "Der 72-Jährige", "sagte"),
    ("infinitive", "Die Stadt hat angekündigt, den Platz zu sperren.",
     "indirect", "den Platz zu sperren", "Die Stadt", "hat angekündigt"),
    ("parenthesis", "Die Lage sei ernst, sagte der Bürgermeister.", "indirect", "Die Lage sei ernst", "der Bürgermeister", "sagte"),
    ("so", "Die Schäden seien gering, so die Feuerwehr.", "indirect", "Die Schäden seien gering", "die Feuerwehr", "so"),
    ("wie clause", "Wie die Polizei mitteilte, wurde niemand verletzt.",
     "indirect", "wurde niemand verletzt", "die Polizei", "Wie … mitteilte"),
    ("laut", "Laut dem Bericht sank der Umsatz um zwei Prozent.", "indirect", "sank der Umsatz um zwei Prozent", "dem Bericht", "Laut"),
    ("laut", "Laut dem Amt, das die Daten erhebt, stieg der Umsatz.", "indirect", "stieg der Umsatz", "dem Amt", "Laut"),
    ("nach", "Zwei Häuser brannten nach Angaben der Feuerwehr aus.",
     "indirect", "Zwei Häuser brannten … aus", "Angaben der Feuerwehr", "nach"),
    ("zufolge", "Medienberichten zufolge tritt der Minister zurück.",
     "indirect", "tritt der Minister zurück", "Medienberichten", "zufolge"),
    ("demnach", "Der Einsatz habe demnach bereits begonnen.", "indirect", "Der Einsatz habe … bereits begonnen", "demnach", "demnach"),
    ("noun", "Die Forderung der Grünen, die Steuer zu senken, stieß auf Kritik.",
     "indirect", "die Steuer zu senken", "der Grünen", "Die Forderung"),
    ("noun", "Pressemeldungen, wonach er gelogen habe, sind falsch.", "indirect", "er gelogen habe", "Pressemeldungen", "wonach"),
    ("dass clause", "Von seiten der Firma wurde erklärt, dass es eilt.", "indirect", "dass es eilt", "der Firma", "wurde erklärt"),
    ("dass clause", "In einer Mitteilung der Polizei wird erklärt, dass es brannte.",
     "indirect", "dass es brannte", "einer Mitteilung der Polizei", "wird erklärt"),
    ("parenthesis", "Das Geld sei weg, hieß es aus dem Ministerium.", "indirect", "Das Geld sei weg", "dem Ministerium", "hieß es"),
    ("verb second", "In dem Bericht heißt es, die Lage sei ernst.", "indirect", "die Lage sei ernst", "dem Bericht", "heißt es"),
    ("parenthesis", "Es gibt Regeln, die einen Wechsel des Trägers während der laufenden Saison verbieten, sagte Vogt.",
     "indirect", "Es gibt Regeln, die einen Wechsel des Trägers während der laufenden Saison verbieten", "Vogt", "sagte"),
    ("infinitive", "Der Wirt kritisierte den Plan und kündigte an, den Saal zu schließen.",
     "indirect", "den Saal zu schließen", "Der Wirt", "kündigte an"),
    ("zufolge", "Seiner Ansicht nach ist das falsch.", "indirect", "ist das falsch", "Seiner Ansicht", "nach"),
    ("quotation alone", "„Das ist falsch.“", "direct", "„Das ist falsch.“", "", ""),
    ("quotation before", "„Das ist falsch“, sagte Vogt.", "direct", "„Das ist falsch“", "Vogt", "sagte"),
    ("colon", "Vogt sagte: „Wir haben nichts gewusst. Das ist bitter.“",
     "direct", "„Wir haben nichts gewusst. Das ist bitter.“", "Vogt", "sagte"),
    ("colon without cue", "Der Trainer nach dem Spiel: „Wir waren schlecht.“", "direct", "„Wir waren schlecht.“", "Der Trainer", ""),
    ("label", "Vogt nannte den Plan „völlig absurd“.", "direct", "„völlig absurd“", "Vogt", "nannte"),
    ("reported", "Die Gewerkschaft forderte den Rücktritt des Vorstands.",
     "reported", "Die Gewerkschaft forderte den Rücktritt des Vorstands.", "Die Gewerkschaft", ""),
    ("reported", "Der Vorfall wird von Experten als Bedrohung eingestuft.",
     "reported", "Der Vorfall wird von Experten als Bedrohung eingestuft.", "Experten", ""),
    ("number", "Im vergangenen Jahr zählte die Polizei 30 Fälle.",
     "reported", "Im vergangenen Jahr zählte die Polizei 30 Fälle.", "die Polizei", ""),
    ("number", "Die IG Metall sprach von 45.000 Teilnehmern.",
     "reported", "Die IG Metall sprach von 45.000 Teilnehmern.", "Die IG Metall", ""),
    ("number", "Für die Union ermittelte das Institut 55 Prozent.",
     "reported", "Für die Union ermittelte das Institut 55 Prozent.", "das Institut", ""),
]


@pytest.mark.parametrize("rule, text, kind, quote, speaker, cue", ONE, ids=[f"{case[0]}: {case[1][:28]}" for case in ONE])
def test_one_statement(rule, text, kind, quote, speaker, cue):
    row, = said(text)
    assert (row["rule"], row["kind"]) == (rule, kind)
    assert [part(text, row, name) for name in ("quote", "speaker", "cue")] == [quote, speaker, cue]


@pytest.mark.parametrize("text", [
    "Der Zug fuhr um acht Uhr ab.",
    "Nach dem Spiel feierten die Fans in der Stadt.",
    "Der Film „Das Boot“ läuft im Kino.",
    "Im Hafen lag das Schiff „Gorch Fock“, das aus Kiel kam.",
    "Sie sagte den Termin ab.",
    "Das Museum liegt so nah, dass wir laufen.",
    "Der Mann, der gestern kam, ist gefordert, schnell zu handeln.",
    "Wenn es regnet, droht Hochwasser.",
    "Vogt könnte sagen, dass es brennt.",
    "Vogt hat offenbar entschieden, zu gehen.",
    "Nach der Entscheidung des Gerichts stiegen die Kurse um 3 Prozent.",
    "Die Zahlen nach der Wahl waren besser.",
    "Der Vorfall wird scharf kritisiert.",
    "Das Amt registrierte bis 12 Uhr keine Störung.",
    "Die Polizei registrierte im Jahr 2019 mehr Unfälle.",
    "Der Richter zählte drei Tage.",
    "Die Stadt zählt 30.000 Einwohner.",
    "Zu den 4.000 Gästen zählte die Ministerin.",
    "Das Amt ermittelte gegen drei Firmen.",
])
def test_nothing_is_said(text):
    assert said(text) == []


@pytest.mark.parametrize("text, speaker", [
    ("Vogt lobte die Helfer. Sie hätten viel geleistet, sagte er.", "er"),
    ("Die Feuerwehr berichtete, dass es brenne. Das Dach sei eingestürzt. Verletzt sei niemand.", "Die Feuerwehr"),
    ("Die Zahl der Opfer gab Vogt mit fünf an.", "Vogt"),
], ids=["own frame", "Konjunktiv", "object before the verb"])
def test_last_statement_has_the_speaker(text, speaker):
    assert part(text, said(text)[-1], "speaker") == speaker


def test_konjunktiv_over_sentences_is_one_statement():
    text = "Die Feuerwehr berichtete, dass es brenne. Das Dach sei eingestürzt. Verletzt sei niemand. Der Verkehr ruht."
    first, second = said(text)
    assert second["kind"] == "indirect_free_indirect" and second["rule"] == "Konjunktiv"
    assert part(text, second, "quote") == "Das Dach sei eingestürzt. Verletzt sei niemand."


def test_hearsay_goes_on_with_a_report():
    text = "Laut Polizei floh der Täter. Er soll bewaffnet gewesen sein."
    assert [row["kind"] for row in said(text)] == ["indirect", "free_indirect"]
    assert said("Er soll bewaffnet gewesen sein.") == []


def test_each_clause_with_a_figure_has_its_speaker():
    text = "Die Polizei zählte 3000 Menschen, die Gewerkschaft sprach von 5000 Teilnehmern."
    assert [(row["rule"], part(text, row, "quote"), part(text, row, "speaker")) for row in said(text)] == [
        ("number", "Die Polizei zählte 3000 Menschen", "Die Polizei"),
        ("number", "die Gewerkschaft sprach von 5000 Teilnehmern", "die Gewerkschaft")]


@pytest.mark.parametrize("text, speakers", [
    ("Die Polizei sprach von 3000 Teilnehmern, die Veranstalter von 10.000.", ["Die Polizei", "die Veranstalter"]),
    ("Vogt schätzt den Schaden auf 20 Millionen Euro, der Verband auf 30.", ["Vogt", "der Verband"]),
    ("Die Polizei zählte 3000 Menschen, die Hälfte davon 20 Jahre alt.", ["Die Polizei"]),
    ("Die Polizei sprach von 3000 Menschen, Anhängern der Partei.", ["Die Polizei"]),
], ids=["von", "auf", "no speaker", "apposition"])
def test_who_shares_the_verb_gives_a_figure_too(text, speakers):
    rows = said(text)
    assert [part(text, row, "speaker") for row in rows] == speakers
    assert len({tuple(row["quote_spans"]) for row in rows}) == len(rows)


def test_figure_beside_a_source_phrase_has_its_own_speaker():
    text = "Laut Feuerwehr kamen 3000 Menschen, die Gewerkschaft sprach von 5000 Teilnehmern."
    assert [(row["rule"], part(text, row, "speaker")) for row in said(text)] == [("laut", "Feuerwehr"), ("number", "die Gewerkschaft")]


@pytest.mark.parametrize("dateline", ["London – ", "Berlin (dpa) - ", "FRANKFURT/BRÜSSEL (dpa/afp) – ", "Kiel, 3. Mai 2024 (Reuters) -- "])
def test_dateline_is_no_part_of_the_sentence(dateline):
    text = "Das Wetter wird besser\n\n" + dateline + "Trainer Jens Vogt sagte, es eile."
    row, = said(text)
    assert part(text, row, "speaker") == "Trainer Jens Vogt"
    assert part(text, row, "frame") == "Trainer Jens Vogt sagte,"


def test_dash_in_a_sentence_is_no_dateline():
    text = "Das Wetter wird besser\n\nVogt – so der Trainer – komme."
    assert said(text)[0]["rule"] == "so"


def test_partial_quotation_is_a_statement_of_its_own():
    text = "Vogt sagte, der Plan sei „nicht zu Ende gedacht“."
    indirect, direct = said(text)
    assert (indirect["kind"], direct["kind"]) == ("indirect", "direct")
    assert part(text, direct, "quote") == "„nicht zu Ende gedacht“"
    assert part(text, direct, "cue") == part(text, indirect, "cue") == "sagte"


def test_interrupted_quotation_is_two_statements():
    text = "„Das ist falsch“, sagte Vogt, „und jeder weiß es.“"
    assert [part(text, row, "quote") for row in said(text)] == ["„Das ist falsch“", "„und jeder weiß es.“"]
    assert {part(text, row, "speaker") for row in said(text)} == {"Vogt"}


def test_frame_around_and_addressee():
    text = "Der Minister warf der Opposition vor, das Land zu spalten."
    row, = said(text)
    assert part(text, row, "frame") == "Der Minister warf der Opposition vor,"
    assert part(text, row, "addressee") == "der Opposition"


@pytest.mark.parametrize("text, addressee", [
    pytest.param("Vogt forderte die Stadt auf, den Platz zu räumen.", "die Stadt", id="accusative"),
    pytest.param("Vogt sagte gegenüber der Zeitung, er gehe.", "der Zeitung", id="gegenüber"),
    pytest.param("Es brenne, sagte ein Sprecher der Polizei der Agentur dpa.", "der Agentur dpa", id="medium behind a genitive"),
    pytest.param("Es brenne, sagte der Chef des Verbands der Zeitungen.", "", id="genitive plural"),
    pytest.param("Es brenne, sagte ein Sprecher der Zeitung.", "", id="one genitive"),
])
def test_addressee(text, addressee):
    row, = said(text)
    assert part(text, row, "addressee") == addressee


def test_sentence_that_points_back():
    text = "Der Vorstand tritt zurück. Das teilte die Firma am Abend mit."
    row, = said(text)
    assert row["rule"] == "pointing back"
    assert part(text, row, "quote") == "Der Vorstand tritt zurück … Das"
    assert part(text, row, "speaker") == "die Firma"


@pytest.mark.parametrize("opening, closing", ["„“", "»«", "«»", "\"\"", "“”", "‚‘"])
def test_quotation_marks(opening, closing):
    doc = reading.read(f"Er sagte: {opening}Wir gehen jetzt.{closing} Dann ging er.")
    (first, last), = quotation_marks.pairs(reading.words(doc))
    assert (doc[first].text, doc[last].text) == (opening, closing)


def test_nested_and_unclosed_quotation_marks():
    nested = reading.read("Sie sagte: „Er rief ‚Halt‘ und lief.“")
    assert [nested[a:b + 1].text for a, b in quotation_marks.pairs(reading.words(nested))] == ["„Er rief ‚Halt‘ und lief.“", "‚Halt‘"]
    assert quotation_marks.pairs(reading.words(reading.read("Sie sagte: „Er ging."))) == []


@pytest.mark.parametrize("text", ["", " \n ", "„", "“““„„", "sagte", ", sagte er.", "laut", "nach nach nach", "so", "Das sagte", "🙂 „🙂“, so 🙂",
                                  "Er sagte, dass", "demnach", "wie er sagte", "„A“ „B“ „C“", "sagte: : : „x“"])
def test_any_text_gives_places_in_it(text):
    for row in said(text):
        assert 0 <= row["start"] < row["end"] <= len(text)
        for name in PARTS:
            assert all(0 <= start < end <= len(text) for start, end in row[f"{name}_spans"])


def test_work_is_linear():
    def read(n):
        return work(statements.statements, reading.read("„ sagte , laut nach " * n))
    read(10)
    assert read(1200) < 6.6 * read(200)


def test_cues_are_sorted_and_complete():
    rows = lexicons.rows("cues")
    assert [row["lemma"].lower() for row in rows] == sorted(row["lemma"].lower() for row in rows)
    assert {row["stance"] for row in rows} == {"neutral", "distancing", "endorsing", "evaluative"}
    assert all(row["lemma"].startswith(row["particle"]) and row["takes"] for row in rows)
    assert cues.entries("verb")["teilen"][0].lemma == "mitteilen"


@pytest.mark.parametrize("text, said", [
    ("Die Polizei behauptet, dass das Dach hält.", "dass das Dach hält"),
    ("Der Verein erklärt in einem Brief, das Dach halte nicht.", "das Dach halte nicht"),
    ("Das Dach sei neu, versichert die Firma.", "Das Dach sei neu"),
    ("Der Minister sagt nichts und bestätigt, dass das Dach fehlt.", "dass das Dach fehlt"),
    ("Frau Meier bekräftigt: „Das Dach hält.“", "„Das Dach hält.“")])
def test_a_present_that_looks_like_a_participle(text, said):
    assert said in [text[start:end] for row in statements.find(reading.read(text))[0] for start, end in row["quote_spans"]]


@pytest.mark.parametrize("text", [
    "Der Mann, am Montag verhaftet, schwieg.", "Zwei Männer nach der Tat verhaftet.", "Von der Polizei befragt, schwieg er.",
    "Gefragt, ob das Dach hält, ging er weg."])
def test_a_participle_without_a_verb_says_nothing(text):
    assert statements.find(reading.read(text))[0] == []


def found(text):
    """(words said, name of the speaker, via) of each statement, as the tables have them."""
    doc = reading.read(text)
    rows, _ = statements.find(doc, actors.find(doc))
    return [(part(text, row, "quote"), row["speaker"], row["via"]) for row in rows]


@pytest.mark.parametrize("text, expected", [
    ("„Das Tor klemmt“, klagte Hausmeister Veit Lohr und griff den Verein an.", [("„Das Tor klemmt“", "Veit Lohr")]),
    ("Die Firma kündigte an, zwei Werke zu schließen, und warf Rivale Orbis vor, zu lügen.", [("zwei Werke zu schließen", "Firma"), ("zu lügen", "Firma")]),
    ("Die Gutachter sind zu dem Ergebnis gekommen, dass der Damm hält.", [("dass der Damm hält", "Gutachter")]),
    ("„Vielleicht“, antwortete Ida Prell.", [("„Vielleicht“", "Ida Prell")]),
    ("„Die Brücke kann“, erklärte Ingenieur Veit Lohr, „jederzeit einstürzen.“", [("„Die Brücke kann“", "Veit Lohr"), ("„jederzeit einstürzen.“", "Veit Lohr")]),
    ("Der Damm werde, so Ida Prell, im Herbst erneuert.", [("Der Damm werde … im Herbst erneuert", "Ida Prell")]),
    ("Es sei möglich, so Veit Lohr, dass die Bahn stehen bleibt.", [("Es sei möglich … dass die Bahn stehen bleibt", "Veit Lohr")]),
    ("Das Geld fehle, werde aber bis Mai beschafft, sagte Ida Prell.", [("Das Geld fehle, werde aber bis Mai beschafft", "Ida Prell")]),
    ("Den Ärger der Nachbarn nimmt Wirtin Ida Prell ernst: „Wir schließen früher.“", [("„Wir schließen früher.“", "Ida Prell")]),
    ("„Das Bad öffnet“, sagte Leiterin Ida Prell. Die Preise könnten steigen: „Wir rechnen noch.“", [("„Das Bad öffnet“", "Ida Prell"), ("„Wir rechnen noch.“", "Ida Prell")]),
    ("Dazu Veit Lohr: „Das stimmt nicht.“", [("„Das stimmt nicht.“", "Veit Lohr")]),
    ("„Wir hoffen“, wird Trainer Veit Lohr im Stadtblatt zitiert.", [("„Wir hoffen“", "Veit Lohr")]),
    ("„Wir hoffen“, zitiert das Stadtblatt die Trainerin Ida Prell.", [("„Wir hoffen“", "Ida Prell")]),
    ("Ein Beamter, der Ida Prell kannte, sagte: „Sie schwieg.“", [("„Sie schwieg.“", "Beamter")]),
    ("„Wir haben drei Tage gesucht.\n\n„Dann kam der Schnee“, sagte Veit Lohr.", [("„Wir haben drei Tage gesucht.", "Veit Lohr"), ("„Dann kam der Schnee“", "Veit Lohr")]),
    ("Der Chor probt im Keller: „Hier ist es warm“, freut sich Leiterin Ida Prell.", [("„Hier ist es warm“", "Ida Prell")]),
    ("Ida Prell wies die Kritik zurück.", [("Ida Prell wies die Kritik zurück.", "Ida Prell")]),
    ("Der Verband begrüßte die Entscheidung.", [("Der Verband begrüßte die Entscheidung.", "Verband")]),
    ("Davon gaben 12 % an, oft zu lesen.", [("oft zu lesen", None)])])
def test_whose_words(text, expected):
    assert [(words, speaker) for words, speaker, _ in found(text)] == expected


@pytest.mark.parametrize("text, speaker, via", [
    ("Die Ministerin Ida Prell sagte laut Spiegel, sie trete zurück.", "Ida Prell", "laut Spiegel"),
    ("Es gebe keinen Plan, hieß es laut der Agentur dpa aus dem Rathaus.", "Rathaus", "laut der Agentur dpa")])
def test_who_passed_it_on_is_not_who_said_it(text, speaker, via):
    assert [row[1:] for row in found(text)] == [(speaker, via)]


@pytest.mark.parametrize("text", [
    "Der Zöllner wies den Händler zurück.", "Die Wirtin begrüßte die Gäste.", "Nach der Befragung fuhren 40 Schüler heim.",
    "Der Mann wurde zu „gemeinnütziger Arbeit“ verpflichtet.", "Graz: „Der Besuch“: Theater um 20 Uhr."])
def test_no_speech(text):
    assert found(text) == []


@pytest.mark.parametrize("text, expected", [
    ("Vier Anwohnerinnen berichten, dass der Bagger nachts lief.", [("dass der Bagger nachts lief", "Anwohnerinnen")]),
    ("Der Rat fasste den Beschluss, das Bad zu schließen.", [("das Bad zu schließen", "Rat")]),
    ("Ida Prell hat den Verdacht geäußert, dass Akten fehlen.", [("dass Akten fehlen", "Ida Prell")]),
    ("Aus Sicht der Gewerkschaft reicht das Geld nicht.", [("reicht das Geld nicht", "Gewerkschaft")]),
    ("Es gab eine Studie, nach der das Moor schrumpft.", [("das Moor schrumpft", "Studie")]),
    ("In drei Tagen, so glauben die Helfer, ist der Weg frei.", [("In drei Tagen … ist der Weg frei", "Helfer")]),
    ("Laut wetterhaus.de regnet es bis Freitag.", [("regnet es bis Freitag", "wetterhaus.de")]),
    ("Am Wehr – es wurde laut Landratsamt 1912 gebaut – fehlt ein Tor.", [("es wurde … 1912 gebaut", "Landratsamt")]),
    ("Skeptisch sieht das Projekt der Mieterbund. Die Kosten seien zu hoch.", [("Die Kosten seien zu hoch.", "Mieterbund")]),
    ("Ida Prell hält das für falsch: Jeder Baum zähle.", [("Jeder Baum zähle", "Ida Prell")]),
    ("Der Jäger nannte sie „feige“.", [("„feige“", "Jäger")]),
    ("Die Leiterin Ida Prell traf den Förster Veit Lohr. Der winkte ab. Er habe keine Zeit.", [("Er habe keine Zeit.", "Veit Lohr")]),
    ("Der Prüfbericht liegt aus. Danach ist das Dach undicht.", [("ist das Dach undicht", "Prüfbericht")]),
    ("Ida Prell sagte, der Fonds handle sofort.", [("der Fonds handle sofort", "Ida Prell")]),
    ("Beifall kam von Ida Prell. „Endlich“, sagte die frühere Schiedsrichterin.", [("„Endlich“", "Ida Prell")]),
    ("Beifall kam von Ida Prell und Uta Lohr. „Endlich“, sagte die frühere Schiedsrichterin.", [("„Endlich“", "frühere Schiedsrichterin")]),
    ("Wie Ida Prell, die Leiterin von „Wald – Wild“, mitteilte, fehlt das Geld.", [("fehlt das Geld", "Ida Prell")]),
    ("Ministerin Bauer schwieg lange. „Ich gehe“, sagte sie dann.", [("„Ich gehe“", "Bauer")]),
    ("Wir hoffen, dass der Regen nachlässt, sagte Ida Prell über die Ernte.", [("Wir hoffen, dass der Regen nachlässt", "Ida Prell")]),
    ("Es hat sich gezeigt, dass die Otter nachts jagen, so Veit Lohr.", [("Es hat sich gezeigt, dass die Otter nachts jagen", "Veit Lohr")]),
    ("Ida Prell betonte, dass das Geld reicht, so die Agentur.", [("dass das Geld reicht, so die Agentur", "Ida Prell")]),
    ("Försterin Ida Grazer geht. Das Moor ist trocken, so Grazer.", [("Das Moor ist trocken", "Ida Grazer")]),
    ("Kratzer an der Kanzel – Restauratorin Ida Prell vermutet Diebstahl.", [("Kratzer an der Kanzel – Restauratorin Ida Prell vermutet Diebstahl.", "Ida Prell")]),
    ("Bürgermeister Veit Lohr will davon nichts gewusst haben.", [("Bürgermeister Veit Lohr will davon nichts gewusst haben.", "Veit Lohr")]),
    ("Gerüchte dementiert Veit Lohr: „Wir bleiben.“", [("„Wir bleiben.“", "Veit Lohr")]),
    ("Das Amtsgericht Holm tagte. Laut Anklage fehlten 30 Räder. Das Gericht betonte, dass der Mann geständig sei.",
     [("fehlten 30 Räder", "Anklage"), ("dass der Mann geständig sei", "Amtsgericht Holm")]),
    ("Der Koch Veit Lohr grüßte den Wirt Emil Trost. „Endlich“, sagte der 52-Jährige.", [("„Endlich“", "52-Jähriger")]),
    ("Die Wirte schweigen. Laut dem für Fischerei zuständigen Landrat Emil Trost fehlen 30 Boote.", [("fehlen 30 Boote", "Emil Trost")]),
    ("Wir haben gut gespielt, analysierte Trainer Veit Lohr.", [("Wir haben gut gespielt", "Veit Lohr")]),
    ("Die Frage, ob Geld fehlt, beantwortete Ida Prell nicht.", [("ob Geld fehlt", None)]),
    ("„Gut“, sagte Ida Prell. Der Mieterbund hat nach eigenen Angaben 300 Mitglieder.", [("„Gut“", "Ida Prell"), ("Der Mieterbund hat … 300 Mitglieder", "Mieterbund")]),
    ("„Gut“, sagte Ida Prell. Nach eigenen Angaben fuhr sie allein.", [("„Gut“", "Ida Prell"), ("fuhr sie allein", "Ida Prell")]),
    ("„Gut“, sagte Ida Prell. Im Streit mit dem Mieterbund war sie nach eigenen Angaben allein.",
     [("„Gut“", "Ida Prell"), ("Im Streit mit dem Mieterbund war sie … allein", "Ida Prell")]),
    ("Die Frage der Gewerkschaft, ob Geld fehlt, beantwortete Ida Prell nicht.", [("ob Geld fehlt", "Gewerkschaft")]),
    ("Normal ist laut einer neuen Studie der Pegelstand.", [("Normal ist … der Pegelstand", "neue Studie")])])
def test_whose_words_they_are_in_clauses_of_all_kinds(text, expected):
    assert [(words, speaker) for words, speaker, _ in found(text)] == expected


@pytest.mark.parametrize("text", [
    "Die Kinder wollen lesen, dass die Heldin siegt.", "Aus der Sicht verschwand der Berg.", "Der Bericht wurde verlesen. Danach sprach niemand mehr.",
    "Das Dach – es ist alt – fiel ein.", "Helfer und Gäste feiern und tanzen.", "Nach jeder Antwort kam eine Frage.", "Das Boot ist neu, das heißt, dass es schwimmt.",
    "Glauben Sie, dass es schneit?", "Wer hat Ihrer Meinung nach recht?", "Gemäß Jagdgesetz ruht die Jagd.", "Gemäß WEG haften alle.", "Den Preis hat die Wirtin noch nicht genannt.",
    "Wir hoffen, dass es schneit.", "So nannte sich die Bande.", "Der Wirt lachte, und der Regen strahlte.", "Ich würde das keinen Erfolg nennen.", "(APA, red, 3.5.2016) Kader für Holm: Veit Lohr (Tor), Emil Trost (Abwehr).",
    "Der Bürgermeister will die Halle bis Montag gebaut haben."])
def test_clauses_that_look_like_speech(text):
    assert found(text) == []


def test_a_report_that_goes_on_is_not_of_whom_the_sentence_before_is_about():
    rows = found("Es wurde gemeldet, er sei verhaftet worden. Die Wirtin Ida Prell wohnt dort. Sie soll geflohen sein.")
    assert [speaker for _, speaker, _ in rows] == [None] * len(rows)
    rows = found("Ida Prell sagte, er sei verhaftet worden. Er soll geflohen sein.")
    assert [speaker for _, speaker, _ in rows] == ["Ida Prell"] * 2
