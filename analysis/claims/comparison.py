"""Claims compared: who departs from whom, who told it first, what only one source stands behind."""
from itertools import combinations

import numpy as np
import pandas as pd

from .. import lexicons
from ..selection import known
from .extraction import AUTHOR, COLUMNS, NOBODY, empty


def independent(claims):
    """The mentions that are neither copies nor denials, with `voice`: the source, or the article whose author says so."""
    own = claims[claims.copy_of.eq("") & ~claims.is_denied]
    return own.assign(voice=own.source.where(~own.source.isin(NOBODY), own.source + " in " + own.article_id))


SHORTEST_COMPOUND = 9                      # letters
FARTHEST = 8                               # times the smaller figure: what is further apart is another thing, or a slip
SIDE = ("voice", "article_id", "sentence_id", "start", "end", "text", "source", "published", "value", "low", "high")
DISAGREEMENTS = {"claim_id": "int64", "counted": "str", "unit": "str",
                 **{f"{column}_{side}": COLUMNS.get(column, "str") for side in (1, 2) for column in SIDE},
                 "hours_apart": "float64", "why": "str", "relation": "str"}


def disagreements(claims):
    """One row per pair of figures of a claim whose intervals have nothing in common: `claim_id, counted, unit`, both sides
    (`_1` is the earlier), `hours_apart`, and `relation`: corrected (the later article says that the earlier figure is wrong: `nicht
    14, wie gemeldet, sondern 12`), revised (the same voice gave another figure in another article) or disputed (another voice did).

    Of a voice that repeats a figure only the first mention counts, and of the articles that give the same figure in their
    own name only the first; copies and denied figures do not count. A figure that grew between two reports is listed too:
    `hours_apart` tells it from a contradiction. Figures more than FARTHEST times apart are not compared, nor are those whose thing says little
    (`Polizisten`) and whose clauses have no word in common; `why` names what they share.
    """
    rows = []
    denied = set(zip(*(claims[claims.is_denied][column] for column in ("claim_id", "article_id", "value"))))
    positions = independent(claims).drop_duplicates(["claim_id", "source", "low", "high"])
    for claim_id, mentions in positions.groupby("claim_id"):
        for one, other in combinations(mentions.itertuples(), 2):
            one_breath = (one.voice, one.article_id) == (other.voice, other.article_id)
            if max(one.low, other.low) > min(one.high, other.high) and not one_breath and is_same_thing(one, other):
                sides = {f"{column}_{side}": getattr(row, column) for side, row in ((1, one), (2, other)) for column in SIDE}
                rows.append({"claim_id": claim_id, "counted": one.counted, "unit": one.unit, **sides,
                             "hours_apart": (other.published - one.published).total_seconds() / 3600 if pd.notna(other.published) else np.nan,
                             "why": in_common(one, other), "relation": relation(one, other, denied)})
    return pd.DataFrame(rows, columns=list(DISAGREEMENTS)).astype(DISAGREEMENTS) if rows else empty(DISAGREEMENTS)


def relation(one, other, denied):
    """How two figures go against each other, `one` the earlier; `denied` holds claim, article and value of what is said to be wrong."""
    if (other.claim_id, other.article_id, one.value) in denied:
        return "corrected"
    return "revised" if one.voice == other.voice else "disputed"


def is_same_thing(one, other):
    """Whether two figures of a claim are surely of one thing: not far apart, narrowed alike, and where the thing alone says little, told with a
    word in common."""
    if one.article_id == other.article_id and AUTHOR in (one.source, other.source):
        return False                       # an article does not contradict itself: it tells of two things
    if one.narrowed != other.narrowed or "relative" in one.narrowed:
        return False                       # `vermeidbare Abfälle` and all of them, `16 Männer, die ...`
    small, large = sorted((abs(one.value), abs(other.value)))
    if pd.notna(small) and (small == 0 or large / small > FARTHEST):
        return False
    shares_a_word = not set(one.about.split()).isdisjoint(other.about.split())
    undated = one.article_id != other.article_id and pd.isna(one.published) and pd.isna(other.published)
    return shares_a_word or not undated and (one.kind == "percent" or is_telling(one.counted))


def in_common(one, other):
    """What makes two figures comparable, in words: the event, the thing, the place, and words of both clauses."""
    shared = sorted(set(one.about.split()) & set(other.about.split()))
    return "; ".join(["same event", one.counted, one.place or "no place told", *shared])


def is_telling(thing):
    """What happened to people (`Tote`, `Polizist: Verletzte`), a sum (`Lücke`) or a compound (`Wohnungseinbruch`): it names the thing by itself."""
    if thing in lexicons.words("unspecific_words"):
        return False
    if thing.split(": ")[-1] in lexicons.words("states", "group") | lexicons.words("synonyms", "group", person="sum"):
        return True
    return len(thing) >= SHORTEST_COMPOUND and thing not in lexicons.words("synonyms", "group")


def departures(disagreements, top=12, hours=48):
    """On how many claims two voices disagree within `hours`: a square table over the `top` voices that disagree most, the same
    order in rows and columns; on the diagonal, on how many claims a voice revised itself, however late."""
    one_voice = disagreements.voice_1.eq(disagreements.voice_2)
    near = disagreements[one_voice | ~disagreements.hours_apart.gt(hours)]
    pairs = near.drop_duplicates(["claim_id", "voice_1", "voice_2"])
    both = pd.concat([pairs, pairs[pairs.voice_1.ne(pairs.voice_2)].rename(
        columns={"voice_1": "voice_2", "voice_2": "voice_1"})]).drop_duplicates(["claim_id", "voice_1", "voice_2"])
    counts = pd.crosstab(both.voice_1, both.voice_2)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index[:top]
    return counts.reindex(index=order, columns=order, fill_value=0).rename_axis(index=None, columns=None)


def chosen(claims, counted=None, source=None):
    """The claims that count `counted`, and those that `source` speaks to; all of them if neither is named.

    Raises ValueError with the known ones if there is no such claim or source.
    """
    for column, value in (("counted", counted), ("source", source)):
        if value is not None:
            known(value, claims[column], f"no claim has {column}")
            claims = claims[claims.claim_id.isin(claims.claim_id[claims[column].eq(value)])].reset_index(drop=True)
    return claims


def most_told(claims, top=8):
    """The mentions of the `top` claims with different figures that most voices tell of, those told by most first."""
    own = independent(claims).groupby("claim_id").agg(n_voices=("voice", "nunique"), n_values=("value", "nunique"))
    order = own[own.n_values > 1].sort_values("n_voices", ascending=False, kind="stable").index[:top]
    found = claims[claims.claim_id.isin(order)]
    return found.sort_values("claim_id", key=lambda ids: ids.map({claim_id: n for n, claim_id in enumerate(order)}), kind="stable", ignore_index=True)


def first_reported(claims):
    """One row per figure of a claim: who had it first, and `n_articles`, `n_independent` (without copies), `n_voices` that
    give it. Denied figures do not count."""
    figure = ["claim_id", "low", "high"]
    own = independent(claims).groupby(figure).agg(n_independent=("article_id", "nunique"), n_voices=("voice", "nunique"))
    stated = claims[~claims.is_denied]
    found = stated.drop_duplicates(figure).merge(stated.groupby(figure).agg(n_articles=("article_id", "nunique")), on=figure)
    found = found.merge(own, on=figure)
    return found[["claim_id", "counted", "unit", "text", "value", "low", "high", "article_id", "source", "attribution", "published",
                  "n_articles", "n_independent", "n_voices"]]


def single_source(claims):
    """The figures that only one voice stands behind, however often they are printed: rows of `first_reported`."""
    found = first_reported(claims)
    return found[found.n_voices.eq(1)].reset_index(drop=True)
