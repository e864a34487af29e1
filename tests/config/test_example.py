import re
import tomllib
from pathlib import Path

from pydantic import BaseModel

from bot.config import Settings, load_settings

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def settings_in(model: type[BaseModel]) -> set[str]:
    names = set()
    for name, field in model.model_fields.items():
        inner = field.annotation
        names.add(name)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            names |= settings_in(inner)
    return names


def test_the_example_loads_and_holds_the_defaults() -> None:
    example = load_settings(EXAMPLE, {})
    plain = load_settings(None, {})
    assert example.model_dump(exclude={"store"}) == plain.model_dump(exclude={"store"})


def test_the_example_shows_every_setting() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = set(re.findall(r"^#? ?(\w+) =", text, re.MULTILINE)) | set(re.findall(r"\[+[\w.]*?(\w+)\]", text))
    assert settings_in(Settings) - shown == set()


def test_the_examples_sources_and_topics_load_too(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    uncommented = re.sub(r"^# (\[\[|\w+ =)", r"\1", text, flags=re.MULTILINE)
    path = tmp_path / "config.toml"
    path.write_text(uncommented, encoding="utf-8")
    settings = load_settings(path, {})
    assert tomllib.loads(uncommented)["sources"][0]["name"] == settings.sources[0].name
    assert settings.topics[0].exclude == ("hot cocoa",)
