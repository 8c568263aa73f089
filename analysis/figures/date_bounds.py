"""How exact a time expression claims to be, and whether it is hedged: the columns that `dates` shares with `numbers`.

`described(rows, doc)` adds `modifier`, `bound` and `is_hedged` to each row, meant as in `numbers.py`: `bis zu fünf Jahre` is
at_most, `mehr als zwei Wochen` more_than, `zwei bis drei Jahre` a range, `mehrere Monate` vague. Of dates and times only what limits
or rounds them counts: `ab Montag`, `bis Freitag`, `spätestens am 3. Mai`, `gegen 14 Uhr`.
Missed: modifiers that stand elsewhere in the sentence (`Er rief an, es war wohl kurz vor acht`).
"""
from bisect import bisect_left

from .. import lexicons
from ..language import reading
from ..language.clauses import clauses, forms
from ..language.hedges import hedges
from .number_phrases import Phrase, modifiers, scan
from .numbers import is_governed, modifier

BETWEEN = {"am", "an", "zum", "zur", "im", "in", "um", "dem", "den", "der", "die", "das"}      # `spätestens am Montag`
MOST_INSIDE = 2                             # modifiers that belong to the expression (`bis zu rund fünf Jahre`)


def described(rows, doc):
    """The rows with `modifier`, `bound`, `is_hedged`."""
    doc = reading.words(doc)
    lexemes = scan(doc.text) if rows else []
    starts = [lexeme.start for lexeme in lexemes]
    hedged = hedged_places(doc, [row["start"] for row in rows])
    for row in rows:
        first, last = bisect_left(starts, row["start"]), bisect_left(starts, row["end"])
        found = length_modifier(lexemes, first, last) if row["kind"] == "duration" else date_modifier(lexemes, first)
        row["modifier"], row["bound"] = found if found[1] else ("", "vague" if is_vague(row) else "exact")
        row["is_hedged"] = row["start"] in hedged
    for left, right in zip(rows, rows[1:]):
        if left["rule"] == "first_number" and right["kind"] == "duration" and is_range(doc.text, left, right):
            left.update(modifier="", bound="range")
            right.update(modifier="", bound="range")
    return rows


def is_vague(row):
    """`mehrere Wochen`, `damals`."""
    return row["kind"] != "set" and ("X" in row["value"] and row["value"].startswith("P") or row["value"].endswith("_REF"))


def is_range(text, left, right):
    between = text[left["end"]:right["start"]]
    return between.strip() in ("bis", "-", "–") or between.strip() == "und" and text[:left["start"]].rstrip().endswith("zwischen")


def length_modifier(lexemes, first, last):
    """(words, bound) before or behind a length, or at its beginning (`rund` in `rund zwei Wochen`)."""
    inside = 0
    while inside < MOST_INSIDE and first + inside < last - 1 and (lexemes[first + inside].text.lower(),) in modifiers():
        inside += 1
    if first >= last:
        return "", ""
    phrase = Phrase(first + inside, last, lexemes[first].start, lexemes[last - 1].end, 0.0)
    words, entry = modifier(phrase, lexemes)
    return words, entry["bound"] if entry else ""


def date_modifier(lexemes, first):
    """(word, bound) before a date or time."""
    words = lexicons.table("date_modifiers", "modifier", "bound")
    for i in range(first - 1, max(-1, first - 4), -1):
        word = lexemes[i].text.lower()
        if word in words:
            return word, words[word]
        if word not in BETWEEN:
            break
    return "", ""


def hedged_places(doc, places):
    """Those of the places (characters, in order) that stand in a clause with a hedge, or that one governs."""
    found = set()
    for sent in reading.sentences(doc):
        here = places[bisect_left(places, sent.start_char):bisect_left(places, sent.end_char)]
        if here:
            parts, kinds = clauses(sent), forms(sent)
            around = [number for number, clause in enumerate(parts) if clause and (hedges(clause, plans=True) or is_governed(parts, kinds, number))]
            found.update(place for place in here if any(token.idx <= place < token.end for number in around for token in parts[number]))
    return found
