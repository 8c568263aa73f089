"""The tables that compare articles with one another, made from the parts when all are there: claims, disagreements, copies.

Of the sentences only those with a figure are kept, of the actors only places; the texts stay in memory once.
"""
from types import SimpleNamespace

import pandas as pd

from .. import tables
from ..claims import claims, comparison, copies, disagreements, extraction

COLUMNS = {"claims": extraction.COLUMNS, "disagreements": comparison.DISAGREEMENTS, "copies": copies.COLUMNS}


def of_parts(dataset):
    """Name -> table of the articles of a `parts.Dataset`, as `analysis.claims` and its neighbours give them."""
    numbers = dataset.table("numbers")
    with_figures = frozenset(zip(numbers.article_id, numbers.sentence_id))
    result = SimpleNamespace(
        numbers=numbers,
        sentences=kept(dataset, "sentences", lambda part: [key in with_figures for key in zip(part.article_id, part.sentence_id)]),
        actors=kept(dataset, "actors", lambda part: part.kind.eq("place")),
        **{name: dataset.table(name) for name in ("articles", "dates", "statements", "sources")})
    found = claims(result)
    return {"claims": found, "disagreements": disagreements(found), "copies": copies.copies(result.articles)}


def kept(dataset, name, condition):
    """The rows of a table that fulfil a condition, read part by part."""
    return pd.concat([tables.build(name, []), *(part[condition(part)] for part in dataset.parts(name))], ignore_index=True)
