"""What the confirmation of a complaint says about a severity that nobody gave, with the others one click away."""

from bot.domain.channel import Severity
from bot.domain.followups import FollowUp
from bot.domain.saying import capital, say
from bot.views import ids
from bot.views.blocks import actions, button, context
from bot.views.message import Block

BUTTONS = {Severity.HIGH: ids.SEVERITY_HIGH, Severity.MEDIUM: ids.SEVERITY_MEDIUM, Severity.LOW: ids.SEVERITY_LOW}


def about_severity(alert: FollowUp) -> list[Block]:
    """Why it is this one, and buttons for the others."""
    others = [
        button(capital(say(severity)), action_id, alert.id)
        for severity, action_id in BUTTONS.items()
        if severity is not alert.severity
    ]
    said = say("Severity {severity}, as none was given. Another one:", severity=say(str(alert.severity)))
    return [context(said), {**actions(*others), "block_id": f"severity:{alert.id}"}]
