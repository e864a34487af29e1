"""Never more than a fair part of one article is quoted."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.fair import FairPart
from bot.news.model import LONG, SHORT, USUAL, Article, Editing, Quote
from bot.news.quoting import TEASER, Quoting, letters
from bot.news.stories import Details, details, fair_details, tell

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOUNS = ["ford", "ferry", "kiln", "mill", "barge", "canal", "tram", "depot", "silo", "wharf"]


def article(key: str, *sentences: str) -> Article:
    return Article(
        id=key,
        url=None,
        title=f"News of {key}",
        byline=None,
        published=NOON,
        source=f"Outlet {key}",
        language="en",
        text="\n\n".join(sentences),
        summary=sentences,
        topics=(),
        graded=tuple((text, (SHORT, USUAL, LONG)[min(i // 2, 2)]) for i, text in enumerate(sentences)),
    )


def sentence(number: int) -> str:
    noun = NOUNS[number % len(NOUNS)]
    return f"The {noun} of district {number} opened again on Monday, said engineer Kossi of office {number}."


def quotes(article: Article) -> list[Quote]:
    return [article.quote(*one) for one in article.graded]


texts = st.lists(st.integers(0, 60), min_size=1, max_size=25, unique=True).map(
    lambda numbers: [sentence(n) for n in numbers]
)
HALF = FairPart(share=0.5)
parts = st.builds(FairPart, st.integers(1, 12), st.floats(0.05, 1))


def test_an_article_of_four_sentences_is_not_quoted_whole() -> None:
    four = article("a", *map(sentence, range(4)))
    taken = Quoting([four], HALF).take(quotes(four))
    assert len(taken) == 2
    assert sum(letters(quote.text) for quote in taken) <= letters(four.text) / 2


def test_a_teaser_as_feeds_give_it_has_no_share() -> None:
    three = article("a", *map(sentence, range(TEASER)))
    assert len(Quoting([three], FairPart()).take(quotes(three))) == TEASER


def test_what_was_told_before_may_be_told_again_and_counts_against_more() -> None:
    long = article("a", *map(sentence, range(10)))
    everything = quotes(long)
    again = Quoting([long], FairPart(share=0.3), everything[:3]).take(everything)
    assert again == tuple(everything[:3])


def test_the_number_of_sentences_is_limited_too() -> None:
    long = article("a", *map(sentence, range(50)))
    assert len(Quoting([long], FairPart(sentences=4)).take(quotes(long))) == 4


@settings(deadline=None, max_examples=40)
@given(texts, texts, parts)
def test_a_story_quotes_a_fair_part_of_each_article(one: list[str], other: list[str], fair: FairPart) -> None:
    articles = [article("a", *one), article("b", *other)]
    story = tell("s", articles, editing=Editing(fair=fair))
    assert_fair(story.sentences, articles, fair)


@settings(deadline=None, max_examples=40)
@given(texts, parts, st.data())
def test_no_message_exceeds_the_share_whatever_stands_beside_the_summary(
    told: list[str], fair: FairPart, data: st.DataObject
) -> None:
    one = article("a", *told)
    story = tell("s", [one], editing=Editing(fair=fair))
    summary = story.told(data.draw(st.sampled_from([SHORT, USUAL, LONG])))
    everything = details([one], [quote.text for quote in story.sentences], "en")
    found = fair_details(everything, [one], fair, beside=summary)
    assert_fair([*summary, *found.quotes], [one], fair)


@given(texts, parts, st.data())
def test_over_several_messages_the_share_stays_the_same(
    told: list[str], fair: FairPart, data: st.DataObject
) -> None:
    one = article("a", *told)
    ever: list[Quote] = []
    for _ in range(4):
        wanted = data.draw(st.lists(st.sampled_from(quotes(one)), max_size=8))
        ever += Quoting([one], fair, ever).take(wanted)
    assert_fair(ever, [one], replace(fair, sentences=1000))


def assert_fair(told: list[Quote] | tuple[Quote, ...], articles: list[Article], fair: FairPart) -> None:
    """One sentence, or at most the share and the number; of a teaser only the number counts."""
    texts_of = {one.id: {quote.text for quote in told if quote.article == one.id} for one in articles}
    for one in articles:
        quoted = texts_of[one.id]
        assert len(quoted) <= fair.sentences
        if len(one.summary) > TEASER and len(quoted) > 1:
            assert sum(map(letters, quoted)) <= fair.share * letters(one.text)


def test_details_go_before_the_summary_does() -> None:
    one = article("a", *map(sentence, range(12)))
    summary = quotes(one)[:5]
    found = fair_details(Details(voices=tuple(quotes(one)[5:8])), [one], HALF, beside=summary)
    assert len(found.voices) == 1
    assert Counter(quote.article for quote in found.quotes) == {"a": 1}
