"""What hosts allow: asked for once, obeyed, and not kept without end."""

from collections.abc import AsyncIterator

import pytest

from bot.ingest.addresses import Permission
from bot.ingest.answers import FetchError
from bot.ingest.fetch import Fetcher, Session
from bot.ingest.robots import MOST_HOSTS, Robots
from tests.ingest.conftest import UNHURRIED
from tests.ingest.site import Answer, Site


@pytest.fixture
async def session() -> AsyncIterator[Session]:
    async with Fetcher(UNHURRIED) as fetcher, fetcher.session(Permission(everywhere=True)) as opened:
        yield opened


async def test_what_is_disallowed_is_not_read(site: Site, session: Session) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /wells")
    with pytest.raises(FetchError, match=r"robots\.txt asks us not to"):
        await Robots().check(session, site.url("/wells"))


@pytest.mark.parametrize("answer", [Answer(b"User-agent: *\nDisallow: /wells"), Answer(status=404)])
async def test_the_rules_are_asked_for_once(site: Site, session: Session, answer: Answer) -> None:
    site.put("/robots.txt", answer)
    robots = Robots()
    for path in ("/harbour", "/clinic"):
        await robots.check(session, site.url(path))
    assert site.asked("/robots.txt") == 1


async def test_of_very_many_hosts_the_first_are_forgotten(site: Site, session: Session) -> None:
    robots = Robots()
    others = [f"nonsense://host{n}/" for n in range(MOST_HOSTS)]
    for url in (site.url("/harbour"), *others, site.url("/clinic")):
        await robots.check(session, url)
    assert site.asked("/robots.txt") == 2


async def test_where_a_host_cannot_say_what_it_allows_nothing_is_read(site: Site, session: Session) -> None:
    site.put("/robots.txt", Answer(status=503))
    with pytest.raises(FetchError, match=r"robots\.txt could not be read: it is out of service"):
        await Robots().check(session, site.url("/wells"))


async def test_where_a_host_can_no_longer_say_it_allows_what_it_allowed(
    site: Site, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ingest.robots.KEPT_SECONDS", -1.0)
    site.put("/robots.txt", "User-agent: *\nDisallow: /wells", Answer(status=500))
    robots = Robots()
    for _ in range(2):
        await robots.check(session, site.url("/harbour"))
        with pytest.raises(FetchError, match="asks us not to"):
            await robots.check(session, site.url("/wells"))
    assert site.asked("/robots.txt") == 2
