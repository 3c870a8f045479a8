"""Links to customers: the card under them that tells nobody anything, and the side pane for who may see more.

https://docs.slack.dev/messaging/work-objects-overview. Slack tells of links in messages of people and other apps, not
in those of Rapport itself, which bring their own card along (jobs/sending/cards.py).
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.errors import NotFoundError, RapportError, StorageError
from bot.domain.people import Person, Role
from bot.domain.saying import say, speaking
from bot.slack.delivery import NotSent, classify
from bot.slack.work_objects import NONE_HERE
from bot.use_cases.card import card_of
from bot.use_cases.session import customer_of
from bot.views.customer_pane import pane, plain_preview, preview, refusal
from handlers.asking import Asking
from handlers.roles import checked

Body = dict[str, Any]


def register(app: App, deps: Deps) -> None:
    """What Slack tells of links, and of whoever opens one."""

    @app.event("link_shared")
    def shared(event: dict[str, Any], body: Body) -> None:
        links = (str(link["url"]) for link in event["links"])
        found = {link: customer for link in links if (customer := deps.links.read(link))}
        if found and not body.get("is_ext_shared_channel") and _may_post(deps.person(event["user"])):
            with speaking(deps.settings().language):  # everybody reads it
                deps.hear(body["event_id"], partial(_unfurl, deps, event, found))

    @app.event("entity_details_requested")
    def opened(event: dict[str, Any], body: Body, context: BoltContext) -> None:
        details = _details(deps, body, context)
        try:
            deps.client.api_call("entity.presentDetails", json={"trigger_id": event["trigger_id"], **details})
        except SlackApiError as error:
            if classify(error).error not in NONE_HERE:
                raise
            deps.work_objects.refused()


def _may_post(person: Person) -> bool:
    """A workflow posts links too; a guest's link stays as it is."""
    return person.is_inside or person.role is Role.BOT


def _unfurl(deps: Deps, event: dict[str, Any], found: Mapping[str, int]) -> None:
    if deps.work_objects.may_be():
        entities = [preview(customer, deps.links.of(customer), link) for link, customer in found.items()]
        try:
            deps.client.api_call("chat.unfurl", json={**_place(event), "metadata": {"entities": entities}})
        except SlackApiError as error:
            if classify(error).error not in NONE_HERE:
                _unless_gone(error)
                return
            deps.work_objects.refused()
        else:
            return
    plain = {link: plain_preview(customer) for link, customer in found.items()}
    try:
        deps.client.api_call("chat.unfurl", json={**_place(event), "unfurls": plain})
    except SlackApiError as error:
        _unless_gone(error)


def _unless_gone(error: SlackApiError) -> None:
    """Raise it where another time may help; the message or its link was taken away meanwhile, mostly."""
    outcome = classify(error)
    if not (isinstance(outcome, NotSent) and (outcome.final or outcome.error.startswith("cannot_"))):
        raise error


def _place(event: dict[str, Any]) -> dict[str, str]:
    """The message, or what somebody is still writing; https://docs.slack.dev/reference/events/link_shared."""
    if event.get("unfurl_id") and event.get("source"):
        return {"unfurl_id": event["unfurl_id"], "source": event["source"]}
    return {"channel": event["channel"], "ts": event["message_ts"]}


def _details(deps: Deps, body: Body, context: BoltContext) -> dict[str, Any]:
    """What the pane shows to the one who opens it: who they are is looked up each time (promise 6)."""
    try:
        return {"metadata": _pane(deps, body, context)}
    except StorageError:
        raise
    except RapportError as error:
        return {"error": refusal(error.parts)}


def _pane(deps: Deps, body: Body, context: BoltContext) -> dict[str, Any]:
    event, rules = body["event"], deps.settings()
    person = deps.person(event["user"], rules)
    deps.speak_to(person)
    person = checked(person, body, rules.admins_only)
    customer_id = deps.links.read(str(event.get("entity_url") or event["link"]["url"]))
    if customer_id is None:
        raise NotFoundError(say("This link leads to no customer of this workspace."))
    with Asking(deps, person, rules, body, context).reading() as session:
        return pane(card_of(session, customer_of(session, customer_id)), customer_id, deps.links.of(customer_id))
