"""What each kind of outbox row says when it is sent: the present state of its subject, rendered then."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.deps import Deps
from bot.domain.digest import came_late
from bot.domain.followups import FollowUpItem
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.people import ITSELF
from bot.domain.reader import Reader
from bot.domain.samples import OF_NOTES
from bot.domain.saying import speaking
from bot.slack.codes import sentence
from bot.slack.delivery import KEY_LENGTH
from bot.use_cases import access, alerts, bulk_change, digests, erasure_report, giving, leavers, timed
from bot.use_cases.custom_fields import fields_of
from bot.use_cases.draft import sample_words
from bot.use_cases.export_customers import Counted, asked_for, exported
from bot.use_cases.file_imports import told
from bot.use_cases.lists import items, with_original
from bot.use_cases.reaction_questions import question_of
from bot.use_cases.session import Session
from bot.use_cases.set_up import set_up_of
from bot.use_cases.settings import change_of
from bot.use_cases.team_list import has_moved_on
from bot.use_cases.told_again import came_again
from bot.use_cases.week import week_of
from bot.views import access as access_views
from bot.views import forgetting as forgetting_views
from bot.views import handover as handover_views
from bot.views import leaving as leaving_views
from bot.views import renewal as renewal_views
from bot.views import restored as restored_views
from bot.views.alert import alert
from bot.views.customer_file import Writing, lines_of, name_of
from bot.views.digest import arisen, digest, moved_on, unclaimed
from bot.views.exported import file_message
from bot.views.import_form import import_message
from bot.views.lead_notices import alarm, undelivered
from bot.views.mail import mail_notice
from bot.views.message import Message
from bot.views.notices import assigned, back, diverted, heard, nobody_alerted, released, withdrawn
from bot.views.reacted import reacted
from bot.views.samples import sample, sample_note
from bot.views.set_up import set_up
from bot.views.settings_changed import settings_changed
from bot.views.timed import due_now, told_before
from bot.views.week import week
from jobs.sending import (
    away_renderers,
    complaint_renderers,
    escalation_renderers,
    report_renderers,
    scribble_renderers,
    survey_renderers,
    watch_renderers,
)
from storage import alarms, audit, customers, followups, forgettings, ledger, mails, outbox, restores
from storage.database import UnitOfWork

Render = Callable[[Session, OutboxRow, Reader], Message | None]
"""(session that only reads, row, who reads it) -> the message, or None when there is nothing to say any more."""


def _alert(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    state = alerts.alert_of(session, int(row.subject), reader)
    return replace(alert(state), about=state.customer.id) if state else None


def _about(view: Callable[[FollowUpItem, Reader], Message]) -> Render:
    """Messages about one follow-up; none once it, or its customer, is gone."""

    def render(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
        found = followups.get(session.uow, int(row.subject))
        lines = items(session, [found]) if found else []
        return view(with_original(session, lines[0]), reader) if lines else None

    return render


def _assigned(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """By whom they were given it; whoever planned it where it was theirs from the beginning."""
    found = followups.get(session.uow, int(row.subject))
    by = audit.given_by(session.uow, found.id, row.recipient) or found.created_by if found else None
    return _about(partial(assigned, by=None if by == ITSELF.id else by))(session, row, reader)


def _released(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    by = audit.taken_from(session.uow, int(row.subject), row.recipient)
    return _about(partial(released, by=None if by == ITSELF.id else by))(session, row, reader)


def _back(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """None where it was put off again, given to somebody else or has ended since; what was posted is always edited."""
    found = followups.get(session.uow, int(row.subject))
    if came_again(session.uow, row):
        return _about(told_before)(session, row, reader)
    is_back = found and found.is_open and found.back_at and found.back_at <= session.now
    if not row.edits and not (found and is_back and found.assignee in {None, row.recipient}):
        return None
    return _about(back)(session, row, reader)


def _due_now(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """None where it was done, put off or given to somebody else before this was sent; what was posted is edited."""
    found = followups.get(session.uow, int(row.subject))
    post = outbox.get(session.uow, row.edits or row.id)
    if not found or not post or not (row.edits or timed.is_for(found, row.recipient, session.now, reader.tz)):
        return None
    if came_again(session.uow, row):
        return _about(told_before)(session, row, reader)
    due = next((one.due_at for one in ledger.items_of(session.uow, post.id)), None)
    is_late = due and post.started_at and came_late(due, post.started_at)
    return _about(partial(due_now, late_since=due if is_late else None))(session, row, reader)


def _digest(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    shown = digests.shown(session, row)
    return digest(shown, reader) if shown else None


def _unclaimed(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    if row.edits and has_moved_on(session, row.edits):
        return moved_on()
    shown = digests.shown(session, row)
    return unclaimed(shown, reader) if shown else None


def _sample(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    occasion = OF_NOTES.get(row.subject)
    return sample_note(sample_words(session, occasion, reader.person)) if occasion else sample(row.subject, reader)


def _undelivered(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    failed = outbox.get(session.uow, int(row.subject))
    return undelivered(failed, sentence(failed.error)) if failed else None


def _alarm(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    told = alarms.told_by(session.uow, row.edits or row.id)
    return alarm(told) if told else None


def _left(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    if row.edits and leavers.told_again_since(session, row.subject, row.edits):
        return leaving_views.left_again(row.subject)
    return leaving_views.left(leavers.leaving(session, row.subject))


def _handed_over(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    carried = ledger.items_of(session.uow, row.edits or row.id)
    ids = [int(one.subject) for one in carried]
    found = followups.by_id(session.uow, ids)
    lines = items(session, (found[one] for one in ids if one in found))
    is_guest = leavers.is_guest(session, row.subject)
    return leaving_views.handed_over(row.subject, lines, reader, is_guest=is_guest) if lines else None


def _given(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    about = (session, int(row.subject), row.recipient)
    what = giving.given(*about) or bulk_change.given(*about)
    return handover_views.given(what, row.recipient) if what else handover_views.taken_back()


def _diverted(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    astray = alerts.diverted(session, int(row.subject))
    return diverted(*astray) if astray else None


def _unheard(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """None where the alert has arrived before this could be told."""
    found = alerts.unheard(session, int(row.subject))
    if found is None or (not found.error and not row.edits):
        return None
    if not found.error:
        return heard(found.item, reader)
    return nobody_alerted(found.item, found.caretaker, sentence(found.error), reader)


def _settings_changed(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    change = change_of(session, row.subject)
    return settings_changed(change, row.recipient) if change else None


def _restored(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    found = restores.get(session.uow, int(row.subject))
    return restored_views.restored(found) if found else None


def _came_after(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    found = restores.get(session.uow, int(row.subject)) if row.edits else None
    return restored_views.came_after(found) if found else None


def _access(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    found = None if row.edits else access.asked_for(session, row.subject)
    return access_views.access_file(*found, row.key[:KEY_LENGTH]) if found else None


def _forgetting(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    return forgetting_views.forgetting(forgettings.get(session.uow, int(row.subject)), session.now)


def _erasure(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    told = erasure_report.report_of(session, int(row.subject))
    return forgetting_views.erasure(*told) if told else None


def _forgotten(_session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    return forgetting_views.forgotten() if row.edits else None


def _mail(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    found = mails.get(session.uow, int(row.subject))
    customer = customers.get(session.uow, found.customer_id) if found else None
    return mail_notice(found, customer) if found and customer else None


def _exported(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    wanted = None if row.edits else asked_for(session, int(row.subject))
    if wanted is None:
        return None
    form, segment = wanted
    found = Counted(exported(session, segment))
    writing = Writing(session.workspace, session.now, fields_of(session))
    content = "".join(lines_of(form, found, writing)).encode()
    return file_message(found.number, form, name_of(form, session.now, row.key[:KEY_LENGTH]), content)


def _import(session: Session, row: OutboxRow, _reader: Reader) -> Message | None:
    given = told(session, int(row.subject))
    return import_message(given) if given else None


def _reacted(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    asked = question_of(session, row)
    return reacted(asked, reader) if asked else None


RENDERERS: dict[MessageKind, Render] = {
    MessageKind.ALERT: _alert,
    MessageKind.ASSIGNED: _assigned,
    MessageKind.BACK: _back,
    MessageKind.DUE_NOW: _due_now,
    MessageKind.RELEASED: _released,
    MessageKind.WITHDRAWN: _about(withdrawn),
    MessageKind.DIGEST: _digest,
    MessageKind.UNCLAIMED: _unclaimed,
    MessageKind.ARISEN: _about(arisen),
    **complaint_renderers.RENDERERS,
    **watch_renderers.RENDERERS,
    **survey_renderers.RENDERERS,
    **report_renderers.RENDERERS,
    MessageKind.RENEWAL_IGNORED: _about(renewal_views.ignored),
    MessageKind.UNDELIVERED: _undelivered,
    MessageKind.WARNED: escalation_renderers.warned,
    MessageKind.ESCALATED: escalation_renderers.escalated,
    MessageKind.UNHEARD: _unheard,
    MessageKind.DIVERTED: _diverted,
    MessageKind.COVERED: away_renderers.covered,
    MessageKind.COVER_WANTED: away_renderers.covered,
    MessageKind.BACK_AGAIN: away_renderers.back_again,
    MessageKind.AWAY_NOTED: away_renderers.noted,
    MessageKind.AWAY_SUGGESTED: away_renderers.suggested,
    MessageKind.WEEK: lambda session, _row, reader: week(week_of(session, reader), reader),
    MessageKind.LEFT: _left,
    MessageKind.HANDED_OVER: _handed_over,
    MessageKind.GIVEN: _given,
    MessageKind.SETTINGS_CHANGED: _settings_changed,
    MessageKind.SAMPLE: _sample,
    MessageKind.SET_UP: lambda session, _row, _reader: set_up(set_up_of(session)),
    MessageKind.ALARM: _alarm,
    MessageKind.EXPORTED: _exported,
    MessageKind.IMPORT: _import,
    MessageKind.RESTORED: _restored,
    MessageKind.CAME_AFTER: _came_after,
    MessageKind.ACCESS: _access,
    MessageKind.FORGETTING: _forgetting,
    MessageKind.ERASURE: _erasure,
    MessageKind.FORGOTTEN: _forgotten,
    MessageKind.MAIL: _mail,
    MessageKind.SCRIBBLED: lambda session, row, _reader: scribble_renderers.answer(session, int(row.subject)),
    MessageKind.REACTED: _reacted,
}
"""Kind of row -> its renderer."""


def render(deps: Deps, uow: UnitOfWork, row: OutboxRow) -> Message | None:
    """The message of a row, in its reader's language, with days as they count them."""
    session = deps.session(uow, deps.person(row.recipient) if row.kind is MessageKind.SCRIBBLED else ITSELF)
    reader = session.read_by(row.recipient)
    with speaking(reader.language):
        return _message(session, row, reader)


def _message(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    message = RENDERERS[row.kind](session, row, reader)
    if message is None and row.edits and forgettings.shows(session.uow, row.edits):
        return forgetting_views.forgotten()
    return message
