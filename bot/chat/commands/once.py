"""Being told once when something comes on a topic."""

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, listed, press, rows, visible_text
from bot.chat.names import topic_name
from bot.news.model import Topic
from bot.store.model import Button

LISTED = 20


async def once(ask: Ask) -> Answer:
    """`/once niger`; `/once off niger`; `/once` lists what is waited for."""
    words = ask.argument.split()
    if not words:
        return say(*await _list(ask))
    if words[0].lower() == "off":
        name = " ".join(words[1:])
        for one in await ask.desk.watches.of(ask.place):
            if not name or name.casefold() in {one.slug, one.label.casefold(), one.query.casefold()}:
                await ask.desk.watches.drop(ask.place, one.slug)
        return say(*await _list(ask))
    topic = ask.desk.newsroom.lookup(" ".join(words)).topic
    await ask.desk.watches.watch(ask.place, topic)
    return say(_promise(topic), rows(press(texts.UNDO, "onx", topic.slug)))


async def press_once(ask: Ask) -> Answer:
    """The button becomes one that takes it back."""
    topic = ask.topic(ask.argument)
    await ask.desk.watches.watch(ask.place, topic)
    back = press(texts.WILL_TELL, "onf", topic.query or topic.slug)
    return Answer(toast=visible_text(_promise(topic)), keyboard=_swapped(ask, "onc", back))


async def press_not(ask: Ask) -> Answer:
    """And back again."""
    topic = ask.topic(ask.argument)
    await ask.desk.watches.drop(ask.place, topic.slug)
    again = press(texts.TELL_ME_ONCE, "onc", topic.query or topic.slug)
    return Answer(toast=texts.WONT_TELL, keyboard=_swapped(ask, "onf", again))


async def press_drop(ask: Ask) -> Answer:
    """One of the list taken away."""
    await ask.desk.watches.drop(ask.place, ask.argument)
    return replace_message(*await _list(ask))


def _promise(topic: Topic) -> Html:
    return fill(texts.ONCE_PROMISE, topic=cut(topic_name(topic.label)))


def _swapped(ask: Ask, verb: str, button: Button | None) -> Rows:
    data = f"{verb}:{ask.argument}"
    return tuple(tuple(button if button and old.data == data else old for old in row) for row in ask.keyboard)


async def _list(ask: Ask) -> tuple[Html, Rows]:
    waiting = (await ask.desk.watches.of(ask.place))[:LISTED]
    if not waiting:
        return esc(texts.ONCE_NONE), ()
    names = listed((bold(cut(topic_name(topic.label))) for topic in waiting), LISTED)
    return fill(texts.ONCE_LIST, topics=names), rows(
        *(press(f"− {topic_name(topic.label)}", "onx", topic.slug) for topic in waiting)
    )
