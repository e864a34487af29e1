"""What hosts allow: asked for once, obeyed, and not kept without end."""

import gzip
import re
from collections.abc import AsyncIterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.addresses import Permission
from bot.ingest.answers import FetchError
from bot.ingest.fetch import Fetcher, Session
from bot.ingest.limits import Limits
from bot.ingest.robot_rules import Rule, parse_rules
from bot.ingest.robots import MOST_HOSTS, Robots
from tests.ingest.conftest import UNHURRIED
from tests.ingest.hostile import endless, packed, raw
from tests.ingest.site import Answer, Site

RULES = b"User-agent: *\nDisallow: /wells\n"
NAMES = [bytes(letters) for letters in product(b"abcdefghijklmnopqrstuvwxyz", repeat=3)]


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
    await robots.check(session, site.url("/harbour"))
    for n in range(MOST_HOSTS):
        with pytest.raises(FetchError, match="could not be read: only http and https"):
            await robots.check(session, f"nonsense://host{n}/")
    await robots.check(session, site.url("/clinic"))
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


@pytest.mark.parametrize(
    "answer",
    [
        Answer(RULES + b"#" * 20_000_000),
        packed(gzip.compress(RULES + b"\n" * 200_000_000, 1), "gzip"),
        endless(b"HTTP/1.1 200 OK\r\n\r\n" + RULES, b"# and so on\n" * 5_000),
        Answer(RULES + b"Disallow: /" + b"*a" * 250_000),
        Answer(RULES + b"Disallow: /*e*\n" * 100_000),
        Answer(RULES + b"".join(b"User-agent: %b\n" % name for name in NAMES)),
        Answer(b"\xef\xbb\xbf" + RULES.replace(b"\n", b"\r") + b"\0\xff" * 9999),
    ],
    ids=["large", "bomb", "endless", "one long rule", "many rules", "many names", "odd bytes"],
)
async def test_however_much_a_host_sends_its_first_rules_are_obeyed(
    site: Site, session: Session, answer: Answer
) -> None:
    site.put("/robots.txt", answer)
    robots = Robots()
    with pytest.raises(FetchError, match="asks us not to"):
        await robots.check(session, site.url("/wells"))
    await robots.check(session, site.url("/harbour"))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (packed(RULES, "br"), "packed as br"),
        (packed(RULES, "gzip"), "compression is damaged"),
        (Answer(status=301, headers={"Location": "ftp://x.example/"}), "only http and https"),
        (Answer(status=304), "nothing has changed"),
        (raw(b""), "broke off"),
    ],
)
async def test_rules_that_cannot_be_read_allow_nothing_and_say_why(
    site: Site, session: Session, answer: Answer, reason: str
) -> None:
    site.put("/robots.txt", answer)
    with pytest.raises(FetchError, match=rf"its robots\.txt could not be read: .*{reason}"):
        await Robots().check(session, site.url("/harbour"))


async def test_rules_that_drip_cost_no_more_than_a_request_may(site: Site) -> None:
    site.put("/robots.txt", endless(b"HTTP/1.1 200 OK\r\n\r\n", b"#", 0.01))
    hasty = Limits(request_seconds=0.3, pause_seconds=0.0)
    async with Fetcher(hasty) as fetcher, fetcher.session(Permission(everywhere=True)) as session:
        with pytest.raises(FetchError, match="could not be read: no answer within"):
            await Robots().check(session, site.url("/harbour"))


async def test_a_host_whose_rules_lead_round_in_circles_has_none(site: Site, session: Session) -> None:
    site.put("/robots.txt", Answer(status=302, headers={"Location": "/robots.txt"}))
    await Robots().check(session, site.url("/wells"))


ALLOWED = {
    "/": True,
    "/news/": True,
    "/news/a?print=1": False,
    "/news/a.pdf": False,
    "/news/a.pdf?x": True,
    "/private/": False,
    "/private/press/x": True,
    "/caf%C3%A9": False,
    "/café/x": False,
    "/a%2fb": False,
    "/A%2FB": True,
    "/~joe": False,
    "/%7Ejoe/x": False,
    "/same": True,
}
SITE_RULES = """
User-agent: otherbot
User-agent: NewsBrief/2.0   # us, too
Disallow: /private
Allow: /private/press
Disallow: /*?print=
Disallow: /*.pdf$
Disallow: /café
Disallow: /a%2Fb
Disallow: /~joe
Disallow: /same
Allow: /same
Disallow:
Crawl-delay: 10

User-agent: *
Disallow: /

User-agent: somebody
User-agent: newsbrief
Sitemap: https://x.example/map.xml
disallow : /news/b
"""


@pytest.mark.parametrize(("path", "allowed"), [*ALLOWED.items(), ("/news/b", False)])
def test_rules_are_read_as_their_standard_has_it(path: str, allowed: bool) -> None:
    assert parse_rules(SITE_RULES, "Newsbrief").allow(f"https://x.example{path}") is allowed


def test_who_is_not_named_goes_by_the_rules_for_everybody() -> None:
    rules = parse_rules("User-agent: newsbriefly\nDisallow: /\n\nUser-agent: *\nDisallow: /x", "Newsbrief")
    assert [rules.allow(f"https://x.example/{path}") for path in ("x", "y")] == [False, True]


@given(st.text(), st.text("/*$a%?é", max_size=20))
def test_any_text_may_be_rules(text: str, path: str) -> None:
    rules = parse_rules(f"{text}\nUser-agent: *\nDisallow: /{path}", "Newsbrief")
    rules.allow(f"https://x.example/{path}")


@given(st.lists(st.sampled_from(["a", "b", "*", "/"]), max_size=8), st.text("ab/", max_size=12))
def test_patterns_match_what_they_would_as_regular_expressions(signs: list[str], path: str) -> None:
    for end in ("", "$"):
        pattern = "/" + "".join(signs)
        expression = re.escape(pattern).replace(r"\*", ".*") + end
        assert Rule(False, pattern + end).matches(f"/{path}") is bool(re.match(expression, f"/{path}"))
