"""Who the subject, agent, addressee or topic of a clause is, as positions of words."""
from .. import lexicons
from ..language.fields import BREAKS
from ..people import gazetteer
from . import noun_phrases


def topic(s):
    """The subject of a sentence."""
    for segment in s.segments:
        if segment.form in ("second", "first"):
            finite = segment.finite[0]
            return front(s, 0, finite, segment.clause) or first_nominative(s, finite + 1, segment.end)
    return []


def told_to_medium(s, speaker):
    """(speaker, whom it was told): of two genitives the second, a medium, is a dative: `ein Sprecher der Polizei | der Agentur dpa`."""
    starts = [p for p in speaker if s.lower[p] in ("der", "dem", "des") and p - 1 in speaker and s.tag[p - 1] in ("NN", "NE")]
    for p in starts[1:]:
        head = next((q for q in speaker if q > p and s.tag[q] in ("NN", "NE")), None)
        if s.lower[p] != "des" and head is not None and is_medium(s.text[head]):
            return [q for q in speaker if q < p], [q for q in speaker if q >= p]
    return speaker, []


def is_medium(word):
    """One medium, not several: `der Zeitungen` is a genitive."""
    known = gazetteer.role(word)
    if known:
        return known.kind == "media" and word.lower().endswith(known.noun.lower())
    return (named := gazetteer.named(word)) is not None and named.kind == "media"


def addressee(s, cue, start, end, speaker):
    """Who is spoken to: a dative, `gegenüber ...`, or the accusative of `auffordern`."""
    clause = s.segments[s.segment_of(cue.verb)].clause
    for p, q, preposition in noun_phrases.free_phrases(s, start, end):
        if s.segments[s.segment_of(p)].clause != clause or p in speaker or p in cue.words:
            continue
        if preposition == "gegenüber" or not preposition and noun_phrases.dative(s, p, q):
            return list(range(p, q))
        if not preposition and "accusative" in cue.entry.takes and s.lower[p] not in ("es", "sich", "dies", "das"):
            return list(range(p, q))
    return []


# ---------------------------------------------------------------- speakers
def subject(s, cue, start, end):
    """Positions of the speaker's noun phrase."""
    if cue.is_passive:
        return agent(s, start, end, ("von", "vom", "durch", "seitens")) or medium(s, start, end)
    if cue.entry.lemma == "heißen":
        return agent(s, start, end, ("in", "im", "bei", "beim", "von", "vom", "aus", "auf"))
    finite = cue.finite
    place = s.segment_of(finite)
    clause = s.segments[place].clause
    form = next(segment.form for segment in s.segments if segment.clause == clause)
    if form in ("dass", "sub", "wh", "wie", "rel"):
        opening = next(segment for segment in s.segments if segment.clause == clause)
        return first_nominative(s, opening.start, finite)
    behind = first_nominative(s, finite + 1, min(end, s.end()))
    if behind and (s.tag[behind[0]] == "PPER" or s.lower[behind[0]] == "man" or s.lower[finite - 1] in ("das", "dies")):
        return behind
    before = front(s, start, finite, clause)
    if before and behind and can_speak(s, behind) and not can_speak(s, before):
        return behind                      # `Die Zahl der Opfer gab Müller mit fünf an`
    return before or behind or shared(s, place)


def can_speak(s, positions):
    """Whether the head of a noun phrase is a pronoun, a name, a person or a body."""
    head = next((p for p in positions if s.tag[p] in ("NN", "NE", "FM", "XY", "PPER", "PIS", "PDS")), None)
    return head is not None and (s.tag[head] != "NN" or gazetteer.role(s.text[head]) is not None)


def shared(s, place):
    """The subject of the main clause before, which `und kündigte an` goes on with."""
    if not s.segments[place].coordinated:
        return []
    for segment in reversed(s.segments[:place]):
        if segment.form == "second":
            return front(s, 0, segment.finite[0], segment.clause) or first_nominative(s, segment.finite[0] + 1, segment.end)
    return []


def front(s, start, finite, clause):
    """The phrase before the finite verb of a main clause, if it can be a subject."""
    opening = next(segment.start for segment in s.segments if segment.clause == clause)
    p = max(start, opening)
    while p < finite and (s.tag[p] in ("KON", "ADV", "$(", "$,", "PTKNEG") and s.text[p] not in noun_phrases.MARKS or s.text[p] in BREAKS):
        p += 1
    if p >= finite:
        return []
    q = noun_phrases.phrase(s, p, finite)
    if q == p or not noun_phrases.nominative(s, p, q):
        return []
    return whole_front(s, p, q, finite)


def whole_front(s, p, q, finite):
    """All of the phrase before the verb: what German puts there is one constituent; relative clauses are left out."""
    positions = []
    for segment in s.segments[s.segment_of(p):s.segment_of(finite) + 1]:
        if segment.form in ("rel", "sub", "dass", "inf", "wh"):
            break
        positions += range(max(p, segment.start), min(finite, segment.end))
    while positions and (s.text[positions[-1]] in BREAKS or s.tag[positions[-1]] in ("ADV", "PROAV", "ADJD")):
        positions.pop()
    return positions


def first_nominative(s, p, end):
    """The first noun phrase from p that no preposition governs and that can be a nominative."""
    while p < end:
        tag = s.tag[p]
        if tag in ("APPR", "APPRART"):
            q = noun_phrases.phrase(s, p + 1, end, loose=False) if p + 1 < end else end
            p = max(q, p + 1)
            continue
        q = noun_phrases.phrase(s, p, end)
        if q > p:
            if noun_phrases.nominative(s, p, q):
                return list(range(p, with_apposition(s, q, end)))
            p = q
            continue
        p += 1
    return []


def with_apposition(s, q, end):
    """End of the phrase with `, Sprecher der Polizei,` behind it."""
    if q < end and s.text[q] == "," and q + 1 < end:
        k = s.segment_of(q + 1)
        segment = s.segments[k]
        if segment.form == "none" and s.tag[q + 1] in noun_phrases.HEADS | noun_phrases.DETERMINERS | {"ADJA"} and segment.start == q + 1:
            r = noun_phrases.phrase(s, q + 1, end)
            if r > q + 1:
                return r
    return q


def agent(s, start, end, prepositions):
    """The phrase behind one of the prepositions: `wird | von Experten | befürchtet`, `heißt es | in dem Bericht`."""
    for p in range(start, min(end, len(s) - 1)):
        setting = noun_phrases.is_time(s, p + 1, end) and not names_report(s, p + 1, noun_phrases.core(s, p + 1, end))
        if s.lower[p] in prepositions and not setting | (s.lower[p + 1] == "seiten"):
            q = noun_phrases.phrase(s, p + 1, end)
            if q > p + 1:
                return list(range(p + 1, q))
    return []


def medium(s, start, end):
    """`in einer Mitteilung der Polizei` where nobody else speaks."""
    for p in range(start, min(end, len(s) - 1)):
        if s.lower[p] in ("in", "im", "seiten"):
            q = noun_phrases.phrase(s, p + 1, end)
            if q > p + 1 and (s.lower[p] == "seiten" or names_report(s, p + 1, q)):
                return list(range(p + 1, q))
    return []


def names_report(s, p, q):
    """Whether the phrase is headed by a noun like `Angaben`, also at the end of a compound."""
    for r in range(p, q):
        if s.tag[r] == "NN":
            return s.lemma[r].lower().endswith(REPORT_NOUNS)
    return False


REPORT_NOUNS = tuple(sorted({row["lemma"].lower() for row in lexicons.rows("cues") if row["pos"] == "noun" and "nach" in row["takes"].split()}))
