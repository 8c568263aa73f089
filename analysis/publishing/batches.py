"""The tables of any number of articles, in memory that does not grow with them but for their ids: batch by batch, on one core,
on several, or on a Dask cluster.

Articles are read as a stream and cut into batches; the tables of each batch become one part of a `dataset`. A part depends on the
articles of its batch alone, so parts are the same, byte for byte, whoever computed them and in what order. The mark of a finished
batch is the fingerprint of its articles and of this package: a run that was killed and is started again computes only what
has no such mark.
"""
import hashlib
import json
import os
import warnings
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from dask import config
from distributed import Client, as_completed
from tqdm import tqdm

from . import workbook
from .. import tables
from ..articles import languages
from ..language import reading
from ..people import corrections as given_names
from ..report import house
from ..articles.files import Noted, Refused, keep_apart, read_each
from .parts import Dataset, to_parquet
from ..pipeline import Result, analyse
from ..articles.readers import short

BATCH_ARTICLES, BATCH_CHARACTERS = 64, 1_000_000       # a batch ends with the article that reaches one of these
UNDER_WAY = 3                              # batches a worker has before it at a time
FORMS = ("parquet", "csv", "xlsx")
LIBRARIES = ("spacy", "HanTa", "python-crfsuite", "py3langid", "dateparser", "trafilatura", "pandas", "pyarrow")     # that make the tables


class Batch(NamedTuple):
    """Articles that are analysed together, dicts as `read_each` gives them, and the reader's corrections of names."""
    number: int
    articles: list
    aliases: list
    package: str
    fingerprint: str


class Done(NamedTuple):
    """What became of a batch: table name -> Parquet bytes, and the mark to keep."""
    number: int
    parts: dict
    mark: dict


class Summary(NamedTuple):
    """What became of all: articles read, those of them in another language than German, and a list of `Refused`."""
    n_articles: int
    n_foreign: int
    refused: list


def run(path, out, *, form="parquet", jobs=1, cluster=None):
    """Write the tables of all articles of a folder or file to the folder `out`. Returns a Summary.

    Rows are sorted within a part; parts follow the order of the files. Names are corrected by `aliases.csv` beside the articles.
    `form` csv or xlsx writes `OUT/<table>.csv` or `OUT/tables.xlsx` from the parts, which stay there for the next run.
    `OUT/refused.csv` lists what was not read, `OUT/notes.csv` what was read and is odd: there is none if there is nothing. `jobs` is a number of processes on this machine,
    `cluster` the address of a Dask scheduler (`tcp://host:8786`) whose workers have this package installed.
    Claims are not made: they compare all articles (notebook 06). xlsx needs memory for all tables.
    Raises ValueError for an unknown form, less than one job, an `out` among the articles, a bad `aliases.csv` or a worker with
    another version; FileNotFoundError for a path that does not exist. What was finished by then is kept.
    """
    if form not in FORMS:
        raise ValueError(f"form: {form!r} is none of {', '.join(FORMS)}")
    if jobs < 1:
        raise ValueError(f"jobs: {jobs} is less than one")
    path, others = Path(path), []
    if not path.exists():
        raise FileNotFoundError(f"{path}: there is no such file or folder")
    keep_apart(path, out)
    if os.environ.get("ANALYSIS_MODEL"):
        reading.read("Ein Satz.")         # a reader's model that cannot be used is named before anything is written
    waiting, dataset = batches(path, given_names.read(path).to_dict("records"), others), Dataset(out)
    with tqdm(desc="Articles", unit="") as bar:
        for number, parts, mark in each(work, unfinished(dataset, waiting, bar), jobs, cluster):
            dataset.add(number, parts, mark)
            bar.update(mark["n_articles"])
    marks = dataset.marks()
    others += [Refused(*row) for mark in marks for row in mark["refused"]]
    refused, notes = ([row for row in others if isinstance(row, kind)] for kind in (Refused, Noted))
    write_list(dataset.folder / "refused.csv", refused)
    write_list(dataset.folder / "notes.csv", notes)
    if notes:
        warnings.warn(f"{path}: {len(notes)} note(s) on what was read; {dataset.folder / 'notes.csv'} lists them", stacklevel=2)
    export(dataset, form)
    return Summary(sum(mark["n_articles"] for mark in marks), sum(mark["n_foreign"] for mark in marks), refused)


def batches(path, corrections, others):
    """The articles in batches; what is no article is added to `others`."""
    articles, size, number = [], 0, 0
    for row in read_each(path):
        if not isinstance(row, dict):
            others.append(row)
            continue
        articles.append(row)
        size += len(row["text"])
        if len(articles) == BATCH_ARTICLES or size >= BATCH_CHARACTERS:
            yield Batch(number, articles, corrections, package(), fingerprint(articles, corrections))
            articles, size, number = [], 0, number + 1
    if articles:
        yield Batch(number, articles, corrections, package(), fingerprint(articles, corrections))


def unfinished(dataset, batches, bar):
    """The batches that are still to be computed. After the last one, what an earlier run had beyond it is forgotten."""
    n_batches = 0
    for batch in batches:
        n_batches += 1
        if dataset.mark(batch.number).get("fingerprint") == batch.fingerprint:
            bar.update(len(batch.articles))
        else:
            yield batch
    dataset.cut(n_batches)


def fingerprint(articles, corrections):
    """A hash of all that the tables depend on: articles, aliases, and what makes them."""
    content = json.dumps([package(), articles, corrections], default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def package():
    """A hash of the package's files, the libraries' versions and the name of the reader's own model: a part made by others is made anew."""
    made_by = [os.environ.get("ANALYSIS_MODEL", ""), *(metadata.version(name) for name in LIBRARIES)]
    found = hashlib.sha256(repr(made_by).encode())
    for file in sorted(Path(__file__).parents[1].rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            found.update(file.read_bytes())
    return found.hexdigest()


# ---------------------------------------------------------------- work
def work(batch):
    """The tables of a batch. An article on which a rule fails is refused; the others are analysed.

    Raises ValueError on a machine whose package is another than that of the run.
    """
    if batch.package != package():
        raise ValueError("a worker has another version of this package or of its libraries, or another ANALYSIS_MODEL; make them alike")
    with warnings.catch_warnings(action="ignore"):         # the summary counts what `analyse` warns of
        result, refused = analysed(batch.articles, pd.DataFrame(batch.aliases, columns=["article_id", "name", "is"]))
    parts = {name: to_parquet(getattr(result, name), name) for name in tables.COLUMNS}
    n_foreign = int((~result.articles.language.isin(languages.READ)).sum())
    return Done(batch.number, parts, {"fingerprint": batch.fingerprint, "n_articles": len(result.articles), "n_foreign": n_foreign, "refused": refused})


def analysed(articles, corrections):
    """(result, what was refused) of the articles together; one by one if a rule fails on one of them."""
    try:
        return analyse(pd.DataFrame(articles), corrections), []
    except (OSError, MemoryError, ImportError):            # the machine's fault, not the article's
        raise
    except Exception as error:             # whatever it is, it must not take the other articles with it
        if len(articles) == 1:
            reason = f"the rules failed on it ({type(error).__name__}: {short(error)}); please report it"
            nothing = Result(**{name: tables.build(name, []) for name in tables.COLUMNS})
            return nothing, [(articles[0]["path"], articles[0]["article_id"], reason)]
    found = [analysed([article], corrections) for article in articles]
    whole = {name: tables.ordered(name, pd.concat([getattr(result, name) for result, _ in found])) for name in tables.COLUMNS}
    return Result(**whole), [row for _, refused in found for row in refused]


def each(function, batches, jobs=1, cluster=None):
    """function(batch) for each batch, as they get ready; only a few batches are under way at a time."""
    if jobs == 1 and not cluster:
        yield from map(function, batches)
        return
    with client(jobs, cluster) as connected:
        running = as_completed()
        for batch in batches:
            running.add(connected.submit(function, batch, pure=False))
            if running.count() >= UNDER_WAY * max(1, len(connected.nthreads())):
                yield next(running).result()
        for future in running:
            yield future.result()


def client(jobs, cluster):
    """A Dask client: of the scheduler at that address, or of worker processes on this machine."""
    if cluster:
        return Client(cluster)
    with config.set({"distributed.worker.profile.enabled": False}):        # nobody looks at what it samples
        return Client(n_workers=jobs, threads_per_worker=1, dashboard_address=None)


# ---------------------------------------------------------------- what is made of the parts
def export(dataset, form):
    """Write the whole tables as CSV, part by part, or as one workbook; those of an earlier run go."""
    for old in (*(f"{name}.csv" for name in tables.COLUMNS), "tables.xlsx"):
        (dataset.folder / old).unlink(missing_ok=True)
    if form == "csv":
        for name in tables.COLUMNS:
            with house.replacing(dataset.folder / f"{name}.csv") as file:
                file.write(to_csv(tables.build(name, [])))
                for part in dataset.parts(name):
                    file.write(to_csv(part, header=False))
    if form == "xlsx":
        whole = {name: pd.concat([tables.build(name, []), *dataset.parts(name)], ignore_index=True) for name in tables.COLUMNS}
        workbook.write(whole, dataset.folder / "tables.xlsx")


def write_list(path, rows):
    """A CSV of what was refused or noted, or no such file if there is nothing."""
    path.unlink(missing_ok=True)
    if rows:
        house.replace(path, to_csv(pd.DataFrame(rows, columns=Refused._fields)))


def to_csv(table, header=True):
    return house.tidy(table).to_csv(index=False, header=header, lineterminator="\n").encode()
