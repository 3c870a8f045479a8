"""What Slack refused for good can be sent again, or let be: in status, at the notice, at the command line."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.sandbox.wire.faults import Fault
from storage.database import Database
from tests.digests import ledger, plan
from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, Json, Team, action_ids, words


def fails(team: Team, title: str = "send the menu", error: str = "restricted_action", person: str = BEN) -> None:
    """What somebody is to be told is refused for good."""
    team.sandbox.faults.order(Fault("chat.postMessage", error=error))
    team.command(ANA, "/followup", f"Dana Reyes: {title} due:friday <@{person}>")


def notice(team: Team, lead: str = CARA) -> Json:
    """What the lead was told last of a message that failed."""
    return [message for message in team.dm(lead) if "could not be delivered" in words(message)][-1]


def posts(team: Team, person: str, text: str) -> int:
    return sum(text in words(message) for message in team.dm(person))


def states(team: Team) -> list[str]:
    return [row["state"] for row in team.rows("SELECT state FROM outbox WHERE kind = 'assigned' ORDER BY id")]


def press(team: Team, action_id: str, number: int = 0, person: str = CARA) -> str:
    """Use a button of the status on show; what stands there then."""
    shown = team.latest(person, GENERAL)
    team.click(person, action_id, shown, _value(shown, action_id, number))
    return words(team.latest(person, GENERAL))


def _value(message: Json, action_id: str, number: int) -> str | None:
    elements = [one for block in message["blocks"] for one in block.get("elements", [])]
    found: str | None = [one.get("value") for one in elements if one.get("action_id") == action_id][number]
    return found


def test_a_lead_sends_it_again_from_status(dana: Team) -> None:
    fails(dana)
    shown = words(dana.command(CARA, "/rapport", "status"))
    assert f"A note about a new task (Dana Reyes) for <@{BEN}> could not be delivered" in shown
    assert "The workspace does not let Rapport post there." in shown
    assert posts(dana, BEN, "send the menu") == 0

    assert "Sending it again." in press(dana, "send_again")
    assert posts(dana, BEN, "send the menu") == 1
    assert "All is well" in words(dana.command(CARA, "/rapport", "status"))


@pytest.mark.parametrize(("times", "said"), [(1, "it is in Slack now"), (2, "Slack refused it again.")])
def test_after_sending_again_it_says_whether_it_arrived(dana: Team, times: int, said: str) -> None:
    fails(dana)
    dana.command(CARA, "/rapport", "status")
    if times > 1:
        dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    press(dana, "send_again")

    assert said in press(dana, "has_arrived")


def test_the_notice_has_the_buttons_and_says_what_became_of_it(dana: Team) -> None:
    fails(dana)
    dana.click(CARA, "send_again", notice(dana))

    assert "it is in Slack now" in words(notice(dana))
    assert action_ids(notice(dana)) == []
    assert posts(dana, BEN, "send the menu") == 1


def test_one_that_is_let_be_is_not_sent_and_no_problem_any_more(dana: Team) -> None:
    fails(dana)
    dana.command(CARA, "/rapport", "status")

    assert "All is well" in press(dana, "let_be")
    assert "it was decided to let it be" in words(notice(dana))
    assert states(dana) == ["skipped"]
    dana.advance(hours=1, tick_s=900)
    assert posts(dana, BEN, "send the menu") == 0


def test_all_of_them_are_sent_again_at_once_in_their_order(dana: Team) -> None:
    titles = [f"task number {number}" for number in range(7)]
    for title in titles:
        fails(dana, title)
    assert words(dana.command(CARA, "/rapport", "status")).count("could not be delivered") == 6
    assert "Sending 7 messages again." in press(dana, "send_all_again")

    found = "\n".join(words(message) for message in dana.dm(BEN))
    assert sorted(titles, key=found.index) == titles


def test_a_member_sees_that_some_failed_and_has_no_button(dana: Team) -> None:
    fails(dana)
    answer = dana.command(ANA, "/rapport", "status")

    assert "1 message could not be delivered, and can be sent again by a lead." in words(answer)
    assert "send_again" not in action_ids(answer)


def test_a_member_who_forges_the_click_is_refused(dana: Team) -> None:
    fails(dana)
    fails(dana, "call back")
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    [click] = dana.transport.delivered[-1].payload["actions"]
    [other] = dana.rows("SELECT id FROM outbox WHERE state = 'failed'")
    forged = {**click, "value": str(other["id"])}
    dana.again(user={"id": ANA, "team_id": "T0HARBOUR"}, trigger_id="1.2.f0", actions=[forged])

    assert sorted(states(dana)) == ["failed", "sent"]
    dana.again(user={"id": CARA, "team_id": "T0HARBOUR"}, trigger_id="1.2.1ead", actions=[forged])
    assert states(dana) == ["sent", "sent"]


def test_what_is_sent_again_and_refused_again_is_told_again(dana: Team) -> None:
    fails(dana)
    dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    dana.click(CARA, "send_again", notice(dana))

    assert states(dana) == ["failed"]
    assert sum("could not be delivered" in words(message) for message in dana.dm(CARA)) == 2
    dana.click(CARA, "send_again", notice(dana))
    assert states(dana) == ["sent"]


def test_a_second_press_says_that_it_is_done(dana: Team) -> None:
    fails(dana)
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    dana.again(trigger_id="1.2.2")

    assert "on its way, delivered or let be already" in dana.told(CARA, GENERAL)
    assert posts(dana, BEN, "send the menu") == 1


def test_the_reminders_of_a_digest_sent_again_are_late_in_the_ledger(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    dana.jump(datetime(2026, 11, 24, 8, 59, tzinfo=UTC))
    dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    dana.advance(minutes=2)
    assert ledger(dana, ANA)[-1][:2] == ("2026-11-24", "failed")

    dana.advance(hours=2, tick_s=900)
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    assert ledger(dana, ANA)[-1] == ("2026-11-24", "late", "")
    assert posts(dana, ANA, "Your day") == 1


def test_a_digest_of_yesterday_is_not_offered(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    dana.jump(datetime(2026, 11, 24, 8, 59, tzinfo=UTC))
    dana.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    dana.advance(minutes=2)
    dana.clock.set(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))

    assert "All is well" in words(dana.command(CARA, "/rapport", "status"))


def test_what_failed_in_doubt_and_is_there_is_found_and_not_posted_twice(dana: Team) -> None:
    """It was posted, the answer was lost, and the channel could not be read then."""
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    dana.sandbox.faults.order(Fault("conversations.history", error="missing_scope"))
    dana.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:friday <@{BEN}>")
    dana.advance(minutes=2)
    assert (states(dana)[-1], posts(dana, BEN, "send the menu")) == ("failed", 1)

    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    dana.advance(minutes=1)
    assert (states(dana)[-1], posts(dana, BEN, "send the menu")) == ("sent", 1)


def test_what_failed_in_doubt_and_still_cannot_be_read_back_is_not_posted_blindly(dana: Team) -> None:
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    dana.sandbox.faults.order(Fault("conversations.history", error="missing_scope", times=9))
    dana.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:friday <@{BEN}>")
    dana.advance(minutes=2)
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")
    dana.advance(minutes=2)

    assert (states(dana)[-1], posts(dana, BEN, "send the menu")) == ("failed", 1)


def test_a_message_refused_because_its_channel_is_gone_goes_to_where_it_belongs_now(dana: Team) -> None:
    """The place it was refused in cannot be read back, but a refusal leaves no doubt."""
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    dana.sandbox.faults.order(Fault("chat.postMessage", error="channel_not_found", times=2))
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:friday <@{BEN}>")
    assert states(dana)[-1] == "failed"
    dana.sandbox.faults.order(Fault("conversations.history", error="channel_not_found"))
    dana.command(CARA, "/rapport", "status")
    press(dana, "send_again")

    assert (states(dana)[-1], posts(dana, BEN, "send the menu")) == ("sent", 1)


# rapport outbox


@pytest.fixture
def outbox(team: Team, tmp_path: Path) -> "Outbox":
    return Outbox(team, tmp_path)


class Outbox:
    def __init__(self, team: Team, data: Path) -> None:
        self.team, self._data = team, data

    def __call__(self, *arguments: str) -> Result:
        """Runs `rapport outbox …` while the bot runs."""
        clock = self.team.clock.now() - datetime.now(UTC)
        file = self._data / "clock.json"
        file.write_text(f'{{"offset_s": {clock.total_seconds()}, "seq": 1}}')
        env = {"RAPPORT_DATA": str(self._data), "RAPPORT_CLOCK": str(file)}
        return CliRunner().invoke(main, ["outbox", *arguments], env=env)


def test_the_command_line_lists_what_failed_without_anybodys_data(dana: Team, outbox: Outbox) -> None:
    fails(dana, "ask about the divorce")
    printed = outbox().output

    assert "A note about a new task" in printed
    assert "The workspace does not let Rapport post there." in printed
    for personal in ("Dana", "divorce", BEN, "Ben"):
        assert personal not in printed


@pytest.mark.parametrize("which", ["ID", "all"])
def test_the_command_line_sends_it_again_while_rapport_runs(dana: Team, outbox: Outbox, which: str) -> None:
    fails(dana)
    [row] = dana.rows("SELECT id FROM outbox WHERE state = 'failed'")
    said = outbox("--send-again", str(row["id"]) if which == "ID" else "all")
    dana.settle()

    assert said.exit_code == 0
    assert "1 message" in said.output
    assert posts(dana, BEN, "send the menu") == 1


@pytest.mark.parametrize("which", ["0", "-7", "999999", "x", "", "ALL ", "1; DROP TABLE outbox", "9" * 400])
def test_what_names_no_message_is_said_and_changes_nothing(dana: Team, outbox: Outbox, which: str) -> None:
    fails(dana)
    said = outbox("--send-again", which)

    assert said.exit_code != 0
    assert "rapport outbox" in said.output or "lists" in said.output
    assert states(dana) == ["failed"]


def test_of_several_workspaces_none_is_picked(dana: Team, outbox: Outbox, tmp_path: Path) -> None:
    fails(dana)
    [row] = dana.rows("SELECT id FROM outbox WHERE state = 'failed'")
    Database(tmp_path / "T0OTHER.db").close()
    said = outbox("--send-again", str(row["id"]))
    unknown = outbox("--workspace", "T0NOBODY")

    assert "T0HARBOUR, T0OTHER" in said.output
    assert "--workspace" in said.output
    assert (said.exit_code, unknown.exit_code) == (1, 1)
    assert states(dana) == ["failed"]
    assert outbox("--send-again", str(row["id"]), "--workspace", "T0HARBOUR").exit_code == 0
    assert states(dana) != ["failed"]


def test_with_nothing_failed_it_says_so(outbox: Outbox) -> None:
    assert "Nothing has failed" in outbox().output


def test_a_database_of_an_older_rapport_is_left_to_its_start(team: Team, outbox: Outbox) -> None:
    with sqlite3.connect(team.rapport.database.path) as connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm020_refused_for_how_long'")
    said = outbox("--send-again", "all")

    assert said.exit_code == 1
    assert "Start Rapport once" in said.output


def test_a_month_old_failure_is_old_news(dana: Team) -> None:
    fails(dana)
    dana.clock.advance(timedelta(days=31).total_seconds())

    assert "could not be delivered" not in words(dana.command(CARA, "/rapport", "status"))


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
