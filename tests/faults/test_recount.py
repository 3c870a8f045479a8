"""Whatever a team does, and however far it is counted meanwhile, the figures are those of a full recount."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.about import About
from bot.domain.calendar import WorkingHours
from bot.domain.customers import Customer
from bot.domain.errors import RapportError
from bot.domain.figures import Figures
from bot.domain.followups import Changed
from bot.domain.mood import Mood
from bot.domain.rating import Rating
from bot.domain.resolving import Resolution
from bot.domain.slack_channel import Destination
from bot.domain.snooze import Until
from bot.domain.span import Span
from bot.domain.survey import LASTS, Occasion, Survey, Way, new_token
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases import followups as cases
from bot.use_cases import survey_answers
from bot.use_cases.about import say_about
from bot.use_cases.customers import add_customer
from bot.use_cases.figures import count_some, figures_of
from bot.use_cases.log_touchpoint import NewTouchpoint, log_touchpoint
from bot.use_cases.merging import merge, propose
from bot.use_cases.mood_labels import this_is_negative
from bot.use_cases.reopening import reopen
from bot.use_cases.resolving import resolve
from bot.use_cases.session import Session, customer_of
from bot.use_cases.snoozing import put_off
from bot.use_cases.undo import undo
from storage import erasing, followup_facts, followups, resolutions, retention, rollups, surveys
from storage.database import UnitOfWork
from tests import engines
from tests.faults.mortal_merge import NOW, session

PICK = st.integers(0, 10**6)
SPAN = Span(NOW.date() - timedelta(days=6), NOW.date() + timedelta(days=2))
ANGRY, CALM = Mood(-0.8, "negative", ("never arrived",)), Mood(0.0, "neutral")
HOURS = WorkingHours("UTC")
OTHER_HOURS = (
    *(HOURS, replace(HOURS, start=time(8)), replace(HOURS, holidays=frozenset({NOW.date()}))),
    replace(HOURS, zone="Pacific/Auckland"),
)


def put_right(asking: Session, followup_id: int) -> Changed:
    return resolve(
        asking, followup_id, Resolution("sent anew", compensation="a voucher", amount=1250, category="delivery")
    ).changed


def snooze(asking: Session, followup_id: int) -> Changed:
    return put_off(asking, followup_id, Until(asking.today + timedelta(days=2)))


WORK = (cases.claim, cases.release, cases.finish, cases.cancel, put_right, snooze, reopen)


class Counting(RuleBasedStateMachine):
    """`entries`: what can be undone, `counted_by`: the working hours of the last count."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.database = engines.open_database(Path(self.folder.name) / "T1.db")
        self.entries: list[int] = []
        self.tokens: list[str] = []
        self.now, self.hours, self.counted_by = NOW, HOURS, HOURS

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def session(self, uow: UnitOfWork) -> Session:
        asking = session(uow)
        in_zone = replace(asking.settings, timezone=self.hours.zone)
        return replace(asking, now=self.now, working_hours=self.hours, settings=in_zone)

    @contextlib.contextmanager
    def trying(self) -> Iterator[Session]:
        """What cannot be done changes nothing."""
        with contextlib.suppress(RapportError), self.database.unit_of_work() as uow:
            yield self.session(uow)

    def figures(self) -> Figures:
        with self.database.reading() as uow:
            return figures_of(self.session(uow), SPAN)

    def of(self, uow: UnitOfWork, table: str, at: int) -> int:
        """One of the rows that there are."""
        ids = [row["id"] for row in uow.rows(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608  # ours
        return ids[at % len(ids)] if ids else 0

    @initialize()
    def begin(self) -> None:
        with self.trying() as asking:
            for name in ("Dana Reyes", "Ruth Olsen", "Omar Haddad"):
                add_customer(asking, Customer(0, name), although_known=True)
        self.log(0, 0, TouchpointKind.COMPLAINT, ANGRY)
        self.count()

    @rule(
        at=PICK, back=st.integers(0, 8), kind=st.sampled_from(list(TouchpointKind)), mood=st.sampled_from([ANGRY, CALM])
    )
    def log(self, at: int, back: int, kind: TouchpointKind, mood: Mood) -> None:
        rating = Rating("nps", at % 11) if kind is TouchpointKind.RATING else None
        on: date = NOW.date() - timedelta(days=back)
        with self.trying() as asking:
            customer = customer_of(asking, self.of(asking.uow, "customers", at))
            new = NewTouchpoint(kind, "words", mood, "command", happened_on=on, rating=rating)
            self.entries.append(log_touchpoint(asking, customer, new, Destination("C1")).undo_id)

    @rule(at=PICK)
    @precondition(lambda self: self.entries)
    def undo(self, at: int) -> None:
        with self.trying() as asking:
            undo(asking, self.entries.pop(at % len(self.entries)))

    @rule(at=PICK)
    def call_negative(self, at: int) -> None:
        with self.trying() as asking:
            self.entries.append(this_is_negative(asking, self.of(asking.uow, "touchpoints", at)).undo_id)

    @rule(at=PICK, word=st.sampled_from(["", "delivery", "billing"]))
    def call_it_about(self, at: int, word: str) -> None:
        with self.trying() as asking:
            self.entries.append(say_about(asking, self.of(asking.uow, "touchpoints", at), About(word, word)).undo_id)

    @rule(at=PICK, does=st.lists(st.sampled_from(WORK), min_size=1, max_size=3))
    def work(self, at: int, does: list[Callable[[Session, int], Changed]]) -> None:
        for each in does:
            with self.trying() as asking:
                self.entries.append(each(asking, self.of(asking.uow, "followups", at)).undo_id)

    @rule(one=PICK, other=PICK)
    def merge(self, one: int, other: int) -> None:
        with self.trying() as asking:
            kept, gone = (self.of(asking.uow, "customers", at) for at in (one, other))
            seen = propose(asking, kept, gone).seen
            self.entries.append(merge(asking, kept, gone, {}, seen=seen, lists={}).undo_id)

    @rule(at=PICK)
    def ask(self, at: int) -> None:
        """Somebody is asked, about what was put right last if that can be."""
        token, until = new_token(), self.now + LASTS
        with self.trying() as asking:
            resolution = self.of(asking.uow, "resolutions", at)
            if resolution and not surveys.of_resolution(asking.uow, resolution):
                done = resolutions.get(asking.uow, resolution)
                behind = followups.get(asking.uow, done.followup_id) if done else None
                customer = behind.customer_id if behind else 0
            else:
                customer, resolution = self.of(asking.uow, "customers", at), 0
            asked = Survey(0, customer, Way.MAIL, Occasion.HAND, "csat", "en", "U0ANA", self.now, until)
            survey = surveys.add(asking.uow, replace(asked, resolution=resolution))
            surveys.add_token(asking.uow, survey, token)
            self.tokens.append(token)

    @rule(at=PICK, values=st.lists(st.integers(1, 5), min_size=1, max_size=2))
    @precondition(lambda self: self.tokens)
    def answer(self, at: int, values: list[int]) -> None:
        for value in values:
            with self.trying() as asking:
                survey_answers.answer(asking, self.tokens[at % len(self.tokens)], value)

    @rule(at=PICK)
    def reduce(self, at: int) -> None:
        """Its words are kept no longer."""
        with self.database.unit_of_work() as uow:
            retention.reduce(uow, [self.of(uow, "touchpoints", at)])

    @rule(hours=st.integers(1, 9))
    def wait(self, hours: int) -> None:
        self.now = min(self.now + timedelta(hours=hours), NOW + timedelta(hours=50))

    @rule(hours=st.sampled_from(OTHER_HOURS))
    def work_otherwise(self, hours: WorkingHours) -> None:
        self.hours = hours

    @rule()
    def count(self) -> None:
        with self.database.unit_of_work() as uow:
            count_some(self.session(uow))
        self.counted_by = self.hours

    @rule(at=PICK)
    @precondition(lambda self: self.hours == self.counted_by)
    def erase(self, at: int) -> None:
        """Nothing that was told changes."""
        before = self.figures()
        with self.trying() as asking:
            gone = customer_of(asking, self.of(asking.uow, "customers", at)).id
            ids = erasing.also_theirs(asking.uow, gone)
            erasing.erase(asking.uow, erasing.whose(asking.uow, ids), self.now)
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
            while count_some(self.session(uow)):
                pass
            assert figures_of(self.session(uow), SPAN) == told


TestCounting = Counting.TestCase
TestCounting.settings = settings(
    max_examples=5, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
