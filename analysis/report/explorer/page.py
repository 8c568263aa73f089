"""What was chosen as HTML: the article with its marks, a strip of voices, a ledger of figures, tables. Needs no script and no network.

Each row links to its place in the article. Text is escaped as in the reading view: what an article holds is shown, never run.
"""
import html

import numpy as np
import pandas as pd

from ... import escaping, project
from ...tables import records
from .. import reading_view
from ..colours import COLOURS

MOST_ROWS = 300                # of a table
WIDTH, MARGIN, ARROW = 170, 8, 22      # of the ledger's marks, in pixels
COLUMNS = {
    "numbers": ("text", "value", "counted", "bound", "source", "is_hedged", "rule"),
    "dates": ("text", "value", "source", "is_hedged", "rule"),
    "statements": ("text", "name", "cue", "stance", "kind", "rule"),
    "sources": ("name", "kind", "is_named", "n_statements", "n_words"),
    "sentences": ("text", "polarity", "hedges", "voice"),
}
STYLE = reading_view.STYLE + """<style>.explorer{display:flex;flex-wrap:wrap;gap:24px}.explorer>*{flex:1 1 24em;min-width:0}
.explorer-text{max-height:46em;overflow-y:auto}.explorer-text [id]{scroll-margin-top:12em}.explorer-text .found{background:#ffe27a}
.explorer-text :target{outline:2px solid #d55e00;outline-offset:2px;border-radius:2px}
.explorer-strip{display:flex;height:22px}.explorer-strip a{min-width:1px}.explorer-strip .faded{opacity:.2}
.explorer-key{padding:0 6px;border-left:12px solid}.explorer-rows{max-height:26em;overflow:auto}.explorer-rows svg{display:block}
.explorer-rows table{border-collapse:collapse;font-size:13px;line-height:1.35}
.explorer-rows td,.explorer-rows th{text-align:left;vertical-align:top;padding:2px 8px 2px 0}
.explorer-rows a{color:#0b6fa4;text-decoration:underline}.explorer-tables .lm-TabBar-tab{flex:0 1 auto!important;min-width:0!important;padding:0 6px!important}
.explorer-tables .widget-html-content{min-width:0}.explorer-rows td{border-top:1px solid #e8ebef;unicode-bidi:isolate}</style>"""


def whole(pieces):
    """All pieces in one, tables folded: for where no widget runs."""
    tables = "".join(f'<details{" open" * (name == "numbers")}><summary>{name} ({n:,})</summary>{piece}</details>' for name, (n, piece) in pieces["tables"].items())
    return f'{STYLE}<div class="explorer">{pieces["text"]}<div class="explorer-side">{pieces["charts"]}{tables}</div></div>'


def pieces(one, found, voices, words=()):
    """The HTML of one article (a Result of it alone): `text`, `charts` (strip and ledger) and `tables`, by name the number of rows and HTML.

    `found` are the rows chosen (`choice.chosen`), `voices` those of `choice.heard`; `words` are marked in the text.
    """
    links = places(found)
    return {"text": article(one, found, words), "charts": strip(voices, one.sentences) + ledger(found["numbers"]),
            "tables": {name: (len(found[name]), rows(found[name][[*COLUMNS[name]]], links[name])) for name in COLUMNS}}


def places(found):
    """Where each row of these tables stands in the text, by table; a source where it first speaks."""
    links = {name: links_to(name, table) for name, table in found.items() if name != "sources"}
    first = dict(zip(found["statements"].source_id[::-1], links["statements"][::-1]))
    return {**links, "sources": [first[source_id] for source_id in found["sources"].source_id]}


def links_to(name, table):
    return [reading_view.place(name, start, end) for start, end in zip(table.start, table.end)]


def article(one, found, words):
    """Title, day, outlet, and the text with the marks of what was chosen."""
    about = one.articles.iloc[0]
    line = " · ".join(written(word) for word in (day(about), about.outlet, about.article_id) if said(word))
    return f'<div class="explorer-text mathjax_ignore">{invented(one)}<p><b>{written(about.title)}</b><br>{line}</p>{text(one, found, words)}</div>'


def invented(one):
    return f"<p><em>{project.INVENTED}, no real event.</em></p>" if project.invented(one.articles) else ""


def day(about):
    return f"{about.published:%d.%m.%Y}" if pd.notna(about.published) else ""


def text(one, found, words=(), back=False):
    """The text with the marks of what was chosen; sources keep their shades."""
    tables = {"sentences": one.sentences, "sources": one.sources, **{name: found[name] for name in ("numbers", "dates", "statements")}}
    return reading_view.view(one.articles.text.iloc[0], tables, linked=True, back=back, words=words)


# ---------------------------------------------------------------- strip
def strip(voices, sentences):
    """The article from its first word to its last, coloured by whose voice it is and pale where it was not chosen; below it their shares."""
    places, at = links_to("sentences", sentences), np.searchsorted(sentences.start.to_numpy(), voices.start, "right") - 1
    parts = [f'<a href="#{places[number]}" class="{"" if row.is_chosen else "faded"}" style="flex:{row.n_words};background:{COLOURS[row.attribution]}" '
             f'title="{written(row.voice)}: {row.n_words} words"></a>' for number, row in zip(at, records(voices)) if number >= 0]
    shares = voices.groupby("attribution").n_words.sum()
    key = " ".join(f'<span class="explorer-key" style="border-color:{COLOURS[name]}">{name} {100 * n / shares.sum():.0f} %</span>' for name, n in shares.items())
    return f'<div class="explorer-strip mathjax_ignore">{"".join(parts)}</div><p>{key}</p>'


# ---------------------------------------------------------------- ledger
def ledger(numbers, most=MOST_ROWS):
    """The figures chosen, a row each, those of a unit together and drawn to one scale. A dot is an exact value, with a stroke an approximate one, a
    stroke alone a range, an arrow a bound towards where it is open; hollow and dashed is hedged; the colour says who stands behind it."""
    if numbers.empty:
        return "<p>No figures.</p>"
    parts = [unit_rows(unit, numbers[numbers.unit.fillna("").eq(unit)], most) for unit in numbers.unit.fillna("").value_counts().index]
    return f'<div class="explorer-rows mathjax_ignore"><table>{"".join(parts)}</table></div>'


def unit_rows(unit, numbers, most):
    to_pixels = scale(numbers[["value", "low", "high"]].to_numpy(float))
    lines = [f'<tr><td><a href="#{link}">{written(figure(row))}</a></td><td>{drawn(row, to_pixels)}</td><td>{written(row.speakers[0])}</td></tr>'
             for link, row in zip(links_to("numbers", numbers), records(numbers[:most]))]
    return f'<tr><th colspan="3">{written(unit) or "counts"}</th></tr>{"".join(lines)}'


def figure(row):
    """A number in its own words, with the vague word before it and what it counts."""
    counted = f" · {row.counted}" if said(row.counted) else ""
    return f"{row.modifier} {row.text}{counted}" if said(row.modifier) else row.text + counted


def scale(values):
    """From values to pixels, by their logarithm where they are far apart, with zero on the scale."""
    known = values[np.isfinite(values)]
    least = np.abs(known[known != 0]).min(initial=np.inf)
    far_apart = len(known) and np.abs(known).max() > 50 * least

    def bent(value):
        return np.sign(value) * np.log1p(abs(value) / least) if far_apart else value

    low, high = bent(min(0, known.min(initial=0))), bent(max(known.max(initial=0), 0))
    return lambda value: MARGIN + (WIDTH - 2 * MARGIN) * (bent(value) - low) / ((high - low) or 1)


def drawn(row, to_pixels):
    """One figure as SVG."""
    at, low, high = (float(to_pixels(value)) if np.isfinite(value) else None for value in (row.value, row.low, row.high))
    colour = COLOURS[row.attribution]
    stroke = f'stroke="{colour}" stroke-width="2"' + (' stroke-dasharray="3 2"' if row.is_hedged else "")
    parts = []
    if None not in (low, high) and low != high:
        parts += [f'<path d="M{low:.1f} 3v10M{low:.1f} 8H{high:.1f}M{high:.1f} 3v10" {stroke}/>']
    elif row.exactness in ("bound", "vague") and (low is None) != (high is None):
        limit, way = (high, -1) if low is None else (low, 1)
        tip = limit + way * ARROW
        parts += [f'<path d="M{limit:.1f} 3v10M{limit:.1f} 8H{tip:.1f}m{-5 * way} -4l{5 * way} 4l{-5 * way} 4" fill="none" {stroke}/>']
    if at is not None and row.exactness in ("exact", "approximate"):
        parts += [f'<circle cx="{at:.1f}" cy="8" r="4.5" fill="{"white" if row.is_hedged else colour}" stroke="{colour}" stroke-width="2"/>']
    return f'<svg width="{WIDTH + 2 * ARROW}" height="16" viewBox="{-ARROW} 0 {WIDTH + 2 * ARROW} 16" role="img" aria-label="{written(row.bound)}">{"".join(parts)}</svg>'


# ---------------------------------------------------------------- tables
def rows(table, links, most=MOST_ROWS, named=False):
    """A table as HTML, its first column linked; at most so many rows, and how many there are. Rows that are `named` have the id
    `reading_view.row` gives; of several at one place the first."""
    if table.empty:
        return "<p>None.</p>"
    head = "".join(f"<th>{name}</th>" for name in table)
    firsts = {link: number for number, link in reversed([*enumerate(links)])} if named else {}
    names = [f' id="{reading_view.row(link)}"' if firsts.get(link) == number else "" for number, link in enumerate(links[:most])]
    body = "".join(f'<tr{name}><td><a href="#{link}">{written(first) or "·"}</a></td>{"".join(f"<td>{written(value)}</td>" for value in rest)}</tr>'
                   for name, link, (first, *rest) in zip(names, links, records(table)))
    more = f"<p>{most} of {len(table):,} rows</p>" if most is not None and len(table) > most else ""
    return f'<div class="explorer-rows mathjax_ignore"><table><tr>{head}</tr>{body}</table>{more}</div>'


def said(value):
    return isinstance(value, str) and value != ""


def written(value, width=120):
    """A cell: text escaped and cut, lists as words, truth as yes or nothing, numbers without zeros behind the point; nothing if it is missing."""
    if isinstance(value, (list, tuple, np.ndarray)):
        value = ", ".join(map(str, value))
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else ""
    if not isinstance(value, str):
        return "" if pd.isna(value) else f"{value:,.10g}"
    return html.escape(escaping.short(value, width))
