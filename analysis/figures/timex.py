"""TIMEX3 values and the days they cover.

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
CLOCK = ("TH", "TM", "TS")
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?")


def interval(value, part=None):
    """First and last day of a value, a clock time twice, (None, None) if it has none; `part` START, MID, END takes a third."""
    try:
        first, last = bounds(value)
    except ValueError:
        return None, None
    if part is None or first is None:
        return first, last
    third = (last - first) // 3
    return {"START": (first, first + third), "MID": (first + third, last - third), "END": (last - third, last)}[part]


def bounds(value):
    """As `interval`; raises ValueError for days that no calendar has."""
    if match := DAY.match(value):
        year, month, day = map(int, match.group(1, 2, 3))
        if match.group(4):
            moment = datetime(year, month, day) + timedelta(hours=int(match.group(4)), minutes=int(match.group(5)))
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
    """The value of a duration: (2, W) -> P2W, (1.5, TH) -> PT1.5H, (X, M) -> PXM; half years are six months."""
    if unit == "HY":
        number, unit = number if number == "X" else number * 6, "M"
    return f"PT{number}{unit[1:]}" if unit in CLOCK else f"P{number}{unit}"
