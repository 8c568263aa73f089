"""What to look at, intervals, and actors over time: small tables and exact arithmetic."""
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import project, selection
from analysis.language import network
from analysis.report import export, findings, measures, style

TEXTS = {"a": "Uwe Brandt leitet den Einsatz in Ulm. Laut Polizei gab es 30 Verletzte. Das Wetter war gut.",
         "b": "Die Polizei sprach am Montag von 12 Booten. 40 Menschen kamen."}
DAYS = {"a": "2031-03-12", "b": "2031-04-12"}


@pytest.fixture(scope="module")
def result():
    return analysis.analyse(pd.DataFrame({"article_id": list(TEXTS), "text": list(TEXTS.values()), "published": pd.to_datetime(list(DAYS.values()))}))


# ---------------------------------------------------------------- what to look at
def test_none_is_everything(result):
    for name, table in vars(selection.chosen(result)).items():
        pd.testing.assert_frame_equal(table, getattr(result, name))


def test_one_article_in_all_tables(result):
    found = selection.chosen(result, "b")
    assert all(set(table.article_id) == {"b"} for table in vars(found).values() if len(table)) and len(found.numbers) == 2
    assert all(list(table.index) == list(range(len(table))) for table in vars(found).values())
    assert selection.first_article(found) == "b" and selection.first_article(result) == "a"


def test_one_source_and_what_it_says(result):
    found = selection.chosen(result, source="Polizei")
    assert set(found.numbers.value) == {30, 12} and set(found.sources["name"]) == {"Polizei"}
    assert len(found.sentences) == 2 and "Wetter" not in " ".join(found.sentences.text)
    assert set(selection.chosen(result, "a", "Polizei").numbers.value) == {30}


@pytest.mark.parametrize("look_at, source, complaint", [
    pytest.param("c", None, r"look_at: no article 'c'; there are: a, b", id="article"),
    pytest.param(None, "Ida", r"source: nobody is quoted by the name 'Ida'; there are: Polizei", id="source"),
    pytest.param(None, "polizei", r"'polizei'; the nearest: Polizei; there are", id="another case"),
    pytest.param(None, "Pollizei", r"'Pollizei'; the nearest: Polizei; there are", id="misspelled"),
])
def test_the_unknown_is_refused(result, look_at, source, complaint):
    with pytest.raises(ValueError, match=complaint):
        selection.chosen(result, look_at, source)


def test_the_nearest_have_the_word_in_them_or_are_spelled_like_it():
    known = ["2031-03-12-deichkurier-1", "2031-03-13-nordtagblatt-2", "2031-03-14-kuestenbote-3"]
    assert selection.nearest("Nordtagblatt", known) == [known[1]]
    assert selection.nearest("2031-03-14-kustenbote-3", known)[0] == known[2]
    assert selection.nearest("x", known) == []


def test_of_many_known_ones_some_are_named():
    with pytest.raises(ValueError, match=r"0, 1, .*, 11 and 88 more$"):
        selection.known("x", map(str, range(100)), "nobody")


# ---------------------------------------------------------------- the invented sample
def test_all_that_is_made_of_the_sample_says_so(tmp_path, monkeypatch):
    sample, other = analysis.load_articles(project.SAMPLE), pd.DataFrame({"article_id": ["x", "y"], "title": "", "published": pd.NaT})
    assert export.source_line(sample, "M.").startswith("Invented sample, no real event: 16 articles") and export.source_line(other, "M.") == "2 articles. M."
    assert "Invented sample" in export.say("Text.", sample).data and export.say("Text.", other).data == "Text."
    assert project.flagged(sample, sample).is_invented.all() and not project.flagged(other, other).is_invented.any()
    monkeypatch.setenv("OUT", str(tmp_path))
    chart = export.save(style.axes(), "06_x", data=pd.DataFrame({"n": [1]}), title="Who?", alt="A.", source=export.source_line(sample, "M."))
    assert chart.title == "Who? (invented sample)" and pd.read_csv(tmp_path / "figures" / "06_x.csv").is_invented.all()


# ---------------------------------------------------------------- intervals
def test_the_interval_is_that_of_resampled_rows():
    values = np.random.default_rng(1).normal(size=200).round(2)
    low, high = measures.interval(values, draws=4000)
    drawn = np.random.default_rng(2).choice(values, (4000, 200)).mean(axis=1)
    assert (low, high) == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])), abs=0.01)
    assert measures.interval(values) == measures.interval(values[::-1])


def test_groups_do_not_disturb_each_other():
    table = pd.DataFrame({"voice": ["a"] * 3 + ["b"] * 4, "polarity": [0, 0.5, 1, -1, 0, 0, 1]})
    both, one = measures.tone_by(table, "voice"), measures.tone_by(table[table.voice.eq("a")], "voice")
    assert both[both.voice.eq("a")].to_dict("records") == one.to_dict("records")
    assert measures.tone_by(table, "voice", least=4).voice.tolist() == ["b"]


def test_two_mentions_in_a_sentence_count_once():
    targets = pd.DataFrame({"name": "Ada", "article_id": "a", "sentence_id": [0, 0, 1, 2], "polarity": [1, 0, 0.5, 0.5], "label": "positive"})
    (row,) = measures.tone_towards(targets).to_dict("records")
    assert (row["n_mentions"], row["n"], row["mean"], row["low"], row["high"]) == (4, 3, 0.5, 0.5, 0.5)
    assert measures.tone_towards(targets[targets.sentence_id < 2]).empty


@pytest.mark.parametrize("labels, tone", [
    ("negative " * 12, "blamed"), ("positive " * 12, "praised"), ("neutral " * 12, ""), ("negative " * 9, ""), ("negative " * 2 + "neutral " * 10, ""),
    ("negative " * 10 + "positive " * 10, "")], ids=["blamed", "praised", "neither", "too few sentences", "as often as by chance", "both"])
def test_who_is_blamed_or_praised(labels, tone):
    labels = labels.split()
    targets = pd.DataFrame({"name": "Ada", "article_id": "a", "sentence_id": range(len(labels)), "polarity": 0.0, "label": labels})
    (row,) = measures.tone_towards(targets).to_dict("records")
    assert row["tone"] == tone and (row["blamed"], row["praised"]) == (labels.count("negative"), labels.count("positive"))


def test_neutral_actors_are_rarely_coloured():
    (given, neutral), draw = network.neutral_given("negative"), np.random.default_rng(1)
    sizes = draw.integers(10, 40, 400)
    coloured = measures.is_more_than_neutral(draw.binomial(sizes, given / neutral), sizes, "negative")
    assert coloured.mean() < 0.05


# ---------------------------------------------------------------- over time
def test_mentions_over_time():
    articles = pd.DataFrame({"article_id": list("abc"), "published": pd.to_datetime(["2031-03-12", "2031-03-12", "2031-03-14"])})
    actors = pd.DataFrame({"article_id": list("aabc"), "name": ["Ada", "Ada", "Ada", "Ida"], "kind": "person", "start": [0, 9, 0, 0],
                           "text": "", "role": "", "country": ""})
    found = measures.mentions_over_time(actors, articles)
    assert found.to_dict() == {"12 Mar (2)": {"Ada": 1.5, "Ida": 0}, "14 Mar (1)": {"Ada": 0, "Ida": 1}}
    assert "Ada on 12 Mar (2)" in findings.over_time(found)


@pytest.mark.parametrize("days", [["2031-03-12", "2031-03-12"], ["2031-03-12", None], [None, None]], ids=["one day", "one date", "no date"])
def test_nothing_over_time(days):
    articles = pd.DataFrame({"article_id": list("ab"), "published": pd.to_datetime(days)})
    found = measures.mentions_over_time(pd.DataFrame(columns=["article_id", "name", "kind", "start", "text", "role", "country"]), articles)
    assert found.empty and "nothing to follow" in findings.over_time(found)


@pytest.mark.parametrize("days, first", [(30, "week of 10 Mar"), (300, "Mar 2031"), (3000, "2031")], ids=["weeks", "months", "years"])
def test_long_times_have_few_columns(days, first):
    articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(days)], "published": pd.date_range("2031-03-12", periods=days)})
    actors = pd.DataFrame({"article_id": articles.article_id, "name": "Ada", "kind": "person", "start": 0, "text": "", "role": "", "country": ""})
    found = measures.mentions_over_time(actors, articles)
    assert found.columns[0].startswith(first) and 2 <= len(found.columns) <= 12 and (found == 1).all(axis=None)


# ---------------------------------------------------------------- accuracy
def test_accuracy_is_what_was_measured(tmp_path):
    (tmp_path / "accuracy.csv").write_text("measure,value\nactors all P,0.9\nactors all R,0.5\nactors all F1,0.643\n")
    assert findings.accuracy("actors", file=tmp_path / "accuracy.csv").endswith("found, 90 % are right; of those there are, 50 % are found (F1 0.64).")
    assert findings.accuracy("numbers", file=tmp_path / "accuracy.csv") == "How right this is (numbers) was not measured."
    assert "not measured" in findings.accuracy("actors", file=Path("nowhere.csv"))


def test_every_measure_is_in_the_table():
    assert "not measured" not in findings.accuracy(*findings.GOLD)


# ---------------------------------------------------------------- headlines
def test_losses_are_counted_a_title_and_by_outlet_where_there_is_one():
    headlines = pd.DataFrame({"article_id": ["a", "a", "b", "c"], "kind": ["figure", "figure", "name", "figure"], "lost": [["bound", "source"], ["bound"], ["missing"], []]})
    articles = pd.DataFrame({"article_id": list("abcd"), "title": ["A", "B", "C", ""]})
    assert measures.headline_losses(headlines, articles).to_dict("index") == {"figure": {"bound": 1, "missing": 0, "source": 1}, "name": {"bound": 0, "missing": 1, "source": 0}}
    by = measures.headline_losses(headlines, articles.assign(outlet=["Bote", "Kurier", "Bote", "Bote"]))
    assert by.to_dict("index") == {"Bote (2)": {"bound": 1, "missing": 0, "source": 1}, "Kurier (1)": {"bound": 0, "missing": 1, "source": 0}}


def test_a_title_and_its_article_are_shown_side_by_side():
    headlines = pd.DataFrame({"article_id": ["a", "a"], "start": [0, 3], "end": [2, 7], "in_text": pd.array([5, None], dtype="Int64"), "in_text_end": pd.array([7, None], dtype="Int64")})
    articles = pd.DataFrame({"article_id": ["a"], "title": ["12 Tote"], "text": ["Rund 12 Tote\nim Hafen."]})
    found = measures.against_text(headlines, articles)
    assert found.title.tolist() == ["{12} Tote", "12 {Tote}"] and found.article.tolist() == ["Rund {12} Tote im Hafen.", ""]
