"""Text from articles made harmless where it would be more than text: in spreadsheets, in Markdown and beside other text.

HTML is escaped where it is written (`html.escape`). In the tables themselves text stays as it is, so that offsets hold.
"""
import re
import textwrap

NOT_TEXT = re.compile("[\0-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")             # control characters, half a surrogate pair, no characters
NOT_IN_NAMES = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")     # what can hide or break a line
GUARDED = re.compile(r"'|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r]")    # a formula, also after blanks, which some programs drop; and what a guard is
LONE_RETURN = re.compile(r"\r(?!\n)")
MARKUP = re.compile(r"[\\`*_\[\]<>&$~|#!]|:(?=//)|(?<=www)\.", re.IGNORECASE)
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")              # marks that turn the direction of what follows


def cell(text):
    """Text for a cell of CSV: what a spreadsheet would run as a formula has an apostrophe before it, and so has what begins with an
    apostrophe, so that the text is the cell without the apostrophe it begins with. A lone carriage return (at which readers of CSV
    break the row) is a line feed, and what is no character U+FFFD."""
    text = LONE_RETURN.sub("\n", NOT_TEXT.sub("\ufffd", text))
    return f"'{text}" if GUARDED.match(text) else text


def text_of_cell(cell):
    """The text of such a cell; one that somebody wrote by hand may begin with an apostrophe of its own."""
    return cell[1:] if cell.startswith("'") and GUARDED.match(cell[1:]) else cell


def markdown(text):
    """Text that Markdown shows as it stands, on one line: what would be a link, a tag, mathematics or an emphasis is escaped."""
    return MARKUP.sub(lambda found: f"&#{ord(found.group())};", line(text))


def line(text):
    """Text on one line, as `visible` writes it."""
    return visible(" ".join(text.split()))


def short(text, width):
    """Text on one line, as `visible` writes it, cut between words if it is longer than `width`, in a word only if that is longer alone."""
    text = line(text)
    if len(text) <= width:
        return text
    cut = textwrap.shorten(text, width, placeholder=" …")
    return cut if cut != "…" else text[:width - 2] + " …"


def visible(text):
    """Text with its direction marks (U+202E and the like) written out, so that they turn nothing around them."""
    return TURNING.sub(lambda found: f"[U+{ord(found.group()):04X}]", NOT_TEXT.sub("\ufffd", text))


def shown(text):
    """A name or a message with everything escaped that could break a line or hide something."""
    return NOT_IN_NAMES.sub(lambda found: found.group().encode("unicode_escape").decode(), text)
