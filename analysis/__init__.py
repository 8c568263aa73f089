"""Quellenlage: which figures a German news article gives, who stands behind them, and in what tone it is told."""
from .articles import load_articles
from .pipeline import Result, analyse
from .sentiment import explain, target_sentiment

__all__ = ["Result", "analyse", "explain", "load_articles", "target_sentiment"]
