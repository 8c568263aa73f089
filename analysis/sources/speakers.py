"""What a noun phrase names: `Militäranalyst Hendrik Remmel vom GIDS` -> the expert Hendrik Remmel.

`read(phrase, names)` takes the tokens of a speaker and gives a `Speaker`: its name in the nominative without article, title and
apposition; what it is, from the nouns in it (`kinds.py`); where it is from; and what pronouns can stand for it. A phrase for
something said (`Angaben der Polizei`, `Medienberichten`) names who said it.

What is missed: genitives of names that end in s, and names that no list, tag or mention marks as one.
"""
from typing import NamedTuple

from .. import lexicons
from ..people import gazetteer
from .speaker import DETERMINERS, QUOTES, SPEECH, TITLES, Speaker, content, describe, listed_name, name_it

PARTICLES = {"von", "van", "der", "den", "de", "da", "di", "du", "al", "bin", "zu", "la", "le", "el"}
NOMINAL = {"ART", "ADJA", "NN", "NE", "FM", "XY", "CARD", "PIAT", "PPOSAT", "PDAT", "PIDAT", "TRUNC"}    # tags inside a noun phrase
LONGEST = 60                               # words of a phrase that are read
UNTOLD = ("", "words", "report", "pronoun", "document")       # forms that make nobody of their own
GENITIVES = {"des", "der", "eines", "einer", "seines", "seiner", "ihres", "ihrer", "dieser", "dieses"}


class Names(NamedTuple):
    """What the article tells: token number -> (kind, first, last + 1) of mentions of actors, and all its words."""
    places: dict
    words: frozenset


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
