"""Statements: what somebody is said to have said.

One row is one statement: `quote_spans` are the words that are somebody's, `frame_spans` the clause around them that says
so, `cue_spans` its verb or preposition, `speaker_spans`, `addressee_spans`; `kind` is how the words are given:

    direct                    „Das ist falsch“, sagte sie.            in her own words, between quotation marks
    indirect                  Sie sagte, das sei falsch.              a clause that hangs on a frame
    indirect_free_indirect    Es gebe keine Pläne.                    Konjunktiv that goes on without a frame
    free_indirect             Er soll geflohen sein.                  somebody's report, without frame or Konjunktiv
    reported                  Sie kritisierte den Beschluss.          that something was said, without the words

The scheme is that of Petersen-Frey and Biemann (2024); the rules follow what German shows openly: quotation marks, commas,
conjunctions, mood and the place of the verb. `rule` names the rule that found the row.
What is missed: statements whose verb or noun is not in `lexicons/cues.csv`, content spread over several sentences before
its frame, and speakers that only the meaning shows.
"""
from functools import lru_cache

from .. import lexicons
from ..language import fields, quotation_marks, reading
from ..language.fields import BREAKS, FINITE
from ..people import gazetteer
from . import cues, noun_phrases, sources
from .coreference import tokens_of

PARTS = ("quote", "speaker", "cue", "frame", "addressee")


def find(doc, people=()):
    """The statements of a document and their sources."""
    doc = reading.words(doc)
    said = statements(doc, people)
    return said, sources.resolve(doc, said, people)


def statements(doc, people=()):
    """All statements of a document, in text order; `people` are the rows of `actors.find`."""
    rows, context, doc = [], None, reading.words(doc)
    names = {word.i for word in tokens_of(doc, [(row["start"], row["end"]) for row in people if row["kind"] == "person"])}
    for s in fields.sentences(doc, quotation_marks.pairs(doc), names):
        new = [row(doc, s, c) for c in in_sentence(s) or pointing_back(s, context) or without_frame(s, context)]
        for r in new:
            if r["rule"] == "pointing back":
                r["quote_spans"] = [context["span"], *r["quote_spans"]]
                r["start"] = context["span"][0]
        new = carried_on([r for r in new if r["quote_spans"]], context)
        if new and context and goes_on(context["rows"], new):
            extend(context["rows"][0], new[0])
            rows += new[1:]
            new = [context["rows"][0], *new[1:]]
        else:
            rows += new
        context = following(doc, s, new, context)
    rows.sort(key=lambda r: (r["start"], -r["end"]))
    for i, r in enumerate(rows):
        r["statement_id"] = i
    return rows


FREE = ("indirect_free_indirect", "free_indirect")


def goes_on(before, new):
    """Free indirect speech that continues the last sentence is one statement with it."""
    return bool(before) and before[0]["kind"] in FREE and new[0]["kind"] == before[0]["kind"]


def extend(statement, continuation):
    *earlier, (start, _) = statement["quote_spans"]
    (_, end), *later = continuation["quote_spans"]
    statement["quote_spans"] = [*earlier, (start, end), *later]
    statement["end"] = continuation["end"]


def carried_on(rows, context):
    """Speech without a frame has the speaker of the sentence before."""
    for r in rows:
        if not r["frame_spans"] and context and r["rule"] != "reported":
            r["speaker_spans"] = r["speaker_spans"] or context["speaker"]
            if r["kind"] == "direct" and context["framed"]:
                r["frame_spans"], r["cue_spans"] = context["framed"]["frame_spans"], context["framed"]["cue_spans"]
    return rows


def following(doc, s, new, context):
    """What the next sentence may go on with: the statements of this one, and who spoke, or who it is about."""
    speaker = next((r["speaker_spans"] for r in reversed(new) if r["speaker_spans"]), None) or spans(doc, s, voice(s))
    framed = next((r for r in new if r["frame_spans"]), None)
    if context:
        speaker = speaker or context["speaker"]
        framed = framed or context["framed"]
    said = spans(doc, s, range(s.end()))
    span = (said[0][0], said[-1][1]) if said and not new and not s.is_heading else None
    return dict(rows=new, speaker=speaker or spans(doc, s, topic(s)), framed=framed, span=span)


def voice(s):
    """Whose words the next sentence may be, in one that holds no statement: who says something, or a name it is about."""
    for cue in cues.verbs(s):
        if not cue.is_passive and s.segments[s.segment_of(cue.finite)].form in ("second", "first"):
            speaker = subject(s, cue, 0, len(s))
            if speaker and s.tag[speaker[0]] not in ("PPER", "PDS", "PRELS"):
                return speaker
    about = topic(s)
    return about if any(s.tag[p] == "NE" for p in about) else []


def topic(s):
    """The subject of a sentence."""
    for segment in s.segments:
        if segment.form in ("second", "first"):
            finite = segment.finite[0]
            return front(s, 0, finite, segment.clause) or first_nominative(s, finite + 1, segment.end)
    return []


def row(doc, s, c):
    made = {f"{part}_spans": spans(doc, s, c.get(part, ())) for part in PARTS}
    if made["quote_spans"]:
        made["start"], made["end"] = made["quote_spans"][0][0], made["quote_spans"][-1][1]
    return {**made, "kind": c["kind"], "rule": c["rule"], "stance": c.get("stance", "neutral"), "cue": c.get("lemma", "")}


def spans(doc, s, positions):
    """Character offsets of the positions, neighbours joined."""
    found, reached = [], None
    for p in sorted(set(positions)):
        first, last = s.blocks.get(p) or (s.at[p], s.at[p])
        if found and (first == reached + 1 or all(word.is_space for word in doc[reached + 1:first])):
            found[-1] = (found[-1][0], doc[last].end)
        else:
            found.append((doc[first].idx, doc[last].end))
        reached = last
    return found


# ---------------------------------------------------------------- one sentence
def in_sentence(s):
    candidates, claimed, left = [], {}, 0
    for cue in cues.verbs(s):
        if any(p in claimed for p in cue.words):
            continue
        c = from_verb(s, cue, left)
        if c:
            candidates.append(c)
            claimed.update(dict.fromkeys(c["quote"], len(candidates)))
            left = max(c["quote"] + c["frame"]) + 1
    for c in from_prepositions(s):
        if any(p in claimed for p in c["cue"]) or any(
                d["rule"] in ("parenthesis", "quotation before") and c["cue"][0] - 1 in d["speaker"] for d in candidates):
            continue                       # `sagte er | laut Redemanuskript`
        candidates = [d for d in candidates if not set(d["cue"]) & set(c["quote"]) or not set(c["cue"]) & set(d["frame"])]
        if any(set(c["quote"]) & set(d["quote"]) for d in candidates):
            continue
        candidates.append(c)
        claimed.update(dict.fromkeys(c["quote"], 1))
    for c in from_nouns(s, claimed) if candidates or not reported(s) else ():
        if c["quote"] and not any(p in claimed for p in c["quote"]):
            candidates.append(c)
            claimed.update(dict.fromkeys(c["quote"], 1))
    given = figures_given(s, {p for c in candidates for p in c["cue"]}) if candidates else []
    return [part for c in candidates for part in direct_parts(s, c)] + given


def trimmed(s, start, end):
    """Positions from start to end without breaks and full stops at either side."""
    while start < end and (s.text[start] in BREAKS or s.text[start] in fields.ENDS):
        start += 1
    while end > start and (s.text[end - 1] in BREAKS or s.text[end - 1] in fields.ENDS):
        end -= 1
    return list(range(start, end))


def from_verb(s, cue, left):
    place = s.segment_of(cue.verb)
    wie = wie_clause(s, place)
    if wie is not None:
        return like_clause(s, cue, wie, place, left) if "quote" in cue.entry.takes or "clause" in cue.entry.takes else None
    verb = main_verb(s)
    after = complement(s, cue) if verb is None or s.mood[verb] != "I" else None
    before = parenthesis(s, cue, left)
    if before is not None and (after is None or not subordinate_before(s, place, left)):
        return before
    if after is None:
        return None
    start, rule = after
    end = complement_end(s, start, cue)
    quote = trimmed(s, start, end)
    frame = list(range(left, start))
    quote += [p for p in s.blocks if p == end]          # `..., dass es gehe: „...“`
    return made(s, cue, quote, frame, rule, subject(s, cue, left, start))


def made(s, cue, quote, frame, rule, speaker):
    if not quote or not frame or any(s.lower[p] == "ich" for p in speaker):
        return None
    low, high = min(frame), max(frame) + 1
    speaker, told = told_to_medium(s, speaker)
    return dict(kind="indirect", quote=quote, frame=frame, cue=cue.words, speaker=speaker, rule=rule,
                addressee=told or addressee(s, cue, low, high, speaker), stance=cue.entry.stance, lemma=cue.entry.lemma)


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


def wie_clause(s, place):
    """Number of the segment that opens the wie-clause this segment is in or closes."""
    for k in range(place, max(-1, place - 4), -1):
        if s.segments[k].form == "wie" and s.segments[k].clause == s.segments[place].clause:
            return k
    return None


def like_clause(s, cue, first, last, left):
    segments = s.segments
    start, end = segments[first].start, segments[last].end
    if start > left and s.text[start - 1] in BREAKS:
        before = trimmed(s, left, start - 1)
        start -= 1
    else:
        before = trimmed(s, left, start)
    after = trimmed(s, end, s.end())
    content = before + after
    frame = list(range(start, min(end, s.end())))
    opener = [p for p in range(segments[first].start, segments[first].end) if s.lower[p] == "wie"][:1]
    speaker = subject(s, cue, segments[first].start, end)
    c = made(s, cue, content, frame, "wie clause", speaker)
    if c:
        c["cue"] = sorted({*c["cue"], *opener})
    return c


def complement(s, cue):
    """Where the clause begins that says what was said, and the rule; None where none follows."""
    takes, segments = cue.entry.takes, s.segments
    place = s.segment_of(cue.last)
    closed = set(range(cue.last + 1, segments[place].end)) <= {segments[place].end - 1}
    skipped = None                             # a phrase between the frame and the verb of the complement
    for k in range(place + 1, min(len(segments), place + 7)):
        segment, opening = segments[k], s.text[segments[k].start - 1]
        start = skipped if skipped is not None and closed else segment.start
        if opening == ":" and "quote" in takes:
            return segment.start, "colon"
        if segment.form == "quotation":
            return (segment.start, "quotation behind") if "quote" in takes else None
        if segment.form in ("dass", "wh"):
            return (segment.start, "dass clause") if "clause" in takes else None
        if segment.form == "inf":
            return (start, "infinitive") if "infinitive" in takes else None
        if segment.coordinated or opening == ";":
            return None
        if segment.form in ("none", "sub"):
            skipped = segment.start if skipped is None else skipped
        elif segment.form != "rel" or any(s.mood[p] for p in segment.finite) and skipped is not None:
            return clause_without_conjunction(s, cue, k, place, skipped, start)
    return None


def clause_without_conjunction(s, cue, k, place, skipped, start):
    """`sagte, er komme`: a main clause as complement, in the Konjunktiv or right behind the verb of saying."""
    segment = s.segments[k]
    behind = not any(other.clause == segment.clause for other in s.segments[:place + 1])
    if "clause" not in cue.entry.takes or not behind or segment.form == "first" and skipped is None:
        return None
    if any(s.mood[p] for p in segment.finite):
        return (segment.start if segment.form == "second" and segment.opens else skipped or start), "verb second"
    if "quote" in cue.entry.takes and k == place + 1 and segment.form == "second" and not cue.is_passive \
            and s.text[segment.start - 1] == "," and s.tag[segment.start] not in ("ADV", "KON", "PROAV") and only_subject(s, cue, place):
        return segment.start, "verb second indicative"
    return None


def only_subject(s, cue, place):
    """Whether nothing but the subject stands between the verb of saying and the comma."""
    speaker = subject(s, cue, s.segments[place].start, s.segments[place].end)
    return s.segments[place].end - 2 in {*cue.words, *speaker}


def complement_end(s, start, cue):
    """Where the complement ends: before a colon or semicolon, or a clause that goes on with what stood before it."""
    first, place = s.segment_of(start), s.segment_of(cue.finite)
    waiting = {segment.clause for segment in s.segments[:first]}
    in_main = s.segments[place].form in ("second", "first")
    for segment in s.segments[first + 1:]:
        if s.text[segment.start - 1] in (";", ":"):
            return segment.start
        if segment.clause in waiting and segment.finite and not any(s.mood[p] for p in segment.finite):
            return segment.start
        if segment.form == "first" and segment.opens and not s.mood[segment.finite[0]] and (
                segment.coordinated and segment.end - segment.finite[0] > 2 or not in_main):
            return segment.start
    return s.end()


def subordinate_before(s, place, left):
    """Whether all clauses before this one are subordinate: `Als er kam, sagte er, ...`."""
    forms = {segment.form for segment in s.segments[:place] if segment.start >= left}
    return bool(forms) and forms <= {"sub", "none", "rel", "dass", "wh", "inf"}


def parenthesis(s, cue, left):
    """`..., sagte er`: the frame begins with the verb, what goes before is said."""
    if "quote" not in cue.entry.takes and "clause" not in cue.entry.takes:
        return None
    place = s.segment_of(cue.finite)
    segment = s.segments[place]
    first = segment.start
    while first < cue.finite and (s.lower[first] in ("so", "das", "dies") or s.tag[first] in ("$(",)):
        first += 1
    if first != cue.finite or place == 0 or segment.start <= left or not segment.opens:
        return None
    start = segment.start - (s.text[segment.start - 1] in BREAKS)
    content = trimmed(s, left, start)
    if not content or not can_stand(s, left, place):
        return None
    end = s.segments[max(s.segment_of(cue.last), place)].end
    frame_end, resumed = resumption(s, s.segment_of(end - 1) + 1, content)
    frame = list(range(start, frame_end))
    rest = trimmed(s, frame_end, s.end()) if resumed else []
    rule = "quotation before" if content[-1] in s.blocks else "parenthesis"
    speaker = subject(s, cue, cue.finite, frame_end)
    if rule == "parenthesis" and not cue.is_passive and "heißen" != cue.entry.lemma and not adjacent(s, cue.finite, speaker):
        return None
    return made(s, cue, content + rest, frame, rule, speaker)


def adjacent(s, verb, speaker):
    """Only adverbs and `sich` between the verb and its subject."""
    return bool(speaker) and speaker[0] > verb and all(s.tag[p] in ("ADV", "PRF", "PROAV", "ADJD", "$(") for p in range(verb + 1, speaker[0]))


def can_stand(s, left, place):
    """Whether the words before a parenthesis hold a main clause or a whole quotation."""
    return any(segment.form in ("second", "first", "quotation", "dass", "wh") for segment in s.segments[:place] if segment.start >= left)


def resumption(s, k, content):
    """Where a frame in the middle or at the end stops, and whether the quoted words go on behind it."""
    has_verb = any(q in s.blocks or s.tag[q] in FINITE for q in content)
    for segment in s.segments[k:]:
        if segment.form == "quotation":
            return segment.start, True
        if segment.form == "first" and not has_verb:
            return segment.start, True
        if segment.form not in ("rel", "none") and any(s.mood[p] for p in segment.finite):
            return segment.start, True
    return s.end(), False


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


def pointing_back(s, context):
    """`Das teilte die Polizei mit.`: what was said is the sentence before."""
    if not context or not context["span"] or len(s) < 3 or s.lower[0] not in ("das", "dies", "dieses"):
        return []
    for cue in cues.verbs(s):
        if cue.finite == 1 and cue.entry.takes & {"clause", "quote"}:
            frame = list(range(1, s.end()))
            speaker = subject(s, cue, 1, s.end())
            c = made(s, cue, [0], frame, "pointing back", speaker)
            return [c] if c and (speaker or cue.is_passive) else []
    return []


# ---------------------------------------------------------------- nouns
def from_nouns(s, claimed):
    """`die Forderung, ... zu`, `Pressemeldungen, wonach`: a noun of saying with the clause that hangs on it."""
    for k, segment in enumerate(s.segments):
        comma = segment.start - 1
        if comma < 1 or s.text[comma] != "," or segment.start in claimed:
            continue
        noun = noun_before(s, s.segments[k - 1].start, comma)
        if noun is None or noun in claimed:
            continue
        takes = noun_takes(s.lemma[noun].lower())
        start = segment.start
        if s.lower[start] == "wonach":
            start += 1
        elif not (segment.form == "dass" and "clause" in takes or segment.form == "inf" and "infinitive" in takes or
                  segment.form == "second" and segment.opens and "clause" in takes and any(s.mood[p] for p in segment.finite)):
            continue
        yield noun_statement(s, k, noun, start, comma)


def noun_before(s, low, comma):
    """The noun of saying that a clause after the comma can hang on: the last one, or one with a genitive or `von` behind."""
    for p in range(comma - 1, max(low, comma - 12) - 1, -1):
        if s.tag[p] == "NN" and noun_takes(s.lemma[p].lower()):
            return p if p + 1 == comma or noun_phrases.phrase(s, p, comma) == comma else None
    return None


@lru_cache(gazetteer.REMEMBERED)
def noun_takes(lemma):
    """What the noun, or the last part of the compound, takes."""
    for start in range(len(lemma)):
        if lemma[start:] in NOUN_TAKES:
            return NOUN_TAKES[lemma[start:]]
    return frozenset()


NOUN_TAKES = {row["lemma"].lower(): frozenset(row["takes"].split()) for row in lexicons.rows("cues") if row["pos"] == "noun"}


def noun_statement(s, k, noun, start, comma):
    end = s.end()
    before = {segment.clause for segment in s.segments[:k]}
    for segment in s.segments[k + 1:]:
        if segment.clause in before or segment.form == "first" and segment.opens:
            end = segment.start
            break
    quote = trimmed(s, start, end)
    first = noun - 1 if noun and s.tag[noun - 1] in noun_phrases.DETERMINERS else noun
    cue = [start - 1] if s.lower[start - 1] == "wonach" else list(range(first, noun + 1))
    owner = range(noun + 1, comma)
    if owner and s.lower[owner[0]] in ("von", "vom"):
        owner = owner[1:]
    speaker = list(owner) or ([first] if s.tag[first] == "PPOSAT" else [])
    return dict(kind="indirect", quote=quote, frame=[p for p in range(s.end()) if p not in set(quote)], cue=cue, speaker=speaker or topic(s),
                addressee=[], rule="noun", stance="neutral", lemma=s.lemma[noun])


# ---------------------------------------------------------------- prepositions
def from_prepositions(s):
    found = []
    for p, word in enumerate(s.lower):
        c = None
        if word in ("laut", "gemäß") and s.tag[p] != "NE":
            q = noun_phrases.phrase(s, p + 1, len(s)) if p + 1 < len(s) else p
            c = around(s, p, q, [p], list(range(p + 1, q)), "laut") if q > p + 1 else None
        elif word == "nach" and s.tag[p] in ("APPR", "ADV"):
            q = noun_phrases.phrase(s, p + 1, len(s)) if p + 1 < len(s) else p
            if q > p + 1 and names_report(s, p + 1, q):
                c = around(s, p, q, [p], list(range(p + 1, q)), "nach")
        if c is None and word in ("zufolge", "nach") and p:
            start = phrase_before(s, p)
            if start is not None and (word == "zufolge" or s.tag[start] in ("PPOSAT", "ART") and names_report(s, start, p)
                                      and not noun_phrases.nominative(s, start, p)):
                c = around(s, start, p + 1, [p], list(range(start, p)), "zufolge")
        if word in ("demnach",):
            c = around(s, p, p + 1, [p], [p], "demnach")
        if word == "so" and p + 1 < len(s):
            c = so_phrase(s, p)
        if c:
            found.append(c)
    return found


def so_phrase(s, p):
    k = s.segment_of(p)
    segment = s.segments[k]
    first = segment.start
    if first != p or p == 0 or segment.finite:
        return None
    q = noun_phrases.phrase(s, p + 1, segment.end)
    if q == p + 1 or not noun_phrases.nominative(s, p + 1, q):
        return None
    q = with_apposition(s, q, len(s))
    start = p - (s.text[p - 1] in BREAKS)
    content = trimmed(s, 0, start)
    if not content:
        return None
    frame_end, resumed = resumption(s, s.segment_of(q - 1) + 1, content)
    rest = trimmed(s, frame_end, s.end()) if resumed else []
    return dict(kind="indirect", quote=content + rest, frame=list(range(start, frame_end)), cue=[p], speaker=list(range(p + 1, q)),
                addressee=[], rule="so", stance="neutral", lemma="so")


def names_report(s, p, q):
    """Whether the phrase is headed by a noun like `Angaben`, also at the end of a compound."""
    for r in range(p, q):
        if s.tag[r] == "NN":
            return s.lemma[r].lower().endswith(REPORT_NOUNS)
    return False


REPORT_NOUNS = tuple(sorted({row["lemma"].lower() for row in lexicons.rows("cues") if row["pos"] == "noun" and "nach" in row["takes"].split()}))


def phrase_before(s, p):
    """Where the phrase begins that ends before a postposition."""
    k = s.segments[s.segment_of(p)]
    for start in range(max(k.start, p - 12), p):
        if s.tag[start] in noun_phrases.DETERMINERS | noun_phrases.HEADS | {"ADJA", "CARD"} and noun_phrases.phrase(s, start, p) == p:
            return start
    return None


def around(s, start, end, cue, speaker, rule):
    """An adverbial frame: what is said is the rest of its clause, with the clauses that hang on it."""
    place = s.segment_of(start)
    clause = s.segments[place].clause
    form = next(segment.form for segment in s.segments if segment.clause == clause)
    end = behind_relative(s, end)
    if form in ("rel", "dass", "sub", "wh"):
        inside = [p for segment in s.segments if segment.clause == clause for p in range(segment.start, segment.end)]
        low, high = inside[0], inside[-1] + 1
        if form != "rel" and s.tag[low] == "KOUS":
            low += 1
    else:
        low, high = 0, s.end()
    content = trimmed(s, low, start) + trimmed(s, end, high)
    if not content:
        return None
    return dict(kind="indirect", quote=content, frame=list(range(start, end)), cue=cue, speaker=speaker, addressee=[], rule=rule,
                stance="neutral", lemma=s.lower[cue[0]])


def behind_relative(s, end):
    """Where a relative clause ends that hangs on the source: `laut dem Amt, das die Daten erhebt, | ...`."""
    if end >= len(s) or s.text[end] != "," or end + 1 >= len(s) or s.segments[s.segment_of(end + 1)].form != "rel":
        return end
    return s.segments[s.segment_of(end + 1)].end


# ---------------------------------------------------------------- quotation marks
def direct_parts(s, c):
    """A statement, and each quotation in it as a statement of its own."""
    words = [p for p in c["quote"] if s.tag[p][0] != "$"]
    blocks = [p for p in words if p in s.blocks]
    if blocks and len(blocks) == len(words):
        return [{**c, "kind": "direct", "quote": [p]} for p in blocks]
    parts = [c]
    for p in blocks:
        parts.append({**c, "kind": "direct", "quote": [p], "rule": "quotation inside"})
    for first, last in partial(s, c["quote"]):
        parts.append({**c, "kind": "direct", "quote": list(range(first, last + 1)), "rule": "quotation inside"})
    return parts


def partial(s, positions):
    """Quotations of a few words among the positions."""
    found, opened = [], None
    for p in positions:
        if s.text[p] in noun_phrases.MARKS:
            if opened is None:
                opened = p
            else:
                if p - opened > 1 and speechlike(s, opened + 1, p):
                    found.append((opened, p))
                opened = None
    return found


def speechlike(s, first, end):
    """Words somebody said rather than a title or a name."""
    tags = s.tag[first:end]
    if any(tag in FINITE or tag.startswith("VV") for tag in tags):
        return True
    return s.text[first][0].islower() and tags[0] not in ("ART",) or len(tags) > 2 and "ADJA" in tags


# ---------------------------------------------------------------- without a frame
def without_frame(s, context):
    words = [p for p in range(len(s)) if s.tag[p][0] != "$"]
    if not words or s.is_heading:
        return []
    blocks = [p for p in words if p in s.blocks]
    if blocks:
        return quotations_alone(s, blocks, words)
    labelled = label(s)
    if labelled:
        return labelled
    verb = main_verb(s)
    if verb is None:
        return []
    if context and (s.mood[verb] == "I" or s.mood[verb] == "II" and context["rows"] and s.lower[verb] not in POSSIBLE):
        c = dict(kind="indirect_free_indirect", quote=list(range(len(s))), rule="Konjunktiv")
        return direct_parts(s, c)
    if s.lemma[verb] == "sollen" and s.tag[verb] == "VMFIN":
        return hearsay(s, verb, context)
    return reported(s)


def hearsay(s, verb, context):
    """`soll geflohen sein`, `soll gebaut werden` where somebody's report goes before."""
    perfect = any(s.tag[p] == "VVPP" and s.tag[p + 1] == "VAINF" and s.lower[p + 1] in ("haben", "sein") or
                  s.lower[p] == "worden" for p in range(verb, len(s) - 1))
    if not context or not context["rows"]:
        return []
    return [dict(kind="free_indirect", quote=list(range(len(s))), rule="soll perfect" if perfect else "soll")]


def reported(s):
    """A main clause whose verb tells of a speech act: `kritisierte die Entscheidung`, `zählte 30 Fälle`; of somebody."""
    given = figures_given(s)
    if given:
        return given
    for cue in cues.verbs(s):
        form = s.segments[s.segment_of(cue.finite)].form
        if "object" in cue.entry.takes and form in ("second", "first") and (speaker := subject(s, cue, 0, len(s))):
            return [dict(kind="reported", quote=list(range(len(s))), speaker=speaker, rule="reported",
                         stance=cue.entry.stance, lemma=cue.entry.lemma)]
    return []


def figures_given(s, taken=frozenset()):
    """The main clauses whose subject gives a figure: `zählte 30 Fälle`, `sprach von 50 Opfern`; but for verbs at `taken`."""
    found, several = [], len({segment.clause for segment in s.segments if segment.form in ("second", "first")}) > 1
    for cue in cues.verbs(s):
        place = s.segments[s.segment_of(cue.finite)]
        if "number" not in cue.entry.takes or place.form not in ("second", "first") or not taken.isdisjoint(cue.words):
            continue
        clause = [p for segment in s.segments if segment.clause == place.clause for p in range(segment.start, segment.end)]
        if cue.entry.lemma == "zählen" and not BELONGING.isdisjoint(s.lemma[p] for p in clause):
            continue                           # `Die Stadt zählt 30.000 Einwohner`
        shared_by = without_verb(s, place.clause)
        own = [p for p in clause if not shared_by or p < shared_by[0][0]]
        speaker = subject(s, cue, own[0], own[-1] + 1)
        if speaker and any(is_figure(s, p) for p in own if p not in speaker):
            quote = trimmed(s, own[0], own[-1] + 1) if several or shared_by else list(range(len(s)))
            pairs = [(speaker, quote), *((list(range(start, q)), trimmed(s, start, end)) for start, q, end in shared_by)]
            found += [dict(kind="reported", quote=quote, speaker=speaker, rule="number", stance=cue.entry.stance, lemma=cue.entry.lemma)
                      for speaker, quote in pairs]
    return found


def without_verb(s, clause):
    """(start, end of the subject, end) of what shares the clause's verb: `sprach von 3000 Menschen, | die Veranstalter von 10.000`."""
    found = []
    for segment in s.segments:
        if segment.clause == clause and segment.form == "none" and s.text[segment.start - 1] == ",":
            start, q = segment.start, noun_phrases.core(s, segment.start, segment.end)
            is_subject = q > start and noun_phrases.nominative(s, start, q) and can_speak(s, range(start, q))
            if is_subject and any(is_figure(s, p) for p in range(q, segment.end)):
                found.append((start, q, segment.end))
    return found


def is_figure(s, p):
    """Whether a number stands at p that is no year, day or time, nor part of the circumstances: `zu den 4000 Gästen`."""
    if s.tag[p] != "CARD" and s.lower[p] not in SCALES:
        return False
    q = noun_phrases.core(s, p, len(s))
    noun = max(p, q - 1)
    is_year = q == p + 1 and len(s.text[p]) == 4 and s.text[p] < "2100"
    return not is_year and not {s.text[noun], s.lemma[noun]} & TIMES and preposition(s, p) in ("", *OF_AMOUNTS)


def preposition(s, p):
    """The preposition before the noun phrase that p stands in, or ""."""
    q = p - 1
    while q >= 0 and s.tag[q] in {"CARD", "ADJA", "ADJD", "ADV", "KON"} | noun_phrases.DETERMINERS:
        q -= 1
    return s.lower[q] if q >= 0 and s.tag[q] in ("APPR", "APPRART") and s.lower[max(0, q - 1)] != "bis" else ""


OF_AMOUNTS = ("auf", "bis", "mit", "um", "von", "vom", "über")
BELONGING = lexicons.words("number_contexts", role="belongs")
TIMES = lexicons.words("units", kind="time") | lexicons.words("number_contexts", role="month")
SCALES = lexicons.words("number_words", kind="scale") | lexicons.words("number_words", kind="vague")
POSSIBLE = {"dürfte", "dürften", "möchte", "möchten", "könnte", "könnten"}       # what the author thinks likely, too


def main_verb(s):
    for segment in s.segments:
        if segment.form in ("second", "first"):
            return segment.finite[0]
    return None


def quotations_alone(s, blocks, words):
    first = blocks[0]
    if first and s.text[first - 1] == ":":
        p = 0
        q = noun_phrases.phrase(s, p, first)
        speaker = list(range(p, q)) if q > p and noun_phrases.nominative(s, p, q) else []
        return [dict(kind="direct", quote=[first], frame=list(range(first)), speaker=speaker, rule="colon without cue")]
    if len(blocks) == len(words):
        return [dict(kind="direct", quote=[p], rule="quotation alone") for p in blocks]
    return []


def label(s):
    """`nannte den Plan „absurd“`, `bezeichnete sie als „falsch“`, `sprach von „Unsinn“`."""
    quoted = partial(s, range(len(s))) + [(p, p) for p in s.blocks]
    if not quoted:
        return []
    for cue in cues.verbs(s):
        if cue.entry.takes & {"label", "as", "quote", "object"}:
            speaker = subject(s, cue, 0, len(s))
            found = []
            for first, last in quoted:
                if first > cue.finite or last < cue.finite:
                    rest = [p for p in range(s.end()) if not first <= p <= last]
                    found.append(dict(kind="direct", quote=list(range(first, last + 1)), frame=rest, cue=cue.words, speaker=speaker,
                                      rule="label", stance=cue.entry.stance, lemma=cue.entry.lemma))
            return found
    return []
