"""What somebody sees on the Home tab."""

from datetime import date

from bot.domain.customers import Customer
from bot.domain.digest import AHEAD
from bot.domain.due import first_day, is_put_off
from bot.domain.followup_item import FollowUpItem
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.home import Home
from bot.domain.reader import Reader
from bot.domain.status import RECENT
from bot.use_cases.birthdays import birthdays_in
from bot.use_cases.lists import items
from bot.use_cases.work import Work
from storage import figures, followups, touchpoints


def home_of(work: Work) -> Home:
    """The Home tab of the one who asks, as it stands now."""
    reader = work.reader
    all_mine = followups.open_of(work.uow, work.actor.id)
    mine = items(work.uow, (one for one in all_mine if _is_shown(one, reader)))
    return Home(
        person=work.actor,
        mine=mine,
        later=sum(not _is_shown(one, reader) for one in all_mine),
        unclaimed=items(work.uow, followups.unclaimed(work.uow)),
        birthdays=_coming_birthdays(work, mine),
        figures=figures.figures(work.uow, work.now - RECENT),
        is_new=not touchpoints.has_logged(work.uow, work.actor.id),
        reader=reader,
    )


def _is_shown(followup: FollowUp, reader: Reader) -> bool:
    return first_day(followup, reader.working) <= reader.today and not is_put_off(followup, reader)


def _coming_birthdays(work: Work, mine: list[FollowUpItem]) -> list[tuple[date, Customer]]:
    """Those of the week; not the ones to be wished among `mine`, which would stand there twice."""
    theirs = {(item.customer.id, item.followup.due) for item in mine if item.followup.kind is FollowUpKind.BIRTHDAY}
    coming = birthdays_in(work, work.today, work.today + AHEAD)
    return [(on, customer) for on, customer in coming if (customer.id, on) not in theirs]
