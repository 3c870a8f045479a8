"""Customers out of Rapport: all that somebody may take along, or those of a list."""

from collections.abc import Iterable, Iterator

from bot.domain.exported import Exported, FileFormat
from bot.use_cases.session import Session
from storage import customers, details
from storage.conditions import AT_ONCE, EVERYBODY, Condition

EXPORTED = "customers exported"
"""In the audit log: who took how many along, in which format; its `after` says no more of them."""


def exported(session: Session, where: Condition = EVERYBODY) -> Iterator[Exported]:
    """Each customer that fits, in the order of their ids; a portion at a time is in memory."""
    last = 0
    while found := customers.after(session.uow, last, AT_ONCE, where):
        remembered = details.of_customers(session.uow, (one.id for one in found))
        yield from (Exported(one, tuple(remembered.get(one.id, ()))) for one in found)
        last = found[-1].id


class Counted:
    """Customers as they go by: how many there were."""

    def __init__(self, found: Iterable[Exported]) -> None:
        self._found = found
        self.number = 0

    def __iter__(self) -> Iterator[Exported]:
        for one in self._found:
            self.number += 1
            yield one


def note_export(session: Session, form: FileFormat, number: int, segment: str = "") -> int:
    """Have the audit log say that so many customers were taken along, and give the entry's id."""
    return session.record(
        EXPORTED, ("workspace", 0), None, after={"format": form.value, "customers": number, "segment": segment}
    )
