"""What the one who logged or planned something sees: what was stored, and what can be done next."""

from collections.abc import Sequence
from datetime import date

from bot.domain.about import About
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.domain.logged import Logged
from bot.domain.saying import later, say
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from bot.views import ids
from bot.views.about import about_words
from bot.views.blocks import actions, button, context, option, overflow, section
from bot.views.caretaker import looked_after
from bot.views.days import clock, day_words, moment
from bot.views.message import Block, Message
from bot.views.mood_words import mood_words
from bot.views.mrkdwn import escape, inert, quote
from bot.views.plan import rhythm
from bot.views.rating_words import rating_words
from bot.views.remark import remark_words
from bot.views.resolving import same_matter
from bot.views.severity import about_severity

NO_CHANNEL = later(
    ":information_source: There is no channel #customer-feedback, so alerts go to one person's direct messages. "
    "Create it, or a lead chooses another one with `/rapport settings`. (You are told this once.)"
)

WHAT_IT_IS = later(":information_source: A touchpoint is one contact with a customer, by whatever way it came.")
"""Said once to everybody, with the first one they log."""


ACKNOWLEDGES = (later("Their open complaint counts"), later("Their open complaints count"))


def logged(done: Logged, today: date, about_day: Sequence[Block] = ()) -> Message:
    """“Logged …” with what was stored, what it caused, one thing worth knowing, and Undo · Follow up · ⋯.

    `about_day` says how the day of its follow-up came about (bot/views/due_days.py).
    """
    touchpoint, name = done.touchpoint, inert(done.customer.name)
    severity = f" ({say(touchpoint.severity)})" if touchpoint.severity else ""
    facts = [
        f"{say(touchpoint.kind)}{severity}",
        day_words(touchpoint.happened_on, today),
        *_channel(touchpoint),
        *_rating(touchpoint),
        *_about(touchpoint),
    ]
    title = say("*Logged* for *{name}*: {facts}", name=name, facts=", ".join(facts))
    blocks = [section(title)]
    if touchpoint.text:
        blocks.append(section(quote(touchpoint.text)))
    if said := _consequences(done, today):
        blocks.append(context(*said))
    if done.no_channel:
        blocks.append(context(say(NO_CHANNEL)))
    if done.alert and touchpoint.kind is TouchpointKind.COMPLAINT and not done.is_severity_given:
        blocks += about_severity(done.alert)
    if done.before and not done.same_matter:
        blocks.append(same_matter(done.before))
    if done.alert or done.follow_up:
        blocks += against(done.customer)
    blocks += [*about_day, actions(*_next_steps(done)), *_perhaps_done(done, today)]
    return Message(
        say("Logged for {name}: {facts}", name=name, facts=inert(touchpoint.text, 200) or ", ".join(facts)), blocks
    )


def planned(
    followup: FollowUp,
    customer: Customer,
    undo_id: int,
    today: date,
    about_day: Sequence[Block] = (),
    verb: str = "",
) -> Message:
    """A follow-up was planned (`verb`: or changed); `about_day` says how its day came about (bot/views/due_days.py)."""
    verb = verb or say("Planned")
    who = say("for <@{assignee}>", assignee=followup.assignee) if followup.assignee else say("for whoever claims it")
    due = day_words(followup.due, today) + (say(" at {clock}", clock=clock(followup.due_at)) if followup.due_at else "")
    told = say(":handshake: promised to the customer") if followup.promised_on else ""
    facts = filter(None, [say("due {due}", due=due), who, rhythm(followup), told])
    text = say(
        "*{verb}* for *{name}*: {title} · {facts}",
        verb=verb,
        name=inert(customer.name),
        title=inert(followup.title),
        facts=" · ".join(facts),
    )
    buttons = [
        button(say("Undo"), ids.UNDO, undo_id),
        button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id),
    ]
    blocks = [section(text), *about_day, actions(*buttons)]
    return Message(
        say("{verb} for {name}: {title}", verb=verb, name=inert(customer.name), title=inert(followup.title)), blocks
    )


def against(customer: Customer, no_calls: str = "") -> list[Block]:
    """What speaks against a contact that was planned: do-not-contact, or a remembered wish not to be called."""
    must_not = [say("must not be contacted")] if customer.do_not_contact else []
    said = [*must_not, *([say("you remember: “{no_calls}”", no_calls=inert(no_calls, 120))] if no_calls else [])]
    return [context(f":no_entry: *{inert(customer.name, 80)}*: {', '.join(said)}.")] if said else []


def done_with(text: str, undo_id: int | None = None, customer_id: int | None = None) -> Message:
    """Something was changed: a sentence (already escaped), with Undo where it can be undone."""
    buttons = [button(say("Undo"), ids.UNDO, undo_id)] if undo_id else []
    if customer_id:
        buttons.append(button(say("Open customer"), ids.OPEN_CUSTOMER, customer_id))
    return Message(text, [section(text), *([actions(*buttons)] if buttons else [])])


def plain(text: str) -> Message:
    """A sentence (already escaped)."""
    return Message(text, [section(text)])


def _channel(touchpoint: Touchpoint) -> list[str]:
    return [say(touchpoint.channel)] if touchpoint.channel != "other" else []


def _rating(touchpoint: Touchpoint) -> list[str]:
    return [rating_words(touchpoint.rating)] if touchpoint.rating else []


def _about(touchpoint: Touchpoint) -> list[str]:
    return [about_words(About(touchpoint.category))] if touchpoint.category else []


def _of_itself(done: Logged) -> list[str]:
    lines = [say(WHAT_IT_IS)] if done.is_first and done.touchpoint.kind is TouchpointKind.TOUCHPOINT else []
    if done.alert and done.alert.deadline:
        lines.append(
            say(
                ":rotating_light: {alerted}, to answer by {deadline}",
                alerted=_alerted(done),
                deadline=moment(done.alert.deadline),
            )
        )
    if done.acknowledged:
        lines.append(
            say(
                ":speech_balloon: {acknowledges} as acknowledged by it",
                acknowledges=say(ACKNOWLEDGES[done.acknowledged > 1]),
            )
        )
    if done.touchpoint.text:
        lines.append(mood_words(done.touchpoint.mood))
    return lines


def _consequences(done: Logged, today: date) -> list[str]:
    lines = _of_itself(done)
    if done.same_matter:
        lines.append(
            say(":link: Is it the same matter as the complaint of {clock}?", clock=clock(done.same_matter.created_at))
        )
    elif done.remark:
        lines.append(remark_words(done.remark, done.customer))
    if done.follow_up:
        lines.append(
            say(
                "Follow-up for <@{assignee}>, due {day_words}",
                assignee=done.follow_up.assignee,
                day_words=day_words(done.follow_up.due, today),
            )
        )
    lines += [
        say(":wave: {check_in} is due {day_words} now", check_in=_check_in(one), day_words=day_words(one.due, today))
        for one in done.moved
    ]
    if done.tags:
        lines.append(say("Tagged {what}", what=inert(" ".join(f"#{tag}" for tag in done.tags), 200)))
    lines += _to_thank(done)
    if not done.caretaker.id:
        care = looked_after(done.caretaker)
        lines.append(
            say("{upper}{care}. ⋯ → Open customer → Edit sets an owner", upper=care[:1].upper(), care=care[1:])
        )
    return lines


def _to_thank(done: Logged) -> list[str]:
    if done.offers_thanks:
        return [say(":tada: This deserves a thank-you note")]
    return (
        [say(":tada: A thank-you note is still to write: {title}", title=inert(done.note.title, 80))]
        if done.note
        else []
    )


def _check_in(followup: FollowUp) -> str:
    return say("The next check-in") if followup.origin else f"“{inert(followup.title, 60)}”"


def _perhaps_done(done: Logged, today: date) -> list[Block]:
    """What the contact may have answered, each with its Done."""
    said = [
        section(
            say(
                "{icon} {title} · due {day_words}{whose}",
                icon=one.kind.icon,
                title=inert(one.title, 80),
                day_words=day_words(one.due, today),
                whose=_whose(one, done),
            ),
            _done(one),
        )
        for one in done.perhaps_done
    ]
    return [context(say("Is this done?") if len(said) == 1 else say("Is one of these done?")), *said] if said else []


def _done(followup: FollowUp) -> Block:
    return button(say("Done"), ids.DONE, followup.id)


def _whose(followup: FollowUp, done: Logged) -> str:
    """Said only where it is somebody else's."""
    if followup.assignee is None:
        return say(" · nobody has it")
    return (
        say(" · <@{assignee}> has it", assignee=followup.assignee)
        if followup.assignee != done.touchpoint.logged_by
        else ""
    )


def _alerted(done: Logged) -> str:
    """Who knows of it: never that the team does where it does not."""
    where, assignee = done.alerts_to, done.alert.assignee if done.alert else None
    has_it = say(": <@{assignee}> has it", assignee=assignee) if assignee else ""
    if where.person:
        return say(
            "The alert went to <@{person}> directly, because {because}{has_it}",
            person=where.person,
            because=escape(where.because),
            has_it=has_it,
        )
    return say("The team is being alerted{has_it}", has_it=has_it or say(": anybody can claim it"))


def _next_steps(done: Logged) -> list[Block]:
    """Two buttons and ⋯; a thank-you note stands among them only where praise deserves one that can be planned."""
    touchpoint, customer = done.touchpoint, done.customer.id
    steps = [button(say("Undo"), ids.UNDO, done.undo_id), button(say("Follow up"), ids.FOLLOW_UP, customer)]
    if done.same_matter and done.alert:
        steps.append(button(say("Put together with the first"), ids.PUT_TOGETHER, done.alert.id, style="primary"))
    if done.offers_thanks:
        praise = f"{customer}:{touchpoint.id}"
        steps.append(button(say("Thank-you note"), ids.THANK_YOU_NOTE, praise, style="primary"))
    elif done.note:
        steps.append(button(say("Add to the note"), ids.ADD_PRAISE, f"{done.note.id}:{touchpoint.id}", style="primary"))
    more = [option(say("Open customer"), f"customer:{customer}")]
    if done.may_thank and not done.offers_thanks:
        more.append(option(say("Thank-you note"), f"thanks:{customer}"))
    if done.alert is None and touchpoint.kind is TouchpointKind.TOUCHPOINT:
        more.append(option(say("Ask how it went…"), f"ask:{customer}"))
    if done.alert is None:
        more.append(option(say("This is negative"), f"negative:{touchpoint.id}"))
    return [
        *steps,
        overflow(ids.MORE, more) if len(more) > 1 else button(say("Open customer"), ids.OPEN_CUSTOMER, customer),
    ]
