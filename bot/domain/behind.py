"""The follow-ups behind a sentence of a report: which open one belongs to which, and how their list is named."""

from dataclasses import dataclass

from bot.domain.carried import day, row_id
from bot.domain.due import is_overdue
from bot.domain.errors import OutdatedError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from bot.domain.report import Matter
from bot.domain.span import Span

LISTED = {
    f"report {matter}": matter
    for matter in (Matter.LATE_UNCLAIMED, Matter.LATE, Matter.BROKEN, Matter.UNCLAIMED, Matter.OVERDUE)
}
"""Name of a list (bot/use_cases/lists.py) -> what it is of."""


@dataclass(frozen=True)
class Behind:
    """Of which days and customers: `kept_id` is that of a kept segment, 0 for everybody.

    As text it says whom a list is about, such as "2026-11-20.2026-11-26.0".
    """

    span: Span
    kept_id: int = 0

    def __str__(self) -> str:
        """As `read` reads it."""
        return f"{self.span.first}.{self.span.last}.{self.kept_id}"

    @classmethod
    def read(cls, text: str) -> "Behind | None":
        """What a text says; None where it says none."""
        first, _, rest = text.partition(".")
        last, _, kept_id = rest.partition(".")
        try:
            return cls(Span(day(first), day(last)), row_id(kept_id))
        except (OutdatedError, ValueError):
            return None


def matter_of(followup: FollowUp, reader: Reader) -> Matter | None:
    """The one sentence that tells of an open follow-up; None where nothing is to be said of it."""
    is_late = is_overdue(followup, reader)
    if is_late and followup.kind is FollowUpKind.COMPLAINT:
        return Matter.LATE if followup.assignee else Matter.LATE_UNCLAIMED
    if not followup.assignee:
        return Matter.UNCLAIMED
    return Matter.OVERDUE if is_late else None
