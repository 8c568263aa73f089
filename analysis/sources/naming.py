"""The name of a speaker, in the nominative without article, and whether it names anybody: `Auswärtiges Amt`, not `Beobachter`."""
from .. import lexicons
from ..people import gazetteer
from ..people.declension import STRONG, body_in_nominative, inflected, is_of_city, plural, singular
from .phrase_parts import PERSON, content, text
from .speaker import is_german

POINTING = lexicons.words("phrase_words", role="pointing")        # `das zuständige Bergamt`
INDEFINITE = lexicons.words("phrase_words", role="indefinite")
BELONGING = lexicons.words("phrase_words", role="belonging")
BODIES = ("body", "type", "document")      # forms of what a place, a country or a name behind it singles out


def name_it(speaker, phrase):
    """Fill in `name`, `is_named` and `is_plain`."""
    head = naming_head(phrase)
    role = gazetteer.role(head.text) if head is not None else None
    adjectives = words_before(phrase, head, "ADJA")
    speaker.is_plain = not (adjectives or phrase.proper or complement(phrase.rest) or any(token.tag_ == "NE" for token in phrase.before))
    if names_by_itself(phrase, role):
        speaker.take(name=proper_name(speaker, phrase), is_named=True, at=tuple(token.i for token in phrase.proper))
    elif head is not None:
        speaker.name = descriptive_name(speaker, phrase, head, role)
        listed = gazetteer.named(speaker.name)
        if listed:
            speaker.take(kind=listed.kind, country=listed.country, is_named=True)
        else:
            speaker.is_named = bool(phrase.proper) or speaker.form in BODIES and is_singled_out(speaker, phrase, role, adjectives) \
                or is_local_body(speaker, phrase)


def office(speaker, phrase):
    """A person's title as the text gives it, in the nominative, with its adjectives: `ehemalige Landrätin`, `Professor für Statistik`; or ''.

    Where somebody is from is told by the country: `der norwegische Schneeforscher`.
    """
    if phrase.role is None and speaker.proper and phrase.before and is_noun_for_a_person(phrase.before[-1]):
        return phrase.before[-1].text
    if phrase.role is None or phrase.role.form not in PERSON or phrase.head is None:
        return ""
    adjectives = [token for token in words_before(phrase, phrase.head, "ADJA") if not gazetteer.country(token.text)]
    ending = strong_ending(speaker, phrase.determiner, adjectives)
    subject = next((text(tokens) for link, tokens in phrase.rest[:1] if link == "prep" and tokens[0].lower_ == "für"), "")
    return " ".join([*(inflected(token.text, ending) for token in adjectives), nominative(phrase.head, speaker, phrase.role), *([subject] if subject else [])])


def is_noun_for_a_person(token):
    """`Limnologin`, `Numismatiker`: by its ending, where no list has it."""
    return token.tag_ == "NN" and token.text.endswith(PERSONS_ENDINGS)


PERSONS_ENDINGS = tuple(sorted(word[1:] for word in lexicons.words("phrase_words", role="person")))


def naming_head(phrase):
    """The head, else the last word before the name."""
    return phrase.before[-1] if phrase.head is None and phrase.before else phrase.head


def words_before(phrase, head, tag):
    """The words before the head that have a tag: its adjectives, its owners."""
    return [token for token in phrase.before if token.tag_ == tag and token.i < head.i] if head is not None else []


def names_by_itself(phrase, role):
    """Whether the proper name is the whole name: `Reuters` of `die Agentur Reuters`, but not `Graz` of `die Universität Graz`."""
    if not phrase.proper:
        return False
    if role is None:
        noun = phrase.before[-1] if phrase.before else None
        mention = phrase.names.places.get(phrase.proper[0].i, ("",))[0]
        return not (mention == "place" and noun is not None and noun.tag_ == "NN")       # `Bergamt Elmrode`
    places = all(gazetteer.country(token.text) or token.text in gazetteer.cities() for token in phrase.proper)
    return role.form not in ("body", "document") and not (role.form == "type" and places)


def descriptive_name(speaker, phrase, head, role):
    """Owners, adjectives and noun in the nominative, then the proper name and complement: `russisches Ministerium für Verteidigung`."""
    adjectives = [token for token in words_before(phrase, head, "ADJA") if token.lemma_.lower() not in POINTING]
    ending = strong_ending(speaker, phrase.determiner, adjectives)
    words = [token.text for token in words_before(phrase, head, "NE")] + [inflected(token.text, ending) for token in adjectives]
    noun = nominative(head, speaker, role)
    if role is None and phrase.determiner == "des" and noun == head.text and not noun.endswith(("ss", "us", "is")):
        noun = noun.removesuffix("s")          # `des Luftrettungskommandos`
    words += [noun, *([" ".join(speaker.proper).replace(" ,", ",")] if phrase.proper else []), complement(phrase.rest)]
    return " ".join(word for word in words if word)


def strong_ending(speaker, determiner, adjectives):
    """The ending of adjectives without article; `der griechische Stab` is masculine by its own."""
    by_adjective = determiner == "der" and bool(adjectives) and adjectives[0].text.endswith("e")
    told_by_article = (by_adjective or determiner in ("des", "dem", "eines", "einem")) and not speaker.gender and speaker.number == "sg"
    return STRONG["m" if told_by_article else speaker.gender if speaker.number == "sg" else ""]


def is_singled_out(speaker, phrase, role, adjectives):
    """A body that its function, country or place names: `Bundesregierung`, `südkoreanischer Geheimdienst`, `Kölner Polizei`."""
    if speaker.number != "sg":
        return False
    one_of_its_kind = role is not None and (role.is_unique or role.before == "Bundes")
    of_a_country = speaker.country and not (role and is_german(role))
    return bool(one_of_its_kind or of_a_country or has_name(phrase.rest) or any(is_of_city(token.text) for token in adjectives))


def is_local_body(speaker, phrase):
    """`die Polizei`, `Stadtrat` of an article that names a place: it can be asked; `ein Amt`, `Behörden` cannot."""
    known = speaker.form == "body" and speaker.number == "sg" and phrase.determiner not in INDEFINITE and not phrase.determiner.startswith("kein")
    return known and phrase.names.has_place


def complement(rest):
    """Genitives and the prepositional phrases that tell which one, as they stand: `des Bundesamtes für Statistik`."""
    kept = []
    for link, tokens in rest:
        told = link == "prep" and tokens[0].lower_ in BELONGING and not any(token.tag_ == "CARD" for token in tokens)
        if not (link == "gen" or told or link == "and" and kept):
            break
        kept += tokens
    return text(kept)


def proper_name(speaker, phrase):
    """The proper name as written, an adjective at its start in the nominative; `des Luftrettungskommandos`, whatever its tag, as a noun."""
    proper = phrase.proper
    role = gazetteer.role(proper[0].text) if len(proper) == 1 and phrase.determiner in ("des", "eines") else None
    if role and role.form in BODIES:
        return singular(proper[0].text, role)
    if proper[0].tag_ == "ADJA" and len(speaker.proper) > 1 and not gazetteer.named(" ".join(speaker.proper)):
        speaker.proper = tuple(body_in_nominative(speaker.proper))
    as_written = [token.text for token in proper] == list(speaker.proper)
    return text(proper) if as_written else " ".join(speaker.proper).replace(" ,", ",")


def has_name(rest):
    """Whether a complement holds a proper name: `Studie der Universität Graz`."""
    return any(token.tag_ in ("NE", "FM") or gazetteer.named(token.text) for link, tokens in rest if link in ("gen", "prep")
               for token in content(tokens))


# ---------------------------------------------------------------- the noun
def nominative(head, speaker, role):
    """The noun in the nominative: `Geheimdienstes` -> `Geheimdienst`, `Beobachtern` -> `Beobachter`."""
    word, is_one = head.text, speaker.number == "sg"
    if word.endswith("nissen"):            # `Erkenntnissen`
        return word[:-1]
    if role is None:
        return head.lemma_ if is_one and is_longer_than_lemma(head) else word
    if role.gender == "mf":                # inflected as an adjective
        return word.rstrip("rnms") + ("r" if speaker.gender == "m" and is_one else "")
    if role.gender == "f" and word.endswith(("in", "innen")):
        return word
    if is_one or role.gender == "p":
        return singular(word, role)
    return plural(word, role)


def is_longer_than_lemma(head):
    """`Stabes`: a simple noun that is its lemma with an ending."""
    word = head.text
    return head.tag_ == "NN" and word.lower().startswith(head.lemma_.lower()) and "-" not in word and word.istitle()
