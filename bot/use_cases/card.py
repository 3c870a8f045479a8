"""Everything the card of a customer shows."""

from datetime import date

from bot.domain.calendar import next_birthday
from bot.domain.card import Card, WholeCard
from bot.domain.customers import Customer
from bot.domain.health import NOTHING_KNOWN
from bot.domain.mood import Label, Mood
from bot.domain.mood_course import MoodPoint
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.currency import currency_of
from bot.use_cases.health import health_of
from bot.use_cases.life import life_of
from bot.use_cases.playbook_runs import on_their_way, progress_of
from bot.use_cases.renewal_context import LABEL_SCORES
from bot.use_cases.satisfaction import letter_asks
from bot.use_cases.session import Session
from bot.use_cases.survey_stops import surveyed
from bot.use_cases.thanks import why_not
from storage import (
    candidates,
    custom_fields,
    customers,
    details,
    followups,
    health,
    mails,
    referrals,
    resolutions,
    themes,
    touchpoints,
)

MOODS = 5
LOOKED_AT = 30
"""Of so many last touchpoints the moods are taken; some have none."""

MOODS_OVER_TIME = 200
REFERRED = 10


def card_of(session: Session, customer: Customer) -> Card:
    """The card of a customer as the one who asks sees it today."""
    session.opened.add(customer.id)
    latest = touchpoints.latest(session.uow, customer.id, LOOKED_AT)
    labels = touchpoints.labels_of(session.uow, (touchpoint.id for touchpoint in latest))
    given = {touchpoint_id: label for touchpoint_id, (label, _) in labels.items()}
    moods = [mood for one in latest if (mood := _mood(one.happened_on, one.mood, given.get(one.id)))]
    todo = followups.open_of_customer(session.uow, customer.id)
    put_right = resolutions.last_of_customer(session.uow, customer.id)
    return Card(
        customer=customer,
        caretaker=caretaker_of(session, customer),
        reader=session.reader,
        birthday=_next_birthday(session, customer),
        details=tuple(details.of_customer(session.uow, customer.id)),
        moods=tuple(reversed(moods[:MOODS])),
        followups=tuple(todo),
        touchpoints=tuple(latest),
        touchpoint_count=touchpoints.count(session.uow, customer.id),
        ratings=tuple(touchpoints.ratings(session.uow, customer.id, MOODS)),
        currency=currency_of(session.settings),
        may_thank=not why_not(customer),
        playbooks=tuple(on_their_way(session, customer.id)),
        letters=mails.plans(session.uow, (one.id for one in todo)),
        refused=mails.refused(session.uow, customer.id) if customer.emails else {},
        put_right=put_right,
        letter_asks=bool(put_right and put_right.check_on) and letter_asks(session, customer),
        link=session.links.of(customer.id),
        health=health_of(session, [customer.id]).get(customer.id, NOTHING_KNOWN),
        health_weeks=tuple(health.weeks(session.uow, customer.id)),
        asked=tuple(candidates.last_asked(session.uow, [customer.id]).values()),
        themes=tuple(themes.of_customer(session.uow, customer.id)),
        surveyed=surveyed(session, customer),
    )


def whole_card_of(session: Session, customer: Customer) -> WholeCard:
    """The card with what stands behind its More."""
    felt = touchpoints.moods(session.uow, customer.id, MOODS_OVER_TIME)
    moods = [mood for on, scored, given in felt if (mood := _mood(on, scored, given))]
    referrer = customers.get(session.uow, customer.referred_by) if customer.referred_by else None
    referred, count = referrals.of_customer(session.uow, customer.id, REFERRED)
    fields = tuple(custom_fields.all_of(session.uow))
    channels = tuple(touchpoints.by_channel(session.uow, customer.id).items())
    life, seen = tuple(life_of(session, customer)), card_of(session, customer)
    books = tuple(progress_of(session, customer.id))
    return WholeCard(seen, tuple(reversed(moods)), referrer, tuple(referred), count, fields, channels, life, books)


def _next_birthday(session: Session, customer: Customer) -> date | None:
    born = customer.birthday
    return next_birthday(session.today, born.month, born.day, session.settings.leap_birthday) if born else None


def _mood(on: date, scored: Mood, given: Label | None) -> MoodPoint | None:
    """The mood of a touch as people see it: a label they gave outranks the score."""
    label = given or scored.label
    if label == "unscored" or scored.score is None:
        return None
    if label != scored.label:
        return MoodPoint(LABEL_SCORES[label], label, on=on)
    return MoodPoint(scored.score, label, scored.phrases, on)
