"""Slack refuses the app itself: nothing fails, somebody hears of it once, and all goes on by itself afterwards."""

import pytest
from pydantic import SecretStr

from bot.domain.errors import RapportError
from bot.sandbox.wire.faults import Fault
from bot.sandbox.world.staff import BOT_TOKEN
from tests.team import ANA, BEN, CARA, Team, words

REFUSALS = ["account_inactive", "token_revoked", "invalid_auth", "token_expired", "team_access_not_granted"]


def refuse(team: Team, error: str) -> None:
    """Slack takes nothing from the app any more."""
    for method in ("chat.*", "conversations.*", "auth.test"):
        team.sandbox.faults.order(Fault(method, error=error, times=100_000))


def states(team: Team) -> set[str]:
    return {row["state"] for row in team.rows("SELECT state FROM outbox")}


@pytest.fixture
def busy(dana: Team) -> Team:
    """Ana and Ben were here before."""
    for person in (ANA, BEN, CARA):
        dana.command(person, "/rapport", "help")
    return dana


@pytest.mark.parametrize("error", REFUSALS)
def test_what_was_due_meanwhile_comes_late_by_itself_and_the_lead_hears_once(busy: Team, error: str) -> None:
    refuse(busy, error)
    busy.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    busy.command(ANA, "/followup", f"Dana Reyes: call back <@{BEN}>")
    busy.advance(hours=3, tick_s=300)
    assert "failed" not in states(busy)
    busy.sandbox.faults.clear()
    busy.advance(minutes=20)

    assert "order never arrived" in words(busy.alert())
    assert any("call back" in words(message) for message in busy.dm(BEN))
    [alarm] = [message for message in busy.dm(CARA) if "Slack takes messages again" in words(message)]
    assert "It did not from <!date^" in words(alarm)
    assert "failed" not in states(busy)
    assert not [message for message in busy.dm(CARA) if "could not be" in words(message)]


def test_meanwhile_status_says_why(busy: Team) -> None:
    refuse(busy, "account_inactive")
    busy.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    answer = words(busy.command(ANA, "/rapport", "status"))

    assert "The app was removed from the workspace" in answer
    assert "All is well" not in answer


def test_who_asks_something_meanwhile_is_told_what_is_the_matter(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("users.info", error="account_inactive"))
    answer = dana.command(BEN, "/touchpoint", "Dana Reyes: called")

    assert "Slack could not say who you are just now. The app was removed from the workspace" in answer["text"]


def test_with_a_new_token_all_goes_on_after_the_restart(busy: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(busy, "account_inactive")
    busy.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    busy.advance(minutes=30, tick_s=300)
    busy.stop()
    with pytest.raises(RapportError, match="The app was removed from the workspace"):
        busy.start()
    busy.sandbox.faults.clear()
    monkeypatch.setattr("bot.sandbox.api.web_api.BOT_TOKEN", f"{BOT_TOKEN}-2")
    busy.start(bot_token=SecretStr(f"{BOT_TOKEN}-2"))
    busy.settle()

    assert "order never arrived" in words(busy.alert())
    assert "Slack takes messages again" in words(busy.dm(CARA)[-1])


def test_a_refusal_that_is_over_before_anybody_looked_is_not_told(busy: Team) -> None:
    busy.sandbox.faults.order(Fault("chat.postMessage", error="account_inactive"))
    busy.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    busy.advance(minutes=6)

    assert "order never arrived" in words(busy.alert())
    assert len([message for message in busy.dm(CARA) if "again" in words(message)]) <= 1
