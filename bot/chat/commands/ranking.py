"""What ranks a story: the grounds that decided, and the place that they gave it."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat import texts
from bot.chat.ask import Ask
from bot.chat.markup import Html, bold, cut, fill, join, listed
from bot.chat.names import topic_name
from bot.news.briefing import independent_outlets
from bot.news.model import Story, Topic
from bot.news.relevance import closeness

LATELY = timedelta(hours=48)
"""A digest chooses from so much, so the place is one among this."""


async def ranking(ask: Ask, story: Story, topics: Sequence[Topic]) -> Html:
    """The grounds of a story's rank on the first of `topics`, and its place there, if it has one."""
    if not topics:
        return Html()
    topic = topics[0]
    name = bold(cut(topic_name(topic.label)))
    near = closeness(topic, story)
    grounds = [
        fill(texts.WHY_OWN_WORDS, count=independent_outlets(story)),
        _age(ask.now - story.updated),
        fill(texts.WHY_CLOSE[near], topic=name) if near else Html(),
    ]
    ranks = fill(texts.WHY_RANK, grounds=listed(filter(None, grounds)))
    brief = await ask.desk.newsroom.brief(topic, ask.now - LATELY, 0, await ask.reader())
    ids = [ranked.story.id for ranked in brief.stories]
    if story.id not in ids:
        return ranks
    place = fill(texts.WHY_PLACE, place=ids.index(story.id) + 1, count=len(ids), topic=name)
    return join([ranks, place], "\n")


def _age(age: timedelta) -> Html:
    minutes = max(0, int(age.total_seconds() // 60))
    for unit, size in (("days", 1440), ("hours", 60)):
        if minutes >= size:
            return fill(texts.WHY_AGE[unit], count=minutes // size)
    return fill(texts.WHY_AGE["minutes"], count=minutes)
