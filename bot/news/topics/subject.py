"""What an article speaks of, from the names that it mentions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.news.topics.gazetteer import Gazetteer, Role
from bot.news.topics.mentions import Mention, Zone

# Measured on the Reuters sample (benchmarks/topics.py).
WEIGHTS = {Zone.HEADLINE: 3.0, Zone.DATELINE: 3.0, Zone.LEAD: 2.5, Zone.BODY: 1.0, Zone.CATEGORY: 1.0}
ENOUGH = 3.0
SHORT = 200
"""In a text of up to so many characters one mention is enough."""
LONG = 2400
"""From here on a text must speak of a topic the more, the longer it is: 1 for each `MORE` characters."""
MORE = 1200
MOST = 8.0
SUBJECT = 8.0
"""The score of a text's subject: headline or dateline, and the lead twice; less in a short text."""
SUBJECT_OF_SHORT = 5.5


@dataclass(frozen=True, slots=True)
class Weight:
    """How much an article speaks of a topic, and the words that decided."""

    words: tuple[str, ...]
    score: float
    share: float
    """1 where the article is about the topic, little where it is named in passing."""


def weigh(gazetteer: Gazetteer, mentions: Sequence[Mention], length: int) -> dict[str, Weight]:
    """The topics of an article whose text has `length` characters, by slug."""
    subjects = {
        slug: _weight(found, length)
        for slug, found in _counted(gazetteer, mentions).items()
        if _score(found) >= _enough(length, max(mention.zone for mention in found))
    }
    return _with_wholes(gazetteer, subjects)


def _weight(found: Sequence[Mention], length: int) -> Weight:
    score = _score(found)
    full = SUBJECT_OF_SHORT if length <= SHORT else SUBJECT
    return Weight(tuple(dict.fromkeys(mention.words for mention in found)), score, min(1.0, score / full))


def _score(found: Iterable[Mention]) -> float:
    return sum(WEIGHTS[mention.zone] for mention in found)


def _enough(length: int, foremost: Zone) -> float:
    """The weight that makes a subject, in a text of so many characters whose first mention stands there."""
    if length <= SHORT or foremost is Zone.HEADLINE:
        return 1.0
    if foremost >= Zone.LEAD:
        return ENOUGH
    return min(ENOUGH + max(0, length - LONG) / MORE, MOST)


def _counted(gazetteer: Gazetteer, mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """The mentions that count for each topic, once other signs of it have been looked for."""
    by_topic: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for slug in mention.name.senses:
            by_topic[slug].append(mention)
    firm = {slug for slug, found in by_topic.items() if _is_firm(slug, found)}
    signs = {slug for slug, found in by_topic.items() if any(_is_own(m.name.senses[slug]) for m in found)}
    beside = signs | {whole for slug in signs for whole in gazetteer.places[slug].within}
    counted = {}
    for slug, found in by_topic.items():
        kept = [mention for mention in found if _counts(gazetteer, slug, mention, firm, signs, beside)]
        if kept and not any(mention.name.senses[slug] is Role.EXCLUDED for mention in found):
            counted[slug] = kept
    return counted


def _is_own(role: Role) -> bool:
    """Whether the name belongs to this one topic."""
    return role > Role.APART and role is not Role.SHARED


def _is_firm(slug: str, found: Iterable[Mention]) -> bool:
    """Whether the topic is meant for sure: by name, by a sign in headline or dateline, or by two signs."""
    weak = set()
    for mention in found:
        role = mention.name.senses[slug]
        if role is Role.ALIAS:
            return True
        if mention.doubtful or mention.zone is Zone.CATEGORY or not _is_own(role):
            continue
        if role >= Role.PEOPLE or mention.zone >= Zone.DATELINE:
            return True
        weak.add(mention.key)
    return len(weak) > 1


def _counts(
    gazetteer: Gazetteer, slug: str, mention: Mention, firm: set[str], signs: set[str], beside: set[str]
) -> bool:
    role = mention.name.senses[slug]
    if role is Role.SHARED:
        return slug in _meant(gazetteer, mention, signs, beside)
    return role > Role.APART and slug in firm


def _meant(gazetteer: Gazetteer, mention: Mention, signs: set[str], beside: set[str]) -> Sequence[str]:
    """The places that a shared name means in this article.

    Those that have another sign in it; else those that lie where other places of the article do; else the one
    that the gazetteer gives.
    """
    first, *_ = owners = gazetteer.shared[mention.key]
    own = [slug for slug in owners if slug in signs]
    near = [slug for slug in owners if slug and not beside.isdisjoint(gazetteer.places[slug].within)]
    return own or near or ([] if mention.doubtful else [first])


def _with_wholes(gazetteer: Gazetteer, subjects: dict[str, Weight]) -> dict[str, Weight]:
    """Adds the regions that the subjects lie in: a story of Niger is one of the Sahel."""
    complete = dict(subjects)
    queue = sorted(subjects, key=lambda slug: -subjects[slug].score)
    for slug in queue:
        for whole in gazetteer.places[slug].within:
            if whole not in complete:
                complete[whole] = complete[slug]
                queue.append(whole)
    return complete
