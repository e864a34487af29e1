"""A sentence ranker for news: a linear model over what can be seen in a sentence and its place."""

from summaries.newsrank.features import FEATURES, features
from summaries.newsrank.ranker import NewsSummarizer, weigh

__all__ = ["FEATURES", "NewsSummarizer", "features", "weigh"]
