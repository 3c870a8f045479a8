"""Reminding somebody of something, once: one message, and its row in the ledger, which says what became of it.

Whoever reminds asks again as often as they like: for each kind, subject, recipient and local day there is one row.
"""

from datetime import date, datetime

from bot.domain.away import Absence
from bot.domain.calendar import local_date
from bot.domain.message_kinds import MessageKind
from bot.use_cases.session import Session
from storage import absences, ledger, outbox


def remind(
    session: Session,
    kind: MessageKind,
    subject: str,
    recipient: str,
    *,
    due: datetime | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    thread_of: int | None = None,
    account: str = "",
) -> int | None:
    """Have somebody reminded now, on their local day. None where that is accounted for; else the outbox row's id.

    `account`: what the ledger calls it, where the subject can be reminded of several times on a day.
    `due`: when it was to be told (now): from it follows whether it is late. After `not_after` it is not worth telling:
    then the ledger says so. `not_before`: not told earlier, and on the local day of that. Nobody is reminded who is
    away on that day: the ledger says that too.
    """
    reader = session.read_by(recipient)
    day = local_date(not_before, reader.tz) if not_before else reader.today
    if _is_accounted_for(session, kind, account or subject, recipient, day):
        return None
    post = outbox.put(
        session.uow,
        kind=kind,
        subject=subject,
        recipient=recipient,
        now=session.now,
        not_before=not_before,
        not_after=not_after,
        thread_of=thread_of,
    )
    ledger.queue(
        session.uow,
        kind=kind,
        subject=account or subject,
        recipient=recipient,
        local_date=day,
        outbox_id=post,
        now=session.now,
        due=due or not_before,
    )
    return post


def spare(
    session: Session,
    kind: str,
    subject: str,
    recipient: str,
    reason: str,
    *,
    account: str = "",
    day: date | None = None,
) -> None:
    """Note why somebody is not reminded on a local day of theirs (today); the second time nothing."""
    ledger.skip(
        session.uow,
        kind=kind,
        subject=account or subject,
        recipient=recipient,
        local_date=day or session.read_by(recipient).today,
        reason=reason,
        now=session.now,
    )


def _is_accounted_for(session: Session, kind: MessageKind, account: str, recipient: str, day: date) -> bool:
    """Whether the ledger has it for that day, or has it now because they are away."""
    if ledger.is_noted(session.uow, kind=kind, subject=account, recipient=recipient, local_date=day):
        return True
    absence = away_on(session, recipient, day)
    if absence:
        spare(session, kind, account, recipient, away_reason(absence), day=day)
    return absence is not None


def away_on(session: Session, person: str, day: date) -> Absence | None:
    """The absence in which somebody is on a local day of theirs."""
    found = absences.of_person(session.uow, person)
    return next((one for one in found if one.first <= day < one.back_on), None)


def away_reason(absence: Absence) -> str:
    """Why somebody away is not reminded."""
    return f"not reminded: away until {absence.back_on}"
