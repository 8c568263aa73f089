"""Noun phrases: where one begins and ends, and which of them can be the subject of a verb.

Read from tags alone: article, adjectives, nouns and names, then what German hangs on behind: genitives, `von` and other
prepositions that belong to nouns, brackets, appositions between commas. What is missed: prepositional phrases
behind the verb that belong to the noun but stand with a preposition of time (`der Brand am Montag`).
"""
from .. import lexicons
from ..language.clauses import BREAKS, FINITE

DETERMINERS = {"ART", "PDAT", "PIAT", "PPOSAT", "PIDAT"}
HEADS = {"NN", "NE", "FM", "XY", "TRUNC", "CARD"}
MARKS = set("„“”\"»«‚‘›‹'")
PRONOUNS = {"er", "sie", "man", "ich", "wir", "dieser", "diese", "dieses", "jener", "letzterer", "letztere", "beide", "viele", "einige", "andere", "alle", "manche", "mehrere"}
OBLIQUE = {"den", "dem", "des", "einen", "einem", "einer", "eines", "diesen", "diesem", "keinen", "keinem"}
FEMININE = ("ung", "heit", "keit", "ion", "schaft", "tät", "ik", "ei", "in", "ie", "enz", "anz", "presse", "behörde", "firma", "gruppe", "bank", "partei", "seite", "agentur", "armee", "bahn", "kammer", "wehr", "union", "spd", "cdu", "csu", "fdp", "bbc", "hamas")


def genitive(sentence, at):
    """Whether a genitive (or `von`) phrase begins here, behind a noun."""
    return sentence.lower[at] in ("des", "der", "eines", "einer", "dieser", "dieses") or \
        sentence.tag[at] == "PPOSAT" and sentence.lower[at][-2:] in ("er", "es")


def core(sentence, first, end):
    """End of the noun phrase without what hangs on behind; p where none begins."""
    at, head = first, False
    while at < end:
        tag = sentence.tag[at]
        if tag in HEADS:
            if head and tag == "CARD":
                break
            head = True
        elif sentence.word[at] in MARKS or at in sentence.blocks:
            if sentence.word[at] in MARKS and head and at + 1 < end and sentence.tag[at + 1] in FINITE:
                at += 1
                break
        elif head and tag in ("$(",) and sentence.word[at] in ("/", "&", "-") and at + 1 < end and sentence.tag[at + 1] in HEADS:
            pass
        elif head:
            break
        elif tag in DETERMINERS or tag == "ADJA" or tag == "PIS":
            pass
        elif tag in ("ADV", "ADJD", "PTKA", "KOKOM", "PTKNEG") and at > first and adjective_follows(sentence, at, end):
            pass
        elif tag in ("APPR", "APPRART") and at > first and sentence.tag[at - 1] in DETERMINERS and adjective_follows(sentence, at, end):
            at = adjective_follows(sentence, at, end)
            continue
        elif tag == "KON" and at > first and sentence.tag[at - 1] in ("ADJA", "TRUNC") and at + 1 < end and sentence.tag[at + 1] in ("ADJA", "NN"):
            pass
        elif tag == "$," and at > first and sentence.tag[at - 1] == "ADJA" and at + 1 < end and sentence.tag[at + 1] == "ADJA":
            pass
        else:
            break
        at += 1
    return at if head else first


def adjective_follows(sentence, first, end):
    """Position of the adjective that closes a participle's phrase: `der für Sport | zuständige Referent`; 0 where none."""
    for at in range(first, min(end, first + 9)):
        if sentence.tag[at] == "ADJA" and at + 1 < end and sentence.tag[at + 1] in HEADS | {"ADJA"}:
            return at
        if sentence.tag[at] in FINITE or sentence.word[at] in BREAKS:
            return 0
    return 0


def phrase(sentence, first, end, loose=True):
    """End of the noun phrase that begins at `p`, with genitives, brackets and phrases with `von`, `aus`, `für` ...; p where none.

    `loose=False` takes no `der` as a genitive: it may be a phrase of its own (`sagte am Montag | der Minister`).
    """
    if sentence.tag[first] in ("PPER", "PDS", "PRELS", "PIS") or sentence.lower[first] in PRONOUNS and sentence.tag[first] != "PDAT" and core(sentence, first, end) == first:
        return first + 1
    stop = core(sentence, first, end)
    while first < stop < end:
        following = stop
        if genitive(sentence, stop) and (loose or sentence.lower[stop] not in ("der", "dieser", "einer")):
            if sentence.tag[stop - 1] == "NE" and sentence.lower[stop] == "der" and sentence.word[stop - 1] not in lexicons.words("cues", "lemma"):
                break
            following = core(sentence, stop, end)
        elif attaches(sentence, stop, end):
            following = core(sentence, stop + 1, end)
            following = stop if following == stop + 1 else following
        elif sentence.lower[stop] in ("und", "sowie") and stop + 1 < end and sentence.tag[stop - 1] in HEADS and both(sentence, first, stop, end):
            following = core(sentence, stop + 1, end)
        elif sentence.word[stop] == "(":
            following = next((at + 1 for at in range(stop, min(end, stop + 12)) if sentence.word[at] == ")"), stop)
        elif sentence.tag[stop] == "NE" or sentence.word[stop] in MARKS and sentence.tag[stop - 1] in HEADS and stop + 1 < end and sentence.tag[stop + 1] in HEADS | DETERMINERS:
            following = max(core(sentence, stop, end), stop)
        if following == stop:
            break
        stop = following
    return stop


def attaches(sentence, at, end):
    """Whether the preposition at q goes on with the noun before it: `der Polizei von Köln`, `die Botschaft in Riad`."""
    if sentence.tag[at] not in ("APPR", "APPRART") or at + 1 >= end or is_time(sentence, at + 1, end):
        return False
    if sentence.lower[at] in ("von", "vom"):
        return True
    if sentence.tag[at - 1] == "NN" and sentence.lower[at] in ("für", "zur"):
        return True
    return sentence.lower[at] in ("in", "aus", "bei") and sentence.tag[at - 1] == "NN" and sentence.tag[at + 1] == "NE"


def both(sentence, first, at, end):
    """Whether `und` joins two nouns rather than two clauses: the same sort of noun stands on both sides, and no verb is near."""
    stop = core(sentence, at + 1, end)
    return stop > at + 1 and (sentence.tag[at - 1] == sentence.tag[stop - 1] or sentence.tag[at + 1] in DETERMINERS | {"ADJA", "NE"}) and \
        not (stop < end and sentence.tag[stop] in FINITE and any(sentence.tag[before] in FINITE for before in range(max(0, first - 6), first)))


def is_time(sentence, first, end):
    """`am Montag`, `im September`, `in einem Interview`: not part of a name."""
    stop = core(sentence, first, end)
    return stop > first and (sentence.lemma[stop - 1].lower() in lexicons.words("statement_settings") or sentence.word[stop - 1].isdigit())


def nominative(sentence, first, stop):
    """Whether the phrase from p to q can be a nominative."""
    word = sentence.lower[first]
    if sentence.tag[first] in ("PPER", "PDS", "PRELS", "PIS"):
        return word in PRONOUNS or word in ("der", "die", "das", "welche", "welcher", "niemand", "jeder", "keiner")
    if word in OBLIQUE or sentence.tag[first] == "PPOSAT" and word[-2:] in ("em", "en", "er", "es"):
        return False
    if word == "der":
        noun = next((at for at in range(first + 1, stop) if sentence.tag[at] in ("NN", "NE")), first)
        adjectives = [at for at in range(first + 1, noun) if sentence.tag[at] == "ADJA"]
        if adjectives:
            return not sentence.lower[adjectives[-1]].endswith("en")
        return not sentence.lower[noun].endswith(FEMININE) or sentence.lower[noun].endswith(("termin", "verein", "admin"))
    if sentence.tag[first] == "ADJA":
        return sentence.lower[first][-1] in "er" or sentence.lower[first][-2:] == "es"
    return True


DATIVE = ("dem", "einem", "ihm", "ihr", "ihnen", "diesem", "seinem", "ihrem", "denen", "mir", "uns")


def dative(sentence, first, stop):
    """Whether the phrase from p to q is a dative rather than anything else."""
    word = sentence.lower[first]
    if word in DATIVE or word in ("einer", "dieser", "seiner", "ihrer") and sentence.tag[first] in DETERMINERS:
        return sentence.tag[first] != "PPOSAT" or word not in ("ihr",)
    if word == "den":
        return sentence.lower[stop - 1].endswith(("n", "s")) and sentence.word[stop - 1] != sentence.lemma[stop - 1]
    return word == "der" and sentence.tag[first] == "ART" and not nominative(sentence, first, stop)


def free_phrases(sentence, start, end):
    """(first, end, preposition) of the noun phrases from start to end, in order; the preposition may be empty."""
    at = start
    while at < end:
        preposition = ""
        if sentence.tag[at] in ("APPR", "APPRART") and at + 1 < end:
            preposition = sentence.lower[at]
            at += 1
        stop = phrase(sentence, at, end, loose=not preposition)
        if stop > at:
            yield at, stop, preposition
        at = max(stop, at + 1)
