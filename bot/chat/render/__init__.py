"""From briefings, digests and stories to messages. Pure: no network, no database, no clock."""

from bot.chat.markup import visible_text
from bot.chat.render.brief import render_brief, render_briefs, render_story
from bot.chat.render.digest import Rendered, compose_digest_messages, render_digest

__all__ = [
    "Rendered",
    "compose_digest_messages",
    "render_brief",
    "render_briefs",
    "render_digest",
    "render_story",
    "visible_text",
]
