"""Another program holds the database for seconds: people are told so, nothing is lost, and all works afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.domain.clock import SystemClock
from tests import engines
from tests.faults.other_program import held_by_another
from tests.team import ANA, BEN, FEEDBACK, GENERAL, Team, words

FULL = pytest.mark.full
CAUSE = "Another program is using the database (a backup, perhaps). Nothing was saved."


def complain(team: Team, number: int) -> str:
    """What Ana is told who types a line; nothing is sent to Slack yet."""
    text = f"Dana Reyes: order {number} never arrived"
    answer = team.sandbox.people.command(channel=GENERAL, user=ANA, command="/complaint", text=text)
    return words(answer["ack"] or {})


def stored(team: Team) -> list[str]:
    return [row["text"] for row in team.rows("SELECT text FROM touchpoints ORDER BY id")]


@pytest.mark.parametrize("seconds", [1, pytest.param(5, marks=FULL), pytest.param(30, marks=FULL)])
def test_who_types_meanwhile_hears_why_and_every_line_works_when_it_is_typed_again(dana: Team, seconds: int) -> None:
    dana.command(BEN, "/customer", "Dana Reyes")
    clock = SystemClock()
    told: list[str] = []
    with held_by_another(dana):
        until = clock.monotonic() + seconds
        while clock.monotonic() < until:
            told.append(complain(dana, len(told)))
            dana.clock.advance(60)
            dana.rapport.tick()
            assert "Blue Door Deli" in words(
                dana.sandbox.people.command(channel=GENERAL, user=BEN, command="/customer", text="Dana Reyes")["ack"]
            )
    assert told
    assert [each for each in told if CAUSE not in each] == []
    assert stored(dana) == []

    for number in range(len(told)):
        assert "Logged" in complain(dana, number)
    dana.settle()
    assert stored(dana) == [f"order {number} never arrived" for number in range(len(told))]
    alerts = [words(one) for one in dana.sees(BEN, FEEDBACK) if not one.get("is_ephemeral")]
    assert len(alerts) == len(told)
    if "url" not in engines.chosen:
        assert dana.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


@pytest.mark.engine("sqlite")  # whose words are left out
def test_control_without_words_for_it_the_person_hears_of_a_defect(dana: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def unworded(_meanwhile: str = "") -> Iterator[None]:
        yield

    monkeypatch.setattr("storage.engines.sqlite.in_words", unworded)
    with held_by_another(dana):
        told = complain(dana, 1)
    assert CAUSE not in told
    assert "Something went wrong" in told
