"""Stories: which articles tell of one event, and what they say together."""

from bot.news.stories.details import Details, details
from bot.news.stories.index import Rules, StoryIndex, story_id
from bot.news.stories.telling import tell

__all__ = ["Details", "Rules", "StoryIndex", "details", "story_id", "tell"]
