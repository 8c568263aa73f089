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
from .. import lexicons
from ..language import clauses, hedges, noun_phrases, quotation_marks, reading
from ..language.clauses import FINITE, PREPOSITIONS
from ..people import gazetteer
from . import cues, sources, turns
from .coreference import tokens_of
from .frames import around, from_nouns, from_prepositions, from_verb, made, main_verb, noun_takes, parenthesis, trimmed
from .subjects import can_speak, first_speaker, is_author, is_nobody, subject, topic

PARTS = ("quote", "speaker", "cue", "frame", "addressee")


def find(doc, people=()):
    """The statements of a document and their sources."""
    doc = reading.words(doc)
    said = statements(doc, people)
    return said, sources.resolve(doc, said, sources.with_speakers(doc, said, people))


def statements(doc, people=()):
    """All statements of a document, in text order; `people` are the rows of `actors.find`."""
    rows, context, doc = [], None, reading.words(doc)
    names = {word.i for word in tokens_of(doc, [(row["start"], row["end"]) for row in people if row["kind"] == "person"])}
    for sentence in clauses.sentences(doc, quotation_marks.pairs(doc), names):
        candidates = in_sentence(sentence) or pointing_back(sentence, context) or by_document(sentence, context) or without_frame(sentence, context)
        new = [as_row(doc, sentence, candidate) for candidate in candidates]
        for row in new:
            if row["rule"] == "pointing back":
                row["quote_spans"] = [context["span"], *row["quote_spans"]]
                row["start"] = context["span"][0]
            elif row["rule"] == "danach":
                row["speaker_spans"] = context["document"]
        new = carried_on([row for row in new if row["quote_spans"]], context)
        if new and context and goes_on(context["rows"], new):
            extend(context["rows"][0], new[0])
            rows += new[1:]
            new = [context["rows"][0], *new[1:]]
        else:
            rows += new
        context = following(doc, sentence, new, context)
    rows = turns.with_turns(doc, rows, people)
    rows.sort(key=lambda row: (row["start"], -row["end"]))
    share_frames(doc, rows)
    for i, row in enumerate(rows):
        row["statement_id"] = i
    return rows


def share_frames(doc, rows):
    """Give a paragraph of a long quotation, which opens but does not close, the speaker and frame of the paragraph behind it; from the last one backwards."""
    for k in range(len(rows) - 2, -1, -1):
        row, behind = rows[k], rows[k + 1]
        if row["rule"] == "quotation alone" and doc.text[row["end"] - 1] not in quotation_marks.CLOSING and behind["kind"] == "direct":
            row.update({part: behind[part] for part in ("speaker_spans", "frame_spans", "cue_spans")})


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
    for row in rows:
        if not row["frame_spans"] and context and row["rule"] != "reported":
            row["speaker_spans"] = row["speaker_spans"] or (said_by(context["rows"]) if row["kind"] == "free_indirect" else context["speaker"])
            if row["kind"] == "direct" and context["framed"]:
                row["frame_spans"], row["cue_spans"] = context["framed"]["frame_spans"], context["framed"]["cue_spans"]
    return rows


def said_by(rows):
    """Who says the last of the rows; a report that goes on is that one's, and not of whom the sentence before was about."""
    return next((row["speaker_spans"] for row in reversed(rows) if row["speaker_spans"]), [])


def following(doc, sentence, new, context):
    """What the next sentence may go on with: the statements of this one, and who spoke, or who it is about."""
    speaker = next((row["speaker_spans"] for row in reversed(new) if row["speaker_spans"]), None) or spans(doc, sentence, voice(sentence))
    framed = next((row for row in new if row["frame_spans"]), None)
    if context:
        speaker = speaker or context["speaker"]
        framed = framed or context["framed"]
    said = spans(doc, sentence, range(sentence.end()))
    span = (said[0][0], said[-1][1]) if said and not new and not sentence.is_heading else None
    about = topic(sentence)
    document = spans(doc, sentence, about) if any((role := gazetteer.role(sentence.word[at])) and role.form in DOCUMENTS for at in about) else []
    return dict(rows=new, speaker=speaker or spans(doc, sentence, about), framed=framed, span=span, document=document)


def voice(sentence):
    """Whose words the next sentence may be, in one that holds no statement: who says something, or a name it is about."""
    for cue in cues.verbs(sentence):
        if not cue.is_passive and sentence.segments[sentence.segment_of(cue.finite)].form in ("second", "first"):
            speaker = subject(sentence, cue, 0, len(sentence))
            if speaker and sentence.tag[speaker[0]] not in ("PPER", "PDS", "PRELS"):
                return speaker
    about = topic(sentence)
    return about if any(sentence.tag[at] in ("NE", "PDS") for at in about) else []


def as_row(doc, sentence, candidate):
    found = {f"{part}_spans": spans(doc, sentence, candidate.get(part, ())) for part in PARTS}
    if found["quote_spans"]:
        found["start"], found["end"] = found["quote_spans"][0][0], found["quote_spans"][-1][1]
    return {**found, "kind": candidate["kind"], "rule": candidate["rule"],
            "stance": candidate.get("stance", "neutral"), "cue": candidate.get("lemma", "")}


def spans(doc, sentence, positions):
    """Character offsets of the positions, neighbours joined."""
    found, reached = [], None
    for at in sorted(set(positions)):
        first, last = sentence.blocks.get(at) or (sentence.at[at], sentence.at[at])
        if found and (first == reached + 1 or all(word.is_space for word in doc[reached + 1:first])):
            found[-1] = (found[-1][0], doc[last].end)
        else:
            found.append((doc[first].idx, doc[last].end))
        reached = last
    return found


# ---------------------------------------------------------------- one sentence
def in_sentence(sentence):
    candidates, claimed, left = [], {}, 0
    for cue in cues.verbs(sentence):
        if any(set(cue.words) & set(other["cue"]) for other in candidates):
            continue
        if any(at in claimed for at in cue.words):
            outer = parenthesis(sentence, cue, 0)
            if outer and outer["rule"] == "parenthesis" and frames_all(sentence, outer, candidates):
                candidates, claimed, left = [outer], dict.fromkeys(outer["quote"], 1), len(sentence)
            continue
        candidate = from_verb(sentence, cue, left)
        if candidate:
            candidates.append(candidate)
            claimed.update(dict.fromkeys(candidate["quote"], len(candidates)))
            left = max(candidate["quote"] + candidate["frame"]) + 1
    for candidate in from_prepositions(sentence):
        if candidates and candidate["rule"] == "so" and frames_all(sentence, candidate, candidates):
            candidates, claimed = [candidate], dict.fromkeys(candidate["quote"], 1)
            continue
        if any(at in claimed for at in candidate["cue"]) or any(behind_speaker(candidate, other) for other in candidates):
            continue
        if candidate["rule"] in ("laut", "zufolge") and any(one_frame(candidate, other) and can_speak(sentence, other["speaker"]) for other in candidates):
            continue                           # `Der Trainer sagte laut Kicker`: the phrase tells who passed it on
        candidates = [other for other in candidates if not one_frame(candidate, other)]
        if any(set(candidate["quote"]) & set(other["quote"]) for other in candidates):
            continue
        candidates.append(candidate)
        claimed.update(dict.fromkeys(candidate["quote"], 1))
    for candidate in from_nouns(sentence, claimed) if candidates or not reported(sentence) else ():
        if candidate["quote"] and not any(at in claimed for at in candidate["quote"]):
            candidates.append(candidate)
            claimed.update(dict.fromkeys(candidate["quote"], 1))
    given = figures_given(sentence, {at for candidate in candidates for at in candidate["cue"]}) if candidates else []
    return [part for candidate in candidates for part in direct_parts(sentence, candidate)] + given


def frames_all(sentence, outer, candidates):
    """Whether what stands behind frames all of a sentence whose other frames are nobody's: `Wir hoffen, dass es reicht, | sagte Koller`."""
    inside = set(outer["quote"])
    return can_speak(sentence, outer["speaker"]) and all(is_nobody(sentence, other["speaker"]) and inside.issuperset(other["cue"]) for other in candidates)


def behind_speaker(candidate, other):
    """`sagte er | laut Redemanuskript`: the phrase tells where the author has it from, and frames nothing of its own."""
    return other["rule"] in ("parenthesis", "quotation before") and candidate["cue"][0] - 1 in other["speaker"]


def one_frame(candidate, other):
    """Two readings of one frame: the cue of the verb would be said by whom the phrase names, and the phrase frames the verb."""
    return bool(set(other["cue"]) & set(candidate["quote"])) and bool(set(candidate["cue"]) & set(other["frame"]))


def pointing_back(sentence, context):
    """`Das teilte die Polizei mit.`: what was said is the sentence before."""
    if not context or not context["span"] or len(sentence) < 3 or sentence.lower[0] not in ("das", "dies", "dieses"):
        return []
    for cue in cues.verbs(sentence):
        if cue.finite == 1 and cue.entry.takes & {"clause", "quote"}:
            frame = list(range(1, sentence.end()))
            speaker = subject(sentence, cue, 1, sentence.end())
            candidate = made(sentence, cue, [0], frame, "pointing back", speaker)
            return [candidate] if candidate and (speaker or cue.is_passive) else []
    return []


def by_document(sentence, context):
    """`Der Bericht liegt vor. Danach war der Fahrer betrunken.`: what the document before tells; with a verb of state, else `danach` is a time."""
    if not context or not context["document"] or len(sentence) < 3 or sentence.lower[0] != "danach" or sentence.lemma[1] not in STATES:
        return []
    candidate = around(sentence, 0, 1, [0], [], "danach")
    return [candidate] if candidate else []


DOCUMENTS = ("document", "report")         # forms of nouns
STATES = lexicons.words("phrase_words", role="state")


# ---------------------------------------------------------------- quotation marks
def direct_parts(sentence, candidate):
    """A statement, and each quotation in it as a statement of its own."""
    words = [at for at in candidate["quote"] if sentence.tag[at][0] != "$"]
    blocks = [at for at in words if at in sentence.blocks]
    if blocks and len(blocks) == len(words):
        return [{**candidate, "kind": "direct", "quote": [at]} for at in blocks]
    parts = [candidate]
    for at in blocks:
        parts.append({**candidate, "kind": "direct", "quote": [at], "rule": "quotation inside"})
    for first, last in partial(sentence, candidate["quote"]):
        parts.append({**candidate, "kind": "direct", "quote": list(range(first, last + 1)), "rule": "quotation inside"})
    return parts


def partial(sentence, positions):
    """Quotations of a few words among the positions."""
    found, opened = [], None
    for at in positions:
        if sentence.word[at] in quotation_marks.MARKS:
            if opened is None:
                opened = at
            else:
                if at - opened > 1 and speechlike(sentence, opened + 1, at):
                    found.append((opened, at))
                opened = None
    return found


def speechlike(sentence, first, end):
    """Words somebody said rather than a title or a name."""
    tags = sentence.tag[first:end]
    if any(tag in FINITE or tag.startswith("VV") for tag in tags):
        return True
    return sentence.word[first][0].islower() and tags[0] not in ("ART",) or len(tags) > 2 and "ADJA" in tags


# ---------------------------------------------------------------- without a frame
def without_frame(sentence, context):
    words = [at for at in range(len(sentence)) if sentence.tag[at][0] != "$"]
    if not words or sentence.is_heading:
        return []
    blocks = [at for at in words if at in sentence.blocks]
    if blocks:
        return quotations_alone(sentence, blocks, words)
    labelled = label(sentence)
    if labelled:
        return labelled
    verb = main_verb(sentence)
    if verb is None:
        return []
    behind = behind_colon(sentence, verb)
    if behind:
        return behind
    if context and (sentence.mood[verb] == "I" or sentence.mood[verb] == "II" and context["rows"] and sentence.lower[verb] not in POSSIBLE):
        candidate = dict(kind="indirect_free_indirect", quote=list(range(len(sentence))), rule="Konjunktiv")
        return direct_parts(sentence, candidate)
    if sentence.lemma[verb] == "sollen" and sentence.tag[verb] == "VMFIN":
        return hearsay(sentence, verb, context)
    if sentence.lemma[verb] == "wollen" and (own := own_claim(sentence, verb)):
        return own
    return reported(sentence)


def behind_colon(sentence, verb):
    """`Die Beraterin hält das für falsch: Jeder Monat koste Vertrauen.`: speech in the Konjunktiv behind a colon, without a verb of saying."""
    colon = next((at for at, word in enumerate(sentence.word) if word == ":"), None)
    if colon is None or colon + 1 >= len(sentence) or verb > colon or sentence.mood[verb]:
        return []
    finite = next((at for at in range(colon + 1, len(sentence)) if sentence.tag[at] in FINITE), None)
    speaker = first_speaker(sentence, 0, colon)
    if finite is None or not sentence.mood[finite] or not speaker:
        return []
    return [dict(kind="indirect", quote=trimmed(sentence, colon + 1, sentence.end()), frame=list(range(colon)), speaker=speaker, rule="colon without cue")]


def is_perfect(sentence, verb):
    """`soll ... geflohen sein`, `will ... gesehen haben`."""
    return any(sentence.tag[at] == "VVPP" and sentence.tag[at + 1] == "VAINF" and sentence.lower[at + 1] in ("haben", "sein") or
               sentence.lower[at] == "worden" for at in range(verb, len(sentence) - 1))


def own_claim(sentence, verb):
    """`Der Minister will nichts gewusst haben`: he says so of himself."""
    speaker = topic(sentence)
    plans = sentence.lower[verb] not in ("will", "wollen") or "bis" in sentence.lower        # `will bis Mai fünf Bäder gebaut haben`
    told = is_perfect(sentence, verb) and not plans and not is_nobody(sentence, speaker)
    return [dict(kind="free_indirect", quote=list(range(len(sentence))), speaker=speaker, rule="will perfect")] if told else []


def hearsay(sentence, verb, context):
    """`soll geflohen sein`, `soll gebaut werden` where somebody's report goes before."""
    perfect = is_perfect(sentence, verb)
    if not context or not context["rows"]:
        return []
    return [dict(kind="free_indirect", quote=list(range(len(sentence))), rule="soll perfect" if perfect else "soll")]


def reported(sentence):
    """A main clause whose verb tells of a speech act: `kritisierte die Entscheidung`, `zählte 30 Fälle`; of somebody."""
    given = figures_given(sentence)
    if given:
        return given
    for cue in cues.verbs(sentence):
        form = sentence.segments[sentence.segment_of(cue.finite)].form
        if "object" in cue.entry.takes and form in ("second", "first") and (speaker := subject(sentence, cue, 0, len(sentence))) \
                and is_speech_act(sentence, cue, speaker) and not is_unsaid(sentence, cue, speaker):
            return [dict(kind="reported", quote=list(range(len(sentence))), speaker=speaker, rule="reported",
                         stance=cue.entry.stance, lemma=cue.entry.lemma)]
    return []


def is_speech_act(sentence, cue, speaker):
    """`wies die Vorwürfe zurück`, not `den Lastwagen`; `begrüßte das Urteil`, not `die Gäste`: by what the verb's object is."""
    head = object_head(sentence, cue, speaker)
    if "of-words" in cue.entry.takes:
        return head is not None and bool(noun_takes(sentence.lemma[head].lower()))
    if "of-things" in cue.entry.takes:
        return head is not None and not is_person(sentence, head)
    return True


def is_unsaid(sentence, cue, speaker):
    """`hat den Preis noch nicht genannt`, `ich würde es einen Versuch nennen`, `so nannte sich die Gruppe`."""
    if cue.entry.lemma == "nennen" and "PRF" in {sentence.tag[at] for at in cue.words}:
        return True
    denied = "PTKNEG" in sentence.tag[cue.finite + 1:cue.verb] or cue.verb == cue.finite and "PTKNEG" in sentence.tag[cue.finite + 1:cue.finite + 2]
    return denied or is_author(sentence, speaker)


def object_head(sentence, cue, speaker):
    """The noun of the first phrase of the verb's clause that is no subject and that no preposition governs; or None."""
    clause = sentence.segments[sentence.segment_of(cue.finite)].clause
    phrases = (phrase for segment in sentence.segments if segment.clause == clause
               for phrase in noun_phrases.free_phrases(sentence, segment.start, segment.end))
    return next((at for first, stop, preposition in phrases if not preposition and first not in speaker
                 for at in range(first, stop) if sentence.tag[at] in noun_phrases.NOUNS), None)


def is_person(sentence, at):
    role = gazetteer.role(sentence.word[at])
    return sentence.tag[at] == "NE" or role is not None and role.form == "person"


def figures_given(sentence, taken=frozenset()):
    """The main clauses whose subject gives a figure: `zählte 30 Fälle`, `sprach von 50 Opfern`; but for verbs at `taken`."""
    found, several = [], len({segment.clause for segment in sentence.segments if segment.form in ("second", "first")}) > 1
    for cue in cues.verbs(sentence):
        place = sentence.segments[sentence.segment_of(cue.finite)]
        if "number" not in cue.entry.takes or place.form not in ("second", "first") or not taken.isdisjoint(cue.words):
            continue
        clause = [at for segment in sentence.segments if segment.clause == place.clause for at in range(segment.start, segment.end)]
        if cue.entry.lemma == "zählen" and not BELONGING.isdisjoint(sentence.lemma[at] for at in clause):
            continue                           # `Die Stadt zählt 30.000 Einwohner`
        shared_by = without_verb(sentence, place.clause)
        own = [at for at in clause if not shared_by or at < shared_by[0][0]]
        speaker = subject(sentence, cue, own[0], own[-1] + 1)
        if speaker and any(is_figure(sentence, at) for at in own if at not in speaker):
            quote = trimmed(sentence, own[0], own[-1] + 1) if several or shared_by else list(range(len(sentence)))
            pairs = [(speaker, quote), *((list(range(start, stop)), trimmed(sentence, start, end)) for start, stop, end in shared_by)]
            found += [dict(kind="reported", quote=quote, speaker=speaker, rule="number", stance=cue.entry.stance, lemma=cue.entry.lemma)
                      for speaker, quote in pairs]
    return found


def without_verb(sentence, clause):
    """(start, end of the subject, end) of what shares the clause's verb: `sprach von 3000 Menschen, | die Veranstalter von 10.000`."""
    found = []
    for segment in sentence.segments:
        if segment.clause == clause and segment.form == "none" and sentence.word[segment.start - 1] == ",":
            start, stop = segment.start, noun_phrases.core(sentence, segment.start, segment.end)
            is_subject = stop > start and noun_phrases.nominative(sentence, start, stop) and can_speak(sentence, range(start, stop))
            if is_subject and any(is_figure(sentence, at) for at in range(stop, segment.end)):
                found.append((start, stop, segment.end))
    return found


def is_figure(sentence, at):
    """Whether a number stands at p that is no year, day or time, nor part of the circumstances: `zu den 4000 Gästen`."""
    if sentence.tag[at] != "CARD" and sentence.lower[at] not in SCALES:
        return False
    stop = noun_phrases.core(sentence, at, len(sentence))
    noun = max(at, stop - 1)
    is_year = stop == at + 1 and len(sentence.word[at]) == 4 and sentence.word[at] < "2100"
    return not is_year and not {sentence.word[noun], sentence.lemma[noun]} & TIMES and preposition(sentence, at) in ("", *OF_AMOUNTS)


def preposition(sentence, at):
    """The preposition before the noun phrase that a word stands in, or ""."""
    before = noun_phrases.run_start(sentence, at, {"CARD", "ADJA", "ADJD", "ADV", "KON"} | noun_phrases.DETERMINERS, 0) - 1
    governs = before >= 0 and sentence.tag[before] in PREPOSITIONS and sentence.lower[max(0, before - 1)] != "bis"
    return sentence.lower[before] if governs else ""


OF_AMOUNTS = lexicons.words("number_contexts", role="amount preposition")
BELONGING = lexicons.words("number_contexts", role="belongs")
TIMES = lexicons.words("units", kind="time") | lexicons.words("number_contexts", role="month")
SCALES = lexicons.words("number_words", kind="scale") | lexicons.words("number_words", kind="vague")
POSSIBLE = lexicons.words("hedges", kind="modal") | hedges.POLITE      # what the author thinks likely, too


def quotations_alone(sentence, blocks, words):
    first = blocks[0]
    if first and sentence.word[first - 1] == ":":
        if first + 1 < len(sentence) and sentence.word[first + 1] == ":":
            return []                          # `Lana: „Der Geizige“: Lustspiel`
        speaker = first_speaker(sentence, 0, first)          # of a colon without a verb of saying
        return [dict(kind="direct", quote=[first], frame=list(range(first)) if speaker else [], speaker=speaker, rule="colon without cue")]
    if len(blocks) == len(words):
        return [dict(kind="direct", quote=[at], rule="quotation alone") for at in blocks]
    return []


def label(sentence):
    """`nannte den Plan „absurd“`, `bezeichnete sie als „falsch“`, `sprach von „Unsinn“`."""
    quoted = partial(sentence, range(len(sentence))) + [(at, at) for at in sentence.blocks]
    if not quoted:
        return []
    for cue in cues.verbs(sentence):
        if cue.entry.takes & {"label", "as", "quote", "object"}:
            speaker = subject(sentence, cue, 0, len(sentence))
            if cue.is_passive and not speaker and "label" not in cue.entry.takes and "als" not in sentence.lower:
                continue                       # `wurde zu „lebenslanger Haft“ verurteilt`
            found = []
            for first, last in quoted:
                if first > cue.finite or last < cue.finite:
                    rest = [at for at in range(sentence.end()) if not first <= at <= last]
                    found.append(dict(kind="direct", quote=list(range(first, last + 1)), frame=rest, cue=cue.words, speaker=speaker,
                                      rule="label", stance=cue.entry.stance, lemma=cue.entry.lemma))
            return found
    return []
