"""What is done by itself is done when it is due, whichever minutes of the clock the ticks fall on."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.customers import Birthday, Customer
from bot.domain.message_kinds import MessageKind
from bot.domain.people import ITSELF
from bot.use_cases import rounds
from storage import outbox
from storage.instants import instant_text
from tests.fake_clock import MONDAY_NINE
from tests.team import ANA, CARA, Team, words

ODD_MINUTES = range(1, 60, 7)
"""Minutes after the hour, hardly one of them a full quarter or fifth."""


def tick_at(team: Team, after: timedelta) -> None:
    team.jump(MONDAY_NINE + after)


@pytest.mark.parametrize("minute", ODD_MINUTES)
def test_a_kept_line_and_a_kept_answer_go_on_the_first_tick_after_a_day(team: Team, minute: int) -> None:
    team.command(ANA, "/touchpoint", "Dana Reyes: she told me about her divorce")
    kept = "SELECT count(*) AS n FROM {}"
    assert all(team.rows(kept.format(table))[0]["n"] for table in ("kept_lines", "requests"))

    tick_at(team, timedelta(hours=23, minutes=59))
    assert all(team.rows(kept.format(table))[0]["n"] for table in ("kept_lines", "requests"))
    tick_at(team, timedelta(days=1, minutes=minute))
    assert not any(team.rows(kept.format(table))[0]["n"] for table in ("kept_lines", "requests"))


@pytest.mark.parametrize("minute", ODD_MINUTES)
def test_a_birthday_comes_up_on_its_day_whenever_the_tick_comes(team: Team, minute: int) -> None:
    team.clock.set(datetime(2026, 11, 23, 21, tzinfo=UTC))
    team.rapport.deps.person(ANA)
    team.add_customer(Customer(0, "Jo Berg", birthday=Birthday(11, 25), owner=ANA))
    tick_at(team, timedelta(hours=12, minutes=30))
    assert team.rows("SELECT * FROM followups") == []

    team.jump(datetime(2026, 11, 25, 0, minute, tzinfo=UTC))
    assert [row["title"] for row in team.rows("SELECT title FROM followups")] == ["Birthday"]


@pytest.mark.parametrize("minute", ODD_MINUTES)
def test_the_auditor_tells_what_hangs_whenever_the_tick_comes(team: Team, minute: int) -> None:
    team.rapport.deps.person(CARA)
    with team.rapport.database.unit_of_work() as uow:
        then = MONDAY_NINE - timedelta(minutes=10)
        outbox.put(uow, kind=MessageKind.ALERT, subject="1", recipient="nobody at all", now=then)
        later = instant_text(MONDAY_NINE + timedelta(days=9))
        uow.execute("UPDATE outbox SET state = 'unknown', started_at = not_before, not_before = ?", (later,))
    tick_at(team, timedelta(minutes=4))
    assert team.dm(CARA) == []

    tick_at(team, timedelta(minutes=9 + minute))
    [told] = team.dm(CARA)
    assert "may be in Slack or not" in words(told)


def test_what_changes_during_a_round_is_found_by_the_next(team: Team) -> None:
    deps = team.rapport.deps
    with deps.reading(ITSELF) as session:
        began = session.now
    team.clock.advance(20 * 60)  # a slow round: another quarter of an hour began meanwhile
    deps.write(ITSELF, lambda session: rounds.done(session, "a mark", began))

    with deps.reading(ITSELF) as session:
        assert rounds.is_time(session, "a mark")
