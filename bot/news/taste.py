"""A reader's taste."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Taste:
    """What a reader does not want to see, wants before the rest or after it, and has seen already."""

    hidden_words: tuple[str, ...] = ()
    muted_outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """Only articles in these languages; empty means all."""
    less: tuple[str, ...] = ()
    """`outlet:<name>` (of the headline) and `topic:<slug>`, each of which halves a story's score."""
    more: tuple[str, ...] = ()
    """The same that double it."""
    muted_stories: frozenset[str] = frozenset()
    """Ids of stories that are not to come again."""
    seen: frozenset[str] = field(default_factory=frozenset)
    """Ids of stories already shown."""
