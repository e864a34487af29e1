"""Who may see what: articles of a feed that readers added for themselves are theirs alone.

A reader is given here as `own`, the rows of the sources that they added; () is anybody. Such an article is
left out where the same address is told to everybody: then that telling is seen, once.
"""

import json
from collections.abc import Sequence


def visible(table: str, url: str) -> str:
    """The condition that rows of `table` (with an `audience`) meet for the reader `:own`."""
    told = f"SELECT 1 FROM article_keys k WHERE k.key = 'url:' || {url} AND k.let_go IS NULL"  # noqa: S608
    owned = f"{table}.audience IN (SELECT value FROM json_each(:own))"  # noqa: S608
    return f"({table}.audience = 0 OR {owned} AND NOT EXISTS ({told}))"


def own_json(own: Sequence[int]) -> str:
    """The parameter `:own`."""
    return json.dumps(list(own))
