"""From entry and page to an article. All news is made up."""

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.errors import UserError
from bot.news.article import page_entry, parse_line, write_article
from bot.news.model import LONG, SHORT, USUAL, Article, Editing, Entry, Page

PARAGRAPHS = (
    "The grain board of Niger opened its stores in Zinder on Monday, and the price of rice fell by a tenth.",
    "Traders said that the sale would go on until the harvest, and that lorries were on their way north.",
    "The director told reporters in Niamey that the board had sold a fifth of what it holds.",
    "Rice had doubled in price since January, when the border with Benin was closed.",
    "Farmers fear that cheap rice will spoil their own harvest in October.",
)
ENTRY = Entry(
    title="Rice is cheaper in Niger",
    url="https://example.org/rice?utm_source=rss",
    text=PARAGRAPHS[0],
    teaser="The grain board of Niger opened its stores.",
    published=datetime(2025, 8, 12, 12, tzinfo=UTC),
    language="en-GB",
    guid="g1",
    categories=("Trade",),
)
PAGE = Page(
    title="Rice", paragraphs=("ADVERTISEMENT", *PARAGRAPHS, "Read more: Rain"), byline="Awa", language="fr"
)


def write(entry: Entry = ENTRY, page: Page | bytes | None = None, language: str | None = None) -> Article:
    return write_article(entry, page, source="Courier", language=language, editing=Editing())


def test_the_longer_text_of_page_and_feed_is_told_clean() -> None:
    assert write(page=PAGE).text == "\n\n".join(PARAGRAPHS)
    assert write().text == PARAGRAPHS[0]


def test_the_feed_s_word_comes_before_the_page_s() -> None:
    article = write(page=PAGE)
    assert (article.title, article.byline, article.language, article.source) == (
        "Rice is cheaper in Niger",
        "Awa",
        "en",
        "Courier",
    )
    assert (article.published, article.guid, article.categories) == (ENTRY.published, "g1", ("Trade",))


def test_an_article_is_told_at_three_lengths_one_within_the_other() -> None:
    article = write(page=PAGE)
    told = [[text for text, level in article.graded if level <= most] for most in (SHORT, USUAL, LONG)]
    assert [len(sentences) for sentences in told] == [2, 3, 5]
    assert told[USUAL] == list(article.summary)
    assert told[LONG] == [sentence for sentence in PARAGRAPHS if sentence in told[LONG]]


def test_fewer_sentences_than_a_short_summary_has_are_not_exceeded() -> None:
    article = write_article(ENTRY, PAGE, source="Courier", language="en", editing=Editing(sentences=1))
    assert [level for _, level in article.graded].count(SHORT) == len(article.summary) == 1


def test_a_title_taken_from_the_text_takes_nothing_from_it() -> None:
    article = write(parse_line({"text": "\n\n".join(PARAGRAPHS)}))
    assert article.title == PARAGRAPHS[0]
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_every_sentence_of_the_summary_stands_in_the_text() -> None:
    article = write(page=PAGE)
    assert article.summary
    assert all(sentence in " ".join(article.text.split()) for sentence in article.summary)


def test_places_are_tagged() -> None:
    assert "niger" in write(page=PAGE).topics


def test_a_page_that_speaks_of_something_else_is_not_taken() -> None:
    wall = tuple(f"Please accept number {n} of our many cookies before you go on to read." for n in range(9))
    assert write(page=Page(title="Cookies", paragraphs=wall)).text == PARAGRAPHS[0]


def test_bytes_of_a_page_are_read_and_bad_ones_leave_the_feed_s_text() -> None:
    html = "<html><body><article>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article></body></html>"
    assert write(page=html.encode()).text == "\n\n".join(PARAGRAPHS)
    assert write(page=b"%PDF-1.7").text == PARAGRAPHS[0]


def test_a_headline_alone_is_an_article_without_text_and_says_why() -> None:
    article = write(Entry(title="Rain in Zinder", url="https://example.org/rain"))
    assert (article.text, article.summary) == ("", ())
    assert article.reason


def test_the_link_loses_its_tracking_and_only_links_of_the_web_are_kept() -> None:
    assert write().url == "https://example.org/rice"
    assert write(replace(ENTRY, url="javascript:alert(1)", image="file:///x")).url is None


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (("fr-FR", None), "fr"),
        (("eng", "fr"), "en"),
        ((None, "ha"), "ha"),
        ((None, None), "en"),
        (("utf-8", None), "en"),
    ],
)
def test_the_feed_s_language_comes_first_then_the_source_s_then_what_it_looks_like(
    tags: tuple[str | None, str | None], language: str
) -> None:
    assert write(replace(ENTRY, language=tags[0]), language=tags[1]).language == language


def test_a_feed_that_calls_french_english_is_not_believed() -> None:
    text = "Le gouvernement a annoncé lundi que les prix du riz allaient baisser dans tout le pays. " * 4
    assert write(Entry(title="Le riz", text=text, language="en")).language == "fr"


def test_an_id_of_its_own_is_kept() -> None:
    article = write(replace(ENTRY, id="mine"))
    assert (article.id, article.named) == ("mine", True)
    assert not write().named


def test_the_outlet_that_an_entry_names_is_its_source() -> None:
    assert (
        write(page_entry(Page(title="Rice", paragraphs=PARAGRAPHS, source="The Wire")), PAGE).source
        == "The Wire"
    )


def test_writing_the_same_twice_gives_the_same_and_it_travels() -> None:
    assert pickle.loads(pickle.dumps(write(page=PAGE))) == write(page=PAGE)


def test_an_import_line_is_read() -> None:
    entry = parse_line(
        {
            "url": "https://example.org/rice",
            "title": "Rice",
            "text": "One.\n\nTwo.",
            "published": "2025-08-12T14:00:00+02:00",
            "source": "Courier",
            "id": 7,
            "language": None,
        }
    )
    assert entry == Entry(
        title="Rice",
        url="https://example.org/rice",
        text="One.\n\nTwo.",
        published=datetime(2025, 8, 12, 12, tzinfo=UTC),
        source="Courier",
        id="7",
    )


def test_a_line_without_a_title_is_named_after_its_first_sentence() -> None:
    assert parse_line({"text": "It rained. It stopped."}).title == "It rained."


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ({}, "title"),
        ({"title": ["a"]}, "title"),
        ({"title": "A", "text": 3}, "text"),
        ({"title": "A", "published": "yesterday"}, "published"),
        ([], "object"),
    ],
)
def test_a_wrong_line_is_refused_by_the_name_of_what_is_wrong(line: dict[str, object], named: str) -> None:
    with pytest.raises(UserError, match=named):
        parse_line(line)
