"""Days on which somebody can be away, and what needs to be covered meanwhile."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.away import Absence, check_days, covered, given_back, needs_cover, overlapping, put_together
from bot.domain.calendar import WorkingHours
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.reader import Reader

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WORK = WorkingHours("UTC")


def day(step: int) -> date:
    return MONDAY + timedelta(days=step)


def away(first: int, back_on: int) -> Absence:
    return Absence(1, "A", day(first), day(back_on), "A", NOW)


def followup(due: int, **more: object) -> FollowUp:
    one = FollowUp(1, 1, FollowUpKind.OTHER, "call", day(due), "A", NOW, assignee="A", assigned_at=NOW)
    return replace(one, **more)  # type: ignore[arg-type]  # fields of it


@pytest.mark.parametrize(
    ("first", "back_on", "said"),
    [
        (-3, -1, "over already"),
        (-3, 0, "over already"),
        (-1, 3, "past"),
        (3, 3, "ends before it begins"),
        (5, 3, "ends before it begins"),
        (400, 410, "more than a year ahead"),
        (0, 200, "more than half a year"),
    ],
)
def test_days_that_cannot_be_are_refused_with_what_to_do(first: int, back_on: int, said: str) -> None:
    with pytest.raises(NotUnderstoodError, match=said):
        check_days(day(first), day(back_on), MONDAY)


@pytest.mark.parametrize(("tz", "is_away"), [("UTC", True), ("Pacific/Auckland", False), ("America/Los_Angeles", True)])
def test_the_days_are_those_of_whoever_is_away(tz: str, is_away: object) -> None:
    late_monday = datetime(2026, 11, 23, 20, tzinfo=UTC)  # Tuesday in Auckland

    assert replace(away(0, 1), tz=tz).is_on(late_monday) is is_away


@pytest.mark.parametrize(
    ("one", "absence", "is_needed"),
    [
        (followup(0), away(0, 5), True),
        (followup(1), away(0, 5), False),  # not today's matter
        (followup(0), away(0, 1), True),
        (followup(-4), away(0, 5), True),
        (followup(-4), away(0, 3), False),  # late before they went, and they are soon back
        (followup(-4, promised_on=day(-4)), away(0, 3), True),
        (followup(-1, kind=FollowUpKind.BIRTHDAY), away(0, 3), True),
        (followup(0, snoozed_until=day(2)), away(0, 5), False),
        (followup(0, status=Status.DONE), away(0, 5), False),
        (followup(0, deadline=NOW + timedelta(days=2)), away(0, 5), True),  # the clock runs
        (followup(0, deadline=NOW + timedelta(days=9)), away(0, 5), False),
        (followup(-4, deadline=NOW - timedelta(days=4), acknowledged_at=NOW), away(0, 3), False),  # no clock any more
        (followup(-4, deadline=NOW - timedelta(days=4), acknowledged_at=NOW), away(0, 9), True),
        (followup(60, kind=FollowUpKind.RENEWAL, origin="renewal:1", snoozed_until=day(0)), away(0, 5), False),
        (followup(3, kind=FollowUpKind.RENEWAL, origin="renewal:1", snoozed_until=day(0)), away(0, 5), True),
    ],
)
def test_what_cannot_wait_until_they_are_back_needs_cover(one: FollowUp, absence: Absence, is_needed: object) -> None:
    assert needs_cover(one, absence, Reader(NOW, WORK)) is is_needed


def test_whose_it_is_stays_known_through_several_who_cover() -> None:
    first = covered(followup(0), "A", "B", NOW)
    second = covered(first, "B", "C", NOW)
    nobody = covered(second, "C", None, NOW)

    assert (second.assignee, second.cover_for) == ("C", "A")
    assert (nobody.assignee, nobody.assigned_at, nobody.cover_for) == (None, None, "A")
    assert given_back(nobody, NOW) == followup(0)
    assert covered(second, "C", "A", NOW) == followup(0)


def test_what_is_done_is_neither_covered_nor_given_back() -> None:
    closed = followup(0, status=Status.DONE, closed_by="B", cover_for="A")
    with pytest.raises(ConflictError):
        covered(closed, "A", "B", NOW)
    with pytest.raises(ConflictError):
        given_back(closed, NOW)


def test_one_that_overlaps_or_follows_takes_the_place_of_the_other_and_goes_on_where_that_began() -> None:
    running, later, apart = away(-2, 3), away(3, 5), away(9, 12)

    assert overlapping(away(0, 4), [running, later, apart]) == [running, later]
    assert put_together(away(0, 4), [running, later], MONDAY).first == day(-2)
    assert put_together(away(2, 4), [running], MONDAY).first == day(2)
