"""Charts, named for what they show. Each takes a table and draws on an Axes; none computes, none saves (`export.save`)."""
from .articles import sentence_lengths
from .claims import claim_over_time, claims_over_time, departures, support
from .common import Nothing, mean_tone
from .figures import dates_named, exactness, headline_losses, ledger, ledger_of_unit
from .people import mentions, mentions_over_time, together
from .sources import forms, kinds, share_of_voice, strip_of_voices
from .tone import arc, markers, towards

__all__ = ["Nothing", "arc", "claim_over_time", "claims_over_time", "dates_named", "departures", "exactness", "forms", "headline_losses", "kinds", "ledger",
           "ledger_of_unit", "markers", "mean_tone", "mentions", "mentions_over_time", "sentence_lengths", "share_of_voice", "strip_of_voices", "support",
           "together", "towards"]
