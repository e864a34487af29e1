"""Stories: which articles tell of one event, and what they say together."""

from bot.news.stories.index import Rules, StoryIndex, story_id
from bot.news.stories.telling import tell

__all__ = ["Rules", "StoryIndex", "story_id", "tell"]
