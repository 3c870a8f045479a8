"""Any sequence of adding, logging, editing, merging and undoing keeps each touchpoint findable exactly once."""

import contextlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.merging import Side
from bot.use_cases.customers import add_customer, edit_customer
from bot.use_cases.duplicates import look_at, look_through
from bot.use_cases.merging import merge, propose
from bot.use_cases.session import customer_of
from bot.use_cases.undo import undo
from storage import customers, search, touchpoints
from tests import engines
from tests.faults.mortal_merge import session

PICK = st.integers(0, 10**6)


class Merging(RuleBasedStateMachine):
    """`owner`: touchpoint -> whose it is to be. `merged`: (audit entry, who stays, who goes, what was moved)."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.database = engines.open_database(Path(self.folder.name) / "T1.db")
        self.names: dict[int, str] = {}
        self.gone: dict[int, int] = {}
        self.owner: dict[int, int] = {}
        self.merged: list[tuple[int, int, int, list[int]]] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    @property
    def living(self) -> list[int]:
        return [one for one in self.names if one not in self.gone]

    def pick(self, at: int) -> int:
        return self.living[at % len(self.living)]

    @rule()
    @precondition(lambda self: len(self.names) < 6)
    def add(self) -> None:
        name = f"{'abcdef'[len(self.names)] * 5} Reyes"
        with self.database.unit_of_work() as uow:
            one = add_customer(session(uow), Customer(0, name, emails=(f"{name[:5]}@x.org",), tags=(name[:5],)))
        self.names[one.customer.id] = name

    @rule(at=PICK)
    @precondition(lambda self: self.names)
    def log(self, at: int) -> None:
        """For whoever an old button says: also one who is gone."""
        ids = list(self.names)
        with self.database.unit_of_work() as uow:
            present = customer_of(session(uow), ids[at % len(ids)]).id
            touchpoint_id = uow.insert(
                "INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_label,"
                " mood_phrases, mood_reason, category, logged_by, logged_at, source, link) VALUES (?, 'touchpoint',"
                " '2026-11-20', 'other', 'in', 'hello', 'neutral', '[]', '', '', 'U0ANA', '2026-11-20', 'command', '')",
                (present,),
            )
        self.owner[touchpoint_id] = present

    @rule(at=PICK, company=st.sampled_from(["Blue Door", "Red Door", ""]))
    @precondition(lambda self: self.names)
    def edit(self, at: int, company: str) -> None:
        with self.database.unit_of_work() as uow:
            asking = session(uow)
            one = customer_of(asking, self.pick(at))
            edit_customer(asking, replace(one, company=company), although_known=True)

    @rule(one=PICK, other=PICK, name=st.sampled_from(list(Side)))
    @precondition(lambda self: len(self.living) > 1)
    def merge(self, one: int, other: int, name: Side) -> None:
        kept, gone = self.pick(one), self.pick(other)
        if kept == gone:
            return
        with self.database.unit_of_work() as uow:
            asking = session(uow)
            seen = propose(asking, kept, gone).seen
            done = merge(asking, kept, gone, {"name": name}, seen=seen, lists={})
        moved = [touchpoint for touchpoint, whose in self.owner.items() if whose == gone]
        self.owner |= dict.fromkeys(moved, kept)
        self.gone[gone] = kept
        self.merged.append((done.undo_id, kept, gone, moved))

    @rule(at=PICK)
    @precondition(lambda self: self.merged)
    def undo(self, at: int) -> None:
        entry_id, kept, gone, moved = self.merged[at % len(self.merged)]
        is_last_into = [each for each in self.merged if each[1] == kept][-1][0] == entry_id
        with contextlib.suppress(ConflictError), self.database.unit_of_work() as uow:
            undo(session(uow), entry_id, within=timedelta(days=30))
            assert is_last_into
            assert kept not in self.gone
            self.merged = [each for each in self.merged if each[0] != entry_id]
            del self.gone[gone]
            self.owner |= dict.fromkeys(moved, gone)

    @invariant()
    def every_touchpoint_is_found_once_with_whose_it_is(self) -> None:
        with self.database.reading() as uow:
            rows: list[dict[str, Any]] = [dict(row) for row in uow.rows("SELECT id, customer_id FROM touchpoints")]
            assert {row["id"]: row["customer_id"] for row in rows} == self.owner
            counts = {one: touchpoints.count(uow, one) for one in self.living}
            assert sum(counts.values()) == len(self.owner)
            assert set(customers.by_id(uow, self.names)) == set(self.living)

    @invariant()
    def by_every_name_and_address_whoever_has_it_is_found(self) -> None:
        with self.database.reading() as uow:
            for one, name in self.names.items():
                present = one
                while present in self.gone:
                    present = self.gone[present]
                for spelling in (name, f"{name[:5]}@x.org"):
                    assert [found.id for found in search.exact(uow, spelling)] == [present]

    @invariant()
    def one_by_one_the_same_duplicates_are_found_as_among_all(self) -> None:
        with self.database.reading() as uow:
            found = {(min(pair), max(pair)) for pair in look_at(uow, self.living)}
        assert found == set(look_through(self.database.reading))


TestMerging = Merging.TestCase
TestMerging.settings = settings(
    max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
