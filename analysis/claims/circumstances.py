"""When, where and of how much of a whole a figure is so: time, year, place, nation, scope, and what narrows its noun.

`before` and `after` are the words of the sentence on either side of the number, up to the numbers beside it.
"""
import re

import pandas as pd

from .. import lexicons
from ..figures.timex import interval
from ..people import gazetteer
from .things import LACKS, WORD, patterns, state, states, synonyms, thing_after

TIMES = ("expected", "allowed", "earlier")                # what else a figure may be than so now: roles of `claim_words.csv`
STEM = 6                                   # letters of a word that tell it
SAID = {word[:STEM] for word in lexicons.words("unspecific_words")}
ADDED = re.compile(r"^ (?:weitere[nrs]?|zusätzliche[nrs]?|neue[nrs]?)\b")
OF_SOME = re.compile(r"^ (?:der|dieser|ihrer|seiner|aller) (?:\d[\d.]* )?(?:[a-zäöü]+ )?[A-ZÄÖÜ]\w+")
NARROWED = re.compile(r"^ ((?:[a-zäöüß-]{4,}(?:e|en|er|es) )+)[A-ZÄÖÜ]")
RELATIVE = re.compile(r"^(?: [a-zäöüß-]+)*(?: [A-ZÄÖÜ][\w-]+)(?: [a-zäöüß]+){0,2}, (?:die|der|das|deren|dessen|denen) ")
OF_NOUN = re.compile(r"\b(?:der|die|das|den|dem|des|ihre[nrm]?|seine[nrm]?) [A-ZÄÖÜ]\w+ (?:(?:im|in|vom|von|aus|des) )?$")
LOCATIVE = re.compile(r"\b(?:[Ii]n|[Ii]m|[Bb]ei|[Nn]ahe|[Aa]us)(?: der| dem)?(?: [a-zäöü]+en)?(?: [A-ZÄÖÜ]\w+)? $")


def context(sentence, number, after):
    """time: expected, allowed, earlier, or "" for what is so now, as the number's clause says (`von 600 auf 900`: the first is earlier); and
    about: the stems of its other words, in order, by which figures of one thing are compared where the thing alone says little."""
    before = re.split(r"[;:.]|, (?=\w+ )", sentence.text[:number["start"] - sentence.start])[-1]
    clause = before + " # " + re.split(r"[,;:.]", after)[0]
    time = "earlier" if re.search(r"\bvon (?:\w+ )?$", before) and re.match(r"(?: \w+){0,3} auf$", after.rstrip()) else next(
        (name for name in TIMES if patterns(name).search(clause)), "")
    source = number["source"] if isinstance(number["source"], str) else ""
    stems = {word.lower()[:STEM] for word in WORD.findall(clause) if len(word) > STEM and word not in source}
    counted = number["counted"] if isinstance(number["counted"], str) else ""
    if time == "expected" and (counted in synonyms() and synonyms()[counted]["person"] == "sum" or LACKS.search(clause)):
        time = ""                          # a gap and a loss are estimates always
    return {"time": time, "about": " ".join(sorted(stems - {counted.lower()[:STEM]} - SAID))}


def scope(before, after, number):
    """"" for a whole; added, for what comes to it; and a name of its own for a part that the text tells by a genitive, which is compared with nothing."""
    if ADDED.match(after):
        return "added"
    in_clause = re.split("[,;:]", before)[-1]
    of_persons_hurt = state("", after) or thing_after(after) in states()         # `31 der 64 Verletzten` tells how many there are
    if before == " von " or before == " der " and not of_persons_hurt:           # `178 der 300 Abgeordneten`
        return f"whole {number['article_id']} {number['start']}"
    return f"part {number['article_id']} {number['start']}" if OF_SOME.match(after) and number["kind"] != "percent" or patterns("alone").search(in_clause) else ""


def narrowed(after):
    """What narrows the noun behind a number: its adjectives (`vermeidbare Abfälle`), and `relative` for a clause (`16 Männer, die ...`); in order."""
    found = NARROWED.match(after)
    adjectives = [] if not found else [word for word in found.group(1).split() if not state("", f" {word} ") and not gazetteer.country(word)]
    return " ".join([*adjectives, *(["relative"] if RELATIVE.match(after) else [])])


def nation(after):
    """Country code of an adjective between the number and its noun."""
    for word in WORD.findall(after[:80]):
        if word[0].isupper():
            return ""
        if code := gazetteer.country(word):
            return code
    return ""


def year(number, published, dates, sentence):
    """The year of the nearest date of the sentence, if it is another than the article's and two months away; else 0."""
    near = min((date for date in dates if date["kind"] == "date" and first_day(date) and not belongs_to_noun(sentence, date, number)),
               key=lambda date: abs(date["start"] - number["start"]), default=None)
    day = near and first_day(near)
    if day is None or pd.isna(published) or day.year == published.year or abs(day - published.date()).days < 60:
        return 0
    return day.year


def belongs_to_noun(sentence, date, number):
    """Whether a date before a number is said of another noun: `mit den Ausfällen im nächsten Jahr klafft eine Lücke von 2 Milliarden`."""
    if date["start"] >= number["start"]:
        return False
    first, last, figure = (place - sentence.start for place in (date["start"], date["end"], number["start"]))
    return bool(OF_NOUN.search(sentence.text[:first])) and bool(re.search(r"[a-zäöüß]", sentence.text[last:figure]))


def first_day(date):
    """The first day of a date, also of one that no Timestamp holds (1618); None if it has none."""
    return date["begin"].date() if pd.notna(date["begin"]) else interval(date["value"])[0]


def place(before, after, number, places, sentence):
    """The place behind the number in its clause, else the nearest before it, if a preposition says that it is there."""
    clause = len(re.split("[,;:]", after)[0])
    found = []
    for row in places:
        behind = row["start"] - number["end"]
        if 0 <= behind < clause and LOCATIVE.search(after[:behind]):
            found.append((0, behind, row["name"]))
        offset = len(before) - (number["start"] - row["start"])
        if 0 <= offset < len(before) and LOCATIVE.search(before[:offset]):
            found.append((1, -offset, row["name"]))
    everywhere = patterns("everywhere").search(before) or patterns("everywhere").search(after[:clause])
    if everywhere and not (found and min(found)[0] == 0):
        return everywhere.group().lower()
    if found:
        return with_the_other(min(found)[2], places, sentence)
    earlier = [row for row in places if row["start"] < number["start"] and LOCATIVE.search(sentence.text[:row["start"] - sentence.start])]
    return earlier[-1]["name"] if earlier else ""


def with_the_other(name, places, sentence):
    """`in Kärnten und in der Steiermark`: the two as one place."""
    chosen = next(row for row in places if row["name"] == name)
    joined = {name}
    for one, other in zip(places, places[1:]):
        between = sentence.text[one["end"] - sentence.start:other["start"] - sentence.start]
        if chosen["start"] in (one["start"], other["start"]) and re.fullmatch(r" (?:und|sowie)(?: in| im)?(?: der| dem)? ", between):
            joined |= {one["name"], other["name"]}
    return " und ".join(sorted(joined))
