"""From a cue to the statement it frames: which words are said, which frame them."""
from functools import lru_cache

from .. import lexicons
from ..language import clauses, noun_phrases
from ..language.clauses import BREAKS, FINITE
from ..people import gazetteer
from .subjects import addressee, is_author, names_report, subject, told_to_medium, topic, with_apposition


def trimmed(sentence, start, end):
    """Positions from start to end without breaks and full stops at either side."""
    while start < end and (sentence.word[start] in BREAKS or sentence.word[start] in clauses.ENDS):
        start += 1
    while end > start and (sentence.word[end - 1] in BREAKS or sentence.word[end - 1] in clauses.ENDS):
        end -= 1
    return list(range(start, end))


def from_verb(sentence, cue, left):
    place = sentence.segment_of(cue.verb)
    wie = wie_clause(sentence, place)
    if wie is not None:
        return like_clause(sentence, cue, wie, place, left) if "quote" in cue.entry.takes or "clause" in cue.entry.takes else None
    verb = main_verb(sentence)
    after = complement(sentence, cue) if verb is None or sentence.mood[verb] != "I" else None
    before = parenthesis(sentence, cue, left)
    if before is not None and (after is None or not subordinate_before(sentence, place, left)):
        return before
    if after is None:
        return None
    start, rule = after
    end = complement_end(sentence, start, cue)
    quote = trimmed(sentence, start, end)
    frame = list(range(left, start))
    quote += [at for at in sentence.blocks if at == end]          # `..., dass es gehe: „...“`
    return made(sentence, cue, quote, frame, rule, subject(sentence, cue, left, start))


def made(sentence, cue, quote, frame, rule, speaker):
    if not quote or not frame or is_author(sentence, speaker) or is_address(sentence, cue):
        return None
    low, high = min(frame), max(frame) + 1
    if not any(sentence.word[at][0].isalpha() for at in speaker):
        speaker = []                           # `30 % geben an`
    speaker, told = told_to_medium(sentence, speaker)
    return dict(kind="indirect", quote=quote, frame=frame, cue=cue.words, speaker=speaker, rule=rule,
                addressee=told or addressee(sentence, cue, low, high, speaker), stance=cue.entry.stance, lemma=cue.entry.lemma)


def is_address(sentence, cue):
    """`Glauben Sie, dass ...?`: a question to somebody."""
    return sentence.word[cue.finite + 1:cue.finite + 2] == ["Sie"] and sentence.word[-1] == "?"


def wie_clause(sentence, place):
    """Number of the segment that opens the wie-clause this segment is in or closes."""
    for number in range(place, max(-1, place - 4), -1):
        segment = sentence.segments[number]
        if segment.form == "wie" and segment.opens and segment.clause == sentence.segments[place].clause:
            return number
    return None


def like_clause(sentence, cue, first, last, left):
    segments = sentence.segments
    start, end = segments[first].start, segments[last].end
    if start > left and sentence.word[start - 1] in BREAKS:
        before = trimmed(sentence, left, start - 1)
        start -= 1
    else:
        before = trimmed(sentence, left, start)
    after = trimmed(sentence, end, sentence.end())
    content = before + after
    frame = list(range(start, min(end, sentence.end())))
    opener = [at for at in range(segments[first].start, segments[first].end) if sentence.lower[at] == "wie"][:1]
    speaker = subject(sentence, cue, segments[first].start, end)
    candidate = made(sentence, cue, content, frame, "wie clause", speaker)
    if candidate:
        candidate["cue"] = sorted({*candidate["cue"], *opener})
    return candidate


def complement(sentence, cue):
    """Where the clause begins that says what was said, and the rule; None where none follows."""
    takes, segments = cue.entry.takes, sentence.segments
    place = sentence.segment_of(cue.last)
    closed = set(range(cue.last + 1, segments[place].end)) <= {segments[place].end - 1}
    skipped = None                             # a phrase between the frame and the verb of the complement
    for number in range(place + 1, min(len(segments), place + 7)):
        segment, opening = segments[number], sentence.word[segments[number].start - 1]
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
        elif segment.form != "rel" or any(sentence.mood[at] for at in segment.finite) and skipped is not None:
            return clause_without_conjunction(sentence, cue, number, place, skipped, start)
    return None


def clause_without_conjunction(sentence, cue, number, place, skipped, start):
    """`sagte, er komme`: a main clause as complement, in the Konjunktiv or right behind the verb of saying."""
    segment = sentence.segments[number]
    takes, behind = cue.entry.takes, not any(other.clause == segment.clause for other in sentence.segments[:place + 1])
    if "clause" not in takes or not behind or segment.form == "first" and skipped is None:
        return None
    if any(sentence.mood[at] for at in segment.finite):
        return (segment.start if segment.form == "second" and segment.opens else skipped or start), "verb second"
    close = number == place + 1 and sentence.word[segment.start - 1] == "," and sentence.tag[segment.start] not in ("ADV", "KON", "PROAV")
    if "quote" in takes and close and segment.form == "second" and not cue.is_passive and only_subject(sentence, cue, place):
        return segment.start, "verb second indicative"
    return None


def only_subject(sentence, cue, place):
    """Whether nothing but the subject stands between the verb of saying and the comma."""
    speaker = subject(sentence, cue, sentence.segments[place].start, sentence.segments[place].end)
    return sentence.segments[place].end - 2 in {*cue.words, *speaker}


def complement_end(sentence, start, cue):
    """Where the complement ends: before a colon or semicolon, or a clause that goes on with what stood before it."""
    first, place = sentence.segment_of(start), sentence.segment_of(cue.finite)
    waiting = {segment.clause for segment in sentence.segments[:first]}
    in_main = sentence.segments[place].form in ("second", "first")
    for segment in sentence.segments[first + 1:]:
        if sentence.word[segment.start - 1] in (";", ":"):
            return segment.start
        if segment.clause in waiting and segment.finite and not any(sentence.mood[at] for at in segment.finite):
            return segment.start
        if segment.form == "first" and segment.opens and not sentence.mood[segment.finite[0]] and (
                segment.coordinated and segment.end - segment.finite[0] > 2 or not in_main):
            return segment.start
    return sentence.end()


def subordinate_before(sentence, place, left):
    """Whether all clauses before this one are subordinate: `Als er kam, sagte er, ...`."""
    forms = {segment.form for segment in sentence.segments[:place] if segment.start >= left}
    return bool(forms) and forms <= {"sub", "none", "rel", "dass", "wh", "inf"}


def parenthesis(sentence, cue, left):
    """`..., sagte er`: the frame begins with the verb, what goes before is said."""
    if "quote" not in cue.entry.takes and "clause" not in cue.entry.takes:
        return None
    place = sentence.segment_of(cue.finite)
    segment = sentence.segments[place]
    first = segment.start
    while first < cue.finite and (sentence.lower[first] in ("so", "das", "dies") or sentence.tag[first] in ("$(",)):
        first += 1
    so = "so" in sentence.lower[segment.start:first]       # `In zehn Jahren, so schätzen sie, soll ...`
    if first != cue.finite or place == 0 or segment.start <= left or not (so or segment.opens):
        return None
    start = segment.start - (sentence.word[segment.start - 1] in BREAKS)
    content = behind_colon(sentence, trimmed(sentence, left, start))
    if not content or not (so or can_stand(sentence, left, place)) or cue.is_passive and sentence.mood[cue.finite] == "I":
        return None
    end = sentence.segments[max(sentence.segment_of(cue.last), place)].end
    frame_end, resumed = resumption(sentence, sentence.segment_of(end - 1) + 1, content)
    frame = list(range(start, frame_end))
    rest = trimmed(sentence, frame_end, sentence.end()) if resumed else []
    rule = "quotation before" if content[-1] in sentence.blocks else "parenthesis"
    speaker = subject(sentence, cue, cue.finite, frame_end)
    if rule == "parenthesis" and not cue.is_passive and "heißen" != cue.entry.lemma and not adjacent(sentence, cue.finite, speaker):
        return None
    return made(sentence, cue, content + rest, frame, rule, speaker)


def behind_colon(sentence, content):
    """`Die Kapelle reist: | „Wir üben“`: of the words before a frame the quotation at their end, if a colon goes before it."""
    alone = bool(content) and content[-1] in sentence.blocks and len(content) > 1 and sentence.word[content[-1] - 1] == ":"
    return content[-1:] if alone else content


def adjacent(sentence, verb, speaker):
    """Only adverbs and `sich` between the verb and its subject."""
    return bool(speaker) and speaker[0] > verb and {"ADV", "PRF", "PROAV", "ADJD", "$("}.issuperset(sentence.tag[verb + 1:speaker[0]])


def can_stand(sentence, left, place):
    """Whether the words before a parenthesis hold a main clause or a whole quotation."""
    before = [segment.form for segment in sentence.segments[:place] if segment.start >= left]
    return not {"second", "first", "quotation", "dass", "wh"}.isdisjoint(before)


def resumption(sentence, number, content):
    """Where a frame in the middle or at the end stops, and whether the quoted words go on behind it."""
    has_verb = any(at in sentence.blocks or sentence.tag[at] in FINITE for at in content)
    for segment in sentence.segments[number:]:
        if segment.form in ("quotation", "dass") or segment.form == "first" and not has_verb or segment.form == "none" and closes(sentence, segment, content):
            return segment.start, True
        if segment.form not in ("rel", "none") and any(sentence.mood[at] for at in segment.finite):
            return segment.start, True
    return sentence.end(), False


def closes(sentence, segment, content):
    """`Die Halle müsse, so Dreyer, | zuerst saniert werden`: the verbs that the words before the frame wait for."""
    waits = any(sentence.tag[at] in ("VMFIN", "VAFIN") for at in content) and not any(sentence.tag[at] in UNFINISHED for at in content)
    return waits and any(sentence.tag[at] in UNFINISHED for at in range(segment.start, segment.end))


UNFINISHED = {"VVINF", "VAINF", "VMINF", "VVPP", "VAPP", "VVIZU"}


# ---------------------------------------------------------------- nouns
def from_nouns(sentence, claimed):
    """`die Forderung, ... zu`, `Pressemeldungen, wonach`: a noun of saying with the clause that hangs on it."""
    for number, segment in enumerate(sentence.segments):
        comma = segment.start - 1
        if comma < 1 or sentence.word[comma] != "," or segment.start in claimed:
            continue
        noun = noun_before(sentence, sentence.segments[number - 1].start, comma)
        if noun is None or noun in claimed:
            continue
        takes = noun_takes(sentence.lemma[noun].lower())
        start = segment.start
        if opened := opened_by_source(sentence, start):
            start += opened
        elif not (segment.form == "dass" and "clause" in takes or segment.form == "inf" and "infinitive" in takes or
                  segment.form == "second" and segment.opens and "clause" in takes and any(sentence.mood[at] for at in segment.finite)):
            continue
        yield noun_statement(sentence, number, noun, start, comma)


def opened_by_source(sentence, start):
    """How many words open a clause that tells what the noun before it says: `wonach`, `nach denen`, `laut dem`; 0 where none do."""
    relative = start + 1 < len(sentence) and sentence.lower[start] in ("nach", "laut") and sentence.tag[start + 1] == "PRELS"
    return 1 if sentence.lower[start] == "wonach" else 2 if relative else 0


def noun_before(sentence, low, comma):
    """The noun of saying that a clause after the comma can hang on: the last one, or one with a genitive or `von` behind, or the verb's
    particle or participle: `stellten die Theorie auf, dass`, `hat die Sorge geäußert, dass`."""
    while comma - 1 > low and sentence.tag[comma - 1] in CLOSING_VERBS:
        comma -= 1
    for at in range(comma - 1, max(low, comma - 12) - 1, -1):
        if sentence.tag[at] == "NN" and noun_takes(sentence.lemma[at].lower()):
            return at if at + 1 == comma or noun_phrases.phrase(sentence, at, comma) == comma else None
    return None


CLOSING_VERBS = {"PTKVZ", "VVPP", "VVFIN", "VAFIN", "VVINF", "VAPP"}


@lru_cache(gazetteer.REMEMBERED)
def noun_takes(lemma):
    """What the noun, or the last part of the compound, takes."""
    for start in range(len(lemma)):
        if lemma[start:] in NOUN_TAKES:
            return NOUN_TAKES[lemma[start:]]
    return frozenset()


NOUN_TAKES = {row["lemma"].lower(): frozenset(row["takes"].split()) for row in lexicons.rows("cues") if row["pos"] == "noun"}


UNOWNED = lexicons.words("phrase_words", role="unowned")
NOUN_STANCE = {row["lemma"].lower(): row["stance"] for row in lexicons.rows("cues") if row["pos"] == "noun"}


def noun_statement(sentence, number, noun, start, comma):
    end = sentence.end()
    before = {segment.clause for segment in sentence.segments[:number]}
    for segment in sentence.segments[number + 1:]:
        if segment.clause in before or segment.form == "first" and segment.opens:
            end = segment.start
            break
    quote = trimmed(sentence, start, end)
    first = noun - 1 if noun and sentence.tag[noun - 1] in noun_phrases.DETERMINERS else noun
    cue = list(range(comma + 1, start)) or list(range(first, noun + 1))
    owner = range(noun + 1, noun_phrases.run_start(sentence, comma, CLOSING_VERBS, noun + 1))
    if owner and sentence.lower[owner[0]] in ("von", "vom"):
        owner = owner[1:]
    speaker = list(owner) or ([first] if sentence.tag[first] == "PPOSAT" else [] if sentence.lemma[noun] in UNOWNED else topic(sentence))
    frame = sorted(set(range(sentence.end())) - set(quote))
    return dict(kind="indirect", quote=quote, frame=frame, cue=cue, speaker=speaker, addressee=[],
                rule="noun", stance=NOUN_STANCE.get(sentence.lemma[noun].lower(), "neutral"), lemma=sentence.lemma[noun])


# ---------------------------------------------------------------- prepositions
def from_prepositions(sentence):
    """The frames without a verb: `laut dpa`, `nach Angaben der Polizei`, `Medienberichten zufolge`, `demnach`, `so Müller`."""
    found = []
    for at, word in enumerate(sentence.lower):
        if word == "so":
            found.append(so_phrase(sentence, at))
        elif word == "demnach":
            found.append(around(sentence, at, at + 1, [at], [at], "demnach"))
        elif word in SOURCE_PREPOSITIONS:
            found.append(before_source(sentence, at) or behind_source(sentence, at))
    return [candidate for candidate in found if candidate]


SOURCE_PREPOSITIONS = {"laut": "laut", "gemäß": "laut", "nach": "nach", "aus": "nach", "zufolge": "zufolge"}      # and the rule that each makes


def before_source(sentence, at):
    """`laut dpa`, `nach Angaben der Polizei`, `nach deren Angaben`, `aus Sicht der Verbände`."""
    word, tag = sentence.lower[at], sentence.tag[at]
    if word == "zufolge" or at + 1 == len(sentence):
        return None
    owner = sentence.lower[at + 1] in noun_phrases.OWNERS
    stop = noun_phrases.phrase(sentence, at + 1 + owner, len(sentence))
    if stop <= at + 1 + owner:
        return None
    rule = SOURCE_PREPOSITIONS[word]
    if rule == "nach":
        tells = tag in ("APPR", "ADV") and names_report(sentence, at + 1, stop, word) and not is_event(sentence, at + 1, stop)
        tells = tells and sentence.lower[at + 1] not in EACH
        tells = tells and (word == "nach" or is_owned(sentence, at + 1, stop))
    else:
        tells = tag != "NE" and not (word == "gemäß" and is_legal_basis(sentence, at + 1, stop))
    return around(sentence, at, stop, [at], list(range(at + 1, stop)), rule) if tells else None


def is_legal_basis(sentence, first, stop):
    """`gemäß Gesetz`, `gemäß ABGB`: under it, not by its words."""
    noun = next((at for at in range(first, stop) if sentence.tag[at] in noun_phrases.NOUNS), first)
    is_code = sentence.word[noun].isupper() and not gazetteer.named(sentence.word[noun])
    return is_code or sentence.lemma[noun].lower().replace("ß", "ss").endswith(noun_phrases.endings("legal basis"))


EACH = lexicons.words("phrase_words", role="each")


def is_owned(sentence, first, stop):
    """`meiner Sicht`, `Sicht der Bank`."""
    return sentence.tag[first] == "PPOSAT" or sentence.tag[stop - 1] == "NE" or sum(sentence.tag[at] == "NN" for at in range(first, stop)) > 1


def is_event(sentence, first, stop):
    """`nach der Zählung` is a time; `nach einer Zählung des Instituts` tells whose figures these are."""
    return sentence.lower[first] == "der" and stop == first + 2 and sentence.lemma[first + 1] in EVENTS


EVENTS = frozenset(row["lemma"] for row in lexicons.rows("cues") if row["pos"] == "noun" and "event" in row["takes"].split())


def behind_source(sentence, at):
    """`Medienberichten zufolge`, `seiner Ansicht nach`."""
    word = sentence.lower[at]
    start = phrase_before(sentence, at) if word in ("zufolge", "nach") and at else None
    if start is None:
        return None
    if start and sentence.word[start].startswith("Ihr") and sentence.word[-1] == "?":
        return None                            # `Wer hat Ihrer Meinung nach recht?`
    tells = word == "zufolge" or sentence.tag[start] in ("PPOSAT", "ART") and names_report(sentence, start, at) \
        and not noun_phrases.nominative(sentence, start, at)
    return around(sentence, start, at + 1, [at], list(range(start, at)), "zufolge") if tells else None


def so_phrase(sentence, at):
    """`..., so Müller`: a segment of its own without a verb."""
    segment = sentence.segments[sentence.segment_of(at)]
    if segment.start != at or at == 0 or at + 1 == len(sentence) or segment.finite:
        return None
    stop = noun_phrases.phrase(sentence, at + 1, segment.end)
    if stop == at + 1 or not noun_phrases.nominative(sentence, at + 1, stop):
        return None
    stop = with_apposition(sentence, stop, len(sentence))
    start = at - (sentence.word[at - 1] in BREAKS)
    content = trimmed(sentence, 0, start)
    if not content:
        return None
    frame_end, resumed = resumption(sentence, sentence.segment_of(stop - 1) + 1, content)
    rest = trimmed(sentence, frame_end, sentence.end()) if resumed else []
    return dict(kind="indirect", quote=content + rest, frame=list(range(start, frame_end)), cue=[at], speaker=list(range(at + 1, stop)),
                addressee=[], rule="so", stance="neutral", lemma="so")


def phrase_before(sentence, at):
    """Where the phrase begins that ends before a postposition."""
    segment = sentence.segments[sentence.segment_of(at)]
    for start in range(max(segment.start, at - 12), at):
        if sentence.tag[start] in noun_phrases.NOMINAL and noun_phrases.phrase(sentence, start, at) == at:
            return start
    return None


def around(sentence, start, end, cue, speaker, rule):
    """An adverbial frame: what is said is the rest of its clause, with the clauses that hang on it."""
    place = sentence.segment_of(start)
    clause = sentence.segments[place].clause
    form = next(segment.form for segment in sentence.segments if segment.clause == clause)
    end = behind_relative(sentence, end)
    if form in ("rel", "dass", "sub", "wh") or sentence.segments[place].aside:
        inside = [at for segment in sentence.segments if segment.clause == clause for at in range(segment.start, segment.end)]
        low, high = inside[0], inside[-1] + 1 - (sentence.word[inside[-1]] == ")")
        low += sentence.word[low] == "("
        if form != "rel" and sentence.tag[low] == "KOUS":
            low += 1
    else:
        low, high = 0, sentence.end()
    content = trimmed(sentence, low, start) + trimmed(sentence, end, high)
    if not content:
        return None
    return dict(kind="indirect", quote=content, frame=list(range(start, end)), cue=cue, speaker=speaker, addressee=[], rule=rule,
                stance="neutral", lemma=sentence.lower[cue[0]])


def behind_relative(sentence, end):
    """Where a relative clause ends that hangs on the source: `laut dem Amt, das die Daten erhebt, | ...`."""
    if end + 1 >= len(sentence) or sentence.word[end] != ",":
        return end
    following = sentence.segments[sentence.segment_of(end + 1)]
    return following.end if following.form == "rel" else end


def main_verb(sentence):
    for segment in sentence.segments:
        if segment.form in ("second", "first"):
            return segment.finite[0]
    return None
