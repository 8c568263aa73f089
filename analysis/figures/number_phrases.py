"""Number phrases in a text: the numeral with its scale, currency, percent sign or unit, before any context is read.

`phrases(text)` scans the text once into lexemes and reads a phrase wherever one starts:

    phrase   [sign] [currency] numeral {scale} [unit]         minus 18 Grad, CHF 240, 24,7 Millionen Franken
    numeral  digits | number word | vague plural | fraction | `ein` before a scale, a fraction or a unit

then reads pairs of them: `sieben von zehn` is one phrase, a share; a range is two, each with both ends (`10 bis 12 Prozent`);
`von 3,1 auf 2,8 Prozent` is two that share a unit. What begins a code, date or telephone number is not read.
"""
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from .. import lexicons
from .numerals import notation, ordinal, reading

SCAN = re.compile(r"""
    (?P<url>(?:https?://|www\.)\S+)
  | (?P<word>[^\W\d_]++(?!-?\d))
  | (?P<code>[^\W\d_]++-?\d[\w-]*)
  | (?P<date>\d{4}-\d\d-\d\d(?:T[\d:+.]+)? | \d{1,2}\.\ ?\d{1,2}\.(?:\ ?\d{2,4}(?!\d))? | \d{1,2}/\d{1,2}/\d{2,4}(?!\d) | \d{4}/\d{2,4}(?!\d)
        | \d{1,2}[.:]\d\d(?:[.:]\d\d)?(?=\ ?Uhr) | \d{1,2}:\d\d:\d\d | (?:[01]?\d|2[0-4]):[0-5]\d(?!\d))
  | (?P<phone>(?:\+\d|0\d*[ ]?[/-]|0\d*[ ]\d)[\d ()/-]{5,}\d)
  | (?P<ratio>\d{1,3}:\d{1,3}(?![\d:]))
  | (?P<number>(?!0)\d{1,3}(?:['’‘]\d{3})+\.\d+ | (?!0)\d{1,3}(?:[.'’‘\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:,\d+)? | (?!0)\d{1,3}(?:,\d{3}){2,}(?!\d) | \d+(?:[.,]\d+)?)
  | (?P<sign>[^\w\s])
  | (?P<gap>\n[^\S\n]*\n\s*)""", re.VERBOSE)
HYPHENS = {"-", "‑", "–"}
ARTICLES = {"ein", "eine", "einen", "einem", "einer", "eines"}
SHARING = {"auf", "und", "oder", "sowie", "beziehungsweise", "bzw", "statt", "nach"}       # 3,1 auf 2,8 Prozent
RANGING = HYPHENS | {"bis"}
LINKS = SHARING | RANGING | {"von"}


class Lexeme(NamedTuple):
    kind: str
    start: int
    end: int
    text: str


@dataclass
class Phrase:
    """A number with its unit: lexemes `first` to `last` (exclusive), characters `start` to `end`."""
    first: int
    last: int
    start: int
    end: int
    value: float
    kind: str = "count"
    unit: str = ""
    low: float = None                      # ends of a range
    high: float = None
    is_vague: bool = False
    scale: float = 1
    rule: str = "digits"


def scan(text):
    """The lexemes of a text: everything but white space, and the gaps between paragraphs."""
    return [Lexeme(found.lastgroup, found.start(), found.end(), found.group()) for found in SCAN.finditer(text)]


def phrases(lexemes):
    """The phrases of the lexemes, in text order."""
    found, i = [], 0
    while i < len(lexemes):
        phrase = phrase_at(lexemes, i) if may_start(lexemes[i].kind, lexemes[i].text) else None
        if phrase:
            found.append(phrase)
        i = phrase.last if phrase else i + 1
    return found


@lru_cache(2 ** 14)
def may_start(kind, text):
    if kind == "word" and (reading(text) is not None or text.lower() in STARTERS):
        return True
    return kind in ("number", "ratio") or text in currency_marks()


def near(lexemes, i, j):
    """Lexeme j stands right behind lexeme i: glued, after a space or two, or at the start of the next line."""
    return 0 <= i and j < len(lexemes) and lexemes[j].start - lexemes[i].end <= 2


def glued(lexemes, i):
    """Lexeme i is glued to the one before."""
    return 0 < i < len(lexemes) and lexemes[i].start == lexemes[i - 1].end


# ---------------------------------------------------------------- one phrase
def phrase_at(lexemes, i):
    """The phrase that starts with lexeme i, or None."""
    before = i
    if lexemes[i].text in currency_marks():
        i += 1
        if not near(lexemes, before, i):
            return None
    read = ratio(lexemes, i) if lexemes[i].kind == "ratio" else numeral(lexemes, i)
    if read is None or before < i and read.kind != "count":
        return None
    phrase = scaled(lexemes, read)
    if before < i:
        phrase = replace(phrase, first=before, start=lexemes[before].start, kind="money", unit=currency_marks()[lexemes[before].text])
    elif phrase.kind in ("count", "fraction"):
        phrase = with_unit(lexemes, phrase)
    return signed(lexemes, phrase)


def numeral(lexemes, i):
    """The numeral at lexeme i without scale and unit."""
    lexeme = lexemes[i]
    if lexeme.kind == "number":
        return digits(lexemes, i)
    if lexeme.kind != "word":
        return None
    word = lexeme.text.lower()
    kind, value = reading(word) or (None, None)
    if word in ARTICLES:
        return after_article(lexemes, i)
    if word in ("jeder", "jede", "jedes", "jeden", "jedem"):
        return every_nth(lexemes, i)
    if word in ("zu",):
        return in_company(lexemes, i)
    return WORDS[kind](lexemes, i, value) if kind in WORDS else None


STARTERS = ARTICLES | {"jeder", "jede", "jedes", "jeden", "jedem", "zu"}


def make(lexemes, first, last, value, rule, **more):
    return Phrase(first, last, lexemes[first].start, lexemes[last - 1].end, value, rule=rule, **more)


def word_at(lexemes, i):
    """The reading of lexeme i if it is a word near the one before."""
    if i < len(lexemes) and lexemes[i].kind == "word" and near(lexemes, i - 1, i):
        return reading(lexemes[i].text) or (None, None)
    return None, None


def digits(lexemes, i):
    """`12.000`, `1/3`; a number glued to letters that are no unit is a code (`4K`)."""
    text = lexemes[i].text
    if text[0] == "0" and text.strip("0").isdigit() and len(text) > 1 or len(text) > 30:
        return None
    slash = i + 2 < len(lexemes) and lexemes[i + 1].text == "/" and glued(lexemes, i + 1) and glued(lexemes, i + 2)
    if slash and lexemes[i + 2].kind == "number":
        upper, lower = notation(text), notation(lexemes[i + 2].text)
        if upper < lower <= 10 and upper == int(upper):
            return make(lexemes, i, i + 3, upper / lower, "fraction", kind="fraction")
    phrase = make(lexemes, i, i + 1, notation(text), "digits")
    kind, value = word_at(lexemes, i + 1)
    if kind == "fraction" and value < 0.4:
        return make(lexemes, i, i + 2, phrase.value * value, "fraction", kind="fraction")
    return phrase


def cardinal(lexemes, i, value):
    """`zwölf`, `zwei Drittel`, `fünf halbe`, `sechs und zwei Drittel`."""
    kind, part = word_at(lexemes, i + 1)
    if kind == "fraction" and value < 1 / part:
        return make(lexemes, i, i + 2, value * part, "fraction", kind="fraction")
    if kind == "half" and word_at(lexemes, i + 2)[0] is None:
        return make(lexemes, i, i + 2, value * part, "word")
    if i + 3 < len(lexemes) and lexemes[i + 1].text == "und":
        upper, lower = word_at(lexemes, i + 2), word_at(lexemes, i + 3)
        if upper[0] == "cardinal" and lower[0] == "fraction":
            return make(lexemes, i, i + 4, value + upper[1] * lower[1], "word")
    return make(lexemes, i, i + 1, value, "word")


def after_article(lexemes, i):
    """`ein` counts before a scale, a fraction, `halb` or a unit; else it is an article."""
    kind, value = word_at(lexemes, i + 1)
    if kind == "half" and word_at(lexemes, i + 2)[0] == "scale":
        return make(lexemes, i, i + 2, 0.5, "word")
    if kind == "half" and unit_at(lexemes, i + 2)[0]:
        return make(lexemes, i, i + 2, 0.5, "word")
    if kind == "fraction":
        return make(lexemes, i, i + 2, value, "fraction", kind="fraction") if value < 0.5 else None
    unit = unit_at(lexemes, i + 1)[0]
    ranges = lexemes[i + 1].text in ("bis", "oder") and word_at(lexemes, i + 2)[0] == "cardinal" if i + 1 < len(lexemes) else False
    if kind == "scale" or ranges or unit and unit["kind"] != "time":
        return make(lexemes, i, i + 1, 1.0, "word")
    return None


def every_nth(lexemes, i):
    """`jeder fünfte`: one in five."""
    kind, value = word_at(lexemes, i + 1)
    if kind == "ordinal" and value > 1:
        return make(lexemes, i, i + 2, 1 / value, "every nth", kind="fraction")
    return None


def in_company(lexemes, i):
    """`zu dritt`: three together."""
    if i + 1 < len(lexemes) and lexemes[i + 1].text.endswith("t") and near(lexemes, i, i + 1):
        value = ordinal(lexemes[i + 1].text.lower().replace("oe", "ö") + "e")
        if value and value > 1:
            return make(lexemes, i + 1, i + 2, value, "zu dritt")
    return None


def vague(lexemes, i, value):
    """`Tausende`, `Hunderte Millionen`."""
    return make(lexemes, i, i + 1, value, "vague", is_vague=True)


def scale(lexemes, i, value):
    """`Millionen` without a number: at least two; `halbe Million` is read with its `halbe`."""
    if lexemes[i].text.lower().endswith(("en", "rden")) and lexemes[i].text[0].isupper():
        return make(lexemes, i, i + 1, 2 * value, "vague", is_vague=True, scale=value)
    return None


def several(lexemes, i, value):
    """`mehrere Hundert`, `ein paar Dutzend`: at least two of them."""
    kind, part = word_at(lexemes, i + 1)
    if kind == "scale" or kind == "cardinal" and part in (100, 1000):
        return make(lexemes, i, i + 2, 2 * part, "vague", is_vague=True)
    return None


def half(lexemes, i, value):
    """`halbe Million`; `halb so viele`."""
    if word_at(lexemes, i + 1)[0] == "scale":
        return make(lexemes, i, i + 1, 0.5, "word")
    if near(lexemes, i, i + 1) and lexemes[i + 1].text == "so":
        return make(lexemes, i, i + 1, 0.5, "multiple", kind="ratio")
    return None


def fraction(lexemes, i, value):
    """`Hälfte`, `dreiviertel`; `Viertel` alone is a part of a town."""
    if value >= 0.5:
        return make(lexemes, i, i + 1, value, "fraction", kind="fraction")
    return None


def of_kind(kind, rule, unit=""):
    def read(lexemes, i, value):
        return make(lexemes, i, i + 1, value, rule, kind=kind, unit=unit)
    return read


WORDS = {"cardinal": cardinal, "vague": vague, "scale": scale, "several": several, "half": half, "fraction": fraction,
         "ordinal": of_kind("ordinal", "ordinal"), "multiple": of_kind("ratio", "multiple"), "times": of_kind("count", "times"),
         "percentual": of_kind("percent", "adjective", "percent"), "age": of_kind("measure", "age", "year")}


def ratio(lexemes, i):
    """`2:1`."""
    left, right = map(float, lexemes[i].text.split(":"))
    if right == 0:
        return make(lexemes, i, i + 1, float("nan"), "ratio", kind="ratio", low=0.0, high=float("inf"))
    return make(lexemes, i, i + 1, left / right, "ratio", kind="ratio")


def scaled(lexemes, phrase):
    """The phrase with the scale words behind it, and a smaller number word behind those (`eine Million zweihunderttausend`)."""
    last, value, total = phrase.last, phrase.value, phrase.scale
    if phrase.kind not in ("count", "fraction") or phrase.rule in ("times", "zu dritt") or phrase.value >= 1000 and phrase.rule == "digits":
        return phrase
    while True:
        at = last + 1 if hyphenated(lexemes, last) else last
        kind, factor = word_at(lexemes, at)
        if kind == "ordinal" and factor >= 10 ** 6:
            phrase = replace(phrase, kind="ordinal", rule="ordinal")
        if kind == "ordinal" and factor >= 10 ** 6 or kind == "cardinal" and phrase.rule == "digits" and factor in (100, 1000):
            kind = "scale"
        if kind != "scale":
            break
        value, total, last = value * factor, total * factor, at + 1
        if lexemes[at].text.lower() in ABBREVIATED and glued(lexemes, last) and lexemes[last].text == ".":
            last += 1
    kind, more = word_at(lexemes, last)
    if total > 1 and not phrase.is_vague and kind == "cardinal" and 1 < more < total:
        value, last = value + more, last + 1
    if last == phrase.last:
        return phrase
    return replace(phrase, last=last, end=lexemes[last - 1].end, value=value, scale=total, kind="count" if total > 1 and phrase.kind == "fraction" else phrase.kind)


ABBREVIATED = {"mio", "mrd", "bio", "tsd", "mill", "md"}


def hyphenated(lexemes, i):
    """Lexeme i is a hyphen between two glued words (`60-Millionen-Euro`)."""
    return i + 1 < len(lexemes) and lexemes[i].text in HYPHENS and glued(lexemes, i) and glued(lexemes, i + 1)


# ---------------------------------------------------------------- units
@cache
def units():
    """First word -> [(words, row)], longest first."""
    index = {}
    for row in lexicons.rows("units"):
        words = tuple(lexeme.text for lexeme in scan(row["word"]))
        index.setdefault(key(words[0]), []).append((words, row))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in index.items()}


def key(word):
    return word.lower() if len(word) > 3 else word


@cache
def currency_marks():
    """`€`, `$`, `CHF`: what may stand before the amount."""
    return {row["word"]: row["unit"] for row in lexicons.rows("units")
            if row["kind"] == "money" and len(row["word"]) <= 3 and (row["word"].isupper() or not row["word"].isalpha())}


def unit_at(lexemes, i):
    """(row of `units.csv`, last) of the unit that starts with lexeme i, else (None, i)."""
    if not 0 < i < len(lexemes) or not near(lexemes, i - 1, i):
        return None, i
    for form in forms(lexemes[i].text):
        for words, row in units().get(key(form), ()):
            last = i + len(words)
            if last <= len(lexemes) and all(words[k] in forms(lexemes[i + k].text) or words[k].lower() == lexemes[i + k].text.lower()
                                            and len(words[k]) > 3 for k in range(len(words))):
                return row, last
    return None, i


def forms(word):
    """The word and the words it may be an inflected form of."""
    return [word] + [word.removesuffix(ending) for ending in ("n", "en", "s", "es", "e") if len(word) > len(ending) + 3 and word.endswith(ending)]


def with_unit(lexemes, phrase):
    """The phrase with the unit behind it, or None if the letters glued to it are no unit (`4K`)."""
    at = phrase.last + 1 if hyphenated(lexemes, phrase.last) else phrase.last
    tail, value = word_at(lexemes, at)
    if at > phrase.last and at < len(lexemes):
        adjective = reading("zwei" + lexemes[at].text) if lexemes[at].kind == "word" else None
        if adjective and adjective[0] in ("age", "percentual", "multiple", "times"):
            shape = WORDS[adjective[0]](lexemes, at, phrase.value)
            return replace(phrase, last=at + 1, end=lexemes[at].end, kind=shape.kind, unit=shape.unit, rule=shape.rule)
    row, last = unit_at(lexemes, at)
    if row is None:
        if glued(lexemes, phrase.last) and lexemes[phrase.last].kind in ("word", "code") and phrase.rule == "digits":
            return None
        return phrase
    if glued(lexemes, last) and lexemes[last].text.startswith("ig"):                       # 100%ige
        last += 1
    phrase = replace(phrase, last=last, end=lexemes[last - 1].end, unit=row["unit"], kind=row["kind"])
    return with_cents(lexemes, phrase) if row["kind"] in ("money", "cent") else phrase


def with_cents(lexemes, phrase):
    """`15 Dollar und 15 Cent` is one amount; so is `15 Dollar 50`. Cents alone are hundredths."""
    if phrase.kind == "cent":
        return replace(phrase, kind="money", value=phrase.value / 100)
    i = phrase.last + (phrase.last < len(lexemes) and lexemes[phrase.last].text == "und")
    if i >= len(lexemes) or not near(lexemes, i - 1, i):
        return phrase
    small = notation(lexemes[i].text) if lexemes[i].kind == "number" else (reading(lexemes[i].text) or (0, 0))[1]
    row, last = unit_at(lexemes, i + 1)
    bare = len(lexemes[i].text) == 2 and lexemes[i].text.isdigit() and (i + 1 == len(lexemes) or lexemes[i + 1].kind == "sign")
    if 0 < small < 100 and (row and row["kind"] == "cent" or bare):
        last = last if row else i + 1
        return replace(phrase, last=last, end=lexemes[last - 1].end, value=phrase.value + small / 100)
    return phrase


def signed(lexemes, phrase):
    """`minus 18 Grad`, `-5`: below zero, the sign in the span."""
    if phrase is None or phrase.first == 0 or phrase.rule in ("ratio", "ordinal"):
        return phrase
    before = lexemes[phrase.first - 1]
    dash = before.text in ("-", "−", "–") and glued(lexemes, phrase.first) and not glued(lexemes, phrase.first - 1)
    if dash or before.text.lower() == "minus" and near(lexemes, phrase.first - 1, phrase.first):
        return replace(phrase, first=phrase.first - 1, start=before.start, value=-phrase.value)
    return phrase


# ---------------------------------------------------------------- pairs
def joined(found, lexemes):
    """Shares made one phrase, ranges given their ends, and units shared; from right to left, so that a chain shares the last unit."""
    result = []
    for phrase in reversed(found):
        if result and may_pair(phrase) and may_pair(result[-1]):
            result += reversed(pair(phrase, result.pop(), lexemes))
        else:
            result.append(phrase)
    return result[::-1]


def may_pair(phrase):
    return phrase.kind not in ("ordinal", "ratio") and phrase.rule not in ("times", "adjective", "age")


def pair(left, right, lexemes):
    """The two phrases, changed if what stands between them makes them a range, a share or two of one unit."""
    between = [lexeme.text.lower() for lexeme in lexemes[left.last:right.first]]
    if not between or len(between) > 4 or between[0] not in LINKS:
        return [left, right]
    rest = tuple(between[1:])
    if rest and rest not in modifiers() and rest != ("zu",):
        return [left, right]
    if between == ["von"] and is_share(left, right):
        return [replace(left, last=right.last, end=right.end, value=left.value / right.value, kind="fraction", rule="share")]
    if between[0] in RANGING and left.unit in ("", right.unit) and right.low is None or \
            between[0] == "und" and left.first > 0 and lexemes[left.first - 1].text.lower() == "zwischen":
        return ranged(left, right, between[0])
    return [sharing(left, right) if between[0] in SHARING and not left.unit else left, right]


def is_share(left, right):
    """`sieben von zehn`: two small whole numbers, none below zero."""
    return not left.unit and not right.unit and 0 <= left.value < right.value <= 10 and left.value == int(left.value)


def ranged(left, right, link):
    """`2,3 bis 2,5 Mio. Euro`: both ends of a range, in the same unit."""
    low = left.value * (right.scale if left.scale == 1 and left.value < right.value / right.scale else 1)
    if low >= right.value or link in HYPHENS and left.rule != "digits" or left.is_vague != right.is_vague or left.kind == "fraction":
        return [left, right]
    ends = {"low": low, "high": right.value, "rule": "range", "unit": right.unit, "kind": right.kind}
    return [replace(left, value=low, **ends), replace(right, **ends)]


def sharing(left, right):
    """`von 3,1 auf 2,8 Prozent`: the left one takes the unit, and the scale if it is as small as the right one."""
    if not right.unit or left.kind == "fraction" or left.is_vague:
        return left
    factor = right.scale if left.scale == 1 and left.value < 1000 else 1
    return replace(left, value=left.value * factor, scale=left.scale * factor, unit=right.unit, kind=right.kind)


@cache
def modifiers():
    """The words of each modifier -> its row of `modifiers.csv`."""
    return {tuple(lexeme.text for lexeme in scan(row["modifier"])): row for row in lexicons.rows("modifiers")}
