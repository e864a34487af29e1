"""When digests come: every setting is answered with its effect, as stored."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.chat.commands.schedule import shifted
from bot.clock import FrozenClock
from bot.errors import UserError
from tests.chat.conftest import Talk, seen


async def subscribed(talk: Talk, zone: str = "Niamey") -> Talk:
    await talk.say(f"/timezone {zone}")
    await talk.say("/subscribe niger")
    return talk


async def test_a_time_to_come_is_today(nora: Talk) -> None:
    told = await (await subscribed(nora)).say("/time 18:00")
    assert told == "Digests come at 18:00, every day.\nNext digest today at 18:00 (Africa/Niamey time)."
    assert (await nora.reader()).next_due == datetime(2026, 2, 18, 17, tzinfo=UTC)


@pytest.mark.parametrize("past", ["07:30", "07:29", "00:00"])
async def test_a_minute_already_past_means_tomorrow(nora: Talk, past: str) -> None:
    told = await (await subscribed(nora)).say(f"/time {past}")
    assert f"{past} is past today, so it comes tomorrow. Next digest tomorrow at {past}" in told


async def test_a_minute_already_past_means_tomorrow_before_there_is_a_topic_too(nora: Talk) -> None:
    told = await nora.say("/time 00:00")
    assert "00:00 is past today, so it comes tomorrow. No digest comes until you have a topic" in told


async def test_an_hour_that_is_past_is_not_spoken_of_where_a_later_one_comes_today(nora: Talk) -> None:
    told = await (await subscribed(nora)).say("/time 06:00 18:00")
    assert "past" not in told
    assert "Next digest today at 18:00" in told


async def test_a_digest_owed_already_is_said_to_be_on_its_way(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    clock = nora.desk.clock
    assert isinstance(clock, FrozenClock)
    clock.advance(timedelta(hours=2))
    assert "One that was due already is on its way." in await nora.say("/time 06:00")


async def test_days_are_kept_when_only_times_change(nora: Talk) -> None:
    await nora.say("/time 08:00 mon-fri")
    assert "Digests come at 09:00, Mon–Fri." in await nora.say("/time 09:00")


async def test_times_are_kept_when_only_days_change(nora: Talk) -> None:
    await nora.say("/time 08:00 20:00")
    assert "Digests come at 08:00 and 20:00, Sat, Sun." in await nora.say("/time weekends")


async def test_without_a_time_the_present_one_and_an_example_come(nora: Talk) -> None:
    told = await nora.say("/time")
    assert "Digests come at 07:30, every day." in told
    assert "/time 07:30" in told


async def test_without_topics_no_digest_is_promised(nora: Talk) -> None:
    assert "No digest comes until you have a topic: /subscribe niger" in await nora.say("/time 18:00")


async def test_who_never_named_a_place_hears_that_times_are_utc(nora: Talk) -> None:
    assert "For local time, tell me your place" in await nora.say("/time 18:00")
    await nora.say("/timezone Niamey")
    assert "For local time, tell me your place" not in await nora.say("/time 18:00")


async def test_a_zone_keeps_the_hours_on_the_wall(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    await nora.say("/time 18:00")
    assert (await nora.say("/timezone Europe/Paris")).splitlines() == [
        "Your zone is Europe/Paris; it is 07:30 there.",
        "Digests come at 18:00, every day.",
        "Next digest today at 18:00 (Europe/Paris time).",
    ]


async def test_a_fixed_offset_is_shown_as_it_is_written(nora: Talk) -> None:
    assert (await nora.say("/timezone UTC+1")).startswith("Your zone is UTC+1; it is 07:30 there.")


async def test_a_country_of_many_zones_is_asked_about(nora: Talk) -> None:
    assert await nora.say("/timezone USA") == "Which one for USA?"
    assert seen(await nora.press("tz:America/Chicago")).startswith(
        "Your zone is America/Chicago; it is 00:30 there."
    )


async def test_an_unknown_place_is_named_and_changes_nothing(nora: Talk) -> None:
    await nora.say("/timezone Niamey")
    assert "Atlantis" in await nora.say("/timezone Atlantis")
    assert (await nora.reader()).schedule.zone == "Africa/Niamey"


async def test_quiet_hours_come_and_go(nora: Talk) -> None:
    assert (await nora.say("/quiet 22-07")).startswith("Quiet hours: 22:00–07:00.")
    assert (await nora.say("/quiet off")).startswith("Quiet hours: none.")
    assert "/quiet 22-07" in await nora.say("/quiet")


async def test_a_digest_inside_quiet_hours_is_promised_for_their_end(nora: Talk) -> None:
    await subscribed(nora)
    await nora.say("/time 23:00")
    assert "Next digest tomorrow at 07:00" in await nora.say("/quiet 22-07")


async def test_a_pause_until_a_day_says_when_digests_come_again(nora: Talk) -> None:
    told = await (await subscribed(nora)).say("/pause friday")
    assert told.splitlines() == [
        "Paused until Fri 20 Feb 2026. /resume ends it earlier.",
        "Next digest Fri 20 Feb at 07:30 (Africa/Niamey time).",
    ]


async def test_a_pause_without_end_lasts_until_resume(nora: Talk) -> None:
    await subscribed(nora)
    assert "Paused until you say /resume." not in await nora.say("/pause")
    assert (await nora.reader()).next_due is None
    assert "Next digest tomorrow at 07:30" in seen(await nora.press("res"))


async def test_one_day_can_be_skipped(nora: Talk) -> None:
    await subscribed(nora)
    told = seen(await nora.press("skip:2026-02-19"))
    assert told == "Skipped Thu 19 Feb 2026. Next digest Fri 20 Feb at 07:30 (Africa/Niamey time)."


async def test_a_day_that_is_past_cannot_be_skipped(nora: Talk) -> None:
    await subscribed(nora)
    clock = nora.desk.clock
    assert isinstance(clock, FrozenClock)
    clock.advance(timedelta(days=3))
    assert seen(await nora.press("skip:2026-02-19")) == "That day is past; there is nothing to skip."


@pytest.mark.parametrize("command", ["/time 25:99", "/time noon", "/quiet late", "/pause yesterday"])
async def test_what_makes_no_sense_is_refused_with_an_example(nora: Talk, command: str) -> None:
    with pytest.raises(UserError, match=command.split()[0]):
        await nora.say(command)


def test_times_are_shifted_round_the_clock() -> None:
    assert [shifted(time(23, 50), 15), shifted(time(0, 30), -60)] == [time(0, 5), time(23, 30)]
