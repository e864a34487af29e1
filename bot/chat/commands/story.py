"""One story: its timeline, and muting it. What alerts on its topic do stands with it."""

from bot.chat import texts
from bot.chat.ask import Answer, Ask
from bot.chat.commands.keeping import press_drop, press_keep
from bot.chat.markup import Rows, cut, fill, visible_text
from bot.chat.names import topic_name
from bot.chat.render.details import render_timeline
from bot.chat.render.frame import NAME
from bot.news.novelty import Told
from bot.store.model import Button


async def press_timeline(ask: Ask) -> Answer:
    """All dated sentences of a story, in their order; they count as shown."""
    reader = await ask.reader()
    story = await ask.desk.newsroom.story(ask.argument, reader)
    if story is None:
        return Answer(toast=texts.NO_STORY)
    events = (await ask.desk.newsroom.details(story, reader)).events
    if not events:
        return Answer(toast=texts.TIMELINE_NONE)
    message, quotes = render_timeline(story, events)
    return Answer((message,), told=(Told(story.id, quotes),))


async def press_mute(ask: Ask) -> Answer:
    """The story never comes again: in no digest, brief, update or alert."""
    return await press_keep(ask, "muted", "mst", "ums", texts.MUTED_STORY_BUTTON, texts.MUTED_STORY)


async def press_unmute(ask: Ask) -> Answer:
    return await press_drop(ask, "muted", "ums", "mst", texts.MUTE_STORY, texts.UNMUTED_STORY)


async def press_silence(ask: Ask) -> Answer:
    """A topic brings no more alerts; pressed again, it does."""
    silent = (await ask.reader()).preferences.silent_topics
    loud = ask.argument in silent
    left = tuple(slug for slug in silent if slug != ask.argument)
    await ask.desk.readers.prefer(ask.place, silent_topics=left if loud else (*silent, ask.argument))
    name = cut(topic_name(ask.topic(ask.argument).label), NAME)
    label = fill(texts.NO_ALERTS_FOR if loud else texts.ALERTS_AGAIN_FOR, topic=name)
    told = fill(texts.TOPIC_LOUD if loud else texts.TOPIC_SILENT, topic=name)
    return Answer(toast=visible_text(told), keyboard=_relabelled(ask, visible_text(label)))


def _relabelled(ask: Ask, label: str) -> Rows:
    """The buttons with the one pressed called otherwise."""
    pressed = f"nal:{ask.argument}"
    return tuple(
        tuple(Button(label, data=pressed) if button.data == pressed else button for button in row)
        for row in ask.keyboard
    )
