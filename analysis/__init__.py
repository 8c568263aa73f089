"""Quellenlage: which figures a German news article gives, who stands behind them, and in what tone it is told."""
from importlib import import_module

FROM = {                       # name -> the module that has it, imported when the name is first used
    "AnalysisError": "pipeline", "Result": "tables", "analyse": "pipeline", "context": "report.keywords", "explain": "tone.sentiment",
    "explore": "report.explorer.front", "genders": "report.newsroom", "load_articles": "articles.files", "load_tables": "publishing.loading",
    "measures": "report.measures", "quotations": "report.newsroom", "quoted_people": "report.newsroom", "target_sentiment": "tone.targets",
    "voices": "report.newsroom", "wording": "tone.wording",
}
__all__ = sorted(FROM)          # noqa: PLE0605 - as if written out


def __getattr__(name):
    if name not in FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f".{FROM[name]}", __name__)
    globals()[name] = found = module if FROM[name].endswith(f".{name}") else getattr(module, name)
    return found


def __dir__():
    return sorted({*globals(), *FROM})
