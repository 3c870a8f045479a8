"""An alert that nobody claims: the line in its thread, and what who is asked next is told. Both say how it stands."""

from bot.domain.due import is_put_off
from bot.domain.followups import FollowUp, FollowUpItem, Status
from bot.domain.reader import Reader
from bot.domain.saying import say
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.days import moment
from bot.views.message import Message
from bot.views.mrkdwn import inert


def warned(item: FollowUpItem, asked: str | None, reader: Reader) -> Message:
    """Before the deadline, in the thread: who is asked for it. What becomes of it is told by a line of its own."""
    followup = item.followup
    if _outcome(followup, reader):
        was = say(":hourglass_flowing_sand: Nobody had claimed this yet, so it was asked here who can take it.")
        return Message(was, [context(was)])
    by = (
        say(", and it is to be answered by {deadline}", deadline=moment(followup.deadline)) if followup.deadline else ""
    )
    ask = say("<@{asked}>, can you take it?", asked=asked) if asked else say("Who can take it?")
    text = say(":hourglass_flowing_sand: Nobody has claimed this yet{by}. {ask}", by=by, ask=ask)
    return Message(text, [section(text)])


def escalated(item: FollowUpItem, reader: Reader, *, gone_on: bool) -> Message:
    """After the deadline, directly: Claim, Assign, Open. Once somebody has it, that."""
    followup, name = item.followup, inert(item.customer.name, 80)
    what = f"{name}: {inert(followup.title, 200)}"
    open_customer = button(say("Open customer"), ids.OPEN_CUSTOMER, item.customer.id)
    if outcome := _outcome(followup, reader):
        return Message(
            f"{outcome} {what}", [section(f"{outcome}\n*{name}*: {inert(followup.title, 200)}"), actions(open_customer)]
        )
    if gone_on:
        text = say("Nobody had claimed this by then; it goes on in a newer message below.")
        return Message(text, [context(f"{text} {what}")])
    since = say(" Its deadline passed {deadline}.", deadline=moment(followup.deadline)) if followup.deadline else ""
    text = say("Nobody has claimed this alert.{since}", since=since)
    buttons = [
        button(say("Claim"), ids.CLAIM, followup.id, style="primary"),
        button(say("Assign…"), ids.REASSIGN, followup.id),
        open_customer,
    ]
    blocks = [section(f":rotating_light: *{text}*\n*{name}*: {inert(followup.title, 200)}"), actions(*buttons)]
    return Message(f"{text} {what}", blocks)


def _outcome(followup: FollowUp, reader: Reader) -> str:
    """What has become of it; "" where nobody has it still."""
    if followup.status is Status.DONE:
        return say(":white_check_mark: Done by <@{closed_by}>.", closed_by=followup.closed_by)
    if not followup.is_open:
        return say(":heavy_minus_sign: There is nothing to do any more.")
    if followup.assignee:
        return say(":eyes: <@{assignee}> has it.", assignee=followup.assignee)
    return say(":zzz: Somebody put it off.") if is_put_off(followup, reader) else ""
