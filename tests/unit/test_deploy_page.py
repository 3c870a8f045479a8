"""docs/deploy.md and the files it has people copy name what there is: commands, options, settings, metrics, files."""

import re
import shlex
from configparser import ConfigParser
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

import handlers
from bot import metrics
from bot.cli import main
from bot.cli.group import COMMANDS
from bot.config.settings import Settings

ROOT = Path(handlers.__file__).parent.parent
PAGE = (ROOT / "docs" / "deploy.md").read_text()
SETTINGS = {str(field.validation_alias) for field in Settings.model_fields.values()}
OF_OTHERS = {"LITESTREAM_REPLICA", "LITESTREAM_SOCKET", "POSTGRES_PASSWORD", "COMPOSE_PROFILES"}


def commands() -> list[str]:
    """Every command of Rapport in a line to copy, or between backticks."""
    names = "|".join(COMMANDS)
    lines = re.findall(rf"(?:^ *|[`/ ])rapport ((?:{names})\b[^`\n|'#]*)", PAGE, re.MULTILINE)
    return sorted({line.replace("$copy", "copy.db").strip() for line in lines})


@pytest.mark.parametrize("line", commands())
def test_every_command_can_be_typed(line: str) -> None:
    name, *arguments = [word for word in shlex.split(line) if word != "…"]
    command = main.get_command(main.make_context("rapport", [name], resilient_parsing=True), name)
    assert command
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in arguments if word.startswith("-")} <= options


def test_commands_are_found() -> None:
    assert {"doctor", "restore copy.db", "run --http 3000"} <= set(commands())


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"\b(?:RAPPORT|SLACK|LITESTREAM|POSTGRES|COMPOSE)_[A-Z_]+", PAGE)))
)
def test_every_variable_is_one(name: str) -> None:
    assert name in SETTINGS | OF_OTHERS


def test_every_metric_is_explained_and_no_other() -> None:
    told = text_string_to_metric_families(metrics.exposition(None, is_ready=False, owns=False))
    names = {family.name for family in told if family.name.startswith("rapport_")}
    explained = {name.removesuffix("_total") for name in re.findall(r"^\| `(rapport_\w+)", PAGE, re.MULTILINE)}
    assert explained == names


@pytest.mark.parametrize("name", re.findall(r"/opt/rapport/(docs/[\w.]+)|\]\((?!http)([\w./-]+)(?:#[\w-]+)?\)", PAGE))
def test_every_file_is_there(name: tuple[str, str]) -> None:
    copied, linked = name
    assert (ROOT / copied).is_file() if copied else (ROOT / "docs" / linked).exists()


def unit(name: str) -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # as configparser's own documentation has it
    parser.read(ROOT / "docs" / name)
    return parser


def test_the_unit_runs_the_program_in_the_folders_of_the_page() -> None:
    service = unit("rapport.service")["Service"]
    program, *arguments = shlex.split(service["ExecStart"])
    assert program == "/opt/rapport/.venv/bin/rapport"
    assert shlex.join(arguments) in commands() or arguments[:2] == ["run", "--probes"]
    assert f"RAPPORT_DATA=/var/lib/{service['StateDirectory']}" in PAGE
    assert f"{service['WorkingDirectory']}/.env" in PAGE


@pytest.mark.parametrize("name", ["rapport.service", "litestream.service"])
def test_no_unit_runs_as_root_or_leaves_files_open(name: str) -> None:
    service = unit(name)["Service"]
    assert service["User"] == "rapport"
    assert service["UMask"] == "0077"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    assert service["Restart"] == "always"
