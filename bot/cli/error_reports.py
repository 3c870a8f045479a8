"""Errors to a server that speaks Sentry's protocol, where RAPPORT_SENTRY_DSN names one, and without anybody's data.

sentry-sdk by itself sends local variables, source lines, arguments, request bodies, host names and what was logged
before, and takes away from them what looks like a secret. Here it is the other way round: an event is made of what is
known to be code (the kind of an error, places, the words of a log line without what was put into them), none of the
SDK's integrations is on, and whatever else an event may come to hold is dropped before it is sent.
"""

import atexit
import logging
import re
import traceback
from enum import Enum
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from sysconfig import get_path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.cli.logs import event_of, is_quoted
from bot.domain.errors import RapportError

if TYPE_CHECKING:
    from sentry_sdk import Client
    from sentry_sdk.types import Event

FLUSH_S = 2.0
"""How long the program waits at its end for what is still to be sent."""

KEPT = {
    "event_id",
    "timestamp",
    "platform",
    "level",
    "logger",
    "logentry",
    "exception",
    "release",
    "environment",
    "sdk",
}
"""The fields of an event that are sent (https://develop.sentry.dev/sdk/foundations/data-model/event-payloads)."""

_CODE = re.compile(r"[a-z]+(_[a-z]+)+|[A-Z][A-Za-z]*(Error|Exception|Warning|Timeout|Exit)")
_ROOT = Path(__file__).parents[2]
_PYTHON = Path(get_path("stdlib"))


NOT_INSTALLED = "RAPPORT_SENTRY_DSN is set, but sentry-sdk is not installed."
INSTALLING = "Install it: uv sync --extra sentry (or pip install 'rapport[sentry]')."


def is_installed() -> bool:
    """Whether errors can be sent."""
    return find_spec("sentry_sdk") is not None


class ReportHandler(logging.Handler):
    """Sends what is logged as an error."""

    def __init__(self, client: "Client") -> None:
        super().__init__(logging.ERROR)
        self._client = client

    def emit(self, record: logging.LogRecord) -> None:
        """Hand it over; a thread of the client's sends it, and drops what comes too fast."""
        self._client.capture_event(event(record))


def start(dsn: SecretStr | None) -> None:
    """Send errors there from now on, beside logging them. Raises RapportError where sentry-sdk is not installed."""
    if dsn is None:
        return
    if not is_installed():
        raise RapportError(f"{NOT_INSTALLED} {INSTALLING}")
    client = _client(dsn)
    atexit.register(client.close, FLUSH_S)
    logging.getLogger().addHandler(ReportHandler(client))


def event(record: logging.LogRecord) -> "Event":
    """What is told of a log line."""
    told: Event = {"level": "fatal" if record.levelno >= logging.CRITICAL else "error", "logger": record.name}
    told["logentry"] = {"message": _words(record)}
    if record.exc_info and record.exc_info[0]:
        kind, _, trace = record.exc_info
        frames = [
            {"filename": _inside(place.filename), "lineno": place.lineno, "function": place.name}
            for place in traceback.extract_tb(trace)
        ]
        told["exception"] = {"values": [{"type": kind.__name__, "stacktrace": {"frames": frames}}]}
    return told


def _words(record: logging.LogRecord) -> str:
    """The line as it stands in the code, with the numbers and the words of code that were put into it alone."""
    if not is_quoted(record):
        return event_of(record)
    arguments = record.args if isinstance(record.args, tuple) else ()
    try:
        return str(record.msg) % tuple(map(_code_only, arguments))
    except (TypeError, ValueError):
        return str(record.msg)


def _code_only(argument: object) -> object:
    is_code = isinstance(argument, int | Enum) or (isinstance(argument, str) and _CODE.fullmatch(argument))
    return argument if is_code else "…"


def _inside(file: str) -> str:
    """A path without where this is installed: that may have somebody's name in it."""
    path = Path(file)
    if "site-packages" in path.parts:
        return str(Path(*path.parts[path.parts.index("site-packages") + 1 :]))
    home = next((folder for folder in (_ROOT, _PYTHON) if path.is_relative_to(folder)), path.parent)
    return str(path.relative_to(home))


def _client(dsn: SecretStr) -> "Client":
    from sentry_sdk import Client  # noqa: PLC0415  # an extra, which few have

    return Client(
        dsn=dsn.get_secret_value(),
        release=f"rapport@{version('rapport')}",
        default_integrations=False,
        auto_enabling_integrations=False,
        before_send=_only_kept,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        send_default_pii=False,
        server_name="",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
    )


def _only_kept(told: Any, _hint: dict[str, Any]) -> Any:  # noqa: ANN401  # the SDK's event
    return {name: value for name, value in told.items() if name in KEPT}
