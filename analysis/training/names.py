"""Train models/names.crfsuite.

    python -m analysis.training.names SENTENCES.jsonl

SENTENCES.jsonl has one sentence a line: `text`, and `ents` with `start`, `end`, `type` (GermEval 2014: PER, ORG, LOC, OTH, and these
with -deriv or -part). The model learns PER, ORG and LOC. The one that ships is trained on GermEval's parts train and dev, one file after the other.
"""
import json
import sys

import pycrfsuite

from ..language import reading
from ..people import recognition

PARAMETERS = {"c1": 0.03, "c2": 0.2, "max_iterations": 100, "feature.possible_transitions": True}
KINDS = {"PER", "ORG", "LOC"}


def labelled(path):
    """(tokens, BIO labels) of each sentence of the training file."""
    with open(path, encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            names_ = [entity for entity in row["ents"] if entity["type"] in KINDS]
            for sent in reading.sentences(reading.read(row["text"])):
                tokens = [token for token in sent if not token.is_space]
                yield tokens, [label(token, names_) for token in tokens]


def label(token, entities):
    start, end = token.idx, token.idx + len(token)
    for entity in entities:
        if start < entity["end"] and entity["start"] < end:
            return ("B-" if start <= entity["start"] else "I-") + entity["type"]
    return "O"


def train(path, model=recognition.MODEL):
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(PARAMETERS)
    for tokens, labels in labelled(path):
        trainer.append(recognition.features(tokens), labels)
    trainer.train(str(model))


if __name__ == "__main__":
    train(sys.argv[1])
