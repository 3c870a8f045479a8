"""Encrypting a database that is plain, and making an encrypted one plain again.

SQLite cannot do either in place. A new file is written beside the old one, compared with it row by row, read anew, and
put in its place in one step: a crash leaves the old file or the new one, whole.
"""

from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage import litestream
from storage.drafts import failures, make_private, scratch, sync
from storage.engine import connect_by_sqlcipher, is_plain, literal, open_file, sqlcipher

PATIENCE_S = 5.0
"""How long to wait for another program that has the file open, such as a backup."""


def encrypt(path: Path, key: SecretStr) -> bool:
    """Encrypt a database nobody uses; False where it was encrypted with this key already. Raises StorageError."""
    sqlcipher()
    if is_plain(path):
        _convert(path, None, key)
        return True
    open_file(path, "ro", key).close()
    return False


def decrypt(path: Path, key: SecretStr) -> bool:
    """Make a database plain that nobody uses; False where it was so already. Raises StorageError."""
    if is_plain(path):
        return False
    _convert(path, key, None)
    return True


def export(source: Path, target: Path, old: SecretStr | None, new: SecretStr | None) -> None:
    """Write what `source` holds into the new file `target`, with another key; one of them must be set.

    Raises ERRORS; StorageError where what was written is not what was read.
    """
    make_private(target)
    with closing(connect_by_sqlcipher(target, "rw", new)) as connection:
        connection.execute("PRAGMA synchronous=OFF")  # a draft: it is brought to the disk once, as a whole
        connection.execute("ATTACH ? AS source KEY ?", (f"{source.absolute().as_uri()}?mode=ro", literal(old)))
        connection.execute("SELECT sqlcipher_export('main', 'source')")
        compare(connection, source)
    with closing(open_file(target, "ro", new)) as written:
        if written.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StorageError(f"The new file of {source} could not be read back. Nothing was changed.")


def _convert(path: Path, old: SecretStr | None, new: SecretStr | None) -> None:
    litestream.refuse(path)
    draft = path.with_name(f"{path.name}.converting")
    with failures(f"Nothing was changed: {path} could not be converted"), scratch(draft):
        _fold(path, old)
        export(path, draft, old, new)
        sync(draft)
        draft.replace(path)
        sync(path.parent)


def _fold(path: Path, key: SecretStr | None) -> None:
    """Bring everything into the file itself and have no write-ahead log: one that stays would belong to no file."""
    with closing(open_file(path, "rw", key, timeout_s=PATIENCE_S)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StorageError(f"{path} is damaged. Go back to a backup first: rapport restore FILE.")
        connection.execute(
            "PRAGMA journal_mode=DELETE"
        )  # refused ("database is locked") while anybody else has it open


def compare(connection: Connection, path: Path) -> None:
    """Every table of the attached `source`, the file `path`, has the same rows in `main`. Raises StorageError, ERRORS.

    What a virtual table holds is in tables of its own.
    """
    tables = connection.execute("SELECT name, sql FROM source.sqlite_master WHERE type = 'table'").fetchall()
    for name, sql in tables:
        if sql.startswith("CREATE VIRTUAL"):
            continue
        table = '"' + name.replace('"', '""') + '"'
        counts = f"(SELECT count(*) FROM main.{table}) = (SELECT count(*) FROM source.{table})"  # noqa: S608  # a table's own name
        equal = f"NOT EXISTS (SELECT * FROM main.{table} EXCEPT SELECT * FROM source.{table})"  # noqa: S608  # as above
        if not connection.execute(f"SELECT {counts} AND {equal}").fetchone()[0]:
            raise StorageError(f"The new file of {path} does not hold the same. Nothing was changed.")
