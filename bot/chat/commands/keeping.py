"""Single stories: saved for later, followed, and why they are here."""

import re
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.ask import Answer, Ask, say
from bot.chat.commands.ranking import ranking
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, link, listed, press, rows
from bot.chat.names import topic_name
from bot.chat.render.frame import NAME, numbered
from bot.chat.render.links import HEADLINE, outlet_names
from bot.chat.times import show_date
from bot.chat.voice import said
from bot.news.model import Story, Topic
from bot.store.model import Button

LISTED = 20
WHYS = 6


async def meant(ask: Ask, command: str) -> Story | Answer:
    """The story replied to (`/why 2` is its message's second), or the answer that says how to ask."""
    ids = list(ask.stories) or await _told_at(ask)
    number = int(ask.argument) if re.fullmatch(r"\d{1,2}", ask.argument.strip()) else 1
    if not 1 <= number <= len(ids):
        return say(fill(texts.REPLY_TO_STORY, command=f"/{command}"))
    return await ask.desk.newsroom.story(ids[number - 1], await ask.reader()) or say(esc(texts.NO_STORY))


async def _told_at(ask: Ask) -> list[str]:
    """The stories whose articles are linked in the message replied to, in its order."""
    if not ask.links:
        return []
    return await ask.desk.newsroom.stories_linked(ask.links, await ask.reader())


async def save(ask: Ask) -> Answer:
    """`/save` by reply."""
    story = await meant(ask, "save")
    if isinstance(story, Answer):
        return story
    await ask.desk.readers.keep(ask.place, "saved", story.id)
    return say(esc(texts.SAVED))


async def follow(ask: Ask) -> Answer:
    """`/follow` by reply; by itself the stories followed, with their latest."""
    if not ask.stories and not ask.links and not ask.argument.strip():
        return say(*await _list(ask, "followed"))
    story = await meant(ask, "follow")
    if isinstance(story, Answer):
        return story
    await ask.desk.readers.keep(ask.place, "followed", story.id)
    return say(esc(texts.FOLLOWED), rows(press(texts.UNDO, "unf", story.id)))


async def unfollow(ask: Ask) -> Answer:
    """`/unfollow` by reply, or `/unfollow 2` of the list."""
    if not ask.stories and not ask.links:
        kept = await ask.desk.readers.kept(ask.place, "followed")
        number = int(ask.argument) if re.fullmatch(r"\d{1,2}", ask.argument.strip()) else 0
        if not 1 <= number <= len(kept):
            return say(*await _list(ask, "followed"))
        story: Story | Answer = kept[number - 1]
    else:
        story = await meant(ask, "unfollow")
    if isinstance(story, Answer):
        return story
    await ask.desk.readers.drop(ask.place, "followed", story.id)
    return say(esc(texts.UNFOLLOWED), rows(press(texts.UNDO, "fol", story.id)))


async def saved(ask: Ask) -> Answer:
    """`/saved`: the list; `/saved off 2` takes the second away."""
    match = re.fullmatch(r"off (\d{1,2})", ask.argument.strip())
    kept = await ask.desk.readers.kept(ask.place, "saved")
    if match and 1 <= int(match[1]) <= len(kept):
        await ask.desk.readers.drop(ask.place, "saved", kept[int(match[1]) - 1].id)
    return await saved_list(ask)


async def saved_list(ask: Ask) -> Answer:
    """What a group's member gets for `/saved`: the list as it is."""
    return say(*await _list(ask, "saved"))


async def press_follow(ask: Ask) -> Answer:
    return await press_keep(ask, "followed", "fol", "unf", texts.FOLLOWING, texts.FOLLOWED)


async def press_unfollow(ask: Ask) -> Answer:
    return await press_drop(ask, "followed", "unf", "fol", texts.FOLLOW, texts.UNFOLLOWED)


async def press_save(ask: Ask) -> Answer:
    return await press_keep(ask, "saved", "sav", "dro", texts.SAVED_BUTTON, texts.SAVED)


async def press_unsave(ask: Ask) -> Answer:
    return await press_drop(ask, "saved", "dro", "sav", texts.SAVE, texts.UNSAVED)


async def press_keep(ask: Ask, kind: str, verb: str, undo: str, label: str, toast: str) -> Answer:
    """Keeps a story; the button then undoes it."""
    if await ask.desk.newsroom.story(ask.argument, await ask.reader()) is None:
        return Answer(toast=texts.NO_STORY)
    await ask.desk.readers.keep(ask.place, kind, ask.argument)
    return Answer(toast=toast, keyboard=_turned(ask, verb, undo, label))


async def press_drop(ask: Ask, kind: str, verb: str, again: str, label: str, toast: str) -> Answer:
    """Undoes keeping; the button then does it again."""
    await ask.desk.readers.drop(ask.place, kind, ask.argument)
    return Answer(toast=toast, keyboard=_turned(ask, verb, again, label))


def _turned(ask: Ask, verb: str, other: str, label: str) -> Rows:
    """The buttons with the one pressed turned into its opposite; it keeps its number."""

    def turn(button: Button) -> Button:
        if button.data != f"{verb}:{ask.argument}":
            return button
        number = re.search(r" \d+$", button.text)
        return Button(said(label) + (number[0] if number else ""), data=f"{other}:{ask.argument}")

    return tuple(tuple(turn(button) for button in row) for row in ask.keyboard)


async def _list(ask: Ask, kind: str) -> tuple[Html, Rows]:
    """The kept stories, numbered, newest first, each with the day of its latest article."""
    zone = ZoneInfo((await ask.reader()).schedule.zone)
    kept = (await ask.desk.readers.kept(ask.place, kind))[:LISTED]
    followed = kind == "followed"
    if not kept:
        return esc(texts.FOLLOWED_NONE if followed else texts.SAVED_NONE), ()
    lines = [
        fill(
            "{number} {headline}\n{outlets} · {day}",
            number=bold(number),
            headline=link(cut(story.headline, HEADLINE), story.url),
            outlets=outlet_names(story, 3),
            day=show_date(story.updated.astimezone(zone).date()),
        )
        for number, story in enumerate(kept, 1)
    ]
    verb = "unf" if followed else "dro"
    buttons = rows(
        *(press(numbered(texts.REMOVE, i), verb, story.id) for i, story in enumerate(kept, 1)), wide=4
    )
    return join([texts.FOLLOWED_LIST if followed else texts.SAVED_LIST, *lines]), buttons


async def why(ask: Ask) -> Answer:
    """`/why` by reply, or by button: what decided that a story is here."""
    story = await meant(ask, "why")
    return story if isinstance(story, Answer) else say(await _reasons(ask, story))


async def press_why(ask: Ask) -> Answer:
    story = await ask.desk.newsroom.story(ask.argument, await ask.reader())
    return say(await _reasons(ask, story)) if story else Answer(toast=texts.NO_STORY)


async def _reasons(ask: Ask, story: Story) -> Html:
    reader = await ask.reader()
    mine = [ask.topic(subscription.query) for subscription in reader.topics]
    about = list({topic.slug: topic for topic in [*mine, *map(ask.topic, story.topics)]}.values())
    words = await _words(ask, story, about)
    yours = [bold(cut(topic_name(topic.label))) for topic in mine if words.get(topic.slug)]
    ranked_on = [topic for topic in about if words.get(topic.slug)]
    feeds = [bold(cut(feed.name, NAME)) for feed in reader.feeds if feed.name in story.outlets]
    return join(
        [
            bold(link(cut(story.headline, HEADLINE), story.url)),
            *_spoken_of(about, words),
            fill(texts.WHY_YOURS, topics=listed(yours)) if yours else "",
            fill(texts.WHY_FEED, feeds=listed(feeds)) if feeds else "",
            await ranking(ask, story, ranked_on),
            _told(story, ZoneInfo(reader.schedule.zone)),
        ],
        "\n",
    )


def _spoken_of(topics: Sequence[Topic], words: Mapping[str, tuple[str, ...]]) -> list[Html]:
    """One sentence for all topics that the same words decided."""
    together: dict[tuple[str, ...], list[Html]] = {}
    for topic in topics:
        if decided := words.get(topic.slug):
            together.setdefault(decided, []).append(bold(cut(topic_name(topic.label))))
    return [
        fill(texts.WHY_TOPIC, topics=listed(labels), words=listed(f"“{cut(word)}”" for word in decided))
        for decided, labels in together.items()
    ][:WHYS]


def _told(story: Story, zone: ZoneInfo) -> Html:
    outlets = fill(
        texts.WHY_OUTLETS,
        count=len(story.outlets),
        names=outlet_names(story, len(story.outlets)),
    )
    first, last = (show_date(when.astimezone(zone).date()) for when in (story.first_seen, story.updated))
    return join([outlets, fill(texts.WHY_TIMES, first=first, last=last)], "\n")


async def _words(ask: Ask, story: Story, topics: Sequence[Topic]) -> dict[str, tuple[str, ...]]:
    """For each topic the words of the story's articles that decided, by slug."""
    found: dict[str, tuple[str, ...]] = {}
    for mention in story.articles[:5]:
        article = await ask.desk.newsroom.article(mention.id)
        if article is None:
            continue
        for topic in topics:
            words = (*found.get(topic.slug, ()), *ask.desk.newsroom.matched(topic, article))
            found[topic.slug] = tuple(dict.fromkeys(words))
    return found
