"""Charts by their artists, empty input first; what leaves the house; the reading view."""
import re
import warnings
from itertools import combinations

import matplotlib.dates as mdates
import nbformat
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from PIL import Image

import analysis
from analysis.publishing import publish
from analysis.report import artists, charts, export, measures, reading_view, style

NUMBERS = pd.DataFrame({
    "article_id": "a", "text": ["12", "100", "10 bis 20", "40", "Tausende"], "modifier": [None, "rund", None, "bis zu", None],
    "counted": ["Boot", "Person", "Tag", None, "Soldat"], "unit": [None, None, None, "percent", None], "value": [12.0, 100, 15, 40, 2000],
    "low": [12, 90, 10, -np.inf, 2000], "high": [12, 110, 20, 40, np.inf], "bound": ["exact", "approximate", "range", "at_most", "vague"],
    "exactness": ["exact", "approximate", "range", "bound", "vague"], "is_hedged": [True, False, False, False, False],
    "attribution": ["author", "named source", "author", "unnamed source", "author"], "source": ["the author", "Ada", "the author", "unnamed", "the author"]})
SENTENCES = pd.DataFrame({"text": ["Überschrift", "Gut.", "Schlecht.", "Nichts."], "is_heading": [True, False, False, False], "n_words": [1, 10, 30, 5],
                          "polarity": [0, 0.5, -0.4, 0.0], "voice": ["author", "author", "quoted", "author"]})
ROLL = pd.DataFrame({"name": ["Ada", "Amt"], "kind": ["person", "organisation"], "n_mentions": [3, 2]})
SHARES = pd.DataFrame({"voice": ["the author", "Ada"], "attribution": ["author", "named source"], "n_words": [30, 10], "share_words": [0.75, 0.25]})
MEANS = pd.DataFrame({"voice": ["author"], "n": [4], "mean": [-0.2], "low": [-0.4], "high": [-0.1]})
DATES = pd.DataFrame({"text": ["1848", "Juni", "gestern", "derzeit"], "value": ["1848", "2024-06", "2024-10-17", "PRESENT_REF"], "start": [0, 9, 20, 30],
                      "begin": pd.to_datetime(["1848-01-01", "2024-06-01", "2024-10-17", "2024-10-18"]), "published": pd.Timestamp("2024-10-18 09:00"),
                      "end_date": pd.to_datetime(["1848-12-31", "2024-06-30", "2024-10-17", "2024-10-18"])})
KINDS = pd.DataFrame({"named source": [200, 1], "unnamed source": [3, 2]}, ["government", "free_indirect"])
LOSSES = pd.DataFrame({"source": [12, 3], "bound": [4, 0]}, ["Bote", "Kurier"])
FORMS = pd.DataFrame({"evaluative": [1, 0], "neutral": [1, 1]}, ["direct", "indirect"])
VOICES = pd.DataFrame({"article_id": ["a", "a"], "n_words": [3, 1], "attribution": ["author", "named source"]})
TIMES = pd.to_datetime(["2031-03-12 14:00", "2031-03-12 15:00", "2031-03-12 16:00", "2031-03-13 09:00", "2031-03-14 09:00", "2031-03-14 12:00"])
CLAIMS = pd.DataFrame({
    "claim_id": 0, "counted": "Tote", "unit": "", "article_id": list("abcdef"), "published": TIMES, "value": [2.0, 3, 3, 4, 7, 9],
    "low": [2, 3, 3, 3.6, 5, 9], "high": [np.inf, 3, 3, 4.4, 9, 9], "bound": ["at_least", "exact", "exact", "approximate", "range", "exact"],
    "source": ["Feuerwehr", "Polizei", "Polizei", "the author", "Ada Lovelace", "unnamed"], "copy_of": ["", "", "b", "", "", ""],
    "attribution": ["unnamed source", "unnamed source", "unnamed source", "author", "named source", "unnamed source"], "is_denied": [False] * 5 + [True]})
FIGURES = pd.DataFrame({"n_voices": [1, 1, 2, 7], "attribution": ["author", "named source", "author", "unnamed source"]})
DEPARTURES = pd.DataFrame([[1, 2, 0], [2, 0, 1], [0, 1, 0]], ["Ada", "Amt", "the author in 2031-03-12-bote"], ["Ada", "Amt", "the author in 2031-03-12-bote"])
DENSITIES = pd.DataFrame({"author": [0.5, 0.0], "quoted": [1.5, 0.25]}, ["modal", "adverb"])
RATES = pd.DataFrame({"12 Mar (4)": [1.5, 0.0], "13 Mar (1)": [1.0, 2.0]}, pd.Index(["Ada", "Amt"], name="name"))
DRAW = {
    "sentence_lengths": (charts.sentence_lengths, SENTENCES), "ledger_of_unit": (charts.ledger_of_unit, NUMBERS[NUMBERS.unit.isna()]),
    "exactness": (charts.exactness, measures.crossed(NUMBERS, "exactness", "attribution")),
    "dates_named": (charts.dates_named, DATES), "mentions": (charts.mentions, ROLL),
    "share_of_voice": (charts.share_of_voice, SHARES), "strip_of_voices": (charts.strip_of_voices, VOICES),
    "headline_losses": (charts.headline_losses, LOSSES), "kinds": (charts.kinds, KINDS), "forms": (charts.forms, FORMS), "arc": (charts.arc, SENTENCES), "mean_tone": (charts.mean_tone, MEANS),
    "together": (charts.together, pd.DataFrame([[np.nan, 2, 1], [2, np.nan, 0], [1, 0, np.nan]], list("abc"), list("abc"))),
    "ledger": (charts.ledger, NUMBERS), "claims_over_time": (charts.claims_over_time, CLAIMS), "support": (charts.support, FIGURES),
    "departures": (charts.departures, DEPARTURES), "markers": (charts.markers, DENSITIES), "mentions_over_time": (charts.mentions_over_time, RATES)}


def seen(chart):
    return artists.read(chart if hasattr(chart, "axes") and not hasattr(chart, "get_figure") else chart.get_figure())


def few(name, n):
    """The first rows of a table, and of a square one as many columns."""
    _, table = DRAW[name]
    return table.iloc[:n, :n] if name in ("together", "departures") else table.head(n)


def widths(chart):
    return [bar[2] for bar in seen(chart)["axes"][0]["bars"]]


@pytest.mark.parametrize("name", [name for name in DRAW if name != "ledger_of_unit"])
def test_an_empty_table_says_that_there_is_nothing(name):
    draw, _ = DRAW[name]
    with pytest.raises(charts.Nothing, match="^no"):
        draw(few(name, 0))


@pytest.mark.parametrize("draw, table", [
    (charts.together, pd.DataFrame([[np.nan, 2], [2, np.nan]], list("ab"), list("ab"))), (charts.mentions_over_time, RATES.iloc[1:]),
    (charts.share_of_voice, SHARES.iloc[:1]), (charts.dates_named, DATES.iloc[3:]), (charts.departures, DEPARTURES * 0), (charts.markers, DENSITIES * 0), (charts.arc, SENTENCES.iloc[:1]),
    (charts.sentence_lengths, SENTENCES.iloc[:1]), (charts.headline_losses, LOSSES.iloc[1:])],
    ids=["one pair", "one rate", "the author alone", "derzeit", "no disagreement", "no marker", "a heading", "a heading alone", "three losses"])
def test_one_cell_is_no_chart(draw, table):
    with pytest.raises(charts.Nothing):
        draw(table)


@pytest.mark.parametrize("name", DRAW)
def test_a_chart_draws_something_and_cuts_nothing(name):
    draw, table = DRAW[name]
    chart = draw(table)
    figure = chart if not hasattr(chart, "get_figure") or chart.get_figure() is None else chart.get_figure()
    export.render(figure, "png", dpi=style.SCREEN_DPI)
    box = figure.get_tightbbox()
    assert box.x0 >= -0.01 and box.x1 <= figure.get_figwidth() + 0.01, box


LEAST = {"departures": 2, "sentence_lengths": 2, "arc": 2, "share_of_voice": 2, "together": 3}      # rows with which there is something to draw


@pytest.mark.thorough
@pytest.mark.parametrize("name, n", [(name, LEAST.get(name, 1)) for name in DRAW])
def test_a_chart_of_few_rows_finds_room_above_a_long_source_line(name, n, tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    monkeypatch.setattr(export, "EXPORT_DPI", 20)
    draw, table = DRAW[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")             # Matplotlib warns of a layout that collapsed
        export.save(draw(few(name, n)), "01_x", data=table, title="Wer sagt was? " * 5, alt="A.", source="Lang und länger. " * 15)


# ---------------------------------------------------------------- letters
@pytest.mark.thorough
@pytest.mark.parametrize("name", ["Xi 习近平 Jinping", "蔡英文", "김정은", "あべ しんぞう", "محمد بن سلمان", "בנימין נתניהו", "Владимир Зеленский", "Αλέξης Τσίπρας", "Łukasz Đặng", "ნინო"])
def test_a_name_is_drawn_in_its_own_letters(name, tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    with warnings.catch_warnings():
        warnings.simplefilter("error")             # Matplotlib warns of a letter no font has
        chart = export.save(charts.mentions(ROLL.assign(name=[name, "Ada"])), "03_x", data=ROLL, title=name, alt="Two bars.", source=f"{name}.")
    assert chart.drawn["title"] == name and name in chart.drawn["axes"][0]["y"]["ticks"]


@pytest.mark.parametrize("name, written", [("ไทย", "[U+0E44][U+0E17][U+0E22]"), ("Feuer 🔥", "Feuer [U+1F525]"), ("a\ue123", "a[U+E123]"), ("a\u202eb", "a[U+202E]b"), ("a\0b", "a�b")])
def test_a_letter_without_a_font_is_written_as_its_number(name, written, tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = export.save(charts.mentions(ROLL.assign(name=[name, "Ada"])), "03_x", data=ROLL, title="T", alt="A.", source=name)
    assert written in chart.drawn["axes"][0]["y"]["ticks"] and chart.drawn["source"] == written


@pytest.mark.parametrize("name, label", [("x" * 10_000, "x" * 28 + " …"), ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesell" + " …"),
                                         ("Ministerin für dies und das und noch mehr", "Ministerin für dies und das …"), ("$x^2$ {{ a }} {% b %}", "$x^2$ {{ a }} {% b %}"),
                                         ("</script>", "</script>"), ("a\n b", "a b"), ("", "")])
def test_a_label_is_short_and_never_only_dots(name, label):
    assert charts.common.shorten(name, 30) == label


def test_a_mention_shows_how_exact_it_is_and_whose():
    ax = seen(charts.claims_over_time(CLAIMS))["axes"][0]
    marks = [(line["marker"], line["colour"], line["y"]) for line in ax["lines"]]
    unnamed, author = style.COLOURS["unnamed source"].lower(), style.COLOURS["author"].lower()
    marks = [(marker, colour.lower()[:7], y) for marker, colour, y in marks]
    assert ("_", unnamed, [2]) in marks and not any(marker == "o" and y == [2] for marker, _, y in marks)        # a bound is never a dot
    assert ("None", author, [3.6, 4.4]) in marks and ("o", author, [4]) in marks                                 # approximate: dot and stroke
    assert [y for marker, _, y in marks if marker == "x"] == [[9]] and not any(marker == "o" and y == [7] for marker, _, y in marks)
    faces = [line.get_markerfacecolor() for line in charts.claims_over_time(CLAIMS).axes[0].lines if line.get_marker() == "o"]
    assert faces.count("white") == 1                                                                             # the copy


def test_sources_are_named_once_and_do_not_overlap():
    many = pd.concat([CLAIMS.assign(source=[f"Quelle {n} {i}" for i in range(6)], published=TIMES + pd.Timedelta(minutes=n), attribution="named source",
                                    copy_of="", is_denied=False) for n in range(4)])
    for table, least in ((CLAIMS, 3), (many, 8)):
        ax = charts.claims_over_time(table).axes[0]
        labels = [text for text in ax.texts if text.get_text()]
        boxes = [Text.get_window_extent(label) for label in labels]
        assert len(labels) >= least and len({label.get_text() for label in labels}) == len(labels)
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert sorted(label.get_text() for label in charts.claims_over_time(CLAIMS).axes[0].texts if label.get_text()) == ["Ada Lovelace", "Feuerwehr", "Polizei"]


@pytest.mark.parametrize("published", [pd.NaT, TIMES[0]], ids=["no dates", "one date"])
def test_without_dates_mentions_stand_in_order(published):
    ax = charts.claims_over_time(CLAIMS.assign(published=published)).axes[0]
    assert ax.get_xlabel() == "Mentions in order" and sorted({x for line in ax.lines for x in line.get_xdata()}) == [1, 2, 3, 4, 5, 6]


def test_at_most_eight_claims_have_a_panel():
    assert len(charts.claims_over_time(pd.concat([CLAIMS.assign(claim_id=n) for n in range(12)])).axes) == charts.claims.PANELS == 8


def test_of_many_mentions_each_figure_of_a_source_is_drawn_once():
    ax = charts.claims_over_time(pd.concat([CLAIMS] * 50, ignore_index=True)).axes[0]
    assert ax.get_title(loc="right") == "5 of 300 mentions, each source's figures once" and len(ax.lines) < 10


def test_a_revised_figure_is_violet_on_the_diagonal():
    ax = seen(charts.departures(DEPARTURES))["axes"][0]
    assert sorted(text[0] for text in ax["texts"]) == ["1", "1", "2"] and "author, bote" in ax["y"]["ticks"]
    assert [words for words, _ in ax["legend"]["entries"]] == ["claims on which the two disagree", "claims a voice revised itself"]
    below, own = ([value for value in tiles["values"] if value != "nan"] for tiles in ax["collections"])
    assert below == [2, 1] and own == [1]


def test_support_counts_figures_by_voices():
    ax = seen(charts.support(FIGURES))["axes"][0]
    assert sum(bar[2] for bar in ax["bars"]) == len(FIGURES) and ax["y"]["ticks"] == ["1 voice", "2 voices", "3 voices", "4 voices", "5 or more voices"]
    assert [text[0] for text in ax["texts"]] == ["1 + 1   (50 %)", "1   (25 %)", "   (0 %)", "   (0 %)", "1   (25 %)"]


def test_bars_are_as_long_as_their_numbers():
    assert widths(charts.mentions(ROLL)) == [3, 2]
    assert sorted(widths(charts.kinds(KINDS))) == [1, 2, 3, 200]
    assert [bar[3] for bar in seen(charts.sentence_lengths(SENTENCES))["axes"][0]["bars"]] == [10, 30, 5]


def test_counts_stand_behind_the_bar_in_its_order():
    ax = charts.kinds(KINDS)
    assert [text.get_text() for text in ax.texts] == ["200 + 3", "1 + 2"] and [text.xy[0] for text in ax.texts] == [203, 3]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["government", "free indirect"] and ax.yaxis_inverted()
    assert {bar.get_x() for bar in ax.patches if bar.get_width() == 3} == {200}


def test_the_author_leaves_the_sources_their_axis():
    ax = charts.share_of_voice(pd.concat([SHARES.assign(share_words=[0.99, 0.0004]), SHARES.iloc[1:].assign(voice="Amt", share_words=0.0096)]))
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([0.04, 0.96]) and ax.get_xlim()[1] < 2
    assert [text.get_text() for text in ax.texts] == ["0.04 %", "1.0 %"] and ax.get_title(loc="right") == "Author: 99 % of the words"


def test_equal_names_keep_bars_of_their_own():
    ax = charts.mentions(pd.DataFrame({"name": ["Brand", "Brand"], "kind": ["person", "place"], "n_mentions": [3, 2]}))
    assert [(round(bar.get_y() + bar.get_height() / 2), bar.get_width()) for bar in ax.patches] == [(0, 3), (1, 2)]


def test_an_interval_is_drawn_as_it_is_given():
    ax = charts.mean_tone(pd.concat([MEANS, MEANS.assign(voice="quoted", n=3, mean=0.1, low=-0.1, high=0.5)]))
    spans = [sorted(line.get_xdata()) for line in ax.lines if len(line.get_xdata()) == 2 and line.get_marker() == "None"]
    assert [-0.4, -0.1] in spans and [-0.1, 0.5] in spans
    assert {-0.2, 0.1} <= {x for line in ax.lines if line.get_marker() == "o" for x in line.get_xdata()}
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["author  (4)", "quoted  (3)"]


def test_near_times_keep_apart_when_one_is_far_away():
    ax = charts.dates_named(DATES)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["1848", "Juni", "gestern"]          # `derzeit` has no place
    ends = [ax.transData.transform([(x, 0) for x in line.get_xdata()])[:, 0] for line in ax.lines[:3]]
    century, june, yesterday = (place.mean() for place in ends)
    assert june - century > 60 and yesterday - june > 60 and ends[1][1] - ends[1][0] > 10             # points of the screen
    assert [tick.get_text() for tick in ax.get_xticklabels()][0] == "published"


@pytest.mark.parametrize("change, last", [({"published": pd.NaT}, "no date"), ({"published": TIMES[0] + pd.Timedelta(days=900)}, "from 28 Aug 2033"),
                                          ({"published": TIMES[0] - pd.Timedelta(days=900)}, "until 23 Sep 2028")], ids=["no date", "late", "early"])
def test_one_article_does_not_take_the_time_axis_from_the_others(change, last):
    claims = CLAIMS.copy()
    claims.loc[5, "published"] = change["published"]
    ax = charts.claims_over_time(claims).axes[0]
    apart = mdates.date2num(TIMES[4]) - mdates.date2num(TIMES[0])
    assert ax.get_xlabel() == "" and last in [tick.get_text() for tick in ax.get_xticklabels()]
    assert np.ptp(ax.get_xlim()) < 1.5 * apart and len({x for line in ax.lines for x in line.get_xdata()}) >= 6


@pytest.mark.parametrize("values, scale", [([1, 2, 3], "linear"), ([1, 2, 3e6], "log"), ([0, 2, 3e6], "symlog"), ([-5, 2, 3e6], "symlog"), ([0, 0, 0], "linear")])
def test_small_figures_can_be_told_apart_beside_large_ones(values, scale):
    ax = charts.ledger_of_unit(NUMBERS.iloc[[0] * 3].assign(value=values, low=values, high=values))
    places = sorted(ax.transAxes.inverted().transform(ax.transData.transform((value, 0)))[0] for value in set(values))
    assert ax.get_xscale() == scale and places[0] > 0.01 and all(np.diff(places) > 0.02)


def test_a_bound_never_looks_like_a_value():
    axes = charts.ledger_of_unit(NUMBERS)
    dots = {float(line.get_ydata()[0]) for line in axes.lines if line.get_marker() == "o"}
    rows = {float(len(NUMBERS) - 1 - i): exactness for i, exactness in enumerate(NUMBERS.exactness)}
    assert {rows[y] for y in dots} == {"exact", "approximate"}
    assert len(axes.texts) == 2                              # two arrows: the bound and the vague word


def test_a_hedged_figure_is_hollow():
    faces = [line.get_markerfacecolor() for line in charts.ledger_of_unit(NUMBERS).lines if line.get_marker() == "o"]
    assert faces.count("white") == 1


def test_unlike_units_have_axes_of_their_own():
    titles = [axes["title"][0] for axes in seen(charts.ledger(NUMBERS))["axes"]]
    assert titles == ["Counts", "Percent"]


def test_a_ledger_of_300_stays_legible_and_says_so():
    many = pd.concat([NUMBERS[:3]] * 100, ignore_index=True)
    figure = charts.ledger(many)
    assert len(figure.axes[0].get_yticks()) == charts.common.MOST_ROWS
    assert "30 of 300 figures" in seen(figure)["axes"][0]["title"]


def test_what_is_saved(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    chart = export.save(charts.mentions(ROLL), "03_x", data=ROLL, title="Who <b>?", alt="Two bars.", source="Made up.")
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == ["03_x.csv", "03_x.png", "03_x.svg"]
    with Image.open(tmp_path / "figures" / "03_x.png") as picture:
        assert picture.text["Title"] == "Who <b>?" and picture.text["Description"] == "Two bars." and picture.text["Source"] == "Made up."
        assert picture.width == round(style.WIDTH * 200)
    svg = (tmp_path / "figures" / "03_x.svg").read_text()
    assert 'role="img"' in svg and "<title>Who &lt;b&gt;?</title>" in svg and "<desc>Two bars.</desc>" in svg
    bundle, about = chart._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "image/png", artists.MIME} and about["image/png"]["alt"] == "Who <b>? Two bars."


def test_a_chart_is_shown_with_the_words_of_the_catalogue(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    articles = pd.DataFrame({"article_id": ["a"], "title": ["Donaudampfschifffahrt"], "published": pd.to_datetime(["2024-10-18"])})
    numbers = NUMBERS.assign(start=0, other=1)
    chart = export.show("02_ledger", numbers, articles, "Ada")
    row = pd.read_csv(export.CATALOGUE, index_col="name").loc["02_ledger"]
    assert chart.title == row.title and chart.alt == row.alt.replace("{n}", "5") and "{" not in chart.alt
    assert chart.drawn["source"].replace("\n", " ") == f"“Donaudampfschifffahrt”, 18.10.2024, only what Ada says. {row.method}"
    assert list(pd.read_csv(tmp_path / "figures" / "02_ledger.csv")) == row["columns"].split()
    assert export.show("04_kinds", KINDS.rename_axis("kind"), articles) and list(pd.read_csv(tmp_path / "figures" / "04_kinds.csv"))[0] == "kind"


def test_a_chart_of_nothing_is_a_sentence_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    articles = pd.DataFrame({"article_id": ["a", "b"]})
    export.show("03_mentions", ROLL, articles)
    export.show("04_share_of_voice", SHARES, articles)
    said = export.show("03_mentions", ROLL.iloc[:0], articles)
    assert said.data == "Nothing to draw: no people, organisations or places in these articles."
    assert {path.stem for path in (tmp_path / "figures").iterdir()} == {"04_share_of_voice"}


def test_for_a_phone_a_chart_is_drawn_narrow_when_a_report_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path))
    articles = pd.DataFrame({"article_id": ["a", "b"]})
    wide = export.show("03_mentions", ROLL, articles)
    assert not (tmp_path / "figures" / "narrow").exists()
    monkeypatch.setenv("NARROW", "1")
    assert export.show("03_mentions", ROLL, articles).png == wide.png
    with Image.open(tmp_path / "figures" / "narrow" / "03_mentions.png") as picture:
        assert picture.width == round(style.NARROW * style.NARROW_DPI)
    export.show("03_mentions", ROLL.iloc[:0], articles)
    assert not list((tmp_path / "figures" / "narrow").iterdir()) and style.width == style.WIDTH


@pytest.mark.thorough
@pytest.mark.filterwarnings("error:constrained_layout")
@pytest.mark.parametrize("name", sorted(DRAW))
def test_the_narrow_form_fits_its_width(name):
    with style.narrow():
        chart, table = DRAW[name]
        whole = export.titled(chart(table), "Who says what, and how often do they say it in these articles?", "A source line that is longer than a phone is wide. " * 3)
    whole.draw_without_rendering()
    width = whole.bbox.width
    texts = [*whole.texts, *(label for ax in whole.axes for label in (ax.xaxis.label, *(ax.get_legend().get_texts() if ax.get_legend() else [])))]
    assert whole.get_figwidth() == style.NARROW and all(text.get_window_extent().x1 <= 1.01 * width for text in [*texts, whole._suptitle, whole._supxlabel])


def test_a_chart_that_is_in_no_catalogue_is_refused_with_those_that_are():
    with pytest.raises(ValueError, match="catalogue.csv has no chart '02_nowhere'; there are: 01_sentence_lengths, .*06_support"):
        export.show("02_nowhere", ROLL, pd.DataFrame({"article_id": ["a"]}))


def test_notebooks_and_catalogue_hold_the_same_charts():
    catalogue = pd.read_csv(export.CATALOGUE, index_col="name")
    cells = [cell.source for path in sorted(publish.NOTEBOOKS.glob("[0-9]*.ipynb")) for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert [name for cell in cells for name in re.findall(r'export\.show\("(\w+)"', cell)] == list(catalogue.index)
    assert not catalogue[["title", "alt", "method"]].isna().any(axis=None) and set(catalogue.chart) <= set(charts.__all__)
    assert not any("export.save" in cell for cell in cells)


def test_two_exports_are_the_same_bytes(tmp_path, monkeypatch):
    files = []
    for run in ("one", "two"):
        monkeypatch.setenv("OUT", str(tmp_path / run))
        export.save(charts.arc(SENTENCES), "05_x", data=SENTENCES, title="T", alt="A", source="S")
        files.append({path.name: path.read_bytes() for path in (tmp_path / run / "figures").iterdir()})
    assert files[0] == files[1]


def test_a_small_change_shows_in_what_is_drawn():
    more = ROLL.assign(n_mentions=[3, 2.0002])
    assert artists.read(charts.mentions(ROLL).get_figure()) != artists.read(charts.mentions(more).get_figure())


def test_the_reading_view_shows_and_never_runs_what_an_article_holds():
    text = 'Laut Polizei starben 12 Menschen. <script>alert("1")</script> & "mehr".'
    result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    html = reading_view.show(result, "a").data
    assert "<script" not in html and "&lt;script&gt;" in html and 'class="number"' in html
    body = html.split('lang="de">')[1]
    assert re.sub(r"<[^>]+>", "", body).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&") == text
    with pytest.raises(KeyError, match="no article 'b'; there are a"):
        reading_view.show(result, "b")
