"""Which words of a sentence belong to one clause.

There is no German parser in the package registries that needs no download, so this reads what German marks openly: commas,
finite verbs, and the words that open a subordinate clause. A main clause interrupted by a subordinate one is one clause:

    Der Mann, der gestern kam, sagte nichts.   ->   0 0 0 1 1 1 1 0 0 0

What is missed: clauses joined without comma or conjunction, and appositions (they count to the clause they stand in).
Method: topological fields (Drach 1937) reduced to where the finite verb stands.
"""
FINITE = {"VAFIN", "VMFIN", "VVFIN", "VVIMP", "VAIMP"}
OPENERS = {"KOUS", "KOUI", "PRELS", "PRELAT", "PWS", "PWAT", "PWAV"}
BREAKS = {",", ";", ":", "–", "—", "(", ")"}


def is_finite(tokens):
    """A finite verb, or a subordinate clause that ends in a verb (taggers take `die ausgebildet werden` for an infinitive)."""
    words = [token for token in tokens if token.tag_ not in ("$(", "$,", "$.", "_SP")]
    return any(token.tag_ in FINITE for token in words) or bool(words) and has_opener(words) and words[-1].tag_.startswith("V")


def is_infinitive(tokens):
    """`zu` with an infinitive, `freizustellen`: a clause of its own without a finite verb."""
    return any(token.tag_ in ("VVIZU", "PTKZU") for token in tokens)


def has_opener(tokens):
    """A subordinate conjunction, relative or question word at the start, also behind a preposition or `und`."""
    words = [token.tag_ for token in tokens if token.tag_ not in ("$(", "$,", "_SP")][:2]
    return bool(words) and (words[0] in OPENERS or words[0] in ("APPR", "APPRART", "KON", "ADV") and words[-1] in OPENERS)


def segments(sent):
    """The sentence cut after commas and other breaks, and before `und`, `oder`, `aber` between two finite verbs."""
    found, current = [], []
    for token in sent:
        if token.tag_ == "KON" and any(t.tag_ in FINITE for t in current) and verb_before_break(sent, token):
            found.append(current)
            current = []
        current.append(token)
        if token.text in BREAKS:
            found.append(current)
            current = []
    return found + [current] if current else found


def verb_before_break(sent, token):
    for following in sent.doc[token.i + 1:sent.end]:
        if following.text in BREAKS or following.tag_ == "KON":
            return False
        if following.tag_ in FINITE:
            return True
    return False


def clause_ids(sent):
    """One number a token of the sentence (Words): tokens with the same number stand in the same clause."""
    if sent.clause_ids is None:
        sent.clause_ids = numbered(sent)
    return sent.clause_ids


def numbered(sent):
    ids, fresh = [], -1
    waiting = []                               # clauses that still lack their verb, innermost last
    last = None
    for tokens in segments(sent):
        finite, opener = is_finite(tokens), has_opener(tokens)
        if waiting and not opener and (finite or last == waiting[-1]):
            last = waiting[-1]
        elif last is None or opener or finite or is_infinitive(tokens):
            fresh += 1
            last = fresh
            if not finite and (opener or not is_infinitive(tokens)):
                waiting.append(last)
        if finite and waiting and waiting[-1] == last:
            waiting.pop()
        ids += [last] * len(tokens)
    return ids


def clauses(sent):
    """The clauses of a sentence, each a list of tokens in text order, by first token."""
    found = {}
    for token, i in zip(sent, clause_ids(sent)):
        found.setdefault(i, []).append(token)
    return list(found.values())
