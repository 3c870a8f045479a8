"""What comes up for somebody by today, of however many open follow-ups: counted, and the first of them.

The rule is `first_day` and `is_put_off` of bot/domain/due.py, said in SQL by the two days of `shown_until`; a test
holds them equal. The order is near that of bot/domain/urgency.py, so that its first few are among the first many here.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.followups import FollowUp, FollowUpKind
from storage.conditions import Condition, all_of
from storage.database import UnitOfWork
from storage.followups import found_where
from storage.instants import day_text, instant, instant_text
from storage.sight import IN_SIGHT

_SHOWN = (
    "CASE WHEN back_at IS NOT NULL THEN back_at <= ? AND coalesce(snoozed_until, due) <= ?"
    " WHEN snoozed_until IS NOT NULL THEN snoozed_until <= ? ELSE due <= ? END"
)

_NOTE: Condition = ("kind = ?", (FollowUpKind.THANK_YOU,))
_NO_NOTE: Condition = ("kind != ?", (FollowUpKind.THANK_YOU,))

_URGENT_FIRST = (
    "CASE WHEN deadline IS NOT NULL THEN 0 WHEN promised_on IS NOT NULL THEN 1 WHEN kind = 'birthday' THEN 3"
    " WHEN kind IN ('renewal', 'check-in') THEN 4 ELSE 2 END, coalesce(deadline, '9'),"
    " coalesce(snoozed_until, due), coalesce(due_at, '9'), id"
)
_DEADLINE_FIRST = "coalesce(deadline, '9'), promised_on IS NULL, coalesce(snoozed_until, due), id"
_SOONEST_FIRST = "coalesce(snoozed_until, due), coalesce(again_at, due_at, back_at, '9'), id"


@dataclass(frozen=True)
class By:
    """By when something has to come up: now, today, and the last days of `shown_until`."""

    now: datetime
    today: date
    planned: date
    put_off: date

    @property
    def shown(self) -> Condition:
        """What is shown by then."""
        days = (self.today, self.put_off, self.planned)
        return _SHOWN, (instant_text(self.now), *map(day_text, days))


@dataclass(frozen=True)
class Counts:
    """How many things to do and notes to write come up by today, how many later; when the next comes back today."""

    due: int
    notes: int
    later: int
    back_at: datetime | None


def counts(uow: UnitOfWork, whose: Condition, by: By) -> Counts:
    """Of the open follow-ups that meet a condition."""
    (shown, when), (where, parameters) = by.shown, whose
    rows = uow.rows(
        f"SELECT CASE WHEN {shown} THEN 'today' ELSE 'later' END AS comes,"  # noqa: S608  # all ours
        " CASE WHEN kind = ? THEN 'note' ELSE 'thing' END AS what, count(*) AS number,"
        " min(CASE WHEN back_at > ? THEN back_at END) AS back_at"
        f" FROM followups WHERE status = 'open' AND ({where}) AND {IN_SIGHT} GROUP BY comes, what",
        (*when, FollowUpKind.THANK_YOU, instant_text(by.now), *parameters),
    )
    of = {(row["comes"], row["what"]): row["number"] for row in rows}
    later = of.get(("later", "thing"), 0) + of.get(("later", "note"), 0)
    back_at = min((row["back_at"] for row in rows if row["back_at"]), default=None)
    return Counts(of.get(("today", "thing"), 0), of.get(("today", "note"), 0), later, instant(back_at))


def things(uow: UnitOfWork, whose: Condition, by: By, limit: int) -> list[FollowUp]:
    """What comes up by today, but for notes: the most urgent first."""
    return _first(uow, all_of([whose, by.shown, _NO_NOTE]), _URGENT_FIRST, limit)


def notes(uow: UnitOfWork, whose: Condition, by: By, limit: int) -> list[FollowUp]:
    """The thank-you notes to write by today, the oldest first."""
    return _first(uow, all_of([whose, by.shown, _NOTE]), _SOONEST_FIRST, limit)


def soonest(uow: UnitOfWork, whose: Condition, by: By) -> list[FollowUp]:
    """What comes up next, after today; none where nothing does."""
    shown, parameters = by.shown
    return _first(uow, all_of([whose, (f"NOT ({shown})", parameters)]), _SOONEST_FIRST, 1)


def unclaimed(uow: UnitOfWork, limit: int) -> list[FollowUp]:
    """What nobody has, the first deadline first."""
    return _first(uow, ("assignee IS NULL", ()), _DEADLINE_FIRST, limit)


def count_unclaimed(uow: UnitOfWork) -> int:
    """How many that are."""
    row = uow.row(f"SELECT count(*) AS n FROM followups WHERE status = 'open' AND assignee IS NULL AND {IN_SIGHT}")  # noqa: S608  # a constant
    return int(row["n"]) if row else 0


def _first(uow: UnitOfWork, condition: Condition, order: str, limit: int) -> list[FollowUp]:
    where, parameters = condition
    return found_where(uow, f"status = 'open' AND {where}", parameters, order=order, limit=limit)
