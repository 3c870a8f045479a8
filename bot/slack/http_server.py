"""Slack's requests over HTTP: gunicorn with one worker of threads, because one process owns a database."""

import json
import signal
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.errors import AppImportError
from gunicorn.glogging import Logger

from bot.domain.errors import RapportError
from bot.slack.guard import plain

EVENTS_PATH = "/slack/events"
HEALTH_PATH = "/healthz"

THREADS = 8
"""Requests handled at a time; writers queue on the database anyway."""

GRACE_S = 20
"""Seconds for what runs when the server stops; then the worker is killed, which loses nothing that was confirmed."""


class Site(NamedTuple):
    """What the worker serves. `ready` says why not, or gives None; `stop` ends it in good order."""

    slack: WSGIApplication
    ready: Callable[[], str | None]
    stop: Callable[[], None]


def routes(site: Site) -> WSGIApplication:
    """Everything the server answers: Slack's requests, and whether it is live and ready."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method, path = environ.get("REQUEST_METHOD"), environ.get("PATH_INFO")
        if path not in {EVENTS_PATH, HEALTH_PATH}:
            return plain(start_response, HTTPStatus.NOT_FOUND, "not found")
        if path == EVENTS_PATH and (method == "POST" or environ.get("QUERY_STRING")):
            return site.slack(environ, start_response)
        if path == HEALTH_PATH and method in {"GET", "HEAD"}:
            return _health(site.ready(), start_response)
        return plain(start_response, HTTPStatus.METHOD_NOT_ALLOWED, "method not allowed")

    return answer


def _health(problem: str | None, start_response: StartResponse) -> Iterable[bytes]:
    """Live, because it answers; ready, unless it says why not: then 503, so that nobody sends it anything."""
    status = HTTPStatus.SERVICE_UNAVAILABLE if problem else HTTPStatus.OK
    body = json.dumps({"live": True, "ready": problem is None} | ({"problem": problem} if problem else {})).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response(f"{status.value} {status.phrase}", headers)
    return [body]


def serve(host: str, port: int, build: Callable[[], Site]) -> None:
    """Serve until told to stop; ends the process, with status 0 unless the site could not be built.

    `build` is called in the worker, after the fork: locks, threads and connections do not survive one.
    """
    _Server(host, port, build).run()


class _Arbiter(Arbiter):  # type: ignore[misc]  # gunicorn ships no types
    """Ctrl-C ends what runs as gently as SIGTERM does; a second one hurries."""

    handle_int = Arbiter.handle_term


class _Log(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn's words go where Rapport's go, in the same form."""

    def setup(self, cfg: object) -> None:
        """Set up as gunicorn does, without handlers of its own."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    def __init__(self, host: str, port: int, build: Callable[[], Site]) -> None:
        self._bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._build = build
        self._site: Site | None = None
        super().__init__()

    def load_config(self) -> None:
        """Nothing is read from files or arguments: the settings of Rapport are the only ones."""
        chosen = {
            "bind": self._bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": GRACE_S,
            "keepalive": 30,  # Slack reuses its connections
            "loglevel": "warning",
            "logger_class": _Log,
            "control_socket_disable": True,
            "post_worker_init": _leave_ctrl_c_to_the_master,
            "worker_exit": lambda _server, _worker: self._stop(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Build the site, in the worker. What a person can mend ends the server with that sentence."""
        try:
            self._site = self._build()
        except RapportError as error:
            raise AppImportError(error.sentence) from error
        return routes(self._site)

    def run(self) -> None:
        """Serve until a signal."""
        _Arbiter(self).run()

    def _stop(self) -> None:
        if self._site:
            self._site.stop()


def _leave_ctrl_c_to_the_master(_worker: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
