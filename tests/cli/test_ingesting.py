import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_pasted_page_gives_its_stories_in_order_with_clean_text(run: Run, scrape: Path) -> None:
    document = json.loads(run("ingest", scrape, "--json").out)
    first, second = document["articles"]
    assert first["title"].startswith("Coral Reef")
    assert second["title"].startswith("Volcano")
    assert "Divers inspect" not in first["text"]
    assert "TT" not in first["text"].splitlines()
    assert first["location"] == str(scrape)
    assert first["source"] == "pasted.txt"


def test_a_second_pass_brings_only_duplicates(run: Run, scrape: Path) -> None:
    run("ingest", scrape)
    document = json.loads(run("ingest", scrape, "--json").out)
    assert (document["articles"], document["duplicates"]) == ([], 2)


def test_one_bad_location_does_not_stop_the_others(run: Run, scrape: Path) -> None:
    result = run("ingest", "missing.xml", scrape, "--json")
    document = json.loads(result.out)
    assert result.status == 0
    assert len(document["articles"]) == 2
    assert document["rejected"][0]["location"] == "missing.xml"


def test_when_nothing_could_be_read_the_status_is_2(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    result = run("ingest", empty, "missing.xml", "--json")
    assert result.status == 2
    assert len(json.loads(result.out)["rejected"]) == 2
    assert "missing.xml: there is no such file" in result.err


def test_without_sources_a_pass_is_quiet(run: Run) -> None:
    result = run("ingest", "--json")
    assert result.status == 0
    assert json.loads(result.out) == {"articles": [], "duplicates": 0, "rejected": [], "sources": 0}


def test_a_private_address_is_refused_with_the_way_to_allow_it(run: Run) -> None:
    result = run("ingest", "http://127.0.0.1:9/feed.xml")
    assert result.status == 2
    assert "--allow-private" in result.err or "allow_private" in result.err


SOURCE_AT_HOME = """<opml version="2.0"><body>
<outline text="A" type="rss" xmlUrl="http://127.0.0.1:9/feed.xml"/></body></opml>"""


@pytest.mark.parametrize(
    ("option", "reason"), [((), "private address"), (("--allow-private",), "no connection")]
)
def test_a_pass_over_the_sources_asks_private_addresses_only_when_allowed(
    run: Run, tmp_path: Path, option: tuple[str, ...], reason: str
) -> None:
    (tmp_path / "sources.opml").write_text(SOURCE_AT_HOME)
    run("opml", "import", "sources.opml")
    document = json.loads(run("ingest", *option, "--json").out)
    assert reason in document["rejected"][0]["reason"]


def test_a_source_list_as_a_location_says_how_many_sources_it_brought(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sources.opml").write_text(SOURCE_AT_HOME)
    assert json.loads(run("ingest", "sources.opml", "--json").out)["sources"] == 1


def test_imported_lines_keep_their_ids(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "import.jsonl.gz"
    row = {"id": "a-1", "url": "https://example.org/1", "title": "A title", "text": "One sentence here."}
    with gzip.open(lines, "wt") as stream:
        stream.write(json.dumps({**row, "published": "2026-02-18T07:30:00+00:00", "source": "Sample"}) + "\n")
    (article,) = json.loads(run("ingest", lines, "--json").out)["articles"]
    assert (article["id"], article["source"]) == ("a-1", "Sample")


def test_sources_go_out_and_come_in_as_opml(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.opml"
    path.write_text(
        '<opml version="2.0"><body><outline text="A" type="rss" xmlUrl="https://example.org/a"/></body></opml>'
    )
    assert run("opml", "import", path).status == 0
    assert run("opml", "export", tmp_path / "out.opml").status == 0
    assert "https://example.org/a" in (tmp_path / "out.opml").read_text()


def test_a_dash_is_standard_output_and_input_of_source_lists(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = '<opml version="2.0"><body><outline type="rss" xmlUrl="https://example.org/a"/></body></opml>'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(document.encode())))
    assert run("opml", "import", "-").out.startswith("1 new source;")
    assert "https://example.org/a" in run("opml", "export", "-").out


def test_an_unreadable_source_list_is_told(run: Run, tmp_path: Path) -> None:
    assert run("opml", "import", tmp_path / "none.opml").status == 2
    (tmp_path / "page.opml").write_text("<html></html>")
    result = run("opml", "import", "page.opml")
    assert (result.status, "page.opml: " in result.err) == (2, True)
