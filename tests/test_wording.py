"""The words that carry the tone, one sentence a case."""
import pandas as pd
import pytest

import analysis
from analysis.report import findings, measures
from analysis.tone import wording


def read(text):
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    return articles, analysis.analyse(articles).sentences


@pytest.mark.parametrize("text, marker, kind, word", [
    pytest.param("Das Regime schweigt.", "loaded word", "group or state", "Regime", id="loaded word"),
    pytest.param("Er soll krank sein.", "hedge", "modal", "soll", id="modal"),
    pytest.param("Er ist offenbar krank.", "hedge", "adverb", "offenbar", id="adverb"),
    pytest.param("Sie sagte, er sei krank.", "hedge", "konjunktiv", "sei", id="konjunktiv"),
    pytest.param("Laut Polizei ist er krank.", "hedge", "source phrase", "Laut", id="source phrase"),
])
def test_markers(text, marker, kind, word):
    found = wording.markers(*read(text))
    assert (marker, kind, word) in set(zip(found.marker, found.kind, found.text))
    assert all(text[row.start:row.end] == row.text for row in found.itertuples())


def test_hedges_are_those_of_the_sentences():
    articles, sentences = read("Er soll krank sein. Der Hof liegt im Tal. Sie sagte, er sei offenbar krank.")
    found = wording.markers(articles, sentences)
    assert found[found.marker.eq("hedge")].text.tolist() == [word for words in sentences.hedges for word in words]
    assert set(found.voice) <= {"author", "quoted"}


def test_the_tables_of_analyse_are_those_of_the_functions():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["Olaf Scholz soll gelogen haben.\n\nDas Regime warf Anna Weil offenbar Betrug vor."]})
    result = analysis.analyse(articles)
    pd.testing.assert_frame_equal(result.markers, wording.markers(articles, result.sentences))
    assert result.markers.text.tolist() == ["soll", "Regime", "offenbar"] and result.markers.sentence_id.tolist() == [0, 1, 1]
    whole = analysis.target_sentiment(articles, result.actors)
    assert result.targets[["start", "polarity", "label"]].equals(whole[["start", "polarity", "label"]]) and len(result.targets) == 2
    explained = analysis.explain("Das Regime warf Anna Weil offenbar Betrug vor.")
    assert result.tone_words[result.tone_words.sentence_id.eq(1)][["word", "weight", "rule"]].reset_index(drop=True).equals(explained)


def test_only_the_sentences_given_are_read():
    articles, sentences = read("Er soll krank sein. Sie soll es auch sein.")
    assert len(wording.markers(articles, sentences)) == 2 and len(wording.markers(articles, sentences.tail(1))) == 1
    assert wording.markers(articles, sentences.iloc[:0]).empty


def test_density_is_per_hundred_words_of_the_voice():
    markers = pd.DataFrame({"kind": ["modal", "modal", "adverb"], "voice": ["author", "quoted", "quoted"]})
    sentences = pd.DataFrame({"text": ["eins zwei drei vier", "eins " * 50], "voice": ["author", "quoted"]})
    found = measures.per_hundred_words(markers, sentences)
    assert found.to_dict() == {"author": {"modal": 25, "adverb": 0}, "quoted": {"modal": 2, "adverb": 2}}


def test_extremes_add_up_and_skip_sentences_without_words():
    text = "Das Haus brannte. Der Frieden ist ein großer Erfolg. Der Krieg ist eine schreckliche Katastrophe."
    result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    sentences = result.sentences
    found = wording.extremes(sentences, result.tone_words).reset_index()
    assert dict(zip(found.tone, found.sentence)) == {"most negative": sentences.text[2], "most positive": sentences.text[1]}
    for sentence, words in found.groupby("sentence"):
        total = words.weight.sum()
        assert total / (total ** 2 + 3) ** 0.5 == pytest.approx(sentences.set_index("text").polarity[sentence], abs=0.01)
    assert wording.extremes(sentences.iloc[:0], result.tone_words).empty


def test_findings():
    articles, sentences = read("Er soll krank sein. Das Regime schweigt.")
    assert findings.wording(wording.markers(articles, sentences), sentences) == (
        "1 hedge (14.3 in 100 words), most of them modal (1); 1 loaded word (14.3 in 100 words).")
