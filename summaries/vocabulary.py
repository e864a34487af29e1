"""The words that the splitter, the choice and the ranker know; they stand in `vocabulary.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

ORDINAL_LANGUAGES = frozenset({"de", "tr"})
"""Languages that write ordinals as a number and a full stop ("am 3. Oktober", "3. Ordu")."""


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list in all its languages; raises KeyError for an unknown list."""
    return frozenset().union(*word_lists(name).values())


@cache
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The words of a list by language; raises KeyError for an unknown list."""
    return {language: frozenset(words.split()) for language, words in _stored()[name].items()}


@cache
def _stored() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("summaries").joinpath("vocabulary.toml").read_text("utf-8"))
