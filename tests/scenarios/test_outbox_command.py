"""`rapport outbox`: what failed is listed, sent again or let be at the command line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.sandbox.wire.faults import Fault
from tests import engines
from tests.failed import fails, posts, states
from tests.team import ANA, BEN, Team


@pytest.fixture
def outbox(team: Team, tmp_path: Path) -> "Outbox":
    return Outbox(team, tmp_path)


class Outbox:
    def __init__(self, team: Team, data: Path) -> None:
        self.team, self._data = team, data

    def __call__(self, *arguments: str) -> Result:
        """Runs `rapport outbox …` while the bot runs."""
        clock = self.team.clock.now() - datetime.now(UTC)
        file = self._data / "clock.json"
        file.write_text(f'{{"offset_s": {clock.total_seconds()}, "seq": 1}}')
        env = {
            "RAPPORT_DATA": str(self._data),
            "RAPPORT_CLOCK": str(file),
            "RAPPORT_DATABASE": engines.chosen.get("url"),
        }
        return CliRunner().invoke(main, ["outbox", *arguments], env=env)


def test_the_command_line_lists_what_failed_without_anybodys_data(dana: Team, outbox: Outbox) -> None:
    fails(dana, "ask about the divorce")
    printed = outbox().output

    assert "A note about a new task" in printed
    assert "The workspace does not let Rapport post there." in printed
    for personal in ("Dana", "divorce", BEN, "Ben"):
        assert personal not in printed


@pytest.mark.parametrize("which", ["ID", "all"])
def test_the_command_line_sends_it_again_while_rapport_runs(dana: Team, outbox: Outbox, which: str) -> None:
    fails(dana)
    [row] = dana.rows("SELECT id FROM outbox WHERE state = 'failed'")
    said = outbox("--send-again", str(row["id"]) if which == "ID" else "all")
    dana.settle()

    assert said.exit_code == 0
    assert "1 message" in said.output
    assert posts(dana, BEN, "send the menu") == 1


@pytest.mark.parametrize("which", ["0", "-7", "999999", "x", "", "ALL ", "1; DROP TABLE outbox", "9" * 400])
def test_what_names_no_message_is_said_and_changes_nothing(dana: Team, outbox: Outbox, which: str) -> None:
    fails(dana)
    said = outbox("--send-again", which)

    assert said.exit_code != 0
    assert "rapport outbox" in said.output or "lists" in said.output
    assert states(dana) == ["failed"]


def test_a_number_that_no_message_has_is_not_called_lost(dana: Team, outbox: Outbox) -> None:
    fails(dana)
    assert "There is no message 99999 in " in outbox("--send-again", "99999").output


def test_sending_all_again_says_what_it_leaves_and_how_to_send_it_all_the_same(dana: Team, outbox: Outbox) -> None:
    dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    said = outbox("--send-again", "all").output

    assert "0 messages" in said
    assert "1 alert went to a person instead; send one all the same by --send-again ID." in said


def test_of_several_workspaces_none_is_picked(dana: Team, outbox: Outbox, tmp_path: Path) -> None:
    fails(dana)
    [row] = dana.rows("SELECT id FROM outbox WHERE state = 'failed'")
    engines.database_of("T0OTHER", tmp_path).close()
    said = outbox("--send-again", str(row["id"]))
    unknown = outbox("--workspace", "T0NOBODY")

    assert "T0HARBOUR, T0OTHER" in said.output
    assert "--workspace" in said.output
    assert (said.exit_code, unknown.exit_code) == (1, 1)
    assert states(dana) == ["failed"]
    assert outbox("--send-again", str(row["id"]), "--workspace", "T0HARBOUR").exit_code == 0
    assert states(dana) != ["failed"]


def test_with_nothing_failed_it_says_so(outbox: Outbox) -> None:
    assert "Nothing has failed" in outbox().output


def test_a_database_of_an_older_rapport_is_left_to_its_start(team: Team, outbox: Outbox) -> None:
    table = "migrations" if "url" in engines.chosen else "_sqlite_migrations"
    team.write(f"DELETE FROM {table} WHERE name LIKE 'm025%'")  # noqa: S608  # one of two names
    said = outbox("--send-again", "all")

    assert said.exit_code == 1
    assert "Start Rapport once" in said.output
