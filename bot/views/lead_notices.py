"""What the lead is told about messages that did not get through."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, LEAD, TEAM, OutboxRow
from bot.domain.problems import APP_REFUSED, Alarm
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.days import moment
from bot.views.message import Block, Message
from bot.views.mrkdwn import escape, inert

LISTED = 5
"""So many messages that failed are listed with their buttons."""

_WHERE = {FEEDBACK: "the feedback channel", TEAM: "the team channel", LEAD: "the leads"}


def undelivered(message: OutboxRow, why: str) -> Message:
    """Slack refused a message for good: what, for whom, why (a sentence that says what to do), and a way to try again.

    Edited when that was done: then it says what has become of it.
    """
    if message.state == "failed":
        after = " You have it here instead." if message.kind == MessageKind.ALERT and not message.edits else ""
        text = f"{_subject(message)} {_failing(message)}. {escape(why)}{after}"
        return Message(text, [section(f":warning: {text}"), _buttons(message)])
    outcome = {"sent": "is in Slack now", "skipped": f"is not sent any more: {escape(message.error)}"}
    text = f"{_subject(message)} {_failing(message)} at first; it {outcome.get(message.state, 'is being sent again')}."
    return Message(text, [section(text)])


def failed_messages(messages: Sequence[OutboxRow], why: Callable[[str], str], about: Mapping[int, str]) -> list[Block]:
    """What can be sent again, in `/rapport status`: the latest first. `why`: Slack's error code -> a sentence.

    `about`: id -> the name of the customer, where it is about one.
    """
    blocks = []
    for message in messages[:LISTED]:
        at = f", {moment(message.settled_at)}" if message.settled_at else ""
        blocks += [
            section(
                f"{_subject(message, about.get(message.id, ''))} {_failing(message)}{at}. {escape(why(message.error))}"
            ),
            _buttons(message),
        ]
    if len(messages) > 1:
        everything = button("Send all again", ids.SEND_ALL_AGAIN)
        blocks.append(actions(everything))
    return blocks


def failed_in_plain_words(message: OutboxRow, why: str) -> str:
    """The same for a terminal, naming nobody."""
    whom = _WHERE.get(message.recipient, "a person" if _is_person(message.recipient) else "a channel")
    return f"{message.kind.in_words} for {whom} {_failing(message)}. {why}"


def _subject(message: OutboxRow, customer: str = "") -> str:
    about = f" ({inert(customer)})" if customer else ""
    return f"{message.kind.in_words}{about} for {_whom(message.recipient)}"


def _failing(message: OutboxRow) -> str:
    return "could not be brought up to date" if message.edits else "could not be delivered"


def _buttons(message: OutboxRow) -> Block:
    return actions(button("Send again", ids.SEND_AGAIN, message.id), button("Let it be", ids.LET_BE, message.id))


def alarm(told: Alarm) -> Message:
    """Something is not as it should be, or is mended."""
    text = told.problem.sentence
    if told.problem.code == APP_REFUSED:
        over = "Slack takes messages again. What had been waiting comes late, and nothing is lost."
        why = f"It did not from {moment(told.raised_at)} on: {escape(text)}"
        return Message(over, [section(f":warning: {over} {why}")])
    shown = escape(text)
    if told.cleared_at:
        return Message(f"Mended: {shown}", [section(f":white_check_mark: *Mended.* ~{shown}~")])
    return Message(shown, [section(f":rotating_light: {shown}")])


def _whom(recipient: str) -> str:
    if recipient in _WHERE:
        return _WHERE[recipient]
    return f"<@{recipient}>" if _is_person(recipient) else f"<#{recipient}>"


def _is_person(recipient: str) -> bool:
    return recipient.startswith(("U", "W"))
