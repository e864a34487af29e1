"""Rows as the rest of the program sees them. Times are aware, in UTC."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.calendar import Schedule


@dataclass(frozen=True, slots=True)
class Source:
    """Somewhere that articles come from, and how it has been doing."""

    id: int
    url: str
    name: str
    kind: str
    language: str | None
    country: str | None
    allow_private: bool
    owner: int | None
    etag: str | None
    last_modified: str | None
    next_due: datetime
    interval_s: int
    failures: int
    last_error: str | None
    last_success: datetime | None
    last_new: datetime | None = None
    """When it last brought a new article."""
    skip_hours: tuple[int, ...] = ()
    """Hours (UTC) and weekdays (Monday is 0) in which the feed asks not to be read."""
    skip_days: tuple[int, ...] = ()
    active: bool = True
    """Whether it is asked; one that is gone for good (410) is not."""
    origin: str = "config"
    """config or opml (for everybody), or reader: only for those who added it."""
    is_feed: bool = False
    """Whether it was ever read as a feed, not as a page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation is held: a chat, in a forum a thread. `kind` is private, group or channel.

    `bot` is the id of the bot that it is held with; of a reader's place, of the bot that the chat belongs to.
    """

    chat: int
    thread: int = 0
    kind: str = "private"
    title: str = ""
    bot: int = 0


@dataclass(frozen=True, slots=True)
class Subscription:
    """A topic that a reader subscribed to; `query` resolves to it."""

    slug: str
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class OwnFeed:
    """A source (its row) that a reader added for themselves."""

    source: int
    name: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """How briefings look and what they leave out."""

    length: str = "normal"
    """headlines, short, normal or long"""
    language: str = ""
    """What the bot speaks with them (ISO 639-1); empty until it is known."""
    alerts: bool = False
    silent_topics: tuple[str, ...] = ()
    """Slugs of topics that bring no alerts."""
    stories_per_topic: int = 3
    say_nothing_new: bool = True
    hidden_words: tuple[str, ...] = ()
    muted_outlets: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    """`outlet:<name>` and `topic:<slug>` that weigh half, once for every time that they stand here."""
    more: tuple[str, ...] = ()
    """The same that weigh twice as much."""
    ask_hour: bool = True
    """The reader may be asked, once, whether their digest should come when they read."""
    weekly: str = ""
    """Since when (ISO 8601, UTC) the reader wants a recap on Sundays; empty: not."""
    languages: tuple[str, ...] = ()
    """Only articles in these (ISO 639-1); empty means all."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A subscriber: a private chat, a group, a forum thread or a channel."""

    id: int
    place: Place
    state: str
    """active, stopped (by the reader) or suspended (blocked, kicked, deactivated)"""
    schedule: Schedule
    paused_until: datetime | None
    next_due: datetime | None
    """When the next digest is due; None where none is (no topic, paused, stopped)."""
    created: datetime
    preferences: Preferences = field(default_factory=Preferences)
    topics: tuple[Subscription, ...] = ()
    feeds: tuple[OwnFeed, ...] = ()

    @property
    def language(self) -> str:
        """What the bot speaks with them (ISO 639-1)."""
        return self.preferences.language or "en"

    @property
    def subscribed(self) -> bool:
        """There is something to put into a digest: a topic or a feed of their own."""
        return bool(self.topics or self.feeds)

    @property
    def own(self) -> tuple[int, ...]:
        """The rows of the sources that only they, and others who added them, may see."""
        return tuple(feed.source for feed in self.feeds)


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message: `data` (at most 64 bytes) comes back when pressed, or `url` is opened.

    `start` opens a private chat with the bot and this payload. `inline` lets somebody pick a chat and share
    there what the bot answers to this query; `url` is for a bot that may not.
    """

    text: str
    data: str | None = None
    url: str | None = None
    start: str | None = None
    inline: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What to send, as Telegram's HTML. `silent`: without a sound; `preview_url`: with a link preview.

    `stories` are the ids of those told in it, `sentences` and `corrections` the fingerprints of what it
    tells and takes back: they count as shown unless it certainly did not arrive.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    silent: bool = False
    preview_url: str | None = None
    stories: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    reply_to: int | None = None
