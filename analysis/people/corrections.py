"""The reader's corrections: `corrections.csv` beside the articles, applied where all tables are made (`analyse`).

A row says one of two things. With a `name`: what it `is` in truth (`-` or `no name`: nobody's), the `kind` of that actor, the kind of that
source (`source_kind`); with an `article_id` it holds in that article only. With a `table`: the row of that table from `start` to `end` of
`article_id` is wrong. A row that says neither, and other columns, are not read. `aliases.csv` is an older name of the file.
"""
import re
import warnings

import pandas as pd

from .. import tables
from ..articles import separated
from ..articles.decoding import Note, Unreadable
from ..escaping import text_of_cell

RIGHT = {"is": None, "kind": tables.ACTOR_KINDS, "source_kind": tables.SOURCE_KINDS}       # what may be said of a name, and its values
PLACE = ["article_id", "start", "end"]
COLUMNS = ["article_id", "name", *RIGHT, "table", "start", "end"]
FILE, OLD_FILE = "corrections.csv", "aliases.csv"
NO_NAME = "-"
NAMES = {"actors": "name", "statements": "speaker", "sources": "name", "numbers": "source", "dates": "source", "targets": "name",
         "headlines": "source"}          # table -> column of names
KINDS = {"actors": "kind", "targets": "kind", "sources": "source_kind"}       # table -> the correction of its column kind
MARKED = [name for name, columns in tables.COLUMNS.items() if "start" in columns and name != "sentences"]      # whose rows may be wrong


# ---------------------------------------------------------------- the file
def read(path):
    """The corrections beside the articles of `path` (a folder or file), as `checked` gives them.

    No file, and one with nothing in it, gives no rows. Raises ValueError that names the file, and the row, where it is no such table.
    """
    folder = path if path.is_dir() else path.parent
    found = [file for file in (folder / FILE, folder / OLD_FILE) if file.exists()]
    if len(found) > 1:
        raise ValueError(f"{folder}: there are both {FILE} and {OLD_FILE}; keep one: put the rows of {OLD_FILE} into {FILE} and delete it")
    if not found:
        return pd.DataFrame(columns=COLUMNS, dtype="str")
    file = found[0]
    try:
        table = pd.DataFrame(rows(file), columns=COLUMNS)
    except Unreadable as error:
        raise ValueError(f"{file}{', ' + error.place if error.place else ''}: {error}") from error
    except (ValueError, OSError) as error:
        raise ValueError(f"{file}: {error}") from error
    return checked(table, file)


def rows(file):
    """The rows of the file, as dicts. A row that is none stops it: a name that is corrected by half would be worse."""
    if not file.is_file():
        raise Unreadable("no file; save the corrections as a file of this name, or rename it")
    for number, row in separated.rows(file, COLUMNS, check_columns):
        if isinstance(row, Note):
            warnings.warn(f"{file}: {row}", stacklevel=2)
        elif isinstance(row, str):
            raise Unreadable(row, f"row {number}")
        else:
            yield {column: text_of_cell(row.get(column, "")) for column in COLUMNS}


def check_columns(names):
    if "table" not in names and not ("name" in names and RIGHT.keys() & set(names)):
        raise Unreadable(f"it needs the columns name and {' or '.join(RIGHT)}, or table, {', '.join(PLACE)}; there are {', '.join(map(str, names))}")


def checked(table, file="corrections"):
    """The rows that correct something, all columns as text. Raises ValueError that names the first bad one, counted from 1."""
    check_columns(table.columns)
    found = table.reindex(columns=COLUMNS).astype(object)
    found = found.where(found.notna(), "").astype("str").apply(lambda column: column.str.strip())
    found["is"] = found["is"].mask(found["is"].str.lower().eq("no name"), NO_NAME)
    for number, row in enumerate(found.to_dict("records"), 1):
        if wrong := problem(row):
            raise ValueError(f"{file}, row {number}: {wrong}")
    for column in RIGHT:
        check_once(found, column, file)
    return found[found[[*RIGHT, "table"]].ne("").any(axis=1)].drop_duplicates(ignore_index=True)


def problem(row):
    """What is wrong with a row and what to do, or None."""
    if row["table"]:
        return problem_of_mark(row)
    if row["start"] or row["end"]:
        return f"start or end without a table; fill in table ({', '.join(MARKED)}), or empty both"
    if any(row[column] for column in RIGHT) and not row["name"]:
        return "nobody is named; fill in name as the tables have it"
    return next((f"{column} {row[column]!r} does not exist; there are {', '.join(kinds)}" for column, kinds in RIGHT.items()
                 if kinds and row[column] and row[column] not in kinds), None)


def problem_of_mark(row):
    if row["table"] not in MARKED:
        return f"table {row['table']!r} has no rows that can be marked wrong; there are {', '.join(MARKED)}"
    if row["is"] or row["source_kind"]:
        return "it has a table, so it marks a row wrong and corrects no name; make two rows"
    copy = f"copy {', '.join(PLACE)} from {row['table']}.csv"
    if empty := [column for column in PLACE if not row[column]]:
        return f"a row is marked wrong, and {' and '.join(empty)} is empty; {copy}"
    return next((f"{column} {row[column]!r} is no whole number; {copy}" for column in ("start", "end") if offset(row[column]) is None), None)


def offset(text):
    """A place in a text; a spreadsheet may have written `17.0`."""
    return int(text.removesuffix(".0")) if re.fullmatch(r"[0-9]{1,9}(\.0)?", text) else None


def check_once(found, column, file):
    """Raise ValueError if two rows say different things of a name."""
    told = found[found["table"].eq("") & found[column].ne("")].drop_duplicates(["article_id", "name", column])
    twice = told[told.duplicated(["article_id", "name"], keep=False)]
    if len(twice):
        name = twice["name"].iloc[0]
        said = told[told["name"].eq(name) & told.article_id.eq(twice.article_id.iloc[0])][column]
        raise ValueError(f"{file}, row {twice.index[1] + 1}: {column} of {name!r} is said to be {' and '.join(map(repr, said))}; keep one row")


# ---------------------------------------------------------------- rows marked wrong
class Wrong:
    """The places (table, start, end) of the rows of one article that are marked wrong; `unheld` are those that no row had so far."""

    def __init__(self, places=()):
        self.places = frozenset(places)
        self.unheld = set(self.places)

    def has(self, table, start, end):
        self.unheld.discard((table, start, end))
        return (table, start, end) in self.places

    def without(self, table, rows):
        """The rows, dicts of that table, without those that are marked."""
        return [row for row in rows if not self.has(table, row["start"], row["end"])]

    def reasons(self):
        """What is odd about each place that no row had."""
        return [f"{table} has no row from {start} to {end}, which is marked wrong; copy {', '.join(PLACE)} anew, or delete the row"
                for table, start, end in sorted(self.unheld)]


def marked(corrections):
    """The rows that `checked` corrections mark wrong: article_id -> Wrong."""
    rows = corrections[corrections["table"].ne("")]
    return {article_id: Wrong((row["table"], offset(row["start"]), offset(row["end"])) for row in found.to_dict("records"))
            for article_id, found in rows.groupby("article_id")}


# ---------------------------------------------------------------- names
def apply(result, corrections):
    """The tables of `result` with the names and kinds of `checked` corrections put right; the texts are as they were."""
    rows = corrections[corrections["table"].eq("")]
    for name in NAMES:
        setattr(result, name, corrected(name, getattr(result, name), rows))
    return result


def corrected(name, table, rows):
    """A table with its names and kinds put right. What is no name has no row where a row is one; elsewhere its column is empty."""
    column = NAMES[name]
    spellings = [table[column], *([table.text] if name in ("actors", "targets") else [])]
    right = told(rows, "is", table, spellings)
    is_none = right.eq(NO_NAME)
    found = table.assign(**{column: right.fillna(table[column]).mask(is_none)})
    if name in KINDS:
        found["kind"] = told(rows, KINDS[name], table, [found[column], *spellings]).fillna(table["kind"])
        found = found[~is_none & ~(found["kind"].eq("place") & (name == "targets"))]       # no place has a tone
    if name == "statements":
        found["source_id"] = found["source_id"].mask(is_none)
    if name == "headlines":
        found = found[~(told(rows, "is", table, [table.text]).eq(NO_NAME) & table["kind"].eq("name"))]
    return found.reset_index(drop=True)


def told(rows, column, table, spellings):
    """What the corrections say in `column` of each row of a table, missing where nothing: of the last spelling they know; what is said
    of the article goes first."""
    rows = rows[rows[column].ne("")].drop_duplicates(["article_id", "name"])
    everywhere = rows[rows.article_id.eq("")].set_index("name")[column]
    there = rows.set_index(["article_id", "name"])[column]
    found = pd.Series(index=table.index, dtype="str")
    for spelling in spellings:
        here = pd.MultiIndex.from_arrays([table.article_id, spelling.fillna("")])
        right = pd.Series(there.reindex(here).to_numpy(), index=table.index, dtype="str")
        found = right.fillna(spelling.map(everywhere).astype("str")).fillna(found)
    return found


def unresolved(actors):
    """Persons known by one name only, who may be somebody else under a full name: one row a name and article, in text order.

    The columns of `corrections.csv`, and `n_mentions`; the reader fills in `is`, or what else is to be corrected, and saves it under that name.
    """
    single = actors[(actors.kind == "person") & ~actors.name.fillna("").str.contains(" ")]
    found = single.groupby(["article_id", "name"], as_index=False, sort=False).agg(n_mentions=("start", "size"))
    return found.assign(**dict.fromkeys(COLUMNS[2:], ""))


def unkinded(sources):
    """Sources of which nothing tells what they are (kind `other`): one row a name and article, those with most words first.

    The columns of `corrections.csv`, and `n_words`; the reader fills in `source_kind`, or what else is to be corrected, and saves it under that name.
    """
    found = sources[sources.kind.eq("other")].sort_values("n_words", ascending=False, kind="stable", ignore_index=True)
    return found[["article_id", "name", "n_words"]].assign(**dict.fromkeys(COLUMNS[2:], ""))
