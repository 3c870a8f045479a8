"""Everything of one customer, for whoever asks in their name: `/customer access`, `rapport access`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.domain.customers import Customer
from bot.use_cases.access import everything
from bot.use_cases.session import customer_of
from bot.views.access_files import as_json, as_page
from storage.personal_data import HELD
from tests import engines
from tests.forgetting import WORDS, forget, with_dana
from tests.team import ANA, BEN, CARA, GENERAL, Json, Team, words


@pytest.fixture
def dana(team: Team) -> Team:
    return with_dana(team)


def access(team: Team, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["access", *arguments], env={"RAPPORT_DATA": str(team.data), **engines.told()})


def told(team: Team, customer_id: int = 1) -> tuple[Json, str]:
    with team.writing(CARA) as session:
        found = everything(session, customer_of(session, customer_id))
    return json.loads(as_json(found)), as_page(found)


def test_every_row_with_the_id_of_a_customer_comes_out(dana: Team) -> None:
    """A new table that holds something of customers cannot be left out: the schema itself is asked."""
    machine, _ = told(dana)
    given = {held.table for held in HELD if held.is_given}

    for table, rows in _rows_by_customer(dana, 1).items():
        assert table in given
        assert len(machine.get(table, [])) == rows, table


def _rows_by_customer(team: Team, customer_id: int) -> dict[str, int]:
    with team.rapport.database.reading() as uow:
        tables = [name for name in engines.tables(uow) if name != "customers_fts"]
        found = {}
        for name in tables:
            columns = [one[0] for one in uow.execute(f'SELECT * FROM "{name}" WHERE 1 = 0').description]  # noqa: S608  # its own
            if "customer_id" in columns:
                rows = uow.rows(f'SELECT * FROM "{name}" WHERE customer_id = ?', (customer_id,))  # noqa: S608  # as above
                found[name] = len(rows)
    return found


def test_all_that_was_ever_said_of_her_stands_in_both_files(dana: Team) -> None:
    machine, page = told(dana)

    for word in ("Dana Reyes", "dana@bluedoor.example", "Blue Door Deli", "Biscuit", "never arrived", "truffle"):
        assert word in json.dumps(machine, ensure_ascii=False)
        assert word in page
    assert "Ana Silva (U0ANA)" in page


def test_nothing_of_another_customer_comes_out(dana: Team) -> None:
    machine, page = told(dana, 2)

    assert machine["customer"] == "Ruth Olsen"
    assert not [word for word in WORDS if word in page or word in json.dumps(machine)]


def test_hostile_words_are_only_text_on_the_page(team: Team) -> None:
    name = "<script>alert(1)</script> & \u202eعميل"
    team.add_customer(Customer(0, name, owner=ANA))
    _, page = told(team)

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert 'dir="auto"' in page


def test_on_the_command_line_both_files_are_written_for_their_owner_alone(dana: Team, tmp_path: Path) -> None:
    said = access(dana, "dana@bluedoor.example", "--to", str(tmp_path / "out"))

    assert said.exit_code == 0, said.output
    files = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in files] == ["customer-1.html", "customer-1.json"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)
    assert dana.rows("SELECT customer_id FROM audit WHERE action = 'access to a customer given'") == [
        {"customer_id": 1}
    ]


def files(team: Team) -> list[Json]:
    return [file for message in team.dm(CARA) for file in message.get("files") or []]


def content(team: Team, file: Json) -> str:
    return (team.sandbox.workspace.files.get(file["id"]).content or b"").decode()


def test_in_slack_both_files_come_to_the_direct_message_of_the_lead_who_asked(dana: Team) -> None:
    said = words(dana.command(CARA, "/customer", "access Dana Reyes"))

    assert "comes to our direct message" in said
    page, machine = files(dana)
    assert "dana@bluedoor.example" in content(dana, page)
    assert json.loads(content(dana, machine))["customer"] == "Dana Reyes"
    assert "Dana" not in page["name"] + page["title"]
    assert all("access" not in words(message) for message in dana.sees(BEN, GENERAL))


@pytest.mark.parametrize("typed", ["access Dana Reyes", "access", "access Dan", "access Zzyzx"])
def test_in_slack_members_get_nothing(dana: Team, typed: str) -> None:
    assert "Only leads and workspace admins" in words(dana.command(BEN, "/customer", typed))
    assert dana.rows("SELECT * FROM outbox WHERE kind = 'access'") == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [("access", "Of whom?"), ("access Dan", "Nobody here is called exactly"), ("access Zzyzx", "Nobody here")],
)
def test_in_slack_nobody_is_guessed(dana: Team, typed: str, says: str) -> None:
    assert says in words(dana.command(CARA, "/customer", typed))
    assert dana.rows("SELECT * FROM outbox WHERE kind = 'access'") == []


def test_the_files_go_when_the_customer_is_forgotten(dana: Team) -> None:
    dana.command(CARA, "/customer", "access Dana Reyes")
    forget(dana)

    assert [file["mode"] for file in files(dana)] == ["tombstone", "tombstone"]
    assert dana.sandbox.workspace.files.by_id == {}
    assert all("Reyes" not in words(message) for message in dana.dm(CARA))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Dana", "Nobody here is called exactly “Dana”: Dana Reyes (dana@bluedoor.example)"),
        ("Zzyzx", "Nobody here is called “Zzyzx”"),
    ],
)
def test_on_the_command_line_nobody_is_guessed(dana: Team, tmp_path: Path, name: str, says: str) -> None:
    said = access(dana, name, "--to", str(tmp_path / "out"))

    assert said.exit_code == 1
    assert says in said.output
    assert not (tmp_path / "out").exists()
