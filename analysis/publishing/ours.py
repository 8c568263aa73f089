"""Many files in a folder where others may have some too: a mark says which are ours, and only these are replaced or removed."""
import json
import os

from .. import output
from .parts import digested, noted, read_mark

AT_ONCE = 64                   # files whose names are noted together


def check(folder, mark, names):
    """Raise ValueError if one of these files is there and is not as we wrote it."""
    known = read_mark(mark).get("parts", {})
    for path in map(folder.joinpath, names):
        if not is_ours(path, known.get(path.name, [])):
            raise ValueError(f"{path} was not written by this program, or was changed since; move or rename it, then run again")


def write(folder, mark, files):
    """Write files, an iterable of (name, bytes), to a folder, and remove those an earlier run wrote there and nobody changed since.

    What a file is about to be is noted in the mark before it is written, so that a run that is killed leaves none that nobody owns. A file that is as
    it should be is left alone. Raises ValueError for a file that is somebody else's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before, now, waiting = read_mark(mark).get("parts", {}), {}, []
    for name, content in files:
        waiting.append((name, content, digested(content)))
        if len(waiting) == AT_ONCE:
            now |= put(folder, mark, before, now, waiting)
            waiting = []
    now |= put(folder, mark, before, now, waiting)
    for name in sorted(set(before) - set(now)):
        if is_ours(folder / name, before[name]):
            (folder / name).unlink(missing_ok=True)
    note(mark, now)


def put(folder, mark, before, now, waiting):
    """Write some files; returns the notes of them."""
    check(folder, mark, [name for name, _, new in waiting if not is_ours(folder / name, [new])])
    new = {name: [new] for name, _, new in waiting}
    note(mark, {name: [*before.get(name, []), *notes] for name, notes in {**dict.fromkeys(before, []), **now, **new}.items()})
    for name, content, is_to_be in waiting:
        if not (os.path.lexists(folder / name) and is_ours(folder / name, [is_to_be])):
            output.replace(folder / name, content)
    return new


def note(mark, notes):
    mark.parent.mkdir(exist_ok=True)
    output.replace(mark, json.dumps({"parts": notes}).encode())


def is_ours(path, notes):
    """Whether a file is as one of these notes says, or is not there."""
    try:
        return noted(path) in notes
    except OSError:
        return not os.path.lexists(path)


def names(mark):
    """The files that the last run wrote, in order."""
    return sorted(read_mark(mark).get("parts", {}))
