"""Lists that must not drift apart: ids and listeners and roles; the manifest and the code; the README and all of it."""

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

import click
import pytest
from slack_sdk import WebClient

import handlers
from bot.cli.group import main
from bot.config.settings import Settings
from bot.domain.people import Person, called
from bot.domain.segment import KINDS
from bot.domain.setting import Kind, Setting
from bot.domain.settings import SETTINGS, WorkspaceSettings
from bot.domain.workflow_steps import STEPS, Parameter
from bot.reading.commands import COMMANDS, OPTIONS_IN
from bot.reading.dates import DateWords
from bot.reading.line import read_line
from bot.reading.option_value import Readers
from bot.reading.options import OPTIONS, options_of
from bot.sandbox.world.manifest import App
from bot.views import form_ids, ids
from bot.views.help import command_help, condition_rows, option_rows
from bot.views.settings_words import value_words
from handlers.commands import ANSWERS, LINES
from handlers.roles import MAY
from tests.team import ANA, Json, Team

ROOT = Path(handlers.__file__).parent.parent
MANIFEST = App.installed()
README = (ROOT / "README.md").read_text()
IDS = {value for name, value in (vars(ids) | vars(form_ids)).items() if name.isupper()}


class Registered:
    """Takes Bolt's place while features register, and keeps what they ask for, by kind."""

    def __init__(self) -> None:
        self.names: dict[str, set[str]] = {}

    def __getattr__(self, kind: str) -> Callable[..., Any]:
        def register(name: object = None, *_middleware: object) -> Callable[[Any], Any]:
            if isinstance(name, str):
                self.names.setdefault(kind, set()).add(name)
            return lambda listener: listener

        return register


@pytest.fixture
def registered(team: Team) -> dict[str, set[str]]:
    """Kind of listener (command, action, view …) -> the names registered for it."""
    app = Registered()
    handlers.register(app, team.rapport.deps)  # type: ignore[arg-type]  # it has what of Bolt's App features use
    return app.names


# Ids, listeners, roles


def test_every_id_has_a_listener_and_every_listener_an_id(registered: dict[str, set[str]]) -> None:
    assert registered["action"] | registered["view"] | registered["options"] == IDS


def test_every_listener_has_its_row_in_the_role_table_and_every_row_a_listener(
    registered: dict[str, set[str]],
) -> None:
    kinds = ("command", "shortcut", "action", "view", "options", "function")

    assert set().union(*(registered[kind] for kind in kinds)) == set(MAY)


def test_every_id_reaches_a_listener_of_the_real_app(team: Team) -> None:
    person = {"user": {"id": ANA, "team_id": "T0HARBOUR"}, "team": {"id": "T0HARBOUR"}}
    answers = {
        name: team.rapport.app.answer({**person, "trigger_id": f"1.{name}", **_payload(name)}) for name in sorted(IDS)
    }

    assert {name: answer.body for name, answer in answers.items() if answer.status != HTTPStatus.OK} == {}


def _payload(name: str) -> Json:
    if name in {ids.CUSTOMER, ids.KNOWN_CUSTOMER, ids.REFERRED, ids.TIMEZONE}:
        return {"type": "block_suggestion", "action_id": name, "block_id": name, "value": ""}
    if name.endswith("_form"):
        view = {"id": "V1", "callback_id": name, "type": "modal", "blocks": [], "state": {"values": {}}}
        return {"type": "view_submission", "view": view}
    action = {"action_id": name, "block_id": "b", "type": "button", "value": "1"}
    return {"type": "block_actions", "actions": [action], "container": {"type": "message", "is_ephemeral": True}}


# The manifest


def test_commands_registered_are_those_of_the_table(registered: dict[str, set[str]]) -> None:
    assert registered["command"] == {f"/{name}" for name in COMMANDS}
    assert set(ANSWERS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_manifest_says_of_every_command_what_the_table_says(name: str) -> None:
    one = COMMANDS[name]

    assert MANIFEST.commands[f"/{name}"] == {
        "command": f"/{name}",
        "description": one.does,
        "usage_hint": one.hint,
        "should_escape": True,
    }
    assert len(MANIFEST.commands) == len(COMMANDS)


def test_every_option_works_in_a_command_and_every_command_has_options_that_there_are() -> None:
    assert set().union(*OPTIONS_IN.values()) == {option.key for option in OPTIONS}


def test_shortcuts_of_the_manifest_are_those_registered(registered: dict[str, set[str]]) -> None:
    assert set(MANIFEST.shortcuts) == registered["shortcut"]


def test_events_of_the_manifest_are_those_registered(registered: dict[str, set[str]]) -> None:
    heard = {"message" if name.startswith("message.") else name for name in MANIFEST.events}

    assert heard == registered["event"] | {"function_executed"}  # which is heard by the steps' own listeners


def test_steps_of_the_manifest_are_those_registered_as_their_table_has_them(registered: dict[str, set[str]]) -> None:
    assert registered["function"] == {step.id for step in STEPS}
    assert MANIFEST.functions == {
        step.id: {
            "title": step.title,
            "description": step.about,
            "input_parameters": _declared(step.inputs),
            "output_parameters": _declared(step.outputs),
        }
        for step in STEPS
    }


def _declared(parameters: tuple[Parameter, ...]) -> Json:
    known = {one.name: {"type": one.type, "title": one.title, "description": one.about} for one in parameters}
    return {"properties": known, "required": [one.name for one in parameters if one.is_required]}


SCOPES: dict[str, set[str]] = {
    "auth.test": set(),
    "apps.connections.open": set(),  # by the app-level token
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "chat.unfurl": {"links:write"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.join": {"channels:join"},
    "conversations.list": {"channels:read"},
    "conversations.members": {"channels:read", "groups:read"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"channels:history", "groups:history", "im:history"},
    "entity.presentDetails": set(),
    "files.completeUploadExternal": {"files:write"},
    "files.info": {"files:read"},
    "functions.completeSuccess": set(),
    "functions.completeError": set(),
    "files.delete": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "reactions.get": {"reactions:read"},
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
"""Method -> the scopes it needs for channels, private channels and direct messages.

https://docs.slack.dev/reference/methods, each method's own page.
"""
SCOPES_OF_FEATURES = {"commands", "links:read", "app_mentions:read"}
"""Slash commands and shortcuts, and the events link_shared and app_mention: https://docs.slack.dev/reference/scopes."""


def called_methods() -> set[str]:
    """Every Web API method that the code names, as an attribute of the client or as Slack writes it."""
    known = {name.replace("_", ".", name.count("_")) for name in vars(WebClient) if "_" in name.strip("_")}
    families = "apps|auth|bots|chat|conversations|entity|files|functions|users|views|reactions|pins"
    found = set()
    for folder in ("bot", "handlers", "jobs", "storage"):
        for file in (ROOT / folder).rglob("*.py"):
            if "sandbox" not in file.relative_to(ROOT).parts:
                code = file.read_text()
                named = re.findall(rf"\.((?:{families})(?:_[a-zA-Z]+)+)\b", code)
                found |= {name.replace("_", ".") for name in named if name.replace("_", ".") in known}
                found |= set(re.findall(rf'"((?:{families})(?:\.[a-zA-Z]+)+)"', code))
    return found


def test_scopes_of_the_manifest_are_those_that_the_methods_called_need() -> None:
    needed = set().union(*(SCOPES[method] for method in called_methods()))

    assert set(MANIFEST.scopes) == needed | SCOPES_OF_FEATURES


# The README


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_readme_names_every_slash_command(command: str) -> None:
    assert f"`/{command} " in README


def _lines_to_copy() -> list[tuple[str, str]]:
    """(command, line) of every hint in the manifest and every line in the help."""
    hints = [(name, MANIFEST.commands[f"/{name}"]["usage_hint"].partition(" | ")[0]) for name in LINES]
    helped = [(name, line.partition(" ")[2]) for name in LINES for line in COMMANDS[name].lines]
    return [(name, line) for name, line in (*hints, *helped) if ":" in line]


@pytest.mark.parametrize(("command", "line"), _lines_to_copy())
def test_what_hints_and_help_show_is_read_as_it_stands(command: str, line: str) -> None:
    people = [Person("U0ANA", "Ana Silva", handle="ana"), Person("U0BEN", "Ben Okafor", handle="ben")]
    readers = Readers(DateWords(date(2026, 11, 26)), lambda name: called(people, name), ANA)
    read = read_line(line, command, readers)

    assert read.doubts == ()
    assert read.customer == "Dana Reyes"


def test_help_explains_every_option_of_its_command() -> None:
    for name in LINES:
        shown = str(command_help(name).blocks)
        assert all(f"`{option.example}` {option.says}" in shown for option in options_of(name))


def test_readme_explains_every_option_of_a_line_as_the_table_does() -> None:
    assert "\n".join(option_rows()) in README


def test_readme_and_help_explain_every_condition_of_a_list() -> None:
    assert "\n".join(condition_rows()) in README
    shown = str(command_help("customer").blocks)
    assert all(f"`{kind.example}` {kind.says}" in shown for kind in KINDS)


@pytest.mark.parametrize("name", [str(field.validation_alias or "") for field in Settings.model_fields.values()])
def test_readme_names_every_setting(name: str) -> None:
    assert not name or f"| `{name}` |" in README


def test_readme_says_of_every_setting_what_the_table_says() -> None:
    rows = [f"| {setting.label} | {setting.effect} | {setting.unset} |" for setting in SETTINGS]

    assert "\n".join(["| setting | what | default |", "| --- | --- | --- |", *rows]) in README


def test_every_rule_of_a_workspace_stands_in_the_table_and_none_in_the_environment() -> None:
    assert sorted(name for setting in SETTINGS for name in setting.names) == sorted(
        one.name for one in fields(WorkspaceSettings)
    )
    variables = {str(one.validation_alias) for one in Settings.model_fields.values()}
    assert variables.isdisjoint(setting.variable for setting in SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.name for setting in SETTINGS])
def test_what_counts_where_nothing_is_chosen_is_the_default(setting: Setting) -> None:
    usual = WorkspaceSettings()

    chosen = getattr(usual, setting.name) if setting.kind is Kind.CHOICE else value_words(setting, usual)
    assert chosen.removesuffix(" (not set)") == setting.unset


def _options() -> list[tuple[str, str]]:
    context = click.Context(main)
    commands = {name: main.get_command(context, name) for name in main.list_commands(context)}
    longest = {
        (name, max((*parameter.opts, *parameter.secondary_opts), key=len))
        for name, command in commands.items()
        if command
        for parameter in command.params
        if isinstance(parameter, click.Option)
    }
    return sorted(longest)


@pytest.mark.parametrize(("program", "option"), _options())
def test_readme_names_every_option_of_every_program(program: str, option: str) -> None:
    lines = [line for line in README.splitlines() if f"rapport {program}" in line]

    assert any(option in line or option.replace("--", "--no-", 1) in line for line in lines), f"{program} {option}"
