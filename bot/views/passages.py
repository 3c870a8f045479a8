"""What was found by its words: whose it is, who said it and when, and the words themselves, marked."""

from datetime import date

from bot.domain.customers import Customer, Unclear
from bot.domain.passages import Passage, Passages, excerpt, pieces
from bot.domain.people import ITSELF
from bot.domain.saying import say, say_count
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.days import day
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert, marked
from bot.views.which_customer import told_apart, which_to_open

LENGTH = 200
"""Characters of a text around the first of the words: three lines of a phone."""


def passages(found: Passages, who: Customer | Unclear | None, kept_id: int) -> Message:
    """A page of them. `who`: whoever is called so. `kept_id`: under which the words are kept for the pages after it."""
    heading = _heading(found)
    rows = [_row(one, found) for one in found.passages]
    people = _people(who, found.reader.today)
    return Message(heading, [*people, section(heading), *rows, *_way_on(found, kept_id)])


def nothing_found(unclear: Unclear, today: date) -> Message:
    """No text has the words; perhaps a customer is meant."""
    asked = which_to_open(unclear, today)
    said = say("No touchpoint, detail or field says “{typed}”.", typed=inert(unclear.typed, 100))
    return Message(f"{said} {asked.text}", [section(said), *asked.blocks])


def _heading(found: Passages) -> str:
    typed, number = inert(found.typed, 100), say_count("{number} text", "{number} texts", found.left)
    if found.meant:
        words = ", ".join(f"“{inert(word, 60)}”" for word in found.meant)
        return say("Nothing says “{typed}”; {number} with {words}", typed=typed, number=number, words=words)
    return (
        say("“{typed}” in {number}, the latest first", typed=typed, number=number)
        if found.is_first
        else say("“{typed}”, {number} more", typed=typed, number=number)
    )


def _row(one: Passage, found: Passages) -> Block:
    who = say(" by <@{by}>", by=one.by) if one.by and one.by != ITSELF.id else ""
    when = f" · {day(one.on, found.reader)}" if one.on else ""
    link = say(" · <{link}|original message>", link=one.link) if one.link else ""
    head = f"*{inert(one.customer.name, 80)}* · {inert(one.label, 60)}{who}{when}{link}"
    words = marked(pieces(excerpt(one.text, found.groups, LENGTH), found.groups))
    return section(f"{head}\n{words}", button(say("Open"), ids.OPEN_CUSTOMER, one.customer.id))


def _people(who: Customer | Unclear | None, today: date) -> list[Block]:
    if isinstance(who, Customer):
        return [
            section(
                say("*{name}* is a customer", name=inert(who.name, 80)), button(say("Open"), ids.OPEN_CUSTOMER, who.id)
            )
        ]
    called = who.candidates if who else ()
    return [section(told_apart(one, today), button(say("Open"), ids.OPEN_CUSTOMER, one.customer.id)) for one in called]


def _way_on(found: Passages, kept_id: int) -> list[Block]:
    if not found.older:
        return [] if found.is_first else [context(say("That was all."))]
    return [actions(button(say("Older"), ids.OLDER_PASSAGES, f"{kept_id}:{found.older}"))]
