"""Figures of several articles, or several sources, about the same thing, brought together.

A claim is what a figure is about (the dead of the fire in the harbour); its rows are the mentions, whatever value they give.
Mentions belong together if they agree in

- the event: their articles tell of the same one (`events.py`);
- what is counted: the same lemma, a synonym (`lexicons/synonyms.csv`), a compound of it that no article sets against it, and with
  persons what happened to them (`27 Menschen wurden verletzt` and `27 Verletzte`, `lexicons/states.csv`);
- kind and unit (tonnes and kilograms are one; two currencies are not), amount or change (`auf 5`, `um 5`), whole or part (`darunter`);
- time: what is so, what is expected, allowed or announced, what was so before; and scope: a whole, what was added to it;
- the place: told in the sentence, else that which the articles of the event name most; the nation.

A percentage is of the party or person it is said of; a figure without a noun goes on from the one before (`der Verband ging von 2.000 aus`).
Missed: persons to whom nothing happens that `states.csv` knows; pronouns (`sie kommt auf 31 Prozent`); two words for a thing that no list joins;
the same old event told in articles about different new ones. Comparing is by groups, so that time stays linear.
"""
import re
from collections import Counter
from functools import cache
from itertools import takewhile

import numpy as np
import pandas as pd

from .. import lexicons
from ..figures.attribution import attributed
from ..figures.numerals import reading
from ..figures.timex import interval
from ..people import gazetteer
from .copies import copies
from .events import events

AUTHOR = "the author"                      # as `measures.attributed` calls it
NOBODY = (AUTHOR, "unnamed")               # no name by which two articles could mean the same voice
COLUMNS = {"claim_id": "int64", "counted": "str", "article_id": "str", "sentence_id": "int64", "start": "int64", "end": "int64", "text": "str", "unit": "str",
           "kind": "str", "value": "float64", "low": "float64", "high": "float64", "bound": "str", "source": "str", "attribution": "str",
           "is_hedged": "bool", "is_denied": "bool", "published": "datetime64[ns]", "copy_of": "str", "rule": "str", "place": "str", "about": "str",
           "narrowed": "str"}
KINDS = ("count", "money", "percent", "measure", "fraction")
SAME = ["event", "kind", "dimension", "thing", "year", "part", "is_change", "time", "scope"]         # what mentions of a claim agree in
PART = re.compile(r"\b(?:darunter|davon|unter (?:ihnen|diesen)|von (?:ihnen|diesen))\b(?:[^,;]{0,40})$", re.IGNORECASE)
PART_BEHIND = re.compile(r" (?:davon|von (?:ihnen|diesen))\b")
WHOLE = re.compile(r"\bvon (?:den|diesen|insgesamt)(?: \w+)? $", re.IGNORECASE)
LOCATIVE = re.compile(r"\b(?:[Ii]n|[Ii]m|[Bb]ei|[Nn]ahe|[Aa]us)(?: der| dem)?(?: [a-zäöü]+en)?(?: [A-ZÄÖÜ]\w+)? $")
THERE = re.compile(r"\b(?:[Dd]ort|[Dd]ortige\w*)\b")
TIMES = ("expected", "allowed", "earlier")                # what else a figure may be than so now: roles of `claim_words.csv`
ADDED = re.compile(r"^ (?:weitere[nrs]?|zusätzliche[nrs]?|neue[nrs]?)\b")
OF_SOME = re.compile(r"^ (?:der|dieser|ihrer|seiner|aller) (?:\d[\d.]* )?(?:[a-zäöü]+ )?[A-ZÄÖÜ]\w+")
OTHER = re.compile(r"\b(?:[Bb]ei|[Zz]u|[Aa]n) de[nr] [A-ZÄÖÜ]\w+[^,;:]*$")      # `bei den Festnahmen bleibt es bei`
CARRIED = 4                                # sentences that a figure without a noun looks back
FACTOR = 6                                 # how far apart two figures of one thing may be
INSTEAD = re.compile(r",? sondern\b")
WORD = re.compile(r"\w+(?:-\w+)*")
UMLAUTS = str.maketrans("äöü", "aou")
SHORTEST_HEAD = 5                          # letters


def claims(result):
    """One row per mention of a figure that two articles, or two sources of one article, give; by claim and time.

    `claim_id` counts from 0 in order of first publication. `counted` is what the claim counts. `value, low, high` are in `unit`,
    the claim's most frequent one. `source` is `the author` where nobody else stands behind the figure, `unnamed` where
    somebody does whom nobody names; `attribution` is author, named source or unnamed source. `is_denied`: the article says
    it is not so (`nicht fünf, sondern vier`). `copy_of`: the article that printed the same passage first, else "".
    `rule` tells why the mention is here: word, synonym, state, compound, sentence (the thing is named
    elsewhere in it), sondern (in the other half of the contrast).
    """
    mentions = grouped(described(result))
    if len(mentions):
        claim = mentions.groupby(SAME + ["place", "nation"])
        mentions = mentions[claim.article_id.transform("nunique").gt(1) | claim.source.transform("nunique").gt(1)]
    if mentions.empty:
        return empty(COLUMNS)
    mentions = mentions.sort_values(["published", "article_id", "start"], na_position="last")
    mentions["claim_id"] = mentions.groupby(SAME + ["place", "nation"], sort=False).ngroup()
    mentions = with_copies(in_one_unit(mentions), result.articles).assign(counted=lambda table: table.thing)
    return mentions.sort_values(["claim_id", "published", "article_id", "start"], na_position="last", ignore_index=True)[
        list(COLUMNS)].astype(COLUMNS)


def empty(columns):
    return pd.DataFrame({column: pd.Series(dtype=dtype) for column, dtype in columns.items()})


# ---------------------------------------------------------------- mentions
def described(result):
    """The numbers with all that tells what they are about, as a list of dicts."""
    sentences = {(row.article_id, row.sentence_id): row for row in result.sentences.itertuples()}
    event, published = events(result.articles).to_dict(), result.articles.set_index("article_id").published.to_dict()
    years, places = by_sentence(result.dates), by_sentence(result.actors[result.actors.kind == "place"])
    at_home, seen = main_places(result.actors, event), last_places(result.actors)
    numbers = result.numbers[result.numbers.kind.isin((*KINDS, "other"))].sort_values(["article_id", "start"])
    numbers = attributed(numbers, result.statements, result.sources)
    rows = []
    for (article_id, sentence_id), beside in by_sentence(numbers).items():
        sentence = sentences[article_id, sentence_id]
        beside = shares_percent(beside, sentence)
        for k, number in enumerate(beside):
            before, after = around(sentence, beside, k)
            rows.append({**number, "sentence": sentence.text, "at": number["start"] - sentence.start, "event": event[article_id],
                         "published": published[article_id], **what(number, before, after, beside[:k], sentence),
                         "year": year(number, published[article_id], years.get((article_id, sentence_id), ()), sentence),
                         "place": place(before, after, number, places.get((article_id, sentence_id), ()), sentence),
                         "home": at_home.get(event[article_id], ""), **context(sentence, number, after), "scope": scope(before, after, number),
                         "narrowed": narrowed(after)})
            if not rows[-1]["place"] and THERE.search(before):
                rows[-1]["place"] = next((name for start, name in reversed(seen.get(article_id, ())) if start < sentence.start), "")
            if len(rows) > 1 and k and INSTEAD.match(before):
                one, other = (rows[-2], rows[-1]) if rows[-1]["thing"] else (rows[-1], rows[-2])
                if not one["thing"]:
                    one.update({column: other[column] for column in ("thing", "part", "nation", "year", "place")}, rule="sondern")
    return carried_on(rows)


def shares_percent(numbers, sentence):
    """The numbers of a sentence, those without a noun of their own as percentages beside one: `31 Prozent für die Union und 24 für den Bund`."""
    if not any(number["kind"] == "percent" for number in numbers):
        return numbers
    found = []
    for k, number in enumerate(numbers):
        before, after = around(sentence, numbers, k)
        bare = number["kind"] == "count" and not is_told(number["unit"]) and 0 <= (number["value"] or 0) <= 100 \
            and (not is_told(number["counted"]) or not stands_beside(number, before, after)) and not re.match(r" [A-ZÄÖÜ]", after)
        found.append({**number, "kind": "percent", "unit": "percent", "counted": None} if bare else number)
    return found


@cache
def patterns(role):
    """What the patterns of `claim_words.csv` with a role find, as whole words."""
    return re.compile(r"\b(?:" + "|".join(sorted(lexicons.words("claim_words", "pattern", role=role))) + r")\b")


def main_places(actors, event):
    """Event -> the place that its articles name most: where things are that the text puts nowhere else."""
    places = actors[actors.kind == "place"].assign(event=lambda table: table.article_id.map(event))
    return places.groupby("event").name.agg(most_frequent).to_dict() if len(places) else {}


def last_places(actors):
    """Article -> (start, name) of its places in text order."""
    found = {}
    for row in actors[actors.kind == "place"].sort_values("start").itertuples():
        found.setdefault(row.article_id, []).append((row.start, row.name))
    return found


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


STEM = 6                                   # letters of a word that tell it
SAID = {word[:STEM] for word in lexicons.words("unspecific_words")}


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


NARROWED = re.compile(r"^ ((?:[a-zäöüß-]{4,}(?:e|en|er|es) )+)[A-ZÄÖÜ]")
RELATIVE = re.compile(r"^(?: [a-zäöüß-]+)*(?: [A-ZÄÖÜ][\w-]+)(?: [a-zäöüß]+){0,2}, (?:die|der|das|deren|dessen|denen) ")


def thing_after(after):
    """The group of the noun right behind a number."""
    word = WORD.match(after.lstrip())
    return group(word.group()) if word else ""


def carried_on(rows):
    """The rows, figures without a noun (`die Veranstalter gingen von 9.500 aus`) with what the figure of the sentences before is about."""
    told = {}
    for row in rows:
        plain = not is_told(row["unit"]) and row["kind"] == "count" and row["scope"] == ""
        bare = plain and row["is_bare"] and not row["thing"] and not OTHER.search(row["sentence"][:row["at"]])
        people = is_told(row["counted"]) and group(row["counted"]) == "Mensch"
        bare = bare and patterns("gives").search(row["sentence"])
        here = next((here for here in nearby(row, told.get(row["article_id"], [])) if goes_on(row, here, people)), None) if bare else None
        if here:
            row.update({column: here[column] for column in ("thing", "part", "nation")}, rule="carried on")
            row["place"], row["year"] = row["place"] or here["place"], row["year"] or here["year"]
        if row["thing"] and plain:
            told.setdefault(row["article_id"], []).append(row)
    return rows


def nearby(row, told):
    """The figures told in the sentences before, the last one first; no more are looked at."""
    return takewhile(lambda here: row["sentence_id"] - here["sentence_id"] <= CARRIED, reversed(told))


def goes_on(row, here, people):
    """Whether a figure without a noun may be of the thing of an earlier one: of its size, and of people only where something happens to them."""
    return (here["thing"] in states() or not people) and bool(here["value"]) and 1 / FACTOR < (row["value"] or 0) / here["value"] < FACTOR


def by_sentence(table):
    found = {}
    for row in table.to_dict("records"):
        found.setdefault((row["article_id"], row["sentence_id"]), []).append(row)
    return found


def around(sentence, numbers, k):
    """The words of the sentence before and behind number `k`, up to the numbers beside it."""
    left = numbers[k - 1]["end"] if k else sentence.start
    right = numbers[k + 1]["start"] if k + 1 < len(numbers) else sentence.end
    text, start = sentence.text, sentence.start
    return text[left - start:numbers[k]["start"] - start], text[numbers[k]["end"] - start:right - start]


def what(number, before, after, earlier, sentence):
    """thing, rule, part, nation, is_change, is_denied, and the unit's dimension."""
    thing, rule = thing_of(named(number) if stands_beside(number, before, after) else "", before, after)
    if not thing and number["kind"] == "money":
        thing, rule = sum_before(sentence.text[:number["start"] - sentence.start]), "sentence"
    if not thing and number["kind"] == "money" and LACKS.search(before.split(",")[-1] + " " + after.split(",")[0]):
        thing, rule = "Lücke", "state"
    happened = state(before, after) if not is_told(number["unit"]) and number["kind"] in ("count", "other") else ""
    if happened and (not thing or thing == "Verletzte" and happened.endswith("verletzte")):
        thing, rule = happened, "state"
    if number["kind"] == "percent":
        thing, rule = item(before, after), "word"
        if thing and is_told(number["source"]) and thing in number["source"]:
            thing = ""                         # `Die Polizei gibt 57 Prozent an`
    modifier = number["modifier"] if isinstance(number["modifier"], str) else ""
    plain = before.rstrip().removesuffix(modifier).rstrip() + " "
    start = earlier[0]["start"] - sentence.start if earlier else 0
    part = bool(PART.search(before) or PART_BEHIND.match(after) or earlier and WHOLE.search(sentence.text[:start]))
    if part and PART_BEHIND.match(after):
        thing, rule = next(((group(word), "sentence") for word in WORD.findall(after) if word[0].isupper() and group(word) in states()), (thing, rule))
    unit = lexicons.table("unit_factors", "unit").get(number["unit"])
    alone = not part and (group(named(number)) == "Mensch" or not (is_told(number["counted"]) and stands_beside(number, before, after)))
    return {"thing": thing, "rule": rule, "is_bare": alone, "part": part and thing not in states(), "nation": nation(after),
            "is_change": bool(re.search(r"\b[Uu]m $", plain)), "is_denied": not modifier and bool(re.search(r"\b[Nn]icht $", plain)),
            "kind": "count" if number["kind"] == "other" else number["kind"],
            "dimension": unit["dimension"] if unit else number["unit"] or ""}


LACKS = re.compile(r"\bfehl(?:en|t|te|ten)\b")
PARTY = r"((?:[A-ZÄÖÜ][\w-]+ ){0,2}[A-ZÄÖÜ][\w-]+)"
SUBJECT = re.compile(r"(?:\b(?:[Dd]ie|[Dd]er|[Dd]as|[Ii]hre|[Ss]eine) |^ ?)" + PARTY + r" (?:[a-zäöü]+ ){1,6}(?:(?:auf|bei|mit|um) )?(?:etwa |rund |knapp |gut |„)?$")
BEHIND = re.compile(r"^,? (?:für (?:[A-ZÄÖÜ]\w+in |ihren? [A-ZÄÖÜ]\w+ |de[nr] |die |das )?" + PARTY + r"|([A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+))")
BRACKET = re.compile(PARTY + r" \($")
BEFORE = re.compile(r"\b(?:die|der|das) " + PARTY + r" (?:nur |noch |etwa |rund )?$")      # `holte die Union 36 Prozent`


def item(before, after):
    """Of whom or what a percentage is: the party or person it is said of, in brackets, as the subject, or behind `für`; "" where that is not sure."""
    base = re.match(r"^ (?:der|des|aller) ([A-ZÄÖÜ]\w+)", after)
    found = BRACKET.search(before) or BEHIND.match(after) or BEFORE.search(before) or SUBJECT.search(re.split("[;:.]", before)[-1])
    if found is None:
        return ""
    name = next(filter(None, found.groups())).split()[-1]
    return name if not base or base.group(1) in ("Stimmen", "Befragten", "Wähler") else f"{name} {base.group(1)}"


def stands_beside(number, before, after):
    """Whether what a count is said to count stands behind it, or before it in `Zahl der Toten auf`: a noun further off may be who tells it."""
    counted = number["counted"] if isinstance(number["counted"], str) else ""
    if number["kind"] not in ("count", "other") or not counted:
        return True
    stem = counted[:max(4, len(counted) - 2)].translate(UMLAUTS)
    words = WORD.findall(after.translate(UMLAUTS))[:6]
    before = before.translate(UMLAUTS)
    return any(stem.lower() in word.lower() for word in words) or re.search(rf"\b(?:Zahl|Anzahl|Summe|Menge)\b[^,;:]*{re.escape(stem)}", before) is not None \
        or re.search(rf"{re.escape(stem)}\w*(?: \w+)? ?[(:]$", before.rstrip()) is not None


def sum_before(text):
    """The sum that the words before a figure name last, in the clauses of its sentence that lead to it: `die Rücklage, in der noch ... lägen`."""
    words = [word for word in WORD.findall(text) if group(word) in sums()]
    return group(words[-1]) if words else ""


@cache
def sums():
    return lexicons.words("synonyms", "group", person="sum")


def is_told(value):
    return isinstance(value, str) and value != ""


def named(number):
    """What the number counts; a number word (`60 bis 80 Millionen Euro`) is no thing."""
    counted = number["counted"] if isinstance(number["counted"], str) else ""
    return "" if reading(counted) or number["kind"] == "money" and is_person(counted) else counted


def is_person(word):
    """A person is no sum: `schätzte ein Sprecher auf rund 20 Millionen Euro`."""
    return lexicons.table("role_nouns", "noun", "form").get(word) in ("person", "office")


def thing_of(counted, before, after):
    """(thing, rule): the group of what is counted; with persons, what happened to them."""
    entry = synonyms().get(counted) or synonyms().get(counted.split("-")[-1])
    if entry is None:
        return ("", "") if counted in lexicons.words("claim_words", "pattern", role="extent") else (counted, "word" if counted else "")      # `im Ausmaß von`
    if entry["person"] in ("", "sum"):
        return entry["group"], "word" if entry["group"] == counted else "synonym"
    happened = state(before, after)
    if entry["person"] == "any":
        return (happened, "state") if happened else ("" if entry["group"] == "Mensch" else entry["group"], "synonym")
    return f"{entry['group']}: {happened}" if happened else entry["group"], "state" if happened else "synonym"


def synonyms():
    return lexicons.table("synonyms", "word")


def group(word):
    """The group of an inflected noun, the noun itself if it has none."""
    entry = next((synonyms()[form] for form in (word, word[:-1], word[:-2]) if form in synonyms()), None)
    return entry["group"] if entry else word


@cache
def states():
    return lexicons.words("states", "group")


@cache
def state_words():
    forms = sorted(lexicons.words("states", "words"), key=lambda words: (-len(words), words))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b")


def state(before, after):
    """What happens to persons: the first words behind the number that say so, else the last before it in its clause."""
    found = state_words().search(lowered(after))
    if found is None:
        found = next(iter([*state_words().finditer(lowered(re.split("[,;:]", before)[-1]))][-1:]), None)
    return lexicons.table("states", "words", "group")[found.group()] if found else ""


def lowered(text):
    """Only nouns that belong to a phrase of `states.csv` are lowered: `die Verletzten` are not what happens."""
    nouns = "Verletzt|Getötet|Festgenommen|Menschen|Leben|Sicherheit|Wohnung|Wohnungen|Häuser|Straße|Verletzungen|Ums|In|Auf"
    return re.sub(rf"\b(?:{nouns})\b", lambda word: word.group().lower(), text)


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


OF_NOUN = re.compile(r"\b(?:der|die|das|den|dem|des|ihre[nrm]?|seine[nrm]?) [A-ZÄÖÜ]\w+ (?:(?:im|in|vom|von|aus|des) )?$")


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


# ---------------------------------------------------------------- mentions of one claim
def grouped(rows):
    """The mentions with a thing; compounds go with their head, and figures without a thing with one their sentence names."""
    if not rows:
        return pd.DataFrame()
    mentions = pd.DataFrame(rows)
    clear = compounds(mentions[mentions.thing.ne("")])
    counted = {key: sorted(set(things)) for key, things in clear.groupby(["event", "kind", "dimension"]).thing}
    bare = [row for row in mentions[mentions.thing.eq("") & ~mentions.kind.eq("percent")].to_dict("records") if not named(row)]
    for row in bare:
        row["thing"], row["rule"] = in_sentence(row, counted.get((row["event"], row["kind"], row["dimension"]), ())), "sentence"
    mentions = pd.concat([clear, pd.DataFrame(bare, columns=mentions.columns).query("thing != ''")]) if bare else clear.copy()
    mentions["place"] = mentions.place.where(mentions.place.ne(""), mentions.home)
    return settled(mentions, "nation", SAME + ["place"])


def compounds(mentions):
    """`Schadensumme` goes with `Summe` if both are counted in an event and no article counts both."""
    mentions = mentions.copy()
    fixed = lexicons.words("synonyms", "group")
    for _, same in mentions.groupby(["event", "kind", "dimension"]):
        articles = {thing: set(ids) for thing, ids in same.groupby("thing").article_id}
        by_ending = {thing.lower(): thing for thing in articles if len(thing) >= SHORTEST_HEAD}
        for thing in sorted(set(articles) - fixed):
            heads = (by_ending.get(thing[i:]) for i in range(3, len(thing) - SHORTEST_HEAD + 1))
            head = next((head for head in heads if head and not articles[head] & articles[thing]), None)
            if head:
                rows = same.index[same.thing == thing]
                mentions.loc[rows, ["thing", "rule"]] = [head, "compound"]
    return mentions


def in_sentence(row, things):
    """The thing of the event that the sentence names last before the number, else first behind it; "" if there is none."""
    found = []
    for word in WORD.finditer(row["sentence"]):
        own = group(word.group())
        thing = next((thing for thing in things if own == thing or word.group().startswith(thing) and len(word.group()) - len(thing) < 3), None)
        if thing:
            behind = word.start() > row["at"]
            found.append((behind, abs(word.start() - row["at"]), thing))
    return min(found)[2] if found else ""


def settled(mentions, column, within):
    """Empty values of `column` filled with the most frequent one of the mentions that agree in `within`."""
    given = mentions[mentions[column].ne("")].groupby(within)[column].agg(most_frequent).rename("usual").reset_index()
    usual = mentions[within].merge(given, how="left", on=within).usual.fillna("").to_numpy()
    return mentions.assign(**{column: np.where(mentions[column].eq(""), usual, mentions[column])})


def most_frequent(values):
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def in_one_unit(mentions):
    """Values of each claim in its most frequent unit, the smallest of equally frequent ones."""
    factors = {row["unit"]: float(row["factor"]) for row in lexicons.rows("unit_factors")}
    chosen = mentions.groupby("claim_id").unit.agg(lambda units: min(Counter(units).items(), key=lambda item: (-item[1], factors.get(item[0], 1), item[0]))[0])
    unit = mentions.claim_id.map(chosen)
    factor = mentions.unit.map(factors).fillna(1) / unit.map(factors).fillna(1)
    return mentions.assign(unit=unit, **{column: mentions[column] * factor for column in ("value", "low", "high")})


def with_copies(mentions, articles):
    """Add `copy_of`: the figure stands in a copied passage, and the article that had it first gives the same figure."""
    places = {row.article_id: [] for row in mentions.itertuples()}
    for row in copies(articles[articles.article_id.isin(places)]).itertuples():
        places[row.article_id].append(row)
    given = set(zip(mentions.claim_id, mentions.article_id, mentions.value))
    origin = [next((passage.copy_of for passage in places[row.article_id] if passage.start <= row.start < passage.end
                    and (row.claim_id, passage.copy_of, row.value) in given), "") for row in mentions.itertuples()]
    return mentions.assign(copy_of=origin)
