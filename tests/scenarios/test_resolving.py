"""Done of a complaint says what was done; what is above the limit waits for a lead; all of it is undone as a whole."""

import pytest

from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, GENERAL, Json, Team, action_ids, words

DONE = {"resolution": "Sent a new box", "compensation": "A voucher", "amount": "30"}


@pytest.fixture
def claimed(dana: Team) -> Team:
    """A complaint of Dana's that Ben has, in a team where Cara leads, with euros and a limit of 50."""
    dana.choose(DEV, currency="EUR", compensation_limit="50", leads=[CARA])
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    for person in (ANA, BEN, CARA):
        dana.rapport.deps.person(person)
    dana.click(BEN, "claim", dana.alert())
    return dana


def done(team: Team, person: str, **filled_in: str) -> Json:
    team.click(person, "done", team.alert())
    return team.submit(person, **filled_in)


def story(team: Team) -> list[str]:
    return [line.split(": ", 1)[1] for line in team.thread(ANA, team.alert())]


def test_all_of_it_stands_on_the_alert_the_card_and_in_what_is_given_out(claimed: Team) -> None:
    claimed.click(BEN, "done", claimed.alert())
    assert "Up to €50 you give without asking" in words(claimed.form(BEN))
    claimed.submit(BEN, **DONE, apology="by phone", category="delivery", root_cause="supplier or courier")
    said = words(claimed.alert())
    for line in (
        "What was done: Sent a new box", "Apology: by phone", "Compensation: A voucher", "Worth €30", "About: delivery",
        "Root cause: supplier or courier", "They are asked Thu 26 Nov whether they are satisfied",
    ):  # fmt: skip
        assert line in said
    claimed.command(BEN, "/customer", "Dana Reyes")
    assert "Complaint put right" in words(claimed.latest(BEN, GENERAL))
    [kept] = claimed.rows("SELECT amount, currency, category, root_cause, state FROM resolutions")
    assert kept == {
        "amount": 3000, "currency": "EUR", "category": "delivery", "root_cause": "supplier or courier",
        "state": "resolved",
    }  # fmt: skip


def test_undone_it_counts_no_more_and_what_was_written_is_there_again(claimed: Team) -> None:
    claimed.command(BEN, "/followup", "mine")
    claimed.click(BEN, "done", claimed.latest(BEN, GENERAL))
    claimed.submit(BEN, **DONE)
    claimed.click(BEN, "undo", claimed.latest(BEN, GENERAL))

    assert claimed.rows("SELECT state FROM resolutions") == [{"state": "undone"}]
    assert f"*Claimed* by <@{BEN}>" in words(claimed.alert())
    claimed.click(BEN, "done", claimed.alert())
    assert "Sent a new box" in str(claimed.form(BEN))
    claimed.advance(days=5, tick_s=21_600)
    assert claimed.rows("SELECT 1 FROM followups WHERE kind = 'satisfaction check'") == []


def test_above_the_limit_a_lead_is_asked_once_and_approves(claimed: Team) -> None:
    done(claimed, BEN, **DONE | {"amount": "€ 1.000,50"})
    assert "a lead decides about the compensation" in claimed.told(BEN, FEEDBACK)
    assert f"waiting for a lead to approve €1,000.50, asked by <@{BEN}>" in words(claimed.alert())
    assert "done" in action_ids(claimed.alert())
    [asked] = claimed.dm(CARA)
    assert f"<@{BEN}> asks to give Dana Reyes €1,000.50" in words(asked)

    claimed.click(CARA, "approve", asked)
    assert f"*Done* by <@{BEN}>" in words(claimed.alert())
    assert f"Worth €1,000.50, approved by <@{CARA}>" in words(claimed.alert())
    assert f"Approved by <@{CARA}>" in words(claimed.dm(CARA)[0])
    assert action_ids(claimed.dm(CARA)[0]) == []
    assert f"<@{CARA}> approved €1,000.50" in words(claimed.dm(BEN)[-1])
    assert story(claimed) == [
        "Claimed by Ben Okafor", "Ben Okafor asks a lead to approve €1,000.50",
        "Cara Lindqvist approved what was given: put right: Sent a new box",
    ]  # fmt: skip


def test_declined_it_stays_open_with_why_and_what_was_written(claimed: Team) -> None:
    done(claimed, BEN, **DONE | {"amount": "80"})
    claimed.click(CARA, "decline", claimed.dm(CARA)[0])
    claimed.submit(CARA, why="Half of it, please")

    assert "Half of it, please" in words(claimed.dm(BEN)[-1])
    assert "waiting for a lead" not in words(claimed.alert())
    claimed.click(BEN, "done", claimed.dm(BEN)[-1])
    assert "declined €80: Half of it, please" in words(claimed.form(BEN))
    claimed.submit(BEN, amount="40")
    assert "Worth €40" in words(claimed.alert())


def test_while_it_waits_others_are_told_and_a_lead_may_do_it_otherwise(claimed: Team) -> None:
    done(claimed, BEN, **DONE | {"amount": "80"})
    answer = done(claimed, ANA, resolution="Called her")
    assert "waits for a lead to approve" in str(answer)

    done(claimed, CARA, resolution="Went there with flowers", compensation="Flowers", amount="90")
    assert "Went there with flowers" in words(claimed.alert())
    assert action_ids(claimed.dm(CARA)[0]) == []


def test_asking_is_taken_back_and_the_lead_sees_that(claimed: Team) -> None:
    claimed.command(BEN, "/followup", "mine")
    claimed.click(BEN, "done", claimed.latest(BEN, GENERAL))
    claimed.submit(BEN, **DONE | {"amount": "80"})
    claimed.click(BEN, "undo", claimed.latest(BEN, GENERAL))

    assert "Taken back" in words(claimed.dm(CARA)[0])
    assert "waiting for a lead" not in words(claimed.alert())


@pytest.mark.parametrize(
    "amount", ["1e9", "-5", "free", "1.000", "12.345", "99999999999999", "30 40", "<!channel>", "NaN"]
)
def test_an_amount_that_is_none_is_refused_at_its_field(claimed: Team, amount: str) -> None:
    answer = done(claimed, BEN, **DONE | {"amount": amount})

    assert set(answer["errors"]) == {"amount"}
    assert claimed.rows("SELECT 1 FROM resolutions") == []


def test_a_root_cause_that_left_the_list_meanwhile_is_asked_about_and_nothing_is_lost(claimed: Team) -> None:
    claimed.click(BEN, "done", claimed.alert())
    claimed.choose(DEV, root_causes="Kitchen\nCourier")
    answer = claimed.submit(BEN, **DONE, root_cause="supplier or courier")
    assert "not in the list any more" in answer["errors"]["root_cause"]

    claimed.submit(BEN, **DONE, root_cause=None)
    assert "Sent a new box" in words(claimed.alert())


def test_of_two_who_do_it_at_once_the_second_is_told_who_was_faster(claimed: Team) -> None:
    for person in (BEN, ANA):
        claimed.click(person, "done", claimed.alert())
    claimed.submit(BEN, resolution="Sent a new box")
    answer = claimed.submit(ANA, resolution="Called her")

    assert "has marked this one done already" in str(answer)
    assert len(claimed.rows("SELECT 1 FROM resolutions")) == 1


def test_without_a_limit_nobody_is_asked(claimed: Team) -> None:
    claimed.choose(DEV, compensation_limit="")
    done(claimed, BEN, **DONE | {"amount": "5000"})

    assert "Worth €5,000" in words(claimed.alert())


def test_a_member_approves_nothing_and_cancelled_it_needs_no_answer(claimed: Team) -> None:
    done(claimed, BEN, **DONE | {"amount": "80"})
    asked = claimed.dm(CARA)[0]
    claimed.command(CARA, "/followup", "Dana Reyes")
    claimed.click(CARA, "more", claimed.latest(CARA, GENERAL), "More…")
    claimed.click_in_form(CARA, "more")
    claimed.submit(CARA, reason="Came in person, all fine")

    assert "The complaint is cancelled by now" in words(claimed.dm(CARA)[0])
    assert action_ids(claimed.dm(CARA)[0]) == []
    assert "approve" in action_ids(asked)


def test_what_waits_for_a_lead_goes_with_a_customer_who_is_forgotten(claimed: Team) -> None:
    done(claimed, BEN, **DONE | {"amount": "80"})
    asked = claimed.dm(CARA)[0]
    claimed.command(DEV, "/customer", "forget Dana Reyes")
    claimed.submit(DEV, name="Dana Reyes")
    assert "A voucher" not in words(claimed.dm(CARA)[0])
    entry = claimed.rows("SELECT id FROM audit WHERE action = 'compensation asked'")[0]["id"]
    claimed.command(CARA, "/followup", "mine")
    claimed.again(
        trigger_id="9.9",
        type="block_actions",
        container={"type": "message", "is_ephemeral": True},
        actions=[{"action_id": "approve", "block_id": "b", "type": "button", "value": str(entry)}],
    )
    assert claimed.rows("SELECT state FROM resolutions") == [{"state": "waiting"}]
    claimed.advance(hours=25, tick_s=3600)
    assert claimed.rows("SELECT 1 FROM resolutions") == []
    assert "voucher" not in str(asked["channel"]) + str(claimed.sees(CARA, asked["channel"]))


def test_who_asked_may_leave_meanwhile(claimed: Team) -> None:
    done(claimed, BEN, **DONE | {"amount": "80"})
    claimed.sandbox.people.change_user({"id": BEN, "deleted": True})
    claimed.advance(minutes=10)
    claimed.click(CARA, "approve", claimed.dm(CARA)[0])

    assert claimed.rows("SELECT status, closed_by FROM followups") == [{"status": "done", "closed_by": BEN}]


def test_the_lead_takes_the_approval_back_and_it_waits_again(claimed: Team) -> None:
    done(claimed, BEN, **DONE | {"amount": "80"})
    claimed.click(CARA, "approve", claimed.dm(CARA)[0])
    claimed.command(CARA, "/rapport", "undo")
    claimed.click(CARA, "undo", claimed.latest(CARA, GENERAL))

    assert "approve" in action_ids(claimed.dm(CARA)[0])
    assert "waits for a lead again" in words(claimed.dm(BEN)[-1])
    assert claimed.rows("SELECT state, check_on FROM resolutions") == [{"state": "waiting", "check_on": None}]
