"""Article files to one DataFrame, one row per article; or one article at a time, for more than memory holds.

Text files (.txt, .md) hold one article: a title line, an optional date line, the body. HTML pages (.html, .htm) go through trafilatura,
documents (.docx, .pdf) through python-docx and pypdf. Tables (.json, .jsonl, .csv, .parquet) hold an article a row. What cannot be read is
named and never stops the rest.
"""
import os
import stat
import warnings
from pathlib import Path
from typing import NamedTuple

from .. import tables
from ..escaping import NOT_IN_NAMES, shown
from . import languages, readers
from .decoding import Note

SUFFIXES = (*readers.PAGES, *readers.DOCUMENTS, *readers.TABLES)
OTHER_FORMS = {".doc", ".eml", ".epub", ".gz", ".mht", ".mhtml", ".odt", ".rtf", ".tsv", ".xls", ".xlsx", ".xml", ".zip"}
NOT_ARTICLES = {"readme.md", "readme.txt", "corrections.csv", "aliases.csv", "key.csv"}
MOST_NAMED = 20                # problems a warning lists
MOST_REFUSED = 1_000           # rows of one file that are refused by name


class Refused(NamedTuple):
    """Something that was not read: the file, the place in it (`row 3`, `byte 120`, or empty), what is wrong and what to do."""
    path: str
    place: str
    reason: str

    def __str__(self):
        return f"{self.path}{', ' + self.place if self.place else ''}: {self.reason}"


class Noted(NamedTuple):
    """Something that was read although it is not as it should be: the same columns."""
    path: str
    place: str
    reason: str

    __str__ = Refused.__str__


def load_articles(path):
    """Load the articles of a folder (all article files in it and below, in name order) or of one file.

    Returns a DataFrame with one row per article: `article_id` (str, unique: the file's stem, or the table's own),
    `title` (str, empty if there is none), `published` (datetime64, NaT if unknown, local time), `text` (the body,
    cleaned as `cleaning` says: offsets point into it), `path` (str, relative to the folder; a table's own
    URL where it has one), `language` (ISO 639-1, empty if it cannot be told), `author`, `outlet`, `section` (empty if not told).
    README, corrections.csv (aliases.csv) and key.csv are no articles.

    What cannot be read is named in one warning, and `frame.attrs["refused"]` lists it (`Refused`). A file that is not UTF-8 is
    read in another encoding only where that is safe: another warning names it, and `frame.attrs["notes"]` lists it (`Noted`).
    Raises ValueError that names what is wrong if nothing at all could be read, and FileNotFoundError for a path that does not exist.
    """
    articles, others = [], {Refused: [], Noted: []}
    for found in read_each(path):
        (articles if isinstance(found, dict) else others[type(found)]).append(found)
    refused, notes = others.values()
    if not articles:
        raise ValueError(f"{path}: {len(refused)} problem(s), nothing was loaded:\n" + listed(refused))
    if refused:
        warnings.warn(f"{path}: {len(refused)} problem(s); this was not read:\n" + listed(refused), stacklevel=2)
    if notes:
        warnings.warn(f"{path}: {len(notes)} note(s) on what was read:\n" + listed(notes), stacklevel=2)
    table = tables.build("articles", articles)
    table["language"] = table.text.map(languages.tell).astype("str")
    table.attrs.update(refused=refused, notes=notes)
    return table


def listed(problems):
    """The first problems, a line each, and how many there are beside them."""
    more = [f"- and {len(problems) - MOST_NAMED} more"] if len(problems) > MOST_NAMED else []
    return "\n".join([f"- {problem}" for problem in problems[:MOST_NAMED]] + more)


def read_each(path):
    """Yield the articles of a folder or file one by one, as dicts with the columns of `load_articles` but for `language`, a
    `Refused` for each thing that cannot be read, and a `Noted` for what was read and is odd; files in name order, rows in order.

    Beside the ids only one article is held in memory (of a .json file, its text). In which language it is nobody has looked
    yet. Raises FileNotFoundError for a path that does not exist, ValueError for a folder without article files.
    """
    path, places = Path(path), {}
    if not path.exists():
        raise FileNotFoundError(f"{path}: there is no such file or folder")
    for name, file in article_files(path):
        if isinstance(file, str):
            yield Refused(name, "", file)
        else:
            yield from counted(found_in(name, file, places))


def found_in(name, file, places):
    """What there is in a file. `places` says where each article_id was found, and is filled here."""
    unread, odd = {}, {}
    for place, found in read_safely(file):
        if isinstance(found, str):
            yield (Noted if isinstance(found, Note) else Refused)(name, place, found)
        elif found["article_id"] in places:
            yield Refused(name, place, f"the article_id {found['article_id']!r} stands in {places[found['article_id']]} already; rename a file or id")
        else:
            places[found["article_id"]] = f"{name}, {place}" if place else name
            unread.update(dict.fromkeys(found.get("unread", ())))
            odd.setdefault(found["odd"], place)
            found["path"] = found.get("path") or name
            yield {column: found.get(column) for column in tables.COLUMNS["articles"] if column not in ("language", "form")}
    yield from (Noted(name, place, what) for what, place in odd.items() if what)
    if unread:
        yield Noted(name, "", readers.unread(list(unread)))


def counted(found):
    """The same, but of the rows that are refused only the first thousand are named one by one."""
    n = 0
    for row in found:
        n += isinstance(row, Refused)
        if n <= MOST_REFUSED or not isinstance(row, Refused):
            yield row
        else:
            last = row
    if n > MOST_REFUSED:
        yield Refused(last.path, last.place, f"the last of {n - MOST_REFUSED:,} more that were not read: {last.reason}")


def read_safely(file):
    """What `readers.read` yields; what stops the file, or that there is nothing in it, is its last item."""
    found = None
    try:
        for place, found in readers.read(file):
            yield place, found
    except (ValueError, OSError, MemoryError, RecursionError) as error:
        yield getattr(error, "place", ""), told(error)
    else:
        if found is None or isinstance(found, Note):
            yield "", "it holds no article; delete it or fill it"


def told(error):
    if isinstance(error, OSError):
        return f"cannot be opened or read ({error.strerror or type(error).__name__}); check that it is there and may be read"
    if isinstance(error, UnicodeDecodeError):
        return f"not {error.encoding} as it begins ({error.reason}); save it as UTF-8"
    return str(error) or f"too much for this machine ({type(error).__name__}); divide it"


# ---------------------------------------------------------------- files
def keep_apart(path, out, written):
    """Raise ValueError if one would touch the other: an output folder inside the folder with the articles (the next run would
    read it), or articles inside what is written, files and folders of `out` by name. Links are followed; other spellings of a
    name count where the disk takes them for the same."""
    path, folder = Path(path), Path(os.path.realpath(out))
    if path.is_dir() and lies_in(out, path):
        raise ValueError(f"{out} lies in the folder with the articles, {path}; write to a folder beside it")
    for place in (folder / name for name in written):
        if os.path.exists(place) and lies_in(path, place):
            raise ValueError(f"{path} is to be read, and {place} is to be written; write to another folder than {out}")


def lies_in(path, folder):
    """Whether it is that file or folder, or lies in it, whatever links lead there."""
    path = Path(os.path.realpath(path))
    return any(os.path.exists(place) and os.path.samefile(place, folder) for place in (path, *path.parents))


def article_files(path):
    """(name, file) of each article file in name order, and (name, reason) of what looks like one and cannot be read."""
    waiting, found = [path], False
    while waiting:
        place = waiting.pop()
        name = place.relative_to(path).as_posix() if place != path else path.name
        kind = kind_of(place, path)
        if kind == "folder":
            try:
                waiting += sorted((place / entry for entry in os.listdir(place) if not entry.startswith(".")), reverse=True)
            except OSError as error:
                yield shown(name), told(error)
        elif kind:
            found = True
            yield (name, place) if kind == "article" else (shown(name), kind)
    if not found:
        raise ValueError(f"{path}: no article files in this folder; put some there ({', '.join(SUFFIXES)})")


def kind_of(place, top):
    """`folder`, `article`, why it is not read, or None for what is none of our business."""
    suffix, is_top = place.suffix.lower(), place == top
    try:
        mode = place.stat().st_mode
    except OSError as error:
        return told(error) if suffix in SUFFIXES or not os.path.islink(place) else None
    if stat.S_ISDIR(mode):
        return "folder" if is_top or not place.is_symlink() else "a link to a folder, which could lead in circles; give the folder itself"
    if (place.name.lower() in NOT_ARTICLES or place.name.startswith("~$")) and not is_top:           # `~$brief.docx`: Word has it open
        return None
    if suffix not in SUFFIXES:
        return f"not an article file; accepted: {', '.join(SUFFIXES)}" if is_top or suffix in OTHER_FORMS else None
    if not stat.S_ISREG(mode):
        return "a pipe or a device, not a file; save the article in a file"
    if place.is_symlink() and not is_top and not place.resolve().is_relative_to(top.resolve()):
        return "a link to a file outside of this folder; copy the file here"
    return "the name holds control characters or is not UTF-8; rename the file" if NOT_IN_NAMES.search(place.name) else "article"
