"""What the messages about somebody's absence say when they are sent (jobs/sending/renderers.py has all kinds)."""

from datetime import date

from bot.domain.digest import COVER
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.reader import Reader
from bot.use_cases.away import running
from bot.use_cases.back_again import meanwhile
from bot.use_cases.lists import items
from bot.use_cases.session import Session
from bot.views import away as views
from bot.views.message import Message
from storage import absences, followups, ledger


def covered(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """To who covers, or to the team: each line as it stands now; None where there is none."""
    absence = absences.get(session.uow, int(row.subject))
    carried = ledger.items_of(session.uow, row.edits or row.id)
    ids = list(dict.fromkeys(int(one.subject) for one in carried if one.kind == COVER))  # some on several days
    found = followups.by_id(session.uow, ids)
    lines = items(session, (found[one] for one in ids if one in found))
    if absence is None or not lines:
        return None
    absence = running(session, absence.person) or absence  # it may have been extended
    view = views.covered if row.kind is MessageKind.COVERED else views.cover_wanted
    return view(absence, lines, reader)


def back_again(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """To who was away."""
    told = meanwhile(session, row)
    return views.welcome_back(told, reader) if told else None


def noted(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """To whom somebody else noted as away."""
    absence = absences.get(session.uow, int(row.subject))
    return views.noted_by_another(running(session, row.recipient) or absence, reader) if absence else None


def suggested(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """To whose status in Slack says that they are away; None where that is noted by now, or over."""
    back_on = None if row.subject == "open" else date.fromisoformat(row.subject)
    absence = running(session, row.recipient)
    if row.edits is None and (absence or (back_on and back_on <= reader.today)):
        return None
    return views.suggested(back_on, absence, reader)
