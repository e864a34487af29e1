"""What a summary costs beside sumy's LexRank as it comes, with NLTK's words.

    python -m benchmarks.lexrank FILE [LIMIT]

A line of FILE is `{title, text, lang, references}`. The two take turns on the first LIMIT (150) articles;
printed are the median CPU times of an article and their ratio. LexRank gets our sentences, since NLTK's need
a download.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from nltk import word_tokenize
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.utils import get_stop_words

from benchmarks.summaries import read
from summaries import summarise
from summaries.sentences import split


class NltkWords:
    """sumy's tokenizer but for the sentences."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return tuple(sentence.text for sentence in split(text, "en"))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        found = word_tokenize(sentence, preserve_line=True)
        return tuple(word for word in found if any(letter.isalpha() for letter in word))


def main(path: str, limit: str = "150") -> None:
    ours: list[float] = []
    theirs: list[float] = []
    for article in read(Path(path), int(limit)):
        text, title = article["text"], article["title"]
        ours.append(cpu(partial(summarise, text, title=title, language="en")))
        theirs.append(cpu(partial(lex_rank, text)))
    mine, other = median(ours[1:]), median(theirs[1:])
    print("| | news | LexRank | ratio |\n|---|---|---|---|")
    print(f"| CPU ms an article | {1000 * mine:.2f} | {1000 * other:.2f} | {other / mine:.1f} |")


def cpu(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def lex_rank(text: str) -> object:
    summariser = LexRankSummarizer(Stemmer("english"))
    summariser.stop_words = get_stop_words("english")
    return summariser(PlaintextParser.from_string(text, NltkWords()).document, 3)


if __name__ == "__main__":
    main(*sys.argv[1:])
