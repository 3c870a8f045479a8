"""What is logged: key=value lines on stderr, without what people wrote, names or tokens."""

import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType

from bot.domain.errors import StorageError

log = logging.getLogger(__name__)

_OURS = ("bot", "handlers", "jobs", "storage", "rapport")
_HARMLESS = ("apscheduler", "uvicorn.error")
"""Libraries whose words are about themselves. Others are never quoted: slack_sdk logs addresses that let anybody answer
in Slack (`response_url`), tokens and whole payloads; where in the library it was said tells enough."""

_TELLING = (StorageError, OSError)
"""Errors whose text is about the machine. That of any other may quote a customer, as refusals do, and is left out; of
SQLite's own, whose text may quote a search, the name is kept."""

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class KeyValueFormatter(logging.Formatter):
    """`at=… level=… from=… event="…"`, and of an error where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the event holds."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event = _event(record).replace("\\", "\\\\").replace('"', "'").replace("\n", "\\n")
        line = f'at={at} level={record.levelname.lower()} from={record.name} event="{event}"'
        if record.exc_info and record.exc_info[0]:
            line += f' error="{self.formatException(record.exc_info)}"'
        return line

    def formatException(self, ei: _Caught) -> str:  # noqa: N802  # logging's name
        """The kind of error and the places it went through, innermost last."""
        kind, error, trace = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        said = str(error) if isinstance(error, _TELLING) else getattr(error, "sqlite_errorname", "")
        text = f": {said}" if said else ""
        name = kind.__name__ if kind else "unknown"
        return f"{name}{text} at {' > '.join(places)}".replace('"', "'").replace("\n", " ")


def start(level: str) -> None:
    """Log to stderr from this level on; of other people's libraries only what is amiss.

    Whatever else would reach stderr by itself comes the same way: warnings, errors that end a thread or the program.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(KeyValueFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    logging.raiseExceptions = False  # it would print the arguments of what could not be written
    logging.captureWarnings(capture=True)
    sys.excepthook = _ended
    threading.excepthook = lambda ending: _ended(ending.exc_type, ending.exc_value, ending.exc_traceback)


def _event(record: logging.LogRecord) -> str:
    if _is_of(record.name, _OURS + _HARMLESS):
        return record.getMessage()
    return f"something is amiss at {record.filename}:{record.lineno} {record.funcName}"


def _is_of(name: str, families: tuple[str, ...]) -> bool:
    return any(name == family or name.startswith(f"{family}.") for family in families)


def _ended(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """An error that nobody caught, of which Python itself would print the text."""
    if error and not issubclass(kind, KeyboardInterrupt | SystemExit):
        log.critical("an error nobody foresaw", exc_info=(kind, error, trace))
