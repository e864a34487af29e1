"""The long pauses of a Python process with much in memory, and how they are kept from whoever waits.

Python's full garbage collection walks all that lives, and nothing else runs meanwhile: 150 ms with 20,000
articles in the story index, a second with 100,000. It comes by itself whenever a quarter more has come to
live. A thread that computes gives the others a turn only every 5 ms, and an answer needs a dozen turns.
"""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

from bot.logs import get_logger

log = get_logger(__name__)

TURN_SECONDS = 0.0001
"""For so long a thread may compute while another one waits."""
LOOK_SECONDS = 600.0
"""How often garbage is looked for that only a full collection finds."""
LONG_SECONDS = 0.02
"""A collection that takes longer has walked too much that stays."""
_NEVER = 1_000_000_000


@asynccontextmanager
async def short_pauses() -> AsyncIterator[None]:
    """For the length of a block no full collection comes by itself, and threads take short turns."""
    turn, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(TURN_SECONDS)
    gc.set_threshold(*thresholds[:2], _NEVER)
    tidying = asyncio.create_task(_tidy_on_and_on())
    try:
        yield
    finally:
        tidying.cancel()
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(turn)


async def _tidy_on_and_on() -> None:
    tidying = Tidying()
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        tidying.tidy()


class Tidying:
    """Full collections that walk only what has come to live lately.

    What was there at the first look (libraries, catalogues, the story index) is set aside without a walk;
    later all that survives is, whenever a walk has become long. What is set aside is still freed once nothing
    refers to it; only rings of objects in it are not.
    """

    def __init__(self) -> None:
        self._begun = False

    def tidy(self) -> None:
        """Looks for garbage. Blocks for some milliseconds."""
        if not self._begun:
            self._begun = True
            gc.freeze()
            return
        started = perf_counter()
        found = gc.collect()
        took = perf_counter() - started
        log.debug("garbage collected", objects=found, ms=round(1000 * took, 1))
        if took > LONG_SECONDS:
            gc.freeze()
