"""Write lexicons/polarity.csv from the German Polarity Lexicon that the textblob-de package carries.

    python -m venv /path/to/venv && /path/to/venv/bin/pip install textblob-de==0.4.3
    /path/to/venv/bin/python analysis/training/polarity_lexicon.py

Source: Clematide and Klenner (2010), "Evaluation and Extension of a Polarity Lexicon for German"; University of Zurich,
version 1.1; in the XML form of Markus Killer, Apache License 2.0. Taken over: word, polarity and part of speech of every
single word whose polarity is not zero. Left out: phrases (`guter_Mut`), and the marks of translation, which are all alike.
"""
import csv
from importlib.metadata import distribution
from pathlib import Path
from xml.etree import ElementTree

DATA = "textblob_de/data/de-sentiment.xml"
TARGET = Path(__file__).parents[1] / "lexicons" / "polarity.csv"
PARTS_OF_SPEECH = {"NN": "noun", "JJ": "adjective", "VB": "verb", "RB": "adverb"}


def entries(path):
    """(word, part of speech, polarity) of the words in the XML file."""
    for word in ElementTree.parse(path).getroot().iter("word"):
        form, polarity = word.get("form"), float(word.get("polarity"))
        if polarity and "_" not in form:
            yield form, PARTS_OF_SPEECH[word.get("pos")], polarity


def main():
    found = sorted(entries(distribution("textblob-de").locate_file(DATA)))
    with open(TARGET, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "pos", "polarity"])
        writer.writerows(found)


if __name__ == "__main__":
    main()
