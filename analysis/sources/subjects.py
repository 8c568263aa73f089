"""Who the subject, agent, addressee or topic of a clause is, as positions of words."""
from .. import lexicons
from ..language import noun_phrases, quotation_marks
from ..language.clauses import BREAKS, DASHES, PREPOSITIONS
from ..people import gazetteer


def topic(sentence):
    """The subject of a sentence, if it is somebody who can speak."""
    for segment in sentence.segments:
        if segment.form in ("second", "first"):
            finite = segment.finite[0]
            before = front(sentence, 0, finite, segment.clause)
            return before if before and can_speak(sentence, before) else first_speaker(sentence, finite + 1, segment.end)
    return []


def first_speaker(sentence, at, end):
    """The first phrase that can be a subject and can speak; things do not."""
    while at < end and (phrase := first_nominative(sentence, at, end)):
        if can_speak(sentence, phrase):
            return phrase
        at = phrase[-1] + 1
    return []


def told_to_medium(sentence, speaker):
    """(speaker, whom it was told): of two genitives the second, a medium, is a dative: `ein Sprecher der Polizei | der Agentur dpa`."""
    starts = [at for at in speaker if sentence.lower[at] in ("der", "dem", "des") and at - 1 in speaker
              and sentence.tag[at - 1] in noun_phrases.NOUNS]
    for at in starts[1:]:
        head = next((other for other in speaker if other > at and sentence.tag[other] in noun_phrases.NOUNS), None)
        if sentence.lower[at] != "des" and head is not None and is_medium(sentence.word[head]):
            return [other for other in speaker if other < at], [other for other in speaker if other >= at]
    return speaker, []


def is_medium(word):
    """One medium, not several: `der Zeitungen` is a genitive."""
    known = gazetteer.role(word)
    if known:
        return known.kind == "media" and word.lower().endswith(known.noun.lower())
    return (named := gazetteer.named(word)) is not None and named.kind == "media"


def addressee(sentence, cue, start, end, speaker):
    """Who is spoken to: a dative, `gegenüber ...`, or the accusative of `auffordern`."""
    clause = sentence.segments[sentence.segment_of(cue.verb)].clause
    for first, stop, preposition in noun_phrases.free_phrases(sentence, start, end):
        if sentence.segments[sentence.segment_of(first)].clause != clause or first in speaker or first in cue.words:
            continue
        if preposition == "gegenüber" or not preposition and noun_phrases.dative(sentence, first, stop):
            return list(range(first, stop))
        if not preposition and "accusative" in cue.entry.takes and sentence.lower[first] not in ("es", "sich", "dies", "das"):
            return list(range(first, stop))
    return []


# ---------------------------------------------------------------- speakers
def is_nobody(sentence, speaker):
    """No speaker, or a pronoun behind which no source stands: `man`, `wir`, `es`."""
    return not speaker or len(speaker) == 1 and sentence.lower[speaker[0]] in NOBODY


def is_author(sentence, speaker):
    """`ich`, `wir`: outside of quotation marks who writes, no source."""
    return not AUTHOR.isdisjoint(sentence.lower[at] for at in speaker)


NOBODY = lexicons.words("phrase_words", role="nobody")
AUTHOR = lexicons.words("phrase_words", role="speaking author")


def subject(sentence, cue, start, end):
    """Positions of the speaker's noun phrase."""
    if "cited" in cue.entry.takes:
        return cited(sentence, cue, start, end)
    if cue.is_passive:
        by = ("von", "vom", "durch", "seitens")
        return agent(sentence, start, end, [word for word in by if word not in cue.entry.words]) or medium(sentence, start, end)      # `wird von Toten | gesprochen`
    if cue.entry.lemma in ("heißen", "verlauten"):
        return agent(sentence, start, end, ("in", "im", "bei", "beim", "von", "vom", "aus", "auf"))
    finite = cue.finite
    place = sentence.segment_of(finite)
    clause = sentence.segments[place].clause
    form = next(segment.form for segment in sentence.segments if segment.clause == clause)
    if form in ("dass", "sub", "wh", "wie", "rel"):
        opening = next(segment for segment in sentence.segments if segment.clause == clause)
        return first_nominative(sentence, opening.start, finite)
    if form == "first" and sentence.segments[place].coordinated and (elided := shared(sentence, place)):
        return elided                         # `kündigte an, ..., und warf Griechenland vor`
    last = min(end, sentence.end())
    behind = first_speaker(sentence, finite + 1, last) or first_nominative(sentence, finite + 1, last)
    before = front(sentence, start, finite, clause)
    if before and behind and not agrees(sentence, before, finite):
        return behind                      # `Gerüchte dementiert | Mai`
    if before and behind and sentence.lower[behind[0]] == "sie" and can_speak(sentence, before):
        return before                      # `Der Verband nannte sie „fahrlässig“`
    if behind and (sentence.tag[behind[0]] == "PPER" or sentence.lower[behind[0]] == "man"
                   or sentence.lower[finite - 1] in ("das", "dies")):
        return behind
    if before and behind and can_speak(sentence, behind) and not can_speak(sentence, before):
        return behind                      # `Die Zahl der Opfer gab Müller mit fünf an`
    return before or behind or shared(sentence, place)


def agrees(sentence, positions, finite):
    """Whether a phrase can be the verb's subject: a bare plural has no verb in the singular."""
    first = sentence.word[positions[0]], sentence.lemma[positions[0]]
    bare_plural = sentence.tag[positions[0]] == "NN" and first[0] != first[1] and first[0].endswith(("e", "en", "er"))
    return not bare_plural or sentence.lower[finite].endswith("n") or sentence.lower[finite] in ("sind", "seid")


def cited(sentence, cue, start, end):
    """`zitiert die Zeitung | den Minister`, `wird | der Minister | zitiert`: whose words the subject passes on."""
    first, last = (cue.finite + 1, min(end, sentence.end())) if cue.finite + 1 < end else (start, cue.finite)
    phrases = [part for low, high, preposition in noun_phrases.free_phrases(sentence, first, last) if not preposition
               for part in behind_medium(sentence, low, high)]
    speakers = [phrase for phrase in phrases if can_speak(sentence, phrase)]
    if cue.is_passive:
        return speakers[0] if speakers else front(sentence, start, cue.finite, sentence.segments[sentence.segment_of(cue.finite)].clause)
    return speakers[-1] if speakers and (len(speakers) > 1 or cue.finite > start and sentence.tag[cue.finite - 1] in noun_phrases.NOUNS) else []


def behind_medium(sentence, first, stop):
    """The phrase, in two where a name in quotation marks or a site opens it: `die „Zeit“ | Lynch`, `ndr.de | Sprecher Meyer`."""
    marks = [at for at in range(first, stop) if sentence.word[at] in quotation_marks.MARKS]
    cut = marks[1] + 1 if len(marks) > 1 else first + 1 if "." in sentence.word[first][1:] else stop
    return [list(range(first, cut)), list(range(cut, stop))] if cut < stop else [list(range(first, stop))]


def can_speak(sentence, positions):
    """Whether the head of a noun phrase is a pronoun, a name, a person or a body; `Ajatollah Karimi` is a name."""
    head = next((at for at in positions if sentence.tag[at] in ("NN", "NE", "FM", "XY", "PPER", "PIS", "PDS")), None)
    if head is None or sentence.tag[head] != "NN":
        return head is not None
    named, role = head + 1 in positions and sentence.tag[head + 1] in ("NE", "FM"), gazetteer.role(sentence.word[head])
    return named or role is not None and role.form != "words" or sentence.word[head] in gazetteer.bodies_that_speak()


def shared(sentence, place):
    """The subject of the main clause before, which `und kündigte an` goes on with."""
    if not sentence.segments[place].coordinated:
        return []
    for segment in reversed(sentence.segments[:place]):
        if segment.form in ("second", "first"):
            return front(sentence, 0, segment.finite[0], segment.clause) or first_nominative(sentence, segment.finite[0] + 1, segment.end)
    return []


def front(sentence, start, finite, clause):
    """The phrase before the finite verb of a main clause, if it can be a subject."""
    opening = next(segment.start for segment in sentence.segments if segment.clause == clause)
    first = max(start, opening, behind_dash(sentence, opening, finite))
    while first < finite and (sentence.word[first] in BREAKS or sentence.tag[first] in ("KON", "ADV", "$(", "$,", "PTKNEG")
                              and sentence.word[first] not in quotation_marks.MARKS):
        first += 1
    if first >= finite:
        return []
    stop = noun_phrases.phrase(sentence, first, finite)
    if stop == first or not noun_phrases.nominative(sentence, first, stop):
        return []
    return whole_front(sentence, first, stop, finite)


def behind_dash(sentence, first, finite):
    """Where the words before a verb begin that a single dash cuts off: `Radar im Grab – | Archäologe vermutet ...`; `first` where there is none or a pair."""
    dashes = [at for at in range(first + 1, finite) if sentence.word[at] in DASHES]
    return dashes[0] + 1 if len(dashes) == 1 else first


def whole_front(sentence, first, stop, finite):
    """All of the phrase before the verb: what German puts there is one constituent; relative clauses are left out."""
    positions = []
    for segment in sentence.segments[sentence.segment_of(first):sentence.segment_of(finite) + 1]:
        if segment.form in ("rel", "sub", "dass", "inf", "wh"):
            break
        positions += range(max(first, segment.start), min(finite, segment.end))
    while positions and (sentence.word[positions[-1]] in BREAKS or sentence.tag[positions[-1]] in ("ADV", "PROAV", "ADJD")):
        positions.pop()
    return positions


def first_nominative(sentence, at, end):
    """The first noun phrase from a position on that no preposition governs and that can be a nominative."""
    while at < end:
        if sentence.tag[at] in PREPOSITIONS:
            stop = noun_phrases.phrase(sentence, at + 1, end, loose=False) if at + 1 < end else end
            at = max(stop, at + 1)
            continue
        stop = noun_phrases.phrase(sentence, at, end)
        if stop > at:
            if noun_phrases.nominative(sentence, at, stop):
                return list(range(at, with_apposition(sentence, stop, end)))
            at = stop
            continue
        at += 1
    return []


def with_apposition(sentence, stop, end):
    """End of the phrase with `, Sprecher der Polizei,` behind it."""
    if stop < end and sentence.word[stop] == "," and stop + 1 < end:
        segment = sentence.segments[sentence.segment_of(stop + 1)]
        if sentence.tag[stop + 1] in noun_phrases.NOMINAL and segment.form == "none" and segment.start == stop + 1:
            longer = noun_phrases.phrase(sentence, stop + 1, end)
            if longer > stop + 1:
                return longer
    return stop


def agent(sentence, start, end, prepositions):
    """The phrase behind one of the prepositions: `wird | von Experten | befürchtet`, `heißt es | in dem Bericht`."""
    for at in range(start, min(end, len(sentence) - 1)):
        if sentence.lower[at] in prepositions and sentence.lower[at + 1] != "seiten" and not is_setting(sentence, at + 1, end):
            stop = noun_phrases.phrase(sentence, at + 1, end)
            if stop > at + 1 and not (sentence.tag[at - 1] in noun_phrases.NOUNS and not can_speak(sentence, range(at + 1, stop))):
                return list(range(at + 1, stop))       # but not `eine Serie | von Diebstählen`
    return []


def is_setting(sentence, first, end):
    """`am Montag`, `in einem Interview`: when or where something is said, unless the noun is one like `Angaben`."""
    return noun_phrases.is_time(sentence, first, end) and not names_report(sentence, first, noun_phrases.core(sentence, first, end))


def medium(sentence, start, end):
    """`in einer Mitteilung der Polizei` where nobody else speaks."""
    for at in range(start, min(end, len(sentence) - 1)):
        if sentence.lower[at] in ("in", "im", "seiten"):
            stop = noun_phrases.phrase(sentence, at + 1, end)
            if stop > at + 1 and (sentence.lower[at] == "seiten" or names_report(sentence, at + 1, stop)):
                return list(range(at + 1, stop))
    return []


def names_report(sentence, first, stop, preposition="nach"):
    """Whether the phrase is headed by a noun that the preposition makes a source: `Angaben`, also at the end of a compound."""
    for at in range(first, stop):
        if sentence.tag[at] == "NN":
            return sentence.lemma[at].lower().endswith(REPORT_NOUNS[preposition])
    return False


REPORT_NOUNS = {preposition: tuple(sorted({row["lemma"].lower() for row in lexicons.rows("cues")
                                           if row["pos"] == "noun" and preposition in row["takes"].split()})) for preposition in ("nach", "aus")}
