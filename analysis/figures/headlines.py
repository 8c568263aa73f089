"""The headline against its article: what each figure, name and statement of a title is in the text below it, and what the title lost of it.

`find` gives one row a figure, name or statement: `start, end, text` in the title, `kind`; what the article gives for it (`in_text` and
`in_text_end`, its place in the text, `given`, `value, unit, bound, hedge, source`), all empty where nothing in the text is surely meant; and `lost`,
a list of

- bound: `12.000 Soldaten` over `bis zu 12.000`;
- hedge: a fact over `soll`, `offenbar`, `könnte`;
- source: a fact over what somebody says whom the title does not name;
- unit: percent over percentage points, `auf 2.500` over 2.500 dollars;
- missing: a figure or a person's name that the text does not have in any form.

`rule` says how the place was found: value, rounded, within (what a bound allows), unit, name, words, or missing. A loss is told only if it is
one against every place of the text that can be meant: in doubt nothing is lost. Questions, quotations, a source before a colon and words like
`will` or `droht` (`headline_words.csv`) keep a distance of their own. What is missed: statements in other words than the text's, names of organisations
and places that are not there, the unit of time (`im Monat`), and what a picture or an earlier article tells.
"""
import math
import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate
from operator import itemgetter

from .. import lexicons
from ..language import clauses, hedges, reading
from . import same_figure

CONTENT = ("NN", "NE", "ADJ", "VV", "TRUNC")
OWN_HEDGES = {"modal", "adverb", "verb"}               # kinds; the others tell of a source
ALIKE = 0.7                                # of difflib's ratio, to be the same name
RULES = ("value", "rounded", "within")     # of a figure, the surest first
QUOTES = "„“”»«\""
SHORTEST_STEM, COMMON_STEM = 4, 6          # letters
FEWEST_SENTENCES = 2                       # of a text that can miss something
SHARED, FEWEST_SHARED = 0.6, 2             # of the title's content words, to be the same statement


@dataclass
class Article:
    """The text below a title: its sentences, without one that is the title again, and what was found in it."""
    doc: reading.Text
    found: dict
    sentences: list
    starts: list                           # of the sentences
    sources: dict                          # source_id -> row, of those that can speak
    said: list                             # (start, end, row) of what a statement says, by start
    reaches: list                          # how far those up to this one reach

    @classmethod
    def below(cls, title, doc, found):
        doc = reading.words(doc)
        sentences = [sentence for sentence in doc.sentences if sentence.text.strip() != title.strip()]
        sources = {row["source_id"]: row for row in found["sources"] if can_speak(row, found["actors"])}
        said = sorted(((start, end, row) for row in found["statements"] for start, end in row["quote_spans"]), key=itemgetter(0, 1))
        return cls(doc, found, sentences, [sentence.start_char for sentence in sentences], sources, said, [*accumulate((end for _, end, _ in said), max)])

    def sentence_at(self, start, before=0):
        """The words of the sentence at that place, and of so many before it; None if it is the title again."""
        number = bisect_right(self.starts, start) - 1
        if number < 0 or start >= self.sentences[number].end_char:
            return None
        return [word for sentence in self.sentences[max(0, number - before):number + 1] for word in sentence] if before else self.sentences[number]

    def hedge(self, start):
        """The first word of its clause by which the article itself keeps a distance, or ""."""
        sentence = self.sentence_at(start)
        clause = next((words for words in clauses.clauses(sentence) if words[0].idx <= start < words[-1].end and any(word.idx == start for word in words)), sentence)
        return next((row["text"] for row in hedges.hedges(clause, plans=True) if row["kind"] in OWN_HEDGES), "")

    def source(self, start):
        """The row of whoever is said, in the sentence itself, to have said what stands there; None for the author, and where nobody is told."""
        inner = min(self.around(start), key=lambda row: row["end"] - row["start"], default=None)
        return self.sources.get(inner["source_id"]) if inner and is_said(inner) else None

    def around(self, start):
        """The statements that a place stands in."""
        number = bisect_right(self.said, start, key=itemgetter(0)) - 1
        while number >= 0 and self.reaches[number] > start:
            if self.said[number][1] > start:
                yield self.said[number][2]
            number -= 1


def is_said(statement):
    """Whether it is somebody's word: what is free has no frame, and in a reported act (`Das Gericht verurteilte ihn`) the author tells what was done."""
    return "free" not in statement["kind"] and (statement["kind"] != "reported" or statement["rule"] == "number")


def can_speak(source, actors):
    """A source of a known kind, or a person or organisation; a place is none, and neither is `der bisherige Kenntnisstand`."""
    kinds = {row["kind"] for row in actors if source["name"] in (row["name"], row["text"])}
    return "place" not in kinds and (source["kind"] != "other" or bool(kinds))


def find(title, headline, doc, found):
    """The rows of a title: `title` and `doc` are both texts as passed documents, `headline` and `found` the tables of either."""
    title, article = reading.words(title), Article.below(title.text, doc, found)
    rows = [*figures(title, headline, article), *names(title, headline, article), *statements(title, headline, article)]
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["kind"]))


def row_of(kind, item, given=(), lost=(), rule=""):
    given = dict(given)
    return {"start": item["start"], "end": item["end"], "text": item["text"], "kind": kind, **given, "lost": list(lost), "rule": rule}


# ---------------------------------------------------------------- figures
def figures(title, headline, article):
    """A row a figure of the title, a length of time included; ordinals and results of games are none."""
    return [figure(number, title, headline, article) for number in told(headline) if number["kind"] not in ("ordinal", "ratio")]


def told(found):
    return [*found["numbers"], *same_figure.lengths(found["dates"])]


def figure(number, title, headline, article):
    numbers = [row for row in told(article.found) if article.sentence_at(row["start"])]
    around = content([word for word in title if not number["start"] <= word.idx < number["end"]])
    meant = [row for row in numbers if same_figure.fits(number, row)]
    if meant:
        return compared(number, surely_meant(number, meant, around, article), distance(title, headline, number, article), article)
    units = [row for row in numbers if same_figure.other_unit(number, row) and (number["unit"] or stands_alone(title, number))
             and shared(around, article.sentence_at(row["start"], before=1))]
    if units:
        return row_of("figure", number, as_given(units[0], article), ["unit"], "unit")
    is_missing = len(article.sentences) >= FEWEST_SENTENCES and same_figure.is_missing(number, numbers, article.found["dates"], article.doc.text)
    return row_of("figure", number, (), *((["missing"], "missing") if is_missing else ()))


def stands_alone(title, number):
    """Whether no noun follows that the figure counts: `steigt auf 2.500`."""
    following = next((word for word in title if word.idx >= number["end"] and not word.is_space), None)
    return following is None or not following.tag_.startswith(("NN", "NE", "ADJ", "VVPP"))


def surely_meant(number, meant, around, article):
    """Those that count the same thing, or nothing that is told; else those whose sentence, or the one before, shares a word with
    the title, and those of a value that tells enough."""
    same = [row for row in meant if is_same_thing(number, row)]
    if same:
        return [*same, *(row for row in meant if not row["counted"] and row not in same)]
    return [row for row in meant if same_figure.is_telling(number, row) or shared(around, article.sentence_at(row["start"], before=1))]


def is_same_thing(one, other):
    """Whether two figures count the same: by the word, a synonym, or the end of a compound."""
    a, b = (row["counted"] or "" for row in (one, other))
    group = lexicons.table("synonyms", "word", "group")
    return bool(a and b) and (group.get(a, a) == group.get(b, b) or akin(a.lower(), b.lower()))


def compared(number, meant, kept, article):
    """The row of a figure of the title and the places that can be meant."""
    if not meant:
        return row_of("figure", number)
    losses = [losses_of(number, row, kept, article) for row in meant]
    lost = [loss for loss in losses[0] if all(loss in other for other in losses)]
    rules = [same_figure.how(number, row) for row in meant]
    best = min(range(len(meant)), key=lambda at: (len(losses[at]), RULES.index(rules[at]), at))
    return row_of("figure", number, as_given(meant[best], article), lost, rules[best])


def as_given(row, article):
    return {"in_text": row["start"], "in_text_end": row["end"], "given": row["text"], "value": row["value"], "unit": row["unit"], "bound": row["bound"],
            **said_there(row["start"], article)}


def said_there(start, article):
    """The hedge at a place of the text, and the name of its source."""
    source = article.source(start)
    return {"hedge": article.hedge(start), "source": source["name"] if source else ""}


def losses_of(number, row, kept, article):
    """What the title's figure lost against one place of the text; `kept` tells what it keeps of hedges and sources. An age is nobody's claim, and a
    figure that is only near enough to be meant tells nothing."""
    if not same_figure.is_close(number, row):
        return ["bound"] if row["bound"] == "vague" and same_figure.sharper(number, row) and is_same_thing(number, row) else []
    lost = ["bound"] if same_figure.sharper(number, row) else []
    return lost + ([] if "year" in (number["unit"], row["unit"]) else told_as_fact(row["start"], kept, article))


def told_as_fact(start, kept, article):
    """What of hedge and source at a place of the text the title has not kept."""
    source, hedge = article.source(start), article.hedge(start)
    is_named = source is not None and kept.names(source)
    is_plan = hedge.lower() in lexicons.words("headline_words", kind="plan") and not shared(kept.verbs, article.sentence_at(start))
    lost = ["hedge"] if hedge and not kept.hedged and not is_named and not is_plan else []
    return lost + (["source"] if source and not kept.sourced and not is_named else [])


# ---------------------------------------------------------------- what the title keeps
@dataclass
class Kept:
    """The distance a title keeps itself: a hedge, a source; its nouns, which may name one; and its verbs, by which it says
    that a plan is carried out."""
    hedged: bool
    sourced: bool
    nouns: list
    kinds: set                             # of the roles it names, as in `sources`
    verbs: list
    has_body: bool                         # it names an organisation

    def names(self, source):
        """Whether the title names the source, its body or its office: `Polizei` for `Polizeisprecher`, `Präsident` for the man who is, and some
        organisation for `der Konzern`, which may be that one."""
        words = [word.lower() for word in source["name"].replace("-", " ").split() if len(word) >= SHORTEST_STEM]
        return source["kind"] in self.kinds or self.has_body and not source["is_named"] or any(akin(word, noun) for word in words for noun in self.nouns)


def distance(title, headline, item, article):
    """How far the title keeps away from what it says at `item`."""
    marks = [row["kind"] for row in hedges.hedges(list(title), plans=True)]
    hedged = "?" in title.text or any(is_distant(word) for word in title)
    sourced = any(row["start"] <= item["start"] < row["end"] for row in headline["statements"]) or any(mark in title.text for mark in QUOTES) \
        or any(word.tag_ == "VVFIN" and word.lemma_ in lexicons.words("cues", "lemma") for word in title) \
        or "konjunktiv" in marks or "source phrase" in marks or has_source(title, headline)
    nouns = [word for word in title if word.text[0].isupper() and len(word) >= SHORTEST_STEM]
    persons = {row["noun"].lower(): row["kind"] for row in lexicons.rows("role_nouns") if row["form"] in ("person", "office")}
    kinds = {persons.get(part) for word in nouns for part in (word.lemma_.lower(), word.lower_, word.lower_.split("-")[-1])} - {None, "", "other"}
    return Kept(hedged or sourced or not OWN_HEDGES.isdisjoint(marks), sourced, [word.lower_ for word in nouns], kinds,
                [(lemma, word) for lemma, word in content(title) if word.tag_.startswith("VV")],
                any(row["kind"] == "organisation" for row in headline["actors"]))


def is_distant(word):
    """Whether a headline says by this word that something is not certain: `droht`, `Mordverdacht`."""
    if word.tag_ in ("NN", "NE"):
        return word.lower_.endswith(tuple(lexicons.words("headline_words", kind="distance noun")))
    return word.lower_.startswith(tuple(lexicons.words("headline_words", kind="distance")))


def has_source(title, headline):
    """Somebody before a colon who can say something: `Umfrage: …`."""
    label, colon, _ = title.text.partition(":")
    if not colon:
        return False
    roles, words = lexicons.words("role_nouns", "noun"), [word for word in title if word.idx < len(label)]
    speakers = any(row["kind"] != "place" and row["end"] <= len(label) for row in headline["actors"])
    endings = tuple(sorted(role.lower() for role in roles if len(role) >= SHORTEST_STEM))
    return speakers or any(word.tag_ in ("NN", "NE") and word.lemma_.lower().endswith(endings) or word.text.isupper() and len(word) > 1 for word in words)


# ---------------------------------------------------------------- names
def names(title, headline, article):
    """A row a person, organisation or place of the title, with its first mention in the text. Without a verb a title may be a line of authors."""
    can_miss = has_verb(title) and len(article.sentences) >= FEWEST_SENTENCES
    return [name(actor, article, can_miss) for actor in headline["actors"]]


def name(actor, article, can_miss):
    mentions = [row for row in article.found["actors"] if article.sentence_at(row["start"])]
    text, last = article.doc.text, actor["text"].split()[-1]
    forms = {last, last.removesuffix("s"), actor["name"].split()[-1]}
    same = next((row for row in mentions if forms & {*row["name"].split(), *row["text"].split()}), None)
    if same:
        return row_of("name", actor, {"in_text": same["start"], "in_text_end": same["end"], "given": same["name"]}, (), "name")
    found = re.search("|".join(re.escape(form) for form in sorted(forms, key=len)), text, re.IGNORECASE)
    if found:
        return row_of("name", actor, {"in_text": found.start(), "in_text_end": found.end(), "given": found.group()}, (), "name")
    is_missing = can_miss and is_surely_person(actor) and not is_spelt(actor, text)
    return row_of("name", actor, (), *((["missing"], "missing") if is_missing else ()))


def is_spelt(actor, text):
    """Whether a part of the name stands in the text, or a word that is spelt much like it: `Lebedew` for `Lebedev`."""
    parts = {*actor["name"].split(), *actor["text"].split()}
    written = {word for word in re.findall(r"\w+", text) if word[0].isupper()}
    return any(part.lower() in text.lower() or get_close_matches(part, written, 1, ALIKE) for part in parts)


def is_surely_person(actor):
    """A person by role or first name, or a listed one: taggers take other nouns of a title for names."""
    first = actor["text"].split()[0]
    return actor["kind"] == "person" and bool(actor.get("role") or actor["rule"] == "listed" or " " in actor["text"] and first in lexicons.table("name_genders", "name"))


# ---------------------------------------------------------------- statements
def statements(title, headline, article):
    """A row for what somebody says in a title; without such, one for a title that has no figure and says something."""
    if headline["statements"]:
        return [statement(row, title, headline, article) for row in headline["statements"] if has_verb(title, row["start"], row["end"])]
    words = [word for word in title if not word.is_space]
    if told(headline) or not has_verb(title):
        return []
    whole = {"start": words[0].idx, "end": words[-1].end, "text": title.text[words[0].idx:words[-1].end]}
    return [statement(whole, title, headline, article)]


def has_verb(title, start=0, end=math.inf):
    return any(start <= word.idx < end and word.tag_[:2] in ("VV", "VA", "VM") for word in title)


def statement(item, title, headline, article):
    words = [word for word in title if item["start"] <= word.idx < item["end"]]
    places = [place for sentence in article.sentences if (place := same_statement(words, sentence))]
    if not places:
        return row_of("statement", item)
    kept = distance(title, headline, item, article)
    losses = [told_as_fact(verb.idx, kept, article) for _, verb in places]
    lost = [loss for loss in losses[0] if all(loss in other for other in losses)]
    sentence, verb = places[min(range(len(places)), key=lambda at: (len(losses[at]), at))]
    given = {"in_text": sentence.start_char, "in_text_end": sentence.end_char, "given": sentence.text, **said_there(verb.idx, article)}
    return row_of("statement", item, given, lost, "words")


def same_statement(said, sentence):
    """(sentence, verb) if the sentence has the verb and most of the other content words of what the title says, and both deny it or neither; else None."""
    own, words = content(said), content(sentence)
    matches = [next((word for lemma, word in words if akin(lemma, stem)), None) for stem, _ in own]
    verb = next((match for (_, word), match in zip(own, matches) if word.tag_.startswith("VV") and match and match.tag_.startswith(("VV", "ADJ"))), None)
    n_shared = sum(match is not None for match in matches)
    if not verb or n_shared < max(FEWEST_SHARED, SHARED * len(own)) or is_denied(said) != is_denied(sentence):
        return None
    return sentence, verb


def is_denied(words):
    denials = lexicons.words("headline_words", kind="denial")
    return any(word.lower_ in denials or word.lemma_.lower() in denials for word in words)


# ---------------------------------------------------------------- words
def content(words):
    """(lemma, word) of nouns, names, adjectives and full verbs; a particle that stands apart goes with its verb."""
    found = [[word.lemma_.lower(), word] for word in words if word.tag_.startswith(CONTENT)]
    for word in words:
        verb = next((pair for pair in reversed(found) if pair[1].tag_ == "VVFIN" and pair[1].idx < word.idx), None) if word.tag_ == "PTKVZ" else None
        if verb:
            verb[0] = word.lower_ + verb[0]
    return [tuple(pair) for pair in found]


def shared(said, sentence):
    """How many content words of the title a sentence has too."""
    words = content(sentence)
    return sum(any(akin(lemma, own) for lemma, _ in words) for own, _ in said)


def akin(one, other):
    """The same word, one that is put together with it (`Stallbrand` and `Brand`), or one of the same stem (`Kandidat`, `Kandidatin`)."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_STEM:
        return short == long
    return long.startswith(short) or long.endswith(short) or len(short) > COMMON_STEM and short[:COMMON_STEM] == long[:COMMON_STEM]
