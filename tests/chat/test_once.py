"""Being told once when something comes on a topic."""

from bot.chat.delivery import Notices
from bot.chat.times import parse_hours as parse
from bot.store.model import Place
from tests.chat.conftest import Talk
from tests.chat.post import Post

ALICE = Place(1, bot=1)


async def waiting(post: Post, topic: str = "niger", place: Place = ALICE) -> None:
    """Somebody waits for a topic since Sunday noon; one story on it is older than that."""
    await post.house.publish(1)
    post.house.at("2026-05-03 12:01")
    await post.house.desk.watches.watch(place, post.house.desk.topics.resolve(topic))
    post.house.at("2026-05-03 12:02")


async def tick(post: Post) -> None:
    """A minute and a bit, and one round of what ticks."""
    await post.tick(61)
    await Notices(post.house.desk).plan_watches()
    await post.tick()


async def test_the_next_story_is_told_at_once_and_none_after_it(post: Post) -> None:
    await waiting(post)
    await tick(post)
    assert post.api.texts() == []
    await post.house.publish(2, 3)
    await tick(post)
    (told,) = post.api.texts()
    assert told.startswith("<b>Niger</b> · you asked to be told once")
    await post.house.publish(4)
    await tick(post)
    assert len(post.api.texts()) == 1


async def test_what_was_told_so_counts_as_shown(post: Post) -> None:
    await waiting(post)
    await post.house.publish(2)
    await tick(post)
    reader = await post.house.desk.readers.find(ALICE)
    topic = post.house.desk.topics.resolve("niger")
    brief = await post.house.desk.newsroom.brief(topic, None, 0, reader)
    assert sorted(one.new for one in brief.stories) == [False, True]


async def test_nobody_is_told_in_their_quiet_hours_but_after_them(post: Post) -> None:
    await waiting(post)
    await post.house.desk.readers.set_quiet(ALICE, parse("12-14"))
    await post.house.publish(2)
    await tick(post)
    assert post.api.texts() == []
    post.house.at("2026-05-03 14:00")
    await tick(post)
    assert len(post.api.texts()) == 1


async def test_what_a_reader_hides_is_not_what_they_wait_for(post: Post) -> None:
    await waiting(post)
    await post.house.desk.readers.prefer(ALICE, muted_outlets=("Outlet 2",))
    await post.house.publish(2)
    await tick(post)
    assert post.api.texts() == []
    await post.house.publish(3)
    await tick(post)
    assert len(post.api.texts()) == 1


async def test_waiting_is_asked_for_listed_and_taken_back(nora: Talk) -> None:
    assert "/once niger" in await nora.say("/once")
    assert "as soon as something new is on cocoa prices" in await nora.say("/once cocoa prices")
    await nora.press("onc:iran")
    assert await nora.say("/once") == "I’ll tell you once when something comes on cocoa prices and Iran."
    await nora.press("onf:iran")
    assert "Iran" not in await nora.say("/once")
    assert "You wait for nothing" in await nora.say("/once off cocoa prices")


async def test_the_export_holds_it_and_forgetting_erases_it(nora: Talk) -> None:
    await nora.say("/once niger")
    held = await nora.desk.readers.export(nora.place)
    assert held["watches"]
    await nora.desk.readers.forget(nora.place)
    assert await nora.desk.watches.of(nora.place) == ()
