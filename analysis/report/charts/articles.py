"""Charts of notebook 01: the articles."""
from .. import style
from ..words import _
from .common import COLOURS, Nothing, Signed
from .tone import name_headings

HARD = 25                      # words of a sentence; German agencies' style guides ask to stay below


def sentence_lengths(sentences, *, ax=None):
    """The sentences of one article in order, a bar each of its length in words (`n_words`); headings stand between them."""
    if sentences.is_heading.all():
        raise Nothing(_("no sentences in these articles"))
    ax = style.axes(ax, 3.9)
    rows = sentences.reset_index(drop=True)
    body = rows[~rows.is_heading]
    ax.bar(body.index, body.n_words, width=0.8, linewidth=0, color=[COLOURS["unnamed source" if n > HARD else "named source"] for n in body.n_words])
    ax.axhline(HARD, color=COLOURS["quiet"], linewidth=0.8)
    ax.annotate(_("{n} words").format(n=HARD), (1, HARD), (3, 0), xycoords=("axes fraction", "data"), textcoords="offset points", va="center",
                fontsize=9.5, color=COLOURS["quiet"])
    ax.grid(axis="x", visible=False)
    ax.grid(axis="y")
    ax.set(ylabel=_("Words"), xlim=(-0.8, len(rows) - 0.2), ylim=(0, max(HARD + 3, rows.n_words.max() * 1.05)))
    ax.yaxis.set_major_formatter(Signed())
    name_headings(ax, rows)
    return ax
