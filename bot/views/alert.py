"""The alert in the feedback channel: one message per matter, edited in place through its whole life."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.alert import Alert
from bot.domain.customers import Kind
from bot.domain.due import is_overdue
from bot.domain.followups import FollowUpKind, Status
from bot.domain.original import Original
from bot.domain.resolving import Resolved
from bot.domain.satisfaction import SATISFIED
from bot.domain.saying import later, say, say_count
from bot.domain.survey import ANSWER_CHANGED
from bot.domain.touchpoints import TouchpointKind, needs_alert
from bot.domain.watching import ORIGINAL_CALM, ORIGINAL_DELETED
from bot.views import ids
from bot.views.about import about_rows
from bot.views.alert_origin import came_from
from bot.views.blocks import actions, button, context, option, overflow, section
from bot.views.card_words import do_not_contact
from bot.views.caretaker import looked_after
from bot.views.days import clock, day, due, moment
from bot.views.message import Block, Message
from bot.views.money import money
from bot.views.mood_words import mood_words
from bot.views.mrkdwn import inert, quote
from bot.views.original import source
from bot.views.rating_words import rating_words
from bot.views.resolving import in_short, resolution_lines, same_matter, waits
from bot.views.snooze import snooze_menu

RENEWAL_NEAR = timedelta(days=90)
"""From so long before a renewal on, the alert mentions it (product.md, section 5: the first renewal reminder)."""


_BY_ITSELF = {
    ORIGINAL_DELETED: later("*Withdrawn*: the message behind this was deleted in its channel. There is nothing to do."),
    ANSWER_CHANGED: later("*Withdrawn*: the customer gave another answer at once. There is nothing to do."),
    ORIGINAL_CALM: later(
        "*Withdrawn*: the message behind this was edited, and does not sound negative any more. There is nothing to do."
    ),
}

TIMES = {1: later("once"), 2: later("twice")}

MOST_EARLIER = 2
"""So many of the times it was put right before stand on it; the thread tells of all."""

RESOLUTION_LENGTH = 1500
"""Four answers fit a section of 3,000 characters with what stands before them, even after escaping."""


def alert(seen: Alert) -> Message:
    """The alert as it stands now: unclaimed, claimed, done, cancelled or withdrawn."""
    heading = f"{_icon(seen)} {_what(seen)}"
    if seen.followup.outcome in _BY_ITSELF and not seen.followup.is_open:
        text = say(_BY_ITSELF[seen.followup.outcome])
        return Message(text, [section(text)])
    if seen.touchpoint.undone_at:
        text = say(
            "*Withdrawn*: <@{logged_by}> took this entry back. There is nothing to do.",
            logged_by=seen.touchpoint.logged_by,
        )
        return Message(say("Withdrawn: the entry behind this alert was undone."), [section(text)])
    if seen.followup.joined_to:
        text = say(
            "Put together with the complaint of {name} above. There is nothing to do here.",
            name=inert(seen.customer.name),
        )
        return Message(text, [context(f":link: {text}")])
    warned = f"\n{do_not_contact(seen.customer)}" if seen.customer.do_not_contact and seen.followup.is_open else ""
    blocks = [section(f"{heading}{warned}")]
    if seen.touchpoint.text:
        blocks.append(section(quote(seen.touchpoint.text)))
    for other in seen.joined:
        blocks += [
            context(say("and {clock}, from <@{logged_by}>", clock=clock(other.logged_at), logged_by=other.logged_by)),
            section(quote(other.text)),
        ]
    blocks += _why_again(seen)
    same = [same_matter(seen.before)] if seen.before else []
    blocks += [context(*_context(seen)), section(_state(seen)), *same, *_about(seen)]
    buttons = _buttons(seen)
    said = inert(seen.touchpoint.text, 200) or str(seen.touchpoint.rating or "")
    text = f"{_what(seen, bold=False)}: {said}" if said else _what(seen, bold=False)
    return Message(text, [*blocks, actions(*buttons)] if buttons else blocks)


def _why_again(seen: Alert) -> list[Block]:
    """What the customer answered, so that it was opened again."""
    answer = seen.reopening
    if answer is None:
        return []
    said = say("and {clock}, asked how it was put right: {rating}", clock=clock(answer.logged_at), rating=answer.rating)
    return [context(said), *([section(quote(answer.text, 500))] if answer.text else [])]


def _rating_kind(seen: Alert) -> str:
    """A good answer may come with words that are not."""
    if seen.touchpoint.rating is None or seen.touchpoint.rating.is_low:
        return say("Low rating")
    return say("Rating") if _is_calm_now(seen) else say("Unhappy words with a rating")


def _icon(seen: Alert) -> str:
    if not seen.followup.is_open:
        return ":white_check_mark:" if seen.followup.status is Status.DONE else ":heavy_minus_sign:"
    return ":eyes:" if seen.followup.assignee else ":rotating_light:"


def _what(seen: Alert, *, bold: bool = True) -> str:
    kind = {
        TouchpointKind.COMPLAINT: say("Complaint"),
        TouchpointKind.RATING: _rating_kind(seen),
        TouchpointKind.TOUCHPOINT: say("Feedback") if _is_calm_now(seen) else say("Negative feedback"),
    }[seen.touchpoint.kind]
    severity = f" ({say(str(seen.followup.severity))})" if seen.followup.kind is FollowUpKind.COMPLAINT else ""
    name = inert(seen.customer.name)
    company = f", {inert(seen.customer.company)}" if seen.customer.company else ""
    return say(
        "{kind}{severity} from {name}{company}",
        kind=kind,
        severity=severity,
        name=f"*{name}*" if bold else name,
        company=company,
    )


def _about(seen: Alert) -> list[Block]:
    """What it is about, asked once it is done; nothing of what was not to be."""
    if seen.followup.status is Status.CANCELLED:
        return []
    is_done = seen.followup.status is Status.DONE
    likely = seen.looks_like if seen.followup.is_open or is_done else None
    return about_rows(seen.touchpoint, seen.themes, likely, seen.categories, asks=is_done)


def _times(number: int) -> str:
    return say(TIMES[number]) if number in TIMES else say("{reopened} times", reopened=number)


def _context(seen: Alert) -> list[str]:
    customer, touchpoint = seen.customer, seen.touchpoint
    lines = [
        say("{label} customer, {looked_after}", label=customer.tier.label, looked_after=looked_after(seen.caretaker))
    ]
    why = [
        say("logged as a complaint") if touchpoint.kind is TouchpointKind.COMPLAINT else "",
        rating_words(touchpoint.rating) if touchpoint.rating else "",
        _mood(seen) if touchpoint.text else "",
    ]
    lines.append(", ".join(reason for reason in why if reason))
    if _is_calm_now(seen) and seen.followup.is_open:
        lines.append(say("The message behind this was edited since, and does not sound negative any more."))
    facts = [came_from(seen)]
    if seen.open_complaints > 1:
        facts.append(f"*{say_count('{number} open complaint', '{number} open complaints', seen.open_complaints)}*")
    if seen.open_there:
        there = inert(customer.name if customer.kind is Kind.COMPANY else customer.company, 80)
        facts.append(
            say(
                "*{count}* from {there}",
                count=say_count("{number} more open complaint", "{number} more open complaints", seen.open_there),
                there=there,
            )
        )
    if seen.last_touch:
        facts.append(say("last touch before: {last_touch}", last_touch=day(seen.last_touch, seen.reader)))
    if customer.lifetime_value:
        facts.append(say("value {lifetime_value}", lifetime_value=money(customer.lifetime_value, seen.currency)))
    if customer.renewal and 0 <= (customer.renewal - seen.reader.today).days <= RENEWAL_NEAR.days:
        facts.append(say("*renewal {renewal}*", renewal=day(customer.renewal, seen.reader)))
    if touchpoint.link and not (seen.watched and seen.watched.deleted_at):
        facts.append(source(Original(touchpoint.link, touchpoint.said_by)))
    return [*[line for line in lines if line], " · ".join(facts)]


def _is_calm_now(seen: Alert) -> bool:
    """Whether the message behind it was edited into words that would alarm nobody, after somebody had taken it on."""
    return seen.watched is not None and not needs_alert(seen.touchpoint)


def _mood(seen: Alert) -> str:
    """Only somebody's word, or an edit, lets an alert stand of a touchpoint that does not sound negative."""
    touchpoint = seen.touchpoint
    is_mild = touchpoint.kind is TouchpointKind.TOUCHPOINT and touchpoint.mood.label != "negative"
    by_hand = is_mild and not _is_calm_now(seen)
    mood = mood_words(touchpoint.mood)
    return say("marked negative by hand; {mood}", mood=mood) if by_hand else mood


def _state(seen: Alert) -> str:
    followup = seen.followup
    if followup.status is Status.DONE and followup.closed_at:
        told = f"{_resolution(seen)}{_checked(seen)}{_earlier(seen.earlier)}"
        return say(
            "*Done* by <@{closed_by}> {closed_at}{told}",
            closed_by=followup.closed_by,
            closed_at=moment(followup.closed_at),
            told=told,
        )
    if followup.status is Status.CANCELLED and followup.closed_at:
        reason = f": {inert(followup.outcome)}" if followup.outcome else ""
        return say(
            "*Cancelled* by <@{closed_by}> {closed_at}{reason}",
            closed_by=followup.closed_by,
            closed_at=moment(followup.closed_at),
            reason=reason,
        )
    waiting = f" · {waits(seen.waiting)}" if seen.waiting else ""
    again = (
        say(
            " · opened again {times}",
            times=say(TIMES[seen.reopened])
            if seen.reopened in TIMES
            else say("{reopened} times", reopened=seen.reopened),
        )
        if seen.reopened
        else ""
    )
    again += _earlier([*seen.earlier, *([seen.resolved] if seen.resolved else [])])
    heard = f" · {_acknowledged(seen)}" if followup.acknowledged_at else ""
    if followup.is_answered and not followup.snoozed_until:
        when = heard
    else:
        is_to_come = not (heard or followup.snoozed_until or is_overdue(followup, seen.reader))
        until = due(followup, seen.reader)
        when = f" · {say('to answer {when}', when=until) if is_to_come else until}{heard}"
    if followup.assignee and followup.assigned_at:
        person, at = followup.assignee, moment(followup.assigned_at)
        given = say("*Given* to <@{person}> {at}", person=person, at=at)
        had = given if seen.is_given else say("*Claimed* by <@{person}> {at}", person=person, at=at)
        return f"{had}{when}{waiting}{again}"
    return say("*Nobody has this yet*{when}{waiting}{again}", when=when, waiting=waiting, again=again)


def _earlier(done: Sequence[Resolved]) -> str:
    """What was done the last times before, the oldest first."""
    return "".join(
        say("\nPut right before, {at} by <@{by}>: {in_short}", at=moment(one.at), by=one.by, in_short=in_short(one))
        for one in done[-MOST_EARLIER:]
    )


def _acknowledged(seen: Alert) -> str:
    """Who told the customer that we know, when, and how."""
    followup, way = seen.followup, seen.acknowledged_by_way
    when = f" {moment(followup.acknowledged_at)}" if followup.acknowledged_at else ""
    how = f" {say('in person') if way == 'in person' else say('by {way}', way=way)}" if way else ""
    return say(
        "acknowledged by <@{acknowledged_by}>{when}{how}", acknowledged_by=followup.acknowledged_by, when=when, how=how
    )


def _resolution(seen: Alert) -> str:
    if seen.resolved is None:
        return f"\n{quote(seen.followup.outcome, 500)}" if seen.followup.outcome else ""
    shown = "".join(f"\n{line}" for line in resolution_lines(seen.resolved))
    if len(shown) <= RESOLUTION_LENGTH:
        return shown
    return "".join(f"\n{line}" for line in resolution_lines(seen.resolved, 100))


def _checked(seen: Alert) -> str:
    """Whether the customer is satisfied now, or when somebody asks."""
    check, resolved = seen.check, seen.resolved
    if check and check.status is Status.DONE:
        said = say(":thumbsup: Satisfied") if check.outcome == SATISFIED else say(":thumbsdown: Not satisfied")
        return say("\n{said}, asked by <@{closed_by}>", said=said, closed_by=check.closed_by)
    if check and check.is_open:
        who = say("<@{assignee}> asks", assignee=check.assignee) if check.assignee else say("Somebody is to ask")
        return say("\n{who} whether they are satisfied now", who=who)
    if resolved and resolved.check_on:
        return say(
            "\nThey are asked {check_on} whether they are satisfied", check_on=day(resolved.check_on, seen.reader)
        )
    return ""


def _buttons(seen: Alert) -> list[Block]:
    followup = seen.followup
    open_customer = button(say("Open customer"), ids.OPEN_CUSTOMER, seen.customer.id)
    if not followup.is_open:
        return [open_customer, button(say("Reopen"), ids.REOPEN, followup.id)]
    is_new = followup.kind is FollowUpKind.COMPLAINT and not followup.acknowledged_at
    if followup.assignee:
        first = [button(say("Acknowledged"), ids.ACKNOWLEDGE, followup.id, style="primary")] if is_new else []
        return [
            *first,
            button(say("Done"), ids.DONE, followup.id, style="" if first else "primary"),
            button(say("Release"), ids.RELEASE, followup.id),
            button(say("Reassign"), ids.REASSIGN, followup.id),
            snooze_menu(followup, seen.reader),
            open_customer,
        ]
    buttons = [button(say("Claim"), ids.CLAIM, followup.id, style="primary")]
    if is_new:
        buttons.append(button(say("Acknowledged"), ids.ACKNOWLEDGE, followup.id))
    if seen.touchpoint.kind is not TouchpointKind.COMPLAINT:
        buttons.append(button(say("Not negative"), ids.NOT_NEGATIVE, followup.id))
    more = [option(say("Assign to…"), f"assign:{followup.id}")]
    if followup.severity != "high":
        more.append(option(say("Raise severity"), f"raise:{followup.id}"))
    return [*buttons, snooze_menu(followup, seen.reader), open_customer, overflow(ids.MORE, more)]
