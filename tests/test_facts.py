"""What the word lists say of amounts, against what is stated elsewhere: the SI, the law, Duden, the names of CLDR, a calendar.

Each fact stands here a second time, by itself or as a rule, so that a slip in a list or in the arithmetic is noticed whichever it hits.
"""
import math
from datetime import date, timedelta
from fractions import Fraction

import pandas as pd
import pytest
from babel import Locale

import analysis
from analysis import lexicons
from analysis.claims import extraction
from analysis.figures import numbers, numerals
from analysis.language import reading

inf = math.inf
GERMAN = Locale("de")


def only(text):
    rows = numbers.find(reading.read(text))
    assert len(rows) == 1, rows
    return rows[0]


# ---------------------------------------------------------------- units
PREFIXES = {"G": 10 ** 9, "M": 10 ** 6, "k": 1000, "h": 100, "": 1, "d": Fraction(1, 10), "c": Fraction(1, 100), "m": Fraction(1, 1000)}
SI = {"length": {prefix + "m": factor for prefix, factor in PREFIXES.items()},
      "area": {**{prefix + "m²": factor ** 2 for prefix, factor in PREFIXES.items()}, "a": 100, "ha": 100 ** 2},
      "volume": {**{prefix + "m³": factor ** 3 for prefix, factor in PREFIXES.items()}, **{prefix + "l": factor / Fraction(1000) for prefix, factor in PREFIXES.items()}},
      "mass": {**{prefix + "g": factor / Fraction(1000) for prefix, factor in PREFIXES.items()}, "t": 1000, "ct": Fraction(2, 10_000)},      # a metric carat
      "power": {prefix + "W": factor for prefix, factor in PREFIXES.items()}}


@pytest.mark.parametrize("row", lexicons.rows("unit_factors"), ids=lambda row: row["unit"])
def test_a_unit_is_worth_what_the_si_says(row):
    assert float(row["factor"]) == pytest.approx(float(SI[row["dimension"]][row["unit"]]), rel=1e-12)


@pytest.mark.thorough
@pytest.mark.parametrize("small, large", [
    ("30.000 Quadratmeter", "3 Hektar"), ("300 Hektar", "3 Quadratkilometer"), ("3.000 Meter", "3 Kilometer"), ("300 Zentimeter", "3 Meter"),
    ("3.000 Kilogramm", "3 Tonnen"), ("3.000 Gramm", "3 Kilogramm"), ("3.000 Liter", "3 Kubikmeter"), ("3.000 Kilowatt", "3 Megawatt"),
    ("3.000 Megawatt", "3 Gigawatt"), ("30 Millimeter", "3 Zentimeter")])
def test_the_same_amount_in_another_unit_is_no_other_claim(small, large):
    """Said by two articles of one day, they are one figure; ten times as much is another."""
    texts = [f"Bei der Sturmflut wurden {amount} Land überschwemmt, sagte die Feuerwehr." for amount in (small, large)]
    result = analysis.analyse(pd.DataFrame({"article_id": ["a", "b"], "text": texts, "published": pd.to_datetime(["2031-03-12", "2031-03-12"])}))
    assert len(result.numbers) == 2
    mentions = extraction.in_one_unit(result.numbers.assign(claim_id=0))
    assert mentions.value.iloc[0] == pytest.approx(mentions.value.iloc[1]) and mentions.unit.nunique() == 1


def cldr_units():
    """German name or abbreviation of a unit in CLDR -> what it can be: CLDR's short sign, or the English name behind the hyphen."""
    found = {}
    for key, names in GERMAN._data["unit_patterns"].items():
        if key.startswith(("angle", "concentr-karat", "mass-carat", "temperature-generic", "graphics", "digital")):      # signs that CLDR gives to several, or has not
            continue
        signs = {pattern.replace("{0}", "").strip() for pattern in names.get("short", {}).values() if isinstance(pattern, str) and "{0}" in pattern}
        signs = {sign.replace("μ", "µ") for sign in signs}
        for words in names.values():
            for pattern in words.values():
                if isinstance(pattern, str) and pattern.startswith("{0}") and "{1}" not in pattern:
                    found.setdefault(pattern.replace("{0}", "").strip(), set()).update(signs | {key.split("-", 1)[1]})
    return found


KNOWN_UNITS = [(row["word"], row["unit"], cldr_units()[row["word"]]) for row in lexicons.rows("units")
               if row["kind"] == "measure" and row["word"] in cldr_units()]


# CLDR has other signs for these in German; a Kalorie in the news is one of food.
OTHER_SIGNS = {"Esslöffel": "tbsp", "Teelöffel": "tsp", "Feinunze": "oz", "Kalorie": "kcal", "Meilen pro Stunde": "mph", "Seemeile": "nmi"}


@pytest.mark.parametrize("word, unit, signs", KNOWN_UNITS, ids=[word for word, *_ in KNOWN_UNITS])
def test_a_unit_has_the_sign_that_cldr_gives_it(word, unit, signs):
    assert unit in ({OTHER_SIGNS[word]} if word in OTHER_SIGNS else signs)


def test_most_units_and_currencies_are_known_to_cldr():
    assert len(KNOWN_UNITS) > 80 and len(KNOWN_CURRENCIES) > 40


CURRENCIES = {word: {code for code, name in GERMAN.currencies.items() if word in (name, code, GERMAN.currency_symbols.get(code))}
              for word in lexicons.words("units", kind="money")}
KNOWN_CURRENCIES = [(row["word"], row["unit"]) for row in lexicons.rows("units") if row["kind"] == "money" and CURRENCIES[row["word"]]]


@pytest.mark.parametrize("word, code", KNOWN_CURRENCIES, ids=[word for word, _ in KNOWN_CURRENCIES])
def test_a_currency_has_the_code_that_cldr_gives_it(word, code):
    assert code in CURRENCIES[word] | {"XBT"}


SMALL = {"Cent": "EUR", "Eurocent": "EUR", "Rappen": "CHF", "Pence": "GBP", "Pfennig": "DEM", "Kopeken": "RUB"}


@pytest.mark.parametrize("word", sorted(lexicons.words("units", kind="cent")))
def test_small_coins_are_hundredths(word):
    row = only(f"Das Blatt kostet 85 {word}.")
    assert (row["kind"], row["value"], row["low"], row["high"]) == ("money", 0.85, 0.85, 0.85)
    assert row["unit"] == SMALL.get(word, row["unit"])


@pytest.mark.parametrize("text, value", [("3 Euro und 20 Cent", 3.2), ("3 Euro 20", 3.2), ("3 Dollar und 5 Cent", 3.05), ("zwölf Franken und 50 Rappen", 12.5)])
def test_coins_behind_notes_are_hundredths(text, value):
    assert only(f"Das Blatt kostet {text}.")["value"] == pytest.approx(value)


# ---------------------------------------------------------------- number words
PARTS = {"drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "siebtel": 7, "achtel": 8, "neuntel": 9, "zehntel": 10, "zwanzigstel": 20, "hundertstel": 100,
         "tausendstel": 1000, "hälfte": 2, "hälften": 2}
SCALES = {"tsd": 3, "million": 6, "mio": 6, "mill": 6, "milliarde": 9, "mrd": 9, "md": 9, "billion": 12, "bio": 12, "billiarde": 15, "trillion": 18}
VAGUE = {"dutzend": 12, "hundert": 100, "aberhundert": 100, "tausend": 1000, "abertausend": 1000, "zigtausend": 10_000}


def stated(word, kind):
    """What the word of that kind is worth, by a table of our own; None if it has none."""
    stem = next((word.removesuffix(ending) for ending in ("en", "er", "es", "e", "n", "") if word.removesuffix(ending) in {*PARTS, *SCALES, *VAGUE, "halb", "doppelt"}), word)
    if kind == "fraction":
        return 3 / 4 if word == "dreiviertel" else 1 / PARTS[stem]
    if kind == "scale":
        return 12 if word == "dutzend" else 10.0 ** SCALES[word if word in SCALES else word.removesuffix("n") if word.removesuffix("n") in SCALES else stem]
    return {"vague": 2 * VAGUE.get(stem, 0), "half": 0.5, "multiple": 2, "several": 2}.get(kind)


WORDS = [row for row in lexicons.rows("number_words") if row["kind"] not in ("cardinal", "ordinal")]


@pytest.mark.parametrize("row", WORDS, ids=[f"{row['word']}, {row['kind']}" for row in WORDS])
def test_a_number_word_is_worth_what_it_says(row):
    assert float(row["value"]) == pytest.approx(stated(row["word"], row["kind"]), rel=1e-9)


UNITS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
TENS = {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig", 90: "neunzig"}
IRREGULAR = {1: "erste", 3: "dritte", 7: "siebte", 8: "achte"}


def ordinal(number):
    """The ordinal of 1 to 9999 as Duden spells it: -te up to nineteen, -ste from twenty on, by the last part of a compound."""
    for size, name in ((1000, "tausend"), (100, "hundert")):
        if number >= size:
            head = (UNITS[number // size] if number >= 2 * size else "") + name
            return head + (ordinal(number % size) if number % size else "ste")
    if number < 20:
        return IRREGULAR.get(number, UNITS[number] + "te")
    return (UNITS[number % 10] + "und" if number % 10 else "") + TENS[number - number % 10] + "ste"


@pytest.mark.parametrize("number", [*range(1, 132), 199, 200, 201, 219, 220, 317, 999, 1000, 1001, 1020, 2024, 9999])
def test_ordinals_are_spelled_one_way(number):
    word = ordinal(number)
    assert {numerals.reading(word + ending) for ending in ("", "r", "n", "s", "m")} == {("ordinal", number)}
    wrong = word.removesuffix("ste") + "te" if word.endswith("ste") else word.removesuffix("te") + "ste"
    if 8 < number <= 100 or number in (2, 4, 5, 6):
        assert numerals.reading(wrong) is None


@pytest.mark.parametrize("number", [*range(2, 21), 30, 100])
def test_words_put_together_with_a_number(number):
    cardinal = UNITS[number] if number < 20 else TENS.get(number, "hundert")
    assert numerals.reading(cardinal) == ("cardinal", number)
    assert numerals.reading(cardinal + "mal") == ("times", number) and numerals.reading(cardinal + "fache") == ("multiple", number)
    assert numerals.reading(cardinal + "prozentige") == ("percentual", number) and numerals.reading(cardinal + "jährigen") == ("age", number)


# ---------------------------------------------------------------- how exact
BELOW = ("annähernd", "beinahe", "etwas unter", "etwas weniger als", "fast", "kaum", "knapp", "knapp unter", "knappe", "knappen", "leicht unter", "nahezu", "nicht ganz", "schon fast")
ABOVE = ("etwas mehr als", "etwas über", "gut", "gut und gerne", "gute", "guten", "kaum mehr als", "knapp über", "leicht über")
OPEN = {"at_least": (1, inf), "more_than": (1, inf), "at_most": (-inf, 1), "less_than": (-inf, 1), "exact": (1, 1)}
MODIFIERS = lexicons.rows("modifiers")


@pytest.mark.parametrize("row", MODIFIERS, ids=[row["modifier"] for row in MODIFIERS])
def test_what_a_modifier_leaves_open(row):
    near = (0.9, 1) if row["modifier"] in BELOW else (1, 1.1) if row["modifier"] in ABOVE else (0.9, 1.1)
    assert (float(row["low"]), float(row["high"])) == OPEN.get(row["bound"], near)


UP = ("mehr", "über", "höher", "älter", "länger", "größer", "schneller", "schwerer", "besser", "oberhalb", "jenseits")
DOWN = ("weniger", "unter", "niedriger", "jünger", "kürzer", "kleiner", "unterhalb")


@pytest.mark.parametrize("row", [row for row in MODIFIERS if row["bound"] in ("more_than", "less_than") and row["modifier"].split()[0] != "nicht"
                                 and set(row["modifier"].split()) & {*UP, *DOWN}], ids=lambda row: row["modifier"])
def test_more_is_more_and_less_is_less(row):
    assert row["bound"] == ("more_than" if set(row["modifier"].split()) & set(UP) else "less_than")


@pytest.mark.parametrize("modifier, bound, low, high", [
    ("fast", "approximate", 90, 100), ("beinahe", "approximate", 90, 100), ("knapp", "approximate", 90, 100), ("gut", "approximate", 100, 110),
    ("rund", "approximate", 90, 110), ("etwa", "approximate", 90, 110), ("genau", "exact", 100, 100), ("bis zu", "at_most", -inf, 100),
    ("höchstens", "at_most", -inf, 100), ("weniger als", "less_than", -inf, 100), ("unter", "less_than", -inf, 100), ("nicht einmal", "less_than", -inf, 100),
    ("mindestens", "at_least", 100, inf), ("mehr als", "more_than", 100, inf), ("über", "more_than", 100, inf), ("nicht weniger als", "at_least", 100, inf),
    ("nicht mehr als", "at_most", -inf, 100)])
def test_a_figure_with_its_modifier(modifier, bound, low, high):
    row = only(f"Es kamen {modifier} 100 Menschen.")
    assert (row["bound"], row["low"], row["value"], row["high"]) == (bound, pytest.approx(low), 100, pytest.approx(high))


# ---------------------------------------------------------------- years and codes that are no counts
@pytest.mark.parametrize("text", ["Er wohnt in 50667 Köln und arbeitet.", "Das Büro liegt in 10115 Berlin.", "Er zog nach 20095 Hamburg um.",
                                  "Die Anschrift lautet Hauptplatz, 50667 Köln.", "Sie wohnt in der Gartenstraße 12.", "Er wohnt am Mühlweg 7."])
def test_a_postal_code_or_house_number_counts_nothing(text):
    assert numbers.find(reading.read(text)) == []


@pytest.mark.parametrize("text, value", [("In Köln 2000 Menschen auf die Straße gingen.", 2000), ("Die Firma Bosch 2000 Menschen entlässt.", 2000),
                                         ("Es kamen 2000 Menschen.", 2000), ("Es kamen 1900 Menschen.", 1900), ("Es kamen 10115 Berliner.", 10115),
                                         ("Die Firma baute 2000 neue Häuser.", 2000)])
def test_a_count_is_no_year_and_no_code(text, value):
    assert only(text)["value"] == value


@pytest.mark.parametrize("text", ["Die 1960 gegründete Band spielt.", "Er kam im Jahr 2000 nach Köln.", "Seit 1900 steht das Haus.", "Die Fassung von 2000 gilt."])
def test_a_year_is_no_count(text):
    assert numbers.find(reading.read(text)) == []


# ---------------------------------------------------------------- the calendar
def spans(text, published="2024-10-18"):
    """First and last day of each date in the text."""
    found = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": [text], "published": [pd.Timestamp(published)]})).dates
    return [(row.begin.date(), row.end_date.date()) for row in found.itertuples() if pd.notna(row.begin)]


def last_day(year, month):
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()


@pytest.mark.thorough
@pytest.mark.parametrize("month", range(1, 13), ids=MONTHS)
def test_a_month_and_its_thirds(month):
    name, first, last = MONTHS[month - 1], date(2023, month, 1), last_day(2023, month)
    assert spans(f"Im {name} 2023 regnete es.") == [(first, last)]
    (begin, early), = spans(f"Anfang {name} 2023 regnete es.")
    (early_middle, late_middle), = spans(f"Mitte {name} 2023 regnete es.")
    (late, end), = spans(f"Ende {name} 2023 regnete es.")
    assert begin == first and end == last
    assert first + timedelta(5) < early_middle <= first + timedelta(14) <= late_middle < last - timedelta(5)
    assert early < first + timedelta(14) < late


@pytest.mark.parametrize("text, first, last", [
    ("In den 1990er Jahren war es kalt.", 1990, 1999), ("In den neunziger Jahren war es kalt.", 1990, 1999), ("In den Achtzigern war es warm.", 1980, 1989),
    ("Im vergangenen Jahrzehnt war es kalt.", 2010, 2019), ("In diesem Jahrzehnt war es kalt.", 2020, 2029), ("Im nächsten Jahrzehnt wird es warm.", 2030, 2039),
    ("Im vergangenen Jahr war es kalt.", 2023, 2023), ("Im Jahr 2019 war es kalt.", 2019, 2019)])
def test_years_and_decades(text, first, last):
    assert spans(text) == [(date(first, 1, 1), date(last, 12, 31))]


@pytest.mark.parametrize("written, year", [("24", 2024), ("23", 2023), ("09", 2009), ("00", 2000), ("99", 1999), ("75", 1975), ("55", 1955), ("1938", 1938), ("2038", 2038)])
def test_a_year_of_two_figures(written, year):
    assert spans(f"Am 03.05.{written} kam er an.") == [(date(year, 5, 3), date(year, 5, 3))]


@pytest.mark.parametrize("between, year", [("", 2019), ("Er blieb lange. ", 2024), ("Er blieb lange. Es regnete viel. Die Stadt wuchs. ", 2024)], ids=["next", "one between", "three between"])
def test_a_month_is_in_the_year_named_just_before(between, year):
    assert spans(f"2019 kam er nach Köln. {between}Im Mai zog er weiter.")[1:] == [(date(year, 5, 1), date(year, 5, 31))]


@pytest.mark.parametrize("text, first, last", [
    ("Im ersten Quartal 2023 stieg der Umsatz.", (1, 1), (3, 31)), ("Im dritten Quartal 2023 stieg der Umsatz.", (7, 1), (9, 30)),
    ("Im zweiten Halbjahr 2023 stieg der Umsatz.", (7, 1), (12, 31)), ("Im Sommer 2023 war es heiß.", (6, 1), (8, 31)), ("Im Herbst 2023 war es kühl.", (9, 1), (11, 30))])
def test_parts_of_a_year(text, first, last):
    assert spans(text) == [(date(2023, *first), date(2023, *last))]
