"""`python tests/fuzz_readers.py -max_total_time=600`: atheris looks for bytes that a reader neither reads nor refuses by name.

The first byte chooses the form of the file. It stops at the first failure and leaves the input in `crash-*`; the options are libFuzzer's.
"""
import logging
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["analysis.articles", "csv", "json"]):
    from analysis.articles.files import SUFFIXES, Noted, Refused, read_each

FOLDER = tempfile.TemporaryDirectory()


def read(content):
    path = Path(FOLDER.name) / f"a{SUFFIXES[content[0] % len(SUFFIXES)] if content else '.txt'}"
    path.write_bytes(content[1:])
    found = list(read_each(path))
    assert found
    assert all(row.path == path.name and row.reason if isinstance(row, (Refused, Noted)) else row["text"].encode() and row["article_id"] for row in found)
    assert len({row["article_id"] for row in found if isinstance(row, dict)}) == sum(isinstance(row, dict) for row in found)
    path.unlink()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable()
    atheris.Setup([*sys.argv, "-rss_limit_mb=1024", "-timeout=10", "-max_len=4096"], read)
    atheris.Fuzz()
