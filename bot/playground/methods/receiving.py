"""How updates reach the bot: long polling or a webhook."""

import re
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from bot.playground.methods.call import Call, carry_out, method
from bot.playground.refusals import Refused, bad_request
from bot.playground.updates import LONGEST_POLL

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}$")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@method("getMe")
def get_me(call: Call) -> Any:
    """The bot itself."""
    return call.world.bot_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "supports_guest_queries": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


@method("getUpdates")
async def get_updates(call: Call) -> Any:
    """Long polling. A second poller ends the first with 409."""
    if call.world.webhook.url:
        raise Refused(
            409,
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    call.world.updates.allow(call.parameters.array("allowed_updates", "update types"))
    return await call.world.updates.poll(
        call.parameters.integer("offset"),
        call.parameters.integer("limit", 100, 1, 100),
        call.parameters.integer("timeout", 0, 0, LONGEST_POLL),
        call.gone,
    )


@method("setWebhook")
def set_webhook(call: Call) -> Any:
    """Updates go to this address; as on a local Bot API server, loopback may be plain HTTP."""
    url = call.parameters.text("url").strip()
    if not url:
        return delete_webhook(call)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.parameters.text("secret_token")
    if secret and not _SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    call.world.updates.allow(call.parameters.array("allowed_updates", "update types"))
    _drop_pending(call)
    call.world.updates.interrupt()
    most = call.parameters.integer("max_connections", 40, 1, 100)
    call.world.webhook.start(url, secret, most, partial(carry_out, call.world))
    return True


@method("deleteWebhook")
def delete_webhook(call: Call) -> Any:
    """Back to long polling."""
    _drop_pending(call)
    call.world.webhook.stop()
    return True


def _drop_pending(call: Call) -> None:
    if call.parameters.boolean("drop_pending_updates"):
        call.world.updates.pending.clear()


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Any:
    """Where updates go, and what went wrong last."""
    return call.world.webhook.info()


@method("logOut")
def log_out(_: Call) -> Any:
    """Nothing to do here."""
    return True


@method("close")
def close(_: Call) -> Any:
    """Nothing to do here."""
    return True
