"""A document of Word (.docx) or a PDF with text in it to the Document that stands in it, in bounded time and memory.

Word: the paragraphs of the body, with what was inserted and without what was deleted under tracked changes. PDF: the lines of all pages in the
order in which the file has them (a column comes after the other in most), put together to paragraphs by their places and lengths; what stands
at the top or the foot of several pages is dropped, and so are numbers of pages. Missed: text boxes, foot and end notes and tables of Word, the
order of columns where a PDF mixes them, what a PDF has as a picture.
"""
import io
import logging
import re
import time
import zipfile
from collections import Counter
from datetime import datetime
from statistics import median
from typing import NamedTuple

from .cleaning import NAMES, SENTENCE_END
from .decoding import Unreadable

LARGEST_FILE = 100_000_000     # bytes; a newspaper's page with its pictures has ten million
MOST_PAGES = 100
MOST_STEPS = 1_000_000         # of drawing all pages of a PDF, and characters drawn; a page of text has some thousands
MOST_CONTENT = 10_000_000      # bytes of what draws the pages, unpacked
MOST_SECONDS = 60              # for a PDF that draws the same thing over and over
MOST_TEXT = 600_000            # characters, of which an article may have 500,000
MOST_PARTS, MOST_UNPACKED, LARGEST_PART = 5_000, 300_000_000, 30_000_000        # of a .docx: files, bytes of all, bytes of the text
AS_TEXT = "save the article as .txt"
logging.getLogger("pypdf").setLevel(logging.CRITICAL)             # it tells of every oddity of a file that it can read all the same


class Document(NamedTuple):
    """What there is of an article in a document: `title` as it is set (empty if nothing shows which line it is), what the document's properties say
    (`named`, its title; `author`; the day it was `made`), what stood at the edges of the pages, and what is odd."""
    text: str
    title: str
    named: str
    author: str
    made: datetime | None
    edges: list = []
    odd: str = ""


def content_of(file):
    """The bytes of a file, if it is not too large."""
    size = file.stat().st_size
    if size > LARGEST_FILE:
        raise Unreadable(f"larger than {LARGEST_FILE // 1_000_000} MB; {AS_TEXT}")
    with file.open("rb") as handle:
        return handle.read(size)                   # what is added while it is read is left alone


def properties(title, author, made):
    """What of a document's properties tells of the article: no author that is no name, no title that is a file's name."""
    title, author = (value if isinstance(value, str) else "" for value in (title, author))
    is_title = title and not re.search(r"(?i)\.(docx?|pdf|indd|odt|rtf)$|^(microsoft word|untitled|unbenannt|dokument\d*$|document\d*$)", title.strip())
    return {"named": title.strip() if is_title else "", "author": author if re.fullmatch(NAMES, author) and "Microsoft" not in author else "",
            "made": made if isinstance(made, datetime) else None}


# ---------------------------------------------------------------- Word
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "tbl", "txbxContent", "pPr", "rPr")} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
OLE = b"\xd0\xcf\x11\xe0"
TITLES = re.compile(r"(?i)(title|titel|heading ?1|überschrift ?1)\Z")


def docx(file):
    """The Document in a .docx. Raises Unreadable for one that cannot be read."""
    from docx import Document as Opened  # only for those who have such files
    content = content_of(file)
    check_parts(content)
    opened = Opened(io.BytesIO(content))
    told = properties(opened.core_properties.title, opened.core_properties.author, opened.core_properties.created)
    body = opened.element.body
    paragraphs, left = [], MOST_TEXT
    for paragraph in found_in(body, f"{W}p"):
        text = text_of(paragraph).strip()
        left -= len(text)
        if left < 0:
            raise Unreadable(f"longer than any article; divide it, or {AS_TEXT}")
        paragraphs += [(text, style_of(paragraph, opened))] if text else []
    title = next((i for i, (_, style) in enumerate(paragraphs[:3]) if TITLES.match(style)), None)
    text = "\n\n".join(text for i, (text, _) in enumerate(paragraphs) if i != title)
    odd = "tables are not read; write as sentences what is needed of them" if next(found_in(body, f"{W}tbl"), None) is not None else ""
    return Document(text, "" if title is None else " ".join(paragraphs[title][0].split()), **told, odd=odd)


def check_parts(content):
    """Refuse what is no .docx, what is encrypted, and what unpacks to far more than an article."""
    if content.startswith(OLE):
        raise Unreadable("encrypted, or of an older Word; open it and save it as .docx without a password")
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable(f"no .docx, or a broken one; {AS_TEXT}") from error
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or largest > LARGEST_PART:
        raise Unreadable(f"it unpacks to more than any article; {AS_TEXT}")


def found_in(element, tag):
    """The elements of a tag, in order, but for those inside one another and inside what is left out."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        elif element.tag not in LEFT_OUT:
            waiting += reversed(element)


def text_of(paragraph):
    parts, waiting = [], list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}t":
            parts.append(element.text or "")
        elif element.tag in MARKS:
            parts.append(MARKS[element.tag])
        elif element.tag not in LEFT_OUT:
            waiting += reversed(element)
    return "".join(parts)


def style_of(paragraph, opened):
    """The name of a paragraph's style, in whatever language Word was."""
    return opened.styles.get_by_id(paragraph.style, 1).name or "" if paragraph.style else ""


# ---------------------------------------------------------------- PDF
class Line(NamedTuple):
    """A line of a page: its text, where it begins (y upwards), the size of its letters."""
    text: str
    x: float
    y: float
    size: float


NUMBERED = re.compile(r"(?i)(?:(?:seite|page|s\.) ?)?[-–]? ?\d{1,4} ?[-–]?(?: ?(?:/|von|of) ?\d{1,4})?")
ADDRESS = re.compile(r"(?:https?|file)://\S+(?: \d+/\d+)?\Z")
PRINTED = re.compile(rf"{ADDRESS.pattern}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}, \d{{1,2}}:\d{{2}}\b.*")          # what a browser prints around a page
LIGATURES = {0xfb00: "ff", 0xfb01: "fi", 0xfb02: "fl", 0xfb03: "ffi", 0xfb04: "ffl", 0xfb05: "st", 0xfb06: "st"}
EDGE = 3                       # lines at the top and the foot of a page that may be on others too
LARGER = 1.15                  # a title's letters against those of the text
APART = 1.3                    # distance of lines of two paragraphs against that of lines
FULL = 0.75                    # of the usual length a line has, with the next word, that ends where it must
MOST_BEFORE_TITLE, MOST_TITLE_LINES, SHORT = 4, 5, 60


def pdf(file):
    """The Document in a PDF. Raises Unreadable for one that cannot be read, is encrypted, or has no text in it."""
    import pypdf  # only for those who have such files
    unpacked = {f"{way}_maximum_output_length": MOST_CONTENT for way in ("zlib", "lzw", "run_length", "array_based_stream")}
    with pypdf.apply_configuration(stream_parsing_work_maximum_count=MOST_STEPS, xform_maximum_invocations_per_extraction=500, **unpacked):
        try:
            pages, told = pages_and_properties(pypdf.PdfReader(io.BytesIO(content_of(file))))
        except pypdf.errors.LimitReachedError as error:
            raise Unreadable(f"more in it than in any article; {AS_TEXT}") from error
    if not any(letters(line.text) for lines in pages for line in lines):
        raise Unreadable(f"no text in it, only pictures of it; have its text recognised (OCR), or {AS_TEXT}")
    setting = setting_of(pages)
    kept = [line for lines in without_edges(pages, setting) for line in lines]
    title, text = title_and_text(kept, setting)
    edges = dict.fromkeys(line.text for lines in pages for line in lines if not PRINTED.fullmatch(line.text))
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    odd = f"pages without text in them, perhaps pictures of it, were not read: {', '.join(empty[:10])}" if empty else ""
    return Document(text, title, **told, edges=[line for line in edges if line not in {line.text for line in kept}], odd=odd)


def pages_and_properties(reader):
    if reader.is_encrypted and not opens(reader):
        raise Unreadable(f"encrypted; open it with its password and save it without, or {AS_TEXT}")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(f"it has {len(reader.pages):,} pages, and no article has more than {MOST_PAGES}; divide it")
    about = reader.metadata or {}
    return list(lines_of(reader.pages)), properties(about.get("/Title"), about.get("/Author"), getattr(about, "creation_date", None))


def opens(reader):
    """Whether a PDF that only forbids printing or changes opens without a password."""
    try:
        return bool(reader.decrypt(""))
    except Exception:          # a way of encrypting that needs another library
        return False


def letters(text):
    return sum(map(str.isalpha, text))


def lines_of(pages):
    """The Lines of each page. Raises Unreadable where there is more to do than any article asks for."""
    left = {"steps": MOST_STEPS, "content": MOST_CONTENT, "text": MOST_TEXT}
    end = time.monotonic() + MOST_SECONDS

    def spend(what, n):
        left[what] -= n
        if left[what] < 0 or time.monotonic() > end:
            raise Unreadable(f"more in its pages than in any article; {AS_TEXT}")

    for page in pages:
        content, pieces = page.get_contents(), []
        spend("content", len(content.get_data()) if content is not None else 0)
        page.extract_text(visitor_text=lambda *piece, pieces=pieces: pieces.append(piece),
                          visitor_operand_before=lambda _, operands, *place: spend("steps", weight(operands)))
        found = list(lines_in(pieces))
        spend("text", sum(len(line.text) for line in found))
        yield found


def weight(operands):
    return 1 + sum(weight(operand) if isinstance(operand, list) else len(operand) if isinstance(operand, (str, bytes)) else 0 for operand in operands)


def lines_in(pieces):
    """The Lines that the pieces of a page's text make: (text, what moves the page, what moves the text, font, its size)."""
    parts, place = [], None
    for text, page, moved, _, size in pieces:
        for i, part in enumerate(text.split("\n")):
            if i and parts:
                yield Line(" ".join("".join(parts).translate(LIGATURES).split()), *place)
                parts = []
            if part.strip() and not parts:
                place = moved[4] * page[0] + moved[5] * page[2] + page[4], moved[4] * page[1] + moved[5] * page[3] + page[5], abs(size * (moved[3] or 1) * (page[3] or 1))
            if parts or part.strip():
                parts.append(part)
    if parts:
        yield Line(" ".join("".join(parts).translate(LIGATURES).split()), *place)


class Setting(NamedTuple):
    """How a document is set: the size of most letters, the distance of its lines in such sizes, characters in three of four lines at most."""
    size: float
    leading: float
    length: int


def setting_of(pages):
    sizes = Counter()
    for line in (line for page in pages for line in page):
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0]
    usual = [[line for line in page if round(line.size, 1) == size] for page in pages]
    gaps = [(a.y - b.y) / size for page in usual for a, b in zip(page, page[1:]) if 0 < a.y - b.y < 3 * size]
    lengths = sorted(len(line.text) for page in usual for line in page)
    return Setting(size, median(gaps) if gaps else 1.2, lengths[len(lengths) * 3 // 4])


def without_edges(pages, setting):
    """The pages without what stands apart at their top or foot and is the same on half of them and two or more, whatever its figures; without the
    numbers of pages, and without what a browser prints around them."""
    blocks = [[edge(page, setting, top) for top in (True, False)] for page in pages]
    counts = Counter(key for both in blocks for key in {as_repeated(line) for block in both for line in block})
    often = max(2, len(pages) / 2)
    for page, both in zip(pages, blocks):
        is_printed = any(ADDRESS.match(line.text) for block in both for line in block)
        dropped = {line for block in both for line in block
                   if counts[as_repeated(line)] >= often or NUMBERED.fullmatch(line.text) or is_printed and PRINTED.fullmatch(line.text)}
        yield [line for line in page if line not in dropped]


def edge(page, setting, top):
    """The lines at the top (or the foot) of a page that stand apart from all others, three at most; none if it has no others."""
    lines = sorted(page, key=lambda line: line.y, reverse=top)
    for i, (a, b) in enumerate(zip(lines[:EDGE], lines[1:]), 1):
        if abs(a.y - b.y) > APART * setting.leading * a.size or abs(a.size - b.size) > 0.1 * a.size:
            return lines[:i]
    return []


def as_repeated(line):
    return re.sub(r"\d+", "#", line.text), round(line.y / 2)


def title_and_text(lines, setting):
    """(the lines near the top in the largest letters, empty if they are hardly larger than all others; the paragraphs of what follows). A kicker, a short
    line without figures above the title, is dropped."""
    largest = max((line.size for line in lines[:MOST_BEFORE_TITLE]), default=0)
    first = next((i for i, line in enumerate(lines) if line.size == largest), 0)
    last = next((i for i in range(first, len(lines)) if lines[i].size < 0.95 * largest), len(lines))
    if largest < LARGER * setting.size or last - first > MOST_TITLE_LINES or any(len(line.text) > SHORT for line in lines[:first]):
        return "", paragraphs(lines, setting)
    above = [line for line in lines[:first] if re.search(r"\d|^Von ", line.text)]
    text = "\n".join([*(line.text for line in above), paragraphs(lines[last:], setting)])
    return " ".join(paragraphs(lines[first:last], setting).split()), text


def paragraphs(lines, setting):
    """The lines as text: those that end where the next word had no room are joined, paragraphs stand apart."""
    known = Counter(re.findall(r"[\w-]+", " ".join(line.text for line in lines)))
    text = [line.text for line in lines[:1]]
    for a, b in zip(lines, lines[1:]):
        how = between(a, b, setting)
        if how == " ":
            text += hyphenated(text.pop(), b.text, known)
        else:
            text += [how, b.text]
    return "".join(text)


def between(a, b, setting):
    """What stands between two lines: a space where the first goes on in the second, a line end, or two at the end of a paragraph."""
    gap, ended = a.y - b.y, SENTENCE_END.search(a.text)
    if abs(a.size - b.size) > 0.1 * a.size:
        return "\n\n"
    if gap < 0 or gap > 4 * a.size:                # the next column or page
        return "\n\n" if ended else " "
    if gap > APART * setting.leading * a.size or ended and 0.5 * a.size < b.x - a.x < 4 * a.size:
        return "\n\n"
    first = b.text.split(None, 1)[0]
    return " " if len(a.text) + 1 + len(first) >= FULL * setting.length * setting.size / a.size else "\n"


GOES_ON = re.compile(r"(?:und|oder|sowie|bzw\.|bis|als|noch|statt|aber)\b")
KEPT_HYPHEN = re.compile(r"(?:\b[A-ZÄÖÜ\d]+|\d+\w*)-\Z")                  # `US-`, `18-`


def hyphenated(last, following, known):
    """The line and the next one behind it, as two: a word divided between them is put together, `Verkehrs-` and `SPD-` keep their hyphen.

    Of a word that goes on in small letters the hyphen goes, unless the document has it elsewhere with the hyphen, or before it stand capitals or figures.
    """
    if last.endswith(("\u00ad", "\u2010")):
        return last[:-1], following
    before, after = re.search(r"[\w-]*\Z", last).group(), re.match(r"[\w-]*", following).group()
    if not re.search(r"\w-\Z", before) or GOES_ON.match(following):
        return last + " ", following
    keeps = not after[:1].islower() or KEPT_HYPHEN.search(before) or known[before + after] > known[before[:-1] + after]
    return last if keeps else last[:-1], following
