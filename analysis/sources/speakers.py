"""What a noun phrase names: `Militäranalyst Hendrik Remmel vom GIDS` -> the expert Hendrik Remmel.

`read(phrase, names)` takes the tokens of a speaker and gives a `Speaker`: its name in the nominative without article, title and
apposition; what it is, from the nouns in it (`kinds.py`); where it is from; and what pronouns can stand for it. A phrase for
something said (`Angaben der Polizei`, `Medienberichten`) names who said it.

What is missed: genitives of names that end in s, and names that no list, tag or mention marks as one.
"""
from dataclasses import dataclass, field
from typing import NamedTuple

from .. import lexicons
from ..people import gazetteer

SPOKEN_FOR = {"von", "vom", "bei", "beim", "für", "am", "an", "im", "der", "des"}
BELONGING = {"von", "vom", "für", "aus", "in", "im", "bei", "beim", "zu", "zum", "zur", "gegen", "ohne"}
PARTICLES = {"von", "van", "der", "den", "de", "da", "di", "du", "al", "bin", "zu", "la", "le", "el"}
SPEECH = ("words", "report")               # nouns for something said: the source is who said it
TITLES = {"Dr.", "Prof.", "Herr", "Herrn", "Frau", "Sir", "Lady"}
QUOTES = set("„“”\"»«›‹‚‘’'")
NOMINAL = {"ART", "ADJA", "NN", "NE", "FM", "XY", "CARD", "PIAT", "PPOSAT", "PDAT", "PIDAT", "TRUNC"}    # tags inside a noun phrase
LONGEST = 60                               # words of a phrase that are read
UNTOLD = ("", "words", "report", "pronoun", "document")       # forms that make nobody of their own
DETERMINERS = {"ART", "PDAT", "PIAT", "PPOSAT", "CARD", "PIS", "PIDAT"}
GENITIVES = {"des", "der", "eines", "einer", "seines", "seiner", "ihres", "ihrer", "dieser", "dieses"}
INDEFINITE = ("ein", "eine", "einen", "einem", "einer", "eines")
STRONG = {"m": "er", "f": "e", "n": "es", "": "e"}


class Names(NamedTuple):
    """What the article tells: token number -> (kind, first, last + 1) of mentions of actors, and all its words."""
    places: dict
    words: frozenset


@dataclass
class Speaker:
    """One phrase. `proper` is the proper name's words; `said` is true for something said whose author is not told."""
    name: str = ""
    proper: tuple = ()
    form: str = ""                         # as in role_nouns.csv; pronoun; '' if unknown
    kind: str = ""
    country: str = ""
    gender: str = ""
    number: str = "sg"
    is_definite: bool = False
    is_named: bool = False
    is_plain: bool = True                  # no adjective and nothing behind the noun: can stand for somebody named before
    nouns: list = field(default_factory=list)    # the role nouns in it, as listed
    title: str = ""                        # the last of them as a whole word: `Außenminister`

    @property
    def is_person(self):
        return self.form in ("person", "office", "crowd")


def read(tokens, names, governed=False):
    """The Speaker of a list of tokens, or None; `names` is the article's Names.

    `governed` says that the phrase is a genitive or dative, where `der` before a masculine noun is a plural.
    """
    parts = chunks(tokens[:LONGEST], names)
    if not parts:
        return None
    speaker = pronoun(parts) or said_by(parts, names)
    if speaker:
        return speaker
    joined = coordinated(parts, names)
    if joined:
        return joined
    return noun_phrase(parts, names, governed)


# ---------------------------------------------------------------- parts of the phrase
def chunks(tokens, names):
    """The phrase cut into (link, tokens): `core`, then `gen`, `prep`, `apposition`, `and`, each with its first word."""
    found, link, current = [], "core", []
    marks = [token.i for token in tokens if token.text in QUOTES]
    quoted = range(marks[0], marks[-1]) if len(marks) > 1 else ()
    for token in tokens:
        fresh = None
        if token.is_space:
            continue
        if inside_name(token, names) and token.text not in ("(", ")") or token.i in quoted:
            pass
        elif token.tag_ in ("PRELS", "PRELAT", "KOUS") and current or token.tag_.endswith("FIN") and current:
            break
        elif token.tag_ in ("APPR", "APPRART", "KOKOM", "APPO") and not particle(token, current):
            fresh = "prep" if found or nominal(current) else "core"
        elif token.text in (",", "(", ")", "–", "-", "—", "/", ":", ";", "[", "]"):
            fresh = "apposition"
        elif token.tag_ == "KON" and current and current[-1].tag_ != "TRUNC":
            fresh = "and"
        elif token.lower_ in GENITIVES and token.tag_ in DETERMINERS and nominal(current) and not particle(token, current):
            fresh = "gen"
        if fresh:
            if current:
                found.append((link, current))
            link, current = fresh, []
            if token.tag_ in ("KON", "APPO", "$,", "$(", "$."):
                continue
        current.append(token)
    if current:
        found.append((link, current))
    if found and found[0][0] != "core":
        found[0] = ("core", found[0][1])
    return found


def inside_name(token, names):
    place = names.places.get(token.i)
    return place is not None and place[1] < token.i


def particle(token, current):
    """`von` between the parts of a name: `Ursula von der Leyen`."""
    if token.lower_ not in PARTICLES or not current or token.i + 1 >= len(token.doc):
        return False
    return (current[-1].text in gazetteer.first_names() and token.doc[token.i + 1].tag_ in ("NE", "ART", "NN")
            or len(current) > 1 and current[-1].lower_ in PARTICLES and current[-2].text in gazetteer.first_names())


def nominal(tokens):
    return any(token.tag_ in ("NN", "NE", "FM", "XY") or token.text in QUOTES for token in tokens)


def content(tokens):
    """The tokens without prepositions, determiners and marks at the start."""
    k = 0
    while k < len(tokens) and (tokens[k].tag_ in DETERMINERS | {"APPR", "APPRART", "ADV", "KOKOM", "KON", "PTKA"}):
        k += 1
    return tokens[k:]


def determiner(tokens):
    for token in tokens:
        if token.tag_ == "APPRART":
            return {"vom": "dem", "beim": "dem", "im": "dem", "zum": "dem", "am": "dem", "zur": "der"}.get(token.lower_, "dem")
        if token.tag_ in DETERMINERS:
            return token.lower_
    return ""


# ---------------------------------------------------------------- pronouns, things said, lists
def pronoun(parts):
    """`er`, `diese`, `letzterer`, also in `seiner Ansicht`: a Speaker of form `pronoun`, its word as name."""
    tokens = parts[0][1]
    first = next((token for token in tokens if token.tag_ not in ("APPR", "APPRART")), None)
    if first is None:
        return None
    if first.tag_ == "PPOSAT" or first.lower_ in ("deren", "dessen"):
        known = next((gazetteer.role(token.text) for token in content(tokens) if token.tag_ == "NN"), None)
        alone = known is not None and known.form in SPEECH
    else:
        alone = not nominal(tokens) and not any(token.tag_ in ("ADJA", "ADJD") for token in tokens)
    if alone and first.lower_ in lexicons.words("pronouns"):
        return Speaker(name=first.lower_, form="pronoun")
    return Speaker(name="", form="pronoun") if alone and not nominal(tokens) else None


def said_by(parts, names):
    """Who said it: `Angaben der Polizei` -> Polizei, `Putins Worte` -> Putin, `Behördenangaben` -> Behörden; or None."""
    tokens = content(parts[0][1])
    at = next((k for k, token in enumerate(tokens) if token.tag_ in ("NN", "NE")
               and (known := gazetteer.role(token.text)) and known.form in SPEECH), None)
    if at is None:
        return None
    if any(token.lower_.startswith("eigen") for token in tokens[:at]):
        return Speaker(name="eigen", form="pronoun")
    before = [token for token in tokens[:at] if token.tag_ == "NE"]
    if before:
        return genitive(noun_phrase([("core", before)], names), names)
    behind = [("core", tokens[at + 1:])] if nominal(tokens[at + 1:]) else []
    rest = behind + parts[1:]
    if rest and (behind or rest[0][0] == "gen" or rest[0][1][0].lower_ in ("von", "vom", "aus", "durch", "bei", "beim")):
        first, last = rest[0][1][0], parts[-1][1][-1]
        author = read([token for token in first.doc[first.i:last.i + 1] if not token.is_space], names, governed=True)
        if author and (author.proper or author.nouns or author.form or rest[0][0] == "gen"):
            return genitive(author, names) if behind else author
    return compound_author(tokens, at, known, parts)


def compound_author(tokens, at, known, parts):
    """`Polizeiangaben` -> Polizei; `russischen Angaben` -> russische Angaben; a bare `Bericht` stays what it is."""
    noun = gazetteer.part_noun(known.before) if known.before else None
    if noun:
        row = gazetteer.role(noun)
        found = gazetteer.named(noun)
        plural = known.before if known.before.endswith("n") and row and row.gender == "f" else noun
        return Speaker(name=plural, form=row.form if row else "body", kind=found.kind if found else row.kind, nouns=[noun],
                       country=found.country if found else "", gender=row.gender if row else "",
                       number="pl" if plural != noun else "sg", is_named=bool(found and not row))
    code = next((code for token in tokens[:at] if token.tag_ == "ADJA" and (code := gazetteer.country(token.text))), "")
    speaker = noun_phrase(parts[:1], Names({}, frozenset()))
    official = any(token.lemma_.lower() in ("offiziell", "amtlich") for token in tokens[:at])
    speaker.form, speaker.country, speaker.is_named = known.form, code, False
    speaker.kind = "government" if code or official else "other" if speaker.number == "pl" else "document"
    speaker.is_plain = not code and not official
    return speaker


def genitive(speaker, names):
    """The speaker without the genitive s at the end of its name."""
    if speaker and speaker.proper and in_genitive(speaker.proper[-1], names):
        speaker.proper = (*speaker.proper[:-1], speaker.proper[-1][:-1])
        speaker.name = speaker.name.removesuffix("s")
    return speaker


def in_genitive(word, names):
    """Whether a name's final s is an ending: the word without it is in the article or a list, or the name would be a rare one."""
    bare = word[:-1]
    if not word.endswith("s") or len(word) < 4 or word in gazetteer.first_names():
        return False
    return bare in names.words or bare in gazetteer.figures() or bare in gazetteer.places() or word not in names.words


def coordinated(parts, names):
    """`die USA und ihre Verbündeten`, `Merkel und Schröder`: one source in the plural; None if only the role is twofold."""
    at = next((k for k, (link, _) in enumerate(parts) if link == "and"), None)
    if at is None or at == 0:
        return None
    first = noun_phrase(parts[:at], names)
    second = noun_phrase([("core", parts[at][1]), *parts[at + 1:]], names)
    if not first or not second or not second.name:
        return None
    if parts[at - 1][0] in ("gen", "prep") and not (first.proper and second.proper):
        return None
    if not first.proper and second.proper and determiner(parts[at][1]) == "" and first.is_person and second.is_person:
        second.nouns = first.nouns + second.nouns
        second.kind = second.kind or first.kind
        return second
    own = parts[at][1][0]
    possessive = own.text + " " if own.tag_ == "PPOSAT" else ""
    return Speaker(name=f"{first.name} und {possessive}{second.name}", form=first.form, kind=first.kind or second.kind,
                   country=first.country, number="pl", is_named=first.is_named, is_definite=True, is_plain=False,
                   nouns=first.nouns, proper=())


# ---------------------------------------------------------------- one noun phrase
def noun_phrase(parts, names, governed=False):
    """The Speaker of core, complements and appositions."""
    core = content(parts[0][1])
    det = determiner(parts[0][1])
    before, proper = split_name(core, names)
    nouns = [token for token in before if (token.tag_ in ("NN", "NE", "TRUNC") or token.tag_ == "ADJA" and token is core[-1])
             and gazetteer.role(token.text)]
    head = nouns[-1] if nouns else next((token for token in reversed(before) if token.tag_ in ("NN", "NE")), None)
    rest = parts[1:]
    if not proper and not det and len(core) == 1 and not nouns and core[0].text in gazetteer.last_names():
        before, proper, head = [], core, None
    if proper and is_person_head(head) and belongs(head, det, proper, names):
        rest, proper = [("gen", proper), *rest], []
    if not proper or not is_person_head(head):
        found = late_name(rest, names) if head is not None and not proper and is_person_head(head) else None
        if found:
            proper, rest = found
    speaker = Speaker(proper=tuple(token.text for token in proper if token.text not in TITLES), nouns=[])
    speaker.is_definite = det in ("der", "die", "das", "dem", "des", "den") or det.startswith(("dies", "jene")) or bool(proper)
    governed = governed or parts[0][1][0].tag_ == "APPR"
    if det == "der" and governed or any(token.lower_ == "beiden" or token.tag_ == "CARD" for token in parts[0][1] if token not in proper):
        det = "den"                        # tells a masculine plural
    describe(speaker, head, det, before, rest, proper, names)
    name_it(speaker, head, det, before, rest, proper)
    return speaker


def belongs(head, det, proper, names):
    """Whether the name behind a role is whose it is: `Anhänger Husseins`, `der Sprecher Merkels`, `viele Freunde Peters`."""
    last = proper[-1].text
    return det in ("einige", "viele", "mehrere", "alle", "zwei", "drei") or len(proper) == 1 and last.endswith("s") \
        and last[:-1] in names.words | gazetteer.figures().keys() | gazetteer.places().keys()


def split_name(core, names):
    """(what stands before, the proper name) of a core; the name may be in quotation marks."""
    marks = [k for k, token in enumerate(core) if token.text in QUOTES]
    if marks and (len(marks) > 1 or marks[0] == 0):
        last = marks[-1] if len(marks) > 1 else len(core)
        inner = [token for token in core[marks[0] + 1:last] if token.text not in QUOTES]
        if inner:
            return core[:marks[0]], inner
    core = [token for token in core if token.text not in QUOTES]
    known = known_name(core)
    if known:
        return core[:-known], core[-known:]
    k = len(core)
    while k > 0 and name_like(core, k - 1, names):
        k -= 1
    while k < len(core) and core[k].text in TITLES | {"-"}:
        k += 1
    if k == len(core) or core[k:] == core and len(core) > 1 and genitive_owner(core, names):
        return core, []
    if 0 < k < len(core) and core[k - 1].tag_ == "ADJA" and core[k - 1].text[0].isupper() \
            and not gazetteer.role(core[k - 1].text) and not gazetteer.country(core[k - 1].text) and (k > 1 or core[k - 1].i > core[k - 1].sent.start):
        k -= 1                             # `Deutsche Telekom`, `Rotes Kreuz`
    return core[:k], core[k:]


def known_name(core):
    """How many words at the end are a listed organisation in any case (`Weißen Haus`, `Auswärtigen Amtes`); 0 if none."""
    for length in range(min(4, len(core)), 0, -1):
        words = [token.text for token in core[-length:]]
        if length > 1 and core[-length].tag_ == "ADJA" and listed_name(words) or length == len(core) == 1 and core[0].tag_ == "NN" and \
                ((known := gazetteer.role(words[0])) is None or known.noun == words[0] and known.form == "body") and (gazetteer.named(words[0]) or gazetteer.named(words[0].removesuffix("s"))):
            return length
    return 0


def listed_name(words):
    """The listed organisation that the words name in some case, or None: `Auswärtigen Amtes` -> `Auswärtiges Amt`."""
    if not words:
        return None
    for last in (words[-1], words[-1].removesuffix("s"), words[-1].removesuffix("es")):
        for ending in ("e", "es", "er", "en"):
            name = " ".join([inflected(words[0], ending), *words[1:-1], last])
            if gazetteer.named(name):
                return name
    return None


def name_like(core, k, names):
    """Whether a token at the end of the core belongs to a proper name."""
    token = core[k]
    if token.lower_ in PARTICLES and k > 0 and k + 1 < len(core):
        while k > 1 and core[k - 1].lower_ in PARTICLES:
            k -= 1
        return core[k - 1].tag_ == "NE" or core[k - 1].text in gazetteer.first_names() or token.i in names.places
    if gazetteer.named(token.text) and not gazetteer.role(token.text):
        return True
    if not token.text[0].isupper() and not token.text[0].isdigit() or token.tag_ in ("ADJA", "PIS"):
        place = names.places.get(token.i)
        return place is not None and (place[1] < token.i or place[2] > token.i + 1 and k + 1 < len(core))
    known = gazetteer.role(token.text)
    j = k - 1
    while j > 0 and core[j].lower_ in PARTICLES:
        j -= 1
    first = j >= 0 and core[j].text in gazetteer.first_names()
    if known and known.form not in SPEECH and not first and (token.tag_ == "NN" or known.before == "" or known.form == "office"):
        place = names.places.get(token.i)
        if place is None:
            return False
        foreign = k + 1 < len(core) and (core[k + 1].tag_ == "FM" or core[k + 1].text in ("of", "de", "for", "&"))
        return place[1] < token.i or foreign or place[0] == "person" and known.form not in ("person", "office")
    if token.tag_ in ("NE", "FM", "XY") or token.i in names.places or token.text.isupper() and len(token.text) > 1:
        return True
    return token.tag_ in ("NN", "CARD") and (first or k > 0 and core[k - 1].tag_ in ("NE", "FM"))


def genitive_owner(core, names):
    """`Frankreichs Präsident`: the phrase ends in a noun, and only looks like a name."""
    return core[-1].tag_ == "NN" and core[-1].i not in names.places


def is_person_head(head):
    known = gazetteer.role(head.text) if head is not None else None
    return known is not None and known.form in ("person", "office")


def late_name(rest, names):
    """The name of `Chef des Geheimdienstes, Kyrylo Budanow` or `Leiter der Klinik Jens Veit`: (name, other parts); or None."""
    for k, (link, tokens) in enumerate(rest):
        before, proper = split_name(content(tokens), names)
        if link == "apposition" and looks_like_name(tokens):
            before, proper = [], tokens
        elif not proper or not is_person_name(proper, names):
            continue
        heads = [known for token in before if (known := gazetteer.role(token.text))]
        if link == "apposition" and (not heads or heads[-1].form in ("person", "office")):
            return from_first_name(proper, names), rest[:k] + rest[k + 1:]
        whole = names.places.get(proper[-1].i, ("", 0, 0))
        person = whole[0] == "person" and whole[2] - whole[1] > 1 and not (heads and heads[-1].form in ("person", "office"))
        if link in ("gen", "prep") and len(proper) > 1 and (person or heads and heads[-1].form in ("body", "type")):
            proper = from_first_name(proper, names)
            kept = [token for token in tokens if token not in proper]
            return proper, [*rest[:k], (link, kept), *rest[k + 1:]]
    return None


def looks_like_name(tokens):
    """Two to four capitals and no noun for people: behind a role and a comma this is a name, whatever its tags."""
    words = [token for token in tokens if token.lower_ not in PARTICLES]
    return 2 <= len(words) <= 4 and all(token.text[0].isupper() and not gazetteer.role(token.text) and token.tag_ != "ART" for token in words)


def is_person_name(proper, names):
    place = names.places.get(proper[-1].i)
    return place[0] == "person" if place else any(token.text in gazetteer.first_names() for token in proper)


def from_first_name(proper, names):
    """The name from its first word that a mention covers: `Commander Randy Henderson` -> `Randy Henderson`."""
    place = names.places.get(proper[-1].i)
    return [token for token in proper if token.i >= place[1]] if place else proper


# ---------------------------------------------------------------- what it is
def describe(speaker, head, det, before, rest, proper, names):
    """Fill in form, kind, country, gender and number."""
    known = gazetteer.role(head.text) if head is not None else None
    if known:
        speaker.form, speaker.gender = known.form, known.gender
        speaker.nouns.append(known.noun)
        speaker.title = known.before + known.noun.lower() if known.before else known.noun
        speaker.kind = office_kind(known, before, rest) if known.form in ("office", "crowd") or known.kind in ("", "expert") else known.kind
    elif not proper and head is not None and head.tag_ == "NN" and gazetteer.country(head.text):
        speaker.form, speaker.country = "person", gazetteer.country(head.text)
        speaker.gender = "f" if head.text.endswith(("in", "innen")) else "m"
        speaker.kind = "public" if det in ("die", "den", "") and speaker.gender == "m" else ""
    if proper and (not known or known.form in ("type", "body")):
        describe_name(speaker, known, proper, names)
    if speaker.proper and speaker.is_person:
        describe_person(speaker, rest)
    speaker.number = number(speaker, head, det, known, proper)
    speaker.gender = gender(speaker, head, det, known)
    speaker.country = speaker.country or origin(speaker, known, before, rest, proper)


def office_kind(known, before, rest):
    """The kind of the body an office belongs to, else the office's own; experts of a party are politicians."""
    if known.kind == "expert":
        party = known.before and gazetteer.kind_of_part(known.before.split("-")[0]) == "politics" or short_kind(rest) == "politics"
        return "politics" if party else "expert"
    whole = complement_name(rest) or short_name(rest)
    if whole:
        return whole.kind
    for link, tokens in rest:
        if link == "gen" or link == "prep" and tokens[0].lower_ in SPOKEN_FOR:
            kind = body_kind(content(tokens), place=link == "gen" or tokens[0].lower_ in ("von", "vom"))
            if kind:
                return kind
    owners = [token.text for token in before if token.tag_ == "NE" and token.text != known.noun]
    owned = next((found.kind for owner in owners if (found := gazetteer.named(owner) or gazetteer.named(owner.rstrip("s")))), "")
    elsewhere = "" if rest and rest[0][0] == "gen" else known.kind
    return (gazetteer.kind_of_part(known.before) if known.before else "") or owned or elsewhere


def complement_name(rest):
    """The listed organisation of several parts: `des Bundesamtes für Verfassungsschutz`; or None."""
    words = [token.text for link, tokens in rest[:3] for token in (content(tokens) if link == "gen" else tokens)]
    for length in range(min(5, len(words)), 1, -1):
        for noun in (words[0], words[0].removesuffix("s"), words[0].removesuffix("es")):
            found = gazetteer.named(" ".join([noun, *words[1:length]]))
            if found:
                return found
    return None


def short_name(rest):
    """The listed organisation in brackets: `der Internationalen Atomenergie-Organisation (IAEO)`; or None."""
    return next((found for link, tokens in rest if link == "apposition" and len(tokens) == 1 and (found := gazetteer.named(tokens[0].text))
                 and rest[0][0] != "apposition"), None)


def short_kind(rest):
    """Kind of a listed name in brackets right behind: `Lars Veit (SPD)`."""
    found = gazetteer.named(rest[0][1][0].text) if rest and rest[0][0] == "apposition" and len(rest[0][1]) == 1 else None
    return found.kind if found else ""


def body_kind(tokens, place):
    """Kind of the first organisation or body among the tokens."""
    words = [token.text for token in tokens if token.text not in QUOTES]
    whole = gazetteer.named(" ".join(words)) or len(words) > 1 and gazetteer.named(listed_name(words) or "")
    if whole and (place or not gazetteer.country(words[0])):
        return whole.kind
    for token in tokens:
        found = gazetteer.named(token.text) or gazetteer.named(token.text.removesuffix("s"))
        if found and (place or token.text not in gazetteer.places()):
            return found.kind
        known = gazetteer.role(token.text) if token.tag_ in ("NN", "NE") else None
        if known and known.kind and known.form not in (*SPEECH, "document"):
            return known.kind
    return ""


def describe_name(speaker, known, proper, names):
    """Kind, form and country of a proper name without a person's role before it."""
    name = " ".join(speaker.proper)
    whole = listed_name(list(speaker.proper)) if proper[0].tag_ == "ADJA" and len(proper) > 1 else None
    if whole:
        speaker.proper, name = tuple(whole.split()), whole
    if not gazetteer.named(name) and gazetteer.named(name.removesuffix("s")):
        name = name.removesuffix("s")
        speaker.proper = tuple(name.split())
    found = gazetteer.named(name) or next((longer for k in range(len(speaker.proper) - 1, 0, -1)
                                       if (longer := gazetteer.named(" ".join(speaker.proper[:k]))) and longer.kind != "government"), None)
    place = names.places.get(proper[0].i)
    inner = next((entry for token in reversed(proper) if (entry := gazetteer.role(token.text)) and entry.form in ("body", "type")), None)
    if found and not (known and (known.form == "body" or speaker.proper[0] in gazetteer.places())):
        speaker.form, speaker.kind, speaker.country = "body", found.kind, found.country
        if name in gazetteer.places():
            speaker.gender = gazetteer.place_gender(name)
    elif known:
        speaker.form = known.form
    elif place and place[0] == "person" or not place and proper[0].text in gazetteer.first_names():
        speaker.form = "person"
    elif inner:
        speaker.form, speaker.kind, speaker.gender = "body", inner.kind, inner.gender
    elif place:
        speaker.form, speaker.gender = "body", "n" if place[0] == "place" else ""
    else:
        speaker.form = "person" if len(proper) < 4 and not name.isupper() else "body"


def describe_person(speaker, rest):
    """What is known of a person beyond the noun before the name: public figures, and the role or party behind it."""
    name = " ".join(speaker.proper)
    figure = gazetteer.figures().get(name) or gazetteer.figures().get(name.removesuffix("s"))
    if figure and not (len(speaker.proper) == 1 and speaker.kind and speaker.kind != figure["kind"]):
        speaker.kind = speaker.kind or figure["kind"]
        speaker.country, speaker.gender = figure["country"], figure["gender"]
    for k, (link, tokens) in enumerate(rest):
        if speaker.kind:
            return
        known = next((entry for token in content(tokens) if (entry := gazetteer.role(token.text))), None)
        if link == "apposition" and known and known.form in ("person", "office"):
            speaker.kind = office_kind(known, [], rest[k + 1:]) if known.form == "office" else known.kind
            speaker.nouns.append(known.noun)
            speaker.gender = speaker.gender or known.gender
            speaker.country = speaker.country or origin(speaker, known, tokens, rest[k + 1:], [])
        else:
            speaker.kind = body_kind(content(tokens), place=False)


def number(speaker, head, det, known, proper):
    if proper and speaker.form != "type" and not (known and known.gender == "p"):
        return "pl" if " ".join(speaker.proper) in ("USA", "Vereinigten Staaten", "Vereinte Nationen") else "sg"
    if head is None:
        return "sg"
    if known and known.gender == "p" or head.text.endswith("innen"):
        return "pl"
    if known and known.gender == "f" and head.text.endswith("in") and known.form in ("person", "office"):
        return "sg"
    if det in INDEFINITE or det.startswith(("kein", "jed")) or det in ("das", "des", "dem") or det.endswith(("es", "em")):
        return "sg"
    if known and known.gender == "f" and not known.noun.endswith("er"):
        return "sg" if not head.text.endswith("en") or head.text.lower().endswith(known.noun.lower()) else "pl"
    if det == "der":
        return "sg"
    if det == "die" and known and known.gender == "mf" and head.text.endswith("e"):
        return "sg"                        # `die Angeklagte`
    if det in ("die", "den", "") or head.tag_ == "NN":
        singular = known and head.text.lower().endswith(known.noun.lower()) or not known and head.text == head.lemma_
        return "sg" if singular and det not in ("die", "viele", "mehrere", "einige", "beide", "zwei", "drei", "alle") and \
            not (det == "" and known and known.gender in ("m", "mf") and known.form == "person" and not proper) else "pl"
    return "sg"


def gender(speaker, head, det, known):
    """`m`, `f`, `n`, or '' if unknown."""
    if speaker.number == "pl":
        return speaker.gender if speaker.gender in "mfn" else ""
    if speaker.form in ("person", "office"):
        if known and known.gender == "f":
            return "f"
        if known and known.gender == "mf" and not speaker.proper:
            return "f" if det in ("die", "eine", "einer") or det == "der" and head.text.endswith("en") else "m"
        if speaker.gender in ("m", "f", "n") and known:
            return speaker.gender
        first = gazetteer.first_names().get(speaker.proper[0]) if len(speaker.proper) > 1 else None
        return (speaker.gender if speaker.gender in ("m", "f", "n") else "") or (first if first in ("m", "f") else "")
    if speaker.gender in ("m", "f", "n") and speaker.gender:
        return speaker.gender
    return {"das": "n", "die": "f"}.get(det, "")


def origin(speaker, known, before, rest, proper):
    """ISO code from adjectives, owners, complements, compounds and places in the name; or ''."""
    if speaker.form in (*SPEECH, "document") and not before:
        return ""
    for token in before:
        if token.tag_ in ("ADJA", "NE", "NN", "TRUNC") and (code := gazetteer.country(token.text)):
            if known is None or known.before == "" or token.tag_ != "NN" or known.form not in ("person",) or known.kind == "government":
                return code
    if known and (code := gazetteer.country(known.before)) and known.kind not in ("expert", "media"):
        return code
    for token in proper:
        if speaker.form in ("body", "type", "document") and (code := gazetteer.country(token.text) or gazetteer.cities().get(token.text, "")):
            return code
    if known and is_german(known):
        return "DE"
    if known and known.form in ("body", "type"):
        for link, tokens in rest:
            if link == "prep" and tokens[0].lower_ in ("in", "von", "zu") and (code := gazetteer.cities().get(tokens[-1].text)):
                return code
    for link, tokens in rest:
        if link == "gen" or link == "prep" and tokens[0].lower_ in ("von", "vom", "aus", "beim", "bei", "der", "für"):
            for token in tokens if speaker.form == "office" else content(tokens):
                if code := gazetteer.country(token.text):
                    return code
                found = gazetteer.named(token.text) or gazetteer.named(listed_name([t.text for t in content(tokens)]) or "")
                inner = gazetteer.role(token.text) if token.tag_ == "NN" else None
                if found and found.country or inner and is_german(inner):
                    return found.country if found and found.country else "DE"
    return ""


def is_german(known):
    """`Bundeskanzler`, `Bundesamt`: the federal level, taken for Germany's."""
    return (known.before or known.noun).startswith("Bundes") and known.kind != "ngo" and known.kind != "other"


# ---------------------------------------------------------------- its name
def name_it(speaker, head, det, before, rest, proper):
    """The name in the nominative, and whether it names."""
    head = head if head is not None or not before else before[-1]
    adjectives = [token for token in before if token.tag_ == "ADJA" and token.i < head.i] if head is not None else []
    behind = complement(rest)
    speaker.is_plain = not adjectives and not behind and not proper and not any(token.tag_ == "NE" for token in before)
    known = gazetteer.role(head.text) if head is not None else None
    places = proper and all(gazetteer.country(token.text) or token.text in gazetteer.cities() for token in proper)
    if proper and (known is None or known.form not in ("body", "document") and not (known.form == "type" and places)):
        speaker.name = proper_name(speaker, proper)
        speaker.is_named = True
        return
    if head is None:
        return
    noun = nominative(head, speaker, known)
    ending = STRONG[speaker.gender if speaker.number == "sg" else ""]
    if det == "der" and not speaker.gender and speaker.number == "sg" and adjectives and adjectives[0].text.endswith("e"):
        ending = STRONG["m"]               # `der griechische Stab`
    owners = [token.text for token in before if token.tag_ == "NE" and token.i < head.i]
    words = owners + [inflected(token.text, ending) for token in adjectives] + [noun]
    if proper:
        words.append(" ".join(speaker.proper))
    speaker.name = " ".join(words) + (" " + behind if behind else "")
    body = speaker.form in ("body", "type", "document") and speaker.number == "sg"
    placed = speaker.country and not (known and is_german(known)) or has_name(rest)
    found = gazetteer.named(speaker.name)
    if found:
        speaker.kind, speaker.country, speaker.is_named = found.kind, found.country, True
        return
    speaker.is_named = bool(proper) or body and bool(known and known.is_unique or known and known.before == "Bundes" or placed
                                                     or any(place_adjective(token) for token in adjectives))


def complement(rest):
    """Genitives and the prepositional phrases that tell which one, as they stand: `des Bundesamtes für Statistik`."""
    kept = []
    for link, tokens in rest:
        told = link == "prep" and tokens[0].lower_ in BELONGING and not any(token.tag_ == "CARD" for token in tokens)
        if not (link == "gen" or told or link == "and" and kept):
            break
        kept += tokens
    return text(kept)


def proper_name(speaker, proper):
    """The proper name as written, an adjective at its start in the nominative."""
    words = list(speaker.proper)
    if proper[0].tag_ == "ADJA" and len(words) > 1 and not gazetteer.named(" ".join(words)):
        last = gazetteer.role(words[-1])
        ending = {"m": "er", "f": "e", "n": "es"}.get(last.gender if last else "", None)
        if ending and words[0].endswith(gazetteer.ADJECTIVE_ENDINGS):
            words[0] = inflected(words[0], ending)
            words[-1] = words[-1] if last.noun not in words[-1] else words[-1][:words[-1].index(last.noun) + len(last.noun)]
            speaker.proper = tuple(words)
    as_written = len(proper) == len(words) and all(token.text == word for token, word in zip(proper, words))
    return text(proper) if as_written else " ".join(words)


def has_name(rest):
    """Whether a complement holds a proper name: `Studie der Universität Graz`."""
    return any(token.tag_ in ("NE", "FM") or gazetteer.named(token.text) for link, tokens in rest if link in ("gen", "prep")
               for token in content(tokens))


def place_adjective(token):
    """`Kölner`, `Berliner`: from a city's name."""
    return token.text.endswith("er") and token.text[0].isupper() and (token.text[:-2] in gazetteer.cities() or token.text[:-1] in gazetteer.cities())


def inflected(adjective, ending):
    """The adjective in the nominative without article: `südkoreanischen` -> `südkoreanischer`."""
    if adjective[0].isupper() and adjective.endswith("er") and adjective[:-2] in gazetteer.cities():
        return adjective
    for old in ("en", "em", "er", "es", "e"):
        if adjective.endswith(old) and len(adjective) > len(old) + 2:
            return adjective[:-len(old)] + ending
    return adjective


def nominative(head, speaker, known):
    """The noun in the nominative: `Geheimdienstes` -> `Geheimdienst`, `Beobachtern` -> `Beobachter`."""
    word = head.text
    if word.endswith("nissen"):            # `Erkenntnissen`
        return word[:-1]
    if known is None:
        return head.lemma_ if speaker.number == "sg" and head.tag_ == "NN" and head.lemma_.lower() == word.lower()[:len(head.lemma_)] \
            and "-" not in word and word.istitle() else word
    noun = known.noun
    if known.gender == "mf":               # inflected as an adjective
        return word.rstrip("rnms") + ("r" if speaker.gender == "m" and speaker.number == "sg" else "")
    if known.gender == "f" and word.endswith(("in", "innen")):
        return word
    if speaker.number == "sg" or known.gender == "p":
        at = word.lower().rfind(noun.lower())
        return word[:at + len(noun)] if at >= 0 else word
    return plural(word, known)


def plural(word, known):
    """The nominative plural of a noun that may be a dative: only `-n` after `-e`, `-er`, `-el` tells one."""
    low, noun = word.lower(), known.noun.lower()
    if not low.endswith("n") or low.endswith(noun):
        return word
    if low.endswith(("ern", "eln")) and not noun.endswith(("er", "el")) or low.endswith(noun + "n") and noun.endswith(("er", "el")):
        return word[:-1]
    if low.endswith("en") and known.gender in ("m", "n") and not weak(noun):
        return word[:-1]
    return word


def weak(noun):
    """Masculine nouns with `-en` in every case but one: `Experte`, `Präsident`, `Journalist`."""
    return noun.endswith(("e", "ent", "ant", "ist", "at", "et", "it", "ot", "graf", "graph", "arch", "nom", "soph", "mensch", "held",
                          "oge", "yst", "urg", "staat", "ekt", "um", "fürst", "prinz", "or", "bauer", "adt"))


def text(tokens):
    """The tokens as they stand in the text."""
    return tokens[0].doc.text[tokens[0].idx:tokens[-1].end] if tokens else ""
