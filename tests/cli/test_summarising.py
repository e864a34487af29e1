import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from summaries import METHODS
from tests.cli.conftest import PASTED, Run

BODY = "\n\n".join(PASTED.split("\n\n")[4:9])


def test_a_text_is_condensed_to_three_of_its_sentences(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(BODY)
    document = json.loads(run("summarise", "text.txt", "--json").out)
    assert len(document["sentences"]) == 3
    assert all(sentence in " ".join(BODY.split()) for sentence in document["sentences"])
    assert (document["method"], document["language"], document["id"]) == ("news", "en", None)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_condenses(run: Run, tmp_path: Path, method: str) -> None:
    (tmp_path / "text.txt").write_text(BODY)
    document = json.loads(run("summarise", "text.txt", "--method", method, "--sentences", "2", "--json").out)
    assert len(document["sentences"]) == 2
    assert document["method"] == method


def test_standard_input_is_a_text_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    assert "Zanzibar" in run("summarise", "-").out


def test_lines_are_condensed_in_order_one_object_a_line(run: Run, tmp_path: Path) -> None:
    rows = [{"id": str(number), "title": "", "text": BODY} for number in range(130)]
    with gzip.open(tmp_path / "in.jsonl.gz", "wt") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)
    out = [json.loads(line) for line in run("summarise", "in.jsonl.gz", "--language", "en").out.splitlines()]
    assert [row["id"] for row in out] == [row["id"] for row in rows]
    assert all(len(row["sentences"]) == 3 for row in out)


def test_packed_lines_come_through_standard_input_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress((json.dumps({"id": "a", "text": BODY}) + "\n").encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed)))
    assert json.loads(run("summarise", "-").out)["id"] == "a"


def test_an_object_stays_on_its_line_whatever_its_text_holds(run: Run, tmp_path: Path) -> None:
    row = {"id": "a", "title": "One\u2028two\u2029three\x85four", "text": BODY}
    (tmp_path / "in.jsonl").write_text(json.dumps(row) + "\n")
    (line,) = run("summarise", "in.jsonl").out.splitlines()
    assert json.loads(line)["title"] == row["title"]


def test_several_documents_of_a_story_are_condensed_together(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "m", "docs": [BODY, BODY.replace("Tuesday", "Wednesday")]}) + "\n")
    assert json.loads(run("summarise", path).out)["sentences"]


def test_an_empty_text_gives_no_sentence_but_a_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    result = run("summarise", "empty.txt", "--json")
    document = json.loads(result.out)
    assert (result.status, document["sentences"]) == (0, [])
    assert document["reason"]


def test_the_choice_is_explained_sentence_by_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(BODY)
    document = json.loads(run("summarise", "text.txt", "--explain", "--json").out)
    rows = document["explanation"]
    assert [row["text"] for row in rows if row["taken"]] == document["sentences"]
    assert all(row["why"] for row in rows)


def test_lines_are_explained_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"docs": [BODY, "Short."]}) + "\n")
    document = json.loads(run("summarise", "in.jsonl", "--explain").out, parse_constant=pytest.fail)
    assert sum(row["taken"] for row in document["explanation"]) == len(document["sentences"])


BAD_LINES = ["{]", "[1]", "{}", '{"text": 5}', '{"docs": [null]}', "9" * 5000]


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_line_without_a_text_keeps_its_place_and_stops_no_other(run: Run, tmp_path: Path, bad: str) -> None:
    good = json.dumps({"id": 7, "text": BODY})
    (tmp_path / "in.jsonl").write_text("\n".join([good, bad, good]) + "\n")
    result = run("summarise", "in.jsonl")
    first, middle, last = map(json.loads, result.out.splitlines())
    assert (first, middle["sentences"]) == (last, [])
    assert (result.status, "in.jsonl, line 2" in result.err) == (2, True)


def test_fields_of_other_types_are_as_good_as_absent(run: Run, tmp_path: Path) -> None:
    rows = [{"text": BODY, "title": ["x"], "language": 5}, {"text": None, "title": None}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = run("summarise", "in.jsonl")
    assert result.status == 0
    assert [len(json.loads(line)["sentences"]) for line in result.out.splitlines()] == [3, 0]


def test_half_a_surrogate_pair_can_be_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"title": "A \ud800", "text": BODY}) + "\n")
    assert json.loads(run("summarise", "in.jsonl").out)["title"] == "A ?"


def test_a_packed_file_that_is_cut_off_is_told(run: Run, tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps({"text": BODY}).encode())
    (tmp_path / "in.jsonl.gz").write_bytes(packed[:-20])
    result = run("summarise", "in.jsonl.gz")
    assert (result.status, "cut off" in result.err) == (2, True)


def test_lines_on_standard_input_are_condensed_one_by_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (json.dumps({"title": "T", "text": BODY}) + "\n") * 2
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert len(run("summarise").out.splitlines()) == 2


def test_an_html_page_is_condensed_without_its_markup(run: Run, tmp_path: Path) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    page = f"<!doctype html><html><head><title>A</title></head><body><article>{body}</article></body></html>"
    (tmp_path / "page.html").write_text(page)
    sentences = json.loads(run("summarise", "page.html", "--json").out)["sentences"]
    assert len(sentences) == 3
    assert not any("<" in sentence for sentence in sentences)


def test_a_language_is_two_letters(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(BODY)
    assert json.loads(run("summarise", "text.txt", "--language", "en-GB", "--json").out)["language"] == "en"
    assert run("summarise", "text.txt", "--language", "english").status == 2


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [("none.txt", None, "cannot be read"), ("bad.jsonl", "{]\n", "line 1"), ("bad.jsonl", "[1]\n", "line 1")],
)
def test_input_that_cannot_be_read_is_one_sentence(
    run: Run, tmp_path: Path, name: str, content: str | None, word: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    result = run("summarise", name)
    assert result.status == 2
    assert word in result.err
    assert "Traceback" not in result.err


def test_captions_and_widgets_of_a_pasted_text_are_no_sentences(run: Run, scrape: Path) -> None:
    out = run("summarise", scrape, "--sentences", "9", "--method", "lead").out
    assert "Zanzibar" in out
    assert "Divers inspect" not in out
    assert "(Sample Agency)" not in out
