"""`rapport run`: the bot itself, over Socket Mode or over HTTP."""

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

import click

import handlers
from bot.app import Rapport, build
from bot.cli import error_reports, logs
from bot.cli.clock import clock_for, tick_when_moved
from bot.config import Settings, former_rules, load, over_http
from bot.domain.clock import SystemClock
from bot.slack import http_server
from bot.slack.guard import Guard
from bot.slack.probes import Watched
from bot.slack.serving import listen
from bot.slack.sockets import SocketMode
from bot.survey_page.app import Shown, SurveyPage, served

if TYPE_CHECKING:
    from bot.hosting.host import Host

CHECK_S = 1.0

SWITCH_S = 0.0005
"""How long a thread may keep the interpreter from another that is ready. SQLite lets go of it at every statement, and
who writes holds up everybody: with Python's 5 ms, 8 threads did a quarter fewer requests (measured)."""

_TAKEN_BY_BOLT = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
"""Where it finds them, Bolt begins to install by itself, with files in the home folder."""

NOT_CONNECTED = "There is no connection to Slack."

log = logging.getLogger(__name__)


@click.command()
@click.option("--http", "port", type=click.IntRange(1, 65535), metavar="PORT", help="Serve signed requests instead.")
@click.option(
    "--probes",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="With Socket Mode: serve /healthz, /readyz and /metrics.",
)
@click.option(
    "--survey",
    type=click.IntRange(1, 65535),
    metavar="PORT",
    help="With Socket Mode: serve the page on which customers answer.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to serve on, with --http, --probes or --survey."
)
def run(port: int | None, probes: int | None, survey: int | None, host: str) -> None:
    """Connect to Slack and work, until SIGTERM or Ctrl-C.

    Socket Mode needs no public address. With --http, Slack's Request URL is https://<your address>/slack/events (for
    commands, interactivity and events alike). GET /healthz says that Rapport is live, /readyz whether it can work,
    /metrics how it does, to who has the token of RAPPORT_METRICS_TOKEN. Customers answer under /s/, where
    RAPPORT_SURVEY_URL says what that is called from outside.
    """
    for option, given in (("--probes", probes), ("--survey", survey)):
        if port and given:
            raise click.UsageError(f"{option} is for Socket Mode: with --http the same port answers it.")
    settings = load(over_http() if port else "socket")
    logs.start(settings.log_level, settings.log_format)
    _say_what_is_former()
    error_reports.start(settings.sentry_dsn)
    for name in _TAKEN_BY_BOLT:
        os.environ.pop(name, None)
    if port:
        http_server.serve(host, port, lambda: _site_of_many(settings) if settings.need == "many" else _site(settings))
    else:
        with ExitStack() as taken:
            at = _Ports(*(taken.enter_context(listen(host, one)) if one else None for one in (probes, survey)))
            _run_sockets(settings, at)


class _Ports(NamedTuple):
    """What is listened on beside Socket Mode, if anything."""

    probes: socket.socket | None
    survey: socket.socket | None


def _say_what_is_former() -> None:
    former = former_rules()
    for name, _ in former.wrong:
        log.warning("%s cannot be read and counts for nothing: choose it in /rapport settings, and remove it", name)
    if former.names:
        log.warning("read once, where nobody has chosen; can be removed: %s", ", ".join(former.names))


def _run_sockets(settings: Settings, at: _Ports) -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    rapport = _start(settings)
    sockets = SocketMode(rapport.app, settings.app_token.get_secret_value(), settings.api_url, SystemClock())
    sockets.start()
    try:
        with ExitStack() as beside:
            if at.probes:
                watched = _watched(settings, rapport, lambda: None if sockets.connected else NOT_CONNECTED)
                beside.enter_context(http_server.probed(at.probes, watched))
            if at.survey:
                beside.enter_context(served(at.survey, _survey_page(settings, rapport)))
            while not stop.wait(CHECK_S):
                sockets.check()
    finally:
        sockets.stop()
        _stop(rapport)


def _site(settings: Settings) -> http_server.Site:
    rapport = _start(settings)
    secret = settings.signing_secret.get_secret_value()
    return http_server.Site(
        Guard(signing_secret=secret, team_id=rapport.team_id, clock=SystemClock()),
        slack=rapport.app.answer,
        busy=handlers.too_busy,
        refused=rapport.app.refusals.note,
        watched=_watched(settings, rapport, lambda: None),
        stop=lambda: _stop(rapport),
        beside=_survey_page(settings, rapport),
    )


def _survey_page(settings: Settings, rapport: Rapport) -> SurveyPage:
    return SurveyPage(rapport.survey, Shown.by(settings), rapport.app.refusals.note)


def _site_of_many(settings: Settings) -> http_server.Site:
    from bot.hosting.host import Host  # noqa: PLC0415  # whoever serves one workspace need not wait for it

    sys.setswitchinterval(SWITCH_S)
    clock = clock_for(settings.clock_file)
    hosting = Host(settings, clock)
    hosting.start()
    tick_when_moved(clock, hosting.tick, hosting.idle)
    return http_server.Site(
        Guard(signing_secret=settings.signing_secret.get_secret_value(), team_id=None, clock=SystemClock()),
        slack=hosting.answer,
        busy=handlers.too_busy,
        refused=hosting.refusals.note,
        watched=_watched(settings, hosting, lambda: None),
        stop=hosting.stop,
        page=hosting.page,
        beside=SurveyPage(hosting.survey, Shown.by(settings), hosting.refusals.note),
    )


def _start(settings: Settings) -> Rapport:
    sys.setswitchinterval(SWITCH_S)
    clock = clock_for(settings.clock_file)
    rapport = build(settings, clock=clock)
    rapport.start()
    tick_when_moved(clock, rapport.tick, rapport.idle)
    log.info("Rapport works for workspace %s", rapport.team_id)
    return rapport


def _stop(rapport: Rapport) -> None:
    rapport.stop()
    log.info("Rapport has stopped")


def _watched(settings: Settings, rapport: "Rapport | Host", unreached: Callable[[], str | None]) -> Watched:
    """`unreached`: why Slack cannot reach the bot, if so."""

    def ready() -> str | None:
        return rapport.problem() or unreached()

    return Watched(ready, lambda: rapport.metrics(ready()), settings.metrics_token)
