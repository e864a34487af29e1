"""Turning alerts on and off."""

from bot.store.model import Button
from tests.chat.conftest import Talk


async def test_alerts_are_off_until_asked_for(nora: Talk) -> None:
    told = await nora.say("/alerts")
    assert told.startswith("Alerts are off")
    assert "/alerts on" in told


async def test_alerts_say_what_they_are_as_configured(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    told = await nora.say("/alerts on")
    assert "that 3 outlets carry within an hour comes at once, at most 3 a day, never in quiet hours" in told
    assert (await nora.reader()).preferences.alerts


async def test_alerts_without_a_topic_say_that_they_need_one(nora: Talk) -> None:
    assert "/subscribe niger" in await nora.say("/alerts on")


async def test_alerts_are_turned_off_again(nora: Talk) -> None:
    await nora.say("/alerts on")
    assert (await nora.say("/alerts off")).startswith("Alerts are off")
    assert not (await nora.reader()).preferences.alerts


async def test_the_button_below_an_alert_turns_them_off_and_becomes_the_other(nora: Talk) -> None:
    await nora.say("/alerts on")
    follow = Button("Follow this story", data="fol:x")
    answer = await nora.press("alr:off", follow, Button("Alerts off", data="alr:off"))
    assert answer.keyboard == ((follow, Button("Alerts on", data="alr:on")),)
    assert not (await nora.reader()).preferences.alerts


async def test_settings_show_and_change_them(nora: Talk) -> None:
    assert "Alerts: off" in await nora.say("/settings")
    await nora.press("cfg:alerts:on")
    assert "Alerts: on" in await nora.say("/settings")
