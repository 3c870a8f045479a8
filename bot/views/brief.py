"""What to know before a call, in the order of bot/domain/brief.py: a line for each point, and the way to do it."""

from bot.domain.brief import Point, Topic
from bot.domain.card import Card
from bot.domain.customers import Detail
from bot.domain.followups import FollowUp
from bot.domain.saying import say
from bot.domain.touchpoints import Touchpoint
from bot.views import card_words as words
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.message import Message
from bot.views.mrkdwn import inert

LAST_WORDS = 250
"""Characters of the last touch's text."""


def brief_message(seen: Card, points: list[Point]) -> Message:
    """The brief of a customer, with the two buttons that are wanted after the call."""
    name, about = inert(seen.customer.name), seen.customer.id
    lines = [f"• {_line(point, seen)}" for point in points]
    after = actions(
        button(say("Log touchpoint"), ids.LOG_FOR_CUSTOMER, about, style="primary"),
        button(say("Open customer"), ids.OPEN_CUSTOMER, about),
    )
    blocks = [section(say("*Before you call {name}*", name=name)), *words.whole(lines), after]
    return Message(say("Before you call {name}: {lines} things to know", name=name, lines=len(lines)), blocks)


def _line(point: Point, seen: Card) -> str:
    customer = seen.customer
    match point.about:
        case Detail():
            avoid = ":warning: " if point.topic is Topic.HEALTH else ""
            return f"{avoid}{words.detail_line(point.about)}"
        case FollowUp():
            return words.open_line(point.about, seen)
        case Touchpoint():
            is_rating = point.topic is Topic.RATING
            return (
                words.last_rating(point.about, seen) if is_rating else words.last_touch(point.about, seen, LAST_WORDS)
            )
    of_customer = {
        Topic.DO_NOT_CONTACT: words.do_not_contact(customer),
        Topic.LOST: words.lost(seen),
        Topic.WHO: words.standing(seen),
        Topic.FEELING: words.feeling(seen.moods, seen.reader),
        Topic.RENEWAL: say("Renewal: {renewal}", renewal=words.renewal(seen)),
        Topic.BIRTHDAY: say("Birthday: {birthday}", birthday=words.birthday(seen)),
        Topic.CONSENTS: words.consents(customer),
    }
    return of_customer[point.topic]
