"""What a run of the notebooks may write over: the folders of OUT that a mark says are ours, but no notebook in them that somebody changed."""
import hashlib
import json
import os
from contextlib import contextmanager

import nbformat

from .. import output, project
from .parts import DONE, locked, read_mark

FOLDERS = ("data", "figures", "notebooks")      # of OUT, which are written


@contextmanager
def claimed(notebooks):
    """Keep other runs out of OUT, and have a mark in it say that FOLDERS are ours and what the notebooks are that are copied there.

    The project's own folder needs no mark. Raises ValueError if there is something in FOLDERS and no such mark, if a notebook there
    was changed since it was copied, or if another run is writing.
    """
    out = project.out()
    is_project = os.path.exists(out) and os.path.samefile(out, project.ROOT)
    if not is_project and not (out / DONE / "run.json").exists():
        for folder in map(out.joinpath, FOLDERS):
            if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
                raise ValueError(f"{folder}: no mark in {out / DONE} says that this program wrote it; move it away, or choose another folder than {out}")
    with locked(out):
        if not is_project:
            renew(out, notebooks)
        yield


def renew(out, notebooks):
    """Note what the copies of the notebooks will be that this run makes, beside what those of an earlier run are."""
    mark, noted = out / DONE / "run.json", read_mark(out / DONE / "run.json").get("parts", {})
    for notebook in notebooks:
        copy = out / "notebooks" / notebook.name
        if os.path.lexists(copy) and sources(copy) not in noted.get(copy.name, []):
            raise ValueError(f"{copy} was changed since this program wrote it; move or rename it, then run again")
    known = {notebook.name: sorted({*noted.get(notebook.name, []), sources(notebook)}) for notebook in notebooks}
    output.replace(mark, json.dumps({"parts": known}).encode())


def sources(notebook):
    """The SHA-256 of what somebody wrote in a notebook: its cells without what they put out. Empty if it is none."""
    try:
        cells = nbformat.read(notebook, 4).cells
    except (OSError, ValueError):
        return ""
    return hashlib.sha256(json.dumps([[cell.cell_type, cell.source] for cell in cells]).encode()).hexdigest()
