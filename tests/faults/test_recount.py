"""Whatever a team does, and however far it is counted meanwhile, the figures are those of a full recount."""

import contextlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.figures import Figures
from bot.domain.followups import Changed
from bot.domain.mood import Mood
from bot.domain.rating import Rating
from bot.domain.slack_channel import Destination
from bot.domain.span import Span
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases import followups as cases
from bot.use_cases.customers import add_customer
from bot.use_cases.figures import count_some, figures_of
from bot.use_cases.log_touchpoint import NewTouchpoint, log_touchpoint
from bot.use_cases.mood_labels import this_is_negative
from bot.use_cases.session import customer_of
from bot.use_cases.undo import undo
from storage import erasing, followup_facts, followups, rollups
from tests import engines
from tests.faults.mortal_merge import NOW, session

PICK = st.integers(0, 10**6)
SPAN = Span(NOW.date() - timedelta(days=6), NOW.date())
ANGRY, CALM = Mood(-0.8, "negative", ("never arrived",)), Mood(0.0, "neutral")


class Counting(RuleBasedStateMachine):
    """`entries`: (audit entry, touchpoint, customer) of what was logged and not undone."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.database = engines.open_database(Path(self.folder.name) / "T1.db")
        self.customers: list[int] = []
        self.entries: list[tuple[int, int, int]] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def figures(self) -> Figures:
        with self.database.reading() as uow:
            return figures_of(session(uow), SPAN)

    @rule()
    @precondition(lambda self: len(self.customers) < 4)
    def add(self) -> None:
        with self.database.unit_of_work() as uow:
            added = add_customer(session(uow), Customer(0, f"Customer {len(self.customers)}"), although_known=True)
        self.customers.append(added.customer.id)

    @rule(
        at=PICK, back=st.integers(0, 8), kind=st.sampled_from(list(TouchpointKind)), mood=st.sampled_from([ANGRY, CALM])
    )
    @precondition(lambda self: self.customers)
    def log(self, at: int, back: int, kind: TouchpointKind, mood: Mood) -> None:
        rating = Rating("nps", at % 11) if kind is TouchpointKind.RATING else None
        on: date = NOW.date() - timedelta(days=back)
        with self.database.unit_of_work() as uow:
            asking = session(uow)
            customer = customer_of(asking, self.customers[at % len(self.customers)])
            new = NewTouchpoint(kind, "words", mood, "command", happened_on=on, rating=rating)
            done = log_touchpoint(asking, customer, new, Destination("C1"))
        self.entries.append((done.undo_id, done.touchpoint.id, customer.id))

    @rule(at=PICK)
    @precondition(lambda self: self.entries)
    def undo(self, at: int) -> None:
        entry, _, _ = self.entries.pop(at % len(self.entries))
        with self.database.unit_of_work() as uow:
            undo(session(uow), entry)

    @rule(at=PICK)
    @precondition(lambda self: self.entries)
    def call_negative(self, at: int) -> None:
        with contextlib.suppress(ConflictError), self.database.unit_of_work() as uow:
            this_is_negative(session(uow), self.entries[at % len(self.entries)][1])

    @rule(at=PICK, does=st.sampled_from([cases.claim, cases.finish, cases.cancel]))
    @precondition(lambda self: self.entries)
    def work(self, at: int, does: Callable[..., Changed]) -> None:
        with self.database.unit_of_work() as uow:
            found = followups.of_touchpoint(uow, self.entries[at % len(self.entries)][1])
            for one in found:
                if one.is_open and not (does is cases.claim and one.assignee):
                    does(session(uow), one.id)

    @rule()
    def count(self) -> None:
        with self.database.unit_of_work() as uow:
            count_some(session(uow))

    @rule(at=PICK)
    @precondition(lambda self: len(self.customers) > 1)
    def erase(self, at: int) -> None:
        """Nothing that was told changes."""
        gone = self.customers.pop(at % len(self.customers))
        before = self.figures()
        with self.database.unit_of_work() as uow:
            erasing.erase(uow, erasing.whose(uow, [gone]), NOW)
        self.entries = [one for one in self.entries if one[2] != gone]
        after = self.figures()
        kept = {key for key in before.now if key not in {"value", "on_time", "promises"}}
        assert {key: after.now[key] for key in kept} == {key: before.now[key] for key in kept}
        assert after.days == before.days

    @invariant()
    def figures_are_those_of_a_full_recount(self) -> None:
        told = self.figures()
        with self.database.unit_of_work() as uow, uow.rehearsal():
            rollups.mark_all(uow)
            followup_facts.mark_all(uow)
            while count_some(session(uow)):
                pass
            assert figures_of(session(uow), SPAN) == told


TestCounting = Counting.TestCase
TestCounting.settings = settings(
    max_examples=5, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
