"""A lead's view of the week: a line for each part, with the way to its list."""

from collections.abc import Sequence
from datetime import date

from bot.domain.customers import Customer
from bot.domain.listing import Listing
from bot.domain.reader import Reader
from bot.domain.week import BIRTHDAYS, Risk, Week
from bot.views import ids
from bot.views.blocks import button, context, section
from bot.views.caretaker import until
from bot.views.days import day
from bot.views.message import Block, Message
from bot.views.mrkdwn import count, inert

NAMED = 6
"""So many people are named one by one."""

_RISKS = {
    Risk.QUIET: (":zzz:", "not heard from us for longer than agreed"),
    Risk.UNHAPPY: (":warning:", "sounded negative, with a renewal near"),
}


def week(seen: Week, reader: Reader) -> Message:
    """Each part that has something; where there is nothing at all, that."""
    title = f"The team's week, {seen.day:%A} {seen.day.day} {seen.day:%B}"
    parts = [*_follow_ups(seen), *_at_risk(seen), *_birthdays(seen, reader), *_away(seen, reader)]
    if not parts:
        well = "Nothing is late, nobody is at risk, and everybody is here."
        return Message(f"{title}: {well}", [section(f"*{title}*"), context(well)])
    late = sum(seen.overdue.values())
    short = [
        f"{seen.unclaimed} unclaimed" if seen.unclaimed else "",
        f"{late} overdue" if late else "",
        f"{count(seen.broken, 'promise')} broken" if seen.broken else "",
    ]
    said = ", ".join(filter(None, short)) or "how it stands"
    return Message(f"{title}: {said}", [section(f"*{title}*"), *parts])


def _follow_ups(seen: Week) -> list[Block]:
    blocks = []
    if seen.unclaimed:
        blocks.append(_row(f":raising_hand: Nobody has {count(seen.unclaimed, 'follow-up')}", "unclaimed"))
    if seen.overdue:
        most = sorted(seen.overdue.items(), key=lambda one: (-one[1], one[0]))
        named = [f"<@{person}> {number}" for person, number in most[:NAMED]]
        others = sum(number for _, number in most[NAMED:])
        said = ", ".join([*named, *([f"others {others}"] if others else [])])
        blocks.append(_row(f":hourglass: Overdue: {said}", "overdue"))
    if seen.broken:
        broken = count(seen.broken, "promise")
        blocks.append(_row(f":broken_heart: {broken} to customers broken in the last week", "promised"))
    return blocks


def _at_risk(seen: Week) -> list[Block]:
    blocks = []
    for risk, (icon, why) in _RISKS.items():
        found = seen.at_risk[risk]
        if found.number:
            who = _names(found.first, found.number)
            blocks.append(section(f"{icon} {who}: {why}", button("Show", ids.SHOW_OF_WEEK, risk)))
    return blocks


def _birthdays(seen: Week, reader: Reader) -> list[Block]:
    if not seen.birthdays:
        return []
    said = [f"{inert(customer.name, 40)} {day(on, reader)}" for on, customer in seen.birthdays]
    return [section(f":birthday: {', '.join(said)}", button("Show", ids.SHOW_OF_WEEK, BIRTHDAYS))]


def _away(seen: Week, reader: Reader) -> list[Block]:
    if not seen.away:
        return []
    said = [f"<@{one.person}> {_since(one.first, reader)}{until(one.back_on)}" for one in seen.away[:NAMED]]
    more = [f"{len(seen.away) - NAMED} more"] if len(seen.away) > NAMED else []
    return [section(f":palm_tree: {', '.join([*said, *more])}", button("Note somebody away…", ids.OPEN_AWAY))]


def _since(first: date, reader: Reader) -> str:
    return f"from {first:%a} {first.day} {first:%b} " if first > reader.today else ""


def _names(first: Sequence[Customer], number: int) -> str:
    names = ", ".join(f"*{inert(one.name, 60)}*" for one in first)
    left = number - len(first)
    return f"{names} and {left:,} more" if left > 0 else names


def _row(text: str, listing: str) -> Block:
    return section(text, button("Show", ids.SHOW_PAGE, Listing(listing, page=1)))
