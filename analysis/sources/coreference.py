"""Who is meant: the actors of an article, and which of them a name, a description or a pronoun stands for.

`Article` is read from its start. Every phrase that names somebody is a mention. A name that is an actor's in the table of actors
stands for that actor: `people.merging` alone decides which of those are the same. Other names are merged by last name, name or
abbreviation. A pronoun takes the most salient actor that agrees with it in gender and number; a definite description (`die
Ministerin`, `das Blatt`) one that was called so, or that is of that kind.

Method: the salience of mentions, halved with every sentence, of Lappin and Leass (1994), with what German marks instead of a
parse. What is missed: pronouns before their noun, and people who share a last name and are told apart by nothing else.
"""
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from .. import lexicons
from ..language import noun_phrases
from ..language.clauses import PREPOSITIONS
from ..language.noun_phrases import NOMINAL, NOUNS, genitive, run_end, run_start
from ..people import gazetteer, merging
from . import speakers
from .phrase_parts import PARTICLES, Names, joins_name
from .speaker import Speaker
from .speakers import UNTOLD

SPEAKER, NAME, OBLIQUE = 2.0, 1.0, 0.4     # weights of a mention: as a speaker, by name or role, behind a preposition or as genitive
FADING = 0.5                               # from sentence to sentence
FIRST = 1.5                                # factor for the start of a sentence, where subjects stand
LONGEST_MEMORY, MOST_MENTIONS = 6, 60      # how far a pronoun looks back, in sentences and mentions
LAST_VOICES, LAST_ACTORS = 20, 100         # sources and actors that are looked through beyond that
ALIKE = {"expert", "military", "police", "media", "company"}     # kinds in which one person goes by several role nouns
DEMONSTRATIVES = {"der", "die", "dieser", "diese", "letzterer", "letztere"}
LONGEST_PHRASE, LONGEST_APPOSITION = 30, 12          # words


@dataclass
class Actor:
    """Somebody in the article: what all phrases for them say together."""
    name: str
    proper: tuple
    form: str
    country: str
    gender: str
    number: str
    is_named: bool
    nouns: list = field(default_factory=list)
    titles: list = field(default_factory=list)
    kinds: dict = field(default_factory=dict)        # kind -> weight of the phrases that tell it
    office: str = ""                                 # a person's title as the text first gives it
    affiliation: str = ""                            # the body the person speaks for

    @property
    def kind(self):
        return max(self.kinds, key=self.kinds.get, default="")

    @property
    def is_person(self):
        return self.form in ("person", "office", "crowd")


@dataclass
class Article:
    """What is known so far while the article is read from its start: actors, and their mentions in text order."""
    doc: object
    names: Names
    merged: dict                                     # token number -> (kind, name) of the actor mentioned there
    starts: list
    actors: list = field(default_factory=list)
    keys: dict = field(default_factory=dict)         # name in small letters, or last name -> Actor
    by_name: dict = field(default_factory=dict)      # name of an actor in the table of actors -> Actor
    short: dict = field(default_factory=dict)        # abbreviation in small letters -> Speaker of the full name
    mentions: list = field(default_factory=list)     # (token, sentence, actor, weight)
    voices: dict = field(default_factory=dict)       # id -> Actor of those who spoke, the last one last

    @classmethod
    def of(cls, doc, people):
        """The article before its first word is read: names and abbreviations are known, nobody else."""
        names = names_of(doc, people)
        merged = {i: (kind, names.called[i]) for i, (kind, *_) in names.places.items()}
        return cls(doc, names, merged, [sent.start for sent in doc.sentences], short=abbreviations(doc, names))

    def sentence(self, i):
        return bisect_right(self.starts, i) - 1

    def end(self, i):
        """Where the sentence of token `i` ends."""
        following = bisect_right(self.starts, i)
        return self.starts[following] if following < len(self.starts) else len(self.doc)


def token_at(doc, offset):
    return bisect_right(doc.offsets, offset) - 1


def tokens_of(doc, spans):
    """The tokens of character spans."""
    found = []
    for start, end in spans:
        i = max(0, token_at(doc, start))
        while i < len(doc) and doc[i].idx < end:
            if not doc[i].is_space:
                found.append(doc[i])
            i += 1
    return found


def names_of(doc, people):
    """What the article tells of names, from the rows of `actors.find`."""
    places, called = {}, {}
    for row in people:
        tokens = tokens_of(doc, [(row["start"], row["end"])])
        places |= {token.i: (row["kind"], tokens[0].i, tokens[-1].i + 1) for token in tokens}
        called |= {token.i: row["name"] for token in tokens}
    organisations = frozenset(row["name"] for row in people if row["kind"] == "organisation")
    return Names(places, frozenset(token.text for token in doc), called, organisations, any(row["kind"] == "place" for row in people))


def abbreviations(doc, names):
    """Abbreviation in small letters -> Speaker of the name it stands behind: `Weltgesundheitsorganisation (WHO)`."""
    found = {}
    for k in range(2, len(doc) - 1):
        short = doc[k].text
        if doc[k - 1].text == "(" and doc[k + 1].text == ")" and short.isupper() and short.isalpha() and len(short) > 1:
            start = full_name(doc, k)
            speaker = speakers.named_by(list(doc[start:k - 1]), names) if start is not None else None
            if speaker and speaker.name and not speaker.is_person and speaker.form not in UNTOLD[1:]:
                listed = gazetteer.named(short)
                speaker.kind, speaker.is_named = listed.kind if listed else speaker.kind, True
                speaker.proper, speaker.at = tuple(speaker.name.split()), (*range(start, k - 1), k)
                found.setdefault(short.lower(), speaker)
    return found


def full_name(doc, k):
    """Where the name starts that `doc[k]` is short for: its initials are the letters, or at least the first one is; or None."""
    start, best = k - 2, None
    while start >= 0 and k - start < 10 and doc[start].tag_ in NOMINAL | PREPOSITIONS | {"KON"}:
        if doc[start].text[0].upper() == doc[k].text[0] and doc[start].tag_ in ("NN", "NE", "ADJA", "FM", "XY"):
            initials = "".join(token.text[0] for token in doc[start:k - 1] if token.text[0].isupper())
            if initials == doc[k].text:
                return start
            best = start if best is None else best
        start -= 1
    return best


# ---------------------------------------------------------------- mentions outside statements
def naming_phrases(doc, places):
    """(first, last + 1) of the noun phrases that name a person or body, and of `er` and `sie`."""
    found, i = [], 0
    while i < len(doc):
        if doc[i].tag_ not in NOMINAL and doc[i].tag_ != "PPER" and i not in places:
            i += 1
            continue
        last = end_of_phrase(doc, places, i)
        pronoun = doc[i].tag_ == "PPER" and doc[i].lower_ in ("er", "sie")
        if pronoun or any(k in places or doc[k].tag_ == "NE" or doc[k].tag_ == "NN" and gazetteer.role(doc[k].text) for k in range(i, last)):
            found.append((i, max(last, i + 1)))
        i = max(last, i + 1)
    return found


def end_of_phrase(doc, places, first):
    """Where the noun phrase that starts at a token ends; `first` where none does."""
    last = first
    while last < min(len(doc), first + LONGEST_PHRASE) and (doc[last].tag_ in NOMINAL or last in places) and not doc[last].is_space:
        behind_name = last - 1 in places and not gazetteer.role(doc[last].text)
        if last > first and last not in places and (doc[last].tag_ in ("ART", "PPOSAT") or behind_name) \
                or last > first and doc[last].is_sent_start:
            break
        last += 1
        if last + 1 < len(doc) and joins_name(doc[last], list(doc[max(first, last - 2):last])):
            last += 1 + (doc[last + 1].lower_ in PARTICLES)
    return last


def note_phrase(article, first, last):
    """Note a mention of somebody; one that is neither named nor known is forgotten."""
    doc = article.doc
    if doc[first].tag_ == "PPER":
        return narrated(article, first)
    speaker = speaker_of(article, with_apposition(doc, first, last))
    if not speaker or not speaker.name or speaker.form in UNTOLD or speaker.form == "type" and not speaker.is_named:
        return
    before = doc[first - 1] if first else None
    oblique = before is not None and before.tag_ in PREPOSITIONS or doc[first].lower_ != "der" and genitive(doc[first].lower_, doc[first].tag_)
    told = predicate_of(article, speaker, first)
    if told is not None:
        return learn(article, told, speaker)
    actor = known_actor(article, speaker) if speaker.proper or not speaker.is_definite else described(article, speaker, first)
    if actor is None and (speaker.is_named or speaker.is_definite and speaker.form in ("person", "office")):
        actor = new_actor(article, speaker)
    if actor is not None:
        learn(article, actor, speaker)
        note(article, first, actor, OBLIQUE if oblique else NAME)


def only_body(bodies, speaker):
    """The one body named so far, for an office that all bodies have (`Vorsitzende Ilka Brandhorst`), or the one of the speaker's kind; or None."""
    named = {actor.name: actor for actor in bodies if actor.is_named}
    alike = named if speaker.nouns and speaker.nouns[-1] in OF_ANY_BODY else \
        {name: actor for name, actor in named.items() if actor.kind and actor.kind == speaker.kind and speaker.form == "office"}
    return next(iter(alike.values())) if len(alike) == 1 else None


AGED = "Jähriger"                          # the noun of `der 84-Jährige`
OF_ANY_BODY = lexicons.words("phrase_words", role="office of any body") | lexicons.words("phrase_words", role="office of a body")


def predicate_of(article, speaker, first):
    """The person of whom a sentence says what it is: `Ansgar Wiechert ist seit 2019 | Präsident der Kammer`; or None."""
    if speaker.proper or speaker.is_definite or speaker.form not in ("person", "office") or speaker.number == "pl" or not article.mentions:
        return None
    doc, (place, _, actor, weight) = article.doc, article.mentions[-1]
    between = [token for token in doc[place:first] if not token.is_space]
    copula = any(token.lemma_ == "sein" and token.tag_ == "VAFIN" for token in between) and not any(token.text in ",;:" for token in between)
    near = doc[place].sent.start == doc[first].sent.start and weight != OBLIQUE and actor.is_person and actor.is_named and not actor.nouns
    return actor if copula and near else None


def speaker_of(article, tokens):
    """The Speaker of the tokens, by its full name if they are an abbreviation of one, with the body that the article named before."""
    speaker = speakers.named_by(tokens, article.names)
    if speaker is None:
        return None
    if speaker.is_person and (body := body_meant(article, speaker, tokens)):
        speaker.affiliation = body.name
    return article.short.get(speaker.name.lower(), speaker)


def body_meant(article, speaker, tokens):
    """The body named before that a person's title points at: `dessen Sprecherin Jorinde Aschbach`, `ein Sprecher des Unternehmens`; or None."""
    bodies = (actor for place, _, actor, _ in islice(reversed(article.mentions), MOST_MENTIONS)
              if place < tokens[0].i and not actor.is_person and article.merged.get(place, ("",))[0] != "place")
    if tokens[0].lower_ in noun_phrases.OWNERS:
        genders = ("m", "n", "") if tokens[0].lower_ == "dessen" else ("f", "")
        named = {id(actor) for actor in bodies}
        return next((actor for actor in salient(article, tokens[0].i) if id(actor) in named and actor.gender in genders), None)
    if not speaker.affiliation and speaker.proper:
        return only_body(list(bodies), speaker)
    role = gazetteer.role(speaker.affiliation) if speaker.affiliation and " " not in speaker.affiliation else None
    general = role is not None and role.form == "type" and not role.before
    return next((actor for actor in bodies if actor.is_named and actor.kind == role.kind), None) if general else None


def narrated(article, i):
    """`er` and `sie` outside frames keep somebody in mind."""
    pronoun = Speaker(name=article.doc[i].lower_, form="pronoun")
    actor = antecedent(article, pronoun, None, article.doc[i])
    if actor is not None:
        note(article, i, actor, NAME)


def with_apposition(doc, first, last):
    """The tokens of a phrase with what belongs to it beyond commas: `(CDU)`, the role behind a name, the name behind a role."""
    end = last
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        end += 2
    elif end + 1 < len(doc) and doc[end].text == ",":
        stop = run_end(doc, end + 1, NOMINAL | PREPOSITIONS, min(len(doc), end + LONGEST_APPOSITION))
        role = next((known for token in doc[end + 1:stop] if (known := gazetteer.role(token.text))), None)
        closed = stop < len(doc) and doc[stop].text in (",", ".", ")")
        if closed and (doc[end - 1].tag_ == "NE" and role and role.form in ("person", "office")
                       or doc[end - 1].tag_ != "NE" and doc[stop - 1].tag_ == "NE" and named_next(doc, end + 1, stop)):
            end = stop
    if end < len(doc) and doc[end].lower_ in ("von", "vom", "bei", "beim") and doc[end - 1].tag_ == "NE":
        end = max(end, noun_phrases.phrase(doc, end + 1, min(len(doc), end + LONGEST_APPOSITION)) if end + 1 < len(doc) else end)
    return [token for token in doc[role_before(doc, first):end] if not token.is_space]


def named_next(doc, first, stop):
    """Whether a person's name starts behind the comma: `, Kyrylo Budanow`, `, Dr. Anna Weiß`."""
    return stop - first < 6 and any(token.text in gazetteer.first_names() for token in doc[first:first + 2])


def role_before(doc, first):
    """Where `der Chef des Geheimdienstes` starts before `, Kyrylo Budanow`; `first` if there is no such thing."""
    if first < 2 or doc[first - 1].text != "," or doc[first].tag_ != "NE" or doc[first - 1].is_sent_start:
        return first
    low = max(first - LONGEST_APPOSITION, doc[first - 1].sent.start)
    k = run_end(doc, run_start(doc, first - 1, NOMINAL | PREPOSITIONS, low), PREPOSITIONS, first - 1)
    nouns = [token for token in doc[k:first - 1] if token.tag_ in NOUNS]
    role = gazetteer.role(nouns[0].text) if nouns else None
    alone = role is not None and role.form in ("person", "office") and doc[first - 2].tag_ == "NN"
    return k if alone and doc[first].text in gazetteer.first_names() else first


def note(article, i, actor, weight):
    """Add a mention at token `i`."""
    article.mentions.append((i, article.sentence(i), actor, weight))
    if weight == SPEAKER:
        article.voices.pop(id(actor), None)
        article.voices[id(actor)] = actor


# ---------------------------------------------------------------- antecedents
def antecedent(article, speaker, row, token):
    """The actor a pronoun stands for: the most salient that agrees with it in gender and number; `der` and `dieser` mean the one named last."""
    if speaker.name == "eigen":
        return told_of(article, token) or next(iter(salient(article, article.end(token.i))), None)
    number = verb_number(article.doc, row, token)
    readings = [(entry["gender"], entry["number"]) for entry in lexicons.rows("pronouns") if entry["word"] == speaker.name]
    readings = [each for each in readings if len(readings) == 1 or number is None or each[1] == number]
    inside = {t.i for t in tokens_of(article.doc, row["quote_spans"])} if row else frozenset()
    fits = [actor for actor in salient(article, token.i, inside) if any(agrees(actor, *each) for each in readings)]
    if fits and speaker.name in DEMONSTRATIVES:
        return next((actor for place, _, actor, _ in islice(reversed(article.mentions), MOST_MENTIONS)
                     if place < token.i and any(actor is other for other in fits)), fits[0])
    told = next((actor for actor in fits if actor.is_person and actor.gender and article.sentence(token.i) - last_mention(article, actor) < 3), None)
    return told if fits and told and not fits[0].gender else fits[0] if fits else None         # `sie`: a woman rather than a body of no known gender


def told_of(article, token):
    """Whom the sentence is about, by the first mention that no preposition governs: `Nach eigenen Angaben hat | die Partei | ...`; or None."""
    here = article.sentence(token.i)
    inside = (mention for mention in islice(reversed(article.mentions), MOST_MENTIONS) if mention[1] == here and mention[3] != OBLIQUE)
    return min(inside, key=lambda mention: mention[0], default=(None,) * 4)[2]


def verb_number(doc, row, token):
    """`sg` or `pl` by the finite verb of the cue, or None: `sie sagten` is a plural."""
    verbs = [t for t in tokens_of(doc, row["cue_spans"]) if t.tag_.endswith("FIN")] if row else []
    verbs = verbs or [t for t in doc[max(0, token.i - 1):token.i + 3] if t.tag_.endswith("FIN")]
    if not verbs:
        return None
    return "pl" if verbs[0].lower_.endswith("n") or verbs[0].lower_ in ("sind", "seien") else "sg"


def agrees(actor, gender, number):
    if actor.number != number:
        return False
    if number == "pl":
        return True
    return actor.gender in gender if actor.gender else actor.is_person and "n" != gender or gender == "f"


def salient(article, i, inside=frozenset()):
    """The actors mentioned before token `i`, most salient first, then the last ones who spoke; not those named `inside`."""
    here, weights, found = article.sentence(i), {}, {}
    for place, where, actor, weight in islice(reversed(article.mentions), MOST_MENTIONS):
        if here - where > LONGEST_MEMORY:
            break
        if place < i and place not in inside:
            first = FIRST if place - article.starts[where] < 2 else 1
            weights[id(actor)] = weights.get(id(actor), 0) + weight * first * FADING ** (here - where)
            found.setdefault(id(actor), actor)
    near = sorted(found, key=lambda key: -weights[key])
    spoke = [key for key in islice(reversed(article.voices), LAST_VOICES) if key not in found]
    return [found[key] for key in near] + [article.voices[key] for key in spoke]


def described(article, speaker, i):
    """The actor a definite description stands for: one called so before, or one of that kind; None if it is new."""
    same = article.keys.get(speaker.name.lower())
    if not speaker.is_plain or speaker.number == "pl":
        return same or (told_by_office(salient(article, i), speaker) if "-" in speaker.name and fits_alone(speaker) else None) \
            or same_office(article, speaker) or only_person(article, speaker, i)
    candidates = [actor for actor in salient(article, i) if fits(actor, speaker)]
    titled = next((actor for actor in candidates if speaker.title and speaker.title in actor.titles), None)
    return titled or called_so(candidates, speaker) or told_by_office(candidates, speaker) or same or of_that_kind(article, candidates, speaker) \
        or only_person(article, speaker, i)


def called_so(candidates, speaker):
    """The first one who has the role noun, or one that `role_synonyms.csv` says it stands for."""
    wanted = speaker.nouns[-1] if speaker.nouns else ""
    others = synonyms().get(wanted, ())
    return next((actor for actor in candidates if wanted in actor.nouns and speaker.title == wanted
                 or any(noun in others for noun in actor.nouns)), None)


def fits_alone(speaker):
    """One person, told by one word: `der neue Nexa-Chef` may be another one."""
    return " " not in speaker.name and speaker.number == "sg"


def told_by_office(candidates, speaker):
    """The one whose title or body the description takes up: `der Nexa-Chef` for the `Chef der Gewerkschaft Nexa`, `der Datenschützer` for the
    `Landesbeauftragte für Datenschutz`."""
    word = speaker.name.split()[-1] if speaker.is_person else ""
    part = (word.split("-")[0] if "-" in word else word.removesuffix("in").removesuffix("er")).lower().translate(gazetteer.UMLAUTS)
    return next((actor for actor in candidates if len(part) > 3 and actor.is_person and actor.is_named and fits(actor, speaker)
                 and part in f"{actor.office} {actor.affiliation}".lower().translate(gazetteer.UMLAUTS)), None)


def of_that_kind(article, candidates, speaker):
    """The first named one of the kind that a general noun tells: `das Blatt`, `der Forscher`, `der 84-Jährige`; of an age nobody where two are
    named of whom neither has spoken: which of them is so old is not told."""
    wanted = speaker.nouns[-1] if speaker.nouns else ""
    anybody = "" in synonyms().get(wanted, ()) and (speaker.is_person or speaker.title == wanted)         # `die Behörde`, not `die Hafenbehörde`
    if not (anybody or speaker.is_person and (not wanted or speaker.kind in ALIKE)):
        return None
    kind = "" if anybody and speaker.kind == "other" else speaker.kind
    alone = len(candidates) == 1
    if wanted == AGED and sum(actor.is_named for actor in candidates) > 1 and not any(id(actor) in article.voices for actor in candidates):
        return None
    return next((actor for actor in candidates if (actor.is_named or alone and not kind)
                 and (not kind or actor.kind == kind or alone and not actor.kind and actor.is_person)), None)


def only_person(article, speaker, i):
    """The one person named so far, of whom nothing else is told: `Petra Vogel klatschte. ..., sagte die ehemalige Landrätin`; not `die
    Landrätin`, whom everybody knows without having named her, nor `die Sprecherin der Polizei`; or None."""
    if not speaker.is_person or speaker.number == "pl" or speaker.name != speaker.office or speaker.is_plain and speaker.kind == "government":
        return None
    persons = [actor for actor in islice(reversed(article.actors), LAST_ACTORS) if actor.is_person and fits(actor, speaker)]
    near = salient(article, i)
    told = [actor for actor in persons if len(persons) == 1 and actor.is_named and not actor.nouns and any(actor is other for other in near)]
    return told[0] if told and article.sentence(i) - last_mention(article, told[0]) < 3 else None


def last_mention(article, actor):
    """The number of the sentence that mentions the actor last, of the latest mentions; far back if none of these does."""
    return next((where for _, where, other, _ in islice(reversed(article.mentions), MOST_MENTIONS) if other is actor), -LONGEST_MEMORY)


@cache
def synonyms():
    """Role noun -> the role nouns it can stand for; '' among them if it can stand for anybody of its kind."""
    found = {}
    for row in lexicons.rows("role_synonyms"):
        found.setdefault(row["noun"], set()).add(row["also"])
    return found


def same_office(article, speaker):
    """`der ukrainische Präsident` after `Präsident Selenskyj`, `der Kölner Polizeisprecher`: same office, no other country."""
    if speaker.number == "pl" or not speaker.title or not speaker.is_definite:
        return None
    return next((actor for actor in islice(reversed(article.actors), LAST_ACTORS) if speaker.title in actor.titles and fits(actor, speaker)
                 and (actor.country == speaker.country if speaker.title == speaker.nouns[0] else
                      not actor.country or not speaker.country or actor.country == speaker.country)
                 and (speaker.country or speaker.title != speaker.nouns[0])), None)


def fits(actor, speaker):
    """Person for person, body for body, and no clash of gender or number."""
    return (actor.is_person == speaker.is_person and actor.number == speaker.number
            and (not actor.gender or not speaker.gender or actor.gender == speaker.gender or not actor.is_person))


# ---------------------------------------------------------------- the same actor
def actors_name(article, speaker):
    """The name in the table of actors, if the speaker's proper name is a mention there or ends in one; or None.

    A body is not the place that it is in: `EU-Kommission Griechenland` is not Greece.
    """
    if not speaker.at:
        return None
    first, last = speaker.at[0], speaker.at[-1]
    kind, name = article.merged.get(last, ("", None))
    fits = kind == "person" if speaker.is_person else kind == "organisation" or kind == "place" and article.names.places[last][1] <= first
    return name if fits else None


def key_of(speaker):
    """What spellings of one actor share: a person's last name, else the name that `same_names.csv` prefers, in small letters."""
    if speaker.proper and speaker.form in ("person", "office", ""):
        return speaker.proper[-1].lower()
    return (merging.preferred_name(speaker.name) or speaker.name).lower()


def one_name(article, speaker):
    return actors_name(article, speaker) or merging.preferred_name(speaker.name) or speaker.name


def known_actor(article, speaker):
    """The actor with that name so far, or None."""
    name = actors_name(article, speaker)
    if name in article.by_name:
        return article.by_name[name]
    key = key_of(speaker)
    found = article.keys.get(key)
    if found is None and speaker.proper and key.endswith("s"):
        found = article.keys.get(key[:-1])
    if found is None or speaker.proper and (clash(found, speaker) or name and found.name in article.by_name):
        return same_office(article, speaker) if not speaker.proper else None
    return found


def clash(actor, speaker):
    """Two first names, or two genders: not the same person."""
    if len(actor.proper) > 1 and len(speaker.proper) > 1 and actor.is_person:
        if not first_names(actor) & first_names(speaker):
            return True
    return bool(speaker.nouns and actor.is_person and actor.gender and speaker.gender and actor.gender != speaker.gender)


def first_names(actor):
    """The initials of all names but the last: `Franz-Josef Jung` and `Franz Josef Jung` may be one."""
    return {part[0] if part.endswith(".") else part for name in actor.proper[:-1] for part in name.split("-") if part}


def new_actor(article, speaker):
    """A new actor."""
    actor = Actor(one_name(article, speaker), speaker.proper, speaker.form, speaker.country, speaker.gender, speaker.number,
                  speaker.is_named, list(speaker.nouns))
    article.actors.append(actor)
    register(article, actor, speaker)
    article.keys[key_of(speaker)] = actor
    article.keys.setdefault(speaker.name.lower(), actor)
    if speaker.proper and not actor.is_person and speaker.proper[0] not in gazetteer.cities():
        article.keys.setdefault(" ".join(speaker.proper).lower(), actor)
    return actor


def register(article, actor, speaker):
    """Find the actor again by the name that the table of actors has."""
    name = actors_name(article, speaker)
    if name:
        actor.name = name
        article.by_name.setdefault(name, actor)


def learn(article, actor, speaker, weight=NAME):
    """Take over what a further phrase tells about the actor; the fullest proper name stays."""
    if speaker.form in ("pronoun", "words", "report", "document") and actor.name != speaker.name:
        return
    if speaker.proper and (len(speaker.proper) > len(actor.proper) or not actor.is_named):
        if actor.name not in article.by_name:
            actor.name = one_name(article, speaker)
            register(article, actor, speaker)
        actor.proper, actor.is_named = speaker.proper, True
        article.keys.setdefault(key_of(speaker), actor)
    if speaker.kind:
        told = weight if speaker.nouns and speaker.kind not in ("public", "other") else weight / 4
        actor.kinds[speaker.kind] = actor.kinds.get(speaker.kind, 0) + told
    actor.country = actor.country or speaker.country
    actor.gender = actor.gender or speaker.gender
    actor.form = actor.form or speaker.form
    actor.office, actor.affiliation = actor.office or speaker.office, actor.affiliation or speaker.affiliation
    if speaker.title and speaker.title not in actor.titles:
        actor.titles.append(speaker.title)
    actor.nouns += [noun for noun in speaker.nouns if noun not in actor.nouns]
