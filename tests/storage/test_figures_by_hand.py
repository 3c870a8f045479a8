"""A small business of one week, of which every figure was counted by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.domain.calendar import WorkingHours
from bot.domain.customers import Customer
from bot.domain.figures import BY_KEY, Cohort, Figures, Month, Renewed
from bot.domain.followups import FollowUpKind
from bot.domain.mood import Mood
from bot.domain.people import Person, Role
from bot.domain.rating import Rating, Scale
from bot.domain.resolving import Resolution
from bot.domain.settings import WorkspaceSettings
from bot.domain.slack_channel import Destination
from bot.domain.span import Span
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases import followups as cases
from bot.use_cases.acknowledging import acknowledge
from bot.use_cases.customers import add_customer
from bot.use_cases.figures import figures_of
from bot.use_cases.log_touchpoint import NewTouchpoint, log_touchpoint
from bot.use_cases.lost_customers import lose
from bot.use_cases.reopening import reopen
from bot.use_cases.resolving import resolve
from bot.use_cases.session import Session, customer_of
from storage import erasing
from storage.database import Database, UnitOfWork
from tests import engines

WEEK = Span(date(2026, 11, 16), date(2026, 11, 22))
GOOD, BAD = Mood(0.8, "positive", ("lovely",)), Mood(-0.8, "negative", ("late",))
CALM, UNSCORED = Mood(0.0, "neutral"), Mood(None, "unscored")
RULES = WorkspaceSettings(currency="EUR", lost_reasons=("price", "moved away"))
HOURS = WorkingHours("UTC")
"""09:00 to 17:00 as everywhere, unless said otherwise."""

BY_HAND = {
    "touches": 14,  # 5 calls, 3 complaints, 6 ratings
    "positive": 100 * 3 / 8,
    "negative": 100 * 4 / 8,
    "csat": 100 * 1 / 2,
    "nps": 100 * (2 - 1) / 4,
    "complaints": 3,
    "claim": 2,  # of 1, 2 and 5 h
    "claim_90": 5,
    "acknowledge": 3,  # of 3 and 6 h
    "acknowledge_90": 6,
    "resolve": 4,  # of one: the other one came back
    "resolve_90": 4,
    "reopened": 50,
    "compensated": 50,
    "given": 12.5,
    "promises": 50,
    "on_time": 100 * 2 / 3,
    "thanks": 1,
    "retention": 75,
    "churn": 25,
    "new": 1,
    "value": 400,  # 300 and 500; one is lost, two have none
}


Act = Callable[[Session], object]
DANA, RUTH, OMAR, INES, NADIA = range(1, 6)


def comes(name: str, since: date, value: int | None = None) -> Act:
    return lambda asking: add_customer(
        asking, Customer(0, name, since=since, lifetime_value=value), although_known=True
    )


def logs(customer: int, new: NewTouchpoint) -> Act:
    return lambda asking: log_touchpoint(asking, customer_of(asking, customer), new, Destination("C1"))


def touch(customer: int, mood: Mood, channel: str) -> Act:
    return logs(customer, NewTouchpoint(TouchpointKind.TOUCHPOINT, "words", mood, "command", channel=channel))


def complains(customer: int, on: date | None = None) -> Act:
    return logs(customer, NewTouchpoint(TouchpointKind.COMPLAINT, "words", BAD, "command", happened_on=on))


def rates(scale: Scale, value: int) -> Act:
    new = NewTouchpoint(TouchpointKind.RATING, "", UNSCORED, "command", rating=Rating(scale, value))
    return logs(OMAR, new)


def plans(customer: int, kind: FollowUpKind, due: date, *, is_promised: bool = False) -> Act:
    return lambda asking: cases.create_followup(
        asking, customer_of(asking, customer), "words", due, kind=kind, assignee=None, is_promised=is_promised
    )


def of_last(customer: int, does: Callable[[Session, int], object]) -> Act:
    """Something is done with the follow-up of a customer that arose last."""

    def act(asking: Session) -> None:
        row = asking.uow.row("SELECT max(id) AS id FROM followups WHERE customer_id = ?", (customer,))
        does(asking, row["id"] if row else 0)

    return act


def puts_right(what: Resolution) -> Callable[[Session, int], object]:
    return lambda asking, followup_id: resolve(asking, followup_id, what)


VOUCHER = Resolution("sent anew", compensation="a voucher", amount=1250, category="delivery", root_cause="our mistake")
SORRY = Resolution("said sorry", category="billing", root_cause="our mistake")
DONE, CANCELLED = cases.finish, cases.cancel

WEEK_OF_WORK: tuple[tuple[int, int, Act], ...] = (
    (16, 9, comes("Dana Reyes", date(2026, 8, 10), 300)),
    (16, 9, comes("Ruth Olsen", date(2026, 9, 5), 500)),
    (16, 9, comes("Omar Haddad", date(2026, 9, 20))),
    (16, 9, comes("Ines Costa", date(2026, 9, 20), 900)),
    (16, 9, touch(DANA, GOOD, "phone")),
    (16, 9, touch(RUTH, GOOD, "phone")),
    (16, 9, touch(OMAR, GOOD, "in person")),
    (16, 9, touch(OMAR, CALM, "phone")),
    (17, 9, comes("Nadia Hill", date(2026, 11, 17))),
    (17, 9, touch(NADIA, BAD, "email")),
    (17, 9, of_last(NADIA, CANCELLED)),
    (18, 9, complains(DANA)),
    (18, 9, complains(RUTH)),
    (18, 10, of_last(DANA, cases.claim)),
    (18, 11, of_last(RUTH, cases.claim)),
    (18, 12, of_last(DANA, acknowledge)),
    (18, 13, of_last(DANA, puts_right(VOUCHER))),
    (18, 15, of_last(RUTH, acknowledge)),
    (18, 16, lambda asking: lose(asking, customer_of(asking, INES), "price")),
    (18, 16, plans(DANA, FollowUpKind.RENEWAL, date(2026, 11, 30))),
    (18, 16, of_last(DANA, DONE)),
    (19, 9, of_last(RUTH, puts_right(SORRY))),
    (19, 10, of_last(RUTH, reopen)),
    (19, 10, plans(OMAR, FollowUpKind.CALLBACK, date(2026, 11, 19), is_promised=True)),
    (19, 11, of_last(OMAR, DONE)),
    (19, 12, plans(OMAR, FollowUpKind.THANK_YOU, date(2026, 11, 20))),
    (19, 13, of_last(OMAR, DONE)),
    (19, 14, plans(OMAR, FollowUpKind.CALLBACK, date(2026, 11, 20), is_promised=True)),
    (20, 9, rates("csat", 5)),
    (20, 9, rates("nps", 9)),
    (20, 9, rates("nps", 10)),
    (20, 9, rates("nps", 8)),
    (20, 9, rates("nps", 3)),
    (20, 9, of_last(OMAR, CANCELLED)),
    (20, 9, rates("csat", 2)),
    (20, 9, of_last(OMAR, CANCELLED)),
    (20, 9, complains(OMAR, date(2026, 11, 13))),  # of the week before, as any touch of that day
    (23, 9, complains(NADIA, date(2026, 11, 22))),  # and this one is of Sunday
    (23, 14, of_last(NADIA, cases.claim)),
)
"""Day of November, hour, what is done."""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """The business, as it stands on the Monday after."""
    found = engines.open_database(tmp_path / "T1.db")
    for on, hour, act in WEEK_OF_WORK:
        with found.unit_of_work() as uow:
            act(session(uow, on, hour))
    return found


def session(uow: UnitOfWork, on: int = 23, hour: int = 15) -> Session:
    now = datetime(2026, 11, on, hour, tzinfo=UTC)
    return Session(uow, Person("U0CARA", "Cara", role=Role.LEAD), now, RULES, HOURS)


def figures(database: Database) -> Figures:
    with database.reading() as uow:
        return figures_of(session(uow), WEEK)


def test_every_figure_of_a_small_business_is_what_was_counted_by_hand(database: Database) -> None:
    found = figures(database)

    assert set(BY_HAND) == set(BY_KEY)
    assert {key: one.value for key, one in found.now.items()} == pytest.approx(BY_HAND)
    assert (found.now["nps"].low, found.now["nps"].high) == pytest.approx((-44.16, 72.73), abs=0.01)
    assert {one.channel: (one.touches, one.positive, one.neutral, one.negative) for one in found.channels} == {
        "other": (9, 0, 0, 3),
        "phone": (3, 2, 1, 0),
        "in person": (1, 1, 0, 0),
        "email": (1, 0, 0, 1),
    }
    assert found.categories == (("", 1), ("billing", 1), ("delivery", 1))
    assert found.causes == (("our mistake", 2), ("", 1))
    assert found.reasons == (("price", 1),)
    assert found.months[-1] == Month(date(2026, 11, 1), at_start=4, lost=1, new=1)
    assert found.cohorts == [
        Cohort(date(2026, 8, 1), 1, (1, 1, 1, 1)),
        Cohort(date(2026, 9, 1), 3, (3, 3, 2)),
        Cohort(date(2026, 11, 1), 1, (1,)),
    ]
    assert found.renewed == [Renewed(0, 3, 1, 500), Renewed(1, 1, 1, 300)]


def test_why_somebody_was_lost_who_is_erased_stays_only_where_others_had_the_same_reason(database: Database) -> None:
    for customer in (DANA, RUTH, OMAR):
        with database.unit_of_work() as uow:
            lose(session(uow), customer_of(session(uow), customer), "moved away", WEEK.last)
    with database.unit_of_work() as uow:
        erasing.erase(uow, erasing.whose(uow, [DANA, INES]), session(uow).now)

    assert figures(database).reasons == (("moved away", 3), ("", 1))
