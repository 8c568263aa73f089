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
QUOTATIONS = {"name": "str", "form": "str", "is_named": "bool", "role": "str", "body": "str", "source_kind": "str", "kind": "str", "text": "str", "cue": "str",
              "via": "str", "article_id": "str", "title": "str", "published": "datetime64[ns]", "outlet": "str", "sentence_id": "int64",
              "start": "int64", "end": "int64", "rule": "str"}
KINDS = {"kind": "str", "n_sources": "int64", "n_statements": "int64", "n_words": "int64", "share_sources": "float64", "share_words": "float64", "n": "int64",
         "share_unknown": "float64", "n_articles": "int64"}
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
    last = found["name"].where(~found.is_named | found.form.ne("person"), found["name"].str.split().str[-1])
    found = found.assign(last=last.map(filed), whole=found["name"].map(filed), unnamed=~found.is_named)
    found = found.sort_values(["unnamed", "last", "whole", "published", "article_id", "start"], kind="stable", ignore_index=True)
    return told_in(found, QUOTATIONS)


def voices(result, by="outlet", least=LEAST):
    """Which kinds of sources speak in each outlet, section or by each author (`by`), a table.

    One row is a kind of source (as in `sources`) of an outlet: its `n_sources` (somebody quoted in two articles counts twice), `n_statements`,
    `n_words` (each word once, in the innermost statement), and its shares, 0 to 1, of the `n` sources and of all quoted words there, in `n_articles`.
    The kind `nobody named` has the statements without a source: no sources, but words. `share_unknown` is the share of the `n` sources of which no
    list tells what they are (kind `other`, which has athletes and artists too). Where there are fewer than `least` sources the shares are empty:
    read the numbers. Articles that do not tell it stand under `not told`; several authors of one article are one. Raises ValueError for another `by`.
    """
    articles = placed(result, by)
    articles = articles.assign(n_articles=articles.groupby(by)[by].transform("size"))
    found = spoken(result).merge(articles, on="article_id").groupby([by, "kind"], as_index=False).agg(
        n_sources=("n_sources", "sum"), n_statements=("n_statements", "sum"), n_words=("n_words", "sum"), n_articles=("n_articles", "first"))
    n, n_words, n_other = (numbers.groupby(found[by]).transform("sum") for numbers in (
        found.n_sources, found.n_words, found.n_sources.where(found.kind.eq("other"), 0)))
    found = found.assign(n=n, share_sources=share(found.n_sources, n, n, least), share_words=share(found.n_words, n_words, n, least),
                         share_unknown=share(n_other, n, n, least))
    found = found.sort_values(["n", by, "n_sources", "n_words"], ascending=[False, True, False, False], kind="stable", ignore_index=True)
    return found.astype({by: "str"})[[by, *KINDS]].astype(KINDS)


def quoted_people(result):
    """Every single person who is quoted, once per article, and what the text tells of the person's gender, a table.

    `gender` is female, male or unknown: what the words say, not who somebody is. `rule` and `told_by` are what tells it: an `address` (`Frau`), a
    `title` (`Sprecherin`; a title for men, such as `Sprecher`, counts too where no first name contradicts it), a `first name` that nine of ten who bear
    it share with their gender, or a `public figure` of the word list. `unknown` is why nothing is told: last name only; first name of women and
    men (Andrea, Kim, Sascha); first name not listed; the noun does not tell (`Opfer`); title and first name differ.

    What is missed: who is known by pronouns alone, who stands for a group, and people who are neither women nor men. Groups (`Experten`) and bodies have no row.
    """
    people = roles(result)
    people = people[people.form.eq("person")].reset_index(drop=True)
    before = words_before(result)
    told = [words.told(row.name, titles(row), before.get((row.article_id, row.name), ()), row.is_named)
            for row in people[["article_id", "name", "title", "actor_role", "is_named"]].itertuples(index=False)]
    columns = {"gender": "gender", "rule": "rule", "told_by": "word", "unknown": "why"}
    found = people.assign(**{column: [getattr(one, of) for one in told] for column, of in columns.items()})
    return told_in(found, PEOPLE)


def genders(result, by=None, least=LEAST):
    """How many of the people who are quoted are women and men, as far as the text tells, a table; by `outlet`, `section`, `author` or `kind` of source if `by` says so.

    One row is a group (one row for all if `by` is None): `n` people who are quoted, once per article; how many are `n_female`, `n_male`,
    `n_unknown`; their shares of the `n`, 0 to 1, which are empty for fewer than `least` people; `why_unknown`, in words; and `n_others`: groups,
    bodies and documents that are quoted, of whom nothing is counted. The unknown are no even mix: a share of women among those who are told
    would be a guess. `analysis.quoted_people` has every person, with what tells it and what is missed. Raises ValueError for another `by`.
    """
    known(by, (None, *PLACES, "kind"), "by: sources are not put together by")
    people = quoted_people(result)[["article_id", "source_id", "gender", "unknown"]]
    sources = result.sources.merge(people, on=["article_id", "source_id"], how="left").assign(everybody="")
    group = by or "everybody"
    if group not in sources:
        sources = sources.merge(placed(result, by), on="article_id")
    counts = pd.crosstab(sources[group], sources.gender.fillna("others")).reindex(columns=["female", "male", "unknown", "others"], fill_value=0)
    n = counts[["female", "male", "unknown"]].sum(axis=1)
    why = sources[sources.gender.eq("unknown")].groupby(group).unknown.agg(counted)
    shares = {f"share_{name}": share(counts[name], n, n, least) for name in ("female", "male", "unknown")}
    found = counts.add_prefix("n_").assign(n=n, **shares, why_unknown=why.reindex(counts.index).fillna("")).rename_axis(index=group, columns=None).reset_index()
    kinds = {group: "str", "n": "int64", "n_female": "int64", "n_male": "int64", "n_unknown": "int64", "share_female": "float64", "share_male": "float64",
             "share_unknown": "float64", "why_unknown": "str", "n_others": "int64"}
    found = found.sort_values(["n", group], ascending=[False, True], ignore_index=True)[[*kinds]].astype(kinds)
    return found if by else found.drop(columns=group)


# ---------------------------------------------------------------- parts of these
def spoken(result):
    """A row a source of an article, and one for what nobody named says there: `article_id`, `kind`, `n_sources`, `n_statements`, `n_words`."""
    words_of = measures.voices(result)
    words_of = words_of[words_of.voice.ne("the author")].groupby(["article_id", "source_id"], as_index=False, dropna=False).agg(n_words=("n_words", "sum"))
    sources = result.sources[["article_id", "source_id", "kind", "n_statements"]].assign(n_sources=1).astype({"source_id": "Int64"})
    nobody = result.statements[result.statements.source_id.isna()].groupby("article_id", as_index=False).agg(n_statements=("statement_id", "size"))
    nobody = nobody.assign(source_id=pd.array([pd.NA] * len(nobody), "Int64"), kind=NOBODY, n_sources=0)
    found = pd.concat([sources, nobody], ignore_index=True).merge(words_of, on=["article_id", "source_id"], how="left")
    return found.assign(n_words=found.n_words.fillna(0)).astype(dict.fromkeys(("n_sources", "n_statements", "n_words"), "int64"))


def told_in(found, columns):
    """The columns of a table, what is not told of a text as ''."""
    return found[[*columns]].fillna({name: "" for name, kind in columns.items() if kind == "str"}).astype(columns)


def placed(result, by):
    """The `article_id` of each article and what it tells of `by`."""
    known(by, PLACES, "by: articles are not put together by")
    return pd.DataFrame({"article_id": result.articles.article_id, by: result.articles[by].fillna("").replace("", NOT_TOLD).astype("str")})


def share(part, whole, n, least):
    """Part of the whole, 0 to 1, where there are so many sources; else empty."""
    return (part / whole.where(n >= least)).astype("float64").round(3)


def counted(values):
    """`last name only 12, first name not listed 5`."""
    return ", ".join(f"{value} {n}" for value, n in values.value_counts().items())


def roles(result):
    """The sources with `role`: the title that the text gives, else the role in the table of actors, of the persons; and with both, `title` and `actor_role`."""
    actors = result.actors[result.actors.kind.eq("person")]
    found = result.sources.merge(actors.groupby(["article_id", "name"], as_index=False).agg(actor_role=("role", "first")), on=["article_id", "name"], how="left")
    addresses = [title for title in found.title.dropna().unique() if words.addressed(title)]           # `Frau` is no role
    return found.assign(role=found.title.mask(found.title.isin(addresses)).fillna(found.actor_role))


def described(result):
    """Who is behind a statement: the columns of `sources` that tell it, by `article_id` and `source_id`."""
    sources = roles(result)
    sources = sources.assign(body=sources.affiliation.fillna(sources["name"].where(sources.form.eq("body"))), source_kind=sources.kind)
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
