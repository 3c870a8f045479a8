"""The image and compose.yml keep what docs/deploy.md promises of them: not root, read-only, locked, without secrets."""

import ast
import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import handlers
from bot.cli import main
from bot.config.settings import Settings
from bot.slack.delivery import TIMEOUT_S
from bot.slack.serving import GRACE_S
from bot.slack.sockets import CONNECTIONS, STOP_S

ROOT = Path(handlers.__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yml").read_text())
SECRET = re.compile(r"token|secret|password|key|dsn", re.IGNORECASE)


class Step(NamedTuple):
    """An instruction of the Dockerfile and what it is given."""

    instruction: str
    text: str


def steps() -> list[Step]:
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    return [Step(*line.split(maxsplit=1)) for line in re.sub(r"\\\n\s*", "", text).splitlines() if line]


def stages() -> list[list[Step]]:
    """From each FROM to the next; the first is what is before them."""
    found: list[list[Step]] = [[]]
    for step in steps():
        if step.instruction == "FROM":
            found.append([])
        found[-1].append(step)
    return found


LAST = {step.instruction: step.text for step in stages()[-1]}
SYNCS = re.findall(r"uv sync [^&\n]*", "\n".join(step.text for step in steps()))


def copied() -> list[str]:
    """What of this repository goes into the image."""
    texts = [step.text for step in steps() if step.instruction == "COPY" and "--from" not in step.text]
    return [name for text in texts for name in text.split()[:-1]]


def test_it_does_not_run_as_root() -> None:
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", LAST["USER"])  # a number, as Kubernetes' runAsNonRoot wants it


def test_data_is_in_a_volume() -> None:
    assert LAST["VOLUME"] == LAST["WORKDIR"] == "/data"
    assert "RAPPORT_DATA=/data" in LAST["ENV"].split()


def test_what_is_installed_is_what_is_locked_and_nothing_for_tests() -> None:
    assert len(SYNCS) == 2
    for sync in SYNCS:
        assert {"--locked", "--no-default-groups"} <= set(sync.split())
        assert not {"--group", "--all-groups", "--dev", "--all-extras"} & set(sync.split())


def test_both_steps_install_the_same_extras_and_these_are_there() -> None:
    extras = [set(re.findall(r"--extra (\w+)", sync)) for sync in SYNCS]
    assert extras[0] == extras[1] <= set(PROJECT["project"]["optional-dependencies"])
    assert "sandbox" not in extras[0]


def test_what_makes_the_image_has_a_version() -> None:
    assert re.search(r"\buv==\d+\.\d+\.\d+\b", "\n".join(step.text for step in steps()))
    [base] = [step.text for step in steps() if step.instruction == "ARG"]
    assert re.fullmatch(r"PYTHON=docker\.io/library/python:3\.1[1-4]-slim-\w+", base)


def test_the_program_is_the_command_line_as_it_is() -> None:
    program = [*json.loads(LAST["ENTRYPOINT"]), *json.loads(LAST["CMD"])]
    assert program[0] in PROJECT["project"]["scripts"]
    run = main.get_command(main.make_context("rapport", program[1:2], resilient_parsing=True), program[1])
    assert run
    context = run.make_context("run", program[2:])
    assert f"127.0.0.1:{context.params['probes']}/readyz" in LAST["HEALTHCHECK"]
    assert LAST["EXPOSE"].split() == [str(context.params[port]) for port in ("probes", "survey")]


def test_the_health_check_is_a_program_that_ends_with_an_error_where_nobody_answers() -> None:
    command = json.loads(LAST["HEALTHCHECK"].partition("CMD ")[2])
    assert command[:2] == ["python", "-c"]
    ast.parse(command[2])


def test_only_named_files_go_in_and_the_context_holds_no_others() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in lines
    assert sorted(line[1:] for line in lines if line.startswith("!")) == sorted(copied())
    assert {*PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], "manifest.yml", "uv.lock"} <= {
        *copied()
    }


def test_what_is_taken_out_of_the_image_is_used_by_nobody() -> None:
    code = [path.read_text() for name in ("bot", "handlers", "jobs", "storage") for path in (ROOT / name).rglob("*.py")]
    assert any("phonenumbers" in text for text in code)
    assert not any(re.search(r"phonenumbers\.geo|import geo(coder|data)", text) for text in code)


@pytest.mark.parametrize("step", [step for step in steps() if step.instruction in {"ARG", "ENV"}])
def test_no_secret_is_in_the_image(step: Step) -> None:
    assert not SECRET.search(step.text)


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_is_held_and_watched(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert "/tmp" in service["tmpfs"]  # noqa: S108  # one of the container's own
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["restart"] == "unless-stopped"
    assert "healthcheck" in service or service.get("build") == "."
    assert not {"privileged", "network_mode", "pid", "cap_add"} & set(service)
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_no_secret_is_in_compose(name: str) -> None:
    values = COMPOSE["services"][name].get("environment", {})
    secrets = {variable: value for variable, value in values.items() if SECRET.search(variable)}
    assert all(re.fullmatch(r"\$\{\w+:?[-?]?\}", value) for value in secrets.values())


def test_the_bot_keeps_its_data_and_may_nothing() -> None:
    bot = COMPOSE["services"]["rapport"]
    assert bot["cap_drop"] == ["ALL"]
    assert [volume.split(":")[1] for volume in bot["volumes"]] == ["/data"]
    assert set(bot["environment"]) <= {str(one.validation_alias) for one in Settings.model_fields.values()}
    assert bot["ports"] == [f"127.0.0.1:{port}:{port}" for port in LAST["EXPOSE"].split()]


def test_the_bot_waits_for_postgresql_only_where_that_is_wanted() -> None:
    services = COMPOSE["services"]
    assert services["postgres"]["profiles"] == ["postgres"]
    assert services["rapport"]["depends_on"]["postgres"] == {"condition": "service_healthy", "required": False}
    assert "profiles" not in services["rapport"]
    test = services["postgres"]["healthcheck"]["test"]
    assert shlex.join(test).startswith("CMD pg_isready")


def test_it_is_given_the_time_to_stop_in_good_order() -> None:
    """What comes in is finished, then the call that runs, then what can still be sent."""
    finishing = max(GRACE_S, CONNECTIONS * STOP_S) + TIMEOUT_S
    assert int(COMPOSE["services"]["rapport"]["stop_grace_period"].removesuffix("s")) > finishing
