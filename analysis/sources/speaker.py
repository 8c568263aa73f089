"""One speaker: what it is, where it is from, which pronouns can stand for it. `naming.py` gives it its name."""
from dataclasses import dataclass, field
from typing import NamedTuple

from .. import lexicons
from ..language.quotation_marks import MARKS
from ..people import gazetteer
from ..people.declension import listed_name
from .phrase_parts import PERSON, SPEECH, Names, content

SPOKEN_FOR = lexicons.words("phrase_words", role="spoken for")
FROM = lexicons.words("phrase_words", role="origin")
INDEFINITE = lexicons.words("phrase_words", role="indefinite")
SEVERAL = lexicons.words("phrase_words", role="several")
PLURAL_NAMES = ("USA", "Vereinigten Staaten", "Vereinte Nationen")
LONGEST_NAME = 5                           # words of a listed organisation
GENDERS = ("m", "f", "n")


@dataclass
class Speaker:
    """One phrase: who is named in it."""
    name: str = ""
    proper: tuple = ()                     # the proper name's words
    at: tuple = ()                         # and their token numbers, where it is the whole name
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
    office: str = ""                       # a person's title as the text gives it, in the nominative: `ehemalige Landrätin`
    affiliation: str = ""                  # the body the person speaks for: `SPD`, `Institut für Weltwirtschaft`

    @property
    def is_person(self):
        return self.form in (*PERSON, "crowd")

    def take(self, **told):
        """Take over what the phrase tells."""
        for column, value in told.items():
            setattr(self, column, value)


class Phrase(NamedTuple):
    """A noun phrase: `head` is the noun that says what it is, `role` what gazetteer.role knows of it, `before` all that stands
    before the `proper` name, `rest` the (link, tokens) behind the core."""
    determiner: str = ""
    head: object = None
    role: gazetteer.Role = None
    before: list = ()
    proper: list = ()
    rest: list = ()
    names: Names = None


def describe(speaker, phrase):
    """Fill in form, kind, country, gender and number."""
    if phrase.role:
        by_role(speaker, phrase)
    elif is_inhabitant(phrase):
        by_inhabitant(speaker, phrase)
    if phrase.proper and (not phrase.role or phrase.role.form in ("type", "body")):
        by_name(speaker, phrase)
    if speaker.proper and speaker.is_person:
        by_person(speaker, phrase)
    speaker.number = number(speaker, phrase)
    speaker.gender = gender(speaker, phrase)
    speaker.country = speaker.country or origin(speaker, phrase)


def by_role(speaker, phrase):
    """What the role noun tells: `Außenminister`."""
    role = phrase.role
    decided_elsewhere = role.form in ("office", "crowd") or role.kind in ("", "expert")
    speaker.take(form=role.form, gender=role.gender, title=role.before + role.noun.lower() if role.before else role.noun,
                 kind=(office_kind(role, phrase.before, phrase.rest) if decided_elsewhere else role.kind) if not is_of_some_body(phrase) else
                 complement_kind(phrase.rest))
    speaker.nouns.append(role.noun)


def is_of_some_body(phrase):
    """`Präsident Udo Karst`, `Takeo Ando, Präsident von Orbis`: an office that clubs, firms and states have alike, of a body that is not told."""
    told = phrase.role.before or any(gazetteer.country(token.text) for token in phrase.before) or complement_name(phrase.rest) or short_name(phrase.rest)
    of_a_body = any(link in ("gen", "prep") for link, _ in phrase.rest)
    return phrase.role.noun in lexicons.words("phrase_words", role="office of any body") and (bool(phrase.proper) or of_a_body) and not told


def is_inhabitant(phrase):
    """`ein Franzose`; not the `Ireen` of `Ireen Maurer`."""
    return not phrase.proper and phrase.head is not None and phrase.head.tag_ == "NN" and gazetteer.country(phrase.head.text) != ""


def by_inhabitant(speaker, phrase):
    """`die Franzosen` are the public, `ein Franzose` anybody."""
    gender = "f" if phrase.head.text.endswith(("in", "innen")) else "m"
    speaker.take(form="person", country=gazetteer.country(phrase.head.text), gender=gender,
                 kind="public" if phrase.determiner in ("die", "den", "") and gender == "m" else "")


# ---------------------------------------------------------------- kind of an office: that of the body it belongs to
def office_kind(role, before, rest):
    """The kind of the body an office belongs to, else the office's own; experts of a party are politicians."""
    if role.kind == "expert":
        return "politics" if is_of_party(role, rest) else "expert"
    whole = complement_name(rest) or short_name(rest)
    if whole:
        return whole.kind
    unless_owned = "" if rest and rest[0][0] == "gen" else role.kind
    return complement_kind(rest) or (gazetteer.kind_of_part(role.before) if role.before else "") or owner_kind(role, before) or unless_owned


def is_of_party(role, rest):
    """`SPD-Haushaltsexperte`, `Haushaltsexperte Udo Brandner (SPD)`."""
    return role.before and gazetteer.kind_of_part(role.before.split("-")[0]) == "politics" or short_kind(rest) == "politics"


def complement_name(rest):
    """The listed organisation of several parts: `des Bundesamtes für Verfassungsschutz`; or None."""
    words = [token.text for link, tokens in rest[:3] for token in (content(tokens) if link == "gen" else tokens)]
    for length in range(min(LONGEST_NAME, len(words)), 1, -1):
        for noun in (words[0], words[0].removesuffix("s"), words[0].removesuffix("es")):
            found = gazetteer.named(" ".join([noun, *words[1:length]]))
            if found:
                return found
    return None


def short_name(rest):
    """The listed organisation in brackets: `der Internationalen Atomenergie-Organisation (IAEO)`; or None."""
    if not rest or rest[0][0] == "apposition":
        return None
    return next((found for link, tokens in rest if link == "apposition" and len(tokens) == 1 and (found := gazetteer.named(tokens[0].text))), None)


def short_kind(rest):
    """Kind of a listed name in brackets right behind: `Lars Veit (SPD)`."""
    found = gazetteer.named(rest[0][1][0].text) if rest and rest[0][0] == "apposition" and len(rest[0][1]) == 1 else None
    return found.kind if found else ""


def complement_kind(rest):
    """Kind of the body that a genitive or a preposition names: `Sprecher der Polizei`, `Sprecherin bei Siemens`."""
    for link, tokens in rest:
        if link == "gen" or link == "prep" and tokens[0].lower_ in SPOKEN_FOR:
            kind = body_kind(content(tokens), place=link == "gen" or tokens[0].lower_ in ("von", "vom"))
            if kind:
                return kind
    return ""


def owner_kind(role, before):
    """Kind of the body that stands before: `Siemens Sprecher`."""
    owners = [token.text for token in before if token.tag_ == "NE" and token.text != role.noun]
    return next((found.kind for owner in owners if (found := gazetteer.named(owner) or gazetteer.named(owner.rstrip("s")))), "")


def body_kind(tokens, place):
    """Kind of the first organisation or body among the tokens; a place counts as its government if `place` says so."""
    words = [token.text for token in tokens if token.text not in MARKS]
    whole = gazetteer.named(" ".join(words)) or len(words) > 1 and gazetteer.named(listed_name(" ".join(words)) or "")
    if whole and (place or not gazetteer.country(words[0])):
        return whole.kind
    return next((kind for token in tokens if (kind := kind_of_word(token, place))), "")


def kind_of_word(token, place):
    found = gazetteer.named(token.text) or gazetteer.named(token.text.removesuffix("s"))
    if found and (place or token.text not in gazetteer.places()):
        return found.kind
    role = gazetteer.role(token.text) if token.tag_ in ("NN", "NE") else None
    return role.kind if role and role.form not in (*SPEECH, "document") else ""


# ---------------------------------------------------------------- what a name tells
def by_name(speaker, phrase):
    """Kind, form and country of a proper name without a person's role before it."""
    speaker.proper = as_listed(speaker.proper, phrase.proper[0])
    speaker.take(**what_a_name_is(speaker, phrase))


def as_listed(words, first):
    """The words of a name as the lists have them, where they do in another case: `Auswärtigen Amtes` -> `Auswärtiges Amt`."""
    whole = listed_name(" ".join(words)) if first.tag_ == "ADJA" and len(words) > 1 else None
    name = whole or " ".join(words)
    bare = name.removesuffix("s")
    if not gazetteer.named(name) and gazetteer.named(bare):
        return tuple(bare.split())
    return tuple(name.split()) if whole else words


def what_a_name_is(speaker, phrase):
    """What the lists tell of a name, else what stands before it, else a mention of an actor, else how it looks."""
    role, proper, name = phrase.role, phrase.proper, " ".join(speaker.proper)
    found = gazetteer.named(name) or listed_start(speaker.proper) or gazetteer.named(phrase.names.called.get(proper[0].i, ""))
    if found and not (role and (role.form == "body" or speaker.proper[0] in gazetteer.places())):
        gender = {"gender": gazetteer.place_gender(name)} if name in gazetteer.places() else {}
        return {"form": "body", "kind": found.kind, "country": found.country, **gender}
    if role:
        return {"form": role.form}
    place = phrase.names.places.get(proper[0].i)
    if place and place[0] == "person" or not place and proper[0].text in gazetteer.first_names():
        return {"form": "person"}
    inner = next((found for token in reversed(proper) if (found := gazetteer.role(token.text)) and found.form in ("body", "type")), None)
    if inner:
        return {"form": "body", "kind": inner.kind, "gender": inner.gender}
    if place:
        return {"form": "body", "gender": "n" if place[0] == "place" else ""}
    return {"form": "person" if len(proper) < 4 and not name.isupper() else "body"}


def listed_start(words):
    """The listed organisation that a name starts with, `Siemens` of `Siemens Energy`; no country; or None."""
    starts = (gazetteer.named(" ".join(words[:k])) for k in range(len(words) - 1, 0, -1))
    return next((found for found in starts if found and found.kind != "government"), None)


def by_person(speaker, phrase):
    """What is known of a person beyond the noun before the name: public figures, and the role or party behind it."""
    name = " ".join(speaker.proper)
    figure = gazetteer.public_figures().get(name) or gazetteer.public_figures().get(name.removesuffix("s"))
    full = phrase.names.called.get(phrase.proper[0].i, "") if len(speaker.proper) == 1 and phrase.proper else ""
    if figure and " " in full and full != figure["name"]:
        figure = None                          # another one of that surname
    if figure and not (len(speaker.proper) == 1 and speaker.kind and speaker.kind != figure["kind"]):
        speaker.take(kind=speaker.kind or figure["kind"], country=figure["country"], gender=figure["gender"])
    for k, (link, tokens) in enumerate(phrase.rest):
        if speaker.kind:
            return
        role = next((found for token in content(tokens) if (found := gazetteer.role(token.text))), None)
        if link == "apposition" and role and role.form in PERSON:
            by_role_behind(speaker, Phrase(role=role, before=tokens, rest=phrase.rest[k + 1:]))
        else:
            speaker.kind = body_kind(content(tokens), place=False)


def by_role_behind(speaker, phrase):
    """`Petra Wolnik, die Direktorin des Amtsgerichts`."""
    role = phrase.role
    own = complement_kind(phrase.rest) if is_of_some_body(phrase) else office_kind(role, [], phrase.rest)
    speaker.kind = own if role.form == "office" else role.kind
    speaker.nouns.append(role.noun)
    speaker.gender = speaker.gender or role.gender
    speaker.country = speaker.country or origin(speaker, phrase)


# ---------------------------------------------------------------- number
def number_of_name(speaker, phrase):
    """A name is one, but for a few: `die USA`."""
    if phrase.proper and speaker.form != "type" and not is_plural_noun(phrase.role):
        return "pl" if " ".join(speaker.proper) in PLURAL_NAMES else "sg"
    return "sg" if phrase.head is None else None


def number_of_noun(speaker, phrase):
    """`Medien` and `Ministerinnen` are plural, `Ministerin` is singular."""
    role, word = phrase.role, phrase.head.text
    if is_plural_noun(role) or word.endswith("innen"):
        return "pl"
    return "sg" if role and role.gender == "f" and word.endswith("in") and role.form in PERSON else None


def number_by_singular_article(speaker, phrase):
    """`ein`, `kein`, `jeder`, `das`, `dieses`, `diesem`."""
    article = phrase.determiner
    one = article in INDEFINITE or article.startswith(("kein", "jed")) or article in ("das", "des", "dem") or article.endswith(("es", "em"))
    return "sg" if one else None


def number_of_feminine(speaker, phrase):
    """A feminine noun has a plural in `-en`: `Behörden`; its own `-en` is none."""
    role, word = phrase.role, phrase.head.text
    if not role or role.gender != "f" or role.noun.endswith("er"):
        return None
    return "pl" if word.endswith("en") and not word.lower().endswith(role.noun.lower()) else "sg"


def number_by_article_and_ending(speaker, phrase):
    """`der` is singular (`den` is put for the other one), `die Angeklagte` too, `die Angeklagten` is not."""
    role, article = phrase.role, phrase.determiner
    return "sg" if article == "der" or article == "die" and role and role.gender == "mf" and phrase.head.text.endswith("e") else None


def number_by_form(speaker, phrase):
    """As listed it is singular, unless the article or, for persons, its absence tells a plural: `Experten`, `die Beobachter`."""
    role, head, article = phrase.role, phrase.head, phrase.determiner
    if article not in ("die", "den", "") and head.tag_ != "NN":
        return "sg"
    as_listed = head.text.lower().endswith(role.noun.lower()) if role else head.text == head.lemma_
    bare_persons = not article and role and role.gender in ("m", "mf") and role.form == "person" and not phrase.proper
    return "sg" if as_listed and article not in SEVERAL | {"die"} and not bare_persons else "pl"


NUMBER_RULES = (number_of_name, number_of_noun, number_by_singular_article, number_of_feminine, number_by_article_and_ending, number_by_form)


def number(speaker, phrase):
    """`sg` or `pl`: what the first rule says that says anything."""
    return next(told for rule in NUMBER_RULES if (told := rule(speaker, phrase)))


def is_plural_noun(role):
    return role is not None and role.gender == "p"


# ---------------------------------------------------------------- gender
def gender(speaker, phrase):
    """`m`, `f`, `n`, or '' if unknown; in the plural also `mf`."""
    if speaker.number == "pl":
        return speaker.gender if speaker.gender in "mfn" else ""
    if speaker.form in PERSON:
        return gender_of_person(speaker, phrase)
    return speaker.gender if speaker.gender in GENDERS else {"das": "n", "die": "f"}.get(phrase.determiner, "")


def gender_of_person(speaker, phrase):
    """By the role noun; `der Abgeordnete` by its article; else by the lists of public figures and first names."""
    role = phrase.role
    if role and role.gender == "f":
        return "f"
    if role and role.gender == "mf" and not speaker.proper:
        return gender_by_article(phrase.determiner, phrase.head.text)
    if speaker.gender in GENDERS:
        return speaker.gender
    first = gazetteer.first_names().get(speaker.proper[0]) if len(speaker.proper) > 1 else ""
    return first if first in ("m", "f") else ""


def gender_by_article(article, noun):
    """`die Angeklagte`, `der Angeklagten` is she, `der Angeklagte` is he."""
    return "f" if article in ("die", "eine", "einer") or article == "der" and noun.endswith("en") else "m"


# ---------------------------------------------------------------- country
def country_before(speaker, phrase):
    """`südkoreanischer Präsident`, `Südkoreas Präsident`; but a `Russland-Experte` need not be from there."""
    role = phrase.role
    plain = role is None or not role.before or role.form != "person" or role.kind == "government"
    return next((code for token in phrase.before if token.tag_ in ("ADJA", "NE", "NN", "TRUNC") and (code := gazetteer.country(token.text))
                 and (plain or token.tag_ != "NN")), "")


def country_in_compound(speaker, phrase):
    """`US-Präsident`, but not `Russland-Experte`."""
    return gazetteer.country(phrase.role.before) if phrase.role and phrase.role.kind not in ("expert", "media") else ""


def country_in_name(speaker, phrase):
    """`Polizei Köln`, `Bank of America`: for bodies, not for people."""
    if speaker.form not in ("body", "type", "document"):
        return ""
    return next((code for token in phrase.proper if (code := gazetteer.country(token.text) or gazetteer.cities().get(token.text, ""))), "")


def country_of_federal_level(speaker, phrase):
    return "DE" if phrase.role and is_german(phrase.role) else ""


def country_of_place_behind(speaker, phrase):
    """`Staatsanwaltschaft in Turin`, `Behörden in Russland`."""
    if not phrase.role or phrase.role.form not in ("body", "type"):
        return ""
    return next((code for link, tokens in phrase.rest if link == "prep" and tokens[0].lower_ in ("in", "von", "zu")
                 and (code := gazetteer.places().get(tokens[-1].text) or gazetteer.cities().get(tokens[-1].text))), "")


def country_behind(speaker, phrase):
    """`Präsident der Ukraine`, `Sprecher des Auswärtigen Amtes`, `Chef des ukrainischen Geheimdienstes`."""
    complements = [tokens for link, tokens in phrase.rest if link == "gen" or link == "prep" and tokens[0].lower_ in FROM]
    return next((code for tokens in complements for token in (tokens if speaker.form == "office" else content(tokens))
                 if (code := country_of_word(token, tokens))), "")


def country_of_word(token, tokens):
    """The country that a word names or whose body it is, alone or as part of `tokens`."""
    code = gazetteer.country(token.text)
    if code:
        return code
    found = gazetteer.named(token.text) or gazetteer.named(listed_name(" ".join(other.text for other in content(tokens))) or "")
    if found and found.country:
        return found.country
    role = gazetteer.role(token.text) if token.tag_ == "NN" else None
    return "DE" if role and is_german(role) else ""


COUNTRY_RULES = (country_before, country_in_compound, country_in_name, country_of_federal_level, country_of_place_behind, country_behind)


def origin(speaker, phrase):
    """ISO code that the first rule tells that tells any; or ''."""
    if speaker.form in (*SPEECH, "document") and not phrase.before:
        return ""
    return next((code for rule in COUNTRY_RULES if (code := rule(speaker, phrase))), "")


def is_german(role):
    """`Bundeskanzler`, `Bundesamt`: the federal level, taken for Germany's."""
    return (role.before or role.noun).startswith("Bundes") and role.kind != "ngo" and role.kind != "other"
