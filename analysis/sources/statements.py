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
from ..language import fields, quotation_marks, reading
from ..language.fields import FINITE
from . import cues, noun_phrases, sources
from .coreference import tokens_of
from .frames import from_nouns, from_prepositions, from_verb, made, main_verb, trimmed
from .subjects import can_speak, subject, topic

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
