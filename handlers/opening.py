"""Forms and pages over the conversation or over each other, within the three seconds that Slack gives for them.

https://docs.slack.dev/surfaces/modals: at most three are stacked.
"""

import logging
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.domain.errors import RapportError
from bot.domain.saying import say
from bot.slack.codes import MALFORMED
from bot.slack.delivery import NotSent, classify
from bot.views.home import short_home
from bot.views.message import View

logger = logging.getLogger(__name__)

OPEN_ALREADY = "exchanged_trigger_id"
"""The request came twice, and the first one opened it."""

CLOSED = "not_found"
"""What was to be replaced is no longer open: whoever had it closed it, or a request that came again comes too late."""

TOO_LATE = "expired_trigger_id"


class NotOpenedError(RapportError):
    """Slack was too slow, or away, or would not have the form. Another refusal is a defect."""


def open_view(client: WebClient, body: dict[str, Any], view: View) -> str:
    """Open it for the one who clicked or typed; over two others it takes the place of the upper one.

    Gives its id, "" where the request came twice and the first one opened it. Raises NotOpenedError.
    """
    if _is_deepest(body):
        return replace_view(client, body, view)
    show = client.views_push if in_modal(body) else client.views_open
    return _shown(lambda: show(trigger_id=body["trigger_id"], view=view))


def replace_view(client: WebClient, body: dict[str, Any], view: View) -> str:
    """Show it in the place of the form or page that was clicked in, and give its id. Raises NotOpenedError.

    Where that was closed meanwhile nothing is shown, and the id is "".
    """
    return _shown(lambda: client.views_update(view_id=body["view"]["id"], view=view))


def publish_home(client: WebClient, user_id: str, view: View) -> None:
    """Show somebody their Home tab; a short one where Slack does not take it. Raises what the client raises."""
    try:
        client.views_publish(user_id=user_id, view=view)
    except SlackApiError as error:
        if classify(error).error not in MALFORMED:
            raise
        logger.error("Slack refused a Home tab (%s)", classify(error).error)  # noqa: TRY400  # the error quotes what people wrote
        client.views_publish(user_id=user_id, view=short_home(view))


def in_modal(body: dict[str, Any]) -> bool:
    """Whether the click was in a form or page."""
    return bool((body.get("view") or {}).get("type") == "modal")


def _is_deepest(body: dict[str, Any]) -> bool:
    view = body.get("view") or {}
    return in_modal(body) and view.get("previous_view_id") not in {None, "", view.get("root_view_id")}


def _shown(call: Callable[[], SlackResponse]) -> str:
    try:
        return str(call()["view"]["id"])
    except (SlackApiError, OSError) as error:
        outcome = classify(error)
        if outcome.error in {OPEN_ALREADY, CLOSED}:
            return ""
        if outcome.error in MALFORMED:
            logger.error("Slack refused a view (%s)", outcome.error)  # noqa: TRY400  # the error quotes what people wrote
            raise NotOpenedError(
                say(
                    "Slack did not take this form or page. This is a defect of Rapport; please tell the admin, "
                    "whose log says more."
                )
            ) from error
        if isinstance(outcome, NotSent) and outcome.final and outcome.error != TOO_LATE:
            raise
        raise NotOpenedError(
            say("Slack did not open the form in time. If it does not come by itself, please try again.")
        ) from error
