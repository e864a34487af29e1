"""The one call: a text, or several on one story, to its summary."""

from collections.abc import Sequence

from summaries import sentences as splitter
from summaries.language import detect
from summaries.model import METHODS, UNKNOWN_LANGUAGE, Explanation, Sentence, Summary
from summaries.refusal import refusal

_LEFT = float("-inf")


def summarise(
    text: str | Sequence[str],
    *,
    title: str = "",
    sentences: int = 3,
    method: str = "news",
    language: str | None = None,
) -> Summary:
    """The sentences that tell a text best, at most `sentences`, verbatim and in reading order.

    `text` is one document or a list of documents of one story; blank lines part paragraphs. `language` is an
    ISO 639-1 code and is found out where it is None or "und". A text of which no honest summary can be made
    gives none, with the reason. Raises ValueError for an unknown method, and nothing on any text.
    """
    _check(method)
    found, language = _read(text, language)
    reason = refusal(found, language)
    if reason or sentences < 1:
        return Summary((), method, language, reason)
    weights = _weigh(found, method, title, language)
    chosen = _choose(found, weights, sentences, method, title, language)
    reason = None if chosen else "no sentence can stand by itself"
    return Summary(tuple(found[index] for index in chosen), method, language, reason)


def explain(
    text: str | Sequence[str],
    *,
    title: str = "",
    sentences: int = 3,
    method: str = "news",
    language: str | None = None,
) -> tuple[Explanation, ...]:
    """Every sentence with what was seen in it, its weight, and why it was taken or left.

    Arguments as those of `summarise`. Features are told for the method "news" alone.
    """
    from summaries.newsrank import features
    from summaries.select import Choice

    _check(method)
    found, language = _read(text, language)
    weights = _weigh(found, method, title, language)
    chosen = _choose(found, weights, sentences, method, title, language)
    columns = features(found, title, language) if method == "news" else {}
    refused = refusal(found, language)
    choice = Choice(found, title, language) if method == "news" else None
    explained = []
    for index, (sentence, weight) in enumerate(zip(found, weights, strict=True)):
        taken = index in chosen and not refused
        others = [other for other in chosen if other != index]
        objection = choice.objection(index, others, sentences) if choice else ""
        why = "taken" if taken else refused or objection or _why_left(weight)
        seen = {name: column[index] for name, column in columns.items()}
        explained.append(Explanation(sentence, seen, weight, taken, why))
    return tuple(explained)


def _check(method: str) -> None:
    if method not in METHODS:
        raise ValueError(f"There is no method {method!r}; the methods are {', '.join(METHODS)}.")


def _read(text: str | Sequence[str], language: str | None) -> tuple[list[Sentence], str]:
    documents = [text] if isinstance(text, str) else list(text)
    code = (language or UNKNOWN_LANGUAGE).partition("-")[0].lower()
    if code == UNKNOWN_LANGUAGE:
        code = detect("\n".join(documents))
    found = [
        sentence
        for number, document in enumerate(documents)
        for sentence in splitter.split(document, code, number)
    ]
    return found, code


def _weigh(found: Sequence[Sentence], method: str, title: str, language: str) -> list[float]:
    from summaries.rank import rank

    return rank(found, method, title=title, language=language)


def _choose(
    found: Sequence[Sentence], weights: Sequence[float], count: int, method: str, title: str, language: str
) -> list[int]:
    """The news ranker's sentences are chosen under constraints, those of other methods by weight alone."""
    from summaries.select import Choice

    if method == "news":
        return Choice(found, title, language).choose(weights, count)
    order = sorted(range(len(found)), key=lambda index: (-weights[index], index))
    return sorted(index for index in order[:count] if weights[index] > _LEFT)


def _why_left(weight: float) -> str:
    return "repeats an earlier sentence, or stands too far down" if weight == _LEFT else "others say more"
