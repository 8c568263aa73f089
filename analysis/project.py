"""Where things stand: the project's folder, the articles to read, the folder to write to, the invented sample.

SEEDS (default `seeds`) is the folder or file the notebooks read, OUT (default: the project) is where `data/` and `figures/`
stand. Both may be set in the environment; a relative path counts from the project's folder. LOOK_AT and SOURCE choose an article
and a source for the notebooks that can be about one, LANGUAGE the language of charts and findings.

The articles of `data/sample` are invented. Whatever is shown of them says so: chart titles and source lines, findings, and
the column `is_invented` of the tables.
"""
import hashlib
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "sample"
INVENTED = "Invented sample"   # how everything made of it begins
LANGUAGES = ("en", "de")


def seeds():
    """The folder or file to read."""
    return ROOT / os.environ.get("SEEDS", "seeds")


def out():
    """The folder that holds `data/` and `figures/`."""
    return ROOT / os.environ.get("OUT", ".")


def figures():
    """The folder of charts, gallery and report; those in another language than English have one of their own in it."""
    return out() / "figures" / ("" if language() == "en" else language())


def language():
    """The language of charts and findings: of those that LANGUAGE lists (`de`, `de_DE:en`, as desktops set it) the first there is, else English."""
    asked = [re.split("[_.@]", name)[0].lower() for name in os.environ.get("LANGUAGE", "").split(":")]
    return next((name for name in asked if name in LANGUAGES), "en")


def look_at():
    """The article the notebooks look at (LOOK_AT), an article_id, or None for all. Notebook 06 compares all articles, whatever is named."""
    return os.environ.get("LOOK_AT") or None


def source():
    """The name of the source of which alone the notebooks tell (SOURCE), or None for everything."""
    return os.environ.get("SOURCE") or None


def published():
    """Whether a report is made of what is drawn (NARROW, which `publishing` sets): then charts are drawn in their form for a phone, too."""
    return "NARROW" in os.environ


def kept(path):
    """The folder in which the tables of the articles of a path are kept between runs."""
    whole = Path(path).resolve()
    return out() / ".tables" / f"{whole.stem}-{hashlib.sha256(str(whole).encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def invented(articles):
    """Whether these are articles of the invented sample."""
    return len(articles) > 0 and set(articles.article_id) <= {file.stem for file in SAMPLE.glob("*.txt")}


def flagged(table, articles):
    """The table with `is_invented`, so that no row of the sample is taken for news once it has left the notebook."""
    return table.assign(is_invented=invented(articles))
