"""Keywords in context: which places are found, what stands around them, and who speaks there."""
import pandas as pd
import pytest

import analysis

TEXTS = {"a": "Die EU plant Sanktionen. „Die Sanktionen wirken“, sagte Peter Müller.\n\nDas Sanktionspaket ist groß.",
         "b": "Neue SANKTIONEN gibt es nicht. Wirtschaftssanktionen\nauch nicht."}


@pytest.fixture(scope="module")
def result():
    return analysis.analyse(pd.DataFrame({"article_id": list(TEXTS), "text": list(TEXTS.values()), "title": ["Eins", "Zwei"], "published": pd.to_datetime(["2031-03-12", None])}))


@pytest.mark.parametrize("words, found", [
    ("Sanktionen", ["Sanktionen", "Sanktionen", "SANKTIONEN"]),
    ("sanktion*", ["Sanktionen", "Sanktionen", "Sanktionspaket", "SANKTIONEN"]),
    ("*sanktionen", ["Sanktionen", "Sanktionen", "SANKTIONEN", "Wirtschaftssanktionen"]),
    ("Wirtschaftssanktionen auch", ["Wirtschaftssanktionen\nauch"]),
    ("Sanktion", []), ("anktionen", []), ("S.nktionen", []), ("Sanktionen. Die", []),
])
def test_whole_words_are_found(result, words, found):
    table = analysis.context(result, words)
    assert list(table.text) == found
    assert all(TEXTS[row.article_id][row.start:row.end] == row.text for row in table.itertuples())


def test_what_stands_around_and_who_speaks(result):
    table = analysis.context(result, "Sanktionen", width=10)
    assert list(table.before) == [" EU plant ", "nen. „Die ", "Neue "]
    assert list(table.after)[1] == " wirken“, " and list(table.speaker.fillna("")) == ["", "Peter Müller", ""]
    assert list(table.title) == ["Eins", "Eins", "Zwei"] and table.published.notna().tolist() == [True, True, False]


@pytest.mark.parametrize("words, speaker", [("Hafenbehörde", []), ("sprach", ["Hafenbehörde"]), ("Explosionen", ["Hafenbehörde"]), ("Boote", [])])
def test_the_words_that_name_the_speaker_are_nobodys(words, speaker):
    result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": ["Die Hafenbehörde sprach von drei Explosionen. Zwei Boote sanken."]}))
    table = analysis.context(result, words)
    assert len(table) == 1 and list(table.speaker.dropna()) == speaker


def test_line_breaks_around_are_spaces(result):
    assert analysis.context(result, "auch").before.item().endswith("Wirtschaftssanktionen ")


def test_nothing_found_has_all_columns_with_their_types(result):
    some, none = analysis.context(result, "Sanktionen"), analysis.context(result, "Zebra")
    assert none.empty and list(none.dtypes) == list(some.dtypes) and list(none.columns) == list(some.columns)


@pytest.mark.parametrize("words, width, complaint", [("", 60, "no letter or digit"), (" * ", 60, "give a word"), ("Haus", -1, "0 or more")])
def test_what_cannot_be_looked_for_is_refused(result, words, width, complaint):
    with pytest.raises(ValueError, match=complaint):
        analysis.context(result, words, width)
