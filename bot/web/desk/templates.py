"""The pages as templates. Everything that is put into them is escaped."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.web.desk import words

_templates = Environment(
    loader=PackageLoader("bot.web.desk", "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters |= {
    "from_now": words.from_now,
    "span": words.span,
    "day_and_time": words.day_and_time,
    "plural": words.plural,
    "spaced": words.spaced,
}


def render(name: str, **context: Any) -> str:
    """The page of that name."""
    return _templates.get_template(name).render(context)
