"""The reading of the seed by hand: what a careful reader lists, written down before the rules that find it."""
import numpy as np
import pytest

import analysis
from analysis import project


@pytest.fixture(scope="module")
def result():
    return analysis.analyse(analysis.load_articles(project.ROOT / "seeds"))


def place(result, words, nth=0):
    """Where the nth occurrence of the words starts."""
    text, start = result.articles.text[0], -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start


# the words around it (and which occurrence), the number, counted, modifier, bound, low, high, hedged, source
NUMBERS = [
    ("Tausenden von Soldaten", 0, "Tausenden", "Soldat", None, "vague", 2000, np.inf, True, None),
    ("12.000 Soldaten", 0, "12.000", "Soldat", "bis zu", "at_most", -np.inf, 12000, True, "südkoreanischer Geheimdienst"),
    ("Tausende von Soldaten", 0, "Tausende", "Soldat", None, "vague", 2000, np.inf, True, None),
    ("12.000 Soldaten", 1, "12.000", "Soldat", "bis zu", "at_most", -np.inf, 12000, True, "südkoreanischer Geheimdienst"),
    ("11.000 nordkoreanischen", 0, "11.000", "Infanterist", None, "exact", 11000, 11000, True, "Kyrylo Budanow"),
    ("Zwei Autokraten", 0, "Zwei", "Autokrat", None, "exact", 2, 2, False, None),
]


def test_there_are_no_other_numbers(result):
    assert result.numbers.text.tolist() == [row[2] for row in NUMBERS]


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: f"{row[0]} {row[1]}")
def test_number(result, row):
    words, nth, text, counted, modifier, bound, low, high, hedged, source = row
    found = result.numbers.set_index("start").loc[place(result, words, nth)]
    assert (found.text, found.counted, found.bound, found.low, found.high) == (text, counted, bound, low, high)
    assert (found.modifier if isinstance(found.modifier, str) and found.modifier else None) == modifier
    assert found.is_hedged == hedged
    assert (found.source if isinstance(found.source, str) else None) == source


# words of the time expression, kind, TIMEX3 value
DATES = [("letzten Monaten", None), ("Juni", "2024-06"), ("derzeit", "PRESENT_REF"), ("1. November", "2024-11-01")]


@pytest.mark.parametrize("words, value", DATES, ids=lambda value: str(value))
def test_date(result, words, value):
    found = result.dates[result.dates.text.str.contains(words, regex=False)]
    assert len(found) == 1
    assert value is None or found.value.iloc[0] == value


# what is said (its beginning), form, speaker, cue, part of the quote
STATEMENTS = [
    ("soll es sich um eine massive Entsendung", "indirect", "südkoreanischer Geheimdienst", "laut"),
    ("als ernsthafte Bedrohung für die internationale", "reported", "Experten", "einstufen"),
    ("soll es sich um bis zu 12.000 Soldaten", "indirect", "südkoreanischer Geheimdienst", "laut"),
    ("Der Einsatz der Truppen", "indirect", "südkoreanischer Geheimdienst", "demnach"),
    ("mehrere Motive und Ziele Nordkoreas", "reported", "Experten", "sehen"),
    ("als ernsthafte Bedrohung für die Ukraine", "reported", "Experten", "einstufen"),
    ("die nordkoreanischen Truppen vor allem", "indirect", "Hendrik Remmel", "ausgehen"),
    ("die 11.000 nordkoreanischen Infanteristen", "indirect", "Kyrylo Budanow", "rechnen"),
    ("ernste Sicherheitsbedrohung nicht nur", "direct", "Yoon Suk Yeol", "bezeichnen"),
    ("weitere Sanktionen gegen Nordkorea zu verhängen", "indirect", "USA und ihre Verbündeten", "ankündigen"),
]


@pytest.mark.parametrize("words, kind, speaker, cue", STATEMENTS, ids=lambda value: str(value)[:40])
def test_statement(result, words, kind, speaker, cue):
    at = place(result, words)
    found = result.statements[[any(start <= at < end for start, end in spans) for spans in result.statements.quote_spans]]
    found = found[found.kind == kind]
    assert len(found) == 1
    assert (found.speaker.iloc[0], found.cue.iloc[0]) == (speaker, cue)


# name, kind, named, country
SOURCES = [
    ("südkoreanischer Geheimdienst", "intelligence", True, "KR"),
    ("Experten", "expert", False, None),
    ("Hendrik Remmel", "expert", True, None),
    ("Kyrylo Budanow", "intelligence", True, "UA"),
    ("Yoon Suk Yeol", "government", True, "KR"),
    ("USA und ihre Verbündeten", "government", True, "US"),
]


@pytest.mark.parametrize("name, kind, is_named, country", SOURCES, ids=lambda value: str(value))
def test_source(result, name, kind, is_named, country):
    found = result.sources.set_index("name").loc[name]
    assert (found.kind, found.is_named) == (kind, is_named)
    assert country is None or found.country == country


ACTORS = [
    ("Kim Jong-un", "person", None), ("Wladimir Putin", "person", None), ("Hendrik Remmel", "person", None),
    ("Kyrylo Budanow", "person", None), ("Yoon Suk Yeol", "person", "KR"),
    ("German Institute for Defence and Strategic Studies", "organisation", None),
    ("Nordkorea", "place", "KP"), ("Russland", "place", "RU"), ("Ukraine", "place", "UA"), ("Südkorea", "place", "KR"), ("USA", "place", "US"),
]


@pytest.mark.parametrize("name, kind, country", ACTORS, ids=lambda value: str(value))
def test_actor(result, name, kind, country):
    found = result.actors[result.actors.name == name]
    assert len(found) and found.kind.iloc[0] == kind
    assert country is None or country in set(found.country)


@pytest.mark.parametrize("words", ["Ukrainekrieg", "Despoten", "Artilleriegeschosse"])
def test_not_an_actor(result, words):
    assert not result.actors.text.str.contains(words).any()


def test_persons_are_these(result):
    assert set(result.actors[result.actors.kind == "person"].name) == {row[0] for row in ACTORS if row[1] == "person"}


def test_tone(result):
    sentences = result.sentences[~result.sentences.is_heading]
    worst = sentences.nsmallest(8, "polarity").text
    assert worst.str.contains("Bedrohung").any()
    assert sentences.polarity.mean() < 0
    assert sentences.hedges.map(len).sum() >= 5        # offenbar, soll, dürfte, könnte, demnach
