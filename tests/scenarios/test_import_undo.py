"""`rapport import --undo`: a file that was imported is taken back, as a whole or but for what was built on it since."""

import sqlite3
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main
from tests.importing import imported, rows


def test_import_is_taken_back_as_one(data: Path) -> None:
    imported(data, "name,email\nZoe Marsh,zoe@marsh.example\n")
    imported(data, "name,email,company\nZoe Marsh,zoe@marsh.example,Marsh\nAl Bo,,\nCy Do,,\n")
    done = imported(data, "", "--undo", "--yes")

    assert "Taken back: import of 3 customers." in done.output
    left = "SELECT name, company FROM customers WHERE removed_at IS NULL"
    assert rows(data, left) == [("Zoe Marsh", "")]
    assert "Taken back: import of 1 customer." in imported(data, "", "--undo", "--yes").output
    assert rows(data, left) == []
    again = imported(data, "", "--undo", "--yes")
    assert again.exit_code == 1
    assert "no import of the last 30 days" in again.output


def test_undo_with_check_takes_nothing_back(data: Path) -> None:
    imported(data, "name,email\nZoe Marsh,zoe@marsh.example\n")
    done = imported(data, "", "--undo", "--check")

    assert done.exit_code == 2
    assert "leave out --check" in done.output
    assert len(rows(data, "SELECT name FROM customers WHERE removed_at IS NULL")) == 1


def test_undo_names_the_import_and_asks(data: Path) -> None:
    imported(data, "name,email\nZoe Marsh,zoe@marsh.example\n")
    asked = imported(data, "", "--undo")
    other = data / "other.csv"
    other.write_text("")
    refused = CliRunner().invoke(main, ["import", str(other), "--undo", "--yes"], env={"RAPPORT_DATA": str(data)})

    assert "customers.csv" in asked.output
    assert "1 customer." in asked.output
    assert "Nothing was changed, because nobody answered" in asked.output
    assert "Only the last one" in refused.output
    assert (asked.exit_code, refused.exit_code) == (1, 1)
    assert len(rows(data, "SELECT name FROM customers WHERE removed_at IS NULL")) == 1


def test_what_something_was_logged_for_since_stays_and_the_rest_is_taken_back_on_request(data: Path) -> None:
    imported(data, "name\nZoe Marsh\nAl Bo\nCy Do\n")
    with sqlite3.connect(data / "T0HARBOUR.db") as connection:
        connection.execute(
            "INSERT INTO followups (customer_id, kind, title, due, status, created_by, created_at, snooze_reason,"
            " outcome) SELECT id, 'other', 'call', '2026-12-01', 'open', 'U0ANA', '2026-11-01T09:00:00Z', '', ''"
            " FROM customers"
            " WHERE name = 'Zoe Marsh'"
        )
    undo = ["import", "--undo"]
    unanswered = CliRunner().invoke(main, [*undo, "--yes"], env={"RAPPORT_DATA": str(data)})
    done = CliRunner().invoke(main, undo, input="y\ny\n", env={"RAPPORT_DATA": str(data)})

    assert unanswered.exit_code == 1
    assert "something was logged or changed for Zoe Marsh." in unanswered.output
    assert "They stay. Take back all the others?" in done.output
    assert "Taken back: import of 2 customers." in done.output
    assert rows(data, "SELECT name FROM customers WHERE removed_at IS NULL") == [("Zoe Marsh",)]
    assert "no import" in imported(data, "", "--undo").output
