"""The tone of the telling: each sentence's polarity, subjectivity, hedges and voice, and the words that carry it.

The rules are in `polarity`, `subjectivity` and `hedges`; tone towards a person or an organisation in `targets`.
"""
import pandas as pd

from ..language import reading
from ..language.hedges import hedges
from .polarity import score, weigh
from .subjectivity import is_subjective


def nothing(table, start, end):
    """No row is marked wrong."""
    return False


def sentences(doc, said=(), is_wrong=nothing):
    """One row a sentence or heading. `said` are the statements, whose quoted words give `voice` quoted where they prevail. The words that
    `is_wrong(table, start, end)` says are no tone_words or markers count for nothing."""
    doc, rows = reading.words(doc), []
    quoted = quoted_characters(doc.text, said)
    for sent in doc.sentences:
        weights = [weight for weight in weigh(sent) if not is_wrong("tone_words", doc[weight.i].idx, doc[weight.i].end)]
        rows.append({"start": sent.start_char, "end": sent.end_char, "paragraph": sent.paragraph,
                     "is_heading": sent.is_heading, "polarity": round(score(weights), 3),
                     "is_subjective": is_subjective(sent, weights), "hedges": [row["text"] for row in hedges(sent) if not is_wrong("markers", row["start"], row["end"])],
                     "voice": voice(sent, quoted)})
    return rows


def quoted_characters(text, said):
    """For each character of the text 1 if it stands inside the quote spans of statements, else 0."""
    quoted = bytearray(len(text))
    for start, end in (span for row in said for span in row["quote_spans"]):
        quoted[start:end] = b"\1" * (end - start)
    return quoted


def voice(sent, quoted):
    """quoted where most of the sentence's words are somebody's quoted words, else author."""
    words = [token for token in sent if not token.is_punct and not token.is_space]
    return "quoted" if sum(quoted[token.idx] for token in words) * 2 > len(words) else "author"


def explain(sentence):
    """One row a word that makes the sentence sound good or bad: word, weight, rule. `sentence` is text or a Span.

    The weights add up to the sentence's polarity: sum / sqrt(sum² + 3).
    """
    sents = reading.sentences(reading.read(sentence)) if isinstance(sentence, str) else [reading.stretch(sentence)]
    rows = [(weight.word, round(weight.weight, 3), "; ".join(weight.rules)) for sent in sents for weight in weigh(sent)]
    return pd.DataFrame(rows, columns=["word", "weight", "rule"]).astype({"word": "str", "weight": "float64", "rule": "str"})
