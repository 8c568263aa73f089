"""Tables of many articles: the same, whoever computes them, in whatever order, and however often the run was killed."""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
from resampled import write

import analysis
from analysis import output, project, tables
from analysis.claims import claims, disagreements
from analysis.claims.copies import copies
from analysis.publishing import batches, parts

COMMAND = [sys.executable, "-m", "analysis", "tables"]


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """Four batches of articles."""
    return write(tmp_path_factory.mktemp("articles") / "articles.jsonl", 4 * batches.BATCH_ARTICLES - 10)


@pytest.fixture(scope="module")
def folder(articles, tmp_path_factory):
    """Where one process wrote their tables without a break."""
    folder = tmp_path_factory.mktemp("undisturbed")
    batches.run(articles, folder)
    return folder


@pytest.fixture(scope="module")
def undisturbed(folder):
    return files(folder)


@pytest.fixture(scope="module")
def result(articles):
    return analysis.analyse(analysis.load_articles(articles))


def files(folder):
    """Every file's bytes by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def wait_for(condition, seconds=60):
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.02)


def marks(folder):
    return sorted((folder / ".done").glob("[0-9]*.json")) if folder.exists() else []


# ---------------------------------------------------------------- what is written
@pytest.mark.thorough
def test_the_parts_are_what_analyse_gives(folder, result):
    for name in tables.COLUMNS:
        whole = parts.Dataset(folder).table(name)
        assert output.tidy(whole).to_csv() == output.tidy(getattr(result, name)[list(tables.COLUMNS[name])]).to_csv()


def test_a_part_without_rows_fits_the_others():
    for name in tables.COLUMNS:
        assert parts.to_parquet(tables.build(name, []), name)


@pytest.mark.thorough
def test_csv_is_what_the_notebooks_write(articles, folder, result, tmp_path):
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    batches.run(articles, tmp_path, form="csv")
    for name in tables.COLUMNS:
        written = (tmp_path / f"{name}.csv").read_text(encoding="utf-8")
        assert written == output.tidy(getattr(result, name)).to_csv(index=False, lineterminator="\n")


@pytest.mark.parametrize("out, options, message", [
    ("out", {"form": "html"}, "'html' is none of parquet, csv, xlsx"), ("out", {"jobs": 0}, "0 is less than one"),
    ("articles/out", {}, "lies in the folder with the articles")])
def test_what_cannot_be_done_is_named_and_writes_nothing(tmp_path, out, options, message):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Das ist ein Satz mit drei Zahlen.", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        batches.run(tmp_path / "articles", tmp_path / out, **options)
    assert not (tmp_path / out).exists()


def test_a_worker_with_another_version_is_named(articles):
    batch = next(batches.batches(articles, [], []))
    with pytest.raises(ValueError, match="another version"):
        batches.work(batch._replace(package="older"))


def test_batches_are_in_order_however_many(tmp_path):
    folder = parts.Dataset(tmp_path)
    with folder.alone():
        for number in (100_000, 99_999, 3):
            folder.add(number, {}, {"number": number})
    assert [(number, mark["number"]) for number, mark in folder.marks()] == [(3, 3), (99_999, 99_999), (100_000, 100_000)]


# ---------------------------------------------------------------- nothing lost
@pytest.mark.thorough
def test_refused_articles_are_listed_and_the_others_read(tmp_path):
    folder, out = tmp_path / "articles", tmp_path / "out"
    folder.mkdir()
    (folder / "good.txt").write_text("Titel\n\nDas ist ein Satz mit drei Zahlen.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    done = subprocess.run([*COMMAND, folder, "--out", out], cwd=project.ROOT, capture_output=True, text=True)
    assert done.returncode == 3, done.stderr
    assert "1 articles read; 1 refused" in done.stdout
    refused = pd.read_csv(out / "refused.csv")
    assert refused.path.tolist() == ["empty.txt"] and "empty" in refused.reason[0]
    (folder / "empty.txt").unlink()
    assert batches.run(folder, out)[:3] == (1, 0, []) and not (out / "refused.csv").exists()


@pytest.mark.thorough
def test_what_is_read_in_another_encoding_is_listed(tmp_path):
    folder, out = tmp_path / "articles", tmp_path / "out"
    folder.mkdir()
    (folder / "alt.txt").write_bytes("Ärzte fürchten um die Gesundheit der Bevölkerung, weil überall Öl ausläuft.".encode("cp1252"))
    done = subprocess.run([*COMMAND, folder, "--out", out], cwd=project.ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and "1 to be looked at, see " in done.stdout
    assert pd.read_csv(out / "notes.csv", keep_default_na=False).to_dict("records") == [{"path": "alt.txt", "place": "", "reason": "read as cp1252, not UTF-8; save it as UTF-8 to be sure"}]
    (folder / "alt.txt").write_text("Titel\n\nDas ist ein Satz mit drei Zahlen.", encoding="utf-8")
    assert batches.run(folder, out) == (1, 0, [], []) and not (out / "notes.csv").exists()


def test_foreign_articles_are_flagged_and_names_corrected(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "en.txt").write_text("Title\n\nThe minister said on Monday that the fire in the harbour was under control.", encoding="utf-8")
    (folder / "de.txt").write_text("Titel\n\nAngela Merkel sagte am Montag, das Feuer im Hafen sei unter Kontrolle.", encoding="utf-8")
    batches.run(folder, tmp_path / "out")
    (folder / "corrections.csv").write_text("name,is\nAngela Merkel,Merkel\n", encoding="utf-8")
    assert batches.run(folder, tmp_path / "out")[:3] == (2, 1, [])
    written = parts.Dataset(tmp_path / "out")
    assert pd.concat(written.parts("articles")).language.tolist() == ["de", "en"]
    assert set(pd.concat(written.parts("actors")).name) == {"Merkel"}


# ---------------------------------------------------------------- killed, changed, shared out
@pytest.mark.thorough
def test_a_killed_run_goes_on_where_it_was(articles, undisturbed, tmp_path):
    written = parts.Dataset(tmp_path)
    run = subprocess.Popen([*COMMAND, articles, "--out", tmp_path], cwd=project.ROOT, stderr=subprocess.DEVNULL)
    wait_for(lambda: written.finished(0))
    run.kill()
    run.wait()
    before = [(path, path.stat().st_mtime_ns) for number in range(4) if written.finished(number)
              for path in (written.mark_path(number), *(written.part_path(name, number) for name in tables.COLUMNS))]
    subprocess.run([*COMMAND, articles, "--out", tmp_path], cwd=project.ROOT, check=True, capture_output=True)
    assert files(tmp_path) == undisturbed
    assert all(path.stat().st_mtime_ns == then for path, then in before)


@pytest.mark.slow
def test_a_run_killed_at_forty_moments_gives_the_same_bytes(articles, undisturbed, tmp_path):
    began, moments = time.monotonic(), random.Random(40)
    command = [*COMMAND, articles, "--out", tmp_path / "out"]
    subprocess.run([*command[:-1], tmp_path / "timed"], cwd=project.ROOT, check=True, capture_output=True)
    longest = time.monotonic() - began
    for _ in range(40):
        run = subprocess.Popen(command, cwd=project.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0, longest))
        run.kill()
        assert run.wait() in (0, -signal.SIGKILL)
        if moments.random() < 0.2:             # else all is done after a few lives
            shutil.rmtree(tmp_path / "out", ignore_errors=True)
    subprocess.run(command, cwd=project.ROOT, check=True, capture_output=True)
    assert files(tmp_path / "out") == undisturbed


@pytest.mark.thorough
def test_only_batches_that_changed_are_computed_again(articles, folder, tmp_path, monkeypatch):
    shutil.copytree(folder, tmp_path / "out")
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    rows[batches.BATCH_ARTICLES + 1]["text"] += " Es gab neun Verletzte."
    changed = tmp_path / articles.name
    changed.write_text("\n".join(json.dumps(row) for row in rows[:2 * batches.BATCH_ARTICLES]), encoding="utf-8")
    computed = []
    monkeypatch.setattr(batches, "work", lambda batch, work=batches.work: computed.append(batch.number) or work(batch))
    batches.run(changed, tmp_path / "out")
    numbers = pd.concat(parts.Dataset(tmp_path / "out").parts("numbers"))
    assert (numbers[numbers.article_id == f"a{batches.BATCH_ARTICLES + 1:06}"].text == "neun").any()
    assert computed == [1] and len(marks(tmp_path / "out")) == 2


@pytest.mark.thorough
def test_two_processes_give_the_same_bytes(articles, undisturbed, tmp_path):
    batches.run(articles, tmp_path, jobs=2)
    assert files(tmp_path) == undisturbed


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(articles, undisturbed, tmp_path):
    address, bin_ = "tcp://127.0.0.1:18786", os.path.dirname(sys.executable)
    environment = {**os.environ, "PYTHONHASHSEED": "random"}

    def start(*command):
        return subprocess.Popen([f"{bin_}/dask", *command], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)

    started = [start("scheduler", "--host", "127.0.0.1", "--port", "18786", "--no-dashboard")]
    started += [start("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard") for _ in range(2)]
    try:
        out = tmp_path / "out"
        run = subprocess.Popen([*COMMAND, articles, "--out", out, "--cluster", address], cwd=project.ROOT, stderr=subprocess.DEVNULL)
        wait_for(lambda: len(marks(out)) >= 1)
        started[1].kill()
        assert run.wait(timeout=120) == 0
        assert files(out) == undisturbed
    finally:
        for process in started:
            process.kill()


# ---------------------------------------------------------------- size
def run_measured(articles, out, *options):
    """(seconds, peak memory in MB) of the command in a process of its own."""
    began = time.monotonic()
    run = subprocess.Popen([*COMMAND, articles, "--out", out, *options], cwd=project.ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(run.pid, 0)
    assert status == 0
    return time.monotonic() - began, usage.ru_maxrss / 1024


@pytest.mark.slow
def test_time_and_memory_grow_no_faster_than_the_number_of_articles(tmp_path, capsys):
    """What compares articles holds their texts and figures: some 35 KB for each of these, of four sentences."""
    few, many_ = (run_measured(write(tmp_path / f"{n}.jsonl", n), tmp_path / str(n)) for n in (1_000, 10_000))
    with capsys.disabled():
        print(f"\n1,000 articles: {few[1]:.0f} MB, {few[0]:.0f} s; 10,000: {many_[1]:.0f} MB, {many_[0]:.0f} s")
    assert many_[1] - few[1] < 9_000 * 0.06 and many_[0] < 12 * few[0]


def pace(folder):
    """Batches a second between the first that was finished and the last."""
    times = sorted(path.stat().st_mtime for path in marks(folder))
    return (len(times) - 1) / (times[-1] - times[0])


@pytest.mark.slow
def test_two_workers_are_nearly_twice_as_fast(tmp_path, capsys):
    articles = write(tmp_path / "articles.jsonl", 4_000, n_sentences=30)
    one, two = (run_measured(articles, tmp_path / jobs, "--jobs", jobs)[0] for jobs in ("1", "2"))
    times = pace(tmp_path / "2") / pace(tmp_path / "1")
    with capsys.disabled():
        print(f"\n4,000 articles of 30 sentences: one process {one:.0f} s, two {two:.0f} s; once they have started, {times:.2f} times as fast")
    assert times >= 1.7


@pytest.mark.thorough
@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_what_compares_articles_is_written_last(form, tmp_path):
    """The claims, disagreements and copies of the sample, as a notebook has them, whatever part an article is in."""
    batches.run(project.ROOT / "data" / "sample", tmp_path / "out", form=form)
    result = analysis.analyse(analysis.load_articles(project.ROOT / "data" / "sample"))
    found = claims(result)
    for name, table in {"claims": found, "disagreements": disagreements(found), "copies": copies(result.articles)}.items():
        read = {"parquet": pd.read_parquet, "csv": pd.read_csv}[form](tmp_path / "out" / f"{name}.{form}")
        assert len(read) == len(table) > 0 and list(read.columns) == list(table.columns)
        assert read.iloc[:, 0].tolist() == table.iloc[:, 0].tolist()
