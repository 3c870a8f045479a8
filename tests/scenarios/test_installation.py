"""A channel under another id; the app uninstalled and installed again."""

from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.sandbox.world.staff import BOT_TOKEN
from tests.gate import change, claim_unseen, complain, said_in
from tests.team import ANA, BEN, DEV, FEEDBACK, GENERAL, Json, Team, words


def test_a_channel_goes_on_under_another_id(alerted: Team) -> None:
    alerted.choose(DEV, feedback_channel=FEEDBACK)
    change(alerted, new_id="C9FEEDBACK")
    claim_unseen(alerted)
    complain(alerted, "nobody called back")

    assert f"Claimed* by <@{BEN}>" in said_in(alerted, "C9FEEDBACK")
    assert "nobody called back" in said_in(alerted, "C9FEEDBACK")
    assert "All is well" in words(alerted.command(DEV, "/rapport", "status"))


@pytest.mark.parametrize("told_by_slack", [True, False])
def test_after_an_uninstall_and_a_new_install_everything_pending_arrives_where_it_belongs(
    alerted: Team,
    told_by_slack: bool,  # noqa: FBT001  # a parameter
) -> None:
    if not told_by_slack:
        alerted.sandbox.workspace.app.events -= {"app_uninstalled", "tokens_revoked"}
    alerted.sandbox.people.change_app(is_installed=False)
    posts = len(alerted.sandbox.traffic.entries(kind="api", name="chat.postMessage"))
    with alerted.writing(ANA) as session:
        session.uow.execute(
            "INSERT INTO outbox (key, kind, subject, recipient, priority, not_before, state, attempts, error,"
            " created_at) SELECT 'again', kind, subject, recipient, priority, not_before, 'pending', 0, '', created_at"
            " FROM outbox WHERE kind = 'alert'"
        )
    alerted.advance(minutes=30, tick_s=60)
    assert alerted.rows("SELECT state FROM outbox WHERE key = 'again'") == [{"state": "pending"}]
    if told_by_slack:
        assert len(alerted.sandbox.traffic.entries(kind="api", name="chat.postMessage")) == posts
    alerted.sandbox.people.change_app(is_installed=True)
    alerted.advance(minutes=10)

    assert alerted.rows("SELECT state, channel FROM outbox WHERE key = 'again'") == [
        {"state": "sent", "channel": FEEDBACK}
    ]
    alerted.sandbox.workspace.app.events |= {"app_uninstalled", "tokens_revoked"}


def pending(team: Team) -> Json:
    """An alert that waits, as if it had been written just before."""
    with team.rapport.database.unit_of_work() as uow:
        uow.execute(
            "INSERT INTO outbox (key, kind, subject, recipient, priority, not_before, state, attempts, error,"
            " created_at) SELECT 'again', kind, subject, recipient, priority, not_before, 'pending', 0, '', created_at"
            " FROM outbox WHERE kind = 'alert'"
        )
    return {"type": "tokens_revoked", "tokens": {"oauth": [ANA], "bot": []}}


@pytest.mark.parametrize(
    "event",
    [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0RAPPORT"]}}],
    ids=lambda event: event["type"],
)
def test_from_the_event_on_nothing_is_sent_whichever_comes_first(alerted: Team, event: Json) -> None:
    alerted.sandbox.people.send_event(event)
    pending(alerted)
    alerted.rapport.sender.drain(timedelta())

    assert alerted.rows("SELECT state FROM outbox WHERE key = 'again'") == [{"state": "pending"}]
    assert "Nothing can be sent to Slack just now" in words(alerted.command(DEV, "/rapport", "status"))


def test_that_tokens_of_people_were_revoked_is_no_matter(alerted: Team) -> None:
    alerted.sandbox.people.send_event(pending(alerted))
    alerted.settle()

    assert alerted.rows("SELECT state FROM outbox WHERE key = 'again'") == [{"state": "sent"}]


def test_with_the_token_of_a_new_installation_everything_pending_arrives_after_a_restart(
    alerted: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerted.sandbox.people.change_app(is_installed=False)
    pending(alerted)
    alerted.advance(minutes=2)
    alerted.stop()
    monkeypatch.setattr("bot.sandbox.api.web_api.BOT_TOKEN", f"{BOT_TOKEN}-2")
    alerted.sandbox.people.change_app(is_installed=True)
    alerted.start(bot_token=SecretStr(f"{BOT_TOKEN}-2"))
    alerted.settle()

    assert alerted.rows("SELECT state, channel FROM outbox WHERE key = 'again'") == [
        {"state": "sent", "channel": FEEDBACK}
    ]


def test_a_channel_that_was_chosen_goes_on_under_another_id_over_a_restart(dana: Team) -> None:
    dana.stop()
    dana.start(feedback_channel=FEEDBACK)
    complain(dana)
    change(dana, new_id="C9FEEDBACK")
    dana.stop()
    dana.start()
    complain(dana, "nobody called back")

    assert "nobody called back" in said_in(dana, "C9FEEDBACK")


FEW_SECONDS = timedelta(seconds=5)
"""Slack takes a message a second in one channel."""


def says_at_once(team: Team, command: str, text: str) -> None:
    """Somebody uses a command, and what can be sent within a few seconds is."""
    team.sandbox.people.command(channel=GENERAL, user=DEV, command=command, text=text)
    team.rapport.sender.drain(FEW_SECONDS)


@pytest.mark.parametrize(
    ("command", "text"), [("/complaint", "Dana Reyes: nobody called back"), ("/customer", "Dana Reyes")]
)
def test_after_a_new_install_the_first_command_has_all_that_waits_sent_at_once(
    alerted: Team, command: str, text: str
) -> None:
    alerted.sandbox.people.change_app(is_installed=False)
    pending(alerted)
    alerted.sandbox.people.change_app(is_installed=True)
    alerted.rapport.sender.drain(FEW_SECONDS)
    assert alerted.rows("SELECT state FROM outbox WHERE key = 'again'") == [{"state": "pending"}]
    says_at_once(alerted, command, text)

    assert alerted.rows("SELECT state FROM outbox WHERE key = 'again'") == [{"state": "sent"}]


def test_that_a_command_came_says_nothing_of_a_permission_that_lacks(alerted: Team) -> None:
    alerted.rapport.sender.refuse("missing_scope")
    pending(alerted)
    says_at_once(alerted, "/customer", "Dana Reyes")

    assert alerted.rows("SELECT state FROM outbox WHERE key = 'again'") == [{"state": "pending"}]
