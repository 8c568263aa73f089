"""The explorer's controls: widgets that choose, and beside them what was chosen. Where no widget runs its first view stands instead, plain HTML."""
from contextlib import contextmanager

import ipywidgets

from ... import escaping, selection
from .. import measures
from . import choice, page

EVERYBODY, ANYBODY = ("everybody", ""), ("anybody", "")      # None as a value would be shown as nothing chosen
HEDGED = {"hedged or not": None, "hedged": True, "not hedged": False}
WIDE = {"width": "auto", "min_width": "0"}
COLUMN = {"flex": "1 1 24em", "min_width": "0"}


def explore(result):
    """The articles of a Result (`analysis.load_tables`, `analysis.analyse`) to choose from, in a notebook: an article by title, date or outlet, in
    it a source, a kind of voice, hedged or not, words; what is found in the text, in a strip of voices, a ledger and tables whose rows link to their
    places. Raises ValueError if there is no article.
    """
    if result.articles.empty:
        raise ValueError("explore: there are no articles in this result; load some, analysis.load_tables('my/folder')")
    return Explorer(result)


class Explorer:
    """What `explore` shows. The widgets can be set in code too: `explorer.voice.value = "author"`."""

    def __init__(self, result):
        self.result = choice.attributed(result)
        self.search = ipywidgets.Text(placeholder="title, date, outlet", description="Article", layout=WIDE)
        self.article = ipywidgets.Select(options=listed(result.articles), value=selection.first_article(result), rows=6, layout=WIDE)
        self.source = ipywidgets.Dropdown(options=[EVERYBODY], description="Source", layout=WIDE)
        self.voice = ipywidgets.Dropdown(options=[ANYBODY, *((name, name) for name in choice.VOICES)], description="Voice", layout=WIDE)
        self.hedged = ipywidgets.Dropdown(options=[*HEDGED], description="Hedged", layout=WIDE)
        self.words = ipywidgets.Text(placeholder="words to look for", description="Words", layout=WIDE)
        self.text, self.charts = ipywidgets.HTML(layout=WIDE), ipywidgets.HTML(layout=WIDE)
        self.tables = ipywidgets.Tab([ipywidgets.HTML(layout=WIDE) for _ in page.COLUMNS]).add_class("explorer-tables")
        self.box = self.laid_out()
        self.search.observe(self.list_articles, "value")
        self.article.observe(self.turn, "value")
        for control in (self.source, self.voice, self.hedged, self.words):
            control.observe(self.show, "value")
        self.shown = None
        self.turn()
        self.first = page.whole(self.pieces)

    def laid_out(self):
        choosing = ([self.search, self.article], [self.source, self.voice, self.hedged, self.words])
        shown = ([self.text], [self.charts, self.tables])
        halves = [ipywidgets.HBox([ipywidgets.VBox(half, layout=COLUMN) for half in both], layout={"flex_flow": "row wrap"}) for both in (choosing, shown)]
        return ipywidgets.VBox([ipywidgets.HTML(page.STYLE), *halves])

    def list_articles(self, _=None):
        """Offer the articles that have the words looked for; what is shown stays if it is among them, or if there are none."""
        found = choice.articles_with(self.result.articles, self.search.value)
        with unheard(self.article, self.turn):
            self.article.options = listed(found)
            if len(found):
                self.article.value = self.shown if self.shown in set(found.article_id) else found.article_id.iloc[0]
        self.turn()

    def turn(self, _=None):
        """Turn to the article chosen."""
        if self.article.value in (None, self.shown):
            return
        self.shown = self.article.value
        self.one = selection.chosen(self.result, self.shown)
        self.rows, self.voices = choice.rows_of(self.one), measures.voices(self.one)
        with unheard(self.source, self.show):
            self.source.options = [EVERYBODY, *((escaping.short(name, 60), name) for name in choice.speakers(self.rows))]
        self.show()

    def show(self, _=None):
        """Show what is chosen of the article."""
        who = {"source": self.source.value or None, "voice": self.voice.value or None}
        found = choice.chosen(self.rows, **who, is_hedged=HEDGED[self.hedged.value], text=self.words.value)
        self.pieces = page.pieces(self.one, found, choice.heard(self.voices, **who), self.words.value.split())
        for widget, (_, piece) in zip(self.tables.children, self.pieces["tables"].values()):
            widget.value = piece
        self.tables.titles = [f"{name} ({n:,})" for name, (n, _) in self.pieces["tables"].items()]
        self.charts.value, self.text.value = self.pieces["charts"], self.pieces["text"]

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {**self.box._repr_mimebundle_(), "text/plain": f"Explorer of articles: {len(self.result.articles):,}", "text/html": self.first}


@contextmanager
def unheard(widget, listener):
    """Change a widget's options without its listener being told of each value in between."""
    widget.unobserve(listener, "value")
    yield
    widget.observe(listener, "value")


def listed(articles):
    """The articles as options: day, outlet and title, or the id of one without a title."""
    days = articles.published.dt.strftime("%Y-%m-%d").fillna("")
    titles = articles.title.fillna("").where(articles.title.fillna("").ne(""), articles.article_id)
    return [(" · ".join(filter(None, [day, outlet, escaping.short(title, 90)])), article_id)
            for day, outlet, title, article_id in zip(days, articles.outlet.fillna(""), titles, articles.article_id)]
