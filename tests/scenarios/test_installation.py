"""A channel under another id; the app uninstalled and installed again."""

import pytest

from tests.gate import change, claim_unseen, complain, said_in
from tests.team import ANA, BEN, DEV, FEEDBACK, Team, words


def test_a_channel_goes_on_under_another_id(alerted: Team) -> None:
    alerted.command(DEV, "/rapport", "settings")
    alerted.submit(DEV, feedback_channel=FEEDBACK)
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
    with alerted.rapport.deps.working(alerted.rapport.deps.person(ANA)) as work:
        work.uow.execute(
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
