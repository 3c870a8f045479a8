"""Units of work on a real file: all or nothing, one writer at a time, readers never in the way."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from bot.domain.deadline import answer_within
from bot.domain.errors import NotFoundError, StorageError
from storage.connections import PATIENCE_S, WAL_BYTES
from storage.engines.sqlite import SqliteDatabase
from tests import processes

pytestmark = pytest.mark.engine("sqlite")  # of its files


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    database = SqliteDatabase(tmp_path / "T0HARBOUR.db")
    yield database
    database.close()


def put(database: SqliteDatabase, name: str, value: str) -> None:
    with database.unit_of_work() as uow:
        uow.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))


def put_and_refuse(database: SqliteDatabase) -> None:
    with database.unit_of_work() as uow:
        uow.execute("INSERT INTO settings (name, value) VALUES ('a', '1')")
        raise NotFoundError("There is no such customer.")


def put_and_fail_at_commit(database: SqliteDatabase) -> None:
    with database.unit_of_work() as uow:
        uow.execute("PRAGMA defer_foreign_keys=ON")  # they are looked at by COMMIT only
        uow.execute("INSERT INTO settings (name, value) VALUES ('a', '1')")
        uow.execute("INSERT INTO customer_tags (customer_id, tag) VALUES (999, 'vip')")


def put_within_another(database: SqliteDatabase) -> None:
    with database.unit_of_work() as uow:
        uow.execute("INSERT INTO settings (name, value) VALUES ('a', '1')")
        put(database, "b", "1")


def refusal_of_writing(database: SqliteDatabase) -> str:
    try:
        put(database, "b", "1")
    except StorageError as error:
        return str(error)
    return ""


def held(database: SqliteDatabase) -> dict[str, str]:
    with database.reading() as uow:
        return {row["name"]: row["value"] for row in uow.rows("SELECT name, value FROM settings")}


def wal_bytes(database: SqliteDatabase) -> int:
    return database.path.with_name(f"{database.path.name}-wal").stat().st_size


def test_a_unit_of_work_that_raises_leaves_nothing_and_the_next_one_works(database: SqliteDatabase) -> None:
    with pytest.raises(NotFoundError):
        put_and_refuse(database)
    assert held(database) == {}
    put(database, "a", "2")
    assert held(database) == {"a": "2"}


def test_a_commit_that_fails_leaves_nothing_and_the_next_one_works(database: SqliteDatabase) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put_and_fail_at_commit(database)
    assert held(database) == {}
    put(database, "a", "2")
    assert held(database) == {"a": "2"}


def test_a_part_that_is_refused_is_taken_back_alone(database: SqliteDatabase) -> None:
    with database.unit_of_work() as uow:
        uow.execute("INSERT INTO settings (name, value) VALUES ('before', '1')")
        with suppress(NotFoundError), uow.part():
            uow.execute("INSERT INTO settings (name, value) VALUES ('within', '1')")
            raise NotFoundError("There is no such customer.")
        uow.execute("INSERT INTO settings (name, value) VALUES ('after', '1')")
    assert held(database) == {"before": "1", "after": "1"}


def test_through_a_reading_nothing_can_be_written_and_writing_still_works_after_it(database: SqliteDatabase) -> None:
    with pytest.raises(StorageError, match="cannot be written"), database.reading() as uow:
        uow.execute("INSERT INTO settings (name, value) VALUES ('a', '1')")
    put(database, "a", "1")
    assert held(database) == {"a": "1"}


def test_a_reader_keeps_no_writer_waiting_and_sees_one_moment_only(database: SqliteDatabase) -> None:
    put(database, "a", "old")
    with database.reading() as uow:
        assert uow.rows("SELECT value FROM settings")[0]["value"] == "old"
        put(database, "a", "new")
        assert uow.rows("SELECT value FROM settings")[0]["value"] == "old"
    assert held(database) == {"a": "new"}


def test_a_writer_keeps_no_reader_waiting(database: SqliteDatabase) -> None:
    put(database, "a", "old")
    with database.unit_of_work() as uow:
        uow.execute("UPDATE settings SET value = 'new'")
        assert held(database) == {"a": "old"}


def test_a_reader_that_stopped_half_way_does_not_make_the_next_one_see_the_past(database: SqliteDatabase) -> None:
    put(database, "a", "1")
    put(database, "b", "1")
    with database.reading() as uow:
        assert uow.row("SELECT * FROM settings") is not None
    put(database, "a", "2")
    assert held(database) == {"a": "2", "b": "1"}


def test_a_unit_of_work_inside_another_fails_at_once_and_names_the_mistake(database: SqliteDatabase) -> None:
    with pytest.raises(RuntimeError, match="inside another one"):
        put_within_another(database)
    assert held(database) == {}
    put(database, "c", "1")
    assert held(database) == {"c": "1"}


def test_who_waits_too_long_for_a_turn_is_told_that_nothing_was_saved(database: SqliteDatabase) -> None:
    begun, over = threading.Event(), threading.Event()

    def long_work() -> None:
        with database.unit_of_work():
            begun.set()
            over.wait(60)

    slow = threading.Thread(target=long_work)
    slow.start()
    begun.wait(60)
    with pytest.raises(StorageError, match=r"very busy just now\. Nothing was saved"):
        put(database, "a", "1")
    over.set()
    slow.join()
    put(database, "a", "1")
    assert held(database) == {"a": "1"}


def test_who_writes_again_and_again_lets_those_that_wait_go_first(database: SqliteDatabase) -> None:
    put(database, "a", "0")
    seen = []
    for number in range(20):
        other = threading.Thread(target=put, args=(database, "a", str(number)))
        with database.unit_of_work():
            other.start()
            processes.eventually(database._is_waited_for)  # noqa: SLF001  # nothing else tells that it waits
        with database.unit_of_work() as uow:
            seen += [row["value"] for row in uow.rows("SELECT value FROM settings")]
        other.join()
    assert seen == [str(number) for number in range(20)]


def test_no_update_of_eight_threads_is_lost(database: SqliteDatabase) -> None:
    put(database, "count", "0")

    def add(_: int) -> None:
        with answer_within(3 * processes.PATIENCE_S), database.unit_of_work() as uow:  # a busy machine loses none
            row = uow.row("SELECT value FROM settings WHERE name = 'count'")
            assert row
            uow.execute("UPDATE settings SET value = ? WHERE name = 'count'", (str(int(row["value"]) + 1),))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(200)))
    assert held(database) == {"count": "200"}


def test_the_log_shrinks_again_once_a_long_reader_is_gone(database: SqliteDatabase) -> None:
    with database.reading() as uow:
        uow.rows("SELECT * FROM settings")
        for step in range(12):
            put(database, "big", str(step) + "x" * 1_000_000)
        assert wal_bytes(database) > WAL_BYTES
    for step in range(3):
        put(database, "small", str(step))
    assert wal_bytes(database) <= WAL_BYTES


def test_the_log_of_many_small_changes_stays_small(database: SqliteDatabase) -> None:
    for step in range(60):
        put(database, "big", str(step) + "x" * 500_000)
        held(database)
    assert wal_bytes(database) <= WAL_BYTES


def test_after_closing_one_file_holds_everything_and_nothing_more_is_taken(
    database: SqliteDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    put(database, "a", "1")
    database.close()
    assert [path.name for path in database.path.parent.iterdir()] == ["T0HARBOUR.db"]
    with pytest.raises(StorageError, match=r"being stopped\. Nothing was saved"):
        put(database, "a", "2")
    assert not caplog.records  # that it is being stopped is no trouble
    assert held(SqliteDatabase(database.path)) == {"a": "1"}


def test_while_it_is_closed_no_other_thread_gets_the_connection_that_folds_the_log(database: SqliteDatabase) -> None:
    """Two threads in one connection, of which one closes it, end in a segmentation fault."""
    met: list[str] = []

    def ask_too(statement: str) -> None:
        if "wal_checkpoint" in statement:
            asking = threading.Thread(target=lambda: met.append(refusal_of_writing(database)), daemon=True)
            asking.start()
            asking.join(30)  # one that got it would wait for ever

    with database.unit_of_work() as uow:
        uow.execute("INSERT INTO settings (name, value) VALUES ('a', '1')").connection.set_trace_callback(ask_too)
    database.close()
    assert len(met) == 1
    assert "being stopped" in met[0]


def test_a_defect_of_ours_is_not_called_trouble_with_the_machine(database: SqliteDatabase) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), database.reading() as uow:
        uow.rows("SELECT * FROM nowhere")


def test_other_programs_are_waited_for_no_longer_than_a_request_has_left(database: SqliteDatabase) -> None:
    with answer_within(0.2), database.unit_of_work() as uow:
        [within] = uow.rows("PRAGMA busy_timeout")
    with database.unit_of_work() as uow:
        [without] = uow.rows("PRAGMA busy_timeout")
    assert (within[0] <= 200, without[0]) == (True, 1000 * PATIENCE_S)


def test_a_commit_waits_for_the_disk_so_that_a_power_cut_takes_nothing_that_was_confirmed(
    database: SqliteDatabase,
) -> None:
    """SQLite's own word for it (2: FULL); a power cut cannot be had here."""
    put(database, "a", "1")
    with database.unit_of_work() as uow:
        assert uow.rows("PRAGMA synchronous")[0][0] == 2


def bytes_after_deleting(database: SqliteDatabase, secret: str) -> bytes:
    """What stands in the file and its log once a value is stored, deleted, and the log folded back."""
    put(database, "secret", secret)
    database.close()
    opened = SqliteDatabase(database.path)
    with opened.unit_of_work() as uow:
        uow.execute("DELETE FROM settings WHERE name = 'secret'")
    opened.close()
    return b"".join(file.read_bytes() for file in sorted(database.path.parent.glob(f"{database.path.name}*")))


def test_what_was_deleted_is_overwritten_in_the_file(database: SqliteDatabase) -> None:
    assert b"Dana Reyes" not in bytes_after_deleting(database, "Dana Reyes" * 20)


def test_control_without_overwriting_what_was_deleted_stays_in_the_file(
    database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.connections._WRITING", ("PRAGMA secure_delete=OFF",))
    assert b"Dana Reyes" in bytes_after_deleting(database, "Dana Reyes" * 20)
