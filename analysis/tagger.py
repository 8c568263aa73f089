"""HanTa's German tagger, with the same answers in a fraction of the time.

HanTa (Wartena 2019, "A Probabilistic Morphology Model for German Lemmatization") tries every segment of a word with
every morpheme tag, although nearly all of these pairs have probability zero. `Tagger` walks over the possible pairs
alone and remembers words. Search, beams and probabilities are HanTa's, so its tags and lemmas are HanTa's too: a test
compares them word by word.
"""
import math
from functools import cache, lru_cache
from operator import itemgetter

from HanTa.HanoverTagger import EMPTY, END, START, UNKNOWN, HanoverTagger

BEAM_MORPHEMES, BEAM_WORDS = 3, 5      # HanTa's own: states kept beside those within 1 of the last one kept
LONGEST_WORD = 60                      # a longer "word" is a URL or hostile: its end decides
REMEMBERED = 200_000                   # words kept in memory


def beam(row, width):
    """The states of a Viterbi row that HanTa goes on with."""
    if len(row) <= width:
        return row.items()
    bound = sorted(row.values(), reverse=True)[width] - 1
    return [(state, lp) for state, lp in row.items() if lp >= bound]


class Tagger(HanoverTagger):
    """`tag_sent(words, taglevel)` as in HanTa; `taglevel=1` gives (word, lemma, tag) triples."""

    def __init__(self):
        super().__init__("morphmodel_ger.pgz")
        self.known = {}                # morpheme -> {tag: log probability}
        for tag, morphemes in self.LP_m_t.items():
            for morpheme, lp in morphemes.items():
                self.known.setdefault(morpheme, {})[tag] = lp
        self.open_tags = [tag for tag in self.LP_hapax_t if tag in self.LP_s_t]
        self.endings = {ending for tag in self.open_tags for ending in self.LP_s_t[tag]}
        self.steps = cache(self.steps)
        self.unlisted = lru_cache(REMEMBERED)(self.unlisted)
        self.word_tags = lru_cache(REMEMBERED)(self.word_tags)
        self.lemma = lru_cache(REMEMBERED)(self.lemma)

    def unlisted(self, ending, length, whole):
        """Log probabilities of a morpheme of that length and ending that the model does not list, by tag."""
        lps = {tag: self.Int_t + self.LP_hapax_t[tag] + self.LP_len_t[tag][min(length, 24)] + self.LP_s_t[tag][ending]
               for tag in self.open_tags}
        return {tag: lp - 4.6 if whole else lp for tag, lp in lps.items() if lp > -math.inf}

    def segment(self, morpheme, word_length):
        """Tags a morpheme can have, with log probabilities; listed or not."""
        listed, length = self.known.get(morpheme), len(morpheme)
        if length <= 2 and word_length >= 4:
            return listed
        for start in range(max(0, length - 4), length + 1):
            if morpheme[start:] in self.endings:
                break
        unlisted = self.unlisted(morpheme[start:], length, length == word_length)
        return {**unlisted, **listed} if listed else unlisted

    def steps(self, state, target):
        """The morphemes that may follow: (tag, log probability, new state), only those that can end in `target`."""
        reachable = self.reachability.get(target, frozenset())
        return [(tag, lp, (state[1], tag)) for tag, lp in self.LP_trans_nonfinal.get(state, ())
                if target is None or tag in reachable]

    def lattice(self, word, strict, target=None):
        """Viterbi table over the morphemes of a word: state -> (log probability, previous state, previous position)."""
        length = len(word)
        table = [{(EMPTY, START): 0.0}] + [{} for _ in range(length)]
        back = [{} for _ in range(length + 1)]
        for i in range(length):
            if not table[i]:
                continue
            pieces = ((j, word[i:j]) for j in range(i + 1, length + 1))
            segments = [(j, tags) for j, piece in pieces
                        if (tags := self.known.get(piece) if strict else self.segment(piece, length))]
            for state, lp in beam(table[i], BEAM_MORPHEMES):
                steps = self.steps(state, target)
                for j, tags in segments:
                    row, pointers = table[j], back[j]
                    for tag, lp_step, new in steps:
                        if tag in tags:
                            total = lp + lp_step + tags[tag]
                            if total > row.get(new, -1e6):
                                row[new] = total
                                pointers[new] = (state, i)
        return table, back

    def analyze_forward(self, word):
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
        return dict(self._tag_word(word[-LONGEST_WORD:], cutoff=5, casesensitive=casesensitive, conditional=True))

    def tag_sent_viterbi(self, sent, casesensitive=True):
        row, back = {(EMPTY, START): 0.0}, []
        for i, word in enumerate(sent):
            tags = self.word_tags(word, casesensitive and i > 0)
            if not tags or set(tags) == {UNKNOWN}:
                tags = dict.fromkeys((tag for tag in self.LP_wtag if tag != END), 0.0)
            new_row, pointers = {}, {}
            for state, lp in beam(row, BEAM_WORDS):
                following = self.LP_trans_word[state]
                for tag, lp_word in tags.items():
                    if tag not in following:
                        continue
                    total, new = lp + following[tag] + lp_word, (state[1], tag)
                    if total > new_row.get(new, -1e6):
                        new_row[new] = total
                        pointers[new] = state
            row = new_row
            back.append(pointers)
        state = max(row, key=lambda state: row[state] + self.LP_trans_word[state].get(END, -math.inf))
        tags = []
        for pointers in reversed(back):
            tags.append(state[1])
            state = pointers[state]
        return tags[::-1]

    def lemma(self, word, tag):
        return super()._analyze(word[-LONGEST_WORD:], tag, 1)

    def _analyze(self, word, pos, taglevel=1):
        return self.lemma(word.lower(), pos) if taglevel == 1 else super()._analyze(word, pos, taglevel)
