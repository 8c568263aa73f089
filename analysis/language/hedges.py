"""The words by which a text keeps its distance from what it says: `soll`, `offenbar`, `nach ersten Schätzungen`, Konjunktiv.

`hedges(tokens)` gives one dict a marker, in text order: `start`, `end` (characters), `text`, `mood` (of a verb) and `kind`:

- modal: `soll`, `dürfte`, `könnte`; adverb: `offenbar`, `mutmaßlichen`; verb: `schätzen`, `scheinen`;
- konjunktiv: any other finite verb that can only be read as Konjunktiv (`sei`, `habe`, `wäre`);
- source phrase: `laut`, `zufolge`, `nach Angaben`.

These are the shields of Prince, Frader and Bosk (1982), of plausibility and of attribution; their approximators (`rund 100`)
are the `bound` of a number. `soll` is one where it tells hearsay, not a plan. Missed: `will ... gesehen haben`, irony.
"""
from functools import cache, lru_cache

from .. import lexicons

POLITE = {"möchte", "möchten", "möchtest"}           # Konjunktiv in form, no longer in meaning
REACH = 4                                             # tokens between `nach` and its noun


def hedges(tokens, plans=False):
    """The markers among the tokens of a sentence or clause (a Span or a list of tokens); with `plans` the `soll` of a plan too, of which
    a figure is no more certain."""
    found = []
    for i, token in enumerate(tokens):
        kind = kind_of(tokens, i, plans)
        if kind:
            found.append({"start": token.idx, "end": token.end, "text": token.text, "kind": kind, "mood": token.mood})
    return found


def kind_of(tokens, i, plans):
    """The kind of marker token `i` is, or None."""
    token = tokens[i]
    row = listed(token.lower_, token.lemma_.lower(), token.tag_)
    if row and (not row["preposition"] or beside(tokens, i, row["preposition"])) and (not row["needs"] or has_any(tokens, i, row["needs"].split())):
        return None if not plans and token.lemma_ == "sollen" and is_plan(tokens, i) else row["kind"]
    if token.mood and token.lower_ not in POLITE:
        return "konjunktiv"
    return None


@lru_cache(100_000)
def listed(word, lemma, tag):
    """The row of `hedges.csv` for a word: by its form, its lemma or its ending; or None."""
    if tag == "NN":                        # `zum Wohl der Kinder` is no `wohl`
        return (lexicon("lemma").get(lemma) if lexicon("lemma").get(lemma, {}).get("kind") == "source phrase" else None) or by_ending(lemma)
    return lexicon("form").get(word) or lexicon("lemma").get(lemma)


@cache
def lexicon(match):
    return {row["word"]: row for row in lexicons.rows("hedges") if row["match"] == match}


def by_ending(lemma):
    """`Polizeiangaben`, `Medienberichten`: a noun that ends in one of the list."""
    return next((row for word, row in lexicon("ending").items() if lemma.endswith(word)), None)


def has_any(tokens, i, needs):
    """Whether something of what the verb needs to be a hedge stands in the sentence: a word (`als`, `hin`), a clause, a number, an infinitive with `zu`."""
    others = [token for token in tokens if token is not tokens[i]]
    signs = {"infinitive": any(token.tag_ in ("PTKZU", "VVIZU") for token in others), "number": any(token.tag_ == "CARD" for token in others),
             "clause": any(token.lower_ in ("dass", "ob") for token in others)
             or any(token.text == "," and following.tag_[0] != "V" for token, following in zip(tokens[i:], tokens[i + 1:]))}
    words = {token.lower_ for token in tokens[i + 1:]}
    return any(signs.get(need, need in words) for need in needs)


def is_plan(tokens, i):
    """`soll 2027 gebaut werden`: what is planned, not what is told; `soll gelogen haben`, `soll krank sein` are told, and all that has a source phrase."""
    if any(row and row["kind"] == "source phrase" and (not row["preposition"] or beside(tokens, k, row["preposition"]))
           for k, token in enumerate(tokens) if (row := listed(token.lower_, token.lemma_.lower(), token.tag_))):
        return False
    return not any(token.tag_ == "VAINF" and token.lower_ in ("haben", "sein") for token in tokens)


def beside(tokens, i, preposition):
    """The preposition stands shortly before the noun (`nach ersten Schätzungen`), or behind it."""
    words = [token.lower_ for token in tokens[max(0, i - REACH):i]]
    following = tokens[i + 1].lower_ if i + 1 < len(tokens) else ""
    return preposition in words or following == preposition
