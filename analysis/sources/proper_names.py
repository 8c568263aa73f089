"""Where the proper name stands in a noun phrase: `Militäranalyst | Hendrik Remmel`, `Chef des Geheimdienstes, | Kyrylo Budanow`."""
import re

from .. import lexicons
from ..language.quotation_marks import MARKS
from ..people import gazetteer
from ..people.declension import listed_name
from .phrase_parts import PARTICLES, PERSON, SPEECH, content

TITLES = lexicons.words("phrase_words", role="title")
SEVERAL = lexicons.words("phrase_words", role="several")
LONGEST_LISTED = 4                         # words
NAME_WITH_ARTICLE = re.compile(r"(?:al|el|as|ad|at|ar|an|ben|bin|d|l|de|di)[-’'][A-ZÄÖÜ]")        # `al-Masri`, `d’Alembert`


def split_name(core, names):
    """(what stands before, the proper name) of a core; the name may be in quotation marks."""
    quoted = quoted_name(core)
    if quoted:
        return quoted
    core = [token for token in core if token.text not in MARKS]
    first = start_of_name(core, names)
    return core[:first], core[first:]


def quoted_name(core):
    """(what stands before, the words in quotation marks); None if there are none or the marks only close."""
    marks = [k for k, token in enumerate(core) if token.text in MARKS]
    if not marks or len(marks) == 1 and marks[0]:
        return None
    last = marks[-1] if len(marks) > 1 else len(core)
    inner = [token for token in core[marks[0] + 1:last] if token.text not in MARKS]
    return (core[:marks[0]], inner) if inner else None


def start_of_name(core, names):
    """Where the proper name at the end of the core starts; its length if there is none."""
    known = listed_at_end(core)
    if known:
        return len(core) - known
    first = len(core)
    while first > 0 and is_part_of_name(core, first - 1, names):
        first -= 1
    while first < len(core) and core[first].text in TITLES | {"-"}:
        first += 1
    if first == len(core) or first == 0 and len(core) > 1 and is_owned(core, names):
        return len(core)
    return first - 1 if first > 0 and is_name_adjective(core, first - 1) else first


def listed_at_end(core):
    """How many words at the end are a listed organisation in any case (`Weißen Haus`, `Auswärtigen Amtes`); 0 if none."""
    for length in range(min(LONGEST_LISTED, len(core)), 1, -1):
        if core[-length].tag_ == "ADJA" and listed_name(" ".join(token.text for token in core[-length:])):
            return length
    return int(len(core) == 1 and core[0].tag_ == "NN" and is_listed_noun(core[0].text))


def is_listed_noun(word):
    """`Bundesbank`, `Handelsblatt`: a listed organisation that is no noun for anybody else."""
    role = gazetteer.role(word)
    alone = role is None or role.noun == word and role.form == "body" or role.before != "" and role.form == "type"
    return alone and (gazetteer.named(word) or gazetteer.named(word.removesuffix("s"))) is not None


def is_name_adjective(core, k):
    """`Deutsche Telekom`, `Rotes Kreuz`: a capitalised adjective before the name that says nothing of its own."""
    token = core[k]
    return (token.tag_ == "ADJA" and token.text[0].isupper() and not gazetteer.role(token.text) and not gazetteer.country(token.text)
            and (k > 0 or token.i > token.sent.start))


def is_owned(core, names):
    """`Frankreichs Präsident`: the phrase ends in a noun, and only looks like a name."""
    return core[-1].tag_ == "NN" and core[-1].i not in names.places


# ---------------------------------------------------------------- whether a word at the end of a core belongs to a name
def joins_two_parts(core, k, names):
    """`von` belongs to the name if what stands before does."""
    if core[k].lower_ not in PARTICLES or k == 0 or k + 1 == len(core):
        return None
    before = core[last_before_particles(core, k)]
    return before.tag_ == "NE" or before.text in gazetteer.first_names() or core[k].i in names.places


def is_listed_body(core, k, names):
    """`Siemens`, which is no noun for people."""
    return True if gazetteer.named(core[k].text) and not gazetteer.role(core[k].text) else None


def is_no_noun(core, k, names):
    """A small or inflected word belongs to a name only inside a mention that is longer than it."""
    token, place = core[k], names.places.get(core[k].i)
    if (token.text[0].isupper() or token.text[0].isdigit() or NAME_WITH_ARTICLE.match(token.text)) and token.tag_ not in ("ADJA", "PIS"):
        return None
    return place is not None and (place[1] < token.i or place[2] > token.i + 1 and k + 1 < len(core))


def is_role_noun(core, k, names):
    """A noun for people or bodies belongs to a name only inside a mention, or where a foreign name goes on: `Bank of China`."""
    token, role, place = core[k], gazetteer.role(core[k].text), names.places.get(core[k].i)
    if role and is_surname(core, k):
        return True
    if not role or role.form in SPEECH or follows_first_name(core, k) or token.tag_ != "NN" and role.before and role.form != "office":
        return None
    if place is None:
        return False
    foreign = k + 1 < len(core) and (core[k + 1].tag_ == "FM" or core[k + 1].text in ("of", "de", "for", "&"))
    return place[1] < token.i or foreign or place[0] == "person" and role.form not in PERSON


def is_surname(core, k):
    """`Ministerin Bauer`: a surname behind a title, by its tag too."""
    if k == 0 or core[k].tag_ != "NE" or core[k].text not in gazetteer.last_names():
        return False
    before = gazetteer.role(core[k - 1].text)
    return before is not None and before.form in PERSON and core[k - 1].tag_ == "NN"


def is_marked_as_name(core, k, names):
    """By its tag, by a mention of an actor, or by capitals."""
    token = core[k]
    marked = token.tag_ in ("NE", "FM", "XY") or token.i in names.places or token.text.isupper() and len(token.text) > 1
    return True if marked else None


def follows_name(core, k, names):
    """A noun behind a first name or a name: `Arno Teckel`, whatever the tag of `Teckel`."""
    return core[k].tag_ in ("NN", "CARD") and (follows_first_name(core, k) or k > 0 and core[k - 1].tag_ in ("NE", "FM"))


NAME_TESTS = (joins_two_parts, is_listed_body, is_no_noun, is_role_noun, is_marked_as_name, follows_name)


def is_part_of_name(core, k, names):
    """Whether the token at `k` belongs to a proper name: what the first test says that says anything."""
    return next(verdict for test in NAME_TESTS if (verdict := test(core, k, names)) is not None)


def follows_first_name(core, k):
    before = last_before_particles(core, k)
    return before >= 0 and core[before].text in gazetteer.first_names()


def last_before_particles(core, k):
    """The number of the last token before `k` that is no particle of a name; 0 if there are only such, -1 if there is none."""
    k -= 1
    while k > 0 and core[k].lower_ in PARTICLES:
        k -= 1
    return k


# ---------------------------------------------------------------- names that stand behind
def belongs(head, determiner, proper, names):
    """Whether the name behind a role is whose it is: `Anhänger Husseins`, `der Sprecher Merkels`, `viele Freunde Peters`."""
    last = proper[-1].text
    return determiner in SEVERAL or len(proper) == 1 and last.endswith("s") \
        and last[:-1] in names.words | gazetteer.public_figures().keys() | gazetteer.places().keys()


def late_name(rest, names):
    """The name of `Chef des Geheimdienstes, Kyrylo Budanow` or `Leiter der Klinik Jens Veit`: (name, other parts); or None."""
    for k, (link, tokens) in enumerate(rest):
        found = name_in_apposition(tokens, names) if link == "apposition" else None
        if found:
            return found, rest[:k] + rest[k + 1:]
        found = name_behind_body(tokens, names) if link in ("gen", "prep") else None
        if found:
            return found, [*rest[:k], (link, [token for token in tokens if token not in found]), *rest[k + 1:]]
    return None


def name_in_apposition(tokens, names):
    """`Kyrylo Budanow` behind a comma, with a person's role before it or none; or None."""
    before, proper = ([], tokens) if looks_like_name(tokens) else persons_name(tokens, names)
    role = last_role(before)
    return from_first_name(proper, names) if proper and (not role or role.form in PERSON) else None


def name_behind_body(tokens, names):
    """`Jens Veit` in `der Klinik Jens Veit`: a full name behind the body that is led; or None."""
    before, proper = persons_name(tokens, names)
    role = last_role(before)
    if len(proper) < 2 or role and role.form in PERSON:
        return None
    kind, first, last = names.places.get(proper[-1].i, ("", 0, 0))
    is_full_name = kind == "person" and last - first > 1
    return from_first_name(proper, names) if is_full_name or role and role.form in ("body", "type") else None


def persons_name(tokens, names):
    """(what stands before, the proper name), which is empty if it is no person's."""
    before, proper = split_name(content(tokens), names)
    return before, proper if proper and is_persons(proper, names) else []


def last_role(tokens):
    return next((role for token in reversed(tokens) if (role := gazetteer.role(token.text))), None)


def looks_like_name(tokens):
    """Two to four capitals and no noun for people: behind a role and a comma this is a name, whatever its tags."""
    words = [token for token in tokens if token.lower_ not in PARTICLES]
    return 2 <= len(words) <= 4 and all(token.text[0].isupper() and not gazetteer.role(token.text) and token.tag_ != "ART" for token in words)


def is_persons(proper, names):
    """Whether a name is a person's: by its mention, else by a first name in it."""
    place = names.places.get(proper[-1].i)
    return place[0] == "person" if place else any(token.text in gazetteer.first_names() for token in proper)


def from_first_name(proper, names):
    """The name from its first word that a mention covers: `Commander Randy Henderson` -> `Randy Henderson`."""
    place = names.places.get(proper[-1].i)
    return [token for token in proper if token.i >= place[1]] if place else proper
