"""Text in, summary out: the sentences of a news text that tell it best, in its own words.

No network, no clock, no database. `from summaries import summarise`.
"""

from summaries.condense import explain, summarise
from summaries.model import METHODS, Explanation, Sentence, Summary

__all__ = ["METHODS", "Explanation", "Sentence", "Summary", "explain", "summarise"]
