"""Past, present or future: the tense of a clause, from its finite verb.

What is missed: tags say nothing about tense, so it is read from the form of the verb beside its infinitive; the subjunctive
counts as present (`könne`, `wäre`), except with a participle (`habe gesagt`).
"""
from . import clauses, lexicons

PARTICIPLES = ("VVPP", "VAPP", "VMPP")


def tense_at(sent, place):
    """The tense of the clause that holds the character, of its sentence where that clause has no verb; None without one."""
    around = next((tokens for tokens in clauses.clauses(sent)
                   if any(token.idx <= place < token.idx + len(token) for token in tokens)), [])
    return tense_of(around) or tense_of(sent)


def tense_of(tokens):
    """past, present, future, or None without a verb; the first finite verb decides."""
    has_participle = any(token.tag_ in PARTICIPLES for token in tokens)
    verb = next((token for token in tokens if token.tag_ in clauses.FINITE), None)
    if verb is None:
        return "past" if has_participle else None
    lemma = verb.lemma_.lower()
    if is_preterite(verb.lower_, lemma, verb.tag_):
        return "past"
    if lemma == "werden":
        return "future"
    return "past" if lemma in ("haben", "sein") and has_participle else "present"


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
