"""The word lists, one CSV each; README.md beside them says what each column means.

A reader who knows German but no Python can improve them: one entry a row, sorted, UTF-8.
"""
import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def rows(name):
    """All rows of `lexicons/<name>.csv` as a tuple of dicts (treat them as read-only)."""
    with open(FOLDER / f"{name}.csv", encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def table(name, key, value=None):
    """The list as a dict: `key` column -> `value` column (the whole row without one). The first row of a key counts."""
    found = {}
    for row in rows(name):
        found.setdefault(row[key], row[value] if value else row)
    return found


@cache
def words(name, column="word", **having):
    """The entries of one column as a frozenset, of the rows where the other columns have the values given."""
    return frozenset(row[column] for row in rows(name) if all(row[c] == v for c, v in having.items()))
