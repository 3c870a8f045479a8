"""Every day a digest was due is accounted for, from the first one on."""

from tests.digests import TUESDAY, ledger
from tests.team import ANA, FEI, Team


def test_a_digest_missed_since_the_first_day_is_accounted_for(dana: Team) -> None:
    dana.command(ANA, "/followup", "mine")  # on Monday at nine
    dana.jump(TUESDAY.replace(day=27, hour=9))

    assert [row[0] for row in ledger(dana, ANA)][-4:] == [f"2026-11-{day}" for day in (24, 25, 26, 27)]


def test_who_comes_in_the_morning_has_no_digest_of_the_day_before(dana: Team) -> None:
    dana.jump(TUESDAY.replace(hour=1))
    dana.command(FEI, "/followup", "mine")
    dana.advance(minutes=5)

    assert ledger(dana, FEI) == []
