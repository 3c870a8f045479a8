"""Days after a complaint was put right its customer is asked: a good answer closes it, a bad one opens it again."""

from datetime import UTC, datetime

import pytest

from bot.domain.customers import Customer
from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, Team, action_ids, words

CHECKS = "SELECT status, assignee, due, outcome FROM followups WHERE kind = 'satisfaction check' ORDER BY id"


@pytest.fixture
def resolved(dana: Team) -> Team:
    """A complaint of Dana's that Ben put right on Monday 23 November."""
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    for person in (ANA, BEN, CARA):
        dana.rapport.deps.person(person)
    dana.click(BEN, "acknowledge", dana.alert())
    dana.click(BEN, "done", dana.alert())
    dana.submit(BEN, resolution="Sent a new box")
    return dana


def checks(team: Team) -> list[tuple[str, str, str]]:
    return [(row["status"], row["assignee"], row["due"]) for row in team.rows(CHECKS)]


def to_thursday(team: Team) -> None:
    team.jump(datetime(2026, 11, 26, 15, tzinfo=UTC))


def story(team: Team) -> list[str]:
    return [line.split(": ", 1)[1] for line in team.thread(ANA, team.alert())]


def test_the_whole_story_satisfied(resolved: Team) -> None:
    resolved.advance(days=2, tick_s=21_600)
    assert checks(resolved) == []
    to_thursday(resolved)
    assert checks(resolved) == [("open", BEN, "2026-11-26")]
    assert f"<@{BEN}> asks whether they are satisfied now" in words(resolved.alert())
    digest = resolved.dm(BEN)[-1]
    assert "Are they satisfied now? order never arrived" in words(digest)

    resolved.click(BEN, "satisfied", digest)
    resolved.submit(BEN, text="All fine, and thank you", stars="5")
    assert "Satisfied, asked by" in words(resolved.alert())
    assert story(resolved) == [
        "Acknowledged by Ben Okafor", "Put right by Ben Okafor: Sent a new box",
        "Satisfied, asked by Ben Okafor: All fine, and thank you",
    ]  # fmt: skip
    assert resolved.rows("SELECT kind, rating_value, text FROM touchpoints ORDER BY id DESC LIMIT 1") == [
        {"kind": "rating", "rating_value": 5, "text": "All fine, and thank you"}
    ]
    resolved.advance(days=10, tick_s=21_600)
    assert len(checks(resolved)) == 1


def test_not_satisfied_it_is_open_again_for_its_owner_and_the_leads_hear_once(resolved: Team) -> None:
    to_thursday(resolved)
    resolved.click(BEN, "not_satisfied", resolved.dm(BEN)[-1])
    assert set(resolved.submit(BEN)["errors"]) == {"text"}
    resolved.submit(BEN, text="The new box was furious nonsense, terrible")

    said = words(resolved.alert())
    assert f"*Claimed* by <@{BEN}>" in said
    assert "opened again once" in said
    assert "overdue" not in said
    told = [message for message in resolved.dm(CARA) if "opened again" in words(message)]
    assert len(told) == 1
    assert "furious nonsense" in words(told[0])
    assert story(resolved)[-2:] == [
        "Not satisfied, asked by Ben Okafor: The new box was furious nonsense, terrible",
        "Opened again by Ben Okafor",
    ]
    assert [one for one in resolved.dm(BEN) if "opened again" in words(one)] == []
    assert resolved.rows("SELECT count(*) AS n FROM followups WHERE kind = 'callback'") == [{"n": 0}]

    resolved.click(BEN, "done", resolved.alert())
    resolved.submit(BEN, resolution="Brought one myself")
    resolved.jump(datetime(2026, 11, 30, 15, tzinfo=UTC))
    assert [status for status, *_ in checks(resolved)] == ["done", "open"]


def test_the_answer_is_taken_back_as_a_whole(resolved: Team) -> None:
    to_thursday(resolved)
    resolved.command(BEN, "/followup", "mine")
    resolved.click(BEN, "not_satisfied", resolved.latest(BEN, GENERAL))
    resolved.submit(BEN, text="Still nothing")
    resolved.click(BEN, "undo", resolved.latest(BEN, GENERAL))

    assert checks(resolved) == [("open", BEN, "2026-11-26")]
    assert f"*Done* by <@{BEN}>" in words(resolved.alert())
    assert resolved.rows("SELECT 1 FROM touchpoints WHERE text = 'Still nothing' AND undone_at IS NULL") == []
    assert [line for line in story(resolved) if line.startswith("Taken back")] != []


def test_opened_again_by_hand_it_says_why_and_nobody_is_asked(resolved: Team) -> None:
    resolved.click(ANA, "reopen", resolved.alert())
    resolved.submit(ANA, why="She called: still nothing")
    assert story(resolved)[-1] == "Opened again by Ana Silva: She called: still nothing"
    assert "She called: still nothing" in words(resolved.dm(BEN)[-1])
    assert "She called: still nothing" in words(resolved.dm(CARA)[-1])
    to_thursday(resolved)
    assert checks(resolved) == []


def test_opened_again_after_the_check_came_up_it_is_cancelled_and_comes_back_with_undo(resolved: Team) -> None:
    to_thursday(resolved)
    resolved.command(ANA, "/followup", "done")
    resolved.click(ANA, "reopen", resolved.alert())
    resolved.submit(ANA, why="")
    assert [status for status, *_ in checks(resolved)] == ["cancelled"]
    resolved.command(ANA, "/rapport", "undo")
    resolved.click(ANA, "undo", resolved.latest(ANA, GENERAL))
    assert [status for status, *_ in checks(resolved)] == ["open"]


def test_who_corrects_their_own_slip_calls_nobody(resolved: Team) -> None:
    before = len(resolved.dm(CARA))
    resolved.click(BEN, "reopen", resolved.alert())
    resolved.submit(BEN, why="Wrong one")

    assert len(resolved.dm(CARA)) == before
    assert f"*Claimed* by <@{BEN}>" in words(resolved.alert())


@pytest.mark.parametrize("line", ["edit Dana Reyes do-not-contact:yes", "lost Dana Reyes: price"])
def test_who_must_not_be_contacted_or_is_lost_is_not_asked_and_the_ledger_says_why(resolved: Team, line: str) -> None:
    resolved.command(ANA, "/customer", line)
    to_thursday(resolved)

    assert checks(resolved) == []
    [row] = resolved.rows("SELECT reason FROM ledger WHERE reason LIKE 'no satisfaction check%'")
    assert row["reason"].partition(": ")[2] in {"they do not want to be contacted", "they are lost"}


def test_who_left_is_followed_by_who_looks_after_the_customer_in_check_and_complaint(resolved: Team) -> None:
    resolved.sandbox.people.change_user({"id": BEN, "deleted": True})
    to_thursday(resolved)
    assert checks(resolved) == [("open", ANA, "2026-11-26")]

    resolved.command(ANA, "/followup", "mine")
    resolved.click(ANA, "not_satisfied", resolved.latest(ANA, GENERAL))
    resolved.submit(ANA, text="Still nothing")
    [alert] = [one for one in resolved.sees(ANA, FEEDBACK) if not one.get("is_ephemeral")]
    assert f"<@{ANA}>" in words(alert).partition("opened again")[0].splitlines()[-1]


def test_down_over_a_weekend_across_deadline_and_check_it_is_asked_once(dana: Team) -> None:
    dana.clock.set(datetime(2026, 11, 25, 10, tzinfo=UTC))
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.rapport.deps.person(BEN)
    dana.click(BEN, "claim", dana.alert())
    dana.click(BEN, "done", dana.alert())
    dana.submit(BEN, resolution="Sent a new box")
    dana.command(ANA, "/complaint", "Dana Reyes: driver rude severity:high")
    dana.stop()
    dana.clock.set(datetime(2026, 12, 1, 11, tzinfo=UTC))
    dana.start()
    for _ in range(3):
        dana.jump(dana.clock.now())

    assert checks(dana) == [("open", BEN, "2026-12-01")]
    assert "*overdue* since" in words(dana.alert())


def test_a_month_later_nobody_is_asked_any_more(resolved: Team) -> None:
    resolved.stop()
    resolved.clock.set(datetime(2026, 12, 24, 9, tzinfo=UTC))
    resolved.start()
    resolved.jump(resolved.clock.now())

    assert checks(resolved) == []
    assert resolved.rows("SELECT 1 FROM ledger WHERE reason LIKE '%too late to ask'")


def test_zero_days_ask_nobody_and_a_day_off_moves_to_the_next_working_day(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.choose(CARA, check_after="5")
    dana.click(BEN, "claim", dana.alert())
    dana.click(BEN, "done", dana.alert())
    dana.submit(BEN, resolution="Sent a new box")
    assert dana.rows("SELECT check_on FROM resolutions") == [{"check_on": "2026-11-30"}]

    dana.choose(CARA, check_after="0")
    dana.command(ANA, "/complaint", "Dana Reyes: again")
    dana.click(BEN, "claim", dana.alert())
    dana.click(BEN, "done", dana.alert())
    dana.submit(BEN, resolution="Sent one more")
    assert dana.rows("SELECT check_on FROM resolutions ORDER BY id DESC LIMIT 1") == [{"check_on": None}]


def test_merged_or_forgotten_meanwhile_it_goes_with_the_customer(resolved: Team) -> None:
    other = resolved.add_customer(Customer(0, "Danna Reyes", owner=ANA))
    resolved.command(CARA, "/customer", "merge Dana Reyes into Danna Reyes")
    resolved.submit(CARA)
    to_thursday(resolved)
    assert resolved.rows("SELECT customer_id FROM followups WHERE kind = 'satisfaction check'") == [
        {"customer_id": other}
    ]

    resolved.command(CARA, "/customer", "forget Danna Reyes")
    resolved.submit(CARA, name="Danna Reyes")
    resolved.advance(hours=25)
    assert resolved.rows("SELECT 1 FROM resolutions") == []
    assert resolved.rows("SELECT 1 FROM followups") == []
    assert "order never arrived" not in str([one for one in resolved.sees(BEN, FEEDBACK) if "reader" in one])


def test_done_of_a_check_from_an_old_message_asks_what_they_said(resolved: Team) -> None:
    to_thursday(resolved)
    digest = resolved.dm(BEN)[-1]
    [check] = resolved.rows("SELECT id FROM followups WHERE kind = 'satisfaction check'")
    assert {"satisfied", "not_satisfied"} <= set(action_ids(digest))
    resolved.click(BEN, "satisfied", digest)
    resolved.again(
        trigger_id="9.9",
        actions=[{"action_id": "done", "block_id": "b", "type": "button", "value": str(check["id"])}],
    )
    assert "What they said" in words(resolved.form(BEN))


def test_another_zone_meanwhile_moves_no_deadline_and_asks_once(resolved: Team) -> None:
    resolved.command(ANA, "/complaint", "Dana Reyes: driver rude")
    before = resolved.rows("SELECT deadline FROM followups ORDER BY id")
    resolved.choose(CARA, timezone="Pacific/Auckland")
    resolved.sandbox.workspace.users[BEN]["tz"] = "Pacific/Auckland"
    resolved.sandbox.people.change_user({"id": BEN, "tz": "Pacific/Auckland"})
    resolved.advance(days=5, tick_s=21_600)

    assert resolved.rows("SELECT deadline FROM followups WHERE deadline IS NOT NULL ORDER BY id") == before
    assert checks(resolved) == [("open", BEN, "2026-11-26")]


@pytest.mark.parametrize("line", ["edit Dana Reyes do-not-contact:yes", "lost Dana Reyes: price"])
def test_what_is_to_be_asked_ends_when_nobody_may_ask_any_more(resolved: Team, line: str) -> None:
    to_thursday(resolved)
    resolved.command(ANA, "/customer", line)
    resolved.advance(minutes=20, tick_s=600)

    assert [status for status, *_ in checks(resolved)] == ["cancelled"]
    assert "whether they are satisfied" not in words(resolved.alert())
