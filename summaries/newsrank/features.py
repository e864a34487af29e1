"""What the news ranker sees in a sentence: its place, salience and shape. Plain floats, most from 0 to 1."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from operator import mul

from summaries.model import Sentence
from summaries.newsrank.terms import Terms, cosine, find_terms
from summaries.vocabulary import word_list

Columns = dict[str, list[float]]

_QUOTED = re.compile(r'["“«][^"”»]{0,1000}+["”»]')
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_QUOTES = ('"', "“", "«")
_AMOUNTS = ("$", "€", "£", "%", "percent", "million", "billion")
COMPARED = (
    "central",
    "frequency",
    "coverage",
    "pairs",
    "title_recall",
    "title_cosine",
    "words",
    "introduces",
    "like_lead",
    "recurs",
)
"""Features that are told a second time, as standard deviations from the mean of their text."""


def features(sentences: Sequence[Sentence], title: str = "", language: str = "und") -> Columns:
    """One column of figures for each feature by its name, each as long as `sentences`."""
    if not sentences:
        return {}
    terms = find_terms([sentence.text for sentence in sentences], title, language)
    columns = _places(sentences) | _salience(sentences, terms) | _shapes(sentences, terms)
    return columns | {f"{name}_compared": _compared(columns[name]) for name in COMPARED}


def _places(sentences: Sequence[Sentence]) -> Columns:
    size = Counter(sentence.document for sentence in sentences)
    paragraphs = {sentence.document: sentence.paragraph for sentence in sentences}
    position = [s.position / max(1, size[s.document] - 1) for s in sentences]
    logarithm = [math.log1p(s.position) for s in sentences]
    opens = [
        float(paragraphs[s.document] > 0 and (s.position == 0 or s.paragraph != before.paragraph))
        for s, before in zip(sentences, [sentences[0], *sentences], strict=False)
    ]
    return {
        "position": position,
        "position_squared": [value * value for value in position],
        "position_log": logarithm,
        "position_inverse": [1 / (1 + s.position) for s in sentences],
        "position_by_size": [
            math.log(size[s.document]) * value for s, value in zip(sentences, logarithm, strict=True)
        ],
        "opens_paragraph": opens,
        "paragraph": [s.paragraph / max(1, paragraphs[s.document]) for s in sentences],
    }


def _salience(sentences: Sequence[Sentence], terms: Terms) -> Columns:
    weight = {term: math.log(count) for term, count in terms.frequency.items()}
    unique = terms.unique
    leads = {s.document: vector for s, vector in reversed(list(zip(sentences, terms.vectors, strict=True)))}
    shared = [len(terms.title & found) for found in unique]
    first, last = terms.first_uses, terms.last_uses
    recurring = [[term for term in found if last[term] > i] for i, found in enumerate(unique)]
    return {
        "title_precision": [n / (len(found) or 1) for n, found in zip(shared, unique, strict=True)],
        "title_recall": [n / (len(terms.title) or 1) for n in shared],
        "title_cosine": [cosine(vector, terms.title_vector) for vector in terms.vectors],
        "central": terms.centralities,
        "frequency": [sum(map(weight.__getitem__, found)) / (len(found) or 1) for found in terms.terms],
        "coverage": [math.fsum(map(weight.__getitem__, found)) / 10 for found in unique],
        "pairs": terms.repeated_pairs,
        "like_lead": [cosine(v, leads[s.document]) for s, v in zip(sentences, terms.vectors, strict=True)],
        "introduces": [sum([first[term] == i for term in found]) / 10 for i, found in enumerate(recurring)],
        "recurs": [len(found) / (len(own) or 1) for found, own in zip(recurring, unique, strict=True)],
    }


def _shapes(sentences: Sequence[Sentence], terms: Terms) -> Columns:
    texts = [sentence.text for sentence in sentences]
    counts = [len(found) or 1 for found in terms.words]
    length = [count / 25 for count in counts]
    first, second = word_list("first_person"), word_list("second_person")
    quote = [_holds(text, _QUOTES) for text in texts]
    return {
        "words": length,
        "words_squared": [value * value for value in length],
        "words_log": [math.log(count) for count in counts],
        "stop_words": [
            1 - (len(found) or 1) / count for found, count in zip(terms.terms, counts, strict=True)
        ],
        "quote": quote,
        "quoted": [
            sum(map(len, _QUOTED.findall(text))) / len(text) if has_quote else 0.0
            for text, has_quote in zip(texts, quote, strict=True)
        ],
        "commas": [float(min(4, text.count(","))) for text in texts],
        "first_person": [float(not first.isdisjoint(found)) for found in terms.words],
        "second_person": [float(not second.isdisjoint(found)) for found in terms.words],
        "digit": [float(bool(_DIGIT.search(text))) for text in texts],
        "bracket": [float("(" in text) for text in texts],
        "weekday": [float(bool(_WEEKDAY.search(text))) for text in texts],
        "amount": [_holds(text, _AMOUNTS) for text in texts],
    }


def _holds(text: str, marks: Sequence[str]) -> float:
    return float(True in [mark in text for mark in marks])


def _compared(column: Sequence[float]) -> list[float]:
    mean = sum(column) / len(column)
    apart = [value - mean for value in column]
    deviation = math.sqrt(sum(map(mul, apart, apart)) / len(column)) + 1e-6
    return [value / deviation for value in apart]
