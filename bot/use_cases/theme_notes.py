"""“You told us, we changed it”: a theme is mended, and a note is drafted to each who raised it.

The notes are follow-ups of whoever looks after each customer, in their digests, and nobody is told of them one by one.
Each arises once for a customer and theme (`origin`): somebody who was told is not told again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain import lifecycle
from bot.domain.calendar import local_date
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.saying import say
from bot.domain.theme import Standing, Theme, checked_change
from bot.domain.theme_note import OPENED_AGAIN, TAKEN_BACK, Audience, may_be_told, origin_of, title_of
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.followups import change, store_arisen
from bot.use_cases.session import Session
from bot.use_cases.thanks import apart_since
from bot.use_cases.theme_menders import check_may_mend, store
from bot.use_cases.themes import KeptTheme, as_it_was, changed, theme_of
from storage import customers, followups, thanks, themes
from storage.audit import AuditEntry

MENDED, OPENED, DRAFTED = "theme mended", "theme opened again", "notes about a theme drafted"
"""In the audit log."""

MOST_AT_ONCE = 200
"""So many notes are drafted at once: more are no plan that a team carries out. The others wait for a click."""


@dataclass(frozen=True)
class Mended:
    """What came of it: so many notes were drafted; who else raised it, and has none."""

    kept: KeptTheme
    drafted: int
    others: Audience


def mend(session: Session, theme_id: int, what: str, *, also_amid: bool = False) -> Mended:
    """It is mended: `what` was changed, as customers read it. Raises a RapportError for what cannot be.

    `also_amid`: a note is drafted also to whom a complaint is still to be put right.
    """
    before = theme_of(session, theme_id)
    check_may_mend(session, before)
    what = checked_change(what)
    if before.standing is Standing.MENDED:
        raise ConflictError(say("“{name}” is mended already. Nothing was changed.", name=before.name))
    kept = changed(session, MENDED, before, replace(before, standing=Standing.MENDED, change=what, since=session.now))
    return _drafted(session, kept, also_amid=also_amid)


def draft_the_rest(session: Session, theme_id: int) -> Mended:
    """The next notes to those who raised it, and were not told. Raises ConflictError where nobody is left."""
    theme = theme_of(session, theme_id)
    check_may_mend(session, theme)
    if theme.standing is not Standing.MENDED:
        raise ConflictError(say("“{name}” is not mended (any more), so there is nothing to tell.", name=theme.name))
    if not to_tell(session, theme).able:
        raise ConflictError(say("Everybody who can be told of “{name}” has their note already.", name=theme.name))
    undo_id = session.record(DRAFTED, ("theme", theme.id), None, after={"name": theme.name})
    return _drafted(session, KeptTheme(theme, undo_id))


def open_again(session: Session, theme_id: int) -> tuple[KeptTheme, int]:
    """It is not mended after all; notes that nobody has sent are cancelled. Gives how many these were."""
    before = theme_of(session, theme_id)
    check_may_mend(session, before)
    if before.standing is Standing.OPEN:
        raise ConflictError(say("“{name}” is open already.", name=before.name))
    kept = changed(session, OPENED, before, replace(before, standing=Standing.OPEN, since=session.now))
    return kept, _cancel(session, before, OPENED_AGAIN)


def to_tell(session: Session, theme: Theme) -> Audience:
    """Who raised it and has no note about it yet."""
    noted = _notes(session, theme)
    waiting = [
        one
        for one in _raised_by(session, theme)
        if (note := noted.get(origin_of(theme, one))) is None or _was_cancelled(note)
    ]
    may = [one for one in waiting if may_be_told(one)]
    amid = followups.with_open_alert(session.uow, (one.id for one in may))
    return Audience(
        able=[one for one in may if one.id not in amid],
        amid=[one for one in may if one.id in amid],
        barred=[one for one in waiting if not may_be_told(one)],
    )


def told(session: Session, theme: Theme) -> tuple[int, int]:
    """How many notes about it were sent, and how many are still to be."""
    notes = _notes(session, theme).values()
    return sum(one.status is Status.DONE for one in notes), sum(one.is_open for one in notes)


def _drafted(session: Session, kept: KeptTheme, *, also_amid: bool = False) -> Mended:
    theme, found = kept.theme, to_tell(session, kept.theme)
    chosen = [*found.able, *(found.amid if also_amid else ())][:MOST_AT_ONCE]
    noted = _notes(session, theme)
    for customer in chosen:
        _note(session, theme, customer, noted.get(origin_of(theme, customer)))
    return Mended(kept, len(chosen), to_tell(session, theme))


def _note(session: Session, theme: Theme, customer: Customer, before: FollowUp | None) -> None:
    """One note: a new one, or that of before, which nobody had sent."""
    due, whose = _due(session, customer), caretaker_of(session, customer).id
    title = title_of(theme)
    if before:

        def again(one: FollowUp) -> FollowUp:
            return replace(lifecycle.reopen(one), due=due, title=title, assignee=whose)

        change(session, before.id, "taken up", again)
        return
    store_arisen(
        session,
        FollowUp(
            *(0, customer.id, FollowUpKind.THANK_YOU, title, due, session.actor.id, session.now),
            assignee=whose,
            assigned_at=session.now if whose else None,
            origin=origin_of(theme, customer),
        ),
    )


def _due(session: Session, customer: Customer) -> date:
    """The next working day, but not within the days that lie between two notes to a customer."""
    last = thanks.last_of(session.uow, customer.id, apart_since(session))
    if last is None or last.closed_at is None:
        return session.next_day
    sent = local_date(last.closed_at, session.working_hours.zone)
    return max(session.next_day, sent + timedelta(days=session.settings.thanks_apart))


def _cancel(session: Session, theme: Theme, why: str) -> int:
    """Notes that nobody has sent are not to be. How many they were."""
    unsent = [one for one in _notes(session, theme).values() if one.is_open]
    for one in unsent:
        change(session, one.id, "left undone", lambda note: lifecycle.cancel(note, session.actor.id, session.now, why))
    return len(unsent)


def _notes(session: Session, theme: Theme) -> dict[str, FollowUp]:
    """The notes about a theme, by their origin."""
    origins = (origin_of(theme, one) for one in _raised_by(session, theme))
    return followups.of_origins(session.uow, origins)


def _raised_by(session: Session, theme: Theme) -> Iterable[Customer]:
    known = customers.by_id(session.uow, ids := themes.customers_of(session.uow, theme.id))
    return [known[one] for one in ids if one in known]


def _was_cancelled(note: FollowUp) -> bool:
    """Whether it was cancelled with its theme, and not by somebody who did not want it."""
    return note.status is Status.CANCELLED and note.outcome in {OPENED_AGAIN, TAKEN_BACK}


def _undo_mended(session: Session, entry: AuditEntry) -> None:
    now, before = as_it_was(session, entry)
    _cancel(session, now, TAKEN_BACK)
    store(session, before)


def _undo_opened(session: Session, entry: AuditEntry) -> None:
    """Notes that were cancelled with it are to be sent after all."""
    _, before = as_it_was(session, entry)
    store(session, before)
    for one in _notes(session, before).values():
        if _was_cancelled(one) and one.outcome == OPENED_AGAIN:
            change(session, one.id, "taken up", lifecycle.reopen)


def _undo_drafted(session: Session, entry: AuditEntry) -> None:
    theme = theme_of(session, entry.subject_id)
    for one in _notes(session, theme).values():
        if one.is_open and one.created_at == entry.at:
            change(
                session,
                one.id,
                "left undone",
                lambda note: lifecycle.cancel(note, session.actor.id, session.now, TAKEN_BACK),
            )


REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {
    MENDED: _undo_mended,
    OPENED: _undo_opened,
    DRAFTED: _undo_drafted,
}
