"""Databases of every Rapport there was, of one there will be, and of somebody else."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlite_utils

from bot.domain.errors import StorageError
from storage import kept_lines
from storage.engine import open_file
from storage.engines.sqlite import SqliteDatabase
from storage.hearing_migrations import migrations
from storage.restores import NUMBERED
from storage.schema import known_steps
from tests.fake_clock import MONDAY_NINE

pytestmark = pytest.mark.engine("sqlite")  # of its files

FIRST_ROWS = """
    INSERT INTO customers (id, name, kind, company, stage, tier, channel, timezone, language, wishes_ok, email_ok,
        do_not_contact, created_at, created_by)
    VALUES (7, 'Dana Reyes', 'person', 'Blue Door Deli', 'active', 'none', '', '', '', 1, 1, 0, '2026-01-01', 'U0ANA');
    INSERT INTO customer_keys (customer_id, kind, position, written, folded)
    VALUES (7, 'name', 0, 'Dana Reyes', 'dana reyes');
"""
"""What the very first schema could hold."""


def of_schema(path: Path, stop_before: str) -> None:
    """A database as the Rapport before this step left it, with a customer where there can be one."""
    connection = open_file(path, "rwc")
    connection.execute("PRAGMA journal_mode=WAL")
    migrations.apply(sqlite_utils.Database(connection), stop_before=stop_before)
    if stop_before != known_steps()[0]:
        connection.executescript(FIRST_ROWS)
    connection.close()


def schema(path: Path) -> list[tuple[str, str]]:
    connection = open_file(path, "ro")
    found: list[tuple[str, str]] = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
    ).fetchall()
    connection.close()
    return found


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = open_file(path, "ro")
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


@pytest.fixture(scope="module")
def todays(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    path = tmp_path_factory.mktemp("today") / "T0HARBOUR.db"
    SqliteDatabase(path).close()
    return schema(path)


@pytest.mark.parametrize("step", known_steps())
def test_every_older_schema_becomes_todays_and_keeps_what_it_holds(
    step: str, tmp_path: Path, todays: list[tuple[str, str]]
) -> None:
    path = tmp_path / "T0HARBOUR.db"
    of_schema(path, step)
    SqliteDatabase(path).close()
    assert schema(path) == todays
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "PRAGMA foreign_key_check") == []
    if step != known_steps()[0]:
        assert query(path, "SELECT id, name FROM customers") == [(7, "Dana Reyes")]


@pytest.mark.parametrize("table", NUMBERED)
def test_an_id_that_stands_in_buttons_is_given_out_once(table: str, todays: list[tuple[str, str]]) -> None:
    assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in dict(todays)[table]


def test_the_line_of_an_answered_question_leaves_its_id_to_no_other(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "T0HARBOUR.db")
    with database.unit_of_work() as uow:
        first = kept_lines.keep(uow, "U0ANA", "complaint", "", MONDAY_NINE)
        kept_lines.drop(uow, first)
        assert kept_lines.keep(uow, "U0ANA", "complaint", "", MONDAY_NINE) > first
    database.close()


def test_what_refers_to_nothing_is_refused_right_after_an_update(tmp_path: Path) -> None:
    path = tmp_path / "T0HARBOUR.db"
    of_schema(path, known_steps()[0])
    database = SqliteDatabase(path)
    with database.unit_of_work() as uow:
        assert tuple(uow.rows("PRAGMA foreign_keys")[0]) == (1,)
    database.close()


def test_opening_todays_database_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "T0HARBOUR.db"
    SqliteDatabase(path).close()
    before = path.read_bytes()
    SqliteDatabase(path).close()
    assert path.read_bytes() == before


KILLED_AT_EVERY_STATEMENT = """
import os, signal, sys, shutil
from pathlib import Path
from storage import connections
from storage.engine import open_file
from storage.engines.sqlite import SqliteDatabase

folder, step, stride = Path(sys.argv[1]), 0, int(sys.argv[2])
real = connections.connect
while True:
    step += stride
    path = folder / f"{step}.db"
    shutil.copy(folder / "old.db", path)
    child = os.fork()
    if child == 0:
        left = [step]
        def count(statement):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        def watched(*arguments, **options):
            connection = real(*arguments, **options)
            connection.set_trace_callback(count)
            return connection
        connections.connect = watched
        SqliteDatabase(path)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended != -signal.SIGKILL:
        path.unlink()
        print(step)
        sys.exit(ended)
"""
"""Brings a copy of old.db up to date, killed (SIGKILL) at its first statement, then another some statements later …"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed processes are forked, which Windows cannot")
@pytest.mark.parametrize(
    ("step", "stride"), [(known_steps()[-2], 5), pytest.param(known_steps()[0], 1, marks=pytest.mark.full)]
)
def test_killed_at_any_statement_of_an_update_the_next_start_finishes_it(
    step: str, stride: int, tmp_path: Path, todays: list[tuple[str, str]]
) -> None:
    of_schema(tmp_path / "old.db", step)
    printed = subprocess.run(
        [sys.executable, "-c", KILLED_AT_EVERY_STATEMENT, str(tmp_path), str(stride)],
        check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2], timeout=300,
    )  # fmt: skip
    killed = range(stride, int(printed.stdout), stride)
    assert killed
    for number in killed:
        path = tmp_path / f"{number}.db"
        applied = [row[0] for row in _applied(path)]
        assert applied == known_steps()[: len(applied)]
        SqliteDatabase(path).close()
        assert schema(path) == todays
        assert query(path, "PRAGMA integrity_check") == [("ok",)]
        assert query(path, "SELECT count(*) FROM _sqlite_migrations") == [(len(known_steps()),)]


def _applied(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    there = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'").fetchone()
    found = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall() if there else []
    connection.close()
    return found


def test_a_database_of_a_newer_rapport_is_refused_naming_both_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "T0HARBOUR.db"
    SqliteDatabase(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rapport', 'm999_later', '')"
    )
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageError) as refused:
        SqliteDatabase(path)
    assert "written by a newer Rapport" in refused.value.sentence
    assert "m999_later" in refused.value.sentence
    assert known_steps()[-1] in refused.value.sentence
    assert path.read_bytes() == before


def test_somebody_elses_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "T0HARBOUR.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE customers (id)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageError, match="not one of Rapport's"):
        SqliteDatabase(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "T0HARBOUR.db"
    path.write_text("a letter to Dana Reyes " * 100)
    with pytest.raises(StorageError, match="is damaged, or it is encrypted") as refused:
        SqliteDatabase(path)
    assert "Dana" not in refused.value.sentence
    assert path.read_text().startswith("a letter")


def test_a_folder_that_cannot_be_made_is_refused_with_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="Set RAPPORT_DATA"):
        SqliteDatabase(tmp_path / "file" / "T0HARBOUR.db")


def test_birthdays_that_came_up_before_are_due_on_the_birthday_itself(tmp_path: Path) -> None:
    path = tmp_path / "T0HARBOUR.db"
    of_schema(path, "m011_birthdays")
    connection = open_file(path, "rw")
    connection.executescript("""
        UPDATE customers SET birth_month = 11, birth_day = 28;
        INSERT INTO customers SELECT 8, name, kind, company, stage, tier, owner, backup_owner, channel, timezone,
            language, 2, 29, NULL, since, renewal, lifetime_value, cadence_days, wishes_ok, email_ok, do_not_contact,
            created_at, created_by, removed_at FROM customers;
        INSERT INTO followups (customer_id, kind, title, due, status, created_by, created_at, outcome, origin) VALUES
            (7, 'birthday', 'Birthday on Saturday 28 November (turns 40)', '2026-11-27', 'open', 'r', '', '',
                'birthday:7:2026'),
            (8, 'birthday', 'Birthday on Sunday 28 February', '2027-02-26', 'open', 'r', '', '', 'birthday:8:2027'),
            (8, 'birthday', 'Birthday on Tuesday 29 February', '2028-02-29', 'open', 'r', '', '', 'birthday:8:2028'),
            (7, 'other', 'Call', '2026-11-27', 'open', 'r', '', '', NULL);
    """)
    connection.close()
    SqliteDatabase(path).close()
    assert query(path, "SELECT title, due, origin FROM followups ORDER BY id") == [
        ("Birthday", "2026-11-28", "birthday:7:2026-11-28"),
        ("Birthday", "2027-02-28", "birthday:8:2027-02-28"),
        ("Birthday", "2028-02-29", "birthday:8:2028-02-29"),
        ("Call", "2026-11-27", None),
    ]


WITHHELD = """
    INSERT INTO outbox (id, key, kind, subject, recipient, priority, not_before, state, attempts, error, created_at,
        channel, withheld_at)
    VALUES (1, 'a', 'alert', '1', 'feedback', 0, '2026-11-26', 'sent', 1, '', '2026-11-26', 'C1', '2026-11-26'),
           (2, 'b', 'alert', '2', 'feedback', 0, '2026-11-26', 'sent', 1, '', '2026-11-26', 'C1', '2026-11-26');
    INSERT INTO ledger (kind, subject, recipient, local_date, state, reason, due_at, created_at)
    VALUES ('withheld', '2', 'feedback', '2026-11-26', 'skipped', 'Made neutral', '2026-11-26', '2026-11-26');
"""
"""Two messages that count as withheld; of one it is noted that it was made neutral."""


def test_what_only_was_to_be_withheld_is_on_show_until_it_is(tmp_path: Path) -> None:
    path = tmp_path / "T0HARBOUR.db"
    of_schema(path, "m023_withheld_as_noted")
    connection = open_file(path, "rw")
    connection.executescript(WITHHELD)
    connection.close()
    SqliteDatabase(path).close()

    assert query(path, "SELECT id FROM outbox WHERE withheld_at IS NULL") == [(1,)]


def test_what_was_said_before_there_was_a_search_is_found_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "T0HARBOUR.db"
    of_schema(path, "m031_passages")
    connection = open_file(path, "rwc")
    connection.executescript("""
        INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_label, mood_phrases,
            mood_reason, category, logged_by, logged_at, source, link, undone_at)
        VALUES (7, 'touchpoint', '2026-11-20', 'phone', '', 'The café was “great”!', 'positive', '[]', '', '', 'U1',
            '2026-11-20', 'form', '', NULL),
            (7, 'touchpoint', '2026-11-20', 'phone', '', 'never happened', 'neutral', '[]', '', '', 'U1',
            '2026-11-20', 'form', '', '2026-11-20');
        INSERT INTO details (customer_id, category, text, remembered_by, remembered_at)
        VALUES (7, 'pet', 'Biscuit', 'U1', '2026-11-20');
        INSERT INTO custom_fields (name, key, type, choices, position) VALUES ('A', 'a', 'text', '[]', 1);
        INSERT INTO customer_values VALUES (7, 1, 'No nuts');
    """)
    connection.close()
    SqliteDatabase(path).close()

    assert query(path, "SELECT words, values_of FROM passages ORDER BY id") == [
        ("the cafe was great", None),
        ("biscuit", None),
        ("no nuts", 7),
    ]
    assert query(path, "SELECT count(*) FROM passages_fts WHERE passages_fts MATCH 'cafe OR biscuit OR nuts'") == [(3,)]
