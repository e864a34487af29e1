"""Follow-ups and alerts arrive: planned, stored, sent by the sender of digests, each once."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.delivery import Notices
from bot.store.model import Place
from tests.chat.botapi import LOST_ANSWER, refusal
from tests.chat.post import Post, open_post
from tests.desk.flood import BRIDGE, BRIDGE_AGAIN, DROWNED, FORD, HURT, PRICES, Flood

ALICE = Place(1)


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    """It is Sunday noon."""
    async with open_post(tmp_path / "news.db") as post:
        yield post


@pytest.fixture
async def flood(post: Post) -> Flood:
    """A flood that a reader got in Monday's digest, and follows."""
    flood = Flood(post.house)
    await flood.breaks()
    await post.house.reader(1)
    post.house.at("2026-05-04 07:30")
    await post.tick()
    await post.house.desk.readers.keep(ALICE, "followed", await flood.story())
    post.house.at("2026-05-04 09:00")
    return flood


async def tick(post: Post, seconds: float = 5) -> None:
    """One round of everything that ticks."""
    await post.tick(seconds)
    notices = Notices(post.house.desk)
    await notices.plan_follow_ups()
    await notices.plan_alerts()
    await post.tick()


async def test_an_update_arrives_as_a_reply_to_the_digest_that_told_the_story(
    post: Post, flood: Flood
) -> None:
    await flood.goes_on()
    await tick(post)
    digest, update = post.api.delivered
    assert "New on a story you follow" in update["text"]
    assert json.loads(update["reply_parameters"]) == {"message_id": 1, "allow_sending_without_reply": True}
    assert "reply_parameters" not in digest


async def test_an_update_tells_what_is_new_word_for_word_and_the_rest_behind_a_tap(
    post: Post, flood: Flood
) -> None:
    await flood.goes_on()
    await tick(post)
    told, _, read = post.api.texts(1)[1].partition("What you already read")
    assert "Since Monday 07:30" in told
    assert f"• {FORD} <i>(Delta Daily)</i>" in told
    assert BRIDGE in read
    assert BRIDGE_AGAIN not in told + read


async def test_an_update_arrives_once(post: Post, flood: Flood) -> None:
    await flood.goes_on()
    for _ in range(3):
        await tick(post)
    assert len(post.api.delivered) == 2


async def test_an_update_whose_answer_was_lost_comes_once_more_marked(post: Post, flood: Flood) -> None:
    await flood.goes_on()
    post.api.faults.append(LOST_ANSWER)
    for _ in range(3):
        await tick(post, 30)
    assert ["Possible repeat" in text for text in post.api.texts(1)] == [False, False, True]


async def test_what_an_update_told_is_left_out_of_the_next_digest(post: Post, flood: Flood) -> None:
    await flood.goes_on()
    await tick(post)
    post.house.at("2026-05-05 07:30")
    await tick(post)
    assert "Nothing new on" in post.api.texts(1)[-1]


async def test_a_digest_tells_what_is_new_under_the_headline(post: Post, flood: Flood) -> None:
    await post.house.desk.readers.drop(ALICE, "followed", await flood.story())
    await flood.goes_on()
    post.house.at("2026-05-05 07:30")
    await tick(post)
    text = post.api.texts(1)[-1]
    assert "<i>Since Monday</i>\n" in text
    assert FORD in text
    assert BRIDGE not in text


async def test_a_digest_says_once_what_was_taken_back(post: Post, flood: Flood) -> None:
    await post.house.desk.readers.drop(ALICE, "followed", await flood.story())
    await flood.tells("Sahel Post", "Bridge at Bilmari swept away by rain", BRIDGE)
    await flood.goes_on()
    post.house.at("2026-05-05 07:30")
    await tick(post)
    assert f"Corrected: this sentence is no longer in the article</b>\n• {HURT}" in post.api.texts(1)[-1]
    post.house.at("2026-05-05 12:00")
    await flood.tells("Lantern", "Drivers drowned at broken Bilmari bridge", BRIDGE_AGAIN, DROWNED)
    post.house.at("2026-05-06 07:30")
    await tick(post)
    assert DROWNED in post.api.texts(1)[-1]
    assert "Corrected" not in post.api.texts(1)[-1]


async def test_an_update_says_what_was_taken_back(post: Post, flood: Flood) -> None:
    await flood.tells("Sahel Post", "Bridge at Bilmari swept away by rain", BRIDGE, DROWNED)
    await tick(post)
    text = post.api.texts(1)[-1]
    assert f"Corrected: this sentence is no longer in the article</b>\n• {HURT}" in text
    assert f"• {DROWNED}" in text


async def test_an_update_that_a_blocked_reader_missed_is_owed_on_the_return(post: Post, flood: Flood) -> None:
    await flood.goes_on()
    post.api.faults.append(refusal(403, "Forbidden: bot was blocked by the user"))
    await tick(post)
    await post.house.desk.readers.restore(1, 1)
    await tick(post, 7200)
    assert FORD in post.api.texts(1)[-1]


async def test_an_alert_arrives_once_with_a_sound_and_not_again_in_the_digest(post: Post) -> None:
    await post.house.reader(1)
    await post.house.desk.readers.prefer(ALICE, alerts=True)
    flood = Flood(post.house)
    await flood.breaks()
    await flood.goes_on()
    await flood.tells("Gulf Ledger", "Millet dear north of Bilmari bridge", BRIDGE_AGAIN, PRICES)
    for _ in range(2):
        await tick(post)
    (alert,) = post.api.delivered
    assert alert["text"].startswith("<b>Alert · Niger</b>")
    assert "disable_notification" not in alert
    post.house.at("2026-05-04 07:30")
    await tick(post)
    assert "Nothing new on" in post.api.texts(1)[-1]


async def test_who_follows_an_alert_gets_its_updates_below_it(post: Post) -> None:
    await post.house.reader(1)
    await post.house.desk.readers.prefer(ALICE, alerts=True)
    flood = Flood(post.house)
    await flood.breaks()
    await flood.goes_on()
    await flood.tells("Gulf Ledger", "Millet dear north of Bilmari bridge", BRIDGE_AGAIN, PRICES)
    await tick(post)
    await post.house.desk.readers.keep(ALICE, "followed", await flood.story())
    post.house.clock.move_to(post.house.clock.now().replace(hour=14))
    await flood.tells("Lantern", "Drivers drowned at broken Bilmari bridge", BRIDGE_AGAIN, DROWNED)
    await tick(post)
    assert json.loads(post.api.delivered[-1]["reply_parameters"])["message_id"] == 1


MORE_DROWNED = DROWNED.replace("Two drivers", "Three drivers")


async def test_a_digest_shows_the_changed_sentence_beside_the_one_that_was_read(
    post: Post, flood: Flood
) -> None:
    await post.house.desk.readers.drop(ALICE, "followed", await flood.story())
    drowned = await flood.tells("Lantern", "Drivers drowned at broken Bilmari bridge", BRIDGE_AGAIN, DROWNED)
    post.house.at("2026-05-05 07:30")
    await tick(post)
    assert DROWNED in post.api.texts(1)[-1]
    post.house.at("2026-05-05 12:00")
    await flood.tells("Lantern", drowned.title, BRIDGE_AGAIN, MORE_DROWNED, at=drowned.published)
    post.house.at("2026-05-06 07:30")
    await tick(post)
    text = post.api.texts(1)[-1]
    assert f"Corrected: the article now says</b>\n• {MORE_DROWNED}" in text
    assert f"Before: <s>{DROWNED}</s>" in text
    assert text.count(MORE_DROWNED) == 1
    post.house.at("2026-05-07 07:30")
    await tick(post)
    assert "Corrected" not in post.api.texts(1)[-1]


async def test_a_muted_story_or_a_silent_topic_brings_no_alert(post: Post) -> None:
    await post.house.reader(1)
    await post.house.desk.readers.prefer(ALICE, alerts=True, silent_topics=("niger",))
    flood = Flood(post.house)
    await flood.breaks()
    await flood.goes_on()
    await flood.tells("Gulf Ledger", "Millet dear north of Bilmari bridge", BRIDGE_AGAIN, PRICES)
    await tick(post)
    assert post.api.delivered == []
    await post.house.desk.readers.keep(ALICE, "muted", await flood.story())
    await post.house.desk.readers.prefer(ALICE, silent_topics=())
    await tick(post, 120)
    assert post.api.delivered == []
