"""Why something failed, in the language spoken now: it is kept as a phrase in English. Pure."""

import re
from functools import cache

from bot.chat import texts
from bot.chat.markup import fill, visible_text


def reason(kept: str) -> str:
    """A reason that was kept with a source, or a sentence on the database; one that is unknown as it is."""
    for template in texts.REASONS:
        if match := _pattern(template).fullmatch(kept):
            values = match.groupdict()
            within = {"reason": reason(values["reason"])} if "reason" in values else {}
            return visible_text(fill(template, **(values | within)))
    return kept


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile(
        "".join(f"(?P<{part}>.+)" if n % 2 else re.escape(part) for n, part in enumerate(parts)), re.DOTALL
    )
