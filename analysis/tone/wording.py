"""The words that carry the tone: those that mark a distance or a judgement, and those that make a sentence good or bad."""
from bisect import bisect_right

import pandas as pd

from ..language import reading
from ..language.hedges import hedges
from .sentiment import explain, loaded_words

COLUMNS = {"article_id": "str", "sentence_id": "int64", "voice": "str", "start": "int64", "end": "int64", "text": "str", "marker": "str", "kind": "str"}


def markers(articles, sentences):
    """One row a marker in one of the sentences (rows of `Result.sentences`), by article and place.

    `marker` is hedge or loaded word, `kind` that of the hedge (modal, adverb, verb, konjunktiv, source phrase) or the category of the
    loaded word (`lexicons/loaded_words.csv`), `voice` that of its sentence. Reads the texts once more.
    """
    rows = []
    texts = articles[articles.article_id.isin(sentences.article_id.unique())]
    for article in texts.itertuples():
        doc = reading.words(reading.read(article.text))
        starts = [sent.start_char for sent in doc.sentences]
        found = [{**row, "marker": "hedge"} for sent in doc.sentences for row in hedges(sent)]
        found += [{**row, "text": row["word"], "kind": row["category"], "marker": "loaded word"} for row in loaded_words(doc)]
        rows += [{**row, "article_id": article.article_id, "sentence_id": bisect_right(starts, row["start"]) - 1} for row in found]
    found = pd.DataFrame(rows, columns=[column for column in COLUMNS if column != "voice"])
    found = found.merge(sentences[["article_id", "sentence_id", "voice"]], on=["article_id", "sentence_id"])
    return found[list(COLUMNS)].astype(COLUMNS).sort_values(["article_id", "start", "marker"], ignore_index=True)


def extremes(sentences):
    """What makes the most negative and the most positive sentence so: one row a word, as `explain` gives them, under `tone`
    (most negative, most positive) and `sentence`. A sentence without a listed word has no row."""
    found = [explain(row.text).assign(tone=tone, sentence=row.text) for tone, rows in (
        ("most negative", sentences[sentences.polarity < 0].nsmallest(1, "polarity")),
        ("most positive", sentences[sentences.polarity > 0].nlargest(1, "polarity"))) for row in rows.itertuples()]
    none = explain("").assign(tone="", sentence="")
    return pd.concat([none, *found]).set_index(["tone", "sentence"])
