"""How briefings look and what they leave out: length, number of stories, hidden words, muted outlets."""

from collections.abc import Sequence
from datetime import timedelta

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, listed, press, rows, visible_text
from bot.chat.voice import said
from bot.store.model import Reader

MOST_WORDS = 50
OUTLETS_OF = timedelta(days=30)


async def set_length(ask: Ask) -> Answer:
    """`/length short`."""
    wanted = ask.argument.strip().lower()
    if wanted not in texts.LENGTHS:
        reader = await ask.reader()
        buttons = rows(*(press(_ticked(name, reader), "len", name) for name in texts.LENGTHS), wide=4)
        return say(join([_length_line(reader), esc(texts.LENGTH_EXAMPLE)], "\n"), buttons)
    return say(_length_line(await ask.desk.readers.prefer(ask.place, length=wanted)))


async def press_length(ask: Ask) -> Answer:
    if ask.argument not in texts.LENGTHS:
        raise ValueError(f"{ask.argument!r} is no length")
    reader = await ask.desk.readers.prefer(ask.place, length=ask.argument)
    buttons = rows(*(press(_ticked(name, reader), "len", name) for name in texts.LENGTHS), wide=4)
    return replace_message(_length_line(reader), buttons)


def _ticked(name: str, reader: Reader) -> str:
    label = texts.LENGTH_NAMES[name]
    return f"✓ {said(label)}" if name == reader.preferences.length else label


def _length_line(reader: Reader) -> Html:
    length = reader.preferences.length
    return fill(texts.LENGTH_NOW, length=bold(texts.LENGTH_NAMES[length]), effect=texts.LENGTHS[length])


async def hide(ask: Ask) -> Answer:
    """`/hide football`, `/hide off football`, `/hide off`."""
    had = (await ask.reader()).preferences.hidden_words
    words = changed(had, ask.argument)
    if not ask.argument.strip():
        return say(join([_hidden_line(had), esc(texts.HIDE_EXAMPLE)], "\n"), _back_buttons("hid", had))
    reader = await ask.desk.readers.prefer(ask.place, hidden_words=words)
    left = reader.preferences.hidden_words
    return say(_hidden_line(left), _back_buttons("hid", left))


async def press_unhide(ask: Ask) -> Answer:
    had = (await ask.reader()).preferences.hidden_words
    reader = await ask.desk.readers.prefer(ask.place, hidden_words=changed(had, f"off {ask.argument}"))
    left = reader.preferences.hidden_words
    return replace_message(_hidden_line(left), _back_buttons("hid", left))


async def mute(ask: Ask) -> Answer:
    """`/mute Sahel Post`, `/mute off Sahel Post`, `/mute off`."""
    had = (await ask.reader()).preferences.muted_outlets
    outlets = await _outlets(ask)
    wanted = ask.argument.strip()
    if not wanted:
        example = fill(texts.MUTE_EXAMPLE, outlet=outlets[0] if outlets else "Daily Planet")
        return say(join([_muted_line(had), example], "\n"), _back_buttons("unm", had))
    if wanted.lower().split()[0] != "off":
        named = {outlet.casefold(): outlet for outlet in outlets}.get(wanted.casefold())
        if named is None:
            return _unknown_outlet(wanted, outlets)
        wanted = named
    reader = await ask.desk.readers.prefer(ask.place, muted_outlets=changed(had, wanted))
    left = reader.preferences.muted_outlets
    return say(_muted_line(left), _back_buttons("unm", left))


async def press_unmute(ask: Ask) -> Answer:
    had = (await ask.reader()).preferences.muted_outlets
    reader = await ask.desk.readers.prefer(ask.place, muted_outlets=changed(had, f"off {ask.argument}"))
    left = reader.preferences.muted_outlets
    return replace_message(_muted_line(left), _back_buttons("unm", left))


async def press_mute(ask: Ask) -> Answer:
    """The outlet that a mistyped name may have meant."""
    had = (await ask.reader()).preferences.muted_outlets
    reader = await ask.desk.readers.prefer(ask.place, muted_outlets=changed(had, ask.argument))
    left = reader.preferences.muted_outlets
    return replace_message(_muted_line(left), _back_buttons("unm", left))


def changed(had: Sequence[str], argument: str) -> tuple[str, ...]:
    """The list with a word added; `off word` takes one away, `off` all. Case makes no difference."""
    words = " ".join(argument.split())
    first, _, rest = words.partition(" ")
    if first.lower() == "off":
        return tuple(word for word in had if rest and word.casefold() != rest.casefold())
    if not words or words.casefold() in {word.casefold() for word in had}:
        return tuple(had)
    return (*had, cut(words))[:MOST_WORDS]


async def _outlets(ask: Ask) -> list[str]:
    """The outlets whose stories came lately, and the sources that are read."""
    reader = await ask.reader()
    stories = await ask.desk.newsroom.stories(ask.now - OUTLETS_OF, 500, reader)
    told = [name for story in stories for name in story.outlets]
    return sorted({*told, *(source.name for source in await ask.desk.newsroom.sources(reader))})


def _unknown_outlet(wanted: str, outlets: Sequence[str]) -> Answer:
    near = process.extract(
        wanted.casefold(),
        outlets,
        scorer=OSA.normalized_similarity,
        processor=str.casefold,
        score_cutoff=0.5,
        limit=4,
    )
    names = [name for name, *_ in near]
    hint = fill(texts.DID_YOU_MEAN, names=listed(names, last="or")) if names else ""
    told = join([fill(texts.MUTE_UNKNOWN, name=cut(wanted)), hint], " ")
    return say(
        told, rows(*(press(visible_text(fill(texts.MUTE_ONE, name=name)), "mut", name) for name in names))
    )


def _hidden_line(words: Sequence[str]) -> Html:
    return fill(texts.HIDDEN, words=listed(map(bold, words), 50)) if words else esc(texts.HIDE_NONE)


def _muted_line(words: Sequence[str]) -> Html:
    return fill(texts.MUTED, words=listed(map(bold, words), 50)) if words else esc(texts.MUTE_NONE)


def _back_buttons(verb: str, words: Sequence[str]) -> Rows:
    return rows(*(press(visible_text(fill(texts.SHOW_AGAIN, word=word)), verb, word) for word in words[:20]))
