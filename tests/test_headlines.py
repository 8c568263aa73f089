"""The headline against its article: scored on invented pairs with a key, and a few pairs a rule."""
import pandas as pd
import pytest

import analysis
from analysis import project

KEY = pd.read_csv(project.ROOT / "tests" / "gold" / "headlines.csv", keep_default_na=False)


def expected(title, cell):
    """(start, end, loss) of each loss that a cell of the key names."""
    items = [item.strip().partition(":") for item in cell.split(";") if item]
    return {(title.index(text), title.index(text) + len(text), loss.strip()) for text, _, losses in items for loss in losses.split(",")}


def losses(rows):
    return {(row.start, row.end, loss) for row in rows.itertuples() for loss in row.lost}


def meets(one, other):
    return one[0] < other[1] and other[0] < one[1] and one[2] == other[2]


def headlines(title, text):
    return analysis.analyse(pd.DataFrame({"article_id": ["a"], "title": [title], "text": [text], "language": ["de"]})).headlines


@pytest.fixture(scope="module")
def found():
    pairs = KEY.assign(article_id=[f"{n:02}" for n in range(len(KEY))], language="de")
    return analysis.analyse(pairs[["article_id", "title", "text", "language"]]).headlines


def test_half_of_the_key_loses_nothing():
    assert len(KEY) == 40 and KEY.lost.eq("").sum() == 20 and KEY.title.is_unique


def test_precision_and_recall_on_the_key(found):
    right = n_found = n_expected = 0
    for n, row in KEY.iterrows():
        wanted, had = expected(row.title, row.lost), losses(found[found.article_id == f"{n:02}"])
        right += sum(any(meets(one, other) for other in had) for one in wanted)
        n_found, n_expected = n_found + len(had), n_expected + len(wanted)
    assert right / n_found >= 0.95 and right / n_expected >= 0.9


def test_places_are_in_title_and_text(found):
    assert len(found) >= len(KEY) and set(found.kind) == {"figure", "name", "statement"}
    for row in found.itertuples():
        pair = KEY.iloc[int(row.article_id)]
        assert pair.title[row.start:row.end] == row.text
        if row.kind != "name" and pd.notna(row.in_text):
            assert pair.text[row.in_text:row.in_text_end] == row.given
        assert pd.isna(row.in_text) or "missing" not in row.lost
