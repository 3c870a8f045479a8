"""What the lead is told about messages that did not get through."""

from bot.domain.outbox import FEEDBACK, TEAM, OutboxRow
from bot.domain.problems import APP_REFUSED, Alarm
from bot.views.blocks import section
from bot.views.days import moment
from bot.views.message import Message
from bot.views.mrkdwn import escape

_WHAT = {
    "alert": "An alert",
    "assigned": "A note about a new task",
    "digest": "A daily digest",
    "unclaimed": "The list of what nobody has",
}
_WHERE = {FEEDBACK: "the feedback channel", TEAM: "the team channel"}


def undelivered(failed: OutboxRow, why: str) -> Message:
    """Slack refused a message for good: what, for whom, and why (a sentence that says what to do)."""
    what = _WHAT.get(failed.kind, "A message")
    done = "could not be brought up to date" if failed.edits else "could not be delivered"
    after = " You have it here instead." if failed.kind == "alert" and not failed.edits else ""
    text = f"{what} for {_whom(failed.recipient)} {done}. {why}{after}"
    return Message(text, [section(f":warning: {text}")])


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
    return f"<@{recipient}>" if recipient.startswith(("U", "W")) else f"<#{recipient}>"
