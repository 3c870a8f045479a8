"""A clock that was ahead and is set right again: what was seen by the wrong time counts as not seen."""

from datetime import timedelta

from tests.gate import SECRET, complain, dm_of, said_in, turns
from tests.team import ANA, BEN, ELI, FEEDBACK, Team


def wrong_for_a_moment(team: Team) -> None:
    """The clock is a week ahead for a few minutes, in which Rapport looks at everybody."""
    right = team.clock.now()
    team.jump(right + timedelta(days=7))
    team.command(BEN, "/followup", "mine")
    complain(team, "nobody called back")
    team.advance(minutes=16)
    team.jump(right + timedelta(minutes=20))


def test_who_became_a_guest_since_is_not_let_in_for_what_they_were(alerted: Team) -> None:
    wrong_for_a_moment(alerted)
    turns(alerted, BEN, is_restricted=True)
    alerted.advance(minutes=2)
    answer = alerted.command(BEN, "/customer", "Dana Reyes")

    assert "for the members of this team only" in answer["text"]


def test_a_channel_in_which_somebody_became_a_guest_since_is_emptied(alerted: Team) -> None:
    wrong_for_a_moment(alerted)
    turns(alerted, ELI, is_restricted=True)
    alerted.advance(minutes=31)

    assert SECRET not in said_in(alerted, FEEDBACK)


def test_who_became_a_guest_since_keeps_no_words_in_their_messages(alerted: Team) -> None:
    alerted.command(ANA, "/followup", f"Dana Reyes: {SECRET} for:<@{BEN}> due:friday")
    assert SECRET in dm_of(alerted, BEN)
    wrong_for_a_moment(alerted)
    turns(alerted, BEN, is_restricted=True)
    alerted.advance(hours=25)

    assert SECRET not in dm_of(alerted, BEN)


def test_an_alert_written_by_the_wrong_time_goes_out_at_once(alerted: Team) -> None:
    right = alerted.clock.now()
    alerted.clock.set(right + timedelta(days=7))
    alerted.sandbox.people.command(
        channel="C0GENERAL", user=ANA, command="/complaint", text="Dana Reyes: nobody called back severity:high"
    )
    alerted.jump(right + timedelta(minutes=1))
    alerted.advance(minutes=2)

    assert "nobody called back" in said_in(alerted, FEEDBACK)
