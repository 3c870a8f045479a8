"""/followup mine, team overdue, @person today, a customer, a day, done this week …: lists, by pages."""

import re
from dataclasses import replace
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.customers import Customer, Unclear
from bot.domain.listing import Listing
from bot.reading.dates import DateWords
from bot.reading.list_words import WantedList, list_meant, read_list
from bot.reading.people_named import LONGEST_NAME
from bot.reading.slack_text import unescape
from bot.use_cases.find_customer import find_customer
from bot.use_cases.lists import listed, place
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.followup_list import HEADINGS, followup_list, lists_there_are
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
    person, words = _apart(asking, typed)
    if person and not words:
        return asking.look(partial(_shown, listing=Listing("person", person)))
    listing = None if _customer(asking, typed) else _listing(asking, person, unescape(words))
    return asking.look(partial(_shown, listing=listing)) if listing else None


def _listing(asking: Asking, person: str, words: str) -> Listing | None:
    """The list that these words mean, of this person where one was picked."""
    days = DateWords(asking.today, asking.person.locale)
    wanted = read_list(words, days)
    if wanted and person:
        return None if wanted.rest or wanted.whose else Listing(wanted.name("person"), person)
    if wanted and wanted.rest and not wanted.whose:
        return _of_somebody(asking, wanted)
    meant = list_meant(words, days)
    return Listing(meant) if meant else None


def _of_somebody(asking: Asking, wanted: WantedList) -> Listing | None:
    """The list of the customer or the person whose name stands beside what is wanted of it."""
    names = (wanted.rest, wanted.rest.removesuffix("'s"))
    if customer := next(filter(None, (_customer(asking, name) for name in names)), None):
        return Listing(wanted.name("customer"), str(customer.id))
    person = next(filter(None, map(asking.deps.directory.named, names)), None)
    return Listing(wanted.name("person"), person) if person else None


def _customer(asking: Asking, typed: str) -> Customer | None:
    with asking.reading() as session:
        found = find_customer(session, unescape(typed))
    return found if isinstance(found, Customer) else None


def of_customer(asking: Asking, typed: str) -> Message:
    """What is to be done for the customer of that name, or who may be meant."""
    return asking.look(partial(_of_customer, typed=unescape(typed)))


def register(app: App) -> None:
    """Show all, Previous and Next, and the lists that there are."""
    lists = (ids.LIST_MINE, ids.LIST_WEEK, ids.LIST_TEAM, ids.LIST_OVERDUE, ids.LIST_UNCLAIMED)
    for action_id in (ids.SHOW_PAGE, ids.PREVIOUS_PAGE, ids.NEXT_PAGE, *lists):
        app.action(action_id)(_turn)


def _turn(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    show(asking, place(asking.value) or Listing("mine"))
    ack()


def _apart(asking: Asking, typed: str) -> tuple[str, str]:
    """A person picked ("<@U1|ben>") or written by hand ("@ben"), and the other words; "" where there is none."""
    if mention := MENTION.search(typed):
        return mention[1], f"{typed[: mention.start()]} {typed[mention.end() :]}".strip()
    before, sign, after = typed.partition("@")
    words = after.split()
    for count in range(min(len(words), LONGEST_NAME) if sign else 0, 0, -1):
        if person := asking.deps.directory.named(" ".join(words[:count])):
            return person, " ".join([*before.split(), *words[count:]])
    return "", typed


def _shown(session: Session, listing: Listing) -> Message:
    return followup_list(listed(session, listing))


def _of_customer(session: Session, typed: str) -> Message:
    found = find_customer(session, typed)
    if isinstance(found, Unclear):
        asked = which_customer(found, session.today, can_add=False)
        return asked if found.candidates else replace(asked, blocks=[*asked.blocks, lists_there_are()])
    return _shown(session, Listing("customer", str(found.id)))
