"""From a cue to the statement it frames: which words are said, which frame them."""
from functools import lru_cache

from .. import lexicons
from ..language import fields
from ..language.fields import BREAKS, FINITE
from ..people import gazetteer
from . import noun_phrases
from .subjects import addressee, names_report, subject, told_to_medium, topic, with_apposition


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


def main_verb(s):
    for segment in s.segments:
        if segment.form in ("second", "first"):
            return segment.finite[0]
    return None
