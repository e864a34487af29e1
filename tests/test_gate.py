"""The regression gate reads tables as people do, and tells a loss from noise."""

from benchmarks.__main__ import OF_DATA, OF_OUR_OWN
from benchmarks.gate import EXPECTED, Figure, compare, expected_figures, number_in, read_tables

PRINTED = """
cnncorpus: 300 articles, 3 sentences
| method | ROUGE-1 | reads well |
|---|---|---|
| news | 36.54 [35.24 37.86] | 89 % |
| lead | 32.95 [31.69 34.23] | 69 % |

| the engine | |
|---|---|
| lost, changed | 0, 3 |
"""
ROUGE = Figure("summaries", "news", "ROUGE-1", value=36.5, noise=0.3, better="higher")
LOST = Figure("summaries", "lost, changed", "", value=0, noise=0, better="lower")


def verdicts(printed: str, *figures: Figure) -> list[bool]:
    return [holds for _, holds in compare(figures, {"summaries": printed})]


def test_a_cell_is_found_by_its_row_and_column_in_any_of_the_tables() -> None:
    cells = read_tables(PRINTED)
    assert cells["lead", "reads well"] == "69 %"
    assert cells["lost, changed", ""] == "0, 3"
    assert len(cells) == 5


def test_of_two_cells_with_the_same_labels_the_first_counts() -> None:
    assert read_tables(PRINTED + PRINTED.replace("69", "70"))["lead", "reads well"] == "69 %"


def test_the_first_number_of_a_cell_counts() -> None:
    cells = ["36.54 [35.24 37.86]", ".968 (P .985)", "1,209 entries", "89 %", "-0.5", "0 lost", "none", ""]
    assert [number_in(cell) for cell in cells] == [36.54, 0.968, 1209, 89, -0.5, 0, None, None]


def test_what_is_worse_by_no_more_than_the_noise_holds() -> None:
    assert verdicts(PRINTED.replace("36.54", "36.21"), ROUGE, LOST) == [True, True]


def test_what_is_worse_by_more_than_the_noise_does_not_hold() -> None:
    worse = PRINTED.replace("36.54", "36.19").replace("| 0, 3", "| 1, 3")
    assert verdicts(worse, ROUGE, LOST) == [False, False]


def test_what_is_better_holds_by_however_much() -> None:
    assert verdicts(PRINTED.replace("36.54", "99"), ROUGE) == [True]


def test_a_figure_that_is_printed_no_longer_does_not_hold() -> None:
    [(line, holds)] = compare([ROUGE], {"summaries": "nothing"})
    assert not holds
    assert "summaries: news: ROUGE-1 = missing, expected 36.5" in line


def test_a_benchmark_that_was_not_run_is_left_out() -> None:
    assert list(compare([ROUGE], {"topics": PRINTED})) == []


def test_every_figure_belongs_to_a_benchmark_that_is_run() -> None:
    figures = expected_figures(EXPECTED.read_text(encoding="utf-8"))
    assert figures
    assert {figure.benchmark for figure in figures} <= {*OF_DATA, *OF_OUR_OWN}
