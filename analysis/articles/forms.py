"""What form an article has, where its own text says so: interview, ticker, commentary; "" where it does not (mostly a report)."""
import re

from .. import lexicons

ENTRY = re.compile(r"^(?:\+\+\+ ?)?(?:[01]?\d|2[0-4])[.:][0-5]\d\b(?!\.|,\d| (?:Euro|Franken|Dollar)\b)", re.M)      # `8.30 Uhr`; not `18.10.`
FEWEST = 3                                 # entries of a ticker
LONGEST_KICKER = 100                       # characters


def tell(title, text, has_turns):
    """The form. An interview has turns of somebody who is asked, a ticker three paragraphs or more that begin with a clock time, a commentary is called one at
    the beginning of its title or first line (`Kommentar: ...`, `Gastbeitrag von ...`)."""
    if has_turns:
        return "interview"
    if len(ENTRY.findall(text)) >= FEWEST:
        return "ticker"
    kicker = text[:LONGEST_KICKER].split("\n")[0]
    return "commentary" if is_opinion(title) or len(kicker) < LONGEST_KICKER and is_opinion(kicker) else ""


def is_opinion(line):
    first = re.match(r"\w+", line)
    return first is not None and first.group() in lexicons.words("form_words", role="commentary")
