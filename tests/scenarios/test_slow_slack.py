"""Slack is slow: every request is acknowledged in time, in words, and nothing that was typed is lost."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from bot.sandbox.wire.faults import Fault
from tests.processes import eventually
from tests.team import ANA, BEN, GENERAL, Team, words

ANSWER_S = 0.4
SLOW_MS = 1500


@pytest.fixture
def slow(dana: Team) -> Iterator[Team]:
    """A bot that answers within ANSWER_S, and knows Ana."""
    dana.stop()
    dana.start(answer_s=ANSWER_S)
    dana.command(ANA, "/rapport", "help")
    yield dana
    eventually(lambda: dana.sandbox.traffic.on_its_way == 0)


def delay(team: Team, method: str, times: int = 1) -> None:
    """The next calls of this method are answered only after the deadline."""
    team.sandbox.faults.order(Fault(method, delay_ms=SLOW_MS, times=times))


def answered(team: Team, method: str) -> bool:
    """Whether Slack has answered a call of this method by now."""
    return bool(team.sandbox.traffic.entries(kind="api", name=method))


def test_form_that_opens_late_is_answered_in_words_with_the_line_typed(slow: Team) -> None:
    delay(slow, "views.open")
    answer = slow.command(ANA, "/complaint", "Dana Reyes, the order never arrived & nobody called")

    assert "Slack did not open the form in time" in answer["text"]
    assert "/complaint Dana Reyes, the order never arrived & nobody called" in words(answer)
    assert not answered(slow, "views.open")


def test_form_that_opens_late_opens_all_the_same(slow: Team) -> None:
    delay(slow, "views.open")
    slow.command(ANA, "/complaint", "Dana Reyes, the order never arrived")
    eventually(lambda: slow.sandbox.people.view(user=ANA))

    assert "the order never arrived" in str(slow.form(ANA)["blocks"])


def test_who_is_asking_comes_late_and_the_line_is_kept(slow: Team) -> None:
    delay(slow, "users.info")
    answer = slow.command(BEN, "/touchpoint", "Dana Reyes: called about the renewal")

    assert "Slack could not say who you are just now" in answer["text"]
    assert "/touchpoint Dana Reyes: called about the renewal" in words(answer)
    assert slow.rows("SELECT * FROM touchpoints") == []


def test_who_is_given_work_comes_late_and_the_line_is_kept(slow: Team) -> None:
    delay(slow, "users.info", times=2)
    answer = slow.command(ANA, "/followup", f"Dana Reyes: call back <@{BEN}>")

    assert f"Slack could not say just now who <@{BEN}> is" in answer["text"]
    assert "/followup Dana Reyes: call back @ben" in words(answer)
    assert slow.rows("SELECT * FROM followups") == []


def test_a_name_that_slack_is_slow_to_list_is_asked_about_with_the_line_kept(slow: Team) -> None:
    delay(slow, "users.list")
    answer = slow.command(ANA, "/followup", "Dana Reyes: call back due:friday @ben")

    assert "/followup Dana Reyes: call back due:friday @ben" in words(answer)
    assert slow.rows("SELECT * FROM followups") == []
    assert not answered(slow, "users.list")


def test_a_long_list_of_people_is_there_for_the_next_one_who_names_somebody(slow: Team) -> None:
    delay(slow, "users.list")
    slow.command(ANA, "/followup", "Dana Reyes: call back due:friday @ben")
    eventually(lambda: answered(slow, "users.list"))
    eventually(lambda: slow.sandbox.traffic.on_its_way == 0)
    answer = slow.command(ANA, "/followup", "Dana Reyes: call back due:friday @ben")

    assert "Planned" in words(answer)
    assert len(slow.sandbox.traffic.entries(kind="api", name="users.list")) == 1


def test_a_list_that_slack_stops_half_way_goes_on_from_there_and_names_nobody_before(
    dana: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.directory.PAGE", 2)
    dana.sandbox.faults.order(Fault("users.list", delay_ms=1, times=2))
    dana.sandbox.faults.order(Fault("users.list", retry_after="20"))
    answer = dana.command(ANA, "/followup", "Dana Reyes: call back due:friday @ben")
    assert "Planned" not in words(answer)
    dana.clock.advance(30)
    assert "Planned" in words(dana.command(ANA, "/followup", "Dana Reyes: call back due:friday @ben"))
    asked = [call["args"].get("cursor", "") for call in dana.sandbox.traffic.entries(kind="api", name="users.list")]
    assert len(asked) == len(set(asked)) + 1


def test_channels_that_slack_is_slow_to_list_keep_nobody_from_logging(slow: Team) -> None:
    delay(slow, "conversations.list")
    answer = slow.command(ANA, "/touchpoint", "Dana Reyes: called about the renewal")

    assert "Logged" in words(answer)


def test_person_in_a_form_whom_slack_is_slow_to_describe_is_an_error_at_the_field(slow: Team) -> None:
    slow.command(ANA, "/complaint")
    delay(slow, "users.info", times=3)  # who searches, who sends, who is to have it
    answer = slow.submit(ANA, customer="Dana Reyes", text="Order never arrived", assignee=BEN)

    assert "Slack could not say just now who this person is" in answer["errors"]["assignee"]
    assert slow.rows("SELECT * FROM touchpoints") == []


def test_page_over_a_form_that_opens_late_is_acknowledged(slow: Team) -> None:
    slow.command(ANA, "/touchpoint", "Dana Reyes: called")
    slow.click(ANA, "more", slow.latest(ANA, GENERAL), "Open customer")
    delay(slow, "views.push", times=2)
    answer = slow.sandbox.people.interact(user=ANA, action_id="log_for_customer")

    assert answer["ms"] < SLOW_MS


@pytest.mark.parametrize("name", ["log_message_as_touchpoint", "log_message_as_complaint"])
def test_message_shortcut_whose_form_opens_late_says_so_to_the_one_who_used_it(slow: Team, name: str) -> None:
    ts = slow.sandbox.people.message(channel=GENERAL, user=BEN, text="Dana is unhappy")["ts"]
    delay(slow, "views.open")
    slow.sandbox.people.shortcut(user=ANA, callback_id=name, channel=GENERAL, ts=ts)
    slow.settle()

    assert "Slack did not open the form in time" in slow.told(ANA, GENERAL)


def test_global_shortcut_whose_form_opens_late_is_said_by_slack_as_there_is_no_other_place(slow: Team) -> None:
    delay(slow, "views.open", times=2)
    answer = slow.sandbox.people.shortcut(user=ANA, callback_id="log_touchpoint")

    assert answer["error"] == "dispatch_failed"


def test_message_shortcut_needs_nothing_but_its_form(slow: Team) -> None:
    """The message's address is made of what is known already."""
    ts = slow.sandbox.people.message(channel=GENERAL, user=BEN, text="Dana is unhappy")["ts"]
    delay(slow, "chat.*")
    slow.sandbox.people.shortcut(user=ANA, callback_id="log_message_as_complaint", channel=GENERAL, ts=ts)
    slow.submit(ANA, customer="Dana Reyes")
    [stored] = slow.rows("SELECT link FROM touchpoints")

    slow.sandbox.faults.clear()
    client = slow.rapport.client
    assert stored["link"] == client.chat_getPermalink(channel=GENERAL, message_ts=ts)["permalink"]


def test_names_in_a_message_that_slack_is_slow_to_tell_leave_the_form_open(slow: Team) -> None:
    ts = slow.sandbox.people.message(channel=GENERAL, user=BEN, text="<@U0FEI> says that Dana is unhappy")["ts"]
    delay(slow, "users.info", times=3)
    delay(slow, "views.update")
    answer = slow.sandbox.people.shortcut(user=ANA, callback_id="log_message_as_complaint", channel=GENERAL, ts=ts)

    assert "error" not in answer
    assert "Dana is unhappy" in str(slow.form(ANA)["blocks"])


def test_a_reply_in_a_thread_is_linked_within_its_thread(dana: Team) -> None:
    people = dana.sandbox.people
    parent = people.message(channel=GENERAL, user=BEN, text="How was it?")["ts"]
    ts = people.message(channel=GENERAL, user=BEN, text="Dana is unhappy", thread_ts=parent)["ts"]
    people.shortcut(user=ANA, callback_id="log_message_as_complaint", channel=GENERAL, ts=ts)
    dana.submit(ANA, customer="Dana Reyes")
    [stored] = dana.rows("SELECT link FROM touchpoints")

    assert stored["link"] == dana.rapport.client.chat_getPermalink(channel=GENERAL, message_ts=ts)["permalink"]


def test_home_that_is_published_late_holds_up_nobody_who_clicked_there(slow: Team) -> None:
    slow.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    slow.sandbox.people.home(user=ANA)
    delay(slow, "views.publish")
    answer = slow.sandbox.people.interact(user=ANA, action_id="claim", home=True)

    assert "error" not in answer
    assert slow.rows("SELECT assignee FROM followups")[0]["assignee"] == ANA


def test_channel_that_slack_is_slow_to_describe_is_an_answer_in_the_settings_form(slow: Team) -> None:
    slow.command("U0CARA", "/rapport", "help")
    delay(slow, "conversations.info")
    answer = slow.choose("U0CARA", feedback_channel="C0RANDOM")

    assert "Slack could not say just now whether Rapport can post there" in answer["errors"]["feedback_channel"]


@pytest.mark.engine("sqlite")  # the file of which one program can hold
def test_database_that_another_program_holds_is_waited_for_no_longer_than_the_answer(slow: Team) -> None:
    with sqlite3.connect(slow.file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = slow.sandbox.people.command(
            channel=GENERAL, user=ANA, command="/touchpoint", text="Dana Reyes: called about the renewal"
        )
        other.execute("ROLLBACK")

    assert "Nothing was saved" in str(answer["ack"])


def test_calls_of_one_request_share_its_deadline(slow: Team) -> None:
    """Each of them alone would be in time."""
    half: dict[str, Any] = {"delay_ms": 700 * ANSWER_S}
    slow.sandbox.faults.order(Fault("users.info", **half))
    slow.sandbox.faults.order(Fault("views.open", **half))
    answer = slow.command(BEN, "/touchpoint")

    assert answer["text"].startswith("Slack ")
    assert not answered(slow, "views.open")
