"""Somebody left the team: what the leads are told, and what those who take over are told."""

from collections.abc import Mapping, Sequence

from bot.domain.followups import FollowUpItem
from bot.domain.leaving import HandedOver, Leaving
from bot.domain.reader import Reader
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.followups import MOST, followup_lines
from bot.views.message import Message
from bot.views.mrkdwn import count

NAMED = 10
"""So many people are named one by one."""


def left(told: Leaving) -> Message:
    """For the leads: who left, what went to whom, and whose customers need another owner; or that they are back."""
    who = f"<@{told.person}>"
    if told.is_back:
        return _back(told, who)
    lines = [_handed(told.handed), _customers(told), _roles(told)]
    what = "is a guest now, and no longer of the team" if told.is_guest else "is no longer of the team"
    text = " ".join([f"{who} {what}.", *(line for line in lines if line)])
    buttons = []
    if told.customers:
        buttons += [
            button("Show their customers", ids.THEIR_CUSTOMERS, told.person),
            button("Hand over…", ids.HAND_OVER, told.person, style="primary"),
        ]
    if told.was_lead or told.was_default_owner:
        buttons.append(button("Change settings", ids.OPEN_SETTINGS))
    blocks = [section(f"*{who} {what}.*"), *(section(line) for line in lines if line)]
    return Message(text, [*blocks, actions(*buttons)] if buttons else blocks)


def left_again(person: str) -> Message:
    """For the leads, in the place of what they were told the time before."""
    text = f"<@{person}> left the team, came back, and has left again: a later message tells of it."
    return Message(text, [section(text)])


def _back(told: Leaving, who: str) -> Message:
    theirs = count(told.customers, "customer")
    now = f"They look after {theirs} again, who still name them as owner." if told.customers else ""
    kept = "What they had to do stays with those who have it now." if _went(told.handed) else ""
    what = "was a guest for a while, and is a member again" if told.is_guest else "left the team, and is back"
    text = " ".join(filter(None, [f"{who} {what}.", now, kept]))
    show = [actions(button("Show their customers", ids.THEIR_CUSTOMERS, told.person))] if told.customers else []
    return Message(text, [section(f"*{who} {what}.*"), *map(section, filter(None, [now, kept])), *show])


def handed_over(leaver: str, items: Sequence[FollowUpItem], reader: Reader, *, is_guest: bool = False) -> Message:
    """For somebody who takes over: each follow-up as it stands now, with its buttons."""
    what, why = count(len(items), "follow-up"), "is a guest now" if is_guest else "has left"
    text = f"{what} of <@{leaver}>, who {why}, came to you, because you look after these customers now."
    blocks = [section(text)]
    for item in items[:MOST]:
        blocks += followup_lines(item, reader)
    if len(items) > MOST:
        blocks.append(context(f"and {len(items) - MOST} more: `/followup mine` lists all of yours"))
    return Message(text, blocks)


def _handed(handed: HandedOver) -> str:
    went = _went(handed)
    return f"Of what they had to do, {', '.join(went)}." if went else "They had nothing open to do."


def _went(handed: HandedOver) -> list[str]:
    went = [f"{count(number, 'follow-up')} went to {taker}" for taker, number in _most_first(handed.to)]
    if handed.alerts:
        went.append(f"{count(handed.alerts, 'alert')} can be claimed again")
    if handed.released:
        went.append(f"{count(handed.released, 'follow-up')} can be claimed by anybody")
    return went


def _customers(told: Leaving) -> str:
    if not told.customers:
        return ""
    meanwhile = ", ".join(f"{who} ({number})" for who, number in _most_first(told.looked_after))
    return f"{count(told.customers, 'customer')} still name them as owner; looked after meanwhile by {meanwhile}."


def _roles(told: Leaving) -> str:
    roles = [*(["a lead"] if told.was_lead else []), *(["the default owner"] if told.was_default_owner else [])]
    chosen = f"They were {' and '.join(roles)}: choose somebody else in `/rapport settings`." if roles else ""
    tiers = " and ".join(told.was_steward_of)
    asked = (
        f"They were asked next for alerts of {tiers} customers; now the leads are: `/rapport stewards`."
        if tiers
        else ""
    )
    return " ".join(filter(None, [chosen, asked]))


def _most_first(counts: Mapping[str, int] | Mapping[str | None, int]) -> list[tuple[str, int]]:
    """Whoever has most first, and all beyond NAMED as one."""
    counted = sorted(counts.items(), key=lambda one: (-one[1], one[0] or ""))
    named = [(f"<@{person}>" if person else "nobody in particular", number) for person, number in counted[:NAMED]]
    others = sum(number for _, number in counted[NAMED:])
    return [*named, ("others", others)] if others else named
