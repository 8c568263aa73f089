"""The tables: their columns, in order, with dtypes. `data/README.md` explains each column."""
from collections import namedtuple
from dataclasses import dataclass
from functools import cache

import pandas as pd

PLACE = {"article_id": "str", "sentence_id": "int64", "start": "int64", "end": "int64", "text": "str"}
ACTOR_KINDS = ("person", "organisation", "place")
SOURCE_KINDS = ("government", "intelligence", "military", "police", "politics", "expert", "media", "company", "ngo", "international", "court",
                "witness", "document", "public", "other")
SPANS = ("quote_spans", "speaker_spans", "cue_spans", "frame_spans", "addressee_spans")

COLUMNS = {
    "articles": {"article_id": "str", "title": "str", "published": "datetime64[ns]", "text": "str", "path": "str", "language": "str", "form": "str",
                 **dict.fromkeys(("author", "outlet", "section"), "str")},
    "sentences": {**PLACE, "paragraph": "int64", "is_heading": "bool", "polarity": "float64", "is_subjective": "bool",
                  "hedges": "object", "voice": "str"},
    "numbers": {**PLACE, "kind": "str", "value": "float64", "low": "float64", "high": "float64", "unit": "str",
                "counted": "str", "modifier": "str", "bound": "str", "is_hedged": "bool", "statement_id": "Int64",
                "source": "str", "rule": "str"},
    "dates": {**PLACE, "kind": "str", "value": "str", "begin": "datetime64[ns]", "end_date": "datetime64[ns]", "modifier": "str", "bound": "str",
              "is_hedged": "bool", "statement_id": "Int64", "source": "str", "rule": "str"},
    "actors": {**PLACE, "kind": "str", "name": "str", "role": "str", "country": "str", "rule": "str"},
    "statements": {**PLACE, "statement_id": "int64", "kind": "str", **dict.fromkeys(SPANS, "object"), "speaker": "str",
                   "cue": "str", "stance": "str", "source_id": "Int64", "via": "str", "rule": "str"},
    "sources": {"article_id": "str", "source_id": "int64", "name": "str", "kind": "str", "form": "str", "is_named": "bool",
                "country": "str", "title": "str", "affiliation": "str", "why": "str", "n_statements": "int64", "n_words": "int64"},
    "tone_words": {**PLACE, "word": "str", "weight": "float64", "rule": "str"},
    "markers": {**PLACE, "marker": "str", "kind": "str", "voice": "str"},
    "targets": {**PLACE, "kind": "str", "name": "str", "polarity": "float64", "label": "str"},
    "headlines": {"article_id": "str", "start": "int64", "end": "int64", "text": "str", "kind": "str", "in_text": "Int64", "in_text_end": "Int64",
                  "given": "str", "value": "float64", "unit": "str", "bound": "str", "hedge": "str", "source": "str", "lost": "object", "rule": "str"},
}
ORDER = {"articles": ["article_id"], "sources": ["article_id", "source_id"]}


@dataclass
class Result:
    """The tables of `analyse`, each a DataFrame; `data/README.md` explains the columns."""
    articles: pd.DataFrame
    sentences: pd.DataFrame
    numbers: pd.DataFrame
    dates: pd.DataFrame
    actors: pd.DataFrame
    statements: pd.DataFrame
    sources: pd.DataFrame
    tone_words: pd.DataFrame
    markers: pd.DataFrame
    targets: pd.DataFrame
    headlines: pd.DataFrame


def build(name, rows):
    """A table from dicts; a column no row has stays empty. Sorted by article and place, with a fresh index."""
    columns = COLUMNS[name]
    table = pd.DataFrame({column: pd.Series([row.get(column) for row in rows], dtype=dtype)
                          for column, dtype in columns.items()})
    return ordered(name, table)


def ordered(name, table):
    """The rows sorted by article and place, with a fresh index."""
    return table.sort_values(ORDER.get(name, ["article_id", "start", "end"]), kind="stable", ignore_index=True)


def records(table):
    """The rows as named tuples, as `itertuples` gives them without the index: in a fifth of the time where rows are few and tables many."""
    return map(record(*table.columns)._make, zip(*(table[name].tolist() for name in table.columns)))


@cache
def record(*names):
    return namedtuple("Row", names)
