"""What the bot says around the news: counts, what is left out, what could not be read. Pure."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.markup import Html, Rows, count, cut, esc, fill, join, listed
from bot.chat.times import show_since
from bot.news.model import Ranked, Story
from bot.store.model import Button, Reader

WORDS_A_MINUTE = 220
NAME = 60
DEFAULT_LENGTH = "normal"
DEFAULT_ZONE = "UTC"


def zone_of(reader: Reader | None) -> str:
    return reader.schedule.zone if reader else DEFAULT_ZONE


def length_of(reader: Reader | None) -> str:
    return reader.preferences.length if reader else DEFAULT_LENGTH


def novelty(stories: Sequence[Ranked]) -> str:
    """`3 stories, 2 new`; a story that was shown and goes on counts as new."""
    new = sum(ranked.new or ranked.since is not None for ranked in stories)
    total = count(len(stories), "story", "stories")
    if len(stories) == 1:
        return f"{total}, {'new' if stories[0].new else 'with news' if new else 'shown before'}"
    return f"{total}, {'all new' if new == len(stories) else f'{new} new' if new else 'all shown before'}"


def mark_of(ranked: Ranked, stories: Sequence[Ranked], zone: str) -> str:
    """`New` where new and shown stories are mixed; `More since Fri 13 Feb 07:30` for a story that goes on."""
    if ranked.since:
        day = ranked.since.astimezone(ZoneInfo(zone))
        return f"More since {day:%a} {day.day} {day:%b %H:%M}"
    return "New" if ranked.new and not all(other.new for other in stories) else ""


def since_of(ranked: Ranked, now: datetime, reader: Reader | None) -> str:
    """`Since Friday`, where a story's sentences are what is new since then; else empty."""
    return show_since(ranked.since, now, zone_of(reader)) if ranked.since else ""


def outlets(stories: Sequence[Story]) -> str:
    return count(len({name for story in stories for name in story.outlets}), "outlet")


def minutes(stories: Sequence[Story]) -> str:
    """How long the sentences take to read."""
    words = sum(len(quote.text.split()) for story in stories for quote in story.sentences)
    return count(max(1, round(words / WORDS_A_MINUTE)), "minute")


def hidden_line(hidden: int) -> Html:
    if not hidden:
        return Html()
    return fill(texts.HIDDEN_COUNT, what=count(hidden, "story", "stories"))


def stale_line(sources: Sequence[str]) -> Html:
    """Which sources could not be read, so that silence is not taken for no news."""
    if not sources:
        return Html()
    return fill(texts.STALE, names=names(sources))


def names(labels: Sequence[str]) -> Html:
    return listed(cut(label, NAME) for label in labels)


def follow_buttons(stories: Sequence[str], first: int = 1, wide: int = 4) -> Rows:
    """One button a story, numbered like the stories; at most sixteen."""
    made = [Button(f"Follow {i}", data=f"fol:{story}") for i, story in enumerate(stories[:16], first)]
    return tuple(tuple(made[i : i + wide]) for i in range(0, len(made), wide))


def lines(*parts: str) -> Html:
    return join([esc(part) for part in parts], "\n")
