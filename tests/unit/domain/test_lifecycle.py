"""The life of a follow-up under any moves of anybody in any order: one owner at a time, and nothing that cannot be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.domain import lifecycle as rules
from bot.domain.calendar import WorkingHours
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.followups import FollowUp, FollowUpKind, Stage, Status
from bot.domain.lifecycle import MOVES, Move
from bot.domain.reader import Reader
from bot.domain.snooze import Until, snooze

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CALL = FollowUp(1, 7, FollowUpKind.CALLBACK, "call back", date(2026, 11, 24), "U0ANA", NOW)
PEOPLE = st.sampled_from(["U0ANA", "U0BEN", "U0CARA"])


class Life(RuleBasedStateMachine):
    """Moves as people make them; `owner` and `is_open` are what anybody would expect of them."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.now, self.is_open = CALL, NOW, True
        self.owner: str | None = None

    @initialize(repeats=st.sampled_from(["", "every week on Tuesday"]))
    def begin(self, repeats: str) -> None:
        self.one = replace(CALL, repeats=repeats)

    def move(self, move: Move, act: Callable[[], FollowUp], *, also: bool = True) -> bool:
        """Make it, where it is possible by the table and `also`; else it is refused, and nothing has changed."""
        is_possible = self.one.stage in MOVES[move] and also
        self.now += timedelta(minutes=7)
        if not is_possible:
            with pytest.raises(ConflictError):
                act()
            return False
        self.one = act()
        return True

    @rule(who=PEOPLE)
    def claim(self, who: str) -> None:
        if self.move(Move.CLAIM, lambda: rules.claim(self.one, who, self.now), also=self.owner is None):
            self.owner = who

    @rule(who=PEOPLE)
    def assign(self, who: str) -> None:
        if self.move(Move.ASSIGN, lambda: rules.assign(self.one, who, self.now), also=self.owner != who):
            self.owner = who

    @rule()
    def release(self) -> None:
        if self.move(Move.RELEASE, lambda: rules.release(self.one), also=self.owner is not None):
            self.owner = None

    @rule(days=st.integers(1, 60))
    def put_off(self, days: int) -> None:
        reader = Reader(self.now, WorkingHours())
        self.move(Move.SNOOZE, lambda: snooze(self.one, Until(reader.today + timedelta(days=days)), reader))

    @rule(days=st.integers(0, 60))
    def another_day(self, days: int) -> None:
        today = self.now.date()
        self.move(Move.MOVE, lambda: rules.move_due(self.one, today + timedelta(days=days), today, "Europe/Lisbon"))

    @rule(who=PEOPLE)
    def finish(self, who: str) -> None:
        if self.move(Move.FINISH, lambda: rules.finish(self.one, who, self.now)):
            self.is_open, self.owner = False, self.owner or who

    @rule(who=PEOPLE)
    def skip(self, who: str) -> None:
        if self.move(Move.SKIP, lambda: rules.skip(self.one, who, self.now), also=bool(self.one.repeats)):
            self.is_open = False

    @rule(who=PEOPLE)
    def cancel(self, who: str) -> None:
        if self.move(Move.CANCEL, lambda: rules.cancel(self.one, who, self.now)):
            self.is_open = False

    @rule()
    def reopen(self) -> None:
        if self.move(Move.REOPEN, lambda: rules.reopen(self.one)):
            self.is_open = True

    @rule()
    def a_day_that_is_past(self) -> None:
        """Is refused as what it is, and only where it could be moved at all."""
        today = self.now.date()
        with pytest.raises(NotUnderstoodError if self.is_open else ConflictError):
            rules.move_due(self.one, today - timedelta(days=1), today, "Europe/Lisbon")

    @invariant()
    def stands_as_expected(self) -> None:
        one = self.one
        assert one.assignee == self.owner
        assert one.is_open is self.is_open
        assert (one.assigned_at is None) is (one.assignee is None)
        assert (one.closed_at is None) is one.is_open is (one.closed_by is None)
        assert one.outcome == "" or one.status is Status.CANCELLED
        assert (one.stage is Stage.DONE) is (one.status is Status.DONE)
        assert one.stage is not Stage.SNOOZED or one.snoozed_until is not None
        assert (one.id, one.customer_id, one.title, one.created_by) == (1, 7, "call back", "U0ANA")


Life.TestCase.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
TestLife = Life.TestCase


def test_every_stage_has_a_way_on_and_every_move_a_stage() -> None:
    assert set(MOVES) == set(Move)
    assert {stage for stages in MOVES.values() for stage in stages} == set(Stage)


@pytest.mark.parametrize("move", sorted(set(Move) - {Move.REOPEN}))
def test_what_is_closed_says_who_closed_it(move: Move) -> None:
    done = rules.finish(CALL, "U0BEN", NOW)
    with pytest.raises(ConflictError) as error:
        rules.check(move, done)
    assert str(error.value.parts[1]) == " has marked this one done already."
