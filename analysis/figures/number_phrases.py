"""Number phrases in a text: the numeral with its scale, currency, percent sign or unit, before any context is read.

`phrases(text)` scans the text once into lexemes and reads a phrase wherever one starts:

    phrase   [sign] [currency] numeral {scale [smaller numeral {scale}]} [unit]     minus 18 Grad, CHF 240, 24,7 Millionen Franken
    numeral  digits | number word | `zwei Komma fünf` | vague plural | fraction | `ein` before a scale, a fraction or a unit

then reads pairs of them: `sieben von zehn` is one phrase, a share; a range is two, each with both ends (`10 bis 12 Prozent`);
`von 3,1 auf 2,8 Prozent` is two that share a unit. What begins a code, date or telephone number is not read.
"""
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from .. import lexicons
from .numerals import notation, ordinal, reading

SCAN = re.compile(r"""
    (?P<url>(?:https?://|www\.)\S+)
  | (?P<vulgar>[¼½¾⅐-⅞])
  | (?P<mark>(?<!\w)(?:US|HK|CA?|AU?|NZ|S|NT)\$)
  | (?P<word>[^\W\d_]++(?:\u00ad[^\W\d_]++)*+(?!-?\d))
  | (?P<code>[^\W\d_]++-?\d[\w-]*)
  | (?P<date>\d{4}-\d\d-\d\d(?:T[\d:+.]+)? | \d{1,2}\.\ ?\d{1,2}\.(?:\ ?\d{2,4}(?!\d))? | \d{1,2}/\d{1,2}/\d{2,4}(?!\d) | \d{4}/\d{2,4}(?!\d)
        | \d{1,2}[.:]\d\d(?:[.:]\d\d)?(?=\ ?Uhr) | \d{1,2}:\d\d:\d\d | (?:[01]?\d|2[0-4]):[0-5]\d(?!\d))
  | (?P<phone>(?:\+\d|0\d*[ ]?[/-]|0\d*[ ]\d)[\d ()/-]{5,}\d | 0\d{2,}[ ]?[/-][ ]?\d[\d ()/-]+\d)
  | (?P<ratio>\d{1,3}:\d{1,3}(?![\d:]))
  | (?P<number>(?!0)\d{1,3}(?:['’‘]\d{3})+\.\d+ | (?!0)\d{1,3}(?:[.'’‘\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:,\d+)? | (?!0)\d{1,3}(?:,\d{3}){2,}(?!\d) | \d+(?:[.,]\d+)?)
  | (?P<sign>[^\w\s])
  | (?P<gap>\n[^\S\n]*\n\s*)""", re.VERBOSE)
HYPHENS = {"-", "‑", "–"}
ARTICLES = {"ein", "eine", "einen", "einem", "einer", "eines"}
SHARING = {"auf", "und", "oder", "sowie", "beziehungsweise", "bzw", "statt", "nach"}       # 3,1 auf 2,8 Prozent
LETTERS = {"k": 10 ** 3, "M": 10 ** 6}                     # glued to digits: 500k
THOUSANDS = {"T": 10 ** 3, "M": 10 ** 6}                   # before a currency: TEUR, MEUR
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
    return [Lexeme(found.lastgroup, found.start(), found.end(), found.group().replace("\u00ad", "")) for found in SCAN.finditer(text)]


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
    return kind in ("number", "ratio", "vulgar") or text in currency_marks()


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
    if lexeme.kind == "vulgar":
        return make(lexemes, i, i + 1, unicodedata.numeric(lexeme.text), "fraction", kind="fraction")
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
    """`12.000`, `1/3`, `2½`, `1 1/2`; a number glued to letters that are no unit is a code (`4K`)."""
    text = lexemes[i].text
    if text[0] == "0" and text.strip("0").isdigit() and len(text) > 1 or len(text) > 30:
        return None
    part = slashed(lexemes, i)
    if part:
        return make(lexemes, i, i + 3, part, "fraction", kind="fraction")
    phrase = make(lexemes, i, i + 1, notation(text), "digits")
    more = slashed(lexemes, i + 1) if text.isdigit() and near(lexemes, i, i + 1) else None
    if more:
        return make(lexemes, i, i + 4, phrase.value + more, "mixed")
    if text.isdigit() and near(lexemes, i, i + 1) and lexemes[i + 1].kind == "vulgar":
        return make(lexemes, i, i + 2, phrase.value + unicodedata.numeric(lexemes[i + 1].text), "mixed")
    kind, value = word_at(lexemes, i + 1)
    if kind == "fraction" and value < 0.4:
        return make(lexemes, i, i + 2, phrase.value * value, "fraction", kind="fraction")
    return phrase


def slashed(lexemes, i):
    """The value of a proper fraction at lexeme i (`3/4`, `1/12`), or None."""
    parts = lexemes[i:i + 3]
    if len(parts) < 3 or parts[1].text != "/" or not (glued(lexemes, i + 1) and glued(lexemes, i + 2)) or not all(part.text.isdigit() for part in (parts[0], parts[2])):
        return None
    upper, lower = int(parts[0].text), int(parts[2].text)
    return upper / lower if 0 < upper < lower and lower <= (100 if upper == 1 else 10) else None


def cardinal(lexemes, i, value):
    """`zwölf`, `zwei Drittel`, `fünf halbe`, `sechs und zwei Drittel`, `drei Komma fünf`."""
    kind, part = word_at(lexemes, i + 1)
    if i + 2 < len(lexemes) and lexemes[i + 1].text == "Komma" and word_at(lexemes, i + 2)[0] == "cardinal":
        return spoken(lexemes, i, value)
    if kind == "fraction" and value < 1 / part:
        return make(lexemes, i, i + 2, value * part, "fraction", kind="fraction")
    if kind == "half" and word_at(lexemes, i + 2)[0] is None:
        return make(lexemes, i, i + 2, value * part, "word")
    if i + 3 < len(lexemes) and lexemes[i + 1].text == "und":
        upper, lower = word_at(lexemes, i + 2), word_at(lexemes, i + 3)
        if upper[0] == "cardinal" and lower[0] == "fraction":
            return make(lexemes, i, i + 4, value + upper[1] * lower[1], "word")
    return make(lexemes, i, i + 1, value, "word")


def spoken(lexemes, i, value):
    """`drei Komma eins vier`: the figures behind the decimal mark are told one by one, or as one number."""
    last, figures = i + 2, ""
    while word_at(lexemes, last)[0] == "cardinal":
        figures, last = figures + f"{word_at(lexemes, last)[1]:.0f}", last + 1
    return make(lexemes, i, last, float(f"{value:.0f}.{figures}"), "word")


def after_article(lexemes, i):
    """`ein` counts before a scale, a fraction, `halb` or a unit; else it is an article."""
    kind, value = word_at(lexemes, i + 1)
    if kind == "half" and word_at(lexemes, i + 2)[0] == "scale":
        return make(lexemes, i, i + 2, 0.5, "word")
    if kind == "half" and unit_at(lexemes, i + 2)[0]:
        return make(lexemes, i, i + 2, 0.5, "word")
    if kind == "fraction":
        return make(lexemes, i, i + 2, value, "fraction", kind="fraction") if value < 0.5 else None
    if kind == "part":
        return make(lexemes, i, i + 2, value, "word", scale=value)
    if kind == "scale" and lexemes[i + 1].text.endswith("en"):                          # ein Millionen-Loch
        return None
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
    if lexemes[i].text.lower().endswith(("en", "rden")) and lexemes[i].text[0].isupper() and not hyphenated(lexemes, i + 1):
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


def part(lexemes, i, value):
    """`Viertelmillion`."""
    return make(lexemes, i, i + 1, value, "word", scale=value)


WORDS = {"part": part, "change": of_kind("ratio", "change"), "cardinal": cardinal, "vague": vague, "scale": scale, "several": several, "half": half, "fraction": fraction,
         "ordinal": of_kind("ordinal", "ordinal"), "multiple": of_kind("ratio", "multiple"), "times": of_kind("count", "times"),
         "percentual": of_kind("percent", "adjective", "percent"), "age": of_kind("measure", "age", "year")}


def ratio(lexemes, i):
    """`2:1`."""
    left, right = map(float, lexemes[i].text.split(":"))
    if right == 0:
        return make(lexemes, i, i + 1, float("nan"), "ratio", kind="ratio", low=0.0, high=float("inf"))
    return make(lexemes, i, i + 1, left / right, "ratio", kind="ratio")


def scaled(lexemes, phrase):
    """The phrase with the scale words behind it, and a smaller number behind those (`eine Million zweihunderttausend`)."""
    if phrase.kind not in ("count", "fraction") or phrase.rule in ("times", "zu dritt") or is_plain_year(phrase):
        return phrase
    last, value, total, kind = phrase.last, phrase.value, phrase.scale, phrase.kind
    while True:
        at, factor, kind = scale_at(lexemes, last, phrase, kind)
        if not factor:
            break
        value, total, last = value * factor, total * factor, at + 1
        if lexemes[at].text.lower() in ABBREVIATED and glued(lexemes, last) and lexemes[last].text == ".":
            last += 1
    if last == phrase.last:
        return phrase
    if kind == "count" and total > 1 and not phrase.is_vague:
        more, last = smaller(lexemes, last, total)
        value += more
    rule = "ordinal" if kind == "ordinal" else phrase.rule
    return replace(phrase, last=last, end=lexemes[last - 1].end, value=value, scale=total, kind="count" if kind == "fraction" else kind, rule=rule)


def is_plain_year(phrase):
    """`2019 Millionen ...`: four figures that may be a year have no scale."""
    return phrase.rule == "digits" and phrase.end - phrase.start == 4 and phrase.value in range(1900, 2100)


def scale_at(lexemes, last, phrase, kind):
    """(lexeme, factor, kind of the phrase) of the scale word behind lexeme `last`; the factor is 0 if none follows."""
    at = last + 1 if hyphenated(lexemes, last) else last
    role, factor = word_at(lexemes, at)
    if role == "ordinal" and factor >= 10 ** 6:
        return at, factor, "ordinal"
    if role == "scale" or role == "cardinal" and factor in (100, 1000) and phrase.rule == "digits" and phrase.value < 1000:
        return at, factor, kind
    letter = lexemes[last].text if last < len(lexemes) and glued(lexemes, last) and phrase.rule == "digits" else ""
    is_scale = letter in LETTERS and not hyphenated(lexemes, last + 1) and last == phrase.last and \
        ("," in lexemes[phrase.first].text or letter == "k" and phrase.value >= 10 or unit_at(lexemes, last + 1)[0]
         or lexemes[phrase.first - 1].text in currency_marks())
    return last, LETTERS[letter] if is_scale else 0, kind


def smaller(lexemes, i, total):
    """(value, last) of a number of a smaller scale that goes on: `eine Million | zweihunderttausend`, `1 Billion | 200 Milliarden`."""
    role, value = word_at(lexemes, i)
    digits = i < len(lexemes) and lexemes[i].kind == "number" and near(lexemes, i - 1, i)
    if not digits and not (role == "cardinal" and value > 1):
        return 0, i
    value, last = notation(lexemes[i].text) if digits else value, i + 1
    role, factor = word_at(lexemes, last)
    if role == "scale" and factor >= 1000:
        value, last = value * factor, last + 1
        last += lexemes[last - 1].text.lower() in ABBREVIATED and glued(lexemes, last) and lexemes[last].text == "."
    elif digits:
        return 0, i
    return (value, last) if value < total else (0, i)


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
    if lexemes[i].text[0] in THOUSANDS and currency_marks().get(lexemes[i].text[1:]) == lexemes[i].text[1:]:
        return {"unit": lexemes[i].text[1:], "kind": "money", "factor": THOUSANDS[lexemes[i].text[0]]}, i + 1
    for form in forms(lexemes[i].text):
        for words, row in units().get(key(form), ()):
            last = i + len(words)
            if last <= len(lexemes) and all(words[k] in forms(lexemes[i + k].text) or words[k].lower() == lexemes[i + k].text.lower()
                                            and len(words[k]) > 3 for k in range(len(words))):
                return row, last
    return None, i


def forms(word):
    """The word and the words it may be an inflected form of."""
    if word in ("Marke", "Marken"):        # the one unit whose word plus an ending is another word
        return [word]
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
    factor = row.get("factor", 1)
    phrase = replace(phrase, last=last, end=lexemes[last - 1].end, unit=row["unit"], kind=row["kind"], value=phrase.value * factor, scale=phrase.scale * factor)
    return with_cents(lexemes, phrase) if row["kind"] in ("money", "cent") else phrase


def with_cents(lexemes, phrase):
    """`15 Dollar und 15 Cent` is one amount; so is `15 Dollar 50`. Cents alone are hundredths."""
    if phrase.kind == "cent":
        return replace(phrase, kind="money", value=phrase.value / 100)
    i = phrase.last + (phrase.last < len(lexemes) and lexemes[phrase.last].text == "und")
    if i >= len(lexemes) or not near(lexemes, i - 1, i):
        return phrase
    role, small = ("cardinal", notation(lexemes[i].text)) if lexemes[i].kind == "number" else reading(lexemes[i].text) or ("", 0)
    row, last = unit_at(lexemes, i + 1)
    told = len(lexemes[i].text) == 2 if lexemes[i].kind == "number" else phrase.rule == "word" and lexemes[i - 1].text != "und" and phrase.scale == 1
    bare = told and (i + 1 == len(lexemes) or lexemes[i + 1].kind in ("sign", "gap") or lexemes[i + 1].text in ("je", "pro", "für"))
    if role == "cardinal" and 0 < small < 100 and (row and row["kind"] == "cent" or bare):
        last = last if row else i + 1
        return replace(phrase, last=last, end=lexemes[last - 1].end, value=phrase.value + small / 100)
    return phrase


def signed(lexemes, phrase):
    """`minus 18 Grad`, `-5`, `(–3,2 %)`: below zero, the sign in the span; `ein Minus von 3 Prozent` is below zero too."""
    if phrase is None or phrase.first == 0 or phrase.rule in ("ratio", "ordinal"):
        return phrase
    i = phrase.first - 1
    before = lexemes[i]
    opens = not glued(lexemes, i) or lexemes[i - 1].text in ("(", "[")
    if before.text in ("-", "−", "–") and glued(lexemes, phrase.first) and opens or before.text.lower() == "minus" and near(lexemes, i, phrase.first):
        return replace(phrase, first=i, start=before.start, value=-phrase.value)
    if before.text == "von" and i and lexemes[i - 1].text == "Minus":
        return replace(phrase, value=-phrase.value)
    return phrase


# ---------------------------------------------------------------- pairs
def joined(found, lexemes):
    """Shares made one phrase, ranges given their ends, and units shared; from right to left, so that a chain shares the last unit."""
    result = []
    for phrase in reversed(found):
        if result:
            result += reversed(pair(phrase, result.pop(), lexemes))
        else:
            result.append(phrase)
    return result[::-1]


def may_pair(phrase):
    return phrase.kind not in ("ordinal", "ratio") and phrase.rule not in ("times", "adjective", "age")


def pair(left, right, lexemes):
    """The two phrases, changed if what stands between them makes them a range, a share or two of one unit."""
    between = [lexeme.text.lower() for lexeme in lexemes[left.last:right.first]]
    if between == [","] and right.unit and not left.unit and may_pair(left) and may_pair(right) and (right.kind == "time" or left.value % 1):
        return [sharing(left, right), right]           # elf, neun und vier Jahre; 7,6, 3,8 und 1,9 TB
    if not between or len(between) > 4 or between[0] not in LINKS:
        return [left, right]
    if truncated(lexemes, left.last - 1) and len(between) == 2:
        return abridged(left, right, between[1], lexemes)
    if not (may_pair(left) and may_pair(right)):
        return [left, right]
    rest = tuple(between[1:])
    if rest and rest not in modifiers() and rest != ("zu",) and not (between[0] in SHARING - {"und", "oder"} and right.kind != "time" and is_attribute(rest)):
        return [left, right]
    if between == ["von"] and is_share(left, right):
        return [replace(left, last=right.last, end=right.end, value=left.value / right.value, kind="fraction", rule="share")]
    if between[0] in RANGING and left.unit in ("", right.unit) and right.low is None or \
            between[0] == "und" and left.first > 0 and lexemes[left.first - 1].text.lower() == "zwischen":
        return ranged(left, right, between[0])
    return [sharing(left, right) if between[0] in SHARING and not left.unit else left, right]


def is_attribute(words):
    """`der geplanten`, `bisher`: what may stand before the second of two amounts of one thing."""
    return all(word in lexicons.words("number_contexts", role="when") or word in ("den", "der", "dem", "die", "das")
               or word.isalpha() and word.endswith("en") and len(word) > 4 for word in words)


def truncated(lexemes, i):
    """Lexeme i has a hyphen for what it shares with a number behind it: `drei- bis vierhundert`, `zehn- oder zwölfmal`."""
    return i + 3 < len(lexemes) and lexemes[i + 1].text in HYPHENS and glued(lexemes, i + 1) and not glued(lexemes, i + 2) \
        and lexemes[i + 2].text in ("bis", "oder", "und") and (lexemes[i + 3].kind == "number" or reading(lexemes[i + 3].text) is not None)


def abridged(left, right, link, lexemes):
    """`drei- bis viertausend`, `zehn- bis zwölfmal`: the left one takes what the right one ends in; alone if it has none."""
    word = lexemes[right.first].text.lower()
    factor = next((value for ending, value in (("tausend", 1000), ("hundert", 100)) if word.endswith(ending) and right.rule == "word"), 1)
    if factor == 1 and right.rule not in ("times", "adjective", "age", "multiple"):
        return [right]
    left = replace(left, value=left.value * factor, kind=right.kind, unit=right.unit, rule=right.rule)
    if link != "bis" or left.value >= right.value:
        return [left, right]
    ends = {"low": left.value, "high": right.value, "rule": right.rule if right.rule == "age" else "range"}
    return [replace(left, **ends), replace(right, **ends)]


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
