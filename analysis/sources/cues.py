"""The words that mark speech: verbs of saying with their auxiliaries and particles, from `lexicons/cues.csv`.

`verbs(s)` finds them in a `fields.Sentence`: `teilte ... mit`, `hat ... gefordert`, `geht davon aus`, `wird vorgeworfen`.
"""
from dataclasses import dataclass
from functools import cache

from .. import lexicons
from ..language.fields import FINITE


@dataclass(frozen=True)
class Entry:
    lemma: str
    particle: str
    words: tuple
    stance: str
    takes: frozenset

    @property
    def base(self):
        return self.lemma[len(self.particle):]


@dataclass
class Cue:
    entry: Entry
    words: list                            # positions of the words that make the cue, in order
    verb: int                              # the verb that means saying
    finite: int                            # the finite verb
    last: int                              # last position of the verb and its particle
    is_passive: bool = False


@cache
def entries(pos):
    """Rows of the list as entries, by lemma, and by the verb that is left when a particle stands apart."""
    found = {}
    for row in lexicons.rows("cues"):
        if row["pos"] == pos:
            entry = Entry(row["lemma"], row["particle"], tuple(row["words"].lower().split()), row["stance"], frozenset(row["takes"].split()))
            for key in {entry.lemma, entry.base}:
                found.setdefault(key, []).append(entry)
    return found


def verbs(s):
    """All cues of a sentence that are verbs, in text order; `entry` lists what they take."""
    if s.cues is None:
        s.cues = found_in(s)
    return s.cues


def found_in(s):
    found = []
    for p, tag in enumerate(s.tag):
        if tag[0] == "V" and s.lemma[p] in entries("verb") and p not in s.blocks:
            cue = verb(s, p)
            if cue:
                found.append(cue)
    return found


def verb(s, p):
    """The cue at position p, or None: no auxiliary, another particle, or the words it needs are missing."""
    finite, auxiliaries, passive = conjugation(s, p)
    if finite is None or is_guess(s, p, finite):
        return None
    best, best_words = None, ()
    place = s.segment_of(p)
    apart = separable(s, p, place) if s.tag[p] in FINITE else before_participle(s, p)
    for entry in entries("verb")[s.lemma[p]]:
        words = matches(s, p, entry, apart, place)
        if words is not None and (best is None or len(words) > len(best_words)):
            best, best_words = entry, words
    if best is None:
        return None
    es = [q for q in (p - 1, p + 1) if s.lemma[p] == "heißen" and 0 <= q < len(s) and s.lower[q] == "es"]
    merged = sorted({p, *auxiliaries, *best_words, *es, *reflexive(s, p, finite)})
    return Cue(best, merged, p, finite, max(p, *best_words, *auxiliaries) if best_words or auxiliaries else p, passive)


GUESSES = {"offenbar", "anscheinend", "wohl", "vermutlich"}


def is_guess(s, p, finite):
    """`hat sich offenbar entschieden`: the author infers it, nobody said so."""
    low, high = sorted((p, finite))
    return any(s.lower[q] in GUESSES for q in range(low + 1, max(high, min(low + 4, len(s)))))


def matches(s, p, entry, apart, place):
    """Positions of the entry's particle and further words; None where one is missing or another particle stands there."""
    found = []
    if entry.particle and s.lemma[p] == entry.base and s.lemma[p] != entry.lemma:
        if apart is None or s.lower[apart] != entry.particle:
            return None
        found.append(apart)
    elif s.lemma[p] != entry.lemma or apart is not None and s.tag[apart] == "PTKVZ" and s.lower[apart] not in entry.words:
        return None
    for word in entry.words:
        position = word_in_clause(s, word, place)
        if position is None:
            return None
        found.append(position)
    return found


def word_in_clause(s, word, place):
    if word not in s.lower:
        return None
    clause = s.segments[place].clause
    for segment in s.segments[max(0, place - 4):place + 5]:
        if segment.clause == clause or segment.form == "none":
            for q in range(segment.start, segment.end):
                if s.lower[q] == word:
                    return q
    return None


def separable(s, p, place):
    """Position of the particle at the end of the finite verb's clause, over relative clauses and appositions."""
    for segment in s.segments[place:place + 6]:
        if segment.start > p and (segment.form in ("dass", "inf", "second", "wh", "quotation") or
                                  segment.form == "first" and s.tag[segment.start] in FINITE):
            break
        for q in range(max(p + 1, segment.start), segment.end):
            if s.tag[q] == "PTKVZ" and s.lower[q] != "weiter":
                return q
            if s.tag[q] in FINITE and segment.start <= p:
                return None
            if s.lower[q] in particles() and (q + 1 == segment.end or s.tag[q + 1] in ("$,", "$.", "KON", "$(")):
                return q
    return None


@cache
def particles():
    return frozenset(row["particle"] for row in lexicons.rows("cues") if row["particle"])


def before_participle(s, p):
    """`bekannt gegeben`: the particle written apart."""
    return p - 1 if p and s.lower[p - 1] in particles() and s.tag[p - 1] in ("ADJD", "PTKVZ", "ADV") else None


def reflexive(s, p, finite):
    low, high = min(p, finite), max(p, finite)
    near = [q for q in range(max(0, low - 3), min(len(s), high + 4)) if s.tag[q] == "PRF" or s.lower[q] == "sich"]
    return near[:1]


def conjugation(s, p):
    """The finite verb a cue verb hangs on, all its auxiliaries, and whether it is a passive. (None, [], False) without one."""
    tag = s.tag[p]
    if tag in FINITE:
        return p, [], False
    if tag not in ("VVPP", "VVINF", "VAPP"):
        return None, [], False
    after = []
    q = p + 1
    while q < len(s) and s.tag[q][0] == "V":
        after.append(q)
        q += 1
    finite = next((q for q in reversed(after) if s.tag[q] in FINITE), None)
    if finite is None:
        place = s.segment_of(p)
        finite = auxiliary_before(s, p, place)
    if finite is None:
        return None, [], False
    lemma = s.lemma[finite]
    auxiliaries = sorted({finite, *after})
    if tag == "VVINF":
        able = lemma in ("müssen", "können", "mögen", "lassen") and not s.mood[finite]       # `könnte hoffen`: the author guesses
        return (finite, auxiliaries, False) if able else (None, [], False)
    if lemma == "sein" and tag == "VVPP" and not any(s.lower[q] in ("es", "worden") for q in range(max(0, p - 12), min(len(s), p + 3))):
        return None, [], False                 # `ist gefordert`: a state
    passive = lemma == "werden" or any(s.lower[q] == "worden" for q in after) or lemma == "sein" and s.lemma[p] not in ("werden", "kommen")
    return finite, auxiliaries, passive


def auxiliary_before(s, p, place):
    clause = s.segments[place].clause
    for segment in reversed(s.segments[max(0, place - 4):place + 1]):
        if segment.clause == clause:
            for q in reversed(segment.finite):
                if q < p and s.tag[q] in ("VAFIN", "VMFIN"):
                    return q
    return None
