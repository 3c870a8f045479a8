"""What somebody sees on the Home tab."""

from bot.domain.digest import AHEAD
from bot.domain.due import first_day
from bot.domain.home import Home
from bot.domain.status import RECENT
from bot.use_cases.birthdays import birthdays_in
from bot.use_cases.lists import items
from bot.use_cases.work import Work
from storage import figures, followups, touchpoints


def home_of(work: Work) -> Home:
    """The Home tab of the one who asks, as it stands now."""
    reader = work.reader
    mine = followups.open_of(work.uow, work.actor.id)
    return Home(
        person=work.actor,
        mine=items(work.uow, (one for one in mine if first_day(one, reader.working) <= reader.today)),
        later=sum(first_day(one, reader.working) > reader.today for one in mine),
        unclaimed=items(work.uow, followups.unclaimed(work.uow)),
        birthdays=birthdays_in(work, work.today, work.today + AHEAD),
        figures=figures.figures(work.uow, work.now - RECENT),
        is_new=not touchpoints.has_logged(work.uow, work.actor.id),
        reader=reader,
    )
