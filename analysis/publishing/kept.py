"""What earlier runs left of each article: its rows in the parts, under its fingerprint."""
from functools import cached_property

import pandas as pd

from .. import tables
from .fingerprints import package

MOST_ASIDE = 2000              # articles in memory whose batch was written anew before another batch asked for them


class Kept:
    """The rows of articles in the parts of a dataset, also of those that another batch has now, since one was added before them."""

    def __init__(self, dataset):
        self.dataset, self.aside = dataset, {}

    @cached_property
    def places(self):
        """Fingerprint of an article -> the number of the batch that had it when the run began."""
        return {fingerprint: number for number, mark in self.dataset.marks() if mark.get("package") == package()
                for fingerprint in mark["fingerprints"].values()}

    def take(self, batch):
        """The rows (table name -> DataFrame) of each article of the batch that is kept, by fingerprint. Rows that the batch of that number
        had and has no longer are put aside: its parts are about to be written anew."""
        wanted = set(batch.fingerprints)
        found = {fingerprint: self.aside.pop(fingerprint) for fingerprint in wanted & set(self.aside)}
        elsewhere = {self.places[fingerprint] for fingerprint in wanted - set(found) if fingerprint in self.places}
        for number in sorted({batch.number, *elsewhere} if self.places else ()):
            for fingerprint, rows in self.articles(number, wanted - set(found), others=number == batch.number):
                if fingerprint in wanted:
                    found[fingerprint] = rows
                elif len(self.aside) < MOST_ASIDE:
                    self.aside[fingerprint] = rows
        return found

    def articles(self, number, wanted, others):
        """(fingerprint, rows) of the wanted articles of a batch, and of the others too if asked; none of what was refused or has a row marked wrong that it has not."""
        mark = self.dataset.finished(number)
        if mark.get("package") != package():           # written by other rules, perhaps with other columns
            return
        again = {place for _, place, _ in (*mark.get("refused", ()), *mark.get("unheld", ()))}
        asked = {article_id: fingerprint for article_id, fingerprint in mark.get("fingerprints", {}).items()
                 if article_id not in again and (others or fingerprint in wanted)}
        found = {name: dict(list(self.dataset.part(name, number).groupby("article_id"))) for name in tables.COLUMNS} if asked else {}
        for article_id, fingerprint in asked.items():
            yield fingerprint, {name: found[name].get(article_id) for name in tables.COLUMNS}


def together(pieces):
    """The tables of all pieces (each table name -> DataFrame, or None for no rows), in order."""
    whole = {}
    for name in tables.COLUMNS:
        rows = [piece[name] for piece in pieces if piece[name] is not None and len(piece[name])]
        whole[name] = tables.ordered(name, pd.concat(rows)) if rows else tables.build(name, [])
    return whole
