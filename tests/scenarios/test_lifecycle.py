"""The life of a follow-up, by the buttons of its alert and of lists: one message per matter, edited in place."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.team import ANA, BEN, CARA, DEV, ELI, FEEDBACK, FEI, GENERAL, GUEST, Json, Team, action_ids, words

CLAIMED_BUTTONS = {"acknowledge", "done", "release", "reassign", "snooze", "open_customer"}


@pytest.fixture
def complaint(dana: Team) -> Team:
    """A complaint that nobody has claimed yet."""
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived, second time")
    return dana


def planned(team: Team, line: str = "Dana Reyes: call back about the refund due:friday", user: str = ANA) -> Json:
    """A follow-up of Ana's, as her list shows it."""
    team.command(user, "/followup", line)
    team.command(user, "/followup", "mine")
    return team.latest(user, GENERAL)


# Claim


def test_claim_shows_everybody_who_and_when_in_the_same_message(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())

    (alert,) = complaint.sees(FEI, FEEDBACK)
    assert f"*Claimed* by <@{BEN}>" in words(alert)
    assert set(action_ids(alert)) == CLAIMED_BUTTONS


def test_loser_of_a_claim_is_told_who_won(complaint: Team) -> None:
    alert = complaint.alert()
    complaint.click_unsettled(BEN, "claim", alert)
    complaint.click(FEI, "claim", alert)

    assert f"<@{BEN}> was faster" in complaint.told(FEI, FEEDBACK)
    assert f"*Claimed* by <@{BEN}>" in words(complaint.sees(FEI, FEEDBACK)[0])


def test_of_two_hundred_clicks_at_once_exactly_one_wins_and_every_other_hears_who(complaint: Team) -> None:
    complaint.start_patient()
    alert = complaint.alert()
    people = [ANA, BEN, CARA, DEV, ELI, FEI]

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda n: complaint.click_unsettled(people[n % len(people)], "claim", alert), range(200)))
    complaint.settle()

    (followup,) = complaint.rows("SELECT assignee FROM followups")
    winner = followup["assignee"]
    assert len(complaint.rows("SELECT 1 FROM audit WHERE action = 'follow-up claimed'")) == 1
    heard = [words(message) for user in people for message in complaint.sees(user, FEEDBACK)[1:]]
    assert len(heard) == 199
    own = [text for text in heard if "You have this one already" in text]
    assert all(f"<@{winner}> was faster" in text for text in heard if text not in own)
    assert len(own) == 200 // len(people) - (winner not in {ANA, BEN})


def test_click_delivered_twice_claims_once(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.again()

    assert len(complaint.rows("SELECT 1 FROM audit WHERE action = 'follow-up claimed'")) == 1
    assert len(complaint.sees(BEN, FEEDBACK)) == 1


def test_outsider_who_clicks_gets_a_polite_sentence(complaint: Team) -> None:
    complaint.sandbox.people.change_channel({"id": FEEDBACK, "members": [ANA, BEN, GUEST]})
    complaint.click(GUEST, "claim", complaint.alert())

    assert "for the members of this team only" in complaint.told(GUEST, FEEDBACK)
    assert complaint.rows("SELECT assignee FROM followups") == [{"assignee": None}]


# Done


def test_done_of_a_complaint_asks_and_shows_what_was_done(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(BEN, "done", complaint.alert())
    complaint.submit(
        BEN,
        resolution="Sent again by courier",
        apology="by phone",
        compensation="Voucher of 30",
        root_cause="supplier or courier",
    )

    (alert,) = complaint.sees(ANA, FEEDBACK)
    text = words(alert)
    assert f"*Done* by <@{BEN}>" in text
    for words_given in ("Sent again by courier", "by phone", "Voucher of 30", "supplier or courier"):
        assert words_given in text
    assert set(action_ids(alert)) == {"open_customer", "reopen", "say_about"}


def test_done_of_a_complaint_needs_words(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(BEN, "done", complaint.alert())

    assert set(complaint.submit(BEN)["errors"]) == {"resolution"}
    assert set(complaint.submit(BEN, resolution="   ")["errors"]) == {"resolution"}
    assert complaint.rows("SELECT status FROM followups") == [{"status": "open"}]


def test_done_twice_says_who_was_first(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    alert = complaint.alert()
    complaint.click(BEN, "done", alert)
    complaint.click(CARA, "done", alert)
    complaint.submit(BEN, resolution="Sent again")
    answer = complaint.submit(CARA, resolution="Refunded")

    assert f"<@{BEN}> has marked this one done already" in words(answer["view"])
    assert complaint.rows("SELECT resolution FROM resolutions") == [{"resolution": "Sent again"}]


def test_done_of_a_plain_follow_up_is_one_click_with_undo(dana: Team) -> None:
    dana.click(ANA, "done", planned(dana))

    assert "Done" in dana.told(ANA, GENERAL)
    assert "undo" in action_ids(dana.latest(ANA, GENERAL))
    assert dana.rows("SELECT status, closed_by FROM followups") == [{"status": "done", "closed_by": ANA}]


# Release, Reassign


def test_release_lets_somebody_else_claim(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(BEN, "release", complaint.alert())

    assert "*Nobody has this yet*" in words(complaint.alert())
    complaint.click(FEI, "claim", complaint.alert())
    assert f"*Claimed* by <@{FEI}>" in words(complaint.alert())


def test_reassign_tells_the_new_assignee_directly(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(BEN, "reassign", complaint.alert())
    complaint.submit(BEN, assignee=ELI)

    assert f"*Given* to <@{ELI}>" in words(complaint.alert())
    (message,) = complaint.dm(ELI)
    assert "Dana Reyes" in words(message)
    assert "done" in action_ids(message)


def test_direct_message_of_an_assignee_shows_what_became_of_it(complaint: Team) -> None:
    complaint.click(BEN, "more", complaint.alert(), "Assign to…")
    complaint.submit(BEN, assignee=ELI)
    complaint.click(ELI, "more", complaint.dm(ELI)[0], "Release")

    (message,) = complaint.dm(ELI)
    assert "claim" in action_ids(message)
    assert "*Nobody has this yet*" in words(complaint.alert())


def test_reassign_to_a_guest_is_refused_at_its_field(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(BEN, "reassign", complaint.alert())
    answer = complaint.submit(BEN, assignee=GUEST)

    assert "not an active member" in answer["errors"]["assignee"]
    assert complaint.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]


# Cancel and Reopen


def test_cancel_asks_first_and_closes(dana: Team) -> None:
    listed = planned(dana)
    dana.click(ANA, "more", listed, "More…")
    dana.click_in_form(ANA, "more", "Cancel…")
    assert "Nobody will be reminded" in words(dana.form(ANA))
    dana.submit(ANA, reason="they called us")

    assert dana.rows("SELECT status, outcome FROM followups") == [{"status": "cancelled", "outcome": "they called us"}]
    assert "Cancelled *Dana Reyes*" in dana.told(ANA, GENERAL)


def test_reopen_gives_it_back_to_whom_it_was(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(BEN, "done", complaint.alert())
    complaint.submit(BEN, resolution="Sent again")
    complaint.click(CARA, "reopen", complaint.alert())
    complaint.submit(CARA)

    (alert,) = complaint.sees(ANA, FEEDBACK)
    assert f"*Claimed* by <@{BEN}>" in words(alert)
    assert set(action_ids(alert)) == CLAIMED_BUTTONS


# more


def test_more_assigns_an_unclaimed_alert(complaint: Team) -> None:
    complaint.click(BEN, "more", complaint.alert(), "Assign to…")
    complaint.submit(BEN, assignee=FEI)

    assert f"*Given* to <@{FEI}>" in words(complaint.alert())
    assert len(complaint.dm(FEI)) == 1


def test_more_raises_the_severity_and_brings_the_deadline_forward(complaint: Team) -> None:
    (before,) = complaint.rows("SELECT deadline FROM followups")
    complaint.click(BEN, "more", complaint.alert(), "Raise severity")

    (after,) = complaint.rows("SELECT deadline, severity FROM followups")
    assert after["severity"] == "high"
    assert after["deadline"] < before["deadline"]
    assert "Complaint (high)" in words(complaint.alert())
    assert "Raise severity" not in words(complaint.alert())


# Touchpoint, rating: "Not negative" and "This is negative"


def test_not_negative_keeps_the_label_and_cancels_the_follow_up(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: terrible service, she is furious and wants to cancel")
    dana.click(BEN, "not_negative", dana.alert())

    (alert,) = dana.sees(ANA, FEEDBACK)
    assert f"*Cancelled* by <@{BEN}>" in words(alert)
    assert dana.rows("SELECT label, labelled_by FROM mood_labels") == [{"label": "neutral", "labelled_by": BEN}]
    assert dana.rows("SELECT status FROM followups") == [{"status": "cancelled"}]


def test_reopened_after_not_negative_is_no_longer_labelled(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: terrible service, she is furious and wants to cancel")
    dana.click(BEN, "not_negative", dana.alert())
    dana.click(BEN, "reopen", dana.alert())

    assert dana.rows("SELECT * FROM mood_labels") == []
    assert "*Nobody has this yet*" in words(dana.alert())


def test_this_is_negative_alerts_and_keeps_the_label(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: asked for the opening hours")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "This is negative")

    (alert,) = dana.sees(BEN, FEEDBACK)
    assert "asked for the opening hours" in words(alert)
    assert dana.rows("SELECT label FROM mood_labels") == [{"label": "negative"}]
    assert "The team is being alerted" in dana.told(ANA, GENERAL)


def test_this_is_negative_twice_says_so_and_alerts_once(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: asked for the opening hours")
    confirmation = dana.latest(ANA, GENERAL)
    dana.click(ANA, "more", confirmation, "This is negative")
    dana.click(ANA, "more", confirmation, "This is negative")

    assert "alerted the team already" in dana.told(ANA, GENERAL)
    assert len(dana.sees(BEN, FEEDBACK)) == 1


def test_alert_still_says_when_the_last_touch_before_was_after_many_later_ones(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: first call on:2026-11-16")
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    for number in range(6):
        dana.command(ANA, "/touchpoint", f"Dana Reyes: call {number}")
    dana.click(BEN, "claim", dana.alert())

    assert "last touch before: Mon 16 Nov" in words(dana.alert())


def test_who_had_it_is_told_when_somebody_else_releases_it(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(CARA, "release", complaint.alert())

    assert "no longer yours" in words(complaint.dm(BEN)[-1])
    assert complaint.sees(CARA, f"@{CARA}") == []


def test_letting_go_oneself_needs_no_message(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(BEN, "release", complaint.alert())

    assert complaint.dm(BEN) == []


def test_what_was_done_without_a_claim_counts_as_theirs_when_it_is_opened_again(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: furious, the order never arrived")
    dana.click(BEN, "claim", dana.alert())
    dana.command(BEN, "/followup", "mine")
    dana.click(BEN, "release", dana.alert())
    dana.click(BEN, "done", dana.latest(BEN, GENERAL))
    dana.click(ANA, "reopen", dana.alert())

    assert f"*Claimed* by <@{BEN}>" in words(dana.alert())


def test_done_leaves_the_hour_of_the_claim_as_it_was(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    claimed = words(complaint.alert()).partition("*Claimed*")[2].partition(" · ")[0]
    complaint.advance(hours=2, tick_s=1800)
    complaint.click(BEN, "done", complaint.alert())
    complaint.submit(BEN, resolution="sent a new one")
    complaint.click(BEN, "reopen", complaint.alert())
    complaint.submit(BEN)

    assert f"*Claimed*{claimed} ·" in words(complaint.alert())
