"""The one gate: whether whoever reads a place, as they are at this moment, may see what a message says there.

Asked before every post and every edit (product.md, promise 6). Whoever cannot be told is nobody who may: unknown is no.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import NotAllowedError
from bot.domain.people import Person, Role
from bot.domain.saying import capital, say
from bot.domain.slack_channel import SlackChannel, Trouble


class TurnedAwayError(NotAllowedError):
    """Somebody who is not of the team was to be told something."""


class Answer(StrEnum):
    """What becomes of a message."""

    SHOW = "show"
    NEUTRAL = "neutral"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Audience:
    """Who reads a place. `outside`: why what the team says is not for them, as a sentence; "" where it is.

    `is_reading`: whether they can read what stands there; then it has to be taken away from them.
    """

    outside: str = ""
    is_reading: bool = True


UNKNOWN = Audience("It cannot be told who reads it there.", is_reading=False)
"""Of a place that neither Slack nor we know."""

_BLIND = frozenset({Role.DEACTIVATED, Role.BOT})
"""Who cannot read their direct messages."""

OPEN_TO_OTHERS = frozenset({Trouble.SHARED, Trouble.OUTSIDERS})
"""Troubles of a channel in which others than the team read."""


def of_person(person: Person) -> Audience:
    """Who reads the direct message with somebody."""
    if person.is_inside:
        return Audience()
    outside = say("This person is not of the team ({role}), and is told nothing about customers.", role=person.role)
    return Audience(outside, is_reading=person.role not in _BLIND)


def of_channel(channel: SlackChannel) -> Audience:
    """Who reads a channel. In one that is closed nobody is told anything either."""
    if not channel.trouble:
        return Audience()
    return Audience(f"{capital(channel.because)}.", is_reading=channel.trouble in OPEN_TO_OTHERS)


def answer(audience: Audience, *, is_about_customers: bool, is_edit: bool) -> Answer:
    """Show it, put a neutral sentence in the place of what stands there, or say nothing at all."""
    if not audience.outside:
        return Answer.SHOW
    if is_edit and is_about_customers and audience.is_reading:
        return Answer.NEUTRAL
    return Answer.NOTHING
