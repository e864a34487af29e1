"""The one call: a text, or several on one story, to its summary."""

from collections.abc import Sequence

from summaries import sentences as splitter
from summaries.language import detect
from summaries.model import METHODS, UNKNOWN_LANGUAGE, Explanation, Sentence, Summary
from summaries.refusal import refusal


def summarise(
    text: str | Sequence[str],
    *,
    title: str = "",
    sentences: int = 3,
    method: str = "news",
    language: str | None = None,
) -> Summary:
    """The `sentences` sentences that tell a text best, or fewer, verbatim and in reading order.

    `text` is one document or a list of documents of one story; blank lines part paragraphs. `language` is an
    ISO 639-1 code and is found out where it is None or "und". A text of which no honest summary can be made
    gives none, with the reason. Raises ValueError for an unknown method, and nothing on any text.
    """
    if method not in METHODS:
        raise ValueError(f"There is no method {method!r}; the methods are {', '.join(METHODS)}.")
    documents = [text] if isinstance(text, str) else list(text)
    language = _language(documents, language)
    found = _split(documents, language)
    reason = refusal(found, language)
    if reason or sentences < 1:
        return Summary((), method, language, reason)
    chosen = _choose(found, sentences, method, title, language)
    if not chosen:
        return Summary((), method, language, "no sentence can stand by itself")
    return Summary(tuple(found[index] for index in chosen), method, language)


def _language(documents: Sequence[str], given: str | None) -> str:
    code = (given or UNKNOWN_LANGUAGE).partition("-")[0].lower()
    return detect("\n".join(documents)) if code == UNKNOWN_LANGUAGE else code


def _split(documents: Sequence[str], language: str) -> list[Sentence]:
    return [
        sentence
        for number, document in enumerate(documents)
        for sentence in splitter.split(document, language, number)
    ]


def _choose(found: Sequence[Sentence], count: int, method: str, title: str, language: str) -> list[int]:
    from summaries.rank import rank
    from summaries.select import choose

    weights = rank(found, method, title=title, language=language)
    if method == "news":
        return choose(found, weights, count, title=title, language=language)
    order = sorted(range(len(found)), key=lambda index: (-weights[index], index))
    return sorted(index for index in order[:count] if weights[index] > float("-inf"))


def explain(
    text: str | Sequence[str],
    *,
    title: str = "",
    sentences: int = 3,
    method: str = "news",
    language: str | None = None,
) -> tuple[Explanation, ...]:
    """Every sentence with what was seen in it, its weight and why it was taken or left; arguments as of `summarise`."""
    from summaries.newsrank import FEATURES, features
    from summaries.rank import rank
    from summaries.select import flaws

    documents = [text] if isinstance(text, str) else list(text)
    language = _language(documents, language)
    found = _split(documents, language)
    taken = set(summarise(documents, title=title, sentences=sentences, method=method, language=language).sentences)
    weights = rank(found, method, title=title, language=language)
    rows = features(found, title, language) if method == "news" else [()] * len(found)
    return tuple(
        Explanation(
            sentence,
            dict(zip(FEATURES, row, strict=False)),
            weight,
            sentence in taken,
            "taken" if sentence in taken else ", ".join(sorted(flaws(sentence.text, language))) or "others say more",
        )
        for sentence, row, weight in zip(found, rows, weights, strict=True)
    )
