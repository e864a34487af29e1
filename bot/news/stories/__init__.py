"""Stories: which articles tell of one event, and what they say together."""

from bot.news.stories.accounts import Difference
from bot.news.stories.agreement import agreement
from bot.news.stories.days import When
from bot.news.stories.details import Details, details, fair_details
from bot.news.stories.grouping import Bond, bonds
from bot.news.stories.index import StoryIndex, story_id
from bot.news.stories.rules import Rules
from bot.news.stories.telling import tell
from bot.news.stories.timeline import Event

__all__ = [
    "Bond",
    "Details",
    "Difference",
    "Event",
    "Rules",
    "StoryIndex",
    "When",
    "agreement",
    "bonds",
    "details",
    "fair_details",
    "story_id",
    "tell",
]
