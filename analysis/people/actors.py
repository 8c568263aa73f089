"""Who appears in a text: one row is one mention of a person, organisation or place.

A row has `start`, `end`, `kind` (person, organisation, place), `name` (one spelling for all mentions of the same actor in the
text), `role` (what the text calls the person: `Militäranalyst`), `country` (ISO 3166 code) and `rule`, which found it:

- `network`: the network of `language.network`; `crf`: the model of `recognition`, which reads faster and less well (ANALYSIS_NAMES=fast);
  `model`: the names of the reader's own spaCy model, which then replace ours;
- `listed`: a full name of several words that a list of persons or bodies has, `Ursula von der Leyen`, and the cities in `Trier/Mainz`;
- `country`: the name of a country; `foreign`: a body with an English or Romance name, `Institute for Strategic Studies`; `named after`: one that
  bears a person's name; `federal`: `Bundesbauministerium`; `dateline`: the place in capitals before `(dpa)`;
- `article`: a name the model saw elsewhere in the text and missed here;
- `speaker`: a person of whom the model saw nothing and whom the text has speak (`with_persons`).

Adjectives and inhabitants (`nordkoreanisch`, `Russen`) are no rows: they name no actor of their own. They tell the country of
the persons and bodies they stand beside. A name used for the body or the state that sits there keeps the kind of the name:
in `Moskau und Pjöngjang unterzeichneten` the rows are places whose `name` is `Russland` and `Nordkorea`.

What is missed: actors without a name (`die Polizei`), names inside compounds (`Putin-Freund`), and who a pronoun stands for.
"""
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from operator import itemgetter

from .. import lexicons
from ..language import network, reading
from ..language.clauses import FINITE
from ..language.engine import engine
from ..language.quotation_marks import DOUBLE
from ..language.reading import Words
from . import gazetteer, merging, recognition, roles
from .declension import inflected

LISTS = {"ORG": "organisations", "PER": "persons"}
LEARNED = ("network", "crf")               # rules that are our models
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
PARTICLES = lexicons.words("phrase_words", role="particle")       # of a name: `von der`
CONNECTORS = lexicons.words("phrase_words", role="connector")     # small words inside foreign names


def find(doc):
    """The rows of a passed document, in text order; no two overlap."""
    words = reading.words(doc)
    mentions = [mention for mention in agreed(words, known(words, recognised(doc))) if mention[0] < mention[1] and not is_any(words, mention)]
    rows = named_alike(words, described(words, widened(words, mentions)))
    words.named = frozenset(i for row in rows if row["kind"] != "place" for i in range(*token_range(words, row)))
    return rows


def is_any(words, mention):
    """A noun for a body that is no name: `Institut`, `der Geheimdienst`; `Bundesbauministerium` is one, and so is what a list has."""
    first, last, label, rule = mention
    span = [token for token in words[first:last] if token.tag_ != "ART"]
    if label != "ORG" or rule not in LEARNED or any(token.tag_ not in ("NN", "ADJA", "ART") for token in span) or gazetteer.named(Words(words, first, last).text):
        return False
    roles_of = [gazetteer.role(token.text) for token in span if token.tag_ == "NN"]
    plain = bool(roles_of) and roles_of[0] is not None and not roles_of[0].before and not roles_of[0].is_unique
    return plain and not any(token.tag_ == "ADJA" and token.text[0].isupper() for token in span)


def described(words, mentions):
    """A row for each (first token, last token + 1, label, rule), with role and country, without name."""
    spans = [Words(words, first, last) for first, last, _, _ in mentions]
    rows = [{"start": span.start_char, "end": span.end_char, "kind": KINDS[label], "rule": rule}
            for span, (_, _, label, rule) in zip(spans, mentions)]
    roles.describe(words, spans, rows)
    return rows


def named_alike(words, rows):
    """The rows with one name for all mentions of an actor."""
    merging.merge(words, [Words(words, *token_range(words, row)) for row in rows], rows)
    return rows


def token_range(words, row):
    """(first token, last token + 1) of a row."""
    return bisect_right(words.offsets, row["start"]) - 1, bisect_left(words.offsets, row["end"])


def with_persons(doc, rows, places):
    """The rows of `find` with those of the persons who stand at `places`, (first token, last token + 1), and wherever else they are named.

    A row that is a part of such a person's name gives way; a place that cuts a row in two does not count.
    """
    words = reading.words(doc)
    ranges = [token_range(words, row) for row in rows]
    at = {i: place for place in ranges for i in range(*place)}
    fresh, inside, reached = [], set(), 0
    for first, last in sorted(places):
        parts = {at[i] for i in range(first, last) if i in at}
        if first >= reached and all(first <= start and end <= last for start, end in parts):
            fresh.append((first, last, "PER", "speaker"))
            inside.update(parts)
            reached = last
    if not fresh:
        return rows
    rows = [row for row, place in zip(rows, ranges) if place not in inside]
    taken = at.keys() | {i for first, last, _, _ in fresh for i in range(first, last)}
    elsewhere = overlooked(words, {spelling(words, first, last): "PER" for first, last, _, _ in fresh}, taken)
    return named_alike(words, sorted([*rows, *described(words, sorted(fresh + elsewhere))], key=itemgetter("start")))


def recognised(doc):
    """(first token, last token + 1, label, rule) of each name: those of the reader's own model if it looks for any, else of ours."""
    if reading.finds_names():
        return [(ent.start, ent.end, ent.label_, "model") for ent in doc.ents if ent.label_ in KINDS]
    words, rule = reading.words(doc), {"precise": "network", "fast": "crf"}[engine()]
    find_names = {"network": network.names, "crf": recognition.recognise}[rule]
    return [trimmed(words, *name, rule) for name in find_names(doc) if not is_counted(words, *name)]


def is_counted(doc, first, last, label):
    """`59 Rudel` is no person."""
    return label == "PER" and doc[first].text.isdigit()


def trimmed(doc, first, last, label, rule):
    """A person without the title before the name: `Präsident Yoon Suk Yeol` -> `Yoon Suk Yeol`; a body without its article."""
    while label == "ORG" and last - first > 1 and doc[first].tag_ == "ART" and doc[first].text.islower():
        first += 1
    if label == "ORG" and last - first > 1 and doc[first].tag_ == "NN" and (role := gazetteer.role(doc[first].text)) and role.form == "type":
        first += doc[first + 1].tag_ in ("NE", "FM", "XY")
    if label == "PER" and doc[last - 1].lower_ in PARTICLES:           # `Van | der Bellen`
        while last < len(doc) - 1 and doc[last].lower_ in PARTICLES:
            last += 1
        last += bool(last < len(doc) and doc[last].text[0].isupper())
    while label == "PER" and last - first > 1 and roles.is_title(doc[first]) and (doc[first].tag_ == "NN" or "-" in doc[first].text):
        first += 1
    return first, last, label, rule


def widened(doc, mentions):
    """The mentions, persons with the first names that the model has left out: `Juan Carlos | Monedero`."""
    found = []
    for first, last, label, rule in mentions:
        if label == "PER" and found and found[-1][1:3] == (first - 1, "PER") and doc[first - 1].is_space \
                and doc[found[-1][0]].text in gazetteer.first_names():
            first = found.pop()[0]         # a space too many
        reached = found[-1][1] if found else 0
        while label == "PER" and rule != "listed" and (before := first_name_before(doc, first)) is not None and before >= reached:
            first = before
        found.append((first, last, label, rule))
    return found


def first_name_before(doc, i):
    """The number of the first name that stands before token `i`, be there a space too many between them; or None."""
    k = i - 2 if i > 1 and doc[i - 1].is_space else i - 1
    apart = any(token.is_sent_start for token in doc[k + 1:i + 1])
    if k < 0 or apart or doc[k].tag_ != "NE" or doc[k].text not in gazetteer.first_names() or is_city(doc[k]):
        return None
    return k


# ---------------------------------------------------------------- names that need no model
def known(doc, mentions):
    """The mentions with countries, listed names and foreign bodies put right, without what is a bond: `die Allianz zwischen ...`."""
    bonds = {token.text for token, following in zip(doc, doc[1:]) if following.text == "zwischen" and token.tag_ == "NN"}
    mentions = [part for mention in mentions for part in countries_apart(doc, mention)
                if not is_compound(doc, part) and Words(doc, *part[:2]).text not in bonds]
    taken = {i for first, last, _, _ in mentions for i in range(first, last)}
    mentions += [(token.i, token.i + 1, "LOC", "country") for token in doc
                 if token.i not in taken and token.tag_ == "NE" and is_country(token.text)]
    mentions = put_right(mentions, cities(doc), "LOC", "listed")
    mentions = put_right(mentions, with_river(doc, mentions), "LOC", "listed")
    mentions = put_right(mentions, datelines(doc), "LOC", "dateline")
    for label in LISTS:
        mentions = put_right(mentions, listed(doc, label), label, "listed")
    mentions = put_right(mentions, named_after(doc, mentions), "ORG", "named after")
    mentions = put_right(mentions, federal(doc, {i for first, last, *_ in mentions for i in range(first, last)}), "ORG", "federal")
    return sorted(put_right(mentions, foreign_bodies(doc), "ORG", "foreign"))


def with_river(doc, mentions):
    """(first, last + 1) of places with what tells them apart in brackets: `Frankfurt (Oder)`."""
    rivers = lexicons.words("phrase_words", role="place in brackets")
    return [(first, last + 3) for first, last, label, _ in mentions if label == "LOC" and last + 2 < len(doc)
            and doc[last].text == "(" and doc[last + 1].text in rivers and doc[last + 2].text == ")"]


def datelines(doc):
    """(first, last + 1) of places in capitals before an agency, where a paragraph begins: `BAD TÖLZ (dpa)`."""
    found = []
    for first in doc.paragraphs:
        last = first
        while last < len(doc) and last - first < 4 and doc[last].text.isupper() and doc[last].text.isalpha() and len(doc[last].text) > 2:
            last += 1
        if first < last < len(doc) - 2 and doc[last].text == "(" and any(token.text == ")" for token in doc[last + 1:last + 5]):
            found.append((first, last))
    return found


def named_after(doc, mentions):
    """(first, last + 1) of bodies that bear a person's name: `Albert Einstein University`."""
    heads = lexicons.words("organisation_words")
    return [(first, last + 1) for first, last, label, _ in mentions if label == "PER" and last < len(doc) and doc[last].text in heads]


def federal(doc, taken):
    """(first, last + 1) of ministries and offices of which there is one: `das Bundesbauministerium`."""
    return [(token.i, token.i + 1) for token in doc if token.tag_ == "NN" and token.i not in taken and token.text.startswith("Bundes")
            and (role := gazetteer.role(token.text)) and role.form == "body" and role.is_unique]


def put_right(mentions, spans, label, rule):
    """The mentions with the spans in place of those they overlap."""
    inside = {i for first, last in spans for i in range(first, last)}
    kept = [mention for mention in mentions if inside.isdisjoint(range(*mention[:2]))]
    return kept + [(first, last, label, rule) for first, last in spans]


def cities(doc):
    """(first, last + 1) of the cities to both sides of a slash: `FRANKFURT/BRÜSSEL`."""
    slashes = [token.i for token in doc[1:-1] if token.text == "/"]
    return sorted({(i, i + 1) for k in slashes if is_city(doc[k - 1]) and is_city(doc[k + 1]) for i in (k - 1, k + 1)})


def is_city(token):
    name = token.text.title() if token.text.isupper() else token.text
    return name in gazetteer.cities() or name in gazetteer.places()


def listed(doc, label):
    """(first, last + 1) of the listed full names of several words, the last one also in the genitive."""
    found, reached = [], 0
    entries = full_names(label)
    for token in doc:
        for words in entries.get(token.text, ()) if token.i >= reached else ():
            here = [other.text for other in doc[token.i:token.i + len(words)]]
            if here[:-1] == words[:-1] and words[-1] in recognition.stems(here[-1]):
                reached = token.i + len(words)
                found.append((token.i, reached))
                break
    return found


@cache
def full_names(label):
    """First word -> the listed names of persons or bodies that start with it and have further words, as lists, the longest first."""
    found = {}
    for name in sorted(lexicons.words(LISTS[label], "name")):
        first, *rest = name.replace("/", " / ").split()
        if rest and not (label == "PER" and gazetteer.role(first)):         # `Papst Franziskus`: a title is no part of a name
            for form in declined(first) if label == "ORG" else (first,):
                found.setdefault(form, []).append([form, *rest])
    return {first: sorted(entries, key=len, reverse=True) for first, entries in found.items()}


def declined(adjective):
    """What may be an adjective in all cases, else the word itself: `Rotes` -> `Rote`, `Roten`, `Rotes` ..."""
    return sorted({adjective, *(inflected(adjective, ending) for ending in ("e", "er", "es", "en"))}) if adjective.endswith(("e", "er", "es")) else [adjective]


def countries_apart(doc, mention):
    """The mention, as a place if it is a country or a capital; each alone if it is nothing but countries: `liefert Nordkorea Russland Waffen`."""
    first, last, label, rule = mention
    if label == "PER" and rule in LEARNED and Words(doc, first, last).text in merging.capitals():
        return [(first, last, "LOC", rule)]
    if rule in LEARNED and is_country(Words(doc, first, last).text):
        return [(first, last, "LOC", "country")]
    if rule in LEARNED and last - first > 1 and all(is_country(token.text) for token in doc[first:last]):
        return [(i, i + 1, "LOC", "country") for i in range(first, last)]
    return [mention]


def is_compound(doc, mention):
    """`Ukrainekrieg`: a noun that starts with a country and ends in a listed noun names no actor."""
    first, last, label, rule = mention
    word = doc[first].text
    if rule not in LEARNED or label == "PER" or last - first > 1 or not word.isalpha() or gazetteer.named(word):
        return False
    return any(word.startswith(name) and word[len(name):].islower() and len(word) > len(name) + 3 for name in countries())


def is_country(text):
    return text in gazetteer.places() and merging.stem(text) in countries()


@cache
def countries():
    return lexicons.words("countries", "name") | lexicons.words("country_names", "name", kind="name")


def foreign_bodies(tokens):
    """(first, last + 1) of bodies with foreign names: capitalised words around `for`, `of`, `de`, one of them `Institute` or the like."""
    heads = lexicons.words("organisation_words")
    words = [token.text for token in tokens]
    found, i = [], 0
    while i < len(words):
        end = i
        while end < len(words) and (words[end][0].isupper() and words[end].isalpha() or end > i and words[end] in CONNECTORS):
            end += 1
        first, last = (behind_article(tokens, i, end), end) if end - i > 2 else (i, i)
        while last > first and words[last - 1] in CONNECTORS:
            last -= 1
        if not CONNECTORS.isdisjoint(words[first:last]) and not heads.isdisjoint(words[first:last]):
            found.append((first, last))
        i = max(end, i + 1)
    return found


def behind_article(tokens, first, last):
    """The number of the token behind the last German article: `Das College of Arms` -> `College of Arms`."""
    return max((i + 1 for i in range(first, last) if tokens[i].tag_ == "ART" and tokens[i].text not in CONNECTORS), default=first)


# ---------------------------------------------------------------- agreement over the whole article
def agreed(doc, mentions):
    """Every spelling has one label, and a name found once is found wherever it stands."""
    votes = {}
    for first, last, label, _ in mentions:
        votes.setdefault(spelling(doc, first, last), Counter())[label] += 1
    surnames = {spelling(doc, last - 1, last) for first, last, label, _ in mentions if label == "PER" and last - first > 1}
    labels = {words: "PER" if words in surnames and votes.get(words, Counter())["PER"] * 2 >= sum(votes.get(words, Counter()).values())
              else max(sorted(votes[words]), key=votes[words].__getitem__) for words in {**votes, **dict.fromkeys(surnames)}}
    found = [(first, last, labels[spelling(doc, first, last)], rule) for first, last, _, rule in mentions]
    return sorted(found + overlooked(doc, labels, {i for first, last, _, _ in found for i in range(first, last)}))


def spelling(doc, first, last):
    return tuple(merging.stem(token.text) for token in doc[first:last])


def overlooked(doc, labels, taken):
    """Mentions of the labelled spellings in words that are not `taken`; a single word must be tagged as a name, or act as a person does."""
    lengths = {}
    for words in labels:
        lengths.setdefault(words[0], set()).add(len(words))
    found = []
    for token in doc:
        first = token.i
        for length in sorted(lengths.get(merging.stem(token.text), ()), reverse=True):
            last = first + length
            free = last <= len(doc) and not taken.intersection(range(first, last))
            if free and spelling(doc, first, last) in labels and (length > 1 or token.tag_ == "NE" or labels[spelling(doc, first, last)] == "PER" and acts(doc, token)):
                found.append((first, last, labels[spelling(doc, first, last)], "article"))
                taken.update(range(first, last))
                break
    return found


def acts(doc, token):
    """Whether a noun without article stands right before or behind a finite verb, as a surname that is a word does: `Rauch sagte`, `sagte Rauch`."""
    before, behind = doc[token.i - 1] if token.i else None, doc[token.i + 1] if token.i + 1 < len(doc) else None
    if token.tag_ != "NN" or not token.text[0].isupper():
        return False
    begins = before is None or token.is_sent_start or before.text in (",", ":", ";") or before.text in DOUBLE
    if begins and behind is not None and behind.tag_ in FINITE:
        return doc[token.i + 2].lower_ != "es" if token.i + 2 < len(doc) else True          # `Streit gab es auch`
    said = before is not None and before.tag_ == "VVFIN" and before.lemma_ in lexicons.words("cues", "lemma", pos="verb")
    return said and not (behind is not None and behind.tag_ == "NE")
