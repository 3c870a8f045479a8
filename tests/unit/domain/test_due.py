"""When a follow-up is shown and overdue, for any days off; and that messages are edited whenever its words change."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import WorkingTime, instant_of
from bot.domain.customers import Birthday, Customer
from bot.domain.due import first_day, is_overdue, last_day, turns
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from bot.views.days import due, title

DAY = timedelta(days=1)
START = date(2026, 1, 1)
CALL = FollowUp(1, 1, FollowUpKind.CALLBACK, "call back", START, "U0ANA", datetime(2025, 12, 1, tzinfo=UTC))
DANA = Customer(1, "Dana Reyes", birthday=Birthday(11, 28))
ZONES = ["Europe/Lisbon", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "America/Santiago"]

days = st.integers(0, 720).map(lambda ahead: START + ahead * DAY)
working_times = st.builds(
    WorkingTime,
    st.sampled_from(ZONES),
    st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(days, max_size=8),
)


@given(days, working_times)
def test_it_is_shown_on_the_last_working_day_up_to_its_day(on: date, working: WorkingTime) -> None:
    first = first_day(replace(CALL, due=on), working)
    assert first <= on
    assert working.is_working_day(first)
    assert not any(working.is_working_day(first + ahead * DAY) for ahead in range(1, (on - first).days + 1))


@given(days, working_times)
def test_what_was_put_off_comes_back_on_the_first_working_day_from_then_on(on: date, working: WorkingTime) -> None:
    first = first_day(replace(CALL, snoozed_until=on), working)
    assert first >= on
    assert working.is_working_day(first)
    assert not any(working.is_working_day(on + ahead * DAY) for ahead in range((first - on).days))


@given(days, working_times, st.integers(-40, 40))
def test_nobody_is_overdue_who_had_no_working_day_for_it(on: date, working: WorkingTime, ahead: int) -> None:
    followup = replace(CALL, due=on)
    reader = Reader(instant_of(on + ahead * DAY, time(9), working.zone), working)
    had_time = any(
        working.is_working_day(on + step * DAY) and on + step * DAY < reader.today for step in range(max(ahead, 0))
    )
    assert is_overdue(followup, reader) == had_time
    assert last_day(followup, working) >= on


@given(
    st.sampled_from([FollowUpKind.CALLBACK, FollowUpKind.COMPLAINT, FollowUpKind.BIRTHDAY]),
    days,
    working_times,
    st.integers(-6, 12),
    st.integers(0, 23 * 60),
    st.integers(0, 4),
)
def test_between_two_turns_a_message_need_not_be_edited(
    kind: FollowUpKind, on: date, working: WorkingTime, ahead: int, minute: int, put_off: int
) -> None:
    """The words around its days are the same at any two instants with no turn in between."""
    noon = instant_of(on, time(12), working.zone)
    followup = replace(
        CALL,
        kind=kind,
        due=on,
        deadline=noon if kind is FollowUpKind.COMPLAINT else None,
        snoozed_until=on + put_off * DAY if put_off else None,
    )
    at = noon + ahead * DAY + timedelta(minutes=minute)
    later = min([turn for turn in turns(followup, working) if turn > at], default=at + 9 * DAY) - timedelta(minutes=1)
    assert _around(followup, Reader(at, working)) == _around(followup, Reader(max(at, later), working))


def _around(followup: FollowUp, reader: Reader) -> str:
    """What is said of it, without its days."""
    said = f"{title(followup, DANA, reader)} {due(followup, reader)}"
    said = re.sub(r"(?:on )?<!date\^[^>]*>", "DAY", said)
    return re.sub(r"(?:on )?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w{3}(?: \d{4})?", "DAY", said)
