"""Which bot a chat belongs to, and what goes with it."""

from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from bot.store import deliveries
from bot.store.bots import give_to, settle_bots, without_bot
from bot.store.database import connect
from bot.store.deliveries import Part
from bot.store.readers import readers_of_chat
from bot.store.schema import migrations
from tests.store.ledger import NOW, join, open_ledger, plan, states

ONE, TWO = 11, 22


def claim(db: Database, bot: int, most: int = 3) -> list[Part]:
    return deliveries.claim_parts(db, NOW, most, (), bot)


def bot_of(db: Database, chat: int) -> int:
    (reader,) = readers_of_chat(db, chat)
    return reader.place.bot


def test_what_nobody_said_belongs_to_the_first_bot(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "news.db") as db:
        plan(db, join(db, 1))
        assert without_bot(db, [ONE, TWO]) == {}
        settle_bots(db, [ONE, TWO])
        assert (bot_of(db, 1), claim(db, TWO), [part.place.bot for part in claim(db, ONE)]) == (
            ONE,
            [],
            [ONE],
        )


def test_each_bot_has_three_on_their_way_and_only_its_own(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "news.db") as db:
        for chat in range(1, 11):
            plan(db, join(db, chat))
        settle_bots(db, [ONE])
        for chat in range(6, 11):
            give_to(db, chat, TWO)
        first, second = claim(db, ONE, 9), claim(db, TWO, 9)
        assert [part.place.chat for part in first] == [1, 2, 3]
        assert [part.place.chat for part in second] == [6, 7, 8]
        assert (claim(db, ONE), claim(db, TWO)) == ([], [])
        deliveries.part_sent(db, first[0], 7, NOW)
        assert (len(claim(db, ONE)), len(claim(db, TWO))) == (1, 0)


def test_what_is_on_its_way_when_its_reader_goes_over_is_settled_for_the_new_bot(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "news.db") as db:
        plan(db, join(db, 1), parts=3)
        settle_bots(db, [ONE])
        outcomes: list[Callable[[Part], None]] = [
            lambda part: deliveries.suspend(db, part, "blocked", NOW, whole_chat=True),
            lambda part: deliveries.part_later(db, part, NOW, "429", counts=False),
            lambda part: deliveries.part_uncertain(db, part, NOW, "time-out"),
            lambda part: deliveries.part_sent(db, part, 7, NOW),
        ]
        for settle in outcomes:
            now, then = (ONE, TWO) if bot_of(db, 1) == ONE else (TWO, ONE)
            (part,) = claim(db, now)
            give_to(db, 1, then)
            assert claim(db, then) == []
            settle(part)
        assert states(db) == ["sent", "planned", "planned"]
        assert [row["message"] for row in db.query("SELECT message FROM shown WHERE message NOT NULL")] == []
        assert readers_of_chat(db, 1)[0].state == "active"
        assert [part.place.bot for part in claim(db, bot_of(db, 1))] == [bot_of(db, 1)]
        assert deliveries.recover(db, TWO if bot_of(db, 1) == ONE else ONE) == 0
        assert deliveries.recover(db, bot_of(db, 1)) == 1


def test_whoever_stopped_or_blocked_does_not_go_back_to_a_bot_that_returns(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "news.db") as db:
        for chat, state in enumerate(("active", "stopped", "suspended"), 1):
            db.execute("UPDATE readers SET state = ? WHERE id = ?", [state, join(db, chat).id])
        settle_bots(db, [TWO, ONE])
        settle_bots(db, [ONE])
        db.execute("UPDATE readers SET state = 'suspended' WHERE state = 'active'")
        settle_bots(db, [ONE, TWO])
        assert [bot_of(db, chat) for chat in (1, 2, 3)] == [TWO, ONE, ONE]
        assert [readers_of_chat(db, chat)[0].state for chat in (1, 2, 3)] == [
            "active",
            "stopped",
            "suspended",
        ]


def test_the_published_profile_is_known_by_its_bot_after_an_upgrade(tmp_path: Path) -> None:
    db = connect(tmp_path / "news.db")
    migrations.apply(db, stop_before=["m012_bots"])
    db.execute("INSERT INTO meta VALUES ('profile', '11 abc')")
    migrations.apply(db)
    assert list(db.query("SELECT * FROM meta")) == [{"key": "profile 11", "value": "abc"}]
    db.close()
