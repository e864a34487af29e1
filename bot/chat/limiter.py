"""Telegram's pace, kept by ourselves, so that no server has to say 429.

Limits (Bot API FAQ, "My bot is hitting limits"): about 30 messages a second in all, 1 a second to one chat,
20 a minute to one group or channel. What counts is when the server sees a message, so one that took longer
than usual is taken to have arrived late. All times here are monotonic seconds.
"""

import asyncio
import time
from bisect import insort
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

REPLY = 0
DIGEST = 1
"""Priorities, given as `rate_limit_args`: replies go before digests."""

RATE = 28.8
"""Messages a second, evenly."""
OVERALL = 30
"""Messages that the server may see in any second."""
CARRY = 0.03
"""Seconds of lateness that the next message may catch up; else timers alone would cost 2 % of the rate."""
CHAT_SECONDS = 1.0
GROUP_MESSAGES = 20
GROUP_SECONDS = 60.0
MARGIN = 0.02
"""Seconds added to every window for what can't be measured of the way to the server."""
LONGEST_WAY = 0.25
"""The most that a message may count as delayed on its way, so that one without an answer holds up nobody."""
SUSPICION = OVERALL
"""So many 429 in a row for different chats, a second's worth with no message accepted between, mean the bot.

A 429 does not say whether it means a chat or the bot, and fewer may well be as many busy chats.
"""

Sending = Callable[..., Coroutine[Any, Any, Any]]
ChatId = int | str | None


@dataclass(slots=True)
class _Flight:
    """A message on its way: when it left and, once answered, how much slower it was than the fastest."""

    left: float
    delay: float | None = None

    def arrived(self, now: float, fastest: float) -> float:
        """The latest time at which the server may have seen it, but for the fastest way."""
        delay = now - self.left - fastest if self.delay is None else self.delay
        return self.left + min(max(delay, 0.0), LONGEST_WAY)


@dataclass(slots=True)
class _Chat:
    """What a chat was sent lately, and until when it takes nothing."""

    group: bool
    flights: deque[_Flight] = field(default_factory=lambda: deque(maxlen=GROUP_MESSAGES))
    halted_until: float = 0.0

    def free_at(self, now: float, fastest: float, *, spaced: bool = True) -> float:
        """When it may be sent the next message; what is not `spaced` waits for the end of a halt only."""
        free = self.halted_until
        if self.flights and spaced:
            free = max(free, self.flights[-1].arrived(now, fastest) + CHAT_SECONDS + MARGIN)
        if self.group and spaced and len(self.flights) == GROUP_MESSAGES:
            free = max(free, self.flights[0].arrived(now, fastest) + GROUP_SECONDS + MARGIN)
        return free

    def forgettable(self, now: float) -> bool:
        """Whether nothing about it matters any more."""
        memory = GROUP_SECONDS if self.group else CHAT_SECONDS
        last = self.flights[-1].left if self.flights else 0.0
        return now > max(self.halted_until, last + memory + LONGEST_WAY + MARGIN)


@dataclass(slots=True, order=True)
class _Waiting:
    """A request in the queue, ordered by priority, then by arrival."""

    priority: int
    number: int
    chat: ChatId = field(compare=False)
    spaced: bool = field(compare=False)
    turn: asyncio.Future[_Flight] = field(compare=False)


class Limiter(BaseRateLimiter[int]):
    """Lets requests of PTB's bot pass at Telegram's pace. Nothing is dropped.

    A request that is told 429 waits for exactly `retry_after`, and so does its chat; a digest's is raised to
    the sender, who records it. A message's 429 that names no chat, or SUSPICION of them in a row, hold
    everything. Answers to buttons and other calls that are no message are not paced and hold up nobody.
    """

    def __init__(
        self,
        *,
        pace: bool = True,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Without `pace` only 429 are obeyed."""
        self._pace = pace
        self._monotonic = monotonic
        self._sleep = sleep
        self._queue: list[_Waiting] = []
        self._numbers = count()
        self._chats: dict[ChatId, _Chat] = {}
        self._next = 0.0
        self._window: deque[_Flight] = deque(maxlen=OVERALL)
        self._ways: deque[float] = deque([0.0], maxlen=50)
        self._fastest = 0.0
        self._halted_until = 0.0
        self._refused: set[ChatId] = set()
        self._pump: asyncio.Task[None] | None = None
        self._nap: asyncio.Future[object] | None = None

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Ends all waiting; the requests in the queue are cancelled."""
        for waiting in self._queue:
            waiting.turn.cancel()
        self._queue.clear()
        self._wake()

    async def process_request(
        self,
        callback: Sending,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """The answer to a request, made when its turn has come."""
        chat: ChatId = data.get("chat_id")
        priority = rate_limit_args or REPLY
        while True:
            flight = (
                await self._turn(chat, priority, _is_spaced(endpoint, chat)) if _is_paced(endpoint) else None
            )
            try:
                answer = await callback(*args, **kwargs)
            except RetryAfter as error:
                if flight is None:
                    await self._sleep(seconds_to_wait(error))
                    continue
                self._obey(chat, seconds_to_wait(error))
                if priority >= DIGEST:
                    raise
            else:
                self._refused.clear()
                return answer
            finally:
                self._land(flight)

    def busy(self) -> frozenset[int]:
        """Ids of chats that would have to wait if they were sent something now."""
        now = self._monotonic()
        self._forget(now)
        waiting = (id_ for id_, chat in self._chats.items() if chat.free_at(now, self._fastest) > now)
        return frozenset(id_ for id_ in waiting if isinstance(id_, int))

    def halted(self) -> bool:
        """Whether everything waits because of a 429."""
        return self._monotonic() < self._halted_until

    async def _turn(self, chat: ChatId, priority: int, spaced: bool) -> _Flight:
        now = self._monotonic()
        if not self._queue and max(self._open_at(now), self._free_at(chat, spaced, now)) <= now:
            return self._release(chat, spaced, now)
        turn: asyncio.Future[_Flight] = asyncio.get_running_loop().create_future()
        waiting = _Waiting(priority, next(self._numbers), chat, spaced, turn)
        insort(self._queue, waiting)
        self._wake()
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._serve())
        try:
            return await turn
        except asyncio.CancelledError:
            if waiting in self._queue:
                self._queue.remove(waiting)
            raise

    async def _serve(self) -> None:
        """Releases the queue's requests, each in its turn, until none is left."""
        while self._queue:
            now = self._monotonic()
            wait = self._open_at(now) - now
            if wait <= 0:
                wait = self._release_first(now) - now
            if wait > 0:
                self._nap = asyncio.ensure_future(self._sleep(wait))
                await asyncio.wait({self._nap})

    def _release_first(self, now: float) -> float:
        """Releases the first request whose chat is free; else answers when the first one will be."""
        soonest = float("inf")
        for waiting in self._queue:
            free = self._free_at(waiting.chat, waiting.spaced, now)
            if free <= now:
                self._queue.remove(waiting)
                waiting.turn.set_result(self._release(waiting.chat, waiting.spaced, now))
                return now
            soonest = min(soonest, free)
        return soonest

    def _release(self, chat: ChatId, spaced: bool, now: float) -> _Flight:
        flight = _Flight(now)
        self._next = max(self._next, now - CARRY) + 1 / RATE
        self._window.append(flight)
        if spaced and self._pace:
            self._chat(chat).flights.append(flight)
            if len(self._chats) > 1000:
                self._forget(now)
        return flight

    def _land(self, flight: _Flight | None) -> None:
        if flight is None:
            return
        way = self._monotonic() - flight.left
        self._ways.append(way)
        self._fastest = min(self._ways)
        flight.delay = way - self._fastest
        self._wake()

    def _open_at(self, now: float) -> float:
        """When the next message may leave, whoever it is for."""
        opening = self._halted_until
        if self._pace:
            opening = max(opening, self._next)
            if len(self._window) == OVERALL:
                opening = max(opening, self._window[0].arrived(now, self._fastest) + 1 + MARGIN)
        return opening

    def _free_at(self, chat: ChatId, spaced: bool, now: float) -> float:
        known = self._chats.get(chat)
        return known.free_at(now, self._fastest, spaced=spaced) if known else 0.0

    def _chat(self, chat: ChatId) -> _Chat:
        return self._chats.setdefault(chat, _Chat(_is_group(chat)))

    def _obey(self, chat: ChatId, seconds: float) -> None:
        until = self._monotonic() + seconds
        self._refused.add(chat)
        if chat is not None:
            self._chat(chat).halted_until = max(self._chat(chat).halted_until, until)
        if chat is None or len(self._refused) >= SUSPICION:
            self._halted_until = max(self._halted_until, until)

    def _forget(self, now: float) -> None:
        self._chats = {id_: chat for id_, chat in self._chats.items() if not chat.forgettable(now)}

    def _wake(self) -> None:
        if self._nap is not None:
            self._nap.cancel()


def _is_paced(endpoint: str) -> bool:
    return endpoint.startswith(("send", "edit", "copy", "forward")) and endpoint != "sendChatAction"


def _is_spaced(endpoint: str, chat: ChatId) -> bool:
    """Whether it keeps its chat's own pace too. Edits in private chats don't: they answer taps."""
    return chat is not None and (_is_group(chat) or not endpoint.startswith("edit"))


def _is_group(chat: ChatId) -> bool:
    return str(chat).startswith(("-", "@"))


def seconds_to_wait(error: RetryAfter) -> float:
    """`retry_after`, which PTB gives as a number or, with PTB_TIMEDELTA=1, as a timedelta."""
    after: int | timedelta = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
