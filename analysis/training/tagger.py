"""Build models/hanta_words.txt.gz: what HanTa says of frequent German words, so that they need not be analysed at run time.

    python -m analysis.training.tagger WORDS

WORDS has one word a line, frequent words first: the German list of the wordfreq package (R. Speer, wordfreq 3.1.1, data CC BY-SA 4.0),

    python -c "import wordfreq; print(*wordfreq.top_n_list('de', 300000), sep='\\n')"

which writes `ss` for `ß`: words with `ß` are added where HanTa can read them from morphemes it knows. A line of the file is

    word TAB tag SPACE distance SPACE lemma TAB tag ...

for each tag the word may get: how much less likely than the likeliest (log probability, 5 decimals), and its lemma as the number of
letters to cut from the word and the letters to put there (`^` before them: with a capital).
"""
import gzip
import re
import sys

from ..language.tagger import MEMORY, Tagger, shortened


def spellings(word, tagger):
    """The word, and those with `ß` for `ss` that HanTa reads without guessing."""
    yield word
    for double in re.finditer("ss", word):
        other = word[:double.start()] + "ß" + word[double.end():]
        if tagger.is_readable(other):
            yield other


def line(word, tagger):
    """What HanTa says of the word: only tags that survive its cutoff for at least one use of capitals."""
    kept = {tag for first, capital in ((False, False), (True, False), (True, True))
            for tag, _ in tagger._tag_word(word.capitalize() if capital else word, 5, first, True)}
    chances = tagger.cache.get(word) or tagger.analyze_forward(word)
    best = max(lp for tag, lp in chances if tag in kept)
    entries = [f"{tagger.int2tag[tag]} {best - lp:.5f} {shortened(word, tagger.lemma(word, tag)[0])}"
               for tag, lp in chances if tag in kept]
    return "\t".join((word, *entries))


def write(path, target=MEMORY):
    tagger = Tagger(remembered=())
    with open(path, encoding="utf-8") as file:
        words = {other for word in file.read().split()
                 if word.isalpha() and word.lower() == word == word.capitalize().lower() for other in spellings(word, tagger)}
    text = "\n".join(line(word, tagger) for word in sorted(words)) + "\n"
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    write(sys.argv[1])
