"""Rows of a CSV file, one at a time: whatever separates its fields, and whatever a row before did to its quotation marks."""
import csv
import os
from collections import Counter

from .decoding import LARGEST, Unreadable, encoding_of, note

csv.field_size_limit(LARGEST)


def rows(file, known, check):
    """Yield (number, row) for each row after the header that is not blank, counted from 1: a dict with the names of the columns
    in small letters, or why there is none, as a str. A `Note` on how the file was read comes first, with the number None.

    `known` are the columns that are looked for: the separator is the character of `,;\\t|` that finds most of them, and each may
    stand there once; `check` is given the names of all and raises Unreadable if one is missing. A row whose quotation marks do not match is
    refused alone, as far as one can tell where it ends. A file with nothing in it has no rows. Raises
    Unreadable where nothing can be read, OSError if the file cannot be opened.
    """
    encoding = encoding_of(file)
    if note(encoding):
        yield None, note(encoding)
    with open(file, encoding=encoding, errors="surrogateescape", newline="") as handle:       # a byte that fits nowhere spoils its row alone
        found = records(handle, delimiter(file, encoding, known))
        header = names(next(found, None), known, check)
        for number, fields in enumerate(found, 1):
            yield number, fields if isinstance(fields, str) else row(header, fields)


def delimiter(file, encoding, known):
    """The character that finds the most known columns in the header, a comma if none does."""
    with open(file, encoding=encoding, errors="surrogateescape", newline="") as handle:
        header = handle.readline(LARGEST)
        while header and not header.strip():
            header = handle.readline(LARGEST)
    return max(",;\t|", key=lambda mark: len(set(known) & {name.strip(' "\r\n').lower() for name in header.split(mark)}))


def names(fields, known, check):
    """The names of the columns; what cannot be told apart is refused."""
    if fields is None:
        return []
    if isinstance(fields, str):
        raise Unreadable(fields, "the header")
    found = [name.strip().lower() for name in fields]
    check(found)
    check_once(found, known)
    return found


def check_once(names, known):
    """Raise Unreadable if two columns have the same name and one of them would have to be chosen."""
    twice = [name for name, n in Counter(names).items() if n > 1 and name in known]
    if twice:
        raise Unreadable(f"two columns are named {twice[0]!r}; rename one", "the header")


def row(header, fields):
    if len(fields) < len(header) or any(fields[len(header):]):
        return f"{len(fields)} fields where the header has {len(header)}; put quotation marks around a text with separators or line ends"
    return dict(zip(header, fields))


def records(handle, mark):
    """The fields of each record that is not blank, or why it has none."""
    lines = Lines(handle)
    reader = csv.reader(lines, delimiter=mark, strict=True)
    while True:
        lines.begin()
        try:
            fields = next(reader, None)
        except csv.Error as error:
            fields = lines.refused(error)
        if fields is None:
            return
        if isinstance(fields, str) or any(map(str.strip, fields)):
            yield fields


class Lines:
    """The lines of an open file for `csv.reader`, and where the record under way began. None is held that is longer than `LARGEST`."""

    def __init__(self, handle):
        self.handle, self.number, self.left = handle, 0, os.fstat(handle.fileno()).st_size

    def begin(self):
        self.first, self.marks, self.is_whole = self.number + 1, 0, True

    def __iter__(self):
        return self

    def __next__(self):
        line = self.read()
        if not self.is_whole:
            raise csv.Error("field limit")
        if not line:
            raise StopIteration
        return line

    def read(self):
        line = self.handle.readline(LARGEST) if self.left > 0 else ""      # what is added while the file is read is left alone
        self.left -= len(line)
        self.is_whole = len(line) < LARGEST or line.endswith(("\n", "\r"))
        self.number += self.is_whole and line != ""
        self.marks += line.count('"')
        return line

    def refused(self, error):
        """Why the record under way is none. One that is too large is read to its end: to the line in which its quotation marks match."""
        if "field limit" not in str(error):
            return f"quotation marks do not match in the lines {self.first} to {self.number} ({error}); double those inside a field"
        while (self.marks % 2 or not self.is_whole) and self.read():
            pass
        return f"a field in the lines {self.first} to {self.number} is larger than {LARGEST // 1_000_000} MB; no article is: divide it, or close its quotation marks"
