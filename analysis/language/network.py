"""What a small transformer reads in a text: which words are names, and the tone towards any words of a sentence.

The first eight layers of multilingual-e5-small, cut to the word pieces of German, fine-tuned for both in one pass; models/README.md says on
what, and how well it does. It runs in onnxruntime: weights stored in 8 bits, arithmetic in 32, so that every machine finds the same names.
"""
import csv
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from . import reading

FOLDER = Path(__file__).parents[1] / "models"
MODEL, PIECES, NEUTRAL = FOLDER / "names.onnx", FOLDER / "names_pieces.json", FOLDER / "names_tone.csv"
NAMES = ("PER", "ORG", "LOC")
LABELS = ("O", *(f"{place}-{kind}" for kind in (*NAMES, "OTH", "PART") for place in "BI"))     # works, peoples; names within words
# Added to the scores, set on the dev part: what is no name is likelier, and a body less likely, than the network thinks.
CAUTION = np.array([0.5 if label == "O" else -0.5 * label.endswith("ORG") for label in LABELS], np.float32)
# -1e4 where a label may not follow another (row: the one before); nothing may begin with `I-`, as if after `O`.
FORBIDDEN = np.array([[-1e4 * (label[0] == "I" and before[2:] != label[2:]) for label in LABELS] for before in LABELS], np.float32)
TONES = ("negative", "neutral", "positive")
FIRST, LAST, PADDING = 0, 2, 1                 # the pieces `<s>`, `</s>` and `<pad>`
LONGEST = 500                                  # pieces that are read at once
TOGETHER = 4096                                # pieces a batch
REMEMBERED = 100_000                           # words whose pieces are kept in memory
LONGEST_WORD = 100                             # pieces of a word that are read


@cache
def session():
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(MODEL, options, providers=["CPUExecutionProvider"])


@cache
def tokenizer():
    return Tokenizer.from_file(str(PIECES))


@lru_cache(REMEMBERED)
def pieces(word, behind_space):
    return tuple(tokenizer().encode(("\u2581" if behind_space else "") + word, add_special_tokens=False).ids[:LONGEST_WORD])


def encoded(tokens):
    """(pieces of a sentence, the place of each token's first piece and of the end)."""
    found, places = [FIRST], []
    for own in pieces_of_each(tokens):
        places.append(len(found))
        found += own
    return found + [LAST], [*places, len(found)]


def pieces_of_each(tokens):
    return [pieces(token.text, not i or bool(tokens[i - 1].whitespace_)) for i, token in enumerate(tokens)]


def stretches(tokens):
    """A sentence in stretches that the network can read at once: nearly always one."""
    start, size = 0, 0
    for i, own in enumerate(pieces_of_each(tokens)):
        if size + len(own) > LONGEST:
            yield tokens[start:i]
            start, size = i, 0
        size += len(own)
    if tokens[start:]:
        yield tokens[start:]


def read_document(doc):
    """(tokens, the network's values, the tokens' places there) of each sentence of a passed document; read once."""
    text = reading.words(doc)
    if text.by_network is None:
        sentences = [[token for token in sent if not token.is_space] for sent in text.sentences]
        known = [tokens for sentence in sentences for tokens in stretches(sentence)]
        text.by_network = [(tokens, *found) for tokens, found in zip(known, read(known))]
    return text.by_network


def read(sentences):
    """The network's values for each of the sentences (lists of tokens): (an array a row a piece, the tokens' places there)."""
    known = [encoded(tokens) for tokens in sentences]
    found = [None] * len(known)
    for batch in batches([len(row) for row, _ in known]):
        rows = np.full((len(batch), max(len(known[i][0]) for i in batch)), PADDING, np.int64)
        for row, i in zip(rows, batch):
            row[:len(known[i][0])] = known[i][0]
        values = session().run(None, {"pieces": rows})[0]
        for value, i in zip(values, batch):
            found[i] = (value[:len(known[i][0])], known[i][1])
    return found


def batches(lengths, together=TOGETHER):
    """Numbers of sentences of like length, at most `together` pieces a batch with the padding."""
    batch = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[i] > together:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def labels(values, places):
    """The likeliest BIO labels of the tokens of which each `I-` follows a `B-` or `I-` of its kind (Viterbi 1967)."""
    if len(places) < 2:
        return []
    scores = values[places[:-1], :len(LABELS)] + CAUTION
    scores = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    best, behind = scores[0] + FORBIDDEN[0], []
    for row in scores[1:]:
        ways = best[:, None] + FORBIDDEN
        behind.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int(best.argmax())]
    for before in reversed(behind):
        path.append(int(before[path[-1]]))
    return [LABELS[i] for i in reversed(path)]


def spans(tokens, labels):
    """(first token, last token + 1, label) of each name, from BIO labels."""
    found = []
    for token, label in zip(tokens, labels):
        if label[0] == "I" and found and found[-1][1] == token.i and found[-1][2] == label[2:]:
            found[-1][1] = token.i + 1
        elif label != "O":
            found.append([token.i, token.i + 1, label[2:]])
    by_place = {token.i: token for token in tokens}
    return [(first, ended(by_place, first, end), label) for first, end, label in found]


def ended(tokens, first, end):
    """The end of a name without a comma or slash behind it."""
    while end - 1 > first and tokens[end - 1].text in (",", "/", ";", ":"):
        end -= 1
    return end


def names(doc):
    """(first token, last token + 1, label) of every name in the document, in text order; labels are PER, ORG and LOC."""
    found = [span for tokens, values, places in read_document(doc) for span in spans(tokens, labels(values, places))]
    return [span for span in found if span[2] in NAMES]


def tone(values, places, first, last):
    """Chances of negative, neutral and positive towards tokens `first` to `last` of a sentence."""
    score = values[:, len(LABELS):len(LABELS) + 3].mean(axis=0) + values[places[first]:places[last], -3:].mean(axis=0)
    chances = np.exp(score - score.max())
    return chances / chances.sum()


@cache
def neutral_given(label):
    """(how many of the mentions that readers called neutral got this label, how many there were), on the sentences it was tried on."""
    with open(NEUTRAL, encoding="utf-8", newline="") as file:
        counts = {row["given"]: int(row["neutral"]) for row in csv.DictReader(file)}
    return counts[label], sum(counts.values())
