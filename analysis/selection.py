"""Part of a result: one article, or what one source says."""
import difflib
from dataclasses import replace

import numpy as np


# ---------------------------------------------------------------- what to look at
def chosen(result, look_at=None, source=None):
    """The result, of one article if `look_at` is its article_id, and of what one source says if `source` is its name.

    Of a source there are its statements, its numbers in text and title, the sentences in which it speaks, and the dates and actors in its words.
    Raises ValueError with the known ones if there is no such article or source.
    """
    tables = dict(vars(result))
    if look_at is not None:
        known(look_at, result.articles.article_id, "look_at: no article")
        tables = {name: table[table.article_id.eq(look_at)].reset_index(drop=True) for name, table in tables.items()}
    if source is not None:
        known(source, tables["sources"]["name"], "source: nobody is quoted by the name")
        tables |= said_by(tables, source)
    return replace(result, **tables)


def each(result):
    """The article_id of each article and the result of it alone; each table is gone through once, however many articles there are."""
    whole = {name: dict(list(table.groupby("article_id"))) for name, table in vars(result).items()}
    for article_id in result.articles.article_id:
        yield article_id, replace(result, **{name: whole[name].get(article_id, table.iloc[:0]).reset_index(drop=True) for name, table in vars(result).items()})


def first_article(result):
    """The article_id of the first article of which there is a sentence: what charts of one article show."""
    ids = [*result.sentences.article_id.head(1), *result.articles.article_id.head(1)]
    return ids[0] if ids else None


def known(value, values, complaint, most=12):
    """Refuse a value that is not among the values, naming those nearest to it."""
    values = list(dict.fromkeys(values))
    if value not in values:
        near = nearest(str(value), [str(known) for known in values])
        meant = f"; the nearest: {', '.join(near)}" if near else ""
        more = f" and {len(values) - most} more" if len(values) > most else ""
        raise ValueError(f"{complaint} {value!r}{meant}; there are: {', '.join(map(str, values[:most]))}{more}")


def nearest(value, values, most=3):
    """Those of the values that have the value in them, then those spelled most like it, in any case."""
    folded = {known.casefold(): known for known in values}
    within = [name for name in folded if value.casefold() in name]
    alike = difflib.get_close_matches(value.casefold(), folded, most)
    return [folded[name] for name in dict.fromkeys(within + alike)][:most]


def said_by(tables, source):
    """The tables that tell of statements, reduced to those of one source."""
    sources = tables["sources"][tables["sources"]["name"].eq(source)]
    own = set(zip(sources.article_id, sources.source_id))
    statements = only(tables["statements"], lambda row: (row.article_id, row.source_id) in own)
    spans = {article_id: [span for row in rows for span in row] for article_id, rows in statements.groupby("article_id").quote_spans}
    inside = {name: only(table, lambda row: any(start < row.end and row.start < end for start, end in spans.get(row.article_id, ())))
              for name, table in tables.items() if name in ("sentences", "dates", "actors", "tone_words", "markers", "targets")}
    own_figures = {name: tables[name][tables[name].source.eq(source)] for name in ("numbers", "headlines")}
    found = {**inside, **own_figures, "sources": sources, "statements": statements}
    return {name: table.reset_index(drop=True) for name, table in found.items()}


def only(table, holds):
    """The rows of which `holds` is true; of a table without rows all columns are kept."""
    return table[np.fromiter(map(holds, table.itertuples()), dtype=bool, count=len(table))]
