"""The events by which Slack says that the app was taken out of a workspace.

https://docs.slack.dev/reference/events/app_uninstalled: `tokens_revoked` and `app_uninstalled` come in any order, and
again for minutes where nobody answered: then perhaps after the app was installed anew.
"""

from datetime import UTC, datetime, timedelta

from bot.domain.installation import Installation
from bot.slack.guard import Payload

SKEW = timedelta(seconds=2)
"""By how much our clock may be ahead of Slack's. Whoever removes and installs anew takes longer."""


def is_farewell(payload: Payload) -> bool:
    """Whether a request says that the app may do nothing there any more."""
    event = payload.get("event")
    if payload.get("type") != "event_callback" or not isinstance(event, dict):
        return False
    tokens = event.get("tokens")
    is_revoked = event.get("type") == "tokens_revoked" and isinstance(tokens, dict) and bool(tokens.get("bot"))
    return is_revoked or event.get("type") == "app_uninstalled"


def is_of_before(payload: Payload, installation: Installation) -> bool:
    """Whether it is about an earlier installation than this one."""
    at = payload.get("event_time")
    return isinstance(at, int) and datetime.fromtimestamp(at, UTC) < installation.installed_at - SKEW
