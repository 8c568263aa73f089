"""Bytes to text: in which encoding a file was written, and whether what came out is text at all."""
import codecs
import os
import re

import charset_normalizer

from ..escaping import NOT_TEXT

LARGEST = 20_000_000                               # bytes of one article, however it is stored; a novel has one million
CODE_PAGES = ["cp1252", "cp850", "mac_roman"]      # what German files were written in before UTF-8
UNICODE = "utf-8-sig"
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_GERMAN = re.compile(r"[^\W\d_a-zA-ZäöüÄÖÜßàâáçéèêëíîïñóôúûÀÂÁÇÉÈÊËÍÎÏÑÓÔÚÛ]")


class Unreadable(ValueError):
    """What is wrong with a file and what to do; `place` is where in it (`byte 120`, `row 3`), or empty."""

    def __init__(self, reason, place=""):
        super().__init__(reason)
        self.place = place


class Note(str):
    """What is odd about something that was read all the same."""


def note(encoding):
    """A Note if text was read in another encoding than Unicode, else None."""
    return None if encoding.startswith("utf") else Note(f"read as {encoding}, not UTF-8; save it as UTF-8 to be sure")


def decode(raw, guessed=None):
    """(text, encoding) of bytes: UTF-8, UTF-16 with a byte order mark, or a code page: the only sensible reading, or what `guessed`
    (bytes, place of the first odd one -> encoding) says."""
    encoding = "utf-16" if raw.startswith(UTF16) else UNICODE
    try:
        return raw.decode(encoding), encoding
    except UnicodeDecodeError as error:
        encoding = (guessed or guess)(raw, error.start)
        return raw.decode(encoding), encoding


class Guess:
    """`guess` for the lines of one file: the first that is certain holds for all that follow, and after a few that are not no more
    are tried, for each takes a while."""

    def __init__(self):
        self.encoding, self.left = None, 20

    def __call__(self, raw, at):
        if self.encoding is None and self.left:
            self.left -= 1
            self.encoding = guess(raw, at)
        if self.encoding is None:
            raise Unreadable("not UTF-8, like many lines before; save the file as UTF-8", f"byte {at}")
        return self.encoding


def guess(raw, at):
    """The code page of bytes that are not UTF-8 from the byte `at` on. Raises Unreadable if there is none, or more than one."""
    place = f"byte {at}"
    if b"\0" in raw:
        raise Unreadable("not text (it holds NUL bytes); remove the file or save the article as UTF-8 text", place)
    found = charset_normalizer.from_bytes(raw, cp_isolation=CODE_PAGES).best()
    if found is None or found.percent_chaos > 5 or not found.could_be_from_charset:
        raise Unreadable("not UTF-8, and no other encoding is certain; save it as UTF-8", place)
    if NOT_GERMAN.search(str(found)):
        raise Unreadable(f"not UTF-8, and as {found.encoding} it is not German; save it as UTF-8", place)
    return found.encoding


def encoding_of(file):
    """The encoding of a file of any size, read once in pieces to be sure."""
    if is_utf16(file):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    with file.open("rb") as handle:
        while piece := handle.read(1 << 20):
            kept = len(decoder.getstate()[0])
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                return guess(piece, handle.tell() - len(piece) - kept + error.start)
    return UNICODE


def is_utf16(file):
    with file.open("rb") as handle:
        return handle.read(2) in UTF16


def lines(handle):
    """The lines of an open file; of one longer than `LARGEST` only that it is: None. What is added while it is read is left alone."""
    left = os.fstat(handle.fileno()).st_size
    while left > 0 and (line := handle.readline(LARGEST + 1)):
        left -= len(line)
        if len(line) <= LARGEST:
            yield line
            continue
        while line and line[-1:] not in ("\n", b"\n"):
            line = handle.readline(LARGEST)
        yield None


def problem(text):
    """Why something decoded is no article text, or None."""
    if not text.strip():
        return "it holds nothing but white space; delete it or fill it"
    found = NOT_TEXT.search(text)
    if found:
        what = "half a character, a lone surrogate" if "\ud800" <= found.group() <= "\udfff" else "control characters"
        return f"not text (it holds {what}: U+{ord(found.group()):04X}); remove it or save the article as UTF-8 text"
    return None if re.search(r"\w", text) else "it holds not a single letter or digit; delete it or fill it"
