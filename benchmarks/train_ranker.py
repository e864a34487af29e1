"""Trains the news ranker's weights on articles with human summaries and writes them as JSON.

    python benchmarks/train_ranker.py DATA_FOLDER [--output summaries/newsrank/weights.json]

DATA_FOLDER holds `{cnncorpus,cnndm,inshorts,newsroom,fundus,orangesum}.jsonl.gz`, a line of each
`{title, text, lang, references}`. No sentence of them enters the weights. Takes about a minute; the same
data give the same weights.

How: every way of choosing k of a text's most promising sentences is scored by ROUGE-1 + ROUGE-2 against the
human summary; a sentence's label is its share in those choices, the good ones counting most (softmax). A
logistic regression learns the labels: one set of weights for all texts and, held closer to nought, what
texts without title, without paragraphs or in French add to it.
"""

import argparse
import gzip
import json
from collections import Counter
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from pathlib import Path

import numpy as np

from summaries.language import stemmer
from summaries.newsrank import circumstances, features
from summaries.sentences import split, words

SETS = {"cnncorpus": 3, "cnndm": 3, "inshorts": 3, "newsroom": 2, "fundus": 3, "orangesum": 2}
"""Each set with the number of sentences that its summaries are asked for."""
MOST_ARTICLES = 800
CANDIDATES = 14
TEMPERATURE = 0.04
RIDGE, RIDGE_OF_CIRCUMSTANCES = 100.0, 30.0
CIRCUMSTANCES = ("untitled", "unparagraphed", "french")


@dataclass
class Text:
    """One article's features (a row for each sentence), labels and circumstances."""

    rows: np.ndarray
    labels: np.ndarray
    circumstance: str


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--output", type=Path, default=Path("summaries/newsrank/weights.json"))
    arguments = parser.parse_args()
    texts = [
        text for name, count in SETS.items() for text in read(arguments.data / f"{name}.jsonl.gz", count)
    ]
    weights = fit(texts)
    arguments.output.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    print(f"Trained on {len(texts)} articles; weights in {arguments.output}.")


def read(path: Path, count: int) -> list[Text]:
    """The articles of a file that are long enough to choose from."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in islice(lines, MOST_ARTICLES)]
    return [text for article in articles if (text := prepare(article, count))]


def prepare(article: dict, count: int) -> Text | None:
    language = article["lang"]
    sentences = split(article["text"], language)
    if len(sentences) < 4:
        return None
    columns = features(sentences, article["title"], language)
    stem = stemmer(language)
    tokens = [[stem(word) for word in words(sentence.text, language)] for sentence in sentences]
    reference = [stem(word) for word in words(article["references"][0], language)]
    return Text(
        np.array([columns[name] for name in sorted(columns)]).T,
        label(tokens, reference, count),
        circumstances(sentences, article["title"], language),
    )


def label(tokens: list[list[str]], reference: list[str], count: int) -> np.ndarray:
    """How much each sentence belongs into the choices of `count` sentences that come near the reference."""
    alone = [rouge([found], reference) for found in tokens]
    best = sorted(sorted(range(len(tokens)), key=lambda index: (-alone[index], index))[:CANDIDATES])
    choices = list(combinations(best, min(count, len(best))))
    gains = np.array([rouge([tokens[index] for index in choice], reference) for choice in choices])
    shares = np.exp((gains - gains.max()) / TEMPERATURE)
    labels = np.zeros(len(tokens))
    for choice, share in zip(choices, shares / shares.sum(), strict=True):
        labels[list(choice)] += share
    return labels


def rouge(sentences: list[list[str]], reference: list[str]) -> float:
    """ROUGE-1 plus ROUGE-2 (F1)."""
    tokens = [token for found in sentences for token in found]
    return f1(Counter(tokens), Counter(reference)) + f1(
        Counter(pairwise(tokens)), Counter(pairwise(reference))
    )


def f1(one: Counter, other: Counter) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def fit(texts: list[Text]) -> dict[str, dict[str, float]]:
    """The weights by circumstances and feature."""
    names = sorted(features(split("One sentence here. And a second one."), "Title", "en"))
    rows = np.vstack([text.rows for text in texts])
    scale = rows.std(0) + 1e-9
    marks = np.array(
        [
            [1.0] + [float(text.circumstance == name) for name in CIRCUMSTANCES]
            for text in texts
            for _ in text.labels
        ]
    )
    inputs = np.hstack([rows / scale * marks[:, [column]] for column in range(marks.shape[1])] + [marks])
    ridge = np.concatenate(
        [
            np.full(len(names), RIDGE),
            np.full(len(names) * len(CIRCUMSTANCES), RIDGE_OF_CIRCUMSTANCES),
            np.full(marks.shape[1], 0.1),
        ]
    )
    found = regress(inputs, np.concatenate([text.labels for text in texts]), ridge)
    shared, *added = (
        found[start : start + len(names)] / scale for start in range(0, len(names) * 4, len(names))
    )
    sets = {"whole": shared} | {
        name: shared + extra for name, extra in zip(CIRCUMSTANCES, added, strict=True)
    }
    return {
        name: {feature: round(float(w), 4) for feature, w in zip(names, values, strict=True)}
        for name, values in sets.items()
    }


def regress(inputs: np.ndarray, labels: np.ndarray, ridge: np.ndarray, steps: int = 12) -> np.ndarray:
    """Logistic regression by Newton's method."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(steps):
        odds = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (odds - labels) + ridge * weights
        curve = (inputs * (odds * (1 - odds))[:, None]).T @ inputs + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()
