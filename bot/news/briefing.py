"""Stories, a topic and what a reader has seen -> a briefing or a digest, best first, each with its reason."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.news.model import Briefing, Digest, Ranked, Section, Story, Topic
from bot.news.novelty import News
from bot.news.relevance import FRESH, MENTIONED, fit, folded, reason
from bot.news.taste import Taste

MOST_PER_OUTLET = 3
"""So many stories of a digest may be led by the same outlet."""

_UPDATE = 0.5
"""What news of a story scores that the reader knows, compared with a story they don't."""


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
    ranked = _varied(_weighed(rank(topic, shown, now, taste, relevance), taste))
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
        ranked.append((topic, _weighed(fitting, taste)))
    dealt = _deal([sorted(stories, key=_owed_first) for _, stories in ranked], per_topic)
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
    if not (taste.hidden_words or taste.muted_outlets or taste.languages or taste.muted_stories):
        return list(unread), set()
    before = {r.story.id: r for r in unread}
    shown, hidden = _to_taste([r.story for r in unread], taste)
    left = [
        replace(r, since=before[r.story.id].since, corrected=before[r.story.id].corrected)
        for r in rank(topic, shown, now, Taste())
    ]
    return [r for r in left if r.story.sentences or r.corrected or not r.since], hidden


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
        if story.id not in found:
            fitting = relevance.get(story.id, MENTIONED) if relevance is not None else fit(topic, story)
            score = fitting * (1 + math.log2(independent_outlets(story))) * _freshness(story, now)
            why, new = reason(topic, story, now), story.id not in taste.seen
            found[story.id] = Ranked(story, round(score, 6), why, new)
    return sorted(found.values(), key=_best_first)


def _owed_first(ranked: Ranked) -> tuple[bool, float, float, str]:
    """A correction of what a reader was told finds room before any news."""
    return (not ranked.corrected, *_best_first(ranked))


def _best_first(ranked: Ranked) -> tuple[float, float, str]:
    return (-ranked.score, -ranked.story.updated.timestamp(), ranked.story.id)


def independent_outlets(story: Story) -> int:
    """How many outlets tell a story in their own words: the same headline counts once. At least 1."""
    headlines = {folded(mention.title) for mention in story.articles}
    return max(1, min(len(story.outlets), len(headlines)))


def _freshness(story: Story, now: datetime) -> float:
    age = max(timedelta(0), now - story.updated)
    return float(0.5 ** (age / FRESH))


def _weighed(ranked: list[Ranked], taste: Taste) -> list[Ranked]:
    """The same stories, best first, with what the reader wants less of behind, and more of before."""
    if not (taste.less or taste.more):
        return ranked
    steps = Counter(taste.more)
    steps.subtract(taste.less)

    def of(story: Story) -> int:
        return steps[f"outlet:{story.outlets[0]}"] + sum(steps[f"topic:{slug}"] for slug in story.topics)

    return sorted((replace(r, score=r.score * 2.0 ** of(r.story)) for r in ranked), key=_best_first)


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
        if story.id in taste.muted_stories or (taste.languages and story.language not in taste.languages):
            continue
        left = _without(story, taste.muted_outlets)
        if left is None or _speaks_of(left, taste.hidden_words):
            hidden.add(story.id)
        else:
            shown.append(left)
    return shown, hidden


def _without(story: Story, muted: Sequence[str]) -> Story | None:
    """The story without what these outlets say; None if nothing is left."""
    names = {folded(name) for name in muted}
    if not any(folded(mention.source) in names for mention in story.articles):
        return story
    left = tuple(m for m in story.articles if folded(m.source) not in names)
    if not left:
        return None
    lead = next((m for m in left if (m.title, m.url) == (story.headline, story.url)), left[0])
    sentences = tuple(q for q in story.sentences if folded(q.source) not in names)
    return replace(story, headline=lead.title, url=lead.url, articles=left, sentences=sentences)


def _speaks_of(story: Story, words: Sequence[str]) -> bool:
    return says_any(" \n ".join([story.headline, *(q.text for q in story.sentences)]), words)


def says_any(text: str, words: Sequence[str]) -> bool:
    """Whether one of these words or phrases stands in a text, whatever their case and accents."""
    said = folded(text)
    return any(_has_word(said, folded(word)) for word in words)


def _has_word(text: str, word: str) -> bool:
    return bool(word) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
