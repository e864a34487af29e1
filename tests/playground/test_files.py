"""Files to and from the bot."""

import json
import struct
import zlib

import pytest

from bot.playground.images import image_size
from tests.playground.scene import NORA, scene


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" * (1 + width * 3)) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def test_a_document_reaches_people_byte_for_byte() -> None:
    async with scene() as s:
        content = bytes(range(256)) + b"\r\n--boundary"
        form = {"chat_id": str(NORA), "caption": "<i>all of it</i>", "parse_mode": "HTML"}
        sent = await s.http.post(
            "/bot1:demo/sendDocument", data=form, files={"document": ("é.json", content)}
        )
        message = sent.json()["result"]
        assert message["caption"] == "all of it"
        assert message["document"]["file_size"] == len(content)
        assert await s.person.file(message) == content


async def test_a_known_file_can_be_sent_again_by_its_id() -> None:
    async with scene() as s:
        uploaded = await s.person.upload("feeds.opml", b"<opml/>")
        file = uploaded["document"]["file_id"]
        again = await s.call("sendDocument", chat_id=NORA, document=file)
    assert again["document"]["file_unique_id"] == uploaded["document"]["file_unique_id"]


async def test_the_bot_fetches_what_people_send() -> None:
    async with scene() as s:
        await s.person.upload("feeds.opml", b"<opml/>")
        [update] = await s.updates()
        document = update["message"]["document"]
        told = await s.call("getFile", file_id=document["file_id"])
        fetched = await s.http.get(f"/file/bot1:demo/{told['file_path']}")
    assert document["file_name"] == "feeds.opml"
    assert fetched.content == b"<opml/>"


async def test_the_words_under_a_file_can_be_changed_but_it_has_no_text() -> None:
    async with scene() as s:
        uploaded = await s.person.upload("feeds.opml", b"<opml/>")
        sent = await s.call("sendDocument", chat_id=NORA, document=uploaded["document"]["file_id"])
        place = {"chat_id": NORA, "message_id": sent["message_id"]}
        edited = await s.call("editMessageCaption", **place, caption="Yours")
        refusal = await s.refusal("editMessageText", **place, text="x")
    assert edited["caption"] == "Yours"
    assert refusal == "Bad Request: there is no text in the message to edit"


async def test_a_photo_has_its_size() -> None:
    async with scene() as s:
        files = {"photo": ("chart.png", png(40, 30))}
        sent = await s.http.post("/bot1:demo/sendPhoto", data={"chat_id": str(NORA)}, files=files)
        [size] = sent.json()["result"]["photo"]
    assert (size["width"], size["height"]) == (40, 30)


@pytest.mark.parametrize(
    ("method", "files", "reason"),
    [
        ("sendPhoto", {"photo": ("x.png", b"no picture")}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": ("x.png", png(2100, 100))}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", {"photo": ("x.png", b"")}, "file must be non-empty"),
        ("sendDocument", {"other": ("x", b"x")}, "there is no document in the request"),
    ],
)  # fmt: skip
async def test_bad_files_are_refused(method: str, files: dict[str, tuple[str, bytes]], reason: str) -> None:
    async with scene() as s:
        refused = await s.http.post(f"/bot1:demo/{method}", data={"chat_id": str(NORA)}, files=files)
    assert refused.json()["description"] == f"Bad Request: {reason}"


async def test_an_unknown_file_is_refused() -> None:
    async with scene() as s:
        assert await s.refusal("getFile", file_id="x") == "Bad Request: invalid file_id"
        sent = await s.refusal("sendDocument", chat_id=NORA, document="x")
    assert sent == "Bad Request: wrong file identifier/HTTP URL specified"


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"GIF89a" + struct.pack("<HH", 7, 9), (7, 9)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 9, 7), (7, 9)),
        (b"\xff\xd8\xff", None),
        (b"", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(content: bytes, size: tuple[int, int] | None) -> None:
    assert image_size(content) == size


async def test_an_album_is_one_message_for_each_picture() -> None:
    async with scene() as s:
        media = [
            {"type": "photo", "media": "attach://a", "caption": "*one*", "parse_mode": "MarkdownV2"},
            {"type": "photo", "media": "attach://b"},
        ]
        sent = await s.http.post(
            "/bot1:demo/sendMediaGroup",
            data={"chat_id": str(NORA), "media": json.dumps(media)},
            files={"a": ("a.png", png(20, 10)), "b": ("b.png", png(10, 20))},
        )
    first, second = sent.json()["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], first["photo"][0]["width"], second["photo"][0]["width"]) == ("one", 20, 10)


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        (None, "media is not specified"),
        ([{"type": "photo", "media": "x"}], "there must be 2-10 media in an album"),
        ([{"type": "sticker"}] * 2, "can't parse InputMedia: Unsupported type specified"),
        ([{"type": "photo", "media": "x"}] * 2, "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_a_bad_album_is_refused(media: object, reason: str) -> None:
    async with scene() as s:
        assert await s.refusal("sendMediaGroup", chat_id=NORA, media=media) == f"Bad Request: {reason}"
