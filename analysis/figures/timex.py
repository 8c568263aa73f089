"""TIMEX3 values: which there are, and the days they cover.

A value is a day (2024-10-18), a week (2024-W42, its weekend 2024-W42-WE), a month (2024-10), a quarter (2024-Q4), a half
year (2024-H2), a season (2024-FA), a year (2024), a decade (202), a century (20), with a time behind a day
(2024-10-18T11:35, 2024-10-18TEV); PAST_REF and its kin cover nothing. Units are those of TIMEX3 durations: D, W, WE, M, Q,
HY, Y, DE, CE, ML, and TH, TM, TS below a day.
"""
import re
from calendar import monthrange
from datetime import date, datetime, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}        # first month
MONTHS = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS = {"D": 1, "W": 7, "WE": 7}
CLOCK = ("TH", "TM", "TS", "TQ", "TD")
PARTS = {"HY": (6, "M"), "TQ": (15, "TM"), "TD": (45, "TM")}      # half years, quarters and three quarters of an hour
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?")
REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
POINT = re.compile(r"""(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX|XXXX)
    (?:-(?:SP|SU|FA|WI|Q[1-4X]|H[12X]
         | W(?P<week>[0-9]{2}|XX)(?:-(?:WE|(?P<weekday>[1-7])))?
         | (?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?))?
    (?P<time>T(?:MO|MI|AF|EV|NI|DT|(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){0,2}|24(?::00){0,2}))?""", re.VERBOSE)
YEARS = re.compile("[0-9]{1,3}|([0-9]{4})/([0-9]{4})")         # millennium, century, decade; years
NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|X)"
DURATION = re.compile("P(?=.){}(?:T(?=.){})?".format(*("".join(f"(?:{NUMBER}{unit})?" for unit in units.split())
                                                     for units in ("ML CE DE Y Q M W WE D", "H M S"))))
LEAP_YEAR = 2004                                               # of 366 days and 53 weeks


def is_valid(value):
    """Whether a value is written as the standard has it, and its day, week and hour are those of a calendar.

    Dates and times as in ISO 8601, with the parts of TIMEX3: X for what is unknown, seasons (SP SU FA WI), quarters, half
    years, weekends, decades (202), centuries (20), times of day behind a day (MO MI AF EV NI DT). 24 is an hour only as
    T24:00. Durations name each unit once, the longest first (P3DT24H). A set is one of these. BC before a year, a century or
    a day is before Christ. Not here: time zones.
    """
    if value.startswith("BC"):
        return bool(re.fullmatch("BC[0-9]{2}|BC[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?", value)) and is_valid(value[2:])
    if value in REFERENCES or DURATION.fullmatch(value):
        return True
    if years := YEARS.fullmatch(value):
        return years.group(1) is None or "0000" < years.group(1) < years.group(2)
    point = POINT.fullmatch(value)
    return bool(point) and exists(**point.groupdict()) and (not point["time"] or bool(point["day"] or point["weekday"]))


def exists(year, month, day, week, weekday, **_):
    """Whether a calendar has the day or week; what is unknown (X, None) is taken to be what has most days."""
    year = LEAP_YEAR if "X" in year else int(year)
    month, day, week, weekday = (1 if name is None or "X" in name else int(name) for name in (month, day, week, weekday))
    try:
        return bool(date(year, month, day) and date.fromisocalendar(year, week, weekday))
    except ValueError:
        return False


def interval(value, part=None):
    """First and last day of a value, a clock time twice, (None, None) if it has none; `part` START, MID, END takes a third."""
    try:
        first, last = bounds(value)
    except (ValueError, OverflowError):
        return None, None
    if part is None or first is None:
        return first, last
    third = (last - first) // 3
    return {"START": (first, first + third), "MID": (first + third, last - third), "END": (last - third, last)}[part]


def bounds(value):
    """As `interval`; raises ValueError or OverflowError for days that no calendar has."""
    if match := DAY.match(value):
        year, month, day = map(int, match.group(1, 2, 3))
        if match.group(4):
            hours, minutes, seconds = (int(number or 0) for number in match.group(4, 5, 6))
            moment = datetime(year, month, day) + timedelta(hours=hours, minutes=minutes, seconds=seconds)
            return moment, moment
        return date(year, month, day), date(year, month, day)
    if match := re.fullmatch(r"([0-9]{4})-W([0-9]{2})(-WE)?", value):
        monday = date.fromisocalendar(int(match.group(1)), int(match.group(2)), 1)
        return monday + timedelta(5 if match.group(3) else 0), monday + timedelta(6)
    if match := re.fullmatch(r"([0-9]{4})/([0-9]{4})", value):
        return date(int(match.group(1)), 1, 1), date(int(match.group(2)), 12, 31)
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{2}|SP|SU|FA|WI|Q[1-4]|H[12])", value):
        return months(int(match.group(1)), match.group(2))
    if re.fullmatch(r"[0-9]{2,4}", value):
        span = 10 ** (4 - len(value))
        return date(int(value) * span, 1, 1), date(int(value) * span + span - 1, 12, 31)
    return None, None


def months(year, part):
    """First and last day of a month, quarter, half year or season."""
    if part in SEASONS:
        first, count = SEASONS[part], 3
    elif part[0] in "QH":
        count = 3 if part[0] == "Q" else 6
        first = (int(part[1]) - 1) * count + 1
    else:
        first, count = int(part), 1
    last_year, last = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    return date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1])


def shift(day, unit, n):
    """The day n units later (earlier for n < 0), None beyond the calendar; a 31st becomes the last day of the month."""
    try:
        if unit in CLOCK:
            return day
        if unit in DAYS:
            return day + timedelta(days=round(n * DAYS[unit]))
        count = day.year * 12 + day.month - 1 + round(n * MONTHS[unit])
        year, month = count // 12, count % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def value_of(day, unit):
    """The value of that stretch of the calendar - day, week, month, year - that the day lies in."""
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit in CLOCK:
        unit = "D"
    return {"D": day.isoformat(), "M": f"{day.year:04}-{day.month:02}", "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
            "HY": f"{day.year:04}-H{(day.month + 5) // 6}", "Y": f"{day.year:04}", "DE": f"{day.year // 10:03}",
            "CE": f"{day.year // 100:02}", "ML": f"{day.year // 1000:01}"}[unit]


def amount(number, unit):
    """The value of a duration: (2, W) -> P2W, (1.5, TH) -> PT1.5H, (X, M) -> PXM; half years are six months, `Viertelstunden` 15 minutes."""
    if unit in PARTS:
        times, unit = PARTS[unit]
        number = number if number == "X" else number * times
    if isinstance(number, float):
        number = f"{number:.9f}".rstrip("0").rstrip(".")
    return f"PT{number}{unit[1:]}" if unit in CLOCK else f"P{number}{unit}"
