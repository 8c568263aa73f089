"""Where nothing is found: each measure gives a table with the same columns and kinds, each chart and each finding says so."""
from contextlib import suppress
from dataclasses import replace

import pandas as pd
import pytest
from pandas.testing import assert_series_equal

import analysis
from analysis import selection
from analysis.claims import comparison, copies, extraction
from analysis.figures import attribution
from analysis.people import corrections
from analysis.report import alerts, charts, findings, measures
from analysis.tone import wording

TEXT = ("Im Hafen von Hamburg brannten am Montag 12 Boote. „Es war schlimm“, sagte Karl Meyer von der Polizei. „Das Wasser war kalt“, sagte Karl Meyer. "
        "Laut Feuerwehr sollen etwa {} Menschen gestorben sein. Die brutale Tat empört. Karl Meyer war am Montag mit Peter Tschentscher im Hafen von Hamburg im Einsatz.")
ENGLISH = "The police said that it was bad. Nobody knows why the fire broke out."
OF_VALUES = ("exactness", "source_kinds", "forms", "together", "over_time", "densities", "departures", "lost")      # tables whose columns are values: with nothing, there are none


@pytest.fixture(scope="module")
def everything():
    return analysis.analyse(pd.DataFrame({"article_id": list("abcd"), "title": ["5 Menschen gestorben, Meyer warnt", "", "", ""], "text": [TEXT.format(3), TEXT.format(5), ENGLISH, "Es war still."],
                                          "published": pd.to_datetime(["2031-03-12", "2031-03-13", None, None]), "language": ["de", "de", "en", "de"]}))


def without_words(result):
    """A source that is said to have spoken, in words nobody can find."""
    silent = result.statements.quote_spans.map(lambda spans: [])
    return selection.chosen(replace(result, statements=result.statements.assign(quote_spans=silent)), "a", "Karl Meyer")


NOTHING = {"no articles": lambda result: analysis.analyse(pd.DataFrame({"article_id": [], "text": []})), "an article in another language": lambda result: selection.chosen(result, "c"),
           "an article without anything": lambda result: selection.chosen(result, "d"), "a source without words": without_words}


def measured(result):
    """What the notebooks compute of a result, by name."""
    numbers = attribution.attributed(result.numbers, result.statements, result.sources)
    claims = extraction.claims(result)
    apart, voices = comparison.disagreements(claims), measures.voices(result)
    return {
        **vars(result), "attributed": numbers, "overview": measures.overview(result), "oddities": measures.oddities(result), "alerts": alerts.alerts(result), "voices": voices,
        "exactness": measures.crossed(numbers, "exactness", "attribution"), "in_sentence": measures.in_sentence(numbers, result.sentences),
        "source_kinds": measures.crossed(measures.with_naming(result.sources), "kind", "naming"), "forms": measures.crossed(result.statements, "kind", "stance"),
        "shares": measures.share_of_voice(voices), "kinds": measures.share_of_voice(voices, "kind"), "naming": measures.with_naming(result.sources),
        "roll": measures.roll_call(result.actors), "together": measures.together(result.actors), "over_time": measures.mentions_over_time(result.actors, result.articles),
        "by_voice": measures.tone_by(result.sentences, "voice"), "towards": measures.tone_towards(result.targets), "extremes": wording.extremes(result.sentences, result.tone_words),
        "densities": measures.per_hundred_words(result.markers, result.sentences), "target_sentiment": analysis.target_sentiment(result.articles, result.actors),
        "claims": claims, "chosen": comparison.chosen(claims), "most_told": comparison.most_told(claims), "disagreements": apart, "departures": comparison.departures(apart),
        "first": comparison.first_reported(claims), "single": comparison.single_source(claims), "both_sides": measures.both_sides(apart, result.sentences),
        "copies": copies.copies(result.articles), "unresolved": corrections.unresolved(result.actors), "against_text": measures.against_text(result.headlines, result.articles),
        "lost": measures.headline_losses(result.headlines, result.articles), "quotations": analysis.quotations(result), "quoted_people": analysis.quoted_people(result), "genders": analysis.genders(result),
        "genders_by": analysis.genders(result, "outlet"), "voices_by": analysis.voices(result), "lengths": result.sentences.assign(n_words=measures.n_words(result.sentences.text))}


DRAWN = {"lengths": charts.sentence_lengths, "attributed": charts.ledger, "exactness": charts.exactness, "dates": lambda dates: charts.dates_named(dates.assign(published=pd.NaT)),
         "roll": charts.mentions, "together": charts.together, "over_time": charts.mentions_over_time, "shares": charts.share_of_voice, "voices": charts.strip_of_voices,
         "source_kinds": charts.kinds, "forms": charts.forms, "sentences": charts.arc, "by_voice": charts.mean_tone, "towards": charts.mean_tone, "densities": charts.markers,
         "most_told": charts.claims_over_time, "lost": lambda lost: charts.headline_losses(lost * 10), "departures": charts.departures, "first": charts.support}
SAID = {"articles": lambda found: findings.articles(found["overview"], found["oddities"]), "alerts": lambda found: " ".join(findings.alerts(found["alerts"])), "figures": lambda found: findings.figures(found["attributed"]),
        "dates": lambda found: findings.dates(found["dates"], pd.NaT), "people": lambda found: findings.people(found["roll"]), "over time": lambda found: findings.over_time(found["over_time"]),
        "unresolved": lambda found: findings.unresolved(found["unresolved"]), "voices": lambda found: findings.voices(found["shares"], found["sources"], found["statements"]),
        "tone": lambda found: findings.tone(found["by_voice"], found["sentences"]), "wording": lambda found: findings.wording(found["markers"], found["sentences"]),
        "genders": lambda found: findings.genders(found["genders"]),
        "headlines": lambda found: findings.headlines(found["headlines"]), "claims": lambda found: findings.claims(found["claims"]), "disagreements": lambda found: findings.disagreements(found["disagreements"]),
        "support": lambda found: findings.support(found["first"]), "copies": lambda found: findings.copies(found["copies"], found["articles"])}


@pytest.fixture(scope="module")
def full(everything):
    return measured(everything)


@pytest.fixture(scope="module", params=NOTHING.values(), ids=NOTHING)
def empty(everything, request):
    return measured(request.param(everything))


def test_tables_keep_their_columns(full, empty):
    for name in set(full) - set(OF_VALUES):
        assert_series_equal(empty[name].dtypes, full[name].dtypes, obj=name)


def test_there_was_something_to_lose(full):
    assert not [name for name, table in full.items() if table.empty and name not in ("oddities", "unresolved")]


@pytest.mark.parametrize("name", DRAWN)
def test_charts_say_that_there_is_nothing(empty, name):
    expected = pytest.raises(charts.Nothing, match="^no") if empty[name].empty else suppress(charts.Nothing)       # a row of the author's words is no share
    with expected:
        assert DRAWN[name](empty[name])


@pytest.mark.parametrize("name", DRAWN)
def test_charts_draw_what_there_is(full, name):
    assert DRAWN[name](full[name])


@pytest.mark.parametrize("name", SAID)
def test_findings_are_sentences(empty, name):
    assert SAID[name](empty).endswith(".")
