"""The answers in words: each takes tables and returns one or two sentences, every number in them computed."""
from pathlib import Path

import pandas as pd

from .measures import n_words
from .words import _, number, plural

MEASURED = Path(__file__).resolve().parents[2] / "data" / "accuracy.csv"
GOLD = {                       # what is measured: its words, the gold data, the lines of accuracy.csv
    "numbers": ("numbers", "SmartData news", "numbers overlap"),
    "dates": ("time expressions with the right value", "KRAUTS news", "dates overlap+value ours"),
    "actors": ("persons, organisations and places", "GermEval 2014, dev part", "actors all"),
    "statements": ("statements with speaker, cue and frame", "WikiNews quotations, dev part", "quotes joint"),
    "targets": ("tone towards a named person", "MAD-TSC, validation part", "targets macro"),
    "subjectivity": ("opinion or report", "CheckThat! 2025, dev part", "subjectivity macro"),
}


def listed(names, most=3):
    """`A, B and C`; more than `most` are counted."""
    names = [str(name) for name in names]
    if len(names) > most:
        names = [*names[:most], plural(len(names) - most, "{n} other", "{n} others")]
    return _(" and ").join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def percent(share):
    return number(100 * share, ".0f") + " %"


def rows(**tables):
    """How many rows were written, and to which file of `data/`, by the table's name."""
    numbers = [(number(len(table)), f"data/{name}.csv") for name, table in tables.items()]
    return "; ".join((_("{n} in {file}") if i else _("{n} rows, in {file}")).format(n=n, file=file) for i, (n, file) in enumerate(numbers)) + "."


def statements(statements, sources):
    return _("{n} statements by {sources} sources, in data/statements.csv and data/sources.csv.").format(n=number(len(statements)), sources=number(len(sources)))


def accuracy(*names, file=MEASURED):
    """How right the tables are, as measured on gold data (`data/accuracy.csv`): one sentence for each name of GOLD."""
    measured = pd.read_csv(file).set_index("measure")["value"] if file.exists() else pd.Series(dtype=float)
    return " ".join(accuracy_of(*GOLD[name], measured) for name in names)


def accuracy_of(words, gold, lines, measured):
    precision, recall, f1 = (measured.get(f"{lines} {kind}") for kind in ("P", "R", "F1"))
    about = {"words": _(words), "gold": _(gold)}
    if f1 is None:
        return _("How right this is ({words}) was not measured.").format(**about)
    if precision is None:
        return _("Measured on {gold}: {words}, macro F1 {f1} (1 is best).").format(**about, f1=number(f1, ".2f"))
    return _("Measured on {gold}: of the {words} found, {precision} are right; of those there are, {recall} are found (F1 {f1}).").format(
        **about, precision=percent(precision), recall=percent(recall), f1=number(f1, ".2f"))


def articles(overview, oddities):
    if overview.empty:
        return _("There is no article.")
    lix = overview.lix.median()
    level = _("easy") if lix < 40 else _("of ordinary difficulty for a newspaper") if lix < 50 else _("difficult") if lix < 60 else _("very difficult")
    text = _("{articles} with {words} words in {sentences} sentences").format(
        articles=plural(len(overview), "{n} article", "{n} articles"), words=number(overview.words.sum()), sentences=number(overview.sentences.sum()))
    if pd.notna(lix):
        text += (_(" (LIX {lix}: {level})") if len(overview) == 1 else _(" (LIX median {lix}: {level})")).format(lix=number(lix, ".0f"), level=level)
    odd = [f"{_(name)} ({n}×)" for name, n in oddities.oddity.value_counts().items()]
    return f"{text}. " + (_("Odd in the text: {found}.").format(found=listed(odd, 5)) if odd else _("Nothing odd in the text."))


def alerts(alerts):
    """`alerts` as `alerts.alerts` gives them: a list, of each kind the articles and what follows."""
    if alerts.empty:
        return [_("No alert: every article is in German, a report with a date, and long enough for a mean.")]
    return [f"{_(kind)[0].upper()}{_(kind)[1:]} ({listed(rows.article_id)}): {_(rows.follows.iloc[0])}" for kind, rows in alerts.groupby("alert", sort=False)]


def figures(numbers):
    """`numbers` as `measures.attributed` gives them."""
    if numbers.empty:
        return _("No figure is given.")
    exact, hedged = numbers.exactness.eq("exact").sum(), numbers.is_hedged.sum()
    by = numbers.attribution.value_counts().reindex(["named source", "unnamed source", "author"], fill_value=0)
    behind = listed([words for n, words in zip(by, (plural(by.iloc[0], "a named source behind {n}", "a named source behind {n}"),
                                                    plural(by.iloc[1], "an unnamed source behind {n}", "an unnamed source behind {n}"),
                                                    plural(by.iloc[2], "the author alone behind {n}", "the author alone behind {n}"))) if n])
    return plural(len(numbers), "{n} figure: {exact} exact, {other} a bound, a range or a vague word; {hedged} hedged. {behind}.",
                  "{n} figures: {exact} exact, {other} a bound, a range or a vague word; {hedged} hedged. {behind}.", exact=number(exact),
                  other=number(len(numbers) - exact), hedged=number(hedged), behind=behind[0].upper() + behind[1:])


def dates(dates, published):
    if dates.empty:
        return _("No time is named.")
    placed = dates[dates.begin.notna()]
    text = plural(len(dates), "{n} time expression, {placed} of them with a place on the calendar",
                  "{n} time expressions, {placed} of them with a place on the calendar", placed=number(len(placed)))
    if pd.notna(published) and len(placed):
        before, after = (placed.begin < published.normalize()).sum(), (placed.begin > published).sum()
        text += _(": {before} before the day of publication, {after} after it").format(before=number(before), after=number(after))
    return text + "."


def headlines(headlines):
    """`headlines` as `analyse` gives them."""
    if headlines.empty:
        return _("No title has a figure, a name or a statement.")
    there, lost = headlines.in_text.notna().sum(), headlines.explode("lost").dropna(subset="lost")
    titles, poorer = headlines.article_id.nunique(), lost.article_id.nunique()
    by = lost.drop_duplicates(["article_id", "lost"]).lost.value_counts()
    text = plural(titles, "{things} in {n} title; {there} found again in the article.", "{things} in {n} titles; {there} found again in the article.",
                  things=plural(len(headlines), "{n} figure, name or statement", "{n} figures, names and statements"), there=number(there))
    said = plural(poorer, "{n} title ({share}) lost something: {losses}.", "{n} titles ({share}) lost something: {losses}.", share=percent(poorer / titles),
                  losses=listed([f"{_(loss)} ({n}×)" for loss, n in by.items()], 5))
    return text + " " + (said if poorer else _("None of them lost anything that can be told."))


def people(roll):
    if roll.empty:
        return _("Nobody is named.")
    by = roll.kind.value_counts().reindex(["person", "organisation", "place"], fill_value=0)
    kinds = (plural(by.iloc[0], "{n} person", "{n} persons"), plural(by.iloc[1], "{n} organisation", "{n} organisations"), plural(by.iloc[2], "{n} place", "{n} places"))
    most = roll.head(3)
    return _("{kinds} are named; most often {names}.").format(
        kinds=listed([words for n, words in zip(by, kinds) if n]), names=listed([f"{name} ({n}×)" for name, n in zip(most.name, most.n_mentions)]))


def over_time(rates):
    """`rates` as `measures.mentions_over_time` gives them."""
    if rates.empty:
        return _("The articles have one date or none: there is nothing to follow over time.")
    peaks = [_("{name} on {day}").format(name=name, day=rates.columns[row.argmax()]) for name, row in zip(rates.index[:3], rates.to_numpy()[:3])]
    return plural(min(3, len(rates)), "Most mentions per article, of the {n} actor named most: {peaks}; in brackets the number of articles.",
                  "Most mentions per article, of the {n} actors named most: {peaks}; in brackets the number of articles.", peaks=listed(peaks))


def unresolved(table):
    """`table` as `actors.unresolved` gives it."""
    if table.empty:
        return _("Every person is named in full.")
    names = table["name"].drop_duplicates()
    said = plural(len(names), "{n} person is known by one name only: {names}.", "{n} persons are known by one name only: {names}.", names=listed(names, 5))
    return said + " " + _("Fill in `is` in data/unresolved_names.csv and save it as corrections.csv beside the articles.")


def unkinded(table):
    """`table` as `corrections.unkinded` gives it."""
    if table.empty:
        return _("Of every source it is told what it is.")
    names = table["name"].drop_duplicates()
    said = plural(len(names), "Of {n} source nothing tells what it is: {names}.", "Of {n} sources nothing tells what they are: {names}.", names=listed(names, 5))
    return said + " " + _("Fill in `source_kind` in data/unkinded_sources.csv and save it as corrections.csv beside the articles.")


def voices(shares, sources, statements):
    """`shares` as `measures.share_of_voice` gives them."""
    if statements.empty:
        return _("Nobody is quoted: every word is the author’s.")
    quoted = shares[shares.attribution.ne("author")]
    named = quoted[quoted.attribution.eq("named source")].share_words.sum()
    said = _("{statements} by {sources}, {named} of them named.").format(
        statements=plural(len(statements), "{n} statement", "{n} statements"), sources=plural(len(sources), "{n} source", "{n} sources"),
        named=number(sources.is_named.sum()))
    shared = _("{share} of the words are somebody else’s ({named} by named sources); most by {voices}.").format(
        share=percent(quoted.share_words.sum()), named=percent(named),
        voices=listed([f"{_(voice)} ({percent(share)})" for voice, share in zip(quoted.voice, quoted.share_words)]))
    return f"{said} {shared}"


def tone(by_voice, sentences):
    """`by_voice`: mean polarity of the sentences by voice, as `measures.tone_by` gives it."""
    if not len(sentences):
        return _("There is no sentence to read.")
    means = by_voice.set_index("voice")["mean"]
    in_words = {"author": _("{mean} in the author’s own words"), "quoted": _("{mean} in what is quoted")}
    said = [words.format(mean=number(means[voice], "+.2f")) for voice, words in in_words.items() if voice in means]
    polarity = _("Mean polarity is {said} (−1 to 1).").format(said=listed(said)) + " " if said else ""
    return polarity + plural(sentences.hedges.map(len).sum(), "{share} of the sentences read as subjective; there are {n} hedge.",
                             "{share} of the sentences read as subjective; there are {n} hedges.", share=percent(sentences.is_subjective.mean()))


def wording(markers, sentences):
    """`markers` as `wording.markers` gives them."""
    words = n_words(sentences.text).sum()
    if not words:
        return _("There is no sentence to read.")
    hedges, loaded = (markers[markers.marker.eq(kind)] for kind in ("hedge", "loaded word"))
    kinds = [f"{_(kind)} ({number(n)})" for kind, n in hedges.kind.value_counts().items()]
    rates = [number(100 * len(found) / words, ".1f") for found in (hedges, loaded)]
    text = plural(len(hedges), "{n} hedge ({rate} in 100 words)", "{n} hedges ({rate} in 100 words)", rate=rates[0])
    text += _(", most of them {kinds}").format(kinds=listed(kinds)) if kinds else ""
    return f"{text}; " + plural(len(loaded), "{n} loaded word ({rate} in 100 words).", "{n} loaded words ({rate} in 100 words).", rate=rates[1])


# ---------------------------------------------------------------- claims
def compared(articles, invented):
    """What notebook 06 reads."""
    if not invented:
        return _("This reads the {n} articles of SEEDS.").format(n=number(len(articles)))
    return plural(len(articles), "This reads the invented sample in data/sample: {n} article on a fire that never happened.",
                  "This reads the invented sample in data/sample: {n} articles on a fire that never happened.") + " " + _(
        "Nothing below is news. The folder SEEDS holds less than two articles, or is the sample; with two or more of your own, this reads them.")


def claims(claims):
    if claims.empty:
        return _("No figure is given by two articles or two sources: there is nothing to compare.")
    values = claims[~claims.is_denied].groupby("claim_id").value.nunique()
    text = plural(claims.article_id.nunique(), "{claims} in {mentions} of {n} article; {several} of them with more than one value.",
                  "{claims} in {mentions} of {n} articles; {several} of them with more than one value.",
                  claims=plural(claims.claim_id.nunique(), "{n} claim", "{n} claims"), mentions=plural(len(claims), "{n} mention", "{n} mentions"),
                  several=number((values > 1).sum()))
    copied = plural(claims.copy_of.ne("").sum(), "{n} mention stand in copied reports,", "{n} mentions stand in copied reports,")
    return f"{text} {copied} " + plural(claims.is_denied.sum(), "{n} is said to be wrong.", "{n} are said to be wrong.")


def disagreements(disagreements, hours=48):
    if disagreements.empty:
        return _("No two figures exclude each other.")
    disputed = disagreements[disagreements.relation.eq("disputed")]
    corrected = disagreements.relation.eq("corrected").sum()
    by = disagreements[disagreements.relation.eq("revised")].voice_1.drop_duplicates()
    said = [plural(len(disputed), "{n} pair of figures by different voices exclude each other, {near} of them given within {hours} hours; most about {things}.",
                   "{n} pairs of figures by different voices exclude each other, {near} of them given within {hours} hours; most about {things}.",
                   near=number(disputed.hours_apart.le(hours).sum()), hours=hours, things=listed(disputed.counted.value_counts().index))
            if len(disputed) else _("No two voices exclude each other.")]
    if corrected:
        said.append(plural(corrected, "{n} pair is a correction: the later article says that the earlier figure is wrong.",
                           "{n} pairs are corrections: the later article says that the earlier figure is wrong."))
    if len(by):
        said.append(plural(len(by), "{n} voice revised a figure of its own: {voices}.", "{n} voices revised a figure of their own: {voices}.",
                           voices=listed(map(voice, by))))
    return " ".join(said)


def voice(name):
    """Who says something, as `disagreements` names it: a source, or the author of an article."""
    author, told, article = name.partition(" in ")
    return _("{author} in {article}").format(author=_(author), article=article) if told and author in ("the author", "unnamed") else name


def support(figures):
    """`figures` as `claims.first_reported` gives them."""
    if figures.empty:
        return _("There is no figure to count voices for.")
    one = figures[figures.n_voices.eq(1)]
    return plural(len(figures), "{one} of {n} figure ({share}) have one voice behind them; in {unnamed} of these it is a source without a name, "
                  "and {printed} of them were printed by more than one article.",
                  "{one} of {n} figures ({share}) have one voice behind them; in {unnamed} of these it is a source without a name, "
                  "and {printed} of them were printed by more than one article.", one=number(len(one)), share=percent(len(one) / len(figures)),
                  unnamed=number(one.attribution.eq("unnamed source").sum()), printed=number((one.n_articles > 1).sum()))


def genders(table):
    """`table` as `newsroom.genders` gives it for everybody."""
    if table.empty or not table.n.sum():
        return _("No single person is quoted.")
    row = table.iloc[0]
    shares = {name: "" if pd.isna(row[f"share_{name}"]) else f" ({percent(row[f'share_{name}'])})" for name in ("female", "male", "unknown")}
    unknown = _("of {n}{share} the text does not tell it: {why}").format(n=number(row.n_unknown), share=shares["unknown"], why=reasons(row.why_unknown)) \
        if row.n_unknown else _("it is told of all of them")
    others = " " + plural(row.n_others, "{n} group, body or document beside them are not counted.", "{n} groups, bodies and documents beside them are not counted.") \
        if row.n_others else ""
    return plural(row.n, "{n} person is quoted, each counted once per article: by title, address or first name {women}{of_women} and {men}{of_men}; {unknown}.",
                  "{n} persons are quoted, each counted once per article: by title, address or first name {women}{of_women} and {men}{of_men}; {unknown}.",
                  women=plural(row.n_female, "{n} woman", "{n} women"), of_women=shares["female"], men=plural(row.n_male, "{n} man", "{n} men"),
                  of_men=shares["male"], unknown=unknown) + others


def reasons(counted):
    """`last name only 12, first name not listed 5` in the reader's language."""
    parts = [part.rsplit(" ", 1) for part in counted.split(", ")]
    return ", ".join(f"{_(reason)} {n}" for reason, n in parts)


def copies(copies, articles):
    if copies.empty:
        return _("No article has a passage of another.")
    copied = plural(copies.article_id.nunique(), "{n} article of {all} has passages that an earlier one printed, {words} words in all;",
                    "{n} articles of {all} have passages that an earlier one printed, {words} words in all;", all=number(len(articles)),
                    words=number(copies.n_words.sum()))
    return f"{copied} " + plural(copies.copy_of.nunique(), "{n} article had them first.", "{n} articles had them first.")
