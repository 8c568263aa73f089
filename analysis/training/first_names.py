"""Build lexicons/first_names.csv: what a first name tells of gender.

    python -m analysis.training.first_names

From the package nomquamgender (MIT), which joins 36 public counts of names and genders from many countries. A name is women's (f) or men's (m) if nine
of ten who bear it are, else both's (mf); names in fewer than SOURCES of the counts, or borne by fewer than BEARERS people, are left out. Where German
readers know better than the world, `first_names_by_hand.csv` has the last word.
"""
import csv
import json
import re
from importlib.util import find_spec
from pathlib import Path

from .gazetteers import write

BY_HAND = Path(__file__).with_name("first_names_by_hand.csv")
SOURCES, BEARERS = 8, 100
ALMOST_ALL = 0.9


def first_names():
    """Name in small letters without accents -> m, f or mf."""
    counted = json.loads(Path(find_spec("nomquamgender").origin).with_name("name_data.json").read_text(encoding="utf-8"))
    found = {name: gender(share) for name, (sources, bearers, share, *_) in counted.items()
             if re.fullmatch(r"[a-z]+(-[a-z]+)*", name) and sources >= SOURCES and bearers >= BEARERS}
    with open(BY_HAND, encoding="utf-8", newline="") as file:
        return found | {row["name"]: row["gender"] for row in csv.DictReader(file)}


def gender(share_of_women):
    return "f" if share_of_women >= ALMOST_ALL else "m" if share_of_women <= 1 - ALMOST_ALL else "mf"


if __name__ == "__main__":
    write("first_names", ("name", "gender"), sorted(first_names().items()))
