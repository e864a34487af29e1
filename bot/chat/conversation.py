"""From an update to an answer: who may, how often, which command, and what becomes of the answer."""

from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from datetime import datetime

from rapidfuzz import process
from rapidfuzz.distance import OSA
from telegram import Bot, CallbackQuery, Document, Message, Update
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.access import Access, AskTelegram, Patience, may_manage
from bot.chat.ask import Answer, Ask, Command, say
from bot.chat.bots import Bots, number_of
from bot.chat.commands import COMMANDS, PRESSES, channels, feeds
from bot.chat.commands.reading import brief
from bot.chat.commands.topics import LONGEST_TOPIC
from bot.chat.echoes import Echoes
from bot.chat.incoming import Said, links_in, place_of, said, stories_in
from bot.chat.keywords import command_meant, command_named, in_english
from bot.chat.markup import Html, cut, esc, fill, regret, visible_text
from bot.chat.profile import publish_admin_commands
from bot.chat.sending import (
    channel_chooser,
    edit,
    edit_keyboard,
    rows_of,
    send,
    send_document,
    send_picture,
    toast,
)
from bot.desk import Desk
from bot.errors import UserError
from bot.logs import get_logger
from bot.store.model import Place

log = get_logger(__name__)

READING = frozenset({"fol", "sav", "why", "mor", "lss", "tl"})
"""Who presses one of these buttons is reading."""

_BY_NAME = {command.name: command for command in COMMANDS}


@dataclass(frozen=True, slots=True)
class Conversation:
    """Answers messages and buttons."""

    desk: Desk
    access: Access
    bots: Bots = field(default_factory=Bots)
    patience: Patience = field(default_factory=Patience)
    echoes: Echoes = field(default_factory=Echoes)

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message in a private chat or group, or a channel's post."""
        message = update.effective_message
        if message is None or message.is_automatic_forward or message.via_bot:
            return
        place = place_of(message.chat, message, number_of(context.bot))
        words = said(message.text or message.caption or "")
        if not self._is_for_us(words, message, place, context.bot):
            return
        asked_at = self.desk.clock.now()
        verdict = self.patience.ask(place.chat, message.from_user.id if message.from_user else None)
        if verdict == "answer":
            answer = await self._answer(words, message, context.bot)
        elif verdict == "warn":
            answer = say(esc(texts.TOO_MUCH))
        else:
            return
        reply_to = message.message_id
        if words.command == "brief" and (told := self.echoes.again(place, words.argument, answer, asked_at)):
            answer, reply_to = told
        sent = await self._send(context.bot, place, answer, reply_to, asked_at)
        if words.command == "brief" and sent:
            self.echoes.remember(place, words.argument, answer, sent, asked_at)
        self._go_on(context, place, answer)

    def _is_for_us(self, words: Said, message: Message, place: Place, bot: Bot) -> bool:
        """In a private chat everything is; elsewhere our commands, lists of feeds, commands that name us."""
        if words.to and words.to.casefold() != bot.username.casefold():
            return False
        if place.kind == "private" or (words.command and words.to):
            return True
        return (words.command in _BY_NAME or is_list(message.document)) and self.bots.takes(message, bot)

    async def _answer(self, words: Said, message: Message, bot: Bot) -> Answer:
        user = message.from_user.id if message.from_user else None
        place = place_of(message.chat, message, number_of(bot))
        await self.access.enter(words, place, user)
        if user and words.command == "start" and place.kind == "private" and await self.access.is_admin(user):
            await publish_admin_commands(bot, user, invites=self.access.invites)
        if not await self.access.admits(user, place.chat):
            return say(self._refusal(user or place.chat))
        ask = replace(
            await self._ask(place, words.argument, user, bot),
            stories=stories_in(message.reply_to_message),
            links=links_in(message.reply_to_message),
        )
        sender = message.sender_chat.id if message.sender_chat else None
        try:
            return await self._run(ask, words, message, bot, sender)
        except UserError as error:
            return say(regret(error))

    async def _ask(self, place: Place, argument: str, user: int | None, bot: Bot) -> Ask:
        return Ask(
            self.desk,
            place,
            argument,
            user,
            admin=await self.access.is_admin(user),
            commands=COMMANDS,
            presses=PRESSES,
            standing=AskTelegram(bot, self.bots),
            bot=bot.username,
            bots=self.bots.names(),
            invites=self.access.invites,
        )

    def _refusal(self, who: int) -> Html:
        return esc(texts.NOT_INVITED) if self.access.invites else fill(texts.NOT_ADMITTED, user=str(who))

    async def _run(self, ask: Ask, words: Said, message: Message, bot: Bot, sender: int | None) -> Answer:
        if message.document and is_list(message.document) and words.command in {None, "opml"}:
            if not await may_manage(bot, ask.place, ask.user, sender):
                return say(esc(texts.ADMINS_ONLY))
            return await _feeds_in(ask, message.document)
        if message.chat_shared:
            return await channels.chosen(ask, message.chat_shared.chat_id, message.chat_shared.title or "")
        if words.command is None:
            return await _plain(ask, message)
        command = _BY_NAME.get(words.command)
        if command is None:
            return _unknown(words.command)
        if command.admin and not ask.admin:
            return say(esc(texts.OWNERS_ONLY))
        if command.manages and not await may_manage(bot, ask.place, ask.user, sender):
            return await command.otherwise(ask) if command.otherwise else say(esc(texts.ADMINS_ONLY))
        return await command.run(replace(ask, argument=in_english(command.name, ask.argument)))

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button below one of our messages. Every press is answered, also an old or forbidden one."""
        query = update.callback_query
        if query is None:
            return
        if query.message is None:
            await toast(query, texts.OLD_BUTTON)
            return
        pressed = query.message if isinstance(query.message, Message) else None
        place = place_of(query.message.chat, pressed, number_of(context.bot))
        verdict = self.patience.ask(place.chat, query.from_user.id)
        if verdict != "answer":
            await toast(query, texts.TOO_MUCH if verdict == "warn" else "")
            return
        asked_at = self.desk.clock.now()
        answer = await self._pressed(query, place, context.bot)
        await toast(query, answer.toast)
        await self._apply(context.bot, place, query.message.message_id, answer, asked_at)
        if (query.data or "").partition(":")[0] in READING:
            await self.desk.hours.note(place)
        self._go_on(context, place, answer)

    async def _pressed(self, query: CallbackQuery, place: Place, bot: Bot) -> Answer:
        verb, _, argument = (query.data or "").partition(":")
        press, user = PRESSES.get(verb), query.from_user.id
        if press is None:
            return Answer(toast=texts.OLD_BUTTON)
        if not await self.access.admits(user, place.chat):
            return Answer(toast=visible_text(self._refusal(user)))
        if press.admin and not await self.access.is_admin(user):
            return Answer(toast=texts.OWNERS_ONLY)
        if press.manages and not await may_manage(bot, place, user):
            return Answer(toast=texts.ADMINS_ONLY)
        markup = query.message.reply_markup if isinstance(query.message, Message) else None
        ask = replace(await self._ask(place, argument, user, bot), keyboard=rows_of(markup))
        try:
            return await press.run(ask)
        except UserError as error:
            return Answer(toast=visible_text(regret(error)))
        except ValueError as error:
            log.info("button not understood", data=query.data, reason=str(error))
            return Answer(toast=texts.OLD_BUTTON)

    async def _apply(
        self, bot: Bot, place: Place, message_id: int, answer: Answer, asked_at: datetime
    ) -> None:
        """Changes the message of a pressed button, or sends what it asked for."""
        if answer.in_place and await edit(bot, place.chat, message_id, answer.messages[0]):
            return
        if answer.keyboard is not None:
            await edit_keyboard(bot, place.chat, message_id, answer.keyboard)
        await self._send(bot, place, answer, None, asked_at)

    def _go_on(self, context: ContextTypes.DEFAULT_TYPE, place: Place, answer: Answer) -> None:
        """Sends what comes of work that outlasted its answer; other updates don't wait for it."""
        if answer.later is not None:
            context.application.create_task(self._follow_up(context.bot, place, answer.later))

    async def _follow_up(self, bot: Bot, place: Place, later: Awaitable[Answer]) -> None:
        try:
            answer = await later
        except UserError as error:
            answer = say(regret(error))
        except Exception:
            log.exception("work that went on failed", chat=place.chat)
            answer = say(esc(texts.WENT_WRONG_LATER))
        await self._send(bot, place, answer, None, self.desk.clock.now())

    async def _send(
        self, bot: Bot, place: Place, answer: Answer, asked: int | None, asked_at: datetime
    ) -> int | None:
        """Sends an answer; in groups as a reply to what was asked. Then what it tells counts as shown.

        Returns the id of its first message.
        """
        reply_to = asked if place.kind == "group" else None
        if answer.document:
            await send_document(bot, place, answer.document, answer.messages[0].html, reply_to)
            return None
        if answer.picture:
            return await send_picture(bot, place, answer.picture, answer.messages[0], reply_to)
        chooser = channel_chooser(texts.CHANNEL_BUTTON) if answer.asks_for_channel else None
        told_in: dict[str, int] = {}
        first: int | None = None
        for message in answer.messages:
            sent = await send(bot, place, message, reply_to, chooser)
            first = first or sent
            told_in |= dict.fromkeys(message.stories, sent)
            reply_to = None
        if (answer.shown or answer.told) and (reader := await self.desk.readers.find(place)):
            await self.desk.deliveries.show(
                reader, answer.shown, answer.told, composed=asked_at, messages=told_in, bot=place.bot
            )
            await self.desk.hours.note(place)
        return first


def is_list(document: Document | None) -> bool:
    """Whether a file is meant as a list of feeds, by its name."""
    return document is not None and (document.file_name or "").casefold().endswith((".opml", ".opml.xml"))


async def _feeds_in(ask: Ask, document: Document) -> Answer:
    """A list of feeds that was sent to us."""
    if (document.file_size or 0) > feeds.LARGEST:
        return say(esc(texts.OPML_LARGE))
    file = await document.get_file()
    return await feeds.take_in(ask, bytes(await file.download_as_bytearray()))


async def _plain(ask: Ask, message: Message) -> Answer:
    """Plain words in a private chat: a topic to ask for."""
    if message.location:
        return say(esc(texts.NO_LOCATION))
    if not ask.argument:
        return say(esc(texts.ONLY_TEXT))
    if ask.argument.startswith("/"):
        return _unknown(ask.argument[1:].split()[0] if ask.argument[1:].split() else "")
    if meant := command_meant(ask.argument):
        return await _BY_NAME[meant].run(replace(ask, argument=""))
    if len(ask.argument) > LONGEST_TOPIC:
        return say(esc(texts.LONG_TEXT))
    return await brief(replace(ask, argument=in_english("brief", ask.argument)))


def _unknown(name: str) -> Answer:
    """A command that there is not: the nearest that there is."""
    listed: list[Command] = [command for command in COMMANDS if command.is_listed(admin=False, invites=False)]
    alike = process.extractOne(
        name, [command.name for command in listed], scorer=OSA.normalized_similarity, score_cutoff=0.5
    )
    near = command_named(name) or (alike[0] if alike else None)
    shown = cut(f"/{name}")
    if near:
        return say(fill(texts.NEAR_COMMAND, command=shown, near=near))
    return say(fill(texts.UNKNOWN_COMMAND, command=shown))
