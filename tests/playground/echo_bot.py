# mypy: ignore-errors
# Its library is typed in part.
"""An echo bot as its library's own introduction writes it. Arguments: the Bot API's address and the token."""

import sys

from telebot import TeleBot, apihelper
from telebot.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

address, token = sys.argv[1:]
apihelper.API_URL = f"{address}/bot{{0}}/{{1}}"
bot = TeleBot(token)


@bot.message_handler(commands=["start"])
def welcome(message: Message) -> None:
    bot.reply_to(message, f"This is {bot.get_me().username}.")


@bot.message_handler(func=lambda message: True)
def echo(message: Message) -> None:
    keyboard = InlineKeyboardMarkup()
    keyboard.add(InlineKeyboardButton("Louder", callback_data="louder"))
    bot.send_message(message.chat.id, f"<b>{message.text}</b>", parse_mode="HTML", reply_markup=keyboard)


@bot.callback_query_handler(func=lambda query: query.data == "louder")
def louder(query: CallbackQuery) -> None:
    bot.answer_callback_query(query.id, "As you wish")
    bot.edit_message_text(query.message.text.upper(), query.message.chat.id, query.message.message_id)


bot.infinity_polling(timeout=5, long_polling_timeout=5)
