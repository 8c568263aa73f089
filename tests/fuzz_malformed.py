"""`python tests/fuzz_malformed.py N SEED`: read N malformed inputs (`malformed.py`) and analyse what could be read, in at most 1 GB
and 10 seconds an input. Prints the figures as JSON; dies where an input is neither read nor refused by name."""
import faulthandler
import json
import logging
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path

import malformed
import pandas as pd

from analysis import pipeline, tables
from analysis.articles.files import Noted, Refused, read_each

MEMORY, SECONDS = 2 ** 30, 10
LONGEST = 20_000               # characters of a text that is analysed here


def main(n, seed):
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    logging.disable()
    counts, slowest, began = Counter(), 0.0, time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        for number, (suffix, content) in enumerate(malformed.inputs(n, seed)):
            path = Path(folder) / f"{number}{suffix}"
            path.write_bytes(content)
            faulthandler.dump_traceback_later(SECONDS * 6, exit=True)      # of the clock, which others may hold up
            started = time.process_time()
            counts.update(read(path))
            slowest = max(slowest, time.process_time() - started)
            assert slowest < SECONDS, (number, suffix, slowest)
            path.unlink()
    print(json.dumps({"inputs": n, **counts, "seconds": round(time.process_time() - began), "slowest": round(slowest, 1),
                      "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def read(path):
    """What became of an input, as words to count."""
    found = list(read_each(path))
    assert found, path
    for row in found:
        if isinstance(row, (Refused, Noted)):
            assert row.path == path.name and row.reason, row
            str(row).encode()
            yield type(row).__name__.lower()
        else:
            yield "read"
            if len(row["text"]) <= LONGEST:
                analyse(row)
                yield "analysed"
    yield "inputs_read" if any(isinstance(row, dict) for row in found) else "inputs_refused"


def analyse(row):
    """The tables of one article, each row at its place."""
    result = pipeline.analyse(pd.DataFrame([row]))
    read = result.articles.text[0]
    assert read == row["text"]
    for name in tables.COLUMNS:
        table = getattr(result, name)
        table.to_csv(index=False).encode()
        text = result.articles.title[0] if name == "headlines" else read
        if "start" in table:
            assert all(text[found.start:found.end] == found.text and found.text for found in table.itertuples()), name


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
