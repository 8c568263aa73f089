"""The grammar of time expressions: pieces of text, the classes they can stand for, and patterns of classes.

`date_words.csv` puts words into classes (month, weekday, unit ...), `date_patterns.csv` says which sequences of classes are
expressions and names the function in `dates.py` that reads their value. A pattern is a line such as

    prep_the|det ( early? daypart )

where the expression stands in brackets, `|` separates choices, `?` marks what may be absent, and a word in quotes stands
for itself; `adjective` is any word that ends like one. Digits get their classes here: 18 is a day and a number, 2024 a year and a number, 9.30 a clock time.
"""
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from spacy.tokens import Span

from .. import lexicons
from . import numerals
from .timex import amount

PIECE = re.compile(r"""[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])                   # 2024-10-18
    | [0-9]{1,3}(?:[ '’\u00a0\u202f][0-9]{3})+(?![0-9])                        # 12 000, 12'000
    | [0-9]{1,2}h[0-9]{2}(?![^\W_])                                            # 17h30
    | [0-9]+(?:[.:,][0-9]+)* | [^\W\d_]+(?:\u00ad[^\W\d_]+)* | [^\w\s]""", re.VERBOSE)
ENDINGS = {"": ("",), "adjective": ("", "e", "em", "en", "er", "es")}
LASTING_UNITS = {"sekünd": "TS", "minüt": "TM", "stünd": "TH", "täg": "D", "wöch": "W", "monat": "M", "jähr": "Y"}
LASTING = re.compile(f"(.+?)({'|'.join(LASTING_UNITS)})ige?[mnrs]?")
SIGNS = {".": "dot", ",": "comma", "/": "slash", "|": "bar", "-": "dash", "–": "dash", "—": "dash"}
REMEMBERED = 50_000                                              # words
LONGEST_NUMBER = 9                                               # digits


class Piece(NamedTuple):
    """A word, number or sign with the classes it can stand for, each with its value."""
    text: str
    start: int
    end: int
    classes: dict

    @property
    def lower(self):
        return self.text.lower()

    @property
    def is_capital(self):
        return self.text[:1].isupper()

    @property
    def is_adjective(self):
        """May be one, by its form; the class `adjective` of patterns."""
        return self.text.islower() and len(self.text) > 4 and self.text.endswith(("e", "em", "en", "er", "es"))


NOTHING = Piece("", -1, -1, {})


# ---------------------------------------------------------------- words
@cache
def vocabulary():
    """Word in lower case -> {class: value}, from the lists; `montagabend` and its like are put together here."""
    words = {}
    for row in lexicons.rows("date_words"):
        for ending in ENDINGS[row["endings"]]:
            words.setdefault(row["word"] + ending, {}).setdefault(row["class"], row["value"])
    for day in [word for word in words if "weekday" in words[word]]:
        for part in [word for word in words if "daypart" in words[word]]:
            words[day + part] = {"weekday_daypart": words[day]["weekday"] + words[part]["daypart"]}
        words[day + "früh"] = {"weekday_daypart": words[day]["weekday"] + "TMO"}
    for name in lexicons.table("holidays", "name"):
        words.setdefault(name, {})["holiday"] = name
    for literal in literals():
        words.setdefault(literal[1:-1], {})[literal] = literal[1:-1]
    return words


@cache
def literals():
    """The words that patterns name themselves, in quotes."""
    return tuple(sorted({word for row in lexicons.rows("date_patterns") for word in re.findall(r"'\w+'", row["pattern"])}))


@lru_cache(REMEMBERED)
def classes_of(word):
    """The classes of a word or sign, in any spelling of its letters."""
    if word in SIGNS:
        return {SIGNS[word]: word}
    word = word.lower().replace("\u00ad", "")
    classes = vocabulary().get(word, {})
    if lasting := LASTING.fullmatch(word):
        return {**classes_of_lasting(*lasting.groups()), **classes}
    if word.startswith(numerals.beginnings()) and "a" not in classes:
        read = {"number": numerals.cardinal(word), "ordinal": numerals.ordinal(word)}
        classes = {**classes, **{name: whole(value) for name, value in read.items() if value is not None}}
    return classes


def classes_of_lasting(number, unit):
    """`achttägig`, `anderthalbstündig`, `vierzehnjährig`: the length that an adjective tells; of years it may be an age."""
    value = 0.5 if number == "halb" else numerals.cardinal(number)
    if value is None:
        return {}
    length = amount(whole(value), LASTING_UNITS[unit])
    return {"lasting_years" if unit == "jähr" and number != "halb" else "lasting": length}


def whole(value):
    return int(value) if value == int(value) else value


# ---------------------------------------------------------------- digits
@lru_cache(REMEMBERED)
def classes_of_digits(text):
    """The classes of digits with their dots, commas and colons: `18.10.2024`, `9.30`, `1,5`, `12.000`."""
    numbers = re.findall("[0-9]+", text)
    if max(map(len, numbers)) > LONGEST_NUMBER or len(numbers) > LONGEST_NUMBER:
        return {}
    values, signs = [int(number) for number in numbers], set(re.sub("[0-9]", "", text))
    if "h" in signs:
        return classes_of_colons(values)
    if "-" in signs:
        return {"isodate": text} if is_day(*values) else {}
    if len(values) == 1:
        return classes_of_integer(text, values[0])
    if signs == {"."} and len(values) < 4:
        classes = classes_of_dots(numbers, values)
    else:
        classes = classes_of_colons(values) if signs == {":"} and all(len(n) == 2 for n in numbers[1:]) else {}
    if not classes.keys() & {"fulldate", "daymonth", "clock"} and ":" not in signs:
        classes["number"] = number_in(text)
    return {name: value for name, value in classes.items() if value is not None}


def number_in(text):
    """The value of `12.000` or `1,5`; None for version numbers and their like."""
    try:
        return whole(numerals.notation(text))
    except ValueError:
        return None


def classes_of_integer(text, value):
    classes = {"number": value}
    if len(text) < 3 and 1 <= value <= 31:
        classes["day"] = value
    if len(text) == 4 and 1000 <= value < 2200:
        classes["year"] = value
    return classes


def classes_of_dots(numbers, values):
    """`18.10.2024`, `18.10.24`, `18.10`, `9.30`."""
    if len(values) == 3:
        year = values[2] if len(numbers[2]) == 4 else values[2] + (1900 if values[2] > 40 else 2000)
        return {"fulldate": (year, values[1], values[0])} if len(numbers[2]) in (2, 4) and is_day(year, *values[1::-1]) else {}
    classes = classes_of_colons(values) if len(numbers[0]) < 3 and len(numbers[1]) == 2 else {}
    classes.pop("colon", None)
    if is_day(2000, values[1], values[0]):
        classes["daymonth"] = (values[1], values[0])
    return classes


def classes_of_colons(values):
    """`19:30`, `19:30:15`."""
    if values[0] > 24 or max(values[1:]) > 59:
        return {}
    clock = ":".join(f"{value:02}" for value in values)
    return {"clock": clock, "colon": clock}


def is_day(year, month, day):
    try:
        return bool(date(year, month, day))
    except (ValueError, TypeError, OverflowError):     # also for 1,5 and the billionth
        return False


# ---------------------------------------------------------------- pieces
def pieces_of(text, start, end):
    """The words, numbers and signs of text[start:end]; the name of a feast day is one piece."""
    found, phrases = [], holiday_phrases()
    for match in PIECE.finditer(text, start, end):
        word = match.group()
        if word[0] in "0123456789":
            glued = match.start() > start and text[match.start() - 1].isalpha()     # A400
            classes = {} if glued else classes_of_digits(word)
        else:
            classes = classes_of(word)
        found.append(Piece(word, match.start(), match.end(), classes))
    return join_holidays(text, found, phrases) if any(piece.lower in phrases for piece in found) else found


@cache
def holiday_phrases():
    """First word -> names of more than one word, as their pieces."""
    phrases = {}
    for name in lexicons.table("holidays", "name"):
        words = PIECE.findall(name)
        if len(words) > 1:
            phrases.setdefault(words[0], []).append((words, name))
    return phrases


def join_holidays(text, pieces, phrases):
    joined, i = [], 0
    while i < len(pieces):
        for words, name in phrases.get(pieces[i].lower, ()):
            taken = pieces[i:i + len(words)]
            if [piece.lower for piece in taken] == words:
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
    """A row of the list; `before` (read backwards) and `after` must stand beside the expression and do not belong to it."""
    rule: str
    kind: str
    resolve: str
    argument: str
    before: tuple
    span: tuple
    after: tuple


@cache
def patterns():
    """Class of the first piece -> (pattern, classes of the second piece) of the patterns that may start with it, in the order of the list."""
    index = {}
    for row in lexicons.rows("date_patterns"):
        before, rest = row["pattern"].split("(")
        span, after = rest.split(")")
        pattern = Pattern(row["rule"], row["kind"], row["resolve"], row["argument"], elements(before)[::-1], elements(span),
                          elements(after))
        for k, (names, optional) in enumerate(pattern.span):
            for name in names:
                index.setdefault(name, []).append((pattern, first_classes(pattern.span[k + 1:])))
            if not optional:
                break
    return index


def first_classes(wanted):
    """The classes that the next piece must have one of; None if the elements may be absent."""
    found = set()
    for names, optional in wanted:
        found.update(names)
        if "adjective" in names:
            return None
        if not optional:
            return frozenset(found)
    return None


def elements(text):
    """`det? year|number` -> ((("det",), True), (("year", "number"), False))."""
    return tuple((tuple(word.rstrip("?").split("|")), word.endswith("?")) for word in text.split())


def walk(wanted, pieces, i, step=1):
    """Where the elements can end, starting at piece i, longest first: (next i, pieces taken with their class)."""
    if not wanted:
        yield i, ()
        return
    names, optional = wanted[0]
    if 0 <= i < len(pieces):
        for name in names:
            if name in pieces[i].classes or name == "adjective" and pieces[i].is_adjective:
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
    sent: Span

    def __getitem__(self, name):
        return next(iter(self.values(name)), None)

    def values(self, *names):
        return [piece.classes[name] for name, piece in self.taken if name in names and name in piece.classes]

    def has(self, *names):
        return any(name in names for name, _ in self.taken)

    def near(self, offset):
        """The piece before (-1, -2 ...) or behind (1, 2 ...) the expression, NOTHING where the sentence ends."""
        i = self.start + offset if offset < 0 else self.end + offset - 1
        return self.pieces[i] if 0 <= i < len(self.pieces) else NOTHING

    @property
    def is_in_compound(self):
        """`Winter-Biathlon`, `NS-Vergangenheit`."""
        first, last = self.pieces[self.start], self.pieces[self.end - 1]
        (far, before), (after, beyond) = (self.near(-2), self.near(-1)), (self.near(1), self.near(2))
        if before.text == "-" and far.end == before.start and before.end == first.start and not far.classes:
            return True
        return after.text == "-" and last.end == after.start and after.end == beyond.start and beyond.text[0].isalpha()


def matches_at(pieces, i, sent):
    """The patterns that fit at piece i, longest first, as the list has them where they are equally long."""
    found, following = [], pieces[i + 1].classes.keys() if i + 1 < len(pieces) else frozenset()
    for name in pieces[i].classes:
        for pattern, second in patterns().get(name, ()):
            if (second is None or not second.isdisjoint(following)) and next(walk(pattern.before, pieces, i - 1, -1), None):
                found += [Match(pattern, pieces, i, end, taken, sent) for end, taken in walk(pattern.span, pieces, i)
                          if next(walk(pattern.after, pieces, end), None)][:1]
    return sorted(found, key=lambda match: -match.end)
