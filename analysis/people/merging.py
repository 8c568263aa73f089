"""Which mentions are the same actor: one spelling for each.

Within an article, mentions are the same if, without genitive and inflection,
- they are spelled alike (`Putins`, `Putin`; `Deutschen Bank`, `Deutsche Bank`; `NATO`, `Nato`); the name of a body is in the nominative;
- one is a part of a person's full name that no other full name of the article has (`Remmel`, `Hendrik Remmel`), or no other one
  before it: who reads `laut Schulz` can think only of the Schulz already named;
- one stands in brackets behind the other, or behind a noun, and is made of its letters (`... Institute for Defence ... (GIDS)`,
  `Landeskriminalamt (LKA)`);
- `country_names.csv` or `same_names.csv` say so (`Vereinigte Staaten`, `USA`; `Uno`, `Vereinte Nationen`);
- it is a capital that acts as its government does (`Moskau und Pjöngjang unterzeichneten`), not a place where something is.

What is missed: nicknames, maiden names, descriptions (`der Kremlchef`), and two people of the same surname named without any more.
"""
from collections import Counter
from functools import cache, lru_cache

from .. import lexicons
from ..language.clauses import INDICATIVE, PREPOSITIONS
from ..language.quotation_marks import DOUBLE
from . import gazetteer, roles
from .declension import body_in_nominative, listed_name, singular

ADJECTIVE_ENDINGS = ("en", "er", "es", "em")
ACTS = lexicons.words("phrase_words", role="act of state")      # what a capital does as a government


def merge(doc, spans, rows):
    """Set the `name` of every row."""
    forms = in_nominative(doc, spans, rows)
    same = {**spelled_alike(forms, rows), **full_names(forms, rows)}
    for form, row in zip(forms, rows):
        row["name"] = same.get((row["kind"], spelling_key(form)), form)
    name_by_who_came_first(forms, rows)
    initials = bracketed(doc, spans, rows)
    for span, row in zip(spans, rows):
        row["name"] = initials.get(row["name"]) or preferred_name(row["name"]) or row["name"]
        if row["kind"] == "place" and is_government(doc, span):
            row["name"] = capitals()[stem(span.text)]
        row["country"] = row.get("country") or country_of(row)
    share_within_actor(rows, "country")
    share_within_actor(rows, "role")


# ---------------------------------------------------------------- spellings
@lru_cache(50_000)
def stem(word):
    """The word without a genitive ending, where the lists know the word without it or have no such word with it."""
    if word.endswith(("'", "’")) and len(word) > 3:
        return word[:-1]
    if len(word) < 4 or not word.endswith("s") or word.isupper() or word in person_words() or word in names_in_s():
        return word
    if word[:-1] in person_words() or word[:-1] in gazetteer.places() or word[:-1] in gazetteer.cities() or gazetteer.named(word[:-1]):
        return word[:-1]
    return word


@cache
def names_in_s():
    """Capitals, and places where German is spoken, whose name ends in s: `Damaskus`, `Worms`."""
    return {row["capital"] for row in lexicons.rows("countries")} | {row["name"] for row in lexicons.rows("cities") if row["code"] in gazetteer.NEAR}


@cache
def person_words():
    return lexicons.words("person_names", "name") | {part for row in lexicons.rows("persons") for part in row["name"].split()}


def in_nominative(doc, spans, rows):
    """The text of each mention in the nominative."""
    seen = {text for span in spans for text in (span.text, span[-1].text)}
    own = {span[-1].text for span, row in zip(spans, rows) if row["kind"] == "person" and span.text.endswith("s")
           and seen.isdisjoint((span.text[:-1], span[-1].text[:-1])) and not may_be_genitive(doc, span)}
    return [" ".join(nominative(doc, span, row["kind"], seen, own).split()) for span, row in zip(spans, rows)]


def nominative(doc, span, kind, seen, own):
    """One mention in the nominative; `seen` are the texts of all, `own` the last names whose final s is their own."""
    if gazetteer.named(span.text) and span.text not in gazetteer.places() or kind == "person" and span[-1].text in own:      # `New York Times`
        return span.text
    if kind == "organisation" and len(span) == 1 and span[0].tag_ == "NN" and span.start and doc[span.start - 1].lower_ in ("des", "eines"):
        role = gazetteer.role(span.text)       # `des Landeskriminalamtes`
        return singular(span.text, role) if role else span[0].lemma_ if span.text.startswith(span[0].lemma_) else span.text
    body = nominative_of_body(span) if kind == "organisation" and len(span) > 1 else None
    return body or without_genitive(doc, span, kind, seen)


def nominative_of_body(span):
    """`Roten Kreuzes` -> `Rotes Kreuz`, as the lists have it or by the gender of its noun; None if that changes nothing."""
    words = [token.text for token in span if not token.is_space]
    name = listed_name(" ".join(words)) or (" ".join(body_in_nominative(words)) if span[0].tag_ == "ADJA" else None)
    return name if name != span.text else None


def without_genitive(doc, span, kind, seen):
    """The mention's text without its genitive ending: `Putins` -> `Putin` if the lists or the article know `Putin`."""
    last = span[-1].text
    bare = stem(last)
    if bare == last and last.endswith("s") and len(last) > 4 and (span.text[:-1] in seen or kind == "person" and is_genitive(doc, span)):
        bare = last[:-1]
    return span.text[:len(span.text) - len(last)] + bare


def may_be_genitive(doc, span):
    """A name behind a noun that is no title (`die Auslieferung Arno Teckels`), before what it can own, or that the lists have without s."""
    before, behind = doc[span.start - 1] if span.start else None, doc[span.end] if span.end < len(doc) else None
    return (span[-1].text[:-1] in listed_last_names()
            or before is not None and before.tag_ == "NN" and not roles.is_title(before)
            or behind is not None and (behind.tag_ in ("NN", "ADJA") or behind.text in DOUBLE))


@cache
def listed_last_names():
    return {row["name"].split()[-1] for row in lexicons.rows("persons")}


def is_genitive(doc, span):
    """A name before a noun it can own: `Budanows Leute`."""
    following = doc[span.end] if span.end < len(doc) else None
    return (following is not None and following.tag_ in ("NN", "ADJA") and span.text[-2:] not in ("ss", "is", "us", "as", "os")
            and span[-1].text not in person_words())


@lru_cache(50_000)
def spelling_key(form):
    """What spellings of one name share: small letters, adjectives without their endings, letters alone."""
    words = form.casefold().split()
    words = [word[:-2] + "e" if len(word) > 5 and word.endswith(ADJECTIVE_ENDINGS) and k < len(words) - 1 else word
             for k, word in enumerate(words)]
    return "".join(c for c in " ".join(words) if c.isalnum() or c == " ")


def spelled_alike(forms, rows):
    """(kind, key) -> the spelling used most, the earliest of these."""
    counts = {}
    for form, row in zip(forms, rows):
        counts.setdefault((row["kind"], spelling_key(form)), Counter())[form] += 1
    return {k: max(found, key=found.__getitem__) for k, found in counts.items()}


def full_names(forms, rows):
    """("person", key) -> full name, for the parts of full names that only one of them has."""
    full = {}
    for form, row in zip(forms, rows):
        if row["kind"] == "person" and " " in form:
            full.setdefault(spelling_key(form), form)
    short = ends_of_names(full)
    full = {words: form for words, form in full.items() if words not in short}
    owners = {}
    for words, form in full.items():
        for k, part in enumerate(words.split()):
            owners.setdefault(part, {})[form] = k == len(words.split()) - 1
    found = {("person", words): form for words, form in short.items()}     # `Van der Bellen`
    for part, forms_of in owners.items():
        last = [form for form, is_last in forms_of.items() if is_last]
        if len(last) == 1 or not last and len(forms_of) == 1:
            found["person", part] = last[0] if last else next(iter(forms_of))
    return found


def ends_of_names(full):
    """Key -> full name, for the names that are the end of one other that starts with a first name: `Van der Bellen`."""
    longer = {}
    for words, form in full.items():
        parts = words.split(" ")
        if form.split()[0] in gazetteer.first_names():
            for k in range(1, len(parts) - 1):
                longer.setdefault(" ".join(parts[k:]), []).append(form)
    return {words: longer[words][0] for words in full if len(longer.get(words, ())) == 1}


def name_by_who_came_first(forms, rows):
    """Give a last name that several persons of the article have to the one of them who alone has been named before it."""
    named = {}                             # last name -> names of the persons named so far
    for form, row in zip(forms, rows):
        if row["kind"] != "person":
            continue
        so_far = named.setdefault(spelling_key(form).split(" ")[-1], [])
        if " " in form and row["name"] not in so_far:
            so_far.append(row["name"])
        elif row["name"] == form and len(so_far) == 1:
            row["name"] = so_far[0]


# ---------------------------------------------------------------- abbreviations and lists
def bracketed(doc, spans, rows):
    """Name -> full name, for abbreviations in brackets behind the full name, and full names behind the abbreviation."""
    found = {row["name"]: noun for span, row in zip(spans, rows) if row["kind"] == "organisation" and (noun := noun_before_brackets(doc, span))}
    for (left, first), (right, second) in zip(zip(spans, rows), zip(spans[1:], rows[1:])):
        if right.start - left.end == 1 and doc[left.end].text == "(" and right.end < len(doc) and doc[right.end].text == ")":
            short, long = sorted((first["name"], second["name"]), key=len)
            if "person" not in (first["kind"], second["kind"]) and stands_for(short, long):
                found[short] = long
    return found


def noun_before_brackets(doc, span):
    """The noun in the nominative that a name in brackets is short for: `des Bundeskriminalamtes (BKA)` -> `Bundeskriminalamt`; or None."""
    if span.start < 2 or span.end >= len(doc) or doc[span.start - 1].text != "(" or doc[span.end].text != ")":
        return None
    noun = doc[span.start - 2]
    if noun.tag_ != "NN" or not stands_for(span.text, noun.text):
        return None
    role = gazetteer.role(noun.text)
    return singular(noun.text, role) if role else noun.text


def stands_for(short, long):
    """`GIDS`: capitals that come in this order in the long form, the first at its start."""
    letters = [c for c in short if c.isupper()]
    rest = iter(long.upper())
    return len(letters) > 1 and " " not in short and letters[0] == long[:1].upper() and all(c in rest for c in letters)


def preferred_name(name):
    """The spelling the lists prefer, or None."""
    code = lexicons.table("country_names", "name", "code").get(name) if name not in places_of_their_own() else None
    return lexicons.table("countries", "code", "name").get(code) or lexicons.table("same_names", "name", "is").get(name)


@cache
def places_of_their_own():
    """Names in `country_names.csv` that are a part of a country or a former one, not another name for it."""
    return lexicons.words("country_names", "name", kind="part")


# ---------------------------------------------------------------- capitals
@cache
def capitals():
    """Capital -> name of the country, where they differ."""
    codes = lexicons.table("countries", "code", "name")
    found = {row["capital"]: row["name"] for row in lexicons.rows("countries") if row["capital"] and row["adjective"]}
    found |= {row["name"]: codes[row["code"]] for row in lexicons.rows("country_names") if row["kind"] == "capital"}
    return {capital: name for capital, name in found.items() if capital != name}


def is_government(doc, span):
    """A capital without preposition beside a finite verb for an act of state: `Moskau droht`; `Wien wächst` is the city."""
    if stem(span.text) not in capitals() or span.start and doc[span.start - 1].tag_ in PREPOSITIONS | {"ART", "ADJA", "NN", "CARD"}:
        return False
    if span.text != stem(span.text):
        return False
    verb = verb_beside(doc, span)
    if verb is None:
        return False
    particle = next((token.lower_ for token in doc[verb.i + 1:verb.sent.end] if token.tag_ == "PTKVZ"), "")
    return particle + verb.lemma_ in ACTS


def verb_beside(doc, span):
    """The finite verb next to the name or to the names it is joined with."""
    start, end = span.start, span.end
    while end + 1 < len(doc) and doc[end].text in ("und", "oder", ",") and doc[end + 1].tag_ == "NE":
        end += 2
    while start > 1 and doc[start - 1].text in ("und", "oder", ",") and doc[start - 2].tag_ == "NE":
        start -= 2
    if start and doc[start - 1].tag_ in PREPOSITIONS:
        return None
    near = [doc[i] for i in (start - 1, end) if 0 <= i < len(doc)]
    return next((token for token in near if token.tag_ in INDICATIVE), None)


# ---------------------------------------------------------------- countries
def country_of(row):
    """ISO code of what is named, or None."""
    name = row["name"]
    if row["kind"] == "place":
        return gazetteer.places().get(name) or gazetteer.cities().get(name) or lexicons.table("regions", "name", "code").get(name) or None
    if row["kind"] == "person":
        return lexicons.table("persons", "name", "country").get(name) or None
    body = gazetteer.named(name)
    return (body.country if body else "") or lexicons.table("organisations", "name", "country").get(name) or None


def share_within_actor(rows, column):
    """The value that the text gives an actor first, for the mentions that have none."""
    first = {}
    for row in rows:
        if row[column]:
            first.setdefault((row["kind"], row["name"]), row[column])
    for row in rows:
        row[column] = row[column] or first.get((row["kind"], row["name"]))
