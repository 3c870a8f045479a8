"""What each kind of outbox row says when it is sent: the present state of its subject, rendered then."""

from collections.abc import Callable
from datetime import date

from bot.deps import Deps
from bot.domain.calendar import local_date
from bot.domain.digest import DIGEST, UNCLAIMED
from bot.domain.followup_item import FollowUpItem
from bot.domain.outbox import OutboxRow
from bot.slack.errors import sentence
from bot.use_cases import digests
from bot.use_cases.alert_state import alert_state
from bot.use_cases.arising import ARISEN
from bot.use_cases.lists import items
from bot.views.alert import alert
from bot.views.delivery import alarm, undelivered
from bot.views.digest import arisen, digest, unclaimed
from bot.views.message import Message
from bot.views.notices import assigned, released, withdrawn
from jobs.undelivered import UNDELIVERED
from storage import alarms, followups, outbox, people, settings
from storage.database import UnitOfWork

Render = Callable[[UnitOfWork, OutboxRow, date], Message | None]
"""(unit of work, row, the reader's local day) -> the message, or None when there is nothing to say any more."""


def _alert(uow: UnitOfWork, row: OutboxRow, today: date) -> Message | None:
    state = alert_state(uow, int(row.subject), today)
    return alert(state) if state else None


def _about(view: Callable[[FollowUpItem, date], Message]) -> Render:
    """Messages about one follow-up; none once it, or its customer, is gone."""

    def render(uow: UnitOfWork, row: OutboxRow, today: date) -> Message | None:
        found = followups.get(uow, int(row.subject))
        lines = items(uow, [found]) if found else []
        return view(lines[0], today) if lines else None

    return render


def _digest(uow: UnitOfWork, row: OutboxRow, _today: date) -> Message | None:
    shown = digests.shown(uow, row)
    return digest(shown) if shown else None


def _unclaimed(uow: UnitOfWork, row: OutboxRow, _today: date) -> Message | None:
    shown = digests.shown(uow, row)
    return unclaimed(shown) if shown else None


def _undelivered(uow: UnitOfWork, row: OutboxRow, _today: date) -> Message | None:
    failed = outbox.get(uow, int(row.subject))
    return undelivered(failed, sentence(failed.error)) if failed else None


def _alarm(uow: UnitOfWork, row: OutboxRow, _today: date) -> Message | None:
    told = alarms.told_by(uow, row.edits or row.id)
    return alarm(told) if told else None


RENDERERS: dict[str, Render] = {
    "alert": _alert,
    "assigned": _about(assigned),
    "released": _about(released),
    "withdrawn": _about(withdrawn),
    DIGEST: _digest,
    UNCLAIMED: _unclaimed,
    ARISEN: _about(arisen),
    UNDELIVERED: _undelivered,
    alarms.KIND: _alarm,
}
"""Kind of row -> its renderer."""


def render(deps: Deps, uow: UnitOfWork, row: OutboxRow) -> Message | None:
    """The message of a row, with days as its reader counts them (the workspace's zone for a channel)."""
    reader = people.get(uow, row.recipient)
    tz = reader.tz if reader else settings.load(uow, deps.defaults).timezone
    return RENDERERS[row.kind](uow, row, local_date(deps.clock.now(), tz))
