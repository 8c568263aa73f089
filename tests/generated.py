"""Sentences made from the grammars of dates and numbers, the same in every run.

`dates()` gives (sentence, day of publication, rule): every pattern of `date_patterns.csv` with every day of three years and the
ends of the calendar, and on the way with every word of its classes. `numbers(n)` gives n sentences of
number phrases.
"""
import random
import re
from datetime import date, timedelta

from analysis import lexicons
from analysis.figures import date_grammar
from analysis.figures.number_phrases import LINKS, currency_marks

YEARS = (2022, 2024, 2026)                 # after two plain years, a leap year, one of 53 weeks
ENDS = [date(1, 1, 1), date(1, 2, 28), date(1, 12, 31), date(1677, 9, 21), date(1677, 12, 31), date(1678, 1, 1), date(1678, 3, 1),
        date(1732, 7, 4), date(1900, 2, 28), date(1900, 12, 31), date(2262, 4, 11), date(2262, 12, 31), date(2263, 1, 1),
        date(9998, 12, 31), date(9999, 1, 1), date(9999, 2, 28), date(9999, 12, 31), None]
WRITTEN = {
    "number": "0 1 2 3 10 12 14 15 20 24 25 29 30 31 52 53 54 60 70 99 100 578 1,5 0,00001 2.199 12.000 1000000 999999999 zwei elf zwanzig "
              "anderthalb zweieinhalb dreizehntausend",
    "ordinal": "erste ersten zweiten dritten vierten fünfte elften einunddreißigsten zweiunddreißigste hundertsten milliardste billionste",
    "day": "1 2 3 4 5 9 10 15 18 19 21 28 29 30 31",
    "year": "1000 1499 1582 1677 1678 1700 1732 1900 1967 1990 2000 2018 2022 2023 2024 2026 2100 2199",
    "clock": "0:00 0.15 6:30 9.30 12:00 12.30 19:30:15 23:59:59 24:00 24.00 24:00:00 24:59 24.30",
    "colon": "0:00 06:30 9:05 12:30 19:30:15 23:59 24:00 24:01 24:59:59",
    "fulldate": "1.1.2024 29.2.2024 29.2.1900 31.12.2025 30.4.24 01.01.0001 28.2.1677 31.12.9999 11.4.2262 1.1.41",
    "daymonth": "1.1 29.2 28.02 31.12 30.6 12.3",
    "isodate": "2024-02-29 0001-01-01 1677-12-31 2262-04-12 9999-12-31",
    "adjective": "dunklen schweren", "lasting_years": "achtjähriger vierzehnjährige einjährigen hundertjährigem",
    "dot": ".", "comma": ",", "slash": "/", "bar": "|", "dash": "- – —"}
CARRIERS = (
    "{} kam er an.", "Sie wird {} kommen.", "Ein Brief {}.", "Am {} 29. Februar war Ruhe.", "2023 zog sie um. {} lag Schnee.", "{}", "Der {}.",
    "Im Februar 1900 schwieg er. Sie sagt, dass {} der Rat tagt, und geht.", "Am 31.12.9999, 24:00 Uhr war Schluss, {} auch.",
    "Im Mai 2025 ist {} Zeit für 29 Gäste.")


def every_day():
    """The days of publication: of three years and the ends of the calendar; None is a text without one."""
    return ENDS + [date(year, 1, 1) + timedelta(n) for year in YEARS for n in range(date(year, 12, 31).timetuple().tm_yday)]


def dates(n=None):
    """(sentence, day, rule of the pattern), one pattern after the other; n days a pattern, two of them ends of the calendar, or all."""
    chance = random.Random(0)
    for row in lexicons.rows("date_patterns"):
        turns = [turn(element, chance) for element in re.findall(r"[^\s()]+", row["pattern"])]
        for day in every_day() if n is None else chance.sample(ENDS, 2) + chance.sample(every_day(), n - 2):
            words = " ".join(word for word in map(next, turns) if word)
            yield chance.choice(CARRIERS).format(written(words, chance)), day, row["rule"]


def turn(element, chance):
    """The words that an element of a pattern can stand for, of its classes in turn; "" now and then if it may be absent."""
    absent = 0.3 if element.endswith("?") else 0
    classes = [rotating(chance, words_of(name)) for name in element.rstrip("?").split("|")]
    while True:
        yield "" if chance.random() < absent else next(chance.choice(classes))


def words_of(name):
    return WRITTEN.get(name, "").split() + sorted(word for word, classes in date_grammar.vocabulary().items() if name in classes)


def rotating(chance, words):
    """The words again and again, each time in another order."""
    while True:
        yield from chance.sample(words, len(words))


def written(words, chance):
    """As an article would have it: no space before a dot or comma, some without spaces around dashes, some with capital letters."""
    words = re.sub(r" (?=[.,])|(?<=\d) (?=er\b)", "", words)
    if chance.random() < 0.5:
        words = re.sub(r" ?([-/–]) ?", r"\1", words)
    return re.sub(r"\b[a-zäöü]\w{3,}", lambda word: word.group().capitalize(), words) if chance.random() < 0.5 else words


# ---------------------------------------------------------------- numbers
NUMERALS = (
    "0 1 2 3 0 1 2 3 7 10 11 17. 31 99 100 1000 1789 2024 4567 12.000 12'000 1'015.64 1,234,567 1.234.567,89 00 0,0 0,5 0.598 3,5 0/3 1/0 1/3 "
    "9/10 12/5 2:1 0:0 3:0 999:999 007 ٣ ½ 1/2/3 999999999999999999999999999999 9999999999999999999999999999999999 jeder jede zu ein eine einem "
    "einundzwanzig dreihundertvier zwölftausend zweieinhalb fünfzehnhundert tausendundeins zehntausende hundertsten milliardste zweihundertste "
    "dreifache hundertmal zehnprozentige nullprozentig fünfjähriger 43-jährige 90-prozentige 0-fache drittens").split() + ["1 000 000", "1/ 2"]
NOUNS = ["Punkten", "Menschen", "Jahre alt", "der Befragten", "Soldaten starben", "so viele", "Uhr", ". Platz", "Mai", "Euro 50",
         "Euro und 20 Cent", "er Jahre", "K"]
AROUND = ("Es waren {}.", "{} fehlen.", "Das Team holte {}.", "Zwischen {} lag nichts.", "Offenbar sollen {} verletzt sein.", "Platz {}.",
          "({})", "{}", "Im Alter von {} ging er.", "Sie kostet {}, er nicht.")
SHARES = {"modifier": 0.2, "currency": 0.15, "sign": 0.3, "scale": 0.25, "more": 0.05, "unit": 0.3, "noun": 0.5, "behind": 0.1}
SCALES = ("scale", "fraction", "half")


def parts():
    """Name of a part of a number phrase -> the words it can be."""
    words, modifiers = lexicons.rows("number_words"), lexicons.rows("modifiers")
    scales = sorted(row["word"] for row in words if row["kind"] in SCALES)
    return {"numeral": NUMERALS + sorted(row["word"] for row in words), "scale": scales, "more": scales,
            "unit": sorted(lexicons.words("units")), "currency": sorted(currency_marks()), "noun": NOUNS,
            "sign": ["-", "–", "−", "minus ", "+", "±"], "link": sorted(LINKS) + ["von", "bis zu", "auf rund", ",", "und mehr als", ":", "/"],
            "modifier": sorted(row["modifier"] for row in modifiers if row["position"] == "before"),
            "behind": sorted(row["modifier"] for row in modifiers if row["position"] == "after")}


def numbers(n):
    """n sentences of one to three number phrases, joined by what joins a range, a share or a list; some without spaces."""
    chance = random.Random(0)
    take = {name: rotating(chance, words) for name, words in parts().items()}
    for number in range(n):
        joined = number_phrase(take, chance)
        for _ in range(number % 3):
            joined += f" {next(take['link'])} {number_phrase(take, chance)}"
        yield AROUND[number % len(AROUND)].format(written("".join(joined.split()) if number % 50 == 7 else joined, chance))


def number_phrase(take, chance):
    """A phrase: its parts, each in its share of the phrases; one in five hundred has forty scales."""
    has = {name: next(take[name]) if chance.random() < share else "" for name, share in SHARES.items()}
    scales = [next(take["more"]) for _ in range(40)] if chance.random() < 0.002 else [has["scale"], has["more"]]
    words = [has["modifier"], has["currency"], has["sign"] + next(take["numeral"]), *scales, has["unit"], has["noun"], has["behind"]]
    return " ".join(word for word in words if word)
