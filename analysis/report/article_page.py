"""An article on a page of its own: what its tables say beside its text, each row linked to its place there and back; and the list of all articles.

HTML that needs no script and no network; text is escaped as in the reading view.
"""
import hashlib
import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import replace

import lxml.html
import lxml.html.builder
import numpy as np
import pandas as pd

from .. import escaping, selection
from ..articles import languages
from ..tables import records
from . import findings, measures, reading_view
from .colours import COLOURS
from .explorer import choice, page
from .words import plural

FOLDER, LIST = "articles", "index.html"
FILTERS = ("outlet", "section", "form")
HEADS = {"share_quoted": "quoted", "named_sources": "named sources"}
ABOUT = ("Each title leads to a page with the article’s text, its figures, dates, voices and tone, each row linked to its place. "
         "<b>quoted</b>: how many of the words are somebody else’s, quoted or retold; <b>tone</b>: mean polarity of the sentences, −1 to 1; "
         "<b>disagreements</b>: with a figure that another voice or article gives for the same thing.")
ADDRESS = re.compile(r"https?://[^\s\0-\x1f\x7f\\]+")
IDS = {"article_id", "copy_of"}        # columns of the report's tables that name articles
NAMES_ARTICLES = re.compile(f">({'|'.join(sorted(name.replace('_', '_(?:<wbr ?/?>)?') for name in IDS))})</th>")        # `rows.head` lets a name break
LEAST = 3                      # sentences of a voice, before anything is said of their tone
BACK = ("numbers", "dates", "statements")      # tables whose rows the text links to
PLAIN, LONGEST = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}"), 60
TAKEN = re.compile(r"index|con|prn|aux|nul|(com|lpt)\d")       # by the list, and by Windows
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
WAYS = '<nav><a href="index.html">All articles</a> · <a href="../report.html">Report</a> · <a href="../index.html">Charts</a></nav>'
CSS = re.sub("</?style>", "", page.STYLE)
SIDES = ("article_id", "voice", "start", "end", "text")       # what a disagreement has of both sides
COLUMNS = {"article_id": "str", "title": "str", "outlet": "str", "section": "str", "form": "str", "published": "datetime64[ns]", "words": "int64", "figures": "int64",
           "share_quoted": "float64", "named_sources": "int64", "tone": "float64", "disagreements": "int64"}


# ---------------------------------------------------------------- names
def file_name(article_id):
    """The name of an article's page, which any disk takes and which depends on its id alone. An id that is no plain name gives one with a full stop
    and part of its SHA-256, so that no two ids have one name, upper and lower case being the same."""
    if PLAIN.fullmatch(article_id) and not TAKEN.fullmatch(article_id):
        return f"{article_id}.html"
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", article_id.lower()).translate(WRITTEN_OUT))
    words = re.sub("[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode())[:LONGEST].strip("-")
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return ".".join(filter(None, [f"article-{words}" if TAKEN.fullmatch(words) else words, digest, "html"]))


# ---------------------------------------------------------------- from the report
def links(result):
    """Where each article's page is, seen from the folder above: article_id -> (address, starts of its sentences in order, their ids there)."""
    places = {article_id: (table.start.tolist(), page.links_to("sentences", table)) for article_id, table in result.sentences.groupby("article_id")}
    return {article_id: (f"{FOLDER}/{file_name(article_id)}", *places.get(article_id, ([], []))) for article_id in result.articles.article_id}


def linked(part, links):
    """HTML in whose tables each article_id leads to the article's page, and there, where the row has a `start`, to its sentence."""
    return re.sub("<table.*?</table>", lambda found: linked_table(found[0], links) if NAMES_ARTICLES.search(found[0]) else found[0], part, flags=re.S)


def linked_table(source, links):
    table = lxml.html.fragment_fromstring(source)
    heads = [head.text_content() for head in table.find("thead")[0]]
    for line in table.iterfind("tbody/tr"):
        cells = line.findall("td")
        row = dict(zip(heads[-len(cells):], cells))           # a row may begin with names, and these may stand in one row for several
        for name in IDS & set(row):
            if (address := address_of(row, name, links)) is not None:
                link = lxml.html.builder.A(row[name].text_content(), href=address)
                row[name].text, row[name][:] = None, [link]
    return lxml.html.tostring(table, encoding="unicode")


def address_of(row, name, links):
    """The address of what a row of cells (by column) tells of an article; None if it has no page."""
    known = links.get(row[name].text_content())
    if known is None:
        return None
    address, starts, places = known
    start = row["start"].text_content().replace(",", "") if "start" in row and name == "article_id" else ""
    at = bisect_right(starts, int(start)) - 1 if start.isdecimal() else -1
    return f"{address}#{places[at]}" if at >= 0 else address


# ---------------------------------------------------------------- all pages
def pages(result, disagreements):
    """(name of the file, title, HTML) of the page of each article, and last of the list of all. `disagreements` as `claims.disagreements` gives them.

    Each table is gone through once: twice as many articles take twice the time.
    """
    result, voices, apart = told(result), measures.voices(result), sides(disagreements)
    of_all = {"voices": voices, "shares": shares(voices), "tones": tones(result.sentences), "apart": apart}
    of_each = {name: (dict(list(table.groupby("article_id"))), table.iloc[:0]) for name, table in of_all.items()}
    titles = dict(zip(result.articles.article_id, map(title, records(result.articles))))
    for article_id, one in selection.each(result):
        about = {name: known.get(article_id, nothing) for name, (known, nothing) in of_each.items()}
        yield file_name(article_id), titles[article_id], article(one, about, titles)
    yield LIST, "Articles", listed(listing(result, voices, apart))


def told(result):
    """The Result with what the explorer's tables have besides: who stands behind numbers and dates, and the `name` of who makes a statement."""
    result = choice.attributed(result)
    names = result.statements.merge(result.sources[["article_id", "source_id", "name"]], on=["article_id", "source_id"], how="left")["name"]
    return replace(result, numbers=result.numbers.assign(speakers=choice.listed(choice.whose(result.numbers))),
                   statements=result.statements.assign(name=names.fillna(choice.NOBODY)))


def shares(voices):
    """`measures.share_of_voice` of each article, one after another."""
    found = voices.groupby(["article_id", "voice", "attribution"], as_index=False).agg(n_words=("n_words", "sum"))
    found["share_words"] = found.n_words / found.groupby("article_id").n_words.transform("sum")
    return found.sort_values(["article_id", "n_words", "voice"], ascending=[True, False, True], ignore_index=True)


def tones(sentences):
    """Mean polarity of the sentences of each article by voice, where there are LEAST or more."""
    found = sentences[~sentences.is_heading].groupby(["article_id", "voice"], as_index=False).polarity.agg(["size", "mean"])
    return found[found["size"] >= LEAST]


def title(about):
    return escaping.line(about.title or "") or about.article_id


def sides(disagreements):
    """One row per side of a disagreement: the columns SIDES, those of the other side with `other_` before them, what is `counted`, `relation` and `why`."""
    both = []
    for own, other in ((1, 2), (2, 1)):
        names = {f"{name}_{own}": name for name in SIDES} | {f"{name}_{other}": f"other_{name}" for name in SIDES}
        both.append(disagreements.rename(columns=names)[[*names.values(), "counted", "relation", "why"]])
    return pd.concat(both).sort_values(["article_id", "start", "other_article_id", "other_start"], kind="stable", ignore_index=True)


# ---------------------------------------------------------------- one article
def article(one, about, titles):
    """The HTML of one article: a Result of it alone (`told`), what else is known `about` it (voices, shares, tones, apart); `titles` are those of all."""
    found = {name: getattr(one, name) for name in page.COLUMNS}
    links, places = page.places(found), in_text(one.sentences)
    parts = {"Figures": figures_told(one, found, links), "Disagreements": disagreements_told(about["apart"], titles), "Voices": voices_told(one, about, found, links),
             "Dates": table("dates", found, links), "Tone": tone_told(one, about, found, links, places)}
    sections = "".join(f'<section id="{name.lower()}"><h2>{name}</h2>{part}</section>' for name, part in parts.items() if part)
    ways = " · ".join(f'<a href="#{name.lower()}">{name}</a>' for name, part in parts.items() if part)
    return (f'{WAYS}{heading(one)}<div class="article"><div class="article-text">{page.text(one, found, back=True)}</div>'
            f'<div class="article-side"><nav>{ways}</nav>{sections}</div></div>')


def heading(one):
    about = one.articles.iloc[0]
    words = [page.written(word) for word in (page.day(about), about.outlet, about.section, about.author, about.form, about.article_id) if page.said(word)]
    original = [f'<a href="{html.escape(about.path)}">{page.written(about.path)}</a>'] if page.said(about.path) and ADDRESS.fullmatch(about.path) else []
    foreign = about.language not in languages.READ
    unread = f"<p>Not in German ({page.written(about.language)}): nothing was looked for in it.</p>" if foreign else ""
    return f"<h1>{page.written(title(about), 300)}</h1>{page.invented(one)}<p>{' · '.join(words + original)}</p>{unread}"


def said(finding):
    return f"<p>{html.escape(escaping.line(finding))}</p>"


def table(name, found, links, heading=""):
    """A table of the explorer, whole, under a heading if it has one."""
    return heading + page.rows(found[name][[*page.COLUMNS[name]]], links[name], most=None, named=name in BACK)


def voices_told(one, about, found, links):
    strip = page.strip(about["voices"].assign(is_chosen=True), one.sentences)
    return (said(findings.voices(about["shares"], one.sources, one.statements)) + strip
            + table("sources", found, links, "<h3>Sources</h3>") + table("statements", found, links, "<h3>Statements</h3>"))


def figures_told(one, found, links):
    return said(findings.figures(one.numbers)) + page.ledger(one.numbers, most=None) + table("numbers", found, links, "<h3>Each figure</h3>")


def tone_told(one, about, found, links, places):
    """Tone, by sentence, word and whom it is towards."""
    words = page.rows(one.tone_words[["text", "word", "weight", "rule"]], [places[sentence_id] for sentence_id in one.tone_words.sentence_id], most=None)
    towards = page.rows(one.targets[["text", "name", "kind", "label", "polarity"]], [places[sentence_id] for sentence_id in one.targets.sentence_id], most=None)
    return (said(findings.tone(about["tones"], one.sentences[~one.sentences.is_heading])) + arc(one.sentences)
            + table("sentences", found, links, "<h3>Sentence by sentence</h3>") + f"<h3>Words with a tone</h3>{words}"
            + (f"<h3>Towards whom</h3>{towards}" if len(one.targets) else ""))


def in_text(sentences):
    """The place of each sentence, by sentence_id."""
    return dict(zip(sentences.sentence_id, page.links_to("sentences", sentences)))


def arc(sentences):
    """The article from its first sentence to its last, each as long as it is and coloured by its tone."""
    labels = np.select([sentences.polarity < 0, sentences.polarity > 0], ["negative", "positive"], "neutral")
    parts = [f'<a href="#{place}" style="flex:{row.end - row.start};background:{COLOURS[label]}" title="{row.polarity:+.2f}"></a>'
             for place, label, row in zip(page.links_to("sentences", sentences), labels, records(sentences))]
    key = " ".join(f'<span class="explorer-key" style="border-color:{COLOURS[name]}">{name}</span>' for name in ("negative", "neutral", "positive"))
    return f'<div class="explorer-strip">{"".join(parts)}</div><p>{key}</p>'


def disagreements_told(apart, titles):
    """Each figure of the article against which another one stands, linked to both places."""
    if apart.empty:
        return ""
    head = "".join(f"<th>{name}</th>" for name in ("figure", "voice", "against", "voice", "article", "relation"))
    return f'<div class="explorer-rows"><table><tr>{head}</tr>{"".join(against(row, titles) for row in records(apart))}</table></div>'


def against(row, titles):
    own, other = (reading_view.place("numbers", *place) for place in ((row.start, row.end), (row.other_start, row.other_end)))
    elsewhere = "" if row.article_id == row.other_article_id else file_name(row.other_article_id)
    voice, other_voice, article, relation = (page.written(value) for value in (row.voice, row.other_voice, titles[row.other_article_id], row.relation))
    cells = [f'<a href="#{own}">{page.written(row.text)}</a> · {page.written(row.counted)}', voice, f'<a href="{elsewhere}#{other}">{page.written(row.other_text)}</a>',
             other_voice, article, f'<span title="{page.written(row.why)}">{relation}</span>']
    return f'<tr>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


# ---------------------------------------------------------------- the list
def listing(result, voices, apart):
    """One row per article: what it is (`form` is empty for a report), how many `words`, `figures`, `named_sources` and `disagreements` (sides of pairs of
    figures that exclude each other), `share_quoted` of its words (0 to 1; quoted or retold), and `tone`, the mean polarity of its sentences (−1 to 1)."""
    ids = result.articles.article_id
    sentences = result.sentences[~result.sentences.is_heading]
    counts = {"words": measures.overview(result).set_index("article_id").words, "figures": result.numbers.groupby("article_id").size(),
              "named_sources": result.sources.groupby("article_id").is_named.sum(), "disagreements": apart.groupby("article_id").size()}
    words, quoted = (rows.groupby("article_id").n_words.sum() for rows in (voices, voices[voices.attribution.ne("author")]))
    shares = {"share_quoted": quoted.reindex(words.index, fill_value=0) / words, "tone": sentences.groupby("article_id").polarity.mean()}
    found = result.articles.assign(**{name: ids.map(values).fillna(0) for name, values in counts.items()}, **{name: ids.map(values) for name, values in shares.items()})
    return found[[*COLUMNS]].astype(COLUMNS)


def listed(listing):
    """The list of all articles as HTML, to be sorted and searched where there is a script for it; columns in which nothing stands are left out."""
    empty = [name for name in (*FILTERS, "published") if not listing[name].map(lambda value: pd.notna(value) and value != "").any()]
    shown = listing.drop(columns=["article_id", "title", *empty])
    head = "".join(f'<th scope="col"{" data-filter" if name in FILTERS else ""}>{HEADS.get(name, name)}</th>' for name in ("title", *shown))
    body = "".join(f'<tr><td class="long"><a href="{file_name(article_id)}">{page.written(words, 300)}</a></td>{"".join(map(cell, shown, row))}</tr>\n'
                   for article_id, words, row in zip(listing.article_id, map(title, records(listing)), records(shown)))
    n_articles = plural(len(listing), "{n} article", "{n} articles")
    return (f'<nav><a href="../report.html">Report</a> · <a href="../index.html">Charts</a></nav><h1>{n_articles}</h1><p>{ABOUT}</p>'
            f'<div class="rows" tabindex="0"><table class="sortable asc n-last cards"><thead><tr>\n{head}</tr></thead><tbody>\n{body}</tbody></table></div>')


def cell(name, value):
    """A cell of the list, with what it is sorted by where that is not what is shown."""
    if name in FILTERS or pd.isna(value):
        return f'<td{"" if name in FILTERS else " class=short"}>{page.written(value)}</td>'
    if name == "published":
        return f"<td class=short>{value:%Y-%m-%d}</td>"
    shown = {"share_quoted": findings.percent, "tone": "{:+.2f}".format}.get(name, page.written)(value)
    return f'<td class=number data-sort="{value:.5g}">{shown}</td>'
