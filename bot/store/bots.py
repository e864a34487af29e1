"""SQL on which bot a chat belongs to: the one that it talked to last, known by its id.

`shown.message` and the `reply_to` of open parts are ids of the reader's own bot: in private chats every bot
counts its messages for itself. Every function takes a `Database` inside a unit of work.
"""

import json
from collections.abc import Iterable, Sequence

from sqlite_utils import Database


def give_to(db: Database, chat: int, bot: int) -> None:
    """The readers of a chat belong to a bot from now on, with all that is still to be sent to them."""
    moving = [id_ for (id_,) in db.execute("SELECT id FROM readers WHERE chat = ? AND bot != ?", [chat, bot])]
    db.execute("UPDATE readers SET bot = ?, taken_from = NULL WHERE chat = ?", [bot, chat])
    _follow(db, moving)


def stay(db: Database, reader: int) -> None:
    """A reader who was taken over stays with the new bot, whatever is configured later."""
    db.execute("UPDATE readers SET taken_from = NULL WHERE id = ?", [reader])


def without_bot(db: Database, bots: Sequence[int]) -> dict[int, int]:
    """How many readers, by bot, belong to one that is none of these."""
    rows = db.execute(
        "SELECT bot, count(*) FROM readers WHERE bot != 0"
        " AND bot NOT IN (SELECT value FROM json_each(?)) GROUP BY bot ORDER BY bot",
        [json.dumps(list(bots))],
    )
    return dict(rows.fetchall())


def settle_bots(db: Database, bots: Sequence[int]) -> None:
    """Brings readers in line with the bots that are configured, the first one first.

    It takes over whoever belongs to none of them. Whom it can't write to (suspended since) goes back as soon
    as their own bot is configured again.
    """
    first, those = bots[0], json.dumps(list(bots))
    known = "(SELECT value FROM json_each(:bots))"
    values = {"first": first, "bots": those}
    lost = f"state = 'suspended' AND taken_from IN {known}"
    moving = {id_ for (id_,) in db.execute(f"SELECT id FROM readers WHERE {lost}", values)}  # noqa: S608
    db.execute(
        f"UPDATE readers SET state = 'active', suspended_because = NULL, bot = taken_from WHERE {lost}",  # noqa: S608
        values,
    )
    db.execute(f"UPDATE readers SET taken_from = NULL WHERE taken_from IN {known}", values)  # noqa: S608
    gone = f"bot NOT IN {known}"
    moving |= {id_ for (id_,) in db.execute(f"SELECT id FROM readers WHERE bot != 0 AND {gone}", values)}  # noqa: S608
    db.execute(
        f"""UPDATE readers SET bot = :first,
        taken_from = CASE WHEN bot = 0 OR state != 'active' THEN taken_from ELSE coalesce(taken_from, bot) END
        WHERE {gone}""",  # noqa: S608
        values,
    )
    _follow(db, moving)
    db.execute("UPDATE parts SET bot = ? WHERE state IN ('planned', 'uncertain') AND bot = 0", [first])


def _follow(db: Database, readers: Iterable[int]) -> None:
    """What is open for readers goes to their bot, which knows nothing of the messages of another.

    What is just being sent is settled by the bot that sends it.
    """
    those = json.dumps(list(readers))
    db.execute(
        """UPDATE shown SET message = NULL
        WHERE reader IN (SELECT value FROM json_each(?)) AND message IS NOT NULL""",
        [those],
    )
    db.execute(
        """UPDATE parts SET message = json_set(message, '$.reply_to', NULL),
            bot = CASE state WHEN 'sending' THEN bot ELSE (SELECT bot FROM readers WHERE id = reader) END
        WHERE reader IN (SELECT value FROM json_each(?)) AND state IN ('planned', 'uncertain', 'sending')""",
        [those],
    )
