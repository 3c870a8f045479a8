"""Short direct messages to one person."""

from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer
from bot.domain.followups import FollowUpItem
from bot.domain.reader import Reader
from bot.domain.saying import say
from bot.views.blocks import section
from bot.views.caretaker import looked_after
from bot.views.followups import followup_lines
from bot.views.message import Message
from bot.views.mrkdwn import escape, inert
from bot.views.original import original_part


def assigned(item: FollowUpItem, reader: Reader, by: str | None = None) -> Message:
    """Somebody (`by`) gave you something to do. The line under it shows how it stands now, and who has it."""
    asked = say("<@{by}> asked you to take this on", by=by) if by else say("You were asked to take this on")
    text = f"{asked}: {inert(item.customer.name)}, {inert(item.followup.title, 200)}"
    lines = followup_lines(item, reader, alone=True)
    return Message(text, [section(f"*{asked}:*"), *lines, *original_part(item.original)])


def back(item: FollowUpItem, reader: Reader) -> Message:
    """What was put off to later on the same day; none of it is left where it was put off again, or has ended."""
    text = say(
        "You put this off until now: {name}, {title}",
        name=inert(item.customer.name),
        title=inert(item.followup.title, 200),
    )
    return Message(text, [section(say("*You put this off until now:*")), *followup_lines(item, reader, alone=True)])


def released(item: FollowUpItem, reader: Reader, by: str | None = None) -> Message:
    """What you had was released, or given to somebody, by somebody else."""
    who, to = f"<@{by}>" if by else say("Somebody"), item.followup.assignee
    what = f"{inert(item.customer.name)}, {inert(item.followup.title, 200)}"
    if to == reader.person:
        return Message(
            say("Yours again: {what}.", what=what),
            [section(say("*Yours again:*")), *followup_lines(item, reader, alone=True)],
        )
    done = say("gave this to <@{to}>", to=to) if to else say("released this")
    said = say("*{who} {done}; it is no longer yours:*", who=who, done=done)
    return Message(f"{who} {done}: {what}.", [section(said), *followup_lines(item, reader, alone=True)])


def diverted(customer: Customer, person: str | None, because: str) -> Message:
    """What you logged alerted somebody else than you were told."""
    who = f"<@{person}>" if person else say("one person")
    why = say(", because {because}", because=escape(because)) if because else ""
    text = say(
        "Your alert about {name} did not reach the team's channel{why}. It went to {who} directly.",
        name=inert(customer.name),
        why=why,
        who=who,
    )
    return Message(text, [section(f":warning: {text}")])


def nobody_alerted(item: FollowUpItem, caretaker: Caretaker, why: str, reader: Reader) -> Message:
    """What you logged is stored, but its alert reached neither the channel nor a lead. `why` is a sentence."""
    name, care = inert(item.customer.name), looked_after(caretaker)
    text = say(
        "Nobody has been alerted yet of what you logged about {name}. {why} {upper}{care}. "
        "Please tell them or a lead yourself, or claim it. Rapport tries again every minute.",
        name=name,
        why=escape(why),
        upper=care[:1].upper(),
        care=care[1:],
    )
    return Message(text, [section(f":warning: {text}"), *followup_lines(item, reader, alone=True)])


def heard(item: FollowUpItem, reader: Reader) -> Message:
    """The same once the alert has arrived."""
    text = say("Your alert about {name} reached nobody at first; it has arrived now.", name=inert(item.customer.name))
    return Message(text, [section(text), *followup_lines(item, reader, alone=True)])


def withdrawn(item: FollowUpItem, _reader: Reader) -> Message:
    """What you had claimed was undone."""
    who = f"<@{item.followup.closed_by}>" if item.followup.closed_by else say("Somebody")
    text = say(
        "Withdrawn: {who} took back the entry behind {name}, {title}.",
        who=who,
        name=inert(item.customer.name),
        title=inert(item.followup.title, 200),
    )
    return Message(
        say("{text} There is nothing to do.", text=text), [section(say("{text} There is nothing to do.", text=text))]
    )
