"""The wheel holds all that the program needs: it is run from a place of its own, without the checkout."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
SCRIPT = "/brief niger\n"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def run(folder: Path, *command: str | Path) -> str:
    """What a command prints. Of the environment of the tests it sees the libraries, not the checkout."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": sysconfig.get_path("purelib")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `newsbrief` of an environment that holds nothing but the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    run(folder, *pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, CHECKOUT)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv")
    python = folder / "venv" / "bin" / "python"
    run(folder, *pip, "--python", python, "install", "--no-deps", wheel)
    return folder / "venv" / "bin" / "newsbrief"


def test_the_program_that_runs_is_that_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = run(tmp_path, installed.with_name("python"), "-c", "import bot; print(bot.__file__)")

    assert Path(where).is_relative_to(installed.parents[1])


def test_it_says_what_it_can(installed: Path, tmp_path: Path) -> None:
    assert "ingest" in run(tmp_path, installed, "--help")


def test_it_writes_a_configuration_and_finds_it_sound(installed: Path, tmp_path: Path) -> None:
    run(tmp_path, installed, "init", "--token", "4242:wheel-of-the-mill")

    assert "Configuration: fine" in run(tmp_path, installed, "check")


def test_its_playground_answers(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "asked.script").write_text(SCRIPT)

    told = run(tmp_path, installed, "demo", "--no-open", "--port", "0", "--script", "asked.script")

    assert "Niger" in told
    assert "[" in told, "there are buttons"
