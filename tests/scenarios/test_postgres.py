"""Rapport with RAPPORT_DATABASE: what the programs of the command line say and do where the data is in PostgreSQL."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests import engines
from tests.team import ANA, GENERAL, Team, words

pytestmark = pytest.mark.engine("postgres")


def rapport(team: Team, folder: Path, *arguments: str) -> Result:
    variables = {
        "RAPPORT_DATABASE": engines.chosen["url"],
        "RAPPORT_DATA": str(folder),
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_API_URL": f"{team.base_url}/api/",
    }
    return CliRunner().invoke(main, list(arguments), env=variables)


def test_what_is_for_files_says_what_there_is_instead(team: Team, tmp_path: Path) -> None:
    said = rapport(team, tmp_path, "encrypt")

    assert said.exit_code != 0
    assert "encrypt its disk" in said.output


def test_doctor_names_the_server_and_what_the_auditor_finds(team: Team, tmp_path: Path) -> None:
    said = rapport(team, tmp_path, "doctor").output

    assert "PostgreSQL 1" in said
    assert "The auditor finds nothing that hangs" in said


def test_a_file_is_taken_in_while_the_bot_runs(team: Team, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("name,company\nDana Reyes,Blue Door Deli\n")

    assert rapport(team, tmp_path, "import", str(file), "--yes").exit_code == 0
    team.command(ANA, "/customer", "Dana Reyes")
    assert "Blue Door Deli" in words(team.latest(ANA, GENERAL))


def test_a_file_is_checked_beside_the_running_bot_and_nothing_is_kept(team: Team, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("name\nDana Reyes\n")

    assert rapport(team, tmp_path, "import", str(file), "--check").exit_code == 0
    assert team.rows("SELECT 1 FROM customers") == []
