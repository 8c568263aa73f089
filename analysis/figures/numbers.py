"""The numbers an article states: how many, how much, what share, how exactly, of what.

`find(doc, taken)` gives one dict a number, in text order, none overlapping another or a span of `taken` (the dates):

- `start`, `end`: the number with its currency, percent sign or unit, without the modifier and without what is counted;
- `kind`: count, money, percent, measure, fraction, ordinal, ratio, other (a number that counts nothing named);
- `value` in `unit`: the ISO code of a currency, `percent`, `percentage point`, a symbol (`km²`), `year` of an age, "" of a count;
- `low <= value <= high`: the interval the words leave open, by the factors in `lexicons/modifiers.csv`. `rund 100` is 90 to
  110, `knapp 100` 90 to 100, `gut 100` 100 to 110; `bis zu 100` is −inf to 100 (at_most), `mindestens 100` 100 to inf
  (at_least), likewise `mehr als` (more_than) and `weniger als` (less_than). `10 bis 12` is two rows, 10 and 12, each
  with the range 10 to 12.
  `Tausende` (vague) are at least two thousand: value and low 2000, high inf. `2:1` is worth 2; a result against nought
  has no quotient: NaN, 0 to inf;
- `bound`, `modifier`: how exact the number claims to be, and the words that say so ("bis zu");
- `counted`: what is counted, a lemma, "" if nothing is named (see `counted.py`);
- `is_hedged`: a hedge stands in the number's clause, or governs it (see `hedges.py`).

Not numbers: dates, times and durations (an age is a number); `ein` as an article; idioms; names and codes that hold digits
(`A320`, `§ 218`, `Terminal 2`, telephone numbers, postal codes, house numbers). Missed: Roman numerals, corrections
(`drei, nein vier`), arithmetic, and ages without `alt`, `Alter` or `-jährig`. Method: a scanner and number phrases of our
own (`number_phrases.py`), then their context; approximators as in Prince, Frader and Bosk (1982).
"""
import math
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from operator import itemgetter

from .. import lexicons
from ..language import reading
from ..language.clauses import FINITE, PREPOSITIONS, clauses, forms
from ..language.hedges import hedges
from ..language.noun_phrases import NOUNS
from ..people import gazetteer
from .counted import counted
from .dates import AGE_LIMIT_NEAR, GROWN
from .number_phrases import ARTICLES, glued, joined, modifiers, near, phrases, scan, truncated

LONGEST_MODIFIER = 4                        # words
YEARS = range(1500, 2100)
SCALE_MARKS = 5
WEIGHT = {"approximate": 1, "exact": 0}     # of two modifiers the one that sets a limit counts (`bis zu rund 100`)


def find(doc, taken=(), durations=()):
    """Rows that overlap no span of `taken`, nor, but for ages, of `durations`: start, end, kind, value, low, high, unit, counted, modifier, bound, is_hedged, rule."""
    doc = reading.words(doc)
    text = doc.text
    lexemes = scan(text)
    found = [phrase for phrase in phrases(lexemes) if not is_idiom(phrase, text)]
    if not found:
        return []
    found = [as_ordinal(phrase, lexemes, doc) for phrase in found]
    found = joined(without_scales([phrase for phrase in found if is_number(phrase, lexemes, doc)]), lexemes)
    ages = aged(found, lexemes)
    rows = [row(phrase, lexemes) for phrase in found if phrase.kind != "time" and phrase.rule != "age" or phrase.first in ages]
    rows = [*without([row for row in rows if row["unit"] != "year"], [*taken, *durations]), *without([row for row in rows if row["unit"] == "year"], taken)]
    rows.sort(key=itemgetter("start"))
    describe(rows, doc)
    return rows


def without_scales(found):
    """The phrases but for the marks of a scale, a control to slide or a chart (`0 % 10 % 20 % ...`): many of one unit with nothing between."""
    kept, run = [], []
    for phrase in [*found, None]:
        if phrase and phrase.unit and (not run or phrase.first == run[-1].last and phrase.unit == run[-1].unit):
            run.append(phrase)
            continue
        kept += run if len(run) < SCALE_MARKS else []
        run = [phrase] if phrase and phrase.unit else []
        kept += [phrase] if phrase and not phrase.unit else []
    return kept


def without(rows, taken):
    """The rows that overlap no span of `taken`."""
    spans = sorted(taken)
    starts = [start for start, _ in spans]
    longest = max((end - start for start, end in spans), default=0)
    return [row for row in rows if not any(
        start < row["end"] and row["start"] < end
        for start, end in spans[bisect_left(starts, row["start"] - longest):bisect_left(starts, row["end"])])]


def row(phrase, lexemes):
    """The phrase as a row; what it counts and whether it is hedged come later."""
    words, bound, low, high = interval(phrase, lexemes)
    return {"start": phrase.start, "end": phrase.end, "kind": "measure" if phrase.kind == "time" else phrase.kind,
            "value": phrase.value, "low": low, "high": high, "unit": phrase.unit, "counted": "", "modifier": words,
            "bound": bound, "is_hedged": False, "rule": phrase.rule}


# ---------------------------------------------------------------- bounds
def interval(phrase, lexemes):
    """(modifier, bound, low, high) of a phrase."""
    words, entry = modifier(phrase, lexemes)
    if phrase.low is not None:
        return words.removesuffix("bis"), "exact" if phrase.rule == "ratio" else "range", phrase.low, phrase.high
    if phrase.is_vague:
        return words, "vague", phrase.value, math.inf
    if entry is None:
        return "", "exact", phrase.value, phrase.value
    ends = [factor if math.isinf(factor) else phrase.value * factor for factor in (float(entry["low"]), float(entry["high"]))]
    return words, entry["bound"], min(ends), max(ends)


def modifier(phrase, lexemes):
    """(words, row of `modifiers.csv`) of what stands before the phrase or behind it, ("", None) if nothing does."""
    i, found = phrase.first, []
    if phrase.kind in ("fraction", "ratio") and i and lexemes[i - 1].text.lower() in ("die", "der", "das", "dem", "den"):
        i -= 1
    while len(found) < 2:
        length = next((n for n in range(LONGEST_MODIFIER, 0, -1) if words(lexemes, i - n, i) in modifiers()), 0)
        entry = modifiers().get(words(lexemes, i - length, i))
        if entry is None or entry["position"] != "before" or is_contract(lexemes, i - length) or is_article(lexemes, phrase, entry) \
                or found and entry["modifier"] in ("unter", "über") and found[-1]["bound"] == "approximate":    # among, of about so many
            break
        found.append(entry)
        i -= length
    for n in (3, 2):
        entry = modifiers().get(words(lexemes, phrase.last, phrase.last + n))
        if entry and entry["position"] == "after":
            found.append(entry)
    if not found:
        found = limit_of_noun(lexemes, phrase.first)
    if not found:
        return "", None
    entry = max(found, key=lambda entry: WEIGHT.get(entry["bound"], 2))
    return entry["modifier"], entry


def limit_of_noun(lexemes, i):
    """`mindestens eine Strafe von 900 Euro`: the limit stands before the noun whose amount it is."""
    if i < 4 or lexemes[i - 1].text != "von" or not lexemes[i - 2].text[0].isupper() or lexemes[i - 3].text.lower() not in ARTICLES:
        return []
    entry = modifiers().get(words(lexemes, i - 4, i - 3))
    return [entry] if entry and entry["bound"] in ("at_least", "at_most") and entry["modifier"] not in ("ab", "bis") else []


def words(lexemes, start, end):
    """The lexemes from start to end in lower case, () if the text has fewer or a line ends between them."""
    return tuple(lexeme.text.lower() for lexeme in lexemes[start:end]) if start >= 0 else ()


def is_contract(lexemes, i):
    """`ein Kredit über 5 Millionen`, `verfügt über 500 Betten`, `freut sich über 19 Küken`: here `über` is no modifier."""
    if i == 0 or lexemes[i].text.lower() != "über":
        return False
    before = lexemes[i - 2 if lexemes[i - 1].text == "sich" else i - 1].text.lower()
    return before.removesuffix("s").endswith(endings("contract")) or before.startswith(endings("about"))


def is_article(lexemes, phrase, entry):
    """`denkt an die vier weiteren Titel`: an adjective in -en says that `die` is an article, not a part of `an die hundert`."""
    following = lexemes[phrase.last].text if phrase.last < len(lexemes) else ""
    return entry["modifier"] == "an die" and following.islower() and following.endswith("en")


@cache
def endings(role):
    return tuple(sorted(word.lower() for word in context(role)))


# ---------------------------------------------------------------- what is a number
def as_ordinal(phrase, lexemes, doc):
    """`17. Platz`: the dot makes it an ordinal, unless a sentence ends there; `Platz 17` is one too."""
    before = lexemes[phrase.first - 1].text if phrase.first else ""
    if phrase.kind != "count" or phrase.rule not in ("digits", "word"):
        return phrase
    if is_one_of(before, "rank") and near(lexemes, phrase.first - 1, phrase.first):
        return replace(phrase, kind="ordinal", rule="rank")
    token = doc[token_at(doc, phrase.start)]
    if phrase.rule == "digits" and phrase.value < 1000 and token.text.endswith(".") and token.i + 1 < len(doc):
        return replace(phrase, kind="ordinal", rule="ordinal")
    return phrase


def token_at(doc, start):
    return max(0, bisect_right(doc.offsets, start) - 1)


def is_number(phrase, lexemes, doc):
    """Not a code, a year, a piece of an address or a date."""
    before = lexemes[phrase.first - 1].text if phrase.first else ""
    token = doc[token_at(doc, phrase.start)]
    if is_minute(phrase, lexemes) or is_item(phrase, lexemes):
        return False
    if phrase.kind == "ordinal":
        return is_ordinal(phrase, token) and not is_day(phrase, lexemes)
    if phrase.kind == "count" and is_label(lexemes, phrase.first - 1) or phrase.rule == "fraction" and is_part_of_time(phrase, lexemes):
        return False
    if phrase.rule == "word" and not phrase.unit and phrase.scale == 1 and (is_title(phrase, token) or is_predicate(phrase, token)):
        return False
    if phrase.rule != "digits" or phrase.unit or phrase.scale > 1:
        return token.tag_ != "TRUNC" or truncated(lexemes, phrase.last - 1)
    return not (is_day(phrase, lexemes) or is_address(before, token) or is_year(phrase, before, token) or is_name(token))


def context(role):
    """The words of one role in `number_contexts.csv`."""
    return lexicons.words("number_contexts", role=role)


def is_one_of(word, role):
    """The word, or what a compound ends in, has the role: `Phase 2`, `Bauphase 2`."""
    return word in context(role) or word[:1].isupper() and word.lower().endswith(compounding(role))


@cache
def compounding(role):
    return tuple(sorted(word.lower() for word in context(role) if len(word) > 4))


def is_part_of_time(phrase, lexemes):
    """`erste Hälfte des 17. Jahrhunderts`, `Hälfte der Saison`."""
    after = [lexeme.text for lexeme in lexemes[phrase.last:phrase.last + 5] if lexeme.kind == "word"]
    return after[:1] in (["des"], ["der"]) and any(is_time(word) or word[0].isupper() and word in context("year") for word in after[1:2])


def is_time(word):
    """`Quartal`, `Jahrhunderts`."""
    return bool({word, word.removesuffix("s"), word.removesuffix("es")} & context("time"))


def is_title(phrase, token):
    """`Liste Drei Eichen`, `Erika Tausend`: a capital inside a sentence makes a number word a name; so does a first name before it."""
    doc, i = token.doc, token.i
    if not token.text[0].isupper() or token.i == token.sent.start or token.text.isupper():
        return False
    before, small = doc[i - 1], phrase.value % 100 or phrase.value > 1000
    if before.tag_ not in {"ART", "NN", "NE", "PPOSAT"} | PREPOSITIONS or before.is_space:
        return False
    return bool(small) and before.tag_ != "NE" or before.tag_ == "NE" and before.text in gazetteer.first_names()


def is_predicate(phrase, token):
    """`sie sind eins`: united, no number."""
    return token.text == "eins" and phrase.last - phrase.first == 1 and token.i > 0 and token.doc[token.i - 1].tag_[:2] in ("VA", "VV", "AD", "PR", "PP")


def is_ordinal(phrase, token):
    """Not part of a name or time (`3. Liga`, `erstes Quartal`), not a verb (`achten`), not `erste Zweifel` in the sense of early."""
    after = token.nbor().text if token.i + 1 < len(token.doc) else ""
    if is_time(after) or after in context("club") or after.lower().endswith(("liga", "ligist")):
        return False
    following = [word.text for word in token.doc[token.i + 1:token.i + 6]]
    of_time = any(is_time(word) or word[:1].isupper() and word in context("year") for word in following[2:4])
    if following[:1] and following[0] in ("Hälfte", "Drittel", "Viertel") and following[1:2] in (["des"], ["der"]) and of_time:
        return False
    if phrase.value == 1 and phrase.rule == "ordinal" and token.lower_.startswith("erst"):
        before = token.nbor(-1) if token.i else token
        singular = token.i and before.tag_ in ("ART", "APPRART", "PPOSAT", "ADJA") and not (before.lower_ == "die" and token.lower_.endswith("n"))
        return singular or token.i + 1 == len(token.doc) or token.nbor().tag_ not in ("NN", "NE", "ADJA", "TRUNC")
    return not token.tag_.startswith("V")


def is_day(phrase, lexemes):
    """`3. und 4. Juni`, `Oct 18`: a day of a month."""
    if phrase.first and phrase.value <= 31 and lexemes[phrase.first - 1].text in context("month"):
        return True
    for lexeme in lexemes[phrase.last:phrase.last + 5]:
        if lexeme.text in context("month"):
            return True
        if lexeme.kind != "number" and lexeme.text not in (".", "/", "und", "bis", "-", "–", ","):
            return False
    return False


def is_minute(phrase, lexemes):
    """`Hosiner (76.)`, `(65., 86.)`: the minute of a goal."""
    behind = [lexeme.text for lexeme in lexemes[phrase.last:phrase.last + 2]]
    before = [lexeme.text for lexeme in lexemes[max(0, phrase.first - 2):phrase.first]]
    return len(behind) == 2 and behind[0] == "." and glued(lexemes, phrase.last) and behind[1] in (")", ",", "/") and \
        (before[-1:] == ["("] or before[-1:] in ([","], ["/"]) and before[:1] == ["."])


def is_item(phrase, lexemes):
    """`1) Sie schicken ...`: an item of a list, where no bracket opens before it."""
    after = lexemes[phrase.last:phrase.last + 1]
    if phrase.rule != "digits" or phrase.unit or phrase.value > 20 or not after or after[0].text != ")" or not glued(lexemes, phrase.last):
        return False
    return not any(lexeme.text == "(" for lexeme in lexemes[max(0, phrase.first - 20):phrase.first])


def is_label(lexemes, i):
    """Lexeme i makes the number behind it a name: `Terminal 2`, `§ 218`, `Abs. 1`. Not across the end of a sentence (`am Stand. 12 Leute`)."""
    if i > 0 and lexemes[i].text == "." and glued(lexemes, i) and lexemes[i - 1].text + "." in lexicons.words("abbreviations"):
        i -= 1
    return i >= 0 and is_one_of(lexemes[i].text, "label")


def is_name(token):
    """`ORF 2`, `gegen Wien 24`: a figure behind a name, with no noun to count. Not `in Bayern 2`, nor a list (`Bayern 24, Hessen 13`)."""
    doc, i = token.doc, token.i
    named = i > 0 and (doc[i - 1].tag_ == "NE" or i > 1 and doc[i - 1].tag_ == doc[i - 2].tag_ == "NN")
    if len(token) > 2 or not named or i + 1 < len(doc) and doc[i + 1].tag_ in ("NN", "ADJA", "NE"):
        return False
    governor = doc[i - 2] if i > 1 else token
    if len(token) == 1:
        return i == 1 or governor.tag_ not in PREPOSITIONS
    listed = i + 1 < len(doc) and doc[i + 1].text in (",", ")", ";", ":", "und", "-", "–", "bis") or governor.text in (",", "(", ";", ":", "und")
    return not listed and (governor.tag_[:1] == "V" or governor.tag_ in ("ART", "NN") or governor.lower_ in ("gegen", "für", "von", "mit", "bei"))


def is_idiom(phrase, text):
    """The number stands in one of `number_idioms.csv`."""
    left = max(0, phrase.start - 20)
    around = text[left:phrase.end + 20]
    for idiom in lexicons.words("number_idioms", "idiom"):
        at = around.find(idiom)
        if at >= 0 and left + at < phrase.end and phrase.start < left + at + len(idiom):
            return True
    return False


def is_year(phrase, before, token):
    """Four figures from 1500 to 2099 behind a word that comes before years, or with no noun to count (a round number may
    have an adjective before its noun: `2000 neue Stellen`, but `die 1960 gegründete Band`)."""
    if phrase.value not in YEARS or phrase.end - phrase.start != 4:
        return False
    if before in ("davon", "darunter") or is_result(token) or is_second(token):
        return False
    if before in context("year") | context("month"):
        return True
    i, doc = token.i + 1, token.doc
    while i < len(doc) and doc[i].tag_ == "ADJA" and phrase.value % 100 == 0:
        i += 1
    counts = i < len(doc) and doc[i].tag_ == "NN"
    return not counts or phrase.value % 100 > 0 and token.i > 0 and doc[token.i - 1].tag_ in NOUNS


def is_second(token):
    """`1900 Geigen und 1750 Bratschen`: a count between two nouns."""
    doc, i = token.doc, token.i
    return 2 < i < len(doc) - 1 and doc[i - 1].text == "und" and doc[i - 2].tag_ == doc[i + 1].tag_ == "NN" and doc[i - 3].tag_ == "CARD"


def is_result(token):
    """`stieg auf 2025`, `fiel von 2000 auf 1800`, `damals waren es 2000`: the verb says how many there are."""
    doc, sent, i = token.doc, token.sent, token.i
    before, after = doc[i - 1].lower_ if i else "", doc[i + 1].lower_ if i + 1 < len(doc) else ""
    if before == "auf" or before == "von" and after == "auf":
        return any(word.lemma_ in context("change") and word.tag_.startswith("V") for word in sent)
    if after not in (",", ".", ";"):
        return False
    near = [word.lower_ for word in doc[max(sent.start, i - 4):i]]
    return "es" in near and bool({"sind", "waren"} & set(near)) and not any(word.tag_ in ("NN", "APPR", "APPRART") for word in doc[max(sent.start, i - 4):i])


def is_address(before, token):
    """A house number behind a street, or a postal code before a place."""
    if before.lower().endswith(endings("street")):
        return True
    i, doc = token.i, token.doc
    if not (token.text.isdigit() and len(token) in (4, 5) and i + 1 < len(doc) and doc[i + 1].tag_ == "NE"):
        return False
    alone = i == 0 or doc[i - 1].is_space or doc[i - 1].text in (",", "-", "(")
    return alone or len(token) == 5 and doc[i + 1].text in gazetteer.cities()


def aged(found, lexemes):
    """First lexemes of the phrases that are ages: one in a list makes the others so (`im Alter von elf, neun und vier Jahren`)."""
    ages, group = set(), []
    for phrase in [*found, None]:
        if group and (phrase is None or not lists(group[-1], phrase, lexemes)):
            if any(is_age(each, lexemes) for each in group) or of_persons(group, lexemes):
                ages.update(each.first for each in group)
            group = []
        if phrase and (phrase.kind == "time" or phrase.rule == "age"):
            group.append(phrase)
    return ages


def lists(left, right, lexemes):
    """The phrases stand in one list of years."""
    return (right.kind == "time" and right.unit == left.unit or right.rule == "age") and right.first - left.last <= 2 and \
        all(lexeme.text in (",", "und", "oder", "bis", "sowie", "-", "–") for lexeme in lexemes[left.last:right.first])


def is_age(phrase, lexemes):
    """`79 Jahre alt`, `im Alter von 79 Jahren`, `der 79-Jährige`; not `dreijährige Haft`."""
    after = lexemes[phrase.last].text.lower() if phrase.last < len(lexemes) else ""
    if phrase.rule == "age":
        return "Jährig" in lexemes[phrase.last - 1].text or not after.endswith(endings("span"))
    before = [lexeme.text.lower() for lexeme in lexemes[max(0, phrase.first - AGE_LIMIT_NEAR):phrase.first]]
    if before[-1:] == ["von"] and before[-2:-1] and before[-2] in words_of("age_person"):
        return True
    return after.startswith("alt") or not words_of("age_limit").isdisjoint(before)


def words_of(kind):
    return lexicons.words("date_words", **{"class": kind})


def of_persons(group, lexemes):
    """`Mädchen zwischen acht und zwölf Jahren`; grown persons need not be known by their noun (`zwischen 20 und 35 Jahren`)."""
    first = group[0].first
    if len(group) != 2 or first < 2 or group[0].unit != "year" or lexemes[first - 1].text.lower() != "zwischen":
        return False
    if group[0].value >= GROWN and lexemes[first - 2].text[0].isupper():
        return True
    role = gazetteer.role(lexemes[first - 2].text)
    return role is not None and role.form == "person" or lexemes[first - 2].text in context("young")


# ---------------------------------------------------------------- what it counts, and whether it is hedged
def describe(rows, doc):
    """Fill in `counted` and `is_hedged`, and the unit that a number takes from the one before it."""
    previous, sentences, hedged = None, {}, {}
    for before, figure in zip([None, *rows], rows):
        first, last = token_at(doc, figure["start"]), token_at(doc, figure["end"] - 1)
        sent = doc[first].sent
        if sent.start not in sentences:
            parts = clauses(sent)
            sentences[sent.start] = parts, forms(sent), {token.i: k for k, part in enumerate(parts) for token in part}
        parts, kinds, clause_of = sentences[sent.start]
        number = resumed(doc, first, kinds, clause_of[first])
        clause = parts[number]
        if previous and not may_continue(doc, first, last, figure, previous["last"], sent):
            previous = None
        figure["counted"] = counted(doc, first, last, figure, clause, previous["noun"] if previous else "")
        if before and is_of_before(doc, first, figure, before):
            figure["counted"] = before["counted"]
        if previous and takes_unit(doc, last, figure, previous):
            figure.update(kind="money", unit=previous["currency"])
        if is_age_in_brackets(doc, first, last, figure):
            figure.update(kind="measure", unit="year", counted="", rule="age")
        if clause[0].i not in hedged:
            hedged[clause[0].i] = bool(hedges(clause, plans=True)) or is_governed(parts, kinds, number)
        figure["is_hedged"] = hedged[clause[0].i]
        if figure["kind"] == "count":
            figure["kind"] = "count" if figure["counted"] else "other"
        if figure["kind"] in ("count", "other", "money") and not (figure["bound"] == "range" and figure["value"] == figure["low"]):
            noun = previous["noun"] if previous else ""
            noun = noun if figure["kind"] == "money" else figure["counted"] or noun
            previous = {"noun": noun, "currency": figure["unit"], "last": last}
    share_nouns(rows, doc)


def resumed(doc, first, kinds, number):
    """The clause of the number; one right behind the verb of a relative clause stands in the clause around that (`die Miete, die er zahlt, 700 Euro`)."""
    closes = first > 1 and doc[first - 1].text == "," and doc[first - 2].tag_ in FINITE and kinds[number] in ("rel", "dass", "sub", "wh")
    return number - 1 if closes and number else number


def may_continue(doc, first, last, figure, previous, sent):
    """The number may be of what was counted before: in this sentence or, unless it is a percentage, the last, and not a bracket of its own kind."""
    if doc[max(0, sent.start - 1)].sent.start > previous or figure["kind"] == "percent" and doc[previous].sent is not sent:
        return False
    if first and doc[first - 1].text == "(":
        return doc[previous].sent is sent and alone_in_brackets(doc, first, last) and any(word.text == "(" for word in doc[max(0, previous - 2):previous])
    return True


def is_of_before(doc, first, figure, before):
    """`9 Milliarden Pfund (11 Milliarden Euro)`, `940 Millionen Euro (Vorjahr: 916,5 Mio.)`: the same thing, in other money, or earlier."""
    between = doc.text[before["end"]:figure["start"]].split("(")
    if figure["kind"] == before["kind"] == "money" and len(between) == 2 and not between[0].strip() and between[1].strip() in ("", figure["modifier"]):
        return True
    return first > 2 and doc[first - 1].text == ":" and doc[first - 2].text.startswith("Vor") and "(" in (doc[first - 3].text, doc[max(0, first - 4)].text)


def alone_in_brackets(doc, first, last):
    return 0 < first and last + 1 < len(doc) and doc[first - 1].text == "(" and doc[last + 1].text == ")"


def takes_unit(doc, last, figure, previous):
    """`der Bund zahlt 5 Milliarden Euro, die Länder 3,2 Milliarden`: an amount so large with no noun behind it is of the same currency."""
    if not previous["currency"] or figure["kind"] != "count" or figure["value"] < 10 ** 6 or doc[last].text[0].isdigit() or figure["counted"]:
        return False
    return last + 1 == len(doc) or doc[last + 1].tag_ not in ("NN", "NE", "ADJA", "TRUNC")


def is_age_in_brackets(doc, first, last, figure):
    """`Petra Lang (43)`: two figures alone in brackets behind a name or a person, where the sentence does not count votes or goals."""
    if figure["rule"] != "digits" or figure["unit"] or not alone_in_brackets(doc, first, last) or figure["value"] not in range(10, 106) or first < 3:
        return False
    name, sent = doc[first - 2], doc[first].sent
    named = name.text.istitle() and doc[first - 3].text in gazetteer.first_names()
    role = gazetteer.role(name.text) if name.tag_ == "NN" and name.text == name.lemma_ and doc[first - 3].lower_ in ("der", "die", "ein", "eine") else None
    if not named and not (role and role.form == "person") and name.lower_ not in words_of("age_person"):
        return False
    return not any(word.lemma_ in context("tally") for word in sent)


def share_nouns(rows, doc):
    """Both ends of a range count one thing, and so do two ordinals with one noun (`im 3. und im 5. Stock`)."""
    for left, right in zip(rows, rows[1:]):
        if left["rule"] == right["rule"] == "range" and (left["value"], right["value"]) == (right["low"], left["high"]):
            noun, is_hedged = right["counted"] or left["counted"], left["is_hedged"] or right["is_hedged"]
            left.update(counted=noun, is_hedged=is_hedged, kind=right["kind"], unit=right["unit"])
            right.update(counted=noun, is_hedged=is_hedged)
        elif left["kind"] == right["kind"] == "ordinal" and not left["counted"]:
            between = doc.text[left["end"]:right["start"]].strip(". ").split()
            if between and len(between) < 4 and between[0] in ("und", "oder", "bis", "sowie"):
                left["counted"] = right["counted"]


def is_governed(parts, kinds, number):
    """`Experten schätzen, dass ...`, `offenbar entschieden, ... zu`: a hedge in the clause before reaches a clause that completes it."""
    return number > 0 and kinds[number] in ("dass", "inf") and bool(hedges(parts[number - 1], plans=True))
