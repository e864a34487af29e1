"""Choosing topics: subscribe, unsubscribe, and the list with its buttons."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat import texts
from bot.chat.ask import Answer, Ask, Rows, replace_message, say
from bot.chat.commands.effects import next_line, topic_names, zone_hint
from bot.chat.markup import Html, bold, cut, esc, fill, join, listed, press, rows, visible_text
from bot.news.model import Topic
from bot.store.model import Button, Message, Reader, Subscription

MOST_TOPICS = 100
A_PAGE = 12


def names_in(argument: str) -> list[str]:
    """Topics parted by commas, semicolons or lines."""
    parts = argument.replace(";", ",").replace("\n", ",").split(",")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


async def subscribe(ask: Ask) -> Answer:
    """`/subscribe niger, iran`."""
    wanted = names_in(ask.argument)
    if not wanted:
        return say(esc(texts.SUBSCRIBE_EXAMPLE))
    lookups = [ask.desk.newsroom.lookup(name) for name in wanted]
    reader = await ask.reader()
    if len({lookup.topic.slug for lookup in lookups} | {topic.slug for topic in reader.topics}) > MOST_TOPICS:
        return say(fill(texts.TOO_MANY_TOPICS, most=MOST_TOPICS))
    change = await ask.desk.readers.subscribe(ask.place, [lookup.topic for lookup in lookups])
    doubts = [
        await _doubt(ask, lookup.topic, lookup.near) for lookup in lookups if lookup.topic.kind == "phrase"
    ]
    text = join(
        [
            _told(texts.SUBSCRIBED, change.done),
            _told(texts.ALREADY, change.already),
            *(doubt.html for doubt in doubts),
            next_line(change.reader, ask.now),
            zone_hint(change.reader),
        ],
        "\n",
    )
    undo = [
        press(f"Undo {topic.label}" if len(change.done) > 1 else "Undo", "uns", topic.slug)
        for topic in change.done
    ]
    return say(text, tuple(row for doubt in doubts for row in doubt.buttons) + rows(*undo[:8]))


async def _doubt(ask: Ask, topic: Topic, near: Sequence[Topic]) -> Message:
    """What to say of a word that nothing speaks of yet: perhaps another was meant."""
    if (await ask.desk.newsroom.activity(topic)).latest is not None:
        return Message(Html())
    names = (
        fill(texts.DID_YOU_MEAN, names=listed((bold(other.label) for other in near), last="or"))
        if near
        else ""
    )
    text = join([fill(texts.NOT_HEARD, word=bold(cut(topic.label))), names], " ")
    return Message(
        text, rows(*(press(f"{other.label} instead", "swp", f"{other.slug}:{topic.slug}") for other in near))
    )


def _told(template: str, topics: Sequence[Subscription]) -> Html:
    return (
        fill(template, topics=listed((bold(cut(topic.label)) for topic in topics), 20)) if topics else Html()
    )


async def unsubscribe(ask: Ask) -> Answer:
    """`/unsubscribe niger`; `/unsubscribe all`."""
    reader = await ask.reader()
    if not reader.topics:
        return say(esc(texts.NO_TOPICS))
    wanted = names_in(ask.argument)
    if not wanted:
        buttons = rows(*(press(f"− {topic.label}", "uns", topic.slug) for topic in reader.topics[:40]))
        return say(fill(texts.UNSUBSCRIBE_EXAMPLE, example=reader.topics[0].query), buttons)
    everything = [name.casefold() for name in wanted] == ["all"]
    slugs = (
        [topic.slug for topic in reader.topics]
        if everything
        else [_mine(ask, reader, name) for name in wanted]
    )
    change = await ask.desk.readers.unsubscribe(ask.place, slugs)
    unknown = [replace(missed, label=_typed(ask, wanted, missed.slug)) for missed in change.already]
    text = join(
        [
            _told(texts.UNSUBSCRIBED, change.done),
            _told(texts.NOT_SUBSCRIBED, unknown),
            fill(texts.YOUR_TOPICS, topics=topic_names(change.reader))
            if change.reader.topics and unknown
            else "",
            next_line(change.reader, ask.now),
        ],
        "\n",
    )
    undo = (
        press("Undo" if len(change.done) == 1 else f"Undo {topic.label}", "sub", topic.query)
        for topic in change.done
    )
    return say(text, rows(*list(undo)[:8]))


def _mine(ask: Ask, reader: Reader, name: str) -> str:
    """The slug of a subscription by label, words or slug; else of the topic so named."""
    low = name.casefold()
    for topic in reader.topics:
        if low in {topic.slug, topic.label.casefold(), topic.query.casefold()}:
            return topic.slug
    return ask.desk.topics.resolve(name).slug


def _typed(ask: Ask, wanted: Sequence[str], slug: str) -> str:
    return next((name for name in wanted if ask.desk.topics.resolve(name).slug == slug), slug)


async def press_subscribe(ask: Ask) -> Answer:
    """A button that adds a topic and becomes one that drops it."""
    topic = ask.topic(ask.argument)
    change = await ask.desk.readers.subscribe(ask.place, [topic])
    toast = join(
        [fill("Subscribed to {topic}.", topic=cut(topic.label)), next_line(change.reader, ask.now)], " "
    )
    return Answer(
        toast=visible_text(toast),
        keyboard=_swapped(ask.keyboard, f"sub:{ask.argument}", press(f"✓ {topic.label}", "uns", topic.slug)),
    )


async def press_unsubscribe(ask: Ask) -> Answer:
    """A button that drops a topic and becomes one that adds it again."""
    change = await ask.desk.readers.unsubscribe(ask.place, [ask.argument])
    if not change.done:
        known = ask.desk.topics.get(ask.argument)
        back = press(f"＋ {known.label}", "sub", known.slug) if known else None
        return Answer(
            toast="That topic was dropped already.",
            keyboard=_swapped(ask.keyboard, f"uns:{ask.argument}", back),
        )
    topic = change.done[0]
    toast = join(
        [fill("Unsubscribed from {topic}.", topic=cut(topic.label)), next_line(change.reader, ask.now)], " "
    )
    return Answer(
        toast=visible_text(toast),
        keyboard=_swapped(
            ask.keyboard, f"uns:{ask.argument}", press(f"＋ {topic.label}", "sub", topic.query)
        ),
    )


async def press_swap(ask: Ask) -> Answer:
    """A button that puts a known topic in the place of a mistyped one."""
    wanted, _, typed = ask.argument.partition(":")
    await ask.desk.readers.unsubscribe(ask.place, [typed])
    change = await ask.desk.readers.subscribe(ask.place, [ask.topic(wanted)])
    text = join(
        [_told(texts.SUBSCRIBED, change.done or change.already), next_line(change.reader, ask.now)], "\n"
    )
    return replace_message(text, rows(press("Undo", "uns", wanted)))


def _swapped(keyboard: Rows, data: str, button: Button | None) -> Rows:
    """The buttons with the one of `data` replaced, or gone where `button` is None."""
    changed = (tuple(new for old in row if (new := button if old.data == data else old)) for row in keyboard)
    return tuple(row for row in changed if row)


async def topics(ask: Ask) -> Answer:
    """`/topics`: what the reader has, and what else there is; `/topics 2` is the second page."""
    page = int(ask.argument) - 1 if ask.argument.isdecimal() else 0
    return Answer((await _page(ask, await ask.reader(), max(page, 0)),))


async def press_page(ask: Ask) -> Answer:
    """A page of topics, in place of the message."""
    page = int(ask.argument) if ask.argument.isdecimal() else 0
    return Answer((await _page(ask, await ask.reader(), page),), in_place=True)


async def press_toggle(ask: Ask) -> Answer:
    """A topic of the list: added if it was not there, dropped if it was. The list shows the effect."""
    page, _, name = ask.argument.partition(":")
    reader = await ask.reader()
    mine = next((topic for topic in reader.topics if topic.slug == name), None)
    readers = ask.desk.readers
    change = await (
        readers.unsubscribe(ask.place, [name]) if mine else readers.subscribe(ask.place, [ask.topic(name)])
    )
    undo = press(f"Undo: {mine.label}", "tog", f"{page}:{mine.query}") if mine else None
    message = await _page(ask, change.reader, int(page) if page.isdecimal() else 0, undo)
    return Answer((message,), toast=visible_text(next_line(change.reader, ask.now)), in_place=True)


async def _page(ask: Ask, reader: Reader, page: int, undo: Button | None = None) -> Message:
    """Page 0 holds the reader's topics and popular ones; the others all known topics by name."""
    mine = {topic.slug: topic.label for topic in reader.topics}
    known = ask.desk.topics.all()
    pages = 1 + -(-len(known) // A_PAGE)
    page = min(page, pages - 1)
    if page:
        shown = {topic.slug: topic.label for topic in known[(page - 1) * A_PAGE : page * A_PAGE]}
    else:
        popular = await ask.desk.newsroom.popular(A_PAGE)
        shown = dict(list(mine.items())[:40]) | {topic.slug: topic.label for topic in popular}
    toggles = (
        press(f"{'✓' if slug in mine else '＋'} {label}", "tog", f"{page}:{slug}")
        for slug, label in shown.items()
    )
    title = texts.YOUR_TOPICS if ask.place.kind == "private" else texts.TOPICS_HERE
    head = fill(title, topics=topic_names(reader)) if mine else esc(texts.NO_TOPICS)
    hint = esc(texts.TOPICS_HINT)
    number = fill(texts.TOPICS_PAGE, page=page + 1, pages=pages)
    back = press("‹ Back", "top", str(page - 1)) if page else None
    forth = press("More ›", "top", str(page + 1)) if page + 1 < pages else None
    text = join([head, next_line(reader, ask.now) if mine else "", hint, number if page else ""], "\n")
    return Message(text, (*rows(*toggles), *rows(undo), *rows(back, forth)))
