"""Who is quoted: one row is one source of an article, however it is spelled.

`resolve(doc, said, people)` gives every statement its source (`source_id`, `speaker`, `via`) and returns the sources in order
of their first statement. `speakers.py` reads the phrase that says who speaks, `antecedents.py` finds whom it stands for;
`demnach`, free indirect speech and `der Bericht` go on with the last source.

`is_named` is true for what has a proper name (`Hendrik Remmel`, `Polizei Köln`), for a body that its function and country
single out (`südkoreanischer Geheimdienst`, `Bundesregierung`), and for one body of an article that names a place (`Polizei`, `Stadtrat`):
it can be asked. People without a name are not named, whoever they speak for.
"""
from bisect import bisect_left

from .. import lexicons
from ..language import clauses, noun_phrases, reading
from ..people import actors, gazetteer
from . import coreference, phrase_parts, speakers
from .coreference import (
    SPEAKER,
    Article,
    antecedent,
    described,
    known_actor,
    learn,
    naming_phrases,
    new_actor,
    note,
    note_phrase,
    speaker_of,
    token_at,
    tokens_of,
    with_apposition,
)
from .phrase_parts import PARTICLES, PERSON

GOES_ON = {"free_indirect", "indirect_free_indirect"}
BORROWED = lexicons.words("phrase_words", role="borrowing")
LOOKED_BACK = 50                           # statements
LONGEST_CHAIN = 20                         # words


def resolve(doc, said, people=()):
    """The sources of the statements, one dict each; sets `source_id`, `speaker` and `via` of every row of `said`."""
    doc = reading.words(doc)
    article = Article.of(doc, people)
    voices = [None] * len(said)
    spoken = [tokens_of(doc, row["speaker_spans"]) for row in said]
    taken = {token.i for tokens in spoken for token in tokens}
    events = [(first, 0, 0, last) for first, last in naming_phrases(doc, article.names.places) if first not in taken]
    events += [(anchor(article, row, tokens), 1, k, 0) for k, (row, tokens) in enumerate(zip(said, spoken))]
    for first, is_statement, k, last in sorted(events):
        if is_statement:
            voices[k] = voice(article, said, voices, k, spoken[k])
        else:
            note_phrase(article, first, last)
    for row, via in zip(said, second_hand(article, said)):
        row["via"] = via
    return source_rows(article, said, voices)


def with_speakers(doc, said, people):
    """`people`, the rows of `actors.find`, with the persons who are found only because they speak, where the text tells that they are persons."""
    doc = reading.words(doc)
    names = coreference.names_of(doc, people)
    last_names = {row["name"].split()[-1] for row in people if row["kind"] == "person"}
    spoken = (tokens_of(doc, row["speaker_spans"]) for row in said)
    untold = [tokens for tokens in spoken if any(token.i not in names.places and (token.tag_ in ("NE", "FM") or token.text in last_names)
                                                 for token in tokens)]
    found = [speaker for tokens in untold if (speaker := speakers.named_by(extended(doc, tokens), names)) and speaker.at and speaker.form in PERSON]
    places = {(speaker.at[0], speaker.at[-1] + 1) for speaker in found
              if not is_mentioned(speaker.at, names.places) and is_told_a_person([doc[i] for i in speaker.at], last_names)}
    return actors.with_persons(doc, people, places)


def is_mentioned(at, places):
    """Whether a name has a row, or shares words with one: any but that of its own end (`Carlos | Monedero`)."""
    mentions = {places[i] for i in at if i in places}
    return any(kind != "person" or last != at[-1] + 1 or first <= at[0] for kind, first, last in mentions)


def is_told_a_person(words, last_names):
    """A first name and more; or one name that is a person's in the article, stands behind a person's role, or is a listed last name."""
    if not all(token.text[0].isupper() or token.lower_ in PARTICLES for token in words):
        return False
    if any(gazetteer.named(token.text) or gazetteer.country(token.text) for token in words):
        return False
    first, last = words[0], words[-1]
    if len(words) > 1:
        return first.text in gazetteer.first_names()
    before = first.doc[first.i - 1] if first.i and not first.is_sent_start else None
    behind_role = before is not None and before.tag_ == "NN" and (role := gazetteer.role(before.text)) is not None and role.form in PERSON
    return last.text in last_names or last.tag_ == "NE" and (behind_role or last.text in gazetteer.last_names())


def anchor(article, row, tokens):
    """The token that places a statement among the mentions: its speaker, else its cue, else its first word."""
    if any(token.lower_.startswith("eigen") for token in tokens):
        return article.end(tokens[0].i)    # `nach eigenen Angaben`: whose is told by the rest of the sentence
    spans = row["speaker_spans"] or row["cue_spans"] or [(row["start"], row["end"])]
    return max(0, token_at(article.doc, spans[0][0]))


# ---------------------------------------------------------------- who speaks
def voice(article, said, voices, k, tokens):
    """The Actor behind a statement, or None."""
    row = said[k]
    if not tokens:
        return last_voice(voices, k) if row["kind"] in GOES_ON or goes_on(said, voices, k) else None
    if len(tokens) == 1 and tokens[0].tag_ in ("PROAV", "ADV") and tokens[0].i not in article.names.places:
        return last_voice(voices, k)
    speaker = speaker_of(article, extended(article.doc, tokens))
    if speaker is None or speaker.form == "pronoun" and speaker.name not in lexicons.words("pronouns") | {"eigen"}:
        return around(said, voices, k)
    actor = meant(article, speaker, row, tokens[0], last_voice(voices, k))
    if actor is None and speaker.name and speaker.form != "pronoun":
        actor = new_actor(article, speaker)
    if actor is not None:
        learn(article, actor, speaker, SPEAKER)
        note(article, tokens[0].i, actor, SPEAKER)
    return actor


def meant(article, speaker, row, token, last):
    """The Actor known so far whom a phrase means, or None. `last` is who spoke last."""
    if speaker.form == "pronoun":
        return antecedent(article, speaker, row, token) or last
    plain = speaker.is_plain and speaker.is_definite
    if plain and (speaker.form == "words" or speaker.form == "report" and speaker.number == "sg"):
        return same_words(article, speaker, last)
    if speaker.proper or not speaker.is_definite or speaker.form == "document":
        return known_actor(article, speaker)
    return described(article, speaker, token.i)


def same_words(article, speaker, last):
    """`der Bericht`, `den Angaben`: those of the last source; a report is not a person's."""
    if last is not None and not (speaker.form == "report" and last.is_person):
        return last
    return known_actor(article, speaker)


def extended(doc, tokens):
    """The speaker's tokens with what stands around a bare name: the role before it, the apposition behind it."""
    first, last = tokens[0].i, tokens[-1].i + 1
    if last - first != len(tokens):
        return tokens
    while first > 0 and not doc[first].is_sent_start and doc[first].tag_ in ("NE", "NN") and doc[first - 1].tag_ == "NN" \
            and (known := gazetteer.role(doc[first - 1].text)) and known.form in ("person", "office", "type"):
        first -= 1
    return with_apposition(doc, first, last)


def goes_on(said, voices, k):
    """A quotation without frame right behind or inside one that has a source: the same person goes on."""
    row, before = said[k], said[k - 1]
    if k == 0 or row["kind"] != "direct" or row["frame_spans"] or voices[k - 1] is None:
        return False
    return before["start"] <= row["start"] < before["end"] + 4


def last_voice(voices, k):
    """The source of the last statement before this one that has any."""
    return next((actor for actor in reversed(voices[max(0, k - LOOKED_BACK):k]) if actor is not None), None)


def around(said, voices, k):
    """The source of the statement that this one stands in: `ich` and `wir` inside a quotation."""
    row = said[k]
    return next((voices[j] for j in range(k - 1, max(-1, k - LOOKED_BACK), -1) if voices[j] is not None
                 and said[j]["start"] <= row["start"] and row["end"] <= said[j]["end"]), None)


# ---------------------------------------------------------------- rows
def source_rows(article, said, voices):
    """Number the actors who speak, in order of their first statement, and tell the statements."""
    order = sorted(range(len(said)), key=lambda k: (said[k]["start"], k))
    quoted_ones = list({id(voices[k]): voices[k] for k in order if voices[k] is not None}.values())
    numbers = {id(actor): number for number, actor in enumerate(quoted_ones)}
    quoted, mentioned, called = [[] for _ in quoted_ones], {}, {name: kind for kind, name in article.merged.values()}
    for first, _, actor, _ in article.mentions:
        mentioned.setdefault(id(actor), []).append(first)
    for row, actor in zip(said, voices):
        row["source_id"] = numbers[id(actor)] if actor is not None else None
        row["speaker"] = actor.name if actor is not None else None
        if actor is not None:
            quoted[row["source_id"]].append(row)
    return [{"source_id": number, "name": actor.name, "kind": kind_of_source(actor, statements),
             "form": form_of_source(article.doc, actor, called.get(actor.name), statements), "is_named": actor.is_named, "country": actor.country or None,
             "title": actor.office or None, "affiliation": actor.affiliation or None, "why": why(article, mentioned.get(id(actor), ()), statements),
             "n_statements": len(statements), "n_words": n_words(article.doc, statements)}
            for number, (actor, statements) in enumerate(zip(quoted_ones, quoted))]


def recounted(doc, said, quoted):
    """The sources `quoted` of those statements that are left of theirs; one of which none is left is no source."""
    doc, rows = reading.words(doc), []
    for source in quoted:
        own = [row for row in said if row["source_id"] == source["source_id"]]
        if own:
            rows.append({**source, "n_statements": len(own), "n_words": n_words(doc, own)})
    return rows


def why(article, mentioned, statements):
    """The relative clause behind the source, `der den Unfall sah`: why it is asked; where it speaks, else where it is `mentioned`. Or None."""
    doc, places = article.doc, article.names.places
    spoken = [tokens[-1].i + 1 for row in statements if (tokens := tokens_of(doc, row["speaker_spans"]))]
    named = [places[k][2] for first in mentioned
             if (k := next((k for k in range(first, min(first + LONGEST_ROLE, len(doc))) if k in places and places[k][0] == "person"), None)) is not None]
    return next((found for i in [*spoken, *named] if (found := relative_clause(doc, behind_source(doc, i)))), None)


def relative_clause(doc, comma):
    """The words of the relative clause that a comma opens, without it; or None."""
    if comma + 2 >= len(doc) or doc[comma].text != "," or doc[comma + 1].tag_ not in ("PRELS", "PRELAT", "ART", "PDS"):
        return None
    end = next((k for k in range(comma + 2, min(len(doc), comma + LONGEST_CHAIN)) if doc[k].text in (",", ".", ":", "“", "„")), None)
    closed = end and any(doc[k].tag_ in clauses.FINITE or doc[k].tag_ == "VVPP" and k == end - 1 for k in range(max(comma + 2, end - 3), end))
    return phrase_parts.text(doc[comma + 1:end]) if closed else None


LONGEST_ROLE = 6                           # words before a name


def behind_source(doc, i):
    """Where the comma may stand behind a source: over its body and the verb's particle (`räumt Sandhaas | ein`, `Lenk | vom Klinikum Harkenau`)."""
    end = doc[i - 1].sent.end
    if i < end and doc[i].lower_ in ("vom", "von", "bei", "beim"):
        i = max(i, noun_phrases.phrase(doc, i + 1, end))
    return i + (i < end and doc[i].tag_ == "PTKVZ")


def kind_of_source(actor, statements):
    """The actor's kind; a body that no list knows and that reports is a medium."""
    reports = any(row.get("cue") in ("berichten", "melden", "vermelden") for row in statements)
    return actor.kind or ("media" if reports and not actor.is_person and actor.is_named else "other")


def form_of_source(doc, actor, mention, statements):
    """`person`, `group` (people without names), `body`, `document`, or None if nothing tells: what the table of actors says of the name
    (`mention`: its kind there), else the noun."""
    if mention:
        is_body = gazetteer.named(actor.name.title() if actor.name.isupper() else actor.name)       # `STANDARD`
        return "person" if mention == "person" and not is_body else "body"
    if len(actor.proper) == 1 and not actor.nouns and actor.form == "person" and actor.proper[0] not in gazetteer.last_names():
        return None                        # one word that might name anything
    if actor.form in PERSON:
        return "person" if actor.number == "sg" and (actor.is_named or not are_several(doc, actor, statements)) else "group"
    return {"crowd": "group", "body": "body", "type": "body", "document": "document"}.get(actor.form)


def are_several(doc, actor, statements):
    """Whether a noun that is the same in both numbers is a plural where it speaks: `Ermittler sagten`, `nach Ansicht der Forscher`."""
    said = [tokens_of(doc, row["cue_spans"]) for row in statements]
    spoken = [tokens_of(doc, row["speaker_spans"]) for row in statements]
    plural = any(token.tag_.endswith("FIN") and token.lower_.endswith(("en", "ern", "eln")) for tokens in said for token in tokens)
    of_them = actor.gender == "m" and any(one.tag_ == "NN" and article.lower_ == "der" and (role := gazetteer.role(noun.text)) and role.noun in actor.nouns
                                          for tokens in spoken for one, article, noun in zip(tokens, tokens[1:], tokens[2:]))
    return plural or of_them


def n_words(doc, statements):
    """Words inside the quotations of the statements, each counted once."""
    return len({token.i for row in statements for token in tokens_of(doc, row["quote_spans"]) if token.text[0].isalnum()})


# ---------------------------------------------------------------- second hand
def second_hand(article, said):
    """Where the author has each statement from: `unter Berufung auf Regierungskreise`, `laut dpa` or `laut Redemanuskript` beside another speaker; or None."""
    marks = [token.i for token in article.doc if token.text in BORROWED or token.lower_ in ("laut", "zufolge")]
    for row in said:
        spans = row["frame_spans"] or row["speaker_spans"]
        i = max(0, token_at(article.doc, spans[0][0])) if spans else 0
        first = bisect_left(marks, article.starts[article.sentence(i)]) if spans and article.starts else len(marks)
        here = marks[first:bisect_left(marks, article.end(i))] if spans else []
        yield next((via for mark in here[:LONGEST_CHAIN] if (via := borrowed(article, row, mark))), None)


def borrowed(article, row, i):
    """The words that name where something is from, if token `i` marks such; or None."""
    doc, end = article.doc, article.end(i)
    if doc[i].text in BORROWED:
        if 0 < i and i + 2 < end and doc[i + 1].lower_ == "auf" and doc[i - 1].lower_ in ("unter", "mit", "in"):
            return phrase_parts.text(doc[i - 1:max(phrase_end(doc, i + 2, end), i + 3)])
        return None
    first, last = borrowed_phrase(doc, i, end)
    spans = row["quote_spans"] + row["speaker_spans"]
    own = any(start < doc[last - 1].end and doc[first].idx < stop for start, stop in spans)
    return phrase_parts.text(doc[first:last]) if not own and last - first > 1 and published(doc, first, last) else None


def borrowed_phrase(doc, i, end):
    """(first, last + 1) of `laut dpa`, `Medienberichten zufolge`."""
    if doc[i].lower_ == "laut":
        return i, phrase_end(doc, i + 1, end)
    return noun_phrases.run_start(doc, i, noun_phrases.NOMINAL, max(i - LONGEST_CHAIN, doc[i].sent.start)), i + 1


def published(doc, first, last):
    """Whether the words name a medium or a document."""
    for token in doc[first:last]:
        known, found = gazetteer.role(token.text), gazetteer.named(token.text)
        if {"media", "document"} & {known and known.kind, found and found.kind, known and known.before and gazetteer.kind_of_part(known.before)}:
            return True
    return False


def phrase_end(doc, i, end):
    """Where a noun phrase that starts at token `i` ends."""
    end = min(end, i + LONGEST_CHAIN)
    return noun_phrases.phrase(doc, i, end) if i < end else i
