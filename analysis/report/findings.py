"""The answers in words: each takes tables and returns one or two English sentences, every number in them computed."""
from pathlib import Path

import pandas as pd

from .measures import n_words

MEASURED = Path(__file__).resolve().parents[2] / "data" / "accuracy.csv"
GOLD = {                       # what is measured: its words, the gold data, the lines of accuracy.csv
    "numbers": ("numbers", "SmartData news", "numbers overlap"),
    "dates": ("time expressions with the right value", "KRAUTS news", "dates overlap+value ours"),
    "actors": ("persons, organisations and places", "GermEval 2014, dev part", "actors all"),
    "statements": ("statements with speaker, cue and frame", "WikiNews quotations, dev part", "quotes joint"),
    "targets": ("tone towards a named person", "MAD-TSC, validation part", "targets macro"),
    "subjectivity": ("opinion or report", "CheckThat! 2025, dev part", "subjectivity macro"),
}


def plural(n, one, many=None):
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(names, most=3):
    """`A, B and C`; more than `most` are counted."""
    names = [str(name) for name in names]
    if len(names) > most:
        names = [*names[:most], plural(len(names) - most, "other")]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def percent(share):
    return f"{100 * share:.0f} %"


def accuracy(*names, file=MEASURED):
    """How right the tables are, as measured on gold data (`data/accuracy.csv`): one sentence for each name of GOLD."""
    measured = pd.read_csv(file).set_index("measure")["value"] if file.exists() else pd.Series(dtype=float)
    return " ".join(accuracy_of(*GOLD[name], measured) for name in names)


def accuracy_of(words, gold, lines, measured):
    precision, recall, f1 = (measured.get(f"{lines} {kind}") for kind in ("P", "R", "F1"))
    if f1 is None:
        return f"How right this is ({words}) was not measured."
    if precision is None:
        return f"Measured on {gold}: {words}, macro F1 {f1:.2f} (1 is best)."
    return f"Measured on {gold}: of the {words} found, {percent(precision)} are right; of those there are, {percent(recall)} are found (F1 {f1:.2f})."


def articles(overview, oddities):
    if overview.empty:
        return "There is no article."
    lix = overview.lix.median()
    level = "easy" if lix < 40 else "of ordinary difficulty for a newspaper" if lix < 50 else "difficult" if lix < 60 else "very difficult"
    text = f"{plural(len(overview), 'article')} with {overview.words.sum():,} words in {overview.sentences.sum():,} sentences"
    text += f" (LIX {'' if len(overview) == 1 else 'median '}{lix:.0f}: {level})." if pd.notna(lix) else "."
    odd = oddities.oddity.value_counts()
    return text + (f" Odd in the text: {listed([f'{name} ({n}×)' for name, n in odd.items()], 5)}." if len(odd) else " Nothing odd in the text.")


def alerts(alerts):
    """`alerts` as `alerts.alerts` gives them: a list, of each kind the articles and what follows."""
    if alerts.empty:
        return ["No alert: every article is in German, a report with a date, and long enough for a mean."]
    return [f"{kind[0].upper()}{kind[1:]} ({listed(rows.article_id)}): {rows.follows.iloc[0]}" for kind, rows in alerts.groupby("alert", sort=False)]


def figures(numbers):
    """`numbers` as `measures.attributed` gives them."""
    if numbers.empty:
        return "No figure is given."
    exact, hedged = numbers.exactness.eq("exact").sum(), numbers.is_hedged.sum()
    by = numbers.attribution.value_counts()
    behind = [f"{words} behind {by[name]}" for name, words in (("named source", "a named source"), ("unnamed source", "an unnamed source"),
                                                               ("author", "the author alone")) if name in by]
    return (f"{plural(len(numbers), 'figure')}: {exact} exact, {len(numbers) - exact} a bound, a range or a vague word; {hedged} hedged. "
            f"{listed(behind)[0].upper()}{listed(behind)[1:]}.")


def dates(dates, published):
    if dates.empty:
        return "No time is named."
    placed = dates[dates.begin.notna()]
    text = f"{plural(len(dates), 'time expression')}, {len(placed)} of them with a place on the calendar"
    if pd.notna(published) and len(placed):
        text += f": {(placed.begin < published.normalize()).sum()} before the day of publication, {(placed.begin > published).sum()} after it"
    return text + "."


def headlines(headlines):
    """`headlines` as `analyse` gives them."""
    if headlines.empty:
        return "No title has a figure, a name or a statement."
    there, lost = headlines.in_text.notna().sum(), headlines.explode("lost").dropna(subset="lost")
    titles = headlines.article_id.nunique()
    by = lost.drop_duplicates(["article_id", "lost"]).lost.value_counts()
    text = f"{plural(len(headlines), 'figure, name or statement', 'figures, names and statements')} in {plural(titles, 'title')}; {there} found again in the article. "
    return text + (f"{plural(lost.article_id.nunique(), 'title')} ({percent(lost.article_id.nunique() / titles)}) lost something: "
                   f"{listed([f'{loss} ({n}×)' for loss, n in by.items()], 5)}." if len(lost) else "None of them lost anything that can be told.")


def people(roll):
    if roll.empty:
        return "Nobody is named."
    by = roll.kind.value_counts()
    most = roll.head(3)
    return (f"{listed([plural(by[kind], kind, many) for kind, many in (('person', 'persons'), ('organisation', None), ('place', None)) if kind in by])}"
            f" are named; most often {listed([f'{name} ({n}×)' for name, n in zip(most.name, most.n_mentions)])}.")


def over_time(rates):
    """`rates` as `measures.mentions_over_time` gives them."""
    if rates.empty:
        return "The articles have one date or none: there is nothing to follow over time."
    peaks = [f"{name} on {rates.columns[row.argmax()]}" for name, row in zip(rates.index[:3], rates.to_numpy()[:3])]
    return f"Most mentions per article, of the {plural(min(3, len(rates)), 'actor')} named most: {listed(peaks)}; in brackets the number of articles."


def unresolved(table):
    """`table` as `actors.unresolved` gives it."""
    if table.empty:
        return "Every person is named in full."
    names = table["name"].drop_duplicates()
    return (f"{plural(len(names), 'person is', 'persons are')} known by one name only: {listed(names, 5)}. "
            "Fill in `is` in data/unresolved_names.csv and save it as corrections.csv beside the articles.")


def unkinded(table):
    """`table` as `corrections.unkinded` gives it."""
    if table.empty:
        return "Of every source it is told what it is."
    names = table["name"].drop_duplicates()
    return (f"Of {plural(len(names), 'source')} nothing tells what {'it is' if len(names) == 1 else 'they are'}: {listed(names, 5)}. "
            "Fill in `source_kind` in data/unkinded_sources.csv and save it as corrections.csv beside the articles.")


def voices(shares, sources, statements):
    """`shares` as `measures.share_of_voice` gives them."""
    if statements.empty:
        return "Nobody is quoted: every word is the author’s."
    quoted = shares[shares.attribution.ne("author")]
    named = quoted[quoted.attribution.eq("named source")].share_words.sum()
    return (f"{plural(len(statements), 'statement')} by {plural(len(sources), 'source')}, {sources.is_named.sum()} of them named. "
            f"{percent(quoted.share_words.sum())} of the words are somebody else’s ({percent(named)} by named sources); "
            f"most by {listed([f'{voice} ({percent(share)})' for voice, share in zip(quoted.voice, quoted.share_words)])}.")


def tone(by_voice, sentences):
    """`by_voice`: mean polarity of the sentences by voice, as `measures.tone_by` gives it."""
    means = by_voice.set_index("voice")["mean"]
    said = [f"{means[voice]:+.2f} {words}" for voice, words in (("author", "in the author’s own words"), ("quoted", "in what is quoted")) if voice in means]
    hedges = sentences.hedges.map(len).sum()
    text = f"Mean polarity is {listed(said)} (−1 to 1). " if said else ""
    return (text + f"{percent(sentences.is_subjective.mean())} of the sentences read as subjective; there are {plural(hedges, 'hedge')}." if len(sentences)
            else "There is no sentence to read.")


def wording(markers, sentences):
    """`markers` as `wording.markers` gives them."""
    words = n_words(sentences.text).sum()
    if not words:
        return "There is no sentence to read."
    hedges, loaded = (markers[markers.marker.eq(kind)] for kind in ("hedge", "loaded word"))
    kinds = hedges.kind.value_counts()
    text = f"{plural(len(hedges), 'hedge')} ({100 * len(hedges) / words:.1f} in 100 words)"
    text += f", most of them {listed([f'{kind} ({n})' for kind, n in kinds.items()])}" if len(hedges) else ""
    return f"{text}; {plural(len(loaded), 'loaded word')} ({100 * len(loaded) / words:.1f} in 100 words)."


# ---------------------------------------------------------------- claims
def compared(articles, invented):
    """What notebook 06 reads."""
    if invented:
        return (f"This reads the invented sample in data/sample: {plural(len(articles), 'article')} on a fire that never happened. "
                "Nothing below is news. The folder SEEDS holds less than two articles, or is the sample; with two or more of your own, this reads them.")
    return f"This reads the {len(articles):,} articles of SEEDS."


def claims(claims):
    if claims.empty:
        return "No figure is given by two articles or two sources: there is nothing to compare."
    values = claims[~claims.is_denied].groupby("claim_id").value.nunique()
    return (f"{plural(claims.claim_id.nunique(), 'claim')} in {plural(len(claims), 'mention')} of {plural(claims.article_id.nunique(), 'article')}; "
            f"{(values > 1).sum()} of them with more than one value. {plural(claims.copy_of.ne('').sum(), 'mention')} "
            f"stand in copied reports, {claims.is_denied.sum()} {'is' if claims.is_denied.sum() == 1 else 'are'} said to be wrong.")


def disagreements(disagreements, hours=48):
    if disagreements.empty:
        return "No two figures exclude each other."
    disputed = disagreements[disagreements.relation.eq("disputed")]
    near = disputed.hours_apart.le(hours).sum()
    revised = disagreements[disagreements.relation.eq("revised")]
    text = (f"{plural(len(disputed), 'pair')} of figures by different voices exclude each other, {near} of them given within {hours} hours; "
            f"most about {listed(disputed.counted.value_counts().index)}." if len(disputed) else "No two voices exclude each other.")
    by = revised.voice_1.drop_duplicates()
    corrected = disagreements.relation.eq("corrected").sum()
    if corrected:
        text += f" {plural(corrected, 'pair is a correction', 'pairs are corrections')}: the later article says that the earlier figure is wrong."
    return text + (f" {plural(len(by), 'voice')} revised a figure of {'its' if len(by) == 1 else 'their'} own: {listed(by)}." if len(by) else "")


def support(figures):
    """`figures` as `claims.first_reported` gives them."""
    if figures.empty:
        return "There is no figure to count voices for."
    one = figures[figures.n_voices.eq(1)]
    unnamed, printed = one.attribution.eq("unnamed source").sum(), (one.n_articles > 1).sum()
    return (f"{len(one)} of {plural(len(figures), 'figure')} ({percent(len(one) / len(figures))}) have one voice behind them; in {unnamed} of these "
            f"it is a source without a name, and {printed} of them were printed by more than one article.")


def genders(table):
    """`table` as `newsroom.genders` gives it for everybody."""
    if table.empty or not table.n.sum():
        return "No single person is quoted."
    row = table.iloc[0]
    shares = {name: "" if pd.isna(row[f"share_{name}"]) else f" ({percent(row[f'share_{name}'])})" for name in ("female", "male", "unknown")}
    unknown = f"of {row.n_unknown}{shares['unknown']} the text does not tell it: {row.why_unknown}" if row.n_unknown else "it is told of all of them"
    others = f" {plural(row.n_others, 'group, body or document', 'groups, bodies and documents')} beside them are not counted." if row.n_others else ""
    return (f"{plural(row.n, 'person is', 'persons are')} quoted, each counted once per article: by title, address or first name "
            f"{plural(row.n_female, 'woman', 'women')}{shares['female']} and {plural(row.n_male, 'man', 'men')}{shares['male']}; {unknown}.{others}")


def copies(copies, articles):
    if copies.empty:
        return "No article has a passage of another."
    return (f"{plural(copies.article_id.nunique(), 'article')} of {len(articles)} {'has' if copies.article_id.nunique() == 1 else 'have'} passages that an earlier one "
            f"printed, {copies.n_words.sum():,} words in all; {plural(copies.copy_of.nunique(), 'article')} had them first.")
