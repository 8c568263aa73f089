"""Time expressions: what a text says about when, how long and how often.

One row is one expression: `kind` (date, time, duration, set), `value` (TIMEX3), the interval `begin` to `end_date` and the
rule that found it. The interval runs from the first to the last day, both at midnight; a clock time is begin and end alike;
`Anfang`, `Mitte`, `Ende` are the thirds. NaT where it is open or unknown, or outside the years 1678 to 2261.

What an expression leaves open is filled from the day of publication, or without it from an earlier date in the text; the
tense of the clause and the preposition say whether `im Juni` is the last or the next one. A duration counted from today
(`vor zwei Jahren`, `seit drei Wochen`) keeps its length as value (P2Y, P3W) and has the time meant as interval. Vague
expressions are PAST_REF, PRESENT_REF or FUTURE_REF, or have X for the number (PXM). A day or week that few years have
(29. Februar, KW 53) is of the nearest of them on the side of the tense; where no tense tells and none is within a year, it has
no year (XXXX-02-29) and no interval. What no calendar has (29. Februar 2023, 24.59 Uhr) is no row, but a part of it
may be one (Februar 2023).

What is missed: events as dates (`nach der Wahl`), bare day numbers (`am 18.`), years of one to three digits without
`Jahr`. Values follow TimeML (Pustejovsky et al. 2003) as HeidelTime writes them (Strötgen and Gertz 2013); the grammar
(`date_grammar.py` and its lists) is our own.
"""
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd
from dateutil.easter import easter

from .. import lexicons
from ..language import clauses, reading
from ..language.tense import tense_at
from .date_grammar import NOTHING, is_day, matches_at, pieces_of
from .timex import CLOCK, DAY, DAYS, DURATION, amount, interval, is_valid, shift, value_of

AGREEMENT = {"feminine": {("der", "en")}, "masculine": {("der", "e"), ("den", "en"), ("dem", "en"), ("des", "en")},
             "neuter": {("das", "e"), ("dem", "en"), ("des", "en")}}        # `, die nächste Woche` begins a clause
GENDERS = {"W": "feminine", "TH": "feminine", "TM": "feminine", "TS": "feminine", "M": "masculine", "D": "masculine"}
FIRST_YEAR, LAST_YEAR = 1678, 2261      # what a pandas Timestamp holds
LONGEST_LIST = 24                       # pieces from a listed day to its month
LONGEST_RANGE = 8                       # pieces from a day to the year of the day that it is listed or ranges with
RARE = 8                                # years: 1896 and 1904 had a 29 February, the years between had none
LONGEST_FEAST = 3                       # days
OF = ("sein", "ihr", "mein", "unser", "d", "dies", "jen", "ein")          # with an ending: `seiner`, `der`
OF = {stem + ending for stem in OF for ending in ("er", "es")} - {"er"}
NEVER_BEFORE_A_YEAR = ("mit", "bei", "unter", "aus", "durch", "ohne", "um", "an", "in", "alle", "aller", "allen", "diese", "dieser", "diesen")
AT_HAND = 3                             # sentences for which a day long ago is still spoken of
RECENT = 60                             # days
MOST_DAYS = 20
NOON = "12:00"
LAST_AT_HAND = 9000                      # what lies near the end of the calendar gives no year to others
AGE_LIMIT_NEAR = 8                      # words between `Altersgrenze` and the years it is raised to
GROWN = 14                              # `zwischen 14 und 20 Jahren` is an age, `zwischen zwei und drei Jahren` a time


@dataclass
class Timeline:
    """What a text's expressions are counted from: the day of publication, the last day it named, and the last year."""
    today: date = None
    days: list = field(default_factory=list)        # (sentence, day) of the days named, the last of them last
    is_night: bool = False              # the last of them is a night to the next day: `in der Nacht zum Samstag`
    named: date = None                  # first day of the last date written with its year
    is_bare_year: bool = False          # that date is a year and no more
    named_in: int = -1                  # the sentence of that date
    sentence: int = 0                   # the sentence that is read
    vague_in: int = -1                  # the sentence that spoke of a time without a day (`vor ein paar Wochen`)
    not_before: date = None             # what is read ends a range that begins on this day

    @property
    def day(self):
        """The day that is spoken of: named just now, or no long time ago; else today; None if the text is elsewhere."""
        if self.vague_in == self.sentence:
            return None
        at_hand = [day for sentence, day in self.days
                   if self.today is None or self.sentence - sentence <= AT_HAND or (self.today - day).days <= RECENT]
        return at_hand[-1] if at_hand else self.today

    @property
    def last_day(self):
        """The last day named, however long ago; None if none was."""
        return self.days[-1][1] if self.days else None

    @property
    def now(self):
        return self.today or self.last_day

    @property
    def year(self):
        return self.named and self.named.year

    @property
    def year_at_hand(self):
        """The year that this sentence or the one before named."""
        return self.year if self.sentence - self.named_in < 2 and (self.year or 0) <= LAST_AT_HAND else None

    def move(self, value, match, row):
        """Remember a resolved date."""
        first, last = interval(value.split("T")[0])
        of_night = self.is_night and match.pattern.resolve in ("clock", "listed_clock")             # both sides of midnight are spoken of
        if first and first == last and not of_night and not match.has("'zuvor'", "'davor'", "'vortag'", "'vortages'", "'früher'"):
            self.days = [*self.days[-MOST_DAYS:], (self.sentence, first)]
            self.is_night = match.pattern.resolve in ("night_to", "listed_night")
        if first and match.has("year", "fulldate", "isodate") and len(value) >= len("2024"):
            self.named, self.named_in, self.is_bare_year = first, self.sentence, value.isdigit()
        if row["kind"] == "duration" and match.near(-1).lower == "vor" and "X" in value:
            self.vague_in = self.sentence


def find(doc, published=None):
    """Rows start, end, kind, value, begin, end_date, rule; sorted, none overlapping."""
    today = None if published is None or pd.isna(published) else published.date()
    text, timeline, rows = reading.words(doc).text, Timeline(today), []
    for timeline.sentence, sent in enumerate(reading.sentences(doc)):
        pieces = pieces_of(text, sent.start_char, sent.end_char)
        i, before = 0, None
        while i < len(pieces):
            timeline.not_before = before and range_start(pieces[before[0]:i], before[1])
            match, row = first_row(pieces, i, sent, timeline) if pieces[i].classes else (None, None)
            if row:
                rows.append(row)
                timeline.move(row["value"], match, row)
                before = match.end, row
            i = match.end if row else i + 1
    return rows


def range_start(between, row):
    """The day that a range began on, if only `bis`, `bis zum` or a dash stands between its ends; else None."""
    if not between or between[0].lower not in ("bis", "-", "–") or any("day" in piece.classes for piece in between):
        return None
    first = None if pd.isna(row["begin"]) else row["begin"].date()
    return first if all(piece.classes.keys() & {"to", "dash", "prep_the", "prep", "det"} for piece in between) else None


def first_row(pieces, i, sent, timeline):
    """The longest match at piece i that has a value, and one that the calendar has, with its row."""
    for match in matches_at(pieces, i, sent):
        if match.is_in_compound and match.pattern.kind != "duration":      # but `14-Tage-Frist`
            continue
        resolved = RESOLVERS[match.pattern.resolve](match, timeline)
        if resolved and is_valid(resolved[0] if isinstance(resolved, tuple) else resolved):
            return match, row_of(match, resolved, timeline.now)
    return None, None


def row_of(match, resolved, now):
    """`resolved` is a value, or a value with its interval."""
    if isinstance(resolved, tuple):
        value, begin, end = resolved
    elif resolved.endswith("_REF"):
        value, begin, end = resolved, None if resolved == "PAST_REF" else now, None if resolved == "FUTURE_REF" else now
    else:
        value, (begin, end) = resolved, interval(resolved, match["part"])
    kind = "duration" if match.pattern.kind == "date" and DURATION.fullmatch(value) else match.pattern.kind
    return {"start": match.pieces[match.start + is_relative(match)].start, "end": match.pieces[match.end - 1].end, "kind": kind,
            "value": value, "begin": timestamp(begin), "end_date": timestamp(end), "rule": match.pattern.rule}


def is_relative(match):
    """The first word is a relative pronoun: `das Rad, das nächste Woche kommt`; as an article it would not agree with what follows."""
    (name, article), *others = match.taken
    if name != "det" or match.near(-1).text != "," or not others or others[0][0] not in ("this", "last", "next", "away"):
        return False
    unit = next((piece.classes[name] for name, piece in others if name in ("unit", "span_unit")), "D")
    ending = re.search("e[mnrs]?$", others[0][1].lower)
    return (article.lower, ending and ending.group()) not in AGREEMENT[GENDERS.get(unit, "neuter")]


def timestamp(moment):
    return pd.Timestamp(moment) if moment and FIRST_YEAR <= moment.year <= LAST_YEAR else pd.NaT


# ---------------------------------------------------------------- which of several
# How much farther away a date may seem (before today, after today) for what the sentence says about the time.
DISTANCES = {"past": (1, 20), "mentioned": (1, 3), "present": (5, 1), "announced": (3, 1), "future": (20, 1), None: (1, 1)}
AHEAD = ("present", "announced", "future")


def direction(match):
    """past, present or future; mentioned for `der Brief vom 3. Mai`, announced for `auf Montag verschoben`; None where nothing tells."""
    before, tense = preposition(match), tense_at(match.sent, match.pieces[match.end - 1].start)
    if before == "seit":
        return "past"
    if before == "vom" and not begins_range(match):
        return "mentioned"
    if before in ("für", "auf") or before in ("bis", "ab", "zum", "vom", "zur", "mit") and is_planned(match):
        return "announced"
    if before in ("ab", "bis", "vom") and tense != "past":
        return "future"
    return "announced" if tense == "past" and is_planned(match) and is_infinitive(match) else tense


def preposition(match):
    """The preposition before the expression and its article, `bis` of `bis zum`, in lower case; "" if there is none."""
    first, second, third = (match.near(offset) for offset in (-1, -2, -3))
    if first.lower in ("zum", "zur") and second.lower == "bis" or first.classes.keys() & {"det", "prep_the"} and second.lower in ("auf", "bis"):
        return second.lower
    if "det" in first.classes and second.classes.keys() & {"prep", "prep_the"}:
        return "bis" if third.lower == "bis" else second.lower
    return first.lower if first.classes.keys() & {"prep", "prep_the"} else ""


def begins_range(match):
    """`vom 3. bis (zum) 8. August`, `vom 1. Juli an`."""
    following = match.pieces[match.end:match.end + 3]
    return any(piece.lower in ("bis", "an", "-", "–") for piece in following)


def is_planned(match):
    """A verb or noun of planning in the sentence: `hat ... angekündigt`, `verlängert`, `die Frist`."""
    return any(token.lemma_.lower() in lexicons.words("planning") for token in match.sent)


def is_infinitive(match):
    """The expression stands in a clause such as `das Werk zum 31. Dezember zu schließen`."""
    place = match.pieces[match.start].start
    around = next((tokens for tokens in clauses.clauses(match.sent) if any(token.idx <= place < token.end for token in tokens)), [])
    tags = {token.tag_ for token in around}
    return bool(tags & {"VVIZU", "PTKZU"}) and not tags & {*clauses.INDICATIVE, "VVPP", "VAPP"}


def pick(values, now, towards):
    """The nearest of the values, on the side of today that the sentence points to."""
    return min(values, key=lambda value: days_away(value, now, *DISTANCES[towards]))


def days_away(value, now, earlier=1, later=1):
    """How many days a value is from today, each weighing so much before today and behind it."""
    first, last = interval(value)
    return (now - last).days * earlier if last < now else (first - now).days * later if first > now else 0


def in_some_year(match, timeline, write):
    """The value `write(year)` of the year that is meant: one just named, or near today; XXXX if none is known.

    Of years that do not have the day or week none is meant. A day a year or more away is meant only if a tense points there.
    The end of a range is the first one behind its beginning.
    """
    now, towards, unknown = timeline.now, direction(match), "XXXX" + write(2000)[4:]
    if timeline.not_before:
        first = timeline.not_before.year
        return next((write(year) for year in range(first, first + RARE) if begins(write(year), timeline.not_before)), unknown)
    if now is None:
        return write(timeline.year) if timeline.year and is_valid(write(timeline.year)) else unknown
    named = year_of_story(timeline, write)
    if named and is_valid(write(named)) and (named < now.year and towards in ("past", "mentioned")
                                             or named > now.year and towards != "past"):
        return write(named)
    values = [write(year) for year in range(now.year - RARE, now.year + RARE + 1) if 1 <= year <= 9998]
    found = pick([value for value in values if interval(value)[0]], now, towards)
    return found if towards not in ("present", None) or days_away(found, now) <= 366 else unknown


def begins(value, day):
    """The value is a day or more of the calendar, and not before that day."""
    first, _ = interval(value)
    return first is not None and first >= day


def year_of_story(timeline, write):
    """The year just named, or the next if that is nearer to the day or month just named: `Am 5. Dezember 2024 ..., am 7. Februar`."""
    named, at_hand = timeline.named, timeline.year_at_hand
    if not at_hand or timeline.is_bare_year or begins(write(at_hand), named.replace(day=1)):
        return at_hand
    (first, _), (following, _) = interval(write(at_hand)), interval(write(at_hand + 1))
    return at_hand + 1 if first and following and following - named < 2 * (named - first) and following <= timeline.now else at_hand


def offset(match):
    """How many units away `dieses`, `vergangene`, `übernächste` is."""
    return int(match["away"] or 0) if match.has("away") else match.has("next") - match.has("last")


# ---------------------------------------------------------------- days
def day(match, timeline):
    """`2024-10-18`, `18.10.2024`, `18.10.`, `18. Oktober`, `am dritten Mai`."""
    if match.has("isodate", "fulldate"):
        return match["isodate"] or "{:04}-{:02}-{:02}".format(*match["fulldate"])
    if match.has("month_short") and not match["year"] and match.near(1).is_capital:
        return None                                                             # `9. Jan Huber` in a list
    month, number = match["daymonth"] or (int(match["month"] or match["month_short"]), match["day"] or match["ordinal"])
    return calendar_day(match, timeline, month, number, match["year"] or year_of(match, timeline) or year_behind(match, month))


def year_of(match, timeline):
    """The year of `3. Mai des vergangenen Jahres`."""
    return timeline.now and timeline.now.year + offset(match) if match.has("this", "last", "next", "away") else None


def day_and_time(match, timeline):
    """`Oct 18, 2024 at 11:35 AM`."""
    value, time = day(match, timeline), time_of_day(match)
    return value and time and f"{value}T{time}"


def spaced_day(match, timeline):
    """`2. 9. 2015`, `27. 11.`, `03/12/2015` (the day first, unless no month has that number)."""
    day, month = match.values("day", "number")[:2]
    if match.has("slash") and is_day(2000, day, month) and month > 12:
        day, month = month, day
    return calendar_day(match, timeline, month, day, match["year"])


def calendar_day(match, timeline, month, number, year=None):
    if not is_day(year or 2000, month, number):
        return None

    def write(year):
        return f"{year:04}-{month:02}-{number:02}"
    return write(year) if year else in_some_year(match, timeline, write)


def listed_day(match, timeline):
    """`18.` in `18. und 19. Dezember`: month and year stand behind the last day."""
    following, last = match.pieces[match.end:match.end + LONGEST_LIST] + [NOTHING], match["day"]
    for piece, after in zip(following, following[1:]):
        month, year = month_and_year(piece, after)
        if month:
            last = piece.classes["daymonth"][1] if "daymonth" in piece.classes else last
            if not year and is_day(2000, month, last):
                year = int(calendar_day(match, timeline, month, last)[:4].replace("XXXX", "0"))
                return calendar_day(match, timeline, month, match["day"], year) if year else f"XXXX-{month:02}-{match['day']:02}"
            return calendar_day(match, timeline, month, match["day"], year)
        last = piece.classes.get("day", last)
        if not piece.classes.keys() & {"day", "dot", "comma", "to", "slash", "dash", "prep_the", "prep", "det"}:
            return None


def month_and_year(piece, after):
    """Of a piece that names a month: `Dezember`, `19.12.2024`, `19.12.`; (None, None) of others."""
    if "fulldate" in piece.classes:
        return piece.classes["fulldate"][1::-1]
    if "month" in piece.classes:
        return int(piece.classes["month"]), after.classes.get("year")
    return piece.classes.get("daymonth", (None,))[0], None


def year_behind(match, month):
    """2022 in `vom 14. Oktober bis zum 2. November 2022`, one less for `von November bis Februar 2022`."""
    following = match.pieces[match.end:match.end + LONGEST_RANGE] + [NOTHING]
    if not following[0].classes.keys() & {"to", "dash"}:
        return None
    for piece, after in zip(following, following[1:]):
        if "month" in piece.classes and "year" in after.classes or "fulldate" in piece.classes:
            last, year = month_and_year(piece, after)
            return year - (month > last)
        if not piece.classes.keys() & {"day", "dot", "to", "dash", "prep_the", "prep", "det", "part", "month"}:
            return None


def holiday(match, timeline):
    """`Ostern`, `Heiligabend 2024`, `2. Weihnachtstag` (the day after the first), `zweiter Advent` (a week after the first).

    Feasts of other calendars (`Ramadan`) are found, but their day is not told.
    """
    entry, nth = lexicons.table("holidays", "name")[match["holiday"]], (match["day"] or match["ordinal"] or 1) - 1
    longest, step = (4, 7) if entry["reckoned"] == "advents" else (LONGEST_FEAST, 1)
    if not 0 <= nth < longest:
        return None
    if entry["reckoned"] == "other":
        return "XXXX-XX-XX"

    def write(year):
        return (feast(entry, year) + timedelta(nth * step)).isoformat()
    value = write(match["year"]) if match["year"] else in_some_year(match, timeline, write)
    return "XXXX-XX-XX" if value.startswith("XXXX") and entry["reckoned"] != "fixed" else value


def feast(entry, year):
    if entry["reckoned"] == "easter":
        return easter(year) + timedelta(int(entry["value"]))
    if entry["reckoned"] in ("advent", "advents"):
        christmas = date(year, 12, 25)
        return christmas - timedelta(christmas.isoweekday() + 21 - int(entry["value"]))
    if entry["reckoned"] == "nth":
        month, weekday, nth = map(int, entry["value"].split("-"))
        return date(year, month, 1) + timedelta((weekday - date(year, month, 1).isoweekday()) % 7 + 7 * (nth - 1))
    return date.fromisoformat(f"{year:04}-{entry['value']}")


# ---------------------------------------------------------------- months, seasons, years
def month(match, timeline):
    """`Juni 2024`, `Anfang Juni`, `Juni des vergangenen Jahres`, `im Juni`."""
    number = int(match["month"] or match["month_short"])

    def write(year):
        return f"{year:04}-{number:02}"
    if match.has("year"):
        return write(match["year"])
    if match.has("this", "last", "next", "away"):
        return timeline.now and write(timeline.now.year + offset(match))
    if is_name(match):
        return None
    year = year_behind(match, number)
    return write(year) if year else in_some_year(match, timeline, write)


def is_name(match):
    """`August Macke`, `Theresa Mai`."""
    before = match.near(-1)
    if match.has("part") or before.classes.keys() & {"prep_the", "prep_bare"}:
        return False
    return match.near(1).is_capital or match.start > 1 and before.is_capital and not before.classes.keys() - {"age_person"}


def season(match, timeline):
    """`Herbst 2024`, `im Sommer`, `im vergangenen Winter`, `Frühjahr dieses Jahres`."""
    def write(year):
        return f"{year:04}-{match['season'] or match['seasons']}"
    now = timeline.now
    if match.has("year"):
        return write(match["year"])
    if now and match.has("'jahres'"):
        return write(now.year + offset(match))
    if now and match.has("last", "next"):
        years = range(now.year - 2, now.year + 2)                               # in January last winter is that of two years ago
        intervals = {value: interval(value) for value in map(write, years)}
        over = [value for value, (_, last) in intervals.items() if last and last < now]
        ahead = [value for value, (first, _) in intervals.items() if first and first > now]
        return max(over, default=None) if match.has("last") else min(ahead, default=None)
    return in_some_year(match, timeline, write)


def quarter(match, timeline):
    """`im dritten Quartal`, `im ersten Halbjahr 2024`."""
    number = match["day"] or match["ordinal"]
    letter = "Q" if match.has("'quartal'", "'quartals'") else "H"

    def write(year):
        return f"{year:04}-{letter}{number}"
    if number > (4 if letter == "Q" else 2):
        return None
    if match.has("year"):
        return write(match["year"])
    if match.has("this", "last", "next"):
        return timeline.now and write(timeline.now.year + offset(match))
    return in_some_year(match, timeline, write)


def week_number(match, timeline):
    """`KW 11`; few years have a `KW 53`."""
    if match["number"] not in range(1, 54):
        return None
    return in_some_year(match, timeline, lambda year: f"{year:04}-W{match['number']:02}")


def year(match, timeline):
    """`2024`, `Anfang 2024`, `Jahr 578`; not a number that counts (`2000 Menschen`)."""
    if match.has("number"):
        return f"{match['number']:04}" if match["number"] in range(1, 2200) else None
    return str(match["year"]) if len(match.taken) > 1 or is_year(match) else None


def is_year(match):
    """Whether four digits name a year: no sign or unit beside them, and nothing behind them that they count.

    Before a noun or adjective only `2014` and its like is a year, not `2000` or `1450`.
    """
    before, after, beyond, farther = match.near(-1), match.near(1), match.near(2), match.near(3)
    units = lexicons.table("units", "word")
    if is_life(match):
        return True
    if "not_year" in before.classes or before.text in units or "counted" in after.classes or after.text in units:
        return False
    if is_level(match) or before.lower == "es" and "counting" in match.near(-2).classes:      # `waren es 1900`
        return False
    if match["year"] < 1500 and not before.classes.keys() & {"prep", "prep_the"}:   # `1000 bei Protestzug`
        return False
    if after.text == "er" and after.start == match.pieces[match.end - 1].end:       # `ein 1967er Ford`
        return False
    if after.text == "/" and "number" in beyond.classes and "year" not in beyond.classes:
        return False
    if "to" in after.classes and "number" in beyond.classes:                        # `1450 bis 1850 Mark`
        is_counted = farther.is_capital
    elif before.classes.keys() & {"prep", "prep_the"}:
        is_counted = after.is_capital
    else:
        is_counted = after.is_capital or tag_of(match.sent, after) in ("ADJA", "CARD", "NN")
    follows_year = "to" in before.classes and "year" in match.near(-2).classes
    if is_counted and counts(match):
        return False
    return not is_counted or match["year"] % 50 != 0 and (1900 <= match["year"] < 2060 or follows_year)


def is_life(match):
    """`(1180–1241)`."""
    if match.near(-1).text == "(":
        return "dash" in match.near(1).classes and "year" in match.near(2).classes and match.near(3).text == ")"
    return match.near(1).text == ")" and "dash" in match.near(-1).classes and "year" in match.near(-2).classes and match.near(-3).text == "("


def is_level(match):
    """`stieg auf 2025`, `von 2100 auf 1950`; but `von 2023 auf 2024`, from a year to the next, is two years."""
    before, after = match.near(-1), match.near(1)
    if before.lower == "auf":
        first = match.near(-2).classes.get("year")
        if match.near(-3).lower == "von" and "number" in match.near(-2).classes:
            return first is None or match["year"] - first != 1
        return any(token.lemma_.lower() in lexicons.words("levels") for token in match.sent)
    return before.lower == "von" and after.lower == "auf" and "number" in match.near(2).classes \
        and match.near(2).classes.get("year", 0) - match["year"] != 1


def counts(match):
    """`die 2025 Teilnehmer`, `mit 2025 Teilnehmern`, `es kamen 2025 Teilnehmer`: no year can stand between these."""
    before, after = match.near(-1), match.near(1)
    if tag_of(match.sent, after) != "NN":
        return False
    return "det" in before.classes or "counting" in before.classes or before.lower in NEVER_BEFORE_A_YEAR


def tag_of(sent, piece):
    return next((token.tag_ for token in sent if token.idx <= piece.start < token.end), "")


def years(match, timeline):
    """`2013/14`, `1914-18`; not `2012/34`."""
    first, last = match["year"], match["number"]
    is_short = match.pieces[match.end - 1].end - match.pieces[match.start].start == len("2013/14")
    longest = 10 if match.has("slash") else 99
    return f"{first}/{first - first % 100 + last}" if is_short and 0 < last - first % 100 <= longest else None


def decade(match, timeline):
    """`zwanziger Jahre`, `1990er`, `70er-Jahre`."""
    if match.has("decade", "decade_years"):
        return match["decade"] or match["decade_years"]
    number = match["year"] or match["number"]
    if match.has("year"):
        return str(number // 10) if number % 10 == 0 else None
    return str(190 + number // 10) if number in range(20, 100, 10) else None


def century(match, timeline):
    """`18. Jahrhundert`, `3. Jahrhundert v. Chr.`."""
    number = match["day"] or match["ordinal"]
    if match.has("'v'", "'vor'"):
        return f"BC{number - 1:02}" if 0 < number < 100 else None
    return f"{number - 1:02}" if 0 < number <= 21 else None


def before_christ(match, timeline):
    """`44 v. Chr.`, `15. März 44 v. Chr.`, `1330 vor unserer Zeitrechnung`; `9 n. Chr.` is an ordinary year."""
    number = match.values("number")[-1]
    if not isinstance(number, int) or not 0 < number < 10000:
        return None
    era = "BC" if match.has("'v'", "'vor'") else ""
    return f"{era}{number:04}-{int(match['month']):02}-{match['day']:02}" if match.has("month") else f"{era}{number:04}"


# ---------------------------------------------------------------- counted from a day
def weekday(match, timeline):
    """`am Montag`, `vergangenen Montag`, `übernächsten Montag`, `Montag voriger Woche`, `am Montagabend`, `am morgigen Montag`."""
    wanted = match["weekday_daypart"] or match["weekday"] + (match["daypart"] or "")
    number, part, now = int(wanted[0]), wanted[1:], timeline.now
    if now is None:
        return f"XXXX-WXX-{number}{part}"
    found = shift(now, "D", days_to_weekday(match, number, now))
    if timeline.not_before and found and found < timeline.not_before:
        found = shift(found, "W", 1)
    return found and found.isoformat() + part


def days_to_weekday(match, number, now):
    """How many days from today that weekday is."""
    ahead, n = (number - now.isoweekday()) % 7, offset(match)
    named = match["relative"] or ("comma" in match.near(-1).classes and match.near(-2).classes.get("relative", ""))
    if named and named[0] == "D" and (int(named[1:]) - ahead) % 7 == 0:                 # `morgen, Samstag`
        return int(named[1:])
    if match.has("'woche'"):
        return n * 7 + number - now.isoweekday()
    if n:
        return (ahead or 7) + 7 * (n - 1) if n > 0 else ahead + 7 * n
    return ahead if ahead == 0 or direction(match) in AHEAD else ahead - 7


def nth_weekday(match, timeline):
    """`am letzten Sonntag im März`, `ersten Dienstag im November 2024`."""
    month, number, nth = int(match["month"]), int(match["weekday"]), match["ordinal"] or -1

    def write(year):
        first, last = interval(f"{year:04}-{month:02}")
        days = [first + timedelta(n) for n in range(last.day) if (first + timedelta(n)).isoweekday() == number]
        return (days[nth - (nth > 0)] if nth <= len(days) else first).isoformat()
    if match.has("'jahres'"):
        return timeline.now and write(timeline.now.year + offset(match) + match.has("last") * match.has("ordinal"))
    value = write(match["year"]) if match["year"] else in_some_year(match, timeline, write)
    return f"XXXX-{month:02}" if value.startswith("XXXX") else value


def counted_from(match, timeline):
    """`heute in einer Woche`, `Donnerstag in zwei Wochen`, `morgen vor einem Jahr`: the day itself."""
    length, now = match["unit"] or match["units"], timeline.now
    if now is None or length in CLOCK or match.has("relative") and match["relative"][0] != "D":
        return None
    sign = -1 if match.has("'vor'") else 1
    days = int(match["relative"][1:]) if match.has("relative") else (int(match["weekday"]) - now.isoweekday()) % (sign * 7) or sign * 7
    day = shift(now, "D", days)
    n = match["number"] or 1
    if length == "D" and match.has("weekday"):
        length, n = "W", max(1, round(n / 7))                                   # `Montag in acht Tagen` is a week later
    found = day and shift(day, length, sign * n)
    return found and found.isoformat()


def night_to(match, timeline):
    """`in der Nacht zum Sonntag`, `auf den 3. Mai`, `zu Ostern` begins on the day before."""
    resolve = weekday if match.has("weekday") else holiday if match.has("holiday") else day
    last, _ = interval((resolve(match, timeline) or "")[:10])
    eve = last and match["daypart"] == "TNI" and shift(last, "D", -1)
    return f"{eve.isoformat()}TNI" if eve else None


def listed_night(match, timeline):
    """`in der Nacht vom 3. auf den 4. Mai`: the night that begins on the first of the two days."""
    first, last = match.values("day")
    value = calendar_day(match, timeline, int(match["month"]), last, match["year"])
    eve = value and shift(interval(value)[0], "D", -1) if value and not value.startswith("XXXX") else None
    return f"{eve.isoformat()}TNI" if eve and eve.day == first else None


def daypart_of(match, timeline):
    """`am Morgen des 1. August 2000`, `in der Nacht von Freitag auf Samstag`, `in der Nacht vom 3. auf den 4. Mai`: of the first day."""
    resolve = weekday if match.has("weekday") else holiday if match.has("holiday") else day
    value = resolve(match, timeline)
    return value and value[:10] + (match["daypart"] if len(value) >= 10 else "")


def relative(match, timeline):
    """`gestern`, `heute Abend`, `heuer`, `im Vorjahr`."""
    away = match["relative"] or match["previous"]
    unit, n = away[0], int(away[1:])
    if match.pieces[match.start].text == "Morgen" and match.near(-1).text[:1].isalpha():
        return None                                                             # `Guten Morgen`
    if unit == "D" and len(match.taken) == 1 and (era := general(match)):
        return era
    if unit == "Y" and match.has("previous") and timeline.year_at_hand and (not timeline.now or timeline.year < timeline.now.year):
        return f"{timeline.year + n:04}" if timeline.year + n > 0 else None     # `2019 ..., im Vorjahr ...`
    if timeline.now is None:
        return "PRESENT_REF" if n == 0 else "PAST_REF" if n < 0 else "FUTURE_REF"
    found = shift(timeline.now, unit, n)
    part = match["daypart"] or match["dayparts"] or ("TMO" if match.has("early") else "")
    return found and (unit == "D" or not part) and value_of(found, unit) + part


def general(match):
    """PRESENT_REF or FUTURE_REF of `heute` and `morgen` in general: `die Jugend von heute`, `wer heute baut`, `früher ..., heute ...`."""
    word, before, after = match.pieces[match.start].lower, match.near(-1), match.near(1)
    noun = match.near(-2)
    if word in ("heute", "morgen") and before.lower == "von" and (noun.is_capital or "det" in noun.classes) \
            and after.lower not in ("an", "ab", "auf", "bis"):
        return "PRESENT_REF" if word == "heute" else "FUTURE_REF"
    if word != "heute":
        return None
    earlier = any(piece.classes.get("ref") == "PAST_REF" or piece.lower == "einst" for piece in match.pieces[:match.start])
    if before.lower == "wer" or after.lower == "wie" and match.near(2).lower == "damals" or before.lower == "wie" and earlier \
            or earlier and direction(match) == "present":
        return "PRESENT_REF"
    return None


def unit(match, timeline):
    """`vergangene Woche`, `Ende nächsten Jahres`, `Anfang der Woche`, `am Wochenende`."""
    name = match["unit"] or match["span_unit"] or "WE"
    if name in CLOCK or name == "D" or timeline.now is None:
        return None
    if name == "Y" and match.has("part") and not match.has("this", "last", "next", "away") and timeline.year_at_hand \
            and timeline.year < timeline.now.year and direction(match) == "past":
        return str(timeline.year)                                               # `1994 ... Ende des Jahres ...`
    found = shift(timeline.now, name, weekends(match, timeline.now) if name == "WE" else offset(match))
    return found and value_of(found, name)


def unit_from(match, timeline):
    """`in der Woche darauf`, `im Jahr davor`: counted from the day or year the text spoke of last."""
    name, n = match["unit"], 1 if match.has("'darauf'", "'danach'") else -1
    start = timeline.named if name == "Y" and timeline.year_at_hand else timeline.last_day
    if name in CLOCK:
        return None
    found = start and shift(start, name, n)
    return value_of(found, name) if found else "XXXX-XX-XX" if name in DAYS else "XXXX"


def weekends(match, now):
    """How many weeks away a weekend is: until Friday the next one is this week's, and the last one last week's."""
    n, is_before = offset(match), now.isoweekday() < 6
    if n == 1 and is_before:
        return 0
    if n == 0 and not match.has("this") and is_before and direction(match) in ("past", "mentioned", None):
        return -1
    return n


def edge(match, timeline):
    """`zum Jahresende`, `Jahresbeginn 2024`, `zu Wochenbeginn`."""
    name, part = match["edge"].split()
    if match.has("year") and name != "Y":
        return None                                                             # `Monatsende 2024`: of which month?
    value = str(match["year"]) if match.has("year") else timeline.now and value_of(timeline.now, name)
    return value and (value, *interval(value, part))


def same(match, timeline):
    """`am selben Tag`, `am nächsten Tag`: counted from the day the text spoke of last; not `am selben Tag wie`."""
    start = timeline.last_day if match.near(1).lower != "wie" else None
    found = start and shift(start, "D", int(match.pattern.argument))
    return found.isoformat() if found else "XXXX-XX-XX"


def same_year(match, timeline):
    """`im selben Jahr`, `im Folgejahr`: counted from the year the text named last."""
    return f"{timeline.year + int(match.pattern.argument):04}" if timeline.year else "XXXX"


# ---------------------------------------------------------------- times of day
def day_of(match, timeline):
    """The day of a time: named right behind it (`14.30 Uhr am Samstag`), today in a ticker (`11.20 Uhr: ...`), else that the text spoke of last."""
    pieces, i = match.pieces, match.end
    while i < len(pieces) and i < match.end + 2 and (pieces[i].lower == "am" or pieces[i].classes.keys() & {"comma", "det", "bar"}):
        i += 1
    if i < len(pieces) and pieces[i].classes.keys() & {"weekday", "day", "fulldate", "daymonth", "isodate"} and "'uhr'" not in pieces[i].classes:
        _, row = first_row(pieces, i, match.sent, timeline)
        if row and row["kind"] == "date" and DAY.fullmatch(row["value"]):
            return row["value"]
    is_entry = match.start == 0 and match.pattern.resolve == "clock" and match.near(1).text in ("", ":", "|", "-", "–", "+")
    is_listed = timeline.days and timeline.sentence - timeline.days[-1][0] < 2           # under the day in a programme
    day = timeline.today if is_entry and timeline.today and not is_listed else timeline.day
    if day and is_habit(match):
        return "XXXX-XX-XX"
    return day.isoformat() if day else "XXXX-XX-XX"


def is_habit(match):
    """`Das Freibad hat immer ab 9 Uhr geöffnet`: no day is meant."""
    return any(piece.classes.keys() & {"always", "each", "weekdays"} for piece in match.pieces[:match.start])


def daypart(match, timeline):
    """`am Abend`, `ab Mittag`, `in den frühen Morgenstunden`: of the day the text spoke of last; not `bis morgen`."""
    if match.has("daypart") and not match.pieces[match.end - 1].is_capital:
        return None
    return day_of(match, timeline) + (match["daypart"] or match["dayparts"] or match["dayhours"])


def daypart_from(match, timeline):
    """`in der vergangenen Nacht`, `am nächsten Morgen`, `am selben Abend`, `am Morgen danach`."""
    word, part = match.pieces[match.start + match.has("det")].lower, match["daypart"] or match["dayhours"]
    is_told = match.has("same", "after", "'danach'", "'darauf'") or word.startswith("nächst") and part != "TNI"
    if is_told:
        start, n = timeline.last_day, 0 if match.has("same") else 1
    else:
        start, n = timeline.now, -1 if match.has("last") else int(match.has("next") and part != "TNI")
    found = start and shift(start, "D", n)
    return (found.isoformat() if found else "XXXX-XX-XX") + part


def clock(match, timeline):
    """`um 19.30 Uhr`, `halb neun`, `Mitternacht`, on the day the text spoke of last; not `um 2.30 Meter`."""
    if not match.has("'uhr'", "'am'", "'pm'", "colon", "midnight", "dayparts") and match.near(1).is_capital \
            and match.near(1).lower != "uhr" and not match.has("to"):
        return None
    if match.has("'am'") and match.near(1).classes:
        return None                                                             # `um 12:45 am Sonntag`
    time = "24:00" if match.has("midnight") else time_of_day(match)
    return time and f"{after_midnight(day_of(match, timeline), time, timeline)}T{time}"


def after_midnight(day, time, timeline):
    """The day of a clock time of the night to Saturday: `gegen 2.40 Uhr` is on Saturday, `gegen 23 Uhr` on Friday."""
    is_of_night = timeline.is_night and timeline.day is not None and day == timeline.day.isoformat() and time < NOON
    return shift(timeline.day, "D", 1).isoformat() if is_of_night else day


def listed_clock(match, timeline):
    """`9` in `von 9 bis 12 und 14 bis 17 Uhr`: the word stands behind the last hour."""
    for piece in match.pieces[match.end:match.end + LONGEST_LIST]:
        if piece.lower == "uhr":
            return clock(match, timeline) if match["number"] is None or match["number"] in range(25) else None
        if not piece.classes.keys() & {"clock", "to", "dash", "slash", "comma", "prep"} and piece.classes.get("number", 25) not in range(25):
            return None


def time_of_day(match):
    """HH:MM, or None if there is no such time."""
    clock = next(iter(match.values("clock", "colon")), None)
    hour, minute, *second = map(int, clock.split(":")) if clock else (*match.values("number"), 0)
    if hour not in range(25) or minute not in range(60):
        return None
    if match.has("half"):
        hour, minute = (hour - 1) % 24, 30
    if match.has("'viertel'"):
        hour, minute = (hour, 15) if match.has("'nach'") else ((hour - 1) % 24, 45)
    if hour < 12 and (match.has("'pm'") or match["dayparts"] in ("TAF", "TEV")):
        hour += 12
    if hour == 12 and match.has("'am'"):
        hour = 0
    return ":".join(f"{value:02}" for value in (hour, minute, *second))


# ---------------------------------------------------------------- lengths
def duration(match, timeline):
    """`zwei Wochen`, `ein halbes Jahr`, `drei Jahre und vier Monate`, `in den letzten Monaten`; not an age."""
    units = match.values("unit", "units", "span_unit", "span_units", "lasting_stem")
    numbers = [{"a": 1, "both": 2}.get(name) or piece.classes[name] for name, piece in match.taken if name in ("a", "both", "number")]
    if match.has("fraction"):
        numbers = [numbers[0] + float(match["fraction"])]
    if match.has("half"):
        numbers = [0.5]
    elif match.has("some") or not numbers:
        numbers = ["X"]
    if is_age(match, numbers[0], units[0]) or match.has("this") and numbers == ["X"] and match.near(-1).lower == "in":
        return None                                                             # `in diesen Tagen` is now
    value = amount(numbers[0], units[0])
    if len(units) > 1 and match.has("'und'"):
        second = amount(numbers[1], units[1])
        value += second[2:] if value.startswith("PT") and second.startswith("PT") else second[1:]
    return value, *anchored(match, numbers[0], units[0], timeline.now)


def later(match, timeline):
    """`drei Tage später`, `eine Woche darauf`: the day, month or year meant, if the text named one to count from; else the length."""
    length, name = duration(match, timeline), match["unit"] or match["units"]
    number = "X" if match.has("some") or not match.has("number", "a") else match["number"] or 1
    sign = -1 if match.has("'früher'", "'zuvor'", "'davor'") else 1
    start = timeline.last_day if name in DAYS or not timeline.year_at_hand else timeline.named
    is_compared = match.has("'früher'", "'später'") and "als" in (match.near(1).lower, match.near(2).lower)
    if length is None or number == "X" or name in CLOCK or not start or is_compared:
        return length
    found = shift(start, name, sign * number)
    return found and value_of(found, "D" if name in DAYS else name)


def lasting_years(match, timeline):
    """`achtjährige Ehe`; not `achtjähriger Junge`, whose age it is."""
    nouns = [piece.lower for piece in match.pieces[match.end:match.end + 2] if piece.is_capital][:1]
    if not nouns or not nouns[0].endswith(tuple(sorted(lexicons.words("lasting_nouns")))):
        return None
    return match["lasting_years"] or amount(match["number"], "Y")


def one_unit(match, timeline):
    """`das Jahr`, `am ersten Tag`; not `im Jahr 2024`."""
    name = match["unit"] or match["span_unit"] or "Y"
    return None if "number" in match.near(1).classes or name in CLOCK else (amount(1, name), None, None)


def clock_duration(match, timeline):
    """`3:38 Stunden`."""
    numbers = match["clock"].split(":")
    letters = "HMS" if match["units"] == "TH" else "MS"
    if len(numbers) > len(letters):
        return None
    return "PT" + "".join(f"{int(number)}{letter}" for number, letter in zip(numbers, letters)), None, None


def is_age(match, number, unit):
    """`16 Jahre alt`, `im Alter von 16 Jahren`, `mit 16 Jahren`: an age is a number, not a time."""
    before, after = match.near(-1), match.near(1)
    if "age" in after.classes or "prep" in before.classes and "age_of" in match.near(-2).classes:
        return True
    if before.lower == "von" and "age_person" in match.near(-2).classes:
        return True
    if unit == "Y" and any("age_limit" in match.near(-offset).classes for offset in range(1, AGE_LIMIT_NEAR + 1)):
        return True
    if unit != "Y" or match.has("a") or number == "X" or after.is_capital:
        return False
    if match.near(-3).lower == "zwischen":
        return number >= GROWN
    return "age_before" in before.classes or "be" in before.classes and after.text in (",", ".", ";")


def anchored(match, number, unit, now):
    """The interval of a duration counted from today: `vor`, `seit`, `in zwei Jahren`, `die letzten zwei Jahre`."""
    before, is_known = match.near(-1).lower, number != "X"
    if now is None:
        return None, None
    if match.near(1).lower in OF:
        return None, None                                                       # `die letzten vier Jahre seiner Amtszeit`
    if match.has("last") or before == "seit":
        return is_known and shift(now, unit, -number) or None, now
    if match.has("next"):
        return now, is_known and shift(now, unit, number) or None
    if not is_known or before not in ("vor", "in") or before == "in" and direction(match) == "past":
        return None, None
    found = shift(now, unit, -number if before == "vor" else number)
    return interval(value_of(found, unit)) if found else (None, None)


def first_number(match, timeline):
    """`zwei` in `zwei bis drei Jahre`: the unit stands behind the last number."""
    following = match.pieces[match.end:match.end + 6] + [NOTHING]
    for piece, after in zip(following, following[1:]):
        if "units" in piece.classes:
            is_between = match.near(-1).lower == "zwischen" and match["number"] >= GROWN and not after.is_capital
            return None if is_between or "age" in after.classes else (amount(match["number"], piece.classes["units"]), None, None)


# ---------------------------------------------------------------- as the lists have it
def listed(match, timeline):
    """The value that the word list gives; not `früher als`, `früher oder später`, `so bald`."""
    name = next(name for name in ("lasting", "set", "ref", "era") if match.has(name))
    if name == "ref" and (match.near(-1).lower in ("als", "oder", "so") or match.near(1).lower == "oder"
                          or match.near(1).lower == "als" and match.pieces[match.start].lower == "früher"):
        return None
    return match[name]


def these_days(match, timeline):
    """`in diesen Tagen`, `in dieser dunklen Zeit`: now, or then in a text that tells of the past."""
    return "PAST_REF" if direction(match) == "past" and match.pattern.argument == "told" or match.has("'jener'") else "PRESENT_REF"


def season_or_month(match, timeline):
    """`den ganzen Herbst über`, `das ganze Jahr hindurch`."""
    return (season if match.has("season") else month)(match, timeline) if match.has("season", "month") else (amount(1, match["unit"]), None, None)


def phrase(match, timeline):
    """The value that the pattern gives; not `zur Zeit der Römer`."""
    return None if match.near(1).lower in ("der", "des", "von") else match.pattern.argument


# ---------------------------------------------------------------- again and again
def each(match, timeline):
    """`jeden Montag`, `jedes Jahr`, `jeden zweiten Tag`."""
    if match.has("unit"):
        return amount(match["ordinal"] or match["number"] or 1, match["unit"])
    if match.has("month", "season"):
        return f"XXXX-{match['season'] or format(int(match['month']), '02')}"
    if match.has("daypart"):
        return f"XXXX-XX-XX{match['daypart']}"
    return f"XXXX-WXX-{match['weekday_daypart'] or match['weekday']}"


def after_each(match, timeline):
    """`Jahr für Jahr`, `Woche um Woche`."""
    first, second = match.values("unit")
    return amount(1, first) if first == second else None


def every(match, timeline):
    """`alle zwei Wochen`."""
    return amount(match["number"] or "X", match["units"])


def weekdays(match, timeline):
    """`montags`."""
    return f"XXXX-WXX-{match['weekdays']}"


def dayparts(match, timeline):
    """`nachts`; not `eines Abends`."""
    return None if match.near(-1).lower == "eines" else f"XXXX-XX-XX{match['dayparts']}"


def per_counted(match, timeline):
    """`80 Torten am Tag`, `dreimal in der Woche`: behind what is counted."""
    before = [match.near(-1), match.near(-2), match.near(-3)]
    is_counted = before[0].lower.endswith("mal") or any("number" in piece.classes and "year" not in piece.classes for piece in before)
    return amount(1, match["unit"] or "D") if is_counted and not match.near(1).classes.keys() & {"number", "one_of", "after"} else None


def per(match, timeline):
    """`pro Jahr`, `im Monat`; not `im Jahr nach der Wahl`, `im Jahr 2024`."""
    after = match.near(1)
    if match.has("'im'") and ((match["unit"] or match["span_unit"]) not in "YM" or after.classes.keys() & {"number", "one_of"}):
        return None
    return amount(1, match["unit"] or match["span_unit"])


RESOLVERS = {function.__name__: function for function in (
    day, day_and_time, spaced_day, listed_day, holiday, month, season, quarter, week_number, year, years, before_christ, decade, century,
    weekday, nth_weekday, counted_from, night_to, listed_night, daypart_of, relative, unit, unit_from, edge, same, same_year, daypart, daypart_from, clock,
    listed_clock, duration, later, lasting_years, one_unit, clock_duration, first_number, listed, these_days, season_or_month, phrase, each,
    after_each, every, weekdays, dayparts, per_counted, per)}
