"""The linguistic pass: offsets, sentences, headings, HanTa's own answers, mood, clauses, a reader's own model."""
import pandas as pd
import pytest
import spacy
from HanTa.HanoverTagger import HanoverTagger
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis import project
from analysis.language import clauses, noun_phrases, reading
from analysis.language.tagger import Tagger
from analysis.people import actors

NEWS = (project.ROOT / "seeds" / "2024-10-18-nordkoreas-soldaten.txt").read_text(encoding="utf-8")


def texts(text):
    return [sent.text for sent in reading.sentences(reading.read(text))]


SENTENCES = {
    "glued": ["Sie liefern Raketen.", "Nun gehen sie weiter."],
    "glued after a quotation mark": ['Das ist "ernst".', "Die Lage bleibt so."],
}


@pytest.mark.parametrize("sentences", SENTENCES.values(), ids=SENTENCES)
def test_glued_sentences(sentences):
    assert texts("".join(sentences)) == sentences


@pytest.mark.parametrize("sentences", [
    ["Am 1. November kam Dr. Huber an.", "Er blieb bis 2010.", "Dann ging er."],
    ["Es kostet rd. 3,5 Mio. Euro, z. B. für Stahl.", "Das ist viel."],
    ["„Geht das?“, fragte sie.", "„Ja.“", "Er lachte."],
    ['Sie rief "Halt!" und lief.', "Der Mann blieb stehen."],
    ["George W. Bush kam.", "Er sprach."],
    ["Bayern gewann 3:2.", "2024 war das anders."],
    ["So endete es ...", "Aber niemand ging."],
])
def test_sentences(sentences):
    assert texts(" ".join(sentences)) == sentences


def test_headings_are_short_paragraphs_without_a_full_stop():
    doc = reading.read("Feuer im Hafen\n\nEs brannte lange.\n\nWas nun?\n\nNiemand weiß es.")
    assert [sent.is_heading for sent in reading.sentences(doc)] == [True, False, False, False]
    assert [sent.paragraph for sent in reading.sentences(doc)] == [0, 1, 2, 3]


def test_a_single_line_is_no_heading():
    assert not reading.sentences(reading.read("Feuer im Hafen"))[0].is_heading


def test_wrapped_lines_are_one_sentence():
    assert texts("Die Feuerwehr war lange\nim Einsatz.") == ["Die Feuerwehr war lange\nim Einsatz."]


@given(st.text(max_size=300))
def test_any_text_is_read_and_kept(text):
    doc = reading.read(text)
    assert doc.text == text
    found = reading.sentences(doc)
    assert "".join("".join(sent.text.split()) for sent in found) == "".join("".join(t.text.split()) for t in doc if not t.is_space)


def test_tags_and_lemmas_are_hantas():
    sentences = [[token.text for token in sent if not token.is_space] for sent in reading.sentences(reading.read(NEWS))]
    tagger, hanta = Tagger(), HanoverTagger("morphmodel_ger.pgz")
    pairs = [(ours, theirs) for words in sentences for ours, theirs in zip(tagger.tag_sent(words), hanta.tag_sent(words))]
    assert len(pairs) > 500
    assert sum(ours == theirs for ours, theirs in pairs) / len(pairs) >= 0.995


@pytest.mark.parametrize("sentence, verbs", [
    ("Er sagte, sie sei krank und habe Fieber.", ["sei", "habe"]), ("Ich habe Fieber.", []), ("Sie gehe davon aus.", ["gehe"]),
    ("Sie geht davon aus.", []), ("Das könnte reichen, hätte er Zeit.", ["könnte", "hätte"]), ("Er sagte es.", [])])
def test_mood(sentence, verbs):
    assert [token.text for token in reading.read(sentence) if "Mood=Sub" in str(token.morph)] == verbs


@pytest.mark.parametrize("sentence, moods", [
    ("Er sagte, sie sei krank und habe Fieber.", "I I"), ("Sie könne kommen.", "I"), ("Das könnte reichen, hätte er Zeit.", "II II"),
    ("Es ginge besser.", "II"), ("Er sagte es.", "")])
def test_konjunktiv_i_and_ii(sentence, moods):
    assert " ".join(word.mood for word in reading.words(reading.read(sentence)) if word.mood) == moods


@pytest.mark.parametrize("phrase, rest", [
    ("der für Sport zuständige Minister", "kam."), ("die Chefin der Klinik in Kiel", "sagte am Montag nichts."),
    ("ein alter, müder Hund", "schlief."), ("Vereinigung der Ärzte (VdÄ)", "warnt."), ("die Nachbarn und die Gäste", "gingen."),
    ("das Haus", "am Montag zu verkaufen"), ("er", "den Preis nannte"), ("", "gestern kam der Bote.")])
def test_noun_phrase_ends(phrase, rest):
    words = reading.words(reading.read(f"{phrase} {rest}".strip()))
    end = noun_phrases.phrase(words, 0, len(words))
    assert words.text[:words[end].idx].strip() == phrase


@pytest.mark.parametrize("sentence, ids", [
    ("Der Mann, der gestern kam, sagte nichts.", "0 0 0 1 1 1 1 0 0 0"), ("Er ging und sie kam.", "0 0 1 1 1 1"),
    ("Sie hofft, dass die, die gehen, bald kommen.", "0 0 0 1 1 1 2 2 2 1 1 1"), ("Er will helfen, um Zeit zu sparen.", "0 0 0 0 1 1 1 1 1"),
    ("Der Mann (er ist neu) kam.", "0 0 1 1 1 1 1 0 0"), ("Der Mann (aus Kiel) kam.", "0 0 0 0 0 0 0 0"), ("Er hofft dass sie kommt.", "0 0 1 1 1 1"),
    ("Er kam,  \n als sie ging.", "0 0 0 0 1 1 1 1")])
def test_clauses(sentence, ids):
    (sent,) = reading.sentences(reading.read(sentence))
    assert " ".join(map(str, clauses.clause_ids(sent))) == ids


def test_a_readers_model_brings_tags_and_names():
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "amt"}]], {"TAG": "NN", "LEMMA": "Behörde"})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Amt"}])
    doc = reading.pipeline(nlp)("Das Amt schweigt.Niemand fragt.")
    assert [sent.text for sent in reading.sentences(doc)] == ["Das Amt schweigt.", "Niemand fragt."]
    assert (doc[1].tag_, doc[1].lemma_, [ent.text for ent in doc.ents]) == ("NN", "Behörde", ["Amt"])


TAGS = {"Laut": "APPR", "Zorbax": "NE", "flohen": "VVFIN", "200": "CARD", "Leute": "NN", "aus": "APPR", "Berlin": "NE", ".": "$.", "Frau": "NN",
        "Quill": "NE", "sagte": "VVFIN", ",": "$,", "die": "ART", "Abendrunde": "NN", "sei": "VAFIN", "einig": "ADJD"}
LEMMAS = {"flohen": "fliehen", "sagte": "sagen", "sei": "sein"}
READ_BY_MODEL = "Laut Zorbax flohen 200 Leute aus Berlin.Frau Quill sagte, die Abendrunde sei einig."


@pytest.fixture
def readers_model(tmp_path, monkeypatch):
    """ANALYSIS_MODEL is the folder of a tiny pipeline that knows the words of READ_BY_MODEL, two names and an event."""
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("attribute_ruler")
    for word, tag in TAGS.items():
        ruler.add([[{"ORTH": word}]], {"TAG": tag, "LEMMA": LEMMAS.get(word, word)})
    ruler.add([[{"ORTH": "sei"}]], {"MORPH": "Mood=Sub|VerbForm=Fin"})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Zorbax"}, {"label": "PER", "pattern": "Quill"},
                                               {"label": "MISC", "pattern": "Abendrunde"}])
    nlp.to_disk(tmp_path / "model")
    monkeypatch.setenv("ANALYSIS_MODEL", str(tmp_path / "model"))
    reading.pipeline.cache_clear()
    yield
    reading.pipeline.cache_clear()


def found(table, *columns):
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_a_readers_model_named_in_the_environment_is_read_by_every_table(readers_model):
    result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": [READ_BY_MODEL]}))
    assert found(result.sentences, "text") == [("Laut Zorbax flohen 200 Leute aus Berlin.",), ("Frau Quill sagte, die Abendrunde sei einig.",)]
    assert found(result.actors, "text", "kind", "rule", "start") == [("Zorbax", "organisation", "model", 5), ("Quill", "person", "model", 45)]
    assert found(result.statements, "rule", "speaker", "text") == [
        ("laut", "Zorbax", "flohen 200 Leute aus Berlin"), ("verb second", "Quill", "die Abendrunde sei einig")]
    assert found(result.numbers, "text", "counted", "source") == [("200", "Leute", "Zorbax")]
    assert [hedges for hedges, in found(result.sentences, "hedges")] == [["Laut"], ["sei"]]


def test_our_model_does_not_step_in_where_the_readers_model_finds_no_name(readers_model):
    assert actors.find(reading.read("Laut Hendrik Remmel flohen 200 Leute aus.")) == []


def test_a_model_that_gives_no_tags_is_named(readers_model):
    with pytest.raises(ValueError, match="ANALYSIS_MODEL=.*model: this pipeline gives words no tags"):
        reading.read("Haus Garten")


def test_a_model_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setenv("ANALYSIS_MODEL", "de_no_such_model")
    reading.pipeline.cache_clear()
    with pytest.raises(OSError, match="de_no_such_model"):
        reading.read("Ein Satz.")
