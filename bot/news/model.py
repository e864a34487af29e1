"""The words this program thinks in. Frozen, picklable. Times are in UTC, languages ISO 639-1 or `und`."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from bot.news.fair import FairPart

UNKNOWN_LANGUAGE = "und"

SHORT, USUAL, LONG = 0, 1, 2
"""Levels of a summary: what a shorter one tells, a longer one tells too."""

AHEAD = timedelta(days=1)
"""A publication time further ahead than this is a mistake."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed, a scrape or an import line says of one article. Texts are plain, never HTML.

    `text` holds the body's paragraphs joined by blank lines ("" if the feed gives none);
    `teaser` is the feed's own short description.
    """

    title: str
    url: str | None = None
    text: str = ""
    teaser: str = ""
    byline: str | None = None
    published: datetime | None = None
    language: str | None = None
    guid: str | None = None
    categories: tuple[str, ...] = ()
    image: str | None = None
    source: str | None = None
    """The outlet that the entry itself names (an aggregator's or an import line's)."""
    id: str | None = None
    """An id of its own, given by an import line; kept as the article's."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed: what it says of itself, and its entries in the feed's order."""

    title: str
    entries: tuple[Entry, ...]
    url: str | None = None
    language: str | None = None
    ttl_minutes: int | None = None
    skip_hours: tuple[int, ...] = ()
    """Hours (UTC) and weekdays (Monday is 0) in which it asks not to be read."""
    skip_days: tuple[int, ...] = ()
    left_out: int = 0
    """How many entries it has beyond those that are read."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an article page says. `feeds` are the addresses of feeds it links (autodiscovery).

    `paywalled`: whether it says that it is not free to read; None where it says nothing of that.
    """

    title: str
    paragraphs: tuple[str, ...]
    url: str | None = None
    byline: str | None = None
    published: datetime | None = None
    language: str | None = None
    image: str | None = None
    source: str | None = None
    feeds: tuple[str, ...] = ()
    paywalled: bool | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one outlet, clean and condensed.

    `text` is the story's prose, paragraphs joined by blank lines; each item of `summary` is a verbatim
    substring of it (white space folded). `summary` is empty where no honest summary can be made.
    """

    id: str
    url: str | None
    title: str
    byline: str | None
    published: datetime | None
    source: str
    language: str
    text: str
    summary: tuple[str, ...]
    topics: tuple[str, ...]
    categories: tuple[str, ...] = ()
    image: str | None = None
    guid: str | None = None
    named: bool = False
    """Its id was given by an import line: it is never merged into another article."""
    arrived: datetime | None = None
    """When it was first stored; None before that."""
    reason: str | None = None
    """Why there is no summary."""
    graded: tuple[tuple[str, int], ...] = ()
    """`summary` and the sentences that a longer one adds, in reading order, each with its level."""
    weights: tuple[float, ...] = ()
    """How much it is about each of `topics`, in their order: 1 where the topic is its subject."""
    withdrawn: bool = False
    """Its page was there, and is there no more."""
    paywalled: bool | None = None
    """Its page says that it is not free to read; None: it said nothing of that."""

    @property
    def when(self) -> datetime | None:
        """Publication, or arrival where that is unknown or a mistake: a date AHEAD of the arrival is one."""
        if self.published and self.arrived and self.published > self.arrived + AHEAD:
            return self.arrived
        return self.published or self.arrived

    def quote(self, sentence: str, level: int = SHORT) -> "Quote":
        """A sentence of its text, with whose words they are."""
        return Quote(sentence, self.source, self.id, self.url, level)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a story, copied from `article` (an article id) of the outlet `source`."""

    text: str
    source: str
    article: str
    url: str | None = None
    level: int = SHORT
    """The shortest summary that tells it: SHORT, USUAL or LONG."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence that holds no more, and what its article says in its place; None: nothing."""

    was: Quote
    now: Quote | None


@dataclass(frozen=True, slots=True)
class Mention:
    """One of a story's articles, as a reader needs it. `kind`: what its outlet is (state, local, …)."""

    id: str
    title: str
    url: str | None
    source: str
    published: datetime | None
    paywalled: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What several outlets say of one event. `articles` come newest first; the headline is one of theirs."""

    id: str
    headline: str
    url: str | None
    """The address of the article that the headline comes from."""
    first_seen: datetime
    updated: datetime
    topics: tuple[str, ...]
    sentences: tuple[Quote, ...]
    articles: tuple[Mention, ...]
    language: str = UNKNOWN_LANGUAGE
    weights: tuple[tuple[str, float], ...] = ()
    """How much its articles are about each topic that any of them speaks of, in the mean."""

    def told(self, level: int = USUAL) -> tuple[Quote, ...]:
        """The sentences of its summary at a level, in reading order; `sentences` are those of the longest."""
        return tuple(quote for quote in self.sentences if quote.level <= level)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that tell it, without repeats, the headline's first."""
        leading = [a.source for a in self.articles if a.title == self.headline and a.url == self.url]
        return tuple(dict.fromkeys([*leading, *(a.source for a in self.articles)]))


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic as the operator's configuration gives it."""

    slug: str
    label: str
    aliases: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to be told about. `kind` is `place`, `config` (the operator's) or `phrase` (free words).

    `query` is what was typed for a phrase ("cocoa prices", "football -american"); resolving it again
    gives the same topic. For known topics it is the slug.
    """

    slug: str
    label: str
    aliases: tuple[str, ...] = ()
    kind: str = "place"
    query: str = ""


@dataclass(frozen=True, slots=True)
class Editing:
    """How articles are to be condensed and tagged; picklable, part of every call to `bot.news.article`."""

    method: str = "news"
    sentences: int = 3
    """Of a summary at its usual length."""
    topics: tuple[TopicSpec, ...] = ()
    fair: FairPart = field(default_factory=FairPart)
    """How much of one article a story quotes."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story in its place in a briefing: how well it fits, and one sentence on why it is there."""

    story: Story
    score: float
    reason: str = ""
    new: bool = True
    """The reader has not been shown it before."""
    since: datetime | None = None
    """When the reader was last told of it, where its sentences are what is new since then; UTC."""
    corrected: tuple[Correction, ...] = ()
    """Sentences that the reader was shown and that hold no more."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What there is on one topic, best first. `more` counts the stories left out by the limit."""

    topic: Topic
    stories: tuple[Ranked, ...]
    more: int = 0
    suggestions: tuple[str, ...] = ()
    """Slugs of known topics that may have been meant."""
    stale_sources: tuple[str, ...] = ()
    latest: Story | None = None
    """The newest story of the topic outside the window, where `stories` is empty."""
    hidden: int = 0
    """Stories left out because of the reader's hidden words and muted outlets."""
    cut: bool = False
    """There are older stories that were not looked at: `more` is the least that there are."""
    related: tuple[str, ...] = ()
    """Slugs of topics that the topic's stories of late speak of as well; looked for where `more` is 0."""
    checked: "Check | None" = None
    """How the sources were last read, where nothing was found."""


@dataclass(frozen=True, slots=True)
class Check:
    """What is read for a reader: so many sources, the last of them read at `last` (None: not yet)."""

    sources: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Section:
    """One topic's part of a digest."""

    topic: Topic
    stories: tuple[Ranked, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """What a reader gets at the hour they chose: only what they have not seen, each story once."""

    sections: tuple[Section, ...] = ()
    quiet: tuple[Topic, ...] = ()
    """Subscribed topics with nothing new."""
    silent: tuple[Topic, ...] = ()
    """Those of them that nothing has come on for so long that it is said, once."""
    hidden: int = 0
    stale_sources: tuple[str, ...] = ()
    hour: time | None = None
    """When the reader usually reads, if they are to be asked about it."""

    @property
    def stories(self) -> tuple[Story, ...]:
        return tuple(ranked.story for section in self.sections for ranked in section.stories)
