"""What a number counts: the head noun, as a lemma.

    11.000 nordkoreanischen Infanteristen   Infanterist     the noun behind, across adjectives
    Tausende von Soldaten, 80 Prozent der Häuser            the noun behind `von` or in the genitive
    eine Strafe von 5.000 Euro              Strafe          the noun before, where the number is its attribute
    Der Umsatz stieg um 5 Prozent           Umsatz          the noun phrase that changes, or is worth so much
    ... 12.000 Soldaten. 800 seien dort.    Soldat          the one counted before, for a number on its own

The five are tried in this order. Without a parser the phrases are read from STTS tags: a noun phrase is determiners, numerals
and adjectives up to a noun; one behind a preposition cannot be what changes. Missed: pronouns, and nouns behind the verb.
"""
import re

from .. import lexicons
from ..language.clauses import PREPOSITIONS
from ..language.noun_phrases import DETERMINERS, NOMINAL, NOUNS, adjective_follows
from ..people import gazetteer
from .numerals import reading

ATTRIBUTES = NOMINAL - NOUNS | {"ADV", "ADJD"}                                 # between the determiner and its noun
INSIDE = NOMINAL - NOUNS - {"ART", "FM", "XY"}                                 # between the number and its noun
CHANGE = lexicons.words("number_contexts", role="change preposition")          # what changes changes `um 5 auf 30`
CHANGES = tuple(sorted(lexicons.words("number_contexts", role="change noun")))    # endings
SURVEYS = tuple(sorted(lexicons.words("number_contexts", role="survey")))         # endings
UNITS_OF_TIME = {word + ending for word in lexicons.words("units", kind="time") for ending in ("", "n", "en")}
TIMES = {row["unit"] for row in lexicons.rows("units") if row["kind"] == "time"}
GIVING = {row["lemma"] for row in lexicons.rows("cues") if "number" in row["takes"].split()}
REACH = 10
ANYBODY = re.compile(r"([^\W\d_]+?)(?:[*_:/]-?i|(?<=[a-zäöüß])I)nn?(?:en)?")    # Gärtner*innen, GärtnerInnen


def counted(doc, first, last, figure, clause, previous):
    """The lemma of what the number at tokens `first` to `last` counts, or ""; `previous` is what was counted before it."""
    noun = compound(doc.text[figure["end"]:doc[min(last + 12, len(doc)) - 1].end]) or figure["rule"] != "rank" and behind(doc, last + 1, figure) or ""
    if noun or figure["kind"] == "ordinal" or figure["unit"] == "year":
        return noun
    if is_beside_slash(doc.text, figure) or is_of_time(doc, first):
        return ""                              # `67/1`; `24 Monate, davon 16`
    noun = before(doc, first) or named(doc, first, figure) or is_amount(doc, first, clause) and changing(doc, first, last, clause, figure)
    return noun or (previous if figure["kind"] in ("count", "fraction", "percent") and preposition(doc, first) < 0 else "")


def is_beside_slash(text, figure):
    return "/" in text[max(0, figure["start"] - 1):figure["start"]] + text[figure["end"]:figure["end"] + 1]


def is_of_time(doc, first):
    """`zu 24 Monaten, davon | 16 auf Bewährung`: a part of a span of time."""
    if not first or doc[first - 1].lower_ != "davon":
        return False
    last = next((token for token in reversed(doc[doc[first].sent.start:first]) if token.tag_ in NOUNS), None)
    return last is not None and last.text in UNITS_OF_TIME and last.i > 0 and last.nbor(-1).tag_ == "CARD"


def compound(tail):
    """`20-Dollar-Marke`, `100%-Tochter`: the last word of the compound the number stands in, from the text behind it."""
    found = re.match(r"-(?:[^\W\d_]{1,40}-){0,4}([A-ZÄÖÜ][^\W\d_]{1,40})", tail)
    return found.group(1) if found else ""


def behind(doc, i, figure):
    """The noun of the phrase that the number opens, or whose part it is."""
    if i < len(doc) and is_partitive(doc[i], figure):
        i += 1
    for token in doc[i:i + REACH]:
        if token.is_space and "\n" not in token.text or is_part_of_number(token) or figure["unit"] in TIMES and token.text in UNITS_OF_TIME:
            continue                       # of the number next to it: `100 und 500 Euro`, `ein Drittel oder zwei Drittel der`
        if token.tag_ == "NN" or token.tag_ == "NE" and figure["kind"] == "count":
            return lemma(token) if token.text[0].isupper() or not token.text[0].isalpha() else ""
        if token.tag_ == "ADJA" and token.text[0].isupper() and token.i == i and not token.is_sent_start and not opens_phrase(token):
            return token.text                  # `5.000 Lokale`
        if token.tag_ in PREPOSITIONS and token.i == i and (noun := behind_participle(doc, token)):
            return lemma(noun)
        if token.tag_ == "KON" and figure["unit"] and counts_more(token):
            return ""
        if token.tag_ in DETERMINERS and token.tag_ != "ART" and token.i > i and token.nbor(-1).tag_ == "ADJA":
            return ""                      # der 19-jährige Wiener | einige Gefahren
        if not may_stand_inside(token) or figure["kind"] in ("money", "measure") and ends_amount(token):
            return ""
    return ""


def opens_phrase(token):
    """Whether an adjective goes on: `30 Wiener | Schulen`."""
    return token.i + 1 < len(token.doc) and token.nbor().tag_ in NOUNS | {"ADJA", "KON", "FM", "TRUNC", "CARD"}


def behind_participle(doc, preposition):
    """The noun of `38 auf Tauchgängen gefangene | Fische`: what stands between says how; or None."""
    at = adjective_follows(doc, preposition.i + 1, len(doc))
    between = doc.tag[preposition.i + 1:at]
    return doc[at + 1] if at and not NOUNS.isdisjoint(between) and doc.tag[at + 1] == "NN" else None


def is_part_of_number(token):
    """`Euro`, `Millionen`, `Drittel`."""
    return token.text in lexicons.words("units", kind="money") or token.text in lexicons.words("units", kind="percent") \
        or token.tag_ == "NN" and (reading(token.text.rstrip(".")) or ("",))[0] in ("fraction", "scale")


def counts_more(token):
    """`2 Millionen Pfund | und 1.200 Lehrer`: a number of something else follows."""
    following = token.doc[token.i + 1:token.i + 3]
    return len(following) == 2 and following[0].tag_ == "CARD" and not is_part_of_number(following[1])


def ends_amount(token):
    """`60 Euro | der 90 Sänger`, `30 Kilometer | nördlich der Stadt`: here the phrase of an amount ends."""
    return token.tag_ == "ART" or token.tag_ in ("ADV", "ADJD") and token.i + 1 < len(token.doc) and token.nbor().tag_ not in ("ADJA", "CARD")


def lemma(token):
    """The token's lemma with the capitals of its text (`WM-Titel`), and `Reporterin` where HanTa says `Reporteri`."""
    text, found = token.text.replace("\u00ad", ""), token.lemma_.replace("\u00ad", "")
    anybody = ANYBODY.fullmatch(text)
    if anybody:
        return anybody[1]
    woman = text.removesuffix("nen")
    if woman.endswith("in") and found in (woman[:-1], woman + "n", woman + "ne"):
        return woman
    if text == found + text[-2:] and text[-1] == "s" and text[-2:-1] == found[-1:]:
        return text[:-1]                       # `Apps`, of which HanTa makes `Ap`
    same = next((i for i, (a, b) in enumerate(zip(text, found)) if a.lower() != b.lower()), min(len(text), len(found)))
    return text[:same] + found[same:]


def is_partitive(token, figure):
    """`80 Prozent der`, `acht seiner`, `Tausende von`: what follows is the whole."""
    if token.lower_ == "von" and token.i + 1 < len(token.doc) and token.nbor().tag_ == "CARD" and figure["kind"] == "count":
        return True                        # 31 von 137 Kliniken
    if token.lower_ in ("von", "vom", "an"):
        return figure["kind"] in ("percent", "fraction") or figure["bound"] == "vague"
    return token.lower_ in ("der", "des", "dieser", "dieses", "aller") and figure["kind"] not in ("money", "measure", "ratio")


def may_stand_inside(token):
    return token.tag_ in INSIDE or token.tag_ == "ART" and token.lower_ in ("der", "des", "den", "dem") \
        or token.tag_ in ("ADV", "ADJD", "PIS", "KON") and starts_word(token) and not is_verbal(token) \
        or token.text == "," and token.i and token.doc[token.i - 1].tag_ == "ADJA"


def starts_word(token):
    """A word or number follows, no sign."""
    return token.i + 1 < len(token.doc) and token.nbor().text[0].isalnum()


def is_verbal(token):
    return token.tag_.startswith("V")


def preposition(doc, first):
    """Token number of the preposition that governs the number, across its modifier; -1 if there is none."""
    for i in range(first - 1, max(-1, first - 6), -1):
        if doc[i].tag_ in PREPOSITIONS and doc[i].lower_ not in ("bis", "ab", "zu"):
            return i
        if doc[i].tag_ not in PREPOSITIONS | {"ADV", "ADJD", "KOKOM", "PIAT", "PIS", "ART", "PTKA", "PTKZU"}:
            return -1
    return -1


def before(doc, first):
    """The noun whose attribute the number is: `Strafe von`, `Kredit über`, `Schaden in Höhe von`."""
    i = preposition(doc, first)
    if i > 0 and doc[i].lower_ in CHANGE:
        noun = changed(doc, i)
        if noun:
            return noun
    if i < 1 or doc[i].lower_ not in ("von", "über", "zwischen") or doc[i - 1].tag_ != "NN" or doc[i - 1].text in UNITS_OF_TIME:
        return ""
    if doc[i - 1].text in lexicons.words("number_contexts", role="scope"):
        i -= 2
        return lemma(doc[i - 1]) if i > 0 and doc[i - 1].tag_ == "NN" else ""
    return lemma(doc[i - 1])


def changed(doc, i):
    """`Anstieg um`, `Rückgang der Mieten um`: what changes, if the noun before the preposition at token i tells a change."""
    for token in reversed(doc[max(0, i - 5):i]):
        if token.tag_ == "NN" and token.lower_.endswith(CHANGES):
            return of_whom(token)
        if token.tag_ not in NOUNS | DETERMINERS | {"ADJA"}:
            return ""
    return ""


def named(doc, first, figure):
    """`(Jahresumsatz 75 Millionen Euro)`, `Schaden: 3.000 Euro`: the noun right before an amount that nothing else stands beside."""
    i = first - 1 - (first > 0 and doc[first - 1].text == ":")
    alone = i == 0 or i > 0 and (doc[i - 1].text in ("(", ";") or doc[i - 1].is_space or doc[i].is_sent_start)
    return lemma(doc[i]) if alone and figure["unit"] and doc[i].tag_ == "NN" else ""


def is_amount(doc, first, clause):
    """The clause says how much something is or changes."""
    i, harms = preposition(doc, first), lexicons.words("number_contexts", role="harm")
    if i >= 0:
        return doc[i].lower_ in CHANGE and not any(token.lemma_ in harms for token in clause)
    if (reading(doc[first].text) or ("",))[0] == "change":
        return True
    amounts = lexicons.words("number_contexts", role="amount")
    return any(token.lemma_ in amounts and is_verbal(token) for token in clause)


def changing(doc, first, last, clause, figure):
    """The last noun before the number, else the first behind it, that is neither in a prepositional phrase nor a genitive."""
    gives = any(token.lemma_ in GIVING for token in clause)
    nouns = [token for token in clause if token.tag_ == "NN" and is_free(token) and not is_part_of_number(token)
             and not (gives and speaks(token.text)) and not (figure["kind"] == "money" and is_person(token)) and not token.lower_.endswith(SURVEYS)]
    left = [token for token in nouns if token.i < first]
    told = last + 1 < len(doc) and is_verbal(doc[last + 1])                             # 2 Millionen kostete die Brücke
    right = [token for token in nouns if token.i > last] if told or preposition(doc, first) >= 0 else []
    return of_whom(left[-1] if left else right[0]) if left or right else ""


def speaks(noun):
    """`Sprecher`, `Polizei`: who gives figures, not what they count."""
    known = gazetteer.role(noun)
    return known is not None and known.form in ("person", "office", "body", "type") and known.kind not in ("public", "witness", "other")


def is_person(noun):
    """`die Fachleute rechnen mit ...`: persons are not worth an amount."""
    known = gazetteer.role(noun.lemma_)
    return known is not None and known.noun == noun.lemma_ and known.form in ("person", "crowd")


def is_free(noun):
    """A noun phrase of its own: no preposition before it, and no noun whose genitive it could be; no part of a number."""
    for token in reversed(noun.doc[noun.sent.start:noun.i]):
        if token.tag_ in PREPOSITIONS | {"CARD"}:
            return False
        if token.tag_ in NOUNS:
            return not any(word.lower_ in ("der", "des", "eines", "einer") for word in noun.doc[token.i + 1:noun.i])
        if token.tag_ not in ATTRIBUTES:
            return True
    return True


def of_whom(noun):
    """`die Zahl der Verletzten` counts the Verletzten."""
    if noun.lemma_ in lexicons.words("number_contexts", role="head") or noun.lower_.endswith(CHANGES):
        for token in noun.doc[noun.i + 1:noun.i + 5]:
            if token.tag_ == "NN":
                return lemma(token)
            if token.tag_ not in DETERMINERS | {"ADJA"} and token.lower_ not in ("von", "an"):
                break
    return lemma(noun)
