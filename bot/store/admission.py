"""Who was let in: admins by link, invitations, and the chats that used one."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation that still lets somebody in."""

    code: str
    uses: int
    used: int

    @property
    def left(self) -> int:
        return self.uses - self.used


def add_first_admin(db: Database, user: int, now: datetime) -> bool:
    """Makes a user the admin; False where there is one already."""
    first = "INSERT INTO admins (user, since) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM admins)"
    return db.execute(first, [user, to_text(now)]).rowcount > 0


def admins(db: Database) -> frozenset[int]:
    """The admins by link."""
    return frozenset(row["user"] for row in db.query("SELECT user FROM admins"))


def add_invite(db: Database, code: str, uses: int, now: datetime) -> None:
    """Stores an invitation."""
    db.execute("INSERT INTO invites (code, created, uses) VALUES (?, ?, ?)", [code, to_text(now), uses])


def open_invites(db: Database) -> list[Invite]:
    """Those that still let somebody in, oldest first."""
    rows = db.query("SELECT code, uses, used FROM invites WHERE used < uses ORDER BY created, code")
    return [Invite(**row) for row in rows]


def remove_invite(db: Database, code: str) -> bool:
    """Takes an invitation back; False if there was none."""
    return db.execute("DELETE FROM invites WHERE code = ?", [code]).rowcount > 0


def use_invite(db: Database, code: str, chat: int, now: datetime) -> bool:
    """Lets a chat in by an invitation, which is used up by one; False if it lets nobody in."""
    used = db.execute("UPDATE invites SET used = used + 1 WHERE code = ? AND used < uses", [code])
    if not used.rowcount:
        return False
    db.execute("INSERT OR IGNORE INTO admitted (chat, since) VALUES (?, ?)", [chat, to_text(now)])
    return True


def is_admitted(db: Database, chats: tuple[int | None, int]) -> bool:
    """Whether one of these, a user and a chat, was let in."""
    return db.execute("SELECT 1 FROM admitted WHERE chat IN (?, ?)", list(chats)).fetchone() is not None
