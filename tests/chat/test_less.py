"""More and less like this: what comes before or after, how it shows, and how it is taken back."""

from bot.chat.commands.less import MOST
from bot.store.model import Button, Message
from tests.chat.conftest import Talk, seen


async def first_of(nora: Talk) -> str:
    """The headline that a brief on Africa leads with."""
    return (await nora.say("/brief africa")).split("\n\n")[1].split("\n")[0]


def data(message: Message) -> list[str | None]:
    return [button.data for row in message.buttons for button in row]


async def test_a_story_is_asked_what_of_it_is_too_much(nora: Talk) -> None:
    niger = (await nora.desk.newsroom.stories(None, 1))[0]
    await nora.say("/subscribe niger")
    answer = await nora.press(f"lss:{niger.id}")
    assert seen(answer) == "Less of what, in Niger opens two desert wells?"
    assert "lsh:outlet:Sahel Post" in data(answer.messages[0])
    assert "lsh:topic:niger" not in data(answer.messages[0])


async def test_what_weighs_less_comes_after_the_others(nora: Talk) -> None:
    assert await first_of(nora) == "1 Niger opens two desert wells"
    await nora.press("lsh:outlet:Sahel Post")
    await nora.press("lsh:outlet:Sahel Post")
    assert await first_of(nora) == "1 Nigeria raises the price of bread"


async def test_weights_are_listed_and_taken_back(nora: Talk) -> None:
    assert "Everything has its usual weight" in await nora.say("/less")
    told = seen(await nora.press("lsh:outlet:Sahel Post"))
    assert told == "Sahel Post now weighs ×½: its stories come after the others, or not at all."
    for _ in range(4):
        await nora.press("lsh:topic:nigeria")
    assert (await nora.say("/less")).startswith("Less of Sahel Post ×½ and Nigeria ×⅛.")
    assert "2 outlets and topics weigh more or less (/less)" in await nora.say("/settings")
    assert "Nigeria ×⅛" not in seen(await nora.press("lsr:topic:nigeria"))
    assert "Everything has its usual weight" in await nora.say("/less off")


async def test_where_no_room_is_left_for_another_weight_it_says_that_nothing_changed(nora: Talk) -> None:
    full = tuple(f"outlet:Number {number}" for number in range(MOST))
    await nora.desk.readers.enter(nora.place)
    await nora.desk.readers.prefer(nora.place, less=full)
    assert seen(await nora.press("moh:outlet:Gulf Ledger")) == "Gulf Ledger has its usual weight."
    assert "Number 7 now weighs ×¼" in seen(await nora.press("lsh:outlet:Number 7"))


async def test_what_weighs_more_comes_before_the_others(nora: Talk) -> None:
    assert await first_of(nora) == "1 Niger opens two desert wells"
    told = seen(await nora.press("moh:outlet:Gulf Ledger"))
    assert told == "Gulf Ledger now weighs ×2: its stories come before others."
    await nora.press("moh:topic:nigeria")
    await nora.press("moh:topic:nigeria")
    assert await first_of(nora) == "1 Nigeria raises the price of bread"


async def test_a_story_is_asked_what_of_it_is_to_come_more(nora: Talk) -> None:
    niger = (await nora.desk.newsroom.stories(None, 1))[0]
    answer = await nora.press(f"mor:{niger.id}")
    assert seen(answer) == "More of what, in Niger opens two desert wells?"
    assert "moh:outlet:Sahel Post" in data(answer.messages[0])
    assert seen(answer) == await nora.say("/more", stories=(niger.id,))


async def test_more_takes_back_what_less_did_and_the_other_way_round(nora: Talk) -> None:
    await nora.press("lsh:outlet:Sahel Post")
    assert seen(await nora.press("moh:outlet:Sahel Post")) == "Sahel Post has its usual weight."
    await nora.press("moh:outlet:Sahel Post")
    assert (await nora.say("/more")).startswith("More of Sahel Post ×2.")
    await nora.press("lsh:topic:iran")
    assert (await nora.say("/less")).startswith("More of Sahel Post ×2.\nLess of Iran ×½.")
    assert (await nora.say("/more off")).startswith("Less of Iran ×½.")
    for _ in range(4):
        await nora.press("moh:topic:iran")
    preferences = (await nora.reader()).preferences
    assert (preferences.less, preferences.more) == ((), ("topic:iran", "topic:iran"))


async def test_a_story_by_itself_offers_both(nora: Talk) -> None:
    answer = await nora.press("br:24h:0:niger")
    verbs = {str(one).partition(":")[0] for one in data(answer.messages[-1])}
    assert {"mor", "lss"} <= verbs


async def test_a_button_that_names_nothing_changes_nothing(nora: Talk) -> None:
    for broken in ("lsh:", "lsh:outlet:", "lsh:colour:red"):
        try:
            await nora.press(broken, Button("x", data=broken))
        except ValueError:
            continue
        raise AssertionError(broken)
    assert (await nora.desk.readers.enter(nora.place)).preferences.less == ()
