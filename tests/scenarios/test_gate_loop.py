"""Taken out of a channel in which alerts stand, and others come to read it."""

from tests.gate import becomes, change, complain
from tests.team import ANA, BEN, CARA, GUEST, Team


def test_taken_out_unseen_and_a_guest_joins_the_leads_are_told_once(alerted: Team) -> None:
    complain(alerted, "nobody called back")
    becomes(alerted, members=[ANA, BEN])
    change(alerted, members=[ANA, BEN, GUEST])
    alerted.advance(minutes=10)
    before = len(alerted.dm(CARA))

    alerted.advance(hours=2, tick_s=300)

    assert len(alerted.dm(CARA)) == before
    assert before < 5
