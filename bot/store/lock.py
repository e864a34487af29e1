"""Who owns a database: one `run` at a time, told by a lock file beside it."""

import fcntl
import os
from pathlib import Path

from bot.errors import BusyError, StoreError


class Ownership:
    """The lock of one database, held until `release` or the end of the process, however it ends."""

    def __init__(self, database: Path) -> None:
        """Takes it at once. Raises BusyError if another process has it."""
        self.path = database.with_name(database.name + ".lock")
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(
                f"{self.path}: the lock file cannot be written ({error.strerror}). Mend the permissions."
            ) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            raise BusyError(
                f"{database}: another `newsbrief run` is using this database. "
                "Stop it first, or set another path in [store]."
            ) from None

    def release(self) -> None:
        """Gives it up; the file stays, since removing it would race with the next owner."""
        os.close(self._file)
