"""Forms and pages over the conversation or over each other, within the three seconds that Slack gives for them.

https://docs.slack.dev/surfaces/modals: at most three are stacked.
"""

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import RapportError
from bot.slack.delivery import NotSent, classify
from bot.views.message import View

OPEN_ALREADY = "exchanged_trigger_id"
"""The request came twice, and the first one opened it."""

TOO_LATE = "expired_trigger_id"


class NotOpenedError(RapportError):
    """Slack was too slow, or away. What it refuses for another reason is a defect of the view."""


def open_view(client: WebClient, body: dict[str, Any], view: View) -> None:
    """Open it for the one who clicked or typed; over two others it takes the place of the upper one.

    Raises NotOpenedError.
    """
    if _is_deepest(body):
        replace_view(client, body, view)
    else:
        show = client.views_push if in_modal(body) else client.views_open
        _shown(lambda: show(trigger_id=body["trigger_id"], view=view))


def replace_view(client: WebClient, body: dict[str, Any], view: View) -> None:
    """Show it in the place of the form or page that was clicked in. Raises NotOpenedError."""
    _shown(lambda: client.views_update(view_id=body["view"]["id"], view=view))


def in_modal(body: dict[str, Any]) -> bool:
    """Whether the click was in a form or page."""
    return bool((body.get("view") or {}).get("type") == "modal")


def _is_deepest(body: dict[str, Any]) -> bool:
    view = body.get("view") or {}
    return in_modal(body) and view.get("previous_view_id") not in {None, "", view.get("root_view_id")}


def _shown(call: Callable[[], object]) -> None:
    try:
        call()
    except (SlackApiError, OSError) as error:
        outcome = classify(error)
        if outcome.error == OPEN_ALREADY:
            return
        if isinstance(outcome, NotSent) and outcome.final and outcome.error != TOO_LATE:
            raise
        raise NotOpenedError(
            "Slack did not open the form in time. If it does not come by itself, please try again."
        ) from error
