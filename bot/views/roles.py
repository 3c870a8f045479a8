"""Who may do what: the table of rights as people read it."""

from collections.abc import Collection

from bot.domain.people import Person, Role
from bot.domain.rights import RIGHTS, Extent, Right
from bot.domain.saying import capital, later, say
from bot.views.blocks import context, section
from bot.views.message import Block, Message
from bot.views.mrkdwn import escape

SHOWN = (Role.MEMBER, Role.LEAD, Role.ADMIN)
_HEADS = (later("What"), later("Members"), later("Leads"), later("Admins"))
_ROLES = {Role.MEMBER: later("a member"), Role.LEAD: later("a lead"), Role.ADMIN: later("a workspace admin")}


def roles(person: Person, leads: Collection[str], admins_only: Collection[str]) -> Message:
    """The table; then who leads, and what the one who asks is."""
    rows = [[_what(right), *(say(right.extent(role, admins_only)) for role in SHOWN)] for right in RIGHTS]
    said = [f"{_what(right)}: {_who(right, admins_only)}." for right in RIGHTS]
    table: Block = {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": cell} for cell in row] for row in ([say(head) for head in _HEADS], *rows)
        ],
    }
    you = say(
        "You are {roles}. Leads: {leads}. Admins are those of this workspace in Slack.",
        roles=say(_ROLES[person.role]),
        leads=_named(leads),
    )
    text = " ".join([say("Who may do what."), *said, you])
    return Message(
        text,
        [section(say("*Who may do what*")), table, context(you, say("Guests, other organisations and bots: nothing."))],
    )


def _what(right: Right) -> str:
    return capital(say(right.can))


def _who(right: Right, admins_only: Collection[str]) -> str:
    """In words: "everybody", "leads and admins; members to what is their own"."""
    may = {role: right.extent(role, admins_only) for role in SHOWN}
    if may[Role.LEAD] is Extent.NO:
        return say("admins only")
    own = say("; members to what is their own") if may[Role.MEMBER] is Extent.OWN else ""
    return say("everybody") if may[Role.MEMBER] is Extent.ALL else say("leads and admins{own}", own=own)


def _named(leads: Collection[str]) -> str:
    return ", ".join(f"<@{escape(lead)}>" for lead in sorted(leads)) or say("nobody yet (see `/rapport settings`)")
