"""A lead's view of the week: a line for each part, with the way to its list."""

from collections.abc import Sequence
from datetime import date

from bot.domain.behind import Behind
from bot.domain.customers import Customer
from bot.domain.day_names import long_day, short_day
from bot.domain.listing import Listing
from bot.domain.reader import Reader
from bot.domain.saying import figure, later, listed, say, say_count
from bot.domain.span import Span
from bot.domain.week import BIRTHDAYS, LOOKED_BACK, Risk, Week
from bot.views import ids
from bot.views.asks import number_words
from bot.views.blocks import button, context, section
from bot.views.caretaker import until
from bot.views.days import day
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert
from bot.views.watching import left_over

NAMED = 6
"""So many people are named one by one."""

_RISKS = {
    Risk.MAY_LEAVE: (":red_circle:", later("may leave us")),
    Risk.QUIET: (":zzz:", later("not heard from us for longer than agreed")),
    Risk.UNHAPPY: (":warning:", later("sounded negative, with a renewal near")),
}


def week(seen: Week, reader: Reader) -> Message:
    """Each part that has something; where there is nothing at all, that."""
    title = say("The team's week, {day}", day=long_day(seen.day))
    parts = [
        *_follow_ups(seen),
        *left_over(seen.unheard),
        *_at_risk(seen),
        *_to_ask(seen),
        *_birthdays(seen, reader),
        *_away(seen, reader),
    ]
    if not parts:
        well = say("Nothing is late, nobody is at risk, and everybody is here.")
        return Message(f"{title}: {well}", [section(f"*{title}*"), context(well)])
    late = sum(seen.overdue.values())
    short = [
        say("{unclaimed} unclaimed", unclaimed=seen.unclaimed) if seen.unclaimed else "",
        say("{late} overdue", late=late) if late else "",
        say("{count} broken", count=say_count("{number} promise", "{number} promises", seen.broken))
        if seen.broken
        else "",
    ]
    said = ", ".join(filter(None, short)) or say("how it stands")
    return Message(f"{title}: {said}", [section(f"*{title}*"), *parts])


def _follow_ups(seen: Week) -> list[Block]:
    blocks = []
    if seen.unclaimed:
        blocks.append(
            _row(
                say_count(
                    ":raising_hand: {number} follow-up belongs to nobody yet",
                    ":raising_hand: {number} follow-ups belong to nobody yet",
                    seen.unclaimed,
                ),
                "unclaimed",
            )
        )
    if seen.overdue:
        late = [*seen.overdue.items()]  # by name: nobody is ranked
        named = [f"<@{person}> {number}" for person, number in late[:NAMED]]
        others = sum(number for _, number in late[NAMED:])
        said = ", ".join([*named, *([say("others {others}", others=others)] if others else [])])
        blocks.append(_row(say(":hourglass: Overdue: {said}", said=said), "overdue"))
    if seen.broken:
        broken = say_count("{number} promise", "{number} promises", seen.broken)
        blocks.append(
            _row(
                say(":broken_heart: {broken} to customers broken in the last week", broken=broken),
                "report broken",
                str(Behind(Span(seen.day - LOOKED_BACK, seen.day))),
            )
        )
    return blocks


def _at_risk(seen: Week) -> list[Block]:
    blocks = []
    for risk, (icon, why) in _RISKS.items():
        found = seen.at_risk[risk]
        if found.number:
            who = _names(found.first, found.number)
            blocks.append(section(f"{icon} {who}: {say(why)}", button(say("Show"), ids.SHOW_OF_WEEK, risk)))
    return blocks


def _to_ask(seen: Week) -> list[Block]:
    """Once a quarter; the suggestions are a click away."""
    if not seen.to_ask:
        return []
    said = listed([number_words(ask, number) for ask, number in seen.to_ask.items()])
    text = say(":loudspeaker: New quarter: {said}", said=said)
    return [section(text, button(say("Show"), ids.WHO_TO_ASK, next(iter(seen.to_ask))))]


def _birthdays(seen: Week, reader: Reader) -> list[Block]:
    if not seen.birthdays:
        return []
    said = [f"{inert(customer.name, 40)} {day(on, reader)}" for on, customer in seen.birthdays]
    return [section(f":birthday: {', '.join(said)}", button(say("Show"), ids.SHOW_OF_WEEK, BIRTHDAYS))]


def _away(seen: Week, reader: Reader) -> list[Block]:
    if not seen.away:
        return []
    said = [f"<@{one.person}> {_since(one.first, reader)}{until(one.back_on)}" for one in seen.away[:NAMED]]
    more = [say("{away} more", away=len(seen.away) - NAMED)] if len(seen.away) > NAMED else []
    return [section(f":palm_tree: {', '.join([*said, *more])}", button(say("Note somebody away…"), ids.OPEN_AWAY))]


def _since(first: date, reader: Reader) -> str:
    return f"{say('from {day}', day=short_day(first))} " if first > reader.today else ""


def _names(first: Sequence[Customer], number: int) -> str:
    names = ", ".join(f"*{inert(one.name, 60)}*" for one in first)
    left = number - len(first)
    return say("{names} and {left} more", names=names, left=figure(left)) if left > 0 else names


def _row(text: str, listing: str, about: str = "") -> Block:
    return section(text, button(say("Show"), ids.SHOW_PAGE, Listing(listing, about, page=1)))
