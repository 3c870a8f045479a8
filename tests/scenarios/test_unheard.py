"""An alert that reached nobody: whoever logged it is told so, and a lead as soon as Slack takes a message again."""

from bot.sandbox.wire.faults import Fault
from tests.gate import complain, dm_of, told
from tests.team import ANA, CARA, FEEDBACK, Team, words

NOBODY = "Nobody has been alerted yet of what you logged about Dana Reyes"


def refuse(team: Team, times: int = 3) -> None:
    """The workspace forbids so many posts: the alert in the channel, the one to the lead, the notice."""
    team.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action", times=times))


def test_who_logged_it_is_told_that_nobody_knows_who_looks_after_it_and_what_to_do(dana: Team) -> None:
    refuse(dana, times=2)
    complain(dana)
    [said] = told(dana, ANA, NOBODY)

    assert "The workspace does not let Rapport post there." in words(said)
    assert f"Looked after by <@{ANA}>" in words(said)
    assert "tell them or a lead yourself" in words(said)


def test_the_lead_has_the_alert_a_minute_after_posts_work_again_and_who_logged_it_knows(dana: Team) -> None:
    refuse(dana, times=2)
    complain(dana)
    dana.advance(minutes=1)

    assert "the soup was cold" in dm_of(dana, CARA)
    assert told(dana, ANA, NOBODY) == []
    assert len(told(dana, ANA, "it has arrived now")) == 1


def test_where_every_post_is_refused_one_is_tried_each_minute_until_all_can_be_sent(dana: Team) -> None:
    refuse(dana, times=1000)
    complain(dana)
    complain(dana, "nobody called back")
    before = len(dana.sandbox.traffic.entries(kind="api", name="chat.postMessage"))
    dana.advance(minutes=4)
    tried = len(dana.sandbox.traffic.entries(kind="api", name="chat.postMessage")) - before
    once = 4  # the lead's week and an alarm, and of each that it failed
    assert tried <= 4 * 3 + once
    assert dm_of(dana, CARA) == ""

    dana.sandbox.faults.clear()
    dana.advance(minutes=2)
    assert "the soup was cold" in dm_of(dana, CARA)
    assert "nobody called back" in dm_of(dana, CARA)
    assert dana.sees(ANA, FEEDBACK) == []


def test_what_was_undone_meanwhile_alerts_nobody(dana: Team) -> None:
    refuse(dana)
    answer = dana.command(ANA, "/complaint", "Dana Reyes: the soup was cold")
    assert answer
    dana.click(ANA, "undo", dana.latest(ANA, "C0GENERAL"))
    dana.advance(minutes=2)

    assert "the soup was cold" not in dm_of(dana, CARA)


def test_a_second_try_that_is_refused_tells_who_logged_it_no_second_time(dana: Team) -> None:
    refuse(dana, times=2)
    complain(dana)
    for _ in range(3):
        refuse(dana, times=2)
        dana.advance(minutes=1)
        dana.sandbox.faults.clear()

    assert len(told(dana, ANA, NOBODY)) == 1
