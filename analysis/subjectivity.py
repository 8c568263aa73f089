"""Whether a sentence gives the author's own view or reports.

`is_subjective(sent, weights)` adds up points for what a sentence shows of its author - a judgement, `leider`, `ja`, `doch`,
`man`, an exclamation - and takes off points for what reports are made of: figures, names, quotations, Konjunktiv I, sources.
A view that somebody else holds is reported, and so objective. `points(sent)` names each reason.

Missed: irony, views told in plain words, and what only the next sentence shows.
Method: private states and their expressive elements (Wiebe, Wilson and Cardie 2005); points set by hand, nothing learned.
"""
from functools import lru_cache

from . import lexicons
from .hedges import hedges

ENOUGH = 1                                 # points of a subjective sentence
POINTS = {"stance": 2, "judging noun": 2, "evaluation": 2, "stance verb": 1, "particle": 1, "degree": 1, "first person": 1,
          "generic person": 1, "exclamation": 2, "question": 1, "hedge": 1, "obligation": 1, "negation": 1, "opening": 1,
          "polarity": 1, "scare quotes": 1, "figure": -1, "name": -1, "quotation": -1, "reported": -2}
OPENINGS = ("KON", "VMFIN", "VVFIN", "VAFIN", "VVIMP", "PWS", "PWAV")


def is_subjective(sent, weights=()):
    """Whether the points of a sentence (Words) reach the mark; `weights` are its polarity weights."""
    return sum(points(sent, weights).values()) >= ENOUGH


def points(sent, weights=()):
    """The reasons for and against, kind of sign -> points, each kind counted once."""
    found = {kind for token in sent for kind in signs(token.text, token.tag_, token.lemma_)}
    found |= {hedge_sign(hedge) for hedge in hedges(sent)}
    found |= {"exclamation"} if sent[-1].text == "!" else {"question"} if sent[-1].text == "?" else set()
    found |= {"opening"} if sent[0].tag_ in OPENINGS else set()
    found |= {"polarity"} if any(abs(weight.weight) >= 1 for weight in weights) else set()
    return {kind: value for kind, value in POINTS.items() if kind in found}


@lru_cache(100_000)
def signs(text, tag, lemma):
    """The kinds of sign a single token is."""
    listed, word = lexicons.table("subjective_markers", "word", "kind"), text.lower()
    kind = listed.get(lemma) or listed.get(word) or listed.get(lemma.lower())
    return tuple(name for name, is_one in (
        (kind, kind), ("negation", tag == "PTKNEG"),
        ("obligation", tag == "VMFIN" and lemma in ("müssen", "dürfen", "sollen") and word not in ("soll", "sollen")),
        ("figure", tag == "CARD" or text[0].isdigit()), ("name", tag == "NE"),
        ("quotation", text in ("„", "“", "”", '"', "»", "«"))) if is_one)


def hedge_sign(hedge):
    return {"konjunktiv": "reported", "source phrase": "reported"}.get(hedge["kind"], "hedge")
