"""What each kind of outbox row says when it is sent: the present state of its subject, rendered then."""

from collections.abc import Callable

from bot.deps import Deps
from bot.domain.followup_item import FollowUpItem
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.people import ITSELF
from bot.domain.reader import Reader
from bot.slack.codes import sentence
from bot.use_cases import digests, giving, leavers, slack_channels
from bot.use_cases.alert_state import alert_state
from bot.use_cases.lists import items
from bot.use_cases.settings import change_of
from bot.use_cases.team_list import has_moved_on
from bot.use_cases.unheard import unheard
from bot.use_cases.work import Work
from bot.views import leaving as leaving_views
from bot.views import restored as restored_views
from bot.views.alert import alert
from bot.views.digest import arisen, digest, moved_on, unclaimed
from bot.views.lead_notices import alarm, undelivered
from bot.views.message import Message
from bot.views.notices import assigned, back, diverted, heard, nobody_alerted, released, withdrawn
from bot.views.settings_changed import settings_changed
from storage import alarms, followups, ledger, outbox, restores
from storage.database import UnitOfWork

Render = Callable[[Work, OutboxRow, Reader], Message | None]
"""(work that only reads, row, who reads it) -> the message, or None when there is nothing to say any more."""


def _alert(work: Work, row: OutboxRow, reader: Reader) -> Message | None:
    state = alert_state(work, int(row.subject), reader)
    return alert(state) if state else None


def _about(view: Callable[[FollowUpItem, Reader], Message]) -> Render:
    """Messages about one follow-up; none once it, or its customer, is gone."""

    def render(work: Work, row: OutboxRow, reader: Reader) -> Message | None:
        found = followups.get(work.uow, int(row.subject))
        lines = items(work.uow, [found]) if found else []
        return view(lines[0], reader) if lines else None

    return render


def _back(work: Work, row: OutboxRow, reader: Reader) -> Message | None:
    """None where it was put off again, given to somebody else or has ended since; what was posted is always edited."""
    found = followups.get(work.uow, int(row.subject))
    is_back = found and found.is_open and found.back_at and found.back_at <= work.now
    if not row.edits and not (found and is_back and found.assignee in {None, row.recipient}):
        return None
    return _about(back)(work, row, reader)


def _digest(work: Work, row: OutboxRow, reader: Reader) -> Message | None:
    shown = digests.shown(work, row)
    return digest(shown, reader) if shown else None


def _unclaimed(work: Work, row: OutboxRow, reader: Reader) -> Message | None:
    if row.edits and has_moved_on(work, row.edits):
        return moved_on()
    shown = digests.shown(work, row)
    return unclaimed(shown, reader) if shown else None


def _undelivered(work: Work, row: OutboxRow, _reader: Reader) -> Message | None:
    failed = outbox.get(work.uow, int(row.subject))
    return undelivered(failed, sentence(failed.error)) if failed else None


def _alarm(work: Work, row: OutboxRow, _reader: Reader) -> Message | None:
    told = alarms.told_by(work.uow, row.edits or row.id)
    return alarm(told) if told else None


def _left(work: Work, row: OutboxRow, _reader: Reader) -> Message | None:
    if row.edits and leavers.told_again_since(work, row.subject, row.edits):
        return leaving_views.left_again(row.subject)
    return leaving_views.left(leavers.leaving(work, row.subject))


def _handed_over(work: Work, row: OutboxRow, reader: Reader) -> Message | None:
    carried = ledger.items_of(work.uow, row.edits or row.id)
    ids = [int(one.subject) for one in carried]
    found = followups.by_id(work.uow, ids)
    lines = items(work.uow, (found[one] for one in ids if one in found))
    is_guest = leavers.is_guest(work, row.subject)
    return leaving_views.handed_over(row.subject, lines, reader, is_guest=is_guest) if lines else None


def _given(work: Work, row: OutboxRow, _reader: Reader) -> Message | None:
    what = giving.given(work, int(row.subject))
    return leaving_views.given(what) if what else leaving_views.taken_back()


def _diverted(work: Work, row: OutboxRow, _reader: Reader) -> Message | None:
    astray = slack_channels.diverted(work, int(row.subject))
    return diverted(*astray) if astray else None


def _unheard(work: Work, row: OutboxRow, reader: Reader) -> Message | None:
    """None where the alert has arrived before this could be told."""
    found = unheard(work, int(row.subject))
    if found is None or (not found.error and not row.edits):
        return None
    if not found.error:
        return heard(found.item, reader)
    return nobody_alerted(found.item, found.caretaker, sentence(found.error), reader)


def _settings_changed(work: Work, row: OutboxRow, _reader: Reader) -> Message | None:
    change = change_of(work, int(row.subject))
    return settings_changed(change, row.recipient) if change else None


def _restored(work: Work, row: OutboxRow, _reader: Reader) -> Message | None:
    found = restores.get(work.uow, int(row.subject))
    return restored_views.restored(found) if found else None


def _came_after(work: Work, row: OutboxRow, _reader: Reader) -> Message | None:
    found = restores.get(work.uow, int(row.subject)) if row.edits else None
    return restored_views.came_after(found) if found else None


RENDERERS: dict[MessageKind, Render] = {
    MessageKind.ALERT: _alert,
    MessageKind.ASSIGNED: _about(assigned),
    MessageKind.BACK: _back,
    MessageKind.RELEASED: _about(released),
    MessageKind.WITHDRAWN: _about(withdrawn),
    MessageKind.DIGEST: _digest,
    MessageKind.UNCLAIMED: _unclaimed,
    MessageKind.ARISEN: _about(arisen),
    MessageKind.UNDELIVERED: _undelivered,
    MessageKind.UNHEARD: _unheard,
    MessageKind.DIVERTED: _diverted,
    MessageKind.LEFT: _left,
    MessageKind.HANDED_OVER: _handed_over,
    MessageKind.GIVEN: _given,
    MessageKind.SETTINGS_CHANGED: _settings_changed,
    MessageKind.ALARM: _alarm,
    MessageKind.RESTORED: _restored,
    MessageKind.CAME_AFTER: _came_after,
}
"""Kind of row -> its renderer."""


def render(deps: Deps, uow: UnitOfWork, row: OutboxRow) -> Message | None:
    """The message of a row, with days as its reader counts them."""
    work = deps.work(uow, ITSELF)
    return RENDERERS[row.kind](work, row, work.read_by(row.recipient))
