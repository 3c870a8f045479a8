"""Erased from an encrypted database: nothing of them is left inside it either, as whoever has the key can see."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.customers import Customer
from storage import customers, erasing
from storage.encryption import decrypt
from storage.engines.sqlite import SqliteDatabase
from tests.encrypted import KEY
from tests.fake_clock import MONDAY_NINE

pytestmark = pytest.mark.engine("sqlite")


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "plain"])
def test_pages_and_log_of_a_swept_file_have_no_trace_once_they_are_decrypted(tmp_path: Path, key: object) -> None:
    path = tmp_path / "T0HARBOUR.db"
    with closing(SqliteDatabase(path, KEY if key else None)) as database:
        with database.unit_of_work() as uow:
            ids = [customers.add(uow, Customer(0, f"Quillon Zarf {n}"), "U0ANA", MONDAY_NINE) for n in range(200)]
        with database.unit_of_work() as uow:
            for one in ids:
                erasing.erase(uow, erasing.whose(uow, [one]), MONDAY_NINE)
        assert database.sweep(60)
        assert path.with_name("T0HARBOUR.db-wal").stat().st_size == 0
    if key:
        decrypt(path, KEY)
    assert b"quillon" not in path.read_bytes().lower()
