"""What the lead is told about messages that did not get through."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, LEAD, TEAM, OutboxRow
from bot.domain.problems import APP_REFUSED, Alarm
from bot.domain.saying import later, say
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.days import moment
from bot.views.message import Block, Message
from bot.views.mrkdwn import escape, inert

LISTED = 5
"""So many messages that failed are listed with their buttons."""

_WHERE = {FEEDBACK: later("the feedback channel"), TEAM: later("the team channel"), LEAD: later("the leads")}


def undelivered(message: OutboxRow, why: str) -> Message:
    """Slack refused a message for good: what, for whom, why (a sentence that says what to do), and a way to try again.

    Edited when that was done: then it says what has become of it.
    """
    if message.state == "failed":
        after = say(" You have it here instead.") if message.kind == MessageKind.ALERT and not message.edits else ""
        text = f"{_subject(message)} {_failing(message)}. {escape(why)}{after}"
        return Message(text, [section(f":warning: {text}"), _buttons(message)])
    outcome = {
        "sent": say("is in Slack now"),
        "skipped": say("is not sent any more: {error}", error=escape(message.error)),
    }
    text = say(
        "{subject} {failing} at first; it {outcome}.",
        subject=_subject(message),
        failing=_failing(message),
        outcome=outcome.get(message.state, say("is being sent again")),
    )
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
        everything = button(say("Send all again"), ids.SEND_ALL_AGAIN)
        blocks.append(actions(everything))
    return blocks


def failed_in_plain_words(message: OutboxRow, why: str) -> str:
    """The same for a terminal, naming nobody."""
    whom = say(_WHERE.get(message.recipient, say("a person") if _is_person(message.recipient) else say("a channel")))
    return say(
        "{in_words} for {whom} {failing}. {why}",
        in_words=say(message.kind.in_words),
        whom=whom,
        failing=_failing(message),
        why=why,
    )


def _subject(message: OutboxRow, customer: str = "") -> str:
    about = f" ({inert(customer)})" if customer else ""
    return say(
        "{in_words}{about} for {whom}", in_words=say(message.kind.in_words), about=about, whom=_whom(message.recipient)
    )


def _failing(message: OutboxRow) -> str:
    return say("could not be brought up to date") if message.edits else say("could not be delivered")


def _buttons(message: OutboxRow) -> Block:
    return actions(
        button(say("Send again"), ids.SEND_AGAIN, message.id), button(say("Let it be"), ids.LET_BE, message.id)
    )


def alarm(told: Alarm) -> Message:
    """Something is not as it should be, or is mended."""
    text = told.problem.sentence
    if told.problem.code == APP_REFUSED:
        over = say("Slack takes messages again. What had been waiting comes late, and nothing is lost.")
        why = say("It did not from {raised_at} on: {text}", raised_at=moment(told.raised_at), text=escape(text))
        return Message(over, [section(f":warning: {over} {why}")])
    shown = escape(text)
    if told.cleared_at:
        return Message(
            say("Mended: {shown}", shown=shown), [section(say(":white_check_mark: *Mended.* ~{shown}~", shown=shown))]
        )
    return Message(shown, [section(f":rotating_light: {shown}")])


def _whom(recipient: str) -> str:
    if recipient in _WHERE:
        return say(_WHERE[recipient])
    return f"<@{recipient}>" if _is_person(recipient) else f"<#{recipient}>"


def _is_person(recipient: str) -> bool:
    return recipient.startswith(("U", "W"))
