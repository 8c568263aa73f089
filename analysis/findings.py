"""The answers in words: each takes tables and returns one or two English sentences, every number in them computed."""
import pandas as pd


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


def articles(overview, oddities):
    if overview.empty:
        return "There is no article."
    lix = overview.lix.median()
    level = "easy" if lix < 40 else "of ordinary difficulty for a newspaper" if lix < 50 else "difficult" if lix < 60 else "very difficult"
    text = f"{plural(len(overview), 'article')} with {overview.words.sum():,} words in {overview.sentences.sum():,} sentences"
    text += f" (LIX {'' if len(overview) == 1 else 'median '}{lix:.0f}: {level})." if pd.notna(lix) else "."
    odd = oddities.oddity.value_counts()
    return text + (f" Odd in the text: {listed([f'{name} ({n}×)' for name, n in odd.items()], 5)}." if len(odd) else " Nothing odd in the text.")


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


def people(roll):
    if roll.empty:
        return "Nobody is named."
    by = roll.kind.value_counts()
    most = roll.head(3)
    return (f"{listed([plural(by[kind], kind, many) for kind, many in (('person', 'persons'), ('organisation', None), ('place', None)) if kind in by])}"
            f" are named; most often {listed([f'{name} ({n}×)' for name, n in zip(most.name, most.n_mentions)])}.")


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
