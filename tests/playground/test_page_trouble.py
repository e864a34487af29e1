"""The chat page in a real browser: the clock, trouble on order, a phone, the dark, and a screen reader."""

import re

import httpx
import pytest
from playwright.async_api import Browser, Response, expect

from tests.hindrances import hindrances
from tests.playground.page import PHONE, sight
from tests.playground.scene import FORUM, GROUP, NORA, keyboard

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

FIRST_LOAD = 150_000
"""Bytes of everything that the page loads before anything is said."""
EVERYTHING = (
    "<b>Bold</b> <i>italic</i> <u>underlined</u> <s>struck</s> <code>code</code> /brief #tag"
    ' <a href="https://example.org/">link</a> <tg-time unix="1771396200" format="wDT">then</tg-time>'
    " <tg-spoiler>hidden</tg-spoiler>"
    "\n<blockquote expandable>Quoted\nat\nlength\nand\nmore</blockquote>"
    '<pre><code class="language-python">x = 1</code></pre>'
)


async def test_moving_the_clock_moves_the_programs_and_renames_the_days(browser: Browser) -> None:
    async with sight(browser) as seen:
        day = seen.page.locator(".service.day")
        await expect(day).to_have_text("Today")
        await seen.page.locator("#clock").click()
        await seen.page.get_by_role("button", name="Tomorrow 07:00").click()
        await expect(day).to_have_text("Yesterday")
        assert seen.scene.clock.now().isoformat() == "2026-02-18T22:00:00+00:00"
        await seen.bot_says("Good morning")
        await expect(day).to_have_text(["Yesterday", "Today"])


@pytest.mark.parametrize(
    ("label", "moved"),
    [
        ("+15 minutes", "2026-02-18T06:4"),
        ("+1 hour", "2026-02-18T07:3"),
        ("Next Monday 07:00", "2026-02-22T22:00"),
    ],
)
async def test_the_clock_jumps_ahead(browser: Browser, label: str, moved: str) -> None:
    async with sight(browser) as seen:
        await seen.page.locator("#clock").click()
        async with seen.page.expect_response("**/playground/clock"):
            await seen.page.get_by_role("button", name=label).click()
        assert seen.scene.clock.now().isoformat().startswith(moved)


async def test_trouble_that_was_ordered_meets_the_next_call_and_stands_in_the_log(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.page.get_by_role("button", name="Trouble and Bot API calls").click()
        await seen.page.get_by_role("button", name="Slow down").click()
        await expect(seen.page.locator(".toast")).to_have_text("Slow down: ordered")
        refused = await seen.scene.answer("sendMessage", chat_id=NORA, text="x")
        assert refused["parameters"] == {"retry_after": 5}
        line = seen.page.locator("#calls tr", has_text="sendMessage").first
        await expect(line).to_have_class("bad")
        await expect(line.locator("td")).to_have_text([re.compile("sendMessage"), "429", re.compile(r"^\d")])


async def test_a_lost_answer_arrives_all_the_same(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.page.get_by_role("button", name="Trouble and Bot API calls").click()
        await seen.page.get_by_role("button", name="Lost answer").click()
        await expect(seen.page.locator(".toast")).to_be_visible()
        async with httpx.AsyncClient() as bot:
            with pytest.raises(httpx.RemoteProtocolError):
                await bot.get(f"{seen.address}/bot1:demo/sendMessage?chat_id={NORA}&text=Arrived")
        await expect(seen.last).to_contain_text("Arrived")


async def test_a_blocked_bot_can_be_unblocked(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.page.get_by_role("button", name="Trouble and Bot API calls").click()
        await seen.page.get_by_role("button", name="Block the bot").click()
        await expect(seen.page.locator("#head-status")).to_have_text("blocked")
        assert (await seen.scene.answer("sendMessage", chat_id=NORA, text="x"))["error_code"] == 403
        await seen.page.get_by_role("button", name="Unblock").click()
        await expect(seen.field).to_be_visible()


async def test_an_upgraded_group_leads_to_its_supergroup(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.scene.person.membership("member", GROUP)
        await seen.chat(GROUP).click()
        await seen.page.get_by_role("button", name="Trouble and Bot API calls").click()
        await seen.page.get_by_role("button", name="Upgrade to a supergroup").click()
        await seen.page.get_by_role("button", name="Go to the supergroup").click()
        await expect(seen.page.get_by_text("The group became a supergroup").last).to_be_visible()
        await expect(seen.field).to_be_visible()


async def test_a_server_that_is_gone_is_said_and_found_again(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.page.context.set_offline(True)
        await seen.scene.person.send("Written elsewhere")
        await expect(seen.page.locator("#head-status")).to_have_text("connecting…", timeout=35_000)
        await seen.page.context.set_offline(False)
        await expect(seen.page.locator("#head-status")).to_have_text("bot", timeout=15_000)
        await expect(seen.last).to_contain_text("Written elsewhere")


async def test_on_a_phone_list_and_chat_take_turns_and_nothing_sticks_out(browser: Browser) -> None:
    async with sight(browser, phone=True) as seen:
        await seen.bot_says(
            EVERYTHING, reply_markup=keyboard(*({"text": f"Key {n}", "callback_data": "x"} for n in range(8)))
        )
        await expect(seen.last).to_be_in_viewport()
        assert await seen.width() == PHONE["width"]
        await expect(seen.page.locator("#sidebar")).to_be_hidden()
        await seen.page.get_by_role("button", name="Back to the chats").click()
        await expect(seen.page.locator("#conversation")).to_be_hidden()
        await seen.chat(FORUM).click()
        await expect(seen.page.get_by_role("tab", name="Sahel")).to_be_visible()
        assert await seen.width() == PHONE["width"]


async def test_the_page_follows_the_dark_and_can_be_switched(browser: Browser) -> None:
    async with sight(browser, dark=True) as seen:
        paper = "getComputedStyle(document.body).backgroundColor"
        assert await seen.page.evaluate(paper) == "rgb(21, 32, 31)"
        await seen.page.get_by_role("button", name="Switch between light and dark").click()
        assert await seen.page.evaluate(paper) == "rgb(255, 255, 255)"
        await seen.page.reload()
        await seen.last.wait_for()
        assert await seen.page.evaluate(paper) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_no_serious_hindrance_is_found_on_the_page(browser: Browser, dark: bool) -> None:
    async with sight(browser, dark=dark) as seen:
        styles = [{"text": s, "callback_data": s, "style": s} for s in ("primary", "success", "danger")]
        await seen.bot_says(
            EVERYTHING, reply_markup=keyboard(*styles, {"text": "Plain", "callback_data": "x"})
        )
        await seen.say("/brief niger")
        await expect(seen.last).to_contain_text("/brief niger")
        assert await hindrances(seen.page) == []
        await seen.page.get_by_role("button", name="Trouble and Bot API calls").click()
        await seen.page.locator("#calls tr").first.wait_for()
        await seen.page.locator("#clock").click()
        assert await hindrances(seen.page) == []
        await seen.page.keyboard.press("Escape")
        await seen.page.locator("#who").click()
        assert await hindrances(seen.page) == []
        await seen.page.keyboard.press("Escape")
        await seen.chat(FORUM).click()
        await expect(seen.page.get_by_role("tab", name="Sahel")).to_be_visible()
        assert await hindrances(seen.page) == []


async def test_the_first_load_is_small_and_from_here_alone(browser: Browser) -> None:
    async with sight(browser) as seen:
        page = await browser.new_page()
        loaded: list[Response] = []
        page.on("response", lambda response: loaded.append(response))
        await page.goto(seen.address)
        await page.locator(".message").first.wait_for()
        bodies = [await one.body() for one in loaded if "/playground/events" not in one.url]
        await page.close()
    assert 50_000 < sum(map(len, bodies)) < FIRST_LOAD
    assert all(one.url.startswith(seen.address) for one in loaded)
