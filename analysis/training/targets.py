"""Learn the weights of models/targets.csv: tone towards a target, from MAD-TSC.

    python -m analysis.training.targets PATH/TO/mad-tsc-de/train.jsonl

The data: MAD-TSC, German part (Dufraisse, Popescu, Tourille, Brun and Deshayes, ACL 2023), MIT License, Copyright (c) 2023
Evan Dufraisse; one JSON object a line with text, start, end, label. The learner: one logistic regression a label against
the others, with L2 penalty and balanced classes, over the features of `analysis.target_features`. Prints macro F1 over five
parts of the training data, no sentence in two parts; then learns from all of it and writes the weights.
"""
import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from analysis import language
from analysis.target_features import features
from analysis.targets import LABELS

MODEL = Path(__file__).parents[1] / "models" / "targets.csv"
PENALTY, RAREST, PARTS = 12.0, 4, 5             # weight of the L2 penalty, examples a feature must have, parts of the data


def examples(path):
    """(features, label, text) of each row, without the words that are part of any target: nobody is bad by name."""
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    names = {name.lower() for row in rows for name in re.findall(r"\w+", row["target"]) if name[0].isupper()}
    for row in rows:
        span = language.read(row["text"]).char_span(row["start"], row["end"], alignment_mode="expand")
        found = {name: value for name, value in features(span).items() if not names & set(re.split(r"[: ]", name)[1:])}
        yield found, row["label"], row["text"]


def matrix(rows, vocabulary):
    cells = [(i, vocabulary[name], value) for i, row in enumerate(rows) for name, value in row.items() if name in vocabulary]
    i, j, values = zip(*cells)
    return csr_matrix((values, (i, j)), shape=(len(rows), len(vocabulary)))


def learn(found, labels):
    """(vocabulary, weights): a row of weights a feature, a column a label; the last row is the intercept."""
    counts = Counter(name for row in found for name in row)
    vocabulary = {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= RAREST))}
    known = matrix(found, vocabulary)
    return vocabulary, np.column_stack([fitted(known, np.array(labels) == label) for label in LABELS])


def fitted(known, is_label):
    """Logistic regression of one label against the others."""
    signs = np.where(is_label, 1.0, -1.0)
    balance = np.where(is_label, 0.5 / is_label.mean(), 0.5 / (1 - is_label.mean()))

    def loss(weights):
        margin = signs * (known @ weights[:-1] + weights[-1])
        slope = -balance * signs / (1 + np.exp(margin))
        penalty = weights.copy()
        penalty[-1] = 0
        return (balance @ np.logaddexp(0, -margin) + PENALTY / 2 * penalty @ penalty,
                np.append(known.T @ slope, slope.sum()) + PENALTY * penalty)

    return minimize(loss, np.zeros(known.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def guess(found, vocabulary, weights):
    scores = 1 / (1 + np.exp(-(matrix(found, vocabulary) @ weights[:-1] + weights[-1])))
    return [LABELS[i] for i in scores.argmax(axis=1)]


def cross_validated(found, labels, texts):
    """Macro F1 where each part is labelled by what was learned from the others."""
    part = {text: i % PARTS for i, text in enumerate(dict.fromkeys(texts))}
    guessed = [None] * len(labels)
    for k in range(PARTS):
        inside = [i for i, text in enumerate(texts) if part[text] == k]
        outside = [i for i, text in enumerate(texts) if part[text] != k]
        model = learn([found[i] for i in outside], [labels[i] for i in outside])
        for i, label in zip(inside, guess([found[i] for i in inside], *model)):
            guessed[i] = label
    pairs = Counter(zip(labels, guessed))
    n_labels, n_guessed = Counter(labels), Counter(guessed)
    return float(np.mean([2 * pairs[label, label] / (n_labels[label] + n_guessed[label]) for label in LABELS]))


def write(vocabulary, weights):
    with open(MODEL, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", *LABELS])
        writer.writerow(["intercept", *(f"{value:.3f}" for value in weights[-1])])
        writer.writerows([name, *(f"{value:.3f}" for value in weights[i])] for name, i in vocabulary.items())


def main(path):
    found, labels, texts = zip(*examples(path))
    print(f"macro F1 over {PARTS} parts of {len(labels)} examples: {cross_validated(found, labels, texts):.3f}")
    write(*learn(found, labels))


if __name__ == "__main__":
    main(sys.argv[1])
