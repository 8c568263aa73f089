"""What a reader chooses: an article, and of its rows those of a source, of a kind of voice, hedged or not, with some words. Tables in, tables out."""
from dataclasses import replace

import numpy as np
import pandas as pd

from ... import selection
from ...figures import attribution
from .. import reading_view

NAMED, UNNAMED, AUTHOR = VOICES = ("named source", "unnamed source", "author")
NOBODY = "nobody named"        # stands for those who speak and have no name


# ---------------------------------------------------------------- articles
def articles_with(articles, words):
    """The articles whose title, date (2024-10-18, 18.10.2024), outlet or id have all the words, or parts of words; upper or lower case."""
    days = articles.published.dt.strftime("%Y-%m-%d %d.%m.%Y").fillna("")
    known = (articles.title.fillna("") + "\n" + days + "\n" + articles.outlet.fillna("") + "\n" + articles.article_id).str.casefold()
    asked = words.casefold().split()
    return articles[known.map(lambda words: all(word in words for word in asked)).astype("bool")]


# ---------------------------------------------------------------- rows
def attributed(result):
    """The Result with `attribution` of its numbers and dates: once for all articles, so that turning to one is quick."""
    return replace(result, **{name: attribution.attributed(getattr(result, name), result.statements, result.sources) for name in ("numbers", "dates")})


def rows_of(one):
    """Numbers, dates, statements, sources and sentences of one article (a Result of it alone, `attributed`), by name, with what `chosen` goes by.

    `speakers` (names) and `voices` (named source, unnamed source, author) are lists: whose the row is. `is_hedged`: a statement is if a hedge stands
    in it, a source never. `searched` are the words a search looks in: of a number or a date its whole sentence. A sentence is everybody's who is
    quoted in it, and the author's where most of its words are not quoted.
    """
    statements = with_names(one)
    of_table = {"numbers": in_sentences(one.numbers, one), "dates": in_sentences(one.dates, one), "statements": statements,
                "sources": said(one.sources, one.sources["name"], one.sources.is_named).assign(is_hedged=False, searched=one.sources["name"]),
                "sentences": with_speakers(one.sentences, statements)}
    return {name: table.assign(searched=table.searched.str.casefold()) for name, table in of_table.items()}


def in_sentences(table, one):
    """Numbers or dates, searched with their sentence."""
    sentences = dict(zip(one.sentences.sentence_id, one.sentences.text))
    return table.assign(speakers=listed(whose(table)), voices=listed(table.attribution),
                        searched=table.sentence_id.map(sentences).fillna("").astype("str"))


def whose(table):
    """The names of those who stand behind numbers or dates that are attributed."""
    return table.source.mask(table.statement_id.notna() & table.source.eq("unnamed"), NOBODY)


def with_names(one):
    """Statements, with the `name` of their source."""
    sources = one.sources.set_index("source_id")
    names = one.statements.source_id.map(sources["name"]).astype("object").fillna(NOBODY).astype("str")
    places = [row.start + at for row in one.sentences.itertuples() for _, at in reading_view.hedge_places(row)]
    hedged = [any(start <= place < end for place in places) for start, end in zip(one.statements.start, one.statements.end)]
    return said(one.statements, names, one.statements.source_id.map(sources.is_named).eq(True)).assign(
        name=names, is_hedged=pd.Series(hedged, one.statements.index, dtype="bool"), searched=names + "\n" + one.statements.text)


def with_speakers(sentences, statements):
    """Sentences, said by those whose quoted words stand in them."""
    spans = [(*span, name, voice[0]) for name, voice, spans in zip(statements["name"], statements.voices, statements.quote_spans) for span in spans]
    inside = [[(name, voice) for first, last, name, voice in spans if first < end and start < last] for start, end in zip(sentences.start, sentences.end)]
    whose = [list(dict.fromkeys([("the author", AUTHOR)] * (voice == "author") + found)) for voice, found in zip(sentences.voice, inside)]
    speakers, voices = ([[pair[part] for pair in pairs] for pairs in whose] for part in (0, 1))
    return sentences.assign(speakers=pd.Series(speakers, sentences.index, dtype="object"), voices=pd.Series(voices, sentences.index, dtype="object"),
                            is_hedged=sentences.hedges.map(len).gt(0), searched=sentences.text)


def said(table, names, is_named):
    return table.assign(speakers=listed(names), voices=listed(is_named.map({True: NAMED, False: UNNAMED})))


def listed(column):
    """Each value as a list of its own."""
    return pd.Series([[value] for value in column], column.index, dtype="object")


def chosen(rows, *, source=None, voice=None, is_hedged=None, text=""):
    """Of the tables of `rows_of` the rows that are a source's (its name), of a kind of voice, hedged or not, and have some words (or parts of words,
    all of them); what is None or empty chooses nothing. Of sources there are those who say one of the statements chosen.

    Raises ValueError for a source or a voice that is not there.
    """
    if source is not None:
        selection.known(source, speakers(rows), "source: nobody speaks by the name")
    if voice is not None:
        selection.known(voice, VOICES, "voice: there is no")
    asked = text.casefold().split()

    def holds(speakers, voices, hedged, searched):
        return ((source is None or source in speakers) and (voice is None or voice in voices) and (is_hedged is None or hedged == is_hedged)
                and all(word in searched for word in asked))

    found = {name: table[np.fromiter(map(holds, table.speakers, table.voices, table.is_hedged, table.searched), bool, len(table))]
             for name, table in rows.items() if name != "sources"}
    who = rows["sources"]
    return {**found, "sources": who[who.source_id.isin(found["statements"].source_id.dropna())]}


def speakers(rows):
    """The names of those who speak, the one with most words first; last those who have no name, if they say anything."""
    names = rows["sources"].sort_values("n_words", ascending=False, kind="stable")["name"]
    return [*dict.fromkeys(names), *([NOBODY] if rows["statements"]["name"].eq(NOBODY).any() else [])]


def heard(voices, *, source=None, voice=None):
    """The stretches of `measures.voices` with `is_chosen`: whether they are the source's and of the kind of voice, where one is chosen."""
    own, kind = (True if chosen is None else voices[column].eq(chosen) for column, chosen in (("voice", source), ("attribution", voice)))
    return voices.assign(is_chosen=pd.Series(True, voices.index) & own & kind)
