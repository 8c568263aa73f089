"""Whether a sentence gives the author's own view or reports.

`is_subjective(sent, weights)` adds up points for what a sentence shows of its author - a judgement, `leider`, `ja`, `doch`,
`man`, an exclamation, `wichtigste`, “Experten” in quotation marks - and takes off points for what reports are made of: figures,
names, quotations, Konjunktiv I, past tense, sources, verbs of saying. A view that somebody else holds is reported, and so objective. `points(sent)` names each reason.

Missed: irony, views told in plain words, and what only the next sentence shows.
Method: private states and their expressive elements (Wiebe, Wilson and Cardie 2005); points set by hand, nothing learned.
"""
from functools import cache

from .. import lexicons
from ..language.clauses import INDICATIVE
from ..language.hedges import hedges
from ..language.quotation_marks import DOUBLE
from ..language.tense import is_preterite

ENOUGH = 2                                 # points of a subjective sentence
POINTS = {
    # something is judged
    "judging noun": 3, "judging compound": 2, "evaluation": 2, "stance": 2, "stance verb": 2, "superlative": 1, "degree": 2, "predicate": 1,
    "strong adjective": 1, "scare quotes": 1,
    # somebody speaks, to somebody
    "exclamation": 3, "particle": 2, "generic person": 1, "opening": 1, "question": 1, "first person": 1, "address": 1, "focus": 1,
    "inference": 1, "aside": 1,
    # what is not, or only might or should be
    "hedge": 2, "obligation": 1, "negation": 1, "condition": 1,
    # what reports are made of
    "figure": -2, "quotation": -2, "reported": -4, "past": -2, "speaker": -3, "somebody's view": -3, "name": -1}
OPENINGS = ("KON", "VMFIN", "VVFIN", "VAFIN", "VVIMP", "PWS", "PWAV")
SMALL = {"ein", "eins", "zwei", "drei", "vier", "beide"}      # number words that are hardly a figure: `Zwei Despoten bedrohen den Frieden`
LONGEST_SCARE = 2                          # words in quotation marks that are no quotation: `die „Experten“`
UMLAUTS = str.maketrans("äöü", "aou")
PART = range(4, 13)                        # letters of a compound's judging part


def is_subjective(sent, weights=()):
    """Whether the points of a sentence (a Span) reach the mark; `weights` are its polarity weights."""
    return sum(points(sent, weights).values()) >= ENOUGH


def points(sent, weights=()):
    """The reasons for and against, kind of sign -> points, each kind counted once."""
    found = {kind for token in sent for kind in signs(token)}
    found.update(hedge_sign(hedge) for hedge in hedges(sent))
    found.update(whole(sent))
    if any(abs(weight.weight) >= 1 and sent.doc[weight.i].tag_[:3] == "ADJ" for weight in weights):
        found.add("strong adjective")
    return {kind: POINTS[kind] for kind in POINTS if kind in found}


@cache
def markers():
    """Word -> kind; parts of compounds apart."""
    return {row["word"]: row["kind"] for row in lexicons.rows("subjective_markers") if row["kind"] not in ("judging part", "view of somebody")}


def signs(token):
    """The kinds of sign a single token is."""
    tag, word = token.tag_, token.lower_
    listed = markers()
    kind = listed.get(token.lemma_) or listed.get(word) or listed.get(token.lemma_.lower())
    tops = tag == "ADJA" and is_superlative(word, token.lemma_.lower())
    if kind and not (tag == "ADJA" and kind in ("stance", "focus") or kind == "evaluation" and tops):       # `natürliche Ursachen`, `wichtigstes Ziel`
        yield kind
    if tag == "NN" and not kind and is_judging(token.lemma_.lower()):
        yield "judging compound"
    elif tag == "PTKNEG":
        yield "negation"
    elif tag == "VMFIN" and token.lemma_ in ("müssen", "dürfen", "sollen") and word not in ("soll", "sollen"):
        yield "obligation"
    elif word[0].isdigit() or tag == "CARD" and word not in SMALL:
        yield "figure"
    elif tag == "NE":
        yield "name"
    elif tag[:3] == "ADJ" and is_superlative(word, token.lemma_.lower()):
        yield "superlative"
    elif word in ("wenn", "falls", "sofern"):
        yield "condition"


def is_superlative(word, lemma):
    """`schlimmste`, `größten`, `am besten`."""
    ending = word.translate(UMLAUTS).removeprefix(lemma.translate(UMLAUTS))
    return ending.startswith(("st", "est")) or word.startswith(("größte", "beste"))


def is_judging(lemma):
    parts = lexicons.words("subjective_markers", kind="judging part")
    return any(lemma[-n:] in parts or lemma[:n] in parts for n in PART if n < len(lemma))


def whole(sent):
    """The kinds of sign that a sentence as a whole shows."""
    if sent[-1].text == "!":
        yield "exclamation"
    if sent[-1].text == "?":
        yield "question"
    if sent[0].tag_ in OPENINGS:
        yield "opening"
    if any(token.text in ("–", "—") for token in sent):
        yield "aside"
    yield from quoted(sent)
    yield from verbs(sent)


def quoted(sent):
    """A word or two in quotation marks are kept at a distance; more are somebody's words."""
    marks = [token.i for token in sent if token.text in DOUBLE]
    if not marks:
        return
    lengths = [b - a - 1 for a, b in zip(marks[::2], marks[1::2])]
    yield "scare quotes" if len(marks) % 2 == 0 and max(lengths) <= LONGEST_SCARE else "quotation"


def verbs(sent):
    """Past tense, verbs of saying with somebody who speaks, and predicates: `ist unnötig`."""
    finite = [token for token in sent if token.tag_ in INDICATIVE]
    if finite and all(not token.mood and is_preterite(token.lower_, token.lemma_.lower(), token.tag_) for token in finite):
        yield "past"
    first = any(token.lower_ in ("ich", "wir") for token in sent)
    if not first and any(token.tag_ == "VVFIN" and token.lemma_ in speech_verbs() for token in finite):
        yield "speaker"
    if not first and any(token.tag_ == "VVFIN" and token.lemma_ in lexicons.words("subjective_markers", kind="view of somebody") for token in finite):
        yield "somebody's view"
    if any(token.lemma_ in ("sein", "bleiben", "wirken") for token in finite) and any(token.tag_ == "ADJD" for token in sent):
        yield "predicate"


@cache
def speech_verbs():
    """Verbs that tell what somebody said, `sagen`; not those that tell a speech act without its words, `fordern`."""
    return frozenset(row["lemma"] for row in lexicons.rows("cues") if row["pos"] == "verb" and "quote" in row["takes"].split() and not row["words"])


def hedge_sign(hedge):
    """Konjunktiv I is somebody else's (`sei`); Konjunktiv II can be the author's (`wäre`), and `soll` a plan: they say nothing."""
    if hedge["kind"] == "konjunktiv":
        return None if hedge["mood"] == "II" else "reported"
    if hedge["kind"] == "modal":
        return None if hedge["text"].lower() in ("soll", "sollen") else "hedge"
    return "reported" if hedge["kind"] == "source phrase" else "hedge"
