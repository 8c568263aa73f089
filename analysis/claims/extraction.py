"""Figures of several articles, or several sources, about the same thing, brought together.

A claim is what a figure is about (the dead of the fire in the harbour); its rows are the mentions, whatever value they give.
Mentions belong together if they agree in

- the event: their articles tell of the same one (`events.py`);
- what is counted: the same lemma, a synonym (`lexicons/synonyms.csv`), a compound of it that no article sets against it, and with
  persons what happened to them (`27 Menschen wurden verletzt` and `27 Verletzte`, `lexicons/states.csv`);
- kind and unit (tonnes and kilograms are one; two currencies are not), amount or change (`auf 5`, `um 5`), whole or part (`darunter`);
- time: what is so, what is expected, allowed or announced, what was so before; and scope: a whole, what was added to it;
- the place: told in the sentence, else that which the articles of the event name most; the nation.

A percentage is of the party or person it is said of; a figure without a noun goes on from the one before (`der Verband ging von 2.000 aus`).
Missed: persons to whom nothing happens that `states.csv` knows; pronouns (`sie kommt auf 31 Prozent`); two words for a thing that no list joins;
the same old event told in articles about different new ones. Comparing is by groups, so that time stays linear.
"""
from collections import Counter

import numpy as np
import pandas as pd

from .. import lexicons
from .copies import copies
from .mentions import described, most_frequent
from .things import WORD, group, named

AUTHOR = "the author"                      # as `measures.attributed` calls it
NOBODY = (AUTHOR, "unnamed")               # no name by which two articles could mean the same voice
COLUMNS = {"claim_id": "int64", "counted": "str", "article_id": "str", "sentence_id": "int64", "start": "int64", "end": "int64", "text": "str", "unit": "str",
           "kind": "str", "value": "float64", "low": "float64", "high": "float64", "bound": "str", "source": "str", "attribution": "str",
           "is_hedged": "bool", "is_denied": "bool", "published": "datetime64[ns]", "copy_of": "str", "rule": "str", "place": "str", "about": "str",
           "narrowed": "str"}
SAME = ["event", "kind", "dimension", "thing", "year", "part", "is_change", "time", "scope"]         # what mentions of a claim agree in
SHORTEST_HEAD = 5                          # letters


def claims(result):
    """One row per mention of a figure that two articles, or two sources of one article, give; by claim and time.

    `claim_id` counts from 0 in order of first publication. `counted` is what the claim counts. `value, low, high` are in `unit`,
    the claim's most frequent one. `source` is `the author` where nobody else stands behind the figure, `unnamed` where
    somebody does whom nobody names; `attribution` is author, named source or unnamed source. `is_denied`: the article says
    it is not so (`nicht fünf, sondern vier`). `copy_of`: the article that printed the same passage first, else "".
    `rule` tells why the mention is here: word, synonym, state, compound, sentence (the thing is named
    elsewhere in it), sondern (in the other half of the contrast).
    """
    mentions = grouped(described(result))
    if len(mentions):
        claim = mentions.groupby(SAME + ["place", "nation"])
        mentions = mentions[claim.article_id.transform("nunique").gt(1) | claim.source.transform("nunique").gt(1)]
    if mentions.empty:
        return empty(COLUMNS)
    mentions = mentions.sort_values(["published", "article_id", "start"], na_position="last")
    mentions["claim_id"] = mentions.groupby(SAME + ["place", "nation"], sort=False).ngroup()
    mentions = with_copies(in_one_unit(mentions), result.articles).assign(counted=lambda table: table.thing)
    return mentions.sort_values(["claim_id", "published", "article_id", "start"], na_position="last", ignore_index=True)[
        list(COLUMNS)].astype(COLUMNS)


def empty(columns):
    return pd.DataFrame({column: pd.Series(dtype=dtype) for column, dtype in columns.items()})


def grouped(rows):
    """The mentions with a thing; compounds go with their head, and figures without a thing with one their sentence names."""
    if not rows:
        return pd.DataFrame()
    mentions = pd.DataFrame(rows)
    clear = compounds(mentions[mentions.thing.ne("")])
    counted = {key: sorted(set(things)) for key, things in clear.groupby(["event", "kind", "dimension"]).thing}
    bare = [row for row in mentions[mentions.thing.eq("") & ~mentions.kind.eq("percent")].to_dict("records") if not named(row)]
    for row in bare:
        row["thing"], row["rule"] = in_sentence(row, counted.get((row["event"], row["kind"], row["dimension"]), ())), "sentence"
    mentions = pd.concat([clear, pd.DataFrame(bare, columns=mentions.columns).query("thing != ''")]) if bare else clear.copy()
    mentions["place"] = mentions.place.where(mentions.place.ne(""), mentions.home)
    return settled(mentions, "nation", SAME + ["place"])


def compounds(mentions):
    """`Schadensumme` goes with `Summe` if both are counted in an event and no article counts both."""
    mentions = mentions.copy()
    fixed = lexicons.words("synonyms", "group")
    for _, same in mentions.groupby(["event", "kind", "dimension"]):
        articles = {thing: set(ids) for thing, ids in same.groupby("thing").article_id}
        by_ending = {thing.lower(): thing for thing in articles if len(thing) >= SHORTEST_HEAD}
        for thing in sorted(set(articles) - fixed):
            heads = (by_ending.get(thing[i:]) for i in range(3, len(thing) - SHORTEST_HEAD + 1))
            head = next((head for head in heads if head and not articles[head] & articles[thing]), None)
            if head:
                rows = same.index[same.thing == thing]
                mentions.loc[rows, ["thing", "rule"]] = [head, "compound"]
    return mentions


def in_sentence(row, things):
    """The thing of the event that the sentence names last before the number, else first behind it; "" if there is none."""
    found = []
    for word in WORD.finditer(row["sentence"]):
        own = group(word.group())
        thing = next((thing for thing in things if own == thing or word.group().startswith(thing) and len(word.group()) - len(thing) < 3), None)
        if thing:
            behind = word.start() > row["at"]
            found.append((behind, abs(word.start() - row["at"]), thing))
    return min(found)[2] if found else ""


def settled(mentions, column, within):
    """Empty values of `column` filled with the most frequent one of the mentions that agree in `within`."""
    given = mentions[mentions[column].ne("")].groupby(within)[column].agg(most_frequent).rename("usual").reset_index()
    usual = mentions[within].merge(given, how="left", on=within).usual.fillna("").to_numpy()
    return mentions.assign(**{column: np.where(mentions[column].eq(""), usual, mentions[column])})


def in_one_unit(mentions):
    """Values of each claim in its most frequent unit, the smallest of equally frequent ones."""
    factors = {row["unit"]: float(row["factor"]) for row in lexicons.rows("unit_factors")}
    chosen = mentions.groupby("claim_id").unit.agg(lambda units: min(Counter(units).items(), key=lambda item: (-item[1], factors.get(item[0], 1), item[0]))[0])
    unit = mentions.claim_id.map(chosen)
    factor = mentions.unit.map(factors).fillna(1) / unit.map(factors).fillna(1)
    return mentions.assign(unit=unit, **{column: mentions[column] * factor for column in ("value", "low", "high")})


def with_copies(mentions, articles):
    """Add `copy_of`: the figure stands in a copied passage, and the article that had it first gives the same figure."""
    places = {row.article_id: [] for row in mentions.itertuples()}
    for row in copies(articles[articles.article_id.isin(places)]).itertuples():
        places[row.article_id].append(row)
    given = set(zip(mentions.claim_id, mentions.article_id, mentions.value))
    origin = [next((passage.copy_of for passage in places[row.article_id] if passage.start <= row.start < passage.end
                    and (row.claim_id, passage.copy_of, row.value) in given), "") for row in mentions.itertuples()]
    return mentions.assign(copy_of=origin)
