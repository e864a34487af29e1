"""The bytes of a page -> text, whatever charset they are in or say they are in."""

import codecs
import re

LARGEST = 3_000_000
"""Bytes of a page that are read; the rest is left out."""
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "x-sjis": "cp932",
}
_WIDER |= {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "ks_c_5601-1987": "cp949"}
"""Browsers read these charsets as the larger ones."""


def decode_page(data: bytes) -> str:
    """The text of a page: as UTF-16 if it is marked so, as UTF-8 if it is that, in the charset that it names,
    or as it looks."""
    data = data[:LARGEST]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8", "replace").lstrip("\ufeff")
    if text.count("\ufffd") <= 1 + len(text) // 2000:
        return text
    named = _CHARSET.search(data[:4096])
    charset = _known(named[1].decode("ascii")) if named else None
    return data.decode(charset or _guess(data) or "cp1252", "replace")


def _known(charset: str) -> str | None:
    name = _WIDER.get(charset.lower(), charset)
    try:
        return None if codecs.lookup(name).name == "utf-8" else name
    except LookupError:
        return None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:20_000]).best()
    return best.encoding if best else None
