"""One linguistic pass over a text: tokens, sentences, headings, tags, lemmas, mood.

`read(text)` gives a spaCy `Doc` whose text is the text it was given, to the character, with

- tokens from spaCy's rules for German, and glued sentences (`Raketen.Nun`, `Land".Die`) told apart;
- sentences and headings from the rules below (`token.is_sent_start`, `doc._.paragraphs`, `doc._.headings`);
- `token.tag_`: STTS in TIGER's reading (NN, NE, VVFIN, ADJA, PROAV ...) and `token.lemma_`, from HanTa;
- `token.morph` with `Mood=Sub` on finite verbs in the Konjunktiv that cannot be read as indicative.

`words(doc)` gives the same as plain Python values, which is what the rules read; there a word has `mood`: I, II or ''.

What is missed: sentences that end in an unknown abbreviation, Konjunktiv II of weak verbs (`sagte` is taken as past). A run of
more than LONGEST_RUN characters without white space is no word: it is cut up and tagged XY; and no sentence is longer than
LONGEST_SENTENCE tokens, so that time and memory stay linear on any text.
With ANALYSIS_MODEL set to the name of an installed spaCy pipeline for German (de_core_news_lg, say), tags, lemmas, mood
and names are that pipeline's; tokens and sentences stay ours, so that offsets and rules mean the same.
"""
import os
import re
from bisect import bisect
from functools import cache
from sys import intern

import numpy as np
import spacy
from spacy.attrs import ORTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from .. import lexicons
from .tagger import LONGEST_RUN, Tagger

OPENING, CLOSING = set("„»‚›([{¿¡“«"), set("“”\"«’‘›'»)]}")
ENDS = {".", "!", "?", "…", "...", "!!", "??", "?!", "!?", "..", "...."}
LONGEST_HEADING = 20                       # words
LONGEST_SENTENCE = 300                     # tokens
MOST_CLOSING = 10                          # quotation marks and brackets looked through behind a full stop
OVERLONG = re.compile(rf"(?<!\S)\S{{{LONGEST_RUN + 1},}}")
CHUNK = re.compile(rf"\S{{1,{LONGEST_RUN}}}")
DAY_WITH_STOP = re.compile(r"(?:\d{1,2}\.[/–-])?\d{1,2}\.")            # 15./16. November
NUMBER_WITH_STOP = re.compile(r"\d[\d.,:/]*\.")
SITE = re.compile(r"[a-z0-9äöü-]{2,}(?:\.[a-z0-9äöü-]{2,})*\.(?:de|at|ch|com|net|org|info|eu|tv|uk|fr)", re.IGNORECASE)
NO_WORDS = ("NE", "FM", "XY", "TRUNC", "CARD")         # tags whose lemma is the word as it stands
# HanTa writes its tags with brackets and has a few of its own; the rest of the project reads STTS.
STTS = {"ADJ(A)": "ADJA", "ADJ(D)": "ADJD", "NNA": "NN", "NNI": "NN", "UNKNOWN": "XY",
        "APZR": "APZR", **{f"{v}({f})": v + f for v in ("VA", "VM", "VV") for f in ("FIN", "IMP", "INF", "IZU", "PP")}}
PLAIN = {**dict.fromkeys("„“”»«‚‘›‹", '"'), "–": "-", "—": "-"}         # quotation marks and dashes as HanTa knows them

Doc.set_extension("paragraphs", default=())            # start of each paragraph's first token
Doc.set_extension("headings", default=frozenset())     # token number where a heading starts


def read(text):
    """The passed document; `read(text).text == text`."""
    return pipeline()(text)


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
    nlp.tokenizer = linear(nlp.tokenizer)
    nlp.add_pipe("quellenlage_sentences", first=True)
    nlp.add_pipe("quellenlage_complete" if model else "quellenlage_tags")
    return nlp


def finds_names():
    """Whether the reader's own model finds names."""
    return bool({"ner", "entity_ruler"} & set(pipeline().pipe_names))


@Language.component("quellenlage_complete")
def complete(doc):
    """The document, if the reader's own model tagged it; else ValueError."""
    if any(not token.is_space for token in doc) and not any(token.tag_ for token in doc):
        raise ValueError(f"ANALYSIS_MODEL={os.environ.get('ANALYSIS_MODEL', '')}: this pipeline gives words no tags (token.tag_); "
                         "name one for German that does, like de_core_news_lg, or leave the variable empty")
    return doc


# ---------------------------------------------------------------- words as plain values
class Word:
    """A token under spaCy's names. spaCy makes a new object whenever a token is looked at; this one is made once."""
    __slots__ = ("doc", "i", "idx", "end", "text", "lower_", "tag_", "lemma_", "whitespace_", "is_space", "is_punct",
                 "is_sent_start", "mood", "sent")

    def __init__(self, doc, token):
        self.doc, self.i, self.idx, self.text = doc, token.i, token.idx, intern(token.text)
        self.end = self.idx + len(self.text)
        self.lower_, self.tag_, self.lemma_ = intern(self.text.lower()), intern(token.tag_), intern(token.lemma_)
        self.whitespace_ = token.whitespace_
        self.is_space, self.is_punct, self.is_sent_start = token.is_space, token.is_punct, token.is_sent_start
        self.mood = mood(self.lower_, self.lemma_.lower()) if token.has_morph() and "Sub" in token.morph.get("Mood") else ""

    def __len__(self):
        return len(self.text)

    def __repr__(self):
        return self.text

    def nbor(self, offset=1):
        return self.doc[self.i + offset]


class Words(list):
    """Consecutive words of a text, under the names of spaCy's Span; a slice of it is a plain list."""

    def __init__(self, doc, start, end):
        super().__init__(doc[start:end])
        self.doc, self.start, self.end = doc, start, end
        self.sentence = None               # clauses.whole sets it when it is first asked for

    @property
    def start_char(self):
        return self[0].idx

    @property
    def end_char(self):
        return self[-1].end

    @property
    def text(self):
        return self.doc.text[self.start_char:self.end_char]

    @property
    def sent(self):
        """The sentence of its first word."""
        return self[0].sent

    @property
    def paragraph(self):
        """Number of the paragraph it stands in."""
        return bisect(self.doc.paragraphs, self.start) - 1

    @property
    def is_heading(self):
        return self.start in self.doc.headings


class Text(list):
    """All words of a document. `sents` are its sentences as spaCy has them, `sentences` without white space around them."""

    def __init__(self, doc):
        super().__init__(Word(self, token) for token in doc)
        self.text, self.paragraphs, self.headings = doc.text, doc._.paragraphs, doc._.headings
        self.offsets = [word.idx for word in self]
        self.word, self.lower = [word.text for word in self], [word.lower_ for word in self]        # columns, as in clauses.Sentence
        self.tag, self.lemma, self.blocks = [word.tag_ for word in self], [word.lemma_ for word in self], {}
        starts = [word.i for word in self if word.is_sent_start or word.i == 0]
        self.sents = [Words(self, start, end) for start, end in zip(starts, [*starts[1:], len(self)])]
        for sent in self.sents:
            for word in sent:
                word.sent = sent
        self.sentences = [trimmed for sent in self.sents if (trimmed := without_space(sent))]
        self.named = frozenset()           # numbers of the words in names of persons and bodies; actors.find sets it
        self.by_network = None             # network.read_document sets it when it is first asked for


def without_space(sent):
    start, end = sent.start, sent.end
    while start < end and sent.doc[start].is_space:
        start += 1
    while end > start and sent.doc[end - 1].is_space:
        end -= 1
    return Words(sent.doc, start, end) if (start, end) != (sent.start, sent.end) else sent


def words(doc):
    """The words of a passed document as a Text, made once; a Text is given back as it is."""
    if isinstance(doc, Text):
        return doc
    if "words" not in doc.user_data:
        doc.user_data["words"] = Text(doc)
    return doc.user_data["words"]


def stretch(span):
    """The words of a spaCy Span."""
    return Words(words(span.doc), span.start, span.end)


def sentences(doc):
    """The sentences and headings of a document without the white space around them, none of them empty, as Words."""
    return words(doc).sentences


# ---------------------------------------------------------------- tokens
def linear(tokenizer):
    """spaCy's tokenizer, with overlong runs cut into chunks that it does not see: its time grows with their square."""
    def tokenize(text):
        if not OVERLONG.search(text):
            return tokenizer(text)
        found, spaces, reached = [], [], 0
        for run in OVERLONG.finditer(text):
            if reached < run.start():
                doc = tokenizer(text[reached:run.start()])
                found += [token.text for token in doc]
                spaces += [bool(token.whitespace_) for token in doc]
            chunks = CHUNK.findall(run.group())
            found += chunks
            reached = run.end() + (text[run.end():run.end() + 1] == " ")
            spaces += [False] * (len(chunks) - 1) + [reached > run.end()]
        doc = tokenizer(text[reached:])
        return Doc(tokenizer.vocab, [*found, *(token.text for token in doc)], [*spaces, *(bool(token.whitespace_) for token in doc)])
    return tokenize


# ---------------------------------------------------------------- sentences
@Language.component("quellenlage_sentences")
def mark_sentences(doc):
    """Set sentence starts, paragraphs and headings."""
    texts, spaced = split_full_stops(doc, *spelling(doc))
    breaks = line_breaks(texts)
    paragraphs, fresh, length = [], True, 0
    starts = np.full((len(texts), 1), -1, dtype="int64")
    for i, text in enumerate(texts):
        length += 1
        if text.isspace():
            fresh = fresh or i in breaks
            continue
        if fresh:
            paragraphs.append(i)
        if fresh or length > LONGEST_SENTENCE or ends_before(texts, spaced, i):
            starts[i], length = 1, 0
        fresh = False
    doc.from_array([SENT_START], starts.astype("uint64"))     # one by one, spaCy would look through the document each time
    doc._.paragraphs = tuple(paragraphs)
    if len(paragraphs) > 1:
        ends = [*paragraphs[1:], len(texts)]
        doc._.headings = frozenset(start for start, end in zip(paragraphs, ends) if is_heading(texts[start:end]))
    return doc


def spelling(doc):
    """The text of each token, and whether a space follows it (its white space, or nothing)."""
    tokens = list(doc)
    return [token.text for token in tokens], [token.whitespace_ for token in tokens]


def split_full_stops(doc, texts, spaced):
    """`2010.` at the end of a sentence is two tokens: a number and a full stop. The spelling, changed if need be."""
    ending = [i for i, text in enumerate(texts)
              if text[-1] == "." and NUMBER_WITH_STOP.fullmatch(text) and stop_after_number(texts, spaced, i)]
    if not ending:
        return texts, spaced
    with doc.retokenize() as retokenizer:
        for i in ending:
            token = doc[i]
            retokenizer.split(token, [token.text[:-1], "."], heads=[(token, 0), (token, 0)])
    return spelling(doc)


def stop_after_number(texts, spaced, i):
    """Whether the dot of `18.` ends a sentence: nothing follows, or a word that mostly starts sentences."""
    following = next_word(texts, i)
    if following is None or texts[following - 1].isspace() and "\n" in texts[following - 1]:
        return True
    word = texts[following]
    if word in CLOSING and not spaced[following - 1]:
        return True
    if DAY_WITH_STOP.fullmatch(texts[i]) and word.lower() in months():
        return False
    long = len(texts[i]) > 4 or not texts[i][:-1].isdigit()
    return word in lexicons.words("sentence_starters") or long and (word[0].isupper() or word[0].isdigit())


@cache
def months():
    return lexicons.words("date_words", **{"class": "month"})


def next_word(texts, i):
    i += 1
    while i < len(texts) and texts[i].isspace():
        i += 1
    return i if i < len(texts) else None


def line_breaks(texts):
    """Numbers of the white-space tokens that end a paragraph: line ends, but not those of hard-wrapped lines."""
    newlines = [i for i, text in enumerate(texts) if "\n" in text and text.isspace()]
    return {i for i in newlines if texts[i].count("\n") > 1 or not wrapped(texts, i)}


def wrapped(texts, i):
    """A line end inside a sentence: the next line goes on in lower case and this one has no full stop."""
    following = next_word(texts, i)
    return bool(following and i and texts[following][0].islower() and texts[i - 1] not in ENDS)


def ends_before(texts, spaced, i):
    """Whether a sentence ends before token `i`, which is not white space."""
    k = i - 1
    while k >= 0 and texts[k].isspace():
        k -= 1
    if k < 0:
        return True
    word, first = texts[i], k
    while k > max(0, first - MOST_CLOSING) and texts[k] in CLOSING and not (texts[k] in OPENING and spaced[k - 1]):
        if texts[k] in CLOSING - OPENING and spaced[k - 1] and not spaced[k]:
            return False                   # a straight quote that opens
        k -= 1
    if word in CLOSING and not spaced[i - 1] and not texts[i - 1].isspace():
        return False
    last = texts[k]
    if last == "." and k == i - 1 and not spaced[k] and word.lower() in months() and DAY_WITH_STOP.fullmatch(texts[k - 1] + "."):
        return False                       # 2.Oktober
    if last in ENDS:
        return word[0].isupper() or word[0].isdigit() or word[0] in OPENING or word in "\"'–-•*"
    if len(last) > 1 and last.endswith(".") and not last[0].isdigit():
        return word in lexicons.words("sentence_starters") and not last[:-1].isupper() and last not in lexicons.words("abbreviations", ends_sentence="no")
    return False


def is_heading(texts):
    """A paragraph of few words with no full stop at its end."""
    texts = [text for text in texts if not text.isspace()]
    while texts and texts[-1] in CLOSING:
        texts.pop()
    return bool(texts) and len(texts) <= LONGEST_HEADING and texts[-1] not in ENDS | {":", ",", ";"}


# ---------------------------------------------------------------- tags, lemmas, mood
@cache
def tagger():
    return Tagger()


@Language.component("quellenlage_tags")
def tag(doc):
    """STTS tags, lemmas and mood; names keep their surface form as lemma."""
    sents = [[]]
    for token in doc:
        if token.is_sent_start:
            sents.append([])
        if token.is_space:
            token.tag_ = "_SP"
        else:
            sents[-1].append(token)
    for tokens in sents:
        tag_sentence(tokens)
    return doc


def tag_sentence(tokens):
    """Tag the tokens of a sentence, none of them white space."""
    texts = [token.text for token in tokens]
    for k, (token, (_, lemma, tag)) in enumerate(zip(tokens, tagger().tag_sent([PLAIN.get(text, text) for text in texts]))):
        lemma, tag = stts(texts[k], lemma, tag)
        token.tag_, token.lemma_ = tag, lemma
        if tag in ("VAFIN", "VMFIN", "VVFIN", "VVIMP") and is_subjunctive(texts[k].lower(), tag, lemma.lower(), texts[max(0, k - 2):k + 3]):
            token.set_morph("Mood=Sub|VerbForm=Fin")


def stts(text, lemma, tag):
    """The lemma and tag that a token gets from HanTa's; a site (`example.org`) is a name."""
    tag = "NE" if SITE.fullmatch(text) else STTS.get(tag, tag)
    return text if tag in NO_WORDS or not text[0].isalpha() else lemma, tag


def is_subjunctive(word, tag, lemma, near):
    """Whether a finite verb is Konjunktiv and nothing else (`sei`, `habe`, `gehe`, `wäre`); `near` are the words around it."""
    if word in lexicons.words("subjunctives"):
        return word not in ("habe", "werde") or not has_ich(near)
    return is_present_subjunctive(word, lemma) and tag != "VVIMP" and not has_ich(near)


def is_present_subjunctive(word, lemma):
    """`gehe` of *gehen*; `handele`, `handle` of *handeln*, `ändere` of *ändern*."""
    stem = lemma.removesuffix("n")
    return word.endswith("e") and (word == stem or stem.endswith(("el", "er")) and word in (stem + "e", stem[:-2] + stem[-1] + "e"))


def mood(word, lemma):
    """Of a Konjunktiv: I (`sei`, `habe`, `gehe`) tells of others' words; II (`wäre`, `könnte`, `ginge`) may be the author's own."""
    return "I" if word in ("sei", "seien", "seist", "seiest") or is_present_subjunctive(word, lemma) else "II"


def has_ich(near):
    """`ich habe`, `habe ich`: the first person, whose present is no different."""
    return any(word.lower() == "ich" for word in near)
