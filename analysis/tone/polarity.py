"""How good or bad what a sentence says sounds: each weighing word, its weight, and the rule that gave it.

`weigh(sent)` gives one `Weight` a word that counts, in text order. `score(weights)` sums them up,

    polarity = sum / sqrt(sum² + 3)          so that one word of full strength alone gives ±0.5, and many never pass ±1.

A word's weight is its polarity in the lexicons (`polarity_news.csv` before `polarity.csv`), found by lemma; verbs with the
particle that stands apart (`wirft ... vor`), and compounds by their head (`Terroranschlag`) or, weaker, by their first
part (`Friedensgespräche`). Then, each named in `rule`:

- negated (× −0.6): `nicht`, `kein`, `ohne`, `weder ... noch`, `Mangel an`, `verhindert`, `die Arbeitslosigkeit sinkt`; `zu verhindern` (× 0): not yet;
- denied (× −0.6): `ich kann nicht verstehen, dass ...`; in spite of it (× 0): `trotz des Streits`; for something bad (× −1): `billigt den Angriff`;
- idiom: `zum Glück` counts as one word, `ohne Zweifel` as none (`tone_idioms.csv`);
- governed (× 0): what a negative noun is about is no good news (`Bedrohung für den Frieden`);
- strengthened or weakened: `massiv`, `eher` (`intensifiers.csv`);
- before `aber` × 0.8, after it × 1.2;
- unreal (× 0.5): questions, `wenn`, `würde`, `könnte`.

Missed: irony, metaphor, what only the facts make good or bad (`Zinsen steigen`), and which meaning a word has.
Method: the contextual shifters of Polanyi and Zaenen (2006) in the form of SO-CAL (Taboada et al. 2011).
"""
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from math import sqrt

from .. import lexicons
from ..language import reading
from ..language.clauses import INDICATIVE, clause_ids
from ..language.tense import is_preterite

NEGATED, BEFORE_BUT, AFTER_BUT, UNREAL, FIRST_PART = -0.6, 0.8, 1.2, 0.5, 0.4
REACH, PHRASE = 5, 8                       # tokens a negation, a governing noun reaches to its right
SHORTEST_HEAD, SHORTEST = 5, 3        # letters of a compound's parts
OF_TAG = {"NN": ("noun", "sufferer"), "AD": ("adjective",), "VV": ("verb", "decrease", "support", "existence", "belief")}      # the kinds of words of a tag
OF_SOME_TAG = {kind for kinds in OF_TAG.values() for kind in kinds}
NO_NEGATION = {"sufferer", "support", "existence", "belief", "concession"}      # kinds that turn nothing around by themselves
IN_PHRASE = ("ART", "ADJA", "NN", "NE", "PPOSAT", "PIAT", "PDAT", "CARD", "KON", "TRUNC", "PIS")
BUT = {"aber", "jedoch", "dennoch", "trotzdem"}
IF = {"wenn", "falls", "sofern"}


@dataclass(frozen=True)
class Weight:
    """One weighing word: its token number in the document, the word (or the verb with its particle), weight and rules."""
    i: int
    word: str
    weight: float
    rules: tuple = field(default=())

    def shifted(self, factor, rule):
        return replace(self, weight=self.weight * factor, rules=(*self.rules, rule))


def score(weights):
    """The polarity of a sentence, −1 to 1, from its weights."""
    total = sum(weight.weight for weight in weights)
    return total / sqrt(total * total + 3)


def weigh(sent):
    """The weighing words of a sentence (a Span), each with its weight after all rules."""
    told = idioms(sent)
    found = [weight for token in sent if (weight := told.get(token.i) or own_weight(token)) and weight.weight and token.i not in sent.doc.named]
    if not found:
        return []
    shifters = [token for token in sent if token.i not in told and kinds(token)]
    clause = dict(zip((token.i for token in sent), clause_ids(sent))) if shifters or has_but(sent) else {}
    spent = set()                          # words that say how much, or turn another around, and have no weight of their own
    found = [strengthened(weight, sent, spent) for weight in found]
    found = [negated(weight, sent, shifters, clause, spent) for weight in governed(supported(found, sent, clause), sent)]
    found = [denied(conceded(weight, sent), shifters, clause) for weight in found]
    return [unreal(contrasted(weight, sent), sent, clause) for weight in found if weight.weight and weight.i not in spent]


def idioms(sent):
    """Token number -> the Weight of each word of a fixed phrase: `zum Glück` has one, of 0.7, `ohne Zweifel` none."""
    words, found = [token.lower_ for token in sent], {}
    for at, word in enumerate(words):
        for phrase, polarity in phrases().get(word, ()):
            if tuple(words[at:at + len(phrase)]) == phrase:
                start = sent[at].i
                found.update({i: Weight(i, sent.doc[i].text, 0.0) for i in range(start, start + len(phrase))})
                found[start] = Weight(start, " ".join(token.text for token in sent[at:at + len(phrase)]), polarity, ("idiom",))
    return found


@cache
def phrases():
    """First word -> the phrases that begin with it, in small letters, each with its polarity."""
    found = {}
    for row in lexicons.rows("tone_idioms"):
        phrase = tuple(row["words"].lower().split())
        found.setdefault(phrase[0], []).append((phrase, float(row["polarity"])))
    return found


# ---------------------------------------------------------------- the word itself
def own_weight(token):
    """The word's weight in the lexicons, or None."""
    if token.tag_ == "VVFIN" and (particle := separated(token)):
        word = particle.lower_ + token.lemma_
        if polarity := lookup(word, False):
            return Weight(token.i, word, polarity, ("verb with particle",))
    found = listed(token.text, token.tag_[:2], token.lemma_)
    return Weight(token.i, token.text, *found) if found else None


@lru_cache(100_000)
def listed(text, tag, lemma):
    """(weight, rules) of a word that stands alone, or None."""
    if tag not in ("NN", "AD", "VV") or not text[0].isalpha():
        return None
    is_noun = tag == "NN"
    polarity = lookup(lemma, is_noun)
    if polarity is None and not is_noun:
        polarity = lookup(text, False)
    if polarity:
        return polarity, ("lexicon",)
    return compound(lemma) if polarity is None and is_noun else None


def separated(token):
    """The particle that belongs to a finite verb: `wirft ... vor`, or None."""
    for other in token.doc[token.i + 1:token.sent.end]:
        if other.tag_ == "PTKVZ":
            return other
        if other.tag_ == "VVFIN":
            return None
    return None


@cache
def lexicon():
    """(word in lower case with ss for ß, whether it is a noun) -> polarity; zero where our list overrules."""
    found = {}
    for name in ("polarity", "polarity_news"):
        for row in lexicons.rows(name):
            found[plain(row["word"]), row["pos"] == "noun"] = float(row["polarity"])
    return found


def plain(word):
    return word.lower().replace("ß", "ss")


def lookup(word, is_noun):
    return lexicon().get((plain(word), is_noun))


def compound(lemma):
    """(weight, rules) of a noun that is not listed, by its longest listed head or else its first part, or None."""
    word = plain(lemma)
    for cut in range(SHORTEST, len(word) - SHORTEST_HEAD + 1):
        if (polarity := lookup(word[cut:], True)) is not None and is_modifier(word[:cut]):
            return (polarity, (f"compound with head {word[cut:]}",)) if polarity else None
    for cut in range(len(word) - SHORTEST, SHORTEST_HEAD - 1, -1):
        first = next((part for part in without_link(word[:cut]) if lookup(part, True)), None)
        if first and is_stem(word[cut:]):
            return lookup(first, True) * FIRST_PART, (f"compound with first part {first}",)
    return None


def is_modifier(part):
    """Whether the letters before a head can be a word: anything before a hyphen, or a stem HanTa knows, but no prefix."""
    if part.endswith("-"):
        return True
    return part not in lexicons.words("prefixes", "prefix") and any(is_stem(word) for word in without_link(part))


def is_stem(word):
    """A stem of a noun, name, adjective or verb in HanTa's model (`friede`, `roma`, `kampf`)."""
    tagger = reading.tagger()
    return any(tagger.int2tag[tag][:2] in ("NN", "NE", "AD", "VV") for tag in tagger.known.get(word, ()))


def without_link(part):
    """`friedens` -> `friedens`, `frieden`; `krisen` -> `krisen`, `krise`."""
    return [part, part[:-1]] if part[-1] in "sn-" else [part]


# ---------------------------------------------------------------- its surroundings
@cache
def shifter_kinds():
    found = {}
    for row in lexicons.rows("negations"):
        found.setdefault(plain(row["word"]), set()).add(row["kind"])
    return found


def kinds(token):
    """How a token can turn others around, the kinds of `negations.csv`; empty if it cannot."""
    particle = separated(token) if token.tag_ == "VVFIN" else None
    return shifts(particle.lower_ + token.lemma_ if particle else token.lemma_, token.lower_, token.tag_[:2])


@lru_cache(100_000)
def shifts(lemma, word, tag):
    found = shifter_kinds().get(plain(lemma)) or shifter_kinds().get(word)
    if not found:
        return ()
    own = OF_TAG.get(tag, ())
    return tuple(kind for kind in own if kind in found) or tuple(sorted(found - OF_SOME_TAG))


def strengthened(weight, sent, spent):
    """`massiv ausgebaut`, `große Not`: the word before, or a degree adverb two before."""
    factors = lexicons.table("intensifiers", "word", "factor")
    doc = sent.doc
    for token in doc[max(sent.start, weight.i - 2):weight.i]:
        factor = factors.get(token.lower_) or factors.get(token.lemma_)
        near = token.i == weight.i - 1 or token.tag_ in ("ADV", "ADJD") and doc[weight.i - 1].tag_[:3] in ("ADJ", "ART")
        if factor and near and token.tag_[:2] in ("AD", "PI"):
            spent.add(token.i)
            return weight.shifted(float(factor), f"{token.text} × {factor}")
    return weight


def governed(found, sent):
    """`Bedrohung für den Frieden`, `Angriff auf die Freiheit`: the good thing that a bad noun is about does not count."""
    result, doc = [], sent.doc
    bad = [weight.i for weight in found if weight.weight < 0 and doc[weight.i].tag_ == "NN"]
    for weight in found:
        heads = [i for i in bad if 0 < weight.i - i <= PHRASE and depends(doc, i, weight.i)]
        if weight.weight > 0 and heads and doc[weight.i].tag_ == "NN" and not kinds(doc[heads[-1]]):
            weight = weight.shifted(0.0, f"governed by {doc[heads[-1]].text}")
        result.append(weight)
    return result


def depends(doc, head, i):
    """Whether token `i` can stand in a genitive or prepositional phrase of the noun `head`: nothing else lies between."""
    between = [token.tag_ for token in doc[head + 1:i]]
    return bool(between) and between[0] in ("APPR", "APPRART", "ART", "PPOSAT", "PDAT") and all(
        tag[:2] in ("AP", "AR", "AD", "PP", "PD", "NN", "NE", "KO", "PI", "CA") for tag in between)


def negated(weight, sent, shifters, clause, spent):
    """Turn the weight around if something negates the word; two negations cancel out. What is only to be prevented does not count yet."""
    signs = [token for token in shifters if token.i != weight.i and clause[token.i] == clause[weight.i] and reaches(token, weight, sent, clause)]
    spent.update(token.i for token in signs)
    if any(token.tag_ in ("VVINF", "VVIZU") and "verb" in kinds(token) and not is_done(token, sent, clause) for token in signs):
        return weight.shifted(0.0, f"to be ended: {signs[0].text}")
    return weight.shifted(NEGATED, f"negated by {signs[0].text}") if len(signs) % 2 else weight


def is_done(token, sent, clause):
    """`konnte verhindern`, `haben verhindern können`: an infinitive of what came about."""
    return any(other.lemma_ == "können" and not other.mood and is_preterite(other.lower_, other.lemma_, other.tag_)
               for other in sent if clause[other.i] == clause[token.i])


def reaches(token, weight, sent, clause):
    """Whether the shifter's scope takes in the weighing word, which stands in the same clause."""
    doc, distance, kind = sent.doc, weight.i - token.i, kinds(token)[0]
    if kind in NO_NEGATION:
        return False
    if kind == "noun":
        return 0 < distance <= REACH and doc[weight.i].tag_ == "NN" and depends(doc, token.i, weight.i)
    if kind in ("adjective", "degree"):
        return 0 < distance <= 2 and (doc[weight.i].tag_ == "NN") == (kind == "adjective")
    if kind == "verb":
        return doc[weight.i].tag_ == "NN" and is_object(doc, weight.i, sent)
    if kind == "decrease":
        return doc[weight.i].tag_ == "NN" and not is_after_preposition(doc, weight.i, sent)
    if token.lower_ == "nicht" and token.i + 1 < sent.end and doc[token.i + 1].lower_ in ("nur", "zuletzt", "bloß", "allein"):
        return False
    if token.lower_ == "noch" and not any(other.lower_ == "weder" for other in doc[sent.start:token.i]):
        return False
    if token.lower_ == "weder" and any(other.lower_ == "noch" for other in doc[token.i:weight.i]):
        return False                       # `weder gut noch spannend`: the second is turned around by `noch` alone
    if distance < 0:
        return reaches_back(token, weight, sent, clause, kind)
    return distance <= REACH


def reaches_back(token, weight, sent, clause, kind):
    """`gelang nicht`, `verletzt wurde niemand`, `eine Gefahr bestehe nicht`."""
    tag = sent.doc[weight.i].tag_
    if kind == "particle" and tag == "NN":
        verbs = [other for other in sent if weight.i < other.i < token.i and clause[other.i] == clause[weight.i] and other.tag_ in INDICATIVE]
        return any("existence" in kinds(other) for other in verbs) and not is_after_preposition(sent.doc, weight.i, sent)
    return kind == "particle" and tag == "VVFIN" or kind == "determiner" and token.lower_ in ("niemand", "keiner") and (tag[:2] == "VV" or tag == "ADJD")


def is_after_preposition(doc, i, sent):
    """Whether a noun stands in a prepositional phrase: `in der Krise`."""
    while i > sent.start and doc[i - 1].tag_ in IN_PHRASE:
        i -= 1
    return i > sent.start and doc[i - 1].tag_ in ("APPR", "APPRART")


def supported(found, sent, clause):
    """`unterstützte den Überfall`: who is for something bad does nothing good. `unterstützte die Opfer`: there is nothing bad in it."""
    doc, result = sent.doc, {weight.i: weight for weight in found}
    bad = [i for i, weight in result.items() if weight.weight < 0 and doc[i].tag_ == "NN" and is_object(doc, i, sent) and not is_after_preposition(doc, i, sent)]
    for verb in [weight for weight in found if weight.weight > 0 and "support" in kinds(doc[weight.i])]:
        for i in [i for i in bad if clause.get(i) == clause.get(verb.i)]:
            if "sufferer" in kinds(doc[i]):
                result[i] = result[i].shifted(0.0, f"supported by {verb.word}")
            elif not kinds(doc[i]):
                result[verb.i] = verb.shifted(-1.0, f"for {doc[i].text}")
    return list(result.values())


def conceded(weight, sent):
    """`trotz des herrlichen Wetters`, `allen Zweifeln zum Trotz`: what something else comes about in spite of."""
    doc, first, last = sent.doc, weight.i, weight.i
    while first > sent.start and doc[first - 1].tag_ in IN_PHRASE:
        first -= 1
    while last + 1 < sent.end and doc[last + 1].tag_ in IN_PHRASE:
        last += 1
    before, behind = doc[first - 1:first] if first > sent.start else (), doc[last + 1:last + 3]
    if any("concession" in kinds(token) for token in before) or [token.lower_ for token in behind if token.i < sent.end] == ["zum", "trotz"]:
        return weight.shifted(0.0, "in spite of it")
    return weight


def denied(weight, shifters, clause):
    """`Ich kann nicht verstehen, dass ...`: what stands in the clauses behind is not held to be so."""
    for token in shifters:
        if token.i < weight.i and kinds(token)[0] == "belief" and clause[token.i] != clause[weight.i] \
                and any(other.tag_ == "PTKNEG" and clause[other.i] == clause[token.i] for other in shifters):
            return weight.shifted(NEGATED, f"denied by nicht {token.text}")
    return weight


def is_object(doc, i, sent):
    """A noun whose article can be no subject's, or that follows the first verb: the object of its clause, mostly."""
    return any(token.tag_ in INDICATIVE for token in doc[sent.start:i])


def has_but(sent):
    return any(token.lower_ in BUT for token in sent)


def contrasted(weight, sent):
    """What stands after `aber` counts more than what stands before."""
    at = [token.i for token in sent if token.lower_ in BUT and token.i > sent.start + 1]
    if not at:
        return weight
    return weight.shifted(AFTER_BUT, "after aber") if weight.i > at[0] else weight.shifted(BEFORE_BUT, "before aber")


def unreal(weight, sent, clause):
    """Questions, conditions and Konjunktiv II say what is not so, or not yet."""
    words = [token for token in sent if clause.get(token.i) == clause.get(weight.i)]
    if sent[-1].text == "?" or any(token.lower_ in IF or token.mood == "II" for token in words):
        return weight.shifted(UNREAL, "unreal")
    return weight
