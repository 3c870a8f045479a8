"""The Home tab: what is mine today, what nobody has, birthdays this week; buttons to log, find and set."""

from typing import Any

from slack_bolt import App

from bot.deps import Deps
from bot.domain.errors import RapportError
from bot.use_cases.home import home_of
from bot.views.home import closed_home, home, home_blocks
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.opening import publish_home
from handlers.roles import checked


def as_message(asking: Asking) -> Message:
    """`/rapport home`: the same as a message."""
    return asking.look(lambda session: Message("What is yours today", home_blocks(home_of(session))))


def register(app: App, deps: Deps) -> None:
    """Publish the tab whenever somebody opens it."""

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("tab", "home") == "home":
            publish_home(deps.client, event["user"], _view(deps, event["user"], body))


def publish(asking: Asking, outcome: Message | None = None) -> None:
    """Bring the tab up to date for the one who just used it; on top what came of that, until the tab is next drawn.

    Raises what the client raises where Slack does not take it: then the one who clicked is told that it was saved.
    """
    with asking.reading() as session:
        view = home(home_of(session), outcome)
    publish_home(asking.deps.client, asking.person.id, view)


def _view(deps: Deps, user_id: str, body: dict[str, Any]) -> View:
    try:
        person = checked(deps.person(user_id), body, deps.settings().admins_only)
    except RapportError as error:
        return closed_home(error.parts)
    with deps.reading(person) as session:
        return home(home_of(session))
