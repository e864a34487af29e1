"""Telegram's HTML: nothing a reader or an outlet wrote can break it, and it is measured as Telegram does.

Accepted tags are few (b, i, a, blockquote, tg-time, code); line breaks are newlines.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.store.model import Button

MAX_UNITS = 4096
"""Visible length of a message in UTF-16 units, after entity parsing."""
MAX_ENTITIES = 90
"""Telegram ignores formatting beyond 100; the rest is left for addresses and names it finds by itself."""
ECHO = 40
"""Characters of a reader's own words that are repeated to them."""
MAX_ADDRESS = 2048
MAX_DATA = 64
"""Bytes of a button's data."""

_TAG = re.compile(r"<(/?)([a-z][a-z-]*)[^<>]*>")
_DROPPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028-\u202e\ud800-\udfff]")
"""Control characters, which Telegram drops or blanks, and lone surrogates, which can't be sent."""


Rows = tuple[tuple[Button, ...], ...]
"""The buttons below a message, row by row."""


class Html(str):
    """Text that is Telegram's HTML already."""

    __slots__ = ()


def esc(text: object) -> Html:
    """Text as HTML that shows exactly it, but for characters that Telegram would not show."""
    if isinstance(text, Html):
        return text
    return Html(html.escape(_DROPPED.sub("", str(text)).replace("\t", " "), quote=False))


def fill(template: str, **values: object) -> Html:
    """`template` (HTML with {names}) with the values escaped, unless they are Html."""
    return Html(template.format(**{name: esc(value) for name, value in values.items()}))


def join(parts: Iterable[str], by: str = "\n\n") -> Html:
    """Parts of HTML in a row; empty ones are left out."""
    return Html(by.join(part for part in parts if part))


def bold(text: object) -> Html:
    return Html(f"<b>{esc(text)}</b>")


def italic(text: object) -> Html:
    return Html(f"<i>{esc(text)}</i>")


def link(text: object, url: str | None) -> Html:
    """A link; without a web address just the text."""
    if url is None or not is_address(url):
        return esc(text)
    return Html(f'<a href="{html.escape(_DROPPED.sub("", url))}">{esc(text)}</a>')


def is_address(url: str) -> bool:
    """Whether Telegram takes it for a link and a button."""
    return len(url) <= MAX_ADDRESS and bool(re.fullmatch(r"https?://[^\s/]\S*", url))


def folded(text: str) -> Html:
    """What a reader opens by a tap; empty stays empty."""
    return Html(f"<blockquote expandable>{esc(text)}</blockquote>" if text else "")


def tg_time(moment: datetime, zone: str, shown: str = "%H:%M", form: str = "t") -> Html:
    """A moment as each client shows it; the visible fall-back is the local time of `zone` (an IANA name).

    `shown` is a strftime pattern, `form` Telegram's (`r`, or `w?[dD]?[tT]?`).
    """
    local = moment.astimezone(ZoneInfo(zone))
    return Html(
        f'<tg-time unix="{int(moment.timestamp())}" format="{form}">{esc(local.strftime(shown))}</tg-time>'
    )


def visible_text(markup: str) -> str:
    """What a reader sees of it."""
    return html.unescape(_TAG.sub("", markup))


def units(markup: str) -> int:
    """Its visible length in UTF-16 units."""
    return len(visible_text(markup).encode("utf-16-le", "surrogatepass")) // 2


def entities(markup: str) -> int:
    """How many formatting entities it makes."""
    return sum(1 for closing, _ in _TAG.findall(markup) if not closing)


def cut(text: str, limit: int = ECHO) -> str:
    """Text on one line, at most `limit` characters, with an ellipsis where some is missing."""
    folded = " ".join(text.split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"


def isolated(text: str) -> str:
    """A name written from right to left, kept from turning its line around (Unicode UAX 9: FSI, PDI)."""
    turned = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)
    return f"\u2068{text}\u2069" if turned else text


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 story`, `2 stories`. Without `many` an s is added."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Iterable[object], most: int = 6, last: str = "and") -> Html:
    """`A, B and C`, or `A, B, C and 4 more`."""
    items = [esc(name) for name in names]
    if len(items) > most:
        items = [*items[:most], Html(f"{len(items) - most} more")]
    if len(items) < 2:
        return Html("".join(items))
    return Html(f"{', '.join(items[:-1])} {last} {items[-1]}")


def press(text: str, verb: str, argument: str = "") -> Button | None:
    """A button that says `verb:argument` when pressed, or None where that is longer than Telegram carries."""
    data = f"{verb}:{argument}" if argument else verb
    return Button(cut(text), data=data) if len(data.encode()) <= MAX_DATA else None


def rows(*buttons: Button | None, wide: int = 2) -> Rows:
    """Buttons in rows of `wide`; missing ones are left out."""
    present = [button for button in buttons if button]
    return tuple(tuple(present[i : i + wide]) for i in range(0, len(present), wide))
