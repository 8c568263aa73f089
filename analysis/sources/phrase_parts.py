"""A noun phrase cut into its parts: the core, and the genitives, prepositional phrases and appositions behind it."""
from typing import NamedTuple

from .. import lexicons
from ..language import noun_phrases
from ..language.clauses import PREPOSITIONS
from ..language.quotation_marks import MARKS
from ..people import gazetteer

DETERMINERS = noun_phrases.DETERMINERS | {"CARD", "PIS"}
NOT_CONTENT = DETERMINERS | PREPOSITIONS | {"ADV", "KOKOM", "KON", "PTKA"}
LEFT_OUT = {"KON", "APPO", "$,", "$(", "$."}       # what opens a part and is none of it
BRACKETS, BREAKS = ("(", ")"), set(",()–-—/:;[]")
SPEECH = ("words", "report")               # forms of nouns for something said: the source is who said it
PERSON = ("person", "office")              # forms of nouns for one person
PARTICLES = lexicons.words("phrase_words", role="particle")


class Names(NamedTuple):
    """What the article tells: token number -> (kind, first, last + 1) of mentions of actors, all its words, token number -> name of the actor,
    the names of its organisations, and whether it names a place."""
    places: dict
    words: frozenset
    called: dict
    organisations: frozenset = frozenset()
    has_place: bool = False


def parts_of(tokens, names):
    """The phrase as a list of (link, tokens): `core`, then `gen`, `prep`, `apposition`, `and`, each with its first word."""
    found, link, current, quoted = [], "core", [], between_quotes(tokens)
    for token in without_attributes(tokens):
        if token.is_space:
            continue
        fixed = token.i in quoted or inside_name(token, names) and token.text not in BRACKETS
        if current and not fixed and starts_a_clause(token):
            break
        opened = None if fixed else link_that_opens(token, found, current)
        if opened:
            found += [(link, current)] if current else []
            link, current = opened, []
        if not opened or token.tag_ not in LEFT_OUT:
            current.append(token)
    found += [(link, current)] if current else []
    return listed([("core", tokens) if k == 0 else (link, tokens) for k, (link, tokens) in enumerate(found)])


def without_attributes(tokens):
    """The tokens without what stands between a determiner and its noun and has a preposition: `dem | für Terror zuständigen | Staatsanwalt`."""
    kept, resumed = [], 0
    for token in tokens:
        if kept and token.tag_ in PREPOSITIONS and kept[-1].tag_ in noun_phrases.DETERMINERS and token.i >= resumed:
            resumed = noun_phrases.adjective_follows(token.doc, token.i + 1, tokens[-1].i + 1) + 1
        if token.i >= resumed:
            kept.append(token)
    return kept


def listed(parts):
    """`für Arbeit | , Familie | und Pflege` as one part: the fields of one body."""
    for k, (link, tokens) in enumerate(parts):
        if link in ("core", "prep") and any(token.lower_ == "für" for token in tokens[:-1]):
            end = next((n + 1 for n in range(k + 1, len(parts)) if parts[n][0] == "and"), 0)
            fields = parts[k + 1:end]
            if len(fields) > 1 and all(token.tag_ in ("NN", "ADJA", "TRUNC") for _, field in fields for token in field):
                at = next(n for n, token in enumerate(tokens) if token.lower_ == "für")
                more = ("prep", [*tokens[at:], *(token for _, field in fields for token in field)])
                return [*parts[:k], *([(link, tokens[:at])] if at else []), more, *parts[end:]]
    return parts


def between_quotes(tokens):
    """Numbers of the tokens between the first and the last quotation mark."""
    marks = [token.i for token in tokens if token.text in MARKS]
    return range(marks[0], marks[-1]) if len(marks) > 1 else ()


def starts_a_clause(token):
    return token.tag_ in ("PRELS", "PRELAT", "KOUS") or token.tag_.endswith("FIN")


def link_that_opens(token, found, current):
    """The link of the part that starts with this token; None if it goes on with the `current` one."""
    if token.tag_ in PREPOSITIONS | {"KOKOM", "APPO"} and not joins_name(token, current):
        return "prep" if found or nominal(current) else "core"
    if token.text in BREAKS:
        return None if token.text == "/" and is_joined(token) else "apposition"
    if token.tag_ == "KON" and current and current[-1].tag_ != "TRUNC":
        return "and"
    genitive = noun_phrases.genitive(token.lower_, token.tag_) and token.tag_ in DETERMINERS
    return "gen" if genitive and nominal(current) and not joins_name(token, current) else None


def is_joined(token):
    """`Textil/Schuhe`: no space on either side."""
    doc, i = token.doc, token.i
    return 0 < i < len(doc) - 1 and not doc[i - 1].whitespace_ and not token.whitespace_


def inside_name(token, names):
    """Whether a mention of an actor goes on with this token."""
    place = names.places.get(token.i)
    return place is not None and place[1] < token.i


def joins_name(token, current):
    """Whether the token stands between the parts of a name: `Ursula von der Leyen`."""
    if token.lower_ not in PARTICLES or not current or token.i + 1 >= len(token.doc):
        return False
    return (current[-1].text in gazetteer.first_names() and token.doc[token.i + 1].tag_ in ("NE", "ART", "NN")
            or len(current) > 1 and current[-1].lower_ in PARTICLES and current[-2].text in gazetteer.first_names())


def nominal(tokens):
    """Whether there is a noun or a name among the tokens."""
    return any(token.tag_ in ("NN", "NE", "FM", "XY") or token.text in MARKS for token in tokens)


def content(tokens):
    """The tokens without prepositions, determiners and conjunctions at the start."""
    return tokens[next((k for k, token in enumerate(tokens) if token.tag_ not in NOT_CONTENT), len(tokens)):]


def determiner(tokens):
    """The first determiner in small letters, that of `zur` being `der`; '' without one."""
    for token in tokens:
        if token.tag_ == "APPRART":
            return "der" if token.lower_ == "zur" else "dem"
        if token.tag_ in DETERMINERS:
            return token.lower_
    return ""


def text(tokens):
    """The tokens as they stand in the text."""
    return tokens[0].doc.text[tokens[0].idx:tokens[-1].end] if tokens else ""
