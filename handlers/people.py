"""People who change, leave or come back: Slack's word of it, and the button that shows their customers."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.carried import person_id
from bot.domain.people import ITSELF
from bot.domain.segment import Condition, Segment
from bot.domain.slack_status import SlackStatus
from bot.use_cases import leavers, withholding
from bot.use_cases.away import suggest_away
from bot.use_cases.session import Session
from bot.views import ids
from handlers.asking import Asking
from handlers.list_pages import show_segment


def register(app: App, deps: Deps) -> None:
    """The event and the button."""

    @app.event("user_change")
    def changed(event: dict[str, Any], body: dict[str, Any]) -> None:
        person_id = event["user"]["id"]
        deps.news.tell(person_id)
        look = partial(_look, deps, person_id)
        if deps.directory.is_known(person_id):
            deps.hear(body["event_id"], look)
            _suggest(deps, event["user"])
        else:  # Slack tells of everybody, at every change of their status: nothing is written
            look()

    @app.action(ids.THEIR_CUSTOMERS)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        show_segment(asking, Segment.of(Condition("owner", person_id(asking.value))))
        ack()


def _look(deps: Deps, person_id: str) -> None:
    """The event only says that somebody has changed. It may come late or twice: who they are now is asked of Slack."""
    person = deps.directory.learn(person_id)
    if person and not person.is_inside:
        deps.write(ITSELF, partial(_hand_over, person_id=person.id))
    elif person and _is_back(deps, person.id):
        deps.write(ITSELF, partial(leavers.welcome, person_id=person.id))
    deps.channels.look_for(person_id)


def _suggest(deps: Deps, user: dict[str, Any]) -> None:
    """Their status in Slack may say that they are away: it is the event's own word, as a question needs no more."""
    about = user.get("profile") or {}
    status = SlackStatus.of(about.get("status_text"), about.get("status_emoji"), about.get("status_expiration"))
    if status.says_away:
        deps.write(ITSELF, partial(suggest_away, person=str(user["id"]), status=status))


def _hand_over(session: Session, person_id: str) -> None:
    leavers.hand_over(session, person_id)
    withholding.withhold(session)


def _is_back(deps: Deps, person_id: str) -> bool:
    """Asked at every change of a profile, so it only reads."""
    with deps.reading(ITSELF) as session:
        return person_id in leavers.back(session)
