"""More or less like this: what comes before or after the rest; weights are shown and taken back."""

from collections import Counter
from collections.abc import Mapping

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.commands.keeping import meant
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, listed, press, rows, visible_text
from bot.chat.names import topic_name
from bot.chat.render.frame import NAME
from bot.news.model import Story
from bot.store.model import Button, Preferences

OFFERED = 4
WEIGHTS = {-3: "⅛", -2: "¼", -1: "½", 0: "1", 1: "2", 2: "4"}
"""By the steps up or down from the usual weight; each doubles or halves it."""
MOST = 60
"""So many outlets and topics may have another weight than usual."""
LISTED = 20
KINDS = ("outlet", "topic")


async def less(ask: Ask) -> Answer:
    """`/less` by reply asks what of the story; by itself it lists weights; `/less off` takes all back."""
    if ask.argument.strip().lower() == "off":
        await ask.desk.readers.prefer(ask.place, less=())
        return say(*await _list(ask))
    return await _asked(ask, "less")


async def more(ask: Ask) -> Answer:
    """`/more`, as `/less`."""
    if ask.argument.strip().lower() == "off":
        await ask.desk.readers.prefer(ask.place, more=())
        return say(*await _list(ask))
    return await _asked(ask, "more")


async def _asked(ask: Ask, command: str) -> Answer:
    if not ask.stories and not ask.links:
        return say(*await _list(ask))
    story = await meant(ask, command)
    return story if isinstance(story, Answer) else say(*await _question(ask, story, more=command == "more"))


async def press_less(ask: Ask) -> Answer:
    """Asks what of a story is to come less."""
    return await _pressed(ask, more=False)


async def press_more(ask: Ask) -> Answer:
    """Asks what of a story is to come more."""
    return await _pressed(ask, more=True)


async def _pressed(ask: Ask, *, more: bool) -> Answer:
    story = await ask.desk.newsroom.story(ask.argument, await ask.reader())
    return say(*await _question(ask, story, more=more)) if story else Answer(toast=texts.NO_STORY)


async def press_halve(ask: Ask) -> Answer:
    """Halves the weight of an outlet or topic (`outlet:Sahel Post`)."""
    return await _changed(ask, -1)


async def press_double(ask: Ask) -> Answer:
    """Doubles the weight of an outlet or topic."""
    return await _changed(ask, 1)


async def _changed(ask: Ask, by: int) -> Answer:
    kind, _, name = ask.argument.partition(":")
    if kind not in KINDS or not name:
        raise ValueError(f"{ask.argument!r} has no weight")
    steps = weights((await ask.reader()).preferences)
    there = steps.get(ask.argument, 0)
    if ask.argument in steps or len(steps) < MOST:
        there = min(max(WEIGHTS), max(min(WEIGHTS), there + by))
        await _keep(ask, {**steps, ask.argument: there})
    form = texts.LESS_NOW if there < 0 else texts.MORE_NOW if there else texts.WEIGHT_USUAL
    told = fill(form, name=_name(ask, ask.argument), weight=WEIGHTS[there])
    undo = press(texts.UNDO, "lsr", ask.argument) if there else None
    return replace_message(told, rows(undo, press(texts.WEIGHTS, "lsl")))


async def press_restore(ask: Ask) -> Answer:
    """The usual weight again."""
    await _keep(ask, {**weights((await ask.reader()).preferences), ask.argument: 0})
    return replace_message(*await _list(ask))


async def press_list(ask: Ask) -> Answer:
    """The weights in place of the message."""
    return replace_message(*await _list(ask))


def weights(preferences: Preferences) -> dict[str, int]:
    """What has another weight than usual (`outlet:Sahel Post`), and its steps up (below 0: down)."""
    steps = Counter(preferences.more)
    steps.subtract(preferences.less)
    return {what: count for what, count in steps.items() if count}


async def _keep(ask: Ask, steps: Mapping[str, int]) -> None:
    await ask.desk.readers.prefer(
        ask.place,
        less=tuple(what for what, count in steps.items() for _ in range(-count)),
        more=tuple(what for what, count in steps.items() for _ in range(count)),
    )


async def _question(ask: Ask, story: Story, *, more: bool) -> tuple[Html, Rows]:
    """What of a story may come more or less: its outlets, and topics of it that the reader did not choose."""
    mine = {topic.slug for topic in (await ask.reader()).topics}
    topics = [slug for slug in story.topics if slug not in mine and ask.desk.topics.get(slug)]
    wanted = [
        *(f"outlet:{name}" for name in story.outlets[:OFFERED] if name),
        *(f"topic:{slug}" for slug in topics[:OFFERED]),
    ]
    title = fill(texts.MORE_OF if more else texts.LESS_OF, headline=bold(cut(story.headline, 120)))
    label, verb = (texts.MORE_ONE, "moh") if more else (texts.LESS_ONE, "lsh")
    return title, rows(*(_button(ask, label, verb, one) for one in wanted))


def _button(ask: Ask, label: str, verb: str, what: str) -> Button | None:
    return press(visible_text(fill(label, name=cut(_name(ask, what), 30))), verb, what)


async def _list(ask: Ask) -> tuple[Html, Rows]:
    """Everything that weighs more or less, and the buttons that take it back."""
    steps = weights((await ask.reader()).preferences)
    if not steps:
        return esc(texts.LESS_NONE), ()
    buttons = rows(*(_button(ask, texts.AS_BEFORE, "lsr", one) for one in list(steps)[:LISTED]))
    up = {what: count for what, count in steps.items() if count > 0}
    down = {what: count for what, count in steps.items() if count < 0}
    lines = [
        fill(texts.MORE_LIST, names=_named(ask, up)) if up else "",
        fill(texts.LESS_LIST, names=_named(ask, down)) if down else "",
        esc(texts.LESS_FOOT),
    ]
    return join(lines, "\n"), buttons


def _named(ask: Ask, steps: Mapping[str, int]) -> Html:
    """`Sahel Post ×½ and Nigeria ×¼`."""
    shown = (
        fill("{name} ×{weight}", name=bold(_name(ask, one)), weight=WEIGHTS[count])
        for one, count in steps.items()
    )
    return listed(shown, LISTED)


def _name(ask: Ask, what: str) -> str:
    kind, _, name = what.partition(":")
    topic = ask.desk.topics.get(name) if kind == "topic" else None
    return cut(topic_name(topic.label) if topic else name, NAME)
