import pytest

from summaries.select import flaws


@pytest.mark.parametrize(
    ("sentence", "language", "flaw"),
    [
        ("But the barges did not come to the port again.", "en", "dangling"),
        ("He said the port would open again in the spring.", "en", "dangling"),
        ("Mais les barges ne sont pas revenues au port.", "fr", "dangling"),
        ("C'est la première fois que le port rouvre.", "fr", "dangling"),
        ("وأضاف أن الميناء سيفتح من جديد في الربيع.", "ar", "dangling"),
        ("但是码头没有重新开放，商人仍在等待消息。", "zh", "dangling"),
        ("After the flood, he said, nothing was left standing here.", "en", "speaker unnamed"),
        ('"The barges will come, and they will come every week.', "en", "half quotation"),
        ('"The barges will come every week until the rains."', "en", "bare quotation"),
        ("Barges on the river near the old market", "en", "unfinished"),
        ("Barges on the river near the old market. Photo: AFP", "en", "noise"),
        ("Click here to read what the governor said in full.", "en", "noise"),
        ("Will the barges ever come back to the port?", "en", "question"),
        ("The barges came.", "en", "too short"),
        ("word " * 45 + "end.", "en", "too long"),
    ],
)
def test_a_sentence_that_reads_badly_alone_is_named(sentence: str, language: str, flaw: str) -> None:
    assert flaw in flaws(sentence, language)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tiremba reopened its river port on Monday after two years.",
        "There are 200 barges on the river this year, officials said.",
        "This week the barges came back to the river port.",
        'Governor Salifou Wari said: "We waited long for this day."',
        "“We waited long for this day,” Governor Salifou Wari told reporters.",
    ],
)
def test_a_sentence_that_stands_alone_has_no_flaw(sentence: str) -> None:
    assert flaws(sentence, "en") == frozenset()
