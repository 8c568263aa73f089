"""What German nouns for people and bodies tell: kind of source, gender, country.

`role("Außenministerin")` is the entry of `Minister` in `role_nouns.csv`, feminine: German compounds end in what the thing is,
so the longest listed ending counts, and what stands before it (`Siemens` in `Siemens-Chef`) is kept for the offices whose kind
is that of the body they belong to. `named("SPD")` and `country("südkoreanischen")` read the lists of organisations, public
figures, countries and cities.

What is missed: compounds that only look like one (`Heirat` as a council), and every noun that is not listed.
"""
from functools import cache, lru_cache
from typing import NamedTuple

from .. import lexicons

REMEMBERED = 50_000
NEAR = ("DE", "AT", "CH")                  # countries whose smaller places are listed
SHORTEST_ENDING = 4                        # letters of a compound's last part
UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")
LINKS = ("", "s", "es", "n", "en", "er")    # what German puts between the parts of a compound
DOMAINS = ("at", "ch", "com", "de", "net", "org")      # a web site that no list knows is a medium
ADJECTIVE_ENDINGS = ("en", "em", "er", "es", "e")


class Role(NamedTuple):
    """A noun for a person or body. `noun` is the listed word, `before` the compound's first part (`Siemens` or '')."""
    noun: str
    kind: str
    form: str
    gender: str
    is_unique: bool
    before: str


@lru_cache(REMEMBERED)
def role(word):
    """The Role of a noun in any case and number, or None."""
    best = None
    for stem, gender in readings(word):
        entry, before = listed_noun(stem) or (None, None)
        if entry is None or gender == "f" and entry["form"] not in ("person", "office"):
            continue
        if best is None or len(before) < len(best.before):
            best = Role(entry["noun"], entry["kind"], entry["form"], gender or entry["gender"], bool(entry["is_unique"]), before)
    return best


def needs_umlaut(stem):
    """Whether a plural in -er would have an umlaut: `Ämter`; so `Planer` is no plural of `Plan`."""
    last = next((letter for letter in reversed(stem.lower()) if letter in "aeiouäöü"), "")
    return last in ("a", "o", "u")


def readings(word):
    """(nominative singular, gender) a noun form may stand for, likeliest first; gender '' where the form tells nothing."""
    yield word, ""
    for ending in ("innen", "in"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[:-len(ending)]
            for masculine in (stem, stem + "e", stem + "er", stem.translate(UMLAUTS), stem.translate(UMLAUTS) + "er"):
                yield masculine, "f"
    for ending in ("n", "s", "en", "es", "e", "er", "ern", "nen"):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not (ending in ("er", "ern") and needs_umlaut(word[:-len(ending)])):
            yield word[:-len(ending)], ""
    stem = word[:-1] if word.endswith(("n", "r", "m")) else word
    if stem.endswith("e"):
        yield stem + "r", ""
    plain = word.translate(UMLAUTS)
    if plain != word:
        yield plain, ""
        for ending in ("n", "e", "en", "er", "ern"):
            if plain.endswith(ending):
                yield plain[:-len(ending)], ""


def listed_noun(noun):
    """The row of `role_nouns.csv` for a noun or its longest listed ending, and what stands before it."""
    nouns = lexicons.table("role_nouns", "noun")
    if noun in nouns:
        return nouns[noun], ""
    for i in range(1, len(noun)):
        ending = noun[i].upper() + noun[i + 1:]
        if (noun[i - 1] == "-" or i > 1 and len(ending) >= SHORTEST_ENDING) and ending in nouns:
            return nouns[ending], noun[:i].rstrip("-")
    return None


class Named(NamedTuple):
    """What is known of a name: kind of source and country, each '' if unknown."""
    kind: str
    country: str


@lru_cache(REMEMBERED)
def named(name):
    """The organisation of that name, or the government a country or capital stands for; None if unknown."""
    bodies = bodies_that_speak()
    row = bodies.get(name) or bodies.get(name.replace("-", " "))
    if row is None and "-" in name:
        last = bodies.get(name.rsplit("-", 1)[1])
        row = last if last and last["kind"] == "media" else None
    host, dot, domain = name.rpartition(".")
    if row is None and dot and domain in DOMAINS:
        row = bodies.get(host.upper()) or bodies.get(host.title()) or {"kind": "media", "country": ""}
    if row:
        return Named(row["kind"], row["country"])
    code = places().get(name)
    return Named("government", code) if code else None


@cache
def bodies_that_speak():
    """The organisations whose kind of source is known, by name."""
    return {row["name"]: row for row in lexicons.rows("organisations") if row["kind"]}


@cache
def public_figures():
    """The persons whose kind of source is known, by full name, and by last name where only one of them has it."""
    found, twice = {}, set()
    for row in lexicons.rows("persons"):
        if not row["kind"]:
            continue
        last = row["name"].split()[-1]
        if last in found and found[last]["name"] != row["name"]:
            twice.add(last)
        found[row["name"]] = row
        found.setdefault(last, row)
    return {name: row for name, row in found.items() if name not in twice}


@cache
def places():
    """Countries, their other names, capitals and regions -> ISO code; the genitive of each as well."""
    found = {}
    for row in lexicons.rows("countries"):
        for name in (row["name"], row["capital"]):
            if name:
                found.setdefault(name, row["code"])
    for name in ("country_names", "regions"):
        for row in lexicons.rows(name):
            if row["code"]:
                found.setdefault(row["name"], row["code"])
    for name in list(found):
        if not name.endswith("s"):
            found.setdefault(name + "s", found[name])
    return found


@cache
def adjectives():
    """`südkoreanisch`, `südkoreaner` (inhabitant, in small letters) -> ISO code."""
    found = {}
    for row in lexicons.rows("countries"):
        for word in (row["adjective"], row["inhabitant"]):
            if word:
                found.setdefault(word.lower(), row["code"])
    return found


@cache
def cities():
    """Cities -> ISO code; the larger one where two have the same name."""
    found = {}
    for row in sorted(lexicons.rows("cities"), key=lambda row: -int(row["thousands"])):
        found.setdefault(row["name"], row["code"])
    return found


@lru_cache(REMEMBERED)
def country(word):
    """ISO code of a country's name, capital, adjective or inhabitant in any case, or of a compound that starts with one; or ''."""
    if word in places():
        return places()[word]
    low = word.lower()
    for ending in ("", *ADJECTIVE_ENDINGS, "n", "s", "innen", "in"):
        if low.endswith(ending) and low[:len(low) - len(ending)] in adjectives():
            return adjectives()[low[:len(low) - len(ending)]]
    if low.endswith("in") and low[:-2].translate(UMLAUTS) + "e" in adjectives():
        return adjectives()[low[:-2].translate(UMLAUTS) + "e"]
    first, hyphen, rest = word.partition("-")
    if not hyphen:
        return ""
    return places().get(first) or (country(rest) if first[:1].islower() or first in ("Ex", "Nord", "Süd") else "")


@lru_cache(REMEMBERED)
def kind_of_part(part):
    """Kind of source that a compound's first part names: `Polizei` in `Polizeisprecher`, `SPD` in `SPD-Chef`; or ''."""
    known = part_noun(part)
    if known is None:
        return ""
    found = named(known)
    return found.kind if found else role(known).kind


@lru_cache(REMEMBERED)
def part_noun(part):
    """The noun or name that stands before in a compound, without the linking sound: `Regierungs` -> `Regierung`; or None."""
    for link in LINKS:
        if part.endswith(link) and len(part) > len(link) + 1:
            noun = part[:len(part) - len(link)]
            if named(noun):
                return noun
            known = lexicons.table("role_nouns", "noun").get(noun) or lexicons.table("role_nouns", "noun").get(part)
            if known:
                return known["noun"]
    head = part.rsplit("-", 1)[-1]
    return part if role(part) else head if head != part and role(head) else None


@cache
def first_names():
    """First name -> `m`, `f`, `mf` where both have it, or '' where no list tells."""
    unknown = {row["name"]: "" for row in lexicons.rows("person_names") if int(row["first"]) > int(row["last"])}
    return unknown | lexicons.table("name_genders", "name", "gender")


@cache
def last_names():
    return frozenset(row["name"] for row in lexicons.rows("person_names") if row["last"] != "0")


def place_gender(name):
    """Most countries and all cities are neuter; `place_genders.csv` lists the others, '' for a plural."""
    return lexicons.table("place_genders", "name", "gender").get(name, "f" if name.endswith("ei") else "n")
