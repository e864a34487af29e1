"""Whatever is asked for, a chat is told no more than a fair part of one article."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.config import Settings
from bot.config.settings import SummarySettings
from bot.desk import open_desk
from bot.news.article import write_article
from bot.news.model import Entry
from bot.news.quoting import letters
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from tests.chat.conftest import NORA, Talk, seen
from tests.chat.samples import NOW
from tests.chat.test_looks import FERRIES

LONG = (
    *FERRIES,
    "On Sunday the prefect of Bilmari, Issa Tando, told drivers to keep off the landing stage.",
    "On Monday the army sent 120 soldiers with two cranes from Niamey.",
    "Harbour master Maryam Kossi said the boats had carried 900 people by noon.",
    "A sack of millet cost 24,000 francs in the morning and 19,000 in the evening.",
)
SHORT = FERRIES[:4]


def settings(**summaries: float) -> Settings:
    return Settings(summaries=SummarySettings(**summaries))  # type: ignore[arg-type]


@asynccontextmanager
async def told(path: Path, wanted: Settings, sentences: tuple[str, ...]) -> AsyncIterator[Talk]:
    """Somebody who may ask for one article of these sentences."""
    editing = wanted.editing()
    entry = Entry(
        "Boats are back in Niger", "https://news.example/boats", "\n\n".join(sentences), published=NOW
    )
    article = write_article(entry, None, source="Delta Daily", language="en", editing=editing)
    async with Store.open(path / "news.db") as store:
        await store.write(store_articles, [Incoming(article)], NOW, Assignment(editing))
        yield Talk(open_desk(store, wanted, FrozenClock(NOW)))


async def everything_asked(talk: Talk) -> str:
    """All that the chat is told, at every length and behind every button."""
    answers = [await talk.say("/brief niger")]
    for length in ("headlines", "short", "normal", "long"):
        await talk.say(f"/length {length}")
        answers.append(await talk.say("/brief niger"))
    (story,) = await talk.desk.newsroom.stories(None, 0)
    for button in (f"tl:{story.id}", f"why:{story.id}", "br:all:0:niger"):
        answers.append(seen(await talk.press(button)))
    await talk.say("/subscribe niger")
    return "\n".join([*answers, await talk.say("/digest")])


@pytest.mark.parametrize("share", [0.2, 0.35, 0.5])
async def test_all_that_a_chat_asks_for_stays_within_the_share(tmp_path: Path, share: float) -> None:
    async with told(tmp_path, settings(quoted_share=share), LONG) as talk:
        seen_there = await everything_asked(talk)
        quoted = [sentence for sentence in LONG if sentence in seen_there]
        assert quoted
        assert sum(map(letters, quoted)) <= share * letters("".join(LONG))


async def test_an_article_of_four_sentences_is_never_told_whole(tmp_path: Path) -> None:
    async with told(tmp_path, settings(), SHORT) as talk:
        seen_there = await everything_asked(talk)
        assert 1 <= sum(sentence in seen_there for sentence in SHORT) <= 2


async def test_no_message_holds_more_sentences_than_the_setting_allows(tmp_path: Path) -> None:
    async with told(tmp_path, settings(quoted_sentences=2, quoted_share=1.0), LONG) as talk:
        await talk.say("/length long")
        answer = await talk.say("/brief niger")
        assert sum(sentence in answer for sentence in LONG) == 2


async def test_the_whole_may_be_allowed(tmp_path: Path) -> None:
    async with told(tmp_path, settings(quoted_sentences=50, quoted_share=1.0), LONG) as talk:
        await talk.say("/length long")
        answer = await talk.say("/brief niger")
        assert sum(sentence in answer for sentence in LONG) > len(LONG) / 2
        assert talk.place == NORA
