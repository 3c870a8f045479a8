"""Which complaints may be one matter, and what becomes of both."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.channel import Severity
from bot.domain.errors import ConflictError
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.joining import JOINED, first_of, join

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIRST = FollowUp(
    *(1, 1, FollowUpKind.COMPLAINT, "soup", date(2026, 11, 25), "U0ANA", NINE),
    deadline=NINE + 24 * HOUR,
    severity=Severity.MEDIUM,
)
SECOND = replace(FIRST, id=2, created_at=NINE + timedelta(minutes=30), deadline=NINE + 4 * HOUR, due=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("other", "is_found"),
    [
        (FIRST, True),
        (replace(FIRST, created_at=NINE - timedelta(seconds=1)), False),  # more than half an hour ago
        (replace(FIRST, status=Status.DONE), False),
        (replace(FIRST, kind=FollowUpKind.CALLBACK), False),
        (replace(FIRST, id=2), False),  # itself
        (replace(FIRST, id=3), False),  # a later one
    ],
)
def test_the_first_is_an_open_complaint_of_the_last_half_hour(other: FollowUp, is_found: bool) -> None:  # noqa: FBT001  # a case
    assert (first_of(SECOND, [other]) is other) is is_found


@pytest.mark.parametrize("change", [{"kind": FollowUpKind.CALLBACK}, {"status": Status.DONE}])
def test_only_an_open_complaint_has_a_first(change: dict[str, FollowUpKind | Status]) -> None:
    assert first_of(replace(SECOND, **change), [FIRST]) is None  # type: ignore[arg-type]  # as given


def test_of_several_it_is_the_earliest() -> None:
    third = replace(SECOND, id=3)

    assert first_of(third, [SECOND, FIRST]) is FIRST


@pytest.mark.parametrize("is_swapped", [False, True])
def test_the_earlier_deadline_and_the_higher_severity_count_whichever_came_first(is_swapped: bool) -> None:  # noqa: FBT001  # a case
    urgent, calm = replace(SECOND, severity=Severity.HIGH), replace(FIRST, severity=Severity.LOW)
    first, second = (replace(urgent, id=1), replace(calm, id=2)) if is_swapped else (calm, urgent)
    kept, closed = join(first, second, "U0BEN", NINE)

    assert (kept.id, kept.deadline, kept.due, kept.severity) == (1, urgent.deadline, urgent.due, Severity.HIGH)
    ended = {"status": Status.CANCELLED, "closed_at": NINE, "closed_by": "U0BEN"}
    assert closed == replace(second, **ended, outcome=JOINED, joined_to=1)  # type: ignore[arg-type]  # as named


@pytest.mark.parametrize("claimed", ["first", "second", "both"])
def test_who_has_one_of_them_has_it(claimed: str) -> None:
    has = {"assignee": "U0BEN", "assigned_at": NINE}
    first = replace(FIRST, **has) if claimed in {"first", "both"} else FIRST  # type: ignore[arg-type]  # as given
    second = replace(SECOND, **has) if claimed in {"second", "both"} else SECOND  # type: ignore[arg-type]  # as given
    kept, _ = join(first, second, "U0ANA", NINE)

    assert (kept.assignee, kept.assigned_at) == ("U0BEN", NINE)


def test_two_people_who_have_one_each_keep_them_apart() -> None:
    with pytest.raises(ConflictError, match="stay apart"):
        join(replace(FIRST, assignee="U0BEN"), replace(SECOND, assignee="U0CARA"), "U0ANA", NINE)
