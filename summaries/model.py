"""The words of this package: what a summary is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

UNKNOWN_LANGUAGE = "und"

METHODS = (
    "news",
    "lex-rank",
    "text-rank",
    "lsa",
    "luhn",
    "kl",
    "sum-basic",
    "edmundson",
    "reduction",
    "lead",
)
"""Ways of choosing sentences: our own ranker, sumy's, and the first sentences as they come."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, verbatim but for white space, which is folded to single spaces.

    `document` is the index of its document, `position` its own index among that document's
    sentences and `paragraph` the index of its paragraph there; all count from 0.
    """

    text: str
    document: int = 0
    position: int = 0
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The chosen sentences in reading order. `reason` says why there are none, else it is None.

    `shorter` and `longer` tell the same in fewer and in more sentences, where they were asked for: what is
    in the shorter one is in `sentences`, and what is in those is in the longer one.
    """

    sentences: tuple[Sentence, ...]
    method: str
    language: str
    reason: str | None = None
    shorter: tuple[Sentence, ...] = ()
    longer: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one sentence was taken or left: what was seen in it, its score, and the reason in words."""

    sentence: Sentence
    features: Mapping[str, float]
    score: float
    taken: bool
    why: str
