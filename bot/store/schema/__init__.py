"""The database, as SQL to be read: the files beside this one, applied once each, in order, by their names.

A file is never changed after release. Times are ISO 8601 texts in UTC with microseconds and `+00:00`, so
that they sort as text. Lists and settings are JSON texts.
"""

from importlib.resources import files

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("newsbrief")


def _register(name: str, sql: str) -> None:
    @migrations(name=name)
    def migrate(db: Database) -> None:
        db.executescript(sql)


for _file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
    if _file.name.endswith(".sql"):
        _register(_file.name.removesuffix(".sql"), _file.read_text(encoding="utf-8"))
