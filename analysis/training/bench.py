"""How fast each stage is, and how often it is right."""
import subprocess
import sys
import time

import pandas as pd
from HanTa.HanoverTagger import HanoverTagger

from .. import output, project
from ..articles.files import load_articles
from ..figures import dates, numbers
from ..language import reading
from ..people import actors
from ..sources import statements
from ..tone import sentiment, targets

WORDS = 500                    # of a reference article


def stages(path=None):
    """One row per stage: CPU seconds, articles of 500 words a second on one core, share of the linguistic pass, and of what HanTa's own
    tagger takes for the same sentences: machines differ threefold, these shares hardly.

    Reads each article once, cold; `all tables` is what `analyse` does. Without a path the project's own article is read twenty
    times, which flatters: words seen before are remembered.
    """
    texts = list(load_articles(path or project.ROOT / "seeds").text) * (1 if path else 20)
    seconds = dict.fromkeys(("language", "actors", "statements", "dates", "numbers", "tone", "targets", "HanTa alone"), 0.0)
    words, hanta = 0, HanoverTagger("morphmodel_ger.pgz")
    for text in texts:
        doc = timed(seconds, "language", passed, text)
        people = timed(seconds, "actors", actors.find, doc)
        said, _ = timed(seconds, "statements", statements.find, doc, people)
        times = timed(seconds, "dates", dates.find, doc)
        timed(seconds, "numbers", numbers.find, doc, [(row["start"], row["end"]) for row in times])
        timed(seconds, "tone", sentiment.sentences, doc, said)
        timed(seconds, "targets", targets.find, doc, people)
        for sent in reading.words(doc).sentences:
            timed(seconds, "HanTa alone", hanta.tag_sent, [word.text for word in sent])
        words += sum(word.text.isalpha() for word in reading.words(doc))
    found = pd.DataFrame({"stage": list(seconds), "seconds": list(seconds.values())})
    found.loc[len(found)] = ["all tables", sum(spent for stage, spent in seconds.items() if stage != "HanTa alone")]
    found["articles_per_second"] = (words / WORDS / found.seconds).round(1)
    found["share_of_language"] = (found.seconds / seconds["language"]).round(2)
    found["share_of_hanta"] = (found.seconds / seconds["HanTa alone"]).round(2)
    return found.round({"seconds": 2})


def passed(text):
    """The document, with the plain words the rules read."""
    doc = reading.read(text)
    reading.words(doc)
    return doc


def timed(seconds, stage, function, *arguments):
    began = time.process_time()
    result = function(*arguments)
    seconds[stage] += time.process_time() - began
    return result


def accuracy(script):
    """Run a scoring script and write its figures to `data/accuracy.csv`: one row per figure, `measure`, `value` (0 to 1)."""
    printed = subprocess.run([sys.executable, script, "all"], cwd=project.ROOT, capture_output=True, text=True, check=True).stdout
    rows = [line.rsplit(maxsplit=1) for line in printed.splitlines() if line.strip() and not line.startswith("seconds")]
    return output.write(pd.DataFrame([(name.strip(), float(value)) for name, value in rows], columns=["measure", "value"]), "accuracy")
