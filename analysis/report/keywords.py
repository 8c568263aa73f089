"""Keywords in context: every place where a word stands, with what stands around it."""
import re

import pandas as pd

COLUMNS = {"article_id": "str", "title": "str", "published": "datetime64[ns]", "sentence_id": "int64", "start": "int64", "end": "int64",
           "before": "str", "text": "str", "after": "str", "speaker": "str"}


def context(result, words, width=60):
    """Every place where the words stand in the articles of a result (`analysis.analyse`, `analysis.load_tables`), a table.

    One row is one place. `text` is what stands there, from `start` to `end` (characters of the article's text); `before` and `after` are up to
    `width` characters on both sides, line breaks as spaces. `speaker` is whose statement the place stands in, as the text has it: empty for the
    author, where nobody is named, and in the words that name the speaker. Of a statement that is retold ("die Polizei warnte vor Glätte") all
    other words count as the speaker's, the verb too.

    Whole words are found, in upper or lower case; `*` stands for any letters: "Sanktion*" finds Sanktionen and Sanktionspaket, "*sanktionen"
    Wirtschaftssanktionen. Titles are not searched, and a word in another form ("Häuser" for "Haus") is not found. Raises ValueError if no letter
    or digit is asked for, or if `width` is negative.
    """
    if not re.search(r"\w", words):
        raise ValueError(f"context: {words!r} has no letter or digit to look for; give a word, such as 'Sanktion*'")
    if width < 0:
        raise ValueError(f"context: width is {width}; give the number of characters to show on each side, 0 or more")
    pattern = pattern_of(words)
    articles = result.articles.set_index("article_id")
    spoken = {article_id: list(rows.itertuples()) for article_id, rows in result.statements.groupby("article_id")}
    rows = [{**place(articles.loc[sentence.article_id], sentence, found.span(), width), "speaker": speaker(spoken.get(sentence.article_id, ()), *found.span())}
            for sentence in result.sentences.itertuples()
            for found in pattern.finditer(articles.at[sentence.article_id, "text"], sentence.start, sentence.end)]
    return pd.DataFrame({column: pd.Series([row[column] for row in rows], dtype=dtype) for column, dtype in COLUMNS.items()})


def pattern_of(words):
    """What finds the words: whole ones, `*` for any letters, any space between two."""
    said = r"\s+".join(r"\w*".join(map(re.escape, word.split("*"))) for word in words.split())
    return re.compile(rf"(?<!\w){said}(?!\w)", re.IGNORECASE)


def place(article, sentence, span, width):
    """The columns of one place, but for who speaks there."""
    start, end = span
    before, after = (article["text"][first:last].replace("\n", " ") for first, last in ((max(0, start - width), start), (end, end + width)))
    return {"article_id": sentence.article_id, "title": article["title"], "published": article["published"], "sentence_id": sentence.sentence_id,
            "start": start, "end": end, "before": before, "text": article["text"][start:end], "after": after}


def speaker(statements, start, end):
    """Who says the innermost statement that holds a place; the words that name a speaker are nobody's."""
    around = [(last - first, row.speaker) for row in statements for first, last in row.quote_spans
              if first <= start and end <= last and not any(at < end and start < to for at, to in row.speaker_spans)]
    return min(around, key=lambda found: found[0])[1] if around else None
