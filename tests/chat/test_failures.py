"""When something breaks the reader hears one polite sentence, and the log holds the rest."""

import re

from structlog.testing import capture_logs

from bot.playground.client import buttons, text_of
from tests.chat.conftest import NORA, House


async def test_a_failure_has_a_reference_that_the_log_holds(house: House) -> None:
    await house.person.fault("refuse", "sendMessage", code=400, description="Bad Request: strange")
    with capture_logs() as logs:
        apology = text_of(await house.person.ask("/help"))
    reference = re.search(r"under ([0-9A-F]{4})", apology)
    assert reference
    assert reference[1] in {entry.get("reference") for entry in logs}


async def test_an_answer_that_telegram_cannot_parse_comes_as_plain_text(house: House) -> None:
    await house.person.fault(
        "refuse", "sendMessage", code=400, description="Bad Request: can't parse entities"
    )
    answer = await house.person.ask("/brief niger")
    assert "Niger opens two desert wells (https://news.example/0)" in text_of(answer)
    assert not [entity for entity in answer["entities"] if entity["type"] in {"bold", "text_link"}]
    assert "Save" in buttons(answer)


async def test_a_reply_that_nobody_can_get_suspends_the_chat(house: House) -> None:
    await house.person.ask("/subscribe niger")
    await house.person.fault("refuse", "sendMessage", code=403, description="bot was blocked by the user")
    await house.person.send("/help")
    await house.person.settle(0.2)
    reader = await house.desk.readers.find(NORA)
    assert reader is not None
    assert reader.state == "suspended"


async def test_a_lost_connection_is_no_apology(house: House) -> None:
    await house.person.fault("drop", "sendMessage")
    with capture_logs() as logs:
        await house.person.send("/help")
        await house.person.settle(0.2)
    assert [entry["event"] for entry in logs] == ["no answer sent"]
    assert len(await house.person.messages()) == 1


async def test_a_button_pressed_long_ago_is_apologised_for_all_the_same(house: House) -> None:
    person = house.person
    welcome = await person.ask("/start")
    await person.fault("refuse", "answerCallbackQuery", code=400, description="query is too old", count=2)
    await person.fault("refuse", "sendMessage", code=400, description="Bad Request: strange")
    where = {"chat": person.chat, "message": welcome["message_id"]}
    await person.post("press", **where, button="Show a sample digest", person=person.chat)
    assert "written down under" in text_of(await person.wait_for(after=welcome["message_id"]))


async def test_a_404_of_a_stumbling_proxy_ends_no_polling(house: House) -> None:
    await house.person.fault("refuse", "getUpdates", code=404, description="Not Found")
    await house.person.ask("/help")
    assert "Privacy" in text_of(await house.person.ask("/privacy", timeout=20))
