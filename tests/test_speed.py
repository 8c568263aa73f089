"""Work and memory: linear in any text, however hostile, and HanTa's own answers from the file of frequent words."""
import random
import resource
import subprocess
import sys
import time

import pytest
from work import work

from analysis import pipeline, project
from analysis.language import reading
from analysis.language.tagger import Tagger, shortened, spelled_out


@pytest.fixture(autouse=True)
def fast_engine(monkeypatch):
    """The rules are measured with the fast engine: the network reads sentence by sentence, each once, and takes most of the time."""
    monkeypatch.setenv("ANALYSIS_NAMES", "fast")


LETTERS = "".join(random.Random(0).choices("abcdefghijklmnopqrstuvwxyzäöüß", k=10 ** 5))
PROSE = "Der Minister sagte am Montag in Köln, dass 300 Menschen kamen: „Das ist gut.“ Die Polizei bestätigte es.\n\n"
HOSTILE = {"quotation marks": "„", "closing marks": "“", "brackets": "(", "closing brackets": ")", "combining marks": "\u0301",
           "letters": LETTERS, "one letter": "a", "digits": "1", "dots": "1.", "quotation marks apart": "„ ", "brackets apart": ") ",
           "straight marks apart": '" ', "a line": PROSE.replace("\n\n", " "), "prose": PROSE, "numbers": "12 ", "days": "gestern ",
           "spaces": " ", "lines": "x\n"}
RUNS = ("quotation marks", "brackets", "combining marks", "letters", "one letter")       # without white space


def filled(pattern, length):
    return (pattern * (length // len(pattern) + 1))[:length]


def seconds(function, text):
    began = time.process_time()
    function(text)
    return time.process_time() - began


@pytest.mark.thorough
@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_is_kept_and_twice_the_text_is_twice_the_work(name):
    short, long = filled(HOSTILE[name], 4_000), filled(HOSTILE[name], 8_000)
    assert reading.read(long).text == long
    pipeline.analyse_text(long)                # words seen for the first time are analysed
    assert work(pipeline.analyse_text, long) < 2.2 * work(pipeline.analyse_text, short)


@pytest.mark.parametrize("name", RUNS)
def test_a_run_without_white_space_is_cheap(name):
    """It takes a tenth of a second; where the work grows with the square, a hundred seconds and more: no machine is as slow as that, or as fast."""
    assert seconds(reading.read, filled(HOSTILE[name], 300_000)) < 30


ALONE = """
import sys, time
sys.path.insert(0, "tests")
from analysis import pipeline
from analysis.language import reading
from test_speed import HOSTILE, filled
text = filled(HOSTILE[sys.argv[1]], int(sys.argv[2]))
reading.read("Ein Satz.")
began = time.process_time()
assert reading.read(text).text == text
read = time.process_time()
pipeline.analyse_text(text)
print(read - began, time.process_time() - read)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name, length", [(name, 10 ** 7 if "letter" in name else 10 ** 6) for name in RUNS])
def test_ten_megabytes_in_ten_seconds_and_a_gigabyte(name, length):
    run = subprocess.run([sys.executable, "-c", ALONE, name, str(length)], cwd=project.ROOT, capture_output=True, text=True, check=True)
    assert all(float(took) < 10 for took in run.stdout.split())
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 10 ** 6          # kB, of the largest child so far


def test_long_runs_are_cut_up_and_no_words():
    doc = reading.read("Das ist " + "x" * 1000 + " und Ende.")
    assert [(len(word), word.tag_) for word in reading.words(doc)][2:4] == [(400, "XY"), (400, "XY")]
    assert [word.text for word in reading.words(doc)][-3:] == ["und", "Ende", "."]


def test_no_sentence_is_endless():
    sents = reading.sentences(reading.read("und so weiter " * 1000))
    assert max(map(len, sents)) <= reading.LONGEST_SENTENCE + 1


# ---------------------------------------------------------------- HanTa's answers
@pytest.fixture(scope="module")
def remembering():
    return reading.tagger()


@pytest.fixture(scope="module")
def analysing():
    return Tagger(remembered=())


def test_the_file_says_what_hanta_says(remembering, analysing):
    words = [line.partition("\t")[0] for line in remembering.remembered if line]
    for word in random.Random(0).sample(words, 400):
        for form in (word, word.capitalize()):
            ours, theirs = remembering.word_tags(form, True), analysing.word_tags(form, True)
            best = max(ours.values()) - max(theirs.values())
            assert list(ours) == list(theirs) and all(abs(ours[tag] - theirs[tag] - best) < 1e-4 for tag in ours), form
            assert [remembering.lemma(word, tag) for tag in ours] == [analysing.lemma(word, tag) for tag in theirs], form


def test_the_file_is_sorted_and_loads_fast(remembering):
    assert remembering.remembered[:-1] == sorted(remembering.remembered[:-1])
    assert work(Tagger) < work(lambda: Tagger(remembered=())) + len(remembering.remembered) / 100      # not line by line


@pytest.mark.parametrize("word, lemma, short", [("männern", "Mann", "6^ann"), ("geht", "gehen", "1en"), ("usa", "Usa", "0^"), ("und", "und", "0")])
def test_short_lemmas(word, lemma, short):
    assert shortened(word, lemma) == short
    assert spelled_out(word, short) == lemma
