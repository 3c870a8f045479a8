"""Who is in a segment: each condition on its own and with others, as the database answers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.channel import Severity
from bot.domain.custom_fields import CustomField, FieldType
from bot.domain.customers import Birthday, Customer, Kind, Stage, Tier
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.health import Health, Level, Reason, Why
from bot.domain.mood import Label, Mood
from bot.domain.segment import KINDS, Condition, FieldGoneError, Segment, Sorting
from bot.domain.theme import Theme
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from storage import custom_fields, customers, followups, health, segments, themes, touchpoints
from storage.database import UnitOfWork
from tests.engines import open_database

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
ALL = {"Ana's", "Blue", "Old", "Plain"}
TEXT, NUMBER, DAY, CHOICE, YES = 1, 2, 3, 4, 5
FIELDS = [
    CustomField(0, "Allergies", "allergies", FieldType.TEXT),
    CustomField(0, "Seats", "seats", FieldType.NUMBER),
    CustomField(0, "Contract", "contract", FieldType.DATE),
    CustomField(0, "Room", "room", FieldType.CHOICE, ("Garden", "Cellar")),
    CustomField(0, "Vegan", "vegan", FieldType.YES_NO),
]
EVERYBODY = [
    Customer(
        0, "Ana's", company="Café Zoë", aliases=("Nina",), tags=("a&b", 'big "fish"', "press"), owner="U1",
        tier=Tier.GOLD, stage=Stage.ONBOARDING, renewal=TODAY + timedelta(30),
        birthday=Birthday(6, 5), lifetime_value=10_000,
        since=date(2024, 5, 1), language="De", cadence_days=30,
        custom=((TEXT, "Nüsse, 100% Milch_"), (NUMBER, "9.5"), (DAY, "2026-12-24"), (CHOICE, "Garden"), (YES, "yes")),
    ),
    Customer(
        0, "Blue", kind=Kind.COMPANY, company="Blue Door", tags=("press",), owner="U2", backup_owner="U1",
        tier=Tier.VIP, renewal=TODAY - timedelta(1), birthday=Birthday(2, 29),
        lifetime_value=10_001, since=date(2026, 11, 1),
        lost_on=date(2026, 11, 2), cadence_days=90, custom=((TEXT, "none of it"), (NUMBER, "10"), (YES, "no")),
    ),
    Customer(0, "Old", tags=("wholesale",), since=date(2019, 1, 1), birthday=Birthday(11, 25, 1980), cadence_days=30),
    Customer(0, "Plain"),
]  # fmt: skip  # a customer in a few lines


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = open_database(tmp_path / "T1.db")
    with database.unit_of_work() as uow:
        assert [custom_fields.add(uow, field, at) for at, field in enumerate(FIELDS)] == [1, 2, 3, 4, 5]
        ids = [customers.add(uow, customer, "U1", NOW) for customer in EVERYBODY]
        gone = customers.add(uow, Customer(0, "Gone", tags=("press",)), "U1", NOW)
        customers.remove(uow, gone, NOW)
        leaving, no_news = Reason(Why.LEAVING, 60), Health(Level.GREEN)
        health.keep(uow, {ids[0]: Health(Level.RED, (leaving,)), ids[1]: no_news}, TODAY)
        _touch(uow, ids[0], 10, "negative")
        _touch(uow, ids[0], 5, "unscored")
        _touch(uow, ids[1], 60, "positive")
        wrong = _touch(uow, ids[1], 59, "negative")
        touchpoints.set_label(uow, wrong, "neutral", "U1", NOW)
        touchpoints.set_about(uow, _touch(uow, ids[2], 61, "positive"), "delivery", "")
        late = themes.add(uow, Theme(0, "Late delivery", NOW))
        raised = touchpoints.get(uow, wrong)
        assert raised is not None
        themes.link(uow, late, [raised], "U1", NOW)
        undone = _touch(uow, ids[2], 1, "negative")
        touchpoints.undo(uow, undone, NOW)
        for number, status in ((0, "open"), (1, "done")):
            complaint = FollowUp(
                0, ids[number], FollowUpKind.COMPLAINT, "put right", TODAY, "U1", NOW, severity=Severity.HIGH
            )
            uow.execute("UPDATE followups SET status = ? WHERE id = ?", (status, followups.add(uow, complaint)))
        yield uow
    database.close()


def _touch(uow: UnitOfWork, customer: int, days_ago: int, label: Label) -> int:
    mood = Mood(None if label == "unscored" else 0.0, label)
    on = TODAY - timedelta(days_ago)
    return touchpoints.add(
        uow, Touchpoint(0, TouchpointKind.TOUCHPOINT, customer, on, "phone", "called", mood, "U1", NOW, "command")
    )


def found(uow: UnitOfWork, *conditions: Condition) -> set[str]:
    names = customers.by_id(uow, segments.ids(uow, Segment(conditions), TODAY)).values()
    assert segments.count(uow, Segment(conditions), TODAY) == len(names)
    return {customer.name for customer in names}


CASES = {
    ("word", "an"): {"Ana's"},
    ("word", "NINA"): {"Ana's"},
    ("word", "blue do"): {"Blue"},
    ("word", '" OR *'): set[str](),
    ("tag", "press"): {"Ana's", "Blue"},
    ("tag", 'big "fish"'): {"Ana's"},
    ("tag", "none"): {"Plain"},
    ("stage", "onboarding"): {"Ana's"},
    ("tier", "vip"): {"Blue"},
    ("owner", "U1"): {"Ana's"},
    ("owner", "nobody"): {"Old", "Plain"},
    ("backup", "nobody"): {"Ana's", "Old", "Plain"},
    ("backup", "U1"): {"Blue"},
    ("company", "CAFE zoe"): {"Ana's"},
    ("company", "Cafe"): set[str](),
    ("company", "none"): {"Old", "Plain"},
    ("kind", "company"): {"Blue"},
    ("language", "dE"): {"Ana's"},
    ("language", "none"): {"Blue", "Old", "Plain"},
    ("silent", "60d"): {"Old", "Plain"},
    ("silent", "59d"): {"Blue", "Old", "Plain"},
    ("silent", "3650d"): {"Plain"},
    ("renewal", "90d"): {"Ana's"},
    ("renewal", "30d"): {"Ana's"},
    ("renewal", "29d"): set[str](),
    ("renewal", "past"): {"Blue"},
    ("renewal", "december"): {"Ana's"},
    ("renewal", "none"): {"Old", "Plain"},
    ("renewal", "2026-11-22..2026-12-23"): {"Ana's", "Blue"},
    ("birthday", "june"): {"Ana's"},
    ("birthday", "2d"): {"Old"},
    ("birthday", "1d"): set[str](),
    ("birthday", "97d"): {"Old", "Blue"},
    ("birthday", "366d"): {"Old", "Blue", "Ana's"},
    ("birthday", "none"): {"Plain"},
    ("value", ">10000"): {"Blue"},
    ("value", ">=10000"): {"Ana's", "Blue"},
    ("value", "10000"): {"Ana's"},
    ("value", "1..10000"): {"Ana's"},
    ("value", "none"): {"Old", "Plain"},
    ("since", ">2024-05-01"): {"Blue"},
    ("since", "2024-01-01..2024-12-31"): {"Ana's"},
    ("since", "22d"): {"Blue"},
    ("since", "none"): {"Plain"},
    ("lost", "yes"): {"Blue"},
    ("lost", "no"): {"Ana's", "Old", "Plain"},
    ("complaint", "open"): {"Ana's"},
    ("rating", "none"): ALL,
    ("candidates", "referral"): set[str](),
    ("mood", "negative"): {"Ana's"},
    ("mood", "neutral"): {"Blue"},
    ("mood", "positive"): {"Old"},
    ("health", "red"): {"Ana's"},
    ("health", "green"): {"Blue"},
    ("health", "amber"): set[str](),
    ("health", "none"): {"Old", "Plain"},
    ("risk", "yes"): {"Ana's"},
    ("theme", "LATE DELIVERY"): {"Blue"},
    ("about", "DELIVERY"): {"Old"},
    ("about", "none"): {"Ana's", "Blue", "Plain"},
    ("theme", "none"): {"Ana's", "Old", "Plain"},
    ("risk", "no"): {"Blue", "Old", "Plain"},
    ("cadence", "overdue"): {"Old"},
    ("cadence", "none"): {"Plain"},
    (f"field:{TEXT}", "nüsse"): {"Ana's"},
    (f"field:{TEXT}", "NÜSSE"): {"Ana's"},
    (f"field:{TEXT}", "0% m"): {"Ana's"},
    (f"field:{TEXT}", "e_i"): set[str](),
    (f"field:{TEXT}", "none"): {"Old", "Plain"},
    (f"field:{NUMBER}", ">9.5"): {"Blue"},
    (f"field:{NUMBER}", "9.50"): {"Ana's"},
    (f"field:{DAY}", "31d"): {"Ana's"},
    (f"field:{DAY}", "<2026-12-24"): set[str](),
    (f"field:{CHOICE}", "Garden"): {"Ana's"},
    (f"field:{YES}", "no"): {"Blue"},
}


@pytest.mark.parametrize(("asked", "who"), CASES.items(), ids=[f"{kind}-{value}" for kind, value in CASES])
def test_each_condition_is_met_by_whom_it_says_and_its_negation_by_everybody_else(
    uow: UnitOfWork, asked: tuple[str, str], who: set[str]
) -> None:
    assert found(uow, Condition(*asked)) == who
    assert found(uow, Condition(*asked, is_not=True)) == ALL - who


def test_every_kind_of_condition_is_among_these() -> None:
    assert {kind.key for kind in KINDS} <= {kind for kind, _ in CASES}


def test_several_values_of_one_kind_mean_any_of_them_and_several_kinds_all(uow: UnitOfWork) -> None:
    either = (Condition("tag", "press"), Condition("tag", "wholesale"))

    assert found(uow, *either) == {"Ana's", "Blue", "Old"}
    assert found(uow, *either, Condition("owner", "nobody")) == {"Old"}
    assert found(uow, Condition("tag", "press", is_not=True), Condition("tag", "wholesale", is_not=True)) == {"Plain"}
    assert found(uow, Condition("tag", "press"), Condition("tag", "a&b", is_not=True)) == {"Blue"}


def test_several_free_words_have_to_be_there_all(uow: UnitOfWork) -> None:
    assert found(uow, Condition("word", "blue"), Condition("word", "door")) == {"Blue"}
    assert found(uow, Condition("word", "blue"), Condition("word", "nina")) == set()


def test_no_condition_means_everybody_but_who_was_removed(uow: UnitOfWork) -> None:
    assert found(uow) == ALL


def test_whom_nobody_agreed_a_cadence_with_has_the_one_of_their_tier(uow: UnitOfWork) -> None:
    tiers, later = {Tier.STANDARD: 20, Tier.VIP: 30}, TODAY + timedelta(21)  # Blue, a VIP, has 90 of their own
    late, never = (Segment.of(Condition("cadence", value)) for value in ("overdue", "none"))

    assert {one.name for one in segments.page(uow, late, later, tiers=tiers)} == {"Old", "Plain"}
    assert segments.ids(uow, never, later, tiers=tiers) == []
    assert segments.count(uow, late, later) == 1


@pytest.mark.parametrize("is_not", [False, True])
def test_a_field_that_was_removed_gives_nobody_but_is_told(uow: UnitOfWork, is_not: bool) -> None:  # noqa: FBT001  # a case
    custom_fields.set_removed(uow, NUMBER, NOW)

    with pytest.raises(FieldGoneError):
        segments.ids(uow, Segment((Condition(f"field:{NUMBER}", ">1", is_not),)), TODAY)


@pytest.mark.parametrize(
    ("sorting", "names"),
    [
        (Sorting.NAME, ["Ana's", "Blue", "Old", "Plain"]),
        (Sorting.LAST_TOUCH, ["Plain", "Old", "Blue", "Ana's"]),
        (Sorting.VALUE, ["Blue", "Ana's", "Old", "Plain"]),
        (Sorting.RENEWAL, ["Blue", "Ana's", "Old", "Plain"]),
    ],
)
def test_pages_come_in_the_order_asked_for(uow: UnitOfWork, sorting: Sorting, names: list[str]) -> None:
    pages = [segments.page(uow, Segment(), TODAY, sorting=sorting, limit=3, offset=offset) for offset in (0, 3, 6)]

    assert [[customer.name for customer in page] for page in pages] == [names[:3], names[3:], []]


def test_a_segment_is_kept_as_text_and_read_again() -> None:
    segment = Segment.of(Condition("tag", "é|[\"'"), Condition("tag", "x", is_not=True), Condition("tag", "é|[\"'"))

    assert Segment.from_text(segment.text) == segment
    assert len(segment.conditions) == 2
