"""Whose birthday comes when. Nobody who declined wishes is among them (product.md, section 5)."""

from datetime import date, timedelta

from bot.domain.calendar import birthday_in, birthdays_between
from bot.domain.customers import Customer
from bot.use_cases.session import Session
from storage import occasions
from storage.conditions import EVERYBODY, Condition


def birthdays_in(
    session: Session, first: date, last: date, whose: Condition = EVERYBODY
) -> list[tuple[date, Customer]]:
    """Birthdays kept from one day to another, both included, the soonest first, among the customers of `whose`."""
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    found = [
        (on, customer)
        for customer in occasions.born_on(session.uow, days, whose)
        if (born := customer.birthday)
        for on in birthdays_between(first, last, born.month, born.day, session.settings.leap_birthday)
    ]
    return sorted(found, key=lambda one: (one[0], one[1].id))


def is_kept(session: Session, customer: Customer, on: date) -> bool:
    """Whether the customer (still) is one, has a birthday on this day, and may be wished one."""
    born = customer.birthday
    if born is None or customer.lost_on or customer.do_not_contact or not customer.wishes_ok:
        return False
    return birthday_in(on.year, born.month, born.day, session.settings.leap_birthday) == on
