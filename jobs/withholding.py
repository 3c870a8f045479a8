"""Taking from sight what its readers may not see any more, also where Slack's word of it was missed."""

import logging
from datetime import datetime
from functools import partial

from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.people import ITSELF, TEAM_ONLY
from bot.domain.saying import say
from bot.slack.delivery import NotSent, classify
from bot.use_cases import withholding
from bot.use_cases.session import Session
from bot.views.home import closed_home
from jobs.job import Act
from storage import people

logger = logging.getLogger(__name__)


def withhold(deps: Deps, session: Session) -> Act | None:
    """Messages are edited by the outbox; Home tabs are drawn anew."""
    posts, homes = withholding.to_withhold(session), people.homes_of_outsiders(session.uow)
    return partial(_withhold, deps, homes, session.now) if posts or homes else None


def _withhold(deps: Deps, homes: list[str], now: datetime) -> None:
    deps.write(ITSELF, withholding.withhold)
    for person in homes:
        _close_home(deps, person, now)


def _close_home(deps: Deps, person: str, now: datetime) -> None:
    """Where Slack refuses it for good (it knows nobody of that id) there is no tab; else it tries again in a minute."""
    try:
        deps.client.views_publish(user_id=person, view=closed_home([say(TEAM_ONLY)]))
    except (SlackApiError, OSError) as error:
        outcome = classify(error)
        if not (isinstance(outcome, NotSent) and outcome.final):
            logger.warning("Slack does not take the Home tab of who may not see it (%s)", outcome.error)
            return
    deps.database.write(lambda uow: people.withhold_home(uow, person, now))
