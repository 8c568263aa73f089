"""Tone: polarity by rule, explained word by word; opinion told from report; voice; towards a target; any text."""
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.language import reading
from analysis.tone import sentiment, subjectivity, target_features, wording


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


def test_another_name_between_parts_the_tone():
    doc = reading.read("Müller lobt die Arbeit, doch Berger ist ein Versager.")
    found = target_features.features(doc[0:1])
    assert found["tone:own good"] > 0 and found["tone:other bad"] > 0 and "tone:own bad" not in found


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
