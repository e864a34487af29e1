"""Telegram's HTML: nothing a reader or an outlet wrote can break it, and it is measured as Telegram does.

Accepted tags are few (b, i, a, blockquote, tg-time, code); line breaks are newlines.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.chat import texts
from bot.chat.voice import Plural, Text, leftward, locale, said
from bot.errors import UserError
from bot.store.model import Button

MAX_UNITS = 4096
"""Visible length of a message in UTF-16 units, after entity parsing."""
CAPTION = 1024
"""The same of words below a picture."""
MAX_ENTITIES = 90
"""Telegram ignores formatting beyond 100; the rest is left for addresses and names it finds by itself."""
ECHO = 40
"""Characters of a reader's own words that are repeated to them."""
MAX_ADDRESS = 2048
MAX_DATA = 64
"""Bytes of a button's data."""

_TAG = re.compile(r"<(/?)([a-z][a-z-]*)[^<>]*>")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_DROPPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028-\u202e\ud800-\udfff]")
"""Control characters, which Telegram drops or blanks, and lone surrogates, which can't be sent."""


Rows = tuple[tuple[Button, ...], ...]
"""The buttons below a message, row by row."""


class Html(str):
    """Text that is Telegram's HTML already."""

    __slots__ = ()


def esc(text: object) -> Html:
    """Text as HTML that shows exactly it, but for characters that Telegram would not show.

    What the bot says itself is put into the language spoken now.
    """
    if isinstance(text, Html):
        return text
    shown = said(text) if isinstance(text, str) else str(text)
    return Html(html.escape(_DROPPED.sub("", shown).replace("\t", " "), quote=False))


def fill(template: str, **values: object) -> Html:
    """`template` (HTML with {names}) in the language spoken now, with values escaped unless they are Html.

    Whole numbers are written as that language does; a `Plural` takes the form that goes with its `count`.
    Values written in the other direction are isolated.
    """
    if isinstance(template, Plural):
        number = values["count"]
        assert isinstance(number, int)
        template = template.of(number)
    return Html(said(template).format(**{name: _value(value) for name, value in values.items()}))


def _value(value: object) -> Html:
    return Html(number(value)) if isinstance(value, int) else isolated(esc(value))


def regret(error: UserError) -> Html:
    """The sentence of an error in the language spoken now."""
    sentence = esc(Text(error.sentence))
    return fill(sentence, **error.values) if error.values else sentence


def number(value: int) -> str:
    """`4,000`, as the language spoken now writes it."""
    return format_decimal(value, locale=locale())


def join(parts: Iterable[str], by: str = "\n\n") -> Html:
    """Parts of HTML in a row; empty ones are left out."""
    return Html(by.join(said(part) for part in parts if part))


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


def tg_time(moment: datetime, zone: str, shown: Text = texts.HOUR, form: str = "t") -> Html:
    """A moment as each client shows it; the visible fall-back is the local time of `zone` (an IANA name).

    `shown` is a pattern for `written`, `form` Telegram's (`r`, or `w?[dD]?[tT]?`).
    """
    local = esc(written(moment.astimezone(ZoneInfo(zone)), shown))
    return Html(f'<tg-time unix="{int(moment.timestamp())}" format="{form}">{local}</tg-time>')


def written(moment: datetime | date | time, pattern: Text) -> str:
    """A local time or day by one of the patterns of `texts` (CLDR's letters), in the language spoken now."""
    if isinstance(moment, time):
        return format_time(moment, said(pattern), locale=locale())
    return format_datetime(moment, said(pattern), locale=locale())


def visible_text(markup: str) -> str:
    """What a reader sees of it."""
    return html.unescape(_TAG.sub("", markup))


def plain_text(markup: str) -> str:
    """What is visible of HTML, each link with its address behind it, cut to what Telegram takes."""
    text = visible_text(_LINK.sub(r"\2 (\1)", markup))
    encoded = text.encode("utf-16-le", "surrogatepass")[: 2 * (MAX_UNITS - 1)]
    cut = encoded.decode("utf-16-le", "ignore")
    return cut if cut == text else cut + "…"


def units(markup: str) -> int:
    """Its visible length in UTF-16 units."""
    return len(visible_text(markup).encode("utf-16-le", "surrogatepass")) // 2


def entities(markup: str) -> int:
    """How many formatting entities it makes."""
    return sum(1 for closing, _ in _TAG.findall(markup) if not closing)


def cut(text: str, limit: int = ECHO) -> str:
    """Text on one line, at most `limit` characters, with an ellipsis where some is missing."""
    folded = " ".join(said(text).split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"


def isolated(text: str) -> Html:
    """A name, kept from turning a line around that runs the other way (Unicode UAX 9: FSI, PDI)."""
    html = esc(text)
    other = {"L"} if leftward() else {"R", "AL"}
    turned = any(unicodedata.bidirectional(sign) in other for sign in _TAG.sub("", html))
    return Html(f"\u2068{html}\u2069") if turned and "\n" not in html and html[0] != "\u2068" else html


def listed(names: Iterable[object], most: int = 6, last: Literal["and", "or"] = "and") -> Html:
    """`A, B and C`, or `A, B, C and 4 more`, as the language spoken now joins them."""
    items = [isolated(esc(name)) for name in names]
    if len(items) > most:
        items = [*items[:most], fill(texts.MORE_NAMES, count=len(items) - most)]
    return Html(format_list(items, "or" if last == "or" else "standard", locale()))


def press(text: str, verb: str, argument: str = "") -> Button | None:
    """A button that says `verb:argument` when pressed, or None where that is longer than Telegram carries."""
    data = f"{verb}:{argument}" if argument else verb
    return Button(cut(text), data=data) if len(data.encode()) <= MAX_DATA else None


def opens(text: str, payload: str) -> Button | None:
    """A button that opens a private chat with the bot, or None where a link can't carry the payload."""
    return Button(cut(text), start=payload) if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload) else None


def rows(*buttons: Button | None, wide: int = 2) -> Rows:
    """Buttons in even rows of `wide` at most (five: three and two); missing ones are left out."""
    present = iter([button for button in buttons if button])
    count = sum(button is not None for button in buttons)
    lines = -(-count // wide)
    return tuple(tuple(islice(present, (count + line) // lines)) for line in reversed(range(lines)))
