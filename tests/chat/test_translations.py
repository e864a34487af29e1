"""What a careful reader of each catalogue would mind, as far as a program can tell."""

import re
from collections.abc import Iterator

import pytest

from bot.chat.texts import COMMAND_WORDS, KEYWORDS, LENGTH_NAMES
from bot.chat.voice import said, speaking
from tests.chat.test_catalogues import PATTERN, TRANSLATED, english, forms, messages

COMMANDS = re.compile(r"⁦?/[a-z{}]+(?: (?:[A-Za-z0-9:.,/{}_-]+))*⁩?|https?://\S+|\{\w+\}|<[^>]+>|`[^`]+`")
END = {
    ".": ".。", ":": ":：", "?": "?？؟", "!": "!！", "…": "…", ")": ")）",
}  # fmt: skip
ENGLISH = re.compile(
    r"\b(the|and|with|your|you|are|this|that|these|from|have|has|been|when|what|which|who|why|how|more|less|"
    r"stor(y|ies)|outlets?|topics?|follow|save|again|read|sent|send|new|nothing|anything|only|never)\b",
    re.IGNORECASE,
)
ABBREVIATED = {"−1 Std.", "+1 Std.", "−15 Min.", "+15 Min."}
WRONG_PERSON = {
    "fr": r"\b(tu|te|toi|ton|ta|tes)\b",
    "de": r"\b(du|dich|dir|dein\w*)\b",
    "es": r"\b(usted\w*|vosotros|vuestr\w+)\b",
    "pt": r"\b(tu|teu|tua|teus|tuas|vós)\b",
    "ru": r"\b(ты|тебя|тебе|тобой|тво\w+)\b",
    "tr": r"\b(sen|sana|seni|senin)\b",
    "ha": r"\b(kana|kake|kuna da ki|ka|ki|naka|naki|maka|miki)\b|\b(?!barka)\w+(nka|rka|ɗinka)\b",
    "zh": r"您",
}
"""Readers are spoken to in one way: vous, Sie, tú, você, вы, siz, ku, 你."""


def told(language: str) -> Iterator[tuple[str, str]]:
    """English texts and each form of their translation, but for patterns of dates and words to be typed."""
    typed = {*KEYWORDS.values(), *COMMAND_WORDS.values()}
    for message in messages(language):
        source = english(message)
        if not PATTERN.fullmatch(source) and source not in typed:
            yield from ((source, form) for form in forms(message))


def prose(form: str) -> str:
    """A translation without its commands, addresses, places and tags."""
    return COMMANDS.sub(" ", form)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_word_is_left(language: str) -> None:
    for _, form in told(language):
        assert not ENGLISH.search(prose(form)), form


@pytest.mark.parametrize("language", TRANSLATED)
def test_sentences_end_as_in_english(language: str) -> None:
    for source, form in told(language):
        if wanted := END.get(source[-1]):
            assert form[-1] in wanted, form
        else:
            assert form[-1] not in ".。:：?؟!" or form in ABBREVIATED, form


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_stands_twice_or_loose(language: str) -> None:
    for _, form in told(language):
        assert form == form.strip(), form
        assert not re.search(r"  |\s[,.](?!\w)|\(\s|\s\)|(?<!\.)\.\.(?!\.)|,,", form), form


@pytest.mark.parametrize("language", [one for one in TRANSLATED if one in WRONG_PERSON])
def test_readers_are_spoken_to_in_one_way(language: str) -> None:
    wrong = re.compile(WRONG_PERSON[language], re.IGNORECASE)
    assert [form for _, form in told(language) if wrong.search(prose(form))] == []


def test_french_has_its_spaces_and_quotation_marks() -> None:
    for _, form in told("fr"):
        plain = prose(form)
        assert not re.search(r"[^\u202f\s][;!?](?=\s|$)| [;:!?»]|« ", plain), form
        assert not set(plain) & set("“”"), form
        assert not re.search(r"\w'\w", plain), form


def test_german_russian_and_spanish_have_their_marks() -> None:
    assert [form for _, form in told("de") if re.search(r"“(?=\w)|\w”", form)] == []
    assert [form for _, form in told("ru") if re.search(r"[“”„]|[а-яё»]\s[–-]\s", prose(form))] == []
    assert [form for _, form in told("es") if form.count("?") != form.count("¿")] == []
    assert [form for _, form in told("es") if form.count("!") != form.count("¡")] == []


def test_arabic_and_chinese_have_their_marks() -> None:
    assert [form for _, form in told("ar") if re.search(r"[\u0600-\u06ff]\s*[,;?]", prose(form))] == []
    assert [form for _, form in told("zh") if re.search(r"[\u4e00-\u9fff][,;:?!.]", prose(form))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_words_to_be_typed_are_single_minded(language: str) -> None:
    """No word stands for two of those that one command knows."""
    with speaking(language):
        for group in (("on", "off"), ("only", "all"), ("today", "yesterday", "all"), ("h", "d", "w")):
            words = [word.strip().casefold() for name in group for word in said(KEYWORDS[name]).split(",")]
            assert len(words) == len(set(words)), words
            assert all(words)
        lengths = [said(name) for name in LENGTH_NAMES.values()]
        assert len(set(lengths)) == len(lengths)
        assert not any("," in name for name in lengths)
        named = [word.strip().casefold() for one in COMMAND_WORDS.values() for word in said(one).split(",")]
        assert len(named) == len(set(named)), named
