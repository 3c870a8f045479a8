"""What is due on a day off stands in the digest before it, and is fairly called afterwards."""

from datetime import UTC, datetime

from storage import people
from tests.digests import TUESDAY, digests, ledger, plan
from tests.slack_dates import as_read
from tests.team import ANA, Team


def test_what_is_due_on_a_weekend_is_shown_on_friday_and_was_due_on_monday(dana: Team) -> None:
    plan(dana, ANA, "call on Saturday", "2026-11-28")
    plan(dana, ANA, "call on Monday", "2026-11-30")
    dana.advance(days=5)
    (friday,) = digests(dana, ANA)
    assert "call on Saturday" in friday
    assert "call on Monday" not in friday
    dana.advance(days=2)
    monday = digests(dana, ANA)[-1]
    assert "was due Sat 28 Nov" in monday
    assert "verdue" not in monday, "nobody works on Saturday"
    assert [day for day, *_ in ledger(dana, ANA)] == ["2026-11-23", *(f"2026-11-{day}" for day in (24, 25, 26, 27, 30))]
    dana.advance(days=1)
    assert "*overdue* since Sat 28 Nov" in digests(dana, ANA)[-1]


def test_what_is_due_on_a_day_without_ones_own_digest_stands_in_the_one_before(dana: Team) -> None:
    plan(dana, ANA, "call on Thursday", "2026-11-26")
    with dana.rapport.database.unit_of_work() as uow:
        people.choose_rhythm(uow, ANA, None, frozenset({2, 5}))  # Wednesday and Saturday
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert "due tomorrow" in as_read(digests(dana, ANA)[-1], dana.clock.now())
    dana.jump(TUESDAY.replace(day=28, hour=9))
    assert "was due Thu 26 Nov" in digests(dana, ANA)[-1]


def test_what_is_due_over_the_holidays_stands_in_the_last_digest_before_them(dana: Team) -> None:
    dana.stop()
    dana.start(country="DE")
    plan(dana, ANA, "call at Christmas", "2026-12-25")
    plan(dana, ANA, "call after it", "2026-12-28")
    dana.jump(datetime(2026, 12, 24, 9, tzinfo=UTC))
    assert "call at Christmas" in digests(dana, ANA)[-1]
    assert "call after it" not in digests(dana, ANA)[-1]
    dana.jump(datetime(2026, 12, 28, 9, tzinfo=UTC))
    assert "was due Fri 25 Dec" in digests(dana, ANA)[-1]
    assert "verdue" not in digests(dana, ANA)[-1]
