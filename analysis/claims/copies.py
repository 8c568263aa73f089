"""Passages that articles share word by word or nearly, so that an agency report printed five times counts once.

Every run of five words (a shingle) is looked up where it was printed first; neighbouring words first printed in the same earlier
article make a passage, across small changes. Shingles after Broder (1997), but kept exactly, not as MinHash sketches:
a sketch tells how alike two whole articles are, and overlooks the agency's paragraph inside a longer one; and one sort of all
shingles finds the first print of each in linear memory, with no threshold to tune and no hash seeds.

Missed: passages of fewer than twelve words, and reports retold in other words. Of a quotation in two independent
reports one counts as the copy.
"""
import re

import numpy as np
import pandas as pd

WORD = re.compile(r"\w+")
SHINGLE = 5                                # words
SHORTEST = 12                              # words of a passage
GAP = 8                                    # changed words that do not end a passage; one changed word breaks five shingles
SHARED = 0.7                               # of the passage's words are shared
COLUMNS = {"article_id": "str", "start": "int64", "end": "int64", "text": "str", "copy_of": "str", "copy_start": "int64",
           "copy_end": "int64", "n_words": "int64", "share_words": "float64"}


def copies(articles):
    """One row per passage that an earlier article has too, sorted by `article_id, start`.

    `copy_of` is the article that printed it first (by `published`, then by `article_id`), `copy_start`, `copy_end` its place
    there; `n_words` the passage's length, `share_words` (0.7 to 1) the share of its words that both have in the same order.
    """
    ordered = articles.sort_values(["published", "article_id"], na_position="last", ignore_index=True)
    words = [(number, found.start(), found.end(), found.group().lower())
             for number, text in enumerate(ordered.text) for found in WORD.finditer(text)]
    rows = []
    if len(words) >= SHINGLE:
        article, starts, ends, forms = (np.array(column) for column in zip(*words))
        origin = first_print(article, forms)
        for first, last in passages(article, origin):
            text, source = ordered.text[article[first]], article[origin[first]]
            rows.append({"article_id": ordered.article_id[article[first]], "start": starts[first], "end": ends[last],
                         "text": text[starts[first]:ends[last]], "copy_of": ordered.article_id[source],
                         "copy_start": starts[origin[first]], "copy_end": ends[origin[last]], "n_words": last - first + 1,
                         "share_words": np.mean(article[origin[first:last + 1]] == source)})
    found = pd.DataFrame({column: pd.Series([row[column] for row in rows], dtype=dtype) for column, dtype in COLUMNS.items()})
    return found.sort_values(["article_id", "start"], ignore_index=True)


def first_print(article, forms):
    """For each word the number of the same word in the first article that has a shingle with it; its own number if it is new."""
    codes = pd.factorize(forms)[0]
    shingles = pd.Series(list(zip(*(codes[k:len(codes) - SHINGLE + 1 + k] for k in range(SHINGLE)))))
    whole = article[:len(shingles)] == article[SHINGLE - 1:]
    at = np.flatnonzero(whole)
    kinds = pd.factorize(shingles[at])[0]
    first = at[pd.Series(range(len(at))).groupby(kinds).transform("first").to_numpy(int)]
    origin = np.arange(len(codes))
    for k in range(SHINGLE):
        older = article[first] < article[origin[at + k]]
        origin[(at + k)[older]] = (first + k)[older]
    return origin


def passages(article, origin):
    """(first, last) of runs of words first printed in the same earlier article, gaps bridged."""
    run = None
    for word in np.flatnonzero(article[origin] < article):
        source = article[origin[word]]
        if run and article[word] == article[run[0]] and source == article[origin[run[0]]] and word - run[1] <= GAP + 1:
            run = (run[0], word, run[2] + 1)
        elif run is None or not (is_near(article, run, word) and source != article[origin[run[0]]]):
            yield from long_enough(run)
            run = (word, word, 1)
    yield from long_enough(run)


def is_near(article, run, word):
    return article[word] == article[run[0]] and word - run[1] <= GAP


def long_enough(run):
    if run and run[1] - run[0] + 1 >= SHORTEST and run[2] >= SHARED * (run[1] - run[0] + 1):
        yield run[:2]
