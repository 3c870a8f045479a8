"""What is said before a call: ten lines at most, the most useful first, nothing where nothing is known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.brief import MOST, Topic, brief
from bot.domain.calendar import WorkingHours
from bot.domain.card import Card
from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer, Detail, DetailCategory
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.mood import Mood
from bot.domain.mood_course import MoodPoint
from bot.domain.rating import Rating
from bot.domain.reader import Reader
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from tests.fake_clock import MONDAY_NINE as NOW

TODAY = date(2026, 11, 23)
NOBODY = Card(Customer(1, "Dana"), Caretaker(None), Reader(NOW, WorkingHours("UTC")), None, (), (), (), (), 0, ())


def detail(category: DetailCategory, number: int = 1) -> Detail:
    return Detail(number, 1, category, f"{category} {number}", "U0ANA", NOW)


def followup(kind: FollowUpKind, number: int = 1) -> FollowUp:
    return FollowUp(number, 1, kind, "to do", TODAY, "U0ANA", NOW)


TOUCH = Touchpoint(
    1, TouchpointKind.RATING, 1, TODAY, "phone", "hi", Mood(0.1, "neutral", (), ""), "U0ANA", NOW, "form"
)
RATED = replace(TOUCH, rating=Rating("nps", 9))
EVERYTHING = replace(
    NOBODY,
    customer=Customer(1, "Dana", renewal=TODAY, wishes_ok=True, email_ok=False, lost_on=TODAY),
    birthday=TODAY,
    details=tuple(detail(category, number) for category in DetailCategory for number in range(3)),
    moods=(MoodPoint(0.5, "positive"),),
    followups=tuple(followup(kind, number) for kind in FollowUpKind for number in range(3)),
    touchpoints=(RATED, TOUCH),
    touchpoint_count=2,
    ratings=(RATED,),
)


def topics(seen: Card) -> list[Topic]:
    return [point.topic for point in brief(seen)]


def test_of_somebody_of_whom_nothing_is_known_only_who_they_are_is_said() -> None:
    assert topics(NOBODY) == [Topic.WHO]


def test_with_everything_there_are_ten_lines_in_the_order_of_use_and_health_is_among_them() -> None:
    said = topics(EVERYTHING)

    assert len(said) == MOST
    assert said == sorted(said)
    assert {Topic.WHO, Topic.FEELING, Topic.OPEN, Topic.LAST_TOUCH, Topic.DETAIL, Topic.RENEWAL, Topic.HEALTH} <= {
        *said
    }


def test_that_they_must_not_be_contacted_stands_above_all_and_no_birthday_is_lost_for_it() -> None:
    seen = replace(NOBODY, customer=Customer(1, "Dana", do_not_contact=True), birthday=TODAY)

    assert topics(seen) == [Topic.DO_NOT_CONTACT, Topic.WHO, Topic.BIRTHDAY]


def test_complaints_come_before_what_is_more_urgent() -> None:
    seen = replace(NOBODY, followups=(followup(FollowUpKind.OTHER, 1), followup(FollowUpKind.COMPLAINT, 2)))

    assert [point.about.id for point in brief(seen) if isinstance(point.about, FollowUp)] == [2, 1]


def test_of_details_a_goal_comes_before_family_and_pets_and_health_is_what_to_avoid() -> None:
    seen = replace(NOBODY, details=tuple(detail(category) for category in DetailCategory))
    told = [point.about.category for point in brief(seen) if isinstance(point.about, Detail)]

    assert told == ["goal", "family", "pet", "health"]


@pytest.mark.parametrize(
    ("days", "is_said"), [(-16, False), (-15, True), (-1, True), (0, True), (30, True), (31, False), (400, False)]
)
def test_a_renewal_counts_when_it_is_near_or_just_past(days: int, is_said: bool) -> None:  # noqa: FBT001  # a case
    seen = replace(NOBODY, customer=Customer(1, "Dana", renewal=TODAY + timedelta(days=days)))

    assert (Topic.RENEWAL in topics(seen)) is is_said


def test_who_does_not_want_wishes_has_no_birthday_in_it() -> None:
    seen = replace(NOBODY, customer=Customer(1, "Dana", wishes_ok=False), birthday=TODAY)

    assert topics(seen) == [Topic.WHO, Topic.CONSENTS]


def test_a_birthday_or_renewal_that_is_on_somebodys_list_is_said_once() -> None:
    planned = (followup(FollowUpKind.BIRTHDAY, 1), followup(FollowUpKind.RENEWAL, 2))
    seen = replace(NOBODY, customer=Customer(1, "Dana", renewal=TODAY), birthday=TODAY, followups=planned)

    assert topics(seen) == [Topic.WHO, Topic.OPEN, Topic.OPEN]
