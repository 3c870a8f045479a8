"""What becomes of a customer: stages, leaving us, coming back.

Noted whichever way it is changed: by a line, a form, a button, a file or many at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.customers import Customer
from bot.domain.life import LifeEvent, Turn
from bot.use_cases.session import Session
from storage import life


@dataclass(frozen=True)
class Because:
    """Why something became of a customer, and on which day; None: today."""

    reason: str = ""
    on: date | None = None


TODAY = Because()


def life_of(session: Session, customer: Customer) -> list[LifeEvent]:
    """What became of a customer, the latest first."""
    return life.of_customer(session.uow, customer.id)


def note_turns(session: Session, before: Customer, after: Customer, because: Because = TODAY) -> None:
    """Note what became of a customer by this change; nothing where neither stage nor being lost is another."""
    for turn, was, now in _turns(before, after):
        on = because.on or (after.lost_on if turn is Turn.LOST else None) or session.today
        reason = because.reason or (after.lost_reason if turn is Turn.LOST else "")
        event = LifeEvent(0, after.id, turn, was, now, on, reason, session.actor.id, session.now)
        life.add(session.uow, event)


def take_back_turns(session: Session, now: Customer, before: Customer) -> None:
    """A change was undone, so that the customer is again what they were `before`: its turns were none."""
    turns = {turn for turn, _, _ in _turns(before, now)}
    if turns:
        life.take_back(session.uow, now.id, turns, session.now)


def _turns(before: Customer, after: Customer) -> Iterator[tuple[Turn, str, str]]:
    """(turn, before, after) of what is another now."""
    if before.stage is not after.stage:
        yield Turn.STAGE, before.stage, after.stage
    if (before.lost_on is None) is not (after.lost_on is None):
        yield Turn.LOST if after.lost_on else Turn.WON_BACK, "", ""
