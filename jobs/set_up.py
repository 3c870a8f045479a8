"""The first minute in a new workspace: whoever installed Rapport is greeted, and led through setting it up."""

from functools import partial

from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.slack.scopes import scopes_of
from bot.use_cases import set_up
from bot.use_cases.session import Session
from jobs.job import Act


def greet(deps: Deps, session: Session) -> Act | None:
    """The job."""
    return None if set_up.is_begun(session) else partial(_greet, deps)


def _greet(deps: Deps) -> None:
    """Without Slack it tries again in a minute."""
    try:
        scopes = scopes_of(deps.client.auth_test())
    except (SlackApiError, OSError):
        return
    lacking = scopes.lacking if scopes else ()
    deps.write(ITSELF, lambda session: set_up.begin(session, lacking, deps.installer))
