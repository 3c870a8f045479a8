"""/followup mine, today, tomorrow, week, team, overdue, unclaimed, promised, done, @person or a customer, by pages."""

import re
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.customers import Customer, Unclear
from bot.domain.listing import Listing
from bot.reading.list_words import list_meant
from bot.reading.slack_text import unescape
from bot.use_cases.find_customer import find_customer
from bot.use_cases.lists import listed, place
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.followup_list import HEADINGS, followup_list
from bot.views.message import Message
from bot.views.which_customer import which_customer
from handlers.asking import Asking
from handlers.outcome import show

MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
"""A person, as Slack writes one that was picked."""


def named(asking: Asking, typed: str) -> Message | None:
    """The list that is called so, or nearly so (nothing typed: "mine"), or a person's; None where there is none.

    A customer who is called exactly so comes before a list that only may be meant.
    """
    name = typed.strip().lower() or "mine"
    if name in HEADINGS:
        return asking.look(partial(_shown, listing=Listing(name)))
    if person := _person(asking, typed.strip()):
        return asking.look(partial(_shown, listing=Listing("person", person)))
    meant = list_meant(unescape(typed))
    if meant and not _is_customer(asking, typed):
        return asking.look(partial(_shown, listing=Listing(meant)))
    return None


def _is_customer(asking: Asking, typed: str) -> bool:
    with asking.reading() as session:
        return isinstance(find_customer(session, unescape(typed)), Customer)


def of_customer(asking: Asking, typed: str) -> Message:
    """What is to be done for the customer of that name, or who may be meant."""
    return asking.look(partial(_of_customer, typed=unescape(typed)))


def register(app: App) -> None:
    """Show all, Previous and Next."""
    for action_id in (ids.SHOW_PAGE, ids.PREVIOUS_PAGE, ids.NEXT_PAGE):
        app.action(action_id)(_turn)


def _turn(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    show(asking, place(asking.value) or Listing("mine"))
    ack()


def _person(asking: Asking, typed: str) -> str | None:
    """The id of a person picked ("<@U1|ben>") or written by hand ("@ben")."""
    if mention := MENTION.fullmatch(typed):
        return mention[1]
    return asking.deps.directory.named(typed.removeprefix("@")) if typed.startswith("@") else None


def _shown(session: Session, listing: Listing) -> Message:
    return followup_list(listed(session, listing))


def _of_customer(session: Session, typed: str) -> Message:
    found = find_customer(session, typed)
    if isinstance(found, Unclear):
        return which_customer(found, session.today, can_add=False)
    return _shown(session, Listing("customer", str(found.id)))
