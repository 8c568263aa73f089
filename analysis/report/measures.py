"""From the tables of `analyse` to what the charts show: counts, shares and joins, each a table in and a table out."""
import re

import numpy as np
import pandas as pd

from . import words

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
LONG_WORD = 6                  # letters; longer words count as long in LIX (Björnsson 1968)
LONG_SENTENCE = 35             # words
MARKS = "{}"                   # around words in their sentence: every font has them, and German prose never does


def n_words(texts):
    """Words of each text: runs of letters and digits, hyphenated words count once."""
    return texts.map(lambda text: len(WORD.findall(text))).astype("int64")


# ---------------------------------------------------------------- articles
def overview(result):
    """One row per article: its form, words, sentences, headings, words a sentence and LIX.

    LIX is words a sentence plus the percentage of words of more than six letters (Björnsson 1968): under 40 easy, 40 to 50
    as in a newspaper, over 60 hard. Headings count as words, not as sentences.
    """
    n_long = result.sentences.text.map(lambda text: sum(len(word) > LONG_WORD for word in WORD.findall(text)))
    sentences = result.sentences.assign(n_words=n_words(result.sentences.text), n_long=n_long.astype("int64"))
    body = sentences[~sentences.is_heading].groupby("article_id").agg(
        sentences=("n_words", "size"), body_words=("n_words", "sum"), n_long=("n_long", "sum"))
    counts = sentences.groupby("article_id").agg(words=("n_words", "sum"), headings=("is_heading", "sum"))
    found = result.articles[["article_id", "title", "published", "form"]].join(counts, "article_id").join(body, "article_id")
    found = found.fillna({"words": 0, "headings": 0, "sentences": 0})
    per_sentence = found.body_words / found.sentences.where(found.sentences > 0)
    found["words_per_sentence"] = per_sentence.round(1)
    found["lix"] = (per_sentence + 100 * found.n_long / found.body_words.where(found.body_words > 0)).round(1)
    whole = dict.fromkeys(("words", "sentences", "headings"), "int64")
    return found.drop(columns=["body_words", "n_long"]).astype(whole)


ODDITIES = (
    ("no space after a full stop", re.compile(r"[a-zäöüß][.!?][\"“”«»]?(?=[A-ZÄÖÜ][a-zäöüß]{2})|[\"“”]\.(?=[A-ZÄÖÜ])")),
    ("doubled word", re.compile(r"\b(\w{2,}) \1\b(?<!die die)(?<!der der)(?<!das das)(?<!sie sie)")),
    ("several spaces", re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")),
    ("characters lost in another encoding", re.compile(r"Ã[¤¶¼Ÿ„–œ]|â€[œ\x9dž“”]|\ufffd")),
)


def oddities(result):
    """One row per thing in a text that a reader would stumble over: `oddity`, place, and the words around it.

    Looks for full stops without a space, doubled words, several spaces, broken characters, sentences of more than 35 words,
    sentences said twice, and straight quotation marks beside typographic ones.
    """
    rows = []
    for article in result.articles.itertuples():
        text = article.text
        rows += [(article.article_id, match.start(), oddity, context(text, match.start(), match.end()))
                 for oddity, pattern in ODDITIES for match in pattern.finditer(text)]
        if '"' in text and re.search("[„“”»«]", text):
            rows.append((article.article_id, text.index('"'), "two styles of quotation marks", ""))
    sentences = result.sentences[~result.sentences.is_heading]
    for oddity, odd in (("long sentence", sentences[n_words(sentences.text) > LONG_SENTENCE]),
                        ("said twice", sentences[sentences.duplicated(["article_id", "text"]) & (n_words(sentences.text) > 4)])):
        rows += [(row.article_id, row.start, oddity, row.text[:80]) for row in odd.itertuples()]
    found = pd.DataFrame(rows, columns=["article_id", "start", "oddity", "around"])
    return found.sort_values(["article_id", "start", "oddity"], ignore_index=True)


def context(text, start, end, width=25):
    return text[max(0, start - width):end + width].replace("\n", " ")


def crossed(table, rows, columns):
    """How many rows of the table have each pair of values: a table of counts, largest rows first."""
    found = pd.crosstab(table[rows], table[columns])
    found.columns.name = None
    return found.loc[found.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def in_sentence(table, sentences):
    """The rows with their sentence, the row's own words in MARKS: what to read in order to check a row."""
    found = table.merge(sentences[["article_id", "sentence_id", "start", "text"]].rename(
        columns={"start": "sentence_start", "text": "sentence"}), on=["article_id", "sentence_id"], how="left")
    opening, closing = MARKS
    marked = [sentence[:max(0, start - at)] + opening + text + closing + sentence[max(0, end - at):]
              for sentence, at, start, end, text in zip(found.sentence, found.sentence_start, found.start, found.end, found.text)]
    return table.assign(sentence=pd.Series(marked, table.index, dtype="str"))


# ---------------------------------------------------------------- headlines
def against_text(headlines, articles):
    """The rows of `headlines` with `title` and `article`: both with the row's own words in MARKS, of the article what stands around them; empty
    where it has nothing."""
    whole = articles.set_index("article_id")
    titles, texts = (headlines.article_id.map(whole[column]) for column in ("title", "text"))
    marked = [marked_in(title, start, end) for title, start, end in zip(titles, headlines.start, headlines.end)]
    around = ["" if pd.isna(start) else marked_in(text, start, end, 80) for text, start, end in zip(texts, headlines.in_text, headlines.in_text_end)]
    return headlines.assign(title=pd.Series(marked, headlines.index, dtype="str"), article=pd.Series(around, headlines.index, dtype="str"))


def marked_in(text, start, end, width=None):
    """The text, or so many characters of it on both sides, with a place in MARKS."""
    first, last = (max(0, start - width), end + width) if width else (0, len(text))
    return (text[first:start] + MARKS[0] + text[start:end] + MARKS[1] + text[end:last]).replace("\n", " ")


def headline_losses(headlines, articles):
    """How many titles lost what: a table of counts with a column a loss, and a row an outlet (in brackets its titles), or a kind of thing where no
    article names its outlet."""
    lost = headlines.explode("lost").dropna(subset="lost")
    titled = articles[articles.title.ne("")]
    by = "outlet" if "outlet" in titled and titled.outlet.ne("").any() else "kind"
    if by == "outlet":
        lost = lost.merge(titled[["article_id", "outlet"]], on="article_id")
    counts = crossed(lost.drop_duplicates(["article_id", by, "lost"]), by, "lost")
    n_titles = titled.outlet.value_counts() if by == "outlet" else {}
    return counts.rename(index={name: f"{name} ({words.number(n)})" for name, n in n_titles.items()})


def both_sides(disagreements, sentences):
    """The rows of `claims.disagreements` with `sentence_1` and `sentence_2`: what both sides say, the figures marked, and in SHARED the words
    that both have in common."""
    sides = {}
    for side in (1, 2):
        one = disagreements[[f"{column}_{side}" for column in ("article_id", "sentence_id", "start", "end", "text")]]
        told = in_sentence(one.rename(columns=lambda name: name[:-2]), sentences).sentence
        sides[f"sentence_{side}"] = [with_shared(text, why) for text, why in zip(told, disagreements.why)]
    return disagreements.assign(**{name: pd.Series(texts, disagreements.index, dtype="str") for name, texts in sides.items()})


SHARED = "‹›"


def with_shared(text, why):
    """The text with the words marked whose beginnings `why` names behind the event, the thing and the place."""
    beginnings = tuple(why.split("; ")[3:])
    return WORD.sub(lambda word: f"{SHARED[0]}{word.group()}{SHARED[1]}" if word.group().lower().startswith(beginnings) else word.group(), text) if beginnings else text


# ---------------------------------------------------------------- voices
def voices(result):
    """One row per stretch of text in one voice: `start`, `end`, `n_words`, `voice` (the author, or a source's name),
    `kind` of statement, `attribution` (author, named source, unnamed source).

    Where statements stand inside each other the innermost speaks. Headings are the author's.
    """
    names = {(row.article_id, row.source_id): row for row in result.sources.itertuples()}
    spoken = dict(list(result.statements.groupby("article_id")))
    rows = []
    for article in result.articles.itertuples():
        said = spoken.get(article.article_id)
        rows += [{"article_id": article.article_id, **row} for row in stretches(article.text, said, names)]
    columns = ["article_id", "start", "end", "n_words", "voice", "kind", "attribution", "source_id"]
    words, whole = ("article_id", "voice", "kind", "attribution"), ("start", "end", "n_words")
    return pd.DataFrame(rows, columns=columns).astype({**dict.fromkeys(words, "str"), **dict.fromkeys(whole, "int64"), "source_id": "Int64"})


def stretches(text, said, names):
    """Consecutive words with the same innermost statement, as dicts."""
    spans = sorted(((end - start, start, end, row) for row in (said.itertuples() if said is not None else ())
                    for start, end in row.quote_spans), key=lambda span: (-span[0], span[1]))
    owner = np.full(len(text) + 1, -1)
    for number, (_, start, end, _row) in enumerate(spans):
        owner[start:end] = number              # shorter spans come later: the innermost speaks
    rows, last = [], None
    for match in WORD.finditer(text):
        number = owner[match.start()]
        row = spans[number][3] if number >= 0 else None
        this = None if row is None else (row.article_id, row.statement_id)
        if not rows or this != last:
            rows.append({"start": match.start(), "n_words": 0, **speaker(row, names)})
        rows[-1]["end"], rows[-1]["n_words"] = match.end(), rows[-1]["n_words"] + 1
        last = this
    return rows


def speaker(row, names):
    if row is None:
        return {"voice": "the author", "kind": "author", "attribution": "author", "source_id": None}
    if pd.isna(row.source_id):
        return {"voice": "nobody named", "kind": row.kind, "attribution": "unnamed source", "source_id": None}
    source = names[row.article_id, row.source_id]
    return {"voice": source.name, "kind": row.kind, "source_id": row.source_id,
            "attribution": "named source" if source.is_named else "unnamed source"}


def share_of_voice(voices, by="voice"):
    """Words and their share (0 to 1) of all articles' words, by voice (or another column), largest first."""
    found = voices.groupby([by, "attribution"] if by == "voice" else by, as_index=False).agg(n_words=("n_words", "sum"))
    found["share_words"] = found.n_words / max(1, found.n_words.sum())
    return found.sort_values(["n_words", by], ascending=[False, True], ignore_index=True)


def with_naming(sources):
    """The sources with `naming`: named source or unnamed source."""
    return sources.assign(naming=np.where(sources.is_named, "named source", "unnamed source"))


# ---------------------------------------------------------------- people
def roll_call(actors):
    """One row per actor: mentions, articles, first place, the roles it is given, country; most mentioned first."""
    def listed(values):
        return ", ".join(dict.fromkeys(value for value in values if isinstance(value, str) and value))
    found = actors.groupby(["name", "kind"], as_index=False).agg(
        n_mentions=("start", "size"), n_articles=("article_id", "nunique"), spellings=("text", listed), roles=("role", listed),
        country=("country", "first"))
    return found.sort_values(["n_mentions", "name"], ascending=[False, True], ignore_index=True)


def together(actors, top=12):
    """How many sentences name both: a square table over the `top` most mentioned actors, the diagonal empty."""
    names = roll_call(actors).name.drop_duplicates().head(top)
    seen = actors[actors.name.isin(names)].drop_duplicates(["article_id", "sentence_id", "name"])
    present = pd.crosstab([seen.article_id, seen.sentence_id], seen.name).reindex(columns=names, fill_value=0)
    counts = (present.T @ present).astype(float).to_numpy(copy=True) if len(present) else np.zeros((len(names),) * 2)
    np.fill_diagonal(counts, np.nan)
    return pd.DataFrame(counts, index=list(names), columns=list(names))


PERIODS = (("D", "%d %b"), ("W", "%d %b"), ("M", "%b %Y"), ("Y", "%Y"))


def mentions_over_time(actors, articles, top=10, most=12):
    """Mentions per article of the `top` actors: a row an actor, a column a day, week, month or year that has articles, whichever
    gives at most `most` columns (their name tells the number of articles). No columns if there are not two of them."""
    dated = articles[articles.published.notna()]
    for freq, form in PERIODS:             # noqa: B007 - the last one is used below
        periods = dated.published.dt.to_period(freq)
        if periods.nunique() <= most:
            break
    if periods.nunique() < 2:
        return pd.DataFrame(index=pd.Index([], name="name"))
    n_articles = periods.value_counts().sort_index()
    seen = actors.merge(pd.DataFrame({"article_id": dated.article_id, "period": periods}), on="article_id")
    names = roll_call(seen).name.drop_duplicates().head(top)
    rates = pd.crosstab(seen.name, seen.period).reindex(index=names, columns=n_articles.index, fill_value=0) / n_articles
    name = words._("week of {day} ({n})") if freq == "W" else "{day} ({n})"
    rates.columns = [name.format(day=words.day(period.start_time, words._(form)), n=n) for period, n in n_articles.items()]
    return rates


# ---------------------------------------------------------------- tone
def tone_by(table, by, value="polarity", least=3, draws=1000):
    """Mean of `value` by group with a 95 % bootstrap interval over rows (Efron 1979; seeded), for groups of `least` rows or
    more, most rows first: columns `by`, n, mean, low, high."""
    rows = [(name, len(values), values.mean(), *interval(values.to_numpy(float), draws))
            for name, values in table.groupby(by)[value] if len(values) >= least]
    kinds = {by: "str", "n": "int64", "mean": "float64", "low": "float64", "high": "float64"}
    found = pd.DataFrame(rows, columns=[*kinds]).astype(kinds).round({"mean": 3, "low": 3, "high": 3})
    return found.sort_values(["n", by], ascending=[False, True], ignore_index=True)


def interval(values, draws=1000):
    """Lower and upper end of the 95 % bootstrap interval of a mean. How often each value is drawn is multinomial, so that
    millions of rows with few different values need no more room than a hundred."""
    distinct, counts = np.unique(values, return_counts=True)
    drawn = np.random.default_rng(0).multinomial(len(values), counts / len(values), draws)
    return tuple(np.quantile(drawn @ distinct / len(values), [0.025, 0.975]))


LEAST_SENTENCES = 10           # of an actor, before anything is said of the tone towards it
DRAWS = 10_000


def tone_towards(targets, least=3):
    """A row for each actor named in `least` sentences or more: `name`, `n_mentions`, `n` sentences, mean polarity, low, high; the numbers of
    sentences that are `blamed` and `praised`; and `tone`, blamed or praised where there are more of them than a neutral actor would get.

    Mentions in one sentence are not independent: they count as one, and the bootstrap draws sentences. `tone` is empty for fewer than
    LEAST_SENTENCES sentences, and where there are not twice as many of one as of the other.
    """
    by_sentence = targets.groupby(["name", "article_id", "sentence_id"], as_index=False).agg(polarity=("polarity", "mean"), label=("label", "first"))
    found = tone_by(by_sentence, "name", least=least)
    counts = pd.crosstab(by_sentence.name, by_sentence.label).reindex(index=found.name, columns=["negative", "positive"], fill_value=0)
    blamed, praised = counts.negative.to_numpy(), counts.positive.to_numpy()
    more = [is_more_than_neutral(counts[label].to_numpy(), found.n.to_numpy(), label) for label in counts]
    found = found.assign(blamed=blamed, praised=praised, tone=np.select([more[0] & (blamed > 2 * praised), more[1] & (praised > 2 * blamed)], ["blamed", "praised"], ""))
    return found.join(targets.groupby("name").size().rename("n_mentions"), "name")[["name", "n_mentions", *found.columns[1:]]]


def is_more_than_neutral(counts, sizes, label):
    """Whether of so many sentences more get the label than 39 of 40 actors would of whom nothing but neutral is said.

    How often the network gives the label to what is neutral was counted on few hundred sentences (`models/names_tone.csv`): the rate is
    drawn too (beta-binomial; seeded).
    """
    from ..language import network  # the explorer, which needs other measures, would wait half a second for it
    given, all_neutral = network.neutral_given(label)
    draw = np.random.default_rng(0)
    rates = draw.beta(given + 1, all_neutral - given + 1, DRAWS)
    most = {int(n): np.quantile(draw.binomial(n, rates), 0.975) for n in np.unique(sizes)}
    return (sizes >= LEAST_SENTENCES) & (counts > np.array([most[int(n)] for n in sizes], float))


def per_hundred_words(markers, sentences, by="kind"):
    """How many markers (`wording.markers`) of each kind stand in 100 words, by voice: a row a kind, a column a voice."""
    words = n_words(sentences.text).groupby(sentences.voice).sum()
    counts = pd.crosstab(markers[by], markers.voice).reindex(columns=words.index, fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return (100 * counts / words.clip(lower=1)).loc[order].rename_axis(columns=None)
