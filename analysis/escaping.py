"""Text from articles made harmless where it would be more than text: in spreadsheets, in Markdown and beside other text.

HTML is escaped where it is written (`html.escape`). In the tables themselves text stays as it is, so that offsets hold.
"""
import re
import textwrap

from .articles.decoding import NOT_TEXT

FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r]")      # also after blanks, which some programs drop
LONE_RETURN = re.compile(r"\r(?!\n)")
MARKUP = re.compile(r"[\\`*_\[\]<>&$~|#!]|:(?=//)|(?<=www)\.", re.IGNORECASE)
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")              # marks that turn the direction of what follows


def cell(text):
    """Text for a cell of CSV or a spreadsheet: what would run as a formula has an apostrophe before it, a lone carriage return
    (at which readers of CSV break the row) is a line feed, and what is no character U+FFFD."""
    text = NOT_TEXT.sub("\ufffd", text)
    return ("'" if FORMULA.match(text) else "") + LONE_RETURN.sub("\n", text)


def text_of_cell(cell):
    """The text of such a cell without the apostrophe."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def markdown(text):
    """Text that Markdown shows as it stands, on one line: what would be a link, a tag, mathematics or an emphasis is escaped."""
    return MARKUP.sub(lambda found: f"&#{ord(found.group())};", line(text))


def line(text):
    """Text on one line, as `visible` writes it."""
    return visible(" ".join(text.split()))


def short(text, width):
    """Text on one line, as `visible` writes it, cut between words if it is longer than `width`, in a word only if that is longer alone."""
    text = line(text)
    cut = textwrap.shorten(text, width, placeholder=" …")
    return cut if cut != "…" else text[:width - 2] + " …"


def visible(text):
    """Text with its direction marks (U+202E and the like) written out, so that they turn nothing around them."""
    return TURNING.sub(lambda found: f"[U+{ord(found.group()):04X}]", NOT_TEXT.sub("\ufffd", text))
