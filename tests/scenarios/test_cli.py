"""The command line: what it says, and what it exits with."""

import json
import re
import socket
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.group import COMMANDS
from bot.cli.group import __file__ as main_file
from bot.domain.customers import Customer
from bot.domain.message_kinds import MessageKind
from storage import customers, outbox
from storage.engines.sqlite import SqliteDatabase
from storage.ownership import own
from tests.fake_clock import MONDAY_NINE
from tests.processes import Slack

pytestmark = pytest.mark.engine("sqlite")  # of its files

Rapport = Callable[..., Result]


@pytest.fixture
def rapport(tmp_path: Path, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> Rapport:
    """Runs `rapport …` in an empty folder, beside Slack; variables set to None are missing."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str = "", **variables: str | None) -> Result:
        return CliRunner().invoke(main, arguments, input=stdin, env={**slack.variables, **variables})

    return run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The stopped bot's database."""
    path = tmp_path / "data" / "T0HARBOUR.db"
    SqliteDatabase(path).close()
    return path


def marks(result: Result, mark: str) -> list[str]:
    """The findings of doctor with this mark."""
    return [line.removeprefix(f"{mark} ") for line in result.output.splitlines() if line.startswith(mark)]


def test_help_names_every_command_and_each_explains_itself(rapport: Rapport) -> None:
    shown = rapport("--help").output
    for name in COMMANDS:
        assert re.search(rf"^  {name}\b", shown, re.MULTILINE)
        result = rapport(name, "--help")
        assert result.exit_code == 0
        assert result.output.startswith(f"Usage: main {name}")


def test_the_version_is_told(rapport: Rapport) -> None:
    assert re.fullmatch(r"rapport, version \d+\.\d+\.\d+\n", rapport("--version").output)


def test_an_unknown_command_is_refused(rapport: Rapport) -> None:
    result = rapport("dance")
    assert result.exit_code == 2
    assert "No such command 'dance'" in result.output


def test_everything_missing_is_told_at_once(rapport: Rapport) -> None:
    result = rapport("run", SLACK_BOT_TOKEN=None, SLACK_APP_TOKEN="xoxb-swapped", RAPPORT_DATABASE="nine")
    assert result.exit_code == 1
    for name in ("SLACK_BOT_TOKEN is missing", "SLACK_APP_TOKEN must begin with xapp-", "RAPPORT_DATABASE must be"):
        assert name in result.output
    assert "swapped" not in result.output


def test_a_port_that_is_taken_is_named_with_what_to_do(rapport: Rapport) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = rapport("sandbox", "--no-open", "--no-bot", "--port", str(port))

    assert result.exit_code == 1
    assert f"Port {port}" in result.output
    assert "--port" in result.output


def test_the_sandbox_refuses_a_time_it_cannot_read(rapport: Rapport) -> None:
    result = rapport("sandbox", "--now", "noonish")
    assert result.exit_code == 2
    assert "must be a time such as 2026-11-23T09:00" in result.output


# doctor


def test_doctor_finds_nothing_to_mend_in_a_good_installation(rapport: Rapport, database: Path) -> None:
    result = rapport("doctor", RAPPORT_DEFAULT_OWNER="U0ANA")
    assert (result.exit_code, marks(result, "✗")) == (0, [])
    assert {
        "SLACK_BOT_TOKEN works for Harbour Kitchen (T0HARBOUR)",
        "The app has every scope of manifest.yml",
        "SLACK_APP_TOKEN opens connections",
        "The clock of this machine agrees with Slack's",
        "#customer-feedback takes alerts",
        "#customer-team takes follow-ups without an assignee",
        "U0ANA is of the team",
        "U0CARA is of the team",
        "The auditor finds nothing that hangs",
    } <= set(marks(result, "✓"))
    assert any(line.startswith(f"data/{database.name} is sound") for line in marks(result, "✓"))


def test_doctor_can_be_asked_before_the_first_start(rapport: Rapport) -> None:
    result = rapport("doctor", RAPPORT_LEADS=None)
    assert result.exit_code == 0
    assert "There is no database in data yet. The first `rapport run` makes it." in marks(result, "!")
    assert any(line.startswith("Nobody leads but the workspace's admins") for line in marks(result, "!"))


@pytest.mark.parametrize(
    ("variable", "value", "wrong"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "Slack refuses SLACK_BOT_TOKEN (invalid_auth). Copy it again"),
        ("SLACK_BOT_TOKEN", None, "SLACK_BOT_TOKEN is missing: api.slack.com/apps"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "Slack refuses SLACK_APP_TOKEN (invalid_auth). api.slack.com/apps"),
        ("SLACK_API_URL", "http://127.0.0.1:1/", "http://127.0.0.1:1/ cannot be reached. Check the network"),
        ("RAPPORT_FEEDBACK_CHANNEL", "C0PARTNER", "#partner-shop, for alerts, is shared with another organisation"),
        ("RAPPORT_TEAM_CHANNEL", "C0LEADS", "The channel for follow-ups without an assignee, C0LEADS, cannot be read"),
        ("RAPPORT_TEAM_CHANNEL", "C0NOWHERE", "The channel for follow-ups without an assignee, C0NOWHERE, cannot be"),
        ("RAPPORT_LEADS", "U0GUS", "U0GUS is a guest and may not know about customers. Choose somebody else"),
        ("RAPPORT_LEADS", "U0SAM", "U0SAM is a stranger and may not know about customers"),
        ("RAPPORT_DEFAULT_OWNER", "U0OLGA", "U0OLGA is deactivated and may not know about customers"),
        ("RAPPORT_DEFAULT_OWNER", "U0NOBODY", "Slack does not know U0NOBODY (user_not_found)"),
    ],
)
def test_doctor_says_what_to_mend_and_how(rapport: Rapport, variable: str, value: str | None, wrong: str) -> None:
    result = rapport("doctor", **{variable: value})
    assert result.exit_code == 1
    assert len(marks(result, "✗")) == 1
    assert marks(result, "✗")[0].startswith(wrong)


def test_doctor_sees_a_damaged_database(rapport: Rapport, database: Path) -> None:
    database.write_bytes(b"damaged " * 4096)
    result = rapport("doctor")
    assert result.exit_code == 1
    assert "go back to a backup: rapport restore FILE." in marks(result, "✗")[0]


def test_doctor_tells_what_the_auditor_finds(rapport: Rapport, database: Path) -> None:
    stuck = SqliteDatabase(database)
    with stuck.unit_of_work() as uow:
        outbox.put(uow, kind=MessageKind.ALERT, subject="1", recipient="feedback", now=MONDAY_NINE.replace(year=2020))
    stuck.close()
    result = rapport("doctor")
    assert result.exit_code == 1
    assert marks(result, "✗")[0].startswith("1 message to Slack could not be sent for 15 minutes or longer")


def test_doctor_names_a_stored_setting_that_cannot_be(rapport: Rapport, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO settings (name, value) VALUES ('country', '\"ZZ\"')")
    assert marks(rapport("doctor"), "✗")[0].startswith("What is stored for the setting “Country” cannot be")


def test_doctor_says_that_messages_can_be_sent_again(rapport: Rapport, database: Path) -> None:
    stopped, now = SqliteDatabase(database), datetime.now(UTC)
    with stopped.unit_of_work() as uow:
        row = outbox.get(uow, outbox.put(uow, kind=MessageKind.ASSIGNED, subject="1", recipient="U0BEN", now=now))
        assert row
        outbox.settle(uow, row, "failed", "restricted_action", now)
    stopped.close()

    assert "1 message was refused by Slack for good. `rapport outbox` lists them, and sends them again." in marks(
        rapport("doctor"), "!"
    )


def test_doctor_notices_slips_of_the_pen(rapport: Rapport) -> None:
    result = rapport("doctor", RAPPORT_DATTA="elsewhere")
    assert "RAPPORT_DATTA is no setting; RAPPORT_DATA, perhaps?" in marks(result, "!")


def test_doctor_says_which_variables_can_be_removed(rapport: Rapport) -> None:
    found = marks(rapport("doctor", RAPPORT_DIGEST_AT="nine", RAPPORT_CURRENCY="EUR"), "!")

    assert any(line.startswith("RAPPORT_DIGEST_AT must be a time such as 09:00") for line in found)
    assert any(line.startswith("RAPPORT_LEADS, RAPPORT_CURRENCY: no longer read but once") for line in found)


# backup and restore


def test_a_backup_is_restored(rapport: Rapport, database: Path, tmp_path: Path) -> None:
    result = rapport("backup", "--to", "copies")
    assert result.exit_code == 0
    copy = next((tmp_path / "copies").iterdir())
    assert f"copies/{copy.name}" in result.output
    database.unlink()
    result = rapport("restore", str(copy), "--yes")
    assert result.exit_code == 0
    assert "Start Rapport again" in result.output
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_restore_says_what_is_lost_and_asks_first(rapport: Rapport, database: Path, tmp_path: Path) -> None:
    rapport("backup", "--to", "copies")
    copy = next((tmp_path / "copies").iterdir()).rename(tmp_path / "copies" / "T0HARBOUR-20261123T090000Z.db")
    later = SqliteDatabase(database)
    with later.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Dana Reyes"), "U0ANA", MONDAY_NINE)
    later.close()
    before = database.read_bytes()
    result = rapport("restore", str(copy), stdin="n\n")
    assert result.exit_code == 1
    assert "Nothing was changed." in result.output
    assert "A backup of the workspace T0HARBOUR, taken Monday 23 November 2026, 09:00 UTC." in result.output
    assert "What happened since that backup will be gone: 1 customer.\nGo on?" in result.output
    assert database.read_bytes() == before


def test_the_database_itself_is_not_restored(rapport: Rapport, database: Path) -> None:
    result = rapport("restore", str(database), "--yes")
    assert result.exit_code == 1
    assert "is the database itself, not a backup of it" in result.output


def test_a_backup_that_is_not_there_is_said_before_anything_is_asked(rapport: Rapport) -> None:
    result = rapport("restore", "elsewhere.db")
    assert result.exit_code != 0
    assert "'elsewhere.db' does not exist" in result.output
    assert "Go on?" not in result.output


def test_nothing_is_restored_while_rapport_runs(rapport: Rapport, database: Path, tmp_path: Path) -> None:
    rapport("backup", "--to", "copies")
    with own(database):
        result = rapport("restore", str(next((tmp_path / "copies").iterdir())), "--yes")
    assert result.exit_code == 1
    assert "in use by another Rapport" in result.output


def test_a_backup_of_nothing_says_where_it_looked(rapport: Rapport) -> None:
    result = rapport("backup", RAPPORT_DATA="elsewhere")
    assert result.exit_code == 1
    assert "There is no database in elsewhere yet. Is RAPPORT_DATA the right folder?" in result.output


# score


def test_texts_are_scored_line_by_line(rapport: Rapport) -> None:
    result = rapport("score", stdin="Lovely evening, thank you!\nOrder never arrived, I want a refund.\n")
    moods = [json.loads(line)["label"] for line in result.output.splitlines()]
    assert moods == ["positive", "negative"]


# manifest


def test_the_manifest_for_socket_mode_is_the_file_itself(rapport: Rapport) -> None:
    result = rapport("manifest")
    assert result.exit_code == 0
    assert result.output.rstrip() == (Path(main_file).parents[2] / "manifest.yml").read_text().rstrip()
    assert yaml.safe_load(result.output)["settings"]["socket_mode_enabled"]


def test_the_manifest_has_the_domain_of_links_where_there_is_one_and_steps_where_they_are_wanted(
    rapport: Rapport,
) -> None:
    made = yaml.safe_load(rapport("manifest", "--no-steps", RAPPORT_LINKS="https://customers.harbour.example/").output)

    assert made["features"]["unfurl_domains"] == ["customers.harbour.example"]
    assert "functions" not in made
    assert "function_executed" not in made["settings"]["event_subscriptions"]["bot_events"]
    wrong = rapport("manifest", RAPPORT_LINKS="http://customers")
    assert wrong.exit_code == 1
    assert "RAPPORT_LINKS must be https:// and a name under a domain of yours" in wrong.output


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://rapport.example.com", "https://rapport.example.com/slack/events"),
        ("https://rapport.example.com/", "https://rapport.example.com/slack/events"),
        ("https://example.com/slack/events", "https://example.com/slack/events"),
        ("https://example.com:8443/rapport", "https://example.com:8443/rapport/slack/events"),
    ],
)
def test_the_manifest_for_http_names_the_address_wherever_slack_needs_it(
    rapport: Rapport, address: str, url: str
) -> None:
    socket, http = (yaml.safe_load(rapport("manifest", *more).output) for more in ([], ["--http", address]))
    settings = http["settings"]
    assert settings["socket_mode_enabled"] is False
    assert settings["interactivity"] == {"is_enabled": True, "request_url": url, "message_menu_options_url": url}
    assert settings["event_subscriptions"].pop("request_url") == url
    assert {command.pop("url") for command in http["features"]["slash_commands"]} == {url}
    assert (http["features"], http["oauth_config"]) == (socket["features"], socket["oauth_config"])
    assert settings["event_subscriptions"] == socket["settings"]["event_subscriptions"]


@pytest.mark.parametrize(
    "address", ["http://rapport.example.com", "rapport.example.com", "https://", "https://x.example/?a=1"]
)
def test_an_address_that_slack_cannot_reach_is_refused(rapport: Rapport, address: str) -> None:
    result = rapport("manifest", "--http", address)
    assert result.exit_code == 2
    assert "must be an address such as https://rapport.example.com" in result.output
