"""Which figures of several articles are about the same thing, and who departs from whom."""
from .extraction import claims, departures, disagreements

__all__ = ["claims", "departures", "disagreements"]
