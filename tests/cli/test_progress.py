"""How far a command is, told in a pipe."""

import pytest

from bot.cli.progress import progress_of


def lines(total: int, capsys: pytest.CaptureFixture[str], step: int = 1) -> list[str]:
    with progress_of("sources read") as progress:
        for done in range(step, total + 1, step):
            progress(done, total)
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("total", [11, 50, 122, 2000])
def test_a_pipe_gets_ten_lines_however_much_there_is_to_do(
    total: int, capsys: pytest.CaptureFixture[str]
) -> None:
    told = lines(total, capsys)
    assert len(told) == 10
    assert told[-1] == f"newsbrief: {total} of {total} sources read"


def test_little_work_is_done_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(10, capsys) == []


def test_long_steps_are_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(300, capsys, step=50) == [f"newsbrief: {n} of 300 sources read" for n in range(50, 301, 50)]
