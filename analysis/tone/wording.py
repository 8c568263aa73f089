"""The words that carry the tone: those that mark a distance or a judgement, and those that make a sentence good or bad."""
from bisect import bisect_right

import pandas as pd

from .. import lexicons, tables
from ..language import reading
from ..language.hedges import hedges
from .polarity import idioms, weigh

LABELS = {"most negative": -1, "most positive": 1}


def find(doc, sentences):
    """One row a hedge or a loaded word, as a dict: start, end, `marker` (hedge, loaded word), `kind` of the hedge (modal, adverb,
    verb, konjunktiv, source phrase) or category of the loaded word (`lexicons/loaded_words.csv`), and the `voice` of its
    sentence, one of the rows of `sentiment.sentences`."""
    doc = reading.words(doc)
    found = [{**row, "marker": "hedge"} for sent in doc.sentences for row in hedges(sent)]
    found += [{**row, "marker": "loaded word", "kind": row["category"]} for row in loaded_words(doc)]
    starts = [row["start"] for row in sentences]
    found = [{**row, "voice": sentences[bisect_right(starts, row["start"]) - 1]["voice"]} for row in found]
    return sorted(found, key=lambda row: (row["start"], row["marker"]))


def loaded_words(doc):
    """One row a word that judges or inflates what it names: start, end, word, lemma, category."""
    listed = lexicons.table("loaded_words", "word", "category")
    doc = reading.words(doc)
    fixed = {i for sent in doc.sentences for i in idioms(sent)}        # `kein Wunder`
    return [{"start": token.idx, "end": token.end, "word": token.text, "lemma": token.lemma_,
             "category": listed[token.lemma_]} for token in doc if token.lemma_ in listed and token.i not in fixed]


def weights(doc):
    """One row a word that makes its sentence sound good or bad, as a dict: start, end, `word` (a verb with its particle),
    `weight`, `rule`; the weights of a sentence add up to its polarity, sum / sqrt(sum² + 3)."""
    doc = reading.words(doc)
    found = [(doc[weight.i], weight) for sent in doc.sentences for weight in weigh(sent)]
    return [{"start": token.idx, "end": token.end, "word": weight.word, "weight": round(weight.weight, 3), "rule": "; ".join(weight.rules)}
            for token, weight in found]


def markers(articles, sentences):
    """The rows of the table `markers` that stand in one of the sentences (rows of `Result.sentences`). Reads the texts once more."""
    found = []
    for article in articles[articles.article_id.isin(sentences.article_id.unique())].itertuples():
        here = sentences[sentences.article_id.eq(article.article_id)]
        places = here[["start", "end", "sentence_id", "voice"]].to_dict("records")
        for row in find(reading.read(article.text), places):
            place = next((each for each in places if each["start"] <= row["start"] < each["end"]), None)
            if place:
                found.append({**row, "article_id": article.article_id, "sentence_id": place["sentence_id"], "voice": place["voice"],
                              "text": article.text[row["start"]:row["end"]]})
    return tables.build("markers", found)


def extremes(sentences, tone_words):
    """The rows of `tone_words` that make the most negative and the most positive of the sentences so, under `tone` (most negative, most
    positive) and `sentence`. A sentence without such a word has no row."""
    found = []
    for tone, sign in LABELS.items():
        one = sentences[sign * sentences.polarity > 0].assign(size=sign * sentences.polarity).nlargest(1, "size")
        words = tone_words.merge(one[["article_id", "sentence_id", "text"]].rename(columns={"text": "sentence"}), on=["article_id", "sentence_id"])
        found.append(words.assign(tone=tone))
    return pd.concat(found).set_index(["tone", "sentence"])[["word", "weight", "rule"]]
