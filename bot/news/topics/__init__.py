"""Topics: typed words in, a topic out; an article in, the topics it speaks of out. No input or output."""

from bot.news.topics.catalogue import RULES_VERSION, Topics
from bot.news.topics.phrases import fts_query
from bot.news.topics.subject import Weight

__all__ = ["RULES_VERSION", "Topics", "Weight", "fts_query"]
