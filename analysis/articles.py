"""Article files to one DataFrame, one row per article.

Text files (.txt, .md) hold one article: a title line, an optional date line, the body. HTML pages (.html, .htm) go through
trafilatura. Tables (.json, .jsonl, .csv, .parquet) hold an article a row.
"""
import io
import json
import re
import warnings
from pathlib import Path
from typing import NamedTuple

import charset_normalizer
import dateparser
import pandas as pd
import trafilatura

from . import tables

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".csv", ".parquet")
NOT_ARTICLES = {"readme.md", "readme.txt", "aliases.csv", "key.csv"}
SYNONYMS = {
    "article_id": ("article_id", "id", "doc_id", "uid"),
    "title": ("title", "headline", "titel"),
    "published": ("published", "date", "published_at", "datetime", "datum"),
    "text": ("text", "body", "content", "article", "inhalt"),
    "path": ("path", "url", "link"),
}
CODE_PAGES = ["cp1252", "cp850", "mac_roman"]      # what German files were written in before UTF-8
LONGEST_TITLE = 250                                # characters
LONGEST_DATE_LINE = 70
DATE_LINE_PREFIX = re.compile(r"(?i)\A(?:stand|veröffentlicht|aktualisiert|erschienen|published|updated)\b(?: am| on)?:? *")


def load_articles(path):
    """Load the articles of a folder (all article files in it and below, in name order) or of one file.

    Returns a DataFrame with one row per article: `article_id` (str, unique: the file's stem, or the table's own),
    `title` (str, empty if there is none), `published` (datetime64, NaT if unknown, local time as written), `text` (the
    body unchanged, so that offsets point into what the reader sees), `path` (str, relative to the folder; a table's own
    URL where it has one). README, aliases.csv and key.csv are no articles.

    A file that is not UTF-8 is read in another encoding only where that is safe, with a warning that says so.
    Raises ValueError that names every file that cannot be read, what is wrong with it and what to do; then nothing is
    loaded. Raises FileNotFoundError for a path that does not exist.
    """
    path = Path(path)
    files = article_files(path)
    rows, problems = [], []
    for file in files:
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        try:
            rows += [{"path": name, **row} for row in read_file(file)]
        except (ValueError, OSError) as error:
            problems.append(f"{name}: {error}")
    problems += duplicates(rows)
    if problems:
        raise ValueError(f"{path}: {len(problems)} problem(s), nothing was loaded:\n" + "\n".join(f"- {p}" for p in problems))
    return tables.build("articles", rows)


def article_files(path):
    """The article files of a folder in name order, or the one file."""
    if not path.exists():
        raise FileNotFoundError(f"{path}: there is no such file or folder")
    if path.is_file():
        if path.suffix.lower() not in SUFFIXES:
            raise ValueError(f"{path}: not an article file; accepted: {', '.join(SUFFIXES)}")
        return [path]
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file()
                   and file.name.lower() not in NOT_ARTICLES
                   and not any(part.startswith(".") for part in file.relative_to(path).parts))
    if not files:
        raise ValueError(f"{path}: no article files in this folder; put some there ({', '.join(SUFFIXES)})")
    return files


def duplicates(rows):
    """A problem for each article_id that occurs twice, with the files it stands in."""
    paths = {}
    for row in rows:
        paths.setdefault(row["article_id"], []).append(row["path"])
    return [f"{', '.join(found)}: the article_id {article_id!r} occurs {len(found)} times; rename a file or id"
            for article_id, found in paths.items() if len(found) > 1]


def read_file(file):
    """The rows of one file, as dicts."""
    suffix = file.suffix.lower()
    raw = file.read_bytes()
    if not raw.strip():
        raise ValueError("the file is empty; delete it or fill it")
    if suffix == ".parquet":
        return table_rows(read_parquet(raw), file.stem)
    text = decode(raw, file.name)
    if suffix in (".txt", ".md"):
        return [text_row(text, file.stem, markdown=suffix == ".md")]
    if suffix in (".html", ".htm"):
        return [html_row(text, file.stem)]
    return table_rows(read_table(text, suffix), file.stem)


# ---------------------------------------------------------------- text
def decode(raw, name):
    """Bytes to text: UTF-8, UTF-16 with a byte order mark, or a code page that is the only sensible reading."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return checked(raw.decode("utf-16"))
    try:
        return checked(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if b"\0" in raw:
            raise ValueError("not text (it holds NUL bytes); remove the file or save the article as UTF-8 text") from None
        guess = charset_normalizer.from_bytes(raw, cp_isolation=CODE_PAGES).best()
        if guess is None or guess.percent_chaos > 5 or not guess.could_be_from_charset:
            raise ValueError(f"not UTF-8 (byte {error.start}), and no other encoding is certain; save it as UTF-8") from None
        text = checked(str(guess))
        if re.search(r"[^\W\d_a-zA-ZäöüÄÖÜßàâáçéèêëíîïñóôúûÀÂÁÇÉÈÊËÍÎÏÑÓÔÚÛ]", text):
            raise ValueError(f"not UTF-8 (byte {error.start}), and as {guess.encoding} it is not German; save it as UTF-8") from None
        warnings.warn(f"{name}: read as {guess.encoding}, not UTF-8; save it as UTF-8 to be sure", stacklevel=2)
        return text


def checked(text):
    """Refuse what decodes but is no text."""
    if re.search(r"[\0-\x08\x0e-\x1a\x1c-\x1f]", text):
        raise ValueError("not text (it holds control characters); remove the file or save the article as UTF-8 text")
    if not text.strip():
        raise ValueError("the file holds nothing but white space; delete it or fill it")
    return text


def text_row(text, stem, markdown=False):
    """First line title, then an optional date line, then the body."""
    title, body = split_line(text)
    if not body.strip() or len(title) > LONGEST_TITLE:
        return {"article_id": stem, "title": "", "text": text.strip("\r\n")}
    first, rest = split_line(body)
    published = parse_date(first)
    if published is not None and rest.strip():
        body = rest
    else:
        published = None
    title = re.sub(r"\A#+ *", "", title) if markdown else title
    return {"article_id": stem, "title": title, "published": published, "text": body.strip("\r\n")}


def split_line(text):
    """The first line that is not blank, and what comes after it."""
    text = text.lstrip()
    line, _, rest = text.partition("\n")
    return line.strip(), rest.lstrip("\r\n")


def parse_date(line):
    """The date and time a line gives and nothing else, else None. Time zones are dropped: local time as written."""
    line = DATE_LINE_PREFIX.sub("", str(line).strip())
    if not 6 <= len(line) <= LONGEST_DATE_LINE or not re.search(r"\d", line):
        return None
    found = dateparser.parse(line, languages=["de", "en"],
                             settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]})
    return pd.Timestamp(found.replace(tzinfo=None)) if found else None


def html_row(html, stem):
    """Main text, title and date of a page, as trafilatura finds them."""
    page = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    if page is None or not (page.text or "").strip():
        raise ValueError("no article text found in the page; save the article as .txt")
    return {"article_id": stem, "title": page.title or "", "published": page.date and parse_date(page.date),
            "text": page.text.strip("\n")}


# ---------------------------------------------------------------- tables
def read_parquet(raw):
    try:
        return pd.read_parquet(io.BytesIO(raw))
    except (ValueError, OSError) as error:
        raise ValueError(f"not a Parquet file ({str(error)[:80]}); write it again") from error


def read_table(text, suffix):
    try:
        if suffix == ".csv":
            return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, sep=None, engine="python")
        if suffix == ".jsonl":
            return pd.DataFrame([json.loads(line) for line in text.splitlines() if line.strip()])
        rows = json.loads(text)
        return pd.DataFrame(rows if isinstance(rows, list) else rows.get("articles", [rows]))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a table of articles in {suffix[1:]} ({str(error)[:80]}); see README, Your own articles") from error


def table_rows(table, stem):
    """One dict per row, with the columns of the interface whatever the table calls them."""
    names = {str(column).strip().lower(): column for column in table.columns}
    columns = {ours: next((names[s] for s in synonyms if s in names), None) for ours, synonyms in SYNONYMS.items()}
    if columns["text"] is None:
        raise ValueError(f"no column with the text; name it one of {', '.join(SYNONYMS['text'])} (there are {', '.join(names)})")
    rows = []
    for number, values in enumerate(table.to_dict("records"), 1):
        row = {ours: values[theirs] for ours, theirs in columns.items() if theirs is not None}
        row = {key: value for key, value in row.items() if not (is_missing(value))}
        if not str(row.get("text", "")).strip():
            raise ValueError(f"row {number} has no text; fill or delete it")
        given = row.get("published")
        row["published"] = None if given is None else timestamp(given)
        if given is not None and row["published"] is None:
            raise ValueError(f"row {number}: {str(given)[:40]!r} is no date; write it as 2024-10-18 or 18.10.2024")
        row["article_id"] = str(row.get("article_id", stem if len(table) == 1 else f"{stem}-{number}"))
        rows.append({key: value if key == "published" else str(value) for key, value in row.items()})
    return rows


def is_missing(value):
    return value is None or value == "" or isinstance(value, float) and pd.isna(value) or value is pd.NaT


def timestamp(value):
    if isinstance(value, str):
        return parse_date(value)
    try:
        return pd.Timestamp(value).tz_localize(None)
    except (ValueError, TypeError):
        return None

class Refused(NamedTuple):
    """What could not be read: the file, the place in it, and what is wrong and what to do."""
    path: str
    place: str
    reason: str


def read_each(path):
    """shim"""
    path = Path(path)
    for file in article_files(path):
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        try:
            for row in read_file(file):
                yield {"path": name, **row}
        except (ValueError, OSError) as error:
            yield Refused(name, "", str(error))
