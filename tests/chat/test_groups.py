"""Groups, forum threads and channels: admins set up, members ask."""

from datetime import timedelta

from bot.playground.client import buttons, text_of
from bot.playground.seeds import CHANNEL, FORUM, GROUP
from bot.store.model import Place
from tests.chat.conftest import House, added

KARIM = 1002
"""A plain member of the groups; Nora, who acts otherwise, created them."""


async def slugs(house: House, place: Place) -> list[str]:
    reader = await house.desk.readers.find(place)
    return [topic.slug for topic in reader.topics] if reader else []


async def test_a_group_hears_what_to_do_when_the_bot_is_added(house: House) -> None:
    await added(house, GROUP)
    assert "an admin chooses topics" in text_of((await house.person.messages(GROUP))[-1])


async def test_an_admin_subscribes_the_group_and_is_replied_to(house: House) -> None:
    await added(house, GROUP)
    answer = await house.person.ask("/subscribe niger", chat=GROUP)
    assert "Subscribed to Niger." in text_of(answer)
    assert "reply_to_message" in answer
    assert await slugs(house, Place(GROUP, kind="group")) == ["niger"]


async def test_a_member_may_ask_but_not_set(house: House) -> None:
    await added(house, GROUP)
    await house.person.ask("/topics", chat=GROUP)
    assert "Niger opens" in text_of(await house.person.ask("/brief niger", chat=GROUP, person=KARIM))
    refused = await house.person.ask("/subscribe niger", chat=GROUP, person=KARIM)
    assert "Only this group’s admins" in text_of(refused)
    assert await slugs(house, Place(GROUP, kind="group")) == []


async def test_a_member_who_starts_the_bot_hears_what_members_can_ask(house: House) -> None:
    await added(house, GROUP)
    await house.person.ask("/topics", chat=GROUP)
    assert "Members: /brief niger" in text_of(await house.person.ask("/start", chat=GROUP, person=KARIM))


async def test_a_button_is_the_admins_too(house: House) -> None:
    await added(house, GROUP)
    await house.person.ask("/topics", chat=GROUP)
    assert (
        "Only this group’s admins" in (await house.person.press("+ Iran", chat=GROUP, person=KARIM))["text"]
    )
    assert await slugs(house, Place(GROUP, kind="group")) == []
    await house.person.press("+ Iran", chat=GROUP, person=1001)
    assert await slugs(house, Place(GROUP, kind="group")) == ["iran"]


async def test_a_member_sees_what_the_group_kept_and_takes_nothing_away(house: House) -> None:
    await added(house, GROUP)
    place = Place(GROUP, kind="group")
    (story, *_) = await house.desk.newsroom.stories(None, 1)
    await house.desk.readers.keep(place, "saved", story.id)
    listed = await house.person.ask("/saved off 1", chat=GROUP, person=KARIM)
    assert story.headline in text_of(listed)
    assert await house.desk.readers.kept(place, "saved") == (story,)


async def test_talk_and_other_bots_commands_are_left_alone(house: House) -> None:
    await added(house, GROUP, "administrator")
    before = len(await house.person.messages(GROUP))
    for text in ("niger", "/frobnicate", "/brief@another_bot niger"):
        await house.person.send(text, chat=GROUP)
    await house.person.settle(0.3)
    assert len(await house.person.messages(GROUP)) == before + 3


async def test_a_thread_of_a_forum_is_a_reader_of_its_own(house: House) -> None:
    await added(house, FORUM)
    threads = [message["message_thread_id"] for message in (await house.person.messages(FORUM))[:2]]
    answer = await house.person.ask("/subscribe niger", chat=FORUM, thread=threads[0])
    assert answer["message_thread_id"] == threads[0]
    assert await slugs(house, Place(FORUM, threads[0], "group")) == ["niger"]
    assert await slugs(house, Place(FORUM, threads[1], "group")) == []


async def test_a_channel_is_set_up_by_its_own_posts(house: House) -> None:
    await added(house, CHANNEL, "administrator")
    answer = await house.person.ask("/subscribe niger", chat=CHANNEL)
    assert "Subscribed to Niger." in text_of(answer)
    reader = await house.desk.readers.find(Place(CHANNEL, kind="channel"))
    assert reader is not None
    assert (reader.place.kind, reader.place.title) == ("channel", "Morning line")


async def test_a_group_that_asks_the_same_twice_is_sent_to_the_first_answer(house: House) -> None:
    await added(house, GROUP)
    first = await house.person.ask("/brief niger", chat=GROUP)
    again = await house.person.ask("/brief  Niger", chat=GROUP)
    assert again["reply_to_message"]["message_id"] == first["message_id"]
    assert text_of(again).splitlines() == [
        "Nothing has changed since I answered that here:",
        "Niger opens two desert wells",
    ]
    house.clock.advance(timedelta(minutes=11))
    later = await house.person.ask("/brief niger", chat=GROUP)
    assert "Herders said that the water came one month too late" in text_of(later)


async def test_what_a_group_gets_its_members_can_have_privately(house: House) -> None:
    await added(house, GROUP)
    brief = await house.person.ask("/brief niger", chat=GROUP)
    link = await house.person.press("Get it privately", chat=GROUP)
    assert "Get it privately" in buttons(brief)
    assert link["url"].endswith("?start=sub_niger")
    await house.person.ask("/subscribe niger, iran", chat=GROUP)
    await house.person.ask("/digest", chat=GROUP)
    link = await house.person.press("Get it privately", chat=GROUP)
    payload = link["url"].partition("=")[2]
    await house.person.ask(f"/start {payload}", chat=KARIM)
    assert sorted(await slugs(house, Place(KARIM))) == ["iran", "niger"]


async def test_a_groups_export_goes_to_its_admin_alone(house: House) -> None:
    await added(house, GROUP)
    await house.person.ask("/subscribe niger", chat=GROUP)
    answer = await house.person.ask("/export", chat=GROUP)
    assert "document" not in answer
    payload = (await house.person.press("Get it privately", chat=GROUP))["url"].partition("=")[2]
    sent = await house.person.ask(f"/start {payload}", chat=1001)
    assert b'"niger"' in await house.person.file(sent)
    omar = (await house.person.post("person", name="Omar", started=True))["id"]
    refused = await house.person.ask(f"/start {payload}", chat=omar)
    assert text_of(refused) == "Only an admin of that chat can have this."


async def test_members_are_told_who_changes_topics(house: House) -> None:
    await added(house, GROUP)
    assert "Admins tap to add or drop one" in text_of(await house.person.ask("/topics", chat=GROUP))
