"""What reaches the bot, and how: long polling, webhooks, and which updates people's acts become."""

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.webhook import SECRET_HEADER
from tests.playground.scene import CHANNEL, FORUM, GROUP, KARIM, NORA, SUPERGROUP, keyboard, scene
from tests.playground.server import serve


async def test_updates_come_until_they_are_confirmed() -> None:
    async with scene() as s:
        await s.person.send("one")
        await s.person.send("two")
        first = await s.updates()
        assert first == await s.updates()
        rest = await s.updates(first[0]["update_id"] + 1)
        last = await s.updates(-1, limit=1)
    assert [u["message"]["text"] for u in first] == ["one", "two"]
    assert [u["message"]["text"] for u in rest] == [u["message"]["text"] for u in last] == ["two"]


async def test_a_long_poll_ends_when_something_comes() -> None:
    async with scene() as s:
        poll = asyncio.create_task(s.updates(timeout=30))
        await s.person.settle(0.05)
        await s.person.send("niger")
        [update] = await poll
    assert update["message"]["text"] == "niger"


async def test_a_second_poller_ends_the_first() -> None:
    async with scene() as s:
        first = asyncio.create_task(s.answer("getUpdates", timeout=30))
        await s.person.settle(0.05)
        second = asyncio.create_task(s.updates(timeout=30))
        answer = await first
        await s.person.send("niger")
        assert len(await second) == 1
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")


async def test_what_the_bot_asked_for_holds_until_it_asks_again() -> None:
    async with scene() as s:
        await s.updates(allowed_updates=["callback_query"])
        await s.person.send("unheard")
        assert await s.updates() == []
        await s.updates(allowed_updates=[])
        await s.person.send("heard")
        assert len(await s.updates()) == 1


async def test_a_press_and_its_answer_find_each_other() -> None:
    async with scene() as s:
        button = {"text": "Follow", "callback_data": "fol:1"}
        sent = await s.call("sendMessage", chat_id=NORA, text="x", reply_markup=keyboard(button))
        pressing = asyncio.create_task(s.person.press("Follow"))
        [update] = await s.updates(timeout=5)
        query = update["callback_query"]
        await s.call("answerCallbackQuery", callback_query_id=query["id"], text="You follow it now")
        answer = await pressing
    assert (query["data"], query["from"]["id"], query["message"]) == ("fol:1", NORA, sent)
    assert answer["text"] == "You follow it now"


async def test_an_answer_to_no_press_is_too_late() -> None:
    async with scene() as s:
        refusal = await s.refusal("answerCallbackQuery", callback_query_id="1")
        assert refusal.startswith("Bad Request: query is too old and response timeout expired")


async def test_an_edited_message_is_an_update_of_its_own() -> None:
    async with scene() as s:
        sent = await s.person.send("/brief nigr")
        await s.person.post("edit", chat=NORA, message=sent["message_id"], text="/brief niger")
        update = (await s.updates())[-1]
    assert update["edited_message"]["text"] == "/brief niger"
    assert "edit_date" in update["edited_message"]


async def test_blocking_tells_the_bot_by_membership() -> None:
    async with scene() as s:
        await s.person.block()
        [update] = await s.updates()
        change = update["my_chat_member"]
    assert change["chat"]["id"] == NORA
    assert [change[name]["status"] for name in ("old_chat_member", "new_chat_member")] == ["member", "kicked"]


async def test_in_a_group_the_bot_reads_only_what_is_meant_for_it() -> None:
    async with scene() as s:
        await s.person.membership("member", SUPERGROUP)
        joined = await s.updates()
        own = await s.call("sendMessage", chat_id=SUPERGROUP, text="hello")
        for text in (
            "good morning",
            "/brief niger",
            "/brief@other_bot niger",
            "/brief@newsbrief_demo_bot niger",
        ):
            await s.person.send(text, SUPERGROUP, person=KARIM)
        await s.person.send("yes", SUPERGROUP, reply_to=own["message_id"])
        heard = [u["message"] for u in await s.updates(joined[-1]["update_id"] + 1)]
    assert [m["text"] for m in heard] == ["/brief niger", "/brief@newsbrief_demo_bot niger", "yes"]
    assert heard[-1]["message_thread_id"] == own["message_id"]
    assert "is_topic_message" not in heard[-1]


async def test_an_administrator_reads_everything() -> None:
    async with scene() as s:
        await s.person.membership("administrator", FORUM)
        thread = next(iter(s.world.chats[FORUM].threads))
        await s.person.send("good morning", FORUM, thread=thread)
        message = (await s.updates())[-1]["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (thread, True)


async def test_a_channel_post_has_no_sender_but_the_channel() -> None:
    async with scene() as s:
        await s.person.membership("administrator", CHANNEL)
        await s.person.send("/topics", CHANNEL)
        post = (await s.updates())[-1]["channel_post"]
    assert "from" not in post
    assert post["sender_chat"]["id"] == CHANNEL


async def test_an_upgraded_group_says_so_in_both_chats() -> None:
    async with scene() as s:
        await s.person.membership("member", GROUP)
        new = await s.person.post("migrate", chat=GROUP)
        old_note, new_note = [u["message"] for u in (await s.updates())[-2:]]
    assert (old_note["chat"]["id"], old_note["migrate_to_chat_id"]) == (GROUP, new["id"])
    assert (new_note["chat"]["id"], new_note["migrate_from_chat_id"]) == (new["id"], GROUP)


async def test_an_inline_query_is_answered_and_a_result_sent() -> None:
    async with scene() as s:
        asked = await s.person.post("inline", person=NORA, query="niger")
        query = (await s.updates())[0]["inline_query"]
        content = {"message_text": "<b>Niger</b>", "parse_mode": "HTML"}
        result = {"type": "article", "id": "1", "title": "Niger", "input_message_content": content}
        await s.call("answerInlineQuery", inline_query_id=query["id"], results=[result])
        sent = await s.person.post("choose", chat=NORA, query=asked["query"], result="1")
        chosen = (await s.updates())[-1]["chosen_inline_result"]
    assert (query["query"], chosen["result_id"]) == ("niger", "1")
    assert (sent["text"], sent["via_bot"]["id"]) == ("Niger", 1)


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        ({"id": ""}, "RESULT_ID_INVALID"),
        ({"type": "venue"}, "can't parse inline query result: Unsupported type specified"),
        ({"title": ""}, "can't parse inline query result: Can't find field \"title\""),
        ({"input_message_content": {}}, "message text is empty"),
    ],
)
async def test_a_bad_inline_result_is_refused(result: dict[str, Any], reason: str) -> None:
    good = {"type": "article", "id": "1", "title": "x", "input_message_content": {"message_text": "x"}}
    async with scene() as s:
        asked = await s.person.post("inline", person=NORA, query="niger")
        query = {"inline_query_id": asked["query"]}
        assert (
            await s.refusal("answerInlineQuery", **query, results=[good | result]) == f"Bad Request: {reason}"
        )
        twice = await s.refusal("answerInlineQuery", **query, results=[good, good])
        many = await s.refusal("answerInlineQuery", **query, results=[good] * 51)
    assert [twice, many] == ["Bad Request: RESULT_ID_DUPLICATE", "Bad Request: RESULTS_TOO_MUCH"]


async def test_a_webhook_gets_each_update_once_with_the_secret_and_again_after_a_failure() -> None:
    got: list[tuple[str, Any]] = []

    async def receive(request: Request) -> Response:
        got.append((request.headers[SECRET_HEADER], await request.json()))
        return Response(status_code=503 if len(got) == 1 else 200)

    async with scene() as s, serve(Starlette(routes=[Route("/hook", receive, methods=["POST"])])) as base:
        await s.call("setWebhook", url=f"{base}/hook", secret_token="s3cret")
        assert (await s.refusal("getUpdates")).startswith(
            "Conflict: can't use getUpdates method while webhook"
        )
        await s.person.send("niger")
        async with asyncio.timeout(5):
            while (await s.call("getWebhookInfo"))["pending_update_count"]:
                await s.person.settle(0.05)
        info = await s.call("getWebhookInfo")
        await s.call("deleteWebhook")
        assert await s.updates() == []
    assert [secret for secret, _ in got] == ["s3cret", "s3cret"]
    assert got[0][1] == got[1][1]
    assert "503" in info["last_error_message"]


async def test_a_webhook_wants_https_outside_this_computer_and_a_plain_secret() -> None:
    async with scene() as s:
        plain = await s.refusal("setWebhook", url="http://example.org/hook")
        secret = await s.refusal("setWebhook", url="https://example.org/hook", secret_token="no spaces")
    assert plain == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    assert secret.startswith("Bad Request: secret token")


async def test_what_a_webhook_answers_to_an_update_is_carried_out_as_a_call() -> None:
    async def receive(request: Request) -> Response:
        chat = (await request.json())["message"]["chat"]["id"]
        return JSONResponse(
            {"method": "sendMessage", "chat_id": chat, "text": "*Heard*", "parse_mode": "MarkdownV2"}
        )

    async with scene() as s, serve(Starlette(routes=[Route("/hook", receive, methods=["POST"])])) as base:
        await s.call("setWebhook", url=f"{base}/hook")
        answer = await s.person.ask("niger")
        calls = await s.person.get("calls")
        await s.call("deleteWebhook")
    assert (answer["text"], answer["entities"][0]["type"]) == ("Heard", "bold")
    assert calls[-1]["method"] == "sendMessage"


async def test_what_was_chosen_inline_comes_back_to_the_bot_marked_as_its_own() -> None:
    async with scene() as s:
        await s.person.membership("member", GROUP)
        asked = await s.person.post("inline", person=NORA, query="niger")
        content = {"message_text": "Niger"}
        result = {"type": "article", "id": "1", "title": "Niger", "input_message_content": content}
        await s.call("answerInlineQuery", inline_query_id=asked["query"], results=[result])
        s.world.updates.pending.clear()
        await s.person.post("choose", chat=GROUP, query=asked["query"], result="1")
        first = (await s.updates())[0]["message"]
    assert (first["chat"]["id"], first["via_bot"]["id"]) == (GROUP, 1)
