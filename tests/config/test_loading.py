from datetime import time
from pathlib import Path

import pytest

from bot.config import find_config, load_settings
from bot.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        load_settings(write(folder, text), {})
    return caught.value.mistakes


def test_without_a_file_the_defaults_hold() -> None:
    settings = load_settings(None, {})
    assert settings.schedule.digest_times == (time(7, 30),)
    assert (settings.schedule.timezone, settings.schedule.poll_minutes) == ("UTC", 15)
    assert settings.telegram.token is None


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    told = mistakes(
        tmp_path,
        '[schedule]\npoll_minute = 5\ntimezone = "Europe/Pariss"\n[[sources]]\nname = "A"\nurl = "gopher://x"\n',
    )
    assert len(told) == 3
    assert "line 2" in told[0]
    assert "did you mean `poll_minutes`?" in told[0]
    assert "line 3" in told[1]
    assert "'Europe/Paris'" in told[1]
    assert "line 6" in told[2]
    assert "http://" in told[2]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[schedule]\npoll_minutes = "5"\n', "whole number"),
        ('[schedule]\ndigest_times = ["25:00"]\n', "'25:00'"),
        ('[schedule]\nquiet_hours = "late"\n', "'22-07'"),
        ("[schedul]\n", "`schedule`"),
        ('[telegram]\nmode = "pull"\n', "'polling' or 'webhook'"),
        ("[store]\nkeep_days = -1\n", "greater than or equal to 0"),
        ('[[sources]]\nname = "A"\n', "missing"),
        ("[store]\npath = 5\n", "path"),
        ("[summaries]\nsentences = true\n", "whole number"),
        ("[schedule]\ndigest_times = []\n", "not be empty"),
        ('[telegram]\nmode = "webhook"\n', "public_url"),
        ('[telegram.webhook]\nsecret = "a b"\n', "letters, digits"),
        ('[telegram]\ntoken_file = "none"\n', "token_file"),
        ('[server]\ntoken = "short"\n', "16 characters"),
        ('[[topics]]\nslug = "Bad Slug"\n', "hyphens"),
        ('[[topics]]\nslug = "a"\n[[topics]]\nslug = "a"\n', "'a' is listed twice"),
        (2 * '[[sources]]\nname = "A"\nurl = "https://a.example"\n', "line 4: `sources` is wrong"),
        ('[[sources]]\nname = "A"\nurl = "https://a.example"\nlanguage = "English!"\n', "'fr'"),
    ],
)
def test_a_mistake_names_the_reason_and_the_mend(tmp_path: Path, text: str, word: str) -> None:
    (told,) = mistakes(tmp_path, text)
    assert word in told


def test_text_that_is_no_toml_is_told_in_one_sentence(tmp_path: Path) -> None:
    (told,) = mistakes(tmp_path, "[telegram\n")
    assert told.startswith("config.toml: this is not TOML")


def test_a_byte_order_mark_as_windows_editors_write_it_does_no_harm(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, "\ufeff[schedule]\npoll_minutes = 5\n"), {})
    assert settings.schedule.poll_minutes == 5


def test_a_file_that_is_not_there_is_told_with_the_way_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="newsbrief init"):
        load_settings(tmp_path / "none.toml", {})


def test_an_empty_string_is_an_absent_value(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, '[telegram]\ntoken = ""\n[schedule]\ntimezone = ""\n'), {})
    assert settings.telegram.token is None
    assert settings.schedule.timezone == "UTC"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, '[telegram]\ntoken = "1:file"\n[schedule]\npoll_minutes = 5\n')
    environment = {"NEWSBRIEF_TELEGRAM_TOKEN": "1:env", "NEWSBRIEF_SCHEDULE_POLL_MINUTES": "7"}
    settings = load_settings(path, environment)
    assert settings.telegram.token is not None
    assert settings.telegram.token.get_secret_value() == "1:env"
    assert settings.schedule.poll_minutes == 7


def test_a_section_within_a_section_is_in_the_environment_too() -> None:
    environment = {"NEWSBRIEF_TELEGRAM_WEBHOOK_SECRET": "s3cret", "NEWSBRIEF_TELEGRAM_WEBHOOK_PORT": "9000"}
    webhook = load_settings(None, environment).telegram.webhook
    assert webhook.secret is not None
    assert (webhook.secret.get_secret_value(), webhook.port) == ("s3cret", 9000)


def test_an_empty_token_file_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("\n")
    with pytest.raises(ConfigError, match="is empty"):
        load_settings(write(tmp_path, '[telegram]\ntoken_file = "token"\n'), {})


def test_the_token_can_come_from_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("1:secret\n")
    settings = load_settings(write(tmp_path, '[telegram]\ntoken_file = "token"\n'), {})
    assert settings.telegram.token is not None
    assert settings.telegram.token.get_secret_value() == "1:secret"


def test_a_token_never_shows_in_a_repr_or_a_mistake(tmp_path: Path) -> None:
    settings = load_settings(None, {"NEWSBRIEF_TELEGRAM_TOKEN": "1:secret"})
    assert "1:secret" not in repr(settings)
    assert "991122" not in mistakes(tmp_path, "[telegram]\ntoken = 991122\n")[0]


def test_a_relative_store_path_is_meant_from_the_files_folder(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, '[store]\npath = "news.db"\n'), {})
    assert settings.store.path == tmp_path / "news.db"


def test_quiet_hours_are_two_times(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, '[schedule]\nquiet_hours = "22-07:30"\n'), {})
    assert settings.schedule.quiet_hours == (time(22), time(7, 30))


def test_a_named_file_comes_before_the_environments(tmp_path: Path) -> None:
    assert find_config(tmp_path, {"NEWSBRIEF_CONFIG": "other"}) == tmp_path
    assert find_config(None, {"NEWSBRIEF_CONFIG": "other"}) == Path("other")


def test_an_operators_topic_without_aliases_is_found_by_its_label(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, '[[topics]]\nslug = "cocoa-prices"\n'), {})
    assert settings.topic_specs()[0].aliases == ("Cocoa prices",)


FIRST, SECOND, OTHER_OF_FIRST = "11:AAA-first", "22:BBB_second", "11:CCC-other"


def test_further_bots_come_from_the_list_then_from_files(tmp_path: Path) -> None:
    (tmp_path / "third").write_text("33:in-a-file\n", encoding="utf-8")
    text = f'[telegram]\ntoken = "{FIRST}"\nmore_tokens = ["{SECOND}"]\nmore_token_files = ["third"]\n'
    settings = load_settings(write(tmp_path, text), {})
    assert settings.telegram.tokens == (FIRST, SECOND, "33:in-a-file")
    assert "BBB" not in repr(settings)


def test_further_bots_may_come_from_the_environment() -> None:
    environment = {"NEWSBRIEF_TELEGRAM_TOKEN": FIRST, "NEWSBRIEF_TELEGRAM_MORE_TOKENS": f'["{SECOND}"]'}
    assert load_settings(None, environment).telegram.tokens == (FIRST, SECOND)


def test_a_token_alone_is_the_only_bot() -> None:
    assert load_settings(None, {"NEWSBRIEF_TELEGRAM_TOKEN": FIRST}).telegram.tokens == (FIRST,)
    assert load_settings(None, {}).telegram.tokens == ()


@pytest.mark.parametrize(
    ("further", "reason"),
    [
        (
            f'more_tokens = ["{SECOND}", "{SECOND}"]',
            "number 2 is of the same bot as number 1 of `more_tokens`",
        ),
        (f'more_tokens = ["{OTHER_OF_FIRST}"]', "number 1 is of the same bot as `token`; remove one"),
        ('more_tokens = ["BBB-half"]', "number 1 is no whole token; copy it again from @BotFather"),
        (f'more_tokens = "{SECOND}"', "a list in square brackets"),
        ("more_tokens = [22]", "a text in quotes"),
        ('more_token_files = ["none"]', "cannot be read"),
        ('more_token_files = ["second", "second"]', "of the same bot as number 1 of `more_token_files`"),
    ],
)
def test_mistakes_in_further_tokens_are_told_without_showing_any(
    tmp_path: Path, further: str, reason: str
) -> None:
    (tmp_path / "second").write_text(SECOND, encoding="utf-8")
    (told,) = mistakes(tmp_path, f'[telegram]\ntoken = "{FIRST}"\n{further}\n')
    assert reason in told
    assert "cannot be read" in told or "line 3" in told
    assert not any(secret in told for secret in ("AAA", "BBB", "CCC"))


def test_further_bots_need_a_first_one(tmp_path: Path) -> None:
    (told,) = mistakes(tmp_path, f'[telegram]\nmore_tokens = ["{SECOND}"]\n')
    assert "line 2" in told
    assert "no `token`" in told
