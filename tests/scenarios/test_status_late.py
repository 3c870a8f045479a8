"""Status does not call well what is past its deadline."""

from tests.gate import complain
from tests.team import BEN, CARA, GENERAL, Team, words


def test_complaints_past_their_deadline_are_counted_and_can_be_shown(dana: Team) -> None:
    complain(dana)
    assert "All is well" in words(dana.command(CARA, "/rapport", "status"))
    dana.advance(days=9, tick_s=86_400)
    answer = words(dana.command(BEN, "/rapport", "status"))

    assert "1 complaint is past its deadline." in answer
    assert "All is well" not in answer
    dana.click(BEN, "show_page", dana.latest(BEN, GENERAL))
    assert "Dana Reyes" in words(dana.latest(BEN, GENERAL))
