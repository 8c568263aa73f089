"""Sentences cut into segments and clauses, by what German marks openly: commas, finite verbs, and the words that open a clause.

A `Sentence` holds plain lists, one entry a word (`word`, `lower`, `tag`, `lemma`, `mood`), and `at`, the token number of
each word. `segments` are the stretches between commas; `segment.clause` joins those of a clause that another one interrupts:

    Der Mann, der gestern kam, sagte nichts.   ->   0 0 0 1 1 1 1 0 0 0

`segment.form` says what kind of clause it is:

    dass, wh, wie, sub (other conjunctions), rel, inf (zu), first and second (where the finite verb stands), none, quotation

`clauses(sent)` and `clause_ids(sent)` read the sentence as it stands. The rules for statements take `sentences(doc, quotations)`,
where a quotation that could stand alone as a sentence is one word, listed in `blocks`: its own verbs and commas do not
disturb the sentence around it.

There is no German parser in the package registries that needs no download. What is missed: clauses joined without comma or
conjunction; appositions, and brackets without a verb, count to the clause they stand in. Method: topological fields (Drach 1937), read from
conjunctions, commas and the place of the finite verb. No sentence is longer than LONGEST words: what is longer is read in
pieces, so that time stays linear on any text.
"""
from dataclasses import dataclass, field

from .quotation_marks import MARKS

INDICATIVE = {"VAFIN", "VMFIN", "VVFIN"}
FINITE = INDICATIVE | {"VVIMP", "VAIMP"}
PREPOSITIONS = {"APPR", "APPRART"}
QUESTIONS, RELATIVES = {"PWS", "PWAT", "PWAV"}, {"PRELS", "PRELAT"}
BREAKS = {",", ";", ":", "–", "—", "-", "--"}
ENDS = {".", "!", "?", "…", "..."}
NAMES_AND_NOUNS, OBJECTS = {"NN", "NE", "PPER", "PIS", "PDS"}, {"ART", "NN", "NE", "PPER", "PPOSAT", "PDAT", "PIAT"}
DASHES = {"–", "—", "-", "--"}
AGES = ("-Jährige", "-Jährigen", "-Jähriger")            # nouns, but tagged as adjectives
LONGEST_FRAME = 30                         # words
LONGEST = 300                              # words
LONGEST_DATELINE = 12                      # words


@dataclass
class Segment:
    start: int
    end: int
    form: str = "none"
    clause: int = 0
    finite: tuple = ()                     # positions of finite verbs
    opens: bool = True                     # the first segment of its clause
    coordinated: bool = False              # opens with `und`, `aber`
    aside: bool = False                    # a bracket with a verb of its own


@dataclass
class Sentence:
    at: list
    word: list
    lower: list
    tag: list
    lemma: list
    mood: list                             # I, II (Konjunktiv), or empty
    blocks: dict
    is_heading: bool = False
    segments: list = field(default_factory=list)
    places: list = field(default_factory=list)          # number of the segment each word stands in
    cues: list = None                      # set by cues.verbs when it is first asked for

    def __len__(self):
        return len(self.at)

    def segment_of(self, position):
        """Number of the segment a word stands in."""
        return self.places[position]

    def end(self):
        """Position behind the last word, before the full stop."""
        last = len(self)
        while last and self.word[last - 1] in ENDS:
            last -= 1
        return last


# ---------------------------------------------------------------- a sentence as it stands
def whole(sent):
    """The Sentence of a sentence's Words, nothing folded, without its white space; made once."""
    if sent.sentence is None:
        sent.sentence = as_sentence(sent.doc, [word.i for word in sent if not word.is_space])
    return sent.sentence


def clause_ids(sent):
    """One number a token of the sentence (Words), the same for all of a clause; white space goes with what stands before it."""
    sentence = whole(sent)
    ids = [sentence.segments[place].clause for place in sentence.places]
    if len(ids) < len(sent):
        known, last = dict(zip(sentence.at, ids)), 0
        ids = [last := known.get(word.i, last) for word in sent]
    return ids


def clauses(sent):
    """The clauses of a sentence, each a list of tokens in text order, by first token."""
    found = {}
    for token, number in zip(sent, clause_ids(sent)):
        found.setdefault(number, []).append(token)
    return list(found.values())


def forms(sent):
    """The form of each clause of a sentence, in the order of `clauses`."""
    return [segment.form for segment in whole(sent).segments if segment.opens]


# ---------------------------------------------------------------- sentences with their quotations folded
def sentences(doc, quotations, names=frozenset()):
    """The sentences of a document as `Sentence`, in text order; `quotations` are pairs of token numbers.

    The tokens numbered in `names` stand in persons' names and count as NE: taggers read `von der` as they do elsewhere.
    """
    blocks = dict(whole_quotations(doc, quotations))
    found, current, i, paragraphs = [], [], 0, set(doc.paragraphs)
    while i < len(doc):
        if doc[i].is_sent_start and current or len(current) >= LONGEST:
            found.append(as_sentence(doc, current, blocks, names))
            current = []
        if i in paragraphs or doc[i].is_sent_start and opens_dateline(doc, i):
            i = behind_dateline(doc, i, names)
        if not doc[i].is_space:
            current.append(i)
        i = blocks.get(i, i) + 1
    return found + [as_sentence(doc, current, blocks, names)] if current else found


def opens_dateline(doc, i):
    """`... angeht. Wien – Der Präsident`: a dateline behind a lead without a paragraph of its own, and no `Kern – der Chef – sagte`."""
    sent = doc[i].sent
    dashes = [word.i for word in sent if word.text in DASHES]
    return len(dashes) == 1 and dashes[0] - i < 4


def behind_dateline(doc, i, names):
    """Where `Berlin/Kiel (dpa) – ` ends: where a report is from is no part of its sentence. `i` where there is none."""
    if doc[i].tag_ != "NE" or i in names or i in doc.headings:
        return i
    inside = False                         # round brackets
    for at in range(i, min(i + LONGEST_DATELINE, len(doc) - 1)):
        word = doc[at].text
        if word in DASHES and doc[at - 1].whitespace_ and doc[at].whitespace_ and not doc[at + 1].text[0].islower():
            return at + 1
        inside = word == "(" or inside and word != ")"
        if not (inside or word[0].isupper() or word[0].isdigit() or word in ("/", ",", ".", ")")):
            return i
    return i


def tag_of(token, names):
    """Its tag; words in persons' names are names, and so is `Salzburger` where no noun follows; `72-Jährige` are nouns."""
    return "NE" if token.i in names or is_lone_inhabitant(token) else "NN" if token.text.endswith(AGES) else token.tag_


def is_lone_inhabitant(token):
    """`..., so Salzburger.`, `sagte Salzburger`: no adjective of a town."""
    if token.tag_ != "ADJA" or not token.text[0].isupper() or not token.text.endswith("er") or token.i in (0, len(token.doc) - 1):
        return False
    before, behind = token.nbor(-1), token.nbor(1)
    return behind.tag_ == "$." or behind.tag_[0] == "$" and (before.lower_ == "so" or before.tag_ in FINITE)


def as_sentence(doc, at, blocks=(), names=frozenset()):
    tokens = [doc[i] for i in at]
    made = Sentence(
        at=at, word=[token.text for token in tokens], lower=[token.lower_ for token in tokens],
        tag=[tag_of(token, names) for token in tokens], lemma=[token.lemma_ for token in tokens], mood=[token.mood for token in tokens],
        blocks={place: (i, blocks[i]) for place, i in enumerate(at) if i in blocks},
        is_heading=bool(at) and at[0] in doc.headings)
    for place in made.blocks:
        made.tag[place] = "QUOTE"
    made.segments = segments(made)
    mistaken = {} if made.is_heading else {**dict.fromkeys(hidden_verbs(made), "VVFIN"), **dict.fromkeys(hidden_participles(made), "VVPP")}
    if mistaken:
        for place, tag in mistaken.items():
            made.tag[place] = tag
        made.segments = segments(made)
    made.places = [number for number, segment in enumerate(made.segments) for _ in range(segment.start, segment.end)]
    return made


# ---------------------------------------------------------------- verbs that look like participles
def hidden_verbs(sentence):
    """Positions of `behauptet`, `vermuten` where they are the finite verb that the sentence else lacks; taggers take them for participles and infinitives.

    A participle without an auxiliary ends its clause (`Fünf Menschen verletzt.`); the finite verb has something behind it: an object, or the clause it governs.
    """
    mains = [segment.finite[0] for segment in sentence.segments if segment.form in ("first", "second")]
    told = [at for at in mains if sentence.mood[at] != "I"]
    if not told:
        found = (hidden_verb(sentence, number) for number, segment in enumerate(sentence.segments) if segment.form == "none")
        return next(([at] for at in found if at is not None), [])
    if any(sentence.tag[at] == "VAFIN" for at in told):
        return []
    return [at for number, segment in enumerate(sentence.segments[1:], 1) if segment.form == "none" and segment.coordinated
            and (at := hidden_verb(sentence, number)) is not None and at == segment.start + 1 and governs_clause(sentence, number)]


def hidden_participles(sentence):
    """Positions of participles in -t that are taken for finite verbs: `wird mit den Worten | zitiert`, `anders als vom Blatt | berichtet, sind ...`."""
    following = [*sentence.segments[1:], None]
    return [segment.finite[-1] for segment, behind in zip(sentence.segments, following) if segment.finite and sentence.tag[segment.finite[-1]] == "VVFIN"
            and sentence.lower[segment.finite[-1]].endswith("t") and ends_segment(sentence, segment)
            and (behind_auxiliary(sentence, segment) or is_comparison(sentence, segment, behind))]


def ends_segment(sentence, segment):
    """Whether the last finite verb of a segment ends it, or stands before a mark."""
    following = segment.finite[-1] + 1
    return following < len(sentence) and (following == segment.end or sentence.tag[following][0] == "$")


def behind_auxiliary(sentence, segment):
    first = segment.finite[0]
    return segment.form in ("first", "second") and len(segment.finite) == 2 and sentence.tag[first] == "VAFIN" and not sentence.mood[first]


def is_comparison(sentence, segment, behind):
    """`Anders als vom Blatt berichtet`, before the verb of the main clause."""
    words = set(sentence.lower[segment.start:segment.end])
    before_verb = behind is not None and behind.form == "first" and not behind.coordinated
    return segment.form == "second" and before_verb and bool(words & {"als", "wie"}) and bool(words & {"von", "vom"})


def hidden_verb(sentence, number):
    segment = sentence.segments[number]
    last = segment.end - 1 - (sentence.word[segment.end - 1] in BREAKS)
    if last > segment.start and sentence.tag[last] == "VVINF" and not NAMES_AND_NOUNS.isdisjoint(sentence.tag[segment.start:last]) \
            and governs_clause(sentence, number):
        return last                            # `Die Forscher vermuten, dass`
    for at in range(segment.start, segment.end):
        if sentence.tag[at] == "VVPP" and sentence.lower[at].endswith("t"):
            opens = at == segment.start and number > 0 or at == segment.start + 1 and segment.coordinated
            has_subject = not NAMES_AND_NOUNS.isdisjoint(sentence.tag[segment.start:at])
            has_object = not OBJECTS.isdisjoint(sentence.tag[at + 1:at + 3])
            return at if opens and has_object or has_subject and has_object or (has_subject or opens) and governs_clause(sentence, number) else None
    return None


def governs_clause(sentence, number):
    """Whether the next segment is a clause with `dass`, a question, an infinitive, a quotation, or speech in the Konjunktiv."""
    if sentence.word[sentence.segments[number].end - 1] == ":":
        return True
    following = sentence.segments[number + 1:number + 2]
    return bool(following) and (following[0].form in ("dass", "wh", "inf", "quotation") or any(sentence.mood[at] for at in following[0].finite))


# ---------------------------------------------------------------- whole quotations
def whole_quotations(doc, quotations):
    """Quotations that are sentences of their own; those inside another one are part of it."""
    reached = -1
    for first, last in quotations:
        if first > reached and (is_whole(doc, first, last) or reached >= 0 and goes_on(doc, reached, first)):
            reached = last
            yield first, last


def is_whole(doc, first, last):
    """Words that can stand alone: after a colon, over several sentences, or a clause between the breaks of the sentence."""
    inner = [token for token in doc[first + 1:last] if not token.is_space]
    if not inner:
        return False
    before, after = neighbour(doc, first, -1), neighbour(doc, last, 1)
    begins = before is None or before.text in BREAKS or before.text in ENDS or doc[first].is_sent_start
    ends = after is None or after.text in BREAKS or after.text in ENDS or after.is_sent_start or inner[-1].text in ENDS
    if before is not None and before.text == ":":
        return ends or any(token.tag_ in FINITE for token in inner)
    if any(token.is_sent_start for token in inner[1:]):
        return True
    if any(token.tag_ in FINITE for token in inner):
        return begins and (ends or after.tag_ in FINITE)
    return bool(doc[first].is_sent_start) and ends and after is not None and after.text == "," and (len(inner) > 2 or opens_frame(doc, after.i))


def opens_frame(doc, comma):
    """`„Nein“, sagte Huber`: a verb right behind the comma."""
    verb = neighbour(doc, comma, 1)
    return verb is not None and (verb.tag_ in FINITE or verb.tag_ == "VVPP" and verb.text.endswith("t"))


def goes_on(doc, last, first):
    """`„Die Regierung muss“, sagte Weber, | „endlich handeln.“`: the quotation after a frame in the middle."""
    comma, before = neighbour(doc, last, 1), neighbour(doc, first, -1)
    return comma is not None and comma.text == "," and before.text == "," and comma.i < before.i <= last + LONGEST_FRAME \
        and not any(token.is_sent_start for token in doc[last + 1:first + 1]) and opens_frame(doc, comma.i)


def neighbour(doc, i, step):
    i += step
    while 0 <= i < len(doc) and doc[i].is_space:
        i += step
    return doc[i] if 0 <= i < len(doc) else None


# ---------------------------------------------------------------- segments and clauses
def segments(sentence):
    """The sentence cut after breaks, around whole quotations and bracketed clauses, and before `und` between two clauses."""
    found, start, pairs = [], 0, brackets(sentence)
    asides = {first: end for first, end in pairs if not FINITE.isdisjoint(sentence.tag[first:end])}
    inside, closing = {at for pair in [*pairs, *titles(sentence)] for at in range(*pair)}, {end - 1 for end in asides.values()}
    for at in range(len(sentence)):
        if at > start and (at in asides or begins_clause(sentence, start, at)):
            found.append(Segment(start, at))
            start = at
        if at in closing or sentence.word[at] in BREAKS and at not in inside:
            found.append(Segment(start, at + 1))
            start = at + 1
    if start < len(sentence):
        found.append(Segment(start, len(sentence)))
    for segment in found:
        segment.aside = segment.start in asides
        describe(sentence, segment)
    for before, segment, behind in zip(found, found[1:], found[2:]):
        if before.form == "none" and behind.form == "first" and is_relative(sentence, segment):
            segment.form = "rel"
    number_clauses(found)
    return found


def is_relative(sentence, segment):
    """`Ein Sprecher, | der Weller kennt, | sagte`: taggers take the pronoun for an article."""
    words = [at for at in range(segment.start, segment.end) if sentence.tag[at] not in ("$(", "$,", "$.")]
    return segment.form == "second" and segment.finite == (words[-1],) and sentence.tag[words[0]] == "ART" and sentence.lower[words[0]] in ("der", "die", "das")


def begins_clause(sentence, start, at):
    """Without a break before: `dass`, a whole quotation or what follows one, `und` between two clauses."""
    if sentence.lower[at] == "dass" and sentence.tag[at - 1] not in ("KON", "ADV", "APPR"):
        return True
    return at in sentence.blocks or at - 1 in sentence.blocks and sentence.word[at] not in BREAKS or joins_clauses(sentence, start, at)


def brackets(sentence):
    """(first, last + 1) of the words in round brackets, or between the two dashes of a sentence, these included."""
    found, opened = [], None
    for at, word in enumerate(sentence.word):
        if word == "(":
            opened = at
        elif word == ")" and opened is not None:
            found.append((opened, at + 1))
            opened = None
    dashes = [at for at, word in enumerate(sentence.word) if word in DASHES and word != "-"]
    if len(dashes) == 2 and not FINITE.isdisjoint(sentence.tag[slice(*dashes)]) and not FINITE.isdisjoint(sentence.tag[dashes[1]:]):
        found.append((dashes[0], dashes[1] + 1))
    return found


def titles(sentence):
    """(first, last + 1) of the words between two quotation marks that are no clause: the name `„Hilfe - Nord“` is not cut at its dash."""
    marks = [at for at, word in enumerate(sentence.word) if word in MARKS]
    return [(first, last + 1) for first, last in zip(marks[::2], marks[1::2]) if FINITE.isdisjoint(sentence.tag[first:last])]


def joins_clauses(sentence, start, at):
    """`und` after a finite verb with another finite verb before the next break."""
    if sentence.tag[at] != "KON" or not any(tag in FINITE for tag in sentence.tag[start:at]):
        return False
    for following in range(at + 1, min(len(sentence), at + 40)):
        if sentence.word[following] in BREAKS or sentence.tag[following] == "KON":
            return False
        if sentence.tag[following] in FINITE:
            return True
    return False


def describe(sentence, segment):
    words = [at for at in range(segment.start, segment.end) if sentence.tag[at] not in ("$(", "$,", "$.")]
    if any(at in sentence.blocks for at in words):
        segment.form = "quotation"
        return
    segment.finite = tuple(at for at in words if sentence.tag[at] in FINITE)
    segment.coordinated = bool(words) and sentence.tag[words[0]] == "KON"
    segment.form = form(sentence, words, segment.finite)
    if not segment.finite and segment.form in ("dass", "sub", "rel", "wh", "wie") and ends_in_verb(sentence, words):
        segment.finite = (words[-1],)


def ends_in_verb(sentence, words):
    """`wie die Behörden berichten`: taggers take the verb at the end of a subordinate clause for an infinitive or participle."""
    return sentence.tag[words[-1]] in ("VVINF", "VAINF", "VMINF", "VVPP") \
        and not any(sentence.tag[at] in ("PTKZU", "VVIZU", "KOUI") for at in words)


def form(sentence, words, finite):
    """The form of the segment with these words, by the words that open it and by its finite verbs."""
    while len(words) > 1 and sentence.tag[words[0]] == "KON":
        words = words[1:]
    if not words:
        return "none"
    tags, first = [sentence.tag[at] for at in words[:3]], sentence.lower[words[0]]
    if len(words) > 1 and tags[0] in ("ADV", "PAV", "PROAV", "PTKNEG") and tags[1] in ("KOUS", "PWAV"):
        tags, first = tags[1:], sentence.lower[words[1]]
    opener = tags[1] if tags[0] in PREPOSITIONS and len(tags) > 1 else tags[0]
    if first in ("dass", "daß", "ob") and tags[0] != "APPR":
        return "sub" if sentence.lower[words[0]] == "so" else "dass"
    if tags[0] == "KOUI" or first in ("um", "ohne", "statt", "anstatt") and not finite:
        return "sub"
    if first.startswith("wo") and first not in ("wonach", "woher", "wohin") and tags[0] == "PWAV":
        return "rel"
    if first == "wie" and (finite and finite[-1] == words[-1] or not finite):
        return "wie"
    if opener in QUESTIONS:
        return "wh" if not finite or finite[0] != words[min(1, len(words) - 1)] else "second"
    if tags[0] == "KOUS" and first != "denn":
        return "sub"
    if opener in RELATIVES and not is_main(sentence, words, finite):
        return "rel"
    return main_form(sentence, words, finite)


def is_main(sentence, words, finite):
    """`die neue Verfassung | werde die Rolle des Heeres | festlegen`: no relative clause, whose verbs all stand at its end."""
    if not finite or finite[0] in words[:2]:
        return False
    behind = sentence.tag[finite[0] + 1:words[-1] + 1]
    return len(behind) > 2 and sentence.tag[finite[0]] in ("VAFIN", "VMFIN") and behind[0] == "ART" and behind[-1] in ("VVINF", "VVPP")


def main_form(sentence, words, finite):
    """Where the finite verb of a segment stands that no conjunction opens."""
    if finite:
        return "first" if finite[0] == words[0] else "second"
    if any(sentence.tag[at] in ("VVIZU", "PTKZU") for at in words):
        return "inf"
    return "none"


def number_clauses(segments):
    """Join the parts of an interrupted clause: one that waits for its verb takes the next verb that no conjunction claims."""
    waiting, last, fresh = [], None, -1
    opening, seen = {}, set()
    for segment in segments:
        if segment.aside:
            fresh += 1
            segment.clause = fresh
            continue
        opener = segment.form in ("dass", "wh", "wie", "sub", "rel")
        if waiting and not opener and segment.form != "quotation" and (segment.finite or last == waiting[-1]):
            last = waiting[-1]
        elif last is None or opener or segment.finite or segment.form in ("inf", "quotation"):
            fresh += 1
            last = fresh
            opening[last] = segment.form
            if not segment.finite and segment.form not in ("inf", "quotation"):
                waiting.append(last)
        segment.opens = last not in seen
        seen.add(last)
        segment.clause = last
        if segment.finite and waiting and waiting[-1] == last:
            waiting.pop()
            if segment.form == "first":
                segment.form = {"none": "second"}.get(opening[last], opening[last])
