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
    rows = json.loads(run("summarise", "text.txt", "--explain", "--json").out)["sentences"]
    assert sum(row["taken"] for row in rows) == 3
    assert all(row["why"] for row in rows)


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
