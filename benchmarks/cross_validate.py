"""How well the news ranker does on articles that it was not trained on.

    python -m benchmarks.cross_validate DATA_FOLDER

DATA_FOLDER as for `benchmarks.train_ranker`. Each set is dealt into five parts; weights trained on four parts
of all sets choose the sentences of the fifth, five times. Printed for each set: ROUGE-1 and ROUGE-2 (F1 in
per cent, 95 % interval) and the share of summaries that read well. Takes about two minutes.
"""

import argparse
from pathlib import Path

from benchmarks.rouge import interval, rouge, tokens_of
from benchmarks.summaries import is_sound
from benchmarks.train_ranker import SENTENCES_OF_SEVERAL, SETS, Text, fit, fit_several, read
from summaries.select import Choice

PARTS = 5
MOST_ARTICLES = 1500
JUDGED = {**SETS, "multinews": SENTENCES_OF_SEVERAL}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    folder = parser.parse_args().data
    sets = {name: read(folder / f"{name}.jsonl.gz", count, MOST_ARTICLES) for name, count in JUDGED.items()}
    found: dict[str, list[tuple[float, float, bool]]] = {name: [] for name in sets}
    for part in range(PARTS):
        weights = train({name: others(texts, part) for name, texts in sets.items()})
        for name, texts in sets.items():
            found[name] += [judge(text, weights, JUDGED[name]) for text in texts[part::PARTS]]
    print("| set | articles | sentences | ROUGE-1 | ROUGE-2 | reads well |\n|---|---|---|---|---|---|")
    for name, figures in found.items():
        one, two, sound = zip(*figures, strict=True)
        scores = ["{:.2f} [{:.2f} {:.2f}]".format(*interval(values)) for values in (one, two)]
        share = f"{100 * sum(sound) / len(sound):.1f} %"
        print(f"| {name} | {len(figures)} | {JUDGED[name]} | {' | '.join(scores)} | {share} |")


def others(texts: list[Text], part: int) -> list[Text]:
    return [text for index, text in enumerate(texts) if index % PARTS != part]


def train(sets: dict[str, list[Text]]) -> dict[str, dict[str, float]]:
    weights = fit([text for name in SETS for text in sets[name]])
    return {**weights, "several": fit_several(sets["multinews"], weights["untitled"])}


def judge(text: Text, weights: dict[str, dict[str, float]], count: int) -> tuple[float, float, bool]:
    article, fitting = text.article, weights[text.circumstance]
    language = article["lang"]
    worth = text.rows @ [fitting[name] for name in sorted(fitting)]
    chosen = Choice(text.sentences, article["title"], language).choose(worth.tolist(), count)
    sentences = tuple(text.sentences[index] for index in chosen)
    one, two = rouge(
        [tokens_of(sentence.text, language) for sentence in sentences],
        tokens_of(article["references"][0], language),
    )
    return 100 * one, 100 * two, is_sound(sentences, count, language)


if __name__ == "__main__":
    main()
