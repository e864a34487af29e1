"""Where accounts differ: two outlets, or two speakers, give different numbers for the same thing. Pure.

Both sentences stand side by side, without a judgement. Better none than a wrong one: a number that merely was
brought up to date, or counts something else, is no difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from bot.news.model import Article, Quote
from bot.news.stories.claims import Claim, claims

MOST = 2
"""So many differences of a story are told."""
AT_ABOUT_THE_SAME_TIME = timedelta(hours=3)
"""Further apart a later number may be the news of an earlier one."""

_ALIKE = 0.6
"""So large a part of its content words the sentence with fewer shares with the other, where both say what
happened to those counted; elsewhere it shares them all."""
_FEWEST = 3
"""So many they share at least; one less where both say what happened to those counted."""
_ROUND = 1.25
"""Numbers no further apart than this factor may be one number, if one is said to be rough or a bound."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences that give different numbers for the same thing."""

    one: Quote
    other: Quote


def differences(articles: Sequence[Article]) -> tuple[Difference, ...]:
    """At most MOST, each on something else."""
    made = [claim for article in articles for claim in claims(article)]
    found: dict[tuple[str, str], Difference] = {}
    for one, other in combinations(made, 2):
        if (one.what, one.act) not in found and _differ(one, other):
            found[one.what, one.act] = Difference(
                one.article.quote(one.text), other.article.quote(other.text)
            )
    return tuple(found.values())[:MOST]


def _differ(one: Claim, other: Claim) -> bool:
    """Whether different voices give different numbers of the same thing at about the same time."""
    return (
        (one.what, one.act, one.article.language) == (other.what, other.act, other.article.language)
        and not _agree(one, other)
        and _apart(one, other)
        and one.turns == other.turns
        and not (one.when and other.when and one.when != other.when)
        and not (one.names - other.names and other.names - one.names)
        and _on_one_thing(one, other)
    )


def _agree(one: Claim, other: Claim) -> bool:
    """Whether both numbers may be true of the same thing."""
    small, large = sorted((one, other), key=lambda claim: claim.value)
    if small.value == large.value or large.bound == "most":
        return True
    return bool(small.bound or large.bound) and large.value <= _ROUND * small.value


def _apart(one: Claim, other: Claim) -> bool:
    """Two outlets at about the same time, or two speakers in one article."""
    if one.article.id == other.article.id:
        return bool(one.speakers and other.speakers) and not one.speakers & other.speakers
    times = (one.article.when, other.article.when)
    if one.article.source == other.article.source or times[0] is None or times[1] is None:
        return False
    if one.speakers and one.speakers == other.speakers:
        return False
    return abs(times[0] - times[1]) <= AT_ABOUT_THE_SAME_TIME


def _on_one_thing(one: Claim, other: Claim) -> bool:
    """Whether what else they speak of is the same. What happened to those counted tells much by itself."""
    shared = len(one.about & other.about)
    fewer = min(len(one.about), len(other.about))
    if not one.act:
        return shared >= _FEWEST and shared == fewer
    if one.article.id == other.article.id:
        return shared > 0
    return shared >= _FEWEST - 1 and shared >= _ALIKE * fewer
