"""Shortcuts and the buttons of Home that open a form: log a touchpoint, find a customer, log a message."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk.errors import SlackApiError

from bot.domain.calendar import local_date
from bot.domain.permalink import permalink
from bot.domain.slack_message import message_text
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases.find_customer import mentioned_in
from bot.views import ids
from bot.views.customer_form import find_form
from bot.views.filling import Filling
from bot.views.forms import log_form, with_new_text
from handlers.asking import Asking
from handlers.mentioned import Mentioned

LOG_MESSAGE = {
    "log_message_as_touchpoint": TouchpointKind.TOUCHPOINT,
    "log_message_as_complaint": TouchpointKind.COMPLAINT,
}

LOG = {
    "log_touchpoint": TouchpointKind.TOUCHPOINT,
    ids.LOG_TOUCHPOINT_BUTTON: TouchpointKind.TOUCHPOINT,
    ids.LOG_COMPLAINT_BUTTON: TouchpointKind.COMPLAINT,
}


def register(app: App) -> None:
    """Global shortcuts, message shortcuts, and the same as buttons on Home."""
    for name in ("log_touchpoint", "find_customer"):
        app.shortcut(name)(_open)
    for name in (ids.LOG_TOUCHPOINT_BUTTON, ids.LOG_COMPLAINT_BUTTON, ids.FIND_CUSTOMER_BUTTON):
        app.action(name)(_open)
    for name in LOG_MESSAGE:
        app.shortcut(name)(_log_message)


def _open(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
    name = body.get("callback_id") or body["actions"][0]["action_id"]
    kind = LOG.get(name)
    Asking.of(context).open(log_form(kind) if kind else find_form())
    ack()


def _log_message(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
    """The form with the message's text, day and link; whoever it mentions is offered first as the customer.

    It opens at once, within the three seconds of its trigger; names that Slack has to be asked for are put in after.
    """
    message, kind = body["message"], LOG_MESSAGE[body["callback_id"]]
    asking, written = Asking.of(context), message_text(message)
    mentioned = Mentioned(asking.deps)
    link = permalink(asking.deps.workspace_url, body["channel"]["id"], message["ts"], message.get("thread_ts"))
    suggested = _suggested(asking, mentioned.plain(written))
    on = local_date(datetime.fromtimestamp(float(message["ts"]), UTC), asking.person.tz)
    filling = Filling(mentioned.plain(written), {"on": on}, suggested=suggested, link=link)
    view_id = asking.open(log_form(kind, filling))
    if view_id and mentioned.ask():
        named = asking.with_origin(with_new_text(log_form(kind, replace(filling, text=mentioned.plain(written)))))
        with suppress(SlackApiError, OSError):  # closed again, or Slack is slow: the form is there without the names
            asking.deps.client.views_update(view_id=view_id, view=named)
    ack()


def _suggested(asking: Asking, text: str) -> tuple[int, ...]:
    with asking.reading() as session:
        return tuple(customer.id for customer in mentioned_in(session, text))
