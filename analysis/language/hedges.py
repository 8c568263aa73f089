"""The words by which a text keeps its distance from what it says: `soll`, `offenbar`, `nach ersten Schätzungen`, Konjunktiv.

`hedges(tokens)` gives one dict a marker, in text order: `start`, `end` (characters), `text`, `mood` (of a verb) and `kind`:

- modal: `soll`, `dürfte`, `könnte`; adverb: `offenbar`, `mutmaßlichen`; verb: `schätzen`, `scheinen`;
- konjunktiv: any other finite verb that can only be read as Konjunktiv (`sei`, `habe`, `wäre`);
- source phrase: `laut`, `zufolge`, `nach Angaben`.

These are the shields of Prince, Frader and Bosk (1982), of plausibility and of attribution; their approximators (`rund 100`)
are the `bound` of a number. Missed: `will ... gesehen haben`, irony, and whether `soll` reports a plan or hearsay.
"""
from functools import cache, lru_cache

from .. import lexicons

POLITE = {"möchte", "möchten", "möchtest"}           # Konjunktiv in form, no longer in meaning
REACH = 4                                             # tokens between `nach` and its noun


def hedges(tokens):
    """The markers among the tokens of a sentence or clause (a Span or a list of tokens)."""
    found = []
    for i, token in enumerate(tokens):
        kind = kind_of(tokens, i)
        if kind:
            found.append({"start": token.idx, "end": token.end, "text": token.text, "kind": kind, "mood": token.mood})
    return found


def kind_of(tokens, i):
    """The kind of marker token `i` is, or None."""
    token = tokens[i]
    row = listed(token.lower_, token.lemma_.lower(), token.tag_)
    if row and (not row["preposition"] or beside(tokens, i, row["preposition"])):
        return row["kind"]
    if token.mood and token.lower_ not in POLITE:
        return "konjunktiv"
    return None


@lru_cache(100_000)
def listed(word, lemma, tag):
    """The row of `hedges.csv` for a word: by its form, its lemma or its ending; or None."""
    return lexicon("form").get(word) or lexicon("lemma").get(lemma) or (by_ending(lemma) if tag == "NN" else None)


@cache
def lexicon(match):
    return {row["word"]: row for row in lexicons.rows("hedges") if row["match"] == match}


def by_ending(lemma):
    """`Polizeiangaben`, `Medienberichten`: a noun that ends in one of the list."""
    return next((row for word, row in lexicon("ending").items() if lemma.endswith(word)), None)


def beside(tokens, i, preposition):
    """The preposition stands shortly before the noun (`nach ersten Schätzungen`), or behind it."""
    words = [token.lower_ for token in tokens[max(0, i - REACH):i]]
    following = tokens[i + 1].lower_ if i + 1 < len(tokens) else ""
    return preposition in words or following == preposition
