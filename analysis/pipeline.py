"""Articles to tables: one linguistic pass per article, read by every extractor."""
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from operator import itemgetter

import pandas as pd

from . import actors, aliases as corrections, dates, language, numbers, sentiment, statements, tables


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


def analyse(articles, aliases=None):
    """All tables of the articles. `articles` needs `article_id` and `text`; `title`, `published` may be missing or empty.
    `aliases` are corrections of names (`aliases.py`), a table with the columns name, is, and perhaps article_id.

    Returns a Result. Rows are sorted by article_id and start; `text[start:end]` of the article is the row's text.
    Raises ValueError if a column is missing, an article_id occurs twice, or an alias is said to be two names.
    """
    articles = checked(articles)
    rows = {name: [] for name in tables.COLUMNS if name != "articles"}
    for article in articles.itertuples(index=False):
        for name, found in analyse_text(article.text, article.published).items():
            rows[name] += [{"article_id": article.article_id, **row} for row in found]
    result = Result(articles=articles, **{name: tables.build(name, found) for name, found in rows.items()})
    return result if aliases is None else corrections.apply(result, aliases)


def checked(articles):
    """The articles with all columns of the interface, in order of article_id."""
    missing = {"article_id", "text"} - set(articles.columns)
    if missing:
        raise ValueError(f"articles: no column {', '.join(sorted(missing))}; there are {', '.join(articles.columns)}")
    complete = articles.assign(article_id=articles.article_id.astype(str), text=articles.text.fillna("").astype(str))
    twice = complete.article_id[complete.article_id.duplicated()].unique()
    if len(twice):
        raise ValueError(f"articles: article_id must be unique; twice or more: {', '.join(twice[:5])}")
    published = articles["published"] if "published" in articles else pd.NaT
    complete["published"] = pd.to_datetime(published, errors="coerce")
    for column in ("title", "path"):
        complete[column] = articles[column].fillna("").astype(str) if column in articles else ""
    columns = tables.COLUMNS["articles"]
    complete = complete[[*columns, *(column for column in articles.columns if column not in columns)]].astype(columns)
    return complete.sort_values("article_id", kind="stable", ignore_index=True)


def analyse_text(text, published=None):
    """The rows of each table for one text, without article_id."""
    doc = language.read(text)
    people = actors.find(doc)
    said, sources = statements.find(doc, people)
    times = dates.find(doc, published)
    figures = numbers.find(doc, [(row["start"], row["end"]) for row in times if row["rule"] != "per"])
    times = without_units(times, figures)
    attribute(figures, said, sources)
    found = {"sentences": sentiment.sentences(doc, said), "numbers": figures, "dates": times, "actors": people,
             "statements": said}
    place(found, doc)
    return {**found, "sources": sources}


def without_units(times, figures):
    """The times but for `pro Sekunde` in `343 Meter pro Sekunde`, which is a unit."""
    per = [row for row in times if row["rule"] == "per"]
    kept = numbers.without(per, [(figure["start"], figure["end"]) for figure in figures])
    return sorted([*(row for row in times if row["rule"] != "per"), *kept], key=itemgetter("start"))


def attribute(figures, said, sources):
    """Give each number the innermost statement it stands in, and that statement's source; the author has neither."""
    names = {source["source_id"]: source["name"] for source in sources}
    spans = deque(sorted(((start, end, row) for row in said for start, end in row["quote_spans"]), key=itemgetter(0, 1)))
    around = []
    for figure in figures:
        while spans and spans[0][0] <= figure["start"]:
            around.append(spans.popleft())
        around = [span for span in around if figure["end"] <= span[1]]
        if around:
            row = min((row for *_, row in around), key=lambda row: (row["end"] - row["start"], row["statement_id"]))
            figure["statement_id"], figure["source"] = row["statement_id"], names.get(row["source_id"])


def place(found, doc):
    """Add the sentence number and the text to every row that has a place."""
    text = language.words(doc).text
    starts = [sent.start_char for sent in language.sentences(doc)]
    for rows in found.values():
        for row in rows:
            row["sentence_id"] = max(0, bisect_right(starts, row["start"]) - 1)
            row["text"] = text[row["start"]:row["end"]]
