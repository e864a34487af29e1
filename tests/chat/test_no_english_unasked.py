"""What comes unasked, and what the application says around its commands, is in the catalogues too."""

import ast
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import voice
from bot.chat.delivery.envelope import envelope
from bot.chat.reasons import reason
from bot.chat.render import compose_digest_messages
from bot.chat.render.bots import render_missing
from bot.chat.render.details import render_timeline
from bot.chat.render.notices import render_alert, render_follow_up
from bot.chat.render.once import render_once
from bot.chat.render.outages import render_outage
from bot.desk import Desk
from bot.desk.bots import Missing
from bot.desk.outages import Outage
from bot.news.model import Correction, Digest, Section
from bot.news.novelty import News
from bot.news.stories import Event, When
from bot.playground.client import Json, buttons, text_of
from bot.playground.seeds import GROUP
from bot.store.deliveries import Part
from bot.store.model import Message, Place, Source
from tests.chat.conftest import ADMIN, House, added, open_house
from tests.chat.post import in_parts, open_post, subscribe
from tests.chat.samples import IRAN, NIGER, NOW, SENTENCES, ranked, reader, story
from tests.chat.strange import Strange, data, shown, words
from tests.chat.test_delivery_trouble import limit_pages
from tests.chat.test_inline import offered
from tests.chat.town import Town, open_town
from tests.ingest.site import Answer

BOT = Path(__file__).parents[2] / "bot"
TOLD = ("News of wells", *SENTENCES, "Sahel Post", "Delta Daily", "Gulf Ledger", "Courier")


@pytest.fixture(autouse=True)
def _strange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "catalogue", lambda language: Strange())


def source(**how: object) -> Source:
    """One that refuses us since yesterday."""
    made = Source(
        1, "https://courier.example/feed", "Courier", "", "en", None, False, None, None, None, NOW, 900, 5,
        "it refuses us (403)", NOW,
    )  # fmt: skip
    return replace(made, **how)  # type: ignore[arg-type]


def unasked() -> Iterator[tuple[str, Message]]:
    """Every kind of message that comes by itself."""
    told = story("wells", outlets=("Sahel Post", "Delta Daily"))
    one, other, third = told.sentences
    news = News(NOW, (one,), (Correction(other, third), Correction(third, None)), (other,), (other, third))
    yield "follow-up", render_follow_up(reader(), told, news, number=2, now=NOW)
    yield "alert", render_alert(reader(), NIGER, told, number=1, most=3)[0]
    yield "once", render_once(reader(), NIGER, told)[0]
    days = [Event(When(NOW.date(), span), one) for span in ("day", "week", "month")]
    yield "timeline", render_timeline(told, days)[0]
    for own in (False, True):
        outage = Outage(reader(), own, [source(), source(last_success=None)], [source(name="Gulf Ledger")])
        yield f"outage {own}", render_outage(outage)
    yield "missing bot", render_missing(reader(), Missing(77, 2, (reader(),)))
    yield "repeat", envelope(Part(1, 1, Place(1001), Message("Niger"), repeat=True))
    full = Digest(
        (Section(NIGER, ranked(told), more=2),),
        quiet=(IRAN,),
        silent=(IRAN,),
        hidden=2,
        stale_sources=("Courier",),
    )
    for digest in (full, Digest(quiet=(NIGER, IRAN), silent=(IRAN,), hidden=1)):
        for late in (False, True):
            made = compose_digest_messages(
                reader(), digest, now=NOW, next_due=NOW, late=late, covers=(NOW.date(),) if late else ()
            )
            yield from (("digest", message) for message in made.messages)


def test_what_comes_unasked_speaks_through_the_catalogue() -> None:
    known, left = data(*TOLD), {}
    for kind, message in unasked():
        if english := words("\n".join(shown([message]))) - known:
            left[kind] = english
    assert left == {}


@pytest.fixture
async def closed(desk: Desk) -> AsyncIterator[House]:
    """A bot for invited readers."""
    async with open_house(desk, access="invite") as house:
        yield house


@pytest.fixture
async def town(shelf: Path, tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(shelf, tmp_path / "town.db") as town:
        yield town


def seen(message: Json) -> str:
    return "\n".join([text_of(message), *buttons(message)])


async def test_the_application_speaks_through_the_catalogue(house: House) -> None:
    person, known, left = house.person, data(), {}
    for text in ("/xyzzyx", "/brif niger", "x" * 90, "?!", "niger", "niger yesterday"):
        if english := words(seen(await person.ask(text))) - known - words(text):
            left[text] = english
    await added(house, GROUP)
    for text in ("/subscribe niger", "/stats", "/start", "/help", "/export"):
        if english := words(seen(await person.ask(text, chat=GROUP, person=ADMIN))) - known:
            left[f"member: {text}"] = english
    greeting = (await person.messages(GROUP))[0]
    await person.fault("refuse", "sendMessage", code=400, description="strange")
    apology = await person.ask("/help")
    assert words(seen(greeting)) | words(seen(apology)) <= known | {"ab", "cd"} | words(
        " ".join(re.findall(r"[0-9A-F]{4}", text_of(apology)))
    )
    assert left == {}


async def test_who_asks_too_much_or_is_not_let_in_is_told_so_through_the_catalogue(
    closed: House, house: House
) -> None:
    known = data()
    stranger = (await closed.person.post("person", name="Zed", started=True))["id"]
    assert words(seen(await closed.person.ask("/brief niger", chat=stranger))) <= known
    for _ in range(30):
        await house.person.send("/help")
    await house.person.settle(0.3)
    assert words(text_of((await house.person.messages())[-1])) <= known


async def test_inline_answers_speak_through_the_catalogue(house: House) -> None:
    for query in ("niger", "", "xyzzyx", "cuba"):
        offer = await offered(house, query)
        told = [offer["button"]["text"]] + [
            button["text"]
            for result in offer["results"]
            for row in result.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]
        assert words("\n".join(told)) <= data("niger xyzzyx cuba"), query


async def test_feeds_speak_through_the_catalogue(town: Town) -> None:
    known, left = data("Sahel Courier", "Wells for Tahoua", "Record at the harbour", "yes"), {}
    town.site.put("/nothing", Answer(status=404))
    answers = {"added": await town.add(), "again": await town.add(), "gone": await town.add("/nothing")}
    await town.read()
    for text in ("/feeds", "/opml", "/feeds off 1", "/feeds off 1 yes", "/feed nonsense"):
        answers[text] = seen(await town.house.person.ask(text))
    answers["list"] = seen(await town.upload("mine.opml", b"<opml><body/></opml>"))
    for asked, answer in answers.items():
        if english := words(answer) - known - words(asked):
            left[asked] = english
    assert left == {}


async def test_a_broadcast_and_the_alarm_speak_through_the_catalogue(house: House, tmp_path: Path) -> None:
    known = data("xyzzyx")
    await house.person.ask("/settings")
    await house.person.ask("/broadcast xyzzyx", chat=ADMIN)
    await house.person.press("bcs:1", chat=ADMIN)
    (part,) = [one for one in await house.desk.deliveries.claim(5, bot=1) if one.place.chat == 1001]
    assert words("\n".join(shown([part.message]))) <= known
    async with open_post(tmp_path / "post.db") as post:
        await subscribe(post, 1)
        post.start(render=in_parts("x" * 100_000), admins=[99])
        await limit_pages(post, 1)
        await post.ticks(2)
        await limit_pages(post, 1_000_000)
        await post.tick()
        trouble, over = post.api.texts(99)
    assert words(trouble.replace(str(tmp_path), "").replace("post.db", "")) | words(over) <= known


RAISED = frozenset({"SourceError", "FetchError", "Failed", "AddressRefusedError", "ConnectError"})
ELSEWHERE = frozenset({"ingest/files.py", "ingest/locations.py"})
"""Files and folders are read by the command line alone."""


def reasons() -> Iterator[str]:
    """Every reason that the code gives for what can't be read, with made-up values."""
    for path in [*sorted((BOT / "ingest").glob("*.py")), BOT / "desk/feeds.py"]:
        if path.relative_to(BOT).as_posix() in ELSEWHERE:
            continue
        tree = ast.parse(path.read_text())
        for call in [node for node in ast.walk(tree) if isinstance(node, ast.Call)]:
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in RAISED:
                yield from (said for said in map(phrase, call.args) if said and " " in said)
        for table in [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]:
            yield from (said for said in map(phrase, table.values) if said and said.startswith("it "))


def phrase(node: ast.AST | None) -> str:
    """The words of a string, with 7 in the place of values."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)  # type: ignore[misc]
    return ""


def test_every_reason_speaks_through_the_catalogue() -> None:
    found = set(reasons())
    assert len(found) > 20
    assert {one: words(reason(one)) for one in found if words(reason(one)) - {"allow_private", "txt"}} == {}


def test_an_unknown_reason_is_told_as_it_is() -> None:
    assert reason("[SSL] wrong version") == "[SSL] wrong version"
    assert reason("") == ""
