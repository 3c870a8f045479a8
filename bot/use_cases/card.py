"""Everything the card of a customer shows."""

from datetime import date

from bot.domain.calendar import next_birthday
from bot.domain.card import Card, MoodPoint
from bot.domain.customers import Customer
from bot.domain.mood import Label
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.currency import currency_of
from bot.use_cases.session import Session
from bot.use_cases.thanks import why_not
from storage import details, followups, touchpoints

MOODS = 5
LOOKED_AT = 30
"""Of so many last touchpoints the moods are taken; some have none."""

LABEL_SCORES = {"negative": -0.5, "neutral": 0.0, "positive": 0.5}
"""What a label that somebody gave counts for, in place of a score it contradicts."""


def card_of(session: Session, customer: Customer) -> Card:
    """The card of a customer as the one who asks sees it today."""
    latest = touchpoints.latest(session.uow, customer.id, LOOKED_AT)
    labels = touchpoints.labels_of(session.uow, (touchpoint.id for touchpoint in latest))
    moods = [mood for one in latest if (mood := _mood(one, labels[one.id][0] if one.id in labels else None))]
    return Card(
        customer=customer,
        caretaker=caretaker_of(session, customer),
        reader=session.reader,
        birthday=_next_birthday(session, customer),
        details=tuple(details.of_customer(session.uow, customer.id)),
        moods=tuple(reversed(moods[:MOODS])),
        followups=tuple(followups.open_of_customer(session.uow, customer.id)),
        touchpoints=tuple(latest),
        touchpoint_count=touchpoints.count(session.uow, customer.id),
        ratings=tuple(touchpoints.ratings(session.uow, customer.id, MOODS)),
        currency=currency_of(session.settings),
        may_thank=not why_not(session, customer),
    )


def _next_birthday(session: Session, customer: Customer) -> date | None:
    born = customer.birthday
    return next_birthday(session.today, born.month, born.day, session.settings.leap_birthday) if born else None


def _mood(touchpoint: Touchpoint, given: Label | None) -> MoodPoint | None:
    """The mood of a touchpoint as people see it: a label they gave outranks the score."""
    label = given or touchpoint.mood.label
    if label == "unscored" or touchpoint.mood.score is None:
        return None
    agrees = label == touchpoint.mood.label
    return MoodPoint(touchpoint.mood.score if agrees else LABEL_SCORES[label], label)
