"""Whether a sentence gives the author's own view or reports.

`is_subjective(sent, weights)` adds up points for what a sentence shows of its author - a judgement, `leider`, `ja`, `doch`,
`man`, an exclamation - and takes off points for what reports are made of: figures, names, quotations, Konjunktiv I, sources.
A view that somebody else holds is reported, and so objective. `points(sent)` names each reason.

Missed: irony, views told in plain words, and what only the next sentence shows.
Method: private states and their expressive elements (Wiebe, Wilson and Cardie 2005); points set by hand, nothing learned.
"""
from collections import Counter

from . import lexicons
from .hedges import hedges

ENOUGH = 1                                 # points of a subjective sentence
POINTS = {"stance": 2, "judging noun": 2, "evaluation": 2, "stance verb": 1, "particle": 1, "degree": 1, "first person": 1,
          "generic person": 1, "exclamation": 2, "question": 1, "hedge": 1, "obligation": 1, "negation": 1, "opening": 1,
          "polarity": 1, "scare quotes": 1, "figure": -1, "name": -1, "quotation": -1, "reported": -2}
OPENINGS = ("KON", "VMFIN", "VVFIN", "VAFIN", "VVIMP", "PWS", "PWAV")


def is_subjective(sent, weights=()):
    """Whether the points of a sentence (a Span) reach the mark; `weights` are its polarity weights."""
    return sum(points(sent, weights).values()) >= ENOUGH


def points(sent, weights=()):
    """The reasons for and against, kind of sign -> points, each kind counted once."""
    found = Counter(kind for token in sent for kind in signs(token))
    found += Counter(hedge_sign(hedge) for hedge in hedges(sent))
    found["exclamation"] += sent[-1].text == "!"
    found["question"] += sent[-1].text == "?"
    found["opening"] += sent[0].tag_ in OPENINGS
    found["polarity"] += any(abs(weight.weight) >= 1 for weight in weights)
    return {kind: POINTS[kind] for kind in POINTS if found[kind]}


def signs(token):
    """The kinds of sign a single token is."""
    listed = lexicons.table("subjective_markers", "word", "kind")
    kind = listed.get(token.lemma_) or listed.get(token.lower_) or listed.get(token.lemma_.lower())
    if kind:
        yield kind
    if token.tag_ == "PTKNEG":
        yield "negation"
    if token.tag_ == "VMFIN" and token.lemma_ in ("müssen", "dürfen", "sollen") and token.lower_ not in ("soll", "sollen"):
        yield "obligation"
    if token.tag_ == "CARD" or token.text[0].isdigit():
        yield "figure"
    if token.tag_ == "NE":
        yield "name"
    if token.text in ("„", "“", "”", '"', "»", "«"):
        yield "quotation"


def hedge_sign(hedge):
    return {"konjunktiv": "reported", "source phrase": "reported"}.get(hedge["kind"], "hedge")
