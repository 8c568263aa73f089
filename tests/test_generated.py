"""No sentence that the grammars can make ends a run: sixteen hundred in every run, a hundred and ninety thousand in the slow tests."""
import math
from collections import Counter

import generated
import pandas as pd
import pytest

from analysis import lexicons
from analysis.figures import dates, numbers, timex
from analysis.language import reading

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
        begin, end = row["begin"].as_unit("ns"), row["end_date"].as_unit("ns")         # as the table has them
        if begin > end:
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


def test_dates():
    read, wrong = hits(generated.dates(8))
    assert wrong == []
    assert sum(read.values()) > 500


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
    assert list(generated.dates(3)) == list(generated.dates(3))
