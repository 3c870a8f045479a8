"""When an open Home tab is drawn again, and how somebody is greeted there."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.calendar import WorkingHours
from bot.domain.home import PartOfDay, next_part, part_of_day
from bot.domain.open_home import ANSWERED, AT_HAND, LATELY, MOST_FAILURES, NOW_AND_THEN, SOON, OpenHome, next_at
from bot.domain.people import Person
from bot.domain.reader import Reader
from bot.domain.saying import speaking
from bot.views.greeting import greeting, today_words

NOW = datetime(2026, 11, 26, 15, tzinfo=UTC)
OPEN = OpenHome("U0BEN", "", NOW, 7, "", NOW, NOW, answered="block_actions:1")


@pytest.mark.parametrize(
    ("at", "part"),
    [
        (time(0), PartOfDay.NIGHT),
        (time(4, 59), PartOfDay.NIGHT),
        (time(5), PartOfDay.MORNING),
        (time(12), PartOfDay.AFTERNOON),
        (time(23, 59), PartOfDay.EVENING),
    ],
)
def test_a_day_has_parts_on_the_wall_of_its_reader(at: time, part: PartOfDay) -> None:
    kolkata = Reader(
        datetime.combine(NOW.date(), at, UTC) - timedelta(hours=5, minutes=30), WorkingHours("Asia/Kolkata")
    )

    assert part_of_day(kolkata) is part


def test_the_next_part_begins_also_where_midnight_does_not_exist() -> None:
    before = datetime(2026, 9, 6, 3, 30, tzinfo=UTC)  # 23:30 in Santiago, where 00:00 to 01:00 is skipped

    assert next_part(Reader(before, WorkingHours("America/Santiago"))) == datetime(2026, 9, 6, 4, tzinfo=UTC)


def test_a_tab_at_hand_is_drawn_within_seconds_and_later_now_and_then() -> None:
    assert next_at(NOW, NOW + timedelta(minutes=1)) == NOW + timedelta(minutes=1) + SOON
    assert next_at(NOW, NOW + AT_HAND) == NOW + AT_HAND + NOW_AND_THEN


def test_a_tab_counts_as_looked_at_for_some_hours_and_its_answer_for_some_minutes() -> None:
    assert OPEN.is_looked_at(NOW + LATELY - timedelta(seconds=1))
    assert not OPEN.is_looked_at(NOW + LATELY)
    assert OPEN.has_answer(NOW + ANSWERED - timedelta(seconds=1))
    assert not OPEN.has_answer(NOW + ANSWERED)


def test_a_tab_that_is_refused_waits_longer_each_time_and_then_is_let_be() -> None:
    waits, tab = [], OPEN
    while (later := tab.failed(NOW)) is not None:
        waits.append(later.next_at - NOW)
        tab = later

    assert len(waits) == MOST_FAILURES - 1
    assert waits == sorted(set(waits))
    assert (OPEN.failed(NOW, timedelta(hours=1)) or OPEN).next_at == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("name", "greeted"), [("Ana Silva", "Ana"), ("Dr. Berg", "Dr. Berg"), ("Cher", "Cher"), ("", "")]
)
def test_people_are_greeted_by_their_first_name_where_it_is_one(name: str, greeted: str) -> None:
    assert (
        greeting(Person("U0ANA", name), Reader(NOW, WorkingHours())).removeprefix("Good afternoon").strip(", ")
        == greeted
    )


def test_the_day_is_written_as_the_reader_writes_it() -> None:
    reader = Reader(NOW, WorkingHours())

    assert today_words(reader) == "Thursday, 26 November 2026"
    with speaking("de"):
        assert today_words(reader) == "Donnerstag, 26. November 2026"
