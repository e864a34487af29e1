"""For the bot's own admins: writing to everybody, and letting people in."""

import re

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.markup import Html, Rows, cut, esc, fill, join, press, rows, units, visible_text
from bot.chat.render.frame import numbered
from bot.chat.voice import to_reader
from bot.desk.admission import MOST_USES
from bot.store.admission import Invite
from bot.store.model import Message, Reader

LONGEST = 3500
"""UTF-16 units of a broadcast: room is left for the words around its preview."""
LISTED = 30


async def broadcast(ask: Ask) -> Answer:
    """`/broadcast TEXT` shows what would be sent, and to how many; `/broadcast send 12` sends it."""
    text = ask.argument.strip()
    if not text:
        return say(esc(texts.BROADCAST_EXAMPLE))
    if match := re.fullmatch(r"send (\d{1,9})", text):
        return say(await _broadcast(ask, int(match[1])))
    html = fill(texts.BROADCAST, text=text)
    if units(html) > LONGEST:
        return say(esc(texts.BROADCAST_LONG))
    draft = await ask.desk.broadcasts.draft(esc(text))
    told = fill(texts.BROADCAST_ASK, count=draft.readers, command=f"/broadcast send {draft.id}")
    send = visible_text(fill(texts.SEND_TO, count=draft.readers))
    buttons = rows(press(send, "bcs", str(draft.id)), press(texts.DONT_SEND, "bcd", str(draft.id)))
    return say(join([told, html]), buttons)


async def press_send(ask: Ask) -> Answer:
    """Sends what was shown."""
    return replace_message(await _broadcast(ask, int(ask.argument)))


async def press_drop(ask: Ask) -> Answer:
    """Sends nothing."""
    dropped = await ask.desk.broadcasts.drop(int(ask.argument))
    return replace_message(esc(texts.BROADCAST_DROPPED if dropped else texts.BROADCAST_OVER))


async def _broadcast(ask: Ask, draft: int) -> Html:
    told = await ask.desk.broadcasts.send(draft, _to)
    if told is None:
        return esc(texts.BROADCAST_OVER)
    return fill(texts.BROADCAST_SENT, count=told)


@to_reader
def _to(reader: Reader, html: str) -> Message:
    """Whose words they are is said in the reader's language; the words are the admin's."""
    return Message(fill(texts.BROADCAST, text=Html(html)))


async def invite(ask: Ask) -> Answer:
    """`/invite` makes a link for one, `/invite 10` for ten."""
    if not ask.invites:
        return say(esc(texts.INVITES_OFF))
    wanted = ask.argument.strip() or "1"
    if not re.fullmatch(r"[0-9]{1,4}", wanted) or not 1 <= int(wanted) <= MOST_USES:
        return say(fill(texts.INVITE_EXAMPLE, most=MOST_USES))
    made = await ask.desk.admission.invite(int(wanted))
    told = fill(texts.INVITE_MADE, count=made.uses, link=_link(ask, made))
    return say(told, rows(press(texts.REVOKE, "inr", made.code), press(texts.ALL_LINKS, "inv")))


async def invites(ask: Ask) -> Answer:
    """`/invites`: the links that still let somebody in; `/invites off 2` takes the second back."""
    if not ask.invites:
        return say(esc(texts.INVITES_OFF))
    match = re.fullmatch(r"off (\d{1,2})", ask.argument.strip().lower())
    found = await ask.desk.admission.invites()
    if match and 1 <= int(match[1]) <= len(found):
        await ask.desk.admission.revoke(found[int(match[1]) - 1].code)
    return say(*await _list(ask))


async def press_invites(ask: Ask) -> Answer:
    return replace_message(*await _list(ask))


async def press_revoke(ask: Ask) -> Answer:
    """Takes a link back; the list shows what is left."""
    revoked = await ask.desk.admission.revoke(ask.argument)
    toast = texts.INVITE_REVOKED if revoked else texts.INVITE_GONE
    return replace_message(*await _list(ask), toast=toast)


async def _list(ask: Ask) -> tuple[Html, Rows]:
    found = (await ask.desk.admission.invites())[:LISTED]
    if not found:
        return esc(texts.INVITES_NONE), ()
    lines = [
        fill(texts.INVITE_LINE, n=n, link=_link(ask, one), left=one.left, uses=one.uses)
        for n, one in enumerate(found, 1)
    ]
    buttons = rows(
        *(press(numbered(texts.REVOKE, n), "inr", one.code) for n, one in enumerate(found, 1)), wide=4
    )
    return join([texts.INVITES_HEAD, join(lines, "\n")]), buttons


def _link(ask: Ask, made: Invite) -> str:
    return cut(f"https://t.me/{ask.bot}?start=inv_{made.code}", 120)
