"""The reading view: an article as HTML, statements shaded by source, cues underlined, numbers, dates and hedges marked.

Each mark has a tooltip that says what the tables say. The article's text is escaped: `<script>` in an article is shown,
never run, `$x$` is no formula, and marks that turn the direction of writing are written out. The HTML needs no script and no network.
"""
import html

import pandas as pd
from IPython.display import HTML

from .. import escaping

SHADES = ["#DCEBF5", "#FBE3D3", "#D8EFE6", "#FBEBCF", "#E6DDF0", "#F5DCE8", "#EFE6CF", "#E1E6EB"]     # the last one: nobody named
STYLE = """<style>.reading,.reading span,.reading-key span{unicode-bidi:isolate}.reading{max-width:46em;line-height:1.75;white-space:pre-wrap}
.reading .number{font-weight:700;border-bottom:2px solid #1f2933}
.reading .date{border-bottom:1px dashed #5b6570}.reading .cue{text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:4px}
.reading .hedge{font-style:italic;color:#a23b72}.reading .heading{font-weight:700}.reading .statement{border-radius:3px;padding:1px 0}
.reading-key span{padding:2px 6px;margin-right:6px;border-radius:3px;line-height:2}</style>"""


def show(result, article_id=None):
    """The article (the first one if none is named) as HTML to show in a notebook.

    Raises KeyError with the known ids if there is no such article.
    """
    known = result.articles.set_index("article_id")
    article_id = article_id or result.articles.article_id[0]
    if article_id not in known.index:
        raise KeyError(f"no article {article_id!r}; there are {', '.join(known.index[:10])}")
    tables = {name: getattr(result, name)[getattr(result, name).article_id == article_id]
              for name in ("sentences", "numbers", "dates", "statements", "sources")}
    shades = {row.source_id: SHADES[i % (len(SHADES) - 1)] for i, row in enumerate(tables["sources"].itertuples())}
    text = known.loc[article_id, "text"]
    body = marked(text, layers(tables, shades))
    return HTML(f'{STYLE}<div class="reading-key mathjax_ignore">{key(tables["sources"], shades)}</div><div class="reading mathjax_ignore" lang="de">{body}</div>')


def key(sources, shades):
    """Which shade is whose."""
    return " ".join(f'<span style="background:{shades[source_id]}">{html.escape(escaping.short(str(name), 60))}</span>'
                    for source_id, name in zip(sources.source_id, sources["name"]))


def layers(tables, shades):
    """All marks as (start, end, class, style, tooltip), outermost first where they nest."""
    marks = [(row.start, row.end, "heading", "", "") for row in tables["sentences"][tables["sentences"].is_heading].itertuples()]
    for row in tables["statements"].itertuples():
        colour = SHADES[-1] if pd.isna(row.source_id) else shades[row.source_id]
        speaker = told(row.speaker, "nobody named")
        tip = f"{row.kind.replace('_', ' ')}: {speaker} (cue: {told(row.cue)}; stance: {told(row.stance)}; rule: {row.rule})"
        marks += [(start, end, "statement", f"background:{colour}", tip) for start, end in row.quote_spans]
        marks += [(start, end, "cue", "", f"cue of {speaker}") for start, end in row.cue_spans]
    for row in tables["dates"].itertuples():
        marks.append((row.start, row.end, "date", "", f"{row.kind}: {row.value}"))
    for row in tables["numbers"].itertuples():
        marks.append((row.start, row.end, "number", "", number_tip(row)))
    for row in tables["sentences"].itertuples():
        marks += [(row.start + at, row.start + at + len(word), "hedge", "", "hedge") for word, at in hedge_places(row)]
    return marks


def number_tip(row):
    interval = f"{row.low:g} to {row.high:g}" if row.low != row.high else f"{row.value:g}"
    hedged = "hedged; " if row.is_hedged else ""
    return f"{row.bound.replace('_', ' ')}: {interval} {told(row.counted, '')}; {hedged}{told(row.source, 'the author')} (rule: {row.rule})"


def escape(text):
    return html.escape(escaping.visible(text))


def told(value, otherwise="none"):
    return value if isinstance(value, str) and value else otherwise


def hedge_places(sentence):
    """Where the hedges of a sentence stand, each once, in order."""
    at = 0
    for word in sentence.hedges:
        found = sentence.text.find(word, at)
        if found >= 0:
            yield word, found
            at = found + len(word)


def marked(text, marks):
    """The escaped text, each stretch between two borders wrapped in the marks that cover it."""
    borders = sorted({0, len(text), *(place for mark in marks for place in mark[:2])})
    opening = sorted(marks, key=lambda mark: (mark[0], -mark[1]))
    pieces, open_marks, following = [], [], 0
    for start, end in zip(borders, borders[1:]):
        while following < len(opening) and opening[following][0] <= start:
            open_marks.append(opening[following])
            following += 1
        open_marks = [mark for mark in open_marks if mark[1] > start]
        piece = escape(text[start:end])
        for _, _, name, style, tip in sorted(open_marks, key=lambda mark: mark[1] - mark[0]):
            piece = f'<span class="{name}" style="{style}" title="{escape(tip)}">{piece}</span>'
        pieces.append(piece)
    return "".join(pieces)
