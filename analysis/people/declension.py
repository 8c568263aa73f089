"""From the form a noun or name has in a text to its nominative: `südkoreanischen` -> `südkoreanischer`, `Experten` -> `Experten`."""
from .. import lexicons
from . import gazetteer
from .gazetteer import ADJECTIVE_ENDINGS

STRONG = {"m": "er", "f": "e", "n": "es", "": "e"}         # gender -> ending of an adjective without article; the plural has no gender
WEAK = tuple(sorted(word[1:] for word in lexicons.words("phrase_words", role="weak")))


def inflected(adjective, ending):
    """The adjective with another ending: `südkoreanischen` -> `südkoreanischer`. `Kölner` stays as it is."""
    if adjective[0].isupper() and adjective.endswith("er") and adjective[:-2] in gazetteer.cities():
        return adjective
    for old in ADJECTIVE_ENDINGS:
        if adjective.endswith(old) and len(adjective) > len(old) + 2:
            return adjective[:-len(old)] + ending
    return adjective


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
