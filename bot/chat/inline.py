"""Inline mode: `@bot niger` typed in any chat offers stories to send there.

What is offered may be sent to anybody, so it holds what everybody may see: nothing of a reader's own feeds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.access import Access, Patience
from bot.chat.commands.reading import split_window
from bot.chat.markup import cut, fill, opens, rows, visible_text
from bot.chat.names import topic_name
from bot.chat.render.brief import preview_of
from bot.chat.render.links import HEADLINE, OUTLET, read_button
from bot.chat.render.stories import story_html
from bot.chat.sending import keyboard, preview
from bot.chat.times import Window, parse_window
from bot.desk import Desk
from bot.errors import UserError
from bot.news.model import Story, Topic
from bot.store.model import Button, Message, Place

A_PAGE = 10
MOST = 50
"""Stories on one topic, over all pages."""
EACH = 3
"""Stories on each topic where none is named."""
TOPICS = 8
ZONE = "UTC"
"""Of the times behind `tg-time`: whoever reads the message sees their own."""
CACHE_SECONDS = 120
REFUSED_SECONDS = 5
FIRST_SPAN = "7d"
DESCRIPTION = 120
TOPIC = 30


@dataclass(frozen=True, slots=True)
class Offer:
    """Stories to choose from, the topic that they are on, and where the next page begins ("": nowhere)."""

    stories: Sequence[Story] = ()
    topic: Topic | None = None
    following: str = ""
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Inline:
    """Answers inline queries. Answers are kept by Telegram for each person: access and language differ."""

    desk: Desk
    access: Access
    patience: Patience = field(default_factory=Patience)

    async def on_query(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody types. Whoever may not use the bot is told so and offered nothing."""
        query = update.inline_query
        if query is None or self.patience.ask(query.from_user.id, None) != "answer":
            return
        if not await self.access.admits(query.from_user.id, query.from_user.id):
            await _answer(query, Offer(button=opens(texts.INLINE_PRIVATE, "private")), REFUSED_SECONDS)
            return
        await _answer(query, await self._offer(query), CACHE_SECONDS)

    async def _offer(self, query: InlineQuery) -> Offer:
        asked = query.query.strip()
        if asked.startswith("st_"):
            return await self._shared(query.from_user.id, asked.removeprefix("st_"))
        if not asked:
            return await self._latest(query.from_user.id)
        words, window = split_window(asked, self.desk.clock.now(), ZONE)
        try:
            topic = self.desk.newsroom.lookup(words).topic
        except UserError:
            return Offer(button=opens(texts.INLINE_OPEN, "inline"))
        return await self._on(topic, window if words != asked else None, query.offset)

    async def _on(self, topic: Topic, window: Window | None, offset: str) -> Offer:
        """A page of a topic's stories: of the week, or of all time where the week has none."""
        first = int(offset) if offset.isdecimal() and int(offset) < MOST else 0
        wanted = min(MOST, first + A_PAGE)
        week = window or parse_window(FIRST_SPAN, self.desk.clock.now(), ZONE)
        since, until = (week.since, week.until) if week else (None, None)
        briefing = await self.desk.newsroom.brief(topic, since, wanted, until=until)
        if not briefing.stories and window is None:
            briefing = await self.desk.newsroom.brief(topic, None, wanted)
        stories = [ranked.story for ranked in briefing.stories]
        if not stories:
            return Offer(topic=topic, button=_subscribe(topic, texts.INLINE_NOTHING))
        more = str(wanted) if briefing.more and wanted < MOST else ""
        return Offer(stories[first:], topic, more, _subscribe(topic, texts.INLINE_SUBSCRIBE))

    async def _latest(self, user: int) -> Offer:
        """Where nothing is typed: the reader's topics, or what is told most."""
        reader = await self.desk.readers.find(Place(user))
        mine = reader.topics if reader else ()
        topics = [self.desk.newsroom.topic(subscription.query) for subscription in mine[:TOPICS]]
        found: dict[str, Story] = {}
        for topic in topics or await self.desk.newsroom.popular(TOPICS):
            briefing = await self.desk.newsroom.brief(topic, None, EACH)
            found = {ranked.story.id: ranked.story for ranked in briefing.stories} | found
        return Offer(tuple(found.values())[:MOST], button=opens(texts.INLINE_OPEN, "inline"))

    async def _shared(self, user: int, story_id: str) -> Offer:
        """One story, from its Share button; of a story from a feed of one's own only headline and link."""
        story = await self.desk.newsroom.story(story_id)
        if story is not None:
            return Offer((story,), button=opens(texts.INLINE_OPEN, "inline"))
        own = await self.desk.newsroom.story(story_id, await self.desk.readers.find(Place(user)))
        return Offer((_bare(own),) if own else (), button=opens(texts.INLINE_OPEN, "inline"))


def _bare(story: Story) -> Story:
    return Story(
        story.id, story.headline, story.url, story.first_seen, story.updated, (), (), story.articles[:1]
    )


def _subscribe(topic: Topic, words: str) -> Button | None:
    label = visible_text(fill(words, topic=cut(topic_name(topic.label), TOPIC)))
    return opens(label, f"sub_{topic.slug}") or opens(label, "inline")


async def _answer(query: InlineQuery, offer: Offer, seconds: int) -> None:
    """Sends an offer. Who types on has a newer query: then this one is too old, which is no error."""
    bot = query.get_bot()
    button = offer.button
    try:
        await bot.answer_inline_query(
            query.id,
            [_article(story, offer.topic, query) for story in offer.stories],
            cache_time=seconds,
            is_personal=True,
            next_offset=offer.following,
            button=InlineQueryResultsButton(button.text, start_parameter=button.start) if button else None,
        )
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise


def _article(story: Story, topic: Topic | None, query: InlineQuery) -> InlineQueryResultArticle:
    """A story as a result: chosen, it is sent as in a brief, with links only below it."""
    html = story_html(story, "normal", zone=ZONE, alone=True)
    subscribe = (
        _subscribe(topic, texts.INLINE_SUBSCRIBE) if topic else opens(texts.INLINE_MORE, f"st_{story.id}")
    )
    message = Message(html, rows(read_button(story), subscribe), preview_url=preview_of(story))
    first = [cut(quote.text, DESCRIPTION) for quote in story.told()[:1]]
    return InlineQueryResultArticle(
        story.id,
        cut(story.headline, HEADLINE),
        InputTextMessageContent(html, link_preview_options=preview(message)),
        reply_markup=keyboard(message.buttons, query.get_bot()),
        description=" · ".join([*first, *(cut(name, OUTLET) for name in story.outlets[:2])]),
    )
