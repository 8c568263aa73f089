"""One file to articles, one at a time: text, web page, document, or a table with an article a row.

`read(file)` yields (place, article), where the place is `row 3` in a table and else empty, and the article a dict, or the
reason for which there is none at this place, as a str. It raises Unreadable or OSError for what stops the whole file.
"""
import json
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from json.decoder import WHITESPACE

import pandas as pd
import pyarrow.parquet

from ..escaping import NOT_IN_NAMES, NOT_TEXT, shown
from . import cleaning, documents, pages, separated
from .decoding import LARGEST, UNICODE, Guess, Note, Unreadable, decode, is_utf16, lines, note, problem

SYNONYMS = {                                       # our column -> what others call it, the first that is there
    "article_id": ("article_id", "id", "doc_id", "uid", "stories_id"),
    "title": ("title", "headline", "titel", "überschrift", "schlagzeile"),
    "published": ("published", "date", "published_at", "datetime", "datum", "date_publish", "publish_date", "publishing_date", "publication_date",
                  "pub_date", "pubdate", "veröffentlicht", "erscheinungsdatum"),
    "text": ("volltext", "maintext", "full_text", "plaintext", "text", "body", "content", "article", "inhalt", "artikeltext"),
    "path": ("path", "url", "link"),
    "author": ("author", "authors", "autor", "autoren", "autorin", "verfasser", "byline"),
    "outlet": ("outlet", "medium", "quelle", "zeitung", "publisher", "media_name", "sitename", "hostname", "source-hostname", "source_domain", "source"),
    "section": ("section", "ressort", "rubrik", "kategorie", "category", "categories"),
}
TOLD = ("author", "outlet", "section")             # what is left empty where it is no text
LONGEST = 500_000                                  # characters of an article; a novel has as many, and is analysed in some ten seconds
LARGEST_JSON = 100_000_000                         # bytes; a .json file must be in memory as a whole
MOST_VALUES = 5_000_000                            # in a .json file; each takes some sixty bytes of memory
JSONL = "write it as .jsonl, an article a line"
JSON = json.JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) < 1000 else float(digits))        # Python refuses an int of 4,300 digits
MOST_PACKED = 200                                  # bytes of text in a byte of a Parquet file; German packs to a third
LONGEST_TITLE = 250                                # characters of a first line that is a title, and of an article_id
LONGEST_DATE_LINE = 70
MOST_KICKER_WORDS = 2
GERMAN_TIME = "Europe/Berlin"                      # the clock of nearly all who write German
DATE_LINE_PREFIX = re.compile(r"(?i)\A(?:(?:stand|veröffentlicht|publiziert|erstellt|online|(?:zuletzt )?(?:aktualisiert|geändert)|erschienen|published|updated)\b"
                              r"(?: am| seit| on)?:? *|(?:vom|am) (?=\d))")
KNOWN = {name for names in SYNONYMS.values() for name in names}


def read(file):
    """The articles of one file, or why a row is none, each with its place."""
    suffix = file.suffix.lower()
    if file.stat().st_size == 0:
        raise Unreadable("the file is empty; delete it or fill it")
    if suffix in TABLES:
        yield from TABLES[suffix](file)
    elif suffix in DOCUMENTS:
        yield "", document_row(file, DOCUMENTS[suffix])
    else:
        text, encoding = text_of(file, LARGEST, "one article is never that long")
        yield from noted(encoding)
        yield "", PAGES[suffix](text, file.stem)


def text_of(file, largest, advice):
    """(text, encoding) of a file that is held in memory as a whole."""
    with file.open("rb") as handle:
        raw = handle.read(largest + 1)
    if len(raw) > largest:
        raise Unreadable(f"larger than {largest // 1_000_000} MB; {advice}")
    return decode(raw)


def noted(encoding, place=""):
    return [(place, note(encoding))] if note(encoding) else []


# ---------------------------------------------------------------- text and pages
def text_row(text, stem, markdown=False):
    """First line title, then perhaps lines with date, byline or reading time, then the body. Of a kicker above the title (`LOKALES`) nothing is kept."""
    title, body = split_line(text)
    if title.isupper() and len(title.split()) <= MOST_KICKER_WORDS and cleaning.told_by(split_line(split_line(body)[1])[0], parse_date):
        title, body = split_line(body)
    if not body.strip() or len(title) > LONGEST_TITLE:
        title, body = "", text
    return article({"article_id": stem, "title": re.sub(r"\A#+ *", "", title) if markdown else title, "text": body.strip("\r\n")})


def markdown_row(text, stem):
    return text_row(text, stem, markdown=True)


def split_line(text):
    """The first line that is not blank, and what comes after it."""
    text = text.lstrip()
    line, _, rest = text.partition("\n")
    return line.strip(), rest.lstrip("\r\n")


def html_row(html, stem):
    """Main text, title, author, outlet and section of a page, as trafilatura finds them, and the time of publication that it gives, or the text."""
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
    text = without_title(page.text, page.title or "")
    told = {"author": page.author, "outlet": page.sitename, "section": ", ".join(page.categories or [])}
    return article({"article_id": stem, "title": page.title or "", "published": published(page), "text": text,
                    **{name: value for name, value in told.items() if value}})


def without_title(text, title):
    """The text of a page without its title at the top, and without the kicker above that; a page that is nothing else keeps it."""
    lines = text.strip("\n").split("\n")
    at = next((i for i, line in enumerate(lines[:2]) if line.strip() == title.strip()), None)
    return text.strip("\n") if at is None or len(lines) <= at + 1 or len(lines[0]) > LONGEST_TITLE else "\n".join(lines[at + 1:]).strip("\n")


def document_row(file, taken):
    """The article of a document that `documents` takes apart. Title: as it is set, else as of a text, else that of the document's properties; author: above
    the text, else of the properties; day: above the text, else at the edges of its pages. The day it was made is no day of publication, and only told."""
    try:
        found = taken(file)
    except Unreadable:
        raise
    except Exception as error:                     # whatever a broken document makes a library raise, it is that document's problem
        raise Unreadable(f"broken, or no {file.suffix.lower()} ({type(error).__name__}); save it anew, or the article as .txt") from error
    row = article({"article_id": file.stem, "title": found.title, "text": found.text}) if found.title else text_row(found.text, file.stem)
    if isinstance(row, str):
        return row
    odd = [row["odd"], found.odd]
    if row["published"] is pd.NaT:
        parts = [part for line in found.edges for part in (line, *cleaning.PARTS.split(line), line.partition(", ")[2])]
        row["published"] = next((day for day in map(parse_date, parts) if day is not None), pd.NaT)
        if row["published"] is pd.NaT and found.made:
            odd.append(f"no day of publication in it; it was made on {found.made:%d.%m.%Y}: write that below its title if it is the day")
    return {**row, "title": row["title"] or found.named, "author": row.get("author") or found.author, "odd": "; ".join(filter(None, odd))}


def published(page):
    """The moment the page gives for its publication, with the time of day where any place of it tells that."""
    moments = [found for found in map(parse_date, page.moments) if found is not None]
    return next((found for found in moments if found != found.normalize()), None) or parse_date(page.date or "")


# ---------------------------------------------------------------- tables
def jsonl_rows(file):
    """A JSON object a line; a line that is none is refused alone."""
    told, guessed = set(), Guess()
    with open(file, encoding="utf-16") if is_utf16(file) else file.open("rb") as handle:
        for number, line in enumerate(lines(handle), 1):
            if line is None or line.strip():
                row, encoding = json_line(line, f"{file.stem}-{number}", guessed)
                yield from noted(encoding, f"row {number}") if encoding not in told else []
                yield f"row {number}", row
                told.add(encoding)


def json_line(line, article_id, guessed):
    """(article, encoding) of a line, or why it is none."""
    if line is None:
        return f"the line is longer than {LARGEST // 1_000_000} MB; one article is never that long", UNICODE
    try:
        text, encoding = (line, UNICODE) if isinstance(line, str) else decode(line, guessed)
        return table_row(JSON.decode(text), article_id), encoding
    except (ValueError, RecursionError) as error:
        return f"no JSON object in this line ({short(error)}); write one article a line, as JSON in UTF-8", UNICODE


def json_rows(file):
    """A list of objects, read one by one so that a broken end loses only what comes after it; or one object."""
    text, encoding = text_of(file, LARGEST_JSON, JSONL)
    if sum(map(text.count, "[{,")) > MOST_VALUES:
        raise Unreadable(f"it holds more than {MOST_VALUES:,} values; {JSONL}")
    yield from noted(encoding)
    number, at = 0, blank(text, 0)
    if text[at:at + 1] != "[":
        yield from json_object(text, at, file.stem)
        return
    at = blank(text, at + 1)
    while text[at:at + 1] != "]":
        number += 1
        try:
            value, at = JSON.raw_decode(text, at)
            at = comma(text, blank(text, at))
        except (ValueError, RecursionError) as error:
            raise Unreadable(f"no JSON from here on ({short(error)}); what follows was not read, write it again", f"row {number}") from error
        yield f"row {number}", table_row(value, f"{file.stem}-{number}")
    if blank(text, at + 1) < len(text):
        raise Unreadable("something follows the list; is it .jsonl, an article a line?", f"character {at + 1}")


def json_object(text, at, stem):
    """One article, or a list of them under the key `articles`."""
    try:
        value, end = JSON.raw_decode(text, at)
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
    for number, row in separated.rows(file, KNOWN, with_text):
        yield f"row {number}" if number else "", row if isinstance(row, str) else table_row(row, f"{file.stem}-{number}")


def with_text(names):
    if not set(names) & set(SYNONYMS["text"]):
        raise Unreadable(f"no column with the text; name it one of {', '.join(SYNONYMS['text'])} (there are {short(', '.join(names))})")


def parquet_rows(file):
    """The rows of a Parquet file, one at a time; only the columns that are needed are read, a piece of the file at a time."""
    try:
        with pyarrow.parquet.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20) as table:
            wanted = parquet_columns(table.schema_arrow)
            if len(wanted) < len(table.schema_arrow.names):
                yield "", unread([name for name in table.schema_arrow.names if name not in wanted])
            check_size(table.metadata, file.stat().st_size)
            for number, batch in enumerate(table.iter_batches(1, columns=wanted, use_threads=False), 1):
                yield f"row {number}", parquet_row(batch, f"{file.stem}-{number}")
    except Unreadable:
        raise
    except Exception as error:                     # pyarrow raises a dozen kinds for a broken file
        raise Unreadable(f"not a Parquet file, or a broken one ({short(error)}); write it again") from error


def parquet_columns(schema):
    """The columns to read. One with lists or records in it, of which a few bytes can hold millions, is refused."""
    names = [name.strip().lower() for name in schema.names]
    with_text(names)
    separated.check_once(names, KNOWN)
    for name, field in zip(names, schema):
        if name in KNOWN and pyarrow.types.is_nested(field.type):
            raise Unreadable(f"{name} is no text, but of type {short(field.type)}; write it as text")
    return [field.name for name, field in zip(names, schema) if name in KNOWN]


def unread(names):
    """A Note that names the columns that are not read."""
    return Note(f"columns that are not read: {short(', '.join(names))}; see README, Your own articles")


def check_size(metadata, size):
    """Refuse a file of `size` bytes that promises more than articles can be packed into it."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    n_rows = sum(group.num_rows for group in groups)
    unpacked = sum(group.column(number).total_uncompressed_size for group in groups for number in range(group.num_columns))
    if n_rows > size or unpacked > LARGEST + MOST_PACKED * size:
        raise Unreadable(f"it unpacks to {n_rows:,} rows and {unpacked / 1e6:,.0f} MB from {size / 1e6:,.3f} MB, as no articles do; write it again")


def parquet_row(batch, article_id):
    try:
        return table_row({name: batch.column(name)[0].as_py() for name in batch.schema.names}, article_id)
    except (ValueError, TypeError, OverflowError, LookupError) as error:
        return f"a value cannot be read ({short(error)}); write it again"


TABLES = {".json": json_rows, ".jsonl": jsonl_rows, ".csv": csv_rows, ".parquet": parquet_rows}
DOCUMENTS = {".docx": documents.docx, ".pdf": documents.pdf}
PAGES = {".txt": text_row, ".md": markdown_row, ".html": html_row, ".htm": html_row}


# ---------------------------------------------------------------- rows
def table_row(row, article_id):
    """The article of a table's row, whatever the table calls its columns; `article_id` if it has no id of its own."""
    if not isinstance(row, dict):
        return f"no object with the text, but of type {type(row).__name__}; see README, Your own articles"
    given = {str(name).strip().lower(): in_sections(value) for name, value in row.items() if not is_missing(value) and value != "null"}
    found = {ours: next(((name, given[name]) for name in names if name in given), None) for ours, names in SYNONYMS.items()}
    if found["text"] is None:
        return f"no text, or no column with the text; name it one of {', '.join(SYNONYMS['text'])}"
    values = {"article_id": article_id, "path": None, "unread": [name for name in given if name not in KNOWN]}
    for ours, (name, value) in ((ours, pair) for ours, pair in found.items() if pair):
        if ours == "published":
            values[ours] = moment(value)
            if values[ours] is None:
                return f"{name} {short(value)!r} is no date; write it as 2024-10-18 or 18.10.2024"
        elif ours in TOLD:
            values[ours] = ", ".join(part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str))
        elif isinstance(value, str) or ours != "text" and isinstance(value, (int, float)):
            values[ours] = str(value)
        else:
            return f"{name} is no text, but of type {type(value).__name__}; write it as text"
    return article(values)


def in_sections(value):
    """The text of a body in sections, as fundus writes it; every other value as it is."""
    if not isinstance(value, dict) or not isinstance(value.get("sections"), list):
        return value
    parts = [value.get("summary"), *(section.get(part) for section in value["sections"] if isinstance(section, dict) for part in ("headline", "paragraphs"))]
    return "\n\n".join(text for part in parts if isinstance(part, list) for text in part if isinstance(text, str))


def article(values):
    """The article with its text made clean, or why it is none."""
    text, title, article_id = values["text"], values.get("title") or "", values["article_id"]
    if len(text) > LONGEST:
        return f"longer than {LONGEST:,} characters; no article is: divide it"
    if problem(text):
        return problem(text)
    if NOT_TEXT.search(title) or NOT_TEXT.search(values.get("path") or ""):
        return "title or path holds control characters or half a character; remove them"
    if NOT_IN_NAMES.search(article_id) or len(article_id) > LONGEST_TITLE or not article_id.strip():
        return f"the article_id {short(article_id)!r} is blank, too long or holds control characters; give another"
    cleaned, odd = cleaning.clean(text)
    told, cleaned = cleaning.head(cleaning.without_offers(cleaned), parse_date)
    signed, cleaned = cleaning.foot(cleaned, parse_date)
    if problem(cleaned):
        return "nothing is left of the text without its markup; remove the article or give its text"
    values = {**signed, **told, **{name: value for name, value in values.items() if value}}
    return {**values, "title": cleaning.clean(title)[0].strip(), "text": cleaned, "odd": odd, "published": values.get("published") or pd.NaT}


def short(value):
    """The beginning of a message or value, on one line."""
    return shown(" ".join(str(value)[:200].split())[:80])


def is_missing(value):
    return value is None or value is pd.NaT or value is pd.NA or isinstance(value, str) and not value or isinstance(value, float) and pd.isna(value)


# ---------------------------------------------------------------- dates
@lru_cache(10_000)
def parse_date(line):
    """The date and time a line gives and nothing else, else None: local time as written, German time of one in UTC."""
    line = DATE_LINE_PREFIX.sub("", str(line).strip())
    if not 6 <= len(line) <= LONGEST_DATE_LINE or not re.search(r"\d", line):
        return None
    import dateparser  # heavy, and needed only where a date is written
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
        found = pd.Timestamp(value)
        found = found.tz_convert(GERMAN_TIME) if found.utcoffset() == timedelta(0) else found
        return found.tz_localize(None).as_unit("ns")
    except (ValueError, OverflowError):
        return None
