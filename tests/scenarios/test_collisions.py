"""Units of work can be run again: one that collides in an engine where several write at once has its effect once."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest

from bot.domain.errors import UnsureError
from storage.database import BUSY, Database, UnitOfWork
from storage.sqlite_errors import CollidedError
from tests.digests import TUESDAY
from tests.team import ANA, BEN, FEEDBACK, GENERAL, Json, Team, words

TABLES = ("touchpoints", "followups", "audit", "requests", "outbox", "ledger")


def collide(team: Team, monkeypatch: pytest.MonkeyPatch, *, every: int) -> None:
    """Each unit of work but one in so many collides with another when it is whole, before it is stored."""
    engine, begun = type(team.rapport.database), count(1)
    whole = engine.unit_of_work

    @contextmanager
    def unit_of_work(database: Database) -> Iterator[UnitOfWork]:
        with whole(database) as uow:
            yield uow
            if next(begun) % every:
                raise CollidedError

    monkeypatch.setattr(engine, "unit_of_work", unit_of_work)


def a_day(team: Team) -> tuple[dict[str, list[Json]], list[str]]:
    """A complaint, its claim, a follow-up, a note taken back, the next morning: what is stored, and what is seen."""
    team.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    team.click(BEN, "claim", team.alert())
    team.command(ANA, "/followup", "Dana Reyes: call back due:tomorrow")
    team.command(ANA, "/touchpoint", "Dana Reyes: called about the menu")
    team.click(ANA, "undo", team.latest(ANA, GENERAL))
    team.jump(TUESDAY.replace(hour=9))
    seen = [message for place in (FEEDBACK, f"@{ANA}") for message in team.sees(ANA, place)]
    return {table: team.rows(f"SELECT count(*) AS n FROM {table}") for table in TABLES}, list(map(words, seen))  # noqa: S608  # ours


@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_day_is_the_same_however_often_its_units_of_work_collide(
    dana: Team, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    collide(dana, monkeypatch, every=every)

    stored, seen = a_day(dana)

    assert stored == {table: [{"n": n}] for table, n in zip(TABLES, (2, 2, 8, 5, 9, 8), strict=True)}
    alert, digest = seen
    assert "order never arrived" in alert
    assert "Release" in alert
    assert "call back" in digest


def test_who_collides_again_and_again_is_told_that_nothing_was_saved(
    dana: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    collide(dana, monkeypatch, every=1_000_000)

    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")

    assert BUSY in dana.told(ANA, GENERAL)
    assert dana.rows("SELECT 1 FROM touchpoints") == []


@pytest.mark.parametrize("is_stored", [True, False])
def test_what_the_database_did_not_confirm_is_done_once_and_answered_as_done(
    dana: Team, monkeypatch: pytest.MonkeyPatch, *, is_stored: bool
) -> None:
    engine, lost = type(dana.rapport.database), count(1)
    whole = engine.unit_of_work

    @contextmanager
    def unit_of_work(database: Database) -> Iterator[UnitOfWork]:
        with whole(database) as uow:
            yield uow
            is_lost = bool(uow.rows("SELECT 1 FROM touchpoints")) and next(lost) == 1
            if is_lost and not is_stored:
                raise UnsureError
        if is_lost:
            raise UnsureError

    monkeypatch.setattr(engine, "unit_of_work", unit_of_work)
    answer = dana.sandbox.people.command(
        channel=GENERAL, user=ANA, command="/complaint", text="Dana Reyes: order never arrived"
    )
    assert "Logged" in words(answer["ack"] or {})
    assert dana.rows("SELECT text FROM touchpoints") == [{"text": "order never arrived"}]
