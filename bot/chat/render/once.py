"""The story that a reader asked to be told of once. Pure."""

from bot.chat import texts
from bot.chat.markup import cut, fill, join, press, rows
from bot.chat.names import topic_name
from bot.chat.render.brief import preview_of
from bot.chat.render.frame import NAME, privately
from bot.chat.render.links import read_button
from bot.chat.render.stories import story_html
from bot.chat.render.told import telling, told_in
from bot.chat.voice import to_reader
from bot.news.model import Quote, Ranked, Story, Topic
from bot.store.model import Message, Reader


@to_reader
def render_once(reader: Reader, topic: Topic, story: Story) -> tuple[Message, tuple[Quote, ...]]:
    """The message, and the sentences of the story that it holds."""
    length = reader.preferences.length
    head = fill(texts.ONCE, topic=cut(topic_name(topic.label), NAME))
    text = join([head, story_html(story, length, zone=reader.schedule.zone, alone=True)])
    told = told_in(text, [Ranked(story, 1.0)])
    query = topic.query or topic.slug
    private = reader.place.kind == "private"
    subscribe = press(texts.DAILY_DIGEST, "sub", query) if topic.slug not in _slugs(reader) else None
    again = press(texts.TELL_AGAIN, "onc", query)
    own = (press(texts.FOLLOW_STORY, "fol", story.id), subscribe, again) if private else (privately([topic]),)
    buttons = (*rows(read_button(story)), *rows(*own))
    message = Message(text, buttons, silent=reader.place.kind == "group", preview_url=preview_of(story))
    return telling(message, told), told[0].quotes


def _slugs(reader: Reader) -> set[str]:
    return {topic.slug for topic in reader.topics}
