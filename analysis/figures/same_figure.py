"""Whether two figures can be the same one, said with more or less care: a headline's and its article's.

Sizes are compared in one unit (`size`); a headline may round (`12.000` for 12.300), give a share in another form (`jeder Vierte` for 25 Prozent),
leave a bound open (`Zehntausende` for 35.000) or reckon (17 for nine and eight). What is missed: reckoning in more than two steps.
"""
import math
import re
from itertools import combinations

from .. import lexicons

SHARES = {"percent": 1, "fraction": 100}               # kind -> what makes it percent
LENGTH = "duration"                        # the kind of a length of time, as in `dates`
ALLOWED = {"at_most": (-math.inf, 1), "less_than": (-math.inf, 1), "at_least": (1, math.inf), "more_than": (1, math.inf), "approximate": (0.9, 1.1)}
LARGEST_COUNTED = 100                      # smaller counts are not rounded
FEWEST_TOLD = 5                            # fewer may be told one by one: a driver and his passenger
MOST_RECKONED = 40                         # figures of an article
VAGUE = 5                                  # times its least: `Hunderte`, from 200, are fewer than a thousand
SCALE = re.compile(r"\b(?:Mio|Mrd|Million|Milliard|Billion)", re.IGNORECASE)
TELLING = 3                                # digits, without the zeros at both ends
WORD = re.compile(r"\w+")
CLOSE, SLACK = 0.05, 1e-9


def lengths(times):
    """The lengths of time among the rows of `dates`, as figures: `bis zu fünf Jahre` is 5 of the unit P1Y, and at most that."""
    found = []
    for row in times:
        period = re.fullmatch(r"(PT?)(\d+)([A-Z])", row["value"]) if row["kind"] == LENGTH else None
        if period and int(period[2]) > 1:
            value = float(period[2])
            low, high = (factor * value for factor in ALLOWED.get(row["bound"], (1, 1)))
            found.append({**row, "value": value, "unit": f"{period[1]}1{period[3]}", "counted": "", "low": low, "high": high})
    return found


def in_unit(number):
    """(dimension, factor): what its value is in, and what makes it a share in percent or a measure in its dimension's own unit."""
    unit, kind = number["unit"] or "", number["kind"]
    if kind in SHARES and unit in ("percent", ""):
        return "share", SHARES[kind]
    factor = lexicons.table("unit_factors", "unit").get(unit)
    return (factor["dimension"], float(factor["factor"])) if factor else (unit, 1)


def size(number):
    """(dimension, value) of a figure, without its sign: `sinkt um 16,8 Prozent` over `minus 16,8 Prozent`."""
    dimension, factor = in_unit(number)
    return dimension, abs(number["value"]) * factor


def rounding(value):
    """Half of what the last digit that is not 0 is worth: 500 for 12.000; nothing for a small count."""
    digits = f"{abs(value):.10g}" if abs(value) < 1e10 else f"{abs(value):.0f}"
    whole, _, decimals = digits.partition(".")
    if decimals:
        return 0.5 * 10 ** -len(decimals)
    return 0.5 * 10 ** (len(whole) - len(whole.rstrip("0")))


def near(title, value):
    """Whether a value, in the unit of the headline's figure, is that figure or one that it rounds."""
    exact = title["kind"] in ("count", "other", LENGTH) and title["value"] < LARGEST_COUNTED
    slack = 0.005 if title["kind"] == "fraction" else rounding(title["value"])
    return abs(abs(value) - abs(title["value"])) <= (0 if exact else slack) + SLACK * abs(value)


def converted(given, title):
    """The article's value in the unit of the headline's."""
    return size(given)[1] / in_unit(title)[1]


def how(title, given):
    """By what the article's figure was found for the headline's: its value, a rounded one, or one within what a bound allows."""
    value = converted(given, title)
    return "value" if math.isclose(value, abs(title["value"]), rel_tol=0.001) else "rounded" if near(title, value) else "within"


def fits(title, given):
    """Whether the article's figure can be the one that the headline means."""
    if in_unit(title)[0] != in_unit(given)[0] and not is_age(title, given) and not is_sum(title, given):
        return False
    value = converted(given, title)
    if near(title, value):
        return True
    if given["bound"] == "vague":
        return value <= title["value"] < VAGUE * value
    return title["bound"] != "exact" and reaches(title, value)


def is_age(title, given):
    """`Frau (82)` is 82 years old."""
    return {title["kind"], given["kind"]} <= {"other", "measure"} and "year" in (title["unit"], given["unit"])


def is_sum(title, given):
    """`17 Milliarden` are euros, or what the article has."""
    return not title["unit"] and given["kind"] == "money" and bool(SCALE.search(title["text"]))


def is_telling(title, given):
    """Whether both are the same value of three digits or more, which no two things share by chance."""
    digits = f"{abs(title['value']):.6f}".replace(".", "").strip("0") if title["value"] == given["value"] else ""
    return len(digits) >= TELLING and in_unit(title) == in_unit(given)


def is_close(title, given):
    """Whether a headline that rounds still tells the article's figure, to one part in twenty."""
    value = size(given)[1]
    return abs(size(title)[1] - value) <= CLOSE * value


def reaches(title, value):
    """Whether a value lies in what a headline's bound allows: `mehr als 10.000` is no more than twice as many."""
    most = VAGUE if title["bound"] == "vague" else 2
    low, high = max(title["low"], title["value"] / most), min(title["high"], title["value"] * most)
    return low <= value <= high


def sharper(title, given):
    """Whether the headline says it more exactly than the article, or says what the article's bound excludes."""
    if given["bound"] == "exact" or title["bound"] == "vague":
        return False
    if title["bound"] == "exact":
        return True
    (_, one), (_, other) = in_unit(title), in_unit(given)
    return given["bound"] != "vague" and title["low"] * one >= given["high"] * other - SLACK or title["high"] * one <= given["low"] * other + SLACK


def other_unit(title, given):
    """Whether both are the same value in another unit: percent for percentage points, euros for francs, or no unit for one."""
    if title["value"] != given["value"] or size(title)[0] == size(given)[0] or is_age(title, given) or is_sum(title, given) or "year" in (title["unit"], given["unit"]):
        return False
    return title["kind"] == given["kind"] != LENGTH or not title["unit"] and given["kind"] in ("money", "measure", "percent")


# ---------------------------------------------------------------- figures that the article does not have
def is_missing(title, numbers, times, text):
    """Whether nothing in the article can be meant by the headline's figure: no figure of that value, no word for it, and no two
    figures that give it."""
    if title["kind"] not in ("count", "money", "percent", "measure", "fraction") or title["bound"] in ("vague", "range"):
        return False
    if title["kind"] == "count" and (title["value"] < FEWEST_TOLD or is_item(title["counted"] or "")):
        return False
    return not (any(alike(title, number) for number in numbers) or is_spelt(title, numbers, text)
                or is_reckoned(title, [number for number in numbers if number["kind"] != "ordinal"][:MOST_RECKONED], times))


def is_item(counted):
    """`Fünf Tipps`: what the article itself is made of."""
    return counted.lower() in lexicons.words("headline_words", kind="item")


def alike(title, number):
    return near(title, number["value"]) or fits(title, number) or number["low"] <= title["value"] <= number["high"] < math.inf


def is_spelt(title, numbers, text):
    """Its digits, outside of figures of its kind, or a word that begins with its word: `dreiköpfig`, `Duo`."""
    value, lowered = title["value"], text.lower()
    compared = [number for number in numbers if number["kind"] == title["kind"]]
    ends = zip([0, *(number["end"] for number in compared)], [*(number["start"] for number in compared), len(text)])
    others = " ".join(lowered[end:start] for end, start in ends)
    digits = "|".join(re.escape(found.rstrip(".,")) for found in re.findall(r"\d[\d.,]*", title["text"]))
    if digits and re.search(rf"(?<!\d)(?:{digits})(?!\d)", others):
        return True
    words = [row["word"] for row in lexicons.rows("number_words") if float(row["value"]) == value and row["kind"] == "cardinal"]
    words += [row["word"] for row in lexicons.rows("headline_words") if row["kind"] == "group" and float(row["value"]) == value]
    return any(found.group().startswith(tuple(words)) for found in WORD.finditer(lowered)) if words else False


def is_reckoned(title, numbers, times):
    """Whether sum, difference, product, share or growth of two figures, the sum of all of a kind, or the time between two years gives the figure."""
    sizes = [size(number) for number in numbers]
    years = [float(time["value"][:4]) for time in times if re.match(r"\d{4}", time["value"])]
    lasting = [float(found) for time in times for found in re.findall(r"P\D*(\d+)", time["value"])]
    pairs = [(a, b) for (one, a), (other, b) in combinations([*sizes, *(("", value) for value in lasting)], 2)]
    dimension, value = size(title)
    results = {"share": [100 - part for of, part in sizes if of == "share"]}.get(dimension, [sum(part for of, part in sizes if of == dimension)])
    results += [abs(a - b) for a, b in combinations(years, 2)] + lasting + [result for pair in pairs for result in reckoned(*pair)]
    factor = value / title["value"] if title["value"] else 1
    return any(near(title, result / factor) for result in results if math.isfinite(result))


def reckoned(a, b):
    """What two figures give: sum, difference, product, and each as a share of the other, or as growth, in percent."""
    shares = [100 * one / other for one, other in ((a, b), (b, a)) if other]
    return [a + b, abs(a - b), a * b, *shares, *(abs(share - 100) for share in shares)]
