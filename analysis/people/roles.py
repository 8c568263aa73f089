"""What a text calls the people it names: role and country from the words beside the name.

- before the name: `Militäranalyst Hendrik Remmel`, `der russische Präsident Wladimir Putin`, `Südkoreas Präsident Yoon Suk Yeol`;
- before a comma: `der Chef des ukrainischen Militärgeheimdienstes, Kyrylo Budanow,`;
- behind a comma: `Kyrylo Budanow, der Chef des ukrainischen Militärgeheimdienstes,`.

The role is the noun with the genitives behind it, as written. The country is that of an adjective, a genitive or an inhabitant in
the same phrase; a body's country stands in the adjective before it or inside its name. What is missed: roles told by a verb
(`wurde zum Präsidenten gewählt`), and phrases longer than LONGEST words.
"""
from .. import lexicons
from ..language.clauses import PREPOSITIONS
from ..language.noun_phrases import HEADS, NOMINAL, run_end, run_start
from ..language.reading import Words
from . import gazetteer

LONGEST = 10                               # words of a phrase beside a name
APPOSITION = NOMINAL | PREPOSITIONS | {"KON"}
BEFORE = HEADS - {"CARD"} | {"ADJA"}
CLOSED = {",": (",", ".", "–", ":"), "(": (")", ",")}           # how an apposition begins -> how it ends
TITLES = lexicons.words("phrase_words", role="title")


def describe(doc, spans, rows):
    """Set `role` and `country` of every row from the phrase it stands in; None where there is none."""
    for span, row in zip(spans, rows):
        row["role"] = row["country"] = None
        if row["kind"] == "person":
            phrase = before(doc, span.start) or title_with_genitive(doc, span.start) or apposition_before(doc, span.start) or apposition_behind(doc, span.end)
            row["role"], row["country"] = role(phrase), country(phrase) or country(inhabitant_before(doc, span.start))
        elif row["kind"] == "organisation":
            row["country"] = country([*before(doc, span.start, nouns=False), *span])


def is_title(token):
    """A noun for a person that can stand before the name."""
    found = gazetteer.role(token.text)
    return found is not None and found.form in ("person", "office") or is_address(token)


def is_address(token):
    """`Dr.`, `Herr`: stands before a name and is no role."""
    return token.text in TITLES or token.text + "." in TITLES


def before(doc, end, nouns=True):
    """The words of the phrase that ends where a name starts: `der südkoreanische Präsident`; it must end in a title."""
    low = max(end - LONGEST, doc[end].sent.start)
    start = run_start(doc, end, BEFORE, low)
    if start > low and doc[start - 1].tag_ == "ART":
        start -= 1
    words = list(doc[start:end])
    if not nouns:
        words = words[next((k + 1 for k in range(len(words) - 1, -1, -1) if words[k].tag_ != "ADJA"), 0):]
        return words
    while words and words[-1].text.rstrip(".") + "." in TITLES:
        words.pop()
    return words if words and is_title(words[-1]) else []


def inhabitant_before(doc, end):
    """`die Schwedin` before the name."""
    token = doc[end - 1] if end and not doc[end].is_sent_start else None
    return [token] if token is not None and token.tag_ == "NN" else []


def title_with_genitive(doc, end):
    """`der Vorsitzende des Bauernverbandes` right before the name."""
    low = max(end - LONGEST, doc[end].sent.start)
    start = run_start(doc, end, BEFORE | {"ART"}, low)
    words = from_title(doc[start:end])
    behind = next((k for k, token in enumerate(words) if k and token.lower_ in ("des", "der")), 0)
    return words if behind and words[-1].tag_ == "NN" and not is_title(words[-1]) and words[behind - 1].tag_ == "NN" else []


def apposition_before(doc, end):
    """`der Chef des ukrainischen Militärgeheimdienstes,` before the name; not `Bürgermeisterin Ute Wahl,`, who is another person."""
    if end < 2 or doc[end - 1].text != ",":
        return []
    comma = end - 1
    words = from_title(doc[run_start(doc, comma, APPOSITION, max(comma - LONGEST, doc[comma].sent.start)):comma])
    is_another = any(is_title(title) and name.tag_ == "NE" for title, name in zip(words, words[1:]))
    return [] if is_another else words


def apposition_behind(doc, start):
    """`, der Chef des ukrainischen Militärgeheimdienstes,` behind the name: up to the next comma or the sentence's end; or in brackets."""
    if start >= len(doc) or doc[start].text not in CLOSED:
        return []
    limit = min(len(doc), start + 1 + LONGEST)
    stop = run_end(doc, start + 1, APPOSITION, limit)
    return from_title(doc[start + 1:stop]) if stop < limit and doc[stop].text in CLOSED[doc[start].text] else []


def from_title(words):
    """The phrase if its first noun is a title: only articles and adjectives may stand before it."""
    for token in words:
        if token.tag_ == "NN":
            return words if is_title(token) and not token.text.endswith("innen") else []
        if token.tag_ not in ("ART", "ADJA", "PPOSAT"):
            return []
    return []


def role(words):
    """The phrase from its last title before a genitive on: `Chef des ukrainischen Militärgeheimdienstes`; None without one."""
    nouns = [k for k, token in enumerate(words) if token.tag_ == "NN" and is_title(token) and not is_address(token)]
    if not nouns:
        return None
    return Words(words[0].doc, words[nouns[0]].i, words[-1].i + 1).text


def country(words):
    """ISO code of the first country the words name, or None."""
    for token in words:
        code = gazetteer.country(token.text) if token.tag_ in ("ADJA", "NE", "NN", "FM") else ""
        if code:
            return code
    return None
