"""How much of one article is quoted to a chat at most."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FairPart:
    """So many sentences in one message, and such a share of the article's text over all messages.

    The share is counted in letters; one sentence may always be quoted.
    """

    sentences: int = 10
    share: float = 0.6
