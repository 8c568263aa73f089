"""Articles are read once, however many notebooks look at them; after a change only what changed is read again."""
import subprocess
import sys

import pandas as pd
import pytest

import analysis
from analysis import project, tables
from analysis.articles.files import Refused
from analysis.language import reading
from analysis.publishing import batches, fingerprints

TEXTS = {f"a{number:02}": f"Laut Polizei kamen {number + 2} Menschen nach Köln. „Das war schön“, sagte Anna Weil." for number in range(10)}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Ten articles as files, and the place for their tables."""
    monkeypatch.setenv("OUT", str(tmp_path / "out"))
    (tmp_path / "articles").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "articles"


@pytest.fixture
def passes(monkeypatch):
    """The texts that are read, in order."""
    read, texts = reading.read, []
    monkeypatch.setattr(reading, "read", lambda text: texts.append(text) or read(text))
    return texts


def articles_in(passes):
    """How many articles were read since the last call."""
    texts = [text for text in passes if text != "Ein Satz."]
    passes.clear()
    return len(texts)


def test_each_article_is_read_once_and_then_not_again(folder, passes):
    first = analysis.load_tables(folder)
    assert articles_in(passes) == 10
    again = analysis.load_tables(folder)
    assert articles_in(passes) == 0
    whole = analysis.analyse(analysis.load_articles(folder))
    for name in tables.COLUMNS:
        pd.testing.assert_frame_equal(getattr(first, name), getattr(again, name))
        pd.testing.assert_frame_equal(getattr(first, name), getattr(whole, name), check_exact=True)


def changed(folder):
    (folder / "a04.txt").write_text("Nun ist alles anders.", encoding="utf-8")


def added_first(folder):
    (folder / "a.txt").write_text("Ein neuer Text ist da.", encoding="utf-8")


def renamed(folder):
    (folder / "a00.txt").rename(folder / "z.txt")


def removed(folder):
    (folder / "a00.txt").unlink()


def corrected(folder):
    (folder / "corrections.csv").write_text("article_id,name,is\na03,Anna Weil,Anna Weill\n", encoding="utf-8")


@pytest.mark.thorough
@pytest.mark.parametrize("change, n_read", [(changed, 1), (added_first, 1), (renamed, 1), (removed, 0), (corrected, 1)],
                         ids=["changed", "added before all others", "renamed", "removed", "a name corrected in one"])
def test_only_what_changed_is_read_again(folder, passes, monkeypatch, change, n_read):
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 3)          # so that articles move from one batch to another
    analysis.load_tables(folder)
    articles_in(passes)
    change(folder)
    found = analysis.load_tables(folder)
    assert articles_in(passes) == n_read
    monkeypatch.setenv("OUT", str(folder.parent / "fresh"))
    fresh = analysis.load_tables(folder)
    for name in tables.COLUMNS:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(fresh, name), check_exact=True)


@pytest.mark.parametrize("change", [
    pytest.param(lambda patch, tmp_path: patch.setenv("ANALYSIS_MODEL", "de_other"), id="the reader's own model"),
    pytest.param(lambda patch, tmp_path: patch.setenv("ANALYSIS_NAMES", "fast"), id="the engine that finds the names"),
    pytest.param(lambda patch, tmp_path: patch.setattr(fingerprints.metadata, "version", lambda name: "99" if name == "spacy" else "1"), id="a library"),
    *(pytest.param(lambda patch, tmp_path, file=file: touched(patch, tmp_path, file), id=file)
      for file in ("lexicons/cues.csv", "models/names_tone.csv", "figures/dates.py", "pipeline.py", "tables.py")),
])
def test_what_makes_the_rows_is_part_of_the_fingerprint(monkeypatch, tmp_path, change):
    before = fingerprints.of_article({"article_id": "a", "text": "x"}, [])
    assert fingerprints.of_article({"article_id": "a", "text": "x"}, []) == before != fingerprints.of_article({"article_id": "a", "text": "y"}, [])
    fingerprints.of_package.cache_clear()
    change(monkeypatch, tmp_path)
    after = fingerprints.of_article({"article_id": "a", "text": "x"}, [])
    monkeypatch.undo()
    fingerprints.of_package.cache_clear()
    assert after != before == fingerprints.of_article({"article_id": "a", "text": "x"}, [])


def test_an_engine_changed_in_one_session_is_noticed(monkeypatch):
    precise = fingerprints.package()
    monkeypatch.setenv("ANALYSIS_NAMES", "fast")
    assert fingerprints.package() != precise


def touched(patch, tmp_path, name):
    """As if a file of the package had one more byte."""
    real = type(tmp_path).read_bytes
    patch.setattr(type(tmp_path), "read_bytes", lambda path: real(path) + (b" " if path.as_posix().endswith(f"analysis/{name}") else b""))


def test_a_chart_or_a_style_sheet_makes_nothing_anew(monkeypatch, tmp_path):
    before = fingerprints.package()
    fingerprints.of_package.cache_clear()
    touched(monkeypatch, tmp_path, "report/measures.py")
    assert fingerprints.package() == before


def test_what_was_refused_is_told_and_tried_again(folder, passes, monkeypatch):
    whole = reading.words
    monkeypatch.setattr(reading, "words", lambda doc: {}["fault"] if "kamen 5 " in doc.text else whole(doc))
    (folder / "b.docx").write_bytes(b"x")
    with pytest.warns(UserWarning, match=r"2 thing\(s\) could not be read"):
        found = analysis.load_tables(folder)
    assert [(row.path, row.place) for row in found.articles.attrs["refused"]] == [("b.docx", ""), ("a03.txt", "a03")]
    assert all(isinstance(row, Refused) for row in found.articles.attrs["refused"])
    assert len(found.articles) == 10 and set(found.sentences.article_id) == set(TEXTS) - {"a03"}


@pytest.mark.thorough
def test_with_too_few_articles_the_sample_is_read(folder, monkeypatch):
    (folder.parent / "one").mkdir()
    (folder / "a00.txt").rename(folder.parent / "one" / "a00.txt")
    sample = analysis.load_tables(folder.parent / "one", least=2)
    assert project.invented(sample.articles) and len(sample.articles) == 16
    assert not project.invented(analysis.load_tables(folder, least=2).articles)


def test_reading_what_is_kept_needs_no_heavy_library(folder):
    analysis.load_tables(folder)
    code = (f"import sys, os, analysis; os.environ['OUT'] = {str(folder.parent / 'out')!r}; found = analysis.load_tables({str(folder)!r}); "
            "print(len(found.articles), *sorted({'spacy', 'py3langid', 'trafilatura', 'dateparser', 'distributed'} & set(sys.modules)))")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["10"]


def test_the_folder_is_named_after_the_path_and_is_not_the_project_s(folder):
    assert project.kept(folder).parent == folder.parent / "out" / ".tables" and project.kept(folder) != project.kept(folder.parent)
    assert "/.tables/" in (project.ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
