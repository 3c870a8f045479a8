"""How sending stands, for whoever watches over the machine."""

from datetime import datetime, timedelta

from bot.domain.vitals import DIGESTS_OF, Vitals
from storage import alarms, failed_messages, figures, outbox
from storage.database import UnitOfWork


def vitals(uow: UnitOfWork, now: datetime) -> Vitals:
    """All of it, as it is now."""
    since = figures.waiting_since(uow, now)
    return Vitals(
        backlog=outbox.backlog(uow, now),
        oldest=max(now - since, timedelta()) if since else timedelta(),
        failed=len(failed_messages.every(uow, now)),
        digests=figures.digests(uow, now - DIGESTS_OF),
        problems={alarm.problem.code for alarm in alarms.unmended(uow)},
    )
