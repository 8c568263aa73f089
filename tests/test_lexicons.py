"""The word lists: nothing stands in them that no code reads, and no value that no code or reader knows."""
import ast
import re
from functools import cache
from pathlib import Path

import pytest

from analysis import lexicons

CODE = Path(lexicons.__file__).parents[1]
LISTS = sorted(path.stem for path in lexicons.FOLDER.glob("*.csv"))
DECIDES = {                                # columns by whose values the code decides; in brackets those that are its `else`
    "abbreviations": {"ends_sentence": {"yes"}}, "cues": {"pos": (), "takes": ()}, "country_names": {"kind": ()},
    "date_patterns": {"kind": (), "resolve": ()}, "date_words": {"class": (), "endings": ()}, "headline_words": {"kind": ()}, "hedges": {"kind": (), "match": ()},
    "holidays": {"reckoned": {"fixed"}}, "modifiers": {"bound": (), "position": ()}, "negations": {"kind": {"determiner"}},
    "number_contexts": {"role": ()}, "number_words": {"kind": ()}, "polarity": {"pos": {"adjective", "verb"}},
    "polarity_news": {"pos": {"adjective", "verb"}}, "pronouns": {"number": ()}, "role_nouns": {"form": ()}, "subjective_markers": {"kind": ()},
    "synonyms": {"person": {"own"}}, "units": {"kind": ()}, "phrase_words": {"role": ()}}
SHOWN = {"cues": ["stance"], "loaded_words": ["category"], "subjective_markers": ["kind"], "role_nouns": ["kind", "gender"]}    # for readers, as they stand


@cache
def strings():
    """All strings of the code, whole; the names of its functions, by which patterns call them; the classes patterns name."""
    found = {word for row in lexicons.rows("date_patterns") for word in re.findall(r"\w+", row["pattern"])}
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            if isinstance(node, (ast.FunctionDef, ast.keyword)):
                found.add(node.name if isinstance(node, ast.FunctionDef) else node.arg)
    return found


def values(name, column):
    """The values of a column, each word of one that lists several."""
    return {value for cell in lexicons.words(name, column) for value in (cell.split() if column == "takes" else [cell]) if value}


@pytest.mark.parametrize("name", LISTS)
def test_every_column_is_read(name):
    with open(lexicons.FOLDER / f"{name}.csv", encoding="utf-8") as file:
        columns = file.readline().strip().split(",")
    if name == "word_clusters":            # read line by line, without names of columns
        columns = columns[:1]
    assert [column for column in columns if column not in strings()] == []


@pytest.mark.parametrize("name, column", [(name, column) for name, columns in DECIDES.items() for column in columns])
def test_every_value_is_known_to_the_code(name, column):
    assert sorted(values(name, column) - strings() - set(DECIDES[name][column])) == []


@pytest.mark.parametrize("name, column", [(name, column) for name, columns in SHOWN.items() for column in columns])
def test_every_value_is_explained(name, column):
    readme = (lexicons.FOLDER / "README.md").read_text(encoding="utf-8")
    assert sorted(value for value in values(name, column) if not re.search(rf"\b{value}\b", readme)) == []


@pytest.mark.parametrize("name", [name for name in LISTS if name not in ("date_patterns", "word_clusters")])     # a grammar in order; computed
def test_no_row_stands_twice(name):
    rows = [tuple(row.values()) for row in lexicons.rows(name)]
    assert len(rows) == len(set(rows))
