"""The Home tab: what is mine today, what nobody has, birthdays this week; buttons to log, find, plan and set.

What others change is drawn by jobs/sending/home_painter.py, from what is kept here of each tab.
"""

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.carried import person_id
from bot.domain.errors import RapportError, StorageError
from bot.domain.home import TEAM
from bot.domain.people import Person
from bot.domain.saying import say
from bot.use_cases.home import dismiss_welcome, home_of
from bot.use_cases.open_homes import keep, used
from bot.views import ids
from bot.views.home import closed_home, home, home_blocks, looks
from bot.views.message import Message
from handlers.asking import Asking
from handlers.opening import publish_home
from handlers.roles import checked


def as_message(asking: Asking) -> Message:
    """`/rapport home`: the same as a message."""
    return asking.look(lambda session: Message(say("What is yours today"), home_blocks(home_of(session))))


def register(app: App, deps: Deps) -> None:
    """Publish the tab whenever somebody opens it, and when they choose whose things it shows."""

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("tab", "home") == "home":
            _open(deps, event["user"], body)

    for action_id, whose in ((ids.HOME_MINE, ""), (ids.HOME_TEAM, TEAM)):
        _shows(app, action_id, whose)

    @app.action(ids.GOT_IT)
    def got_it(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.deps.write(asking.person, dismiss_welcome)
        _publish(asking.deps, asking.person)
        ack()

    @app.action(ids.HOME_PERSON)
    def of_person(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        chosen = person_id(asking.body["actions"][0].get("selected_user") or "")
        _publish(asking.deps, asking.person, whose="" if chosen == asking.person.id else chosen)
        ack()


def _shows(app: App, action_id: str, whose: str) -> None:
    @app.action(action_id)
    def chosen(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        _publish(asking.deps, asking.person, whose=whose)
        ack()


def publish(asking: Asking, outcome: Message | None = None) -> None:
    """Bring the tab up to date for the one who just used it; on top what came of that, until they open it next.

    Raises what the client raises where Slack does not take it: then the one who clicked is told that it was saved.
    """
    _publish(asking.deps, asking.person, outcome=outcome, answered=asking.key if outcome else "")


def _open(deps: Deps, user_id: str, body: dict[str, Any]) -> None:
    try:
        person = deps.person(user_id)
        deps.speak_to(person)
        person = checked(person, body, deps.settings().admins_only)
    except RapportError as error:
        publish_home(deps.client, user_id, closed_home(error.parts))
    else:
        _publish(deps, person)


def _publish(
    deps: Deps, person: Person, *, whose: str | None = None, outcome: Message | None = None, answered: str = ""
) -> None:
    with deps.reading(person) as session:
        drawn = used(session, whose, answered)
        view = home(drawn.seen, outcome)
    publish_home(deps.client, person.id, view)
    with suppress(StorageError):  # it is drawn; only what others change will not be seen there
        deps.database.write(lambda uow: keep(uow, drawn.as_published(looks(view))))
