"""Which language a text is in, and what we have for it: stop words and a stemmer."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

from summaries.model import UNKNOWN_LANGUAGE
from summaries.vocabulary import word_lists

LANGUAGES = {
    "ar": "arabic",
    "cs": "czech",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "ha": "hausa",
    "he": "hebrew",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
    "zh": "chinese",
}
"""Languages that are told apart, by ISO 639-1 code, with their names in sumy."""

_SAMPLE = 2000
_LEAST_LETTERS = 20
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_LETTERS_OF = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "uk": re.compile("[\u0400-\u04ff]"),
}
_LATIN = re.compile("[a-z\u00c0-\u024f\u0253\u0257\u0199]")
_NEVER_ARABIC = re.compile("[\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06be\u06cc\u06d2]")
"""Letters of Persian, Urdu and their neighbours."""
_HAUSA = re.compile(
    r"\b(?:da|ta|ya|na|ba|a|ne|ce|su|sun|cikin|wanda|wannan|kuma|shi|mai|daga|zuwa|kan|yi|an)\b"
)


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language, one of LANGUAGES.

    "und" if there is too little text, or if it is written in other letters than the nearest of them.
    """
    sample = text[:_SAMPLE].encode("utf-8", "ignore").decode("utf-8").lower()
    letters = len(_LETTER.findall(sample))
    for code, script in _SCRIPTS:
        if 4 * len(script.findall(sample)) > letters > 0:
            return code
    if letters < _LEAST_LETTERS:
        return UNKNOWN_LANGUAGE
    if 4 * len(_HAUSA.findall(sample)) > len(sample.split()):
        return "ha"
    code = str(_identifier().classify(sample)[0])
    return code if _is_written_in(code, sample, letters) else UNKNOWN_LANGUAGE


def prepare() -> None:
    """Reads what tells languages apart, which the first text would wait for. Takes a moment."""
    _identifier()


def _is_written_in(code: str, sample: str, letters: int) -> bool:
    """Whether the letters speak for the language: a text in Hindi or Thai is like none of those we know."""
    if code == "ar" and 20 * len(_NEVER_ARABIC.findall(sample)) > letters:
        return False
    return 4 * len(_LETTERS_OF.get(code, _LATIN).findall(sample)) > letters


@cache
def _identifier():  # type: ignore[no-untyped-def]
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_DIR / MODEL_FILE)
    known = set(identifier.labels)
    identifier.set_languages([code for code in LANGUAGES if code in known])
    return identifier


@cache
def stop_words(language: str) -> frozenset[str]:
    """The words of a language that carry no topic, in lower case; none for a language we have no list of."""
    found = files("sumy").joinpath(f"data/stopwords/{LANGUAGES.get(language)}.txt")
    if found.is_file():
        return frozenset(found.read_text("utf-8").lower().split())
    return word_lists("stop_words").get(language, frozenset())


def stemmer(language: str) -> Callable[[str], str]:
    """Gives a word's stem; for a language without a stemmer the word itself."""
    return _stemmer(LANGUAGES.get(language, ""))


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    from sumy.nlp.stemmers import Stemmer, null_stemmer

    try:
        stem = Stemmer(name)
        stem("word")  # Polish needs a package that is not there, and says so only now
    except (LookupError, ValueError):
        stem = null_stemmer
    return lru_cache(50_000)(stem)
