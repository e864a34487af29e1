"""python-telegram-bot, as it is, against the playground over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.error import BadRequest, ChatMigrated, EndPointNotFound, Forbidden, RetryAfter
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.playground import PlaygroundClient
from bot.playground.client import buttons
from tests.playground.scene import GROUP, NORA, Scene, scene
from tests.playground.server import serve

Context = ContextTypes.DEFAULT_TYPE


async def greet(update: Update, _: Context) -> None:
    assert update.message
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Follow", callback_data="fol")]])
    plain = LinkPreviewOptions(is_disabled=True)
    await update.message.reply_html("<b>Hello</b>", reply_markup=keys, link_preview_options=plain)


async def follow(update: Update, _: Context) -> None:
    assert update.callback_query
    await update.callback_query.answer("You follow it now")
    await update.callback_query.edit_message_text("Followed")


async def give_back(update: Update, _: Context) -> None:
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_document(content, filename="back.opml", caption="Yours")


@asynccontextmanager
async def library() -> AsyncIterator[tuple[Scene, Any, PlaygroundClient]]:
    """A scene, a running Application, and a person over HTTP."""
    async with scene(started=False) as s, serve(s.playground.app) as base, PlaygroundClient(base) as person:
        builder = (
            Application.builder().token("1:demo").base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
        )
        app = builder.job_queue(None).build()
        app.add_handler(CommandHandler("start", greet))
        app.add_handler(CallbackQueryHandler(follow))
        app.add_handler(MessageHandler(filters.Document.ALL, give_back))
        async with app:
            assert app.updater
            await app.updater.start_polling(allowed_updates=["message", "callback_query"])
            await app.start()
            yield s, app.bot, person
            s.playground.close()
            await app.updater.stop()
            await app.stop()


async def test_an_application_talks_with_a_person() -> None:
    async with library() as (_, bot, person):
        await bot.set_my_commands([BotCommand("start", "Begin")])
        hello = await person.ask("/start")
        answer = await person.press("Follow")
        edited = await person.wait_for("Followed")
        sent = await person.upload("feeds.opml", b"<opml/>")
        back = await person.wait_for("Yours", after=sent["message_id"])
        content = await person.file(back)
        state = await person.state()
    assert (hello["text"], buttons(hello)) == ("Hello", ["Follow"])
    assert answer["text"] == "You follow it now"
    assert edited["message_id"] == hello["message_id"]
    assert content == b"<opml/>"
    assert state["chats"][0]["commands"] == [{"command": "start", "description": "Begin"}]


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_the_library_understands_the_refusals() -> None:
    async with library() as (_, bot, person):
        await person.ask("/start")
        with pytest.raises(BadRequest, match="Message is too long"):
            await bot.send_message(NORA, "x" * 4097)
        await person.fault("refuse", "sendMessage", code=429, retry_after=3)
        with pytest.raises(RetryAfter):
            await bot.send_message(NORA, "x")
        await person.block()
        with pytest.raises(Forbidden, match="blocked"):
            await bot.send_message(NORA, "x")
        await person.membership("member", GROUP)
        await person.post("migrate", chat=GROUP)
        with pytest.raises(ChatMigrated):
            await bot.send_message(GROUP, "x")
        with pytest.raises(EndPointNotFound):
            await bot.do_api_request("sendNothing")
