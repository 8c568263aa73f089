"""Inputs nobody would think of: a few in every run, twenty thousand in the slow tests."""
import json
import os
import random
import subprocess
import sys
import warnings
from pathlib import Path

import fuzz_malformed
import malformed
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import escaping, project
from analysis.articles.files import SUFFIXES
from analysis.report import reading_view

HERE = Path(__file__).parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{project.ROOT}:{HERE}", "PYTHONHASHSEED": "0"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("in")


def outcome(path, content):
    path.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(fuzz_malformed.read(path))


@given(suffix=st.sampled_from(SUFFIXES), content=st.binary(max_size=300))
@settings(max_examples=100)
def test_any_bytes(folder, suffix, content):
    assert outcome(folder / f"a{suffix}", content)


@pytest.mark.thorough
@given(seed=st.integers(0, 10 ** 9))
@settings(max_examples=50)
def test_any_malformed_file(folder, seed):
    suffix, content = malformed.one(random.Random(seed))
    assert outcome(folder / f"a{suffix}", content)


@pytest.mark.thorough
@given(text=st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(malformed.WORDS + malformed.SIGNS), max_size=30).map("".join))
@settings(max_examples=40)
def test_any_text_given_as_a_table(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = analysis.analyse(pd.DataFrame({"article_id": ["a"], "text": pd.Series([text], dtype=object), "language": ["de"]}))
    read = result.articles.text[0]
    assert len(read) == len(text)
    assert all(read[row.start:row.end] == row.text for table in (result.sentences, result.numbers, result.dates, result.actors, result.statements) for row in table.itertuples())
    assert "<script" not in reading_view.show(result).data.replace(reading_view.STYLE, "")


@given(text=st.text(st.characters(), max_size=30))
@settings(max_examples=200)
def test_any_text_in_a_cell_and_in_markdown(text):
    assert len(escaping.cell(text).removeprefix("'")) == len(text) and escaping.text_of_cell(escaping.cell(text)) == escaping.cell(text).removeprefix("'")
    assert escaping.cell(text).startswith("'") or not escaping.GUARDED.match(escaping.cell(text))
    assert not set(escaping.markdown(text)) & set("<>[]*_`$|~\\\n\u202e")
    escaping.cell(text).encode(), escaping.markdown(text).encode()


@pytest.mark.slow
def test_twenty_thousand_malformed_inputs():
    ran = subprocess.run([sys.executable, str(HERE / "fuzz_malformed.py"), "20000", "1"], env=ENVIRONMENT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-3000:]
    figures = json.loads(ran.stdout)
    print(figures)
    assert figures["inputs_read"] + figures["inputs_refused"] == 20000 and figures["peak_mb"] < 1024


@pytest.mark.slow
def test_a_fuzzer_that_looks_at_the_code(tmp_path):
    for number, (suffix, content) in enumerate(malformed.inputs(300, seed=2, every=1000)):
        (tmp_path / str(number)).write_bytes(bytes([SUFFIXES.index(suffix)]) + content)
    ran = subprocess.run([sys.executable, str(HERE / "fuzz_readers.py"), "-seed=1", "-runs=30000", "-max_total_time=300", str(tmp_path)],
                         env=ENVIRONMENT, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-3000:]
