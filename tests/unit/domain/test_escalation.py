"""When somebody is reminded of an alert that nobody claims, and who it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import WorkingHours
from bot.domain.escalation import AskedNext, Step, step, warned_at, working_time
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader

NINE_TO_FIVE = WorkingHours("UTC")


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{words}").replace(tzinfo=UTC)


def alert(filed: str, deadline: str) -> FollowUp:
    due = at(deadline)
    return FollowUp(1, 1, FollowUpKind.COMPLAINT, "Put right", due.date(), "U1", at(filed), deadline=due)


@pytest.mark.parametrize(
    ("filed", "deadline", "warned"),
    [
        ("23 09:00", "23 13:00", "23 11:00"),  # half of four hours
        ("23 15:00", "24 11:00", "23 17:00"),  # half of four, over night
        ("20 16:00", "23 12:00", "23 10:00"),  # over a weekend
        ("23 10:00", "24 10:00", "23 14:00"),  # half of a working day
        ("23 09:00", "23 09:40", "23 09:10"),  # at least half an hour before
    ],
)
def test_it_is_told_when_half_of_its_working_time_has_passed(filed: str, deadline: str, warned: str) -> None:
    assert warned_at(alert(filed, deadline), NINE_TO_FIVE) == at(warned)


def test_one_with_half_an_hour_or_less_is_not_warned_of() -> None:
    assert warned_at(alert("23 09:00", "23 09:30"), NINE_TO_FIVE) is None


def test_before_the_deadline_it_warns_and_after_it_tells() -> None:
    one = alert("23 09:00", "23 13:00")
    moments = ["23 10:59", "23 11:00", "23 12:59", "23 13:00", "27 09:00"]

    steps = [step(one, Reader(at(moment), NINE_TO_FIVE)) for moment in moments]

    assert steps == [None, Step.WARN, Step.WARN, Step.TELL, Step.TELL]


@pytest.mark.parametrize(
    "changes",
    [
        {"assignee": "U2"},
        {"snoozed_until": date(2026, 11, 25)},
        {"back_at": datetime(2026, 11, 23, 15, tzinfo=UTC)},
        {"deadline": None},
    ],
)
def test_one_that_somebody_has_or_put_off_is_left_alone(changes: dict[str, object]) -> None:
    one = replace(alert("23 09:00", "23 13:00"), **changes)  # type: ignore[arg-type]  # fields of it

    assert step(one, Reader(at("23 14:00"), NINE_TO_FIVE)) is None


@given(st.integers(0, 20_000), st.floats(0.25, 60))
def test_working_time_is_what_add_hours_adds(minute: int, hours: float) -> None:
    filed = at("01 00:00") + timedelta(minutes=minute)

    until = NINE_TO_FIVE.add_hours(filed, hours)

    assert abs(working_time(filed, until, NINE_TO_FIVE) - timedelta(hours=hours)) < timedelta(seconds=1)


ASKED = AskedNext({"gold": "S"}, ["L1", "L2"], "D", ["A"])


@pytest.mark.parametrize(
    ("tier", "gone", "away", "told", "left_out"),
    [
        ("gold", "", "", ["S"], []),
        ("standard", "", "", ["L1", "L2"], []),
        ("gold", "S", "", ["L1", "L2"], []),
        ("gold", "", "S", ["L1", "L2"], ["S"]),
        ("gold", "", "S L1", ["L2"], ["S", "L1"]),
        ("standard", "", "L1 L2", ["D"], ["L1", "L2"]),
        ("standard", "D", "L1 L2", ["A"], ["L1", "L2"]),
        ("standard", "D L1", "L2 A", [], ["L2", "A"]),
    ],
)
def test_the_first_who_is_there_is_asked_next(
    tier: str, gone: str, away: str, told: list[str], left_out: list[str]
) -> None:
    asked = replace(ASKED, gone=gone.split(), away=away.split())

    assert asked.of(tier) == told
    assert asked.left_out(tier) == left_out
