"""Articles to tables: one linguistic pass per article, read by every extractor."""
import traceback
import warnings
from bisect import bisect_right
from collections import deque
from operator import itemgetter
from pathlib import Path

import pandas as pd

from . import tables
from .articles import forms, languages, readers
from .articles.files import Noted, Refused
from .articles.readers import short
from .escaping import NOT_TEXT
from .figures import date_bounds, dates, headlines, numbers
from .language import reading
from .people import actors
from .people import corrections as corrected
from .sources import sources, statements
from .tone import sentiment, targets, wording

MOST_NAMED = 20                # articles a warning lists
MACHINE_FAULTS = (OSError, MemoryError, ImportError)       # nothing that an article could help


class AnalysisError(RuntimeError):
    """The rules failed on an article; the message names it, and the cause is what went wrong."""


def analyse(articles, corrections=None, errors="report"):
    """All tables of the articles. `articles` needs `article_id` and `text`; `title`, `published`, `language` may be missing or empty.
    `corrections` are the reader's (`people/corrections.py`), a table with columns of `corrections.csv`.

    Returns a Result. Rows are sorted by article_id and start; `text[start:end]` of the article is the row's text.
    An article in another language than German (`language`, see `articles.languages`) has a row in `articles` and none elsewhere;
    a warning names it. Control characters and halves of characters in a text are read as U+FFFD, so that offsets hold.

    Each article is analysed by itself. One on which a rule fails keeps its row in `articles` and has none elsewhere; a warning
    names it, and `result.articles.attrs["failed"]` lists it as a `Refused` with the kind and the place of the fault in the
    program. With `errors="raise"` the first fault stops the run as an AnalysisError that names the article.
    Raises ValueError if a column is missing, an article_id occurs twice, `errors` is another word, or a correction is none.
    A warning names a row that corrections mark wrong and no table holds, and `result.articles.attrs["unheld"]` lists it as a `Noted`.
    """
    if errors not in ("report", "raise"):
        raise ValueError(f"errors: {errors!r} is neither report nor raise")
    right = corrected.checked(pd.DataFrame(columns=corrected.COLUMNS) if corrections is None else corrections)
    articles, failed, marks = checked(articles), [], corrected.marked(right)
    rows = {name: [] for name in tables.COLUMNS if name != "articles"}
    german = articles[articles.language.isin(languages.READ)]
    if len(german):
        reading.read("Ein Satz.")          # a reader's own model that cannot be used is nobody's article's fault
    for article in german.itertuples(index=False):
        try:
            tables_of_one = analyse_text(article.text, article.published, article.title, marks.get(article.article_id))
        except MACHINE_FAULTS:
            raise
        except Exception as error:         # whatever it is, it must not take the other articles with it
            if errors == "raise":
                raise AnalysisError(f"article {article.article_id!r}: {fault(error)}") from error
            failed.append(Refused(article.path, article.article_id, fault(error)))
            continue
        for name, found in tables_of_one.items():
            rows[name] += [{"article_id": article.article_id, **row} for row in found]
    interviews = {row["article_id"] for row in rows["statements"] if row["rule"] == "turn"}
    articles["form"] = pd.array([forms.tell(title, text, name in interviews) if language in languages.READ else ""
                                 for name, title, text, language in zip(articles.article_id, articles.title, articles.text, articles.language)], dtype="str")
    result = tables.Result(articles=articles, **{name: tables.build(name, found) for name, found in rows.items()})
    if failed:
        warn(f"the rules failed on {len(failed)} article(s), which have rows in no table but articles", [row.place for row in failed])
    result = corrected.apply(result, right)
    unheld = [Noted(corrected.FILE, article_id, reason) for article_id, wrong in marks.items() for reason in wrong.reasons()]
    if unheld:
        warn(f"{len(unheld)} row(s) marked wrong are in no table", [f"{row.place}: {row.reason}" for row in unheld])
    result.articles.attrs.update(failed=failed, unheld=unheld)
    return result


def fault(error):
    """What went wrong in the program, and where: for the reader to report."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    return f"a fault of the program, {type(error).__name__} in {Path(at.filename).name}, line {at.lineno} ({short(error)}); please report it"


def warn(what, ids, level=3):
    """One warning that names the first of the articles."""
    more = " …" if len(ids) > MOST_NAMED else ""
    warnings.warn(f"{what}: {', '.join(ids[:MOST_NAMED])}{more}", stacklevel=level)


def checked(articles):
    """The articles with all columns of the interface, in order of article_id; a warning names what in them was no text, no
    date or no German."""
    missing = {"article_id", "text"} - set(articles.columns)
    if missing:
        raise ValueError(f"articles: no column {', '.join(sorted(missing))}; there are {', '.join(map(str, articles.columns))}")
    columns = tables.COLUMNS["articles"]
    given = {column: articles[column].reset_index(drop=True) if column in articles else pd.Series([None] * len(articles), dtype=object)
             for column in columns}
    clean = {column: given[column].map(as_text).astype("str") for column, dtype in columns.items() if dtype == "str"}
    clean["published"] = given["published"].map(readers.moment).astype("datetime64[ns]")
    untold = clean["language"].eq("")
    clean["language"] = clean["language"].mask(untold, clean["text"][untold].map(languages.tell)).astype("str")
    others = {column: articles[column].array for column in articles.columns if column not in columns}
    complete = pd.DataFrame({**{column: clean[column] for column in columns}, **others}).astype(columns)
    twice = complete.article_id[complete.article_id.duplicated()].unique()
    if len(twice):
        raise ValueError(f"articles: article_id must be unique; twice or more: {', '.join(twice[:5])}")
    warn_of_oddities(complete, given)
    return complete.sort_values("article_id", kind="stable", ignore_index=True)


def as_text(value):
    """A value as text; each character that is none (U+0001, half a surrogate pair) becomes U+FFFD, so that offsets hold."""
    return NOT_TEXT.sub("\ufffd", as_read(value))


def as_read(value):
    return "" if readers.is_missing(value) else str(value)


def warn_of_oddities(articles, given):
    """One warning for each way in which articles are not taken as they stand."""
    odd = {"the text holds characters that are none (read as U+FFFD)": [as_read(old) != new for old, new in zip(given["text"], articles.text)],
           "published is no date (left empty)": articles.published.isna() & ~given["published"].map(readers.is_missing).astype(bool),
           "not in German, so with rows in no table but articles": ~articles.language.isin(languages.READ)}
    for what, where in odd.items():
        ids = articles.article_id[where]
        if len(ids):
            warn(f"{len(ids)} article(s): {what}", list(ids), level=5)


def analyse_text(text, published=None, title="", wrong=None):
    """The rows of each table for one text, and of its title against it, without article_id and without those that are `wrong`."""
    doc, wrong = reading.read(text), wrong or corrected.Wrong()
    found = rows_of(doc, published, wrong)
    if not title.strip():
        return {**found, "headlines": []}
    heading = reading.read(title)
    return {**found, "headlines": wrong.without("headlines", headlines.find(heading, rows_of(heading, published), doc, found))}


def rows_of(doc, published, wrong=None):
    """The rows of each table for a passed document. Those that are `wrong` are taken out where all rows of their table are found, before
    others are made of them."""
    wrong = wrong or corrected.Wrong()
    people = actors.find(doc)
    said = statements.statements(doc, people)
    people = sources.with_speakers(doc, said, people)
    quoted = sources.resolve(doc, said, people)
    times = dates.find(doc, published)
    figures = numbers.find(doc, spans(row for row in times if not yields(row)), spans(row for row in times if row["kind"] == "duration" and row["rule"] != "per"))
    times = wrong.without("dates", without_units(times, figures))
    figures = wrong.without("numbers", figures)
    if len(said) > len(kept := wrong.without("statements", said)):
        said, quoted = kept, sources.recounted(doc, kept, quoted)
    attribute(figures, said, quoted)
    attribute(date_bounds.described(times, doc), said, quoted)
    sentences = sentiment.sentences(doc, said, wrong.has)
    found = {"sentences": sentences, "numbers": figures, "dates": times, "actors": wrong.without("actors", people), "statements": said,
             "tone_words": wrong.without("tone_words", wording.weights(doc)), "markers": wrong.without("markers", wording.find(doc, sentences)),
             "targets": wrong.without("actors", wrong.without("targets", targets.find(doc, people)))}
    place(found, doc)
    return {**found, "sources": quoted}


def without_units(times, figures):
    """The times but for `pro Sekunde` in `343 Meter pro Sekunde`, which is a unit, and for ages."""
    kept = numbers.without([row for row in times if yields(row)], spans(figures))
    return sorted([*(row for row in times if not yields(row)), *kept], key=itemgetter("start"))


def yields(time):
    """What reads as a length of time may be a unit or an age."""
    return time["rule"] == "per" or time["kind"] == "duration"


def spans(rows):
    return [(row["start"], row["end"]) for row in rows]


def attribute(figures, said, sources):
    """Give each number or time the innermost statement it stands in, and that statement's source; the author has neither."""
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
    text = reading.words(doc).text
    starts = [sent.start_char for sent in reading.sentences(doc)]
    for rows in found.values():
        for row in rows:
            row["sentence_id"] = max(0, bisect_right(starts, row["start"]) - 1)
            row["text"] = text[row["start"]:row["end"]]
