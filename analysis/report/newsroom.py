"""Tables for newsroom work: what everybody said in all articles, which kinds of sources speak where, and how many of those quoted are women or men."""
import re
import unicodedata

import pandas as pd

from ..people import genders as words
from ..selection import known
from . import measures

PLACES = ("outlet", "section", "author")   # what articles can be put together by
LOOKED_BACK = 60                           # characters
LEAST = 10                                 # sources, before shares of them are told
NOT_TOLD, NOBODY = "not told", "nobody named"
BEFORE = re.compile(r"(\w+)\.?\s+(?:(?:Dr|Prof|Mag|Dipl|Ing|DI|med|jur|phil|Univ)\.?(?:-Ing\.?)?\s*)*$")       # the word before a name, and academic titles
QUOTATIONS = {"name": "str", "form": "str", "is_named": "bool", "role": "str", "body": "str", "source_kind": "str", "kind": "str", "text": "str", "cue": "str", "via": "str",
              "article_id": "str", "title": "str", "published": "datetime64[ns]", "outlet": "str", "sentence_id": "int64", "start": "int64", "end": "int64", "rule": "str"}
PEOPLE = {"article_id": "str", "source_id": "int64", "name": "str", "is_named": "bool", "role": "str", "kind": "str", "gender": "str", "rule": "str", "told_by": "str",
          "unknown": "str", "n_statements": "int64", "n_words": "int64"}


def quotations(result):
    """What everybody is said to have said, in all articles of a result (`analysis.analyse`, `analysis.load_tables`), a table: one person's words stand together.

    One row is one statement of a person, group, body or document that the text tells; statements with nobody behind them are left out. `name` is
    the source, as in `sources`, and `form` what it is (person, group, body, document, or empty); `role` is a person's office or profession, `body`
    whom the person speaks for, or the source itself if it is a body; `source_kind` its kind (government, police ...). `kind` is the form of the
    statement: only `direct` is word for word. `text` stands from `start` to `end` of the article's text; `via` is who passed it on.

    Sorted by last name, those who have a name first; of one source by date. People of one name in several articles are taken for one person, which
    `corrections.csv` can change. Last names alone are not joined with a full name of another article: they stand beside it.
    """
    found = result.statements.merge(described(result), on=["article_id", "source_id"])
    found = found.merge(result.articles[["article_id", "title", "published", "outlet"]], on="article_id")
    found = found.assign(last=[filed(name.split()[-1] if form == "person" and is_named else name) for name, form, is_named in zip(found["name"], found.form, found.is_named)],
                         folded=found["name"].map(filed), unnamed=~found.is_named)
    found = found.sort_values(["unnamed", "last", "folded", "published", "article_id", "start"], kind="stable", ignore_index=True)
    return found[[*QUOTATIONS]].astype(QUOTATIONS)


def voices(result, by="outlet", least=LEAST):
    """Which kinds of sources speak in each outlet, section or by each author (`by`), a table.

    One row is a kind of source (as in `sources`) of an outlet: its `n_sources` (somebody quoted in two articles counts twice), `n_statements`,
    `n_words` (each word once, in the innermost statement), and its shares, 0 to 1, of the `n` sources and of all quoted words there, in `n_articles`.
    The kind `nobody named` has the statements without a source: no sources, but words. `share_unknown` is the share of the `n` sources of which no
    list tells what they are (kind `other`, which has athletes and artists too). Where there are fewer than `least` sources the shares are empty:
    read the numbers. Articles that do not tell it stand under `not told`; several authors of one article are one. Raises ValueError for another `by`.
    """
    articles = placed(result, by)
    sources = result.sources[["article_id", "source_id", "kind", "n_statements"]].assign(n_sources=1)
    said = result.statements[result.statements.source_id.isna()].groupby("article_id").size()
    nobody = pd.DataFrame({"article_id": said.index.astype("str"), "kind": NOBODY, "n_statements": said.to_numpy(), "n_sources": 0})
    spoken = measures.voices(result)
    spoken = spoken[spoken.voice.ne("the author")].groupby(["article_id", "source_id"], as_index=False, dropna=False).agg(n_words=("n_words", "sum"))
    rows = pd.concat([sources, nobody], ignore_index=True).astype({"source_id": "Int64"}).merge(spoken, on=["article_id", "source_id"], how="left")
    found = rows.merge(articles, on="article_id").groupby([by, "kind"], as_index=False).agg(
        n_sources=("n_sources", "sum"), n_statements=("n_statements", "sum"), n_words=("n_words", "sum"))
    whole = found.groupby(by)
    found = found.assign(n=whole.n_sources.transform("sum"), all_words=whole.n_words.transform("sum"))
    other = found[found.kind.eq("other")].set_index(by).n_sources
    found = found.assign(share_sources=share(found.n_sources, found.n, found.n, least), share_words=share(found.n_words, found.all_words, found.n, least),
                         share_unknown=share(found[by].map(other).fillna(0), found.n, found.n, least), n_articles=found[by].map(articles[by].value_counts()))
    kinds = {by: "str", "kind": "str", **dict.fromkeys(("n_sources", "n_statements", "n_words"), "int64"), **dict.fromkeys(("share_sources", "share_words"), "float64"),
             "n": "int64", "share_unknown": "float64", "n_articles": "int64"}
    return found.sort_values(["n", by, "n_sources", "n_words"], ascending=[False, True, False, False], kind="stable", ignore_index=True)[[*kinds]].astype(kinds)


def quoted_people(result):
    """Every single person who is quoted, once per article, and what the text tells of the person's gender, a table.

    `gender` is female, male or unknown: what the words say, not who somebody is. `rule` and `told_by` are what tells it: an `address` (`Frau`), a
    `title` (`Sprecherin`; a title for men, such as `Sprecher`, counts too where no first name contradicts it), a `first name` that nine of ten who bear
    it share with their gender, or a `public figure` of the word list. `unknown` is why nothing is told: last name only; first name of women and
    men (Andrea, Kim, Sascha); first name not listed; the noun does not tell (`Opfer`); title and first name differ.

    What is missed: who is known by pronouns alone, who stands for a group, and people who are neither women nor men. Groups (`Experten`) and bodies have no row.
    """
    people = result.sources[result.sources.form.eq("person")].merge(roles(result), on=["article_id", "name"], how="left")
    before = words_before(result)
    told = [words.told(row.name, titles(row), before.get((row.article_id, row.name), ()), row.is_named)
            for row in people[["article_id", "name", "title", "actor_role", "is_named"]].itertuples(index=False)]
    columns = {"gender": "gender", "rule": "rule", "told_by": "word", "unknown": "why"}
    found = people.assign(role=people.title.fillna(people.actor_role), **{column: [getattr(one, of) for one in told] for column, of in columns.items()})
    return found[[*PEOPLE]].astype(PEOPLE)


def genders(result, by=None, least=LEAST):
    """How many of the people who are quoted are women and men, as far as the text tells, a table; by `outlet`, `section`, `author` or `kind` of source if `by` says so.

    One row is a group (one row for all if `by` is None): `n` people who are quoted, once per article; how many are `n_female`, `n_male`,
    `n_unknown`; their shares of the `n`, 0 to 1, which are empty for fewer than `least` people; `why_unknown`, in words; and `n_others`: groups,
    bodies and documents that are quoted, of whom nothing is counted. The unknown are no even mix: a share of women among those who are told
    would be a guess. `analysis.quoted_people` has every person, with what tells it and what is missed. Raises ValueError for another `by`.
    """
    people = quoted_people(result)[["article_id", "source_id", "gender", "unknown"]]
    sources = result.sources.merge(people, on=["article_id", "source_id"], how="left").assign(everybody="")
    group = by or "everybody"
    if group not in sources:
        sources = sources.merge(placed(result, by), on="article_id")
    counts = pd.crosstab(sources[group], sources.gender.fillna("others")).reindex(columns=["female", "male", "unknown", "others"], fill_value=0)
    n = counts[["female", "male", "unknown"]].sum(axis=1)
    why = sources[sources.gender.eq("unknown")].groupby(group).unknown.agg(counted)
    found = pd.DataFrame({"n": n, **{f"n_{name}": counts[name] for name in counts}, **{f"share_{name}": share(counts[name], n, n, least) for name in counts if name != "others"},
                          "why_unknown": why.reindex(counts.index).fillna("")}).rename_axis(group).reset_index()
    kinds = {group: "str", "n": "int64", "n_female": "int64", "n_male": "int64", "n_unknown": "int64", "share_female": "float64", "share_male": "float64",
             "share_unknown": "float64", "why_unknown": "str", "n_others": "int64"}
    found = found.sort_values(["n", group], ascending=[False, True], ignore_index=True)[[*kinds]].astype(kinds)
    return found if by else found.drop(columns=group)


# ---------------------------------------------------------------- parts of these
def placed(result, by):
    """The `article_id` of each article and what it tells of `by`."""
    known(by, PLACES, "newsroom: articles are not put together by")
    return pd.DataFrame({"article_id": result.articles.article_id, by: result.articles[by].fillna("").replace("", NOT_TOLD).astype("str")})


def share(part, whole, n, least):
    """Part of the whole, 0 to 1, where there are so many sources; else empty."""
    return (part / whole.where(n >= least)).astype("float64").round(3)


def counted(values):
    """`last name only 12, first name not listed 5`."""
    return ", ".join(f"{value} {n}" for value, n in values.value_counts().items())


def roles(result):
    """The role that each person of an article has in the table of actors: `article_id`, `name`, `actor_role`."""
    people = result.actors[result.actors.kind.eq("person")]
    return people.groupby(["article_id", "name"], as_index=False).agg(actor_role=("role", "first"))


def described(result):
    """Who is behind a statement: the columns of `sources` that tell it, by `article_id` and `source_id`."""
    sources = result.sources.merge(roles(result), on=["article_id", "name"], how="left")
    body = sources.affiliation.fillna(sources["name"].where(sources.form.eq("body")))
    sources = sources.assign(role=sources.title.fillna(sources.actor_role), body=body, source_kind=sources.kind)
    return sources[["article_id", "source_id", "name", "form", "is_named", "role", "body", "source_kind"]]


def titles(row):
    """What the text calls a person: the title it gives, the role in the table of actors; of somebody without a name the words that stand for it."""
    return [title for title in (row.title, row.actor_role, None if row.is_named else row.name) if isinstance(title, str)]


def words_before(result):
    """(article_id, name) of a person -> the words right before the mentions, academic titles left out."""
    texts, found = dict(zip(result.articles.article_id, result.articles.text)), {}
    for row in result.actors[result.actors.kind.eq("person")].itertuples():
        before = BEFORE.search(texts[row.article_id][max(0, row.start - LOOKED_BACK):row.start])
        if before:
            found.setdefault((row.article_id, row.name), []).append(before.group(1))
    return found


def filed(name):
    """As an index files it: Ä under A, in any case."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
