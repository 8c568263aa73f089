"""Tone towards a target: what a text makes the reader think of a person or organisation it names.

A linear model over the features of `target_features`: lexicon polarity by place and by the target's role, verbs by what they do
to whom, words around. Its weights (`models/targets.csv`, one row a feature) were learned from MAD-TSC by `training/targets.py`;
`models/targets.md` says how well it does. Names are no features. Missed: irony, and what only the reader knows to be bad.
"""
import csv
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from ..language import reading
from .target_features import features

LABELS = ("negative", "neutral", "positive")
MODEL = Path(__file__).parents[1] / "models" / "targets.csv"


def target_sentiment(articles, mentions):
    """The mentions with `polarity` (−1 to 1) and `label` (negative, neutral, positive) of the tone towards each.

    `articles` needs article_id and text; `mentions` article_id, start, end (characters of that text). `polarity` is the
    probability of positive less that of negative. Raises ValueError for a missing column, an unknown or doubled article_id, and offsets that are
    not a place in the text.
    """
    texts = checked(articles, mentions)
    found = pd.DataFrame({"polarity": 0.0, "label": "neutral"}, index=range(len(mentions))).astype({"label": "str"})
    places = pd.DataFrame({"article": mentions.article_id.astype(str).to_numpy(), "start": mentions.start.to_numpy(), "end": mentions.end.to_numpy()})
    for article, group in places.groupby("article", sort=False):
        judged = judge_all(reading.read(texts[article]), zip(group.start.astype(int), group.end.astype(int)))
        found.loc[group.index] = pd.DataFrame(judged, columns=["polarity", "label"], index=group.index)
    return mentions.assign(polarity=found.polarity.to_numpy(), label=found.label.array)


def find(doc, actors):
    """One row a mention of an actor (rows of `actors.find`) as a target, as a dict: its place, kind and name, `polarity` and `label`."""
    judged = judge_all(doc, [(row["start"], row["end"]) for row in actors])
    return [{**{column: row[column] for column in ("start", "end", "kind", "name")}, "polarity": polarity, "label": label}
            for row, (polarity, label) in zip(actors, judged)]


def judge_all(doc, places):
    """(polarity, label) for each target, a (start, end) of a passed document."""
    tones = {}
    return [judge(features(doc.char_span(start, end, alignment_mode="expand"), tones)) for start, end in places]


def judge(found):
    """(polarity, label) for the features of one target."""
    known = weights()
    score = known["intercept"] + sum((value * known[name] for name, value in found.items() if name in known), np.zeros(len(LABELS)))
    chances = 1 / (1 + np.exp(-score))
    chances /= chances.sum()
    return round(float(chances[2] - chances[0]), 3), LABELS[int(chances.argmax())]


@cache
def weights():
    """Feature -> weight for each label."""
    with open(MODEL, encoding="utf-8", newline="") as file:
        return {row["feature"]: np.array([float(row[label]) for label in LABELS]) for row in csv.DictReader(file)}


def checked(articles, mentions):
    """The text of each article, after all complaints about the tables."""
    for name, table, columns in (("articles", articles, ("article_id", "text")), ("mentions", mentions, ("article_id", "start", "end"))):
        missing = [column for column in columns if column not in table]
        if missing:
            raise ValueError(f"{name}: no column {', '.join(missing)}; there are {', '.join(map(str, table.columns))}")
    ids = articles.article_id.astype(str)
    if ids.duplicated().any():
        raise ValueError(f"articles: article_id must be unique; twice or more: {', '.join(ids[ids.duplicated()].unique()[:5])}")
    texts = dict(zip(ids, articles.text.fillna("").astype(str)))
    for row in mentions.itertuples(index=False):
        article = str(row.article_id)
        if article not in texts:
            raise ValueError(f"mentions: unknown article_id {article}; it must be one of the articles'")
        if not 0 <= row.start < row.end <= len(texts[article]):
            raise ValueError(f"mentions: {row.start} to {row.end} is no place in article {article}, which has {len(texts[article])} characters")
    return texts
