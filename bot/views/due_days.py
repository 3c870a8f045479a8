"""What the confirmation says about a day that was not plainly said, with other days one click away."""

from datetime import date

from bot.domain.due_days import HowDue, NearDay, other_days
from bot.domain.followups import FollowUp
from bot.domain.saying import later, say
from bot.views import ids
from bot.views.blocks import actions, button, context, date_input
from bot.views.days import clock, day_words
from bot.views.message import Block
from bot.views.mrkdwn import inert

BUTTONS: dict[NearDay, tuple[str, str]] = {
    "today": (ids.DUE_TODAY, later("Today")),
    "tomorrow": (ids.DUE_TOMORROW, later("Tomorrow")),
    "friday": (ids.DUE_FRIDAY, later("Friday")),
    "monday": (ids.DUE_MONDAY, later("Next Monday")),
}
"""A day near today -> the id and the label of its button."""


def about_day(followup: FollowUp, how: HowDue, today: date) -> list[Block]:
    """Nothing for a day that was plainly said; else why it is this one, and buttons to change it."""
    said, buttons = [], []
    if how.hour:
        said.append(
            say("“{hour}” stands in the text. With a time (`at:15:00`) you are told then.", hour=inert(how.hour, 60))
        )
    if how.wall and followup.assignee:
        said.append(say("{wall}, where <@{assignee}> is.", wall=inert(how.wall, 60), assignee=followup.assignee))
    if how.words:
        at = say(" at {clock}", clock=clock(followup.due_at)) if followup.due_at else ""
        said.append(
            say(
                "“{words}” is taken as the day, {day_words}{at}.",
                words=inert(how.words, 60),
                day_words=day_words(followup.due, today),
                at=at,
            )
        )
        buttons.append(button(say("No, it is text"), ids.DAY_IS_TEXT, f"{followup.id}:{how.words}"))
    if how.is_default:
        said.append(say("Due {day_words}, as no day was given. Another day:", day_words=day_words(followup.due, today)))
        buttons += _near(followup, today)
    blocks = [context(" ".join(said))] if said else []
    if buttons:
        blocks.append({**actions(*buttons, date_input(ids.PICK_DUE)), "block_id": f"due:{followup.id}"})
    return blocks


def _near(followup: FollowUp, today: date) -> list[Block]:
    days = other_days(today, followup.due)
    return [
        button(say(label), action_id, f"{followup.id}:{days[name].isoformat()}")
        for name, (action_id, label) in BUTTONS.items()
        if name in days
    ]
