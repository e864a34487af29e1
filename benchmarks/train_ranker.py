"""Trains the news ranker's weights on articles with human summaries and writes them as JSON.

    python -m benchmarks.train_ranker DATA_FOLDER [--output summaries/newsrank/weights.json]

DATA_FOLDER holds `{cnncorpus,cnndm,inshorts,newsroom,fundus,orangesum,multinews}.jsonl.gz`, a line of each
`{title, text, lang, references}`, in `multinews` `docs` for `text`. No sentence of them enters the weights.
Takes about a minute. Nothing is left to chance: the same data give the same weights.

How: every way of choosing k of a text's most promising sentences is scored by ROUGE-1 + ROUGE-2 against the
human summary; a sentence's label is its share in those choices, the good ones counting most (softmax). A
logistic regression learns the labels: one set of weights for all texts and, held closer to nought, what
texts without title, without paragraphs or in French add to it. The weights for several documents of one story
start from those for texts without title and are held close to them; their labels are the choice that adding
the best sentence again and again arrives at.
"""

import argparse
import gzip
import json
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.rouge import rouge, tokens_of
from summaries.model import Sentence
from summaries.newsrank import circumstances, features
from summaries.sentences import split

SETS = {"cnncorpus": 3, "cnndm": 3, "inshorts": 3, "newsroom": 2, "fundus": 3, "orangesum": 2}
"""Each set with the number of sentences that its summaries are asked for."""
MOST_ARTICLES = 3000
CANDIDATES = 14
TEMPERATURE = 0.04
RIDGE, RIDGE_OF_CIRCUMSTANCES, RIDGE_OF_SEVERAL = 100.0, 30.0, 300.0
SENTENCES_OF_SEVERAL = 9
CIRCUMSTANCES = ("untitled", "unparagraphed", "french")


@dataclass
class Text:
    """One article's features (a row for each sentence), labels and circumstances."""

    article: dict[str, Any]
    sentences: list[Sentence]
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
    clusters = read(arguments.data / "multinews.jsonl.gz", SENTENCES_OF_SEVERAL)
    weights["several"] = fit_several(clusters, weights["untitled"])
    arguments.output.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    print(f"Trained on {len(texts)} articles and {len(clusters)} stories; weights in {arguments.output}.")


def read(path: Path, count: int, most: int = MOST_ARTICLES) -> list[Text]:
    """The first articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in islice(lines, most)]
    return [prepare(article, count) for article in articles]


def prepare(article: dict[str, Any], count: int) -> Text:
    language = article["lang"]
    documents = article.get("docs") or [article["text"]]
    sentences = [s for number, text in enumerate(documents) for s in split(text, language, number)]
    columns = features(sentences, article["title"], language)
    tokens = [tokens_of(sentence.text, language) for sentence in sentences]
    reference = tokens_of(article["references"][0], language)
    return Text(
        article,
        sentences,
        np.array([columns[name] for name in sorted(columns)]).T,
        (label_greedily if len(documents) > 1 else label)(tokens, reference, count),
        circumstances(sentences, article["title"], language),
    )


def label(tokens: list[list[str]], reference: list[str], count: int) -> np.ndarray:
    """How much each sentence belongs into the choices of `count` sentences that come near the reference."""
    alone = [sum(rouge([found], reference)) for found in tokens]
    best = sorted(sorted(range(len(tokens)), key=lambda index: (-alone[index], index))[:CANDIDATES])
    choices = list(combinations(best, min(count, len(best))))
    gains = np.array([sum(rouge([tokens[index] for index in choice], reference)) for choice in choices])
    shares = np.exp((gains - gains.max()) / TEMPERATURE)
    labels = np.zeros(len(tokens))
    for choice, share in zip(choices, shares / shares.sum(), strict=True):
        labels[list(choice)] += share
    return labels


def label_greedily(tokens: list[list[str]], reference: list[str], count: int) -> np.ndarray:
    """1 for the sentences that a choice of `count` is built of by always adding the one that helps most."""
    chosen: list[int] = []
    for _ in range(min(count, len(tokens))):
        rest = [index for index in range(len(tokens)) if index not in chosen]
        gains = [sum(rouge([tokens[index] for index in [*chosen, i]], reference)) for i in rest]
        chosen.append(rest[gains.index(max(gains))])
    labels = np.zeros(len(tokens))
    labels[chosen] = 1.0
    return labels


def fit(texts: list[Text]) -> dict[str, dict[str, float]]:
    """The weights by circumstances and feature; texts too short to choose from teach nothing."""
    texts = [text for text in texts if len(text.sentences) > 3]
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
    found = regress(inputs, np.concatenate([text.labels for text in texts]), ridge, np.zeros(len(ridge)))
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


def fit_several(stories: list[Text], start: dict[str, float]) -> dict[str, float]:
    """The weights for several documents of one story, by feature."""
    rows = np.vstack([story.rows for story in stories])
    scale = rows.std(0) + 1e-9
    inputs = np.hstack([rows / scale, np.ones((len(rows), 1))])
    origin = np.append(np.array([start[name] for name in sorted(start)]) * scale, 0.0)
    ridge = np.append(np.full(len(scale), RIDGE_OF_SEVERAL), 0.1)
    found = regress(inputs, np.concatenate([story.labels for story in stories]), ridge, origin)
    return {name: round(float(w), 4) for name, w in zip(sorted(start), found[:-1] / scale, strict=True)}


def regress(
    inputs: np.ndarray, labels: np.ndarray, ridge: np.ndarray, origin: np.ndarray, steps: int = 12
) -> np.ndarray:
    """Logistic regression by Newton's method, its weights drawn to those of `origin`."""
    weights = origin.copy()
    for _ in range(steps):
        odds = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (odds - labels) + ridge * (weights - origin)
        curve = (inputs * (odds * (1 - odds))[:, None]).T @ inputs + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()
