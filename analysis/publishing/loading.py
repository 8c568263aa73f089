"""The tables of the articles one looks at, read once however many notebooks look at them."""
import warnings
from pathlib import Path

from .. import project, tables
from ..people import corrections
from . import batches
from .parts import Dataset

MOST_NAMED = 20                # corrections a warning lists
PATIENCE = 3600                # seconds to wait for another notebook that reads the same articles


def load_tables(path=None, least=1):
    """All tables of the articles of a folder or file (SEEDS, if none is named), as `analysis.analyse` gives them, a Result. If there are
    fewer than `least` articles, those of the invented sample.

    Each article is analysed once: its rows are kept in OUT/.tables and used again as long as the article, `corrections.csv` beside it, the
    rules, word lists and models, the libraries and ANALYSIS_MODEL are the same. A warning tells of what could not be read or analysed, and
    `articles.attrs["refused"]` lists it, and `attrs["notes"]` what was read although it is odd. Raises FileNotFoundError or ValueError for
    a path without articles, OSError if the rows cannot be kept.
    """
    path = project.seeds() if path is None else Path(path)
    found = kept_tables(path)
    return found if len(found.articles) >= least else kept_tables(project.SAMPLE)


def kept_tables(path):
    """The tables of a folder or file, brought up to date."""
    dataset = Dataset(project.kept(path))
    with dataset.alone(PATIENCE):
        done = batches.bring_up_to_date(dataset, path)
        found = {name: tables.ordered(name, dataset.table(name)) for name in tables.COLUMNS}
    if done.refused:
        warnings.warn(f"{len(done.refused)} thing(s) could not be read or analysed; articles.attrs['refused'] lists them", stacklevel=3)
    if unheld := [str(row) for row in done.notes if row.path == corrections.FILE]:
        warnings.warn("; ".join(unheld[:MOST_NAMED]) + (" …" if len(unheld) > MOST_NAMED else ""), stacklevel=3)
    found["articles"].attrs.update(refused=done.refused, notes=done.notes)
    return tables.Result(**found)


def bring_up_to_date(path):
    """Read the articles of a folder or file into the tables that are kept. Returns a `batches.Summary`."""
    dataset = Dataset(project.kept(path))
    with dataset.alone(PATIENCE):
        return batches.bring_up_to_date(dataset, path)


def article_ids(path=None):
    """The article_ids of the tables that are kept of a folder or file (SEEDS, if none is named)."""
    marks = Dataset(project.kept(path or project.seeds())).marks()
    return [article_id for _, mark in marks for article_id in mark.get("fingerprints", ())]
