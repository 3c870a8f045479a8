"""What is logged: key=value lines on stderr, without what people wrote, names or tokens."""

import logging
import sqlite3
import traceback
from datetime import UTC, datetime
from types import TracebackType

from bot.domain.errors import StorageError

_QUIET = ("slack_bolt", "slack_sdk", "apscheduler", "urllib3", "httpx", "asyncio")
_TELLING = (StorageError, sqlite3.Error, OSError)
"""Errors whose text is about the machine. That of any other may quote a customer, as refusals do, and is left out."""

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class KeyValueFormatter(logging.Formatter):
    """`at=… level=… from=… event="…"`, and of an error where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the event holds."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event = record.getMessage().replace("\\", "\\\\").replace('"', "'").replace("\n", "\\n")
        line = f'at={at} level={record.levelname.lower()} from={record.name} event="{event}"'
        if record.exc_info and record.exc_info[0]:
            line += f' error="{self.formatException(record.exc_info)}"'
        return line

    def formatException(self, ei: _Caught) -> str:  # noqa: N802  # logging's name
        """The kind of error and the places it went through, innermost last."""
        kind, error, trace = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        text = f": {error}" if isinstance(error, _TELLING) else ""
        name = kind.__name__ if kind else "unknown"
        return f"{name}{text} at {' > '.join(places)}".replace('"', "'").replace("\n", " ")


def start(level: str) -> None:
    """Log to stderr from this level on; other people's libraries only what is amiss."""
    handler = logging.StreamHandler()
    handler.setFormatter(KeyValueFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
