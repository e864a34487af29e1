"""The one call: a text, or several on one story, to its summary."""

from collections.abc import Callable, Collection, Sequence

from summaries import sentences as splitter
from summaries.language import detect
from summaries.model import METHODS, UNKNOWN_LANGUAGE, Explanation, Sentence, Summary
from summaries.refusal import refusal

Choose = Callable[[Sequence[float], int, Collection[int]], list[int]]
"""Weights, how many, and those taken already, to the indices of all that are taken."""
_LEFT = float("-inf")


def summarise(
    text: str | Sequence[str],
    *,
    title: str = "",
    sentences: int = 3,
    shorter: int = 0,
    longer: int = 0,
    method: str = "news",
    language: str | None = None,
) -> Summary:
    """The sentences that tell a text best, at most `sentences`, verbatim, those of a document in its order.

    `text` is one document or a list of documents of one story; blank lines part paragraphs. `language` is an
    ISO 639-1 code and is found out where it is None or "und". `shorter` and `longer` are numbers of sentences
    in which to tell it as well. A text of which no honest summary can be made gives none, with the reason.
    Raises ValueError for an unknown method, and nothing on any text.
    """
    _check(method)
    found, language = _read(text, language)
    prose, refused = _prose(found, language)
    if sentences < 1 or not prose:
        reason = None if prose else next(iter(refused.values()), "there is no text")
        return Summary((), method, language, reason)
    weights = _weigh(prose, method, title, language)
    choose = _chooser(prose, method, title, language)
    chosen = choose(weights, sentences, ())
    within = [weight if index in chosen else _LEFT for index, weight in enumerate(weights)]
    told = (chosen, choose(within, shorter, ()), choose(weights, longer, chosen) if longer else [])
    order = _document_order(prose, told[0], told[2])
    usual, fewer, more = (
        tuple(sorted((prose[index] for index in indices), key=lambda s: (order[s.document], s.position)))
        for indices in told
    )
    reason = None if chosen else "no sentence can stand by itself"
    return Summary(usual, method, language, reason, fewer, more)


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
    _check(method)
    found, language = _read(text, language)
    prose, refused = _prose(found, language)
    told = [Explanation(s, {}, _LEFT, False, refused[s.document]) for s in found if s.document in refused]
    told += _explain(prose, sentences, method, title, language)
    return tuple(sorted(told, key=lambda e: (e.sentence.document, e.sentence.position)))


def _explain(
    prose: Sequence[Sentence], count: int, method: str, title: str, language: str
) -> list[Explanation]:
    from summaries.newsrank import features
    from summaries.select import Choice

    weights = _weigh(prose, method, title, language)
    chosen = _chooser(prose, method, title, language)(weights, count, ())
    columns = features(prose, title, language) if method == "news" else {}
    choice = Choice(prose, title, language)
    told = []
    for index, (sentence, weight) in enumerate(zip(prose, weights, strict=True)):
        seen = {name: column[index] for name, column in columns.items()}
        objection = choice.objection(index, chosen, count) if method == "news" else ""
        why = "taken" if index in chosen else objection or _why_left(weight)
        told.append(Explanation(sentence, seen, weight, index in chosen, why))
    return told


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


def _prose(found: Sequence[Sentence], language: str) -> tuple[list[Sentence], dict[int, str]]:
    """The sentences of the documents that can be condensed, and why the others cannot be, by document."""
    documents: dict[int, list[Sentence]] = {}
    for sentence in found:
        documents.setdefault(sentence.document, []).append(sentence)
    reasons = {number: refusal(document, language) for number, document in documents.items()}
    refused = {number: reason for number, reason in reasons.items() if reason}
    return [sentence for sentence in found if sentence.document not in refused], refused


def _weigh(found: Sequence[Sentence], method: str, title: str, language: str) -> list[float]:
    from summaries.rank import rank

    return rank(found, method, title=title, language=language)


def _chooser(found: Sequence[Sentence], method: str, title: str, language: str) -> Choose:
    """The news ranker's sentences are chosen under constraints, those of other methods by weight alone."""
    from summaries.select import Choice

    return Choice(found, title, language).choose if method == "news" else _heaviest


def _document_order(prose: Sequence[Sentence], *told: Sequence[int]) -> dict[int, int]:
    """The place of each quoted document: whose sentence stands nearest to its beginning is read first, as a
    beginning needs no other sentence before it."""
    nearest: dict[int, tuple[int, int]] = {}
    for turn, indices in enumerate(told):
        for index in indices:
            nearest.setdefault(prose[index].document, (turn, prose[index].position))
    ordered = sorted(nearest, key=lambda document: (nearest[document], document))
    return {document: place for place, document in enumerate(ordered)}


def _heaviest(weights: Sequence[float], count: int, start: Collection[int]) -> list[int]:
    """The indices of the `count` heaviest sentences, in reading order, those of `start` among them."""
    order = sorted(range(len(weights)), key=lambda index: (index not in start, -weights[index], index))
    return sorted(index for index in order[: max(0, count)] if weights[index] > _LEFT)


def _why_left(weight: float) -> str:
    return "repeats an earlier sentence, or stands too far down" if weight == _LEFT else "others say more"
