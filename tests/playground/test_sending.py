"""Sending, editing and deleting, with Telegram's answers and refusals."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.playground.scene import CHANNEL, FORUM, GROUP, KARIM, NORA, SUPERGROUP, keyboard, scene

BUTTON = {"text": "Follow", "callback_data": "fol:1"}


async def test_a_message_is_what_the_specification_says() -> None:
    async with scene() as s:
        message = await s.call("sendMessage", chat_id=NORA, text="<b>Niger</b>", parse_mode="HTML")
    assert message == {
        "message_id": 2,
        "from": {
            "id": 1, "is_bot": True, "first_name": "Newsbrief demo", "username": "newsbrief_demo_bot",
        },
        "chat": {
            "id": NORA, "type": "private", "first_name": "Nora", "last_name": "Lind", "username": "nora_lind",
        },
        "date": int(s.clock.now().timestamp()),
        "text": "Niger",
        "entities": [{"offset": 0, "length": 5, "type": "bold"}],
    }  # fmt: skip


async def test_methods_are_found_whatever_their_case() -> None:
    async with scene() as s:
        assert (await s.call("SENDMESSAGE", chat_id=NORA, text="x"))["text"] == "x"


async def test_parameters_may_come_in_the_address_or_as_a_form() -> None:
    async with scene() as s:
        asked = await s.http.get("/bot1:demo/sendMessage", params={"chat_id": NORA, "text": "é"})
        form = {"chat_id": str(NORA), "text": "a&b", "reply_markup": json.dumps(keyboard(BUTTON))}
        sent = await s.http.post("/bot1:demo/sendMessage", data=form)
    assert asked.json()["result"]["text"] == "é"
    assert sent.json()["result"]["reply_markup"] == keyboard(BUTTON)


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 5, "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": NORA}, "message text is empty"),
        ({"chat_id": NORA, "text": " "}, "text must be non-empty"),
        ({"chat_id": NORA, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": NORA, "text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"chat_id": NORA, "text": "x", "message_thread_id": 7}, "message thread not found"),
        (
            {"chat_id": NORA, "text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        (
            {"chat_id": NORA, "text": "x", "reply_parameters": {"message_id": 1, "quote": "no"}},
            "QUOTE_TEXT_INVALID",
        ),
    ],
)
async def test_what_telegram_refuses_is_refused(parameters: dict[str, Any], reason: str) -> None:
    async with scene() as s:
        assert await s.refusal("sendMessage", **parameters) == f"Bad Request: {reason}"


async def test_half_a_surrogate_pair_is_no_text() -> None:
    async with scene() as s:
        for parameters in (
            '"text":"\\ud800"',
            '"text":"x","reply_markup":{"inline_keyboard":[[{"text":"\\ud800"}]]}',
        ):
            body = f'{{"chat_id":{NORA},{parameters}}}'.encode()
            headers = {"content-type": "application/json"}
            refused = await s.http.post("/bot1:demo/sendMessage", content=body, headers=headers)
            assert refused.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


UNPARSABLE = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (keyboard({"text": "x", "callback_data": "é" * 33}), "BUTTON_DATA_INVALID"),
        (keyboard({"text": "x", "callback_data": ""}), "BUTTON_DATA_INVALID"),
        (keyboard({"text": "x"}), UNPARSABLE + "Text buttons are unallowed in the inline keyboard"),
        (keyboard({"callback_data": "x"}), UNPARSABLE + 'Can\'t find field "text"'),
        (keyboard({"text": "x", "url": "http://localhost"}),
         "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL"),
        (keyboard(BUTTON | {"style": "huge"}), UNPARSABLE + "Unsupported button style specified"),
        (keyboard({"text": "x", "copy_text": {"text": "x" * 257}}), "BUTTON_COPY_TEXT_INVALID"),
        (keyboard(*[BUTTON] * 9), "reply markup is too long"),
        ({"inline_keyboard": [[BUTTON]] * 101}, "reply markup is too long"),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": [BUTTON]}, 'field "inline_keyboard" must be an Array of Arrays'),
        ({"keyboard": []}, "reply markup keyboard must be non-empty"),
        ({"odd": True}, "unsupported reply markup"),
        ({"keyboard": [[{}]]}, "can't parse keyboard button: Keyboard button text must be non-empty"),
        ({"force_reply": True, "input_field_placeholder": "x" * 65}, "input field placeholder is too long"),
        (keyboard(BUTTON | {"text": " "}), UNPARSABLE + "Inline keyboard button text must be non-empty"),
        (keyboard({"text": "x", "url": 5}), UNPARSABLE + 'Field "url" must be of type String'),
        (keyboard({"text": "x", "switch_inline_query": "x" * 257}), "BUTTON_INVALID"),
        ("[", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
    ],
)  # fmt: skip
async def test_a_keyboard_that_telegram_refuses_is_refused(markup: Any, reason: str) -> None:
    async with scene() as s:
        refusal = await s.refusal("sendMessage", chat_id=NORA, text="x", reply_markup=markup)
    assert refusal == f"Bad Request: {reason}"


async def test_callback_data_may_have_sixty_four_bytes() -> None:
    async with scene() as s:
        await s.call(
            "sendMessage",
            chat_id=NORA,
            text="x",
            reply_markup=keyboard({"text": "x", "callback_data": "é" * 32}),
        )


async def test_an_edit_takes_inline_keyboards_only() -> None:
    async with scene() as s:
        sent = await s.call("sendMessage", chat_id=NORA, text="x")
        place = {"chat_id": NORA, "message_id": sent["message_id"]}
        refusal = await s.refusal("editMessageReplyMarkup", **place, reply_markup={"keyboard": [["x"]]})
    assert refusal == "Bad Request: inline keyboard expected"


async def test_a_reply_holds_the_message_it_replies_to_and_the_quote() -> None:
    async with scene() as s:
        reply = {"message_id": 1, "quote": "/start"}
        message = await s.call("sendMessage", chat_id=NORA, text="x", reply_parameters=reply)
        loose = {"message_id": 99, "allow_sending_without_reply": True}
        alone = await s.call("sendMessage", chat_id=NORA, text="x", reply_parameters=loose)
    assert message["reply_to_message"]["text"] == message["quote"]["text"] == "/start"
    assert "reply_to_message" not in alone


async def test_nobody_hears_from_a_bot_they_never_started() -> None:
    async with scene() as s:
        refusal = await s.refusal("sendMessage", chat_id=KARIM, text="x")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"


async def test_a_blocked_bot_is_told_so_and_can_be_unblocked() -> None:
    async with scene() as s:
        await s.person.block()
        assert (
            await s.refusal("sendMessage", chat_id=NORA, text="x") == "Forbidden: bot was blocked by the user"
        )
        await s.person.block(False)
        await s.call("sendMessage", chat_id=NORA, text="x")


async def test_a_deleted_account_is_told_so() -> None:
    async with scene() as s:
        await s.person.post("deactivate", chat=NORA)
        assert await s.refusal("sendMessage", chat_id=NORA, text="x") == "Forbidden: user is deactivated"


async def test_groups_and_channels_want_the_bot_inside_first() -> None:
    async with scene() as s:
        outside = await s.refusal("sendMessage", chat_id=SUPERGROUP, text="x")
        await s.person.membership("kicked", GROUP)
        kicked = await s.refusal("sendMessage", chat_id=GROUP, text="x")
        await s.person.membership("member", CHANNEL)
        plain = await s.refusal("sendMessage", chat_id=CHANNEL, text="x")
        await s.person.membership("administrator", CHANNEL)
        posted = await s.call("sendMessage", chat_id="@morning_line", text="x")
    assert outside == "Forbidden: bot is not a member of the supergroup chat"
    assert kicked == "Forbidden: bot was kicked from the group chat"
    assert plain == "Bad Request: need administrator rights in the channel chat"
    assert "from" not in posted
    assert posted["sender_chat"]["id"] == CHANNEL


async def test_a_forum_message_stands_in_its_topic() -> None:
    async with scene() as s:
        await s.person.membership("administrator", FORUM)
        topic = await s.call("createForumTopic", chat_id=FORUM, name="Niger")
        thread = topic["message_thread_id"]
        message = await s.call("sendMessage", chat_id=FORUM, text="x", message_thread_id=thread)
        assert (message["message_thread_id"], message["is_topic_message"]) == (thread, True)
        assert message in await s.person.messages(FORUM, thread=thread)


async def test_an_upgraded_group_names_its_new_number() -> None:
    async with scene() as s:
        await s.person.membership("member", GROUP)
        new = await s.person.post("migrate", chat=GROUP)
        refused = await s.answer("sendMessage", chat_id=GROUP, text="x")
    assert refused["parameters"] == {"migrate_to_chat_id": new["id"]}
    assert refused["description"] == "Bad Request: group chat was upgraded to a supergroup chat"


async def test_an_edit_changes_text_and_keyboard_in_place() -> None:
    async with scene() as s:
        sent = await s.call("sendMessage", chat_id=NORA, text="old", reply_markup=keyboard(BUTTON))
        s.clock.advance(timedelta(minutes=1))
        place = {"chat_id": NORA, "message_id": sent["message_id"]}
        edited = await s.call("editMessageText", **place, text="<i>new</i>", parse_mode="HTML")
        bare = await s.call("editMessageReplyMarkup", **place, reply_markup=keyboard(BUTTON))
    assert edited["text"] == "new"
    assert edited["edit_date"] == sent["date"] + 60
    assert "reply_markup" not in edited
    assert bare["reply_markup"] == keyboard(BUTTON)


async def test_an_edit_that_changes_nothing_is_refused() -> None:
    async with scene() as s:
        sent = await s.call("sendMessage", chat_id=NORA, text="same")
        place = {"chat_id": NORA, "message_id": sent["message_id"]}
        refusal = await s.refusal("editMessageText", **place, text="same")
        assert refusal.startswith("Bad Request: message is not modified: specified new message content")
        assert (await s.refusal("editMessageReplyMarkup", **place)).startswith(
            "Bad Request: message is not modified"
        )


@pytest.mark.parametrize(
    ("method", "parameters", "reason"),
    [
        ("editMessageText", {"message_id": 99, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"message_id": 1}, "message text is empty"),
        ("deleteMessage", {"message_id": 99}, "message to delete not found"),
        ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
        ("setMessageReaction", {"message_id": 99}, "message to react not found"),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("copyMessage", {"from_chat_id": NORA, "message_id": 99}, "message to copy not found"),
    ],
)  # fmt: skip
async def test_messages_must_be_there_and_be_the_bots_own(
    method: str, parameters: dict[str, Any], reason: str
) -> None:
    async with scene() as s:
        assert await s.refusal(method, chat_id=NORA, **parameters) == f"Bad Request: {reason}"


async def test_a_deleted_message_is_gone_for_people_too() -> None:
    async with scene() as s:
        sent = await s.call("sendMessage", chat_id=NORA, text="x")
        await s.call("deleteMessage", chat_id=NORA, message_id=sent["message_id"])
        assert sent not in await s.person.messages()


async def test_many_messages_can_be_deleted_at_once() -> None:
    async with scene() as s:
        sent = [(await s.call("sendMessage", chat_id=NORA, text="x"))["message_id"] for _ in range(3)]
        await s.call("deleteMessages", chat_id=NORA, message_ids=[*sent, 99])
        assert len(await s.person.messages()) == 1


async def test_people_see_typing_and_reactions() -> None:
    async with scene() as s:
        since = (await s.person.get("events"))["last"]
        await s.call("sendChatAction", chat_id=NORA, action="typing")
        thumb = [{"type": "emoji", "emoji": "👍"}]
        await s.call("setMessageReaction", chat_id=NORA, message_id=1, reaction=thumb)
        two = await s.refusal("setMessageReaction", chat_id=NORA, message_id=1, reaction=thumb * 2)
        odd = await s.refusal("setMessageReaction", chat_id=NORA, message_id=1, reaction=["👍"])
        events = (await s.person.get("events", after=since))["events"]
    assert [event["kind"] for event in events] == ["action", "reaction"]
    assert [two, odd] == ["Bad Request: REACTIONS_TOO_MANY", "Bad Request: REACTION_INVALID"]


async def test_after_two_days_a_message_stays() -> None:
    async with scene() as s:
        sent = await s.call("sendMessage", chat_id=NORA, text="x")
        s.clock.advance(timedelta(hours=49))
        refusal = await s.refusal("deleteMessage", chat_id=NORA, message_id=sent["message_id"])
        assert refusal == "Bad Request: message can't be deleted for everyone"


async def test_a_copy_and_a_forward_carry_the_content() -> None:
    async with scene() as s:
        source = {"chat_id": NORA, "from_chat_id": NORA, "message_id": 1}
        copy = await s.call("copyMessage", **source)
        forward = await s.call("forwardMessage", **source)
    assert copy == {"message_id": 2}
    assert (forward["text"], forward["forward_origin"]["sender_user"]["id"]) == ("/start", NORA)
