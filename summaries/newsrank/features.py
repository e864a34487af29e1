"""What the news ranker sees in a sentence. All figures are plain floats, most between 0 and 1."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from summaries.language import stop_words
from summaries.model import Sentence
from summaries.sentences import words

FEATURES = ("rel_pos", "para_start", "title_prec", "central", "digit", "avg_freq")

_DIGIT = re.compile(r"\d")


def features(sentences: Sequence[Sentence], title: str = "", language: str = "und") -> list[list[float]]:
    """One row for each sentence, its figures in the order of FEATURES."""
    stop = stop_words(language)
    terms = [[word for word in words(s.text, language) if word not in stop] for s in sentences]
    title_terms = {word for word in words(title, language) if word not in stop}
    central = _centralities(terms)
    frequency = Counter(term for found in terms for term in found)
    most = max(frequency.values(), default=1)
    sizes = Counter(sentence.document for sentence in sentences)
    seen: set[tuple[int, int]] = set()
    rows = []
    for sentence, found, centrality in zip(sentences, terms, central, strict=True):
        place = sentence.document, sentence.paragraph
        rows.append(
            [
                sentence.position / max(1, sizes[sentence.document] - 1),
                float(place not in seen),
                len(title_terms & set(found)) / (len(set(found)) or 1),
                centrality,
                float(bool(_DIGIT.search(sentence.text))),
                sum(frequency[term] for term in found) / ((len(found) or 1) * most),
            ]
        )
        seen.add(place)
    return rows


def _centralities(terms: Sequence[Sequence[str]]) -> list[float]:
    """The mean cosine of each sentence with all: a product with the sum of the unit vectors."""
    spread = Counter(term for found in terms for term in set(found))
    idf = {term: math.log(1 + len(terms) / count) for term, count in spread.items()}
    vectors = []
    total: dict[str, float] = {}
    for found in terms:
        vector = {term: count * idf[term] for term, count in Counter(found).items()}
        norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vector = {term: value / norm for term, value in vector.items()}
        for term, value in vector.items():
            total[term] = total.get(term, 0.0) + value
        vectors.append(vector)
    return [
        sum(value * total[term] for term, value in vector.items()) / len(terms) for vector in vectors
    ]
