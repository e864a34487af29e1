"""From a planned part to a sent one, or to one that was given up."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.store import readers
from bot.store.deliveries.messages import message_from_json
from bot.store.model import Message, Place
from bot.store.novelty import forget_shown, tell_where
from bot.store.times import to_text

IN_FLIGHT = 3
"""Parts of one bot in state `sending` at any time, at most."""

_UNSETTLED = "state IN ('planned', 'uncertain', 'sending')"
_SENDING = "state IN ('sending', 'failed') AND state = 'sending'"
"""In the words of the index parts_state: without them all that was ever sent is read."""
_OWN_BOT = "(SELECT bot FROM readers WHERE id = reader)"
"""The bot that a part's reader belongs to by now, who sends it if it is sent again."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a digest on its way by the bot of `place`. `repeat`: it may have arrived before."""

    id: int
    reader: int
    place: Place
    message: Message
    repeat: bool = False
    attempts: int = 1
    """Sends begun, this one included."""
    language: str = ""
    """What its reader is spoken to in; empty until it is known."""


def claim_parts(
    db: Database, now: datetime, most: int, busy: Collection[int] = (), bot: int = 0
) -> list[Part]:
    """Takes up to `most` open parts for a bot to send now, never more than IN_FLIGHT with those under way.

    Parts of one reader come in order, and one at a time for a chat; chats in `busy` are left for later. What
    is open for readers who have stopped or can't be reached is given up.
    """
    sending = db.execute(
        f"""SELECT chat, sender FROM readers
        JOIN (SELECT reader, bot AS sender FROM parts WHERE {_SENDING}) ON readers.id = reader"""  # noqa: S608
    ).fetchall()
    room = min(most, IN_FLIGHT - sum(sender == bot for _, sender in sending))
    taken, unreachable = _choose(_heads(db, now, bot), {*busy, *(chat for chat, _ in sending)}, room)
    for reader, because in unreachable.items():
        abandon(db, reader, because, now)
    for part in taken:
        db.execute(
            "UPDATE parts SET state = 'sending', attempts = attempts + 1, repeats = repeats + ? WHERE id = ?",
            [part.repeat, part.id],
        )
    return taken


def part_sent(db: Database, part: Part, message_id: int, now: datetime) -> None:
    """It has arrived. Where, is of use only to the bot that sent it, if that is still the reader's."""
    _settle(db, part, "sent", None, now, message_id)
    if _is_theirs(db, part):
        tell_where(db, part.reader, part.message.stories, message_id)


def part_failed(db: Database, part: Part, reason: str, now: datetime) -> None:
    """It is given up for good."""
    _settle(db, part, "failed", reason, now)


def part_later(db: Database, part: Part, not_before: datetime, reason: str, *, counts: bool) -> None:
    """It certainly did not arrive and waits for another try; `counts`: this one was an attempt."""
    db.execute(
        f"""UPDATE parts
        SET state = ?, repeats = repeats - ?, attempts = attempts - ?, not_before = ?, reason = ?,
            bot = {_OWN_BOT}
        WHERE id = ? AND state = 'sending'""",  # noqa: S608
        [
            "uncertain" if part.repeat else "planned",
            part.repeat,
            not counts,
            to_text(not_before),
            reason,
            part.id,
        ],
    )


def part_uncertain(db: Database, part: Part, not_before: datetime, reason: str) -> None:
    """It may have arrived: it is sent once more, as a possible repeat."""
    db.execute(
        f"""UPDATE parts SET state = 'uncertain', not_before = ?, reason = ?, bot = {_OWN_BOT}
        WHERE id = ? AND state = 'sending'""",  # noqa: S608
        [to_text(not_before), reason, part.id],
    )


def part_migrated(db: Database, part: Part, chat: int, now: datetime) -> None:
    """The group has become the supergroup `chat`: its readers move there with all that is open."""
    readers.move_chat(db, part.place.chat, chat)
    part_later(db, part, now, f"the group is now {chat}", counts=False)


def suspend(db: Database, part: Part, because: str, now: datetime, *, whole_chat: bool) -> None:
    """A part's reader, or all readers of its chat, can't be reached by their bot.

    What was not delivered is owed again: it comes as one digest on their return. Whoever has gone over to
    another bot meanwhile gets the part from that one.
    """
    if not _is_theirs(db, part):
        part_later(db, part, now, because, counts=False)
        return
    found = readers.readers_of_chat(db, part.place.chat) if whole_chat else []
    for reader in [reader.id for reader in found] or [part.reader]:
        db.execute(
            "UPDATE readers SET state = 'suspended', suspended_because = ? WHERE id = ? AND state = 'active'",
            [because, reader],
        )
        abandon(db, reader, because, now)


def abandon(db: Database, reader: int, because: str, now: datetime) -> None:
    """Gives up what is not settled for a reader. Stories of parts that can't have arrived are news again.

    Digests of which nothing can have arrived count as never planned: for a suspended reader the first of them
    is due again.
    """
    unsent = list(
        db.query(
            f"""SELECT * FROM digests WHERE kind = 'digest' AND reader = ?
            AND id IN (SELECT digest FROM parts WHERE reader = digests.reader AND {_UNSETTLED})
            AND NOT EXISTS (SELECT 1 FROM parts WHERE digest = digests.id
                AND (state IN ('sent', 'uncertain') OR repeats > 0))
            ORDER BY due, id""",  # noqa: S608
            [reader],
        )
    )
    lost = db.query(
        f"""SELECT message FROM parts WHERE reader = ? AND {_UNSETTLED}
        AND state != 'uncertain' AND repeats = 0""",  # noqa: S608
        [reader],
    )
    for message in [message_from_json(row["message"]) for row in lost]:
        forget_shown(db, reader, message.stories, message.sentences, message.corrections)
    db.execute(
        f"UPDATE parts SET state = 'failed', reason = ?, settled = ? WHERE reader = ? AND {_UNSETTLED}",  # noqa: S608
        [because, to_text(now), reader],
    )
    for digest in unsent:
        _take_back(db, digest)
    if unsent:
        first = unsent[0]
        db.execute(
            """UPDATE readers SET next_due = ?, next_date = ?, next_slot = ?
            WHERE id = ? AND state = 'suspended'""",
            [first["due"], first["local_date"], first["slot"], reader],
        )


def recover(db: Database, bot: int | None = None) -> int:
    """At start: what was being sent when the program ended may have arrived. It keeps its place in the order.

    Answers how many parts. With a `bot`, only of that one.
    """
    sql = f"""UPDATE parts SET state = 'uncertain', reason = ?, bot = {_OWN_BOT}
        WHERE {_SENDING} AND bot = coalesce(?, bot)"""  # noqa: S608
    return db.execute(sql, ["the program ended while this was being sent", bot]).rowcount


def _is_theirs(db: Database, part: Part) -> bool:
    """Whether the bot that sent a part is still its reader's."""
    row = db.execute("SELECT bot FROM readers WHERE id = ?", [part.reader]).fetchone()
    return row is not None and row[0] == part.place.bot


def _heads(db: Database, now: datetime, bot: int) -> Iterator[dict[str, Any]]:
    """Every reader's first open part, as far as a bot may send it by now; first due, first served."""
    return db.query(
        f"""SELECT p.id, p.reader, p.message, p.state, p.attempts, p.bot,
            r.chat, r.thread, r.kind, r.title, r.state AS reader_state, r.suspended_because,
            json_extract(r.preferences, '$.language') AS language
        FROM parts p JOIN readers r ON r.id = p.reader
        WHERE p.state IN ('planned', 'uncertain') AND p.bot = ? AND p.not_before <= ?
        AND NOT EXISTS (SELECT 1 FROM parts WHERE reader = p.reader AND id < p.id AND {_UNSETTLED})
        ORDER BY p.not_before, p.id""",  # noqa: S608
        [bot, to_text(now)],
    )


def _choose(heads: Iterable[dict[str, Any]], busy: set[int], room: int) -> tuple[list[Part], dict[int, str]]:
    """Parts to be sent, at most `room`, one a chat; and who is not to get theirs, with the reason."""
    taken: list[Part] = []
    unreachable: dict[int, str] = {}
    for row in heads:
        if len(taken) >= room:
            break
        if row["reader_state"] != "active":
            unreachable[row["reader"]] = row["suspended_because"] or "stopped by the reader"
        elif row["chat"] not in busy:
            busy.add(row["chat"])
            taken.append(_part(row))
    return taken, unreachable


def _part(row: dict[str, Any]) -> Part:
    return Part(
        id=row["id"],
        reader=row["reader"],
        place=Place(row["chat"], row["thread"], row["kind"], row["title"], row["bot"]),
        message=message_from_json(row["message"]),
        repeat=row["state"] == "uncertain",
        attempts=row["attempts"] + 1,
        language=row["language"] or "",
    )


def _settle(
    db: Database, part: Part, state: str, reason: str | None, now: datetime, message_id: int | None = None
) -> None:
    db.execute(
        """UPDATE parts SET state = ?, reason = ?, settled = ?, message_id = ?
        WHERE id = ? AND state = 'sending'""",
        [state, reason, to_text(now), message_id, part.id],
    )


def _take_back(db: Database, digest: dict[str, Any]) -> None:
    """Frees the slots of a digest that nobody got, and its stories. The row stays, as a record."""
    reader = digest["reader"]
    forget_shown(db, reader, json.loads(digest["stories"]))
    db.execute(
        """DELETE FROM digests WHERE reader = ? AND planned = ?
        AND NOT EXISTS (SELECT 1 FROM parts WHERE digest = digests.id)""",
        [reader, digest["planned"]],
    )
    db.execute("UPDATE digests SET kind = 'given up', slot = slot || ' #' || id WHERE id = ?", [digest["id"]])
