"""What is done to an article before its text is read: nothing that a reader would call a change of its words.

`clean(text)` gives the characters their usual form, decodes what feeds leave coded, and joins the lines of a text wrapped at a fixed width.
`without_offers(text)` drops the lines that lead to other articles or sell a subscription, `head(text)` takes byline, agency, date and reading
time off the top. Text that needs nothing comes back as it was. `lexicons/article_lines.csv` says what such lines look like.
"""
import html
import re
import unicodedata
from functools import cache

import ftfy

from .. import lexicons

INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")                 # soft hyphen, zero-width space, word joiner, byte order mark
SPACE = re.compile("[\u00a0\u2007\u2009\u200a\u202f]")               # of a width of its own, or where no line may end
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
CODED_TWICE = 2
BLOCKS = "address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|section|table|td|th|tr|ul"
INLINE = "a|abbr|b|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strong|sub|sup|time|u"
HIDDEN = re.compile(r"(?is)<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->")
BLOCK, WITHIN = (re.compile(rf"(?i)</?(?:{names})(?:\s[^<>]*)?/?>") for names in (BLOCKS, INLINE))
NARROWEST, WIDEST, FEWEST_BREAKS, NEARLY_ALL = 25, 100, 3, 0.9         # of a wrapped text: characters of its longest line, breaks within paragraphs, share that fit
LONGEST_LINE = 160                                                    # characters of a line that is an offer or belongs to the head
MOST_HEAD_LINES, MOST_ABOVE = 4, 2                                    # lines of a head, and above it: subtitle, teaser
SENTENCE_END = re.compile(r"[.!?…][\"“”«»‹›’)]*\Z")
PARTS = re.compile(r"\s*(?:[|•·/]|\s[–—-]\s)\s*")


def clean(text):
    """(the text as it will be kept, what else there is to tell of it)."""
    text, told = in_one_encoding(text)
    text = SPACE.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", without_markup(text))))
    return unwrapped(text), told


def in_one_encoding(text):
    """The text with `Ã¼` read as `ü` where that is what it was (ftfy), and what was done."""
    if not ftfy.is_bad(text):
        return text, ""
    better = ftfy.fix_encoding(text)
    what = "still in it; write the text anew as UTF-8" if ftfy.is_bad(better) else "put right; look whether it is"
    return better, f"characters that were read in another encoding than they were written in (such as Ã¼), {what}"


def without_markup(text):
    """Tags of HTML taken off, those of blocks for the end of a paragraph; entities decoded."""
    if BLOCK.search(text) or WITHIN.search(text):
        text = WITHIN.sub("", BLOCK.sub("\n\n", HIDDEN.sub("", text)))
        text = re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n\n", text)
    for _ in range(CODED_TWICE):
        text = ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return text


# ---------------------------------------------------------------- lines
def unwrapped(text):
    """A text whose lines end where the next word would not have fitted, with each paragraph in one line."""
    lines = text.split("\n")
    breaks = [i for i in range(len(lines) - 1) if lines[i].strip() and lines[i + 1].strip()]
    width = max((len(lines[i].rstrip()) for i in breaks), default=0)
    full = [i for i in breaks if len(lines[i].rstrip()) + 1 + len(lines[i + 1].split(None, 1)[0]) > width]
    if not NARROWEST <= width <= WIDEST or len(full) < FEWEST_BREAKS or len(full) < NEARLY_ALL * len(breaks):
        return text
    joined, full = [lines[0]], set(full)
    for i, line in enumerate(lines[1:]):
        if i in full:
            joined[-1] = joined[-1].rstrip() + " " + line.lstrip()
        else:
            joined.append(line)
    return "\n".join(joined)


def without_offers(text):
    """The text without the lines that lead to other articles or offer a subscription; behind a line that only announces such lines,
    those go too that are no sentences."""
    kept, announced = [], False
    for line in text.split("\n"):
        words = line.strip()
        if is_offer(words) or announced and is_no_sentence(words):
            announced = announced or words.rstrip(":") in known("label", "link")
            continue
        announced = announced and not words
        kept.append(line)
    return text if len(kept) == text.count("\n") + 1 else re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def is_offer(line):
    """`Mehr zum Thema: ...`, `Lesen Sie auch ...`, `Jetzt Abo abschließen`: a short line that begins so."""
    if not 0 < len(line) <= LONGEST_LINE:
        return False
    if line.startswith(known("offer")) or line.rstrip(":") in known("label", "link"):
        return True
    return line.startswith(tuple(words + ":" for words in known("label", "link"))) or line.startswith(known("link")) and is_no_sentence(line)


def is_no_sentence(line):
    return 0 < len(line) <= LONGEST_LINE and not SENTENCE_END.search(line)


@cache
def known(*kinds):
    return tuple(sorted(words for kind in kinds for words in lexicons.words("article_lines", "words", kind=kind)))


# ---------------------------------------------------------------- the head of a text
def head(text, parse_date):
    """(what the lines at the top tell: `author`, `outlet`, `published`; the text without them). They are read only if something follows, and behind a
    subtitle or teaser only where the first of them has a byline or a time of day."""
    for n_above in range(MOST_ABOVE + 1):
        above, below = divided(text, n_above)
        told, rest = told_at_top(below, parse_date, is_sure if above else lambda found: True)
        if told is not None:
            return told, above + rest
    return {}, text


def divided(text, n_lines):
    """The first lines that are not blank, and what comes behind them."""
    end = 0
    for _ in range(n_lines):
        found = re.compile(r"\s*[^\n]*(?:\n\s*|\Z)").match(text, end)
        end = found.end()
    return text[:end], text[end:]


def is_sure(found):
    """Whether a line is of a head wherever it stands: a date alone may be a heading."""
    moment = found.get("published")
    return "author" in found or moment is not None and moment != moment.normalize()


def told_at_top(text, parse_date, is_first):
    """(what the lines at the top tell, None if the first tells nothing; the text behind them)."""
    told = None
    for _ in range(MOST_HEAD_LINES):
        line, _, rest = text.lstrip().partition("\n")
        found = told_by(line.strip(), parse_date)
        if found is None or not rest.strip() or told is None and not is_first(found):
            break
        told = told or {}
        if told.get("author") and found.get("author"):
            found["author"] = told.pop("author") + ", " + found["author"]         # a byline, then an agency
        told, text = {**found, **told}, rest.lstrip("\r\n")
    return told, text


def told_by(line, parse_date):
    """What a line of a head tells, `{}` for one that tells a reading time alone; None if it is no such line."""
    if not line or len(line) > LONGEST_LINE:
        return None
    whole = part_told(line, parse_date)
    if whole is None:
        whole = who_and_day(line, parse_date)
    if whole is not None:
        return whole
    found = [part_told(part, parse_date) for part in PARTS.split(line) if part]
    return {name: value for part in found for name, value in part.items()} if found and None not in found else None


def who_and_day(line, parse_date):
    """What `Anna Berg, 18.10.2024` tells, or `Der Bote, 18. Oktober 2024`; of `Köln, 18.10.2024` the day alone. None if the line is no such."""
    found = WHO_AND_DAY.fullmatch(line)
    day = parse_date(found["day"]) if found else None
    if day is None:
        return None
    first = lexicons.table("person_names", "name").get(found["who"].split()[0])
    if re.fullmatch(NAMES, found["who"]) and first and first["first"] > "0":
        return {"author": found["who"], "published": day}
    return {"outlet": found["who"], "published": day} if found["who"].startswith(("Der ", "Die ", "Das ")) else {"published": day}


def part_told(part, parse_date):
    byline, agencies = BYLINE.fullmatch(part), AGENCIES.fullmatch(part)
    if byline:
        return {"author": byline["who"]}
    if agencies:
        return {"author": agencies["who"]}
    if READING_TIME.fullmatch(part):
        return {}
    moment = parse_date(part)
    return {"published": moment} if moment is not None else None


def foot(text, parse_date):
    """(what the text is signed with, `(Anna Weber, 5.3.2016)` behind its last word: `author`, `published`; the text before it)."""
    found = SIGNED.search(text, max(0, len(text) - LONGEST_LINE))
    before = text[:found.start()].rstrip() if found else ""
    if not before:
        return {}, text
    day = parse_date(found["day"].replace(" ", ""))
    return {"author": found["who"], **({"published": day} if day is not None else {})}, before


NAME = r"(?:[A-ZÄÖÜ][\w'’.-]+|[A-ZÄÖÜ]\.|von|van|de|der|den|zu|zur|di|al|el)"
NAMES = rf"{NAME}(?: {NAME}){{1,4}}(?:(?:, | und | & ){NAME}(?: {NAME}){{1,4}}){{0,4}}"
AGENCY = "|".join(sorted(lexicons.words("article_lines", "words", kind="agency"), key=len, reverse=True))
BYLINE = re.compile(rf"(?:[Vv]on|VON|Ein Artikel von|Text:|Autorin?:|Redaktion:) (?:unser\w* [A-ZÄÖÜ][\w-]+ )?(?P<who>{NAMES}(?:, (?:{AGENCY}|[A-ZÄÖÜ]\w+))?)")
AGENCIES = re.compile(rf"(?:Quelle: )?(?P<who>(?:{AGENCY})(?:(?:/|, | und )(?:{AGENCY}|[a-zäöü]{{2,4}}))*)", re.IGNORECASE)
WHO_AND_DAY = re.compile(r"(?:[Vv]on )?(?P<who>[^\W\d][^\d,|:]{1,40}), (?P<day>\D{0,12}\d.*)")
READING_TIME = re.compile(r"(?:Lesedauer|Lesezeit|Dauer):? ?(?:ca\. ?|etwa )?\d{1,3} ?(?:Min\.?|Minuten?)|\d{1,3} ?(?:Min\.?|Minuten?) (?:Lesedauer|Lesezeit)")
LETTERS = r"[^\W\d_][\w'’.-]*"
SIGNING = rf"(?:{AGENCY}|[a-zäöü]{{2,6}}\.?|(?![a-zäöü]){LETTERS}(?: (?:(?![a-zäöü]){LETTERS}|von|van|de|der|aus)){{1,5}})"       # `red`; two words of a name at least
SIGNED = re.compile(rf"\((?P<who>(?:{AGENCY})(?= \d)|{SIGNING}(?: ?[,;/&] ?{LETTERS}(?: {LETTERS}){{0,3}}){{0,5}}(?= ?[,;–-]))[,;]?(?: ?[–-])? ?"
                    r"(?P<day>\d{1,2}\. ?\d{1,2}\. ?\d{2,4})\)\s*\Z")
