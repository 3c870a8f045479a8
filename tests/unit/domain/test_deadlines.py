"""How long answering a complaint may take, as people write it, and by when that is."""

from datetime import UTC, datetime, time

import pytest

from bot.domain.calendar import WorkingHours
from bot.domain.channel import Severity
from bot.domain.deadlines import CELLS, USUAL, USUAL_DEADLINES, Allowance, read_allowance
from bot.domain.errors import NotUnderstoodError

FRIDAY_THREE = datetime(2026, 11, 20, 15, tzinfo=UTC)
OFFICE = WorkingHours(start=time(9), end=time(17))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4h", Allowance(240)), ("4 H", Allowance(240)), ("30 min", Allowance(30)), ("30m.", Allowance(30)),
        ("90 minutes", Allowance(90)), ("1h 30 min", Allowance(90)), ("1h30m", Allowance(90)),
        ("1.5 hours", Allowance(90)), ("1,5h", Allowance(90)), ("1d", Allowance(days=1)), ("3 days", Allowance(days=3)),
        ("2 working days", Allowance(days=2)), (" 8 working hours ", Allowance(480)), ("30d", Allowance(days=30)),
    ],
)  # fmt: skip  # two or more a line
def test_an_allowance_is_read_as_people_write_it(typed: str, meant: Allowance) -> None:
    assert read_allowance(typed) == meant
    assert read_allowance(str(meant)) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "4", "h", "0h", "0d", "2 min", "-4h", "4h -1h", "31d", "201h", "1e9h", "99999h", "1.5d", "1d 4h", "four hours",
     "4h; DROP TABLE deadlines", "<!channel>", "\uff14h", "4 h h", "4hd"],
)  # fmt: skip  # as many as fit
def test_what_is_none_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        read_allowance(typed, "gold_high")
    assert refused.value.field == "gold_high"
    assert any(hint in refused.value.sentence for hint in ("4h", "12h", "200h", "5 min"))


@pytest.mark.parametrize(("severity", "due"), [("high", (23, 11)), ("medium", (23, 15)), ("low", (25, 15))])
def test_usually_it_depends_on_the_severity_and_runs_while_the_team_works(severity: str, due: tuple[int, int]) -> None:
    by = USUAL[Severity(severity)].after(FRIDAY_THREE, OFFICE)
    assert (by.day, by.hour) == due


def test_every_tier_and_severity_has_one() -> None:
    assert set(USUAL_DEADLINES) == set(CELLS)
    assert len(CELLS) == 12
