"""Which figures of several articles are about the same thing, and who departs from whom."""
from .comparison import departures, disagreements
from .extraction import claims

__all__ = ["claims", "departures", "disagreements"]
