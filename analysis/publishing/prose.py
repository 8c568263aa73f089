"""Markdown as HTML that only says something: tags in it are shown, not followed, and its links lead to the web or to files beside it."""
import re
from urllib.parse import unquote, urlsplit

import mistune
from mistune.util import safe_entity

SCHEMES = ("http", "https", "mailto")
CONTROL = re.compile(r"[\0-\x1f\x7f\\]")        # what browsers drop from an address, or take for a slash


class Prose(mistune.HTMLRenderer):
    """No tags but those of Markdown; a picture is a link to it, since a page loads nothing."""
    def text(self, text):
        return safe_entity(text)               # `&#42;` is a star

    def link(self, text, url, title=None):
        return super().link(text, url, title) if leads_nowhere_else(url) else text

    def image(self, text, url, title=None):
        return self.link(text or url, url, title)


def leads_nowhere_else(url):
    """Whether the address is one of the web, of mail, or of a file beside the page."""
    plain = unquote(url)
    try:
        parts = urlsplit(plain)
    except ValueError:
        return False
    return not CONTROL.search(plain) and (parts.scheme in SCHEMES or not (parts.scheme or parts.netloc))


markdown = mistune.create_markdown(renderer=Prose(escape=True), plugins=["strikethrough", "table", "url"])


def html(source):
    """The HTML of a Markdown source."""
    return markdown(source)
