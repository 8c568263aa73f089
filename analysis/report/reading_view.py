"""The reading view: an article as HTML, statements shaded by source, cues underlined, numbers, dates and hedges marked.

Each mark has a tooltip that says what the tables say. The article's text is escaped: `<script>` in an article is shown,
never run, `$x$` is no formula, and marks that turn the direction of writing are written out. The HTML needs no script and no network.
"""
import html
import re
from itertools import takewhile
from typing import NamedTuple

import pandas as pd
from IPython.display import HTML

from .. import escaping
from ..tables import records

SHADES = ["#DCEBF5", "#FBE3D3", "#D8EFE6", "#FBEBCF", "#E6DDF0", "#F5DCE8", "#EFE6CF", "#E1E6EB"]     # the last one: nobody named
STYLE = """<style>.reading,.reading span,.reading-key span{unicode-bidi:isolate}.reading{max-width:46em;line-height:1.75;white-space:pre-wrap}
.reading .number{font-weight:700;border-bottom:2px solid #1f2933}
.reading .date{border-bottom:1px dashed #5b6570}.reading .cue{text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:4px}
.reading .hedge{font-style:italic;color:#a23b72}.reading .heading{font-weight:700}.reading .statement{border-radius:3px;padding:1px 0}
.reading-key span{padding:2px 6px;margin-right:6px;border-radius:3px;line-height:2}</style>"""


class Mark(NamedTuple):
    """What is marked from `start` to `end`: its class, style and tooltip, an id to link to, and what links to its row: its `words`, or an arrow
    `behind` them, so that what somebody said can be copied."""
    start: int
    end: int
    name: str
    style: str = ""
    tip: str = ""
    id: str = ""
    back: str = ""


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
    return HTML(STYLE + view(known.loc[article_id, "text"], tables))


def view(text, tables, *, linked=False, back=False, words=()):
    """A text with what its tables say of it, as HTML. With `linked`, each row of sentences, numbers, dates and statements has the id `place` gives;
    with `back` too, numbers, dates and statements link to what has the id `row` gives; `words` (or parts of words) are marked where they stand."""
    shades = {row.source_id: SHADES[i % (len(SHADES) - 1)] for i, row in enumerate(records(tables["sources"]))}
    marks = layers(tables, shades)
    if linked:
        marks += [Mark(row.start, row.end, "sentence", id=place("sentences", row.start, row.end)) for row in records(tables["sentences"])]
    else:
        marks = [mark._replace(id="") for mark in marks]
    if not back:
        marks = [mark._replace(back="") for mark in marks]
    marks += [Mark(*found.span(), "found") for word in words for found in re.finditer(re.escape(word), text, re.IGNORECASE)]
    return (f'<div class="reading-key mathjax_ignore">{key(tables["sources"], shades)}</div>'
            f'<div class="reading mathjax_ignore" lang="de">{marked(text, marks)}</div>')


def place(name, start, end):
    """The id of a row of a table in the view: `numbers-12-20`."""
    return f"{name}-{start}-{end}"


def row(place):
    """The id of that row in its table."""
    return f"row-{place}"


def key(sources, shades):
    """Which shade is whose."""
    return " ".join(f'<span style="background:{shades[source_id]}">{html.escape(escaping.short(str(name), 60))}</span>'
                    for source_id, name in zip(sources.source_id, sources["name"]))


def layers(tables, shades):
    """All marks, outermost first where they nest."""
    sentences = [*records(tables["sentences"])]
    marks = [Mark(row.start, row.end, "heading") for row in sentences if row.is_heading]
    for row in records(tables["statements"]):
        colour = SHADES[-1] if pd.isna(row.source_id) else shades[row.source_id]
        speaker = told(row.speaker, "nobody named")
        tip = f"{row.kind.replace('_', ' ')}: {speaker} (cue: {told(row.cue)}; stance: {told(row.stance)}; rule: {row.rule})"
        last = max((end for _, end in row.quote_spans), default=0)
        marks += [Mark(start, end, "statement", f"background:{colour}", tip, place("statements", row.start, row.end), "behind" if end == last else "")
                  for start, end in row.quote_spans]
        marks += [Mark(start, end, "cue", "", f"cue of {speaker}") for start, end in row.cue_spans]
    for row in records(tables["dates"]):
        marks.append(Mark(row.start, row.end, "date", "", f"{row.kind}: {row.value}", place("dates", row.start, row.end), "words"))
    for row in records(tables["numbers"]):
        marks.append(Mark(row.start, row.end, "number", "", number_tip(row), place("numbers", row.start, row.end), "words"))
    for row in sentences:
        marks += [Mark(row.start + at, row.start + at + len(word), "hedge", tip="hedge") for word, at in hedge_places(row)]
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
    """The escaped text in its marks, the shorter inside the longer and all inside their sentence. A mark that crosses another is closed and opened
    again; its id stands where it is first opened."""
    borders = sorted({0, len(text), *(border for mark in marks for border in mark[:2])})
    opening = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    pieces, around, following, met = [], [], 0, {""}
    for start, end in zip(borders, borders[1:]):
        inside = [mark for mark in around if mark.end > start]
        while following < len(opening) and opening[following].start <= start:
            inside.append(opening[following])
            following += 1
        inside.sort(key=lambda mark: (mark.name != "sentence", mark.start - mark.end))
        same = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(around, inside)))
        pieces += ["</span>"] * (len(around) - same) + [opened(mark, met) for mark in inside[same:]]
        pieces.append(linked_back(escape(text[start:end]), inside, end))
        around = inside
    return "".join(pieces) + "</span>" * len(around)


def opened(mark, met):
    """The tag that opens a mark, with its id if that was not met before."""
    told = {"style": mark.style, "title": escape(mark.tip), "id": "" if mark.id in met else mark.id}
    met.add(mark.id)
    return f'<span class="{mark.name}"' + "".join(f' {name}="{value}"' for name, value in told.items() if value) + ">"


def linked_back(words, inside, end):
    """Words with links to the rows of the marks they stand in: of the innermost whose words are one, and of those that end here and have an arrow."""
    places = [mark.id for mark in inside if mark.back == "words"]
    arrows = [f'<a class="arrow" href="#{row(mark.id)}" aria-label="to its row"></a>' for mark in inside if mark.back == "behind" and mark.end == end]
    return (f'<a href="#{row(places[-1])}">{words}</a>' if places else words) + "".join(arrows)
