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
