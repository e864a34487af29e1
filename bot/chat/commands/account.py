"""Coming and going: start, stop, forget, export, privacy, help."""

import json
from collections.abc import Iterable
from dataclasses import replace

from bot.chat import texts
from bot.chat.ask import Answer, Ask, Command, Document, replace_message, say
from bot.chat.commands.channels import channel
from bot.chat.commands.effects import next_line, topic_names, zone_hint
from bot.chat.commands.privately import for_admin, is_for_admin, to_admin
from bot.chat.markup import Html, bold, cut, esc, fill, join, listed, press, rows
from bot.chat.names import language_names, topic_name
from bot.chat.render import render_story
from bot.chat.times import show_days, show_times
from bot.errors import UserError
from bot.news.novelty import Told
from bot.store.model import Button, Message, Reader

OFFERED = 6


async def start(ask: Ask) -> Answer:
    """`/start`, also with `sub_<slug>` (subscribes) or `st_<story>` (shows it). Restores who returns.

    `own_<code>` has made its opener the admin, if it was good, before it comes here.
    """
    before = await ask.desk.readers.find(ask.place)
    reader = await ask.desk.readers.start(ask.place)
    payload = ask.argument.strip()
    if is_for_admin(payload):
        return await for_admin(ask, payload)
    if payload == "channel":
        return await channel(replace(ask, argument=""))
    if payload.startswith("st_"):
        return await _story(ask, reader, payload.removeprefix("st_"))
    told = Html()
    if payload.startswith("sub_"):
        reader, told = await _subscribed(ask, payload.removeprefix("sub_"))
    if payload.startswith("own_"):
        told = esc(texts.YOU_ARE_ADMIN if ask.admin else texts.OWN_LINK_USED)
    returning = before is not None and before.state != "active"
    return Answer((await _welcome(ask, reader, told, returning),))


async def _subscribed(ask: Ask, slugs: str) -> tuple[Reader, Html]:
    """Subscribes to what a link names: topics, parted by two underscores."""
    try:
        wanted = [
            ask.desk.topics.get(slug) or ask.topic(slug.replace("-", " ")) for slug in slugs.split("__")
        ]
    except UserError:
        return await ask.reader(), Html()
    change = await ask.desk.readers.subscribe(ask.place, wanted)
    return change.reader, fill(
        texts.SUBSCRIBED, topics=listed(bold(cut(topic_name(topic.label))) for topic in wanted)
    )


async def _story(ask: Ask, reader: Reader, story_id: str) -> Answer:
    story = await ask.desk.newsroom.story(story_id, reader)
    if story is None:
        return say(esc(texts.NO_STORY))
    return Answer((render_story(reader, story),), shown=(story.id,), told=(Told(story.id, story.sentences),))


async def _welcome(ask: Ask, reader: Reader, told: Html, returning: bool) -> Message:
    schedule = reader.schedule
    back = fill(texts.WELCOME_BACK, topics=topic_names(reader)) if returning and reader.topics else Html()
    hours = fill(
        texts.YOUR_DIGEST,
        times=show_times(schedule.times),
        days=show_days(schedule.days),
        zone=schedule.zone,
    )
    due = next_line(reader, ask.now) if reader.subscribed else Html()
    chosen = reader.preferences.languages
    articles = fill(texts.ARTICLES_ONLY_IN, names=language_names(chosen)) if chosen else texts.ARTICLES_IN
    own = join([told, hours, due, zone_hint(reader), articles], "\n")
    text = join([back, texts.WELCOME, own, esc(texts.TAP)])
    mine = {topic.slug: topic.label for topic in reader.topics[:OFFERED]}
    offered = mine | {topic.slug: topic.label for topic in await ask.desk.newsroom.popular(OFFERED)}
    buttons = [_topic_button(slug, label, slug in mine) for slug, label in offered.items()]
    more = rows(press(texts.SAMPLE, "demo"), press(texts.SETTINGS_BUTTON, "set"), wide=1)
    return Message(text, (*rows(*buttons), *more))


def _topic_button(slug: str, label: str, mine: bool) -> Button | None:
    return (
        press(f"✓ {topic_name(label)}", "uns", slug) if mine else press(f"+ {topic_name(label)}", "sub", slug)
    )


async def stop(ask: Ask) -> Answer:
    """`/stop`: no more digests; everything is kept."""
    reader = await ask.desk.readers.stop(ask.place)
    kept = fill(texts.STOPPED_KEPT, topics=topic_names(reader)) if reader.topics else esc(texts.STOPPED_EMPTY)
    return say(fill(texts.STOPPED, kept=kept))


async def forget(ask: Ask) -> Answer:
    """`/forget` asks; `/forget yes` erases."""
    if await ask.desk.readers.find(ask.place) is None:
        return say(esc(texts.NOTHING_HELD))
    if ask.argument.strip().lower() in {"yes", "y"}:
        return say(await _erased(ask))
    return say(esc(texts.FORGET_ASK), rows(press(texts.ERASE, "fgt", "yes"), press(texts.KEEP, "fgt", "no")))


async def press_forget(ask: Ask) -> Answer:
    return replace_message(await _erased(ask) if ask.argument == "yes" else esc(texts.KEPT_ALL))


async def _erased(ask: Ask) -> Html:
    erased = await ask.desk.readers.forget(ask.place)
    left = await ask.desk.readers.export(ask.place)
    if not erased or left:
        return esc(texts.NOTHING_HELD)
    if ask.admin:
        return esc(texts.FORGOTTEN_ADMIN if ask.place.kind == "private" else texts.FORGOTTEN)
    return esc(texts.FORGOTTEN_INVITED if ask.invites else texts.FORGOTTEN)


async def export(ask: Ask) -> Answer:
    """`/export`: everything held, as a JSON file."""
    held = await ask.desk.readers.export(ask.place)
    if not held:
        return say(esc(texts.NOTHING_HELD))
    if ask.in_public:
        return to_admin(ask, "exp")
    content = json.dumps(held, ensure_ascii=False, indent=2, default=str).encode()
    return Answer((Message(esc(texts.EXPORTED)),), document=Document("newsbrief.json", content))


async def privacy(ask: Ask) -> Answer:
    """`/privacy`: what is held, where, and how to end it."""
    group = "" if ask.place.kind == "private" else texts.PRIVACY_GROUP
    return say(join([texts.PRIVACY, esc(group)]))


async def help_(ask: Ask) -> Answer:
    """`/help`: the commands, for the place and the person."""
    listed = [one for one in ask.commands if one.is_listed(admin=ask.admin, invites=ask.invites)]
    if ask.place.kind != "private":
        everybody = _lines(command for command in listed if not command.manages and not command.admin)
        admins = _lines(command for command in listed if command.manages)
        return say(join([texts.HELP_EVERYBODY, everybody, texts.HELP_ADMINS, admins]))
    return say(join([texts.HELP_HEAD, _lines(listed), esc(texts.HELP_FOOT)]))


def _lines(commands: Iterable[Command]) -> Html:
    return join((fill("/{name} – {what}", name=one.name, what=one.description) for one in commands), "\n")


async def help_members(ask: Ask) -> Answer:
    """What a group's member gets for a start."""
    return say(esc(texts.HELP_MEMBERS))
