"""Which story an article belongs to, decided as it arrives: single pass, tf-idf with a learned rarity.

One more article costs the same whatever the size of the archive: only the newest articles that share its
rarest words are looked at. The state is a function of the newest `live` articles and their stories, so that
an index rebuilt from the database decides as the one that has been running.
"""

import math
import re
from array import array
from bisect import insort
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from heapq import nlargest
from statistics import geometric_mean

from bot.news.model import UNKNOWN_LANGUAGE, Article
from bot.news.similarity import Profile, cosine, names, profile


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides. How the values were found: benchmarks/stories.py."""

    threshold: float = 0.20
    """An article joins a story if it is at least so alike to the closer half of its members."""
    names: float = 0.05
    """At least this part of the names and figures it begins with must occur there, weighed by rarity."""
    names_of_short: float = 0.1
    """The same for an article of few words, where a common verb or two make any two alike."""
    short: int = 30
    """An article is short if it begins with fewer different words than this."""
    half_life: timedelta = timedelta(hours=48)
    """Likeness halves with every such time between two articles."""
    members: int = 12
    """A story is what its newest articles say."""
    rare_words: int = 24
    """How many of an article's words are looked up."""
    recent: int = 150
    """How many of the newest articles are considered for each of them."""
    compared: int = 60
    """How many articles, those that share most, name the stories to compare."""
    candidates: int = 8
    """How many stories are compared in full."""
    live: int = 100_000
    """How many articles are known; the oldest to arrive fall out."""


_ENOUGH_NAMES = 3
_DAYS = names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "", "en")
"""Half of all news happened on one of them."""
_WIRE_WORDS = 20
_NO_WORDS = profile("", "", UNKNOWN_LANGUAGE)
_ROUND_UP = re.compile(
    r"\b(?:(?:the )?(?:day|week|month|news|world) in (?:brief|review|pictures)|news in brief|top stories"
    r"|(?:news|daily|weekly|morning|evening) round-?up|(?:morning|evening|daily|\w+day) briefing"
    r"|en bref|revue de presse|l[’']essentiel de)\b",
    re.IGNORECASE,
)
_NONE: "array[int]" = array("I")
_TAKEN_FOR_GRANTED = 500
"""The rarity of words is learned as if so many articles without them had been seen before the first."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A live article. `at` is in seconds since 1970."""

    id: str
    story: str
    at: float | None
    language: str
    profile: Profile
    wire: int


class StoryIndex:
    """Assigns articles to stories. Articles come in the order of their `n`, which grows with arrival."""

    def __init__(self, rules: Rules | None = None) -> None:
        self.rules = rules or Rules()
        self.last = 0
        """The n of the newest article known; 0 before the first."""
        self._live: dict[int, _Known] = {}
        self._arrivals: deque[int] = deque()
        self._postings: dict[int, array[int]] = {}
        self._stories: dict[str, list[int]] = {}
        self._ids: dict[str, int] = {}
        self._wires: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._live)

    def add(self, n: int, article: Article, story: str | None = None) -> str:
        """Learns an article and returns its story's id. Without `story` it decides, else takes the given one.

        An article that is known keeps its story, unless another is given. ValueError if `n` is not new.
        """
        new = _look(article)
        if (known := self._ids.get(article.id)) is not None:
            return self._change(known, replace(new, story=story or self._live[known].story))
        if n <= self.last:
            raise ValueError(f"article {article.id} comes as {n}, after {self.last}")
        home = story or self._home(article, new) or story_id(article)
        self._live[n] = replace(new, story=home)
        self._link(n)
        self._arrivals.append(n)
        self.last = n
        if len(self._live) > self.rules.live:
            oldest = self._arrivals.popleft()
            self._unlink(oldest)
            del self._live[oldest]
        return home

    def _change(self, n: int, new: _Known) -> str:
        """Puts the new version of an article in the place of the old one."""
        self._unlink(n)
        self._live[n] = new
        self._link(n)
        return new.story

    def _link(self, n: int) -> None:
        known = self._live[n]
        self._ids[known.id] = n
        insort(self._stories.setdefault(known.story, []), n)
        if known.wire:
            self._wires[known.wire] = max(n, self._wires.get(known.wire, 0))
        for term in known.profile.terms:
            insort(self._postings.setdefault(term, array("I")), n)

    def _unlink(self, n: int) -> None:
        known = self._live[n]
        del self._ids[known.id]
        self._stories[known.story].remove(n)
        if not self._stories[known.story]:
            del self._stories[known.story]
        if self._wires.get(known.wire) == n:
            del self._wires[known.wire]
            for other in self._stories.get(known.story, ()):
                if self._live[other].wire == known.wire:
                    self._wires[known.wire] = other
        for term in known.profile.terms:
            self._postings[term].remove(n)
            if not self._postings[term]:
                del self._postings[term]

    def _rarity(self, term: int) -> float:
        """Inverse document frequency among the live articles."""
        seen = len(self._postings.get(term, _NONE))
        return math.log((len(self._live) + _TAKEN_FOR_GRANTED) / (seen + 1))

    def _home(self, article: Article, new: _Known) -> str | None:
        """The story that an article belongs to, or None if it opens one."""
        if new.wire in self._wires:
            return self._live[self._wires[new.wire]].story
        ours = new.profile.weights(self._rarity)
        best, likeness = None, self.rules.threshold
        for story in self._candidates(ours, new):
            found, closest = self._likeness(ours, new, story)
            if found >= likeness and not self._strangers(article, new, closest):
                best, likeness = story, found
        return best

    def _candidates(self, ours: dict[int, float], new: _Known) -> list[str]:
        """The stories of the articles that share most with this one, most first."""
        shared: dict[int, float] = {}
        for term in sorted(ours, key=lambda t: (-ours[t], t))[: self.rules.rare_words]:
            weight = ours[term] ** 2
            for n in self._postings.get(term, _NONE)[-self.rules.recent :]:
                shared[n] = shared.get(n, 0.0) + weight
        found: dict[str, None] = {}
        for n, _ in nlargest(self.rules.compared, shared.items(), key=lambda item: (item[1], item[0])):
            known = self._live[n]
            if (
                _same_language(known.language, new.language)
                and self._near(new, known) >= self.rules.threshold
            ):
                found[known.story] = None
            if len(found) == self.rules.candidates:
                break
        return list(found)

    def _likeness(self, ours: dict[int, float], new: _Known, story: str) -> tuple[float, list[_Known]]:
        """How alike an article is to the closer half of a story's members, and which these are.

        It must be a little alike to each of them, else it is not at all: a round-up among them does not
        make up for one of another event.
        """
        scored = []
        for n in self._stories[story][-self.rules.members :]:
            member = self._live[n]
            likeness = cosine(ours, member.profile.weights(self._rarity)) * self._near(new, member)
            scored.append((likeness, n))
        closest = sorted(scored, reverse=True)[: len(scored) // 2 + 1]
        members = [self._live[n] for _, n in closest]
        if closest[-1][0] < self.rules.threshold / 2:
            return 0.0, members
        return geometric_mean(likeness for likeness, _ in closest), members

    def _strangers(self, article: Article, new: _Known, members: Sequence[_Known]) -> bool:
        """An article names people, places or figures; next to none of them occur in the members."""
        named = names(article.title, article.text, article.language)
        short = len(new.profile.terms) < self.rules.short
        if short:
            named -= _DAYS
        if len(named) < (1 if short else _ENOUGH_NAMES):
            return False
        theirs = {term for member in members for term in member.profile.terms}
        shared = sum(self._rarity(term) for term in named & theirs)
        least = self.rules.names_of_short if short else self.rules.names
        return shared < least * sum(self._rarity(term) for term in named)

    def _near(self, one: _Known, other: _Known) -> float:
        """1 for articles of the same time, halved with every half-life between them."""
        if one.at is None or other.at is None:
            return 1.0
        return float(0.5 ** (abs(one.at - other.at) / self.rules.half_life.total_seconds()))


def story_id(article: Article) -> str:
    """Twelve lower-case hex digits, derived from the id of the article that opens the story."""
    return sha256(article.id.encode("utf-8", "replace")).hexdigest()[:12]


def _look(article: Article) -> _Known:
    """An article as the index keeps it. One dated after its arrival counts as of its arrival.

    A round-up tells no story of its own: it keeps no words, so that it joins none and none joins it.
    """
    when = article.when
    if when and article.arrived and when > article.arrived:
        when = article.arrived
    round_up = _ROUND_UP.search(article.title)
    return _Known(
        id=article.id,
        story="",
        at=when.timestamp() if when else None,
        language=article.language,
        profile=_NO_WORDS if round_up else profile(article.title, article.text, article.language),
        wire=_wire(article.text),
    )


def _wire(text: str) -> int:
    """The same number for the same text; 0 for a text too short to tell."""
    words = text.split()
    if len(words) < _WIRE_WORDS:
        return 0
    return int.from_bytes(sha256(" ".join(words).encode("utf-8", "replace")).digest()[:8], "big")


def _same_language(one: str, other: str) -> bool:
    return one == other or UNKNOWN_LANGUAGE in (one, other)
