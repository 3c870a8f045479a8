"""Somebody left the team: what the leads are told, and what those who take over are told."""

from collections.abc import Mapping, Sequence

from bot.domain.followups import FollowUpItem
from bot.domain.leaving import HandedOver, Leaving
from bot.domain.reader import Reader
from bot.domain.saying import listed, say, say_count
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.followups import MOST, followup_lines
from bot.views.message import Message
from bot.views.mrkdwn import inert

NAMED = 10
"""So many people are named one by one."""


def left(told: Leaving) -> Message:
    """For the leads: who left, what went to whom, and whose customers need another owner; or that they are back."""
    who = f"<@{told.person}>"
    if told.is_back:
        return _back(told, who)
    lines = [_handed(told.handed), _customers(told), _roles(told)]
    what = say("is a guest now, and no longer of the team") if told.is_guest else say("is no longer of the team")
    text = " ".join([f"{who} {what}.", *(line for line in lines if line)])
    buttons = []
    if told.customers:
        buttons += [
            button(say("Show their customers"), ids.THEIR_CUSTOMERS, told.person),
            button(say("Hand over…"), ids.HAND_OVER, told.person, style="primary"),
        ]
    if told.was_lead or told.was_default_owner:
        buttons.append(button(say("Change settings"), ids.OPEN_SETTINGS))
    blocks = [section(f"*{who} {what}.*"), *(section(line) for line in lines if line)]
    return Message(text, [*blocks, actions(*buttons)] if buttons else blocks)


def left_again(person: str) -> Message:
    """For the leads, in the place of what they were told the time before."""
    text = say("<@{person}> left the team, came back, and has left again: a later message tells of it.", person=person)
    return Message(text, [section(text)])


def _back(told: Leaving, who: str) -> Message:
    theirs = say_count("{number} customer", "{number} customers", told.customers)
    now = say("They look after {theirs} again, who still name them as owner.", theirs=theirs) if told.customers else ""
    kept = say("What they had to do stays with those who have it now.") if _went(told.handed) else ""
    what = say("was a guest for a while, and is a member again") if told.is_guest else say("left the team, and is back")
    text = " ".join(filter(None, [f"{who} {what}.", now, kept]))
    show = [actions(button(say("Show their customers"), ids.THEIR_CUSTOMERS, told.person))] if told.customers else []
    return Message(text, [section(f"*{who} {what}.*"), *map(section, filter(None, [now, kept])), *show])


def handed_over(leaver: str, items: Sequence[FollowUpItem], reader: Reader, *, is_guest: bool = False) -> Message:
    """For somebody who takes over: each follow-up as it stands now, with its buttons."""
    what, why = (
        say_count("{number} follow-up", "{number} follow-ups", len(items)),
        say("is a guest now") if is_guest else say("has left"),
    )
    text = say(
        "{what} of <@{leaver}>, who {why}, came to you, because you look after these customers now.",
        what=what,
        leaver=leaver,
        why=why,
    )
    blocks = [section(text)]
    for item in items[:MOST]:
        blocks += followup_lines(item, reader)
    if len(items) > MOST:
        blocks.append(context(say("and {items} more: `/followup mine` lists all of yours", items=len(items) - MOST)))
    return Message(text, blocks)


def _handed(handed: HandedOver) -> str:
    went = _went(handed)
    return say("Of what they had to do, {went}.", went=", ".join(went)) if went else say("They had nothing open to do.")


def _went(handed: HandedOver) -> list[str]:
    went = [
        say(
            "{count} went to {taker}", count=say_count("{number} follow-up", "{number} follow-ups", number), taker=taker
        )
        for taker, number in _most_first(handed.to)
    ]
    if handed.alerts:
        went.append(
            say("{count} can be claimed again", count=say_count("{number} alert", "{number} alerts", handed.alerts))
        )
    if handed.released:
        went.append(
            say(
                "{count} can be claimed by anybody",
                count=say_count("{number} follow-up", "{number} follow-ups", handed.released),
            )
        )
    return went


def _customers(told: Leaving) -> str:
    if not told.customers:
        return ""
    meanwhile = ", ".join(f"{who} ({number})" for who, number in _most_first(told.looked_after))
    return say(
        "{count} still name them as owner; looked after meanwhile by {meanwhile}.",
        count=say_count("{number} customer", "{number} customers", told.customers),
        meanwhile=meanwhile,
    )


def _roles(told: Leaving) -> str:
    roles = [
        *([say("a lead")] if told.was_lead else []),
        *([say("the default owner")] if told.was_default_owner else []),
    ]
    chosen = (
        say("They were {roles}: choose somebody else in `/rapport settings`.", roles=listed(roles)) if roles else ""
    )
    tiers = listed([*told.was_steward_of])
    asked = (
        say(
            "They were asked next for alerts of {tiers} customers; now the leads are: `/rapport stewards`.", tiers=tiers
        )
        if tiers
        else ""
    )
    mended = (
        say("They were to mend {themes}; name somebody else in `/rapport themes`.", themes=_themes(told.was_to_mend))
        if told.was_to_mend
        else ""
    )
    return " ".join(filter(None, [chosen, asked, mended]))


def _themes(names: Sequence[str]) -> str:
    more = [say("{more} more", more=len(names) - NAMED)] if len(names) > NAMED else []
    return listed([*(f"“{inert(name, 60)}”" for name in names[:NAMED]), *more])


def _most_first(counts: Mapping[str, int] | Mapping[str | None, int]) -> list[tuple[str, int]]:
    """Whoever has most first, and all beyond NAMED as one."""
    counted = sorted(counts.items(), key=lambda one: (-one[1], one[0] or ""))
    named = [(f"<@{person}>" if person else say("nobody in particular"), number) for person, number in counted[:NAMED]]
    others = sum(number for _, number in counted[NAMED:])
    return [*named, ("others", others)] if others else named
