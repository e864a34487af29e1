"""A sentence ranker for news: a linear model over what can be seen in a sentence and its place."""

from summaries.newsrank.features import features
from summaries.newsrank.ranker import NewsSummarizer, circumstances, weigh, weights_for

__all__ = ["NewsSummarizer", "circumstances", "features", "weigh", "weights_for"]
