"""The chat page in a real browser: what people do, and what they see of what the bot does."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.playground.page import sight
from tests.playground.scene import CHANNEL, FORUM, GROUP, KARIM, NORA, keyboard

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

FOLLOW = {"text": "Follow", "callback_data": "fol", "style": "success"}


async def test_what_is_typed_reaches_the_bot_and_the_answer_comes_by_itself(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.say("/brief niger")
        await expect(seen.last).to_contain_text("/brief niger")
        await expect(seen.last).to_have_class(re.compile(r"\bout\b"))
        (update,) = await seen.scene.updates()
        assert update["message"]["text"] == "/brief niger"
        await seen.scene.call("sendChatAction", chat_id=NORA, action="typing")
        await expect(seen.page.locator("#head-status")).to_have_text("typing…")
        await seen.bot_says("<b>Niger</b>: 2 stories")
        await expect(seen.last.locator("strong")).to_have_text("Niger")
        await expect(seen.page.locator("#head-status")).to_have_text("bot")


async def test_a_press_is_answered_by_a_toast_and_its_message_changes_in_place(browser: Browser) -> None:
    async with sight(browser) as seen:
        sent = await seen.bot_says("A story", reply_markup=keyboard(FOLLOW))
        await seen.bot_says("Another")
        key = seen.page.get_by_role("button", name="Follow")
        await expect(key).to_have_class(re.compile("success"))
        await key.click()
        await expect(key).to_have_class(re.compile("waiting"))
        query = (await seen.scene.updates(timeout=10))[-1]["callback_query"]
        await seen.scene.call("answerCallbackQuery", callback_query_id=query["id"], text="You follow it now")
        await expect(seen.page.locator(".toast")).to_have_text("You follow it now")
        await seen.scene.call("editMessageText", chat_id=NORA, message_id=sent["message_id"], text="Followed")
        edited = seen.page.locator(f'[data-id="{sent["message_id"]}"]')
        await expect(edited).to_contain_text("Followed")
        await expect(edited).to_contain_text("edited")
        await expect(edited.locator(".key")).to_have_count(0)
        await expect(seen.last).to_contain_text("Another")


async def test_an_answer_that_wants_attention_is_a_dialog(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.bot_says("A story", reply_markup=keyboard(FOLLOW))
        await seen.page.get_by_role("button", name="Follow").click()
        await expect(seen.page.locator(".key.waiting")).to_be_visible()
        query = (await seen.scene.updates(timeout=10))[-1]["callback_query"]
        await seen.scene.call(
            "answerCallbackQuery", callback_query_id=query["id"], text="No", show_alert=True
        )
        dialog = seen.page.get_by_role("dialog")
        await expect(dialog).to_contain_text("No")
        await seen.page.keyboard.press("Escape")
        await expect(dialog).to_be_hidden()


async def test_times_are_shown_in_the_viewers_zone(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.bot_says('Next: <tg-time unix="1771396200" format="t">06:30</tg-time>')
        await expect(seen.last.locator(".text time")).to_have_text("15:30")
        await expect(seen.last.locator(".meta time")).to_have_text("15:30")


async def test_a_spoiler_and_a_long_quote_open_by_the_keyboard_too(browser: Browser) -> None:
    async with sight(browser) as seen:
        lines = "\n".join(f"Line {n}" for n in range(12))
        await seen.bot_says(f"<tg-spoiler>Ash</tg-spoiler>\n<blockquote expandable>{lines}</blockquote>")
        spoiler = seen.page.get_by_role("button", name="Hidden text, show")
        await spoiler.press("Enter")
        await expect(seen.last.locator(".spoiler")).to_have_class(re.compile("shown"))
        more = seen.page.get_by_role("button", name="Show all")
        await more.press("Enter")
        await expect(seen.page.get_by_role("button", name="Show less")).to_have_attribute(
            "aria-expanded", "true"
        )


async def test_a_command_in_a_message_is_sent_by_a_click(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.bot_says("Try /topics")
        await seen.page.get_by_role("button", name="/topics", exact=True).click()
        await expect(seen.last).to_contain_text("/topics")
        assert (await seen.scene.updates())[-1]["message"]["text"] == "/topics"


async def test_a_reply_names_what_it_replies_to_and_leads_back_to_it(browser: Browser) -> None:
    async with sight(browser) as seen:
        sent = await seen.bot_says("A story of two rivers")
        await expect(seen.last).to_contain_text("A story")
        await seen.last.locator(".bubble").dblclick()
        await expect(seen.page.locator("#replying")).to_contain_text("A story of two rivers")
        await seen.say("/why")
        await expect(seen.last.locator(".replied")).to_contain_text("A story of two rivers")
        update = (await seen.scene.updates())[-1]
        assert update["message"]["reply_to_message"]["message_id"] == sent["message_id"]


async def test_the_last_own_message_is_edited_from_the_empty_field(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.say("/brief nigr")
        await expect(seen.last).to_contain_text("/brief nigr")
        await seen.field.press("ArrowUp")
        await expect(seen.page.locator("#replying")).to_contain_text("Edit")
        await seen.say("/brief niger")
        await expect(seen.last).to_contain_text("/brief niger")
        await expect(seen.last).to_contain_text("edited")


async def test_commands_are_offered_while_one_is_typed(browser: Browser) -> None:
    async with sight(browser) as seen:
        commands = [{"command": "brief", "description": "Now"}, {"command": "topics", "description": "Yours"}]
        await seen.scene.call("setMyCommands", commands=commands)
        await seen.page.locator("#commands").wait_for()
        await seen.field.press_sequentially("/t")
        offered = seen.page.get_by_role("option")
        await expect(offered).to_have_count(1)
        await seen.field.press("ArrowDown")
        await expect(offered).to_have_attribute("aria-selected", "true")
        await seen.field.press("Enter")
        await expect(seen.last).to_contain_text("/topics")


async def test_the_bots_profile_tells_what_it_does_and_its_commands(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.scene.call("setMyShortDescription", short_description="News, briefly.")
        await seen.scene.call("setMyCommands", commands=[{"command": "brief", "description": "Now"}])
        await seen.page.locator("#commands").wait_for()
        await seen.page.locator("#who").click()
        profile = seen.page.locator("#profile")
        await expect(profile).to_contain_text("News, briefly.")
        await profile.get_by_role("button", name="/brief").click()
        await expect(seen.last).to_contain_text("/brief")


async def test_messages_in_another_chat_are_counted_until_it_is_opened(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.scene.person.send("/start", KARIM, person=KARIM)
        for text in ("One", "Two"):
            await seen.bot_says(text, KARIM)
        await expect(seen.chat(KARIM).locator(".badge")).to_have_text("2 unread")
        await seen.chat(KARIM).click()
        await expect(seen.last).to_contain_text("Two")
        await expect(seen.chat(KARIM).locator(".badge")).to_have_count(0)


async def test_in_a_group_each_person_speaks_for_themselves(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.chat(GROUP).click()
        await seen.page.get_by_role("button", name=re.compile("^Add .* to this group")).click()
        await expect(seen.field).to_be_visible()
        await seen.page.locator("#person").select_option(label="Karim Haddad")
        await seen.say("/brief niger")
        await expect(seen.last).to_contain_text("/brief niger")
        update = (await seen.scene.updates())[-1]["message"]
        assert (update["chat"]["id"], update["from"]["id"]) == (GROUP, KARIM)


async def test_a_topic_of_a_forum_holds_its_own_conversation(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.scene.person.membership("administrator", FORUM)
        await seen.chat(FORUM).click()
        await seen.page.get_by_role("tab", name="Trade and money").click()
        await seen.say("/brief cocoa")
        await expect(seen.last).to_contain_text("/brief cocoa")
        thread = (await seen.scene.updates())[-1]["message"]["message_thread_id"]
        await seen.bot_says("Cocoa rose", FORUM, message_thread_id=thread)
        await expect(seen.last).to_contain_text("Cocoa rose")
        await seen.page.get_by_role("tab", name="Sahel").click()
        await expect(seen.page.get_by_text("Cocoa rose").and_(seen.page.locator(".text"))).to_have_count(0)


async def test_a_channel_shows_what_the_bot_posts_in_its_name(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.scene.person.membership("administrator", CHANNEL)
        await seen.chat(CHANNEL).click()
        await seen.bot_says("The morning in five lines", CHANNEL)
        await expect(seen.last).to_contain_text("Morning line")
        await expect(seen.last).to_contain_text("The morning in five lines")


async def test_a_button_that_asks_for_a_channel_offers_those_one_runs(browser: Browser) -> None:
    async with sight(browser) as seen:
        wanted = {"request_id": 7, "chat_is_channel": True}
        keys = {"keyboard": [[{"text": "Choose", "request_chat": wanted}]], "one_time_keyboard": True}
        await seen.bot_says("Which channel?", reply_markup=keys)
        await seen.page.get_by_role("button", name="Choose").click()
        chooser = seen.page.get_by_role("dialog", name="Choose")
        await expect(chooser.locator(".choices button")).to_have_text(["Morning line"])
        await chooser.get_by_role("button", name="Morning line").click()
        await expect(seen.page.get_by_text("Nora Lind chose Morning line").last).to_be_visible()
        await expect(seen.page.locator("#reply-keyboard")).to_be_hidden()
        shared = next(
            u["message"] for u in await seen.scene.updates() if "chat_shared" in u.get("message", {})
        )
        assert shared["chat_shared"]["chat_id"] == CHANNEL


async def test_inline_results_are_offered_and_the_chosen_one_is_sent(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.field.fill("@newsbrief_demo_bot niger")
        asked = await seen.scene.updates(timeout=10)
        result = {
            "type": "article", "id": "1", "title": "Niger today", "description": "2 stories",
            "input_message_content": {"message_text": "<b>Niger</b>", "parse_mode": "HTML"},
        }  # fmt: skip
        button = {"text": "Set up your topics", "start_parameter": "topics"}
        await seen.scene.call(
            "answerInlineQuery",
            inline_query_id=asked[-1]["inline_query"]["id"],
            results=[result],
            button=button,
        )
        await expect(seen.page.get_by_role("option")).to_have_count(2)
        await seen.page.get_by_role("option", name="Niger today").click()
        await expect(seen.last).to_contain_text("via @newsbrief_demo_bot")
        await expect(seen.last.locator("strong")).to_have_text("Niger")


async def test_files_are_sent_and_received(browser: Browser) -> None:
    async with sight(browser) as seen:
        opml = {"name": "feeds.opml", "mimeType": "text/xml", "buffer": b"<opml/>"}
        await seen.page.locator("#attach input").set_input_files(opml)  # type: ignore[arg-type]
        await expect(seen.last).to_contain_text("feeds.opml")
        async with seen.page.expect_download() as downloading:
            await seen.last.locator("a.file").click()
        assert (await (await downloading.value).path()).read_bytes() == b"<opml/>"


async def test_what_people_write_is_never_read_as_markup(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.say("<img src=x onerror=alert(1)> <b>bold</b>")
        await expect(seen.last.locator(".text")).to_have_text("<img src=x onerror=alert(1)> <b>bold</b>")


async def test_arabic_stands_from_right_to_left_beside_english(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.bot_says("إيران تبدأ تقنين المياه في أصفهان")
        arabic = seen.page.locator(".text:dir(rtl)")
        await expect(arabic).to_contain_text("إيران")
        await expect(arabic).to_have_css("text-align", "start")
        await seen.bot_says("Iran rations water")
        await expect(seen.page.locator(".text:dir(ltr)").last).to_have_text("Iran rations water")


async def test_chats_are_walked_by_the_keyboard_and_a_slash_begins_a_command(browser: Browser) -> None:
    async with sight(browser) as seen:
        await seen.page.keyboard.press("Alt+ArrowDown")
        await expect(seen.chat(KARIM)).to_have_attribute("aria-current", "true")
        await seen.page.keyboard.press("Alt+ArrowUp")
        await expect(seen.chat(NORA)).to_have_attribute("aria-current", "true")
        await seen.page.locator("#scroller").focus()
        await seen.page.keyboard.press("/")
        await expect(seen.field).to_be_focused()
        await expect(seen.field).to_have_value("/")


async def test_the_chat_stays_where_one_reads_and_counts_what_came(browser: Browser) -> None:
    async with sight(browser) as seen:
        for number in range(40):
            await seen.bot_says(f"Message {number}")
        await expect(seen.last).to_contain_text("Message 39")
        await expect(seen.last).to_be_in_viewport()
        await seen.page.locator("#scroller").evaluate("element => element.scrollTop = 0")
        await expect(seen.page.get_by_text("Message 0", exact=True)).to_be_in_viewport()
        await seen.bot_says("New below")
        to_end = seen.page.get_by_role("button", name=re.compile("To the newest message"))
        await expect(to_end).to_contain_text("1")
        await expect(seen.page.get_by_text("Message 0", exact=True)).to_be_in_viewport()
        await to_end.click()
        await expect(seen.last).to_be_in_viewport()


async def test_older_messages_come_as_one_scrolls_up(browser: Browser) -> None:
    async with sight(browser) as seen:
        for number in range(90):
            await seen.bot_says(f"Message {number}")
        await seen.page.reload()
        await expect(seen.last).to_contain_text("Message 89")
        await expect(seen.page.get_by_text("Message 5", exact=True)).to_have_count(0)
        await seen.page.wait_for_function(
            """() => {
                document.querySelector('#scroller').scrollTop = 0;
                return [...document.querySelectorAll('.text')].some((one) => one.textContent === 'Message 5');
            }"""
        )
