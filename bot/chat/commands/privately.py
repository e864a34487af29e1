"""What an admin of a group or channel asked for there and gets in their private chat, behind a link."""

import re
from dataclasses import replace

from bot.chat import texts
from bot.chat.ask import Answer, Ask, say
from bot.chat.markup import esc, opens, rows
from bot.store.model import Place

COMMANDS = {"exp": "export", "opm": "opml"}

_PAYLOAD = re.compile(r"(exp|opm)_([0-9a-f]{1,16})_(\d{1,10})")


def to_admin(ask: Ask, what: str) -> Answer:
    """The link instead of the thing itself, which holds addresses that may be secrets."""
    payload = f"{what}_{abs(ask.place.chat):x}_{ask.place.thread}"
    return say(esc(texts.SENT_PRIVATELY), rows(opens(texts.GET_PRIVATELY, payload)))


def is_for_admin(payload: str) -> bool:
    """Whether a link to `/start` is such a one."""
    return _PAYLOAD.fullmatch(payload) is not None


async def for_admin(ask: Ask, payload: str) -> Answer:
    """What the link stands for, to those who may have it."""
    match = _PAYLOAD.fullmatch(payload)
    assert match is not None
    there = Place(-int(match[2], 16), int(match[3]), "group", bot=ask.place.bot)
    if ask.user is None or not await ask.standing.manages(there, ask.user):
        return say(esc(texts.NOT_YOUR_GROUP))
    command = next(one for one in ask.commands if one.name == COMMANDS[match[1]])
    return await command.run(replace(ask, place=there, told_at=ask.place, argument=""))
