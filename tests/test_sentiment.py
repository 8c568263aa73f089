"""Tone: polarity by rule, explained word by word; opinion told from report; voice; towards a target; any text."""
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.language import reading
from analysis.tone import sentiment, subjectivity, wording


def polarity(sentence):
    return sentiment.sentences(reading.read(sentence))[0]["polarity"]


@pytest.mark.parametrize("sentence, sign", [
    ("Der Terroranschlag war grausam.", -1), ("Die Friedensgespräche sind ein Erfolg.", 1), ("Das ist kein Erfolg.", -1),
    ("Die Sitzung beginnt am Montag.", 0), ("Die Hilfe rettete viele Leben.", 1)])
def test_sign(sentence, sign):
    found = polarity(sentence)
    assert (found > 0) - (found < 0) == sign


@pytest.mark.parametrize("stronger, weaker", [
    ("Das ist ein sehr großer Erfolg.", "Das ist ein Erfolg."), ("Das war schlimm.", "Das war etwas schlimm.")])
def test_degree(stronger, weaker):
    assert abs(polarity(stronger)) > abs(polarity(weaker)) > 0


def test_peace_does_not_cancel_the_threat_to_it():
    assert polarity("Sie stellen eine massive Bedrohung für den Frieden dar.") < 0


def test_explain_lists_the_words_that_made_the_score():
    explained = analysis.explain("Die marode Brücke ist eine Gefahr.")
    assert {"word", "weight", "rule"} <= set(explained.columns)
    assert {"marode", "Gefahr"} <= set(explained.word) and (explained.weight < 0).all() and explained.rule.str.len().gt(0).all()
    assert analysis.explain("Die Sitzung beginnt.").empty


@pytest.mark.parametrize("sentence, kind", [
    ("Das ist leider so.", "stance"), ("Das ist die wichtigste Frage.", "superlative"), ("Die „Experten“ schweigen.", "scare quotes"),
    ("Die Impfhysterie wächst.", "judging compound"), ("Man weiß es.", "generic person"), ("Die Lage ist unklar.", "predicate"),
    ("Das muss sich ändern.", "obligation"), ("Er sagte, das sei gut.", "reported"), ("Der Rat tagte in Bonn.", "past"),
    ("Das Amt sagt, es gebe Mittel.", "speaker"), ("Sie rief: „Das wird nie wieder gut.“", "quotation")],
    ids=lambda value: value if value.islower() else "")
def test_signs_of_opinion_and_report(sentence, kind):
    assert kind in subjectivity.points(reading.sentences(reading.read(sentence))[0])


@pytest.mark.parametrize("sentence, kind", [
    ("Es hat natürliche Ursachen.", "stance"), ("Der Rat soll entscheiden.", "hedge"), ("Das wäre billiger.", "reported"),
    ("„Wir brauchen mehr Zeit dafür.“", "scare quotes"), ("Der Rat tagt.", "past")], ids=lambda value: value if value.islower() else "")
def test_what_is_no_sign(sentence, kind):
    assert kind not in subjectivity.points(reading.sentences(reading.read(sentence))[0])


@pytest.mark.parametrize("sentence, subjective", [
    ("Leider ist das ein dummer Fehler!", True), ("Der Rat beschloss am Montag 12 Gesetze.", False),
    ("Er sagte, das sei leider ein dummer Fehler.", False)], ids=["a judgement", "a report", "a judgement reported"])
def test_opinion_or_report(sentence, subjective):
    assert sentiment.sentences(reading.read(sentence))[0]["is_subjective"] is subjective


@pytest.mark.parametrize("sentence, sign", [
    ("Die Zahl der Unfälle geht zurück.", 1), ("Die Inflation nahm im Mai ab.", 1), ("Der Widerstand lässt nach.", 1), ("Der Putsch misslang.", 1), ("Der Angriff scheiterte.", 1),
    ("Die Gewinne brachen ein.", -1), ("Das Hilfsprojekt scheiterte.", -1), ("In der Krise sinken die Preise.", -1), ("Die Kriminalität steigt.", -1),
    ("Die Polizei verhinderte einen Anschlag.", 1), ("Die Polizei konnte einen Anschlag verhindern.", 1), ("Der Minister will neue Proteste verhindern.", 0),
    ("Verletzt wurde niemand.", 1), ("Eine Gefahr für die Stadt bestehe nicht.", 1), ("Ein Verdacht liegt nicht vor.", 1), ("Der Krieg ist nicht vorbei.", -1),
    ("Er glaubt nicht, dass die Lage schlimm ist.", 1), ("Das Buch ist weder klug noch unterhaltsam.", -1), ("Weder Tote noch Verletzte wurden gemeldet.", 1),
    ("Er billigte den Mord.", -1), ("Die Stadt unterstützt die Opfer.", 1), ("Sie loben den Kampf gegen die Armut.", 1), ("Trotz großer Sorgen kam der Chor.", 0), ("Allen Sorgen zum Trotz kam der Chor.", 0),
    ("Zum Glück kam der Bus.", 1), ("Das ist ohne Zweifel ein Haus.", 0), ("Die Rede war wenig überzeugend.", -1), ("Im Werk fallen Stellen weg.", -1), ("Sie begann ihr Studium.", 0)])
def test_what_turns_a_word_around(sentence, sign):
    polarity = sentiment.sentences(reading.read(sentence))[0]["polarity"]
    assert (polarity > 0) - (polarity < 0) == sign


def test_a_name_is_no_word_of_tone():
    result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": ["Der Trainer Jens Streit kam aus Ulm. Streit sagte nichts. Der Streit dauerte."]}))
    assert (result.sentences.polarity < 0).tolist() == [False, False, True]


@pytest.mark.parametrize("sentence, words", [
    ("Die Halle soll 2027 gebaut werden.", []), ("Er soll gelogen haben.", ["soll"]), ("Er soll krank sein.", ["soll"]), ("Laut Polizei soll er fliehen.", ["Laut", "soll"]),
    ("Am Deich schien die Sonne.", []), ("Er schien zu schlafen.", ["schien"]), ("Der Rat hat den Antrag angenommen.", []), ("Er nimmt an, dass sie kommt.", []),
    ("Sie schätzen die ruhige Lage.", []), ("Sie schätzen, dass 30 kamen.", ["schätzen"]), ("Zum Wohl der Kinder.", []), ("Er kommt wohl.", ["wohl"]),
    ("Der Wirt gilt als Drahtzieher.", ["gilt"]), ("Das Gesetz gilt ab Mai.", []), ("Alles deutet auf Regen hin.", ["deutet"]), ("Er deutete auf die Karte.", [])])
def test_hedges(sentence, words):
    assert sentiment.sentences(reading.read(sentence))[0]["hedges"] == words


@pytest.mark.parametrize("sentence, subjective", [
    ("Der Rat hat den Antrag angenommen.", False), ("Der Trainer hält den Vorwurf für absurd.", False), ("Ich halte den Vorwurf für absurd.", True),
    ("Zwei Despoten bedrohen die ganze Welt.", True), ("Kein Wunder, dass die Karten knapp wurden.", False), ("Das wäre ein schwerer Fehler.", True),
    ("Wichtigstes Ziel ist ein eigener Platz.", False), ("Das ist ein wichtiges und dummes Ziel!", True)])
def test_whose_view(sentence, subjective):
    assert sentiment.sentences(reading.read(sentence))[0]["is_subjective"] is subjective


def test_loaded_words_have_their_place():
    text = "Die Despoten stützen ihre marode Wirtschaft."
    rows = wording.loaded_words(reading.read(text))
    assert [text[row["start"]:row["end"]] for row in rows] == ["Despoten", "marode"]


def test_voice_is_quoted_where_most_words_are_somebodys():
    result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": ["„Das ist ein schlimmer Fehler“, sagte Müller. Die Sitzung ist zu Ende."]}))
    assert result.sentences.voice.tolist() == ["quoted", "author"]


def test_towards_a_target():
    text = "Kritiker werfen Müller Betrug und Lügen vor."
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    start = text.index("Müller")
    mentions = pd.DataFrame({"article_id": ["a"], "start": [start], "end": [start + 6]})
    found = analysis.target_sentiment(articles, mentions)
    assert found.label.tolist() == ["negative"] and -1 <= found.polarity[0] < 0
    assert list(mentions.columns) == ["article_id", "start", "end"]
    assert analysis.target_sentiment(articles, mentions.iloc[:0]).columns.tolist() == found.columns.tolist()


@pytest.mark.parametrize("mentions", [
    {"article_id": ["b"], "start": [0], "end": [2]}, {"article_id": ["a"], "start": [0], "end": [99]}, {"article_id": ["a"], "start": [0]}])
def test_a_wrong_mention_is_refused(mentions):
    with pytest.raises(ValueError):
        analysis.target_sentiment(pd.DataFrame({"article_id": ["a"], "text": ["Hallo."]}), pd.DataFrame(mentions))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text):
    for row in sentiment.sentences(reading.read(text)):
        assert -1 <= row["polarity"] <= 1 and row["voice"] == "author"
