"""What Rapport tells of itself in numbers, for Prometheus: every metric with its name, its labels and its help.

Labels are words of this code and of Slack's API: nothing comes from a customer, a person, a channel or a text. Counters
count since this process began; gauges are set when somebody asks. docs/deploy.md says which to watch.
"""

import threading
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics import disable_created_metrics

from bot.domain.vitals import Vitals

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

disable_created_metrics()  # type: ignore[no-untyped-call]  # theirs; when a counter began is when the process did
_registry = CollectorRegistry()
_asked = threading.Lock()

ANSWERS = Histogram(
    "rapport_answer_seconds",
    "From a request of Slack's to its acknowledgement, by kind of request; Slack waits 3 seconds.",
    ["kind"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 2.5, 3.0),
    registry=_registry,
)
REFUSED = Counter(
    "rapport_refused_requests", "Requests refused: not signed by Slack, wrong in shape, too many.", registry=_registry
)
MESSAGES = Counter(
    "rapport_messages",
    "Messages taken to Slack, by kind, call (post, edit, look_up) and outcome: sent, later, refused, unknown.",
    ["kind", "call", "outcome"],
    registry=_registry,
)
RETRIES = Counter(
    "rapport_database_retries", "Units of work run again because another came in between.", registry=_registry
)
LOGGED = Counter("rapport_log_lines", "Lines logged, by level.", ["level"], registry=_registry)

_OUTBOX = Gauge(
    "rapport_outbox_messages",
    "Messages on their way to Slack: pending, sending, unknown.",
    ["state"],
    registry=_registry,
)
_OLDEST = Gauge(
    "rapport_outbox_oldest_seconds",
    "How long the message waits that has waited longest since it was due.",
    registry=_registry,
)
_FAILED = Gauge(
    "rapport_failed_messages",
    "Messages Slack refused for good, to be sent again by `rapport outbox`.",
    registry=_registry,
)
_DIGESTS = Gauge(
    "rapport_digests",
    "Daily digests of the last 24 hours: queued, sent, late, skipped, failed.",
    ["state"],
    registry=_registry,
)
_PROBLEMS = Gauge(
    "rapport_problems", "Problems that stand and the leads were told of, by code.", ["code"], registry=_registry
)
_WORKSPACES = Gauge(
    "rapport_workspaces",
    "Where there are many: installed, left (kept for 30 days), wired in this process, owned by it, in trouble "
    "(Slack takes nothing from them).",
    ["state"],
    registry=_registry,
)
_LATE = Gauge(
    "rapport_workspaces_late_seconds",
    "Where there are many: how long the one waits to be looked after that has been due for longest.",
    registry=_registry,
)
_LEASE = Gauge(
    "rapport_lease_held", "1 where this process owns its workspace: it alone sends and ticks.", registry=_registry
)
_READY = Gauge("rapport_ready", "1 where this process can handle requests, as /readyz says.", registry=_registry)

ProcessCollector(registry=_registry)


def exposition(vitals: Vitals | None, *, is_ready: bool, owns: bool) -> str:
    """All of it in Prometheus' text format. Without `vitals`, those are NaN or absent."""
    with _asked:
        _READY.set(is_ready)
        _LEASE.set(owns)
        for gauge in (_OUTBOX, _DIGESTS, _PROBLEMS):
            gauge.clear()
        for gauge in (_OLDEST, _FAILED):
            gauge.set(float("nan"))
        if vitals:
            _set(vitals)
        return generate_latest(_registry).decode()


def hosted_exposition(workspaces: Mapping[str, int], late: timedelta | None, *, is_ready: bool) -> str:
    """The same of a process that serves many workspaces: how many there are, by state, and nothing of any one."""
    with _asked:
        _READY.set(is_ready)
        _LEASE.set(workspaces.get("owned", 0))
        _WORKSPACES.clear()
        for state, count in workspaces.items():
            _WORKSPACES.labels(state).set(count)
        _LATE.set(late.total_seconds() if late is not None else float("nan"))
        return generate_latest(_registry).decode()


def _set(vitals: Vitals) -> None:
    for state, count in asdict(vitals.backlog).items():
        _OUTBOX.labels(state).set(count)
    _OLDEST.set(vitals.oldest.total_seconds())
    _FAILED.set(vitals.failed)
    for state in ("queued", "sent", "late", "skipped", "failed"):
        _DIGESTS.labels(state).set(vitals.digests.get(state, 0))
    for code in vitals.problems:
        _PROBLEMS.labels(code).set(1)
