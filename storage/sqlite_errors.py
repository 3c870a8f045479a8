"""SQLite's refusals, as sentences for the person whose request met them."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.errors import StorageError
from storage.engine import ERRORS

logger = logging.getLogger(__name__)

NOTHING_SAVED = "Nothing was saved."

_TELL = "Please tell the admin."
_IN_WORDS = {
    sqlite3.SQLITE_BUSY: (
        "Another program is using the database (a backup, perhaps).",
        "Please try again in a moment.",
    ),
    sqlite3.SQLITE_FULL: ("The disk of the server is full.", "Please tell the admin; with more room it works again."),
    sqlite3.SQLITE_READONLY: ("The database cannot be written to.", _TELL),
    sqlite3.SQLITE_IOERR: ("The disk of the server does not take or give anything.", _TELL),
    sqlite3.SQLITE_CANTOPEN: ("The file of the database cannot be opened.", _TELL),
    sqlite3.SQLITE_CORRUPT: ("The database is damaged.", "Please tell the admin, who can go back to a backup."),
}
_ALIKE = {
    sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_PERM: sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOTADB: sqlite3.SQLITE_CORRUPT,
}


class MisplacedError(Exception):
    """The file at the database's path is not the one that is open. Its text is a sentence."""


class StoppedError(Exception):
    """The database was closed, because Rapport is being stopped."""


class CollidedError(Exception):
    """Another unit of work changed what this one goes by, or its connection was lost before it could end.

    Nothing of it is stored, and it can be run again. `defect`: what it is where that does not help.
    """

    defect: Exception | None = None


@contextmanager
def in_words(meanwhile: str = "") -> Iterator[None]:
    """Raise StorageError for what is wrong with the machine, saying `meanwhile` what that means for the request.

    Anything else that SQLite says is a defect of ours, and passes through.
    """
    try:
        yield
    except StoppedError as error:  # nothing is wrong: a request came while Rapport was being stopped
        again = "Please try again in a minute."
        raise StorageError(_sentence("Rapport is being stopped.", meanwhile, again)) from error
    except MisplacedError as error:
        logger.error("the database is not at its place")  # noqa: TRY400  # a traceback says nothing more
        raise StorageError(_sentence(str(error), meanwhile, _TELL)) from error
    except ERRORS as error:
        cause, advice = _reading_of(error)
        if not cause:
            raise
        logger.error("the database refuses: %s", getattr(error, "sqlite_errorname", ""))  # noqa: TRY400  # as above
        raise StorageError(_sentence(cause, meanwhile, advice)) from error


def _reading_of(error: Exception) -> tuple[str, str]:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code: https://sqlite.org/rescode.html
    return _IN_WORDS.get(_ALIKE.get(code, code), ("", ""))


def _sentence(*parts: str) -> str:
    return " ".join(part for part in parts if part)
