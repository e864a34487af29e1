"""Several messages at a time, and pinned ones."""

import pytest

from tests.playground.scene import GROUP, KARIM, NORA, scene


async def test_messages_are_copied_in_their_order_and_those_not_there_are_left_out() -> None:
    async with scene() as s:
        first = await s.person.send("One")
        second = await s.person.send("Two")
        numbers = [second["message_id"], first["message_id"], 99]
        await s.call("copyMessages", chat_id=NORA, from_chat_id=NORA, message_ids=numbers)
        copied = (await s.person.messages())[-2:]
    assert [message["text"] for message in copied] == ["One", "Two"]
    assert all("forward_origin" not in message for message in copied)


async def test_forwarded_messages_say_whose_they_were() -> None:
    async with scene() as s:
        sent = await s.person.send("One")
        await s.call("forwardMessages", chat_id=NORA, from_chat_id=NORA, message_ids=[sent["message_id"]])
        [*_, forwarded] = await s.person.messages()
    assert forwarded["forward_origin"]["sender_user"]["id"] == NORA


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ([], "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers"),
        ([99], "there are no messages to copy or forward"),
    ],
)
async def test_a_bad_list_of_messages_is_refused(numbers: list[int], reason: str) -> None:
    async with scene() as s:
        refused = await s.refusal("copyMessages", chat_id=NORA, from_chat_id=NORA, message_ids=numbers)
    assert refused == f"Bad Request: {reason}"


async def test_a_copied_file_can_have_other_words_or_none() -> None:
    async with scene() as s:
        uploaded = await s.person.upload("feeds.opml", b"<opml/>")
        which = {"chat_id": NORA, "from_chat_id": NORA}
        await s.call("copyMessage", **which, message_id=uploaded["message_id"], caption="Mine")
        [*_, copied] = await s.person.messages()
        await s.call("copyMessages", **which, message_ids=[copied["message_id"]], remove_caption=True)
        [*_, bare] = await s.person.messages()
    assert (copied["caption"], bare.get("caption")) == ("Mine", None)


async def test_a_pin_is_told_in_the_chat_and_taken_away_once() -> None:
    async with scene() as s:
        sent = await s.call("sendMessage", chat_id=NORA, text="Today")
        await s.call("pinChatMessage", chat_id=NORA, message_id=sent["message_id"])
        [*_, note] = await s.person.messages()
        assert note["pinned_message"]["text"] == "Today"
        await s.call("unpinChatMessage", chat_id=NORA)
        assert await s.refusal("unpinChatMessage", chat_id=NORA) == "Bad Request: message to unpin not found"


async def test_in_a_group_only_an_administrator_pins() -> None:
    async with scene() as s:
        await s.person.membership("member", GROUP)
        sent = await s.call("sendMessage", chat_id=GROUP, text="Today")
        pin = {"chat_id": GROUP, "message_id": sent["message_id"]}
        assert "not enough rights" in await s.refusal("pinChatMessage", **pin)
        await s.person.membership("administrator", GROUP)
        assert await s.call("pinChatMessage", **pin)


async def test_a_deleted_group_takes_no_message() -> None:
    async with scene() as s:
        await s.person.membership("member", GROUP)
        await s.person.post("deactivate", chat=GROUP)
        refused = await s.refusal("sendMessage", chat_id=GROUP, text="x")
    assert refused == "Forbidden: the group chat was deleted"


async def test_a_person_who_never_started_is_not_written_to() -> None:
    async with scene() as s:
        refused = await s.refusal("sendMessage", chat_id=KARIM, text="x")
    assert refused == "Forbidden: bot can't initiate conversation with a user"
