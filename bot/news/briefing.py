"""Stories, a topic and what a reader has seen -> a briefing or a digest, best first, each with its reason."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from bot.news.model import Briefing, Digest, Ranked, Section, Story, Taste, Topic
from bot.news.novelty import News

FRESH = timedelta(hours=24)
"""A story loses half of its score with every such time since its newest article."""
MOST_PER_OUTLET = 3
"""So many stories of a digest may be led by the same outlet."""

_UPDATE = 0.5
"""What news of a story scores that the reader knows, compared with a story they don't."""
_MENTIONED = 0.5
"""What a story scores that touches the topic in few of its articles, compared with one about it."""
_HEADLINED = 1.5
"""What a story scores that has the topic in its headline."""


def compose_brief(
    topic: Topic,
    stories: Sequence[Story],
    now: datetime,
    *,
    limit: int,
    taste: Taste,
    relevance: Mapping[str, float] | None = None,
) -> Briefing:
    """What there is on a topic, best first, at most `limit` stories (0: all).

    Stories seen before stay, marked as not new. `relevance` maps story ids to how well they fit (1 is the
    usual); without it that is read from the story's topics and headline.
    """
    shown, hidden = _to_taste(stories, taste)
    ranked = _varied(rank(topic, shown, now, taste, relevance))
    kept = ranked[:limit] if limit > 0 else ranked
    return Briefing(topic, tuple(kept), more=len(ranked) - len(kept), hidden=len(hidden))


def compose_digest(
    sections: Sequence[tuple[Topic, Sequence[Story]]],
    now: datetime,
    *,
    per_topic: int,
    taste: Taste,
    stale_sources: Sequence[str] = (),
) -> Digest:
    """What is new on a reader's topics, in their order: each story once, at most `per_topic` a topic.

    At most MOST_PER_OUTLET stories come from one outlet, but for a topic's only story and where there is
    no other outlet.
    """
    ranked = [(topic, rank(topic, stories, now, Taste())) for topic, stories in sections]
    return deal_digest(ranked, now, per_topic=per_topic, taste=taste, stale_sources=stale_sources)


def deal_digest(
    sections: Sequence[tuple[Topic, Sequence[Ranked]]],
    now: datetime,
    *,
    per_topic: int,
    taste: Taste,
    stale_sources: Sequence[str] = (),
    news: Mapping[str, News] | None = None,
) -> Digest:
    """As `compose_digest`, of stories that `rank` has ranked at `now`, once for all readers of a topic.

    A story seen before comes again if `news` (by story id) has sentences of it, and then with nothing else.
    """
    hidden: set[str] = set()
    ranked: list[tuple[Topic, list[Ranked]]] = []
    for topic, stories in sections:
        fitting, left_out = _fitting(topic, _unread(stories, taste, news or {}), now, taste)
        hidden |= left_out
        ranked.append((topic, fitting))
    dealt = _deal([stories for _, stories in ranked], per_topic)
    placed = {r.story.id for hand in dealt for r in hand}
    made = [
        Section(topic, tuple(hand), more=sum(r.story.id not in placed for r in stories))
        for (topic, stories), hand in zip(ranked, dealt, strict=True)
    ]
    return Digest(
        sections=tuple(section for section in made if section.stories),
        quiet=tuple(topic for topic, stories in ranked if not stories),
        hidden=len(hidden),
        stale_sources=tuple(stale_sources),
    )


def _unread(ranked: Sequence[Ranked], taste: Taste, news: Mapping[str, News]) -> list[Ranked]:
    """What a reader has not seen, and of what they have seen what is new, ranked behind it."""
    left = []
    for r in ranked:
        if r.story.id not in taste.seen:
            left.append(r)
        elif found := news.get(r.story.id):
            story = replace(r.story, sentences=found.quotes)
            score = r.score * _UPDATE
            left.append(replace(r, story=story, score=score, since=found.since, corrected=found.corrected))
    return sorted(left, key=_best_first)


def _fitting(
    topic: Topic, unread: Sequence[Ranked], now: datetime, taste: Taste
) -> tuple[list[Ranked], set[str]]:
    """What a reader wants to see, best first, and the ids of what they hide."""
    if not (taste.hidden_words or taste.muted_outlets or taste.languages):
        return list(unread), set()
    before = {r.story.id: r for r in unread}
    shown, hidden = _to_taste([r.story for r in unread], taste)
    left = [
        replace(r, since=before[r.story.id].since, corrected=before[r.story.id].corrected)
        for r in rank(topic, shown, now, Taste())
    ]
    return [r for r in left if r.story.sentences or not r.since], hidden


def rank(
    topic: Topic,
    stories: Sequence[Story],
    now: datetime,
    taste: Taste,
    relevance: Mapping[str, float] | None = None,
) -> list[Ranked]:
    """Every story once, best first: independent outlets, freshness, and how well it fits the topic."""
    found: dict[str, Ranked] = {}
    for story in stories:
        fit = relevance.get(story.id, _MENTIONED) if relevance is not None else _fit(topic, story)
        score = fit * (1 + math.log2(independent_outlets(story))) * _freshness(story, now)
        reason = _reason(topic, story, now)
        found.setdefault(story.id, Ranked(story, round(score, 6), reason, story.id not in taste.seen))
    return sorted(found.values(), key=_best_first)


def _best_first(ranked: Ranked) -> tuple[float, float, str]:
    return (-ranked.score, -ranked.story.updated.timestamp(), ranked.story.id)


def independent_outlets(story: Story) -> int:
    """How many outlets tell a story in their own words: the same headline counts once. At least 1."""
    headlines = {_folded(mention.title) for mention in story.articles}
    return max(1, min(len(story.outlets), len(headlines)))


def _freshness(story: Story, now: datetime) -> float:
    age = max(timedelta(0), now - story.updated)
    return float(0.5 ** (age / FRESH))


def _fit(topic: Topic, story: Story) -> float:
    if _headlined(topic, story):
        return _HEADLINED
    return 1.0 if topic.slug in story.topics or topic.kind == "phrase" else _MENTIONED


def _headlined(topic: Topic, story: Story) -> bool:
    return any(_has_word(_folded(story.headline), _folded(name)) for name in (topic.label, *topic.aliases))


def _reason(topic: Topic, story: Story, now: datetime) -> str:
    """Why a story stands where it does, as one sentence."""
    outlets = len(story.outlets)
    said = [f"{outlets} outlets tell it" if outlets > 1 else f"only {story.outlets[0]} tells it"]
    said.append(f"the newest article is {_age(now - story.updated)} old")
    if _headlined(topic, story):
        said.append(f"{topic.label} is in its headline")
    elif topic.kind != "phrase" and topic.slug not in story.topics:
        said.append(f"few of its articles mention {topic.label}")
    text = ", ".join(said[:-1]) + " and " + said[-1] + "."
    return text[0].upper() + text[1:]


def _age(age: timedelta) -> str:
    minutes = max(0, int(age.total_seconds() // 60))
    for size, unit in ((1440, "day"), (60, "hour")):
        if minutes >= size:
            n = minutes // size
            return f"{n} {unit}{'s' if n > 1 else ''}"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def _varied(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The same stories, best first; those beyond an outlet's share lose half of their score."""
    leads: Counter[str] = Counter()
    varied: list[Ranked] = []
    for r in ranked:
        outlet = r.story.outlets[0]
        leads[outlet] += 1
        varied.append(r if leads[outlet] <= MOST_PER_OUTLET else replace(r, score=r.score / 2))
    return sorted(varied, key=_best_first)


def _deal(hands: Sequence[Sequence[Ranked]], per_topic: int) -> list[list[Ranked]]:
    """Deals stories to topics in turns, topics with the fewest first; a story goes to one topic only."""
    dealt: list[list[Ranked]] = [[] for _ in hands]
    taken: set[str] = set()
    leads: Counter[str] = Counter()
    leading = (r.story.outlets[0] for hand in hands for r in hand)
    first = next(leading, None)
    several_outlets = any(outlet != first for outlet in leading)
    order = sorted(range(len(hands)), key=lambda i: (len(hands[i]), i))
    for turn in range(per_topic):
        for i in order:
            for r in hands[i]:
                outlet = r.story.outlets[0]
                full = several_outlets and turn > 0 and leads[outlet] >= MOST_PER_OUTLET
                if r.story.id not in taken and not full:
                    dealt[i].append(r)
                    taken.add(r.story.id)
                    leads[outlet] += 1
                    break
    return [sorted(hand, key=_best_first) for hand in dealt]


def _to_taste(stories: Sequence[Story], taste: Taste) -> tuple[list[Story], set[str]]:
    """What a reader wants to see of these stories, and the ids of those hidden by words or muted outlets."""
    shown: list[Story] = []
    hidden: set[str] = set()
    for story in stories:
        if taste.languages and story.language not in taste.languages:
            continue
        left = _without(story, taste.muted_outlets)
        if left is None or _speaks_of(left, taste.hidden_words):
            hidden.add(story.id)
        else:
            shown.append(left)
    return shown, hidden


def _without(story: Story, muted: Sequence[str]) -> Story | None:
    """The story without what these outlets say; None if nothing is left."""
    names = {_folded(name) for name in muted}
    if not any(_folded(mention.source) in names for mention in story.articles):
        return story
    left = tuple(m for m in story.articles if _folded(m.source) not in names)
    if not left:
        return None
    lead = next((m for m in left if (m.title, m.url) == (story.headline, story.url)), left[0])
    sentences = tuple(q for q in story.sentences if _folded(q.source) not in names)
    return replace(story, headline=lead.title, url=lead.url, articles=left, sentences=sentences)


def _speaks_of(story: Story, words: Sequence[str]) -> bool:
    said = _folded(" \n ".join([story.headline, *(q.text for q in story.sentences)]))
    return any(_has_word(said, _folded(word)) for word in words)


def _has_word(text: str, word: str) -> bool:
    return bool(word) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
