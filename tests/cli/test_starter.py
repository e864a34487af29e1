"""The sources that a new installation begins with."""

import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from bot.chat.texts import KINDS
from bot.news.opml import parse_opml
from tests.cli.conftest import Run

STARTER = Path(__file__).parents[2] / "docs" / "starter.opml"
FEEDS = parse_opml(STARTER.read_bytes())
ECOWAS = {
    "Benin",
    "Burkina Faso",
    "Cabo Verde",
    "Côte d'Ivoire",
    "Gambia",
    "Ghana",
    "Guinea",
    "Guinea-Bissau",
    "Liberia",
    "Mali",
    "Niger",
    "Nigeria",
    "Senegal",
    "Sierra Leone",
    "Togo",
}
"""Its members, and the three that left it in January 2025."""


def test_there_are_about_a_hundred_feeds_each_once() -> None:
    assert 100 <= len(FEEDS) <= 130
    assert len({feed.name for feed in FEEDS}) == len(FEEDS)
    assert len({urlsplit(feed.url)._replace(scheme="").geturl().rstrip("/") for feed in FEEDS}) == len(FEEDS)


def test_no_outline_is_lost_when_they_are_read() -> None:
    assert len(FEEDS) == STARTER.read_text(encoding="utf-8").count("xmlUrl=")


def test_every_address_is_of_the_web_and_carries_no_tracking() -> None:
    for feed in FEEDS:
        assert urlsplit(feed.url).scheme == "https"
        assert "utm_" not in feed.url


def test_every_part_of_the_world_and_every_subject_is_there() -> None:
    parts = Counter(feed.groups[0] for feed in FEEDS)
    assert set(parts) == {
        "World",
        "West Africa",
        "Africa",
        "Middle East",
        "Europe",
        "Asia and the Pacific",
        "Americas",
        "Science",
        "Business",
        "Sport",
    }
    assert min(parts.values()) >= 5


def test_every_country_of_west_africa_has_a_feed() -> None:
    assert {feed.groups[1] for feed in FEEDS if feed.groups[0] == "West Africa"} == ECOWAS


def test_what_an_outlet_is_has_a_name_in_every_language() -> None:
    kinds = Counter(feed.kind for feed in FEEDS)
    assert {kind for kind in kinds if kind} <= set(KINDS)
    assert kinds["public"] > 10


def test_every_feed_says_its_language() -> None:
    languages = Counter(feed.language for feed in FEEDS)
    assert None not in languages
    assert set(languages) >= {"en", "fr", "ar", "es", "pt", "de", "ru", "tr", "ha", "zh"}
    assert languages["fr"] >= 20
    assert languages["ar"] >= 5


def test_init_writes_them_all_with_their_languages_under_their_parts_of_the_world(
    run: Run, tmp_path: Path
) -> None:
    assert f"with {len(FEEDS)} sources" in run("init").out
    written = (tmp_path / "config.toml").read_text(encoding="utf-8")
    sources = tomllib.loads(written)["sources"]
    assert [(one["name"], one["url"], one["language"], one.get("kind", "")) for one in sources] == [
        (feed.name, feed.url, feed.language, feed.kind) for feed in FEEDS
    ]
    assert written.index("# West Africa, Niger") < written.index("https://anp.ne/feed/")
