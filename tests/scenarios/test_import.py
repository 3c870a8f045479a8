"""`rapport import FILE`: a plain CSV of customers, as somebody at a terminal uses it."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from storage.ownership import own
from tests.team import Team

HEADER = "name,email,phone,birthday,owner\n"


@pytest.fixture
def data(team: Team, tmp_path: Path) -> Path:
    """The data folder of a bot that ran and was stopped; it has met Ana and the guest."""
    team.rapport.deps.person("U0ANA")
    team.rapport.deps.person("U0GUS")
    team.rapport.database.close()
    team.rapport.ownership.release()
    return tmp_path


def run(data: Path, text: str | bytes, *options: str, **environment: str) -> Result:
    file = data / "customers.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return CliRunner().invoke(main, ["import", str(file), *options], env={"RAPPORT_DATA": str(data), **environment})


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(data / "T0HARBOUR.db") as connection:
        return connection.execute(sql).fetchall()


def test_rows_are_added_with_what_they_say(data: Path) -> None:
    done = run(data, f"{HEADER}Zoe Marsh,zoe@marsh.example,(212) 555-0110,14-Mar,@ana\n")

    assert done.exit_code == 0
    assert "1 added, 0 refused" in done.output
    assert rows(data, "SELECT name, owner, birth_month, birth_day FROM customers") == [("Zoe Marsh", "U0ANA", 3, 14)]
    keys = rows(data, "SELECT written FROM customer_keys WHERE kind IN ('email', 'phone') ORDER BY kind")
    assert keys == [("zoe@marsh.example",), ("+1 212-555-0110",)]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffOwner;NAME;Email\nU0ANA;Zoe Marsh;zoe@marsh.example\n",
        'email,owner,name\r\nzoe@marsh.example,ana,"Zoe\nMarsh"\r\n',
        "\ufeffname,email,owner\n\n,,\nZoe Marsh,zoe@marsh.example,Ana Silva",
    ],
)
def test_columns_stand_in_any_order_case_and_separator(data: Path, text: str) -> None:
    assert "1 added, 0 refused" in run(data, text).output
    assert rows(data, "SELECT name, owner FROM customers") == [("Zoe Marsh", "U0ANA")]


def test_dates_and_phones_are_read_as_the_locale_has_them(data: Path) -> None:
    run(data, f"{HEADER}Zoe Marsh,,020 7946 0110,03/04/1980,\n", "--locale", "en-GB")

    assert rows(data, "SELECT birth_day, birth_month FROM customers") == [(3, 4)]
    assert rows(data, "SELECT written FROM customer_keys WHERE kind = 'phone'") == [("+44 20 7946 0110",)]


def test_every_refused_row_is_named_by_line_column_and_reason(data: Path) -> None:
    done = run(
        data,
        f"{HEADER}Zoe Marsh,zoe@marsh.example,,,\n,a@b.example,,,\nAl,nobody,,,\nBo,,12,,\nCy,,,30 Feb,\n"
        "Di,,,,@nobody\nEd,,,,U0GUS\nzoe marsh,,,,\nFi,ZOE@marsh.example,,,\nGo,,,,,more\n",
    )

    assert done.exit_code == 1
    assert "2 added, 8 refused" in done.output
    for line, why in {
        "line 3, name": "There is no name",
        "line 4, email": "is no email address",
        "line 5, phone": "is no phone number",
        "line 6, birthday": "30 Feb",
        "line 7, owner": "I don't know who “@nobody” is",
        "line 8, owner": "no active member",
        "line 9, name": "Zoe Marsh is in Rapport already",
        "line 11": "6 cells",
    }.items():
        assert any(said.startswith(f"{line}: ") and why in said for said in done.output.splitlines()), (line, why)


def test_check_says_the_same_and_writes_nothing(data: Path) -> None:
    done = run(data, f"{HEADER}Zoe Marsh,,,,\nzoe marsh,,,,\n", "--check")

    assert "1 would be added, 1 refused" in done.output
    assert rows(data, "SELECT * FROM customers") == []
    assert rows(data, "SELECT * FROM audit") == []


def test_same_file_again_adds_nobody(data: Path) -> None:
    run(data, f"{HEADER}Zoe Marsh,,,,\n")

    assert "0 added, 1 refused" in run(data, f"{HEADER}Zoe Marsh,,,,\n").output
    assert len(rows(data, "SELECT * FROM customers")) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "must name the columns"),
        ("who,what\nZoe,x\n", "one of them must be “name”"),
        ("name,name\nZoe,Zoe\n", "is there twice"),
        (b"name\n\xff\xfe\n", "is not UTF-8"),
        (f"name\n{'x' * 200_000}\n", "no CSV file"),
    ],
)
def test_file_that_is_no_such_table_gets_a_sentence(data: Path, text: str | bytes, why: str) -> None:
    done = run(data, text)

    assert done.exit_code == 1
    assert why in done.output
    assert rows(data, "SELECT * FROM customers") == []


def test_columns_that_are_not_read_are_named(data: Path) -> None:
    assert "Not read: shoe size" in run(data, "name,Shoe Size\nZoe Marsh,42\n").output


def test_running_bot_is_not_disturbed(data: Path) -> None:
    with own(data / "T0HARBOUR.db"):
        done = run(data, f"{HEADER}Zoe Marsh,,,,\n")

    assert done.exit_code == 1
    assert "Stop that one first" in done.output
    assert rows(data, "SELECT * FROM customers") == []


def test_first_import_asks_slack_whose_database_it_is(team: Team, tmp_path: Path) -> None:
    empty = tmp_path / "new"
    empty.mkdir()
    slack = {"SLACK_BOT_TOKEN": "xoxb-sandbox", "SLACK_API_URL": team.rapport.client.base_url}
    done = run(empty, f"{HEADER}Zoe Marsh,,,,@eli\n", **slack)

    assert "1 added, 0 refused" in done.output
    assert rows(empty, "SELECT name, owner FROM customers") == [("Zoe Marsh", "U0ELI")]


def test_without_database_and_token_it_says_what_to_set(tmp_path: Path) -> None:
    done = run(tmp_path, f"{HEADER}Zoe Marsh,,,,\n", SLACK_BOT_TOKEN="")

    assert "Set SLACK_BOT_TOKEN" in done.output
