"""What a sentence shows of the tone towards one of its names: features a reader can check, name -> value.

`features(span, tones)` gives, for the target `span` (a Span):

- `tone:...`: sums of the polarity weights of `polarity.weigh`, squashed to 0 to 1, by place: the sentence, the clause, before and
  after the target, close to it, with and without another name between (`own`, `other`), in the sentences beside it; by the target's role;
  `good`, `bad` and their `balance`;
- `role:...`: subject, speaker (the subject of a verb of saying), object, genitive, bare, or the preposition before the target;
- `verb:ROLE VERB`, `does:ROLE to SIDE`: what the clause's verbs do to who has that role (`verb_roles.csv`);
- `cue:ROLE STANCE`: verbs of saying in the clause by the stance they give (`cues.csv`);
- `sent:`, `stem:`, `suffix:`, `pair:`: lemmas, how they begin and end, and two side by side near the target. Names are never
  features: nobody is bad by name;
- `is:`, `self:`: negation, quotation, place in the sentence, how often and how the target is named.

Missed: whom a pronoun means, which of two names is the object, and tone that stands in another paragraph.
"""
from collections import Counter
from functools import cache
from math import sqrt

from .. import lexicons
from ..language import reading
from ..language.clauses import INDICATIVE, PREPOSITIONS, clause_ids
from ..language.noun_phrases import HEADS
from ..language.quotation_marks import DOUBLE
from .polarity import plain, separated, weigh

ROLES = ("subject", "speaker", "object", "genitive", "bare")
NAMELESS = ("NE", "FM", "XY", "CARD", "ART")   # tags that stand for the word itself
STEM, SUFFIX = 6, 5                            # letters


def features(span, tones=None):
    """The features of one target. `tones` keeps the weights and clauses of each sentence between targets of one document."""
    tones, span = {} if tones is None else tones, reading.stretch(span)
    sent, beside = passage(span)
    weights, ids = tone_of(sent, tones)
    clause = [token for token, i in zip(sent, ids) if i == ids[span.start - sent.start]]
    place = role(span, sent, clause)
    found = Counter({f"role:{place}": 1.0})
    lemmas(found, span, sent)
    pairs(found, span, sent)
    sums(found, weights, span, clause, kind_of(place))
    found["tone:beside balance"] = squashed(sum(weight.weight for other in beside for weight in tone_of(other, tones)[0]))
    verbs(found, clause, place)
    appearance(found, span, sent, beside)
    return {name: value for name, value in found.items() if value}


def passage(span):
    """The target's sentence, and those before and after it in the same paragraph."""
    sent = span.sent
    near = ([span.doc[sent.start - 1].sent] if sent.start else []) + ([span.doc[sent.end].sent] if sent.end < len(span.doc) else [])
    return sent, [other for other in near if other.paragraph == sent.paragraph]


def tone_of(sent, tones):
    """The polarity weights and clause numbers of a sentence."""
    if sent.start not in tones:
        tones[sent.start] = weigh(sent), clause_ids(sent)
    return tones[sent.start]


def squashed(value):
    return value / sqrt(value * value + 3)


# ---------------------------------------------------------------- words
def lemmas(found, span, sent):
    """Lemmas of the sentence, and how the long ones begin and end; each kind scaled to length 1."""
    words = [plain(token.lemma_) for token in sent if is_word(token, span)]
    scaled(found, {f"sent:{word}" for word in words})
    scaled(found, {f"stem:{word[:STEM]}" for word in words if len(word) >= STEM})
    scaled(found, {f"suffix:{word[-SUFFIX:]}" for word in words if len(word) > SUFFIX})


def is_word(token, span):
    return token.text[0].isalpha() and token.tag_ not in NAMELESS and not span.start <= token.i < span.end


def scaled(found, names, length=1):
    for name in names:
        found[name] = length / sqrt(len(names))


def pairs(found, span, sent):
    """Two words side by side, of those within four of the target."""
    around = span.doc[max(sent.start, span.start - 4):min(sent.end, span.end + 4)]
    shapes = ["TARGET" if span.start <= token.i < span.end else shape(token) for token in around]
    scaled(found, {f"pair:{a} {b}" for a, b in zip(shapes, shapes[1:]) if a != b}, length=2)


def shape(token):
    """The lemma, or only the tag of a name, number or article."""
    return token.tag_ if token.tag_ in NAMELESS else plain(token.lemma_)


# ---------------------------------------------------------------- role
def role(span, sent, clause):
    """How the target stands in its clause."""
    opener = before_phrase(span, sent)
    word = opener.lower_ if opener else ""
    if opener and opener.tag_ in PREPOSITIONS:
        return word
    if word in ("des", "eines", "seines", "ihres") or has_genitive_s(span, sent):
        return "genitive"
    if word in ("den", "dem", "einen", "einem", "ihm", "ihn"):
        return "object"
    return bare_role(span, clause)


def before_phrase(span, sent):
    """The token before the noun phrase that ends in the target: past titles, and what stands between title and name."""
    doc, i = span.doc, span.start - 1
    while i > sent.start:
        token, previous = doc[i], doc[i - 1]
        in_phrase = token.tag_ in HEADS | {"ADJA"} or token.text in DOUBLE | {"-", ","}
        after_title = token.tag_ in PREPOSITIONS | {"ART"} and is_title(previous)
        if not in_phrase and not after_title and not (token.tag_ == "ART" and previous.tag_ == "APPR"):
            break
        i -= 1
    return doc[i] if i >= sent.start else None


def is_title(token):
    """A noun for what somebody is: `Direktor`, `Ministerpräsidentin`."""
    word = plain(token.lemma_)
    return token.tag_ == "NN" and any(word[cut:] in titles() for cut in range(len(word) - 3))


@cache
def titles():
    return frozenset(plain(noun) for noun in lexicons.words("role_nouns", "noun", form="person"))


def has_genitive_s(span, sent):
    """`Merkels Politik`, `Kohls letzte Rede`."""
    following = span.doc[span.end] if span.end < sent.end else None
    return span.text[-1] in "s'’" and following is not None and following.tag_ in ("NN", "ADJA")


def bare_role(span, clause):
    """A name without preposition or telling article: the subject of its clause unless another subject shows."""
    before = [token for token in clause if token.i < span.start]
    verb = next((token.i for token in clause if token.tag_ in INDICATIVE), None)
    if any(token.tag_ in ("PPER", "PIS") and token.lower_ in ("ich", "du", "er", "wir", "man") for token in clause):
        return "object"
    if verb is not None and verb < span.start and any(t.tag_ in ("NE", "PRELS") and t.i < verb for t in before):
        return "object"
    if (verb is None or verb > span.end) and any(t.tag_ == "PRELS" and t.lower_ in ("der", "die", "das") for t in before):
        return "object"
    if verb is None:
        return "bare"
    return "speaker" if any(token.lemma_ in lexicons.words("cues", "lemma", pos="verb") for token in clause) else "subject"


def kind_of(place):
    return place if place in ROLES else "preposition"


# ---------------------------------------------------------------- tone
def sums(found, weights, span, clause, kind):
    """The polarity weights added up by place and role."""
    inside, totals = {token.i for token in clause}, Counter()
    others = [token.i for token in span.sent if token.tag_ == "NE" and not span.start <= token.i < span.end] if weights else []
    for weight in weights:
        for name, share in places(weight, span, weight.i in inside, kind, others):
            totals[name, weight.weight > 0] += share * min(abs(weight.weight), 1.5)
    for (name, is_good), total in totals.items():
        found[f"tone:{name} {'good' if is_good else 'bad'}"] = squashed(total)
    for name in ("sentence", "clause", "near", "before", "after", "clause before", "clause after", kind):
        found[f"tone:{name} balance"] = squashed(totals[name, True] - totals[name, False])


def places(weight, span, in_clause, kind, others):
    """(place, share) of a weighing word; `others` are the tokens of other names."""
    tag = span.doc[weight.i].tag_[:2]
    side = "before" if weight.i < span.start else "after"
    distance = max(span.start - weight.i, weight.i - span.end + 1, 1)
    yield from (("sentence", 1), (side, 1), (f"{side} {tag}", 1), ("near", 1 / sqrt(distance)))
    first, last = sorted((weight.i, span.start))
    yield "other" if any(first < i < last for i in others) else "own", 1
    if in_clause:
        yield from (("clause", 1), (f"clause {side}", 1), (kind, 1), (f"{kind} {tag}", 1))
    if distance <= 3:
        yield f"close {side}", 1
    if len(weight.rules) > 1:
        yield "shifted", 1


def verbs(found, clause, place):
    """The clause's verbs with the target's role: in the passive, the subject is who suffers and `von` who acts."""
    passive = any(token.lemma_ == "werden" for token in clause) and any(token.tag_ == "VVPP" for token in clause)
    if passive:
        place = {"subject": "object", "speaker": "object", "von": "subject", "vom": "subject", "durch": "subject"}.get(place, place)
    kind, sides = kind_of(place), lexicons.table("verb_roles", "verb")
    for token in clause:
        if token.tag_[:2] != "VV":
            continue
        particle = separated(token) if token.tag_ == "VVFIN" else None
        verb = particle.lower_ + token.lemma_ if particle else token.lemma_
        found[f"verb:{kind} {verb}"] = 0.7
        for side in ("subject", "object"):
            found[f"does:{kind} to {side}"] += float(sides[verb][side]) if verb in sides else 0.0
        if stance := lexicons.table("cues", "lemma", "stance").get(verb):
            found[f"cue:{kind} {stance}"] = 0.7


# ---------------------------------------------------------------- appearance
def appearance(found, span, sent, beside):
    """Where and how the target is named."""
    doc, n = span.doc, len(sent)
    quotes = [token.i for token in sent if token.text in DOUBLE]
    tags = Counter(token.tag_ for token in sent)
    later = [token for part in (sent, *beside) for token in part if token.i >= span.end]
    found.update({
        "is:question": float(sent[-1].text == "?"), "is:negated": float(tags["PTKNEG"] > 0), "is:number": float(tags["CARD"] > 0),
        "is:quote before": float(any(i < span.start for i in quotes)), "is:quote after": float(any(i >= span.end for i in quotes)),
        "is:inside a quote": 0.5 * (sum(i < span.start for i in quotes) % 2), "is:first": float(span.start == sent.start),
        "is:place": (span.start - sent.start) / n, "is:long": min(n / 40, 2), "is:names": min(tags["NE"] / 5, 2),
        "is:after a noun": float(span.start > sent.start and doc[span.start - 1].tag_ == "NN"),
        "self:full name": 2.0 * (len(span) > 1), "self:again": 1.0 * any(token.text == span[-1].text for token in later),
        "self:pronoun": 0.6 * sum(token.lower_ in ("er", "ihn", "ihm", "sie") for token in later),
        "self:possessive": 0.6 * sum(token.tag_ == "PPOSAT" and token.lower_.startswith(("sein", "ihr")) for token in later)})
