"""Words about themes that stand in several places: what is behind one, and how that moves."""

from collections.abc import Sequence

from bot.domain.customers import Customer
from bot.domain.saying import listed, say, say_count
from bot.domain.theme import FEWEST_SHOWN, STANDINGS, Standing, Theme, Weight
from bot.views.money import money
from bot.views.mrkdwn import inert

MOST_NAMED = 5
"""So many customers are named one by one."""

_ICONS = {
    Standing.OPEN: ":red_circle:",
    Standing.MENDING: ":large_yellow_circle:",
    Standing.MENDED: ":large_green_circle:",
}


def standing_words(theme: Theme, *, with_owner: bool = True) -> str:
    """How it stands with a theme, and whose it is."""
    words = f"{_ICONS[theme.standing]} {say(STANDINGS[theme.standing])}"
    return f"{words} · <@{theme.owner}>" if theme.owner and with_owner else words


def weight_words(weight: Weight, currency: str, *, sees_value: bool) -> str:
    """How often, by how many, worth how much. `sees_value`: whether also what one or two customers are worth is."""
    said = say(
        "{complaints} of {customers}",
        complaints=say_count("{number} complaint", "{number} complaints", weight.touches),
        customers=say_count("{number} customer", "{number} customers", weight.customers),
    )
    is_shown = weight.value and (sees_value or weight.customers >= FEWEST_SHOWN)
    return f"{said} · {say('worth {value}', value=money(weight.value, currency))}" if is_shown else said


def trend_words(weight: Weight) -> str:
    """Whether it comes up more often."""
    if not weight.lately and not weight.before:
        return say("none in the last 8 weeks")
    return say("{lately} in the last 4 weeks, {before} in the 4 before", lately=weight.lately, before=weight.before)


def themes_named(themes: Sequence[tuple[Theme, int]], most: int) -> str:
    """Themes somebody raised: each with how it stands, and how often where that is more than once."""
    said = [
        f"{inert(one.name, 60)} ({say(STANDINGS[one.standing])}{f', {_times(times)}' if times > 1 else ''})"
        for one, times in themes[:most]
    ]
    more = len(themes) - most
    return ", ".join([*said, *([say("and {more} more", more=more)] if more > 0 else [])])


def waiting_words(amid: Sequence[Customer]) -> str:
    """Whom nobody tells yet that something was changed, and why."""
    return say("No note yet, as a complaint of theirs is still to be put right: {names}.", names=customers_named(amid))


def customers_named(found: Sequence[Customer]) -> str:
    """The first few by name, and how many more there are."""
    more = len(found) - MOST_NAMED
    names = [inert(one.name, 60) for one in found[:MOST_NAMED]]
    return listed([*names, *([say("{more} more", more=more)] if more > 0 else [])])


def _times(number: int) -> str:
    return say_count("{number} time", "{number} times", number)
