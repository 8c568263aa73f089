"""Tone towards a target: what a text makes the reader think of a person or organisation it names.

The network of `language.network` reads the sentence and, apart, the target's own words in it; models/README.md says what it learned from and how
well it does. Missed: irony, what only the reader knows to be bad, and tone that stands in another sentence.
"""
from bisect import bisect_right

import pandas as pd

from ..language import network, reading
from ..language.engine import engine


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
        judged = judge_all(reading.read(texts[article]), list(zip(group.start.astype(int), group.end.astype(int))))
        found.loc[group.index] = pd.DataFrame(judged, columns=["polarity", "label"], index=group.index)
    return mentions.assign(polarity=found.polarity.to_numpy(), label=found.label.array)


def find(doc, actors):
    """One row a mention of a person or organisation (rows of `actors.find`) as a target, as a dict: its place, kind and name, `polarity`, `label`.

    None of a place: readers judged persons only, and where something bad happens is not bad. None at all with the fast engine, which knows no tone.
    """
    actors = [row for row in actors if row["kind"] != "place"] if engine() == "precise" else []
    judged = judge_all(doc, [(row["start"], row["end"]) for row in actors])
    return [{**{column: row[column] for column in ("start", "end", "kind", "name")}, "polarity": polarity, "label": label}
            for row, (polarity, label) in zip(actors, judged)]


def judge_all(doc, places):
    """(polarity, label) for each target, a (start, end) of a passed document."""
    read = network.read_document(doc) if places else []
    starts = [tokens[0].idx for tokens, _, _ in read]
    return [judge(*read[max(0, bisect_right(starts, end - 1) - 1)], start, end) for start, end in places]


def judge(tokens, values, pieces, start, end):
    """(polarity, label) for the target between two offsets, in the sentence where it ends; white space is neutral."""
    inside = [i for i, token in enumerate(tokens) if token.idx < end and start < token.end]
    if not inside:
        return 0.0, "neutral"
    chances = network.tone(values, pieces, inside[0], inside[-1] + 1)
    return round(float(chances[2] - chances[0]), 3), network.TONES[int(chances.argmax())]


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
