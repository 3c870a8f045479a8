"""The SQLite that opens a database file: Python's own, or SQLCipher where there is a key.

SQLCipher (the package sqlcipher3, the extra "encryption") is SQLite with every page of a file encrypted by AES-256 and
signed, the write-ahead log and copies included (https://www.zetetic.net/sqlcipher/design/). The key is 32 random bytes:
deriving one from a password takes 0.1 s for each connection that is opened. Its classes are not those of `sqlite3`;
ERRORS has the errors of both.
"""

import sqlite3
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.domain.errors import StorageError

try:
    from sqlcipher3 import dbapi2 as _sqlcipher
except ModuleNotFoundError:
    _sqlcipher = None

ERRORS: tuple[type[Exception], ...] = (sqlite3.Error, *([_sqlcipher.Error] if _sqlcipher else []))
"""What either engine raises; each error has `sqlite_errorcode` and `sqlite_errorname`."""

_EACH: dict[str, Any] = {"uri": True, "isolation_level": None, "check_same_thread": False}
_HEADER = b"SQLite format 3\0"  # https://sqlite.org/fileformat.html#the_database_header; encrypted, it is random


def open_file(path: Path, mode: str, key: SecretStr | None = None, *, timeout_s: float = 30.0) -> sqlite3.Connection:
    """A connection with one of SQLite's URI modes: "ro", "rw", "rwc".

    Raises StorageError when file and key do not go together or the file is no database, ERRORS for what SQLite refuses.
    """
    connection = connect(path, mode, key, timeout_s=timeout_s)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").close()
    except ERRORS as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            raise StorageError(_mismatch(path, key)) from error
        raise
    return connection


def connect(path: Path, mode: str, key: SecretStr | None = None, *, timeout_s: float = 30.0) -> sqlite3.Connection:
    """The same, before anything of the file is read."""
    if key:
        return connect_by_sqlcipher(path, mode, key, timeout_s=timeout_s)
    plain: sqlite3.Connection = sqlite3.connect(_address(path, mode), timeout=timeout_s, **_EACH)
    return plain


def connect_by_sqlcipher(
    path: Path, mode: str, key: SecretStr | None, *, timeout_s: float = 30.0
) -> sqlite3.Connection:
    """The same for a file of either kind, by the engine that can attach both. Raises StorageError where it lacks."""
    connection: sqlite3.Connection = sqlcipher().connect(_address(path, mode), timeout=timeout_s, **_EACH)
    connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to stderr what we say in words
    if key:
        connection.execute(f'PRAGMA key="{literal(key)}"')
    return connection


def sqlcipher() -> Any:  # noqa: ANN401  # sqlcipher3 has no types
    """The module that opens encrypted files. Raises StorageError where it is not installed."""
    if _sqlcipher is None:
        raise StorageError(
            "A key is set, but sqlcipher3, which encrypts, is not installed. Install it: "
            "uv sync --extra encryption (or pip install 'rapport[encryption]')."
        )
    return _sqlcipher


def row_factory(key: SecretStr | None) -> type[sqlite3.Row]:
    """Rows by the names of their columns, as the engine of that key makes them."""
    rows: type[sqlite3.Row] = sqlcipher().Row if key else sqlite3.Row
    return rows


def version(key: SecretStr | None) -> str:
    """Which SQLite reads and writes the databases."""
    return str(sqlcipher().sqlite_version if key else sqlite3.sqlite_version)


def literal(key: SecretStr | None) -> str:
    """The key as SQLCipher wants it, as it is and not as a password; "" for none."""
    return f"x'{key.get_secret_value()}'" if key else ""


def is_plain(path: Path) -> bool:
    """Whether anybody who can read the file can read what is in it."""
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


def _address(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def _mismatch(path: Path, key: SecretStr | None) -> str:
    if key is None:
        return (
            f"{path} is damaged, or it is encrypted and no key is set. "
            "Set RAPPORT_DATABASE_KEY_FILE or RAPPORT_DATABASE_KEY_COMMAND; if it is damaged, go back to a backup: "
            "rapport restore FILE."
        )
    if is_plain(path):
        return f"{path} is not encrypted, but a key is set. Stop Rapport and encrypt it: rapport encrypt."
    return (
        f"The key does not open {path}: it was encrypted with another one, or the file is damaged. "
        "Set the key it was encrypted with; if it is damaged, take another backup: rapport restore FILE."
    )
