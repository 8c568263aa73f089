"""Who stands behind each number, and how exact it is, in a few words each."""
import numpy as np
import pandas as pd

EXACTNESS = {"exact": "exact", "approximate": "approximate", "range": "range", "at_least": "bound", "at_most": "bound",
             "more_than": "bound", "less_than": "bound", "vague": "vague"}


# ---------------------------------------------------------------- figures
def attributed(numbers, statements, sources):
    """The numbers with `attribution` (author, named source, unnamed source), `exactness` (exact, approximate, range,
    bound, vague) and `source` filled with "the author" where nobody else stands behind them."""
    by = statements[["article_id", "statement_id", "source_id"]].merge(
        sources[["article_id", "source_id", "is_named"]], on=["article_id", "source_id"], how="inner")
    found = numbers.merge(by[["article_id", "statement_id", "is_named"]], on=["article_id", "statement_id"], how="left")
    quoted = found.statement_id.notna()
    named = found.is_named.eq(True)
    found["attribution"] = np.select([quoted & named, quoted], ["named source", "unnamed source"], "author")
    found["exactness"] = found.bound.map(EXACTNESS)
    found["source"] = found.source.fillna(pd.Series(np.where(quoted, "unnamed", "the author"), index=found.index))
    return found.drop(columns="is_named")
