import ast
import contextlib
from pathlib import Path

import pytest

from bot.sandbox.api import chat_api, web_api
from bot.sandbox.api.arguments import Arguments
from bot.sandbox.api.coverage import COVERAGE, ELSEWHERE, GENERAL, Row
from bot.sandbox.errors import SlackError
from bot.sandbox.world.changes import Changes
from bot.sandbox.world.clock import SandboxClock
from bot.sandbox.world.staff import BOT_USER
from bot.sandbox.world.state import Json
from bot.sandbox.world.workspace import Workspace
from tests.sandbox.parts import Control, modal

SOURCES = Path(chat_api.__file__).parent


class Reading(dict[str, object]):
    """Values that remember which of them were asked for."""

    def __init__(self, values: Json) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def get(self, key: str, default: object = None) -> object:
        self.asked.add(key)
        return super().get(key, default)


def test_the_table_names_exactly_the_methods_there_are(control: Control) -> None:
    assert sorted(row.method for row in COVERAGE) == sorted(web_api.METHODS)
    assert [row["method"] for row in control.get("coverage")["methods"]] == [row.method for row in COVERAGE]


@pytest.mark.parametrize("row", COVERAGE, ids=lambda row: row.method)
def test_a_method_reads_no_argument_that_its_row_does_not_name(row: Row) -> None:
    workspace = Workspace(SandboxClock(), Changes())
    channel = workspace.im("U0ANA")
    ts = workspace.post(channel, {"user": BOT_USER, "text": "x"}).ts
    view = {"type": "home", "blocks": []} if row.method == "views.publish" else modal()
    values = Reading({"channel": channel.id, "user": "U0ANA", "user_id": "U0ANA", "users": "U0ANA", "text": "x"})
    values.update({"ts": ts, "message_ts": ts, "view": view, "trigger_id": workspace.tickets.trigger("U0ANA")})
    with contextlib.suppress(SlackError):
        web_api.METHODS[row.method](workspace, Arguments(values))
    assert values.asked <= set(row.arguments)


def test_every_error_that_is_raised_stands_in_the_table() -> None:
    known = {*GENERAL, *ELSEWHERE, *(error for row in COVERAGE for error in row.errors)}
    raised = set()
    for path in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"SlackError", "SlackError.listing"}:
                raised |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    assert raised - known == set()
