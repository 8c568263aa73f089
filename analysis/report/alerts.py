"""What a reader should know of an article before reading on: what in it makes figures, sources or tone mean something else, or nothing."""
from collections import Counter

import pandas as pd

from ..articles import cleaning, forms, languages
from ..articles.readers import parse_date
from ..escaping import short
from .measures import LEAST_SENTENCES
from .words import plural

FOLLOWS = {                    # alert -> what follows from it for figures, sources and tone; the gravest first
    "another language": "It is not analysed: none of its figures and sources is in any table, and no tone.",
    "interview": "The answers, with the figures in them, stand behind the one who is asked, and the questions are the paper’s: who has how much of the text says how an "
                 "interview is made, and the tone is that of the answers.",
    "ticker": "Its entries were written one after the other: a figure may be corrected further down, a source may be told anew, and the tone follows the events.",
    "commentary": "Its figures and sources are read like any others, but an opinion is meant: that it is subjective, and its tone, is no finding.",
    "byline in the text": "Figures and tone hardly change, but the name may be taken for somebody the article tells of, or for a source: take the line out of the file.",
    "no date": "A day such as “Montag” has no date, and its figures are compared with those of others only where more agrees; sources and tone are the same.",
    "few sentences": f"Its figures and sources hold, but its mean tone and LIX are chance: with less than {LEAST_SENTENCES} sentences one more can turn them.",
}
NO_YEAR = "XXXX"               # how the value of a time begins whose year nothing tells
EVIDENCE = 80                  # characters
NEAR_TOP, NEAR_END = 5, 2      # lines in which a byline stands


def alerts(result):
    """One row per article and alert: `article_id`, `alert`, what follows from it (`follows`), and by what one sees it (`evidence`); the gravest
    alerts first.

    An article has few sentences if it has less than ten that are no headings, as few as make no tone towards an actor (`measures.tone_towards`):
    of 300 news articles (10kGNAD) the mean polarity of ten sentences is sure to ±0.20 only, and the means of the articles spread by less (0.15).
    Missed: bylines that do not begin with `Von` or a word like it and are not signed in brackets, interviews and tickers that `form` does not know.
    """
    sentences = result.sentences[~result.sentences.is_heading].groupby("article_id").size()
    without_day = dict(list(result.dates[result.dates.value.str.startswith(NO_YEAR)].groupby("article_id").text))
    turns = dict(list(result.statements[result.statements.rule.eq("turn")].groupby("article_id").speaker_spans))
    rows = [(article.article_id, alert, evidence) for article in result.articles.itertuples()
            for alert, evidence in of_article(article, sentences.get(article.article_id, 0), without_day.get(article.article_id, ()), turns.get(article.article_id, ()))]
    found = pd.DataFrame(rows, columns=["article_id", "alert", "evidence"], dtype="str")
    order = found.alert.map(list(FOLLOWS).index).astype("int64")
    found.insert(2, "follows", found.alert.map(FOLLOWS).astype("str"))
    return found.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def of_article(article, n_sentences, without_day, turns):
    """The alerts of an article, each with its evidence."""
    if article.language not in languages.READ:
        yield "another language", f"{article.language}: {short(article.text, EVIDENCE)}"
        return
    if article.form:
        yield article.form, form_seen(article, turns)
    if byline := byline_left(article.text):
        yield "byline in the text", short(byline, EVIDENCE)
    if pd.isna(article.published):
        yield "no date", f"without a day: {counted(without_day)}" if len(without_day) else "nothing in it waits for a date"
    if n_sentences < LEAST_SENTENCES:
        yield "few sentences", plural(n_sentences, "{n} sentence", "{n} sentences")


def form_seen(article, turns):
    """By what the form shows: who answers how often, the times of the entries, the words that call it a commentary."""
    if article.form == "interview":
        return f"answers: {counted(article.text[start:end] for spans in turns for start, end in spans)}"
    if article.form == "ticker":
        return f"entries: {counted(forms.ENTRY.findall(article.text))}"
    return short(article.title if forms.is_opinion(article.title) else article.text, EVIDENCE)


def counted(texts):
    """`Behr (7×), Adam`"""
    return short(", ".join(text if n == 1 else f"{text} ({n}×)" for text, n in Counter(texts).items()), EVIDENCE)


def byline_left(text):
    """The first line near the top or the end that is a byline and nothing else, or what the text is signed with; empty if there is none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    near = [*lines[:NEAR_TOP], *lines[max(NEAR_TOP, len(lines) - NEAR_END):]]
    signed, before = cleaning.foot(text, parse_date)
    return next((line for line in near if "author" in (cleaning.told_by(line, parse_date) or {})), text[len(before):].strip() if signed else "")
