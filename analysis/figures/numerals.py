"""What a German numeral is worth: digits in German and Swiss notation, and number words.

    notation("1.234.567,89") -> 1234567.89      reading("zwölftausend") -> ("cardinal", 12000)
    notation("12'000")       -> 12000.0         reading("fünfundzwanzigster") -> ("ordinal", 25)

A dot or comma before groups of exactly three digits groups; else it is the decimal mark. Number words are composed from
`lexicons/number_words.csv` by the grammar of German (units, `und`, tens, `hundert`, `tausend`), so that any of them is read.
"""
import re
from functools import cache, lru_cache

from .. import lexicons

GROUP = ".'’‘\u00a0\u202f\u2009 "
GROUPED = re.compile(rf"\d{{1,3}}(?:[{GROUP}]\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:['’‘]\d{{3}})+\.\d+|\d{{1,3}}(?:,\d{{3}}){{2,}}(?:\.\d+)?")
SWISS = re.compile(r"['’‘]\d{3}\.")                         # 1'015.64
LONGEST = 90                                                  # letters of a number word
CHANGED = re.compile(r"(verdoppel|halbier|ver([^\W\d_]{3,12})fach)(?:n|en|t|te|ten)")
ENDINGS = ("er", "en", "es", "em", "e")


def notation(text):
    """The value of digits as they are written; `text` must hold a digit."""
    if GROUPED.fullmatch(text) and not text.startswith("0"):
        decimal = "." if text.count(",") > 1 or SWISS.search(text) else ","
        return float("".join("." if sign == decimal else sign for sign in text if sign.isdigit() or sign == decimal))
    return float(text.replace(",", "."))


@lru_cache(2 ** 14)
def reading(word):
    """(kind, value) of a word in any case, or None. `lexicons/README.md` explains the kinds."""
    word = word.lower()
    if len(word) > LONGEST:
        return None
    entry = lexicons.table("number_words", "word").get(word)
    if entry and entry["kind"] != "ordinal":
        return entry["kind"], float(entry["value"])
    folded = word.replace("ue", "ü").replace("oe", "ö").replace("dreissig", "dreißig")
    if not folded.startswith(beginnings()) and not CHANGED.fullmatch(folded):
        return None
    for kind, read in READERS.items():
        value = read(folded)
        if value is not None:
            return kind, value
    return None


@cache
def beginnings():
    """What every number word that is put together begins with."""
    words = {row["word"].removesuffix("e") for row in lexicons.rows("number_words") if row["kind"] in ("cardinal", "ordinal", "scale")}
    return tuple(sorted(word for word in words if not any(word != other and word.startswith(other) for other in words)))


@lru_cache(2 ** 14)
def cardinal(word):
    """The value of a cardinal in one word (lower case), or None."""
    if len(word) > LONGEST:
        return None
    entry = lexicons.table("number_words", "word").get(word)
    if entry:
        return float(entry["value"]) if entry["kind"] == "cardinal" else None
    for name, value in (("tausend", 1000), ("hundert", 100)):
        left, found, right = word.partition(name)
        if found:
            return sum_of(left, value, right.removeprefix("und"))
    if word.endswith("einhalb"):
        return plus(cardinal(word.removesuffix("einhalb")), 0.5)
    unit, found, ten = word.partition("und")
    if found and cardinal(ten) in range(20, 100, 10):
        return plus(cardinal(unit), cardinal(ten)) if cardinal(unit) in range(1, 10) else None
    return None


def plus(left, right):
    return None if left is None or right is None else left + right


def sum_of(left, value, right):
    """`drei` hundert `zwölf`; an empty part counts as one before and as nothing behind."""
    factor = cardinal(left) if left else 1
    rest = cardinal(right) if right else 0
    if factor is None or rest is None or rest >= value:
        return None
    return factor * value + rest


def ordinal(word):
    """`dritte`, `fünfundzwanzigster`, `milliardste`; None for anything else."""
    stem = uninflected(word)
    if stem == word or not stem.endswith("t"):
        return None
    for last, value in irregular_ordinals().items():
        head = stem.removesuffix(last)
        if not head:
            return value
        if head != stem and head.endswith(("hundert", "tausend", "und")):
            return plus(cardinal(head.removesuffix("und")), value)
    tens = stem.removesuffix("st")
    value = cardinal(tens) or scale(tens)
    if stem != tens and value and value >= 20:
        return value
    value = cardinal(stem.removesuffix("t"))
    return value if value and 1 < value % 100 < 20 else None


@cache
def irregular_ordinals():
    return {row["word"]: float(row["value"]) for row in lexicons.rows("number_words") if row["kind"] == "ordinal"}


def scale(word):
    """`Million`, `Milliarde`, also without its last letter (`milliardste`)."""
    for form in (word, word + "e"):
        entry = lexicons.table("number_words", "word").get(form)
        if entry and entry["kind"] == "scale":
            return float(entry["value"])
    return None


def uninflected(word):
    """The word without the ending of an adjective."""
    ending = next((ending for ending in ENDINGS if word.endswith(ending)), "")
    return word[:len(word) - len(ending)]


def before(word, suffix):
    """The cardinal before a suffix, inflected or not: `dreifaches`, `fünfjähriger`, `zweimal`."""
    for form in (word, uninflected(word)):
        if form.endswith(suffix) and len(form) > len(suffix):
            return cardinal(form.removesuffix(suffix))
    return None


def times(word):
    """`zweimal`; `einmal` means more than a number."""
    value = before(word, "mal")
    return value if value and value > 1 else None


def multiple(word):
    """`dreifach`, `Vierfache`; `einfach` is another word."""
    value = before(word, "fach")
    return value if value and value > 1 else None


def several(word):
    """`Zehntausende`, `Hunderten`: at least two of them."""
    stem = word.removesuffix("n").removesuffix("r").removesuffix("e")
    if stem == word or not stem.endswith(("hundert", "tausend")):
        return None
    return 2 * cardinal(stem) if cardinal(stem) else None


def part(word):
    """`Viertelmillion`, `Dreiviertelmilliarde`: a fraction of a scale."""
    for name, row in lexicons.table("number_words", "word").items():
        if row["kind"] == "scale" and word.endswith(name) and name != word:
            head = lexicons.table("number_words", "word").get(word.removesuffix(name))
            return float(head["value"]) * float(row["value"]) if head and head["kind"] in ("fraction", "half") else None
    return None


def change(word):
    """`verdoppelt`, `verdreifachte`, `halbieren`: what a thing becomes a multiple of."""
    stem = CHANGED.fullmatch(word)
    if not stem:
        return None
    value = {"verdoppel": 2.0, "halbier": 0.5}.get(stem[1]) or cardinal(stem[2])
    return value if value and value != 1 else None


READERS = {"part": part, "change": change, "cardinal": cardinal, "ordinal": ordinal, "times": times, "multiple": multiple,
           "percentual": lambda word: before(word, "prozentig"), "age": lambda word: before(word, "jährig"), "vague": several}
