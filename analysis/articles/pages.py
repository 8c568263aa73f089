"""A web page to the document that trafilatura finds in it, in time linear in its size.

Some of what lxml and trafilatura do takes the square of a number: of the attributes of one tag, of the texts in one element, of
the quotation marks in JSON-LD that is broken. These numbers are bounded here, far above what pages of articles have.
"""
import json

import trafilatura
from lxml import etree, html

from .decoding import Unreadable

MOST_ATTRIBUTES = 500          # of one tag
DEEPEST = 250                  # tags in one another; beyond 256 the parser would leave out the rest of the page without a word
MANY_TAGS = 3_000              # from here on the page is made simpler, and trafilatura makes no second attempt
MOST_TAGS, MOST_LINKS = 20_000, 5_000
MOST_BROKEN = 10_000           # characters of JSON-LD that is no JSON, all together
PARSER = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True, "collect_ids": False, "default_doctype": False, "huge_tree": True}
INLINE = ("abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
          "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr")
NO_TEXT = ("style", "svg", "noscript", "iframe", "form", "template", "object", "canvas", "audio", "video")
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}       # no date from just any number, none from the clock


def document(page):
    """trafilatura's Document of a page, None if it finds no text; nothing that the page links to is fetched.

    Raises Unreadable for a page that no article has, and whatever trafilatura raises for a broken one.
    """
    content = page.encode("utf-8", "surrogatepass")
    check_shape(content)
    tree = html.document_fromstring(content, parser=html.HTMLParser(**PARSER), ensure_head_body=True)
    drop_broken_json(tree)
    many = n_tags(tree) > MANY_TAGS
    if many:
        tree = simpler(tree)
    return trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=True, fast=many,
                                       date_extraction_params=DATES)


class Shape:
    """Told of each tag while a page streams by, and keeps no tree: the attributes of one tag, and how deep tags stand in one another."""
    attributes = depth = deepest = 0

    def start(self, tag, attributes):
        self.attributes, self.depth = max(self.attributes, len(attributes)), self.depth + 1
        self.deepest = max(self.deepest, self.depth)

    def end(self, tag):
        self.depth -= 1

    def close(self):
        return self


def check_shape(content):
    parser = html.HTMLParser(target=Shape(), **PARSER)
    parser.feed(content)
    shape = parser.close()
    if shape.attributes > MOST_ATTRIBUTES:
        raise Unreadable(f"the page has a tag with more than {MOST_ATTRIBUTES} attributes; save the article as .txt")
    if shape.deepest > DEEPEST:
        raise Unreadable(f"the page has more than {DEEPEST} tags in one another; save the article as .txt")


def n_tags(tree):
    return sum(1 for _ in tree.iter())


def drop_broken_json(tree):
    """Empty the scripts of JSON-LD that are no JSON, but for the first few characters: trafilatura guesses at what they mean."""
    left = MOST_BROKEN
    for script in tree.iter("script"):
        if "json" in script.get("type", "") and not is_json(script.text or ""):
            left -= len(script.text)
            script.text = script.text if left >= 0 else None


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
    n_links = sum(1 for _ in tree.iter("a"))
    if n_links > MOST_LINKS or n_tags(tree) > MOST_TAGS:
        raise Unreadable(f"the page has more than {MOST_TAGS:,} tags or {MOST_LINKS:,} links; save the article as .txt")
    return tree
