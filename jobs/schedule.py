"""When the jobs run.

APScheduler is only a clock: what is due is computed from the database and each person's zone, so that a missed, late or
repeated tick can neither skip a reminder nor send it twice.
"""

from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler

Tick = Callable[[], object]


def scheduler(tick: Tick) -> BackgroundScheduler:
    """A scheduler that ticks on every minute (UTC). Late ticks run at once, several missed ones run as one."""
    clock = BackgroundScheduler(
        timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    clock.add_job(tick, "cron", minute="*", id="tick")
    return clock
