"""Pages of articles that somebody was told of, looked at again: what changed is told, what is gone is not."""

from collections.abc import Awaitable, Callable, Mapping

import pytest

from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import open_desk
from bot.ingest import Ingest
from bot.news.model import Article
from bot.news.novelty import Told
from bot.store.articles import list_articles
from bot.store.database import Store
from bot.store.model import Place
from bot.store.novelty import mark_shown
from bot.store.stories import list_stories
from tests.ingest.conftest import NOON, OpenIngest, source_at
from tests.ingest.rounds import MINUTE
from tests.ingest.samples import CLINIC, HARBOUR, WELLS, Item, full, page, rss
from tests.ingest.site import Answer, Site

HOUR = 60 * MINUTE
TITLE = "Twelve wells for Tahoua"
FEWER = (WELLS[0].replace("twelve", "eleven"), *WELLS[1:])
GONE = Answer(status=404)


def told(*answers: Answer | bytes, headers: Mapping[str, str] | None = None) -> list[Answer]:
    """A page that is as it should be when it is first read, and then answers so."""
    return [Answer(page(TITLE, WELLS), headers=headers or {}), *map(_answer, answers)]


def _answer(answer: Answer | bytes) -> Answer:
    return answer if isinstance(answer, Answer) else Answer(answer)


class Newsroom:
    """One source whose article somebody has read of."""

    def __init__(self, ingest: Ingest, store: Store, clock: FrozenClock) -> None:
        self.ingest, self.store, self.clock = ingest, store, clock

    async def show(self) -> None:
        """A reader is told all there is."""
        reader = await open_desk(self.store, Settings(), self.clock).readers.enter(Place(7))
        stories = await self.store.read(list_stories)
        for story in stories:
            quotes = (Told(story.id, story.sentences),)
            await self.store.write(mark_shown, reader.id, (story.id,), quotes, self.clock.now())

    async def follow(self) -> None:
        """A reader follows the only story."""
        (story,) = await self.store.read(list_stories)
        readers = open_desk(self.store, Settings(), self.clock).readers
        await readers.enter(Place(7))
        await readers.keep(Place(7), "followed", story.id)

    async def look(self, *hours: float) -> int:
        """Looks at the pages so many hours after noon; how many were looked at."""
        looked = 0
        for hour in hours:
            self.clock.move_to(NOON + hour * HOUR)
            looked += (await self.ingest.revisit_pages()).places
        return looked

    async def article(self) -> Article:
        (article,) = await self.store.read(list_articles)
        return article


Open = Callable[..., Awaitable[Newsroom]]


@pytest.fixture
def newsroom(store: Store, clock: FrozenClock, open_ingest: OpenIngest) -> Open:
    """Opens one over sources, of which somebody has read unless not `shown`."""

    async def read(*urls: str, shown: bool = True) -> Newsroom:
        ingest = open_ingest(*(source_at(url, url.rpartition("/")[2]) for url in urls))
        await ingest.sync()
        await ingest.poll_due()
        room = Newsroom(ingest, store, clock)
        if shown:
            await room.show()
        return room

    return read


async def one_article(site: Site, newsroom: Open, *answers: Answer, teaser: str = "") -> Newsroom:
    return await newsroom(site.put("/feed", rss([Item(TITLE, site.put("/wells", *answers), teaser)])))


async def test_a_page_that_says_something_else_now_is_a_revision(site: Site, newsroom: Open) -> None:
    room = await one_article(site, newsroom, *told(page(TITLE, FEWER)))
    before = await room.article()
    await room.look(1)
    after = await room.article()
    assert (after.id, after.text, after.published) == (before.id, full(FEWER), before.published)
    (story,) = await room.store.read(list_stories)
    assert "eleven" in story.sentences[0].text


async def test_a_page_is_asked_for_with_its_validators(site: Site, newsroom: Open) -> None:
    headers = {"ETag": '"1"', "Last-Modified": "Mon, 04 May 2026 11:00:00 GMT"}
    room = await one_article(site, newsroom, *told(Answer(status=304), headers=headers))
    await room.look(1)
    asked = site.requests[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', headers["Last-Modified"].lower())
    assert (await room.article()).text == full(WELLS)


async def test_pages_are_looked_at_three_times_in_a_day_and_then_no_more(site: Site, newsroom: Open) -> None:
    room = await one_article(site, newsroom, *told())
    looks = [hour for hour in range(60) if await room.look(hour)]
    assert looks == [1, 6, 24]


async def test_a_page_that_nobody_was_told_of_is_left_alone(site: Site, newsroom: Open) -> None:
    url = site.put("/feed", rss([Item(TITLE, site.put("/wells", *told()))]))
    assert await (await newsroom(url, shown=False)).look(1, 6, 24) == 0


@pytest.mark.parametrize("status", [404, 410])
async def test_a_page_that_is_gone_twice_withdraws_its_article(
    site: Site, newsroom: Open, status: int
) -> None:
    room = await one_article(site, newsroom, *told(Answer(status=status)))
    await room.look(1)
    assert not (await room.article()).withdrawn
    await room.look(2)
    assert ((await room.article()).withdrawn, (await room.article()).text) == (True, full(WELLS))
    (story,) = await room.store.read(list_stories)
    assert story.sentences == ()
    assert await room.look(6, 24, 40) == 0


async def test_a_page_that_was_gone_for_an_hour_withdraws_nothing(site: Site, newsroom: Open) -> None:
    room = await one_article(site, newsroom, *told(GONE, page(TITLE, WELLS), GONE, page(TITLE, WELLS)))
    assert await room.look(1, 2, 8, 26, 27, 28) >= 3
    assert not (await room.article()).withdrawn


async def test_a_page_whose_server_fails_meanwhile_is_asked_until_it_can_say(
    site: Site, newsroom: Open
) -> None:
    broken = Answer(status=500)
    room = await one_article(site, newsroom, *told(broken, broken, GONE, broken, GONE))
    await room.look(1, 6, 24, 25)
    assert not (await room.article()).withdrawn
    await room.look(26)
    assert (await room.article()).withdrawn


async def test_a_page_that_we_never_saw_may_be_hidden_from_us_only(site: Site, newsroom: Open) -> None:
    room = await one_article(site, newsroom, Answer(status=403), GONE, teaser=full(WELLS))
    await room.look(1, 2, 3, 6, 24, 25)
    assert not (await room.article()).withdrawn


@pytest.mark.parametrize(
    "page_now",
    [
        page(f"RETRACTED: {TITLE}", WELLS),
        page(TITLE, ["This article has been withdrawn by its editors, who regret the mistake.", *WELLS]),
        page(TITLE, ["Cet article a été retiré. La rédaction vous prie de l'excuser pour cette erreur."]),
    ],
)
async def test_a_page_that_takes_its_article_back_withdraws_it(
    site: Site, newsroom: Open, page_now: bytes
) -> None:
    room = await one_article(site, newsroom, *told(page_now))
    await room.look(1)
    assert (await room.article()).withdrawn


@pytest.mark.parametrize(
    "page_now",
    [
        page(TITLE, WELLS[:3]),
        page("Please sign in", ["Sign in to read on. You have read all your free articles of this month."]),
        page("Before you go on", HARBOUR + CLINIC),
        b"\x89PNG\r\n",
        Answer(status=302, headers={"Location": "/"}),
        Answer(status=500),
        Answer(status=304),
    ],
    ids=["its beginning", "a wall", "something else", "a picture", "front page", "failure", "unasked 304"],
)
async def test_a_page_that_says_nothing_of_its_article_leaves_it_as_it_was(
    site: Site, newsroom: Open, page_now: Answer | bytes
) -> None:
    site.put("/", page("Home", HARBOUR))
    room = await one_article(site, newsroom, *told(page_now))
    before = await room.article()
    assert await room.look(1, 6, 24) == 3
    assert await room.article() == before


async def test_what_a_feed_tells_whole_is_not_put_aside_for_its_page_but_its_end_is_noticed(
    site: Site, newsroom: Open
) -> None:
    story = full([*WELLS, *HARBOUR, *CLINIC] * 2)
    room = await one_article(site, newsroom, Answer(page(TITLE, FEWER)), GONE, teaser=story)
    before = await room.article()
    await room.look(1)
    assert await room.article() == before
    await room.look(6, 7)
    assert (await room.article()).withdrawn


async def test_a_feed_that_changes_while_its_page_is_gone_withdraws_nothing_yet(
    site: Site, newsroom: Open
) -> None:
    url = site.put("/wells", *told(GONE))
    feed = site.put("/feed", rss([Item(TITLE, url, WELLS[0])]), rss([Item(TITLE, url, WELLS[1])]))
    room = await newsroom(feed)
    room.clock.advance(30 * MINUTE)
    await room.ingest.poll_due()
    assert (site.asked("/wells"), (await room.article()).withdrawn) == (2, False)
    await room.look(1.5)
    assert (await room.article()).withdrawn


async def test_a_host_is_asked_for_a_few_pages_at_a_time(site: Site, newsroom: Open) -> None:
    texts = [[f"{line} It is report {n} of ten." for line in WELLS] for n in range(10)]
    items = [
        Item(f"Report {n}", site.put(f"/{n}", page(f"Report {n}", text))) for n, text in enumerate(texts)
    ]
    room = await newsroom(site.put("/feed", rss(items)))
    await room.follow()
    assert [await room.look(1) for _ in range(5)] == [3, 3, 3, 1, 0]


async def test_what_robots_txt_forbids_by_now_is_not_asked_for(
    site: Site, newsroom: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ingest.robots.KEPT_SECONDS", -1.0)
    site.put("/robots.txt", "User-agent: *\nDisallow:", "User-agent: Newsbrief\nDisallow: /w*s$")
    room = await one_article(site, newsroom, *told(GONE))
    await room.look(1, 6)
    assert site.asked("/wells") == 1


async def test_followed_stories_are_looked_at_though_not_quoted(site: Site, newsroom: Open) -> None:
    url = site.put("/feed", rss([Item(TITLE, site.put("/wells", *told()))]))
    room = await newsroom(url, shown=False)
    await room.follow()
    assert await room.look(1) == 1
