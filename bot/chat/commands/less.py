"""Less like this: what a reader likes less comes after the rest; weights are shown and taken back."""

from collections import Counter
from collections.abc import Sequence

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.commands.keeping import meant
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, listed, press, rows, visible_text
from bot.chat.names import topic_name
from bot.chat.render.frame import NAME
from bot.news.model import Story
from bot.store.model import Button

OFFERED = 4
HALVINGS = 3
"""So often a weight may be halved."""
WEIGHTS = ("1", "½", "¼", "⅛")
MOST = 60
LISTED = 20
KINDS = ("outlet", "topic")


async def less(ask: Ask) -> Answer:
    """`/less` by reply asks what of the story; by itself it lists weights; `/less off` takes all back."""
    if ask.argument.strip().lower() == "off":
        await ask.desk.readers.prefer(ask.place, less=())
        return say(*await _list(ask))
    if not ask.stories and not ask.links:
        return say(*await _list(ask))
    story = await meant(ask, "less")
    return story if isinstance(story, Answer) else say(*await _question(ask, story))


async def press_less(ask: Ask) -> Answer:
    """Asks what of a story is to come less."""
    story = await ask.desk.newsroom.story(ask.argument, await ask.reader())
    return say(*await _question(ask, story)) if story else Answer(toast=texts.NO_STORY)


async def press_halve(ask: Ask) -> Answer:
    """Halves the weight of an outlet or topic (`outlet:Sahel Post`)."""
    kind, _, name = ask.argument.partition(":")
    if kind not in KINDS or not name:
        raise ValueError(f"{ask.argument!r} has no weight")
    had = (await ask.reader()).preferences.less
    if had.count(ask.argument) < HALVINGS and len(had) < MOST:
        had = (await ask.desk.readers.prefer(ask.place, less=(*had, ask.argument))).preferences.less
    told = fill(texts.LESS_NOW, name=_name(ask, ask.argument), weight=WEIGHTS[had.count(ask.argument)])
    undo = press(texts.UNDO, "lsr", ask.argument)
    return replace_message(told, rows(undo, press(texts.WEIGHTS, "lsl")))


async def press_restore(ask: Ask) -> Answer:
    """The whole weight again."""
    had = (await ask.reader()).preferences.less
    left = tuple(one for one in had if one != ask.argument)
    await ask.desk.readers.prefer(ask.place, less=left)
    return replace_message(*await _list(ask))


async def press_list(ask: Ask) -> Answer:
    """The weights in place of the message."""
    return replace_message(*await _list(ask))


async def _question(ask: Ask, story: Story) -> tuple[Html, Rows]:
    """What of a story may come less: its outlets, and topics of it that the reader did not choose."""
    mine = {topic.slug for topic in (await ask.reader()).topics}
    topics = [slug for slug in story.topics if slug not in mine and ask.desk.topics.get(slug)]
    wanted = [
        *(f"outlet:{name}" for name in story.outlets[:OFFERED] if name),
        *(f"topic:{slug}" for slug in topics[:OFFERED]),
    ]
    title = fill(texts.LESS_OF, headline=bold(cut(story.headline, 120)))
    return title, rows(*(_button(ask, texts.LESS_ONE, "lsh", one) for one in wanted))


def _button(ask: Ask, label: str, verb: str, what: str) -> Button | None:
    return press(visible_text(fill(label, name=cut(_name(ask, what), 30))), verb, what)


async def _list(ask: Ask) -> tuple[Html, Rows]:
    """Everything that weighs less, and the buttons that take it back."""
    had = (await ask.reader()).preferences.less
    if not had:
        return esc(texts.LESS_NONE), ()
    buttons = rows(*(_button(ask, texts.AS_BEFORE, "lsr", one) for one in list(dict.fromkeys(had))[:LISTED]))
    return join([fill(texts.LESS_LIST, names=weights(ask, had)), esc(texts.LESS_FOOT)], "\n"), buttons


def weights(ask: Ask, less: Sequence[str]) -> Html:
    """`Sahel Post ×½ and Nigeria ×¼`."""
    shown = (
        fill("{name} ×{weight}", name=bold(_name(ask, one)), weight=WEIGHTS[min(times, HALVINGS)])
        for one, times in Counter(less).items()
    )
    return listed(shown, LISTED)


def _name(ask: Ask, what: str) -> str:
    kind, _, name = what.partition(":")
    topic = ask.desk.topics.get(name) if kind == "topic" else None
    return cut(topic_name(topic.label) if topic else name, NAME)
