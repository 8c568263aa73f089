"""Tables to read: the rows of a DataFrame as HTML that says how many there are, and where the rest is if they are not all shown.

The HTML is whole without a script, in print and for a screen reader. `publishing.publish.page` adds what sorts, searches and filters it, and lays it out
as cards on a phone. What an article says is escaped, and marks that turn the direction of writing are written out.
"""
import html
import os

import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

from .. import escaping, project
from . import style

MOST_ROWS = 500                # shown of a table: more would make the page slow and its print a book
LONGEST_TEXT = 500             # characters of a cell
SHORT, KIND, LONG = 16, 24, 60 # a column with no longer text, or name of a kind, is never broken into lines; one with longer is read first on a phone
MOST_KINDS = 12                # of a column to choose rows by
CARDS, WIDE = 4, 8             # a table of more columns becomes cards on a phone, or has narrower ones
NOTEBOOK = ("<style scoped>.rows{max-height:32em;overflow:auto}.rows table td,.rows table th{text-align:left;vertical-align:top}"
            ".rows td.short,.rows td.time{white-space:nowrap}</style>")


class Rows:
    """A table to show in a notebook; in the report the same HTML becomes one to sort, search and filter."""
    def __init__(self, table, whole):
        self.table, self.whole = table, whole

    def _repr_mimebundle_(self, include=None, exclude=None):
        named = f"Table of {', '.join(map(str, with_index(self.table)))}: {counted(len(self.table), '')}"
        return {"text/plain": escaping.line(named), "text/html": NOTEBOOK + content(self.table, self.whole)}


def show(table, whole=None):
    """A table to show in a notebook, at most MOST_ROWS rows of it; `whole` is the name of the CSV in `data/` that has them all."""
    return Rows(table, whole)


def content(table, whole=None, *, links=None, most=MOST_ROWS):
    """The HTML of a table: a row for each row, without an index that only counts. `links` are addresses, one a row, for its first cell."""
    shown = with_index(table).head(most)
    kinds = [kind(column) for _, column in shown.items()]
    columns = [[cell(value, name) for value in column] for (_, column), name in zip(shown.items(), kinds)]
    if links is not None and columns:
        columns[0] = [linked(written, link) for written, link in zip(columns[0], links)]
    heads = "".join(map(head, shown, kinds))
    body = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*columns))
    layout = " cards" * ("long" in kinds or len(kinds) > CARDS) + " wide" * (len(kinds) > WIDE)
    return (f'<div class="rows mathjax_ignore"><table class="sortable asc n-last{layout}"><caption>{counted(len(table), where(whole), most)}</caption>\n'
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>")


def with_index(table):
    """The table with its index as columns, if it says something."""
    return table.reset_index() if any(table.index.names) else table


def counted(n, rest, most=MOST_ROWS):
    """`131 rows`, or of a table that is cut `200 of 1,310 rows` and where the whole is."""
    if n > most:
        return f"{most:,} of {n:,} rows{f'; the whole is in {rest}' if rest else ''}"
    return f"{n:,} row{'s' if n != 1 else ''}" if n else "No rows"


def where(whole):
    """A link from a page in `figures/`, or a notebook beside it, to a table in `data/`."""
    if whole is None:
        return ""
    address = os.path.relpath(project.out() / "data" / f"{whole}.csv", project.figures()).replace(os.sep, "/")
    return f'<a href="{html.escape(address)}">data/{html.escape(whole)}.csv</a>'


def kind(column):
    """How a column is set: number, time, kind (of which there are few, to choose rows by), short (in one line), long (text to read), or middle."""
    if is_numeric_dtype(column) and not is_bool_dtype(column):
        return "number"
    if is_datetime64_any_dtype(column):
        return "time"
    words = [text(value) for value in column]
    longest = max(map(len, words), default=0)
    if longest <= KIND and 1 < len(set(words)) <= min(MOST_KINDS, len(words) / 2):
        return "kind"
    return "short" if longest <= SHORT else "long" if longest > LONG else "middle"


def head(name, of):
    """The head of a column; one of kinds says that rows can be chosen by it."""
    return f'<th scope="col"{" data-filter" * (of == "kind")}>{escape(str(name)).replace("_", "_<wbr>")}</th>'


def cell(value, of):
    """A cell, with what it is sorted by where that is not what it shows."""
    if of == "number" and isinstance(value, float) and not pd.isna(value):
        return f'<td class="number" data-sort="{escape(repr(float(value)).replace("inf", "Infinity"))}">{escape(style.plain_number(value))}</td>'
    classes = {"middle": "", "kind": " class=short"}.get(of, f" class={of}")
    return f"<td{classes}>{escape(text(value))}</td>"


def linked(written, link):
    """A cell whose words lead somewhere; one without words a dot."""
    opening, _, rest = written.partition(">")
    return f'{opening}><a href="{html.escape(link)}">{rest.removesuffix("</td>") or "·"}</a></td>'


def text(value):
    """A value in words: lists with commas, a time to the minute, nothing where it is missing; of a long text what stands around its mark."""
    if isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d %H:%M}"
    if not isinstance(value, str):
        return "" if pd.isna(value) else str(value)
    if len(value) <= LONGEST_TEXT:
        return value
    begin = max(0, min(value.find("{") - LONGEST_TEXT // 2, len(value) - LONGEST_TEXT))
    return f"{'… ' if begin else ''}{value[begin:begin + LONGEST_TEXT]}{' …' if begin + LONGEST_TEXT < len(value) else ''}"


def escape(words):
    return html.escape(escaping.visible(words))
