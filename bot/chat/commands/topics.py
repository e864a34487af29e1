"""Choosing topics: subscribe, unsubscribe, and the list with its buttons."""

import re
from collections.abc import Iterable, Mapping

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.commands.effects import next_line, topic_names, zone_hint
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, listed, press, rows, visible_text
from bot.chat.names import topic_name
from bot.desk.newsroom import Lookup
from bot.desk.readers import Change
from bot.store.model import Button, Message, Reader, Subscription

MOST_TOPICS = 100
LONGEST_TOPIC = 80
"""Characters of one topic; more is no topic but a text."""
A_PAGE = 12
OWN = 40
"""Of a reader's topics that get a button; a keyboard holds 100."""
UNDOS = 8
EXPECTED = 3
"""Of the topics subscribed to at once, so many are looked up for what they brought lately."""


def names_in(argument: str) -> list[str]:
    """Topics parted by commas, semicolons or lines; `sahel = niger, mali` is one of the reader's own."""
    if "=" in argument:
        return [argument.strip()]
    parts = re.split(r"[,;\n،؛，、；]", argument)
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


async def subscribe(ask: Ask) -> Answer:
    """`/subscribe niger, iran`."""
    wanted = names_in(ask.argument)
    if not wanted:
        return say(esc(texts.SUBSCRIBE_EXAMPLE))
    lookups = [ask.desk.newsroom.lookup(name) for name in wanted]
    if any(len(name) > LONGEST_TOPIC and "=" not in name for name in wanted):
        return say(esc(texts.LONG_TEXT))
    before = await ask.reader()
    if len({lookup.topic.slug for lookup in lookups} | {topic.slug for topic in before.topics}) > MOST_TOPICS:
        return say(fill(texts.TOO_MANY_TOPICS, most=MOST_TOPICS))
    change = await ask.desk.readers.subscribe(ask.place, [lookup.topic for lookup in lookups])
    doubts = [await _doubt(ask, lookup) for lookup in lookups if lookup.topic.kind == "phrase"]
    told = [
        _told(texts.SUBSCRIBED, (_with_its_list(ask, topic) for topic in change.done)),
        _told(texts.ALREADY, (topic.label for topic in change.already)),
        *(doubt.html for doubt in doubts),
        esc(texts.ON_AGAIN if before.state == "stopped" else ""),
        next_line(change.reader, ask.now),
        await _expected(ask, change),
        zone_hint(change.reader),
    ]
    instead = tuple(row for doubt in doubts for row in doubt.buttons)
    return say(join(told, "\n"), instead + _undo("uns", {topic.slug: topic.label for topic in change.done}))


def _with_its_list(ask: Ask, topic: Subscription) -> str:
    """A topic as it was understood: `sahel = niger, mali` is "sahel (Niger, Mali)"."""
    if "=" not in topic.query:
        return topic.label
    meant = ask.desk.topics.resolve(topic.query).aliases
    return f"{topic.label} ({', '.join(map(topic_name, meant))})" if meant else topic.label


async def _expected(ask: Ask, change: Change) -> Html:
    """How much new topics brought in the last week, so that nobody subscribes blindly."""
    brought = []
    for topic in change.done[:EXPECTED]:
        meant = ask.desk.topics.resolve(topic.query)
        number = (await ask.desk.newsroom.activity(meant, change.reader)).stories_last_week
        if number:
            brought.append(fill(texts.TOPIC_STORIES, topic=cut(topic_name(topic.label)), count=number))
    return fill(texts.LAST_WEEK, topics=listed(brought)) if brought else Html()


async def _doubt(ask: Ask, lookup: Lookup) -> Message:
    """What to say of a word that nothing speaks of yet: perhaps another was meant."""
    topic, near = lookup.topic, lookup.near
    if (await ask.desk.newsroom.activity(topic, await ask.reader())).latest is not None:
        return Message(Html())
    told = fill(texts.NOT_HEARD, word=bold(cut(topic_name(topic.label))))
    if not near:
        return Message(told)
    names = listed((bold(topic_name(other.label)) for other in near), last="or")
    instead = (
        press(_labelled(texts.INSTEAD, other.label), "swp", f"{other.slug}:{topic.slug}") for other in near
    )
    return Message(join([told, fill(texts.DID_YOU_MEAN, names=names)], " "), rows(*instead))


def _told(template: str, labels: Iterable[str]) -> Html:
    names = listed((bold(cut(topic_name(label))) for label in labels), 20)
    return fill(template, topics=names) if names else names


def _labelled(template: str, label: str) -> str:
    """A button's words about a topic."""
    return visible_text(fill(template, topic=topic_name(label)))


def _undo(verb: str, topics: Mapping[str, str]) -> Rows:
    """A button for each topic, given as what the button says to us and its label."""
    several = len(topics) > 1
    buttons = [
        press(_labelled(texts.UNDO_ONE, label) if several else texts.UNDO, verb, name)
        for name, label in topics.items()
    ]
    return rows(*buttons[:UNDOS])


async def unsubscribe(ask: Ask) -> Answer:
    """`/unsubscribe niger`; `/unsubscribe all`."""
    reader = await ask.reader()
    if not reader.topics:
        return say(esc(texts.NO_TOPICS))
    wanted = names_in(ask.argument)
    if not wanted:
        buttons = rows(
            *(press(f"− {topic_name(topic.label)}", "uns", topic.slug) for topic in reader.topics[:OWN])
        )
        return say(fill(texts.UNSUBSCRIBE_EXAMPLE, example=reader.topics[0].query), buttons)
    if [name.casefold() for name in wanted] == ["all"]:
        wanted = [topic.slug for topic in reader.topics]
    typed = {_slug(ask, reader, name): name for name in wanted}
    change = await ask.desk.readers.unsubscribe(ask.place, list(typed))
    told = [
        _told(texts.UNSUBSCRIBED, (topic.label for topic in change.done)),
        _told(texts.NOT_SUBSCRIBED, (typed[missed.slug] for missed in change.already)),
        _told(texts.YOUR_TOPICS, (topic.label for topic in change.reader.topics)) if change.already else "",
        next_line(change.reader, ask.now),
    ]
    return say(join(told, "\n"), _undo("sub", {topic.query: topic.label for topic in change.done}))


def _slug(ask: Ask, reader: Reader, name: str) -> str:
    """The slug of a subscription by label, words or slug; else of the topic so named."""
    low = name.casefold()
    for topic in reader.topics:
        if low in {topic.slug, topic.label.casefold(), topic.query.casefold()}:
            return topic.slug
    return ask.desk.topics.resolve(name).slug


async def press_subscribe(ask: Ask) -> Answer:
    """A button that adds a topic and becomes one that drops it."""
    topic = ask.topic(ask.argument)
    change = await ask.desk.readers.subscribe(ask.place, [topic])
    button = press(f"✓ {topic_name(topic.label)}", "uns", topic.slug)
    return _turned(ask, "sub", button, texts.SUBSCRIBED, topic.label, change.reader)


async def press_unsubscribe(ask: Ask) -> Answer:
    """A button that drops a topic and becomes one that adds it again."""
    change = await ask.desk.readers.unsubscribe(ask.place, [ask.argument])
    if not change.done:
        known = ask.desk.topics.get(ask.argument)
        back = press(f"+ {topic_name(known.label)}", "sub", known.slug) if known else None
        return _turned(ask, "uns", back, texts.NOT_SUBSCRIBED, ask.argument, change.reader)
    topic = change.done[0]
    button = press(f"+ {topic_name(topic.label)}", "sub", topic.query)
    return _turned(ask, "uns", button, texts.UNSUBSCRIBED, topic.label, change.reader)


def _turned(ask: Ask, verb: str, button: Button | None, template: str, label: str, reader: Reader) -> Answer:
    """The pressed button replaced by another, and what that brought about as a toast."""
    toast = join([_told(template, [label]), next_line(reader, ask.now)], " ")
    keyboard = _redrawn(_swapped(ask.keyboard, f"{verb}:{ask.argument}", button), reader)
    return Answer(toast=visible_text(toast), keyboard=keyboard)


async def press_swap(ask: Ask) -> Answer:
    """A button that puts a known topic in the place of a mistyped one."""
    wanted, _, typed = ask.argument.partition(":")
    topic = ask.topic(wanted)
    await ask.desk.readers.unsubscribe(ask.place, [typed])
    change = await ask.desk.readers.subscribe(ask.place, [topic])
    told = join([_told(texts.SUBSCRIBED, [topic.label]), next_line(change.reader, ask.now)], "\n")
    return replace_message(told, _undo("uns", {topic.slug: topic.label}))


def _swapped(keyboard: Rows, data: str, button: Button | None) -> Rows:
    """The buttons with the one of `data` replaced, or gone where `button` is None."""
    changed = (tuple(new for old in row if (new := button if old.data == data else old)) for row in keyboard)
    return tuple(row for row in changed if row)


def _redrawn(keyboard: Rows, reader: Reader) -> Rows:
    """The buttons with every topic as it is now, whatever was changed since they were sent."""
    mine = {name: topic for topic in reader.topics for name in (topic.slug, topic.query)}

    def redraw(button: Button) -> Button:
        verb, _, name = (button.data or "").partition(":")
        mark, _, label = button.text.partition(" ")
        if verb == "sub" and mark == "+" and name in mine:
            return press(f"✓ {label}", "uns", mine[name].slug) or button
        if verb == "uns" and mark == "✓" and name not in mine:
            return press(f"+ {label}", "sub", name) or button
        return button

    return tuple(tuple(map(redraw, row)) for row in keyboard)


async def topics(ask: Ask) -> Answer:
    """`/topics`: what the reader has, and what else there is; `/topics 2` is the second page."""
    return Answer((await _page(ask, await ask.reader(), max(0, _number(ask.argument) - 1)),))


async def press_page(ask: Ask) -> Answer:
    """A page of topics, in place of the message."""
    return Answer((await _page(ask, await ask.reader(), _number(ask.argument)),), in_place=True)


async def press_toggle(ask: Ask) -> Answer:
    """A topic of the list: added if it was not there, dropped if it was. The list shows the effect."""
    page, _, name = ask.argument.partition(":")
    mine = next((topic for topic in (await ask.reader()).topics if topic.slug == name), None)
    if mine:
        change = await ask.desk.readers.unsubscribe(ask.place, [name])
    else:
        change = await ask.desk.readers.subscribe(ask.place, [ask.topic(name)])
    undo = press(_labelled(texts.UNDO_ONE, mine.label), "tog", f"{page}:{mine.query}") if mine else None
    message = await _page(ask, change.reader, _number(page), undo)
    return Answer((message,), toast=visible_text(next_line(change.reader, ask.now)), in_place=True)


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0


async def _page(ask: Ask, reader: Reader, page: int, undo: Button | None = None) -> Message:
    """Page 0 holds the reader's topics and popular ones; the others all known topics by name."""
    mine = {topic.slug for topic in reader.topics}
    pages = 1 + -(-len(ask.desk.topics.all()) // A_PAGE)
    page = min(page, pages - 1)
    toggles = (
        press(f"{'✓' if slug in mine else '+'} {topic_name(label)}", "tog", f"{page}:{slug}")
        for slug, label in (await _shown(ask, reader, page)).items()
    )
    back = press(texts.BACK, "top", str(page - 1)) if page else None
    forth = press(texts.MORE, "top", str(page + 1)) if page + 1 < pages else None
    settings = None if page else press(texts.SETTINGS_BUTTON, "set")
    number = fill(texts.TOPICS_PAGE, page=page + 1, pages=pages) if page else ""
    hint = texts.TOPICS_HINT if ask.place.kind == "private" else texts.TOPICS_HINT_HERE
    text = join([_heading(ask, reader), esc(hint), number], "\n")
    return Message(text, (*rows(*toggles), *rows(undo), *rows(settings, back, forth)))


async def _shown(ask: Ask, reader: Reader, page: int) -> dict[str, str]:
    """The topics of a page, slugs to labels."""
    if page:
        listed_here = ask.desk.topics.all()[(page - 1) * A_PAGE : page * A_PAGE]
        return {topic.slug: topic.label for topic in listed_here}
    popular = await ask.desk.newsroom.popular(A_PAGE)
    own = {topic.slug: topic.label for topic in reader.topics[:OWN]}
    return own | {topic.slug: topic.label for topic in popular}


def _heading(ask: Ask, reader: Reader) -> Html:
    if not reader.topics:
        return esc(texts.NO_TOPICS)
    title = texts.YOUR_TOPICS if ask.place.kind == "private" else texts.TOPICS_HERE
    return join([fill(title, topics=topic_names(reader)), next_line(reader, ask.now)], "\n")
