"""The figures of articles, each with what it is about: its thing, circumstances and event. Figures without a noun go on from those before."""
import re
from collections import Counter
from itertools import takewhile

from .. import lexicons
from ..figures.attribution import attributed
from .circumstances import context, narrowed, nation, place, scope, year
from .events import events
from .things import LACKS, WORD, group, is_told, item, named, patterns, stands_beside, state, states, sum_before, thing_of

KINDS = ("count", "money", "percent", "measure", "fraction")
PART = re.compile(r"\b(?:darunter|davon|unter (?:ihnen|diesen)|von (?:ihnen|diesen))\b(?:[^,;]{0,40})$", re.IGNORECASE)
PART_BEHIND = re.compile(r" (?:davon|von (?:ihnen|diesen))\b")
WHOLE = re.compile(r"\bvon (?:den|diesen|insgesamt)(?: \w+)? $", re.IGNORECASE)
OTHER = re.compile(r"\b(?:[Bb]ei|[Zz]u|[Aa]n) de[nr] [A-ZÄÖÜ]\w+[^,;:]*$")      # `bei den Festnahmen bleibt es bei`
THERE = re.compile(r"\b(?:[Dd]ort|[Dd]ortige\w*)\b")
INSTEAD = re.compile(r",? sondern\b")
CARRIED = 4                                # sentences that a figure without a noun looks back
FACTOR = 6                                 # how far apart two figures of one thing may be


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


def around(sentence, numbers, k):
    """The words of the sentence before and behind number `k`, up to the numbers beside it."""
    left = numbers[k - 1]["end"] if k else sentence.start
    right = numbers[k + 1]["start"] if k + 1 < len(numbers) else sentence.end
    text, start = sentence.text, sentence.start
    return text[left - start:numbers[k]["start"] - start], text[numbers[k]["end"] - start:right - start]


def by_sentence(table):
    found = {}
    for row in table.to_dict("records"):
        found.setdefault((row["article_id"], row["sentence_id"]), []).append(row)
    return found


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


def most_frequent(values):
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


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
