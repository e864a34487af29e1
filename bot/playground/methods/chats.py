"""Chats and who is in them."""

from typing import Any

from bot.playground.methods.call import Call, method
from bot.playground.model import IN_CHAT, Chat, Json
from bot.playground.refusals import bad_request
from bot.playground.world import World

_RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)

ICON_COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
"""Of forum topics; the Bot API page lists them."""


def chat_member(world: World, chat: Chat, user: int) -> Json:
    """The Bot API's ChatMember of a person or the bot. Raises Refused for nobody known."""
    known = world.user(user)
    if known is None:
        raise bad_request("invalid user_id specified")
    return member(known, chat.bot if user == world.bot_id else chat.people.get(user, "left"), chat.type)


def member(user: Json, status: str, kind: str) -> Json:
    """The Bot API's ChatMember with that status."""
    found: Json = {"user": user, "status": status}
    if status == "creator":
        return found | {"is_anonymous": False}
    if status == "administrator":
        posts = {"can_post_messages": True, "can_edit_messages": True} if kind == "channel" else {}
        return found | {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True) | posts
    if status == "kicked":
        return found | {"until_date": 0}
    return found


@method("getChat")
def get_chat(call: Call) -> Any:
    """Everything about a chat."""
    chat = call.chat()
    call.world.visible(chat)
    return call.world.brief(chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


@method("getChatMember")
def get_chat_member(call: Call) -> Any:
    """One member, by user id."""
    chat = call.chat()
    call.world.visible(chat)
    return chat_member(call.world, chat, call.parameters.integer("user_id"))


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> Any:
    """Who runs the chat; other bots are left out."""
    chat = call.chat()
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    call.world.visible(chat)
    admins = [n for n, status in chat.people.items() if status in ("creator", "administrator")]
    if chat.bot == "administrator":
        admins.append(call.world.bot_id)
    return [chat_member(call.world, chat, n) for n in admins]


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> Any:
    """How many are in the chat, the bot included."""
    chat = call.chat()
    call.world.visible(chat)
    return sum(status in IN_CHAT for status in chat.people.values()) + (chat.bot in IN_CHAT)


@method("leaveChat")
def leave_chat(call: Call) -> Any:
    """The bot goes."""
    chat = call.chat()
    call.world.visible(chat)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot = "left"
    call.world.events.add("chat", chat=call.world.describe(chat))
    return True


@method("createForumTopic")
def create_forum_topic(call: Call) -> Any:
    """A new topic in a forum that the bot may manage."""
    chat = call.writable_chat()
    name = call.parameters.text("name").strip()
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if chat.bot != "administrator":
        raise bad_request("not enough rights to create a topic")
    if not 0 < len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_INVALID")
    color = call.parameters.integer("icon_color", ICON_COLORS[0])
    if color not in ICON_COLORS:
        raise bad_request("invalid icon color specified")
    thread = call.world.open_topic(chat, name, call.world.bot_user(), color)
    return {"message_thread_id": thread, "name": name, "icon_color": color}
