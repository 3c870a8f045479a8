"""What the lead reads about messages that did not get through."""

from dataclasses import replace

import pytest

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, OutboxRow, Priority, State
from bot.domain.problems import Alarm, Problem
from bot.slack.codes import sentence
from bot.views.lead_notices import alarm, undelivered
from tests.fake_clock import MONDAY_NINE as NOW

FAILED = OutboxRow(
    *(7, "key", MessageKind.ALERT, "12", FEEDBACK, Priority.ALERT, None, None, NOW, "failed", 1, "is_archived"),
    *(None, None, NOW, NOW, NOW),
)


def test_it_says_what_was_for_whom_why_and_what_to_do() -> None:
    text = undelivered(FAILED, sentence(FAILED.error)).text
    assert text == (
        "An alert for the feedback channel could not be delivered. The channel is archived. Unarchive it, or choose "
        "another in /rapport settings. You have it here instead."
    )


@pytest.mark.parametrize(("recipient", "named"), [("U0ANA", "<@U0ANA>"), ("C0X", "<#C0X>"), ("W0X", "<@W0X>")])
def test_people_and_channels_are_named(recipient: str, named: str) -> None:
    assert named in undelivered(replace(FAILED, recipient=recipient), "Why.").text


def test_an_edit_that_failed_is_called_one() -> None:
    text = undelivered(replace(FAILED, edits=3), "Why.").text
    assert text == "An alert for the feedback channel could not be brought up to date. Why."


def test_an_unknown_code_is_shown_and_a_sentence_is_left_alone() -> None:
    assert sentence("cannot_dm_bot") == "Slack refused it (cannot_dm_bot)."
    assert "did not take it for a whole day" in sentence("some_new_refusal")
    assert "(some_new_refusal)" in sentence("some_new_refusal")
    assert sentence("There is no such person.") == "There is no such person."


def test_an_alarm_says_when_it_is_mended() -> None:
    told = Alarm(Problem("waiting", "3 messages wait."), NOW, None, 1)
    assert alarm(told).text == "3 messages wait."
    assert alarm(replace(told, cleared_at=NOW)).text == "Mended: 3 messages wait."


@pytest.mark.parametrize(
    ("state", "error", "said"),
    [
        ("pending", "", "could not be delivered at first; it is being sent again."),
        ("unknown", "x", "at first; it is being sent again."),
        ("sent", "", "at first; it is in Slack now."),
        ("skipped", "too late to be of use", "at first; it is not sent any more: too late to be of use."),
    ],
)
def test_what_became_of_it_is_said_and_the_buttons_go(state: State, error: str, said: str) -> None:
    told = undelivered(replace(FAILED, state=state, error=error), "Why.")
    assert told.text.endswith(said)
    assert "send_again" not in str(told.blocks)
    assert "send_again" in str(undelivered(FAILED, "Why.").blocks)
