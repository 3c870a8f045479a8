"""Who is a candidate for a question, and what speaks for each: one customer for each rule, as the database answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.candidates import Answer, Ask, Asked, Candidate
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.health import Health, Level
from bot.domain.mood import Label, Mood
from bot.domain.rating import Rating
from bot.domain.segment import Condition, Segment
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from storage import candidates, customers, followups, health, segments, touchpoints
from storage.database import UnitOfWork
from tests.engines import open_database

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
LONG_AGO = date(2022, 3, 1)


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = open_database(tmp_path / "T1.db")
    with database.unit_of_work() as uow:
        yield uow
    database.close()


def add(uow: UnitOfWork, name: str = "Dana Reyes", **fields: object) -> int:
    return customers.add(uow, replace(Customer(0, name, since=LONG_AGO), **fields), "U1", NOW)  # type: ignore[arg-type]  # any of its fields


def say(
    uow: UnitOfWork,
    customer: int,
    days_ago: int,
    rating: Rating | None = None,
    *,
    label: Label = "neutral",
    score: float = 0.0,
    kind: TouchpointKind = TouchpointKind.TOUCHPOINT,
) -> int:
    mood = Mood(score, label)
    touch = Touchpoint(0, kind, customer, TODAY - timedelta(days_ago), "phone", "said", mood, "U1", NOW, "command")
    return touchpoints.add(uow, replace(touch, kind=TouchpointKind.RATING if rating else kind, rating=rating))


def plan(uow: UnitOfWork, customer: int, kind: FollowUpKind, days_ago: int = 0, outcome: str = "") -> None:
    """An open one, or with an outcome one that was done so many days ago."""
    closed = {"status": Status.DONE, "closed_at": NOW - timedelta(days_ago), "outcome": outcome} if outcome else {}
    followups.add(uow, replace(FollowUp(0, customer, kind, "ask", TODAY, "U1", NOW), **closed))  # type: ignore[arg-type]  # as above


def found(uow: UnitOfWork, ask: Ask = Ask.REFERRAL) -> list[str]:
    """The names of the candidates, as the suggestions have them and as a list does."""
    names = [one.customer.name for one in candidates.first(uow, ask, TODAY, {}, 10).first]
    segment = Segment.of(Condition("candidates", ask))
    assert sorted(names) == sorted(one.name for one in segments.page(uow, segment, TODAY))
    return names


NINE, FIVE, EIGHT, ONE = Rating("nps", 9), Rating("csat", 5), Rating("nps", 8), Rating("csat", 1)


def test_the_last_answer_of_a_year_has_to_be_a_high_one(uow: UnitOfWork) -> None:
    answers = {
        "Nine": [(30, NINE)],
        "Five stars": [(30, FIVE)],
        "Better now": [(60, ONE), (30, FIVE)],
        "Eight": [(30, EIGHT)],
        "Two years ago": [(366, NINE)],
        "Worse now": [(60, NINE), (30, EIGHT)],
        "Nothing": [],
    }
    for name, ratings in answers.items():
        customer = add(uow, name)
        for days_ago, rating in ratings:
            say(uow, customer, days_ago, rating)
    assert found(uow) == ["Better now", "Five stars", "Nine"]


def test_clear_praise_stands_for_an_answer_until_something_sounds_negative(uow: UnitOfWork) -> None:
    customer = add(uow)
    praise = say(uow, customer, 20, label="positive", score=0.6)
    assert found(uow) == ["Dana Reyes"]
    touchpoints.set_label(uow, praise, "neutral", "U1", NOW)
    assert found(uow) == []
    touchpoints.clear_label(uow, praise)
    say(uow, customer, 10, label="negative", score=-0.6)
    assert found(uow) == []


def test_mild_praise_and_praise_of_long_ago_are_none(uow: UnitOfWork) -> None:
    say(uow, add(uow, "Mild"), 20, label="positive", score=0.2)
    say(uow, add(uow, "Ago"), 181, label="positive", score=0.9)
    assert found(uow) == []


def test_nobody_is_asked_who_left_or_must_not_be_contacted_or_is_new(uow: UnitOfWork) -> None:
    for customer in (
        add(uow, "Lost", lost_on=TODAY),
        add(uow, "Silent", do_not_contact=True),
        add(uow, "New", since=TODAY - timedelta(364)),
        add(uow, "Without a day", since=None),
        add(uow, "A year", since=TODAY - timedelta(365)),
    ):
        say(uow, customer, 30, NINE)
    assert found(uow) == ["A year"]
    assert found(uow, Ask.BOARD) == []


def test_nobody_is_asked_a_favour_while_or_soon_after_they_complained(uow: UnitOfWork) -> None:
    for name, days_ago in (("Lately", 89), ("Long over", 90)):
        customer = add(uow, name)
        say(uow, customer, days_ago, kind=TouchpointKind.COMPLAINT)
        say(uow, customer, 30, NINE)
    still = add(uow, "Still open")
    say(uow, still, 30, NINE)
    plan(uow, still, FollowUpKind.COMPLAINT)
    unthanked = add(uow, "Not thanked yet")
    say(uow, unthanked, 30, NINE)
    plan(uow, unthanked, FollowUpKind.THANK_YOU)
    unanswered = add(uow, "Unhappy, and nobody got back to them")
    bad_news = say(uow, unanswered, 40, label="negative", score=-0.6)
    say(uow, unanswered, 30, NINE)
    word = FollowUp(0, unanswered, FollowUpKind.CALLBACK, "Get back to them", TODAY, "U1", NOW, touchpoint_id=bad_news)
    followups.add(uow, word)
    assert found(uow) == ["Long over"]


def test_nobody_is_asked_a_favour_of_whom_nobody_has_heard_for_long(uow: UnitOfWork) -> None:
    say(uow, add(uow, "Silent"), 121, NINE)
    say(uow, add(uow, "In touch"), 119, NINE)
    assert found(uow) == ["In touch"]


def test_nobody_is_asked_twice_in_a_while(uow: UnitOfWork) -> None:
    mine, other = FollowUpKind.REFERRAL_ASK, FollowUpKind.BOARD_ASK
    asked = {
        "A year ago: no": (mine, 366, Answer.NO),
        "Three months ago: not now": (mine, 91, Answer.NOT_NOW),
        "Three months ago: no board": (other, 91, Answer.NO),
        "Planned": (mine, 0, ""),
        "This year: no": (mine, 364, Answer.NO),
        "This year: yes": (mine, 364, Answer.YES),
        "Lately: not now": (mine, 89, Answer.NOT_NOW),
        "Board planned": (other, 0, ""),
        "Board lately": (other, 89, Answer.NO),
    }
    for name, (kind, days_ago, outcome) in asked.items():
        customer = add(uow, name)
        say(uow, customer, 30, NINE)
        plan(uow, customer, kind, days_ago, outcome)
    assert found(uow) == ["A year ago: no", "Three months ago: no board", "Three months ago: not now"]


def test_nobody_is_asked_with_whom_it_does_not_stand_well(uow: UnitOfWork) -> None:
    for level in Level:
        customer = add(uow, level)
        say(uow, customer, 30, NINE)
        health.keep(uow, {customer: Health(level)}, TODAY)
    assert found(uow) == ["green", "unknown"]
    seen = candidates.first(uow, Ask.REFERRAL, TODAY, {}, 10).first
    assert [one.is_green for one in seen] == [True, False]


def test_each_comes_with_what_speaks_for_them_those_longest_with_us_first(uow: UnitOfWork) -> None:
    younger, older = add(uow, "Younger", since=date(2024, 1, 1)), add(uow, "Older")
    say(uow, younger, 30, NINE)
    say(uow, older, 400, kind=TouchpointKind.COMPLAINT)
    say(uow, older, 50, label="positive", score=0.9)
    say(uow, older, 40, FIVE)
    plan(uow, older, FollowUpKind.REFERRAL_ASK, 100, Answer.NOT_NOW)
    seen = candidates.first(uow, Ask.REFERRAL, TODAY, {}, 1)
    assert seen.number == 2
    assert seen.first == (
        Candidate(
            customers.by_id(uow, [older])[older],
            LONG_AGO,
            (FIVE, TODAY - timedelta(40)),
            TODAY - timedelta(50),
            TODAY - timedelta(400),
            Asked(Ask.REFERRAL, TODAY - timedelta(100), Answer.NOT_NOW),
        ),
    )


def test_a_list_asks_for_the_last_answer(uow: UnitOfWork) -> None:
    for name, rating in (("High", NINE), ("Middle", EIGHT), ("Low", ONE)):
        say(uow, add(uow, name), 500, rating)
    add(uow, "Never asked")
    wanted = {"high": "High", "middle": "Middle", "low": "Low", "none": "Never asked"}
    for value, name in wanted.items():
        segment = Segment.of(Condition("rating", value))
        said = [one.name for one in segments.page(uow, segment, TODAY)]
        assert said == (["Never asked"] if value == "none" else [name])
