"""What an update says."""

from datetime import UTC, datetime

import pytest
from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity

from bot.chat.incoming import Said, links_in, place_of, said, stories_in
from bot.store.model import Place


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("/brief niger 7d", Said("brief", "niger 7d")),
        ("/Brief@News_bot  niger ", Said("brief", "niger", "News_bot")),
        ("/subscribe\nniger\niran", Said("subscribe", "niger\niran")),
        ("/help", Said("help", "")),
        ("niger", Said(None, "niger")),
        ("/", Said(None, "/")),
        ("/ brief", Said(None, "/ brief")),
        ("", Said(None, "")),
    ],
)
def test_a_text_is_a_command_with_its_argument_or_plain_words(text: str, parts: Said) -> None:
    assert said(text) == parts


def message(chat: Chat, **more: object) -> Message:
    return Message(7, datetime(2026, 2, 18, tzinfo=UTC), chat, **more)  # type: ignore[arg-type]


def test_a_forum_thread_is_a_place_of_its_own() -> None:
    chat = Chat(-100, "supergroup", title="World desk", is_forum=True)
    assert place_of(chat, message(chat, message_thread_id=5, is_topic_message=True), 7) == Place(
        -100, 5, "group", "World desk", bot=7
    )


def test_a_reply_in_a_plain_group_is_no_thread() -> None:
    chat = Chat(-100, "supergroup", title="Reading circle")
    assert place_of(chat, message(chat, message_thread_id=5), 7).thread == 0


def test_a_private_chat_has_no_title() -> None:
    chat = Chat(1, "private", first_name="Nora")
    assert place_of(chat, message(chat), 7) == Place(1, bot=7)


def test_stories_are_found_in_the_buttons_of_a_message() -> None:
    rows = [
        [
            InlineKeyboardButton("Follow 1", callback_data="fol:a"),
            InlineKeyboardButton("Why?", callback_data="why:a"),
        ],
        [
            InlineKeyboardButton("Read", url="https://news.example/"),
            InlineKeyboardButton("2", callback_data="unf:b"),
        ],
        [InlineKeyboardButton("Topics", callback_data="top:0")],
    ]
    assert stories_in(message(Chat(1, "private"), reply_markup=InlineKeyboardMarkup(rows))) == ("a", "b")
    assert stories_in(None) == ()


def test_links_are_found_in_the_text_of_a_message() -> None:
    entities = [
        MessageEntity("bold", 0, 3),
        MessageEntity("text_link", 0, 3, url="https://news.example/1"),
        MessageEntity("text_link", 4, 3, url="https://news.example/2"),
    ]
    assert links_in(message(Chat(1, "private"), entities=entities)) == (
        "https://news.example/1",
        "https://news.example/2",
    )
