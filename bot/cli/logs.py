"""What is logged: a line an event on stderr, key=value or JSON, without what people wrote, names or tokens."""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType

from bot import metrics
from bot.config.settings import LogFormat
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
        event = event_of(record).replace("\\", "\\\\").replace('"', "'").replace("\n", "\\n")
        line = f'at={_at(record)} level={record.levelname.lower()} from={record.name} event="{event}"'
        if record.exc_info and record.exc_info[0]:
            line += f' error="{self.formatException(record.exc_info)}"'
        return line

    def formatException(self, ei: _Caught) -> str:  # noqa: N802  # logging's name
        """The kind of error and the places it went through, innermost last."""
        said = f": {said_by(ei)}" if said_by(ei) else ""
        places = [f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(ei[2])]
        return f"{_kind(ei)}{said} at {' > '.join(places)}".replace('"', "'").replace("\n", " ")


class JsonFormatter(logging.Formatter):
    """The same as one JSON object a line, for what collects logs: `at`, `level`, `from`, `event`, perhaps `error`.

    An error has its `kind`, the `places` it went through (file, line, function; innermost last) and perhaps what it
    `said`, where that is about the machine.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        fields: dict[str, object] = {"at": _at(record), "level": record.levelname.lower(), "from": record.name}
        fields["event"] = event_of(record)
        if record.exc_info and record.exc_info[0]:
            fields["error"] = self._error(record.exc_info)
        return json.dumps(fields)

    @staticmethod
    def _error(caught: _Caught) -> dict[str, object]:
        places = [
            {"file": place.filename, "line": place.lineno, "function": place.name}
            for place in traceback.extract_tb(caught[2])
        ]
        said = said_by(caught)
        return {"kind": _kind(caught), "places": places, **({"said": said} if said else {})}


FORMATTERS: dict[LogFormat, type[logging.Formatter]] = {"text": KeyValueFormatter, "json": JsonFormatter}


def start(level: str, form: LogFormat = "text") -> None:
    """Log to stderr from this level on; of other people's libraries only what is amiss.

    Whatever else would reach stderr by itself comes the same way: warnings, errors that end a thread or the program.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(FORMATTERS[form]())
    handler.addFilter(_count)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    logging.raiseExceptions = False  # it would print the arguments of what could not be written
    logging.captureWarnings(capture=True)
    sys.excepthook = _ended
    threading.excepthook = lambda ending: _ended(ending.exc_type, ending.exc_value, ending.exc_traceback)


def event_of(record: logging.LogRecord) -> str:
    """What happened, in our words; of what a library said, where."""
    return record.getMessage() if is_quoted(record) else f"something is amiss at {_place(record)}"


def is_quoted(record: logging.LogRecord) -> bool:
    """Whether this is of somebody whose words may be told."""
    return _is_of(record.name, _OURS + _HARMLESS)


def said_by(caught: _Caught) -> str:
    """What an error says, where that is about the machine; else nothing."""
    return str(caught[1]) if isinstance(caught[1], _TELLING) else getattr(caught[1], "sqlite_errorname", "")


def _count(record: logging.LogRecord) -> bool:
    metrics.LOGGED.labels(record.levelname.lower()).inc()
    return True


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _kind(caught: _Caught) -> str:
    return caught[0].__name__ if caught[0] else "unknown"


def _place(record: logging.LogRecord) -> str:
    return f"{record.filename}:{record.lineno} {record.funcName}"


def _is_of(name: str, families: tuple[str, ...]) -> bool:
    return any(name == family or name.startswith(f"{family}.") for family in families)


def _ended(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """An error that nobody caught, of which Python itself would print the text."""
    if error and not issubclass(kind, KeyboardInterrupt | SystemExit):
        log.critical("an error nobody foresaw", exc_info=(kind, error, trace))
