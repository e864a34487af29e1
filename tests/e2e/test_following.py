"""A story that goes on, through the real process."""

from bot.playground.client import PlaygroundClient, buttons, text_of


async def test_a_story_that_is_followed_is_updated_as_outlets_go_on_telling_it(
    nora: PlaygroundClient,
) -> None:
    brief = await nora.ask("/brief iran 7d")
    for button in buttons(brief):
        if button.startswith("Follow"):
            await nora.press(button)
    for _ in range(12):
        await nora.move_clock(seconds=3600)
    update = await nora.wait_for("New on a story you follow", after=brief["message_id"], timeout=30)
    told, _, read = text_of(update).partition("What you already read")
    assert "\nSince " in told
    assert update["reply_to_message"]["message_id"] == brief["message_id"]
    assert read
    new = [line for line in told.splitlines() if line.startswith("• ")]
    assert new
    assert not any(line.removeprefix("• ") in text_of(brief) for line in new)
