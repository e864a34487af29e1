"""What makes a sentence read badly by itself, out of its article."""

import re
from functools import lru_cache

from summaries.vocabulary import word_lists

LEANING = frozenset({"dangling", "speaker unnamed", "bare quotation"})
"""Flaws that vanish where the sentence before it in the article stands before it in the summary."""

LONGEST_WORDS = 40
FEWEST_WORDS = 6
_CHARACTERS_PER_WORD = {"zh": 1.7, "ja": 2.0}

_FIRST_WORD = re.compile(r"[\s\"'“‘«„(\[\-–—]*([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_STANDS_ALONE = re.compile(
    r"[\s\"'“‘«(]*(?:there\s+(?:also\s+)?(?:is|are|was|were|has|have|had|will|may|might|could|should|can|must)\b"
    r"|there['’]s\b|(?:this|that)\s+(?:week|month|year|morning|afternoon|evening|weekend|summer|winter|spring|autumn)\b"
    r"|(?:earlier|later)\s+(?:this|that|last|in|on|the)\b|both\s+the\b|rather\s+than|instead\s+of|still\s+(?:un|to)"
    r"|then[- ])",
    re.IGNORECASE,
)
_SAID = (
    r"(?:said|says|told|added|adds|explained|wrote|tweeted|noted|insisted|continued|recalled|warned|stated|argued"
    r"|admitted)"
)
_PRONOUN_SAID = re.compile(
    rf"\b(?:he|she|they|it)\s+(?:also\s+)?{_SAID}\b|\b{_SAID}\s+(?:he|she|they)\b(?=\s*[,.;:]|\s*$)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!^)(?<![.!?\"”] )\b[A-Z][a-z]+")
_QUOTATION = re.compile(r"[\"“][^\"”]*[\"”]")
_BARE_QUOTATION = re.compile(r"\s*[\"“«„»][^\"“”«»„]*[\"”»“«]\s*")
_FINISHED = re.compile(r"[.!?…؟۔।。！？｡][\"'”’“»«)\]」』）]*$|[\"”“»«」』]$")
_QUESTION = re.compile(r"[?؟？][\"'”’“»«)」』]*$")
_NOISE_OPENING = re.compile(
    r"\W*(?:(?:photo|photograph|image|picture|caption|watch|video|related|read|foto|lire|imagen|crédit)\s*[:|]"
    r"|(?:file photo|read more|read also|see also|share this|follow us|subscribe|sign up|advertis|loading"
    r"|copyright|story highlights|editor['’]s note|lire aussi|à lire|abonnez-vous|suscríbete|lea también"
    r"|leia também|mehr zum thema|lesen sie auch|читайте также|tt\s*$)\b"
    r"|by [A-Z][\w.]+ [A-Z]\w+\W*$)",
    re.IGNORECASE,
)
_NOISE_ENDING = re.compile(r"\b(?:AP|AFP|EPA|Reuters|Getty(?: Images)?|PA)\)?\s*$", re.IGNORECASE)
_NOISE_PHRASES = (
    "©",
    "click here",
    "scroll down",
    "pictured",
    "sign up for",
    "subscribe to",
    "all rights reserved",
    "tous droits réservés",
    "contributed to this report",
    "http://",
    "https://",
)
_USUAL_ENDS = frozenset(".!?")
_TAIL = 20
"""Characters at the end of a sentence within which its ending is looked for."""


@lru_cache(2048)
def flaws(text: str, language: str = "und") -> frozenset[str]:
    """The names of what is wrong with a sentence, read alone; empty for a sound one."""
    length = word_count(text, language)
    found = {
        "dangling": is_dangling(text, language),
        "speaker unnamed": language in ("en", "und") and _lacks_speaker(text),
        "half quotation": has_half_quotation(text),
        "bare quotation": bool(_BARE_QUOTATION.fullmatch(text)),
        "unfinished": is_unfinished(text),
        "noise": is_noise(text),
        "question": is_question(text),
        "too long": length > LONGEST_WORDS,
        "too short": length < FEWEST_WORDS,
    }
    return frozenset(name for name, is_so in found.items() if is_so)


def is_unfinished(text: str) -> bool:
    """Whether it ends as a heading, a caption or an item of a list does."""
    return text[-1:] not in _USUAL_ENDS and not _FINISHED.search(text[-_TAIL:])


def is_question(text: str) -> bool:
    """Whether it ends with a question mark."""
    return text[-1:] != "." and bool(_QUESTION.search(text[-_TAIL:]))


def is_noise(text: str) -> bool:
    """Whether it is a credit, a byline, a widget's text or a call to do something."""
    lower = text.lower()
    return (
        any(phrase in lower for phrase in _NOISE_PHRASES)
        or bool(_NOISE_OPENING.match(text))
        or bool(_NOISE_ENDING.search(text[-_TAIL:]))
    )


def word_count(text: str, language: str) -> int:
    """How many words of folded text, estimated from the characters where spaces do not part them."""
    per_word = _CHARACTERS_PER_WORD.get(language)
    return round(len(text) / per_word) if per_word else text.count(" ") + 1


def is_dangling(text: str, language: str) -> bool:
    """Whether it opens on a pronoun or connective that points at the sentence before it."""
    leaning = word_lists("leaning_words").get(language, word_lists("leaning_words")["en"])
    if language == "zh":
        return text.lstrip("“「『《 ").startswith(tuple(leaning))
    opening = _FIRST_WORD.match(text)
    if not opening:
        return False
    word = opening.group(1).lower().replace("’", "'")
    if word not in leaning and not _elided(word, language, leaning):
        return False
    return language not in ("en", "und") or not _STANDS_ALONE.match(text)


def _elided(word: str, language: str, leaning: frozenset[str]) -> bool:
    head, apostrophe, _ = word.partition("'")
    return bool(apostrophe) and (head + "'" if language == "fr" else head) in leaning


def has_half_quotation(text: str) -> bool:
    """Whether a quotation begins or ends outside the sentence."""
    if text.count('"') % 2 or text.count("«") != text.count("»"):
        return True
    opening = text.count("“")
    return opening != text.count("”") and opening != text.count("„")


def _lacks_speaker(text: str) -> bool:
    if not _PRONOUN_SAID.search(text):
        return False
    outside = _QUOTATION.sub(" ", text)
    return bool(_PRONOUN_SAID.search(outside)) and not _NAME.search(outside.strip()[1:])
