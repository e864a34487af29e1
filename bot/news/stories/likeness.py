"""How alike an article is to a story: by the words they share, and at a second look by whom they name."""

from collections.abc import Callable, Mapping, Sequence, Set
from statistics import fmean, geometric_mean

from bot.news.model import Article
from bot.news.similarity import Rarity, centroid, cosine, names
from bot.news.stories.known import Known, nearness
from bot.news.stories.rules import Rules

Weights = Mapping[int, float]

_ENOUGH_NAMES = 3
_DAYS = names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "", "en")
"""Half of all news happened on one of them."""


def likeness(
    ours: Weights, new: Known, members: Sequence[Known], weigh: Callable[[Known], Weights], rules: Rules
) -> tuple[float, list[Known]]:
    """How alike an article with the weights `ours` is to a story's members, and to which of them most.

    It is how alike it is to their closer half. It must be a little alike to each of these, else it is not
    at all: a round-up among them does not make up for one of another event.
    """
    if new.bare and members[-1].bare:
        return _of_headlines(ours, new, members, weigh, rules), list(members)
    scored = []
    for place, member in enumerate(members):
        alike = cosine(ours, weigh(member)) * nearness(new, member, rules.half_life)
        scored.append((alike, place))
    closest = sorted(scored, reverse=True)[: len(scored) // 2 + 1]
    nearest = [members[place] for _, place in closest]
    if closest[-1][0] < rules.threshold / 2:
        return 0.0, nearest
    return geometric_mean(alike for alike, _ in closest), nearest


def _of_headlines(
    ours: Weights, new: Known, members: Sequence[Known], weigh: Callable[[Known], Weights], rules: Rules
) -> float:
    """How alike a headline is to the middle of others: two of one event may share no word, and all share
    some with what the story's headlines say together."""
    near = fmean(nearness(new, member, rules.half_life) for member in members)
    return cosine(ours, centroid(map(weigh, members))) * near


def strangers(article: Article, new: Known, members: Sequence[Known], rare: Rarity, rules: Rules) -> bool:
    """An article names people, places or figures; next to none of them occur in the members.

    Bare headlines are strangers too where both sides name places or bodies, and others each.
    """
    if all(_next_of_column(new, member, rules) for member in members):
        return True
    theirs = {slug for member in members for slug in member.subjects}
    if new.subjects and theirs and not new.subjects & theirs:
        return True
    if _names_apart(new, members, rare, rules):
        return True
    named = names(article.title, article.text, article.language)
    short = len(new.profile.terms) < rules.short
    if short:
        named -= _DAYS
    if len(named) < (1 if short else _ENOUGH_NAMES):
        return False
    words = {term for member in members for term in member.profile.terms}
    shared = sum(rare(term) for term in named & words)
    least = rules.names_of_short if short else rules.names
    return shared < least * sum(rare(term) for term in named)


def _next_of_column(new: Known, member: Known, rules: Rules) -> bool:
    """Whether both are pieces of one column: of a numbered series, or of one that comes again and again."""
    if not new.column or new.column != member.column:
        return False
    numbered = bool(new.column & 1)
    apart = new.at is not None and member.at is not None and abs(new.at - member.at)
    return numbered or (apart is not False and apart >= rules.column.total_seconds())


def _names_apart(new: Known, members: Sequence[Known], rare: Rarity, rules: Rules) -> bool:
    """Whether an article and a story's members name hardly anybody or any place in common, either way.

    A few sentences don't tell: the names may stand in the headline, or in the text of the next outlet.
    """
    ours, words = new.profile.names, set(new.profile.terms)
    theirs = [member.profile.names for member in members if len(member.profile.terms) >= rules.short]
    if (
        len(words) < rules.short
        or len(ours) < _ENOUGH_NAMES
        or len(frozenset().union(*theirs)) < _ENOUGH_NAMES
    ):
        return False
    told = {term for member in members for term in member.profile.terms}
    shares = [_share(ours, told, rare), *(_share(named, words, rare) for named in theirs if named)]
    return max(shares) < rules.names_within


def _share(named: Set[int], words: Set[int], rare: Rarity) -> float:
    """What part of these names stands among these words, weighed by rarity."""
    return sum(rare(term) for term in named & words) / (sum(rare(term) for term in named) or 1.0)
