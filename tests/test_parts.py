"""Nothing is lost when tables are written: not the articles, not what others keep in the folder, not a row of the tables."""
import argparse
import errno
import json
import multiprocessing.resource_tracker
import multiprocessing.spawn
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool

import accidents
import pandas as pd
import pytest

from analysis import __main__, output, pipeline, project, tables
from analysis.articles.files import keep_apart
from analysis.publishing import batches, compared, parts, publish

COMMAND = [sys.executable, "-m", "analysis", "tables"]
TEXTS = {f"a{number}": f"Rund {number + 12} Menschen wurden verletzt, sagte Uwe Brandt am Montag. Das Feuer sei unter Kontrolle." for number in range(5)}


ANALYSED = {}


def work(batch):
    """`batches.work`, once for the same articles: what is tested here is the writing."""
    key = batch.number, *batch.fingerprints, *(article["article_id"] for article in batch.articles)
    if key not in ANALYSED:
        ANALYSED[key] = accidents.WORK(batch)
    return ANALYSED[key]


@pytest.fixture(autouse=True)
def two_articles_a_batch(monkeypatch):
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 2)
    monkeypatch.setattr(batches, "work", work)


@pytest.fixture
def news(tmp_path):
    """A folder of five articles, and what is no article."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"Feuer\n\n{text}", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory):
    """Hash of each file of their tables."""
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "news").mkdir()
    for name, text in TEXTS.items():
        (folder / "news" / f"{name}.txt").write_text(f"Feuer\n\n{text}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(batches, "BATCH_ARTICLES", 2)
        batches.run(folder / "news", folder / "out")
    return accidents.contents(folder / "out")


def everything(folder):
    """Each file, link and folder, with a file's bytes and a link's aim."""
    return {path.relative_to(folder).as_posix(): os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
            for path in sorted(folder.rglob("*"))}


def command(**options):
    """The exit code of the command `tables`; a text if it stopped."""
    arguments = argparse.Namespace(**{"format": "parquet", "jobs": 1, "cluster": None, **options})
    try:
        return __main__.tables_command(arguments)
    except SystemExit as stopped:
        return stopped.code


def wait_for(condition, seconds=60):
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.02)


# ---------------------------------------------------------------- articles are never written over
def put(path, content="article_id,text\na,Es brennt.\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def linked(path, aim):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(aim, target_is_directory=aim.is_dir())
    return path


TOGETHER = {          # name -> (what makes it: below a folder, the articles and the output folder)
    "the same folder": lambda at: (put(at / "x/a.csv").parent, at / "x"),
    "output in the articles": lambda at: (put(at / "x/a.csv").parent, at / "x/out"),
    "output deep in the articles": lambda at: (put(at / "x/a.csv").parent, at / "x/y/z/out"),
    "output in the articles by ..": lambda at: (put(at / "x/a.csv").parent, at / "y/../x/out"),
    "output in the articles by a link": lambda at: (put(at / "x/a.csv").parent, linked(at / "y", at / "x") / "out"),
    "articles by a link": lambda at: (linked(at / "y", put(at / "x/a.csv").parent), at / "x/out"),
    "a table that would be written": lambda at: (put(at / "x/articles.csv"), at / "x"),
    "a table, with a slash": lambda at: (put(at / "x/articles.csv"), f"{at}/x/"),
    "a table, by ..": lambda at: (put(at / "x/refused.csv"), at / "x/numbers/.."),
    "a table, by a link": lambda at: (linked(at / "y.csv", put(at / "x/sentences.csv")), at / "x"),
    "a folder of parts": lambda at: (put(at / "x/numbers/a.csv").parent, at / "x"),
    "a part": lambda at: (put(at / "x/numbers/part-00000.csv"), at / "x"),
    "below a folder of parts": lambda at: (put(at / "x/numbers/y/a.csv").parent, at / "x"),
    "a folder of parts that is a link": lambda at: (put(at / "y/a.csv").parent, linked(at / "x/numbers", at / "y").parent),
}


@pytest.mark.parametrize("make", TOGETHER.values(), ids=TOGETHER)
def test_articles_in_what_is_written_are_refused_and_both_are_named(tmp_path, make):
    path, out = make(tmp_path)
    before = everything(tmp_path)
    with pytest.raises(ValueError, match="write to a(nother)? folder") as refused:
        batches.run(path, out, form="csv")
    assert str(path) in str(refused.value) and str(out) in str(refused.value)
    assert everything(tmp_path) == before


APART = {
    "articles in parts, below the output": lambda at: ([put(at / f"news/part-{number:05}.csv", f"article_id,text\na{number},Es brennt.\n") for number in range(6)][0].parent, at),
    "a file beside the tables": lambda at: (put(at / "x/news.csv"), at / "x"),
    "a file like a table in another folder": lambda at: (put(at / "x/y/articles.csv"), at / "x"),
    "a file, output beside it": lambda at: (put(at / "x/news.csv"), at / "x/out"),
    "a folder named alike": lambda at: (put(at / "news/a.csv").parent, at / "news-out"),
    "two links": lambda at: (linked(at / "y", put(at / "x/a.csv").parent), at / "out"),
}


@pytest.mark.thorough
@pytest.mark.parametrize("make", APART.values(), ids=APART)
def test_articles_beside_what_is_written_stay(tmp_path, make):
    path, out = make(tmp_path)
    before = everything(tmp_path)
    for _ in range(2):
        assert batches.run(path, out, form="csv").n_articles
        after = everything(tmp_path)
        assert {name: after.get(name, "gone") for name in before} == before


def test_another_spelling_of_a_folder_is_the_same_folder_where_the_disk_says_so(tmp_path, monkeypatch):
    path, same = put(tmp_path / "news/a.csv").parent, os.path.samefile
    (tmp_path / "NEWS").mkdir()
    keep_apart(path, tmp_path / "NEWS/out", ())
    monkeypatch.setattr(os.path, "samefile", lambda one, other: str(one).lower() == str(other).lower() or same(one, other))
    with pytest.raises(ValueError, match="NEWS/out lies in the folder with the articles"):
        keep_apart(path, tmp_path / "NEWS/out", ())


@pytest.mark.parametrize("make", [TOGETHER["output in the articles"], lambda at: (put(at / "x/data/articles.csv"), at / "x"), lambda at: (put(at / "x/figures/a.csv").parent, at / "x"),
                                  lambda at: (put(at / "x/notebooks/a.csv"), f"{at}/x/"), lambda at: (linked(at / "a.csv", put(at / "x/data/articles.csv")), at / "x"),
                                  lambda at: (put(at / "news/a.csv"), put(at / "x/data/articles.csv").parents[1]), lambda at: (put(at / "news/a.csv"), put(at / "x/figures/01.png").parents[1]),
                                  lambda at: (put(at / "news/a.csv"), put(at / "x/notebooks/01_articles.ipynb").parents[1]), lambda at: (put(at / "news/a.csv"), put(at / "x"))],
                         ids=["output in the articles", "a table", "a folder of charts", "beside notebooks", "by a link",
                              "tables of others", "charts of others", "notebooks of others", "a file"])
def test_the_notebooks_write_over_nothing_of_others(tmp_path, monkeypatch, make):
    path, out = make(tmp_path)
    before = everything(tmp_path)
    monkeypatch.setenv("SEEDS", ""), monkeypatch.setenv("OUT", "")
    monkeypatch.setattr(publish, "run", lambda: pytest.fail("it ran"))
    with pytest.raises(SystemExit) as stopped:
        __main__.run_command(argparse.Namespace(seeds=str(path), out=str(out)))
    assert str(tmp_path / "x") in stopped.value.code and everything(tmp_path) == before


# ---------------------------------------------------------------- what others keep in the folder stays
OTHERS = ["spark/part-00000-x.parquet", "numbers/part-00000-x.parquet", "numbers/part-1.parquet", "numbers/_SUCCESS", ".done/._00000.json", ".done/notes.json",
          ".done/000001.json", "articles.csv", "articles.csv.part", "tables.xlsx", "data/refused.csv", "part-00000.parquet", "claims/part-00000.parquet"]


def test_files_of_others_in_the_folder_stay(news, tmp_path, undisturbed):
    out = tmp_path / "out"
    before = {put(out / name, name): name for name in OTHERS}
    for _ in range(2):
        assert batches.run(news, out) == (5, 0, [], [])
        found = accidents.contents(out)
        assert {name: found[name] for name in undisturbed} == undisturbed
        assert {path: path.read_text(encoding="utf-8") for path in before} == before


@pytest.mark.parametrize("name, form", [("articles.csv", "csv"), ("sources.csv", "csv"), ("tables.xlsx", "xlsx"), ("refused.csv", "parquet"),
                                        ("numbers/part-00000.parquet", "parquet"), ("sources/part-00777.parquet", "parquet")])
@pytest.mark.parametrize("kind", ["file", "link", "link to nothing", "folder"])
def test_what_no_mark_names_is_not_written_over(news, tmp_path, name, form, kind):
    path = tmp_path / "out" / name
    {"file": lambda: put(path), "folder": lambda: path.mkdir(parents=True), "link": lambda: linked(path, put(tmp_path / "mine.csv")),
     "link to nothing": lambda: linked(path, tmp_path / "nothing")}[kind]()
    before = everything(tmp_path)
    with pytest.raises(ValueError, match="move .*or choose another folder") as refused:
        batches.run(news, tmp_path / "out", form=form)
    assert str(path) in str(refused.value) and str(tmp_path / "out") in str(refused.value) and everything(tmp_path) == before


@pytest.mark.thorough
def test_a_table_of_ours_is_replaced_unless_somebody_changed_it(news, tmp_path):
    out = tmp_path / "out"
    put(news / "leer.txt", "")
    batches.run(news, out, form="csv")
    first = everything(out)
    batches.run(news, out, form="csv")
    assert everything(out) == first
    (out / "actors.csv").write_text("corrected by hand")
    for form in ("parquet", "xlsx"):
        batches.run(news, out, form=form)
        assert (out / "tables.xlsx").exists() == (form == "xlsx") and not (out / "articles.csv").exists()
        assert (out / "actors.csv").read_text() == "corrected by hand"
    with pytest.raises(ValueError, match="actors.csv was not written by this program, or was changed since"):
        batches.run(news, out, form="csv")
    assert (out / "actors.csv").read_text() == "corrected by hand" and (out / "refused.csv").exists()
    (out / "actors.csv").rename(out / "mine.csv")
    (news / "leer.txt").unlink()
    batches.run(news, out, form="csv")
    assert {name: content for name, content in first.items() if name.endswith(".csv") and name != "refused.csv"} == {
        path.name: path.read_bytes() for path in out.glob("*.csv") if path.name != "mine.csv"}


def test_fewer_articles_leave_no_parts_behind_and_nothing_else_goes(news, tmp_path):
    put(tmp_path / "out/numbers/part-00002-x.parquet", "of another")
    batches.run(news, tmp_path / "out")
    for name in ("a0", "a1", "a2"):
        (news / f"{name}.txt").unlink()
    assert batches.run(news, tmp_path / "out") == (2, 0, [], [])
    assert sorted(path.name for path in (tmp_path / "out/numbers").iterdir()) == ["part-00000.parquet", "part-00002-x.parquet"]
    assert parts.Dataset(tmp_path / "out").table("articles").article_id.tolist() == ["a3", "a4"]


def test_a_notebook_that_was_changed_is_not_written_over(news, tmp_path, monkeypatch):
    monkeypatch.setenv("SEEDS", ""), monkeypatch.setenv("OUT", "")
    monkeypatch.setattr(publish, "run", lambda: publish.notebooks() and [])
    arguments, first = argparse.Namespace(seeds=str(news), out=str(tmp_path / "out")), tmp_path / "out/notebooks/01_articles.ipynb"
    assert __main__.run_command(arguments) == 0
    notebook = json.loads(first.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell.get("outputs", []).clear()                # as JupyterLab does
    first.write_text(json.dumps(notebook), encoding="utf-8")
    assert __main__.run_command(arguments) == 0
    for changed in (json.dumps({**notebook, "cells": notebook["cells"][1:]}), "half a note"):
        first.write_text(changed, encoding="utf-8")
        with pytest.raises(SystemExit, match="01_articles.ipynb was changed since this program wrote it"):
            __main__.run_command(arguments)
        assert first.read_text(encoding="utf-8") == changed


# ---------------------------------------------------------------- nothing is trusted unseen
PART = "numbers/part-00001.parquet"
DAMAGE = {
    "a part deleted": lambda out: (out / PART).unlink(),
    "a part empty": lambda out: (out / PART).write_bytes(b""),
    "a part cut off": lambda out: (out / PART).write_bytes((out / PART).read_bytes()[:-9]),
    "a part with another byte": lambda out: (out / PART).write_bytes((out / PART).read_bytes().replace(b"Menschen", b"menschen", 1)[:-1] + b"2"),
    "a part of another batch": lambda out: shutil.copy(out / "numbers/part-00000.parquet", out / PART),
    "a part that is a link to nothing": lambda out: ((out / PART).unlink(), (out / PART).symlink_to("nothing")),
    "the last part deleted": lambda out: (out / "sources/part-00002.parquet").unlink(),
    "a table deleted": lambda out: shutil.rmtree(out / "numbers"),
    "all tables deleted": lambda out: [shutil.rmtree(out / name) for name in tables.COLUMNS],
    "all deleted": lambda out: shutil.rmtree(out),
    "a mark empty": lambda out: (out / ".done/00001.json").write_bytes(b""),
    "a mark half written": lambda out: (out / ".done/00001.json").write_bytes((out / ".done/00001.json").read_bytes()[:300]),
    "a mark of zeros": lambda out: (out / ".done/00001.json").write_bytes(b"\0" * 300),
    "a mark not UTF-8": lambda out: (out / ".done/00001.json").write_bytes(b"\xff{}"),
    "a mark that is a list": lambda out: (out / ".done/00001.json").write_bytes(b"[]"),
    "a mark without parts": lambda out: (out / ".done/00001.json").write_bytes(b"{}"),
    "a mark with other parts": lambda out: (out / ".done/00001.json").write_bytes(b'{"parts": {"numbers": 7}}'),
    "a mark of an earlier version": lambda out: (out / ".done/00001.json").write_bytes(json.dumps({**json.loads((out / ".done/00001.json").read_bytes()), "parts": {}}).encode()),
    "a mark of another batch": lambda out: shutil.copy(out / ".done/00000.json", out / ".done/00001.json"),
    "all marks empty": lambda out: [path.write_bytes(b"") for path in (out / ".done").glob("[0-9]*.json")],
    "a mark beyond the end": lambda out: (out / ".done/00009.json").write_bytes(b""),
}


@pytest.mark.thorough
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_does_not_fit_its_mark_is_computed_again(news, tmp_path, undisturbed, damage):
    out = tmp_path / "out"
    batches.run(news, out)
    damage(out)
    assert batches.run(news, out) == (5, 0, [], [])
    assert accidents.contents(out) == undisturbed


def test_parts_whose_marks_are_gone_are_not_written_over(news, tmp_path):
    batches.run(news, tmp_path / "out")
    shutil.rmtree(tmp_path / "out/.done")
    before = everything(tmp_path)
    with pytest.raises(ValueError, match=r"claims.parquet was not written by this program, or was changed since; move or rename it"):
        batches.run(news, tmp_path / "out")
    for name in compared.COLUMNS:
        (tmp_path / f"out/{name}.parquet").unlink()
    before = everything(tmp_path)
    with pytest.raises(ValueError, match=r"articles/part-00000.parquet: no mark in .*\.done says that this program wrote it; move it away"):
        batches.run(news, tmp_path / "out")
    assert everything(tmp_path) == before


@pytest.mark.parametrize("content", [None, b"", b"PAR1"], ids=["deleted", "empty", "other"])
def test_no_table_is_read_of_damaged_parts(news, tmp_path, content):
    batches.run(news, tmp_path / "out")
    part = tmp_path / "out" / PART
    part.unlink() if content is None else part.write_bytes(content)
    assert len(parts.Dataset(tmp_path / "out").table("sentences"))
    with pytest.raises(ValueError, match="part-00001.parquet is missing or is not as it was written; give the command again"):
        parts.Dataset(tmp_path / "out").table("numbers")


def test_all_is_on_disk_before_it_counts(news, tmp_path, monkeypatch):
    """Each file is flushed before it is moved into place, and its folder after it: after a failure of power a name leads to all of its bytes or to none."""
    happened, fsync, replace = [], os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda opened: (happened.append(os.readlink(f"/proc/self/fd/{opened}")), fsync(opened)))
    monkeypatch.setattr(os, "replace", lambda aside, path: (happened.append((str(aside), str(path))), replace(aside, path)))
    batches.run(news, tmp_path / "out", form="csv")
    moved = [place for place, event in enumerate(happened) if isinstance(event, tuple)]
    for place in moved:
        aside, path = happened[place]
        assert happened[place - 1] == aside and happened[place + 1] == os.path.dirname(path)
    files = [happened[place][1] for place in moved]
    assert [os.path.relpath(path, tmp_path / "out") for path in files[:2]] == [".done/00000.json", "articles/part-00000.parquet"]
    assert {os.path.relpath(path, tmp_path / "out") for path in files} == {*accidents.contents(tmp_path / "out")} - {".done/lock"}


# ---------------------------------------------------------------- killed, disk full, two at once
@pytest.mark.thorough
@pytest.mark.parametrize("step", [29, pytest.param(1, marks=pytest.mark.slow)])
def test_a_run_killed_before_any_change_of_a_file_goes_on(tmp_path, step):
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(json.dumps({"article_id": name, "text": text}) + "\n" for name, text in [*TEXTS.items()][:2]) + "no article\n", encoding="utf-8")
    (tmp_path / "runs").mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(project.ROOT), os.path.dirname(__file__)])}
    done = subprocess.run([sys.executable, accidents.__file__, articles, tmp_path / "runs", str(step)], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    result = json.loads(done.stdout)
    assert result["wrong"] == [] and result["killed"] * step > 70


class Full:
    """An open file on a disk that has no more room."""

    def __init__(self, file, error):
        self.file, self.error = file, error

    def __enter__(self):
        return self

    def __exit__(self, *ended):
        self.file.close()

    def write(self, content):
        self.file.write(content[:10])
        raise self.error


@pytest.mark.thorough
@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO], ids=errno.errorcode.get)
@pytest.mark.parametrize("operation", ["mkdir", "open", "write", "fsync", "replace"])
def test_a_fault_of_the_disk_is_named_and_what_was_finished_is_kept(news, tmp_path, undisturbed, monkeypatch, fault, operation):
    out, calls = tmp_path / "out", 0
    after = {"mkdir": 0, "fsync": 2 * len(tables.COLUMNS) + 5}.get(operation, len(tables.COLUMNS) + 2)       # in the second batch
    where = (output, "open") if operation in ("open", "write") else (os, operation)
    whole = open if operation in ("open", "write") else getattr(os, operation)

    def fails(place, *arguments, **options):
        nonlocal calls
        calls += 1
        if calls > after and operation == "write":
            return Full(whole(place, *arguments, **options), OSError(fault, os.strerror(fault)))
        if calls > after:
            raise OSError(fault, os.strerror(fault), *([] if operation == "fsync" else [str(place)]))
        return whole(place, *arguments, **options)
    monkeypatch.setattr(*where, fails, raising=False)
    stopped = command(path=str(news), out=str(out))
    monkeypatch.undo()
    assert stopped.startswith(f"{out}: {os.strerror(fault)} ({out}") and stopped.endswith("give the same command again"), stopped
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 2)
    finished = parts.Dataset(out).finished(0)
    assert bool(finished) == (operation != "mkdir")
    computed = []
    monkeypatch.setattr(batches, "work", lambda batch: computed.append(batch.number) or work(batch))
    assert command(path=str(news), out=str(out)) == 0
    assert accidents.contents(out) == undisturbed and computed == ([1, 2] if finished else [0, 1, 2])


@pytest.mark.parametrize("out", ["file", "file/out", "file/../file"])
def test_a_file_is_no_folder_to_write_to(news, tmp_path, out):
    put(tmp_path / "file", "mine")
    assert "ot a " in command(path=str(news), out=str(tmp_path / out)).lower() and (tmp_path / "file").read_text() == "mine"


def test_a_second_run_into_a_folder_is_refused_and_the_first_goes_on(news, tmp_path, undisturbed):
    out, refused = tmp_path / "out", []

    def second(batch):
        for spelling in (out, tmp_path / "news/../out"):
            refused.append(command(path=str(news), out=str(spelling)))
        return work(batch)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(batches, "work", second)
        batches.run(news, out)
    assert len(refused) == 6 and set(refused) == {f"{out}: another run is writing there; wait until it has ended, or choose another folder"}
    assert accidents.contents(out) == undisturbed


def test_another_process_that_writes_is_seen_and_its_end_is_too(news, tmp_path):
    batches.run(news, tmp_path / "out")
    holds = "import fcntl, sys; lock = open(sys.argv[1], 'wb'); fcntl.flock(lock, fcntl.LOCK_EX); print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", holds, tmp_path / "out/.done/lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        assert "another run is writing there" in command(path=str(news), out=str(tmp_path / "out"))
        other.kill()
    assert command(path=str(news), out=str(tmp_path / "out")) == 0


# ---------------------------------------------------------------- an article that fails or kills takes no other with it
def lethal(folder, word, names=("a2",)):
    for name in names:
        path = folder / f"{name}.txt"
        path.write_text(path.read_text(encoding="utf-8") + f" Das war ein {word}.", encoding="utf-8")


ONE_OR_MORE = [{"jobs": 1}, {"jobs": 2}]


@pytest.mark.thorough
def test_articles_on_which_the_rules_fail_are_refused_alike_however_many_processes(news, tmp_path, undisturbed, monkeypatch):
    lethal(news, accidents.FAILS, ("a1", "a2"))
    monkeypatch.setattr(pipeline, "analyse_text", accidents.ANALYSE_TEXT)      # put back at the end
    monkeypatch.setattr(batches, "work", accidents.work)
    for options in ONE_OR_MORE:
        assert command(path=str(news), out=str(tmp_path / f"out{options['jobs']}"), **options) == 3
    assert everything(tmp_path / "out1") == everything(tmp_path / "out2")
    assert command(path=str(news), out=str(tmp_path / "out1")) == 3            # it is remembered, not tried again
    refused = pd.read_csv(tmp_path / "out1/refused.csv")
    assert refused.path.tolist() == ["a1.txt", "a2.txt"] and refused.place.tolist() == ["a1", "a2"]
    assert all("a fault of the program, ZeroDivisionError in accidents.py" in reason for reason in refused.reason)
    written = parts.Dataset(tmp_path / "out1")
    assert written.table("articles").article_id.tolist() == sorted(TEXTS)
    assert set(written.table("sentences").article_id) == {"a0", "a3", "a4"}
    assert accidents.contents(tmp_path / "out1")["numbers/part-00002.parquet"] == undisturbed["numbers/part-00002.parquet"]


@pytest.mark.slow
@pytest.mark.parametrize("killers", [("a1",), ("a0", "a1", "a4")], ids=["one", "several"])
def test_an_article_that_ends_its_process_is_found_and_the_others_are_read(news, tmp_path, undisturbed, monkeypatch, killers):
    lethal(news, accidents.KILLS, killers)
    monkeypatch.setattr(batches, "work", accidents.work)
    monkeypatch.setattr(batches, "BATCH_ARTICLES", 3)
    assert command(path=str(news), out=str(tmp_path / "out"), jobs=2) == 3
    refused = pd.read_csv(tmp_path / "out/refused.csv")
    assert refused.place.tolist() == list(killers) and set(refused.reason) == {batches.KILLED}
    written = parts.Dataset(tmp_path / "out")
    assert written.table("articles").article_id.tolist() == sorted(TEXTS)
    assert set(written.table("sentences").article_id) == set(TEXTS) - set(killers)
    for name in killers:
        (news / f"{name}.txt").unlink()
    batches.run(news, tmp_path / "without")
    pd.testing.assert_frame_equal(written.table("statements"), parts.Dataset(tmp_path / "without").table("statements"))


@pytest.mark.thorough
def test_an_article_that_ends_its_process_keeps_its_row_and_is_named(news):
    lethal(news, accidents.KILLS, ["a1"])
    done = batches.in_halves(accidents.work, next(batches.batches(news, [], [])))
    assert done.refused == [("a1.txt", "a1", batches.KILLED)]
    assert parts.from_parquet(done.parts["articles"], "articles").article_id.tolist() == ["a0", "a1"]
    assert set(parts.from_parquet(done.parts["sentences"], "sentences").article_id) == {"a0"}


def test_pieces_put_together_are_the_bytes_of_the_whole(news):
    batch = next(batches.batches(news, [], []))
    assert len(batch.articles) == 2
    assert batches.joined(batch, [accidents.WORK(batch._replace(articles=[article])) for article in batch.articles]) == accidents.WORK(batch)


def test_a_process_that_cannot_start_is_no_article_s_fault(news, monkeypatch):
    multiprocessing.resource_tracker.ensure_running()
    monkeypatch.setattr(multiprocessing.spawn, "_python_exe", os.fsencode(shutil.which("false")))
    with pytest.raises(BrokenProcessPool):
        batches.in_halves(accidents.work, next(batches.batches(news, [], [])))


@pytest.fixture
def cluster(tmp_path):
    """cluster(*options): start a worker, whose process is added to cluster.workers; cluster.scheduler listens at cluster.address."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(project.ROOT), os.path.dirname(__file__)])}
    dask, place, started = f"{os.path.dirname(sys.executable)}/dask", tmp_path / "scheduler.json", []

    def start(*command):
        started.append(subprocess.Popen([dask, *command, "--scheduler-file", place, "--no-dashboard"], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL))
        return started[-1]

    def worker(*options):
        worker.workers.append(start("worker", "--nthreads", "1", *options))
    worker.workers = []
    try:
        worker.scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0")
        wait_for(lambda: place.exists() and place.read_text().rstrip().endswith("}"))
        worker.address = json.loads(place.read_text())["address"]
        yield worker
    finally:
        for process in started:
            process.terminate()                # so that nannies take their workers with them
            process.wait()


@pytest.mark.slow
def test_a_cluster_refuses_the_same_articles(news, tmp_path, cluster, monkeypatch):
    lethal(news, accidents.FAILS, ["a1"]), lethal(news, accidents.KILLS, ["a3"])
    monkeypatch.setattr(batches, "work", accidents.work)
    cluster()
    assert command(path=str(news), out=str(tmp_path / "cluster"), cluster=cluster.address) == 3
    assert pd.read_csv(tmp_path / "cluster/refused.csv").place.tolist() == ["a1", "a3"]
    assert command(path=str(news), out=str(tmp_path / "jobs"), jobs=2) == 3
    assert everything(tmp_path / "cluster") == everything(tmp_path / "jobs")


@pytest.mark.slow
def test_batches_without_a_worker_are_computed_here(cluster, monkeypatch):
    monkeypatch.setattr(batches, "PATIENCE", 2)
    monkeypatch.setattr(batches, "joined", lambda batch, pieces: pieces[0])
    cluster("--no-nanny")
    few = [batches.Batch(number, [{}], [], "", []) for number in range(4)]
    found = batches.each(accidents.nap, few, cluster=cluster.address)
    first = next(found)
    for worker in cluster.workers:
        worker.kill()
    assert sorted([first, *found]) == [0, 1, 2, 3]


@pytest.mark.slow
def test_a_scheduler_that_is_gone_is_named(cluster):
    cluster()
    found = batches.each(accidents.nap, (batches.Batch(number, [{}], [], "", []) for number in range(100)), cluster=cluster.address)
    next(found)
    cluster.scheduler.kill()
    with pytest.raises(ConnectionError, match=f"{cluster.address} is gone; what was finished is kept"):
        list(found)
