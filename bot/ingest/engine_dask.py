"""The same work on a Dask cluster (distributed.dask.org), for more pages than one machine can read.

Only pure functions go there; what they answer comes back to the one writer. What a worker was at when it
dies is done by another; workers may come and go.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Self, TypeVar

from bot.errors import UserError
from bot.ingest.engine import Done, Failed, result
from bot.ingest.worker import attempt

T = TypeVar("T")

CONNECT_SECONDS = 15
ITEM_SECONDS = 120.0
"""How long an item may take, its place in the queue included."""


class DaskEngine:
    """Works on a cluster: the one at an address, or one of processes on this machine."""

    def __init__(self, client: Any, cluster: Any = None, *, seconds: float = ITEM_SECONDS) -> None:
        """`client` is connected and asynchronous; `cluster`, if it is ours, ends with the engine."""
        self._client = client
        self._cluster = cluster
        self._seconds = seconds

    @classmethod
    async def start(cls, address: str | None = None, processes: int | None = None) -> Self:
        """Connects to the scheduler at `address`, or starts a cluster of so many processes here.

        Raises UserError where the extra is not installed or nobody answers at the address.
        """
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            raise UserError(
                "[workers] engine: \"dask\" needs the extra; install it with: pip install 'newsbrief[dask]'."
            ) from None
        cluster = None
        if address is None:
            cluster = await LocalCluster(
                n_workers=processes, threads_per_worker=1, dashboard_address=None, asynchronous=True
            )
        try:
            client = await Client(cluster or address, asynchronous=True, timeout=CONNECT_SECONDS)
        except (OSError, ValueError) as error:
            raise UserError(f"[workers] address: {address} does not answer ({error}); mend it.") from None
        return cls(client, cluster)

    async def run(
        self, fn: Callable[..., T], items: Sequence[tuple[Any, ...]], *, hostile: bool = True
    ) -> list[Done[T] | Failed]:
        futures = [self._client.submit(attempt, fn, item, pure=False) for item in items]
        return list(await asyncio.gather(*map(self._answer, futures)))

    async def _answer(self, future: Any) -> Done[Any] | Failed:
        from distributed import CancelledError, KilledWorker

        try:
            async with asyncio.timeout(self._seconds):
                return result(await future.result())
        except TimeoutError:
            await future.cancel()
            return Failed(f"reading it takes longer than {self._seconds:.0f} s")
        except (KilledWorker, CancelledError):
            return Failed("it crashes its reader")

    async def close(self) -> None:
        await self._client.close()
        if self._cluster is not None:
            await self._cluster.close()
