"""The grammar of time expressions: pieces of text, their classes, and the patterns of classes that are expressions.

`date_words.csv` puts words into classes (month, weekday, unit ...), `date_patterns.csv` says which sequences of classes are
expressions and names the function in `dates.py` that reads their value. A pattern is a line such as

    in_the|det ( early? daypart )

where the expression stands in brackets, `|` separates choices, `?` marks what may be absent, and a word in quotes stands
for itself. Digits get their classes here: 18 is a day and a number, 2024 a year and a number, 9.30 a clock time.
"""
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from text_to_num import text2num

from . import lexicons

PIECE = re.compile(r"""[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])                   # 2024-10-18
    | [0-9]{1,3}(?:[ '’\u00a0\u202f][0-9]{3})+(?![0-9])                        # 12 000, 12'000
    | [0-9]+(?:[.:,][0-9]+)* | [^\W\d_]+(?:\u00ad[^\W\d_]+)* | [^\w\s]""", re.VERBOSE)
ENDINGS = {"": ("",), "adjective": ("", "e", "em", "en", "er", "es")}
SIGNS = {"|": "bar", ".": "dot", ",": "comma", "/": "slash", "-": "dash", "–": "dash", "—": "dash"}
NUMBER_STARTS = ("ein", "zwei", "zwo", "drei", "vier", "fünf", "sech", "sieb", "acht", "neun", "zehn", "elf", "zwölf",
                 "zwan", "hundert", "tausend", "andert")


# ---------------------------------------------------------------- words and their classes
class Piece(NamedTuple):
    """A word, number or sign with the classes it can stand for, each with its value."""
    text: str
    start: int
    end: int
    classes: dict


NOTHING = Piece("", 0, 0, {})


@cache
def vocabulary():
    """Word in lower case -> {class: value}."""
    words = {}
    for row in lexicons.rows("date_words"):
        for ending in ENDINGS[row["endings"]]:
            value = int(row["value"]) if row["class"] == "number" else row["value"]
            words.setdefault(row["word"] + ending, {}).setdefault(row["class"], value)
    for word, classes in list(words.items()):
        if "weekday" in classes:
            for part, of_part in list(words.items()):
                if "daypart" in of_part:
                    words[word + part] = {"weekday_daypart": classes["weekday"] + of_part["daypart"]}
    for name in holidays():
        words.setdefault(name, {}).setdefault("holiday", name)
    for literal in literals():
        words.setdefault(literal[1:-1], {}).setdefault(literal, literal[1:-1])
    return words


@cache
def holidays():
    return lexicons.table("holidays", "name")


@cache
def holiday_phrases():
    """First word -> names of more than one word, as the pattern of their pieces."""
    phrases = {}
    for name in holidays():
        words = tuple(PIECE.findall(name))
        if len(words) > 1:
            phrases.setdefault(words[0], []).append((words, name))
    return phrases


@cache
def classes_of(word):
    """The classes of a word or sign in any spelling of its letters."""
    lower = word.lower().replace("\u00ad", "")
    found = vocabulary().get(lower)
    number = number_word(lower)
    if number is not None:
        found = {**(found or {}), "number": number}
    return found or ({SIGNS[word]: word} if word in SIGNS else {})


def number_word(word):
    """`zwölf` -> 12, `dreieinhalb` -> 3.5; None for other words, and for the article."""
    if not word.startswith(NUMBER_STARTS) or word in ("ein", "eins"):
        return None
    if word in ("anderthalb", "eineinhalb"):
        return 1.5
    if word.endswith("einhalb"):
        whole = number_word(word[:-7])
        return whole and whole + 0.5
    try:
        return text2num(word, "de")
    except (ValueError, KeyError):
        return None


def classes_of_digits(text):
    """The classes a number in digits can stand for."""
    if "-" in text:
        return {"isodate": text}
    if len(text.split()) > 1 or "'" in text or "’" in text:
        return {"number": int("".join(re.findall("[0-9]+", text))[:15])}
    parts = re.split("[.:,]", text)
    if not all(len(part) < 10 for part in parts):
        return {}
    numbers = [int(part) for part in parts]
    if len(parts) == 1:
        return classes_of_integer(text, numbers[0])
    found = {}
    if len(parts) == 2 and "," not in text:
        if numbers[0] < 25 and numbers[1] < 60 and len(parts[0]) < 3 and len(parts[1]) == 2:
            found["clock"] = "{:02}:{:02}".format(*numbers)
            if ":" in text:
                found["colon"] = found["clock"]
        if "." in text and is_day(2000, numbers[1], numbers[0]):
            found["daymonth"] = (numbers[1], numbers[0])
    if len(parts) == 3 and text.count(".") == 2 and len(parts[2]) in (2, 4):
        year = numbers[2] if len(parts[2]) == 4 else numbers[2] + (1900 if numbers[2] > 40 else 2000)
        if is_day(year, numbers[1], numbers[0]):
            found["fulldate"] = (year, numbers[1], numbers[0])
    if len(parts) == 3 and text.count(":") == 2 and numbers[0] < 25 and numbers[1] < 60:
        found["clock"] = "{:02}:{:02}:{:02}".format(*numbers)
    if len(parts) == 2 and "," in text:
        found["number"] = float(f"{parts[0]}.{parts[1]}")
    elif all(len(part) == 3 for part in parts[1:]) and ":" not in text and "," not in text:
        found["number"] = int("".join(parts))
    return found


def classes_of_integer(text, number):
    found = {"number": number}
    if len(text) < 3 and 1 <= number <= 31:
        found["day"] = number
    if len(text) == 4 and 1000 <= number < 2100:
        found["year"] = number
    return found


def is_day(year, month, day):
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def pieces_of(text, start, end):
    """The words, numbers and signs of text[start:end]; names of holidays are one piece."""
    found, phrases = [], holiday_phrases()
    for match in PIECE.finditer(text, start, end):
        word = match.group()
        if word[0] in "0123456789":
            glued = match.start() > start and text[match.start() - 1].isalpha()
            classes = {} if glued else classes_of_digits(word)
        else:
            classes = classes_of(word)
        found.append(Piece(word, match.start(), match.end(), classes))
    if any(piece.text.lower() in phrases for piece in found):
        found = join_holidays(text, found, phrases)
    return found


def join_holidays(text, pieces, phrases):
    joined, i = [], 0
    while i < len(pieces):
        for words, name in phrases.get(pieces[i].text.lower(), ()):
            taken = pieces[i:i + len(words)]
            if tuple(piece.text.lower() for piece in taken) == words:
                start, end = taken[0].start, taken[-1].end
                joined.append(Piece(text[start:end], start, end, {"holiday": name}))
                i += len(words)
                break
        else:
            joined.append(pieces[i])
            i += 1
    return joined


# ---------------------------------------------------------------- patterns
class Pattern(NamedTuple):
    """A sequence of classes; `before` (read backwards) and `after` must stand beside it and do not belong to it."""
    rule: str
    kind: str
    resolve: str
    argument: str
    before: tuple
    span: tuple
    after: tuple


@cache
def patterns():
    """Class of the first piece -> the patterns that may start with it, in the order of the list."""
    index = {}
    for row in lexicons.rows("date_patterns"):
        before, rest = row["pattern"].split("(")
        span, after = rest.split(")")
        pattern = Pattern(row["rule"], row["kind"], row["resolve"], row["argument"], elements(before)[::-1], elements(span),
                          elements(after))
        for names, optional in pattern.span:
            for name in names:
                index.setdefault(name, []).append(pattern)
            if not optional:
                break
    return index


def elements(text):
    """`det? year|number` -> ((("det",), True), (("year", "number"), False))."""
    return tuple((tuple(word.rstrip("?").split("|")), word.endswith("?")) for word in text.split())


@cache
def literals():
    """The words that patterns name themselves, in quotes."""
    return frozenset(word for row in lexicons.rows("date_patterns") for word in re.findall(r"'\w+'", row["pattern"]))


def walk(wanted, pieces, i, step=1):
    """Where the elements can end, starting at piece i, longest first: (next i, pieces taken with their class)."""
    if not wanted:
        yield i, ()
        return
    names, optional = wanted[0]
    if 0 <= i < len(pieces):
        for name in names:
            if name in pieces[i].classes:
                for end, taken in walk(wanted[1:], pieces, i + step, step):
                    yield end, ((name, pieces[i]), *taken)
    if optional:
        yield from walk(wanted[1:], pieces, i, step)


@dataclass
class Match:
    """A pattern found: pieces[start:end] of a sentence. `match["year"]` is the value of that class, or None."""
    pattern: Pattern
    pieces: list
    start: int
    end: int
    taken: tuple
    sent: object

    def __getitem__(self, name):
        return next((piece.classes[name] for taken, piece in self.taken if taken == name), None)

    def values(self, name):
        return [piece.classes[name] for taken, piece in self.taken if taken == name]

    def has(self, *names):
        return any(taken in names for taken, _ in self.taken)

    @property
    def before(self):
        return self.pieces[self.start - 1] if self.start else None

    @property
    def after(self):
        return self.pieces[self.end] if self.end < len(self.pieces) else None

    def word(self, offset):
        """The word before (-1) or after (1) the expression, '' where the sentence ends."""
        i = self.start + offset if offset < 0 else self.end + offset - 1
        return self.pieces[i].text if 0 <= i < len(self.pieces) else ""


def matches_at(pieces, i, sent):
    """The patterns that fit at piece i, longest first."""
    found, seen = [], set()
    for name in pieces[i].classes:
        for pattern in patterns().get(name, ()):
            if id(pattern) in seen or next(walk(pattern.before, pieces, i - 1, -1), None) is None:
                continue
            seen.add(id(pattern))
            for end, taken in walk(pattern.span, pieces, i):
                if next(walk(pattern.after, pieces, end), None) is not None:
                    found.append(Match(pattern, pieces, i, end, taken, sent))
                    break
    return sorted(found, key=lambda match: -match.end)
