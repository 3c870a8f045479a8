"""Databases with a customer in them, plain or encrypted, and what can be read of them."""

from contextlib import closing
from pathlib import Path

from pydantic import SecretStr

from bot.domain.customers import Customer
from bot.domain.message_kinds import MessageKind
from storage import customers, outbox
from storage.engine import open_file
from storage.engines.sqlite import SqliteDatabase
from tests.fake_clock import MONDAY_NINE

KEY, OTHER = SecretStr("ab" * 32), SecretStr("cd" * 32)
WORDS = (b"Quillon", b"marmalade", b"CREATE TABLE", b"customers_fts", b"SQLite format 3")


def fill(path: Path, key: SecretStr | None) -> Path:
    """A database with a customer, found by search, and a message that waits."""
    database = SqliteDatabase(path, key)
    with database.unit_of_work() as uow:
        customers.add(uow, Customer(0, "Quillon Zarf", company="Blue marmalade"), "U0ANA", MONDAY_NINE)
        outbox.put(uow, kind=MessageKind.DIGEST, subject="U0ANA", recipient="U0ANA", now=MONDAY_NINE)
    database.close()
    return path


def everything(path: Path, key: SecretStr | None) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and the schema."""
    with closing(open_file(path, "ro", key)) as connection:
        schema = [tuple(row) for row in connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")]
        tables = [name for kind, name, _ in schema if kind == "table"]
        every = 'SELECT * FROM "{}"'
        rows = {name: sorted(map(tuple, connection.execute(every.format(name))), key=repr) for name in tables}
    return {"": schema, **rows}


def readable(folder: Path) -> list[tuple[str, bytes]]:
    """Which words stand in which file, for whoever has the disk."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [(path.name, word) for path in files for word in WORDS if word in path.read_bytes()]
