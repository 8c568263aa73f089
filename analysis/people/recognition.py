"""Which words of a text are names: the recognition behind `actors`.

A conditional random field (Lafferty, McCallum and Pereira 2001; python-crfsuite) labels the words of a sentence. It sees each
word's form, its endings, its STTS tag and lemma, the words beside it, and where word lists know it. `word_clusters.csv` tells it which
words mean similar things, so that it knows words it was not trained on. models/README.md says what it was trained on and how
well it does.
"""
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

import pycrfsuite

from .. import lexicons
from ..language import network, reading
from ..language.quotation_marks import DOUBLE
from . import gazetteer

MODEL = Path(__file__).parents[1] / "models/names.crfsuite"
REMEMBERED = 100_000                       # words whose features are kept in memory
DISTANCES = ("-2", "-1", "+1", "+2")       # of the words whose features a word sees too


@cache
def tagger():
    model = pycrfsuite.Tagger()
    model.open(str(MODEL))
    return model


def shape(word):
    """`Jong-un` -> `Xx-x`, `G7` -> `Xd`: runs of capitals, small letters and digits."""
    if word.isalpha() and word[1:].islower():
        return "Xx" if word[0].isupper() else "x"          # nearly all words
    classes = ("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word[:40])
    return "".join(kind for kind, _ in groupby(classes))


def stems(word):
    """The word and what a genitive or plural may have been made from."""
    yield word
    if word.endswith("s") and len(word) > 3:
        yield word[:-1]
    elif word.endswith(("'", "’")) and len(word) > 3:
        yield word[:-1]


@cache
def known_words():
    """Name -> the lists that have it."""
    found = {}

    def add(word, name):
        found.setdefault(word, set()).add(name)

    for row in lexicons.rows("countries"):
        for column in ("name", "capital", "inhabitant", "adjective"):
            add(row[column], column)
    for row in lexicons.rows("country_names"):
        add(row["name"], row["kind"])
    for row in lexicons.rows("person_names"):
        for part in ("first", "last"):
            if row[part] != "0":
                add(row["name"], part if row[part] == "1" else part + "+")
    for row in lexicons.rows("cities"):
        add(row["name"], f"city{min(len(row['thousands']), 3)}{'near' if row['code'] in gazetteer.NEAR else ''}")
    for row in lexicons.rows("regions"):
        add(row["name"], "regions")
    for row in lexicons.rows("organisations"):
        for name in ("organisations", "body", row["kind"]) if row["kind"] else ("organisations",):
            add(row["name"], name)
    for row in lexicons.rows("persons"):
        add(row["name"], "persons")
        add(row["name"].split()[-1], "surname")
    return {word: tuple(sorted(names)) for word, names in found.items() if word}


@cache
def known_phrases():
    """First word -> (words, list) of the entries that have several words, longest first."""
    found = {}
    for phrase, names in known_words().items():
        words = tuple(phrase.split())
        if len(words) > 1:
            found.setdefault(words[0], []).append((words, names[0]))
    return {first: sorted(entries, key=lambda entry: (-len(entry[0]), entry)) for first, entries in found.items()}


@lru_cache(REMEMBERED)
def lists(word, lemma):
    for stem in (*stems(word), lemma):
        if stem in known_words():
            return known_words()[stem]
    return ()


@lru_cache(REMEMBERED)
def nouns(word, lemma):
    """What kind of thing a noun is, by its last part: `Außenminister` an office of government, `Firdaus-Platz` a place."""
    found = []
    places = lexicons.words("place_words")
    if word in places or lemma in places:
        found.append("place_words")
    elif word.lower().endswith(place_endings()):
        found.append("place_words+")
    role = gazetteer.role(word) if word[:1].isupper() else None
    if role:
        found += [f"n:{role.form}", f"n:{role.kind}"] + ["n:cmp"] * bool(role.before)
    return tuple(found)


@cache
def place_endings():
    return tuple(sorted(word.lower() for word in lexicons.words("place_words") if len(word) > 3))


@cache
def word_clusters():
    """Word in small letters -> the rest of its row in `word_clusters.csv`; there are too many rows for a dict each."""
    with open(lexicons.FOLDER / "word_clusters.csv", encoding="utf-8") as file:
        return dict(line.rstrip("\n").split(",", 1) for line in file)


def similar(low):
    """The clusters of a word in small letters, then the odds that it is part of a name of each kind."""
    if low not in word_clusters():
        return []
    middle, fine, odds = word_clusters()[low].split(",")
    return ["cm=" + middle, "cf=" + fine, *(f"o{kind}={odd}" for kind, odd in zip("pol", odds))]


def readings(word):
    """The tags HanTa gives the word without a context, the likely ones."""
    tags = reading.tagger().word_tags(word, True)
    best = max(tags.values(), default=0)
    return "|".join(str(tag) for tag in sorted(tags) if tags[tag] > best - 3)


def parts_of_word(word, tag, lemma):
    """Features of a word: for itself, for the word beside it, and for the word after that."""
    low = word.lower()
    form = shape(word)
    gaz = lists(word, lemma) + nouns(word, lemma)
    own = [f"w={low}", f"t={tag}", f"s={form}", f"l={lemma.lower()}", f"len={min(len(word), 12)}"]
    own += [f"p{n}={low[:n]}" for n in (2, 3, 4, 5) if len(low) > n]
    own += [f"e{n}={low[-n:]}" for n in (1, 2, 3, 4, 5, 6) if len(low) > n]
    own += [f"g={name}" for name in gaz] or ["g=0"]
    own += [f"ts={tag},{form}", "r=" + readings(word)]
    if "-" in word:
        parts = low.split("-")
        own += [f"h0={parts[0]}", f"h1={parts[-1]}"]
        own += [f"hg={name}" for part in word.split("-") for name in lists(part, part)[:2]]
    alike = similar(low)
    own += alike
    near = [f"t={tag}", f"w={low}", f"s={form}", f"e3={low[-3:]}", f"e5={low[-5:]}", *(f"g={name}" for name in gaz), *alike]
    far = [f"t={tag}", f"w={low}", *(f"g={name}" for name in gaz), *alike[:2]]
    return own, near, far


def word_features(word, tag, lemma):
    """Features of a word by distance: for itself, and as the neighbour at -2, -1, +1, +2."""
    own, near, far = parts_of_word(word, tag, lemma)
    return own, [[distance + f for f in part] for distance, part in zip(DISTANCES, (far, near, near, far))]


@cache
def known_features():
    """(features of a word for itself, feature -> (number of the distance, feature there)), all that the model has a weight for."""
    known, beside_others = {feature for feature, _ in tagger().info().state_features}, {}
    for feature in sorted(known):
        if feature[:2] in DISTANCES:
            beside_others.setdefault(feature[2:], []).append((DISTANCES.index(feature[:2]), feature.encode()))
    return known, beside_others


@lru_cache(REMEMBERED)
def known_word_features(word, tag, lemma):
    """`word_features` without those that the model has no weight for, which leaves the labels as they are; as bytes, which the
    model reads faster."""
    own, near, _ = parts_of_word(word, tag, lemma)         # what is far is near too
    known, beside_others = known_features()
    sides = [[] for _ in DISTANCES]
    for f in near:
        for side, feature in beside_others.get(f, ()):
            sides[side].append(feature)
    return [f.encode() for f in own if f in known], sides


def phrase_features(tokens):
    """Token number -> feature, where the words are an entry of several words, in the nominative or genitive."""
    found, words = {}, [token.text for token in tokens]
    for i, word in enumerate(words):
        for phrase, name in known_phrases().get(word, ()):
            end = i + len(phrase)
            if i not in found and tuple(words[i:end - 1]) == phrase[:-1] and end <= len(words) and phrase[-1] in stems(words[end - 1]):
                found |= {k: f"m={'B' if k == i else 'I'}{name}" for k in range(i, end)}
                break
    return found


def features(tokens, of_word=word_features):
    """A list of features for each token of a sentence; `of_word` gives those of a word by itself."""
    words = [of_word(token.text, token.tag_, token.lemma_) for token in tokens]
    phrases, quoted, governor = phrase_features(tokens), inside_quotes(tokens), "0"
    verb = "v=" + next((token.lemma_ for token in tokens if token.tag_ == "VVFIN"), "0")
    rows = []
    for i, token in enumerate(tokens):
        row = [*words[i][0], *beside(words, i)]
        if i in phrases:
            row.append(phrases[i])
        if i in quoted:
            row.append("q")
        if i:
            row += [f"t-1,0={tokens[i - 1].tag_},{token.tag_}", f"w-1,0={tokens[i - 1].lower_},{token.lower_}"]
        if i + 1 < len(tokens):
            row.append(f"t0,1={token.tag_},{tokens[i + 1].tag_}")
        if token.tag_ in ("APPR", "APPRART", "VVFIN"):
            governor = token.lemma_
        if token.text[0].isupper():
            row += ["left=" + governor, verb]
        rows.append(row)
    return rows


def beside(words, i):
    """The features of the two words on either side."""
    found = []
    for side, k in enumerate((i - 2, i - 1, i + 1, i + 2)):
        if 0 <= k < len(words):
            found += words[k][1][side]
        elif k in (-1, len(words)):
            found.append("start" if k < 0 else "end")
    return found


def inside_quotes(tokens):
    """Numbers of the tokens between quotation marks."""
    found, opened = set(), False
    for i, token in enumerate(tokens):
        if token.text in DOUBLE:
            opened = not opened
        elif opened:
            found.add(i)
    return found


def recognise(doc):
    """(first token, last token + 1, label) of every name in the document, in text order; labels are PER, ORG and LOC."""
    found = []
    for sent in reading.sentences(doc):
        tokens = [token for token in sent if not token.is_space]
        found += network.spans(tokens, tagger().tag(features(tokens, known_word_features)))
    return found
