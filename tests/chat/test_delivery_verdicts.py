"""What each error of the Bot API means for the message that met it, as PTB really raises it."""

import pytest
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.chat.delivery.verdicts import (
    Gone,
    Migrated,
    Refused,
    Revoked,
    Uncertain,
    Unsent,
    Verdict,
    Wait,
    judge,
)
from tests.chat.botapi import LOST_ANSWER, LOST_REQUEST, TOKEN, Fault, bot_api, refusal

HTML = "<html><body>Bad gateway</body></html>"


async def verdict_on(fault: Fault, read_timeout: float = 5.0) -> Verdict:
    """What the sender makes of a sendMessage that meets `fault`."""
    async with bot_api([fault]) as api, ExtBot(TOKEN, base_url=api.url) as bot:
        return await verdict_of(bot, read_timeout)


async def verdict_of(bot: ExtBot[None], read_timeout: float = 5.0) -> Verdict:
    try:
        await bot.send_message(1, "hello", read_timeout=read_timeout)
    except Exception as error:
        return judge(error)
    raise AssertionError("it was sent")


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        (refusal(429, "Too Many Requests: retry after 9", retry_after=9), Wait(9)),
        (refusal(400, "Bad Request: upgraded", migrate_to_chat_id=-1007), Migrated(-1007)),
        (refusal(500, "Internal Server Error"), Unsent("Internal Server Error", reached=True)),
        (refusal(409, "Conflict: other"), Unsent("Conflict: other", reached=True)),
    ],
)
async def test_the_servers_own_words_decide(fault: Fault, verdict: Verdict) -> None:
    assert await verdict_on(fault) == verdict


@pytest.mark.parametrize(
    "fault",
    [
        refusal(403, "Forbidden: bot was blocked by the user"),
        refusal(403, "Forbidden: user is deactivated"),
        refusal(403, "Forbidden: bot was kicked from the supergroup chat"),
        refusal(400, "Bad Request: chat not found"),
        refusal(400, "Bad Request: not enough rights to send text messages to the chat"),
        refusal(400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    ],
)
async def test_nobody_there_means_the_whole_chat(fault: Fault) -> None:
    verdict = await verdict_on(fault)
    assert isinstance(verdict, Gone)
    assert verdict.whole_chat


@pytest.mark.parametrize("words", ["TOPIC_CLOSED", "message thread not found"])
async def test_a_closed_topic_means_only_its_thread(words: str) -> None:
    assert await verdict_on(refusal(400, f"Bad Request: {words}")) == Gone(
        words.capitalize(), whole_chat=False
    )


async def test_other_400_can_never_be_taken_as_they_are() -> None:
    assert isinstance(await verdict_on(refusal(400, "Bad Request: can't parse entities: tag")), Refused)


@pytest.mark.parametrize("fault", [refusal(401, "Unauthorized"), refusal(404, "Not Found")])
async def test_a_token_that_is_not_valid_is_revoked(fault: Fault) -> None:
    assert isinstance(await verdict_on(fault), Revoked)


@pytest.mark.parametrize("fault", [LOST_ANSWER, LOST_REQUEST])
async def test_a_connection_that_breaks_leaves_it_uncertain(fault: Fault) -> None:
    assert isinstance(await verdict_on(fault), Uncertain)


async def test_a_time_out_after_the_request_went_out_leaves_it_uncertain() -> None:
    assert isinstance(await verdict_on(Fault(silent=True), read_timeout=0.05), Uncertain)


@pytest.mark.parametrize("status", [200, 403, 404, 502, 504])
async def test_what_is_no_bot_api_answer_leaves_it_uncertain(status: int) -> None:
    assert isinstance(await verdict_on(Fault(status, HTML)), Uncertain)


async def test_an_answer_without_a_message_leaves_it_uncertain() -> None:
    assert isinstance(await verdict_on(Fault(200, '{"ok": true}')), Uncertain)


async def test_a_server_that_can_not_be_reached_got_nothing() -> None:
    async with bot_api() as api:
        closed = api.url
    bot = ExtBot(TOKEN, base_url=closed)
    verdict = await verdict_of(bot)
    await bot.shutdown()
    assert isinstance(verdict, Unsent)
    assert not verdict.reached


def test_a_long_body_is_cut_in_the_reason() -> None:
    verdict = judge(BadRequest("x" * 5000))
    assert isinstance(verdict, Refused)
    assert len(verdict.reason) == 200
