"""What somebody sees on the Home tab."""

from datetime import date

from bot.domain.customers import Customer
from bot.domain.digest import AHEAD
from bot.domain.due import first_day, is_put_off
from bot.domain.followups import FollowUp, FollowUpItem, FollowUpKind
from bot.domain.home import Home
from bot.domain.reader import Reader
from bot.domain.rights import SETTINGS, Extent
from bot.domain.status import RECENT
from bot.use_cases.away import running
from bot.use_cases.birthdays import birthdays_in
from bot.use_cases.lists import items
from bot.use_cases.session import Session
from bot.use_cases.thanks import weekly_goal
from storage import figures, followups, touchpoints


def home_of(session: Session) -> Home:
    """The Home tab of the one who asks, as it stands now."""
    reader = session.reader
    all_mine = followups.open_of(session.uow, session.actor.id)
    mine = items(session, (one for one in all_mine if _is_shown(one, reader)))
    return Home(
        person=session.actor,
        mine=mine,
        later=sum(not _is_shown(one, reader) for one in all_mine),
        unclaimed=items(session, followups.unclaimed(session.uow)),
        birthdays=_coming_birthdays(session, mine),
        figures=figures.figures(session.uow, session.now - RECENT),
        is_new=not touchpoints.has_logged(session.uow, session.actor.id),
        may_set=session.extent(SETTINGS) is Extent.ALL,
        reader=reader,
        goal=weekly_goal(session),
        away=running(session, session.actor.id),
    )


def _is_shown(followup: FollowUp, reader: Reader) -> bool:
    return first_day(followup, reader.working_hours) <= reader.today and not is_put_off(followup, reader)


def _coming_birthdays(session: Session, mine: list[FollowUpItem]) -> list[tuple[date, Customer]]:
    """Those of the week; not the ones to be wished among `mine`, which would stand there twice."""
    theirs = {(item.customer.id, item.followup.due) for item in mine if item.followup.kind is FollowUpKind.BIRTHDAY}
    coming = birthdays_in(session, session.today, session.today + AHEAD)
    return [(on, customer) for on, customer in coming if (customer.id, on) not in theirs]
