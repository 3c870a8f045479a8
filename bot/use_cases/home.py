"""What somebody sees on the Home tab."""

from datetime import date, timedelta

from bot.domain.calendar import next_birthday
from bot.domain.customers import Customer
from bot.domain.home import Home
from bot.use_cases.lists import items
from bot.use_cases.work import Work
from storage import customers, figures, followups, touchpoints

AHEAD_DAYS = 7
RECENT = timedelta(days=7)


def home_of(work: Work) -> Home:
    """The Home tab of the one who asks, as it stands now."""
    mine = followups.open_of(work.uow, work.actor.id)
    return Home(
        person=work.actor,
        mine=items(work.uow, (one for one in mine if one.shown_on <= work.today)),
        later=sum(one.shown_on > work.today for one in mine),
        unclaimed=items(work.uow, followups.unclaimed(work.uow)),
        birthdays=_birthdays(work),
        figures=figures.figures(work.uow, work.now - RECENT),
        is_new=not touchpoints.has_logged(work.uow, work.actor.id),
        today=work.today,
    )


def _birthdays(work: Work) -> list[tuple[date, Customer]]:
    """Of the coming days, soonest first."""
    last = work.today + timedelta(days=AHEAD_DAYS)
    found = []
    for customer in customers.with_birthdays(work.uow):
        if customer.birthday:
            on = next_birthday(work.today, customer.birthday.month, customer.birthday.day, work.settings.leap_birthday)
            if on <= last:
                found.append((on, customer))
    return sorted(found, key=lambda one: one[0])
