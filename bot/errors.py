"""What can go wrong, as people should hear of it.

NewsbriefError
├── UserError              the input is at fault; the message is one sentence: the thing, the reason, the mend
│   ├── ConfigError        the configuration; carries every mistake found
│   ├── SourceError        an address or file that cannot be read; carries the location and the reason
│   ├── BusyError          another `run` owns this database
│   └── ForeignFileError   the file named for the database is something else
└── StoreError             the database is damaged or cannot be written
"""

from collections.abc import Sequence


class NewsbriefError(Exception):
    """Base of all errors raised on purpose."""


class UserError(NewsbriefError):
    """The input is at fault. Exit status 2 on the command line, a polite reply in chat.

    The sentence may have {names} for `values`, so that a front can say it in another language.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values) if values else sentence)
        self.sentence = sentence
        self.values = values


class ConfigError(UserError):
    """The configuration is wrong. `mistakes` holds one sentence each."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


class SourceError(UserError):
    """A location could not be read. `reason` is a phrase fit for a reader ("no answer within 30 s")."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(f"{location}: {reason}")
        self.location = location
        self.reason = reason


class BusyError(UserError):
    """Another process owns the database."""


class ForeignFileError(UserError):
    """The file named for the database is no database, or another program's."""


class StoreError(NewsbriefError):
    """The database is damaged or cannot be written."""
