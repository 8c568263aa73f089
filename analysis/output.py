"""Files written whole or not at all, and tables as CSV that a spreadsheet may open."""
import json
import os
from contextlib import contextmanager

from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from . import escaping
from .project import out


# ---------------------------------------------------------------- tables
def write(table, name):
    """Write a table to `data/<name>.csv` (UTF-8, lists as JSON) and return it. A cell that a spreadsheet would run as a
    formula (`=`, `+`, `-`, `@` at the start of a text) gets an apostrophe before it, and so does one that begins with one."""
    path = out() / "data" / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, tidy(table).to_csv(index=False, lineterminator="\n").encode())
    return table


def tidy(table):
    """The table with lists as JSON, times in ISO form, and no formulas, in cells or in names of columns: ready for CSV and spreadsheets."""
    whole = table.apply(lambda column: column if is_numeric_dtype(column) or is_datetime64_any_dtype(column) else column.astype(object).map(plain))
    return whole.rename(columns=plain)


def plain(value):
    if isinstance(value, (list, tuple)):
        value = json.dumps(value, ensure_ascii=False)
    return escaping.cell(value) if isinstance(value, str) else value


def replace(path, content, aside=None):
    """Write bytes aside, then move them into place: an interrupted run leaves the old file whole."""
    with replacing(path, aside) as file:
        file.write(content)


@contextmanager
def replacing(path, aside=None):
    """An open file that takes the place of the old one when all was written and is on disk; if not, the old one stays and nothing else.

    `aside` is where it is written, on the same disk (default: beside it). An OSError names the file, also where the disk is full.
    """
    aside = aside or path.with_name(path.name + ".part")
    try:
        with open(aside, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
        flush(path.parent)
    except OSError as error:
        error.filename = error.filename or str(path)
        raise
    finally:
        aside.unlink(missing_ok=True)


def flush(folder):
    """Have the disk keep which files are in a folder."""
    if os.name == "posix":                 # Windows opens no folders
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
