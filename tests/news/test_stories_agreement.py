"""Sentences that other outlets have too."""

from datetime import UTC, datetime

from bot.news.model import Article
from bot.news.stories import agreement

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BRIDGE = "Heavy rain swept away the bridge at Bilmari on Sunday and left forty lorries in the mud."
TURNED = "Forty lorries were left in the mud on Sunday as heavy rain swept away the bridge at Bilmari."
DEAD = "The flood at Bilmari killed 7 drivers who slept in their lorries, the army said."
OTHER_DEAD = "The flood at Bilmari killed 9 drivers who slept in their lorries, the army said."


def article(source: str, *sentences: str) -> Article:
    return Article(
        id=source,
        url=None,
        title="Bridge",
        byline=None,
        published=NOON,
        source=source,
        language="en",
        text="\n\n".join(sentences),
        summary=sentences[:1],
        topics=(),
    )


def test_a_sentence_counts_the_other_outlets_that_say_it() -> None:
    one = article("Sahel Post", BRIDGE, DEAD)
    others = [article("Delta Daily", TURNED), article("Gulf Ledger", TURNED), article("Coast", "Rain fell.")]
    assert agreement([one.quote(BRIDGE)], [one, *others]) == ((BRIDGE, 2),)


def test_another_figure_is_no_agreement() -> None:
    one = article("Sahel Post", DEAD)
    others = [article("Delta Daily", OTHER_DEAD), article("Gulf Ledger", OTHER_DEAD)]
    assert agreement([one.quote(DEAD)], [one, *others]) == ()


def test_an_outlet_does_not_agree_with_itself() -> None:
    one, again = article("Sahel Post", BRIDGE), article("Sahel Post", TURNED)
    assert agreement([one.quote(BRIDGE)], [one, again, again]) == ()


def test_one_other_outlet_is_no_matter() -> None:
    one = article("Sahel Post", BRIDGE)
    assert agreement([one.quote(BRIDGE)], [one, article("Delta Daily", TURNED)]) == ()
