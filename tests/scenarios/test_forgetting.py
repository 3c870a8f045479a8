"""`/customer forget`: out of sight at once, erased for good a day later, told to the leads (promise 6)."""

from dataclasses import replace

import pytest

from bot.domain.errors import ConflictError
from bot.use_cases.forgetting import take_back
from tests.forgetting import WORDS, forget, with_dana
from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, Team, action_ids, words
from tests.traces import traces


@pytest.fixture
def dana(team: Team) -> Team:
    return with_dana(team)


def test_forgetting_says_what_will_go_and_wants_the_name_typed(dana: Team) -> None:
    dana.command(CARA, "/customer", "forget Dana Reyes")
    form = words(dana.form(CARA))

    assert "2 touchpoints, 2 follow-ups, 1 detail" in form
    answer = dana.submit(CARA, name="Dana")
    assert "type their name as it is here: Dana Reyes" in str(answer)
    assert "Dana Reyes" in words(dana.command(ANA, "/customer", "Dana Reyes"))


def test_members_cannot_forget_anybody(dana: Team) -> None:
    assert "Only leads and workspace admins can forget customers" in words(
        dana.command(BEN, "/customer", "forget Dana Reyes")
    )


def test_who_is_forgotten_is_out_of_sight_at_once(dana: Team) -> None:
    forget(dana)

    assert "Dana Reyes" not in words(dana.command(ANA, "/followup", "team"))
    assert "truffle" not in words(dana.command(ANA, "/followup", ""))
    assert "who has been forgotten" in words(dana.alert())
    assert "Reyes" not in words(dana.alert())
    assert "know anybody called" in words(dana.command(ANA, "/customer", "Dana Reyes"))
    assert all("Reyes" not in words(message) for message in dana.dm(ANA))


def test_a_click_on_their_alert_is_told_that_they_are_gone(dana: Team) -> None:
    dana.click(BEN, "claim", dana.alert())
    dana.click(BEN, "release", dana.alert())
    click = dana.transport.delivered[-1]
    forget(dana)
    dana.transport.deliver(replace(click, payload={**click.payload, "trigger_id": "1.2.abc"}))
    dana.settle()

    assert "no longer in Rapport" in dana.told(BEN, FEEDBACK)
    assert len(dana.rows("SELECT * FROM audit WHERE action = 'follow-up released'")) == 1


def test_a_day_later_no_byte_of_them_is_left(dana: Team) -> None:
    forget(dana)
    dana.advance(hours=24)
    dana.advance(minutes=10)

    assert dana.rows("SELECT state, kept FROM forgettings") == [{"state": "erased", "kept": ""}]
    assert traces(dana.data, WORDS) == []
    dana.advance(hours=9)  # PostgreSQL's tables are written anew when nobody is at work
    report = words(dana.dm(CARA)[-1])
    assert "A customer was erased" in report
    assert "No trace is left on the disk" in report
    assert "Reyes" not in report
    assert dana.rows("SELECT name FROM customers") == [{"name": "Ruth Olsen"}]
    assert all(
        "Reyes" not in words(one)
        for channel in (FEEDBACK, f"@{ANA}", f"@{CARA}")
        for one in dana.sees(CARA if channel != f"@{ANA}" else ANA, channel)
        if not one.get("is_ephemeral")
    )


def test_taken_back_at_hour_23_everything_is_there_again(dana: Team) -> None:
    before = {
        name: dana.contents()[name]
        for name in ("customers", "customer_keys", "customer_tags", "touchpoints", "followups")
    }
    forget(dana)
    dana.advance(hours=23)
    notice = next(message for message in dana.dm(CARA) if "take_back_forgotten" in action_ids(message))
    dana.click(CARA, "take_back_forgotten", notice)

    after = {name: dana.contents()[name] for name in before}
    assert after == before
    assert "never arrived" in words(dana.alert())
    assert "Dana Reyes" in words(dana.command(ANA, "/customer", "dana@bluedoor.example"))
    dana.advance(hours=3)
    assert len(dana.rows("SELECT * FROM customers")) == 2


def test_after_the_day_nothing_can_be_taken_back(dana: Team) -> None:
    forget(dana)
    dana.advance(hours=24)
    dana.advance(minutes=5)

    with pytest.raises(ConflictError, match="24 hours are over"), dana.writing(CARA) as session:
        take_back(session, 1)


def test_undo_takes_it_back_too(dana: Team) -> None:
    forget(dana)
    said = dana.command(CARA, "/rapport", "undo")
    assert "Customer forgotten" in words(said)
    dana.click(CARA, "undo", dana.latest(CARA, GENERAL))

    assert "Dana Reyes" in words(dana.command(ANA, "/customer", "Dana Reyes"))


def test_two_leads_at_once_forget_once(dana: Team) -> None:
    dana.command(CARA, "/customer", "forget Dana Reyes")
    dana.command("U0DEV", "/customer", "forget Dana Reyes")
    dana.submit(CARA, name="Dana Reyes")
    answer = dana.submit("U0DEV", name="Dana Reyes")

    assert "no longer in Rapport" in str(answer) + words(dana.form("U0DEV"))
    assert len(dana.rows("SELECT * FROM forgettings")) == 1


def test_what_was_done_for_who_is_forgotten_is_no_longer_offered_to_be_undone(dana: Team) -> None:
    before = dana.command(ANA, "/rapport", "undo")
    assert "Dana Reyes" in words(before)
    button = dana.latest(ANA, GENERAL)
    forget(dana)

    assert "for Dana Reyes" not in words(dana.command(ANA, "/rapport", "undo"))
    dana.click(ANA, "undo", button)
    assert "who has been forgotten" in dana.told(ANA, GENERAL)
