"""Words, numbers and dates of charts and findings in the reader's language (`project.language`).

The English stands in the code; `locales/<language>/LC_MESSAGES/quellenlage.po` has every text, and every value of a table that charts show, in
another. Numbers are formatted once, as Python does it, so that all languages round alike; then they get the signs of the language.
"""
import gettext
import io
import re
from functools import cache
from pathlib import Path

from babel.dates import get_month_names
from babel.messages import mofile, pofile
from babel.numbers import get_decimal_symbol, get_group_symbol

from .. import project

LOCALES = Path(__file__).parents[1] / "locales"


@cache
def catalogue(language):
    """The texts in a language; those of English are as they are."""
    if language == "en":
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with open(LOCALES / language / "LC_MESSAGES" / "quellenlage.po", "rb") as file:
        mofile.write_mo(compiled, pofile.read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(text):
    """A text, or a value of a table, in the reader's language; as it is if the catalogue has none, as names of people."""
    return catalogue(project.language()).gettext(text) if text else text


def plural(n, one, many, /, **more):
    """The text for one or for many, with `{n}` the number and what else is to stand in it."""
    return catalogue(project.language()).ngettext(one, many, int(n)).format(n=number(n), **more)


def number(value, form=","):
    """A number in a format of Python's: 12,000.5, in German 12.000,5."""
    return signed(format(value, form))


def signed(text):
    """An English number with the language's signs for thousands and decimals."""
    return text.translate(signs(project.language()))


@cache
def signs(language):
    return str.maketrans({",": get_group_symbol(language), ".": get_decimal_symbol(language)})


def day(time, form):
    """A time in a format of strftime's, with the language's months."""
    return dated(time.strftime(form))


def dated(text):
    """A date as strftime writes it (18 Oct 2024) with the language's months, and no nought before an ordinal: 1. Sept. 2024."""
    language = project.language()
    if language == "en":
        return text
    own, english = (get_month_names("abbreviated", locale=name) for name in (language, "en"))
    months = {english[n]: own[n] for n in english}
    return re.sub("|".join(months), lambda found: months[found.group()], re.sub(r"\b0(?=\d\.)", "", text))
