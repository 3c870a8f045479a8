"""How much each of the team has: a line for each, by name, with the way to hand some of it over."""

from collections.abc import Sequence

from bot.domain.day_names import short_day
from bot.domain.load import Load
from bot.domain.reader import Reader
from bot.domain.saying import say, say_count
from bot.views import ids
from bot.views.blocks import button, context, section
from bot.views.caretaker import until
from bot.views.message import Block, Message

MOST = 40
"""So many people fit a message of at most 50 blocks."""


def load(seen: Sequence[Load], reader: Reader) -> Message:
    """Everybody's; who has nothing at all too, since they have room."""
    title = say("Who has how much")
    rows = [_row(one, reader) for one in seen[:MOST]]
    left = len(seen) - MOST
    more = [context(say_count("and {number} more person", "and {number} more people", left))] if left > 0 else []
    why = context(say("By name, for sharing work out. It says nothing of how well anybody does."))
    number = say_count("{number} person", "{number} people", len(seen))
    return Message(f"{title}: {number}", [section(f"*{title}*"), *rows, *more, why])


def _row(one: Load, reader: Reader) -> Block:
    todo = say_count("{number} follow-up", "{number} follow-ups", one.open)
    facts = [
        todo,
        say("{number} of them overdue", number=one.overdue) if one.overdue else "",
        say_count("{number} alert claimed", "{number} alerts claimed", one.alerts) if one.alerts else "",
        say_count("{number} customer", "{number} customers", one.customers),
        *(
            f":palm_tree: {say('from {day}', day=short_day(away.first)) + ' ' if away.first > reader.today else ''}"
            f"{until(away.back_on)}"
            for away in one.away
        ),
    ]
    has_any = one.open or one.customers
    spoken = say("Hand over what is {name}'s", name=one.name)
    give = button(say("Hand over…"), ids.HAND_OVER, one.person, spoken=spoken) if has_any else None
    return section(f"<@{one.person}>: {', '.join(filter(None, facts))}", give)
