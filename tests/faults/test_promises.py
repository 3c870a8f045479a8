"""The promises hold whatever is done in whatever order (Hypothesis draws both); each test of one bites (controls)."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bot.domain.gate import Audience
from bot.sandbox.sandbox import Sandbox
from bot.views import ids
from tests import engines
from tests.fake_clock import FakeClock
from tests.faults.circumstances import (
    CHANNEL_KINDS,
    CUSTOMERS,
    EVERYBODY,
    INSIDERS,
    KINDS,
    NEARLY,
    PLACES,
    TROUBLES,
)
from tests.faults.office import Office
from tests.faults.promises import Watch
from tests.team import BEN, CARA, DEV, FEEDBACK, FEI

QUICK = settings(
    max_examples=10,
    stateful_step_count=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(QUICK, max_examples=1000, stateful_step_count=50, derandomize=False, print_blob=True)
SPOILED = settings(QUICK, max_examples=80, phases=[Phase.generate], report_multiple_bugs=False)

USED = [ids.CLAIM, ids.DONE, ids.RELEASE, ids.SNOOZE, ids.REASSIGN, ids.NOT_NEGATIVE, ids.REOPEN, ids.UNDO, ids.MORE]
"""What is pressed most."""

WHEN = ["today", "tomorrow", "friday", "today at:23:30", "tomorrow at:8:45", "friday at:0:00"]

AWAY = ["away until tomorrow", "away until next monday", "away 2026-11-25 to 2026-11-27", "back"]

MEMBERSHIP = {"the bot is removed": False, "the bot is invited": True}

insider = st.sampled_from(INSIDERS)
anybody = st.sampled_from(EVERYBODY)
customer = st.sampled_from(CUSTOMERS)
line = st.sampled_from(["/touchpoint", "/complaint"])
place = st.sampled_from(PLACES)
number = st.integers(0, 30)


class AnyDay(RuleBasedStateMachine):
    """Every act of an office, in any order. `begin` makes the office; `spoil` switches a protection off."""

    begin: Callable[[], Office]
    spoil: str = ""

    def __init__(self) -> None:
        super().__init__()
        self.office = type(self).begin()
        self.watch = Watch(self.office)
        if self.spoil:
            with self.office.team.rapport.database.unit_of_work() as uow:
                uow.execute(engines.trigger(self.spoil))

    def teardown(self) -> None:
        self.office.close()

    @invariant()
    def every_promise_holds(self) -> None:
        if wrong := self.watch.wrong():
            raise AssertionError("\n".join(wrong))

    @rule(person=anybody, command=line, customer=customer)
    def log(self, person: str, command: str, customer: str) -> None:
        self.office.log(person, command, customer)

    @rule(person=insider, command=line, name=st.sampled_from(NEARLY))
    def log_for_nearly(self, person: str, command: str, name: str) -> None:
        self.office.log_for_nearly(person, command, name)

    @rule(person=insider, customer=customer, when=st.sampled_from(WHEN), assignee=anybody)
    def plan(self, person: str, customer: str, when: str, assignee: str) -> None:
        self.office.plan(person, customer, when, assignee)

    @rule(person=anybody, how=st.sampled_from(AWAY))
    def go_away(self, person: str, how: str) -> None:
        self.office.look(person, "/rapport", how)

    @rule(
        person=anybody,
        asked=st.sampled_from(
            [("/followup", "mine"), ("/followup", "unclaimed"), ("/rapport", "undo"), ("/customer", "Dana Reyes")]
        ),
    )
    def look(self, person: str, asked: tuple[str, str]) -> None:
        self.office.look(person, *asked)

    @rule(person=anybody, which=number, choice=number)
    def press(self, person: str, which: int, choice: int) -> None:
        self.office.press(person, which, choice)

    @rule(person=insider, action_id=st.sampled_from(USED), choice=number)
    def use(self, person: str, action_id: str, choice: int) -> None:
        self.office.use(person, action_id, choice)

    @rule(person=insider, taker=anybody, days=st.integers(0, 9))
    def fill_in(self, person: str, taker: str, days: int) -> None:
        self.office.fill_in(person, taker, days)

    @rule(person=anybody)
    def open_home(self, person: str) -> None:
        self.office.open_home(person)

    @rule(
        person=st.sampled_from([CARA, DEV]),
        at=st.sampled_from(["07:30", "09:00", "18:00"]),
        owner=insider,
        leads=st.sets(insider, min_size=1, max_size=2),
    )
    def choose_settings(self, person: str, at: str, owner: str, leads: set[str]) -> None:
        self.office.choose_settings(person, digest_at=at, default_owner=owner, leads=sorted(leads))

    @precondition(lambda self: self.office.requests)
    @rule(which=number)
    def say_again(self, which: int) -> None:
        before = self.watch.effects()
        if self.office.say_again(which):
            assert self.watch.effects() == before, "the same request had a second effect"

    @rule(person=insider, kind=st.sampled_from(sorted(KINDS)), told=st.booleans())
    def person_changes(self, person: str, kind: str, told: bool) -> None:  # noqa: FBT001  # as Hypothesis passes it
        self.office.person_changes(person, kind, told=told)

    @rule(channel=place, kind=st.sampled_from(sorted([*CHANNEL_KINDS, *MEMBERSHIP])), told=st.booleans())
    def channel_changes(self, channel: str, kind: str, told: bool) -> None:  # noqa: FBT001  # as Hypothesis passes it
        if kind in MEMBERSHIP:
            self.office.bot_leaves(channel, comes_back=MEMBERSHIP[kind])
        else:
            self.office.channel_changes(channel, kind, told=told)

    @rule(trouble=st.sampled_from(sorted(TROUBLES)))
    def slack_troubles(self, trouble: str) -> None:
        self.office.slack_troubles(trouble)

    @rule()
    def send(self) -> None:
        self.office.send()

    @rule(
        passes=st.sampled_from(
            [("wait", 1), ("wait", 16), ("wait", 180), *(("sleep", hours) for hours in (1, 15, 24, 72))]
        )
    )
    def time_passes(self, passes: tuple[str, int]) -> None:
        how, long = passes
        getattr(self.office, how)(long)

    @rule(how=st.sampled_from(["restart", "crash"]))
    def begin_anew(self, how: str) -> None:
        getattr(self.office, how)()

    @rule(calls=st.integers(0, 3), when=st.sampled_from(["before", "after"]))
    def crash_while_sending(self, calls: int, when: str) -> None:
        self.office.crash_while_sending(calls, when)

    @rule()
    def calm_down(self) -> None:
        self.office.calm_down()


@pytest.fixture
def machine(
    stand_in: tuple[Sandbox, FakeClock, str], empty_database: Path, tmp_path: Path
) -> Callable[[str], type[AnyDay]]:
    """Makes a machine, each of its runs in a folder of its own."""
    numbers = iter(range(10**9))

    def begin() -> Office:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        shutil.copy(empty_database, folder)
        engines.clear(but="t0harbour")
        return Office(*stand_in, folder)

    def make(spoil: str = "") -> type[AnyDay]:
        return type("Machine", (AnyDay,), {"begin": staticmethod(begin), "spoil": spoil})

    return make


def test_every_promise_holds_after_every_act(machine: Callable[..., type[AnyDay]]) -> None:
    run_state_machine_as_test(machine(), settings=QUICK)


@pytest.mark.full
def test_every_promise_holds_after_every_act_of_a_thousand_long_days(machine: Callable[..., type[AnyDay]]) -> None:
    run_state_machine_as_test(machine(), settings=LONG)


Acts = list[Callable[[AnyDay], object]]

SPOILS: dict[str, tuple[str, Acts]] = {
    "1. Confirmed means stored": (
        (
            "CREATE TRIGGER spoil AFTER INSERT ON outbox WHEN new.kind = 'alert'"
            " BEGIN DELETE FROM outbox WHERE id = new.id; END"
        ),
        [lambda day: day.log(CARA, "/complaint", "Dana Reyes")],
    ),
    "2. The right person once on the right day": (
        (
            "CREATE TRIGGER spoil AFTER INSERT ON ledger WHEN new.kind = 'digest'"
            " BEGIN DELETE FROM ledger WHERE id = new.id; END"
        ),
        [lambda day: day.time_passes(("sleep", 24)), lambda day: day.time_passes(("wait", 1))],
    ),
    "3. One owner at a time": (
        (
            "CREATE TRIGGER spoil AFTER INSERT ON audit WHEN new.action = 'follow-up claimed'"
            " BEGIN UPDATE followups SET assignee = 'U0ELI' WHERE id = new.subject_id; END"
        ),
        [lambda day: day.use(BEN, ids.CLAIM, 0)],
    ),
    "4. Never guess a customer": (
        "CREATE TRIGGER spoil AFTER INSERT ON touchpoints BEGIN UPDATE touchpoints SET customer_id = 1; END",
        [lambda day: day.log(CARA, "/touchpoint", "Kofi Lindgren")],
    ),
    "5. Undo, and the audit log": (
        (
            "CREATE TRIGGER spoil AFTER INSERT ON audit WHEN new.action = 'follow-up created'"
            " BEGIN DELETE FROM audit WHERE id = new.id; END"
        ),
        [lambda day: day.plan(CARA, "Kofi Lindgren", "today", FEI)],
    ),
    "the same request had a second effect": (
        "CREATE TRIGGER spoil AFTER INSERT ON requests BEGIN DELETE FROM requests; END",
        [lambda day: day.log(CARA, "/complaint", "Dana Reyes"), lambda day: day.say_again(0)],
    ),
    "in Slack 2 times": (
        (
            "CREATE TRIGGER spoil AFTER UPDATE OF state ON outbox WHEN new.state = 'unknown'"
            " BEGIN UPDATE outbox SET state = 'pending' WHERE id = new.id; END"
        ),
        [
            lambda day: day.log(CARA, "/complaint", "Dana Reyes"),
            lambda day: day.crash_while_sending(0, "after"),
            lambda day: day.calm_down(),
        ],
    ),
}
"""What must be found -> a trigger that switches the protection off in the database, and acts by which it shows."""

SHARED: Acts = [
    lambda day: day.channel_changes(FEEDBACK, "shared", told=False),
    lambda day: day.log(CARA, "/complaint", "Dana Reyes"),
    lambda day: day.send(),
]

DRAWN = sorted(SPOILS.keys() - {"in Slack 2 times"})
"""What is found by acts drawn at random as well: of those too few crash at the very post."""


def wrong_after(machine: type[AnyDay], acts: Acts) -> str:
    """What is found wrong, as soon as it is, when these acts are done one after the other."""
    day = machine()
    try:
        day.every_promise_holds()
        for act in acts:
            act(day)
            day.every_promise_holds()
    except AssertionError as error:
        return str(error)
    finally:
        day.teardown()
    return ""


@pytest.mark.parametrize("found", SPOILS)
def test_control_without_its_protection_each_promise_is_found_broken(
    machine: Callable[..., type[AnyDay]], found: str
) -> None:
    spoil, acts = SPOILS[found]
    assert found in wrong_after(machine(spoil), acts)
    assert wrong_after(machine(), acts) == ""


def test_control_without_the_gate_customers_words_are_found_outside(
    machine: Callable[..., type[AnyDay]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert wrong_after(machine(), SHARED) == ""
    monkeypatch.setattr("bot.slack.gate.Audiences.__call__", lambda *_: Audience())
    assert "6. Inside means inside" in wrong_after(machine(), SHARED)


@pytest.mark.full
@pytest.mark.parametrize("found", DRAWN)
def test_control_what_is_broken_is_found_by_acts_drawn_at_random_too(
    machine: Callable[..., type[AnyDay]], found: str
) -> None:
    with pytest.raises(AssertionError, match=re.escape(found)):
        run_state_machine_as_test(machine(SPOILS[found][0]), settings=SPOILED)


@pytest.mark.full
def test_control_without_the_gate_acts_drawn_at_random_find_it_too(
    machine: Callable[..., type[AnyDay]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.gate.Audiences.__call__", lambda *_: Audience())
    with pytest.raises(AssertionError, match=re.escape("6. Inside means inside")):
        run_state_machine_as_test(machine(), settings=SPOILED)
