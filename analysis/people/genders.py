"""What a text tells of a person's gender: the address, the noun and the first name beside each other.

This is what the words say, not what somebody is. In this order: an address (`Frau Huber`); a noun for women (`Sprecherin`) or for men (`Sprecher`); a
first name that nine of ten who bear it share with their gender (`first_names.csv`); a public figure's row in `persons.csv`. Nouns that newspapers
use for both (`Vorstand`, `Oberst`, `Gast`) and those like `Geisel` and `Mitglied` tell nothing. Noun and name that contradict each other tell nothing.

What is missed: names in the order of China, Korea and Hungary, rare names, pronouns, and everybody who is neither a woman nor a man.
"""
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .. import lexicons
from ..language.noun_phrases import endings
from . import gazetteer
from .roles import TITLES

LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "", "'": ""})
PERSON = ("person", "office")
WOMEN, UNLISTED_WOMEN = endings("noun for women"), endings("unlisted noun for women")
EITHER = tuple(sorted(lexicons.words("phrase_words", role="any gender")))
UNNAMED, LAST_NAME, BOTH, UNLISTED, CONTRADICTION = ("the noun does not tell", "last name only", "first name of women and men", "first name not listed",
                                                     "title and first name differ")


class Told(NamedTuple):
    """What the words say: `gender` is female, male or unknown; `rule` and the `word` that tell it, or `why` it is unknown."""
    gender: str
    rule: str = ""
    word: str = ""
    why: str = ""


def told(name, titles=(), before=(), is_named=True):
    """What is told by a person's name, the titles that the text gives and the words right `before` the name. Returns a Told."""
    addresses = [("address", word, gender) for word in before if (gender := addressed(word))]
    nouns = [("title", word, gender) for title in titles if (found := noun(title, is_named)) for word, gender in [found]]
    names, why = of_name(name) if is_named else ([], UNNAMED)
    found = addresses or nouns + names
    if len({gender for *_, gender in found}) == 1:
        rule, word, gender = found[0]
        return Told({"f": "female", "m": "male"}[gender], rule, word)
    return Told("unknown", why=CONTRADICTION if found else why)


def addressed(word):
    """`f` for `Frau`, `m` for `Herrn`, else ''."""
    return next((gender for role, gender in (("woman", "f"), ("man", "m")) if word in lexicons.words("phrase_words", role=role)), "")


def noun(title, is_named):
    """(word, gender) of the first noun for a person in a title, if it tells one: `ehemalige Landrätin`; or None."""
    told = ((word, gender_of_noun(word, is_named)) for word in re.findall(r"\w+(?:-\w+)*", title))
    first = next((found for found in told if found[1] is not None), None)
    return first if first and first[1] else None


@lru_cache(gazetteer.REMEMBERED)
def gender_of_noun(word, is_named):
    """`f`, `m`, '' for a noun that women and men share, None for a word that is no noun for a person."""
    role, low = gazetteer.role(word), word.lower()
    if role is None:
        return "f" if word[0].isupper() and low.endswith(UNLISTED_WOMEN) else None
    if role.form not in PERSON:
        return None
    if role.gender == "mf":                # `der Abgeordnete`: of a name, the tables have it in a form that the name decided
        return "" if is_named else "m" if low.endswith("er") else "f"
    if role.gender == "f":
        return "f" if low.endswith(WOMEN) else ""
    return "m" if role.gender == "m" and not low.endswith(EITHER) else ""


# ---------------------------------------------------------------- names
def of_name(name):
    """([(rule, word, gender)], why not): what a full name tells."""
    first = first_of(name)
    if first is None:
        return [], LAST_NAME
    gender = gender_of_first_name(first)
    if gender in ("f", "m"):
        return [("first name", first, gender)], ""
    listed = gazetteer.public_figures().get(name)
    if listed and listed["gender"]:
        return [("public figure", name, listed["gender"])], ""
    return [], UNLISTED if gender is None else BOTH


def first_of(name):
    """The first name: `Anna` of `Dr. Anna Berg`, `Paul` of `J. Paul Getty`; None where there is but a last name, or initials."""
    words = [word for word in name.split() if word not in TITLES and word + "." not in TITLES]
    names = [word for word in words[:-1] if not re.fullmatch(r"(\w\.-?)+", word)]
    return names[0] if names and names[0].lower() not in lexicons.words("phrase_words", role="particle") else None


def gender_of_first_name(name):
    """`f`, `m`, `mf`, or None if it is not listed; of `Karl-Maria` the first one counts."""
    names = lexicons.table("first_names", "name", "gender")
    whole = plain(name)
    return names.get(whole) or names.get(whole.split("-")[0])


def plain(name):
    """Small letters without accents: `Björn` -> `bjorn`."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower().translate(LETTERS)) if not unicodedata.combining(c))
