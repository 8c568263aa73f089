"""No sentence that the grammars can make ends a run: a thousand in every run, a hundred and thirty thousand in the slow tests."""
import math
from collections import Counter
from itertools import islice

import generated
import pandas as pd
import pytest

from analysis import lexicons
from analysis.figures import dates, numbers, timex
from analysis.language import reading

N_DAYS = len(generated.every_day())
N_NUMBERS = 30_000


def problem(rows, text):
    """Why the rows cannot be right, "" if they can."""
    spans = [(row["start"], row["end"]) for row in rows]
    if spans != sorted(spans) or any(start < end for (start, _), (_, end) in zip(spans[1:], spans)):
        return "spans overlap"
    if not all(0 <= start < end <= len(text) and text[start:end] == text[start:end].strip() for start, end in spans):
        return "a span is no text"
    return ""


def dates_problem(text, day):
    """The rules of the rows, and what is wrong with the rows, "" if nothing is."""
    rows = dates.find(reading.read(text), day and pd.Timestamp(day))
    wrong = problem(rows, text)
    for row in rows:
        if not timex.is_valid(row["value"]):
            wrong = f"no calendar has {row['value']}"
        if pd.notna(row["begin"]) and pd.notna(row["end_date"]) and row["begin"] > row["end_date"]:
            wrong = f"{row['value']} ends before it begins"
    return {row["rule"] for row in rows}, wrong


def numbers_problem(text):
    rows = numbers.find(reading.read(text))
    reversed_ends = [row for row in rows if not (row["low"] <= row["value"] <= row["high"] or math.isnan(row["value"]))]
    return problem(rows, text) or ("value outside its ends" if reversed_ends else "")


def run(cases, check):
    """The cases that raise or come out wrong, as texts."""
    wrong = []
    for case in cases:
        try:
            found = check(*case)
        except Exception as error:
            found = repr(error)
        wrong += [f"{case}: {found}"] if found else []
    return wrong


def hits(cases):
    """(patterns' rules that their own sentence was read with, what is wrong)."""
    read = Counter()
    def check(text, day, rule):
        rules, wrong = dates_problem(text, day)
        read[rule] += rule in rules
        return wrong
    return read, run(cases, check)


def sample(cases, step):
    """Every pattern with another few days of the calendar, its ends among them."""
    return (case for n, case in enumerate(cases) if n % step == 0 or n % N_DAYS == n // N_DAYS % len(generated.ENDS))


def test_dates():
    read, wrong = hits(sample(generated.dates(), step=171))
    assert wrong == []
    assert sum(read.values()) > 400


def test_numbers():
    assert run(((text,) for text in generated.numbers(500)), numbers_problem) == []


@pytest.mark.slow
def test_every_pattern_on_every_day():
    read, wrong = hits(generated.dates())
    assert wrong == []
    assert [row["rule"] for row in lexicons.rows("date_patterns") if not read[row["rule"]]] == []


@pytest.mark.slow
def test_many_numbers():
    assert run(((text,) for text in generated.numbers(N_NUMBERS)), numbers_problem) == []


def test_generated_sentences_are_the_same_in_every_run():
    assert list(generated.numbers(50)) == list(generated.numbers(50))
    assert [text for text, *_ in islice(generated.dates(), 3000, 3010)] == [text for text, *_ in islice(generated.dates(), 3000, 3010)]
