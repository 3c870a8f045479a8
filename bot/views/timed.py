"""The message by which somebody is told of what has a time of day, when it has come."""

from datetime import datetime

from bot.domain.due import is_put_off
from bot.domain.followups import FollowUp, FollowUpItem
from bot.domain.reader import Reader
from bot.domain.saying import say
from bot.domain.snooze import Choice
from bot.views import ids
from bot.views.blocks import actions, button, context, option, overflow, section
from bot.views.days import clock
from bot.views.followups import action, followup_lines, open_words
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert


def due_now(item: FollowUpItem, reader: Reader, late_since: datetime | None = None) -> Message:
    """It is time. `late_since`: when it should have come, where it came late. Afterwards the row says how it stands."""
    followup = item.followup
    text = say("It is time: {name}, {title}", name=inert(item.customer.name), title=inert(followup.title, 200))
    late = (
        [context(say(":hourglass: This should have come at {clock}.", clock=clock(late_since)))] if late_since else []
    )
    if not followup.is_open or is_put_off(followup, reader):
        return Message(text, [section(say("*It was time:*")), *late, *followup_lines(item, reader, alone=True)])
    return Message(text, [section(say("*It is time:*")), *late, section(open_words(item, reader)), _buttons(followup)])


def told_before(item: FollowUpItem, _reader: Reader) -> Message:
    """What is left of a message of which a newer one has come: its buttons are there."""
    what = f"{inert(item.customer.name)}, {inert(item.followup.title, 200)}"
    text = say("{what}: this came again in a newer message below.", what=what)
    return Message(text, [context(text)])


def _buttons(followup: FollowUp) -> Block:
    about = followup.id
    more = [
        option(say("In an hour"), f"{Choice.HOUR}:{about}"),
        option(say("Tomorrow"), f"{Choice.TOMORROW}:{about}"),
        option(say("Pick a day…"), f"{Choice.DAY}:{about}"),
        option(say("Change…"), f"change:{about}"),
        option(say("More…"), f"whole:{about}"),
    ]
    return actions(
        action(followup, style="primary"),
        button(say("Later"), ids.SNOOZE, f"{Choice.LATER_TODAY}:{about}"),
        button(say("Open"), ids.OPEN_CUSTOMER, followup.customer_id),
        overflow(ids.MORE, more),
    )
