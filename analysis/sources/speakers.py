"""What a noun phrase names: `Militäranalyst Hendrik Remmel vom GIDS` -> the expert Hendrik Remmel.

`named_by(phrase, names)` takes the tokens of a speaker and gives a `Speaker`: its name in the nominative without article, title and
apposition; what it is, from the nouns in it (`gazetteer.py`); where it is from; and what pronouns can stand for it. A phrase for
something said (`Angaben der Polizei`, `Medienberichten`) names who said it.

What is missed: genitives of names that end in s, and names that no list, tag or mention marks as one.
"""
from copy import copy

from .. import lexicons
from ..people import gazetteer
from ..people.declension import STRONG, inflected, listed_name, singular
from .naming import BODIES, name_it, office
from .phrase_parts import PERSON, SPEECH, Names, content, determiner, nominal, parts_of, text
from .proper_names import TITLES, belongs, late_name, split_name
from .speaker import Phrase, Speaker, describe

LONGEST = 60                               # words of a phrase that are read
NAMES = ("NE", "NN", "FM", "XY")
UNTOLD = ("", "words", "report", "pronoun", "document")       # forms that make nobody of their own
DEFINITE = lexicons.words("phrase_words", role="definite")
AUTHOR = lexicons.words("phrase_words", role="author")
AFFILIATED = (lexicons.words("phrase_words", role="origin") | lexicons.words("phrase_words", role="spoken for")) - {"für", "aus", "in", "im"}


def named_by(tokens, names, governed=False):
    """The Speaker of a list of tokens, or None; `names` is the article's Names.

    `governed` says that the phrase is a genitive or dative, where `der` before a masculine noun is a plural.
    """
    parts = parts_of([as_name(token, names) for token in tokens[:LONGEST]], names)
    if not parts:
        return None
    return pronoun(parts) or said_by(parts, names) or coordinated(parts, names) or noun_phrase(parts, names, governed)


def as_name(token, names):
    """The token, as a name if it is all of a person's name and the tagger took it for another word: `Behr` for an adverb."""
    kind, first, last = names.places.get(token.i, ("", 0, 0))
    if kind != "person" or last - first > 1 or token.tag_ in NAMES:
        return token
    named = copy(token)
    named.tag_ = "NE"
    return named


# ---------------------------------------------------------------- pronouns
def pronoun(parts):
    """`er`, `diese`, `letzterer`, also in `seiner Ansicht`: a Speaker of form `pronoun`, its word as name; or None.

    A phrase without noun that is no pronoun we know (`man`) is one without a name.
    """
    tokens = parts[0][1]
    first = next((token for token in tokens if token.tag_ not in ("APPR", "APPRART")), None)
    if first is None or not stands_alone(first, tokens):
        return None
    if first.lower_ in lexicons.words("pronouns"):
        return Speaker(name=first.lower_, form="pronoun")
    return None if nominal(tokens) else Speaker(form="pronoun")


def stands_alone(first, tokens):
    """Whether the phrase says no more than its first word: no noun, or one for something said behind a possessive."""
    if first.tag_ == "PPOSAT" or first.lower_ in ("deren", "dessen"):
        role = next((gazetteer.role(token.text) for token in content(tokens) if token.tag_ == "NN"), None)
        return role is not None and role.form in SPEECH
    return not nominal(tokens) and not any(token.tag_ in ("ADJA", "ADJD") for token in tokens)


# ---------------------------------------------------------------- things said
def said_by(parts, names):
    """Who said it: `Angaben der Polizei` -> Polizei, `Putins Worte` -> Putin, `Behördenangaben` -> Behörden; or None."""
    tokens = content(parts[0][1])
    at = next((k for k, token in enumerate(tokens) if is_speech(token)), None)
    if at is None:
        return None
    if any(token.lower_.startswith("eigen") for token in tokens[:at]):
        return Speaker(name="eigen", form="pronoun")
    owner = [token for token in tokens[:at] if token.tag_ == "NE"]
    if owner:
        return without_genitive(noun_phrase([("core", owner)], names), names)
    return author_behind(tokens[at + 1:], parts, names) or author_in_compound(tokens, at, parts)


def is_speech(token):
    """`Angaben`, `Bericht`, `Worte`."""
    role = gazetteer.role(token.text) if token.tag_ in ("NN", "NE") else None
    return role is not None and role.form in SPEECH


def author_behind(behind, parts, names):
    """`Angaben der Polizei`, `Berichte von Anwohnern`, `Angaben Putins`: the Speaker of what stands behind; or None."""
    behind = [("core", behind)] if nominal(behind) else []
    rest = behind + parts[1:]
    if not rest or not (behind or rest[0][0] == "gen" or rest[0][1][0].lower_ in AUTHOR):
        return None
    first, last = rest[0][1][0], parts[-1][1][-1]
    author = named_by([token for token in first.doc[first.i:last.i + 1] if not token.is_space], names, governed=True)
    if not author or not (author.proper or author.nouns or author.form or rest[0][0] == "gen"):
        return None
    return without_genitive(author, names) if behind else author


def author_in_compound(tokens, at, parts):
    """`Polizeiangaben` -> Polizei; `russischen Angaben` -> russische Angaben; a bare `Bericht` stays what it is."""
    said = gazetteer.role(tokens[at].text)
    noun = gazetteer.part_noun(said.before) if said.before else None
    return compound_author(said, noun) if noun else bare_speech(tokens[:at], said, parts)


def compound_author(said, noun):
    """The Speaker of the noun that stands before in a compound; `Behörden` in `Behördenangaben` is a plural."""
    role, found = gazetteer.role(noun), gazetteer.named(noun)
    plural = said.before if said.before.endswith("n") and role and role.gender == "f" else noun
    return Speaker(name=plural, form=role.form if role else "body", kind=found.kind if found else role.kind, nouns=[noun],
                   country=found.country if found else "", gender=role.gender if role else "",
                   number="pl" if plural != noun else "sg", is_named=bool(found and not role))


def bare_speech(before, said, parts):
    """The Speaker of something said whose author only an adjective tells: a country's government, officials, or nobody."""
    code = next((code for token in before if token.tag_ == "ADJA" and (code := gazetteer.country(token.text))), "")
    official = any(token.lemma_.lower() in ("offiziell", "amtlich") for token in before)
    speaker = noun_phrase(parts[:1], Names({}, frozenset(), {}))
    speaker.take(form=said.form, country=code, is_named=False, is_plain=not code and not official,
                 kind="government" if code or official else "other" if speaker.number == "pl" else "document")
    return speaker


def without_genitive(speaker, names):
    """The speaker without the genitive s at the end of its name."""
    if speaker and speaker.proper and in_genitive(speaker.proper[-1], names):
        speaker.take(proper=(*speaker.proper[:-1], speaker.proper[-1][:-1]), name=speaker.name.removesuffix("s"))
    return speaker


def in_genitive(word, names):
    """Whether a name's final s is an ending: the word without it is in the article or a list, or the name would be a rare one."""
    bare = word[:-1]
    if not word.endswith("s") or len(word) < 4 or word in gazetteer.first_names():
        return False
    return bare in names.words or bare in gazetteer.public_figures() or bare in gazetteer.places() or word not in names.words


# ---------------------------------------------------------------- two as one
def coordinated(parts, names):
    """`die USA und ihre Verbündeten`, `Merkel und Schröder`: one source in the plural; None if only the role is twofold."""
    at = next((k for k, (link, _) in enumerate(parts) if link == "and"), 0)
    if at == 0:
        return None
    first = noun_phrase(parts[:at], names)
    second = noun_phrase([("core", parts[at][1]), *parts[at + 1:]], names)
    if not second.name or parts[at - 1][0] in ("gen", "prep") and not (first.proper and second.proper):
        return None
    if is_one_person(first, second, parts[at][1]):
        both = f"{first.office} und {second.office}" if first.office and second.office else second.office
        second.take(nouns=first.nouns + second.nouns, kind=second.kind or first.kind, office=both, affiliation=second.affiliation or first.affiliation)
        return second
    middle = [text(content(tokens)) for link, tokens in parts[1:at] if link == "apposition" and first.proper and is_first_name(content(tokens))]
    own = parts[at][1][0]
    possessive = own.text + " " if own.tag_ == "PPOSAT" else ""
    return Speaker(name=f"{', '.join([first.name, *middle])} und {possessive}{second.name}", form=first.form, kind=first.kind or second.kind,
                   country=first.country, number="pl", is_named=first.is_named, is_definite=True, is_plain=False, nouns=first.nouns)


def is_first_name(tokens):
    """The name of a person between two others: `, Tom Keil und`."""
    return len(tokens) > 1 and tokens[0].text in gazetteer.first_names() and all(token.text[0].isupper() for token in tokens[1:])


def is_one_person(first, second, tokens):
    """`Der Landtagsabgeordnete und Parteichef Ralf Duhm`: two roles, one name."""
    return bool(not first.proper and second.proper and not determiner(tokens) and first.is_person and second.is_person)


# ---------------------------------------------------------------- one noun phrase
def noun_phrase(parts, names, governed=False):
    """The Speaker of core, complements and appositions."""
    article, phrase = determiner(parts[0][1]), phrase_of(parts, names)
    plural = article == "der" and (governed or parts[0][1][0].tag_ == "APPR") or is_counted(parts[0][1], phrase.proper)
    phrase = phrase._replace(determiner="den" if plural else article)          # which tells a masculine plural
    speaker = Speaker(proper=tuple(token.text for token in phrase.proper if token.text not in TITLES),
                      is_definite=article in DEFINITE or article.startswith(("dies", "jene")) or bool(phrase.proper))
    describe(speaker, phrase)
    name_it(speaker, phrase)
    if speaker.is_person and speaker.number == "sg":
        speaker.take(office=office(speaker, phrase) or office_behind(speaker, phrase, names), affiliation=affiliation(phrase, names))
    return speaker


def office_behind(speaker, phrase, names):
    """The title of `Petra Wolnik, die Direktorin des Amtsgerichts`; or ''."""
    at = next((k for k, (link, tokens) in enumerate(phrase.rest) if link == "apposition" and nominal(tokens)), None) if phrase.proper else None
    return office(speaker, phrase_of([("core", phrase.rest[at][1]), *phrase.rest[at + 1:]], names)) if at is not None else ""


def affiliation(phrase, names):
    """The body a person speaks for: the genitive or `von` behind the title, the party in brackets, the first part of `Polizeisprecher`; or ''."""
    for k, (link, tokens) in enumerate(phrase.rest):
        if link == "apposition" and is_in_brackets(tokens) and is_body_in_brackets(tokens):
            return text(tokens)
        if link == "gen" or link == "prep" and tokens[0].lower_ in AFFILIATED:
            if determiner(tokens) != "des" and (mentioned := mentioned_body(content(tokens), names)):
                return mentioned
            if is_body(tokens[link == "prep" and tokens[0].tag_ == "APPR":], names):
                return body_name(tokens, phrase.rest[k + 1:], names)
    return body_in_title(phrase, names)


def is_body(tokens, names):
    """Whether a phrase names a body one can speak for: no person, and no place alone, as in `Wirt aus Reith`."""
    body = named_by(tokens, names, governed=True)
    if not body or not body.name or body.is_person or not (body.form in BODIES or body.kind or body.proper):
        return False
    return content(tokens)[0].tag_ == "NN" or not is_place(body, names)


def is_in_brackets(tokens):
    return tokens[0].i > 0 and tokens[0].doc[tokens[0].i - 1].text == "("


def is_body_in_brackets(tokens):
    """`(SPD)`, `(Freie Mitte)`; no age, no place."""
    if gazetteer.named(tokens[0].text):
        return True
    words = [token.text for token in tokens]
    whole = " ".join(words)
    return all(word[0].isupper() and word.isalpha() for word in words) and not gazetteer.country(whole) and whole not in gazetteer.cities()


def is_place(body, names):
    """Whether the phrase is a place alone: `Bürgermeister von Ulm`."""
    return bool(body.proper) and body.name == " ".join(body.proper) and (
        body.name in gazetteer.cities() or bool(gazetteer.country(body.name)) or body.at and names.places.get(body.at[0], ("",))[0] == "place")


def body_name(tokens, behind, names):
    """The name of a body as the text gives it, its first words in the nominative: `Verkehrsclub Ahrland`, `Bundesamt für Statistik`."""
    article, own = determiner(tokens), content(tokens)
    noun = next((k for k, token in enumerate(own) if token.tag_ in ("NN", "NE")), 0)
    said = [token.text for token in own]
    role = gazetteer.role(said[noun])
    if own[noun].tag_ == "NN" or article in ("des", "eines") and noun + 1 < len(own):
        said[noun] = body_noun(own[noun], role, article)
    ending = STRONG[role.gender if role and role.gender in STRONG else "f" if article == "der" else "m"]
    said[:noun] = [inflected(word, ending) if token.tag_ == "ADJA" and article and not word.endswith("er") else word for word, token in zip(said[:noun], own)]
    rest = own[-1].doc.text[own[noun].end:own[-1].end]             # slashes and quotation marks as they stand
    more = text([token for link, part in behind[:1] if link == "prep" and part[0].lower_ == "für" for token in part])
    whole = " ".join(said[:noun + 1]) + rest + (" " + more if more else "")
    return listed_name(whole) or whole


def mentioned_body(own, names):
    """The name of the organisation that the words are a mention of, as the table of actors has it; or ''."""
    mention = names.places.get(own[0].i) if own else None
    return names.called[own[0].i] if mention and mention[:2] == ("organisation", own[0].i) and mention[2] == own[-1].i + 1 else ""


def body_noun(token, role, article):
    """The noun of a body in the nominative, by its role noun, its lemma, or the article."""
    word = token.text
    if role and role.form in BODIES and role.gender != "p":
        return singular(word, role) if article in ("des", "dem", "eines", "einem") else word
    if article in ("des", "eines"):
        return word[:-2] if word.endswith("es") and token.lemma_.lower() != word[:-1].lower() else word.removesuffix("s")
    return word


def body_in_title(phrase, names):
    """`Polizei` of `Polizeisprecher`, `Demovision` of `Demovision-Chefin`; but a `Militäranalyst` is no soldier."""
    role = phrase.role
    if role is None or not role.before or role.kind in ("expert", "media"):
        return ""
    first = phrase.head.text.split("-")[0] if "-" in phrase.head.text else ""
    if first and not gazetteer.country(first) and (gazetteer.named(first) or first in names.organisations):
        return first
    part = gazetteer.part_noun(role.before)
    known = part and (gazetteer.named(part) or (noun := gazetteer.role(part)) and noun.form in BODIES)
    return part if known else ""


def is_counted(tokens, proper):
    """`die drei Minister`, `die beiden`."""
    return any(token.lower_ == "beiden" or token.tag_ == "CARD" for token in tokens if token not in proper)


def phrase_of(parts, names):
    """The Phrase of core, complements and appositions, without its determiner: head and proper name told apart."""
    core, article, rest = content(parts[0][1]), determiner(parts[0][1]), parts[1:]
    before, proper = split_name(core, names)
    head, is_role = head_of(before, core)
    if not proper and not article and len(core) == 1 and not is_role and core[0].text in gazetteer.last_names():
        before, proper, head = [], core, None
    role = gazetteer.role(head.text) if head is not None else None
    if role and role.form in PERSON:
        if proper and belongs(head, article, proper, names):
            rest, proper = [("gen", proper), *rest], []
        if not proper:
            proper, rest = late_name(rest, names) or (proper, rest)
    return Phrase(head=head, role=role, before=before, proper=proper, rest=rest, names=names)


def head_of(before, core):
    """(the noun that says what it is, whether it is a noun for people or bodies): the last such, else the last noun or name; or None."""
    nouns = [token for token in before if (token.tag_ in ("NN", "NE", "TRUNC") or token.tag_ == "ADJA" and token is core[-1])
             and gazetteer.role(token.text)]
    if nouns:
        return nouns[-1], True
    return next((token for token in reversed(before) if token.tag_ in ("NN", "NE")), None), False
