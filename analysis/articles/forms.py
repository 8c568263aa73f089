"""What form an article has, where its own text says so: interview, ticker, commentary; "" where it does not (mostly a report)."""
import re

ENTRY = re.compile(r"^(?:\+\+\+ ?)?(?:[01]?\d|2[0-4])[.:][0-5]\d(?: Uhr)?\b", re.M)
OPINION = re.compile(r"(?:Gast|Leser)?(?:[Kk]ommentar|[Bb]eitrag)\b|Leitartikel\b|Kolumne\b|Glosse\b|Meinung\b|Essay\b")
FEWEST = 3                                 # entries of a ticker


def tell(title, text, has_turns):
    """The form. An interview has turns of somebody who is asked, a ticker three paragraphs or more that begin with a clock time, a commentary is called one at
    the beginning of its title or first line (`Kommentar: ...`, `Gastbeitrag von ...`)."""
    if has_turns:
        return "interview"
    if len(ENTRY.findall(text)) >= FEWEST:
        return "ticker"
    return "commentary" if OPINION.match(title) or OPINION.match(text) and len(text.split("\n", 1)[0]) < 100 else ""
