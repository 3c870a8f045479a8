"""What PostgreSQL alone has: one owner by a lease, units of work that collide, a schema for each workspace."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest
from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage import settings
from storage.database import MOST_ATTEMPTS, UnitOfWork
from storage.engines.postgres import CONNECTIONS, PostgresDatabase, Server, placed
from storage.engines.postgres_schema import STEPS
from storage.schema import known_steps
from tests import engines
from tests.processes import eventually

pytestmark = pytest.mark.engine("postgres")

TEAM = "T0LEASE"


@pytest.fixture
def url() -> SecretStr:
    engines.clear()
    return SecretStr(engines.chosen["url"])


@pytest.fixture
def database(url: SecretStr) -> Iterator[PostgresDatabase]:
    database = PostgresDatabase(url, TEAM)
    yield database
    database.close()


@pytest.fixture
def other(url: SecretStr) -> Iterator[PostgresDatabase]:
    """Another process's."""
    other = PostgresDatabase(url, TEAM)
    yield other
    other.close()


def note(uow: UnitOfWork, mark: str = "done") -> bool:
    return settings.mark_once(uow, mark)


def end_lease(url: SecretStr) -> None:
    """As if its holder had stood still for longer than its term."""
    with psycopg.connect(url.get_secret_value()) as connection:
        connection.execute("UPDATE t0lease.lease SET until = now() - interval '1 second'")


def test_every_step_of_the_schema_since_the_first_has_the_name_of_sqlites() -> None:
    known = known_steps()

    assert known[known.index(next(iter(STEPS))) :] == list(STEPS)


def test_one_process_at_a_time_owns_a_workspace(database: PostgresDatabase, other: PostgresDatabase) -> None:
    first, second = database.lease(), other.lease()

    assert first.term()
    assert not second.term()
    first.release()
    second.release()


def test_when_the_owner_has_gone_another_one_takes_over_by_itself(
    database: PostgresDatabase, other: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engines.lease.LOOK_EACH_S", 0.01)
    first, second = database.lease(), other.lease()
    first.release()

    while not second.term():
        time.sleep(0.01)
    assert not first.term()
    second.release()


def test_who_stood_still_for_too_long_writes_nothing_as_the_owner(
    database: PostgresDatabase, other: PostgresDatabase, url: SecretStr
) -> None:
    stalled = database.lease()
    with stalled.acting():
        assert database.write(note)
    end_lease(url)
    owner = other.lease()

    with stalled.acting(), pytest.raises(StorageError, match="taken over this workspace"):
        database.write(lambda uow: note(uow, "late"))
    with owner.acting():
        assert other.write(lambda uow: note(uow, "late"))
    stalled.release()
    assert owner.term()
    owner.release()


def test_what_a_process_that_stands_still_has_locked_is_free_again_soon(
    database: PostgresDatabase, other: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engines.postgres.FROZEN_MS", 100)
    database.write(note)

    def again(uow: UnitOfWork) -> bool:
        uow.execute("UPDATE settings SET value = value")
        return True

    def is_written() -> bool:
        with suppress(StorageError):
            return other.write(again)
        return False

    def stand_still(uow: UnitOfWork) -> None:
        again(uow)
        eventually(is_written)

    with pytest.raises(StorageError), database.unit_of_work() as uow:
        stand_still(uow)


def test_what_people_ask_for_is_stored_by_whichever_process_they_reach(
    database: PostgresDatabase, other: PostgresDatabase
) -> None:
    owner, standing_by = database.lease(), other.lease()

    assert other.write(note)
    owner.release()
    standing_by.release()


def test_of_many_that_mark_the_same_at_once_one_is_first(database: PostgresDatabase, other: PostgresDatabase) -> None:
    begun = threading.Barrier(8)

    def claim(number: int) -> bool:
        begun.wait()
        return (database if number % 2 else other).write(note)

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(claim, range(8))) == [False] * 7 + [True]


def test_a_unit_that_goes_by_what_another_has_changed_meanwhile_is_run_again(
    database: PostgresDatabase, other: PostgresDatabase
) -> None:
    """Each of two takes the last place, if it is free: without SERIALIZABLE both would."""
    attempts, read = [0, 0], threading.Barrier(2)

    def take(uow: UnitOfWork, number: int) -> bool:
        is_free = not uow.rows("SELECT 1 FROM settings WHERE name LIKE 'place %'")
        attempts[number] += 1
        if attempts[number] == 1:
            read.wait()
        return is_free and note(uow, f"place {number}")

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(database.write, lambda uow: take(uow, 0))
        two = threads.submit(other.write, lambda uow: take(uow, 1))
        assert sorted([one.result(), two.result()]) == [False, True]
    assert sorted(attempts) == [1, 2]


def test_a_key_that_is_there_each_time_is_a_defect_and_not_called_busy(database: PostgresDatabase) -> None:
    """As in SQLite, where it raises at once: the log has it, and nobody is told to try again."""
    database.write(note)
    attempts = []

    def store_it_again(uow: UnitOfWork) -> None:
        attempts.append(1)
        uow.execute("INSERT INTO settings (name, value) SELECT name, value FROM settings")

    with pytest.raises(psycopg.errors.UniqueViolation):
        database.write(store_it_again)
    assert len(attempts) == MOST_ATTEMPTS


def test_a_key_that_another_has_just_stored_is_found_by_running_again(
    database: PostgresDatabase, other: PostgresDatabase
) -> None:
    def store(uow: UnitOfWork) -> str:
        if uow.rows("SELECT 1 FROM settings WHERE name = 'mark'"):
            return "found"
        other.write(lambda neighbour: neighbour.execute("INSERT INTO settings (name, value) VALUES ('mark', '1')"))
        uow.execute("INSERT INTO settings (name, value) VALUES ('mark', '2')")
        return "stored"

    assert database.write(store) == "found"


def test_workspaces_do_not_see_each_other(database: PostgresDatabase, url: SecretStr) -> None:
    database.write(note)
    neighbour = PostgresDatabase(url, "T0OTHER")

    assert neighbour.write(note)
    neighbour.close()


@pytest.mark.usefixtures("database")
def test_the_schema_of_a_newer_rapport_is_left_alone(url: SecretStr) -> None:
    with psycopg.connect(url.get_secret_value()) as connection:
        connection.execute("INSERT INTO t0lease.migrations VALUES ('m999_later', 'now')")

    with pytest.raises(StorageError, match="written by a newer Rapport"):
        PostgresDatabase(url, TEAM)


def test_nothing_can_be_written_where_things_are_only_looked_up(database: PostgresDatabase) -> None:
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), database.reading() as uow:
        note(uow)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT 1 WHERE a = ? AND b LIKE 'D%'", "SELECT 1 WHERE a = %s AND b LIKE 'D%%'"),
        ("VALUES (:id, :a_name)", "VALUES (%(id)s, %(a_name)s)"),
        ("SELECT now()::text", "SELECT now()::text"),
    ],
)
def test_parameters_are_placed_as_psycopg_has_them(ours: str, theirs: str) -> None:
    assert placed(ours) == theirs.encode()


def test_workspaces_of_one_process_share_connections_and_one_thread_that_renews_their_leases(
    url: SecretStr, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engines.lease.LOOK_EACH_S", 0.01)
    server = Server(url)
    workspaces = [PostgresDatabase(url, f"T0MANY{number}", server) for number in range(20)]
    leases = [workspace.lease() for workspace in workspaces]
    with psycopg.connect(url.get_secret_value(), autocommit=True) as connection:
        connection.execute("DROP TABLE t0many3.lease")
        connection.execute("UPDATE t0many7.lease SET until = now() + interval '1 second'")
        wanted = "SELECT until > now() + interval '5 seconds' FROM t0many7.lease"
        eventually(lambda: connection.execute(wanted).fetchone() == (True,))
        [open_now] = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = '' AND pid != pg_backend_pid()"
        ).fetchone() or [0]

    assert [thread.name for thread in threading.enumerate()].count("lease") == 1
    assert open_now <= CONNECTIONS + 1
    for lease in leases:
        lease.release()
    for workspace in workspaces:
        workspace.close()
    with PostgresDatabase(url, "T0MANY1", server).reading() as uow:
        assert not uow.rows("SELECT 1 FROM customers")
    server.close()
