"""Claims: which figures belong together, scored on the invented sample's key, and one small case a rule."""
from itertools import combinations

import pandas as pd
import pytest

import analysis
from analysis import project
from analysis.claims import comparison
from analysis.claims import extraction as c
from analysis.claims.events import events
from analysis.report import findings, measures

SAMPLE = project.ROOT / "data" / "sample"
KEY = pd.read_csv(SAMPLE / "key.csv")


@pytest.fixture(scope="module")
def result():
    return analysis.analyse(analysis.load_articles(SAMPLE))


@pytest.fixture(scope="module")
def claims(result):
    return c.claims(result)


def articles(*texts, day="2031-03-12"):
    return pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": texts,
                         "published": pd.date_range(day, periods=len(texts), freq="h")})


def of(*texts):
    return c.claims(analysis.analyse(articles(*texts)))


def pairs(table, column):
    """The pairs of mentions with the same value of the column."""
    return {pair for _, rows in table.groupby(column)
            for pair in combinations(sorted(zip(rows.article_id, rows.start)), 2)}


# ---------------------------------------------------------------- the sample
def test_the_key_points_at_its_numbers(result):
    texts = result.articles.set_index("article_id").text
    for row in KEY.itertuples():
        assert texts[row.article_id][row.start:row.start + len(row.text)] == row.text
        assert texts[row.article_id].count(row.words) == 1


def test_sample_has_four_outlets_with_four_articles(result):
    assert result.articles.article_id.str.extract(r"-([a-z]+)-\d$")[0].value_counts().to_dict() == dict.fromkeys(
        ("deichkurier", "kuestenbote", "moewenfunk", "nordtagblatt"), 4)
    assert "invented" in (SAMPLE / "README.md").read_text(encoding="utf-8")


def test_precision_and_recall_on_the_key(claims):
    expected, found = pairs(KEY, "claim"), pairs(claims, "claim_id")
    assert len(expected & found) / len(found) >= 0.9
    assert len(expected & found) / len(expected) >= 0.9


def test_spans_are_the_text(result, claims):
    texts = result.articles.set_index("article_id").text
    assert all(texts[row.article_id][row.start:row.end] == row.text for row in claims.itertuples())
    assert (claims.low <= claims.high).all()


def test_an_agency_report_counts_once(claims):
    dead = claims[claims.counted.eq("Tote") & claims.value.eq(3)]
    assert dead.copy_of.tolist() == ["", "2031-03-12-deichkurier-1", "2031-03-12-deichkurier-1"]
    first = comparison.first_reported(claims)
    three = first[first.counted.eq("Tote") & first.low.eq(3) & first.high.eq(3)].iloc[0]
    assert (three.article_id, three.n_articles, three.n_independent) == ("2031-03-12-deichkurier-1", 3, 1)
    single = comparison.single_source(claims)
    assert ((single.counted == "Tote") & (single.low == 3) & (single.high == 3)).any()


def test_disagreements_do_not_overlap(claims):
    found = comparison.disagreements(claims)
    assert (found[["low_1", "low_2"]].max(axis=1) > found[["high_1", "high_2"]].min(axis=1)).all()
    tonnes = found[found.counted.eq("Ammoniumnitrat")]
    assert {(120, 240), (240, 300)} <= set(zip(tonnes.value_1, tonnes.value_2))
    harbour = tonnes[(tonnes.source_1 == "Hafenbehörde") & (tonnes.source_2 == "Hafenbehörde")]
    assert set(harbour.relation) == {"revised"}


def test_order_of_articles_does_not_matter(result, claims):
    backwards = analysis.Result(**{name: table.iloc[::-1] for name, table in vars(result).items()})
    pd.testing.assert_frame_equal(c.claims(backwards), claims)


# ---------------------------------------------------------------- a case a rule
FIRE = "Der Großbrand im Hafen von Küstrup beschäftigt Feuerwehr, Polizei, Hafenbehörde und Landrätin. "


@pytest.mark.parametrize("one, other, counted", [
    pytest.param("Es gab 27 Verletzte.", "Es gab 31 Verletzte.", "Verletzte", id="same word"),
    pytest.param("Es gab drei Tote.", "Es gab fünf Todesopfer.", "Tote", id="synonym"),
    pytest.param("27 Menschen wurden verletzt.", "Es gab 31 Verletzte.", "Verletzte", id="what happened"),
    pytest.param("Ums Leben kamen drei Arbeiter.", "Vier Personen starben.", "Tote", id="before the number"),
    pytest.param("Es brannten 18 Container.", "Es brannten 22 Gefahrgutcontainer.", "Container", id="compound"),
    pytest.param("Dort lagen 2 Tonnen Dünger.", "Dort lagen 500 Kilogramm Dünger.", "Dünger", id="units"),
    pytest.param("Nicht fünf, sondern vier Menschen starben.", "Es gab vier Tote.", "Tote", id="denied"),
])
def test_one_claim(one, other, counted):
    found = of(FIRE + one, FIRE + other)
    assert set(found.claim_id) == {0} and set(found.counted) == {counted}
    assert set(found.article_id) == {"a0", "a1"}


@pytest.mark.parametrize("one, other", [
    pytest.param("Es gab 27 Verletzte.", "Es gab drei Tote.", id="other thing"),
    pytest.param("Es gab 27 Verletzte.", "Es gab neun Schwerverletzte.", id="some of them"),
    pytest.param("Der Schaden beträgt 20 Millionen Euro.", "Der Schaden beträgt 20 Millionen Dollar.", id="currency"),
    pytest.param("Dort sind 900 nordkoreanische Soldaten.", "Dort sind 500 russische Soldaten.", id="nation"),
    pytest.param("Es gab drei Tote.", "Im Jahr 2024 gab es neun Tote.", id="year"),
    pytest.param("Der Preis stieg um 5 Prozent.", "Der Preis stieg auf 30 Prozent.", id="change and amount"),
    pytest.param("700 Menschen kamen.", "Zwei Menschen winkten.", id="persons of whom nothing is known"),
])
def test_no_claim(one, other):
    found = of(FIRE + one, FIRE + other)
    assert found.empty


@pytest.mark.parametrize("year", [1618, 1677, 1678, 1700, 1732, 1733, 1800, 2190])
@pytest.mark.parametrize("day", ["1679-03-12", "2031-03-12", "2262-03-12"])
def test_a_year_far_away_is_another_year(year, day):
    texts = [FIRE + "Es gab drei Tote.", FIRE + f"Im Jahr {year} gab es neun Tote.", FIRE + f"Im Jahr {year} gab es zwei Tote."]
    found = c.claims(analysis.analyse(articles(*texts, day=day)))
    assert year == int(day[:4]) - 1 or found.value.tolist() == [9, 2]


def test_a_part_is_not_the_whole():
    found = of(FIRE + "18 Container brannten.", FIRE + "Von den 40 Containern brannten 22.")
    assert found.value.tolist() == [18, 40]


def test_one_article_has_claims_only_between_sources():
    assert of(FIRE + "Es gab drei Tote. Die drei Toten wurden geborgen.").empty
    found = of(FIRE + "Nach Angaben der Polizei gab es drei Tote. Es gab fünf Tote, sagte Landrätin Wiebke Tadsen.")
    assert found.source.nunique() == 2 and set(found.counted) == {"Tote"}


def test_a_denied_figure_is_marked_and_does_not_count():
    found = of(FIRE + "Nicht fünf, sondern vier Menschen starben.", FIRE + "Es gab vier Tote.")
    assert found.set_index("value").is_denied.to_dict() == {5: True, 4: False}
    assert comparison.disagreements(found).empty and set(comparison.first_reported(found).value) == {4}


def test_values_are_in_one_unit():
    found = of(FIRE + "Dort lagen 2 Tonnen Dünger.", FIRE + "Dort lagen 500 Kilogramm Dünger.")
    assert found.value.tolist() == [2000, 500] and set(found.unit) == {"kg"}


# ---------------------------------------------------------------- events and copies
def test_other_events_are_other_claims():
    found = of(FIRE + "Es gab drei Tote.", "Der Zug von Ulm nach Aalen entgleiste bei Heidenheim, die Bahn prüft Gleis und Weiche. Es gab fünf Tote.")
    assert found.empty


def test_an_event_ends_after_a_month():
    late = articles(FIRE, FIRE).assign(published=pd.to_datetime(["2031-03-12", "2031-06-12"]))
    assert events(late).tolist() == [0, 1]


def test_articles_centuries_apart_are_of_two_events():
    late = articles(FIRE, FIRE).assign(published=pd.to_datetime(["1678-01-01", "2262-01-01"]).as_unit("ns"))
    assert events(late).tolist() == [0, 1]


REPORT = "Bei dem Brand im Hafen sind am Mittwoch drei Menschen getötet worden, das sagte eine Sprecherin der Polizei am Abend."


@pytest.mark.parametrize("later, n_words", [
    pytest.param("Eigener Vorspann ist hier. " + REPORT, 20, id="word by word"),
    pytest.param(REPORT.replace("Abend", "späten Abend"), 19, id="a word put in near the end"),
    pytest.param(REPORT.replace("das sagte", "wie es hieß sagte"), None, id="a few words changed"),
    pytest.param("Drei Tote gab es im Hafen am Mittwoch, so eine Sprecherin der Polizei.", 0, id="retold"),
])
def test_copies(later, n_words):
    found = c.copies(articles(REPORT, later))
    assert set(found.article_id) <= {"a1"} and set(found.copy_of) <= {"a0"}
    if n_words:
        assert found.n_words.tolist() == [n_words]
    else:
        assert found.empty == (n_words == 0)
    assert all(later[row.start:row.end] == row.text for row in found.itertuples())


# ---------------------------------------------------------------- what they show
def test_a_sum_is_not_that_of_who_names_it():
    found = of(FIRE + "Den Schaden schätzte ein Sprecher auf 20 Millionen Euro.", FIRE + "Der Schaden beträgt 30 Millionen Euro.")
    assert found.value.tolist() == [20e6, 30e6] and set(found.counted) == {"Schaden"}


def test_attribution_is_that_of_the_figures(claims):
    assert set(claims.attribution) == {"author", "named source", "unnamed source"}
    assert (claims.source.eq("the author") == claims.attribution.eq("author")).all()


def test_a_voice_that_gives_two_figures_in_one_breath_revises_nothing(claims):
    revised = comparison.disagreements(claims).query("relation == 'revised'")
    assert len(revised) and (revised.article_id_1 != revised.article_id_2).all() and (revised.voice_1 == revised.voice_2).all()


def test_a_correction_names_the_figure_that_is_wrong(claims):
    """`Anders als berichtet sind nicht fünf, sondern vier Menschen gestorben.`"""
    corrected = comparison.disagreements(claims).query("relation == 'corrected'")
    assert set(corrected.value_1) == {5} and set(corrected.value_2) == {4} and set(corrected.article_id_2) == {"2031-03-14-deichkurier-3"}
    assert (corrected.published_1 < corrected.published_2).all()


@pytest.mark.parametrize("one, other, same", [
    ("Das Werk warf 300 Tonnen Plastikabfall weg", "Das Amt nannte 500 Tonnen Plastikabfall", True),
    ("Das Werk warf 300 Tonnen vermeidbaren Plastikabfall weg", "Das Amt nannte 500 Tonnen Plastikabfall", False),
    ("Das Werk warf 300 Tonnen Plastikabfall weg", "Das Amt nannte 500 Tonnen Plastikabfall, die verbrannt wurden", False)])
def test_figures_narrowed_unlike_are_not_compared(one, other, same):
    text = "In Nordhaven brannte am Montag das Werk Brackwall Logistik. Die Feuerwehr Nordhaven löschte die Halle. "
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": [f"{text}{one}.", f"{text}{other}."], "published": pd.to_datetime(["2031-05-05", "2031-05-06"])})
    assert len(comparison.disagreements(c.claims(analysis.analyse(articles)))) == same


def test_departures_count_claims_both_ways(claims):
    found = comparison.disagreements(claims)
    counts = comparison.departures(found)
    assert len(counts) == 12 and (counts.index == counts.columns).all() and (counts.to_numpy() == counts.to_numpy().T).all()
    one, other = counts.index[:2]
    near = found[found.hours_apart.le(48)]
    pair = near[[{row.voice_1, row.voice_2} == {one, other} for row in near.itertuples()]]
    assert counts.loc[one, other] == pair.claim_id.nunique() > 0
    own = found[found.relation.eq("revised")]
    assert all(counts.loc[voice, voice] == own[own.voice_1.eq(voice)].claim_id.nunique() for voice in counts.index)


def test_figures_given_later_do_not_depart(claims):
    found = comparison.disagreements(claims)
    assert comparison.departures(found, hours=1).to_numpy().sum() < comparison.departures(found).to_numpy().sum() < comparison.departures(found, hours=1000).to_numpy().sum()


def test_both_sides_in_their_sentences(result, claims):
    found = measures.both_sides(comparison.disagreements(claims), result.sentences)
    for row in found.itertuples():
        assert f"{{{row.text_1}}}" in row.sentence_1 and f"{{{row.text_2}}}" in row.sentence_2


def test_chosen(claims):
    dead = comparison.chosen(claims, "Tote")
    assert set(dead.counted) == {"Tote"} and len(dead) == claims.counted.eq("Tote").sum()
    told = comparison.chosen(claims, source="Klare See")
    assert set(told.counted) == {"Ammoniumnitrat"} and "Hafenbehörde" in set(told.source)
    with pytest.raises(ValueError, match="no claim has counted 'Kühe'; there are: Tote, "):
        comparison.chosen(claims, "Kühe")


def test_most_told_claims_have_different_figures(claims):
    found = comparison.most_told(claims, 3)
    assert found.claim_id.nunique() == 3 and (found.groupby("claim_id").value.nunique() > 1).all() and found.counted[0] == "Tote"


def test_findings(claims):
    apart, figures = comparison.disagreements(claims), comparison.first_reported(claims)
    assert findings.claims(claims).startswith(f"{claims.claim_id.nunique()} claims in {len(claims)} mentions of 16 articles")
    assert f"{apart.relation.eq('disputed').sum()} pairs of figures" in findings.disagreements(apart)
    assert findings.support(figures).startswith(f"{len(comparison.single_source(claims))} of {len(figures)} figures")
    assert [text for text in (findings.claims(claims.iloc[:0]), findings.disagreements(apart.iloc[:0]), findings.support(figures.iloc[:0]))
            if not text.startswith(("No ", "There is no "))] == []


# ---------------------------------------------------------------- nothing in
def test_nothing_in_nothing_out():
    none = of()
    assert none.empty and list(none.columns) == list(c.COLUMNS)
    for table, of_none in ((comparison.disagreements(none), comparison.disagreements), (comparison.first_reported(none), comparison.first_reported), (comparison.single_source(none), comparison.single_source)):
        full = of_none(of(FIRE + "Es gab drei Tote.", FIRE + "Es gab fünf Todesopfer."))
        assert table.empty and list(table.columns) == list(full.columns) and len(full)
        assert table.dtypes.to_dict() == full.dtypes.to_dict()
    assert comparison.departures(comparison.disagreements(none)).empty and comparison.most_told(none).empty
    assert c.copies(articles("", "Hafen")).empty and not c.copies(articles(REPORT, REPORT)).empty


# ---------------------------------------------------------------- what is comparable
EVENT = "Der Streik der Busfahrer in Nordheim dauert an, sagte Bürgermeisterin Ilse Thorn am Depot in Nordheim."


def apart(first, second):
    """The pairs of figures said to disagree in two articles on one event."""
    result = analysis.analyse(articles(f"{EVENT} {first}", f"{EVENT} {second}"))
    found = comparison.disagreements(c.claims(result))
    return {tuple(sorted((row.value_1, row.value_2))) for row in found.itertuples()}


@pytest.mark.parametrize("first, second, pair", [
    ("Laut Polizei kamen 900 Teilnehmer.", "Die Gewerkschaft zählte 1.500 Demonstranten.", (900, 1500)),
    ("Bei dem Unfall starben drei Menschen.", "Die Zahl der Toten liegt bei fünf.", (3, 5)),
    ("Die Polizei sprach von 900 Teilnehmern. Der Verband ging von 2.000 aus.", "Es regnete.", (900, 2000)),
    ("Der Schaden beträgt zwei Millionen Euro.", "Die Feuerwehr schätzt den Schaden auf drei Millionen Euro.", (2e6, 3e6)),
    ("Im Haushalt klafft ein Loch von 40 Millionen Euro.", "Der Fehlbetrag liegt bei 55 Millionen Euro.", (40e6, 55e6)),
    ("Die Wahlbeteiligung lag bei 61 Prozent.", "Die Wahlbeteiligung lag bei 64 Prozent.", (61, 64)),
    ("Die Bürgerliste kommt auf 21 Prozent.", "Die Bürgerliste erreicht 24 Prozent.", (21, 24)),
    ("Die Polizei meldete 30 Festnahmen.", "Es gab 44 Festnahmen, teilte die Staatsanwaltschaft mit.", (30, 44)),
    ("Zwölf Fahrgäste wurden verletzt.", "Die Klinik nahm 15 Verletzte auf.", (12, 15)),
    ("In Nordheim fehlen 80 Busfahrer.", "In Nordheim fehlen 120 Busfahrer, sagte der Verband.", (80, 120))])
def test_what_is_compared(first, second, pair):
    assert apart(first, second) == {pair}


@pytest.mark.parametrize("first, second", [
    ("900 Teilnehmer kamen.", "Angemeldet waren 500 Teilnehmer."), ("900 Menschen demonstrierten.", "Im vergangenen Jahr demonstrierten 400 Menschen."),
    ("900 Teilnehmer kamen.", "Am Freitag erwartet der Verband 3.000 Teilnehmer."), ("Drei Menschen starben.", "Zwei weitere Menschen starben."),
    ("64 Menschen wurden verletzt.", "64 Menschen wurden verletzt, 17 von ihnen schwer."), ("Neun Menschen starben.", "Vier der Toten waren Kinder."),
    ("Die Bürgerliste kommt auf 21 Prozent.", "Der Freie Bund kommt auf 24 Prozent."), ("Die Bürgerliste kommt auf 21 Prozent.", "Bei der Wahl vor fünf Jahren holte die Bürgerliste 30 Prozent."),
    ("In Nordheim kamen 900 Teilnehmer zur Kundgebung.", "In Ostrach kamen 600 Teilnehmer zur Kundgebung."), ("Zwölf Polizisten waren im Einsatz.", "380 Polizisten hätten frei gehabt."),
    ("Vier Polizisten wurden verletzt.", "40 Demonstranten wurden verletzt."), ("Der Schaden liegt bei zwei Millionen Euro.", "Der Gewinn liegt bei drei Millionen Euro."),
    ("Der Zug hatte sechs Wagen.", "Zwei Wagen können wieder fahren."), ("In Nordheim fehlen 80 Busfahrer.", "Landesweit fehlen 700 Busfahrer.")])
def test_what_is_not_compared(first, second):
    assert apart(first, second) == set()
