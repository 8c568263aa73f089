"""One linguistic pass over a text: tokens, sentences, headings, tags, lemmas, mood.

`read(text)` gives a spaCy `Doc` whose text is the text it was given, to the character, with

- tokens from spaCy's rules for German, and glued sentences (`Raketen.Nun`, `Land".Die`) told apart;
- sentences and headings from the rules below (`token.is_sent_start`, `sent._.is_heading`, `sent._.paragraph`);
- `token.tag_`: STTS in TIGER's reading (NN, NE, VVFIN, ADJA, PROAV ...) and `token.lemma_`, from HanTa;
- `token.morph` with `Mood=Sub` on finite verbs in the Konjunktiv that cannot be read as indicative.

What is missed: sentences that end in an unknown abbreviation, Konjunktiv II of weak verbs (`sagte` is taken as past).
With ANALYSIS_MODEL set to the name of an installed spaCy pipeline for German (de_core_news_lg, say), tags, lemmas, mood
and names are that pipeline's; tokens and sentences stay ours, so that offsets and rules mean the same.
"""
import os
import re
from bisect import bisect
from functools import cache

import numpy as np
import spacy
from spacy.attrs import ORTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex

from . import lexicons
from .tagger import Tagger

OPENING, CLOSING = set("„»‚›([{¿¡“«"), set("“”\"«’‘›'»)]}")
ENDS = {".", "!", "?", "…", "...", "!!", "??", "?!", "!?", "..", "...."}
LONGEST_HEADING = 20                       # words
# HanTa writes its tags with brackets and has a few of its own; the rest of the project reads STTS.
STTS = {"ADJ(A)": "ADJA", "ADJ(D)": "ADJD", "NNA": "NN", "NNI": "NN", "UNKNOWN": "XY",
        "APZR": "APZR", **{f"{v}({f})": v + f for v in ("VA", "VM", "VV") for f in ("FIN", "IMP", "INF", "IZU", "PP")}}

Doc.set_extension("paragraphs", default=())            # start of each paragraph's first token
Span.set_extension("paragraph", getter=lambda span: bisect(span.doc._.paragraphs, span.start) - 1)
Doc.set_extension("headings", default=frozenset())     # token number where a heading starts
Span.set_extension("is_heading", getter=lambda span: span.start in span.doc._.headings)


def read(text):
    """The passed document; `read(text).text == text`."""
    return pipeline()(text)


def sentences(doc):
    """The sentences and headings of a document without the white space around them, none of them empty."""
    found = []
    for sent in doc.sents:
        start, end = sent.start, sent.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start < end:
            found.append(doc[start:end])
    return found


@cache
def pipeline(model=None):
    """The spaCy pipeline, built once: our tokens and sentences, and HanTa's tags unless a model brings its own."""
    model = model or os.environ.get("ANALYSIS_MODEL")
    if isinstance(model, Language):
        nlp = model
    else:
        nlp = spacy.load(model) if model else spacy.blank("de")
    nlp.max_length = 10 ** 9
    infixes = [*nlp.Defaults.infixes, r"[\"„“”«»]", r"(?<=[\"„“”«»])\.(?=\S)", r"(?<=[a-zäöüß0-9])[.!?](?=[A-ZÄÖÜ][a-zäöüß])"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for word in sorted(lexicons.words("abbreviations")):
        nlp.tokenizer.add_special_case(word, [{ORTH: word}])
    nlp.add_pipe("quellenlage_sentences", first=True)
    if not model:
        nlp.add_pipe("quellenlage_tags")
        nlp.add_pipe("quellenlage_mood")
    return nlp


# ---------------------------------------------------------------- sentences
@Language.component("quellenlage_sentences")
def mark_sentences(doc):
    """Set sentence starts, paragraphs and headings."""
    split_full_stops(doc)
    breaks = line_breaks(doc)
    paragraphs, headings, fresh = [], [], True
    starts = np.full((len(doc), 1), -1, dtype="int64")
    for i, token in enumerate(doc):
        if token.is_space:
            fresh = fresh or i in breaks
            continue
        if fresh:
            paragraphs.append(i)
        if fresh or ends_before(doc, i):
            starts[i] = 1
        fresh = False
    doc.from_array([SENT_START], starts.astype("uint64"))     # one by one, spaCy would look through the document each time
    doc._.paragraphs = tuple(paragraphs)
    if len(paragraphs) > 1:
        headings = [start for start, end in zip(paragraphs, paragraphs[1:] + [len(doc)]) if is_heading(doc[start:end])]
    doc._.headings = frozenset(headings)
    return doc


def split_full_stops(doc):
    """`2010.` at the end of a sentence is two tokens: a number and a full stop."""
    with doc.retokenize() as retokenizer:
        for token in doc:
            if re.fullmatch(r"\d[\d.,:/]*\.", token.text) and stop_after_number(doc, token.i):
                retokenizer.split(token, [token.text[:-1], "."], heads=[(token, 0), (token, 0)])


def stop_after_number(doc, i):
    """Whether the dot of `18.` ends a sentence: nothing follows, or a word that mostly starts sentences."""
    following = next_word(doc, i)
    if following is None or doc[following - 1].is_space and "\n" in doc[following - 1].text:
        return True
    if doc[following].text in CLOSING and not doc[following - 1].whitespace_:
        return True
    word = doc[following].text
    long = len(doc[i].text) > 4 or not doc[i].text[:-1].isdigit()
    return word in lexicons.words("sentence_starters") or long and (word[0].isupper() or word[0].isdigit())


def next_word(doc, i):
    i += 1
    while i < len(doc) and doc[i].is_space:
        i += 1
    return i if i < len(doc) else None


def line_breaks(doc):
    """Numbers of the white-space tokens that end a paragraph: line ends, but not those of hard-wrapped lines."""
    newlines = [token.i for token in doc if token.is_space and "\n" in token.text]
    return {i for i in newlines if doc[i].text.count("\n") > 1 or not wrapped(doc, i)}


def wrapped(doc, i):
    """A line end inside a sentence: the next line goes on in lower case and this one has no full stop."""
    following = next_word(doc, i)
    return bool(following and i and doc[following].text[0].islower() and doc[i - 1].text not in ENDS)


def ends_before(doc, i):
    """Whether a sentence ends before token `i`, which is not white space."""
    k = i - 1
    while k >= 0 and doc[k].is_space:
        k -= 1
    if k < 0:
        return True
    word = doc[i].text
    while k > 0 and doc[k].text in CLOSING and not (doc[k].text in OPENING and doc[k - 1].whitespace_):
        if doc[k].text in CLOSING - OPENING and doc[k - 1].whitespace_ and not doc[k].whitespace_:
            return False                   # a straight quote that opens
        k -= 1
    if word in CLOSING and not doc[i - 1].whitespace_ and not doc[i - 1].is_space:
        return False
    last = doc[k].text
    starts = word[0].isupper() or word[0].isdigit() or word[0] in OPENING or word in "\"'–-•*"
    if last in ENDS:
        return starts
    if len(last) > 1 and last.endswith(".") and not last[0].isdigit():
        return word in lexicons.words("sentence_starters") and not last[:-1].isupper() and last not in lexicons.words("abbreviations", ends_sentence="no")
    return False


def is_heading(span):
    """A paragraph of few words with no full stop at its end."""
    words = [token for token in span if not token.is_space]
    while words and words[-1].text in CLOSING:
        words.pop()
    return bool(words) and len(words) <= LONGEST_HEADING and words[-1].text not in ENDS | {":", ",", ";"}


# ---------------------------------------------------------------- tags, lemmas, mood
@cache
def tagger():
    return Tagger()


@Language.component("quellenlage_tags")
def tag(doc):
    """STTS tags and lemmas; names keep their surface form as lemma."""
    for sent in doc.sents:
        tokens = [token for token in sent if not token.is_space]
        tagged = tagger().tag_sent([plain(token.text) for token in tokens])
        for token, (_, lemma, tag) in zip(tokens, tagged):
            token.tag_ = STTS.get(tag, tag)
            token.lemma_ = token.text if tag in ("NE", "FM", "XY", "TRUNC", "CARD") or not token.text[0].isalpha() else lemma
    for token in doc:
        if token.is_space:
            token.tag_ = "_SP"
    return doc


def plain(word):
    """Quotation marks and dashes as HanTa knows them."""
    return {"„": '"', "“": '"', "”": '"', "»": '"', "«": '"', "‚": '"', "‘": '"', "›": '"', "‹": '"', "–": "-", "—": "-"}.get(word, word)


@Language.component("quellenlage_mood")
def mark_mood(doc):
    """`Mood=Sub` on finite verbs that are Konjunktiv and nothing else (`sei`, `habe`, `gehe`, `wäre`, `könnten`)."""
    for token in doc:
        if token.tag_ in ("VAFIN", "VMFIN", "VVFIN", "VVIMP") and is_subjunctive(token):
            token.set_morph("Mood=Sub|VerbForm=Fin")
    return doc


def is_subjunctive(token):
    word = token.lower_
    if word in lexicons.words("subjunctives"):
        return not beside_ich(token) if word in ("habe", "werde") else True
    return word.endswith("e") and word + "n" == token.lemma_.lower() and token.tag_ != "VVIMP" and not beside_ich(token)


def beside_ich(token):
    """`ich habe`, `habe ich`: the first person, whose present is no different."""
    near = token.doc[max(token.sent.start, token.i - 2):min(token.sent.end, token.i + 3)]
    return any(other.lower_ == "ich" for other in near)
