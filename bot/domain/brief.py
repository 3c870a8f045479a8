"""What to know before a call, in ten lines at most: the rule that chooses and orders them. The words are the view's."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

from bot.domain.card import Card
from bot.domain.customers import Detail, DetailCategory
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.touchpoints import Touchpoint

MOST = 10
"""Lines of a brief (issue "Everything about a customer": ten lines, no more)."""

MOST_OPEN, MOST_DETAILS, MOST_HEALTH = 3, 3, 2


class Topic(IntEnum):
    """What a line is about, in the order in which they stand."""

    DO_NOT_CONTACT = 1
    LOST = 2
    WHO = 3
    FEELING = 4
    OPEN = 5
    LAST_TOUCH = 6
    RATING = 7
    DETAIL = 8
    RENEWAL = 9
    BIRTHDAY = 10
    HEALTH = 11
    CONSENTS = 12


LEAST_USEFUL = (Topic.RATING, Topic.DETAIL, Topic.OPEN, Topic.BIRTHDAY, Topic.DETAIL, Topic.OPEN, Topic.CONSENTS)
"""What gives way where there is more than fits: of each topic its last line, in this order."""


@dataclass(frozen=True)
class Point:
    """One line: its topic, and which detail, follow-up or touch it is about; the customer's own fields need none."""

    topic: Topic
    about: Detail | FollowUp | Touchpoint | None = None


def brief(seen: Card) -> list[Point]:
    """The lines about a customer, the most useful first. Of what is not known there is no line."""
    points = sorted(_known(seen), key=lambda point: point.topic)
    for topic in LEAST_USEFUL:
        last = next((point for point in reversed(points) if point.topic is topic), None)
        if last and len(points) > MOST:
            points.remove(last)
    return points[:MOST]


def _known(seen: Card) -> Iterator[Point]:
    """Everything there is to say, once; of follow-ups complaints come first, then the most urgent."""
    customer = seen.customer
    others = [one for one in seen.followups if one not in seen.complaints]
    planned = [*seen.complaints, *others][:MOST_OPEN]
    kinds = {one.kind for one in planned}
    facts = {
        Topic.DO_NOT_CONTACT: customer.do_not_contact,
        Topic.LOST: customer.lost_on is not None,
        Topic.WHO: True,
        Topic.FEELING: bool(seen.moods),
        Topic.RENEWAL: seen.is_soon(customer.renewal) and FollowUpKind.RENEWAL not in kinds,
        Topic.BIRTHDAY: seen.is_soon(seen.birthday) and customer.wishes_ok and FollowUpKind.BIRTHDAY not in kinds,
        Topic.CONSENTS: not (customer.do_not_contact or (customer.email_ok and customer.wishes_ok)),
    }
    yield from (Point(topic) for topic, is_so in facts.items() if is_so)
    yield from (Point(Topic.OPEN, one) for one in planned)
    yield from (Point(Topic.LAST_TOUCH, one) for one in [seen.last_touch] if one)
    yield from (Point(Topic.RATING, one) for one in seen.ratings[:1])
    yield from _of_details(seen)


def _of_details(seen: Card) -> Iterator[Point]:
    health = [one for one in seen.details if one.category is DetailCategory.HEALTH]
    others = [one for one in seen.worth_knowing if one.category is not DetailCategory.HEALTH]
    return chain(
        (Point(Topic.HEALTH, one) for one in health[:MOST_HEALTH]),
        (Point(Topic.DETAIL, one) for one in others[:MOST_DETAILS]),
    )
