"""The same work on a Dask cluster (distributed.dask.org), for more pages than one machine can read.

Only pure functions go there; what they answer comes back to the one writer. On its worker an item has the
same budgets as on this machine. What a worker was at when it died is done by another; workers may come and
go.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from bot.errors import NewsbriefError, UserError
from bot.ingest.engine import Done, Failed, LocalEngine, Workforce

T = TypeVar("T")

CONNECT_SECONDS = 15
ITEM_SECONDS = 120.0
"""How long an item may take, its place in the queue included."""

_here: LocalEngine | None = None
"""On a worker: what works on its items."""


async def work_here(fn: Callable[..., T], item: tuple[Any, ...]) -> Done[T] | Failed:
    """On a worker: the result for one item, worked on in a process that is ended when it oversteps."""
    global _here
    if _here is None:
        from distributed import get_worker

        _here = LocalEngine(get_worker().state.nthreads)
    (result,) = await _here.run(fn, [item])
    return result


class DaskEngine:
    """Works on a cluster: the one at an address, or one of processes on this machine; begun when needed."""

    def __init__(
        self, address: str | None = None, processes: int | None = None, *, seconds: float = ITEM_SECONDS
    ) -> None:
        """`address` of the scheduler; without one a cluster of so many `processes` is started here."""
        self._address = address
        self._processes = processes
        self._seconds = seconds
        self._client: Any = None
        self._cluster: Any = None
        self._starting = asyncio.Lock()

    async def ready(self) -> None:
        """Connects. Raises UserError where the extra is not installed or nobody answers at the address."""
        async with self._starting:
            if self._client is not None:
                return
            try:
                from distributed import Client, LocalCluster
            except ImportError:
                raise UserError(
                    '[workers] engine: "dask" needs the extra; install it with:'
                    " pip install 'newsbrief[dask]'."
                ) from None
            if self._address is None:
                self._cluster = await LocalCluster(
                    n_workers=self._processes,
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",
                    asynchronous=True,
                )
            try:
                self._client = await Client(
                    self._cluster or self._address, asynchronous=True, timeout=CONNECT_SECONDS
                )
            except (OSError, ValueError) as error:
                raise UserError(
                    f"[workers] address: {self._address} does not answer ({error}); mend it."
                ) from None

    async def run(
        self, fn: Callable[..., T], items: Sequence[tuple[Any, ...]], *, hostile: bool = True
    ) -> list[Done[T] | Failed]:
        """The results. Raises NewsbriefError where the cluster has nobody to do the work."""
        await self.ready()
        futures = [self._client.submit(work_here, fn, item, pure=False) for item in items]
        return list(await asyncio.gather(*map(self._answer, futures)))

    async def _answer(self, future: Any) -> Done[Any] | Failed:
        from distributed import CancelledError, KilledWorker

        try:
            async with asyncio.timeout(self._seconds):
                answer: Done[Any] | Failed = await future.result()
        except TimeoutError:
            await future.cancel()
            if not (await self.workforce()).workers:
                raise NewsbriefError("The cluster has no worker; its items are tried again later.") from None
            return Failed(f"reading it takes longer than {self._seconds:.0f} s")
        except (KilledWorker, CancelledError):
            raise NewsbriefError(
                "The cluster's workers die; what they were at is tried again later."
            ) from None
        return answer

    async def workforce(self) -> Workforce:
        where = (
            f"on the cluster at {self._address}"
            if self._address
            else "on a cluster that starts with the work"
        )
        if self._client is None and self._address is None:
            return Workforce(where, 0)
        try:
            await self.ready()
            async with asyncio.timeout(CONNECT_SECONDS):
                workers = (await self._client.scheduler.identity())["workers"].values()
        except (UserError, OSError, TimeoutError) as error:
            return Workforce(where, 0, trouble=str(error) or "it does not answer")
        return Workforce(
            where,
            workers=sum(worker["nthreads"] for worker in workers),
            waiting=sum(worker["metrics"].get("ready", 0) for worker in workers),
        )

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
        if self._cluster is not None:
            await self._cluster.close()
