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
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from dateutil.easter import easter

from .. import lexicons
from ..language import reading
from ..language.tense import tense_at
from .date_grammar import NOTHING, is_day, matches_at, pieces_of
from .timex import CLOCK, amount, interval, is_valid, shift, value_of

FIRST_YEAR, LAST_YEAR = 1678, 2261      # what a pandas Timestamp holds
LONGEST_LIST = 24                       # pieces from a listed day to its month
RARE = 8                                # years: 1896 and 1904 had a 29 February, the years between had none
LONGEST_FEAST = 3                       # days
GROWN = 14                              # `zwischen 14 und 20 Jahren` is an age, `zwischen zwei und drei Jahren` a time


@dataclass
class Timeline:
    """What a text's expressions are counted from: the day of publication, the last day it named, and the last year."""
    today: date = None
    day: date = None
    year: int = None                    # of the last date written with its year
    named_in: int = -1                  # the sentence of that date
    sentence: int = 0                   # the sentence that is read

    @property
    def now(self):
        return self.today or self.day

    @property
    def year_at_hand(self):
        """The year that this sentence or the one before named."""
        return self.year if self.sentence - self.named_in < 2 else None

    def move(self, value, has_year):
        """Remember a resolved date."""
        first, last = interval(value.split("T")[0])
        if first and first == last:
            self.day = first
        if first and has_year and len(value) >= len("2024"):
            self.year, self.named_in = first.year, self.sentence


def find(doc, published=None):
    """Rows start, end, kind, value, begin, end_date, rule; sorted, none overlapping."""
    today = None if published is None or pd.isna(published) else published.date()
    text, timeline, rows = reading.words(doc).text, Timeline(today, today), []
    for timeline.sentence, sent in enumerate(reading.sentences(doc)):
        pieces = pieces_of(text, sent.start_char, sent.end_char)
        i = 0
        while i < len(pieces):
            match, row = first_row(pieces, i, sent, timeline) if pieces[i].classes else (None, None)
            if row:
                rows.append(row)
                timeline.move(row["value"], match.has("year", "fulldate", "isodate"))
            i = match.end if row else i + 1
    return rows


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
    return {"start": match.pieces[match.start].start, "end": match.pieces[match.end - 1].end, "kind": match.pattern.kind,
            "value": value, "begin": timestamp(begin), "end_date": timestamp(end), "rule": match.pattern.rule}


def timestamp(moment):
    return pd.Timestamp(moment) if moment and FIRST_YEAR <= moment.year <= LAST_YEAR else pd.NaT


# ---------------------------------------------------------------- which of several
# How much farther away a date may seem (before today, after today) for what the sentence says about the time.
DISTANCES = {"past": (1, 20), "mentioned": (1, 3), "present": (3, 1), "future": (20, 1), None: (1, 1)}


def direction(match):
    """past, present or future; mentioned for `der Brief vom 3. Mai`; None where nothing tells."""
    before = match.near(-1).lower
    if before in ("seit", "vom"):
        return "past" if before == "seit" else "mentioned"
    tense = tense_at(match.sent, match.pieces[match.start].start)
    return "future" if before in ("ab", "bis") and tense != "past" else tense


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
    """
    now, named, towards, unknown = timeline.now, timeline.year_at_hand, direction(match), "XXXX" + write(2000)[4:]
    if now is None:
        return write(timeline.year) if timeline.year and is_valid(write(timeline.year)) else unknown
    if named and is_valid(write(named)) and (named < now.year and towards in ("past", "mentioned")
                                             or named > now.year and towards != "past"):
        return write(named)
    values = [write(year) for year in range(now.year - RARE, now.year + RARE + 1) if 1 <= year <= 9998]
    found = pick([value for value in values if interval(value)[0]], now, towards)
    return found if towards in ("past", "mentioned", "future") or days_away(found, now) <= 366 else unknown


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
    return calendar_day(match, timeline, month, number, match["year"])


def day_and_time(match, timeline):
    """`Oct 18, 2024 at 11:35 AM`."""
    value, time = day(match, timeline), time_of_day(match)
    return value and time and f"{value}T{time}"


def spaced_day(match, timeline):
    """`2. 9. 2015`."""
    return calendar_day(match, timeline, match["number"], match["day"], match["year"])


def calendar_day(match, timeline, month, number, year=None):
    if not is_day(year or 2000, month, number):
        return None

    def write(year):
        return f"{year:04}-{month:02}-{number:02}"
    return write(year) if year else in_some_year(match, timeline, write)


def listed_day(match, timeline):
    """`18.` in `18. und 19. Dezember`: the month stands behind the last day."""
    following = match.pieces[match.end:match.end + LONGEST_LIST] + [NOTHING]
    for piece, after in zip(following, following[1:]):
        if "month" in piece.classes:
            return calendar_day(match, timeline, int(piece.classes["month"]), match["day"], after.classes.get("year"))
        if "fulldate" in piece.classes:
            return calendar_day(match, timeline, piece.classes["fulldate"][1], match["day"], piece.classes["fulldate"][0])
        if "daymonth" in piece.classes:
            return calendar_day(match, timeline, piece.classes["daymonth"][0], match["day"])
        if not piece.classes.keys() & {"day", "dot", "comma", "to", "slash", "dash", "prep_the", "prep", "det"}:
            return None


def holiday(match, timeline):
    """`Ostern`, `Heiligabend 2024`, `2. Weihnachtstag` (the day after the first)."""
    entry, nth = lexicons.table("holidays", "name")[match["holiday"]], (match["day"] or 1) - 1
    if nth >= LONGEST_FEAST:
        return None

    def write(year):
        return (feast(entry, year) + timedelta(nth)).isoformat()
    value = write(match["year"]) if match["year"] else in_some_year(match, timeline, write)
    return "XXXX-XX-XX" if value.startswith("XXXX") and entry["reckoned"] != "fixed" else value


def feast(entry, year):
    if entry["reckoned"] == "easter":
        return easter(year) + timedelta(int(entry["value"]))
    if entry["reckoned"] == "advent":
        christmas = date(year, 12, 25)
        return christmas - timedelta(christmas.isoweekday() + 21 - int(entry["value"]))
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
    return None if is_name(match) else in_some_year(match, timeline, write)


def is_name(match):
    """`August Macke`, `Theresa Mai`."""
    before = match.near(-1)
    if match.has("part") or before.classes.keys() & {"prep_the", "prep_bare"}:
        return False
    return match.near(1).is_capital or match.start > 1 and before.is_capital and not before.classes


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
    if "not_year" in before.classes or before.text in units or "counted" in after.classes or after.text in units:
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
    return not is_counted or match["year"] % 50 != 0 and (1900 <= match["year"] < 2060 or follows_year)


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
    number = match["day"] or match["ordinal"]
    return f"{number - 1:02}" if 10 < number <= 21 else None


# ---------------------------------------------------------------- counted from a day
def weekday(match, timeline):
    """`am Montag`, `vergangenen Montag`, `Montag voriger Woche`, `am Montagabend`."""
    wanted = match["weekday_daypart"] or match["weekday"] + (match["daypart"] or "")
    number, part, now = int(wanted[0]), wanted[1:], timeline.now
    if now is None:
        return f"XXXX-WXX-{number}{part}"
    ahead = (number - now.isoweekday()) % 7
    if match.has("'woche'"):
        away = offset(match) * 7 + number - now.isoweekday()
    elif match.has("next"):
        away = ahead or 7
    elif match.has("last"):
        away = ahead - 7
    else:
        away = ahead if ahead == 0 or direction(match) in ("present", "future") else ahead - 7
    found = shift(now, "D", away)
    return found and found.isoformat() + part


def night_to(match, timeline):
    """`in der Nacht zum Sonntag` begins on Saturday."""
    last, _ = interval((weekday(match, timeline) or "")[:10])
    eve = last and match["daypart"] == "TNI" and shift(last, "D", -1)
    return f"{eve.isoformat()}TNI" if eve else None


def relative(match, timeline):
    """`gestern`, `heute Abend`, `heuer`, `im Vorjahr`."""
    away = match["relative"] or match["previous"]
    unit, n = away[0], int(away[1:])
    if match.pieces[match.start].text == "Morgen" and match.near(-1).text[:1].isalpha():
        return None                                                             # `Guten Morgen`
    if timeline.now is None:
        return "PRESENT_REF" if n == 0 else "PAST_REF" if n < 0 else "FUTURE_REF"
    found = shift(timeline.now, unit, n)
    part = match["daypart"] or match["dayparts"] or ("TMO" if match.has("early") else "")
    return found and (unit == "D" or not part) and value_of(found, unit) + part


def unit(match, timeline):
    """`vergangene Woche`, `Ende nächsten Jahres`, `Anfang der Woche`, `am Wochenende`."""
    name = match["unit"] or match["span_unit"] or "WE"
    if name in CLOCK or name == "D" or timeline.now is None:
        return None
    found = shift(timeline.now, name, weekends(match, timeline.now) if name == "WE" else offset(match))
    return found and value_of(found, name)


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
    value = str(match["year"]) if match.has("year") else timeline.now and value_of(timeline.now, name)
    return value and (value, *interval(value, part))


def same(match, timeline):
    """`am selben Tag`, `am nächsten Tag`: counted from the day the text spoke of last."""
    found = timeline.day and shift(timeline.day, "D", int(match.pattern.argument))
    return found.isoformat() if found else "XXXX-XX-XX"


def same_year(match, timeline):
    """`im selben Jahr`, `im Folgejahr`: counted from the year the text named last."""
    return f"{timeline.year + int(match.pattern.argument):04}" if timeline.year else "XXXX"


# ---------------------------------------------------------------- times of day
def day_before(timeline):
    return timeline.day.isoformat() if timeline.day else "XXXX-XX-XX"


def daypart(match, timeline):
    """`am Abend`, `in den frühen Morgenstunden`: of the day the text spoke of last."""
    return day_before(timeline) + (match["daypart"] or match["dayparts"] or match["dayhours"])


def clock(match, timeline):
    """`um 19.30 Uhr`, `halb neun`, `Mitternacht`, on the day the text spoke of last; not `um 2.30 Meter`."""
    if not match.has("'uhr'", "'am'", "'pm'", "colon", "midnight") and match.near(1).is_capital and match.near(1).lower != "uhr" \
            and not match.has("to"):
        return None
    time = "24:00" if match.has("midnight") else time_of_day(match)
    return time and f"{day_before(timeline)}T{time}"


def time_of_day(match):
    """HH:MM, or None if there is no such time."""
    clock = next(iter(match.values("clock", "colon")), None)
    hour, minute, *_ = map(int, clock.split(":")) if clock else (*match.values("number"), 0)
    if hour not in range(25) or minute not in range(60):
        return None
    if match.has("half"):
        hour, minute = (hour - 1) % 24, 30
    if match.has("'viertel'"):
        hour, minute = (hour, 15) if match.has("'nach'") else ((hour - 1) % 24, 45)
    if hour < 12 and (match.has("'pm'") or match["dayparts"] in ("TAF", "TEV")):
        hour += 12
    return f"{hour:02}:{minute:02}"


# ---------------------------------------------------------------- lengths
def duration(match, timeline):
    """`zwei Wochen`, `ein halbes Jahr`, `drei Jahre und vier Monate`, `in den letzten Monaten`; not an age."""
    units = match.values("unit", "units", "span_unit", "span_units", "lasting_stem")
    numbers = [{"a": 1, "both": 2}.get(name) or piece.classes[name] for name, piece in match.taken if name in ("a", "both", "number")]
    if match.has("half"):
        numbers = [0.5]
    elif match.has("some") or not numbers:
        numbers = ["X"]
    if is_age(match, numbers[0], units[0]):
        return None
    value = amount(numbers[0], units[0])
    if len(units) > 1 and match.has("'und'"):
        second = amount(numbers[1], units[1])
        value += second[2:] if value.startswith("PT") and second.startswith("PT") else second[1:]
    return value, *anchored(match, numbers[0], units[0], timeline.now)


def one_unit(match, timeline):
    """`das Jahr`, `am ersten Tag`; not `im Jahr 2024`."""
    name = match["unit"] or match["span_unit"] or "Y"
    return None if "number" in match.near(1).classes or name in CLOCK else (amount(1, name), None, None)


def clock_duration(match, timeline):
    """`3:38 Stunden`."""
    hours, minutes, *_ = match["clock"].split(":")
    first, second = "HM" if match["units"] == "TH" else "MS"
    return f"PT{int(hours)}{first}{int(minutes)}{second}", None, None


def is_age(match, number, unit):
    """`16 Jahre alt`, `im Alter von 16 Jahren`, `mit 16 Jahren`: an age is a number, not a time."""
    before, after = match.near(-1), match.near(1)
    if "age" in after.classes or "prep" in before.classes and "age_of" in match.near(-2).classes:
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
    """The value that the word list gives; not `früher als`, `so bald`."""
    name = next(name for name in ("lasting", "set", "ref", "era") if match.has(name))
    if name == "ref" and {match.near(-1).lower, match.near(1).lower} & {"als", "oder", "so"}:
        return None
    return match[name]


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


def every(match, timeline):
    """`alle zwei Wochen`."""
    return amount(match["number"] or "X", match["units"])


def weekdays(match, timeline):
    """`montags`."""
    return f"XXXX-WXX-{match['weekdays']}"


def dayparts(match, timeline):
    """`nachts`; not `eines Abends`."""
    return None if match.near(-1).lower == "eines" else f"XXXX-XX-XX{match['dayparts']}"


def per(match, timeline):
    """`pro Jahr`, `im Monat`; not `im Jahr nach der Wahl`, `im Jahr 2024`."""
    after = match.near(1)
    if match.has("'im'") and (match["unit"] not in "YM" or after.classes.keys() & {"number", "one_of"}):
        return None
    return amount(1, match["unit"])


RESOLVERS = {function.__name__: function for function in (
    day, day_and_time, spaced_day, listed_day, holiday, month, season, quarter, week_number, year, years, decade, century,
    weekday, night_to, relative, unit, edge, same, same_year, daypart, clock, duration, one_unit, clock_duration, first_number, listed,
    phrase, each, every, weekdays, dayparts, per)}
