"""Who appears in a text: one row is one mention of a person, organisation or place."""
from . import names

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def find(doc):
    return [{"start": start, "end": end, "kind": KINDS[label], "name": doc.text[start:end], "rule": "crf"}
            for start, end, label in labelled(doc)]


def labelled(doc):
    """(start, end, label) of each name: those of the reader's own model if it found any, else of ours."""
    found = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] or names.recognise(doc)
    return [name for name in found if name[2] in KINDS]
