"""Which articles tell of the same event.

Single-pass clustering as in topic detection and tracking (Allan et al. 1998): the articles are taken in order of publication;
each joins the event whose articles use the most similar words, or opens an event of its own. Words are capitalised ones: nouns
and names, the rarer the weightier (tf-idf without tf). An event ends when nothing was published on it for a month.

Missed: an article that tells of two events counts to one; the same event in articles more than a month apart is two.
"""
import math
import re
from collections import Counter, defaultdict

import pandas as pd

NOUN = re.compile(r"\b[A-ZÄÖÜ][^\W\d_]{3,}")
SIMILAR = 0.18                             # cosine to the event's words; unrelated articles stay below 0.1, those of one field (two football matches) below 0.2
SIMILAR_UNDATED = 0.25                     # of articles that give no date: nothing tells a second attack from the first
PRIOR = 1000                               # articles a small collection is thought to be drawn from, so that its own words still count
KEYS = 30                                  # an article is compared with the events that share one of its rarest shared words
SILENCE = pd.Timedelta(days=31)


def events(articles):
    """One number per article, as a Series indexed by `article_id`; the same number means the same event.

    Numbers count from 0 in order of publication. Missing words or dates give events of their own.
    """
    ordered = articles.sort_values(["published", "article_id"], na_position="last")
    words = [frozenset(NOUN.findall(text)) for text in ordered.text]
    spread = Counter(word for found in words for word in found)
    found, where = [], defaultdict(set)    # events; word -> numbers of the events it stands in
    numbers = []
    for nouns, published in zip(words, ordered.published):
        weights = {word: math.log(1 + (len(words) + PRIOR) / spread[word]) for word in sorted(nouns)}
        keys = sorted((word for word in weights if spread[word] > 1), key=lambda word: (spread[word], word))[:KEYS]
        number = nearest(weights, published, found, sorted({n for word in keys for n in where[word]}))
        if number is None:
            number = len(found)
            found.append({"words": Counter(), "norm": 0.0, "last": pd.NaT})
        grow(found[number], weights, published)
        for word in keys:
            where[word].add(number)
        numbers.append(number)
    return pd.Series(numbers, index=pd.Index(ordered.article_id, name="article_id"), name="event", dtype="int64")


def nearest(weights, published, found, candidates):
    """Number of the most similar event, None if none is similar enough."""
    length = math.hypot(*weights.values())
    best, number = SIMILAR, None
    for n in candidates:
        event = found[n]
        if published.as_unit("s") - event["last"].as_unit("s") > SILENCE:       # nanoseconds end at 292 years
            continue
        cosine = dot(weights, event) / (length * math.sqrt(event["norm"]))
        undated = pd.isna(published) or pd.isna(event["last"])
        if cosine > max(best, SIMILAR_UNDATED if undated else SIMILAR):
            best, number = cosine, n
    return number


def dot(weights, event):
    return math.fsum(weight * event["words"].get(word, 0) for word, weight in weights.items())


def grow(event, weights, published):
    """Add an article's words to an event."""
    event["norm"] += 2 * dot(weights, event) + math.fsum(weight ** 2 for weight in weights.values())
    event["words"].update(weights)
    event["last"] = published
