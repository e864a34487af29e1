import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.program import open_newsbrief
from bot.clock import SystemClock
from bot.config import load_settings
from bot.store.model import Place
from tests.cli.conftest import Run


def test_an_ingested_story_is_found_by_its_country(run: Run, scrape: Path) -> None:
    assert run("ingest", scrape).status == 0
    document = json.loads(run("brief", "tanzania", "--since", "all", "--json").out)
    assert [story["headline"] for story in document["stories"]] == [
        "Coral Reef Off Zanzibar Recovers Faster Than Expected"
    ]
    assert document["topic"]["slug"] == "tanzania"


def test_a_briefs_sentences_are_copied_from_the_article_they_name(run: Run, scrape: Path) -> None:
    texts = {
        article["id"]: " ".join(article["text"].split())
        for article in json.loads(run("ingest", scrape, "--json").out)["articles"]
    }
    (story,) = json.loads(run("brief", "iceland", "--since", "all", "--json").out)["stories"]
    assert len(story["sentences"]) == 3
    assert all(sentence["text"] in texts[sentence["article"]] for sentence in story["sentences"])


def test_a_word_that_is_no_known_topic_is_one_all_the_same(run: Run, scrape: Path) -> None:
    run("ingest", scrape)
    document = json.loads(run("brief", "dynamite fishing", "--since", "all", "--json").out)
    assert len(document["stories"]) == 1


def test_a_misspelt_topic_is_answered_with_what_may_be_meant(run: Run) -> None:
    document = json.loads(run("brief", "tanzannia", "--since", "all", "--json").out)
    assert document["stories"] == []
    assert "tanzania" in document["suggestions"]


def test_a_brief_for_people_holds_headline_and_outlet(run: Run, scrape: Path) -> None:
    run("ingest", scrape)
    out = run("brief", "iceland", "--since", "all").out
    assert out.startswith("Iceland · 1 story")
    assert "Volcano Grounds Flights Across Southern Iceland" in out
    assert "pasted.txt" in out


def test_nothing_on_a_topic_is_said_in_words(run: Run) -> None:
    result = run("brief", "peru")
    assert (result.status, result.out) == (0, "Nothing on Peru in the last 24h.\n")


def test_articles_of_a_topic_tell_the_words_that_decided(run: Run, scrape: Path) -> None:
    run("ingest", scrape)
    (article,) = json.loads(run("articles", "--topic", "tanzania", "--json").out)["articles"]
    assert "Tanzania" in article["matched"]


def test_articles_can_be_searched(run: Run, scrape: Path) -> None:
    run("ingest", scrape)
    found = json.loads(run("articles", "--search", "Reykjavik ash", "--json").out)["articles"]
    assert [article["title"] for article in found] == ["Volcano Grounds Flights Across Southern Iceland"]


def test_stories_are_listed_and_limited(run: Run, scrape: Path) -> None:
    run("ingest", scrape)
    assert len(json.loads(run("stories", "--json").out)["stories"]) == 2
    assert len(json.loads(run("stories", "--limit", "1", "--json").out)["stories"]) == 1


def test_the_known_topics_hold_niger_and_nigeria_apart(run: Run) -> None:
    topics = {topic["slug"]: topic for topic in json.loads(run("topics", "--json").out)["topics"]}
    assert "nigeria" in topics
    assert "Nigeria" not in topics["niger"]["aliases"]


def test_a_wrong_span_is_one_sentence_and_exit_2(run: Run) -> None:
    result = run("brief", "peru", "--since", "yesterday")
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "'yesterday'" in result.err


def test_a_mistyped_command_is_led_to_the_one_that_was_meant(run: Run) -> None:
    result = run("brif", "peru")
    assert (result.status, result.out) == (2, "")
    assert "No such command 'brif' (did you mean brief?)" in result.err


@pytest.mark.parametrize("unknown", ["4242", "-1001234567890"])
def test_the_preview_of_an_unknown_chat_says_so(run: Run, unknown: str) -> None:
    result = run("preview", unknown)
    assert result.status == 2
    assert unknown in result.err


@pytest.fixture
def chat(run: Run) -> int:
    """A chat that has subscribed to Niger."""

    async def enter() -> None:
        async with open_newsbrief(load_settings(None, {}), SystemClock()) as program:
            await program.desk.readers.start(Place(42))
            await program.desk.readers.subscribe(Place(42), [program.desk.newsroom.lookup("niger").topic])

    asyncio.run(enter())
    return 42


def test_a_preview_is_due_in_utc_whatever_the_offset_asked_for(run: Run, chat: int) -> None:
    document = json.loads(run("preview", str(chat), "--at", "2027-02-18T07:30+01:00", "--json").out)
    assert (document["chat"], document["due"]) == (chat, "2027-02-18T06:30:00+00:00")


def test_a_preview_ends_with_the_digest_after_it(run: Run, chat: int) -> None:
    then = json.loads(run("preview", str(chat), "--at", "2027-02-18T07:30", "--json").out)
    assert "Fri 07:30" in then["parts"][0]["text"]
    coming = json.loads(run("preview", str(chat), "--json").out)
    after = datetime.fromisoformat(coming["due"]) + timedelta(days=1)
    assert f"{after:%a} 07:30" in coming["parts"][0]["text"]


@pytest.mark.parametrize("moment", ["soon", "0001-01-01", "0001-01-01T00:00+14:00"])
def test_a_preview_at_no_time_is_refused(run: Run, chat: int, moment: str) -> None:
    assert run("preview", str(chat), "--at", moment).status == 2
