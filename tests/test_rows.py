"""Tables of rows: what they say of their length, what is in their cells, and what a page allows them."""
import base64
import hashlib
import re

import pandas as pd
import pytest

from analysis.publishing import publish
from analysis.report import rows

TABLE = pd.DataFrame({"article_id": ["a", "b", "c"], "kind": ["bound", "exact", "bound"], "low": [12000, float("-inf"), None], "start": [1234, 5, 6],
                      "published": pd.to_datetime(["2024-10-18 11:35:07", None, "2024-10-19 00:00:00"]), "roles": [["Minister", "Sprecher"], [], []],
                      "sentence": ["Es sind {12.000} Soldaten, sagte ein Sprecher, und <b>mehr</b> kommen noch hinzu.", "kurz", None]})


def cells(content):
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(<td.*?)</tr>", content)]


def written(column, **options):
    """The first cell of a table of one column."""
    return re.search(r"<td.*?</td>", rows.content(pd.DataFrame({"x": column}), **options))[0]


# ---------------------------------------------------------------- totals
@pytest.mark.parametrize("n, told", [(0, "No rows"), (1, "1 row"), (500, "500 rows"),
                                     (501, '500 of 501 rows; the whole is in <a href="../data/numbers.csv">data/numbers.csv</a>'), (12345, "500 of 12,345 rows; the whole")])
def test_a_table_says_how_many_rows_it_has(n, told):
    content = rows.content(pd.DataFrame({"start": range(n)}), "numbers")
    assert f"<caption>{told}" in content and len(cells(content)) == min(n, 500)


def test_a_table_that_is_cut_and_written_nowhere_names_no_file():
    assert "<caption>2 of 3 rows</caption>" in rows.content(TABLE, most=2)


def test_the_plain_text_in_a_notebook_says_it_too():
    bundle = rows.show(TABLE[["kind", "low"]].head(2))._repr_mimebundle_()
    assert bundle["text/plain"] == "Table of kind, low: 2 rows" and bundle["text/html"].count("<tr>") == 3


# ---------------------------------------------------------------- cells
def test_every_row_stands_in_the_page_in_its_order_without_a_script():
    content = rows.content(TABLE)
    assert [row[0] for row in cells(content)] == ["a", "b", "c"] and "hidden" not in content and "<script" not in content


def test_what_is_missing_is_empty_and_lists_are_words():
    first, second, third = cells(rows.content(TABLE))
    assert first[2:6] == ["12,000", "1234", "2024-10-18 11:35", "Minister, Sprecher"]
    assert second[2:6] == ["-inf", "5", "", ""] and third[2] == third[6] == ""


@pytest.mark.parametrize("value, sorted_by", [(12000.0, "12000.0"), (float("inf"), "Infinity"), (float("-inf"), "-Infinity"), (0.25, "0.25")])
def test_a_number_is_sorted_by_its_value(value, sorted_by):
    assert f'data-sort="{sorted_by}"' in written([value])


@pytest.mark.parametrize("text, shown", [("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"), ('"&', "&quot;&amp;"), ("a\u202eb", "a[U+202E]b"), ("\0", "\ufffd")])
def test_what_an_article_says_is_shown_and_not_followed(text, shown):
    assert shown in written([text])
    assert shown in rows.content(pd.DataFrame({text: [1]}))


def test_of_a_long_text_the_place_that_is_marked_is_shown():
    text = re.sub("<.*?>", "", written(["a " * 5000 + "{hier} " + "b " * 5000]))
    assert "{hier}" in text and text.startswith("… ") and text.endswith(" …") and len(text) <= rows.LONGEST_TEXT + 4


@pytest.mark.parametrize("column, kind", [([1, 2], "number"), ([1.5, None], "number"), (pd.to_datetime(["2024-10-18"]), "time"), (["kurz", "wort"], "short"), (["a", "b", "a", "b"], "kind"),
                                          ([True, False, True, True], "kind"), (["ein Name von mittlerer Länge"], "middle"), (["x" * 61], "long"), (["a"] * 8, "short")])
def test_how_a_column_is_set(column, kind):
    assert rows.kind(pd.Series(column)) == kind


def test_only_a_column_of_few_kinds_can_be_chosen_by():
    content = rows.content(pd.DataFrame({"kind": list("aabb"), "name": list("abcd"), "n": [1, 1, 2, 2]}))
    assert re.findall(r"<th scope=\"col\" data-filter>(\w+)", content) == ["kind"]


def test_an_index_with_a_name_is_a_column_and_one_that_counts_is_none():
    counts = pd.Series(["DE", "DE", "KP"], name="country").value_counts().to_frame("mentions")
    assert cells(rows.content(counts)) == [["DE", "2"], ["KP", "1"]]
    assert cells(rows.content(pd.DataFrame({"x": ["a"]}, index=[7]))) == [["a"]]


def test_first_cells_lead_where_they_are_told():
    content = rows.content(pd.DataFrame({"title": ["<a>", ""]}), links=["articles/a.html", 'x"y'])
    assert cells(content) == [['<a href="articles/a.html">&lt;a&gt;</a>'], ['<a href="x&quot;y">·</a>']]


# ---------------------------------------------------------------- pages
def test_the_policy_allows_the_script_of_tables_by_its_hash_and_nothing_else():
    page = publish.page("t", rows.content(TABLE) + "<script>alert(1)</script>").decode()
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', page)[1]
    theirs, ours = re.findall(r"<script>(.*?)</script>", page, re.S)
    allowed = base64.b64encode(hashlib.sha256(ours.encode()).digest()).decode()
    assert policy == f"default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'" and theirs == "alert(1)"
    assert len(ours) < 8000


def test_a_page_without_tables_has_no_script():
    page = publish.page("t", "<table><tr><td>1</td></tr></table>").decode()
    assert "<script" not in page and "script-src" not in page


def test_the_same_tables_make_the_same_page():
    assert publish.page("t", rows.content(TABLE)) == publish.page("t", rows.content(TABLE))


def test_cards_name_their_cells():
    page = publish.page("t", rows.content(TABLE) * 2).decode()
    assert re.findall(r'<table id="(rows-\d)" class="sortable asc n-last cards">', page) == ["rows-0", "rows-1"]
    assert '#rows-1 td:nth-child(1)::before{content:"article\\5f id"}' in page and '#rows-1 td:nth-child(7)::before{content:"sentence"}' in page


def test_cards_name_their_cells_however_the_tags_of_a_notebook_were_written_anew():
    content = rows.content(TABLE.iloc[[0, 0, 1, 1]]).replace('<th scope="col" data-filter>', '<th data-filter="" scope="col">').replace("<wbr>", "<wbr/>")
    page = publish.page("t", content).decode()
    assert re.findall(r'nth-child\((\d)\)::before\{content:"(.*?)"', page) == [
        ("1", r"article\5f id"), ("2", "kind"), ("3", "low"), ("4", "start"), ("5", "published"), ("6", "roles"), ("7", "sentence")]


def test_no_name_of_a_column_ends_the_style():
    page = publish.page("t", rows.content(TABLE.rename(columns={"kind": '</style><img src=x>"}'}))).decode()
    assert page.count("</style>") == 1 and "<img" not in page
