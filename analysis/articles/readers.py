"""One file to articles, one at a time: text, web page, or a table with an article a row.

`read(file)` yields (place, article), where the place is `row 3` in a table and else empty, and the article a dict, or the
reason for which there is none at this place, as a str. It raises Unreadable or OSError for what stops the whole file.
"""
import csv
import json
import re
from collections import Counter
from datetime import date, datetime
from functools import lru_cache
from json.decoder import WHITESPACE

import dateparser
import pandas as pd
import pyarrow.parquet

from ..escaping import NOT_IN_NAMES, NOT_TEXT, shown
from . import pages
from .decoding import LARGEST, Unreadable, decode, encoding_of, is_utf16, lines, problem

SYNONYMS = {
    "article_id": ("article_id", "id", "doc_id", "uid"),
    "title": ("title", "headline", "titel"),
    "published": ("published", "date", "published_at", "datetime", "datum"),
    "text": ("text", "body", "content", "article", "inhalt"),
    "path": ("path", "url", "link"),
}
LONGEST = 500_000                                  # characters of an article; a novel has as many, and is analysed in some ten seconds
LARGEST_JSON = 100_000_000                         # bytes; a .json file must be in memory as a whole
BATCH = 64                                         # rows of a Parquet file in memory
LONGEST_TITLE = 250                                # characters of a first line that is a title, and of an article_id
LONGEST_DATE_LINE = 70
DATE_LINE_PREFIX = re.compile(r"(?i)\A(?:stand|veröffentlicht|aktualisiert|erschienen|published|updated)\b(?: am| on)?:? *")
csv.field_size_limit(LARGEST)


def read(file):
    """The articles of one file, or why a row is none, each with its place."""
    suffix = file.suffix.lower()
    if file.stat().st_size == 0:
        raise Unreadable("the file is empty; delete it or fill it")
    if suffix in TABLES:
        yield from TABLES[suffix](file)
    else:
        yield "", PAGES[suffix](text_of(file, LARGEST, "one article is never that long"), file.stem)


def text_of(file, largest, advice):
    """The text of a file that is held in memory as a whole."""
    with file.open("rb") as handle:
        raw = handle.read(largest + 1)
    if len(raw) > largest:
        raise Unreadable(f"larger than {largest // 1_000_000} MB; {advice}")
    return decode(raw, file.name)


# ---------------------------------------------------------------- text and pages
def text_row(text, stem, markdown=False):
    """First line title, then an optional date line, then the body."""
    title, body = split_line(text)
    published = None
    if not body.strip() or len(title) > LONGEST_TITLE:
        title, body = "", text
    else:
        first, rest = split_line(body)
        published = parse_date(first) if rest.strip() else None
        body = body if published is None else rest
    return article({"article_id": stem, "title": re.sub(r"\A#+ *", "", title) if markdown else title, "published": published,
                    "text": body.strip("\r\n")})


def markdown_row(text, stem):
    return text_row(text, stem, markdown=True)


def split_line(text):
    """The first line that is not blank, and what comes after it."""
    text = text.lstrip()
    line, _, rest = text.partition("\n")
    return line.strip(), rest.lstrip("\r\n")


def html_row(html, stem):
    """Main text, title and date of a page, as trafilatura finds them; nothing that the page links to is fetched."""
    if problem(html):
        return problem(html)
    try:
        page = pages.document(html)
    except Unreadable:
        raise
    except Exception as error:                     # whatever a broken page makes a library raise, it is that page's problem
        raise Unreadable(f"the page cannot be taken apart ({type(error).__name__}); save the article as .txt") from error
    if page is None or not (page.text or "").strip():
        raise Unreadable("no article text found in the page; save the article as .txt")
    return article({"article_id": stem, "title": page.title or "", "published": page.date and parse_date(page.date),
                    "text": page.text.strip("\n")})


# ---------------------------------------------------------------- tables
def jsonl_rows(file):
    """A JSON object a line; a line that is none is refused alone."""
    with open(file, encoding="utf-16") if is_utf16(file) else file.open("rb") as handle:
        for number, line in enumerate(lines(handle), 1):
            if line is None or line.strip():
                yield f"row {number}", json_line(line, f"{file.stem}-{number}", file.name)


def json_line(line, article_id, name):
    if line is None:
        return f"the line is longer than {LARGEST // 1_000_000} MB; one article is never that long"
    try:
        row = json.loads(line if isinstance(line, str) else decode(line, name))
    except (ValueError, RecursionError) as error:
        return f"no JSON object in this line ({short(error)}); write one article a line, as JSON in UTF-8"
    return table_row(row, article_id)


def json_rows(file):
    """A list of objects, read one by one so that a broken end loses only what comes after it; or one object."""
    text = text_of(file, LARGEST_JSON, "write it as .jsonl, an article a line")
    decoder, number, at = json.JSONDecoder(), 0, blank(text, 0)
    if text[at:at + 1] != "[":
        yield from json_object(text, at, file.stem)
        return
    at = blank(text, at + 1)
    while text[at:at + 1] != "]":
        number += 1
        try:
            value, at = decoder.raw_decode(text, at)
            at = comma(text, blank(text, at))
        except (ValueError, RecursionError) as error:
            raise Unreadable(f"no JSON from here on ({short(error)}); what follows was not read, write it again", f"row {number}") from error
        yield f"row {number}", table_row(value, f"{file.stem}-{number}")
    if blank(text, at + 1) < len(text):
        raise Unreadable("something follows the list; is it .jsonl, an article a line?", f"character {at + 1}")


def json_object(text, at, stem):
    """One article, or a list of them under the key `articles`."""
    try:
        value, end = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"not a table of articles in json ({short(error)}); see README, Your own articles") from error
    if blank(text, end) < len(text):
        raise Unreadable("something follows the first object; is it .jsonl, an article a line?", f"character {end}")
    rows = value.get("articles") if isinstance(value, dict) else None
    if not isinstance(rows, list):
        yield "", table_row(value, stem)
    else:
        for number, row in enumerate(rows, 1):
            yield f"row {number}", table_row(row, f"{stem}-{number}")


def blank(text, at):
    """Where the white space from `at` on ends."""
    return WHITESPACE.match(text, at).end()


def comma(text, at):
    """Where the next value of a list begins, or its closing bracket."""
    if text[at:at + 1] == ",":
        return blank(text, at + 1)
    if text[at:at + 1] == "]":
        return at
    raise ValueError(f"a comma or ] is missing at character {at}")


def csv_rows(file):
    """Rows after a header, separated as the header is. A row whose quotation marks do not match is refused alone, as far as one
    can tell where it ends."""
    encoding = encoding_of(file)
    with open(file, encoding=encoding, newline="") as handle:
        records = csv_records(csv.reader(bounded(lines(handle)), delimiter=delimiter(file, encoding), strict=True))
        header = csv_header(next(records, None))
        for number, fields in enumerate(records, 1):
            yield f"row {number}", fields if isinstance(fields, str) else csv_row(header, fields, f"{file.stem}-{number}")


def csv_records(reader):
    """The fields of each record that is not blank, or why it has none."""
    while True:
        begun = reader.line_num + 1
        try:
            fields = next(reader, None)
        except csv.Error as error:
            fields = f"quotation marks do not match in the lines {begun} to {reader.line_num} ({error}); double those inside a field"
        if fields is None:
            return
        if fields:
            yield fields


def bounded(found):
    for line in found:
        if line is None:
            raise Unreadable(f"a line is longer than {LARGEST // 1_000_000} MB; what follows was not read")
        yield line


def delimiter(file, encoding):
    """The character that finds the most known columns in the header, a comma if none does."""
    with open(file, encoding=encoding, newline="") as handle:
        header = next((line for line in lines(handle) if line and line.strip()), "")
    known = {name for names in SYNONYMS.values() for name in names}
    return max(",;\t|", key=lambda mark: len(known & {name.strip(' "\r\n').lower() for name in header.split(mark)}))


def csv_header(fields):
    """The names of the columns; what cannot be told apart is refused."""
    if not isinstance(fields, list):
        raise Unreadable(fields or "the file holds nothing but white space; delete it or fill it", "the header")
    names = [name.strip().lower() for name in fields]
    with_text(names)
    twice = [name for name, n in Counter(names).items() if n > 1 and any(name in ours for ours in SYNONYMS.values())]
    if twice:
        raise Unreadable(f"two columns are named {twice[0]!r}; rename one", "the header")
    return names


def with_text(names):
    if not set(names) & set(SYNONYMS["text"]):
        raise Unreadable(f"no column with the text; name it one of {', '.join(SYNONYMS['text'])} (there are {short(', '.join(names))})")


def csv_row(header, fields, article_id):
    if len(fields) < len(header) or any(fields[len(header):]):
        return f"{len(fields)} fields where the header has {len(header)}; put quotation marks around a text with separators or line ends"
    return table_row(dict(zip(header, fields)), article_id)


def parquet_rows(file):
    """The rows of a Parquet file in batches; only the columns that are needed are read."""
    try:
        with pyarrow.parquet.ParquetFile(file) as table:
            columns = {name.strip().lower(): name for name in table.schema_arrow.names}
            with_text(list(columns))
            wanted = [columns[name] for names in SYNONYMS.values() for name in names if name in columns]
            number = 0
            for batch in table.iter_batches(BATCH, columns=wanted, use_threads=False):
                for row in range(batch.num_rows):
                    number += 1
                    yield f"row {number}", parquet_row(batch, row, f"{file.stem}-{number}")
    except Unreadable:
        raise
    except Exception as error:                     # pyarrow raises a dozen kinds for a broken file
        raise Unreadable(f"not a Parquet file, or a broken one ({short(error)}); write it again") from error


def parquet_row(batch, row, article_id):
    try:
        return table_row({name: batch.column(name)[row].as_py() for name in batch.schema.names}, article_id)
    except (ValueError, TypeError, OverflowError, LookupError) as error:
        return f"a value cannot be read ({short(error)}); write it again"


TABLES = {".json": json_rows, ".jsonl": jsonl_rows, ".csv": csv_rows, ".parquet": parquet_rows}
PAGES = {".txt": text_row, ".md": markdown_row, ".html": html_row, ".htm": html_row}


# ---------------------------------------------------------------- rows
def table_row(row, article_id):
    """The article of a table's row, whatever the table calls its columns; `article_id` if it has no id of its own."""
    if not isinstance(row, dict):
        return f"no object with the text, but of type {type(row).__name__}; see README, Your own articles"
    given = {str(name).strip().lower(): value for name, value in row.items() if not is_missing(value)}
    found = {ours: next(((name, given[name]) for name in names if name in given), None) for ours, names in SYNONYMS.items()}
    if found["text"] is None:
        return f"no text, or no column with the text; name it one of {', '.join(SYNONYMS['text'])}"
    values = {"article_id": article_id, "path": None}
    for ours, (name, value) in ((ours, pair) for ours, pair in found.items() if pair):
        if ours == "published":
            values[ours] = moment(value)
            if values[ours] is None:
                return f"{name} {short(value)!r} is no date; write it as 2024-10-18 or 18.10.2024"
        elif isinstance(value, str) or ours != "text" and isinstance(value, (int, float)):
            values[ours] = str(value)
        else:
            return f"{name} is no text, but of type {type(value).__name__}; write it as text"
    return article(values)


def article(values):
    """The article, or why it is none."""
    text, title, article_id = values["text"], values.get("title") or "", values["article_id"]
    if len(text) > LONGEST:
        return f"longer than {LONGEST:,} characters; no article is: divide it"
    if problem(text):
        return problem(text)
    if NOT_TEXT.search(title) or NOT_TEXT.search(values.get("path") or ""):
        return "title or path holds control characters or half a character; remove them"
    if NOT_IN_NAMES.search(article_id) or len(article_id) > LONGEST_TITLE or not article_id.strip():
        return f"the article_id {short(article_id)!r} is blank, too long or holds control characters; give another"
    return {**values, "title": title, "published": values.get("published") or pd.NaT}


def short(value):
    """The beginning of a message or value, on one line."""
    return shown(" ".join(str(value)[:200].split())[:80])


def is_missing(value):
    return value is None or value is pd.NaT or value is pd.NA or isinstance(value, str) and not value or isinstance(value, float) and pd.isna(value)


# ---------------------------------------------------------------- dates
@lru_cache(10_000)
def parse_date(line):
    """The date and time a line gives and nothing else, else None. Time zones are dropped: local time as written."""
    line = DATE_LINE_PREFIX.sub("", str(line).strip())
    if not 6 <= len(line) <= LONGEST_DATE_LINE or not re.search(r"\d", line):
        return None
    found = dateparser.parse(line, languages=["de", "en"],
                             settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]})
    return moment(found) if found else None


def moment(value):
    """A date as a table gives it, as a time stamp; None if it is none, or one that no article can have."""
    if isinstance(value, str):
        return parse_date(value)
    if not isinstance(value, (date, datetime)):    # a number could be seconds, days or a year
        return None
    try:
        return pd.Timestamp(value).tz_localize(None).as_unit("ns")
    except (ValueError, OverflowError):
        return None
