"""Who may use the bot: admins by a one-time link, and chats by invitation."""

import secrets
from collections.abc import Collection
from hmac import compare_digest

from sqlite_utils import Database

from bot.clock import Clock
from bot.store import admission as sql
from bot.store.admission import Invite
from bot.store.database import Store
from bot.store.model import Place, Reader
from bot.store.readers import find_reader

MOST_USES = 1000
CODE_BYTES = 12


class Admission:
    """The use cases of admission. Codes are of letters, digits, `_` and `-`, as Telegram's links allow."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._owner_code: str | None = None

    async def offer_ownership(self) -> str | None:
        """A new code that makes whoever shows it first the admin; None where there is one by link.

        It is good until this process ends.
        """
        self._owner_code = None if await self.admins() else secrets.token_urlsafe(2 * CODE_BYTES)
        return self._owner_code

    async def own(self, code: str, user: int) -> bool:
        """Makes a user the admin; False for a code that is used up or was never made.

        The code is used up once that is stored, and by the first of two who open the link together.
        """
        offered = self._owner_code
        if offered is None or not compare_digest(offered.encode(), code.encode()):
            return False
        made = await self._store.write(sql.add_first_admin, user, self._clock.now())
        self._owner_code = None
        return made

    async def admins(self) -> frozenset[int]:
        """The admins by link."""
        return await self._store.read(sql.admins)

    async def invite(self, uses: int) -> Invite:
        """A new invitation for so many."""
        code = secrets.token_urlsafe(CODE_BYTES)
        await self._store.write(sql.add_invite, code, uses, self._clock.now())
        return Invite(code, uses, 0)

    async def invites(self) -> tuple[Invite, ...]:
        """Those that still let somebody in, oldest first."""
        return tuple(await self._store.read(sql.open_invites))

    async def revoke(self, code: str) -> bool:
        """Takes an invitation back. Whoever used it stays."""
        return await self._store.write(sql.remove_invite, code)

    async def enter(self, code: str, chat: int) -> bool:
        """Lets a chat in (a private chat has the person's id); False if the invitation is no good."""
        return await self._store.write(sql.use_invite, code, chat, self._clock.now())

    async def admitted(self, user: int | None, chat: int) -> bool:
        """Whether a user or a chat was let in."""

        def unit(db: Database) -> bool:
            return sql.is_admitted(db, (user, chat))

        return await self._store.read(unit)


def admin_readers(db: Database, configured: Collection[int]) -> list[Reader]:
    """The admins, configured and by link, as far as they are readers: nobody else can be written to."""
    known = (find_reader(db, Place(admin)) for admin in sorted({*configured, *sql.admins(db)}))
    return [reader for reader in known if reader]
