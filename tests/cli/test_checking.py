import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_configuration_with_three_mistakes_names_all_three(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('[schedule]\npol_minutes = 1\ntimezone = "Mars"\n[stor]\n')
    result = run("--config", path, "check")
    assert result.status == 2
    assert all(word in result.err for word in ("`pol_minutes`", "'Mars'", "`stor`"))


def test_a_sound_configuration_is_said_to_be_fine(run: Run) -> None:
    result = run("check")
    assert result.status == 0
    assert "Configuration: fine" in result.out
    assert "Database: fine" in result.out


def test_stats_hold_every_count(run: Run, scrape: Path) -> None:
    run("ingest", scrape)
    document = json.loads(run("stats", "--json").out)
    assert set(document["sources"]) >= {"total", "failing", "stale"}
    assert (document["articles"], document["stories"], document["subscribers"]) == (2, 2, 0)
    assert set(document["deliveries"]) >= {"due", "sent", "late", "failed", "uncertain", "oldest_undelivered"}
    assert "Articles     2 in 2 stories, 0 without a summary" in run("stats").out


def test_a_backup_put_back_holds_what_it_held(run: Run, scrape: Path, tmp_path: Path) -> None:
    run("ingest", scrape)
    copy = tmp_path / "copy.db"
    assert run("backup", copy).status == 0
    (tmp_path / "newsbrief.db").unlink()
    assert run("restore", copy).status == 0
    assert json.loads(run("stats", "--json").out)["articles"] == 2


def test_a_backup_takes_the_place_of_no_other_file(run: Run, scrape: Path) -> None:
    run("ingest", scrape)
    before = scrape.read_bytes()
    assert (run("backup", scrape).status, scrape.read_bytes()) == (2, before)


def test_what_is_no_backup_is_not_put_back(run: Run, scrape: Path) -> None:
    result = run("restore", scrape)
    assert result.status == 2
    assert "pasted.txt" in result.err
    assert "[store]" not in result.err


def test_a_command_that_does_not_exist_is_one_sentence(run: Run) -> None:
    result = run("breif", "niger")
    assert (result.status, result.err.count("\n")) == (2, 1)


def test_a_missing_argument_is_one_sentence(run: Run) -> None:
    result = run("brief")
    assert result.status == 2
    assert "TOPIC" in result.err


def test_a_configuration_that_is_not_there_is_told(run: Run) -> None:
    assert "none.toml" in run("--config", "none.toml", "stats").err


def test_running_without_a_token_says_where_to_put_one(run: Run) -> None:
    result = run("run")
    assert result.status == 2
    assert "NEWSBRIEF_TELEGRAM_TOKEN" in result.err


def test_init_writes_a_configuration_that_loads(run: Run, tmp_path: Path) -> None:
    assert run("--config", "mine.toml", "init", "--token", "1:abc").status == 0
    assert 'token = "1:abc"' in (tmp_path / "mine.toml").read_text()
    assert run("--config", "mine.toml", "check").status == 0


def test_init_does_not_overwrite(run: Run) -> None:
    run("init")
    assert run("init").status == 2


def test_init_refuses_half_a_token_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    result = run("init", "--token", '5:abc"d')
    assert (result.status, (tmp_path / "config.toml").exists()) == (2, False)
    assert "abc" not in result.err


def test_init_writes_where_the_configuration_is_looked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSBRIEF_CONFIG", str(tmp_path / "mine.toml"))
    run("init")
    assert (tmp_path / "mine.toml").stat().st_mode & 0o777 == 0o600


def test_a_failing_source_shows_with_its_reason_and_its_next_try(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        '[[sources]]\nname = "Courier"\nurl = "http://127.0.0.1:1/feed"\nallow_private = true\n'
    )
    assert "could not be read" in run("check", "--online").err
    run("ingest")
    (line,) = [line for line in run("stats").out.splitlines() if "Courier" in line]
    assert "no connection" in line
    assert "never read, failed once, next try" in line
    (failing,) = json.loads(run("stats", "--json").out)["failing"]
    assert (failing["failures"], failing["last_success"]) == (1, None)
    assert failing["next_try"].endswith("+00:00")
    brief = run("brief", "niger")
    assert "Could not be read lately: Courier." in brief.err


@pytest.mark.parametrize("holds", ["another program's tables", "a text"])
def test_a_file_that_is_no_database_of_ours_is_refused_in_one_sentence(
    run: Run, tmp_path: Path, holds: str
) -> None:
    if holds == "a text":
        (tmp_path / "photos.db").write_text("bread, milk, " * 1000)
    else:
        with closing(sqlite3.connect(tmp_path / "photos.db")) as photos:
            photos.execute("CREATE TABLE foo (bar)")
    (tmp_path / "newsbrief.toml").write_text('[store]\npath = "photos.db"\n')

    result = run("--config", tmp_path / "newsbrief.toml", "stats")

    assert (result.status, result.out) == (2, "")
    assert "photos.db: this is not a Newsbrief database. Name another file in [store]." in result.err
    assert len(result.err.splitlines()) == 1
