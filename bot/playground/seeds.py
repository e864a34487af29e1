"""Who is there at the start: two people, a group, a supergroup, a forum and a channel.

The bot is in none of the groups until somebody adds it; nobody has pressed Start yet.
"""

from bot.playground.model import Chat, Person
from bot.playground.world import World

PERSON, SECOND_PERSON = 1001, 1002
GROUP, SUPERGROUP, FORUM, CHANNEL = -4001, -1001000000001, -1001000000002, -1001000000003
FORUM_TOPICS = ("Sahel", "Trade and money")


def seed(world: World) -> None:
    """Fills an empty world."""
    world.add_person(Person(PERSON, "Nora", "Lind", "nora_lind"))
    world.add_person(Person(SECOND_PERSON, "Karim", "Haddad", "karim_h", language="ar"))
    both = {PERSON: "creator", SECOND_PERSON: "member"}
    world.add_chat(Chat(GROUP, "group", "Breakfast table", people=dict(both)))
    world.add_chat(Chat(SUPERGROUP, "supergroup", "Reading circle", people=dict(both)))
    forum = world.add_chat(Chat(FORUM, "supergroup", "World desk", forum=True, people=dict(both)))
    for name in FORUM_TOPICS:
        world.open_topic(forum, name, world.people[PERSON].user())
    channel = Chat(CHANNEL, "channel", "Morning line", "morning_line", people={PERSON: "creator"})
    world.add_chat(channel)
