"""A folder of tables in Parquet parts, one part a batch of articles, filled in any order and never half.

    numbers/part-00000.parquet, numbers/part-00001.parquet, ..., sentences/part-00000.parquet, ...
    .done/00000.json        the mark of a batch whose parts are all in place

All files are written aside and moved into place; the mark comes last.
"""
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from .. import output, tables

TYPES = {"str": pa.string(), "int64": pa.int64(), "Int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_(),
         "datetime64[ns]": pa.timestamp("ns")}
LISTS = {"hedges": pa.list_(pa.string()), **dict.fromkeys(tables.SPANS, pa.list_(pa.list_(pa.int64(), 2)))}


class Dataset:
    """The folder; it is made if it is not there."""

    def __init__(self, folder):
        self.folder = Path(folder)
        for name in (".done", *tables.COLUMNS):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def mark(self, number):
        """What was noted of a finished batch, a dict; empty if it is not finished."""
        try:
            return json.loads(self.mark_path(number).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}

    def marks(self):
        """The marks of all finished batches, in order."""
        return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(self.folder.glob(".done/*.json"), key=number_of)]

    def add(self, number, parts, mark):
        """Put a batch's parts (table name -> Parquet bytes) and then its mark (a dict) in place."""
        self.mark_path(number).unlink(missing_ok=True)
        for name, content in parts.items():
            output.replace(self.part_path(name, number), content)
        output.replace(self.mark_path(number), json.dumps(mark, ensure_ascii=False).encode())

    def cut(self, n_batches):
        """Forget the batches from that number on: an earlier run had more articles."""
        for path in [*self.folder.glob(".done/*.json"), *self.folder.glob("*/part-*.parquet")]:
            if number_of(path) >= n_batches:
                path.unlink()

    def parts(self, name):
        """The parts of a table, each a DataFrame, in order."""
        for path in sorted(self.folder.glob(f"{name}/part-*.parquet"), key=number_of):
            yield from_arrow(pq.read_table(path), name)

    def mark_path(self, number):
        return self.folder / ".done" / f"{number:05}.json"

    def part_path(self, name, number):
        return self.folder / name / f"part-{number:05}.parquet"


def number_of(path):
    """The batch of a mark or part."""
    return int(path.stem.removeprefix("part-"))


def to_parquet(table, name):
    """The table as the bytes of a Parquet file, whose types depend on the table's name alone: parts without rows fit the others."""
    columns = tables.COLUMNS[name]
    schema = pa.schema([(column, LISTS.get(column) or TYPES[dtype]) for column, dtype in columns.items()])
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(table[list(columns)], schema=schema, preserve_index=False), buffer, compression="zstd")
    return buffer.getvalue()


def from_arrow(table, name):
    """The table as `analyse` gives it."""
    return pd.DataFrame({column: pd.Series(table[column].to_pylist(), dtype=dtype) for column, dtype in tables.COLUMNS[name].items()})
