"""The words that mark speech: verbs of saying with their auxiliaries and particles, from `lexicons/cues.csv`.

`verbs(s)` finds them in a `clauses.Sentence`: `teilte ... mit`, `hat ... gefordert`, `geht davon aus`, `wird vorgeworfen`.
"""
from dataclasses import dataclass
from functools import cache

from .. import lexicons
from ..language.clauses import FINITE
from ..language.tense import with_sein


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
            words, takes = tuple(row["words"].lower().split()), frozenset(row["takes"].split())
            entry = Entry(row["lemma"], row["particle"], words, row["stance"], takes)
            for key in {entry.lemma, entry.base}:
                found.setdefault(key, []).append(entry)
    return found


def verbs(sentence):
    """All cues of a sentence that are verbs, in text order; `entry` lists what they take."""
    if sentence.cues is None:
        sentence.cues = found_in(sentence)
    return sentence.cues


def found_in(sentence):
    found = []
    for at, tag in enumerate(sentence.tag):
        if tag[0] == "V" and sentence.lemma[at] in entries("verb") and at not in sentence.blocks:
            cue = verb(sentence, at)
            if cue:
                found.append(cue)
    return found


def verb(sentence, at):
    """The cue at a position, or None: no auxiliary, another particle, or the words it needs are missing."""
    finite, auxiliaries, passive = conjugation(sentence, at)
    if finite is None or is_guess(sentence, at, finite) or is_supposed(sentence, at) or is_meaning(sentence, at) or sentence.lower[at] in NEWSROOM:
        return None
    best, best_words = None, ()
    place = sentence.segment_of(at)
    apart = separable(sentence, at, place) if sentence.tag[at] in FINITE else before_participle(sentence, at)
    for entry in entries("verb")[sentence.lemma[at]]:
        words = matches(sentence, at, entry, apart, place)
        if words is not None and (best is None or len(words) > len(best_words)):
            best, best_words = entry, words
    if best is None:
        return None
    es = [other for other in (at - 1, at + 1) if 0 <= other < len(sentence) and sentence.lower[other] == "es"] \
        if sentence.lemma[at] == "heißen" else []
    merged = sorted({at, *auxiliaries, *best_words, *es, *reflexive(sentence, at, finite)})
    return Cue(best, merged, at, finite, max((at, *best_words, *auxiliaries)), passive)


NEWSROOM = lexicons.words("phrase_words", role="newsroom")
GUESSES = {"offenbar", "anscheinend", "wohl", "vermutlich"}


def is_meaning(sentence, at):
    """`das heißt`: what is meant, nobody said so."""
    return sentence.lemma[at] == "heißen" and not {"das", "dies"}.isdisjoint(sentence.lower[max(0, at - 1):at + 2])


def is_guess(sentence, at, finite):
    """`hat sich offenbar entschieden`: the author infers it, nobody said so."""
    low, high = sorted((at, finite))
    return any(sentence.lower[other] in GUESSES for other in range(low + 1, max(high, min(low + 4, len(sentence)))))


def is_supposed(sentence, at):
    """`Wenn die Partei glaubt, ...`: nobody has said it."""
    clause = sentence.segments[sentence.segment_of(at)].clause
    opening = next(segment.start for segment in sentence.segments if segment.clause == clause)
    return sentence.lower[opening] in lexicons.words("phrase_words", role="supposing") and sentence.tag[opening] == "KOUS"


def matches(sentence, at, entry, apart, place):
    """Positions of the entry's particle and further words; None where one is missing or another particle stands there."""
    found = []
    if entry.particle and sentence.lemma[at] == entry.base and sentence.lemma[at] != entry.lemma:
        if apart is None or sentence.lower[apart] != entry.particle:
            return None
        found.append(apart)
    elif sentence.lemma[at] != entry.lemma:
        return None
    elif apart is not None and sentence.tag[apart] == "PTKVZ" and sentence.lower[apart] not in entry.words:
        return None
    for word in entry.words:
        position = word_in_clause(sentence, word, place)
        if position is None:
            return None
        found.append(position)
    return found


def word_in_clause(sentence, word, place):
    if word not in sentence.lower:
        return None
    clause = sentence.segments[place].clause
    for segment in sentence.segments[max(0, place - 4):place + 5]:
        if segment.clause == clause or segment.form == "none":
            if segment.form == "none" and sentence.tag[segment.start] == "ART" and sentence.word[segment.start - 1] == "," and is_preposition(word):
                continue                       # `Otten, der Leiter von ..., berichtete`
            for at in range(segment.start, segment.end):
                if sentence.lower[at] == word:
                    return at
    return None


@cache
def is_preposition(word):
    return word in lexicons.words("phrase_words", role="origin") | lexicons.words("phrase_words", role="spoken for")


def separable(sentence, at, place):
    """Position of the particle at the end of the finite verb's clause, over relative clauses and appositions."""
    for segment in sentence.segments[place:place + 6]:
        if segment.start > at and (segment.form in ("dass", "inf", "second", "wh", "quotation") or
                                  segment.form == "first" and (segment.coordinated or sentence.tag[segment.start] in FINITE)):
            break
        for other in range(max(at + 1, segment.start), segment.end):
            if sentence.tag[other] == "PTKVZ" and sentence.lower[other] != "weiter":
                return other
            if sentence.tag[other] in FINITE and segment.start <= at:
                return None
            if sentence.lower[other] in particles() and (other + 1 == segment.end or sentence.tag[other + 1] in ("$,", "$.", "KON", "$(")):
                return other
    return None


@cache
def particles():
    return frozenset(row["particle"] for row in lexicons.rows("cues") if row["particle"])


def before_participle(sentence, at):
    """`bekannt gegeben`: the particle written apart."""
    return at - 1 if at and sentence.lower[at - 1] in particles() and sentence.tag[at - 1] in ("ADJD", "PTKVZ", "ADV") else None


def reflexive(sentence, at, finite):
    low, high = min(at, finite), max(at, finite)
    near = range(max(0, low - 3), min(len(sentence), high + 4))
    return [other for other in near if sentence.tag[other] == "PRF" or sentence.lower[other] == "sich"][:1]


def conjugation(sentence, at):
    """The finite verb a cue verb hangs on, all its auxiliaries, and whether it is a passive. (None, [], False) without one."""
    tag = sentence.tag[at]
    if tag in FINITE:
        return at, [], False
    if tag not in ("VVPP", "VVINF", "VAPP"):
        return None, [], False
    behind = verbs_behind(sentence, at)
    finite = next((other for other in reversed(behind) if sentence.tag[other] in FINITE), None)
    if finite is None:
        finite = auxiliary_before(sentence, at, sentence.segment_of(at))
    if finite is None or not (may_say(sentence, finite) if tag == "VVINF" else not is_state(sentence, at, finite)):
        return None, [], False
    return finite, sorted({finite, *behind}), tag != "VVINF" and is_passive(sentence, at, finite, behind)


def verbs_behind(sentence, at):
    stop = at + 1
    while stop < len(sentence) and sentence.tag[stop][0] == "V":
        stop += 1
    return range(at + 1, stop)


def may_say(sentence, finite):
    """`müsse einräumen`; not `könnte hoffen`: the author guesses."""
    return sentence.lemma[finite] in ("müssen", "können", "mögen", "lassen") and not sentence.mood[finite]


def is_state(sentence, at, finite):
    """`ist gefordert`."""
    near = sentence.lower[max(0, at - 12):at + 3]
    return sentence.lemma[finite] == "sein" and sentence.tag[at] == "VVPP" and {"es", "worden"}.isdisjoint(near) and not with_sein(sentence.lower[at])


def is_passive(sentence, at, finite, behind):
    """`wird gefordert`, `worden`, `war gefordert worden`; not `ist gekommen`."""
    lemma = sentence.lemma[finite]
    return lemma == "werden" or any(sentence.lower[other] == "worden" for other in behind) \
        or lemma == "sein" and not with_sein(sentence.lower[at])


def auxiliary_before(sentence, at, place):
    clause = sentence.segments[place].clause
    for segment in reversed(sentence.segments[max(0, place - 4):place + 1]):
        if segment.clause == clause:
            for other in reversed(segment.finite):
                if other < at and sentence.tag[other] in ("VAFIN", "VMFIN"):
                    return other
    return None
