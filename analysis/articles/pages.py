"""A web page to the document that trafilatura finds in it, in time linear in its size.

Some of what lxml and trafilatura do takes the square of a number: of the attributes of one tag, of the texts in one element, of
the quotation marks in JSON-LD that is broken. These numbers are bounded here, far above what pages of articles have.
"""
import json
import re
from typing import NamedTuple

from lxml import etree, html

from .decoding import Unreadable

MOST = {"attributes in one tag": 500, "tags in one another": 250, "tags": 50_000, "attributes": 100_000, "characters of text": 2_000_000}
MANY_TAGS = 3_000              # from here on the page is made simpler, and trafilatura makes no second attempt
MOST_SIMPLE = {"tags beside those of fonts and pictures": 10_000, "links": 3_000}
MOST_JSON, MOST_BROKEN = 1_000_000, 10_000         # characters of JSON-LD, and of JSON-LD that is no JSON, each all together
PARSER = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True, "collect_ids": False, "default_doctype": False, "huge_tree": True}
INLINE = ("abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
          "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr")
NO_TEXT = ("style", "svg", "noscript", "iframe", "form", "template", "object", "canvas", "audio", "video")
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}       # no date from just any number, none from the clock


PUBLISHED = {"article:published_time", "og:published_time", "date", "datepublished", "dc.date", "dc.date.issued", "publish-date"}
TEASER = re.compile(r"(?i)teaser|intro|\blead\b|standfirst|summary")


class Page(NamedTuple):
    """What there is of an article in a page; `moments` are the times of publication it gives, as written, the surest first."""
    text: str
    title: str
    author: str
    sitename: str
    categories: list
    date: str
    moments: list


def document(page):
    """The Page that trafilatura finds, None if it finds no text; nothing that the page links to is fetched.

    Raises Unreadable for a page that no article has, and whatever trafilatura raises for a broken one.
    """
    import trafilatura  # heavy, and needed only for pages
    from trafilatura.utils import repair_faulty_html
    content = repair_faulty_html(page, page[:50].lower()).encode("utf-8", "surrogatepass")
    check_shape(content)
    tree = html.fromstring(content, parser=html.HTMLParser(**PARSER))
    drop_much_json(tree)
    keep_teasers(tree)
    moments = list(moments_of(tree))
    many = n_tags(tree) > MANY_TAGS
    if many:
        tree = simpler(tree)
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=True, fast=many, date_extraction_params=DATES)
    return found and Page(found.text, found.title, found.author, found.sitename, found.categories, found.date, moments)


def keep_teasers(tree):
    """Take the names off the paragraphs of an article that are called a teaser and lead nowhere: trafilatura takes them for links to other articles."""
    for article in tree.iter("article"):
        for paragraph in article.iter("p"):
            if TEASER.search(paragraph.get("class") or "") and next(paragraph.iter("a"), None) is None:
                del paragraph.attrib["class"]


def moments_of(tree):
    """When the page says that it was published, as it writes it: in JSON-LD, in its meta data, in the first <time>."""
    for script in tree.iter("script"):
        if "json" in script.get("type", "") and script.text and is_json(script.text):
            yield from values_of("datePublished", json.loads(script.text, strict=False))
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower() in PUBLISHED:
            yield meta.get("content") or ""
    yield from [time.get("datetime") or "" for time in tree.iter("time")][:1]


def values_of(key, value):
    """The texts under a key of what JSON holds, however deep."""
    waiting = [value]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            if isinstance(value.get(key), str):
                yield value[key]
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


class Shape:
    """What a parser tells of a page as it streams by, before there is a tree of it: the numbers of `MOST`."""

    def __init__(self):
        self.in_one = self.depth = self.in_another = self.tags = self.attributes = self.characters = 0
        self.is_text = True

    def start(self, tag, attributes):
        self.depth, self.tags, self.attributes = self.depth + 1, self.tags + 1, self.attributes + len(attributes)
        self.in_one, self.in_another = max(self.in_one, len(attributes)), max(self.in_another, self.depth)
        self.is_text = tag not in ("script", "style")

    def data(self, text):
        self.characters += len(text) * self.is_text

    def end(self, tag):
        self.depth, self.is_text = self.depth - 1, True

    def close(self):
        return dict(zip(MOST, (self.in_one, self.in_another, self.tags, self.attributes, self.characters)))


def check_shape(content):
    parser = html.HTMLParser(target=Shape(), **PARSER)
    parser.feed(content)
    check(parser.close(), MOST)


def check(found, most):
    for what, n in most.items():
        if found[what] > n:
            raise Unreadable(f"the page has more than {n:,} {what}; save the article as .txt")


def n_tags(tree, *names):
    return sum(1 for _ in tree.iter(*names))


def drop_much_json(tree):
    """Empty the scripts of JSON-LD but for the first million characters; but for ten thousand where they are no JSON, at whose
    meaning trafilatura guesses."""
    left = {True: MOST_JSON, False: MOST_BROKEN}
    for script in tree.iter("script"):
        if "json" in script.get("type", "") and script.text:
            which = is_json(script.text)
            left[which] -= len(script.text)
            script.text = script.text if left[which] >= 0 else None


def is_json(text):
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def simpler(tree):
    """The tree without what sets no paragraph apart, parsed anew so that a text stands in one piece."""
    etree.strip_elements(tree, *NO_TEXT, with_tail=False)
    etree.strip_tags(tree, *INLINE)
    tree = html.document_fromstring(etree.tostring(tree, encoding="utf-8", method="html"), parser=html.HTMLParser(**PARSER))
    check(dict(zip(MOST_SIMPLE, (n_tags(tree), n_tags(tree, "a")))), MOST_SIMPLE)
    return tree
