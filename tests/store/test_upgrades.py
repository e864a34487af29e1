"""Databases of released versions are read by this one, with all that is in them."""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.clock import FrozenClock
from bot.store import deliveries
from bot.store.bots import settle_bots
from bot.store.database import Store, connect
from bot.store.model import Place
from bot.store.readers import find_reader
from bot.store.schema import migrations
from bot.store.upkeep import check_integrity
from tests.desk.shelf import desk_over
from tests.store.ledger import NOW

RELEASED = Path(__file__).parent / "released"
LAST_MIGRATION = {"0.1.0": "m005_novelty", "0.2.0": "m016_upkeep"}
STORIES = {"0.1.0": 2, "0.2.0": 3}
"""By version."""
CHECKSUMS = {
    "m001_news": "151aedab98addfebaab8410ebc9847ee1ffa3da792f22321b47cbaee49872302",
    "m002_readers": "8fbd36c8b7e2a119aece58a3ab9ce7d604ec31cdf639a007271ebda6e7c4cd62",
    "m003_own_feeds": "cd3dcf300a81e1cc96bfe5d5417634eb02eb37b4d33895a1695481df8a24e8c8",
    "m004_admission": "a1887fe05b276111af6c46ccdf9d3a32c86da0dff0e628da30f7d67ab6a7e399",
    "m005_novelty": "87c6135cd9ff2a1f7762cdde19e3be2fe5f2a4a54f65464377c6a871e6ea4d77",
    "m006_source_health": "734784f337ab3ed50c8b7f6d3b215d9e5f5a93e6b9710317069672269a3272ab",
    "m007_lengths": "2bfbb14c0beaf084e731400b70a109c32eee33945c2862a7c292732ebf466530",
    "m008_topics": "1b5dd77f8be044adfa02c956155bd00523ad76af1a566641d1f6a7087624f79d",
    "m009_merges": "c50d99eb11b825d7cf51fd7cca2b6229a713320fd30b1e6de5ac08ea3f8ab3b1",
    "m010_languages": "db54d7d58c3894e257e6865bb31149e148a8dc1ea69b3c2c29bee32a54b9b960",
    "m011_channels": "3333274c4bc855e6ce447f2134963da30959c33d4fe49a85c6e4d8ceee4886fc",
    "m012_bots": "7389daea6915d4b1bdf65e785715d678107fdd161667991722c19fc01e8b9191",
    "m013_manners": "c478bafde4723dfeb24cd08e36ebe47b6d70e0336f48d7f4cb881125953e6952",
    "m014_profiles": "b35401b3e7cbde5ccc1d238859722da0c254fa05b1db2004a8d02a198a911d52",
    "m015_pages": "1cd95908afe844daa9aac781477faf6514b5c9efe8ba96e797c1851fa4a3489e",
    "m016_upkeep": "88747dbf5198a6def6f2274863220f1408fce94e8ba6d4dbae097e981021b648",
}
"""Of the migrations in released versions, which never change."""


def database_of(version: str, path: Path) -> None:
    """Makes a database as a released version left it."""
    db = connect(path)
    names = [migration.name for migration in migrations.pending(Database(memory=True))]
    later = names[names.index(LAST_MIGRATION[version]) + 1 :]
    migrations.apply(db, stop_before=later[:1])
    db.execute("PRAGMA foreign_keys = OFF")
    db.conn.executescript((RELEASED / f"{version}.sql").read_text(encoding="utf-8"))
    db.close()


@pytest.mark.parametrize("version", LAST_MIGRATION)
async def test_a_database_of_a_released_version_keeps_all_that_is_in_it(version: str, tmp_path: Path) -> None:
    database_of(version, tmp_path / "news.db")
    async with Store.open(tmp_path / "news.db") as store:
        assert await store.read(check_integrity) == []
        desk = desk_over(store, FrozenClock(NOW))
        here = Place(7)
        reader = await store.read(find_reader, here)
        assert reader is not None
        assert [topic.slug for topic in reader.topics] == ["iceland", "tanzania"]
        assert (reader.schedule.zone, reader.preferences.length) == ("Africa/Dar_es_Salaam", "long")
        (saved,) = await desk.readers.kept(here, "saved")
        assert saved.headline.startswith("Coral Reef")
        assert len(await desk.newsroom.stories(None, 0)) == STORIES[version]
        await store.write(settle_bots, [11, 22])
        (part,) = await store.write(deliveries.claim_parts, NOW, 3, (), 11)
        assert "Coral Reef" in part.message.html


@pytest.mark.parametrize("name", CHECKSUMS)
def test_a_released_migration_never_changes(name: str) -> None:
    sql = (files("bot.store.schema") / f"{name}.sql").read_bytes()
    assert sha256(sql).hexdigest() == CHECKSUMS[name]
