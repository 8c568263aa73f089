"""From the form a noun or name has in a text to its nominative: `südkoreanischen` -> `südkoreanischer`, `Experten` -> `Experten`."""
from functools import lru_cache

from .. import lexicons
from . import gazetteer
from .gazetteer import ADJECTIVE_ENDINGS

STRONG = {"m": "er", "f": "e", "n": "es", "": "e"}         # gender -> ending of an adjective without article; the plural has no gender
WEAK = tuple(sorted(word[1:] for word in lexicons.words("phrase_words", role="weak")))


def inflected(adjective, ending):
    """The adjective with another ending: `südkoreanischen` -> `südkoreanischer`. `Kölner` stays as it is."""
    if is_of_city(adjective):
        return adjective
    for old in ADJECTIVE_ENDINGS:
        if adjective.endswith(old) and len(adjective) > len(old) + 2:
            return adjective[:-len(old)] + ending
    return adjective


@lru_cache(gazetteer.REMEMBERED)
def is_of_city(word):
    """`Kölner`, `Bremer`, `Münchner`, `Schweizer`: from the name of a city or of those who live there; the same in all cases."""
    if not (word.endswith("er") and word[0].isupper()):
        return False
    names = (word[:-2], word[:-1], word[:-2] + "en", word[:-3] + "en")
    inhabitants = word.lower() in gazetteer.adjectives() and word[:-2].lower() not in gazetteer.adjectives()       # but `Deutscher Bundestag`
    return inhabitants or any(name in gazetteer.cities() for name in names)


@lru_cache(gazetteer.REMEMBERED)
def listed_name(name):
    """The listed organisation that a name is in some case, or None: `Auswärtigen Amtes` -> `Auswärtiges Amt`."""
    words = name.split()
    if not words:
        return None
    for last in (words[-1], words[-1].removesuffix("s"), words[-1].removesuffix("es")):
        for ending in ("e", "es", "er", "en"):
            nominative = " ".join([inflected(words[0], ending), *words[1:-1], last])
            if gazetteer.named(nominative):
                return nominative
    return None


def body_in_nominative(words):
    """`Rheinischen Landesmuseums` -> `Rheinisches Landesmuseum`, where the last word is a noun whose gender is known.

    `Münchner` and `Staatlicher` look alike: what ends in -er stays, unless it is a country's.
    """
    *before, last = words
    role = gazetteer.role(last)
    old = next((ending for ending in ADJECTIVE_ENDINGS if before[0].endswith(ending)), None)
    if not role or role.gender not in ("m", "f", "n") or not old or old == "er" and not gazetteer.country(before[0]):
        return words
    stem, noun, ending = last.lower().rpartition(role.noun.lower())
    if not noun:
        return words
    is_one = ending in ("", "s", "es")
    before = [inflected(word, STRONG[role.gender if is_one else ""]) if word.endswith(old) else word for word in before]
    return [*before, last[:len(last) - len(ending)] if is_one else last]


def singular(word, role):
    """The nominative of a noun in the singular: `Geheimdienstes` -> `Geheimdienst`."""
    at = word.lower().rfind(role.noun.lower())
    return word[:at + len(role.noun)] if at >= 0 else word


def plural(word, role):
    """The nominative of a noun in the plural, which may be a dative: only `-n` after `-e`, `-er`, `-el` tells one."""
    low, noun = word.lower(), role.noun.lower()
    if not low.endswith("n") or low.endswith(noun):
        return word
    if low.endswith(("ern", "eln")) and not noun.endswith(("er", "el")) or low.endswith(noun + "n") and noun.endswith(("er", "el")):
        return word[:-1]
    if low.endswith("en") and role.gender in ("m", "n") and not is_weak(noun):
        return word[:-1]
    return word


def is_weak(noun):
    """Masculine nouns with `-en` in every case but one: `Experte`, `Präsident`, `Journalist`."""
    return noun.endswith(WEAK)
