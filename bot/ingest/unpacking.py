"""Packed bodies, unpacked piece by piece (RFC 9110, 8.4.1). Raises zlib.error where they are damaged."""

import zlib

_GZIP = b"\x1f\x8b"
_UNPACKED = {"", "identity", "none", "binary", "utf-8", "utf8"}
"""No packing, also as servers misname it."""


class Plain:
    """Not packed at all."""

    ended = True
    """Whether the packing came to its end."""

    def more(self, piece: bytes, limit: int) -> bytes:
        """The next piece as it was before it was packed, at most `limit` bytes of it (one at least)."""
        return piece[: max(limit, 1)]


class Packed:
    """gzip (in one part or several) or deflate (with its head or without), never unpacked further than asked
    for. What follows the last part is ignored."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._begun = False

    @property
    def ended(self) -> bool:
        """As of Plain."""
        return self._stream.eof

    def more(self, piece: bytes, limit: int) -> bytes:
        """As of Plain."""
        found = b""
        while piece and len(found) < max(limit, 1):
            if self._stream.eof:
                if not piece.startswith(_GZIP):
                    break
                self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
            found += self._unpack(piece, max(limit, 1) - len(found))
            piece = self._stream.unused_data
        return found

    def _unpack(self, piece: bytes, limit: int) -> bytes:
        try:
            return self._stream.decompress(piece, limit)
        except zlib.error:
            if self._begun:
                raise
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            return self._stream.decompress(piece, limit)
        finally:
            self._begun = True


def unpacker(encoding: str) -> Plain | Packed | str:
    """What unpacks a body with this Content-Encoding; the name of one that is not known here."""
    named = [name for one in encoding.lower().split(",") if (name := one.strip()) not in _UNPACKED]
    match named:
        case []:
            return Plain()
        case ["gzip" | "x-gzip" | "deflate"]:
            return Packed()
        case _:
            return ", ".join(named)
