import pytest

from bot.cli import COMMANDS
from tests.cli.conftest import Run


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.status == 0
    assert len(result.out.splitlines()) > 3


def test_the_help_lists_every_command(run: Run) -> None:
    assert all(f"  {command}" in run("--help").out for command in COMMANDS)


@pytest.mark.parametrize(
    ("words", "help_of"),
    [
        ([], "newsbrief"),
        (["no-such"], "newsbrief"),
        (["brief"], "newsbrief brief"),
        (["opml"], "newsbrief opml"),
    ],
)
def test_a_misused_command_is_one_sentence_that_leads_to_its_help(
    run: Run, words: list[str], help_of: str
) -> None:
    result = run(*words)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert f"`{help_of} --help`" in result.err
