"""Past, present or future: the tense of a clause, from its finite verb.

What is missed: tags say nothing about tense, so it is read from the form of the verb beside its infinitive; the subjunctive
counts as present (`könne`, `wäre`), except with a participle (`habe gesagt`); the present of narration is the present.
"""
from functools import cache

from .. import lexicons
from . import clauses

FRAMES = clauses.BREAKS | {"(", ")"}
PARTICIPLES = ("VVPP", "VAPP", "VMPP")
SHORTEST_PARTICIPLE = 6        # letters of `gesagt`; `gut` and `alt` end in t as well


def tense_at(sent, place):
    """The tense at a character of the sentence: past, present, future, or None without a verb.

    It is that of the participle behind it (`der am Mittwoch vorgestellte Bericht`), of its clause, of the frame
    `so Juncker am Montag`, or else of the nearest clause with a verb.
    """
    found = clauses.clauses(sent)
    around = next((tokens for tokens in found if any(token.idx <= place < token.end for token in tokens)), [])
    if attribute := attribute_tense(around, place):
        return attribute
    if in_so_frame(sent, place):
        return "past"
    if has_verb(around):
        return tense_of(around)
    others = [tokens for tokens in found if has_verb(tokens)]
    return tense_of(min(others, key=lambda tokens: min(abs(token.idx - place) for token in tokens))) if others else tense_of(around)


def attribute_tense(tokens, place):
    """`am Mittwoch vorgestellte`: past; `am Samstag beginnende`: present; None without a participle right behind."""
    behind = [token for token in tokens if token.idx > place and not token.is_punct][:1]
    if not behind or behind[0].tag_ != "ADJA" or len(behind[0].lemma_) < SHORTEST_PARTICIPLE:
        return None
    lemma = behind[0].lemma_.lower()
    return "past" if lemma.endswith(("t", "en")) else "present" if lemma.endswith("nd") else None


def in_so_frame(sent, place):
    """`, so Juncker am Montag`: no verb between the comma and the end of the frame."""
    frame = []
    for token in sent:
        if token.text in FRAMES:
            if token.idx > place:
                break
            frame = []
        else:
            frame.append(token)
    return len(frame) > 1 and frame[0].lower_ == "so" and frame[0].i > sent.start and not has_verb(frame)


def has_verb(tokens):
    """A finite verb; taggers take names for imperatives (`Ahmet`)."""
    return any(token.tag_ in clauses.INDICATIVE for token in tokens)


def tense_of(tokens):
    """The tense of a clause; its first finite verb decides."""
    has_participle = any(token.tag_ in PARTICIPLES for token in tokens)
    verb = next((token for token in tokens if token.tag_ in clauses.INDICATIVE), None)
    if verb is None:
        return "past" if has_participle else None
    lemma = verb.lemma_.lower()
    if is_preterite(verb.lower_, lemma, verb.tag_):
        return "past"
    if lemma == "werden":
        return "future"
    return "past" if lemma == "haben" and has_participle or lemma == "sein" and moves(tokens) else "present"


def moves(tokens):
    """`ist gestiegen`, `ist geöffnet worden` is past; `ist geöffnet`, `ist ausverkauft` is how things are."""
    return any(token.tag_ in PARTICIPLES and (with_sein(token.lower_) or token.lower_ == "worden") for token in tokens)


def with_sein(participle):
    """Whether the perfect of the verb is made with *sein*."""
    return participle.endswith(sein_endings())


@cache
def sein_endings():
    return tuple(sorted(lexicons.words("sein_participles", "ending")))


def is_preterite(word, lemma, tag):
    """`kam`, `sagte`, `dachte`, `wurde` against `kommt`, `sagt`, `arbeiten`, `würde`: by the stem and the ending."""
    if tag == "VAFIN":
        return word.startswith(("war", "hatte", "wurde"))
    if tag == "VMFIN":
        return word.endswith(("te", "ten")) and not set(word) & set("äöü")
    stem = lemma.removesuffix("n").removesuffix("e")
    if word.startswith(stem):
        return word[len(stem):] in ("te", "ten", "ete", "eten")
    if word.endswith("t"):
        return word.endswith(tuple(sorted(lexicons.words("strong_preterites"))))
    return word != "weiß"
