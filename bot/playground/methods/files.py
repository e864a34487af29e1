"""Files to and from the bot."""

import mimetypes
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from bot.playground.images import image_size
from bot.playground.methods.call import Call, method
from bot.playground.methods.sending import send, text_fields, text_of
from bot.playground.model import File, Json
from bot.playground.parameters import Upload
from bot.playground.refusals import Refused, bad_request
from bot.playground.texts import caption_text

MAX_DOCUMENT = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MIN_ALBUM, MAX_ALBUM = 2, 10
MAX_DOWNLOAD = 20 * 1024 * 1024


def _file(call: Call, name: str, largest: int) -> File:
    upload = call.parameters.upload(name)
    if upload is None:
        return _known_file(call, name)
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > largest:
        raise Refused(413, "") if name == "document" else bad_request("file is too big")
    return call.world.keep_file(upload.name or "file", _kind(upload), upload.content)


def _known_file(call: Call, name: str) -> File:
    value = call.parameters.text(name) if not isinstance(call.parameters.raw(name), Upload) else ""
    if not value:
        raise bad_request(f"there is no {name} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = call.world.files.get(value)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return known


def _kind(upload: Upload) -> str:
    guessed = mimetypes.guess_type(upload.name)[0]
    return guessed or upload.kind or "application/octet-stream"


def _identity(file: File) -> Json:
    return {
        "file_id": file.id,
        "file_unique_id": "AgAD" + sha256(file.content).hexdigest()[:12],
        "file_size": len(file.content),
    }


def document_of(file: File) -> Json:
    """The Bot API's Document."""
    return {"file_name": file.name, "mime_type": file.kind} | _identity(file)


def _photo_of(file: File) -> list[Json]:
    size = image_size(file.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return [_identity(file) | {"width": width, "height": height}]


def _send_file(call: Call, name: str, largest: int, describe: Callable[[File], Any]) -> Json:
    caption = caption_text(text_of(call, "caption", "caption_entities"))
    chat = call.writable_chat()
    content = {name: describe(_file(call, name, largest))} | _looks(call, name)
    return send(call, chat, content | text_fields(caption, "caption"))


def _looks(call: Call, name: str) -> Json:
    """How a picture is shown: under a veil, or below its words."""
    asked = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": "show_caption_above_media"}
    return {
        field: True for wanted, field in asked.items() if name == "photo" and call.parameters.boolean(wanted)
    }


@method("sendDocument")
def send_document(call: Call) -> Any:
    """A file of any kind, at most 50 MB."""
    return _send_file(call, "document", MAX_DOCUMENT, document_of)


@method("sendPhoto")
def send_photo(call: Call) -> Any:
    """A picture, at most 10 MB."""
    return _send_file(call, "photo", MAX_PHOTO, _photo_of)


@method("sendMediaGroup")
def send_media_group(call: Call) -> Any:
    """An album of 2 to 10 pictures, or of as many files."""
    items = call.parameters.array("media", "InputMedia") or []
    if not MIN_ALBUM <= len(items) <= MAX_ALBUM:
        raise bad_request("there must be 2-10 media in an album" if items else "media is not specified")
    contents = [_album_item(call, item) for item in items]
    if len({kind for content in contents for kind in content if kind in _IN_ALBUMS}) > 1:
        raise bad_request("files of different kinds can't be mixed in one album")
    chat, album = call.writable_chat(), {"media_group_id": str(call.world.count())}
    return [send(call, chat, content | album) for content in contents]


def _album_item(call: Call, item: Any) -> Json:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind not in _IN_ALBUMS:
        raise bad_request("can't parse InputMedia: Unsupported type specified")
    inner = Call(call.world, call.parameters.beside({**item, kind: item.get("media", "")}), call.gone)
    caption = caption_text(text_of(inner, "caption", "caption_entities"))
    largest, describe = _IN_ALBUMS[kind]
    content = {kind: describe(_file(inner, kind, largest))} | _looks(inner, kind)
    return content | text_fields(caption, "caption")


_IN_ALBUMS: dict[str, tuple[int, Callable[[File], Any]]] = {
    "photo": (MAX_PHOTO, _photo_of),
    "document": (MAX_DOCUMENT, document_of),
}


@method("getFile")
def get_file(call: Call) -> Any:
    """Where a file of up to 20 MB can be fetched."""
    wanted = call.parameters.text("file_id")
    if not wanted:
        raise bad_request("file_id not specified")
    file = call.world.files.get(wanted)
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return _identity(file) | {"file_path": f"documents/{file.id}/{file.name}"}
