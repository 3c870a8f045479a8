"""A customer as one of Slack's Work Objects: the card that everybody sees under a link, and the side pane for one.

https://docs.slack.dev/messaging/work-objects-implementation. What stands in the pane Slack may put on the card too,
where everybody sees it: "the unfurl will also be updated given the entity metadata that has changed". It does so where
`metadata_last_modified` has become greater, so that is the same for ever; and the title, which is all that both have,
says no more than the customer's number. Values are plain text, in which nothing is a mention or a link.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain.card import Card
from bot.domain.channel import Channel
from bot.domain.customers import Kind
from bot.domain.due import is_overdue
from bot.domain.errors import Part, without_mentions
from bot.domain.followups import FollowUp
from bot.domain.saying import say, say_count
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.card_words import on_the_whole
from bot.views.days import day_words
from bot.views.message import Block
from bot.views.mrkdwn import clip

Entity = dict[str, Any]
"""A Work Object, as Slack's JSON."""

ENTITY_TYPE = "slack#/entities/item"
OBJECT = "customer"
"""The type of its `external_ref`."""

_NEVER_NEWER = 1
"""`metadata_last_modified`, in seconds since 1970."""

_LINE = 300
"""Characters of one value."""

_TO_DO, _DETAILS = 3, 6


def preview(customer_id: int, link: str, posted: str = "") -> Entity:
    """What everybody sees: a number. `posted`: the link as somebody posted it, with a button that works for the team.

    Rapport's own messages, for which `posted` is "", have that button already.
    """
    payload: Entity = {"attributes": _attributes(customer_id)}
    if not posted:
        return _entity(customer_id, link, payload)
    payload["actions"] = {"primary_actions": [_action(say("Open customer"), ids.OPEN_CUSTOMER, str(customer_id))]}
    return {**_entity(customer_id, link, payload), "app_unfurl_url": posted}


def plain_preview(customer_id: int) -> dict[str, list[Block]]:
    """The same where Slack has no Work Objects: an ordinary unfurl, with the button."""
    words = section(say("Customer {number}", number=customer_id))
    return {"blocks": [words, actions(button(say("Open customer"), ids.OPEN_CUSTOMER, customer_id))]}


def pane(seen: Card, customer_id: int, link: str) -> Entity:
    """The customer for one colleague, at `link`, whose number is that of somebody merged into them, perhaps."""
    fields = [field for field in _fields(seen, customer_id) if field.get("value") or field.get("user")]
    about = str(seen.customer.id)
    primary = [
        _action(say("Log touchpoint"), ids.LOG_FOR_CUSTOMER, about, style="primary"),
        _action(say("Open card"), ids.OPEN_CUSTOMER, about),
    ]
    more = [_action(say("Follow up"), ids.FOLLOW_UP, about), _action(say("Brief me"), ids.BRIEF_ME, about)]
    payload = {
        "attributes": _attributes(customer_id),
        "custom_fields": fields,
        "actions": {"primary_actions": primary, "overflow_actions": more},
    }
    return _entity(customer_id, link, payload)


def refusal(parts: Sequence[Part]) -> dict[str, str]:
    """Why the pane shows nothing, in words."""
    return {
        "status": "custom",
        "custom_title": say("Nothing to show"),
        "custom_message": without_mentions(parts),
    }


def _entity(customer_id: int, link: str, payload: Entity) -> Entity:
    ref = {"id": str(customer_id), "type": OBJECT}
    return {"entity_type": ENTITY_TYPE, "url": link, "external_ref": ref, "entity_payload": payload}


def _attributes(customer_id: int) -> Entity:
    return {
        "title": {"text": say("Customer {number}", number=customer_id)},
        "display_type": say("Customer"),
        "product_name": "Rapport",
        "metadata_last_modified": _NEVER_NEWER,
    }


def _action(text: str, action_id: str, value: str, style: str = "") -> dict[str, str]:
    action = {"text": text, "action_id": action_id, "value": value}
    return {**action, "style": style} if style else action


def _fields(seen: Card, customer_id: int) -> list[Entity]:
    """Who they are, then what to know before calling, then what there is to do."""
    customer = seen.customer
    kind = say("Company") if customer.kind is Kind.COMPANY else say("Person")
    return [
        _text("name", say("Name"), customer.name, long=True),
        _text("merged", say("Merged"), _merged(seen, customer_id), long=True),
        _text("warning", say("Careful"), _warning(seen), tag_color="red"),
        _text("company", say("Works for"), customer.company),
        _text("standing", say("Standing"), f"{kind} · {customer.tier.label} · {say(customer.stage)}"),
        _person("caretaker", say("Looked after by"), seen.caretaker.id),
        _text("reached", say("Reached at"), " · ".join((*customer.phones[:2], *customer.emails[:2])), long=True),
        _text("complaints", say("Complaints"), _complaints(seen), tag_color="red"),
        _text("last", say("Last touch"), _last_touch(seen), long=True),
        _text("mood", say("Mood"), on_the_whole(seen.moods) if seen.moods else ""),
        _text("birthday", say("Birthday"), _soon(seen, seen.birthday)),
        _text("renewal", say("Renewal"), _soon(seen, customer.renewal)),
        *(
            _text(f"todo_{at}", say("To do"), _to_do(one, seen), long=True)
            for at, one in enumerate(seen.followups[:_TO_DO])
        ),
        *(
            _text(f"detail_{at}", say("Remember"), detail.text, long=True)
            for at, detail in enumerate(seen.worth_knowing[:_DETAILS])
        ),
    ]


def _text(key: str, label: str, value: str, **looks: object) -> Entity:
    words = clip(" ".join(value.split()), _LINE)
    return {"key": key, "label": label, "type": "string", "value": words, **looks}


def _person(key: str, label: str, user_id: str | None) -> Entity:
    who = {"user": {"user_id": user_id}} if user_id else {}
    return {"key": key, "label": label, "type": "slack#/types/user", **who}


def _merged(seen: Card, customer_id: int) -> str:
    now = seen.customer.id
    return (
        say("This was customer {number}, who is one with customer {now}", number=customer_id, now=now)
        if now != customer_id
        else ""
    )


def _warning(seen: Card) -> str:
    if seen.customer.do_not_contact:
        return say("Must not be contacted")
    lost = seen.customer.lost_on
    return say("Lost {day}", day=day_words(lost, seen.today)) if lost else ""


def _complaints(seen: Card) -> str:
    number = len(seen.complaints)
    return say_count("{number} open complaint", "{number} open complaints", number) if number else ""


def _last_touch(seen: Card) -> str:
    if not seen.touchpoints:
        return say("Nobody has been in touch with them yet")
    last = seen.last_touch
    if last is None:
        return ""
    when = day_words(last.happened_on, seen.today)
    if last.channel == Channel.OTHER:
        return say("{day}: {words}", day=when, words=last.text)
    return say("{day}, {channel}: {words}", day=when, channel=last.channel, words=last.text)


def _soon(seen: Card, on: date | None) -> str:
    return day_words(on, seen.today) if on and seen.is_soon(on) else ""


def _to_do(followup: FollowUp, seen: Card) -> str:
    when = day_words(followup.due, seen.today)
    if is_overdue(followup, seen.reader):
        return say("{title} (overdue since {day})", title=followup.title, day=when)
    return say("{title} ({day})", title=followup.title, day=when)
