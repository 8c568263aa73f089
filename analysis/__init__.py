"""Quellenlage: which figures a German news article gives, who stands behind them, and in what tone it is told."""
from importlib import import_module

from .articles.files import load_articles
from .pipeline import AnalysisError, Result, analyse
from .tone.sentiment import explain, target_sentiment

__all__ = ["AnalysisError", "Result", "analyse", "explain", "load_articles", "target_sentiment"]
ROOMS = {"measures": "report", "wording": "tone"}           # modules that can be had from the package itself


def __getattr__(name):
    if name not in ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f".{ROOMS[name]}.{name}", __name__)
