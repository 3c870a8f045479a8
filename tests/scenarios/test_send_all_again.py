"""All that failed is sent again at once: in its order, and nothing twice."""

from bot.sandbox.wire.faults import Fault
from tests.failed import fails, posts, press
from tests.team import ANA, BEN, CARA, FEEDBACK, Team, words


def test_all_of_them_are_sent_again_at_once_in_their_order(dana: Team) -> None:
    titles = [f"task number {number}" for number in range(7)]
    for title in titles:
        fails(dana, title)
    assert words(dana.command(CARA, "/rapport", "status")).count("could not be delivered") == 6
    assert "Sending 7 messages again." in press(dana, "send_all_again")

    found = "\n".join(words(message) for message in dana.dm(BEN))
    assert sorted(titles, key=found.index) == titles


def test_send_all_makes_no_second_copy_of_an_alert_that_went_to_a_person(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    fails(dana)
    assert posts(dana, CARA, "order never arrived") == 1
    dana.command(CARA, "/rapport", "status")
    said = press(dana, "send_all_again")

    assert "Sending 1 message again. 1 alert went to a person instead, and can be sent one by one." in said
    assert dana.sees(BEN, FEEDBACK) == []
    assert posts(dana, CARA, "order never arrived") == 1
    press(dana, "send_again")
    assert "order never arrived" in words(dana.alert())


def test_send_all_sends_an_alert_that_nobody_got_once(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action", times=2))
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    assert posts(dana, CARA, "order never arrived") == 0
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_all_again")

    assert "order never arrived" in words(dana.alert())
    assert posts(dana, CARA, "order never arrived") == 0
