"""Which story an article belongs to, decided as it arrives: single pass, tf-idf with a learned rarity.

One more article costs the same whatever the size of the archive: only the newest articles that share its
rarest words are looked at. The state is a function of the newest `live` articles and their stories, so that
an index rebuilt from the database decides as the one that has been running.
"""

import math
from array import array
from bisect import insort
from collections import deque
from dataclasses import replace
from hashlib import sha256
from heapq import nlargest
from statistics import fmean

from bot.news.model import Article
from bot.news.stories.known import Known, look, nearness, same_language
from bot.news.stories.likeness import likeness, strangers
from bot.news.stories.rules import Rules

_NONE: "array[int]" = array("I")
_TAKEN_FOR_GRANTED = 500
"""The rarity of words is learned as if so many articles without them had been seen before the first."""


class StoryIndex:
    """Assigns articles to stories. Articles come in the order of their `n`, which grows with arrival."""

    def __init__(self, rules: Rules | None = None) -> None:
        self.rules = rules or Rules()
        self.last = 0
        """The n of the newest article known; 0 before the first."""
        self._live: dict[int, Known] = {}
        self._arrivals: deque[int] = deque()
        self._postings: dict[int, array[int]] = {}
        self._stories: dict[str, list[int]] = {}
        self._ids: dict[str, int] = {}
        self._wires: dict[int, int] = {}
        self.merged: dict[str, str] = {}
        """The stories that the article added last showed to be parts of others, and of which."""

    def __len__(self) -> int:
        return len(self._live)

    def add(self, n: int, article: Article, story: str | None = None) -> str:
        """Learns an article and returns its story's id. Without `story` it decides, else takes the given one.

        An article that is known keeps its story, unless another is given. Where it decides, stories that the
        article shows to be one become one: `merged` says which. ValueError if `n` is not new.
        """
        new = look(article)
        self.merged = {}
        if (known := self._ids.get(article.id)) is not None:
            story = story or self._live[known].story
        elif story is None:
            self.let_go(n - self.rules.live)
            fitting = self._fitting(article, new)
            story = self._one_of(fitting) if len(fitting) > 1 else next(iter(fitting), story_id(article))
        return self.learn(n, replace(new, story=story))

    def learn(self, n: int, known: Known) -> str:
        """Learns an article of a story, or that it is another now, and returns its story's id.

        ValueError if `n` is not new.
        """
        if (before := self._ids.get(known.id)) is not None:
            self._unlink(before)
            n = before
        elif n <= self.last:
            raise ValueError(f"article {known.id} comes as {n}, after {self.last}")
        else:
            self.let_go(n - self.rules.live)
            self._arrivals.append(n)
            self.last = n
        self._live[n] = known
        self._link(n)
        return known.story

    def known(self, article: str) -> Known:
        """What is known of a live article. KeyError for others."""
        return self._live[self._ids[article]]

    def let_go(self, n: int) -> None:
        """Forgets the articles up to the n-th."""
        while self._arrivals and self._arrivals[0] <= n:
            oldest = self._arrivals.popleft()
            self._unlink(oldest)
            del self._live[oldest]

    def merge(self, former: str, story: str) -> None:
        """The articles of `former` belong to `story` from now on."""
        for n in self._stories.pop(former, ()):
            self._live[n] = replace(self._live[n], story=story)
            insort(self._stories.setdefault(story, []), n)

    def _link(self, n: int) -> None:
        known = self._live[n]
        self._ids[known.id] = n
        insort(self._stories.setdefault(known.story, []), n)
        if known.wire:
            self._wires[known.wire] = max(n, self._wires.get(known.wire, 0))
        for term in known.profile.terms:
            postings = self._postings.get(term)
            if postings is None:
                self._postings[term] = array("I", (n,))
            elif n > postings[-1]:
                postings.append(n)
            else:
                insort(postings, n)

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
        return rarity(len(self._postings.get(term, _NONE)), len(self._live))

    def _fitting(self, article: Article, new: Known) -> list[str]:
        """The stories that an article may belong to, most alike first."""
        if new.wire in self._wires:
            return [self._live[self._wires[new.wire]].story]
        ours = new.profile.weights(self._rarity)
        found: list[tuple[float, int, str]] = []
        for place, story in enumerate(self._candidates(ours, new)):
            alike, closest = likeness(ours, new, self._members(story, new), self._weights, self.rules)
            if alike >= self.rules.threshold and not strangers(
                article, new, closest, self._rarity, self.rules
            ):
                found.append((-alike, -place, story))
        return [story for _, _, story in sorted(found)]

    def _one_of(self, fitting: list[str]) -> str:
        """The story of an article that fits several: the best, with whatever is one with it, by the id of the
        oldest. A round-up fits stories that are not alike, and leaves them apart."""
        home = fitting[0]
        for other in fitting[1:]:
            former, older = sorted((home, other), key=lambda story: self._stories[story][0], reverse=True)
            if self._converge(former, older):
                self.merge(former, older)
                self.merged[former] = home = older
        return home

    def _converge(self, former: str, older: str) -> bool:
        """Whether two stories tell of one event, as far as their own articles tell."""
        newest = [self._live[n] for n in self._stories[former][-self.rules.members :]]
        return (
            fmean(
                likeness(self._weights(one), one, self._members(older, one), self._weights, self.rules)[0]
                for one in newest
            )
            >= self.rules.convergence
        )

    def _members(self, story: str, new: Known) -> list[Known]:
        """The newest articles of a story: more of them for a bare headline."""
        most = self.rules.headlines if new.bare else self.rules.members
        return [self._live[n] for n in self._stories[story][-most:]]

    def _weights(self, known: Known) -> dict[int, float]:
        return known.profile.weights(self._rarity)

    def _candidates(self, ours: dict[int, float], new: Known) -> list[str]:
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
                same_language(known.language, new.language)
                and nearness(new, known, self.rules.half_life) >= self.rules.threshold
            ):
                found[known.story] = None
            if len(found) == self.rules.candidates:
                break
        return list(found)


def rarity(seen: int, known: int) -> float:
    """Inverse document frequency of a word that `seen` of the `known` articles have."""
    return math.log((known + _TAKEN_FOR_GRANTED) / (seen + 1))


def story_id(article: Article) -> str:
    """Twelve lower-case hex digits, derived from the id of the article that opens the story."""
    return sha256(article.id.encode("utf-8", "replace")).hexdigest()[:12]
