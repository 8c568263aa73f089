"""The tables of any number of articles, in memory that does not grow with them but for their ids: batch by batch, on one core,
on several, or on a Dask cluster.

Articles are read as a stream and cut into batches; the tables of each batch become one part of a `parts.Dataset`. A part depends on
the articles of its batch alone, so parts are the same, byte for byte, whoever computed them and in what order. The mark of a
batch holds the fingerprints of its articles, and what its parts are: a run that was killed and is started again, or that finds some articles
changed, analyses only those of which no part has the rows.
"""
import os
import warnings
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from tqdm import tqdm

from .. import output, tables
from ..articles import languages
from ..articles.files import Noted, Refused, keep_apart, read_each
from ..language.engine import engine
from ..people import corrections
from . import compared, workbook
from .fingerprints import of_article, package
from .kept import Kept, together
from .parts import FOLDERS, Dataset, as_parquet, from_parquet, to_parquet

BATCH_ARTICLES, BATCH_CHARACTERS = 64, 1_000_000       # a batch ends with the article that reaches one of these
PATIENT = 3                                # seconds before progress is shown
UNDER_WAY = 3                              # batches a worker has before it at a time
PATIENCE = 60                              # seconds without a worker
FORMS = {"parquet": tuple(f"{name}.parquet" for name in compared.COLUMNS),          # and the files made of the parts
         "csv": tuple(f"{name}.csv" for name in (*tables.COLUMNS, *compared.COLUMNS)), "xlsx": ("tables.xlsx",)}
NAMED = ("refused.csv", "notes.csv")
WRITTEN = (*FOLDERS, *FORMS["parquet"], *FORMS["csv"], *FORMS["xlsx"], *NAMED)       # to the output folder
KILLED = "it ends the process that reads it; take it out, and please report it"


class Batch(NamedTuple):
    """Articles that are analysed together, dicts as `read_each` gives them, and the reader's corrections."""
    number: int
    articles: list
    corrections: list
    package: str
    fingerprints: list


class Done(NamedTuple):
    """What became of a batch: table name -> Parquet bytes, what was refused, and which rows marked wrong there are not."""
    number: int
    parts: dict
    refused: list
    unheld: list


NOTHING = Done(0, {}, [], [])


class Summary(NamedTuple):
    """What became of all: articles read, those of them in another language than German, a list of `Refused` and one of `Noted`."""
    n_articles: int
    n_foreign: int
    refused: list
    notes: list


def run(path, out, *, form="parquet", jobs=1, cluster=None):
    """Write the tables of all articles of a folder or file to the folder `out`. Returns a Summary.

    Rows are sorted within a part; parts follow the order of the files. They are corrected by `corrections.csv` beside the articles.
    What compares articles is made last, from all parts: `OUT/claims.parquet`, `disagreements.parquet` and `copies.parquet`.
    `form` csv or xlsx writes `OUT/<table>.csv` or `OUT/tables.xlsx` from the parts, which stay there for the next run.
    `OUT/refused.csv` lists what was not read, `OUT/notes.csv` what was read and is odd: there is none if there is nothing. `jobs` is
    a number of processes on this machine,
    `cluster` the address of a Dask scheduler (`tcp://host:8786`) whose workers have this package installed.
    Comparing needs memory for all texts and figures, xlsx for all tables.
    Only what an earlier run wrote there is replaced. Raises ValueError for an unknown form, less than one job, an `out` among the
    articles or articles in `out` where it is written, a file there that is somebody else's, a second run into the same folder, a bad
    `corrections.csv` or a worker with another version; FileNotFoundError for a path that does not exist; OSError with the file's name
    if the disk is full or may not be written to. What was finished by then is kept.
    """
    if form not in FORMS:
        raise ValueError(f"form: {form!r} is none of {', '.join(FORMS)}")
    if jobs < 1:
        raise ValueError(f"jobs: {jobs} is less than one")
    path, dataset = Path(path), Dataset(out)
    if not path.exists():
        raise FileNotFoundError(f"{path}: there is no such file or folder")
    keep_apart(path, out, WRITTEN)
    engine()                      # an unknown one is named before anything is written, and so is a reader's model that cannot be used
    if os.environ.get("ANALYSIS_MODEL"):
        from ..language import reading
        reading.read("Ein Satz.")
    dataset.check((*FORMS[form], *NAMED))
    with dataset.alone():
        summary = bring_up_to_date(dataset, path, jobs, cluster)
        export(dataset, form, summary)
    return summary


def bring_up_to_date(dataset, path, jobs=1, cluster=None):
    """Make the parts of a dataset those of the articles of a folder or file. Returns a Summary. Shows progress if it takes long."""
    others, under_way = [], {}
    right = corrections.read(path)
    waiting = batches(path, right.to_dict("records"), others)
    with tqdm(desc="Articles", unit="", delay=PATIENT) as bar:
        for done in each(work, unfinished(dataset, waiting, under_way, bar), jobs, cluster):
            batch, kept = under_way.pop(done.number)
            finish(dataset, batch, kept, done)
            bar.update(len(batch.articles))
    n_articles, n_foreign, unknown = 0, 0, set(corrections.marked(right))
    for _, mark in dataset.marks():
        unknown -= set(mark["fingerprints"])
        n_articles, n_foreign = n_articles + mark["n_articles"], n_foreign + mark["n_foreign"]
        others += [*(Refused(*row) for row in mark["refused"]), *(Noted(*row) for row in mark.get("unheld", ()))]
    others += [Noted(corrections.FILE, article_id, "no article has this article_id, and a row of it is marked wrong; copy it anew, or delete the row")
               for article_id in sorted(unknown)]
    refused, notes = ([row for row in others if isinstance(row, kind)] for kind in (Refused, Noted))
    return Summary(n_articles, n_foreign, refused, notes)


def batches(path, right, others):
    """The articles in batches; what is no article is added to `others`."""
    articles, size, number = [], 0, 0
    for row in read_each(path):
        if not isinstance(row, dict):
            others.append(row)
            continue
        articles.append(row)
        size += len(row["text"])
        if len(articles) == BATCH_ARTICLES or size >= BATCH_CHARACTERS:
            yield batch_of(number, articles, right)
            articles, size, number = [], 0, number + 1
    if articles:
        yield batch_of(number, articles, right)


def batch_of(number, articles, right):
    return Batch(number, articles, right, package(), [of_article(article, right) for article in articles])


def unfinished(dataset, batches, under_way, bar):
    """The batches with articles that are still to be analysed, these alone; the whole batch and the rows that are kept of the others
    wait in `under_way`. After the last one, what an earlier run had beyond it is removed."""
    n_batches, kept = 0, Kept(dataset)
    for batch in batches:
        n_batches += 1
        if list(dataset.finished(batch.number).get("fingerprints", {}).values()) == batch.fingerprints:
            bar.update(len(batch.articles))
            continue
        rows = kept.take(batch)
        new = [article for article, fingerprint in zip(batch.articles, batch.fingerprints, strict=True) if fingerprint not in rows]
        if new:
            under_way[batch.number] = batch, list(rows.values())
            yield batch._replace(articles=new)
        else:
            finish(dataset, batch, list(rows.values()), NOTHING._replace(number=batch.number))
            bar.update(len(batch.articles))
    dataset.cut(n_batches)


def finish(dataset, batch, kept, done):
    """Put the parts of a batch in place: the rows that are kept and those just found."""
    parts = done.parts
    if kept:
        found = [{name: from_parquet(content, name) for name, content in parts.items()}] if parts else []
        parts = {name: to_parquet(table, name) for name, table in together([*kept, *found]).items()}
    language = from_parquet(parts["articles"], "articles").language
    dataset.add(batch.number, parts, {
        "package": batch.package, "names": engine(),
        "fingerprints": dict(zip((article["article_id"] for article in batch.articles), batch.fingerprints, strict=True)),
        "n_articles": len(language) - len(done.refused), "n_foreign": int((~language.isin(languages.READ)).sum()), "refused": done.refused, "unheld": done.unheld})


# ---------------------------------------------------------------- work
def work(batch):
    """The tables of a batch. An article on which a rule fails has a row in `articles` and none elsewhere, and is refused.

    Raises ValueError on a machine whose package is another than that of the run.
    """
    if batch.package != package():
        raise ValueError("a worker has another version of this package or of its libraries, or another ANALYSIS_MODEL or ANALYSIS_NAMES; make them alike")
    from ..pipeline import analyse  # heavy, and not needed where nothing changed
    own = {"", *(article["article_id"] for article in batch.articles)}
    right = pd.DataFrame([row for row in batch.corrections if row["article_id"] in own], columns=corrections.COLUMNS)
    with warnings.catch_warnings(action="ignore"):         # the summary counts what `analyse` warns of
        result = analyse(pd.DataFrame(batch.articles), right)
    return done(batch, {name: getattr(result, name) for name in tables.COLUMNS}, result.articles.attrs["failed"], result.articles.attrs["unheld"])


def done(batch, found, refused, unheld=()):
    """The tables found, as parts."""
    return Done(batch.number, {name: to_parquet(table, name) for name, table in found.items()}, refused, list(unheld))


def each(function, batches, jobs=1, cluster=None):
    """function(batch) for each batch, as they get ready; only a few batches are under way at a time."""
    if jobs == 1 and not cluster:
        yield from map(function, batches)
        return
    from distributed.comm import CommClosedError
    sent = {}
    try:
        with client(jobs, cluster) as connected:
            for batch in batches:
                sent[connected.submit(function, batch, pure=False)] = batch
                while len(sent) >= UNDER_WAY * max(1, len(connected.nthreads())):
                    yield from first_done(function, sent, connected)
            while sent:
                yield from first_done(function, sent, connected)
    except (CommClosedError, CancelledError) as error:
        raise ConnectionError(f"{cluster or 'the scheduler'} is gone; what was finished is kept: give the same command again when it is back") from error


def first_done(function, sent, connected):
    """Yield what became of the first batch to get ready, if one does. One whose worker died, or that has no worker left, is looked at
    article by article."""
    from distributed import KilledWorker, wait
    try:
        future = next(iter(wait(list(sent), PATIENCE, "FIRST_COMPLETED").done))
        error = future.exception(PATIENCE)
        found = None if error else future.result(PATIENCE)         # its worker may have died since
    except TimeoutError:
        if connected.nthreads():
            return
        future, error, found = next(iter(sent)), None, None
    if error and not isinstance(error, KilledWorker):
        raise error
    batch = sent.pop(future)
    yield in_halves(function, batch) if found is None else found


def in_halves(function, batch):
    """function(batch) in a process of its own, here; if that dies, so of each half, until an article is left alone, which is refused."""
    waiting, found, process = [batch.articles], [], None
    while waiting:
        articles = waiting.pop()
        process = process or started()
        try:
            found.append(process.submit(function, batch._replace(articles=articles)).result())
        except BrokenProcessPool:
            process, middle = None, len(articles) // 2
            if middle:
                waiting += [articles[middle:], articles[:middle]]
            else:
                found.append(killed(batch, articles[0]))
    if process:
        process.shutdown()
    return joined(batch, found)


def started():
    """A process that waits for work. Raises BrokenProcessPool if it cannot start, which is no article's fault."""
    process = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    process.submit(os.getpid).result()
    return process


def killed(batch, article):
    """What became of an article that ends its process: a row in `articles`, and none elsewhere."""
    found = {name: tables.build(name, [{**article, "language": "", "form": ""}] if name == "articles" else []) for name in tables.COLUMNS}
    return done(batch, found, [Refused(article["path"], article["article_id"], KILLED)])


def joined(batch, pieces):
    """What became of a batch of which that became of the pieces."""
    found = together([{name: from_parquet(content, name) for name, content in piece.parts.items()} for piece in pieces])
    return done(batch, found, [row for piece in pieces for row in piece.refused], [row for piece in pieces for row in piece.unheld])


def client(jobs, cluster):
    """A Dask client: of the scheduler at that address, or of worker processes on this machine."""
    from dask import config
    from distributed import Client
    if cluster:
        return Client(cluster)
    with config.set({"distributed.worker.profile.enabled": False,          # nobody looks at what it samples
                     "distributed.scheduler.allowed-failures": 0}):        # a batch whose worker died is not given to the others
        return Client(n_workers=jobs, threads_per_worker=1, dashboard_address=None)


# ---------------------------------------------------------------- what is made of the parts
def export(dataset, form, summary):
    """Write what compares articles, the whole tables as CSV, part by part, or all as one workbook, and what was refused or noted; the files of an
    earlier run go."""
    dataset.remove([*(name for names in FORMS.values() for name in names), *NAMED])
    for name, rows in zip(NAMED, (summary.refused, summary.notes), strict=True):
        if rows:
            with dataset.writing(name) as file:
                file.write(to_csv(pd.DataFrame(rows, columns=Refused._fields)))
    across = compared.of_parts(dataset)
    if form == "parquet":
        for name, table in across.items():
            with dataset.writing(f"{name}.parquet") as file:
                file.write(as_parquet(table, compared.COLUMNS[name]))
    if form == "csv":
        for name, table in across.items():
            with dataset.writing(f"{name}.csv") as file:
                file.write(to_csv(table))
        for name in tables.COLUMNS:
            with dataset.writing(f"{name}.csv") as file:
                file.write(to_csv(tables.build(name, [])))
                for part in dataset.parts(name):
                    file.write(to_csv(part, header=False))
    if form == "xlsx":
        with dataset.writing("tables.xlsx") as file:
            file.write(workbook.content({**{name: dataset.table(name) for name in tables.COLUMNS}, **across}))


def to_csv(table, header=True):
    return output.tidy(table).to_csv(index=False, header=header, lineterminator="\n").encode()
