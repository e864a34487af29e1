"""A picture of how much was written, day by day, where Pillow is installed (the `charts` extra). Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from importlib.util import find_spec
from io import BytesIO

from bot.chat import texts
from bot.chat.markup import written

WIDTH, HEIGHT = 960, 480
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 24, 76, 64
_PAPER, _INK, _BAR, _LINE = "#ffffff", "#1a1a1a", "#1f4e8c", "#c8c8c8"
"""Ink and bars stand out from the paper by more than 7 to 1 (WCAG 2.2, 1.4.6)."""
_LATIN_ENDS = 0x250
"""The font that Pillow brings has no letters from here on."""


def can_draw() -> bool:
    """Whether the `charts` extra is installed."""
    return find_spec("PIL") is not None


def day_chart(days: Mapping[date, int], last: date, title: str) -> bytes:
    """A PNG with one bar a day from the first day with a count to `last`, each with its number and date."""
    from PIL import Image, ImageDraw, ImageFont

    shown = [min(days) + timedelta(days=i) for i in range((last - min(days)).days + 1)]
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    large, small = ImageFont.load_default(28), ImageFont.load_default(18)
    if _is_drawable(title):
        draw.text((_LEFT, 20), title, _INK, large)
    floor, top = HEIGHT - _BOTTOM, max(days.values())
    step = (WIDTH - _LEFT - _RIGHT) / len(shown)
    for height in (0, top):
        y = _height(height, top)
        draw.line((_LEFT, y, WIDTH - _RIGHT, y), _LINE)
        draw.text((_LEFT - 12, y), str(height), _INK, small, anchor="rm")
    every = -(-len(shown) // 7)
    for place, day in enumerate(shown):
        middle, count = _LEFT + step * (place + 0.5), days.get(day, 0)
        if count:
            y = _height(count, top)
            draw.rectangle((middle - step * 0.35, y, middle + step * 0.35, floor), _BAR)
            draw.text((middle, y - 4), str(count), _INK, small, anchor="mb")
        if (len(shown) - 1 - place) % every == 0:
            draw.text((middle, floor + 12), _label(day), _INK, small, anchor="mt")
    png = BytesIO()
    image.save(png, "PNG", optimize=True)
    return png.getvalue()


def _height(count: int, top: int) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _BOTTOM - _TOP - 24) * count / top


def _label(day: date) -> str:
    """`18 Feb`, or `02-18` in scripts that the font lacks."""
    label = written(day, texts.DAY_MONTH)
    return label if _is_drawable(label) else f"{day:%m-%d}"


def _is_drawable(text: str) -> bool:
    return all(ord(letter) < _LATIN_ENDS for letter in text)
