"""The reader's corrections of names: `aliases.csv` beside the articles, applied once, where all tables are made (`analyse`).

A row says that the actor or source `name` is in truth `is`; with an `article_id` it holds in that article only. It has the form of
`data/unresolved_names.csv`, in which the reader fills in `is`: rows that leave it empty say nothing, other columns are not read.
"""
import warnings

import pandas as pd

from ..articles import separated
from ..articles.decoding import Note, Unreadable
from ..escaping import text_of_cell

COLUMNS = ["article_id", "name", "is"]
FILE = "aliases.csv"
NAMES = {"actors": "name", "statements": "speaker", "sources": "name", "numbers": "source", "targets": "name", "headlines": "source"}      # table -> column of names


def read(path):
    """The corrections beside the articles of `path` (a folder or file): article_id ("" for all), name, is.

    No file, and one with nothing in it, gives no rows. Raises ValueError that names the file, and the row, where it is no such table.
    """
    file = (path if path.is_dir() else path.parent) / FILE
    if not file.exists():
        return pd.DataFrame(columns=COLUMNS, dtype="str")
    try:
        return checked(pd.DataFrame(rows(file), columns=COLUMNS))
    except Unreadable as error:
        raise ValueError(f"{file}{', ' + error.place if error.place else ''}: {error}") from error
    except (ValueError, OSError) as error:
        raise ValueError(f"{file}: {error}") from error


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
    missing = {"name", "is"} - set(names)
    if missing:
        raise Unreadable(f"aliases: no column {', '.join(sorted(missing))}; there are {', '.join(map(str, names))}")


def checked(table):
    """The rows that correct something. Raises ValueError if a column is missing or a name is two."""
    check_columns(table.columns)
    if "article_id" not in table:
        table = table.assign(article_id="")
    found = table[COLUMNS].fillna("").astype(str).apply(lambda column: column.str.strip())
    found = found[found["name"].ne("") & found["is"].ne("")].drop_duplicates(ignore_index=True)
    twice = found[found.duplicated(["article_id", "name"], keep=False)]
    if len(twice):
        raise ValueError(f"aliases: {twice['name'].iloc[0]!r} is said to be {' and '.join(map(repr, twice['is'].unique()))}; keep one row")
    return found


def apply(result, aliases):
    """The tables of `result` with the names of `aliases` put right; the texts are as they were."""
    aliases = checked(aliases)
    everywhere = aliases[aliases.article_id.eq("")].set_index("name")["is"]
    there = aliases.set_index(["article_id", "name"])["is"]
    for name, column in NAMES.items():
        table = getattr(result, name)
        spellings = [table[column], *([table.text] if name == "actors" else [])]
        setattr(result, name, table.assign(**{column: corrected(table, spellings, everywhere, there)}))
    return result


def corrected(table, spellings, everywhere, there):
    """The first spelling of each row, unless an alias of one of them is known; that of the article goes first."""
    found = spellings[0]
    for spelling in spellings:
        here = pd.MultiIndex.from_arrays([table.article_id, spelling.fillna("")])
        right = pd.Series(there.reindex(here).to_numpy(), index=table.index, dtype=found.dtype)
        found = right.fillna(spelling.map(everywhere).astype(found.dtype)).fillna(found)
    return found


def unresolved(actors):
    """Persons known by one name only, who may be somebody else under a full name: one row a name and article, in text order.

    Columns: `article_id`, `name`, `n_mentions`, `is` (empty, for the reader to fill in and save as `aliases.csv`).
    """
    single = actors[(actors.kind == "person") & ~actors.name.fillna("").str.contains(" ")]
    found = single.groupby(["article_id", "name"], as_index=False, sort=False).agg(n_mentions=("start", "size"))
    return found.assign(**{"is": ""})
