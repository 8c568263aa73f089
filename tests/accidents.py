"""Accidents that befall a run of `tables`, for test_parts: articles that fail or kill in whatever process reads them, and, as a
program, `accidents.py ARTICLES FOLDER STEP`: a run killed before every STEPth of its operations on files, and taken up again."""
import hashlib
import json
import os
import signal
import sys
import time
from pathlib import Path

from analysis import pipeline
from analysis.publishing import batches

FAILS, KILLS = "Fehlfall", "Sturzfall"         # words of articles
ANALYSE_TEXT, WORK = pipeline.analyse_text, batches.work
CHANGES = {"os.rename", "os.remove", "os.mkdir"}


def analyse_text(text, published=None, title="", wrong=None):
    if KILLS in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if FAILS in text:
        raise ZeroDivisionError("a fault")
    return ANALYSE_TEXT(text, published, title, wrong)


def work(batch):
    """`batches.work` where such articles do what they are for."""
    pipeline.analyse_text = analyse_text
    return WORK(batch)


def nap(batch):
    time.sleep(0.5)
    return batch.number


def contents(folder):
    """Hash of each file by its path."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


# ---------------------------------------------------------------- killed before each operation
def die_before(operation, folder):
    """Kill this process when it is about to change something below the folder for that time."""
    counted = 0

    def count(event, arguments):
        nonlocal counted
        changes = event in CHANGES or event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if changes and str(arguments[0]).startswith(str(folder)):
            counted += 1
            if counted == operation:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(count)


def lives(articles, out, operation=0):
    """Whether a run, in a process of its own, comes to its end."""
    child = os.fork()
    if not child:
        die_before(operation, out)
        batches.run(articles, out, form="csv")
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    return status == 0


def main(articles, folder, step):
    """Prints how often a run was killed, and after which kills the next run did not give what a run without a break gives."""
    batches.BATCH_ARTICLES = 1
    os.fsync = lambda opened: None         # which matters where the power fails
    results = {}
    batches.work = lambda batch: results[batch.number]      # analysed once: what is killed here is the writing
    for batch in batches.batches(articles, [], []):
        results[batch.number] = WORK(batch)
    assert lives(articles, folder / "undisturbed")
    undisturbed, wrong, operation = contents(folder / "undisturbed"), [], step
    while not lives(articles, folder / str(operation), operation):
        again = lives(articles, folder / str(operation))
        if not again or contents(folder / str(operation)) != undisturbed:
            wrong.append(operation)
        operation += step
    print(json.dumps({"killed": operation // step - 1, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
