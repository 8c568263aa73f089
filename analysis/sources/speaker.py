"""One speaker: what names it, what it is, where it is from, which pronouns can stand for it."""
from dataclasses import dataclass, field

from ..people import gazetteer

SPOKEN_FOR = {"von", "vom", "bei", "beim", "für", "am", "an", "im", "der", "des"}
BELONGING = {"von", "vom", "für", "aus", "in", "im", "bei", "beim", "zu", "zum", "zur", "gegen", "ohne"}
SPEECH = ("words", "report")               # nouns for something said: the source is who said it
DETERMINERS = {"ART", "PDAT", "PIAT", "PPOSAT", "CARD", "PIS", "PIDAT"}
TITLES = {"Dr.", "Prof.", "Herr", "Herrn", "Frau", "Sir", "Lady"}
QUOTES = set("„“”\"»«›‹‚‘’'")
INDEFINITE = ("ein", "eine", "einen", "einem", "einer", "eines")
STRONG = {"m": "er", "f": "e", "n": "es", "": "e"}


@dataclass
class Speaker:
    """One phrase. `proper` is the proper name's words; `said` is true for something said whose author is not told."""
    name: str = ""
    proper: tuple = ()
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

    @property
    def is_person(self):
        return self.form in ("person", "office", "crowd")


def content(tokens):
    """The tokens without prepositions, determiners and marks at the start."""
    k = 0
    while k < len(tokens) and (tokens[k].tag_ in DETERMINERS | {"APPR", "APPRART", "ADV", "KOKOM", "KON", "PTKA"}):
        k += 1
    return tokens[k:]


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


# ---------------------------------------------------------------- what it is
def describe(speaker, head, det, before, rest, proper, names):
    """Fill in form, kind, country, gender and number."""
    known = gazetteer.role(head.text) if head is not None else None
    if known:
        speaker.form, speaker.gender = known.form, known.gender
        speaker.nouns.append(known.noun)
        speaker.title = known.before + known.noun.lower() if known.before else known.noun
        speaker.kind = office_kind(known, before, rest) if known.form in ("office", "crowd") or known.kind in ("", "expert") else known.kind
    elif not proper and head is not None and head.tag_ == "NN" and gazetteer.country(head.text):
        speaker.form, speaker.country = "person", gazetteer.country(head.text)
        speaker.gender = "f" if head.text.endswith(("in", "innen")) else "m"
        speaker.kind = "public" if det in ("die", "den", "") and speaker.gender == "m" else ""
    if proper and (not known or known.form in ("type", "body")):
        describe_name(speaker, known, proper, names)
    if speaker.proper and speaker.is_person:
        describe_person(speaker, rest)
    speaker.number = number(speaker, head, det, known, proper)
    speaker.gender = gender(speaker, head, det, known)
    speaker.country = speaker.country or origin(speaker, known, before, rest, proper)


def office_kind(known, before, rest):
    """The kind of the body an office belongs to, else the office's own; experts of a party are politicians."""
    if known.kind == "expert":
        party = known.before and gazetteer.kind_of_part(known.before.split("-")[0]) == "politics" or short_kind(rest) == "politics"
        return "politics" if party else "expert"
    whole = complement_name(rest) or short_name(rest)
    if whole:
        return whole.kind
    for link, tokens in rest:
        if link == "gen" or link == "prep" and tokens[0].lower_ in SPOKEN_FOR:
            kind = body_kind(content(tokens), place=link == "gen" or tokens[0].lower_ in ("von", "vom"))
            if kind:
                return kind
    owners = [token.text for token in before if token.tag_ == "NE" and token.text != known.noun]
    owned = next((found.kind for owner in owners if (found := gazetteer.named(owner) or gazetteer.named(owner.rstrip("s")))), "")
    elsewhere = "" if rest and rest[0][0] == "gen" else known.kind
    return (gazetteer.kind_of_part(known.before) if known.before else "") or owned or elsewhere


def complement_name(rest):
    """The listed organisation of several parts: `des Bundesamtes für Verfassungsschutz`; or None."""
    words = [token.text for link, tokens in rest[:3] for token in (content(tokens) if link == "gen" else tokens)]
    for length in range(min(5, len(words)), 1, -1):
        for noun in (words[0], words[0].removesuffix("s"), words[0].removesuffix("es")):
            found = gazetteer.named(" ".join([noun, *words[1:length]]))
            if found:
                return found
    return None


def short_name(rest):
    """The listed organisation in brackets: `der Internationalen Atomenergie-Organisation (IAEO)`; or None."""
    return next((found for link, tokens in rest if link == "apposition" and len(tokens) == 1 and (found := gazetteer.named(tokens[0].text))
                 and rest[0][0] != "apposition"), None)


def short_kind(rest):
    """Kind of a listed name in brackets right behind: `Lars Veit (SPD)`."""
    found = gazetteer.named(rest[0][1][0].text) if rest and rest[0][0] == "apposition" and len(rest[0][1]) == 1 else None
    return found.kind if found else ""


def body_kind(tokens, place):
    """Kind of the first organisation or body among the tokens."""
    words = [token.text for token in tokens if token.text not in QUOTES]
    whole = gazetteer.named(" ".join(words)) or len(words) > 1 and gazetteer.named(listed_name(words) or "")
    if whole and (place or not gazetteer.country(words[0])):
        return whole.kind
    for token in tokens:
        found = gazetteer.named(token.text) or gazetteer.named(token.text.removesuffix("s"))
        if found and (place or token.text not in gazetteer.places()):
            return found.kind
        known = gazetteer.role(token.text) if token.tag_ in ("NN", "NE") else None
        if known and known.kind and known.form not in (*SPEECH, "document"):
            return known.kind
    return ""


def describe_name(speaker, known, proper, names):
    """Kind, form and country of a proper name without a person's role before it."""
    name = " ".join(speaker.proper)
    whole = listed_name(list(speaker.proper)) if proper[0].tag_ == "ADJA" and len(proper) > 1 else None
    if whole:
        speaker.proper, name = tuple(whole.split()), whole
    if not gazetteer.named(name) and gazetteer.named(name.removesuffix("s")):
        name = name.removesuffix("s")
        speaker.proper = tuple(name.split())
    found = gazetteer.named(name) or next((longer for k in range(len(speaker.proper) - 1, 0, -1)
                                       if (longer := gazetteer.named(" ".join(speaker.proper[:k]))) and longer.kind != "government"), None)
    place = names.places.get(proper[0].i)
    inner = next((entry for token in reversed(proper) if (entry := gazetteer.role(token.text)) and entry.form in ("body", "type")), None)
    if found and not (known and (known.form == "body" or speaker.proper[0] in gazetteer.places())):
        speaker.form, speaker.kind, speaker.country = "body", found.kind, found.country
        if name in gazetteer.places():
            speaker.gender = gazetteer.place_gender(name)
    elif known:
        speaker.form = known.form
    elif place and place[0] == "person" or not place and proper[0].text in gazetteer.first_names():
        speaker.form = "person"
    elif inner:
        speaker.form, speaker.kind, speaker.gender = "body", inner.kind, inner.gender
    elif place:
        speaker.form, speaker.gender = "body", "n" if place[0] == "place" else ""
    else:
        speaker.form = "person" if len(proper) < 4 and not name.isupper() else "body"


def describe_person(speaker, rest):
    """What is known of a person beyond the noun before the name: public figures, and the role or party behind it."""
    name = " ".join(speaker.proper)
    figure = gazetteer.figures().get(name) or gazetteer.figures().get(name.removesuffix("s"))
    if figure and not (len(speaker.proper) == 1 and speaker.kind and speaker.kind != figure["kind"]):
        speaker.kind = speaker.kind or figure["kind"]
        speaker.country, speaker.gender = figure["country"], figure["gender"]
    for k, (link, tokens) in enumerate(rest):
        if speaker.kind:
            return
        known = next((entry for token in content(tokens) if (entry := gazetteer.role(token.text))), None)
        if link == "apposition" and known and known.form in ("person", "office"):
            speaker.kind = office_kind(known, [], rest[k + 1:]) if known.form == "office" else known.kind
            speaker.nouns.append(known.noun)
            speaker.gender = speaker.gender or known.gender
            speaker.country = speaker.country or origin(speaker, known, tokens, rest[k + 1:], [])
        else:
            speaker.kind = body_kind(content(tokens), place=False)


def number(speaker, head, det, known, proper):
    if proper and speaker.form != "type" and not (known and known.gender == "p"):
        return "pl" if " ".join(speaker.proper) in ("USA", "Vereinigten Staaten", "Vereinte Nationen") else "sg"
    if head is None:
        return "sg"
    if known and known.gender == "p" or head.text.endswith("innen"):
        return "pl"
    if known and known.gender == "f" and head.text.endswith("in") and known.form in ("person", "office"):
        return "sg"
    if det in INDEFINITE or det.startswith(("kein", "jed")) or det in ("das", "des", "dem") or det.endswith(("es", "em")):
        return "sg"
    if known and known.gender == "f" and not known.noun.endswith("er"):
        return "sg" if not head.text.endswith("en") or head.text.lower().endswith(known.noun.lower()) else "pl"
    if det == "der":
        return "sg"
    if det == "die" and known and known.gender == "mf" and head.text.endswith("e"):
        return "sg"                        # `die Angeklagte`
    if det in ("die", "den", "") or head.tag_ == "NN":
        singular = known and head.text.lower().endswith(known.noun.lower()) or not known and head.text == head.lemma_
        return "sg" if singular and det not in ("die", "viele", "mehrere", "einige", "beide", "zwei", "drei", "alle") and \
            not (det == "" and known and known.gender in ("m", "mf") and known.form == "person" and not proper) else "pl"
    return "sg"


def gender(speaker, head, det, known):
    """`m`, `f`, `n`, or '' if unknown."""
    if speaker.number == "pl":
        return speaker.gender if speaker.gender in "mfn" else ""
    if speaker.form in ("person", "office"):
        if known and known.gender == "f":
            return "f"
        if known and known.gender == "mf" and not speaker.proper:
            return "f" if det in ("die", "eine", "einer") or det == "der" and head.text.endswith("en") else "m"
        if speaker.gender in ("m", "f", "n") and known:
            return speaker.gender
        first = gazetteer.first_names().get(speaker.proper[0]) if len(speaker.proper) > 1 else None
        return (speaker.gender if speaker.gender in ("m", "f", "n") else "") or (first if first in ("m", "f") else "")
    if speaker.gender in ("m", "f", "n") and speaker.gender:
        return speaker.gender
    return {"das": "n", "die": "f"}.get(det, "")


def origin(speaker, known, before, rest, proper):
    """ISO code from adjectives, owners, complements, compounds and places in the name; or ''."""
    if speaker.form in (*SPEECH, "document") and not before:
        return ""
    for token in before:
        if token.tag_ in ("ADJA", "NE", "NN", "TRUNC") and (code := gazetteer.country(token.text)):
            if known is None or known.before == "" or token.tag_ != "NN" or known.form not in ("person",) or known.kind == "government":
                return code
    if known and (code := gazetteer.country(known.before)) and known.kind not in ("expert", "media"):
        return code
    for token in proper:
        if speaker.form in ("body", "type", "document") and (code := gazetteer.country(token.text) or gazetteer.cities().get(token.text, "")):
            return code
    if known and is_german(known):
        return "DE"
    if known and known.form in ("body", "type"):
        for link, tokens in rest:
            if link == "prep" and tokens[0].lower_ in ("in", "von", "zu") and (code := gazetteer.cities().get(tokens[-1].text)):
                return code
    for link, tokens in rest:
        if link == "gen" or link == "prep" and tokens[0].lower_ in ("von", "vom", "aus", "beim", "bei", "der", "für"):
            for token in tokens if speaker.form == "office" else content(tokens):
                if code := gazetteer.country(token.text):
                    return code
                found = gazetteer.named(token.text) or gazetteer.named(listed_name([t.text for t in content(tokens)]) or "")
                inner = gazetteer.role(token.text) if token.tag_ == "NN" else None
                if found and found.country or inner and is_german(inner):
                    return found.country if found and found.country else "DE"
    return ""


def is_german(known):
    """`Bundeskanzler`, `Bundesamt`: the federal level, taken for Germany's."""
    return (known.before or known.noun).startswith("Bundes") and known.kind != "ngo" and known.kind != "other"


# ---------------------------------------------------------------- its name
def name_it(speaker, head, det, before, rest, proper):
    """The name in the nominative, and whether it names."""
    head = head if head is not None or not before else before[-1]
    adjectives = [token for token in before if token.tag_ == "ADJA" and token.i < head.i] if head is not None else []
    behind = complement(rest)
    speaker.is_plain = not adjectives and not behind and not proper and not any(token.tag_ == "NE" for token in before)
    known = gazetteer.role(head.text) if head is not None else None
    places = proper and all(gazetteer.country(token.text) or token.text in gazetteer.cities() for token in proper)
    if proper and (known is None or known.form not in ("body", "document") and not (known.form == "type" and places)):
        speaker.name = proper_name(speaker, proper)
        speaker.is_named = True
        return
    if head is None:
        return
    noun = nominative(head, speaker, known)
    ending = STRONG[speaker.gender if speaker.number == "sg" else ""]
    if det == "der" and not speaker.gender and speaker.number == "sg" and adjectives and adjectives[0].text.endswith("e"):
        ending = STRONG["m"]               # `der griechische Stab`
    owners = [token.text for token in before if token.tag_ == "NE" and token.i < head.i]
    words = owners + [inflected(token.text, ending) for token in adjectives] + [noun]
    if proper:
        words.append(" ".join(speaker.proper))
    speaker.name = " ".join(words) + (" " + behind if behind else "")
    body = speaker.form in ("body", "type", "document") and speaker.number == "sg"
    placed = speaker.country and not (known and is_german(known)) or has_name(rest)
    found = gazetteer.named(speaker.name)
    if found:
        speaker.kind, speaker.country, speaker.is_named = found.kind, found.country, True
        return
    speaker.is_named = bool(proper) or body and bool(known and known.is_unique or known and known.before == "Bundes" or placed
                                                     or any(place_adjective(token) for token in adjectives))


def complement(rest):
    """Genitives and the prepositional phrases that tell which one, as they stand: `des Bundesamtes für Statistik`."""
    kept = []
    for link, tokens in rest:
        told = link == "prep" and tokens[0].lower_ in BELONGING and not any(token.tag_ == "CARD" for token in tokens)
        if not (link == "gen" or told or link == "and" and kept):
            break
        kept += tokens
    return text(kept)


def proper_name(speaker, proper):
    """The proper name as written, an adjective at its start in the nominative."""
    words = list(speaker.proper)
    if proper[0].tag_ == "ADJA" and len(words) > 1 and not gazetteer.named(" ".join(words)):
        last = gazetteer.role(words[-1])
        ending = {"m": "er", "f": "e", "n": "es"}.get(last.gender if last else "", None)
        if ending and words[0].endswith(gazetteer.ADJECTIVE_ENDINGS):
            words[0] = inflected(words[0], ending)
            words[-1] = words[-1] if last.noun not in words[-1] else words[-1][:words[-1].index(last.noun) + len(last.noun)]
            speaker.proper = tuple(words)
    as_written = len(proper) == len(words) and all(token.text == word for token, word in zip(proper, words))
    return text(proper) if as_written else " ".join(words)


def has_name(rest):
    """Whether a complement holds a proper name: `Studie der Universität Graz`."""
    return any(token.tag_ in ("NE", "FM") or gazetteer.named(token.text) for link, tokens in rest if link in ("gen", "prep")
               for token in content(tokens))


def place_adjective(token):
    """`Kölner`, `Berliner`: from a city's name."""
    return token.text.endswith("er") and token.text[0].isupper() and (token.text[:-2] in gazetteer.cities() or token.text[:-1] in gazetteer.cities())


def inflected(adjective, ending):
    """The adjective in the nominative without article: `südkoreanischen` -> `südkoreanischer`."""
    if adjective[0].isupper() and adjective.endswith("er") and adjective[:-2] in gazetteer.cities():
        return adjective
    for old in ("en", "em", "er", "es", "e"):
        if adjective.endswith(old) and len(adjective) > len(old) + 2:
            return adjective[:-len(old)] + ending
    return adjective


def nominative(head, speaker, known):
    """The noun in the nominative: `Geheimdienstes` -> `Geheimdienst`, `Beobachtern` -> `Beobachter`."""
    word = head.text
    if word.endswith("nissen"):            # `Erkenntnissen`
        return word[:-1]
    if known is None:
        return head.lemma_ if speaker.number == "sg" and head.tag_ == "NN" and head.lemma_.lower() == word.lower()[:len(head.lemma_)] \
            and "-" not in word and word.istitle() else word
    noun = known.noun
    if known.gender == "mf":               # inflected as an adjective
        return word.rstrip("rnms") + ("r" if speaker.gender == "m" and speaker.number == "sg" else "")
    if known.gender == "f" and word.endswith(("in", "innen")):
        return word
    if speaker.number == "sg" or known.gender == "p":
        at = word.lower().rfind(noun.lower())
        return word[:at + len(noun)] if at >= 0 else word
    return plural(word, known)


def plural(word, known):
    """The nominative plural of a noun that may be a dative: only `-n` after `-e`, `-er`, `-el` tells one."""
    low, noun = word.lower(), known.noun.lower()
    if not low.endswith("n") or low.endswith(noun):
        return word
    if low.endswith(("ern", "eln")) and not noun.endswith(("er", "el")) or low.endswith(noun + "n") and noun.endswith(("er", "el")):
        return word[:-1]
    if low.endswith("en") and known.gender in ("m", "n") and not weak(noun):
        return word[:-1]
    return word


def weak(noun):
    """Masculine nouns with `-en` in every case but one: `Experte`, `Präsident`, `Journalist`."""
    return noun.endswith(("e", "ent", "ant", "ist", "at", "et", "it", "ot", "graf", "graph", "arch", "nom", "soph", "mensch", "held",
                          "oge", "yst", "urg", "staat", "ekt", "um", "fürst", "prinz", "or", "bauer", "adt"))


def text(tokens):
    """The tokens as they stand in the text."""
    return tokens[0].doc.text[tokens[0].idx:tokens[-1].end] if tokens else ""
