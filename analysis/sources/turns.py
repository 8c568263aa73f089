"""Interviews: the turns of those who are asked, each a direct statement.

Papers print an interview as turns that open with who speaks and a colon, in paragraphs or in one run of text:

    STANDARD: Sind Sie zufrieden? Hofer: Nein. Wir haben mehr erwartet.

Who asks is the paper (a medium's name, `Frage`), or whoever's turns are nearly all questions; its turns are the author's. Lists (`Tore: ...`), plays and
questions that the paper answers itself (`Frage: ... Antwort: ...`) are no interviews. What is missed: interviews whose turns are told apart by bold or
indented type alone.
"""
import re
from collections import Counter

from .. import lexicons
from ..language.quotation_marks import MARKS
from ..people import gazetteer

LABEL = re.compile(r"(?:^|(?<=[.?!…)“”\"»] ))([A-ZÄÖÜ][\w’.\-]*(?: (?:[A-ZÄÖÜ][\w’\-]*|von|der|van|de|zu)){0,3}): (?=\S)", re.M)
SIGNED = re.compile(r"\([^()]*\d\)?$")                # `(Anna Weber, 5.3.2016)` behind the last answer
LONGEST_SIGNATURE = 200                    # characters
ASKING = 0.6                               # share of turns with a question mark of one who asks
FEWEST = 2                                 # turns of everybody, but for those whom `Frage` asks


def with_turns(doc, rows, people):
    """The rows of statements with the turns of an interview, without those inside that only a context gave."""
    turns = answers(doc.text, people)
    if not turns:
        return rows
    first = turns[0]["frame_spans"][0][0]
    return [row for row in rows if row["start"] < first or row["frame_spans"] and row["rule"] != "colon without cue"] + turns


def answers(text, people):
    """A direct statement for each turn of those who are asked; none if the text is no interview."""
    found = [(match.group(1), match.start(1), match.end(1), match.end()) for match in LABEL.finditer(text)]
    ends = [start for _, start, *_ in found[1:]] + [len(text)]
    counts = Counter(label for label, *_ in found)
    questions = Counter(label for (label, *_, begin), end in zip(found, ends) if "?" in text[begin:end])
    asking = {label for label in counts if asks(label, counts[label], questions[label])}
    persons = {row["name"].split()[-1].lower() for row in people if row["kind"] == "person"}
    asked = {label for label in counts if label not in asking and is_person(label, persons) and (n_turns(counts, label) >= FEWEST or asking & called("question"))}
    if not asking or not asked or sum(counts[label] for label in asking) < FEWEST and not asking & called("question"):
        return []
    turns = [turn for turn in found if turn[0] in asking | asked]
    ends = [start for _, start, *_ in turns[1:]] + [before_signature(text)]
    return [statement(text, start, stop, begin, end) for (label, start, stop, begin), end in zip(turns, ends) if label in asked]


def n_turns(counts, label):
    """How many turns a person has, under the surname too: `Peter Kaiser: ...`, then `Kaiser: ...`."""
    return sum(number for other, number in counts.items() if other.split()[-1] == label.split()[-1])


def before_signature(text):
    whole = len(text.rstrip())
    signed = SIGNED.search(text, max(0, whole - LONGEST_SIGNATURE), whole)
    return signed.start() if signed else whole


def asks(label, n_turns, n_questions):
    """Whether a label is the paper's or the interviewer's: a word for a question, or one of which most turns hold a question."""
    if label in called("question"):
        return True
    return n_turns >= FEWEST and n_questions >= ASKING * n_turns


def is_person(label, persons):
    return label not in called("answer") and (label.split()[-1].lower() in persons or label.split()[0] in gazetteer.first_names() or
                                              label in gazetteer.last_names() and gazetteer.role(label) is None)


def called(role):
    return lexicons.words("form_words", role=role)


def statement(text, start, stop, begin, end):
    while end > begin and (text[end - 1].isspace() or text[end - 1] in MARKS and text[begin:end].count(text[end - 1]) == 1):
        end -= 1
    return {"start": begin, "end": end, "kind": "direct", "rule": "turn", "stance": "neutral", "cue": "", "quote_spans": [(begin, end)],
            "speaker_spans": [(start, stop)], "frame_spans": [(start, stop)], "cue_spans": [], "addressee_spans": []}
