"""Who is quoted: one row is one source of an article, however it is spelled.

`resolve(doc, said, people)` gives every statement its source (`source_id`, `speaker`, `via`) and returns the sources in order
of their first statement. A pronoun, a definite description (`die Ministerin`, `das Blatt`) or `demnach` stands for somebody
named before; spellings of one actor are merged (`Selenskyj`, `Wolodymyr Selenskyj`).

`is_named` is true for what has a proper name (`Hendrik Remmel`, `Polizei Köln`), and for a body that its function and country
single out (`südkoreanischer Geheimdienst`, `Bundesregierung`); people without a name are not named, whoever they speak for.

What is missed: pronouns before their noun, and people who share a last name and are told apart by nothing else. Method: the
salience of mentions, halved with every sentence, of Lappin and Leass (1994), with what German marks instead of a parse.
"""
from bisect import bisect_right
from dataclasses import dataclass, field

from . import kinds, language, lexicons, speakers
from .speakers import Speaker

SPEAKER, NAME, OBLIQUE = 2.0, 1.0, 0.4     # weights of a mention: as a speaker, by name or role, behind a preposition or as genitive
FADING = 0.5                               # from sentence to sentence
LONGEST_MEMORY = 6                         # sentences a pronoun looks back, before it takes the last fitting source
GOES_ON = {"free_indirect", "indirect_free_indirect"}
BORROWED = {"Berufung", "Verweis", "Hinweis", "Bezug", "Bezugnahme"}
ALIKE = {"expert", "military", "police", "media", "company"}     # kinds in which one person goes by several role nouns
NOMINAL = {"ART", "ADJA", "NN", "NE", "FM", "XY", "CARD", "PIAT", "PPOSAT", "PDAT", "PIDAT", "TRUNC"}


@dataclass
class Actor:
    """Somebody in the article: what all phrases for them say together."""
    name: str
    proper: tuple
    form: str
    country: str
    gender: str
    number: str
    is_named: bool
    nouns: list = field(default_factory=list)
    titles: list = field(default_factory=list)
    kinds: dict = field(default_factory=dict)        # kind -> weight of the phrases that tell it

    @property
    def kind(self):
        return max(self.kinds, key=self.kinds.get, default="")

    @property
    def is_person(self):
        return self.form in ("person", "office", "crowd")


@dataclass
class Article:
    """What is known so far while the article is read from its start: actors, and their mentions in text order."""
    doc: object
    names: speakers.Names
    starts: list
    actors: list = field(default_factory=list)
    keys: dict = field(default_factory=dict)         # name in small letters, or last name -> Actor
    short: dict = field(default_factory=dict)        # abbreviation in small letters -> Speaker of the full name
    mentions: list = field(default_factory=list)     # (token, sentence, actor, weight)


def resolve(doc, said, people=()):
    """The sources of the statements, one dict each; sets `source_id`, `speaker` and `via` of every row of `said`."""
    names = speakers.Names(name_places(doc, people), frozenset(token.text for token in doc))
    article = Article(doc, names, [sent.start for sent in language.sentences(doc)])
    voices = [None] * len(said)
    article.short = abbreviations(doc, names)
    events = [(first, 0, 0, (first, last)) for first, last in phrases(doc, article.names.places)]
    events += [(anchor(doc, row), 1, k, None) for k, row in enumerate(said)]
    spoken = [tokens_of(doc, row["speaker_spans"]) for row in said]
    taken = {token.i for tokens in spoken for token in tokens}
    for place, is_statement, k, phrase in sorted(events, key=lambda event: event[:3]):
        if is_statement:
            voices[k] = voice(article, said, voices, k, spoken[k])
        elif place not in taken:
            mention(article, *phrase)
    return rows(article, said, voices)


def anchor(doc, row):
    """The token that places a statement among the mentions: its speaker, else its cue, else its first word."""
    spans = row["speaker_spans"] or row["cue_spans"] or [(row["start"], row["end"])]
    tokens = tokens_of(doc, spans[:1])
    if any(token.lower_.startswith("eigen") for token in tokens):
        return tokens[0].sent.end          # `nach eigenen Angaben`: whose is told by the rest of the sentence
    return token_at(doc, spans[0][0])


def token_at(doc, offset):
    return bisect_right(doc, offset, key=lambda token: token.idx) - 1


def tokens_of(doc, spans):
    """The tokens of character spans."""
    found = []
    for start, end in spans:
        i = max(0, token_at(doc, start))
        while i < len(doc) and doc[i].idx < end:
            if not doc[i].is_space:
                found.append(doc[i])
            i += 1
    return found


def name_places(doc, people):
    """Token number -> (kind, first, last + 1) for all mentions of actors."""
    places = {}
    for row in people:
        tokens = tokens_of(doc, [(row["start"], row["end"])])
        for token in tokens:
            places[token.i] = (row["kind"], tokens[0].i, tokens[-1].i + 1)
    return places


def abbreviations(doc, names):
    """Abbreviation in small letters -> Speaker of the name it stands behind: `Weltgesundheitsorganisation (WHO)`."""
    found = {}
    for k in range(2, len(doc) - 1):
        short = doc[k].text
        if doc[k - 1].text == "(" and doc[k + 1].text == ")" and short.isupper() and short.isalpha() and len(short) > 1:
            start = full_name(doc, k)
            speaker = speakers.read(list(doc[start:k - 1]), names) if start is not None else None
            if speaker and speaker.name and not speaker.is_person and speaker.form not in ("words", "report", "pronoun", "document"):
                listed = kinds.named(short)
                speaker.kind, speaker.is_named = listed.kind if listed else speaker.kind, True
                speaker.proper = tuple(speaker.name.split())
                found.setdefault(short.lower(), speaker)
    return found


def full_name(doc, k):
    """Where the name starts that `doc[k]` is short for: its initials are the letters, or at least the first one is; or None."""
    start, best = k - 2, None
    while start >= 0 and k - start < 10 and (doc[start].tag_ in NOMINAL | {"KON", "APPR", "APPRART"}):
        if doc[start].text[0].upper() == doc[k].text[0] and doc[start].tag_ in ("NN", "NE", "ADJA", "FM", "XY"):
            initials = "".join(token.text[0] for token in doc[start:k - 1] if token.text[0].isupper())
            if initials == doc[k].text:
                return start
            best = start if best is None else best
        start -= 1
    return best


# ---------------------------------------------------------------- mentions outside statements
def phrases(doc, names):
    """(first, last + 1) of the noun phrases that name a person or body."""
    found, i = [], 0
    while i < len(doc):
        first, last = i, i
        while last < len(doc) and not doc[last].is_space and (doc[last].tag_ in NOMINAL or last in names) \
                and (last == first or not doc[last].is_sent_start):
            if last > first and (doc[last].tag_ in ("ART", "PPOSAT") and last not in names or last not in names
                                 and last - 1 in names and not kinds.role(doc[last].text)):
                break
            last += 1
            if last + 1 < len(doc) and speakers.particle(doc[last], list(doc[first:last])):
                last += 1 + (doc[last + 1].lower_ in speakers.PARTICLES)
        if doc[i].tag_ == "PPER" and doc[i].lower_ in ("er", "sie"):
            found.append((i, i + 1))
        elif last > first and any(k in names or doc[k].tag_ == "NE" or doc[k].tag_ == "NN" and kinds.role(doc[k].text)
                                for k in range(first, last)):
            found.append((first, last))
        i = max(last, i + 1)
    return found


def mention(article, first, last):
    """Note a mention of somebody; one that is neither named nor known is forgotten."""
    doc = article.doc
    if doc[first].tag_ == "PPER":
        return narrated(article, first)
    speaker = read(article, with_apposition(doc, first, last))
    if not speaker or not speaker.name or speaker.form in ("", "words", "report", "pronoun", "document") or speaker.form == "type" and not speaker.is_named:
        return
    before = doc[first - 1] if first else None
    oblique = before is not None and before.tag_ in ("APPR", "APPRART") or doc[first].lower_ in speakers.GENITIVES - {"der"}
    actor = known_actor(article, speaker, first) if speaker.proper or not speaker.is_definite else described(article, speaker, first)
    if actor is None and (speaker.is_named or speaker.is_definite and speaker.form in ("person", "office")):
        actor = add(article, speaker)
    if actor is not None:
        learn(article, actor, speaker)
        note(article, first, actor, OBLIQUE if oblique else NAME)


def read(article, tokens):
    """The Speaker of the tokens, by its full name if they are an abbreviation of one."""
    speaker = speakers.read(tokens, article.names)
    return article.short.get(speaker.name.lower(), speaker) if speaker else None


def narrated(article, i):
    """`er` and `sie` outside frames keep somebody in mind."""
    pronoun = Speaker(name=article.doc[i].lower_, form="pronoun")
    actor = antecedent(article, pronoun, None, article.doc[i])
    if actor is not None:
        note(article, i, actor, NAME)


def with_apposition(doc, first, last):
    """The tokens of a phrase with what belongs to it beyond commas: `(CDU)`, the role behind a name, the name behind a role."""
    end = last
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        end += 2
    elif end + 1 < len(doc) and doc[end].text == ",":
        stop = end + 1
        while stop < len(doc) and stop - end < 12 and (doc[stop].tag_ in NOMINAL or doc[stop].tag_ in ("APPR", "APPRART")):
            stop += 1
        role = next((known for token in doc[end + 1:stop] if (known := kinds.role(token.text))), None)
        closed = stop < len(doc) and doc[stop].text in (",", ".", ")")
        if closed and (doc[end - 1].tag_ == "NE" and role and role.form in ("person", "office")
                       or doc[end - 1].tag_ != "NE" and doc[stop - 1].tag_ == "NE" and named_next(doc, end + 1, stop)):
            end = stop
    return [token for token in doc[role_before(doc, first):end] if not token.is_space]


def named_next(doc, first, stop):
    """Whether a person's name starts behind the comma: `, Kyrylo Budanow`, `, Dr. Anna Weiß`."""
    return stop - first < 6 and any(token.text in kinds.first_names() for token in doc[first:first + 2])


def role_before(doc, first):
    """Where `der Chef des Geheimdienstes` starts before `, Kyrylo Budanow`; `first` if there is no such thing."""
    if first < 2 or doc[first - 1].text != "," or doc[first].tag_ != "NE" or doc[first - 1].is_sent_start:
        return first
    k = first - 1
    while k > 0 and first - k < 12 and not doc[k].is_sent_start and (doc[k - 1].tag_ in NOMINAL or doc[k - 1].tag_ in ("APPR", "APPRART")):
        k -= 1
    while k < first - 1 and doc[k].tag_ in ("APPR", "APPRART"):
        k += 1
    nouns = [token for token in doc[k:first - 1] if token.tag_ in ("NN", "NE")]
    role = kinds.role(nouns[0].text) if nouns else None
    alone = role is not None and role.form in ("person", "office") and doc[first - 2].tag_ == "NN"
    return k if alone and doc[first].text in kinds.first_names() else first


def sentence(article, i):
    return bisect_right(article.starts, i) - 1


def note(article, i, actor, weight):
    article.mentions.append((i, sentence(article, i), actor, weight))


# ---------------------------------------------------------------- who speaks
def voice(article, said, voices, k, tokens):
    """The Actor behind a statement, or None."""
    row = said[k]
    first = tokens[0].i if tokens else anchor(article.doc, row)
    if not tokens:
        return last_voice(said, voices, k) if row["kind"] in GOES_ON or goes_on(article.doc, said, voices, k) else None
    if tokens[0].tag_ in ("PROAV", "ADV", "PAV") and len(tokens) == 1:
        return last_voice(said, voices, k)
    speaker = read(article, extended(article, tokens))
    if speaker is None or speaker.form == "pronoun" and speaker.name not in lexicons.words("pronouns") | {"eigen"}:
        return around(said, voices, k)
    if speaker.form == "pronoun":
        actor = antecedent(article, speaker, row, tokens[0]) or last_voice(said, voices, k)
    elif speaker.form in ("words", "report") and speaker.is_plain and speaker.is_definite and speaker.number == "sg" or \
            speaker.form == "words" and speaker.is_plain and speaker.is_definite:
        actor = same_words(article, speaker, last_voice(said, voices, k))
    elif speaker.proper or not speaker.is_definite or speaker.form == "document":
        actor = known_actor(article, speaker, first)
    else:
        actor = described(article, speaker, first)
    if actor is None and speaker.name and speaker.form != "pronoun":
        actor = add(article, speaker)
    if actor is not None:
        learn(article, actor, speaker, SPEAKER)
        note(article, first, actor, SPEAKER)
    return actor


def same_words(article, speaker, last):
    """`der Bericht`, `den Angaben`: those of the last source; a report is not a person's."""
    if last is not None and not (speaker.form == "report" and last.is_person):
        return last
    return known_actor(article, speaker, 0)


def extended(article, tokens):
    """The speaker's tokens with what stands around a bare name: the role before it, the apposition behind it."""
    doc = article.doc
    first, last = tokens[0].i, tokens[-1].i + 1
    if last - first != len(tokens):
        return tokens
    while first > 0 and not doc[first].is_sent_start and doc[first].tag_ in ("NE", "NN") and doc[first - 1].tag_ == "NN" \
            and (known := kinds.role(doc[first - 1].text)) and known.form in ("person", "office", "type"):
        first -= 1
    return with_apposition(doc, first, last)


def goes_on(doc, said, voices, k):
    """A quotation without frame right behind one that has a source: the same person goes on."""
    row = said[k]
    if row["kind"] != "direct" or row["frame_spans"] or k == 0 or voices[k - 1] is None:
        return False
    between = doc.text[said[k - 1]["end"]:row["start"]]
    return len(between) < 4 or said[k - 1]["start"] <= row["start"] < said[k - 1]["end"]


def last_voice(said, voices, k):
    """The source of the statement that ended last before this one, or that it stands in."""
    return next((voices[j] for j in range(k - 1, -1, -1) if voices[j] is not None), None)


def around(said, voices, k):
    """The source of the statement that this one stands in: `ich` and `wir` inside a quotation."""
    row = said[k]
    inside = [j for j in range(k) if voices[j] is not None and said[j]["start"] <= row["start"] and row["end"] <= said[j]["end"]]
    return voices[inside[-1]] if inside else None


# ---------------------------------------------------------------- antecedents
def antecedent(article, speaker, row, token):
    """The actor a pronoun stands for: the most salient that agrees with it in gender and number."""
    number = verb_number(article.doc, row, token)
    if speaker.name == "eigen":
        return next(iter(salient(article, token.sent.end)), None)
    readings = [(entry["gender"], entry["number"]) for entry in lexicons.rows("pronouns") if entry["word"] == speaker.name]
    readings = [reading for reading in readings if len(readings) == 1 or number is None or reading[1] == number]
    inside = {t.i for t in tokens_of(article.doc, row["quote_spans"])} if row else frozenset()
    fits = [actor for actor in salient(article, token.i, inside) if any(agrees(actor, *reading) for reading in readings)]
    return fits[0] if fits else None


def verb_number(doc, row, token):
    """`sg` or `pl` by the finite verb of the cue, or None: `sie sagten` is a plural."""
    verbs = [t for t in tokens_of(doc, row["cue_spans"]) if t.tag_.endswith("FIN")] if row else []
    verbs = verbs or [t for t in doc[max(0, token.i - 1):token.i + 3] if t.tag_.endswith("FIN")]
    if not verbs:
        return None
    return "pl" if verbs[0].lower_.endswith("n") or verbs[0].lower_ in ("sind", "seien") else "sg"


def agrees(actor, gender, number):
    if actor.number != number:
        return False
    if number == "pl":
        return True
    return actor.gender in gender if actor.gender else actor.is_person and "n" != gender or gender == "f"


def salient(article, i, inside=frozenset()):
    """The actors mentioned before token `i`, most salient first; those named inside the statement itself come last."""
    here, weights, last = sentence(article, i), {}, {}
    for k in range(len(article.mentions) - 1, -1, -1):
        place, where, actor, weight = article.mentions[k]
        if here - where > LONGEST_MEMORY:
            break
        if place < i and place not in inside:
            key = id(actor)
            bonus = 1.5 if place - article.starts[where] < 2 else 1.0
            weights[key] = weights.get(key, 0) + weight * bonus * FADING ** (here - where)
            last.setdefault(key, actor)
    near = sorted(last.values(), key=lambda actor: -weights[id(actor)])
    seen = {id(actor) for actor in near}
    for _, _, actor, weight in reversed(article.mentions):
        if id(actor) not in seen and weight == SPEAKER:
            near.append(actor)
            seen.add(id(actor))
    return near


def described(article, speaker, i):
    """The actor a definite description stands for: one called so before, or one of that kind; None if it is new."""
    same = article.keys.get(speaker.name.lower())
    if not speaker.is_plain or speaker.number == "pl":
        return same or same_office(article, speaker)
    order = salient(article, i)
    titled = next((actor for actor in order if speaker.title and speaker.title in actor.titles and fits(actor, speaker)), None)
    if titled:
        return titled
    wanted = speaker.nouns[-1] if speaker.nouns else ""
    synonyms = {row["also"] for row in lexicons.rows("role_synonyms") if row["noun"] == wanted}
    for actor in order:
        if fits(actor, speaker) and (wanted in actor.nouns and speaker.title == wanted or synonyms.intersection(actor.nouns)):
            return actor
    if same:
        return same
    generic = wanted in lexicons.words("role_synonyms", "noun", also="") or speaker.is_person and (not wanted or speaker.kind in ALIKE)
    return next((actor for actor in order if generic and fits(actor, speaker) and actor.is_named
                 and (not speaker.kind or actor.kind == speaker.kind or not actor.kind and actor.is_person)), None)


def same_office(article, speaker):
    """`der ukrainische Präsident` after `Präsident Selenskyj`, `der Kölner Polizeisprecher`: same office, no other country."""
    if speaker.number == "pl" or not speaker.title or not speaker.is_definite:
        return None
    return next((actor for actor in reversed(article.actors) if speaker.title in actor.titles and fits(actor, speaker)
                 and (actor.country == speaker.country if speaker.title == speaker.nouns[0] else
                      not actor.country or not speaker.country or actor.country == speaker.country)
                 and (speaker.country or speaker.title != speaker.nouns[0])), None)


def fits(actor, speaker):
    """Person for person, body for body, and no clash of gender or number."""
    return (actor.is_person == speaker.is_person and actor.number == speaker.number
            and (not actor.gender or not speaker.gender or actor.gender == speaker.gender or not actor.is_person))


# ---------------------------------------------------------------- the same actor
def key_of(speaker):
    """What spellings of one actor share: a person's last name, else the name in small letters."""
    if speaker.proper and speaker.form in ("person", "office", ""):
        return speaker.proper[-1].lower()
    return speaker.name.lower()


def known_actor(article, speaker, i):
    """The actor with that name so far, or None."""
    key = key_of(speaker)
    found = article.keys.get(key)
    if found is None and speaker.proper and key.endswith("s"):
        found = article.keys.get(key[:-1])
    if found is None or speaker.proper and clash(found, speaker):
        return same_office(article, speaker) if not speaker.proper else None
    return found


def clash(actor, speaker):
    """Two first names, or two genders: not the same person."""
    if len(actor.proper) > 1 and len(speaker.proper) > 1 and actor.is_person:
        if not first_names(actor) & first_names(speaker):
            return True
    return bool(speaker.nouns and actor.is_person and actor.gender and speaker.gender and actor.gender != speaker.gender)


def first_names(actor):
    """The initials of all names but the last: `Franz-Josef Jung` and `Franz Josef Jung` may be one."""
    return {part[0] if part.endswith(".") else part for name in actor.proper[:-1] for part in name.split("-") if part}


def add(article, speaker):
    """A new actor."""
    actor = Actor(speaker.name, speaker.proper, speaker.form, speaker.country, speaker.gender, speaker.number,
                  speaker.is_named, list(speaker.nouns))
    article.actors.append(actor)
    article.keys[key_of(speaker)] = actor
    article.keys.setdefault(speaker.name.lower(), actor)
    if speaker.proper and not actor.is_person and speaker.proper[0] not in kinds.cities():
        article.keys.setdefault(" ".join(speaker.proper).lower(), actor)
    return actor


def learn(article, actor, speaker, weight=NAME):
    """Take over what a further phrase tells about the actor; the fullest proper name stays."""
    if speaker.form in ("pronoun", "words", "report", "document") and actor.name != speaker.name:
        return
    if speaker.proper and (len(speaker.proper) > len(actor.proper) or not actor.is_named):
        actor.name, actor.proper, actor.is_named = speaker.name, speaker.proper, True
        article.keys.setdefault(key_of(speaker), actor)
    if speaker.kind:
        told = weight if speaker.nouns and speaker.kind not in ("public", "other") else weight / 4
        actor.kinds[speaker.kind] = actor.kinds.get(speaker.kind, 0) + told
    actor.country = actor.country or speaker.country
    actor.gender = actor.gender or speaker.gender
    actor.form = actor.form or speaker.form
    if speaker.title and speaker.title not in actor.titles:
        actor.titles.append(speaker.title)
    actor.nouns += [noun for noun in speaker.nouns if noun not in actor.nouns]


# ---------------------------------------------------------------- rows
def rows(article, said, voices):
    """Number the actors who speak, in order of their first statement, and tell the statements."""
    order = sorted(range(len(said)), key=lambda k: (said[k]["start"], k))
    numbers = {}
    for k in order:
        if voices[k] is not None:
            numbers.setdefault(id(voices[k]), (len(numbers), voices[k]))
    quoted = {number: [] for number, _ in numbers.values()}
    for row, actor in zip(said, voices):
        number = numbers[id(actor)][0] if actor is not None else None
        row["source_id"], row["speaker"] = number, actor.name if actor is not None else None
        row["via"] = second_hand(article.doc, row)
        if number is not None:
            quoted[number].append(row)
    return [{"source_id": number, "name": actor.name, "kind": kind(actor, quoted[number]), "is_named": actor.is_named,
             "country": actor.country or None, "n_statements": len(quoted[number]), "n_words": n_words(article.doc, quoted[number])}
            for number, actor in numbers.values()]


def kind(actor, statements):
    """The actor's kind; a body that no list knows and that reports is a medium."""
    reports = any(row.get("cue") in ("berichten", "melden", "vermelden") for row in statements)
    return actor.kind or ("media" if reports and not actor.is_person and actor.is_named else "other")


def n_words(doc, statements):
    """Words inside the quotations of the statements, each counted once."""
    inside = {token.i for row in statements for token in tokens_of(doc, row["quote_spans"])
              if token.text[0].isalnum()}
    return len(inside)


def second_hand(doc, row):
    """Where the author has it from: `unter Berufung auf Regierungskreise`, `laut dpa` beside another speaker; or None."""
    taken = {token.i for name in ("quote_spans", "speaker_spans") for token in tokens_of(doc, row[name])}
    frame = tokens_of(doc, row["frame_spans"] or row["speaker_spans"])
    if not frame:
        return None
    sent = frame[0].sent
    for token in sent:
        if token.text in BORROWED and token.i + 2 < sent.end and doc[token.i + 1].lower_ == "auf" and token.i > sent.start \
                and doc[token.i - 1].lower_ in ("unter", "mit", "in"):
            return doc[token.i - 1:max(phrase_end(doc, token.i + 2, sent.end), token.i + 3)].text
        if token.lower_ in ("laut", "zufolge") and token.i not in taken:
            place = borrowed_phrase(doc, token, sent)
            if place and not taken.intersection(range(*place)) and media(doc, place):
                return doc[place[0]:place[1]].text
    return None


def borrowed_phrase(doc, token, sent):
    """(first, last + 1) of `laut dpa`, `Medienberichten zufolge`."""
    if token.lower_ == "laut":
        return token.i, phrase_end(doc, token.i + 1, sent.end)
    first = token.i
    while first > sent.start and doc[first - 1].tag_ in NOMINAL:
        first -= 1
    return (first, token.i + 1) if first < token.i else None


def media(doc, place):
    return any((known := kinds.role(token.text)) and known.kind == "media" or (found := kinds.named(token.text)) and found.kind == "media"
               or known and known.before and kinds.kind_of_part(known.before) == "media" for token in doc[place[0]:place[1]])


def phrase_end(doc, i, end):
    """Where a noun phrase that starts at token `i` ends."""
    while i < end and (doc[i].tag_ in NOMINAL or doc[i].text in speakers.QUOTES
                       or doc[i].tag_ == "KON" and i + 1 < end and doc[i + 1].tag_ in NOMINAL):
        i += 1
    return i
