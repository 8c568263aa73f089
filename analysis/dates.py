"""Time expressions: what a text says about when, how long and how often.

One row is one expression: `kind` (date, time, duration, set), `value` (TIMEX3), the interval `begin` to `end_date`
(first and last day; the moment itself for clock times) and the rule that found it. What an expression leaves open is
filled from the day of publication, or without it from an earlier date in the text; the tense of the clause and the
preposition say whether `im Juni` is the last or the next one. A duration counted from today (`vor zwei Jahren`, `seit drei
Wochen`) keeps its length as value (P2Y, P3W) and has the time meant as interval. Vague expressions are PAST_REF,
PRESENT_REF or FUTURE_REF, or have X for the number (PXM).

What is missed: days written as words (`am dritten Mai`), events as dates (`nach der Wahl`), bare day numbers (`am 18.`),
years of one to three digits without `Jahr`. Values follow TimeML (Pustejovsky et al. 2003) as HeidelTime writes them
(Strötgen and Gertz 2013); the grammar (`date_grammar.py` and its two lists) is our own.
"""
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from dateutil.easter import easter

from . import clauses, language, lexicons
from .date_grammar import NOTHING, matches_at, pieces_of, vocabulary
from .timex import SEASONS, SECONDS, amount, days, interval, shift, value_of

FIRST_YEAR, LAST_YEAR = 1678, 2261                     # what a pandas Timestamp holds
LONGEST_LIST = 24                                      # pieces from a listed day to its month
EXPLICIT = ("year", "fulldate", "isodate")             # classes that name the year


@dataclass
class Timeline:
    """What a text's expressions are counted from: the day of publication, and the last day and year it named."""
    today: date = None
    day: date = None
    year: int = None
    paragraph: int = -1

    def move(self, value, paragraph):
        """Remember a resolved date, and its year if the text itself named it, in that paragraph."""
        first, last = days(value.split("T")[0]) if value[0].isdigit() else (None, None)
        if first and first == last:
            self.day = first
        if first and paragraph is not None:
            self.year, self.paragraph = first.year, paragraph

    @property
    def now(self):
        return self.today or self.day


def find(doc, published=None):
    """Rows start, end, kind, value, begin, end_date, rule; sorted, none overlapping."""
    today = None if published is None or pd.isna(published) else published.date()
    text, timeline, rows = doc.text, Timeline(today, today), []
    for sent in language.sentences(doc):
        pieces = pieces_of(text, sent.start_char, sent.end_char)
        i = 0
        while i < len(pieces):
            match, row = first_row(pieces, i, sent, timeline) if pieces[i].classes else (None, None)
            if row:
                rows.append(row)
                timeline.move(row["value"], sent._.paragraph if match.has(*EXPLICIT) else None)
            i = match.end if row else i + 1
    return rows


def first_row(pieces, i, sent, timeline):
    """The longest match at piece i that has a value, with its row."""
    for match in matches_at(pieces, i, sent):
        if in_compound(match):
            continue
        resolved = RESOLVERS[match.pattern.resolve](match, timeline)
        if resolved:
            return match, row_of(match, resolved)
    return None, None


def in_compound(match):
    """`Winter-Biathlon`, `NS-Vergangenheit`; lengths may stand in one (`14-Tage-Frist`)."""
    pieces, start, end = match.pieces, match.start, match.end
    if start > 1 and pieces[start - 1].text == "-" and pieces[start - 2].end == pieces[start - 1].start \
            and pieces[start - 1].end == pieces[start].start and not pieces[start - 2].classes:
        return True
    return end + 1 < len(pieces) and pieces[end].text == "-" and pieces[end].end == pieces[end + 1].start \
        and pieces[end - 1].end == pieces[end].start and pieces[end + 1].text[0].isalpha() and match.pattern.kind != "duration"


def row_of(match, resolved):
    value, begin, end = resolved if isinstance(resolved, tuple) else (resolved, *interval(resolved, match["part"]))
    return {"start": match.pieces[match.start].start, "end": match.pieces[match.end - 1].end, "kind": match.pattern.kind,
            "value": value, "begin": timestamp(begin), "end_date": timestamp(end), "rule": match.pattern.rule}


def timestamp(moment):
    """A pandas Timestamp; NaT for None and for years no Timestamp holds."""
    return pd.Timestamp(moment) if moment and FIRST_YEAR <= moment.year <= LAST_YEAR else pd.NaT


# ---------------------------------------------------------------- past or future
STRONG_PAST_IN_T = ("hielt", "trat", "bat", "riet", "galt", "bot", "stritt", "schnitt", "litt")


def is_preterite(word, lemma):
    """`kam`, `sagte`, `dachte` against `kommt`, `sagt`, `arbeiten`: by the stem of the infinitive and the ending."""
    stem = lemma.removesuffix("n").removesuffix("e")
    if word.startswith(stem):
        return word[len(stem):] in ("te", "ten", "ete", "eten")
    return word.endswith(("te", "ten") + STRONG_PAST_IN_T) or not word.endswith("t") and word != "weiß"


def tense_of(tokens):
    """past, present, future, or None without a finite verb; the first finite verb of the clause decides."""
    verb = next((token for token in tokens if token.tag_ in clauses.FINITE), None)
    if verb is None:
        return "past" if any(token.tag_ in ("VVPP", "VAPP") for token in tokens) else None
    word, lemma = verb.lower_, verb.lemma_.lower()
    if word.startswith(("war", "hatte", "wurde")) or verb.tag_ == "VVFIN" and is_preterite(word, lemma) \
            or verb.tag_ == "VMFIN" and word.endswith(("te", "ten")) and "ö" not in word and "ü" not in word:
        return "past"
    if lemma == "werden":
        return "future"
    if lemma in ("haben", "sein") and any(token.tag_ in ("VVPP", "VAPP", "VMPP") for token in tokens):
        return "past"
    return "present"


def tense_at(match):
    """The tense of the clause the expression stands in, of its sentence where the clause has no verb."""
    place = match.pieces[match.start].start
    around = next((tokens for tokens in clauses.clauses(match.sent)
                   if any(token.idx <= place < token.idx + len(token) for token in tokens)), [])
    return tense_of(around) or tense_of(match.sent)


def direction(match):
    """past, future or None where nothing tells."""
    before = match.word(-1).lower()
    if before == "seit":
        return "past"
    if before == "vom":
        return None
    tense = tense_at(match)
    if before in ("ab", "bis") and tense != "past":
        return "future"
    return tense


AGAINST_TENSE = 20      # so many times farther away is a date on the side that the tense does not point to


def pick(values, now, towards):
    """The value of the series that is meant: the nearest, on the side that the tense points to."""
    def cost(value):
        first, last = days(value)
        if first <= now <= last:
            return 0
        if last < now:
            return (now - last).days * {"future": AGAINST_TENSE, "present": 1.5}.get(towards, 1)
        return (first - now).days * (AGAINST_TENSE if towards == "past" else 1)
    return min(values, key=cost)


def in_some_year(match, timeline, write):
    """The value `write(year)` of the year that is meant; XXXX where no date is known."""
    towards = direction(match)
    if timeline.year and towards == "past" and timeline.paragraph == match.sent._.paragraph:
        if timeline.now is None or timeline.year < timeline.now.year:
            return write(timeline.year)
    if timeline.now is None:
        return write(timeline.year) if timeline.year else "XXXX" + write(2000)[4:]
    years = range(max(1, timeline.now.year - 1), min(9998, timeline.now.year + 1) + 1)
    values = [value for value in map(write, years) if days(value)[0]]
    return pick(values, timeline.now, towards) if values else None


def offset(match):
    """How many units away `dieses`, `vergangene`, `nächste` is."""
    if match.has("before"):
        return int(match["before"])
    return -1 if match.has("last") else 1 if match.has("next") else 0


# ---------------------------------------------------------------- days, months, seasons, years
def day(match, timeline):
    """`18. Oktober 2024`, `18.10.2024`, `18. Oktober`; with a clock time `Oct 18, 2024 at 11:35 AM`."""
    if match.pattern.rule == "spaced_date":
        month, number = match["number"], match["day"]
        return calendar_day(match, timeline, month, number) if month in range(1, 13) else None
    if match["isodate"]:
        return match["isodate"] if days_or_none(match["isodate"]) else None
    if match["fulldate"]:
        return "{:04}-{:02}-{:02}".format(*match["fulldate"])
    if match.has("month_short") and not match["year"] and match.word(1)[:1].isupper():
        return None
    month, number = match["daymonth"] or (int(match["month"] or match["month_short"]), match["day"])
    value = calendar_day(match, timeline, month, number)
    return f"{value}T{hours(match)}" if value and match["clock"] else value


def days_or_none(value):
    try:
        return days(value)
    except ValueError:
        return None


def calendar_day(match, timeline, month, number, year=None):
    year = year or match["year"]
    def write(year):
        return f"{year:04}-{month:02}-{number:02}"
    if not days_or_none(write(2000)):
        return None
    if year:
        return write(year) if days_or_none(write(year)) else None
    if (month, number) == (2, 29):
        return None
    return in_some_year(match, timeline, write)


def listed_day(match, timeline):
    """`18.` in `18. und 19. Dezember`: the month stands behind the last day."""
    following = match.pieces[match.end:match.end + LONGEST_LIST] + [NOTHING]
    for piece, after in zip(following, following[1:]):
        if "month" in piece.classes:
            return calendar_day(match, timeline, int(piece.classes["month"]), match["day"], after.classes.get("year"))
        if "fulldate" in piece.classes:
            year, month, _ = piece.classes["fulldate"]
            return calendar_day(match, timeline, month, match["day"], year)
        if "daymonth" in piece.classes:
            return calendar_day(match, timeline, piece.classes["daymonth"][0], match["day"])
        if not piece.classes.keys() & {"day", "dot", "comma", "to", "slash", "dash", "in_the", "since"}:
            return None


def month(match, timeline):
    """`Juni 2024`, `Anfang Juni`, `im Juni des vergangenen Jahres`; a bare month only where no name can stand."""
    number = int(match["month"] or match["month_short"])
    if match["year"]:
        return f"{match['year']}-{number:02}"
    if match.has("this", "last", "next", "before", "relative"):
        n = int(match["relative"][1:]) if match.has("relative") else offset(match)
        if match.has("relative") and match["relative"][0] != "Y" or timeline.now is None:
            return None
        return f"{timeline.now.year + n:04}-{number:02}"
    if is_name(match):
        return None
    return in_some_year(match, timeline, lambda year: f"{year:04}-{number:02}")


def is_name(match):
    """`August Macke`, `Herr Mai`."""
    before, after = match.before, match.word(1)
    if match.has("part") or before and before.classes.keys() & {"in_the", "from"}:
        return False
    return after[:1].isupper() or match.start > 1 and before.text[0].isupper() and not before.classes


def season(match, timeline):
    code = match["season"] or match["seasons"]
    if match["year"]:
        return f"{match['year']}-{code}"
    if match.has("last", "next") and timeline.now:
        values = [f"{timeline.now.year + n:04}-{code}" for n in (-1, 0, 1)]
        return [v for v in values if days(v)[1] < timeline.now][-1] if match.has("last") else \
            [v for v in values if days(v)[0] > timeline.now][0]
    return in_some_year(match, timeline, lambda year: f"{year:04}-{code}")


def quarter(match, timeline):
    """`im dritten Quartal`, `im ersten Halbjahr 2024`."""
    number = match["day"] or int(match["ordinal"])
    letter = "Q" if any("quartal" in name for name, _ in match.taken) else "H"
    if number > (4 if letter == "Q" else 2):
        return None
    if match["year"]:
        return f"{match['year']}-{letter}{number}"
    if match.has("this", "last", "next"):
        return f"{timeline.now.year + offset(match):04}-{letter}{number}" if timeline.now else None
    return in_some_year(match, timeline, lambda year: f"{year:04}-{letter}{number}")


def year(match, timeline):
    """`2024`, `Anfang 2024`, `Jahr 578`; not a number that counts (`2000 Menschen`)."""
    if match["number"] is not None:
        return f"{match['number']:04}" if isinstance(match["number"], int) and 1 <= match["number"] < 2100 else None
    return str(match["year"]) if len(match.taken) > 1 or is_year(match) else None


def is_year(match):
    """Whether four digits name a year: no sign or unit beside them, and nothing behind them that they count.

    Before a noun or adjective only `2014` and its like is a year, not `2000` or `1450`.
    """
    number, before, after = match["year"], match.before, match.after
    if before and ("not_year" in before.classes or before.text in "$€£§#+=<>%&*x×"):
        return False
    if after and (after.text in "%°€$£'’x×" or after.text == "er" and after.start == match.pieces[match.end - 1].end):
        return False
    beyond = match.pieces[match.end + 1:match.end + 3]
    if after and after.text == "/" and beyond and "number" in beyond[0].classes and "year" not in beyond[0].classes:
        return False
    if after and after.text in ("bis", "und", "oder") and len(beyond) == 2 and "number" in beyond[0].classes:
        counted = beyond[1].text[0].isupper()
    elif before and before.classes.keys() & {"since", "in_the"}:
        counted = bool(after) and after.text[0].isupper()
    else:
        counted = bool(after) and (after.text[0].isupper() or tag_after(match) in ("ADJA", "CARD", "NN"))
    return not counted or number % 50 != 0 and (1900 <= number < 2060 or follows_year(match))


def follows_year(match):
    """`1887` in `zwischen 1869 und 1887`."""
    return match.start > 1 and "to" in match.before.classes and "year" in match.pieces[match.start - 2].classes


def tag_after(match):
    if match.end == len(match.pieces):
        return ""
    place = match.pieces[match.end].start
    return next((token.tag_ for token in match.sent if token.idx <= place < token.idx + len(token)), "")


def years(match, timeline):
    """`2013/14`, `1914-18`."""
    first, last = match["year"], match["number"]
    start, end = match.pieces[match.start].start, match.pieces[match.end - 1].end
    slash = match.has("slash")
    if end - start != 7 or last <= first % 100 or slash and last - first % 100 > 10:
        return None
    return f"{first}/{first - first % 100 + last}"


def decade(match, timeline):
    if match.has("decade", "decade_years"):
        return match["decade"] or match["decade_years"]
    number = match["year"] or match["number"]
    if number % 10 or not (20 <= number <= 90 or match["year"]):
        return None
    return str(number // 10 if match["year"] else 190 + number // 10)


def century(match, timeline):
    return f"{(match['day'] or int(match['ordinal'])) - 1:02}"


def holiday(match, timeline):
    """A feast day; the second of `2. Weihnachtstag` is the day after."""
    entry, nth = lexicons.table("holidays", "name")[match["holiday"]], (match["day"] or 1) - 1
    def write(year):
        return (feast(entry, year) + timedelta(nth)).isoformat()
    return write(match["year"]) if match["year"] else in_some_year(match, timeline, write)


def feast(entry, year):
    if entry["reckoned"] == "easter":
        return easter(year) + timedelta(int(entry["value"]))
    if entry["reckoned"] == "advent":
        christmas = date(year, 12, 25)
        return christmas - timedelta(christmas.isoweekday() + 21 - int(entry["value"]))
    return date.fromisoformat(f"{year:04}-{entry['value']}")


# ---------------------------------------------------------------- counted from a day
def weekday(match, timeline):
    """`am Montag`, `vergangenen Montag`, `Montag voriger Woche`, `am Montagabend`."""
    wanted = match["weekday_daypart"] or match["weekday"] + (match["daypart"] or "")
    number, part = int(wanted[0]), wanted[1:]
    if timeline.now is None:
        return f"XXXX-WXX-{number}{part}"
    now = timeline.now
    if match.has("'woche'"):
        found = shift(now, "D", offset(match) * 7 + number - now.isoweekday())
    else:
        ahead = (number - now.isoweekday()) % 7
        forward = match.has("next") or not match.has("last") and direction(match) in ("future", "present")
        if forward:
            found = shift(now, "D", ahead or (7 if match.has("next") else 0))
        else:
            found = shift(now, "D", (ahead or 7) - 7 if ahead or not match.has("last") else -7)
            if not ahead and not match.has("last"):
                found = now
    return found and found.isoformat() + part


def night_to(match, timeline):
    """`in der Nacht zum Sonntag` begins on Saturday."""
    sunday = weekday(match, timeline)[:10]
    if match["daypart"] != "TNI" or not sunday[0].isdigit():
        return None
    eve = shift(date.fromisoformat(sunday), "D", -1)
    return eve and f"{eve.isoformat()}TNI"


def daypart(match, timeline):
    """`am Abend`: of the day the text spoke of last."""
    of_day = timeline.day.isoformat() if timeline.day else "XXXX-XX-XX"
    return of_day + (match["daypart"] or match["dayparts"] or match["dayhours"])


def relative(match, timeline):
    """`gestern`, `heute Abend`, `heuer`, `im Vorjahr`."""
    counted = match["relative"] or vocabulary()[match.pieces[match.end - 1].text.lower()]["relative"]
    unit, n = counted[0], int(counted[1:])
    before = match.word(-1)
    if match.pieces[match.start].text == "Morgen" and before[:1].isalpha():
        return None
    if timeline.now is None:
        return "PRESENT_REF" if n == 0 else "PAST_REF" if n < 0 else "FUTURE_REF"
    found = shift(timeline.now, unit, n)
    part = match["daypart"] or match["dayparts"] or ("TMO" if match.has("early") else "")
    return found and value_of(found, unit) + part


def unit(match, timeline):
    """`vergangene Woche`, `Ende nächsten Jahres`, `Anfang der Woche`, `am Wochenende`."""
    name = match["unit"] or match["span_unit"] or "WE"
    if name in SECONDS or name == "D" or timeline.now is None:
        return None
    n = offset(match)
    if name == "WE":
        n = weekend(match, timeline.now, n)
    found = shift(timeline.now, name, n)
    return found and value_of(found, name)


def weekend(match, now, n):
    """How many weeks away a weekend is: the next one is still this week's until Friday."""
    if n == 1 and now.isoweekday() < 6:
        return 0
    if n == 0 and not match.has("this"):
        return -1 if now.isoweekday() < 6 and direction(match) in ("past", None) else 0
    return n


def edge(match, timeline):
    """`zum Jahresende`, `Jahresbeginn 2024`."""
    unit, part = match["edge"].split()
    if match["year"]:
        value = str(match["year"])
    else:
        value = timeline.now and value_of(timeline.now, unit)
    return value and (value, *interval(value, part))


def week_number(match, timeline):
    """`KW 11`."""
    number = match["number"]
    if not isinstance(number, int) or not 1 <= number <= 52:
        return None
    return in_some_year(match, timeline, lambda year: f"{year:04}-W{number:02}")


def same(match, timeline):
    """`am selben Tag`, `am nächsten Tag`: counted from the day the text spoke of last."""
    found = timeline.day and shift(timeline.day, "D", int(match.pattern.argument))
    return found.isoformat() if found else "XXXX-XX-XX"


def same_unit(match, timeline):
    """`im selben Jahr`, `im folgenden Jahr`."""
    if not timeline.year:
        return "XXXX"
    return f"{timeline.year + int(match.pattern.argument):04}"


def hours(match):
    """The clock time as HH:MM."""
    clock = match["clock"] or match["colon"]
    if clock is None:
        numbers = match.values("number")
        if not all(isinstance(n, int) for n in numbers) or not 0 <= numbers[0] <= 24 or numbers[1:] and numbers[1] > 59:
            return None
        clock = f"{numbers[0]:02}:{numbers[1] if numbers[1:] else 0:02}"
    hour, rest = int(clock[:2]), clock[2:]
    if match.has("half"):
        hour, rest = (hour - 1) % 24, ":30"
    if (match.has("'pm'") or match["dayparts"] in ("TAF", "TEV")) and hour < 12:
        hour += 12
    return f"{hour:02}{rest}"


def clock(match, timeline):
    """`um 19.30 Uhr`, `halb neun`, `Mitternacht`, on the day the text spoke of last."""
    of_day = timeline.day.isoformat() if timeline.day else "XXXX-XX-XX"
    if match.has("midnight"):
        return f"{of_day}T24:00"
    if not match.has("'uhr'", "'am'", "'pm'", "colon") and match.word(1)[:1].isupper() and match.word(1).lower() != "uhr":
        return None
    time = hours(match)
    return time and f"{of_day}T{time}"


# ---------------------------------------------------------------- lengths
LENGTHS = ("unit", "units", "span_unit", "span_units", "lasting_stem", "'stunden'", "'minuten'")


def duration(match, timeline):
    """`zwei Wochen`, `ein halbes Jahr`, `drei Jahre und vier Monate`, `in den letzten Monaten`; not an age."""
    units = [piece.classes.get("units") or piece.classes[name] for name, piece in match.taken if name in LENGTHS]
    numbers = [1 if name == "a" else piece.classes[name] for name, piece in match.taken if name in ("a", "number")]
    if match.has("half"):
        numbers = [0.5]
    if match.has("some") or not numbers:
        numbers = ["X"]
    if is_age(match, units[0]):
        return None
    if match["clock"]:
        hour, minute = match["clock"].split(":")[:2]
        return (f"PT{int(hour)}H{int(minute)}M" if units[0] == "TH" else f"PT{int(hour)}M{int(minute)}S"), None, None
    value = amount(numbers[0], units[0])
    if len(units) > 1 and len(numbers) > 1:
        second = amount(numbers[1], units[1])
        value += second.replace("P", "").replace("T", "") if "T" in value else second[1:]
    return value, *anchored(match, numbers[0], units[0], timeline.now)


AGES = ("alt", "alte", "alten", "alter", "altes", "jung", "älter", "ältere", "älteren", "jünger", "jüngere", "jüngeren")


GROWN = 14                # `zwischen 14 und 20 Jahren` is an age, `zwischen zwei und drei Jahren` a time


def is_age(match, unit):
    """`16 Jahre alt`, `im Alter von 16 Jahren`, `mit 16 Jahren`: an age is a number, not a time."""
    before, after = match.word(-1).lower(), match.word(1)
    if after.lower() in AGES:
        return True
    if unit == "Y" and match.has("number") and before in ("mit", "ab", "unter"):
        return not after[:1].isupper()
    if unit == "Y" and match.has("number") and before in ("ist", "war", "sind", "waren", "wurde"):
        return after[:1] in ",.;"
    if match.word(-3).lower() == "zwischen" and match.has("number"):
        return match["number"] >= GROWN and not after[:1].isupper()
    return before == "von" and match.word(-2).lower() in ("alter", "lebensalter")


def anchored(match, number, unit, now):
    """The interval of a duration that is counted from today: `vor`, `seit`, `in zwei Jahren`, `die letzten zwei Jahre`."""
    before = match.word(-1).lower()
    if now is None or unit in SECONDS:
        return None, None
    if match.has("last") or before == "seit":
        return shift(now, unit, -number) if number != "X" else None, now
    if match.has("next"):
        return now, shift(now, unit, number) if number != "X" else None
    if number == "X" or before not in ("vor", "in") or before == "in" and tense_at(match) == "past":
        return None, None
    found = shift(now, unit, -number if before == "vor" else number)
    value = found and value_of(found, unit)
    return days(value) if value else (None, None)


def first_number(match, timeline):
    """`zwei` in `zwei bis drei Jahre`: the unit stands behind the last number."""
    for i, piece in enumerate(match.pieces[match.end:match.end + 5], match.end):
        if "units" in piece.classes:
            after = match.pieces[i + 1].text if i + 1 < len(match.pieces) else ""
            between = match.word(-1).lower() == "zwischen" and match["number"] >= GROWN and not after[:1].isupper()
            return None if after in AGES or between else (amount(match["number"], piece.classes["units"]), None, None)


def constant(match, timeline):
    """The value that the word list gives."""
    name = next(name for name in ("lasting", "set", "ref", "era") if match.has(name))
    if name == "ref" and (match.word(1).lower() in ("als", "oder") or match.word(-1).lower() in ("als", "oder", "so")):
        return None
    return match[name], None, None


def phrase(match, timeline):
    """The value that the pattern gives; not `zur Zeit der Römer`."""
    if match.word(1).lower() in ("der", "des", "von"):
        return None
    return match.pattern.argument, None, None


# ---------------------------------------------------------------- again and again
def each(match, timeline):
    """`jeden Montag`, `jedes Jahr`, `jeden zweiten Tag`."""
    if match.has("unit"):
        return amount(int(match["ordinal"] or match["number"] or 1), match["unit"])
    if match.has("month"):
        return f"XXXX-{int(match['month']):02}"
    if match.has("season"):
        return f"XXXX-{match['season']}"
    if match.has("daypart"):
        return f"XXXX-XX-XX{match['daypart']}"
    wanted = match["weekday_daypart"] or match["weekday"]
    return f"XXXX-WXX-{wanted}"


def every(match, timeline):
    return amount(match["number"] if match.has("number") else "X", match["units"])


def weekdays(match, timeline):
    return f"XXXX-WXX-{match['weekdays']}"


def at_daypart(match, timeline):
    """`nachts`: every night."""
    return None if match.word(-1).lower() == "eines" else f"XXXX-XX-XX{match['dayparts']}"


NOT_EVERY = ("nach", "vor", "der", "des", "zuvor", "danach", "davor", "darauf")


def per(match, timeline):
    """`pro Jahr`, `im Monat`; not `im Jahr nach der Wahl`."""
    after = match.word(1).lower()
    if match.has("'im'") and (match["unit"] not in "YM" or after[:1].isdigit() or after in NOT_EVERY):
        return None
    return amount(1, match["unit"])


RESOLVERS = {function.__name__: function for function in (
    day, listed_day, month, season, quarter, year, years, decade, century, holiday, weekday, night_to, daypart, relative,
    unit, edge, week_number, same, same_unit, clock, duration, first_number, constant, phrase, each, every, weekdays, at_daypart, per)}
