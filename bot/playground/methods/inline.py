"""Inline mode: results offered while somebody types @bot in any chat."""

from typing import Any

from bot.playground.keyboards import read_markup
from bot.playground.methods.call import Call, method
from bot.playground.methods.sending import text_fields
from bot.playground.model import Json
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.texts import message_text, read_text

MAX_RESULTS = 50


@method("answerInlineQuery")
def answer_inline_query(call: Call) -> Any:
    """At most 50 results; articles with a text are what the playground can show and send."""
    query = call.world.queries.get(call.parameters.text("inline_query_id"))
    if query is None or "person" not in query:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = call.parameters.array("results", "inline query results")
    if results is None:
        raise bad_request('can\'t find field "results"')
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    offset = call.parameters.text("next_offset")
    if len(offset.encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    prepared = [_result(call, item) for item in results]
    if len({item["id"] for item in prepared}) < len(prepared):
        raise bad_request("RESULT_ID_DUPLICATE")
    button = call.parameters.object("button", "inline query results button")
    query["results"] = prepared
    kept = {
        "cache_time": call.parameters.integer("cache_time", 300, 0, 86_400),
        "is_personal": call.parameters.boolean("is_personal"),
    }
    told = {"results": prepared, "next_offset": offset, "button": button}
    call.world.events.add("inline", query=query["id"], **told, **kept)
    return True


def _result(call: Call, item: Any) -> Json:
    if not isinstance(item, dict):
        raise bad_request("can't parse inline query result: expected an Object")
    name = item.get("id")
    if not isinstance(name, str) or not 0 < len(name.encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if item.get("type") != "article":
        raise bad_request("can't parse inline query result: Unsupported type specified")
    if not item.get("title"):
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    content = item.get("input_message_content")
    if not isinstance(content, dict) or not content.get("message_text"):
        raise bad_request("message text is empty")
    text = read_text(
        content["message_text"],
        content.get("parse_mode") or "",
        content.get("entities"),
        user=call.world.user,
    )
    message = text_fields(message_text(text))
    markup = read_markup(Parameters({"reply_markup": item.get("reply_markup")}), inline_only=True)
    if markup:
        message["reply_markup"] = markup
    if content.get("link_preview_options"):
        message["link_preview_options"] = content["link_preview_options"]
    return {
        "id": name,
        "title": item["title"],
        "description": item.get("description", ""),
        "message": message,
    }
