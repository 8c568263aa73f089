"""TIMEX3 values and the days they cover.

A value is a day (2024-10-18), a week (2024-W42, its weekend 2024-W42-WE), a month (2024-10), a quarter (2024-Q4), a half
year (2024-H2), a season (2024-FA), a year (2024), a decade (202), a century (20), with a time behind a day
(2024-10-18T11:35, 2024-10-18TEV); PAST_REF and its kin cover nothing. Units are those of TIMEX3 durations: D, W, WE, M, Q,
HY, Y, DE, CE, and TH, TM, TS below a day.
"""
import re
from calendar import monthrange
from datetime import date, datetime, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}        # first month
MONTHS = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200}
DAYS = {"D": 1, "W": 7, "WE": 7}
SECONDS = {"TH": 3600, "TM": 60, "TS": 1}


def interval(value, part=None):
    """First and last day of a value, a moment twice for a clock time, or (None, None); `part` takes a third of it."""
    match = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?", value)
    if match and match.group(4):
        moment = moment_at(match)
        return moment, moment
    first, last = days(value)
    if first is None or part not in ("START", "MID", "END"):
        return first, last
    third = (last - first) // 3
    return {"START": (first, first + third), "MID": (first + third, last - third), "END": (last - third, last)}[part]


def moment_at(match):
    year, month, day, hour, minute = map(int, match.groups())
    return datetime(year, month, day) + timedelta(hours=hour, minutes=minute)


def days(value):
    """First and last day of a value without a clock time."""
    if match := re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value):
        day = date(*map(int, match.groups()))
        return day, day
    if match := re.fullmatch(r"([0-9]{4})-W([0-9]{2})(-WE)?", value):
        monday = date.fromisocalendar(int(match.group(1)), int(match.group(2)), 1)
        return monday + timedelta(5 if match.group(3) else 0), monday + timedelta(6)
    if match := re.fullmatch(r"([0-9]{4})/([0-9]{4})", value):
        return date(int(match.group(1)), 1, 1), date(int(match.group(2)), 12, 31)
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{2}|SP|SU|FA|WI|Q[1-4]|H[12])", value):
        return months(int(match.group(1)), match.group(2))
    if re.fullmatch(r"[0-9]{2,4}", value) and int(value):
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
    return date(year, first, 1), last_of_month(year, first + count - 1)


def last_of_month(year, month):
    """The last day of a month; months from 13 on belong to the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def shift(day, unit, n):
    """The day n units later (earlier for n < 0), or None beyond the calendar; the 31st becomes the month's last day."""
    try:
        if unit in DAYS:
            return day + timedelta(days=round(n * DAYS[unit]))
        if unit in SECONDS:
            return day + timedelta(seconds=n * SECONDS[unit])
        months = day.year * 12 + day.month - 1 + round(n * MONTHS[unit])
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError, KeyError):
        return None


def value_of(day, unit):
    """The value of the unit's stretch of the calendar that the day lies in."""
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    return {"D": day.isoformat(), "M": f"{day.year:04}-{day.month:02}", "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
            "HY": f"{day.year:04}-H{(day.month + 5) // 6}", "Y": f"{day.year:04}", "DE": f"{day.year // 10:03}",
            "CE": f"{day.year // 100:02}"}.get(unit)


def amount(number, unit):
    """The value of a duration: (2, W) -> P2W, (1.5, TH) -> PT1.5H, (X, M) -> PXM; half years are months."""
    if unit == "HY":
        number, unit = number if number == "X" else number * 6, "M"
    shown = number if isinstance(number, str) else f"{number:g}" if number < 1e6 else str(int(number))
    return f"PT{shown}{unit[1:]}" if unit in SECONDS else f"P{shown}{unit}"
