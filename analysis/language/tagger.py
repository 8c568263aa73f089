"""HanTa's German tagger, with the same answers in a fraction of the time.

HanTa (Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization") tries every segment of a word with
every morpheme tag, although nearly all of these pairs have probability zero. `Tagger` walks over the possible pairs
alone and remembers words. Search, beams and probabilities are HanTa's, so its tags and lemmas are HanTa's too: a test
compares them word by word.
"""
import gzip
import math
import re
from bisect import bisect_left
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path

from HanTa.HanoverTagger import EMPTY, END, START, UNKNOWN, HanoverTagger

BEAM_MORPHEMES, BEAM_WORDS = 3, 5      # HanTa's own: states kept beside those within 1 of the last one kept
LONGEST_WORD = 60                      # a longer "word" is a URL: its end decides
LONGEST_RUN = 400                      # from that length on it is no word at all
REMEMBERED = 200_000                   # words kept in memory
MEMORY = Path(__file__).parents[1] / "models/hanta_words.txt.gz"     # training/tagger.py says what a line is


def lowest(row, width):
    """The log probability from which on HanTa goes on with a state of a Viterbi row."""
    return sorted(row.values(), reverse=True)[width] - 1 if len(row) > width else -math.inf


def beam(row, width):
    """The states of a Viterbi row that HanTa goes on with."""
    if len(row) <= width:
        return row.items()
    bound = lowest(row, width)
    return [(state, lp) for state, lp in row.items() if lp >= bound]


def go_on(row, pointers, state, lp, steps, tags, start):
    """Put into the row what the steps from a state make of a morpheme with these tags that begins at `start`."""
    for tag, lp_step, new in steps:
        if tag in tags:
            total = lp + lp_step + tags[tag]
            if total > row.get(new, -1e6):
                row[new] = total
                pointers[new] = state, start


def shortened(word, lemma):
    """A lemma by what its word has too much and too little, `^` for a capital: (`männern`, `Mann`) -> `6^ann`."""
    small = lemma[0].lower() + lemma[1:]
    same = next((k for k, (a, b) in enumerate(zip(word, small)) if a != b), min(len(word), len(small)))
    return f"{len(word) - same}{'^' * (small != lemma)}{small[same:]}"


def spelled_out(word, short):
    """The lemma that `shortened` made short."""
    cut, capital, letters = re.fullmatch(r"(\d+)(\^?)(.*)", short).groups()
    lemma = word[:len(word) - int(cut)] + letters
    return lemma[0].upper() + lemma[1:] if capital else lemma


class Steps(dict):
    """State -> the steps (tag, log probability, new state) to a morpheme, those to one that is not listed, and their highest."""

    def __init__(self, followers, reachable, open_tags):
        super().__init__()
        self.followers, self.reachable, self.open_tags = followers, reachable, open_tags

    def __missing__(self, state):
        steps = [(tag, lp, (state[1], tag)) for tag, lp in self.followers.get(state, ())
                 if self.reachable is None or tag in self.reachable]
        unlisted = [step for step in steps if step[0] in self.open_tags]
        self[state] = steps, unlisted, max((lp for _, lp, _ in unlisted), default=-math.inf)
        return self[state]


class Tagger(HanoverTagger):
    """`tag_sent(words, taglevel)` as in HanTa; `taglevel=1` gives (word, lemma, tag) triples."""

    def __init__(self, remembered=None):
        super().__init__("morphmodel_ger.pgz")
        self.remembered = gzip.decompress(MEMORY.read_bytes()).decode().split("\n") if remembered is None else remembered
        self.known = {}                # morpheme -> {tag: log probability}
        for tag, morphemes in self.LP_m_t.items():
            for morpheme, lp in morphemes.items():
                self.known.setdefault(morpheme, {})[tag] = lp
        self.open_tags = [tag for tag in self.LP_hapax_t if tag in self.LP_s_t]
        self.endings = {ending for tag in self.open_tags for ending in self.LP_s_t[tag]}
        self.steps = cache(self.steps)
        self.unlisted = lru_cache(REMEMBERED)(self.unlisted)
        self.by_ending = cache(self.by_ending)
        self.word_tags = lru_cache(REMEMBERED)(self.word_tags)
        self.lemma = lru_cache(REMEMBERED)(self.lemma)

    def unlisted(self, letters):
        """Log probabilities of a morpheme that ends in the letters and that the model does not list: for each length, by tag, and the highest."""
        return self.by_ending(next((letters[k:] for k in range(len(letters)) if letters[k:] in self.endings), ""))

    def by_ending(self, ending):
        suffixes = {tag: lps[ending] for tag, lps in self.LP_s_t.items() if tag in self.open_tags and lps[ending] > -math.inf}
        found = []
        for length in range(25):
            lps = {tag: self.Int_t + self.LP_hapax_t[tag] + self.LP_len_t[tag][length] + lp for tag, lp in suffixes.items()}
            found.append((lps, max(lps.values(), default=-math.inf)))
        return found

    def steps(self, target):
        """Where each state can go, of all that can end in `target`, made when first asked for (see Steps)."""
        reachable = self.reachability.get(target)
        return Steps(self.LP_trans_nonfinal, reachable, self.open_tags)

    def lattice(self, word, strict, target=None):
        """Viterbi table over the morphemes of a word: for each place the states, state -> log probability, and where from."""
        table, back, ways, tops, steps = [{(EMPTY, START): 0.0}], [{}], [], [], self.steps(target)
        for end in range(1, len(word) + 1):
            ways.append([(state, lp, *steps[state]) for state, lp in beam(table[-1], BEAM_MORPHEMES)])
            tops.append(max([lp + best for _, lp, _, _, best in ways[-1]], default=-math.inf))
            row, pointers, listed = {}, {}, {}
            for start, states in enumerate(ways):
                if states and (tags := self.known.get(word[start:end])):
                    listed[start] = tags
                    for state, lp, following, _, _ in states:
                        go_on(row, pointers, state, lp, following, tags, start)
            if not strict:
                self.go_on_unlisted(row, pointers, ways, tops, word, end, listed)
            table.append(row)
            back.append(pointers)
        return table, back

    def go_on_unlisted(self, row, pointers, ways, tops, word, end, listed):
        """Add the morphemes up to `end` that are not listed, but for those the beam would drop anyway."""
        length, bound = len(word), -math.inf
        by_length = self.unlisted(word[max(0, end - 4):end])
        for start in range(end if length < 4 else end - 2):
            if end - start < 4:
                by_length = self.unlisted(word[start:end])
            tags, best = by_length[end - start] if end - start < 24 else by_length[24]
            if tops[start] + best < bound or tops[start] == -math.inf:
                continue
            if end - start == length:
                tags = {tag: lp - 4.6 for tag, lp in tags.items()}
            if start in listed:
                tags = {tag: lp for tag, lp in tags.items() if tag not in listed[start]}
            for state, lp, _, following, _ in ways[start]:
                go_on(row, pointers, state, lp, following, tags, start)
            bound = lowest(row, BEAM_MORPHEMES) if end < length else bound

    def entries(self, word):
        """What the memory says of a word in small letters: (tag, log probability less the highest, lemma) of each tag; empty if unknown."""
        at = bisect_left(self.remembered, word + "\t")
        if at == len(self.remembered) or not self.remembered[at].startswith(word + "\t"):
            return ()
        fields = (field.split(" ") for field in self.remembered[at].split("\t")[1:])
        return [(self.tag2int[tag], -float(distance), spelled_out(word, lemma)) for tag, distance, lemma in fields]

    def analyze_forward(self, word):
        return [(tag, lp) for tag, lp, _ in self.entries(word)] or self.analyse(word)

    def is_readable(self, word):
        """Whether the word can be made of morphemes that the model lists."""
        return any(state in self.LP_trans_final for state in self.lattice(word, strict=True)[0][-1])

    def analyse(self, word):
        """HanTa's own analysis: the log probability of each tag."""
        table, _ = self.lattice(word, self.strict)
        ends = {}
        for state, lp in table[-1].items():
            for tag, lp_end in self.LP_trans_final.get(state, ()):
                end = (state[1], tag)
                ends[end] = max(ends.get(end, -1e6), lp + lp_end)
        result = {}
        for (_, tag), lp in ends.items():
            seen = result.get(-tag)
            result[-tag] = lp if seen is None else max(seen, lp) + math.log1p(math.exp(-abs(seen - lp)))
        return sorted(result.items(), key=itemgetter(1), reverse=True) or [(UNKNOWN, 0)]

    def analyze_viterbi(self, word, target):
        for strict in (True, False):
            table, back = self.lattice(word, strict, target)
            ends = [(lp + lp_end, state) for state, lp in table[-1].items()
                    for tag, lp_end in self.LP_trans_final.get(state, ()) if tag == target]
            if ends:
                break
        else:
            return [(UNKNOWN, len(word)), (-UNKNOWN, len(word) + 1)]
        state, i = max(ends, key=itemgetter(0))[1], len(word)
        path = [(target, i + 1)]
        while i > 0:
            path.append((state[1], i))
            state, i = back[i][state]
        return path[::-1]

    def word_tags(self, word, casesensitive):
        """Tag -> log probability of a word without a context."""
        if len(word) >= LONGEST_RUN:
            return {self.tag2int["XY"]: 0.0}
        return dict(self._tag_word(word[-LONGEST_WORD:], cutoff=5, casesensitive=casesensitive, conditional=True))

    def tag_sent_viterbi(self, sent, casesensitive=True):
        row, back = {(EMPTY, START): 0.0}, []
        for i, word in enumerate(sent):
            tags = self.word_tags(word, casesensitive and i > 0)
            if not tags or set(tags) == {UNKNOWN}:
                tags = dict.fromkeys((tag for tag in self.LP_wtag if tag != END), 0.0)
            tags, states, row, pointers = list(tags.items()), beam(row, BEAM_WORDS), {}, {}
            for state, lp in states:
                last, following = state[1], self.LP_trans_word[state]
                for tag, lp_word in tags:
                    total, new = lp + following[tag] + lp_word, (last, tag)
                    if new not in row or total > row[new]:
                        row[new] = total
                        pointers[new] = state
            back.append(pointers)
        state = max(row, key=lambda state: row[state] + self.LP_trans_word[state].get(END, -math.inf))
        tags = []
        for pointers in reversed(back):
            tags.append(state[1])
            state = pointers[state]
        return tags[::-1]

    def lemma(self, word, tag):
        """(lemma, tag) of a word in small letters."""
        if len(word) >= LONGEST_RUN:
            return word, "XY"
        found = next((lemma for known, _, lemma in self.entries(word) if known == tag), None)
        return (found, self.int2tag[tag]) if found else super()._analyze(word[-LONGEST_WORD:], tag, 1)

    def _analyze(self, word, pos, taglevel=1):
        return self.lemma(word.lower(), pos) if taglevel == 1 else super()._analyze(word, pos, taglevel)
