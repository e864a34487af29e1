"""Runs pure functions off the event loop: in a thread, or in processes that are ended when they overstep.

What comes from strangers is worked on in processes: a page that takes too long, eats all memory or crashes
its reader costs its own item and nothing else.
"""

import asyncio
import contextlib
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import bot
from bot.errors import NewsbriefError
from bot.ingest import worker
from bot.ingest.worker import HEADER, attempt

T = TypeVar("T")

ITEM_SECONDS = 20.0
START_SECONDS = 60.0
ITEMS_PER_PROCESS = 2_000
"""A process is replaced after so many items, for parsers leak."""
FEW = 32
"""So many harmless items are not worth a process."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What the function answered."""

    value: T


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no answer: a phrase for people."""

    reason: str


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who works: how many items at once, how many wait, or what keeps all from working."""

    where: str
    workers: int
    waiting: int = 0
    trouble: str | None = None


class Engine(Protocol):
    """Something that runs a picklable function over items."""

    async def ready(self) -> None:
        """Makes sure that it can work. Raises UserError where the settings don't let it."""
        ...

    async def run(
        self, fn: Callable[..., T], items: Sequence[tuple[Any, ...]], *, hostile: bool = True
    ) -> list[Done[T] | Failed]:
        """The results of `fn(*item)` in the items' order. `hostile`: the items come from strangers."""
        ...

    async def workforce(self) -> Workforce:
        """Who works, as known now. Never raises."""
        ...

    async def close(self) -> None:
        """Ends what was started."""
        ...


class LocalEngine:
    """Works on this machine. Processes start when they are first needed and stay until `close`."""

    def __init__(self, processes: int | None = None, *, seconds: float = ITEM_SECONDS) -> None:
        """`processes`: how many at most, by default one a core. `seconds`: an item's budget."""
        self._most = processes or os.cpu_count() or 1
        self._places = asyncio.Semaphore(self._most)
        self._idle: list[_Worker] = []
        self._seconds = seconds

    async def run(
        self, fn: Callable[..., T], items: Sequence[tuple[Any, ...]], *, hostile: bool = True
    ) -> list[Done[T] | Failed]:
        if hostile or len(items) > FEW:
            return list(await asyncio.gather(*(self._in_process(fn, item) for item in items)))
        return await asyncio.to_thread(lambda: [result(attempt(fn, item)) for item in items])

    async def _in_process(self, fn: Callable[..., T], item: tuple[Any, ...]) -> Done[T] | Failed:
        async with self._places:
            process = self._idle.pop() if self._idle else await _Worker.start()
            try:
                return await process.call(fn, item, self._seconds)
            finally:
                if process.fit:
                    self._idle.append(process)
                else:
                    await process.end()

    async def ready(self) -> None:
        """Nothing is needed."""

    async def workforce(self) -> Workforce:
        return Workforce("processes of this machine", self._most)

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().end()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, process: Process) -> None:
        assert process.stdin
        assert process.stdout
        self._process, self._to, self._from = process, process.stdin, process.stdout
        self._items = 0
        self.fit = True
        """It can take another item."""

    @classmethod
    async def start(cls) -> "_Worker":
        """A process that is ready for its first item."""
        path = [str(Path(bot.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        environment = {"PYTHONPATH": os.pathsep.join(filter(None, path)), "OPENBLAS_NUM_THREADS": "1"}
        command = (sys.executable, "-P", str(Path(worker.__file__)))
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, env={**os.environ, **environment}
        )
        started = cls(process)
        try:
            async with asyncio.timeout(START_SECONDS):
                await started._receive()
        except BaseException as error:
            await started.end()
            if isinstance(error, TimeoutError | asyncio.IncompleteReadError):
                raise NewsbriefError(
                    "The process that reads pages does not start; its own message is above."
                ) from None
            raise
        return started

    async def call(self, fn: Callable[..., T], item: tuple[Any, ...], seconds: float) -> Done[T] | Failed:
        """The result for one item. A process that overstepped, died or did its share is no longer `fit`."""
        self._items += 1
        self.fit = False
        try:
            async with asyncio.timeout(seconds):
                request = pickle.dumps((fn, item))
                self._to.write(HEADER.pack(len(request)) + request)
                await self._to.drain()
                answer = await self._receive()
        except TimeoutError:
            return Failed(f"reading it takes longer than {seconds:.0f} s")
        except (asyncio.IncompleteReadError, ConnectionError):
            return Failed("it crashes its reader")
        self.fit = self._items < ITEMS_PER_PROCESS
        return result(answer)

    async def _receive(self) -> Any:
        (size,) = HEADER.unpack(await self._from.readexactly(HEADER.size))
        return pickle.loads(await self._from.readexactly(size))  # noqa: S301 - from our own process

    async def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


def result(answer: tuple[Any, str | None]) -> Done[Any] | Failed:
    """What `bot.ingest.worker.attempt` answered, as an engine gives it."""
    value, reason = answer
    return Done(value) if reason is None else Failed(reason)
