"""Getting to know the people whom reminders concern: their zone, and whether they still belong to the team.

Who never used Rapport themselves (the owner of an imported customer) is looked up; everybody is looked up again once a
day, in case Slack's own word of a change was missed. The other jobs read what is known and never call Slack.
"""

import logging
from datetime import timedelta
from functools import partial

from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.errors import NotAllowedError
from bot.domain.people import Person, Role
from bot.slack.codes import NOBODY
from bot.slack.identity import code_of
from bot.use_cases.session import Session
from jobs.job import Act
from storage import people

logger = logging.getLogger(__name__)

AGAIN = timedelta(days=1)
AT_ONCE = 60
"""So many in one minute: users.info is of tier 4, 100 a minute (docs.slack.dev/apis/web-api/rate-limits)."""


def look_up(deps: Deps, session: Session) -> Act | None:
    """Ask Slack about those who are not known, or not lately. Without Slack it tries again in a minute."""
    also = {person for person in (*session.settings.leads, session.settings.default_owner) if person}
    wanted = people.to_look_up(session.uow, sorted(also), session.now - AGAIN, session.now, AT_ONCE)
    return partial(_ask, deps, wanted) if wanted else None


def _ask(deps: Deps, wanted: list[str]) -> None:
    for person_id in wanted:
        try:
            deps.directory.look_up(person_id)
        except NotAllowedError as error:
            if not _is_nobody(error):
                logger.warning("Slack could not say who somebody is; asking again in a minute")
                return
            stranger = Person(person_id, person_id, role=Role.STRANGER)
            deps.database.write(partial(people.save, person=stranger, now=deps.clock.now()))


def _is_nobody(error: NotAllowedError) -> bool:
    """Whether Slack answered that there is no such person."""
    cause = error.__cause__
    return isinstance(cause, SlackApiError) and code_of(cause) in NOBODY
