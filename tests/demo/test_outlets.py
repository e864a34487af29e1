"""The sample outlets: what they serve, and when."""

import asyncio
import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.clock import FrozenClock
from bot.demo.outlets import Outlets
from bot.demo.press import Outlet, all_outlets, dated
from bot.news.article import write_article
from bot.news.feeds import parse_feed
from bot.news.model import Article, Editing
from bot.news.pages import parse_page
from bot.news.stories import StoryIndex

START = datetime(2026, 3, 4, 7, tzinfo=UTC)
BASE = "http://127.0.0.1:8080/outlets"


class Visitor:
    """Someone who reads the outlets at a time that can be moved."""

    def __init__(self) -> None:
        self.clock = FrozenClock(START)
        self.outlets = Outlets(self.clock.now, START)
        app = Starlette(routes=[Mount("/outlets", routes=self.outlets.routes())])
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE)

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self._client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    async def articles(self) -> list[Article]:
        """Everything published, read from feed and page as the bot does, oldest first."""
        read: list[Article] = []
        for name, url, language in self.outlets.sources(BASE):
            answer = await self.get(url)
            for entry in parse_feed(answer.content, url, answer.headers["content-type"]).entries:
                page = await self.get(entry.url or "")
                read.append(
                    write_article(entry, page.content, source=name, language=language, editing=Editing())
                )
        return sorted(read, key=lambda a: (a.published or START, a.id))


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture(scope="module")
def everything() -> list[Article]:
    """All articles of the three days."""
    late = Visitor()
    late.clock.advance(timedelta(hours=72))
    return asyncio.run(late.articles())


def slug(article: Article) -> str:
    return (article.url or "").removeprefix(f"{BASE}/")


def stories_of(articles: list[Article]) -> list[set[str]]:
    index, found = StoryIndex(), defaultdict[str, set[str]](set)
    for n, article in enumerate(articles, 1):
        found[index.add(n, article)].add(slug(article))
    return list(found.values())


@pytest.mark.parametrize("outlet", all_outlets(), ids=lambda o: o.slug)
async def test_a_feed_of_each_format_says_what_was_published(visitor: Visitor, outlet: Outlet) -> None:
    answer = await visitor.get(f"{BASE}/{outlet.slug}/feed")
    feed = parse_feed(answer.content, f"{BASE}/{outlet.slug}/feed", answer.headers["content-type"])
    published = [r for r in outlet.reports if r.at <= timedelta(0)]
    assert (feed.title, feed.language) == (outlet.name, outlet.language)
    assert [e.title for e in feed.entries] == [r.title for r in reversed(published)]
    assert [e.published for e in feed.entries] == [START + r.at for r in reversed(published)]
    assert all(e.byline and e.teaser and e.categories for e in feed.entries)


@pytest.mark.parametrize("outlet", all_outlets(), ids=lambda o: o.slug)
async def test_a_page_tells_the_report_without_its_furniture(visitor: Visitor, outlet: Outlet) -> None:
    report = outlet.reports[0]
    url = f"{BASE}/{outlet.slug}/{report.slug}"
    page = parse_page((await visitor.get(url)).content, url)
    assert (page.title, page.published, page.language) == (report.title, START + report.at, outlet.language)
    assert list(page.paragraphs)[-3:] == dated(report, START, outlet.language).paragraphs[-3:]


async def test_a_front_page_links_the_feed_and_the_reports(visitor: Visitor) -> None:
    page = await visitor.get(f"{BASE}/harbour/")
    assert f'href="{BASE}/harbour/feed"' in page.text
    assert f'href="{BASE}/harbour/cocoa-falls-back"' in page.text


async def test_linked_data_of_a_page_is_json(visitor: Visitor) -> None:
    page = await visitor.get(f"{BASE}/tamarind/tenere-crocodile")
    data = json.loads(page.text.split('ld+json">')[1].split("</script>")[0])
    assert (data["@type"], data["publisher"]["name"]) == ("NewsArticle", "Tamarind Post")


async def test_every_report_has_a_picture(visitor: Visitor) -> None:
    picture = await visitor.get(f"{BASE}/tamarind/tenere-crocodile/image.svg")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/svg+xml")


async def test_a_report_appears_when_the_clock_reaches_it(visitor: Visitor) -> None:
    before = await visitor.get(f"{BASE}/tamarind/gaya-bridge-busy")
    visitor.clock.advance(timedelta(minutes=3))
    after = await visitor.get(f"{BASE}/tamarind/gaya-bridge-busy")
    assert (before.status_code, after.status_code) == (404, 200)
    assert "gaya-bridge-busy" in (await visitor.get(f"{BASE}/tamarind/feed")).text


@pytest.mark.parametrize("path", ["nobody/feed", "nobody/", "harbour/nothing", "harbour/nothing/image.svg"])
async def test_what_is_not_there_is_not_found(visitor: Visitor, path: str) -> None:
    assert (await visitor.get(f"{BASE}/{path}")).status_code == 404


async def test_an_unchanged_feed_is_not_sent_again(visitor: Visitor) -> None:
    first = await visitor.get(f"{BASE}/fanal/feed")
    by_tag = await visitor.get(f"{BASE}/fanal/feed", If_None_Match=first.headers["etag"])
    by_date = await visitor.get(f"{BASE}/fanal/feed", If_Modified_Since=first.headers["last-modified"])
    assert (by_tag.status_code, by_tag.content, by_date.status_code) == (304, b"", 304)


async def test_a_feed_with_something_new_is_sent(visitor: Visitor) -> None:
    first = await visitor.get(f"{BASE}/fanal/feed")
    visitor.clock.advance(timedelta(hours=1))
    by_tag = await visitor.get(f"{BASE}/fanal/feed", If_None_Match=first.headers["etag"])
    by_date = await visitor.get(f"{BASE}/fanal/feed", If_Modified_Since=first.headers["last-modified"])
    assert (by_tag.status_code, by_date.status_code) == (200, 200)


async def test_a_report_is_corrected_in_its_place_with_a_note(visitor: Visitor) -> None:
    visitor.clock.advance(timedelta(minutes=11))
    before = await visitor.get(f"{BASE}/tamarind/feed")
    visitor.clock.advance(timedelta(minutes=1))
    after = await visitor.get(f"{BASE}/tamarind/feed", If_Modified_Since=before.headers["last-modified"])
    page = await visitor.get(f"{BASE}/tamarind/gaya-bridge-busy")
    assert "arrested a printer in Dosso" in before.text
    for corrected in (after.text, page.text):
        assert "arrested a printer in Gaya" in corrected
        assert "Correction: An earlier version" in corrected
    assert len(parse_feed(after.content, BASE).entries) == len(parse_feed(before.content, BASE).entries)


async def test_a_feed_breaks_and_comes_back_with_what_it_missed(visitor: Visitor) -> None:
    answers = []
    for hours in (0, 1, 10, 28):
        visitor.clock.move_to(START + timedelta(hours=hours))
        answers.append(await visitor.get(f"{BASE}/manara/feed"))
    assert [answer.status_code for answer in answers] == [200, 503, 503, 200]
    assert "un-sahel-pledges" in answers[-1].text


async def test_a_date_that_is_none_is_ignored(visitor: Visitor) -> None:
    assert (await visitor.get(f"{BASE}/fanal/feed", If_Modified_Since="yesterday")).status_code == 200


def test_enough_is_published_at_the_start_and_then_about_one_a_minute() -> None:
    times = sorted(report.at for outlet in all_outlets() for report in outlet.reports)
    at_start = [at for at in times if at <= timedelta(0)]
    soon = [at for at in times if timedelta(0) < at <= timedelta(minutes=9)]
    assert len(times) >= 40
    assert len(at_start) >= 24
    assert at_start[0] > timedelta(hours=-36)
    assert max(later - at for at, later in pairwise([timedelta(0), *soon])) <= timedelta(minutes=1)


def test_each_half_day_of_three_brings_something_new() -> None:
    times = [report.at for outlet in all_outlets() for report in outlet.reports]
    for half in range(6):
        begin = timedelta(hours=12 * half)
        assert any(begin < at <= begin + timedelta(hours=12) for at in times), begin


def test_slugs_are_unique_in_their_outlet_and_reports_are_long_enough() -> None:
    for outlet in all_outlets():
        assert len({r.slug for r in outlet.reports}) == len(outlet.reports)
        assert all(len(r.paragraphs) >= 4 for r in outlet.reports)


def test_weekdays_are_those_of_the_publication_in_the_outlets_language() -> None:
    fanal = next(o for o in all_outlets() if o.slug == "fanal")
    report = next(r for r in fanal.reports if "{today}" in r.text)
    assert "mardi" in dated(report, datetime(2026, 3, 4, 7, tzinfo=UTC), "fr").text
    assert all("{" not in dated(r, START, o.language).text for o in all_outlets() for r in o.reports)


@pytest.mark.parametrize(
    "event",
    [
        "meridian/niamey-river-floods tamarind/dyke-gives-way-niamey meridian/niamey-water-falls",
        "tamarind/light-for-dosso meridian/dosso-solar-plant harbour/dosso-solar-numbers"
        " meridian/correction-dosso-solar",
        "tamarind/gaya-lorries-rumour meridian/niger-denies-border-closure tamarind/gaya-bridge-busy"
        " meridian/benin-niger-bridge-hours",
        "fanal/dementi-frontiere-benin fanal/pont-gaya-nuit",
        "manara/un-sahel manara/un-sahel-pledges",
        "tamarind/tenere-crocodile harbour/giant-crocodile-skull tamarind/crocodile-name",
        "meridian/isfahan-water-rationing harbour/isfahan-sinking-ground meridian/isfahan-rain",
        "manara/isfahan-water manara/isfahan-rain",
        "meridian/typhoon-salome-evacuations harbour/salome-ports-closed meridian/typhoon-salome-landfall"
        " harbour/salome-rice-loss meridian/typhoon-salome-count",
        "meridian/un-appeal-sahel tamarind/sahel-lean-season-appeal meridian/un-sahel-pledges"
        " harbour/sahel-rations-maths",
        "tamarind/locusts-lake-chad harbour/locust-economics tamarind/locust-planes-lent"
        " tamarind/locust-swarms-broken",
        "harbour/cocoa-dry-wind meridian/cocoa-three-month-high harbour/cocoa-falls-back",
        "meridian/day-in-brief",
    ],
)
def test_one_event_told_by_several_outlets_is_one_story(event: str, everything: list[Article]) -> None:
    assert set(event.split()) in stories_of(everything)


def test_every_article_has_a_summary_copied_from_it(everything: list[Article]) -> None:
    for article in everything:
        text = " ".join(article.text.split())
        assert article.summary
        assert all(sentence in text for sentence in article.summary)


def test_niger_is_lively_and_is_not_nigeria(everything: list[Article]) -> None:
    at_start = [a for a in everything if a.published and a.published <= START]
    niger = {slug(a) for a in at_start if "niger" in a.topics}
    nigeria = {slug(a) for a in at_start if "nigeria" in a.topics}
    assert sum(bool(story & niger) for story in stories_of(at_start)) >= 3
    assert {
        "harbour/nigeria-rate-hold",
        "tamarind/naira-rate-lagos",
        "tamarind/minna-regatta",
    } <= nigeria - niger


@pytest.mark.parametrize("topic", ["iran", "philippines", "un", "sahel"])
def test_other_topics_have_something_at_the_start(topic: str, everything: list[Article]) -> None:
    assert [a for a in everything if topic in a.topics and a.published and a.published <= START]
