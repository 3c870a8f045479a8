"""How often customers hear from us, which check-ins a touch moves, and what it may have answered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.answering import MOST, perhaps_done
from bot.domain.cadence import Silence, cadence_of, can_be_moved, moved, next_on, urgent_first
from bot.domain.customers import Customer, Tier
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.settings import WorkspaceSettings

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
RULES = WorkspaceSettings(cadence_vip=30)


def check_in(**more: object) -> FollowUp:
    plain = FollowUp(1, 1, FollowUpKind.CHECK_IN, "Check in", TODAY, "U0ANA", NOW, assignee="U0ANA")
    return replace(plain, **more)  # type: ignore[arg-type]  # as given


@pytest.mark.parametrize(
    ("tier", "own", "days"),
    [(Tier.VIP, None, 30), (Tier.VIP, 90, 90), (Tier.GOLD, None, None), (Tier.STANDARD, 7, 7)],
)
def test_their_own_cadence_counts_else_their_tiers(tier: Tier, own: int | None, days: int | None) -> None:
    assert cadence_of(Customer(1, "Dana", tier=tier, cadence_days=own), RULES) == days


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    assert next_on(date(9999, 12, 30), 1095) == date.max


def test_the_highest_tier_comes_first_then_who_has_waited_for_the_most_of_their_cadences() -> None:
    waited = [
        Silence(1, None, None, Tier.GOLD, 14, TODAY - timedelta(days=100)),
        Silence(2, None, None, Tier.VIP, 60, TODAY - timedelta(days=61)),
        Silence(3, None, None, Tier.GOLD, 90, TODAY - timedelta(days=200)),
        Silence(4, None, None, Tier.VIP, 30, TODAY - timedelta(days=61)),
    ]
    assert [one.customer_id for one in sorted(waited, key=lambda one: urgent_first(one, TODAY))] == [4, 2, 1, 3]


@pytest.mark.parametrize(
    ("more", "can"),
    [
        ({}, True),
        ({"promised_on": TODAY}, False),
        ({"due_at": NOW}, False),
        ({"repeats": "every month"}, False),
        ({"status": Status.DONE}, False),
        ({"kind": FollowUpKind.CALLBACK}, False),
    ],
)
def test_what_was_promised_has_an_hour_or_comes_again_is_not_moved(more: dict[str, object], *, can: bool) -> None:
    assert can_be_moved(check_in(**more)) is can


@pytest.mark.parametrize(("put_off", "stays"), [(None, None), (1, None), (40, 40)])
def test_that_it_was_put_off_counts_on_only_where_that_is_later(put_off: int | None, stays: int | None) -> None:
    until = TODAY + timedelta(days=put_off) if put_off else None
    after = moved(check_in(snoozed_until=until, snooze_reason="away"), TODAY + timedelta(days=30))
    assert after.due == TODAY + timedelta(days=30)
    assert after.snoozed_until == (TODAY + timedelta(days=stays) if stays else None)
    assert after.snooze_reason == ("away" if stays else "")


def test_only_what_is_done_by_being_in_touch_is_asked_about_ones_own_first_and_few() -> None:
    found = [
        check_in(id=1, kind=FollowUpKind.OTHER, title="Send the menu"),
        check_in(id=2, kind=FollowUpKind.OTHER, title="Call back", assignee="U0BEN"),
        check_in(id=3, kind=FollowUpKind.CALLBACK, due=TODAY + timedelta(days=2)),
        check_in(id=4, kind=FollowUpKind.CALLBACK, due=TODAY + timedelta(days=30)),
        check_in(id=5, kind=FollowUpKind.COMPLAINT),
        check_in(id=6, touchpoint_id=9, kind=FollowUpKind.CALLBACK),
        check_in(id=7),
        check_in(id=8),
    ]
    asked = perhaps_done(found, moved=[found[7]], touchpoint_id=9, person="U0ANA", today=TODAY)
    assert [one.id for one in asked] == [7, 3, 2]
    assert len(perhaps_done(found * 9, [], 0, "U0ANA", TODAY)) == MOST
