"""`newsbrief run` as a process of its own, and what it has written down."""

import asyncio
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.deliveries.seeding import enrol, publish
from benchmarks.deliveries.server import TOKEN
from bot.config.tokens import bot_number
from bot.store.database import Store


@dataclass(frozen=True)
class Newsbrief:
    """A folder with a configuration, a database and a log."""

    folder: Path

    @classmethod
    async def prepare(
        cls,
        folder: Path,
        api_url: str,
        chats: list[int],
        admins: tuple[int, ...] = (),
        more_tokens: tuple[str, ...] = (),
    ) -> "Newsbrief":
        """Readers of one topic each, due this minute, with news to read; each bot has as many."""
        made = cls(folder)
        made.config.write_text(
            f'[telegram]\ntoken = "{TOKEN}"\napi_url = "{api_url}"\nadmins = {list(admins)}\n'
            f"more_tokens = {list(more_tokens)}\n"
        )
        bots = [bot_number(token) for token in (TOKEN, *more_tokens)]
        due = datetime.now(UTC).replace(second=0, microsecond=0)
        async with Store.open(made.database) as store:
            await publish(store, due)
            await enrol(store, chats, due)
            await store.write(
                lambda db: db.conn.executemany(
                    "UPDATE readers SET bot = ? WHERE chat = ?",
                    [(bots[place % len(bots)], chat) for place, chat in enumerate(chats)],
                )
            )
        return made

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def database(self) -> Path:
        return self.folder / "newsbrief.db"

    async def start(self) -> asyncio.subprocess.Process:
        """Runs it."""
        with (self.folder / "bot.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "--config", str(self.config), "run", stdout=log, stderr=log
            )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """Runs it for the length of a block, and ends it as an operator would; it has to end well."""
        process = await self.start()
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        process.send_signal(signal.SIGTERM)
        status = await asyncio.wait_for(process.wait(), 10)
        assert status == 0, f"newsbrief run ended with {status}"

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Reads its database."""
        with closing(sqlite3.connect(self.database, timeout=30)) as db:
            return db.execute(sql).fetchall()

    def count(self, what: str) -> int:
        """How many rows `what` (from "FROM" on) has."""
        return int(self.ask(f"SELECT count(*) FROM {what}")[0][0])

    def settled(self) -> bool:
        """Whether nothing is owed any more."""
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        owed = self.count(f"readers WHERE state = 'active' AND next_due <= '{now}'")
        return not owed and not self.count("parts WHERE state IN ('planned', 'uncertain', 'sending')")


async def until(reached: Callable[[], bool], seconds: float, every: float = 0.5) -> None:
    """Waits until `reached()`; raises TimeoutError after so many seconds."""
    async with asyncio.timeout(seconds):
        while not reached():  # noqa: ASYNC110
            await asyncio.sleep(every)
