"""A folder of tables in Parquet parts, one part a batch of articles, filled in any order and never half.

    numbers/part-00000.parquet, numbers/part-00001.parquet, ..., sentences/part-00000.parquet, ...
    .done/00000.json        the mark of a batch: what was noted of it, and size and SHA-256 of each of its parts
    .done/written.json      size and SHA-256 of the files made of the parts, such as articles.csv
    .done/lock              held by the run that writes

A mark is written before its parts and makes their places ours; a batch is finished when its parts are as the mark says. Whatever
no mark names is somebody else's: it is neither read, nor replaced, nor removed. All files are written aside, flushed to disk and
moved into place.
"""
import hashlib
import io
import json
import os
import re
from contextlib import contextmanager
from pathlib import Path

import locket
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .. import output, tables

TYPES = {"str": pa.string(), "int64": pa.int64(), "Int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_(),
         "datetime64[ns]": pa.timestamp("ns")}
LISTS = {**dict.fromkeys(("hedges", "lost"), pa.list_(pa.string())), **dict.fromkeys(tables.SPANS, pa.list_(pa.list_(pa.int64(), 2)))}
DONE = ".done"
FOLDERS = (DONE, *tables.COLUMNS)
MARK, PART = (re.compile(form, re.IGNORECASE) for form in (r"([0-9]{5}|[1-9][0-9]{5,})\.json", r"part-([0-9]{5}|[1-9][0-9]{5,})\.parquet"))


class Dataset:
    """The folder. Whoever writes does so inside `with dataset.alone():`."""

    def __init__(self, folder):
        self.folder = Path(os.path.realpath(folder))       # `x/numbers/..` leads elsewhere once there is a folder x/numbers
        self.done = self.folder / DONE

    @contextmanager
    def alone(self, patience=0):
        """Make the folders and keep other runs out. Raises ValueError if one is writing there, still after `patience` seconds, or for a part
        that no mark names."""
        for name in tables.COLUMNS:
            for number in sorted(set(numbers(self.folder / name, PART)) - set(numbers(self.done, MARK))):
                if os.path.lexists(part := self.part_path(name, number)):
                    raise ValueError(f"{part}: no mark in {self.done} says that this program wrote it; move it away, or choose another "
                                     f"folder than {self.folder}")
        with locked(self.folder, patience):
            for name in tables.COLUMNS:
                (self.folder / name).mkdir(exist_ok=True)
            output.flush(self.folder)
            for left in self.done.glob("aside*"):              # by a run that was killed
                left.unlink()
            yield

    # ------------------------------------------------------------ batches
    def add(self, number, parts, mark):
        """Put a batch's mark (a dict) and its parts (table name -> Parquet bytes) in place."""
        noted = {name: digested(content) for name, content in parts.items()}
        self.put(self.mark_path(number), json.dumps({**mark, "parts": noted}).encode())
        for name, content in parts.items():
            self.put(self.part_path(name, number), content)

    def finished(self, number):
        """The mark of a batch all of whose parts are as it says; else an empty dict."""
        mark = read_mark(self.mark_path(number))
        whole = all(fits(self.part_path(name, number), mark.get("parts", {}).get(name)) for name in tables.COLUMNS)
        return mark if whole else {}

    def marks(self):
        """Number of the batch and mark, of each mark that can be read, in order."""
        for number in numbers(self.done, MARK):
            if mark := read_mark(self.mark_path(number)):
                yield number, mark

    def cut(self, n_batches):
        """Remove the batches from that number on: an earlier run had more articles."""
        for number in numbers(self.done, MARK):
            if number >= n_batches:
                for path in (*(self.part_path(name, number) for name in tables.COLUMNS), self.mark_path(number)):
                    path.unlink(missing_ok=True)

    def parts(self, name):
        """The parts of a table, each a DataFrame, in order. Raises ValueError for one that is not as its mark says."""
        for number, mark in self.marks():
            path = self.part_path(name, number)
            if not fits(path, mark["parts"].get(name)):
                raise ValueError(f"{path} is missing or is not as it was written; give the command again that writes to {self.folder}")
            yield from_parquet(path.read_bytes(), name)

    def part(self, name, number):
        """One part of a table."""
        return from_parquet(self.part_path(name, number).read_bytes(), name)

    def table(self, name):
        """A whole table, as `analyse` gives it; rows are sorted within a part."""
        return pd.concat([tables.build(name, []), *self.parts(name)], ignore_index=True)

    # ------------------------------------------------------------ files made of the parts
    def check(self, names):
        """Raise ValueError if one of these files is there and is not as we wrote it."""
        written = self.written()
        for path in map(self.folder.joinpath, names):
            if os.path.lexists(path) and not fits(path, written.get(path.name)):
                raise ValueError(f"{path} was not written by this program, or was changed since; move or rename it, or choose another folder "
                                 f"than {self.folder}")

    def remove(self, names):
        """Remove those of these files that are as we wrote them."""
        written = self.written()
        for path in map(self.folder.joinpath, names):
            if fits(path, written.get(path.name)):
                path.unlink()

    @contextmanager
    def writing(self, name):
        """An open file to write such a file to; what we wrote under that name before goes."""
        self.check([name])
        self.remove([name])
        aside = self.done / "aside"
        with output.replacing(self.folder / name, aside) as file:
            yield file
            file.flush()
            self.put(self.done / "written.json", json.dumps({"parts": {**self.written(), name: noted(aside)}}).encode())

    def written(self):
        return read_mark(self.done / "written.json").get("parts", {})

    # ------------------------------------------------------------ places
    def put(self, path, content):
        output.replace(path, content, self.done / f"aside{path.suffix}")

    def mark_path(self, number):
        return self.done / f"{number:05}.json"

    def part_path(self, name, number):
        return self.folder / name / f"part-{number:05}.parquet"


@contextmanager
def locked(folder, patience=0):
    """Keep other runs out of a folder, which is made if it is not there. Raises ValueError for a file, or if one is writing there."""
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise ValueError(f"{folder}: a file, and not a folder to write to; choose another name")
    done = Path(folder) / DONE
    done.mkdir(parents=True, exist_ok=True)
    try:
        with locket.lock_file(str(done / "lock"), timeout=patience):
            yield
    except locket.LockError as error:
        raise ValueError(f"{folder}: another run is writing there; wait until it has ended, or choose another folder") from error


def numbers(folder, form):
    """The numbers in the names of that form (MARK, PART) in a folder, in order."""
    names = os.listdir(folder) if folder.is_dir() else []
    return sorted(int(found[1]) for name in names if (found := form.fullmatch(name)))


def read_mark(path):
    """What stands in a mark; an empty dict if that cannot be read, as after a failure of the disk."""
    try:
        mark = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) and isinstance(mark.get("parts"), dict) else {}


def noted(path):
    """What a mark notes of a file: its size in bytes and its SHA-256."""
    with open(path, "rb") as file:
        return [os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest()]


def digested(content):
    """What it would note of a file of these bytes."""
    return [len(content), hashlib.sha256(content).hexdigest()]


def fits(path, note):
    """Whether a file is there, can be read and is as it was noted."""
    try:
        return path.is_file() and noted(path) == note
    except OSError:
        return False


# ---------------------------------------------------------------- Parquet
def to_parquet(table, name):
    """The table as the bytes of a Parquet file, whose types depend on the table's name alone: parts without rows fit the others."""
    return as_parquet(table, tables.COLUMNS[name])


def as_parquet(table, columns):
    """The table as the bytes of a Parquet file, with these columns (name -> dtype)."""
    schema = pa.schema([(column, LISTS.get(column) or TYPES[dtype]) for column, dtype in columns.items()])
    plain, buffer = table[list(columns)].copy(), io.BytesIO()
    plain.attrs = {}                       # would be written too
    pq.write_table(pa.Table.from_pandas(plain, schema=schema, preserve_index=False), buffer, compression="zstd")
    return buffer.getvalue()


def from_parquet(content, name):
    """The table of such bytes, as `analyse` gives it."""
    table = pq.read_table(io.BytesIO(content))
    return pd.DataFrame({column: pd.Series(values(table, column), dtype=dtype) for column, dtype in tables.COLUMNS[name].items()})


def values(table, column):
    found = table[column].to_pylist()
    return [[tuple(span) for span in spans] for spans in found] if column in tables.SPANS else found
