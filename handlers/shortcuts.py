"""Shortcuts and the buttons of Home that open a form: log a touchpoint, find a customer, log a message."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk.errors import SlackApiError

from bot.domain.touchpoints import TouchpointKind
from bot.views import ids
from bot.views.customer_form import find_form
from bot.views.filling import Filling
from bot.views.forms import log_form, with_new_text
from bot.views.message import View
from handlers.asking import Asking
from handlers.followups import plan_form
from handlers.mentioned import Mentioned
from handlers.original import filling_of, filling_of_ours, original_of

LOG_MESSAGE = {
    "log_message_as_touchpoint": TouchpointKind.TOUCHPOINT,
    "log_message_as_complaint": TouchpointKind.COMPLAINT,
}

PLAN_MESSAGE = "create_followup_of_message"

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
    for name in (*LOG_MESSAGE, PLAN_MESSAGE):
        app.shortcut(name)(_of_message)


def _open(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
    name = body.get("callback_id") or body["actions"][0]["action_id"]
    kind = LOG.get(name)
    Asking.of(context).open(log_form(kind) if kind else find_form())
    ack()


def _of_message(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
    """The form with the message's text, day, author and link; who may be meant is offered first as the customer.

    It opens at once, within the three seconds of its trigger; names that Slack has to be asked for are put in after.
    Of a message of ours it is the form for the customer whom it is about.
    """
    asking, mentioned = Asking.of(context), Mentioned(Asking.of(context).deps)
    channel, message = body["channel"]["id"], body["message"]
    form = partial(_form, asking, body["callback_id"])
    with asking.reading() as session:
        ours = filling_of_ours(session, channel, message["ts"])
        said = original_of(asking.deps, channel, message, mentioned)
        filling = ours or filling_of(session, said, mentioned.name(said.said_by))
    view_id = asking.open(form(filling))
    if view_id and not ours and mentioned.ask():
        said = original_of(asking.deps, channel, message, mentioned)
        named = asking.with_origin(with_new_text(form(replace(filling, text=said.text, original=said))))
        with suppress(SlackApiError, OSError):  # closed again, or Slack is slow: the form is there without the names
            asking.deps.client.views_update(view_id=view_id, view=named)
    ack()


def _form(asking: Asking, callback_id: str, filling: Filling) -> View:
    if callback_id in LOG_MESSAGE:
        return log_form(LOG_MESSAGE[callback_id], filling)
    return plan_form(asking, filling)
