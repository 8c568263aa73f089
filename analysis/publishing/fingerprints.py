"""Fingerprints of all that an article's rows depend on: what is the same has the same rows."""
import hashlib
import json
import os
from functools import cache
from importlib import metadata
from pathlib import Path

from ..language.engine import engine

LIBRARIES = ("spacy", "HanTa", "python-crfsuite", "onnxruntime", "tokenizers", "py3langid", "dateparser", "trafilatura", "ftfy", "pandas",
             "pyarrow")               # that make the tables
ROOMS = ("articles", "figures", "language", "lexicons", "models", "people", "sources", "tone", "pipeline.py", "tables.py")      # that do


def of_article(article, corrections):
    """A hash of an article (a dict), of the corrections that hold in it, and of what makes its rows."""
    own = [row for row in corrections if row["article_id"] in ("", article["article_id"])]
    content = json.dumps([package(), article, own], default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def package():
    """A hash of the files that make the tables, of the libraries' versions, of the engine that finds the names and of the reader's own model."""
    return of_package(engine(), os.environ.get("ANALYSIS_MODEL", ""))


@cache
def of_package(engine, model):
    found = hashlib.sha256(repr([engine, model, *(metadata.version(name) for name in LIBRARIES)]).encode())
    root = Path(__file__).parents[1]
    for file in sorted(file for room in ROOMS for file in [root / room, *(root / room).rglob("*")]):
        if file.is_file() and "__pycache__" not in file.parts:
            found.update(file.relative_to(root).as_posix().encode())
            found.update(file.read_bytes())
    return found.hexdigest()
