"""Which quotation marks belong together.

`pairs(doc)` gives (first, last) token numbers of each quotation with its marks, in text order. All marks of German news:
„…“ »…« «…» "…" “…” ‚…‘ ›…‹, nested or not, over any number of sentences. A mark that is never closed, or closed but never
opened, is no quotation, but for the paragraphs of a long one, which each open anew and of which
only the last is closed: the reader is not told words that nobody knows the end of.
"""
CLOSED_BY = {"„": "“”\"", "“": "”\"", "»": "«", "«": "»", "\"": "\"“”", "‚": "‘’", "›": "‹", "‹": "›", "''": "''", "``": "''"}
CLOSING = {mark for marks in CLOSED_BY.values() for mark in marks} | {"''"}
MARKS = set(CLOSED_BY) | CLOSING | {"'"}
DOUBLE = set("„“”\"»«")                    # those of a quotation that stands in no other
LONGEST = 600                              # tokens; a longer quotation is a mark that somebody forgot
DEEPEST = 3                                # quotations within quotations


def pairs(doc):
    """Token numbers (first, last) of the quotations, marks included, in text order."""
    found, opened, paragraphs = [], [], set(doc.paragraphs)
    for token in doc:
        mark = token.text
        if mark not in CLOSED_BY and mark not in CLOSING:
            continue
        if len(opened) == 1 and token.i in paragraphs and opened[0] in paragraphs and mark == doc[opened[0]].text and token.i - opened[0] < LONGEST:
            found.append((opened[0], last_word(doc, token.i - 1)))         # each paragraph of a long quotation opens anew
            opened = []
        depth = closes(doc, opened, token)
        if depth is not None:
            found.append((opened[depth], token.i))
            del opened[depth:]
        elif mark in CLOSED_BY:
            opened.append(token.i)
    return sorted(found)


def last_word(doc, i):
    while doc[i].is_space:
        i -= 1
    return i


def closes(doc, opened, token):
    """Which of the open quotations this mark closes, as a place in `opened`; None where it closes none."""
    if token.text not in CLOSING or token.text in CLOSED_BY and opens(token):
        return None
    for depth in range(len(opened) - 1, max(-1, len(opened) - 1 - DEEPEST), -1):
        if token.i - opened[depth] > LONGEST:
            return None
        if token.text in CLOSED_BY[doc[opened[depth]].text]:
            return depth
    return None


def opens(token):
    """A mark that could open or close: it opens if a word follows without a space and none goes before without one."""
    before = token.i == 0 or token.nbor(-1).whitespace_ or token.nbor(-1).is_space or token.nbor(-1).text in "([/-–"
    after = token.i + 1 < len(token.doc) and not token.whitespace_ and not token.nbor(1).is_space
    return bool(before and after)
