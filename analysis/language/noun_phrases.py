"""Noun phrases: where one begins and ends, and which of them can be the subject of a verb.

Read from tags alone: article, adjectives, nouns and names, then what German hangs on behind: genitives, `von` and other
prepositions that belong to nouns, brackets, appositions between commas. `words` is a `clauses.Sentence` or a `reading.Text`,
of which only the columns `word`, `lower`, `tag`, `lemma` and `blocks` are read; places in it are positions. What is missed:
prepositional phrases behind the verb that belong to the noun but stand with a preposition of time (`der Brand am Montag`).
"""
from functools import cache

from .. import lexicons
from .clauses import BREAKS, FINITE, PREPOSITIONS
from .quotation_marks import MARKS

DETERMINERS = {"ART", "PDAT", "PIAT", "PPOSAT", "PIDAT"}
NOUNS = {"NN", "NE"}
HEADS = NOUNS | {"FM", "XY", "TRUNC", "CARD"}
NOMINAL = DETERMINERS | HEADS | {"ADJA"}               # tags inside a noun phrase
PRONOMINAL = {"PPER", "PDS", "PRELS", "PIS"}           # tags of pronouns that are a noun phrase by themselves
OBLIQUE = {"den", "dem", "des", "einen", "einem", "einer", "eines", "diesen", "diesem", "keinen", "keinem"}
OWNERS = {"dessen", "deren"}                           # `Deren Landeschef`: pronouns that stand where an article would
DATIVE = {"dem", "einem", "ihm", "ihr", "ihnen", "diesem", "seinem", "ihrem", "denen", "mir", "uns"}


# ---------------------------------------------------------------- one noun phrase
def core(words, first, end):
    """End of the noun phrase without what hangs on behind; `first` where none begins."""
    at, has_head = first, False
    while at < end:
        is_head, is_mark, following = words.tag[at] in HEADS, words.word[at] in MARKS, at
        if is_head:
            following += not (has_head and words.tag[at] == "CARD")
            has_head = True
        elif is_mark or at in words.blocks or has_head and joins_heads(words, at, end):
            following += 1
        elif not has_head:
            following = behind_attribute(words, first, at, end)
        if following == at:
            break
        at = following
        if is_mark and not is_head and has_head and at < end and words.tag[at] in FINITE:
            break
    return at if has_head else first


def joins_heads(words, at, end):
    """`Berlin/Kiel`, `Müller & Söhne`."""
    return words.tag[at] == "$(" and words.word[at] in ("/", "&", "-") and at + 1 < end and words.tag[at + 1] in HEADS


def behind_attribute(words, first, at, end):
    """The position behind the determiner, adjective or adverb at `at` that can stand before a noun; `at` where there is none."""
    tag, before, following = words.tag[at], words.tag[at - 1] if at > first else "", words.tag[at + 1] if at + 1 < end else ""
    if tag in DETERMINERS or tag in ("ADJA", "PIS") or at == first and words.lower[at] in OWNERS and following in HEADS | {"ADJA"}:
        return at + 1
    if tag in ("ADV", "ADJD", "PTKA", "KOKOM", "PTKNEG") and before:
        return at + bool(adjective_follows(words, at, end))
    if tag in PREPOSITIONS and before in DETERMINERS:
        return adjective_follows(words, at, end) or at
    joined = tag == "KON" and before in ("ADJA", "TRUNC") and following in ("ADJA", "NN") or tag == "$," and before == following == "ADJA"
    return at + joined


def adjective_follows(words, first, end):
    """Position of the adjective that closes a participle's phrase: `der für Sport | zuständige Referent`; 0 where none."""
    for at in range(first, min(end, first + 9)):
        if words.tag[at] == "ADJA" and at + 1 < end and words.tag[at + 1] in HEADS | {"ADJA"}:
            return at
        if words.tag[at] in FINITE or words.word[at] in BREAKS:
            return 0
    return 0


def phrase(words, first, end, loose=True):
    """End of the noun phrase, with genitives, brackets and phrases with `von`, `aus`, `für` ...; `first` where none begins.

    `loose=False` takes no `der` as a genitive: it may be a phrase of its own (`sagte am Montag | der Minister`).
    """
    stop = core(words, first, end)
    if words.tag[first] in PRONOMINAL and words.lower[first] not in OWNERS or words.lower[first] in pronouns() and words.tag[first] != "PDAT" and stop == first:
        return first + 1
    while first < stop < end:
        following = behind_complement(words, first, stop, end, loose)
        if following == stop:
            break
        stop = following
    return stop


def behind_complement(words, first, stop, end, loose):
    """Where the genitive, prepositional phrase, second noun, bracket or name ends that goes on with the phrase; `stop` where none does."""
    tag, before = words.tag[stop], words.tag[stop - 1]
    if genitive(words.lower[stop], tag) and (loose or words.lower[stop] not in ("der", "dieser", "einer")) and not is_other_phrase(words, first, stop, end):
        owned = before != "NE" or words.lower[stop] != "der" or words.word[stop - 1] in lexicons.words("cues", "lemma")
        return core(words, stop, end) if owned else stop
    if attaches(words, stop, end):
        following = core(words, stop + 1, end)
        return stop if following == stop + 1 else listed_end(words, following, end) if words.lower[stop] == "für" else following
    if words.lower[stop] in ("und", "sowie") and stop + 1 < end and before in HEADS and both(words, first, stop, end):
        return core(words, stop + 1, end)
    if words.word[stop] == "(":
        return next((at + 1 for at in range(stop, min(end, stop + 12)) if words.word[at] == ")"), stop)
    if tag == "NE" or words.word[stop] in MARKS and before in HEADS and stop + 1 < end and words.tag[stop + 1] in HEADS | DETERMINERS:
        return max(core(words, stop, end), stop)
    return stop


def is_other_phrase(words, first, stop, end):
    """Whether `der` opens a phrase of its own: `laut Polizei | der Rapper Mo Keller`, `warf Lohmanns Trainer | der Spielleitung vor`,
    `sieht das Vorhaben | der Bauernverband`."""
    if words.lower[stop] != "der":
        return False
    if is_nominative_masculine(words, stop, end):
        return True
    owned = stop - first > 1 and words.tag[first] == "NE" and words.tag[first + 1] in ("NN", "ADJA") and words.word[first].endswith("s")
    titled = stop + 2 < end and words.tag[stop + 1] == "NN" and words.tag[stop + 2] == "NE" and words.lower[stop + 1].endswith("er")
    return owned or titled


def is_nominative_masculine(words, at, end):
    """Whether `der` can open no genitive: `der neue ...`, or a masculine noun that differs from its plural (`der Verband`)."""
    noun = run_end(words, at + 1, {"ADJA"}, end)
    if noun >= end or words.tag[noun] != "NN":
        return False
    adjective = noun > at + 1 and words.lower[noun - 1].endswith("e")
    return adjective or words.lower[noun].endswith(masculine_singulars()) and not words.lower[noun].endswith(("er", "en", "el"))


def listed_end(words, at, end):
    """Where a list of bare nouns ends that goes on with `, B, C und D`; `at` where there is none: `Ministerium für Bildung, Familie und Jugend`."""
    reached = at
    while reached + 1 < end and words.word[reached] == "," and words.tag[reached + 1] in ("NN", "ADJA", "TRUNC"):
        reached = core(words, reached + 1, end)
    if reached + 1 < end and words.lower[reached] == "und" and words.tag[reached + 1] in ("NN", "ADJA", "TRUNC"):
        return core(words, reached + 1, end)
    return at


def genitive(word, tag):
    """Whether a genitive (or `von`) phrase can begin with this word, behind a noun."""
    return word in ("des", "der", "eines", "einer", "dieser", "dieses") or tag == "PPOSAT" and word[-2:] in ("er", "es")


def attaches(words, at, end):
    """Whether the preposition goes on with the noun before it: `der Polizei von Köln`, `die Botschaft in Riad`."""
    if words.tag[at] not in PREPOSITIONS or at + 1 >= end or is_time(words, at + 1, end):
        return False
    if words.lower[at] in ("von", "vom"):
        return True
    if words.tag[at - 1] == "NN" and words.lower[at] in ("für", "zur"):
        return True
    return words.lower[at] in ("in", "aus", "bei") and words.tag[at - 1] == "NN" and words.tag[at + 1] == "NE"


def both(words, first, at, end):
    """Whether `und` joins two nouns rather than two clauses: the same sort of noun stands on both sides, and no verb is near."""
    stop = core(words, at + 1, end)
    alike = words.tag[at - 1] == words.tag[stop - 1] or words.tag[at + 1] in DETERMINERS | {"ADJA", "NE"}
    two_roles = stop > at + 2 and words.tag[at - 1] == words.tag[at + 1] == "NN" and words.tag[stop - 1] == "NE"      # `Ärztin und Autorin Ute Kern`
    if stop == at + 1 or not alike and not two_roles:
        return False
    return not (stop < end and words.tag[stop] in FINITE and not FINITE.isdisjoint(words.tag[max(0, first - 6):first]))


def is_time(words, first, end):
    """`am Montag`, `im September`, `in einem Interview`: not part of a name."""
    stop = core(words, first, end)
    if stop == first or words.tag[stop - 1] == "NE":          # `von Karla Herbst`
        return False
    return words.lemma[stop - 1].lower() in lexicons.words("statement_settings") or words.word[stop - 1].isdigit()


# ---------------------------------------------------------------- runs of words
def run_end(words, first, tags, end):
    """Where the words end that have one of the tags, from `first` on."""
    while first < end and words.tag[first] in tags:
        first += 1
    return first


def run_start(words, stop, tags, first):
    """Where the words begin that have one of the tags and reach up to `stop`, not before `first`."""
    while stop > first and words.tag[stop - 1] in tags:
        stop -= 1
    return stop


def free_phrases(words, start, end):
    """(first, end, preposition) of the noun phrases from start to end, in order; the preposition may be empty."""
    at = start
    while at < end:
        preposition = ""
        if words.tag[at] in PREPOSITIONS and at + 1 < end:
            preposition = words.lower[at]
            at += 1
        stop = phrase(words, at, end, loose=not preposition)
        if stop > at:
            yield at, stop, preposition
        at = max(stop, at + 1)


# ---------------------------------------------------------------- case
def nominative(words, first, stop):
    """Whether the phrase can be a nominative."""
    word, tag = words.lower[first], words.tag[first]
    if word in OWNERS:
        return stop > first + 1
    if tag in PRONOMINAL:
        return word in pronouns() or word in ("der", "die", "das", "welche", "welcher", "niemand", "jeder", "keiner")
    if word in OBLIQUE or tag == "PPOSAT" and word[-2:] in ("em", "en", "er", "es"):
        return False
    if word == "der":
        return masculine(words, first, stop)
    if tag == "ADJA":
        return word[-1] in "er" or word.endswith("es")
    return True


def masculine(words, first, stop):
    """Whether `der` opens a nominative: by the adjective's ending, else by the noun's."""
    noun = next((at for at in range(first + 1, stop) if words.tag[at] in NOUNS), first)
    adjectives = [at for at in range(first + 1, noun) if words.tag[at] == "ADJA"]
    if adjectives:
        return not words.lower[adjectives[-1]].endswith("en")
    return not words.lower[noun].endswith(endings("feminine")) or words.lower[noun].endswith(endings("masculine"))


def dative(words, first, stop):
    """Whether the phrase is a dative rather than anything else."""
    word, tag = words.lower[first], words.tag[first]
    if word in DATIVE or word in ("einer", "dieser", "seiner", "ihrer") and tag in DETERMINERS:
        return tag != "PPOSAT" or word != "ihr"
    if word == "den":
        return words.lower[stop - 1].endswith(("n", "s")) and words.word[stop - 1] != words.lemma[stop - 1]
    return word == "der" and tag == "ART" and not nominative(words, first, stop)


@cache
def pronouns():
    """Pronouns that can be a subject."""
    return lexicons.words("phrase_words", role="subject")


@cache
def endings(role):
    """The endings in `phrase_words.csv` that have a role: feminine, masculine."""
    return tuple(sorted(word[1:] for word in lexicons.words("phrase_words", role=role)))


@cache
def masculine_singulars():
    """Masculine nouns in the singular, in small letters, which are ends of compounds too: those for people and bodies, and frequent ones for things."""
    people = (row["noun"].lower() for row in lexicons.rows("role_nouns") if row["gender"] == "m" and len(row["noun"]) > 3)
    return tuple(sorted({*people, *endings("masculine singular")}))
