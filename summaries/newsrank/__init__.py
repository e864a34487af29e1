"""A sentence ranker for news: a linear model over what can be seen in a sentence and its place.

`summaries.newsrank.summarizer` has it as one of sumy's summarisers.
"""

from summaries.newsrank.features import features
from summaries.newsrank.ranker import circumstances, weigh, weights_for

__all__ = ["circumstances", "features", "weigh", "weights_for"]
