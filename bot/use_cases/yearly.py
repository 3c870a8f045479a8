"""What comes again each year by itself: birthdays, and years as a customer. One year of it can be left out."""

from bot.domain import lifecycle as rules
from bot.domain.errors import ConflictError
from bot.domain.followups import SKIPPED, Changed, FollowUp
from bot.domain.saying import say
from bot.use_cases.followups import change
from bot.use_cases.session import Session


def skip_this_year(session: Session, followup_id: int) -> Changed:
    """Nobody is reminded of it any more this year; the next one comes as it would have."""

    def skip(followup: FollowUp) -> FollowUp:
        if not followup.is_yearly:
            raise ConflictError(say("Only birthdays and years as a customer come again each year."))
        return rules.cancel(followup, session.actor.id, session.now, SKIPPED)

    return change(session, followup_id, "skipped this year", skip)
