"""Noun phrases: where one begins and ends, and which of them can be the subject of a verb.

Read from tags alone: article, adjectives, nouns and names, then what German hangs on behind: genitives, `von` and other
prepositions that belong to nouns, brackets, appositions between commas. What is missed: prepositional phrases
behind the verb that belong to the noun but stand with a preposition of time (`der Brand am Montag`).
"""
from .. import lexicons
from ..language.fields import BREAKS, FINITE

DETERMINERS = {"ART", "PDAT", "PIAT", "PPOSAT", "PIDAT"}
HEADS = {"NN", "NE", "FM", "XY", "TRUNC", "CARD"}
MARKS = set("„“”\"»«‚‘›‹'")
PRONOUNS = {"er", "sie", "man", "ich", "wir", "dieser", "diese", "dieses", "jener", "letzterer", "letztere", "beide", "viele", "einige", "andere", "alle", "manche", "mehrere"}
OBLIQUE = {"den", "dem", "des", "einen", "einem", "einer", "eines", "diesen", "diesem", "keinen", "keinem"}
FEMININE = ("ung", "heit", "keit", "ion", "schaft", "tät", "ik", "ei", "in", "ie", "enz", "anz", "presse", "behörde", "firma", "gruppe", "bank", "partei", "seite", "agentur", "armee", "bahn", "kammer", "wehr", "union", "spd", "cdu", "csu", "fdp", "bbc", "hamas")


def genitive(s, p):
    """Whether a genitive (or `von`) phrase begins here, behind a noun."""
    return s.lower[p] in ("des", "der", "eines", "einer", "dieser", "dieses") or \
        s.tag[p] == "PPOSAT" and s.lower[p][-2:] in ("er", "es")


def core(s, p, end):
    """End of the noun phrase without what hangs on behind; p where none begins."""
    q, head = p, False
    while q < end:
        tag = s.tag[q]
        if tag in HEADS:
            if head and tag == "CARD":
                break
            head = True
        elif s.text[q] in MARKS or q in s.blocks:
            if s.text[q] in MARKS and head and q + 1 < end and s.tag[q + 1] in FINITE:
                q += 1
                break
        elif head and tag in ("$(",) and s.text[q] in ("/", "&", "-") and q + 1 < end and s.tag[q + 1] in HEADS:
            pass
        elif head:
            break
        elif tag in DETERMINERS or tag == "ADJA" or tag == "PIS":
            pass
        elif tag in ("ADV", "ADJD", "PTKA", "KOKOM", "PTKNEG") and q > p and adjective_follows(s, q, end):
            pass
        elif tag in ("APPR", "APPRART") and q > p and s.tag[q - 1] in DETERMINERS and adjective_follows(s, q, end):
            q = adjective_follows(s, q, end)
            continue
        elif tag == "KON" and q > p and s.tag[q - 1] in ("ADJA", "TRUNC") and q + 1 < end and s.tag[q + 1] in ("ADJA", "NN"):
            pass
        elif tag == "$," and q > p and s.tag[q - 1] == "ADJA" and q + 1 < end and s.tag[q + 1] == "ADJA":
            pass
        else:
            break
        q += 1
    return q if head else p


def adjective_follows(s, q, end):
    """Position of the adjective that closes a participle's phrase: `der für Sport | zuständige Referent`; 0 where none."""
    for r in range(q, min(end, q + 9)):
        if s.tag[r] == "ADJA" and r + 1 < end and s.tag[r + 1] in HEADS | {"ADJA"}:
            return r
        if s.tag[r] in FINITE or s.text[r] in BREAKS:
            return 0
    return 0


def phrase(s, p, end, loose=True):
    """End of the noun phrase that begins at `p`, with genitives, brackets and phrases with `von`, `aus`, `für` ...; p where none.

    `loose=False` takes no `der` as a genitive: it may be a phrase of its own (`sagte am Montag | der Minister`).
    """
    if s.tag[p] in ("PPER", "PDS", "PRELS", "PIS") or s.lower[p] in PRONOUNS and s.tag[p] != "PDAT" and core(s, p, end) == p:
        return p + 1
    q = core(s, p, end)
    while p < q < end:
        following = q
        if genitive(s, q) and (loose or s.lower[q] not in ("der", "dieser", "einer")):
            if s.tag[q - 1] == "NE" and s.lower[q] == "der" and s.text[q - 1] not in lexicons.words("cues", "lemma"):
                break
            following = core(s, q, end)
        elif attaches(s, q, end):
            following = core(s, q + 1, end)
            following = q if following == q + 1 else following
        elif s.lower[q] in ("und", "sowie") and q + 1 < end and s.tag[q - 1] in HEADS and both(s, p, q, end):
            following = core(s, q + 1, end)
        elif s.text[q] == "(":
            following = next((r + 1 for r in range(q, min(end, q + 12)) if s.text[r] == ")"), q)
        elif s.tag[q] == "NE" or s.text[q] in MARKS and s.tag[q - 1] in HEADS and q + 1 < end and s.tag[q + 1] in HEADS | DETERMINERS:
            following = max(core(s, q, end), q)
        if following == q:
            break
        q = following
    return q


def attaches(s, q, end):
    """Whether the preposition at q goes on with the noun before it: `der Polizei von Köln`, `die Botschaft in Riad`."""
    if s.tag[q] not in ("APPR", "APPRART") or q + 1 >= end or is_time(s, q + 1, end):
        return False
    if s.lower[q] in ("von", "vom"):
        return True
    if s.tag[q - 1] == "NN" and s.lower[q] in ("für", "zur"):
        return True
    return s.lower[q] in ("in", "aus", "bei") and s.tag[q - 1] == "NN" and s.tag[q + 1] == "NE"


def both(s, p, q, end):
    """Whether `und` joins two nouns rather than two clauses: the same sort of noun stands on both sides, and no verb is near."""
    r = core(s, q + 1, end)
    return r > q + 1 and (s.tag[q - 1] == s.tag[r - 1] or s.tag[q + 1] in DETERMINERS | {"ADJA", "NE"}) and \
        not (r < end and s.tag[r] in FINITE and any(s.tag[k] in FINITE for k in range(max(0, p - 6), p)))


def is_time(s, p, end):
    """`am Montag`, `im September`, `in einem Interview`: not part of a name."""
    q = core(s, p, end)
    return q > p and (s.lemma[q - 1].lower() in lexicons.words("statement_settings") or s.text[q - 1].isdigit())


def nominative(s, p, q):
    """Whether the phrase from p to q can be a nominative."""
    word = s.lower[p]
    if s.tag[p] in ("PPER", "PDS", "PRELS", "PIS"):
        return word in PRONOUNS or word in ("der", "die", "das", "welche", "welcher", "niemand", "jeder", "keiner")
    if word in OBLIQUE or s.tag[p] == "PPOSAT" and word[-2:] in ("em", "en", "er", "es"):
        return False
    if word == "der":
        noun = next((r for r in range(p + 1, q) if s.tag[r] in ("NN", "NE")), p)
        adjectives = [r for r in range(p + 1, noun) if s.tag[r] == "ADJA"]
        if adjectives:
            return not s.lower[adjectives[-1]].endswith("en")
        return not s.lower[noun].endswith(FEMININE) or s.lower[noun].endswith(("termin", "verein", "admin"))
    if s.tag[p] == "ADJA":
        return s.lower[p][-1] in "er" or s.lower[p][-2:] == "es"
    return True


DATIVE = ("dem", "einem", "ihm", "ihr", "ihnen", "diesem", "seinem", "ihrem", "denen", "mir", "uns")


def dative(s, p, q):
    """Whether the phrase from p to q is a dative rather than anything else."""
    word = s.lower[p]
    if word in DATIVE or word in ("einer", "dieser", "seiner", "ihrer") and s.tag[p] in DETERMINERS:
        return s.tag[p] != "PPOSAT" or word not in ("ihr",)
    if word == "den":
        return s.lower[q - 1].endswith(("n", "s")) and s.text[q - 1] != s.lemma[q - 1]
    return word == "der" and s.tag[p] == "ART" and not nominative(s, p, q)


def free_phrases(s, start, end):
    """(first, end, preposition) of the noun phrases from start to end, in order; the preposition may be empty."""
    p = start
    while p < end:
        preposition = ""
        if s.tag[p] in ("APPR", "APPRART") and p + 1 < end:
            preposition = s.lower[p]
            p += 1
        q = phrase(s, p, end, loose=not preposition)
        if q > p:
            yield p, q, preposition
        p = max(q, p + 1)
