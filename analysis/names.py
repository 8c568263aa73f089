"""Which words of a text are names: the recognition behind `actors`.

A conditional random field (Lafferty, McCallum and Pereira 2001; python-crfsuite) labels the words of a sentence. It sees each
word's form, its endings, its STTS tag and lemma, the words beside it, and where word lists know it. models/README.md says what
it was trained on and how well it does.
"""
import re
from functools import cache, lru_cache
from pathlib import Path

import pycrfsuite

from . import language, lexicons

MODEL = Path(__file__).parent / "models/names.crfsuite"
REMEMBERED = 100_000                       # words whose features are kept in memory


@cache
def tagger():
    model = pycrfsuite.Tagger()
    model.open(str(MODEL))
    return model


def shape(word):
    """`Jong-un` -> `Xx-x`, `G7` -> `Xd`: runs of capitals, small letters and digits."""
    classes = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word[:40])
    return re.sub(r"(.)\1+", r"\1", classes)


def stems(word):
    """The word and what a genitive or plural may have been made from."""
    yield word
    if word.endswith("s") and len(word) > 3:
        yield word[:-1]
    elif word.endswith(("'", "’")) and len(word) > 3:
        yield word[:-1]


@cache
def known_words():
    """word -> the lists that have it."""
    found = {}
    def add(word, name):
        found.setdefault(word, set()).add(name)
    for row in lexicons.rows("countries"):
        add(row["name"], "country")
        add(row["capital"], "capital")
        add(row["inhabitant"], "inhabitant")
        add(row["adjective"], "adjective")
    for row in lexicons.rows("country_names"):
        add(row["name"], "country" if row["kind"] == "name" else row["kind"])
    for row in lexicons.rows("person_names"):
        for part in ("first", "last"):
            if row[part] != "0":
                add(row["name"], part if row[part] == "1" else part + "+")
    for row in lexicons.rows("cities"):
        near = row["code"] in ("DE", "AT", "CH")
        size = len(row["thousands"])
        add(row["name"], f"city{'N' if near else ''}{min(size, 3)}")
    return {word: tuple(sorted(names)) for word, names in found.items()}


@lru_cache(REMEMBERED)
def lists(word, lemma):
    for stem in (*stems(word), lemma):
        if stem in known_words():
            return known_words()[stem]
    return ()


@lru_cache(REMEMBERED)
def word_features(word, tag, lemma):
    """Features of a word by distance: for itself, and as the neighbour at -2, -1, +1, +2."""
    low = word.lower()
    form = shape(word)
    gaz = lists(word, lemma)
    own = [f"w={low}", f"t={tag}", f"s={form}", f"l={lemma.lower()}", f"len={min(len(word), 12)}"]
    own += [f"p{n}={low[:n]}" for n in (2, 3, 4, 5) if len(low) > n]
    own += [f"e{n}={low[-n:]}" for n in (1, 2, 3, 4, 5, 6) if len(low) > n]
    own += [f"g={name}" for name in gaz] or ["g=0"]
    own += [f"ts={tag},{form}"]
    if "-" in word:
        parts = low.split("-")
        own += [f"h0={parts[0]}", f"h1={parts[-1]}"]
    near = [f"t={tag}", f"w={low}", f"s={form}", f"e3={low[-3:]}", *(f"g={name}" for name in gaz)]
    far = [f"t={tag}", f"w={low}", *(f"g={name}" for name in gaz)]
    return own, [["-2" + f for f in far], ["-1" + f for f in near], ["+1" + f for f in near], ["+2" + f for f in far]]


def features(tokens):
    """A list of features for each token of a sentence."""
    words = [word_features(token.text, token.tag_, token.lemma_) for token in tokens]
    rows = []
    for i, (own, _) in enumerate(words):
        row = list(own)
        for side, k in enumerate((i - 2, i - 1, i + 1, i + 2)):
            if 0 <= k < len(words):
                row += words[k][1][side]
            elif k in (-1, len(words)):
                row.append("start" if k < 0 else "end")
        if 0 < i:
            row.append("t-1,0=" + tokens[i - 1].tag_ + "," + tokens[i].tag_)
        if i + 1 < len(words):
            row.append("t0,1=" + tokens[i].tag_ + "," + tokens[i + 1].tag_)
        rows.append(row)
    return rows


def spans(tokens, labels):
    """(start, end, label) of each name, from BIO labels."""
    found, current = [], None
    for token, label in zip(tokens, labels):
        if label[0] == "I" and current and current[2] == label[2:]:
            current[1] = token.idx + len(token)
            continue
        current = [token.idx, token.idx + len(token), label[2:]] if label != "O" else None
        if current:
            found.append(current)
    return [tuple(span) for span in found]


def recognise(doc):
    """(start, end, label) of every name in the document, in text order."""
    found = []
    for sent in language.sentences(doc):
        tokens = [token for token in sent if not token.is_space]
        found += spans(tokens, tagger().tag(features(tokens)))
    return found
