"""How well a story fits a topic, and in a sentence why it stands where it does."""

import math
import re
import unicodedata
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from bot.news.model import Story, Topic

FRESH = timedelta(hours=24)
"""A story loses half of its score with every such time since its newest article."""

Closeness = Literal["headlined", "about", "passing", "few"]
_CLOSENESS: dict[Closeness, str] = {
    "headlined": "its headline names {}",
    "about": "it is about {}",
    "passing": "it mentions {} in passing",
    "few": "few of its articles mention {}",
}

MENTIONED = 0.5
"""What a story scores that touches the topic in few of its articles, compared with one about it."""
_HEADLINED = 1.5
"""What a story scores that has the topic in its headline."""
_PASSING = 0.5
"""A story that is about a topic by less than that only mentions it."""


def promise(outlets: int, updated: datetime, weight: float) -> float:
    """What a story may score, to compare by before it is read: the more, the better.

    `weight` is how much its articles are about the topic.
    """
    fitting = max(weight, MENTIONED) * _HEADLINED if weight > _PASSING else weight**2
    return (
        math.log2(fitting + 0.01)
        + math.log2(1 + math.log2(outlets))
        + updated.timestamp() / FRESH.total_seconds()
    )


def fit(topic: Topic, story: Story) -> float:
    """How well a story fits a topic: 1 for one that is about it, more with it in the headline."""
    about = _weight(topic, story)
    if about is None:
        about = 1.0 if topic.slug in story.topics or topic.kind == "phrase" else MENTIONED
    return _HEADLINED * max(about, MENTIONED) if _headlined(topic, story) else about**2


def _weight(topic: Topic, story: Story) -> float | None:
    """How much the story's articles are about the topic; None where that is not known."""
    return next((weight for slug, weight in story.weights if slug == topic.slug), None)


def _headlined(topic: Topic, story: Story) -> bool:
    return _names(topic).search(folded(story.headline)) is not None


@lru_cache(maxsize=512)
def _names(topic: Topic) -> re.Pattern[str]:
    """Any of the topic's names as whole words."""
    names = sorted(filter(None, map(folded, (topic.label, *topic.aliases))), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")


def closeness(topic: Topic, story: Story) -> Closeness | None:
    """How near to a topic a story is, as far as its rank goes; None where that is not known."""
    about = _weight(topic, story)
    if _headlined(topic, story):
        return "headlined"
    if topic.kind != "phrase" and topic.slug not in story.topics:
        return "few"
    return None if about is None else "passing" if about < _PASSING else "about"


def reason(topic: Topic, story: Story, now: datetime) -> str:
    """Why a story stands where it does, as one sentence."""
    outlets = len(story.outlets)
    said = [f"{outlets} outlets tell it" if outlets > 1 else f"only {story.outlets[0]} tells it"]
    said.append(f"the newest article is {_age(now - story.updated)} old")
    if near := closeness(topic, story):
        said.append(_CLOSENESS[near].format(topic.label))
    text = ", ".join(said[:-1]) + " and " + said[-1] + "."
    return text[0].upper() + text[1:]


def _age(age: timedelta) -> str:
    minutes = max(0, int(age.total_seconds() // 60))
    for size, unit in ((1440, "day"), (60, "hour")):
        if minutes >= size:
            n = minutes // size
            return f"{n} {unit}{'s' if n > 1 else ''}"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Without case, accents and repeated spaces, to be compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
