"""What a figure counts: the group of its noun, what happened to the persons counted, the sum, and of whom a percentage is.

A thing is the lemma, its synonym's group (`lexicons/synonyms.csv`) or, with persons, what `lexicons/states.csv` says happened to them.
`before` and `after` are the words of the sentence on either side of the number, up to the numbers beside it.
"""
import re
from functools import cache

from .. import lexicons
from ..figures.numerals import reading

WORD = re.compile(r"\w+(?:-\w+)*")
UMLAUTS = str.maketrans("äöü", "aou")
LACKS = re.compile(r"\bfehl(?:en|t|te|ten)\b")
PARTY = r"((?:[A-ZÄÖÜ][\w-]+ ){0,2}[A-ZÄÖÜ][\w-]+)"
SUBJECT = re.compile(r"(?:\b(?:[Dd]ie|[Dd]er|[Dd]as|[Ii]hre|[Ss]eine) |^ ?)" + PARTY + r" (?:[a-zäöü]+ ){1,6}(?:(?:auf|bei|mit|um) )?(?:etwa |rund |knapp |gut |„)?$")
BEHIND = re.compile(r"^,? (?:für (?:[A-ZÄÖÜ]\w+in |ihren? [A-ZÄÖÜ]\w+ |de[nr] |die |das )?" + PARTY + r"|([A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ][\w-]+))")
BRACKET = re.compile(PARTY + r" \($")
BEFORE = re.compile(r"\b(?:die|der|das) " + PARTY + r" (?:nur |noch |etwa |rund )?$")      # `holte die Union 36 Prozent`


def thing_of(counted, before, after):
    """(thing, rule): the group of what is counted; with persons, what happened to them."""
    entry = synonyms().get(counted) or synonyms().get(counted.split("-")[-1])
    if entry is None:
        return ("", "") if counted in lexicons.words("claim_words", "pattern", role="extent") else (counted, "word" if counted else "")      # `im Ausmaß von`
    if entry["person"] in ("", "sum"):
        return entry["group"], "word" if entry["group"] == counted else "synonym"
    happened = state(before, after)
    if entry["person"] == "any":
        return (happened, "state") if happened else ("" if entry["group"] == "Mensch" else entry["group"], "synonym")
    return f"{entry['group']}: {happened}" if happened else entry["group"], "state" if happened else "synonym"


def state(before, after):
    """What happens to persons: the first words behind the number that say so, else the last before it in its clause."""
    found = state_words().search(lowered(after))
    if found is None:
        found = next(iter([*state_words().finditer(lowered(re.split("[,;:]", before)[-1]))][-1:]), None)
    return lexicons.table("states", "words", "group")[found.group()] if found else ""


@cache
def states():
    return lexicons.words("states", "group")


@cache
def state_words():
    forms = sorted(lexicons.words("states", "words"), key=lambda words: (-len(words), words))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b")


def lowered(text):
    """Only nouns that belong to a phrase of `states.csv` are lowered: `die Verletzten` are not what happens."""
    nouns = "Verletzt|Getötet|Festgenommen|Menschen|Leben|Sicherheit|Wohnung|Wohnungen|Häuser|Straße|Verletzungen|Ums|In|Auf"
    return re.sub(rf"\b(?:{nouns})\b", lambda word: word.group().lower(), text)


def group(word):
    """The group of an inflected noun, the noun itself if it has none."""
    entry = next((synonyms()[form] for form in (word, word[:-1], word[:-2]) if form in synonyms()), None)
    return entry["group"] if entry else word


def synonyms():
    return lexicons.table("synonyms", "word")


@cache
def sums():
    return lexicons.words("synonyms", "group", person="sum")


def sum_before(text):
    """The sum that the words before a figure name last, in the clauses of its sentence that lead to it: `die Rücklage, in der noch ... lägen`."""
    words = [word for word in WORD.findall(text) if group(word) in sums()]
    return group(words[-1]) if words else ""


def item(before, after):
    """Of whom or what a percentage is: the party or person it is said of, in brackets, as the subject, or behind `für`; "" where that is not sure."""
    base = re.match(r"^ (?:der|des|aller) ([A-ZÄÖÜ]\w+)", after)
    found = BRACKET.search(before) or BEHIND.match(after) or BEFORE.search(before) or SUBJECT.search(re.split("[;:.]", before)[-1])
    if found is None:
        return ""
    name = next(filter(None, found.groups())).split()[-1]
    return name if not base or base.group(1) in ("Stimmen", "Befragten", "Wähler") else f"{name} {base.group(1)}"


def thing_after(after):
    """The group of the noun right behind a number."""
    word = WORD.match(after.lstrip())
    return group(word.group()) if word else ""


def named(number):
    """What the number counts; a number word (`60 bis 80 Millionen Euro`) is no thing."""
    counted = number["counted"] if isinstance(number["counted"], str) else ""
    return "" if reading(counted) or number["kind"] == "money" and is_person(counted) else counted


def is_person(word):
    """A person is no sum: `schätzte ein Sprecher auf rund 20 Millionen Euro`."""
    return lexicons.table("role_nouns", "noun", "form").get(word) in ("person", "office")


def is_told(value):
    return isinstance(value, str) and value != ""


def stands_beside(number, before, after):
    """Whether what a count is said to count stands behind it, or before it in `Zahl der Toten auf`: a noun further off may be who tells it."""
    counted = number["counted"] if isinstance(number["counted"], str) else ""
    if number["kind"] not in ("count", "other") or not counted:
        return True
    stem = counted[:max(4, len(counted) - 2)].translate(UMLAUTS)
    words = WORD.findall(after.translate(UMLAUTS))[:6]
    before = before.translate(UMLAUTS)
    return any(stem.lower() in word.lower() for word in words) or re.search(rf"\b(?:Zahl|Anzahl|Summe|Menge)\b[^,;:]*{re.escape(stem)}", before) is not None \
        or re.search(rf"{re.escape(stem)}\w*(?: \w+)? ?[(:]$", before.rstrip()) is not None


@cache
def patterns(role):
    """What the patterns of `claim_words.csv` with a role find, as whole words."""
    return re.compile(r"\b(?:" + "|".join(sorted(lexicons.words("claim_words", "pattern", role=role))) + r")\b")
