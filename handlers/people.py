"""People who change, leave or move on: Slack's word of it, and the buttons with which their customers go to others."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.carried import person_id
from bot.domain.people import ITSELF
from bot.use_cases import leavers, withholding
from bot.use_cases.giving import give_all
from bot.use_cases.lists import customers_with
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.leaving import give_all_form, given_all
from handlers import customer_lists
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form


def register(app: App, deps: Deps) -> None:
    """The event, the buttons and the form."""

    @app.event("user_change")
    def changed(event: dict[str, Any], body: dict[str, Any]) -> None:
        person_id = event["user"]["id"]
        deps.news.tell(person_id)
        look = partial(_look, deps, person_id)
        if deps.directory.is_known(person_id):
            deps.hear(body["event_id"], look)
        else:  # Slack tells of everybody, at every change of their status: nothing is written
            look()

    @app.action(ids.THEIR_CUSTOMERS)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(
            asking.look(partial(customer_lists.listed, chosen={"owner": person_id(asking.value)})), title="Customers"
        )
        ack()

    @app.action(ids.GIVE_ALL)
    def ask(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        giver = person_id(asking.value)
        with asking.reading() as session:
            total = customers_with(session, {"owner": giver}).total
        asking.open(give_all_form(giver, total))
        ack()

    @app.view(ids.GIVE_ALL_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        taker = asking.giving_to(form.text("taker"), field="taker") or ""
        answer = asking.once(
            lambda session: given_all(give_all(session, person_id(str(form.metadata.get("giver", ""))), taker))
        )
        after_form(asking, ack, "Given", answer)


def _look(deps: Deps, person_id: str) -> None:
    """The event only says that somebody has changed. It may come late or twice: who they are now is asked of Slack."""
    person = deps.directory.learn(person_id)
    if person and not person.is_inside:
        deps.write(ITSELF, partial(_hand_over, person_id=person.id))
    elif person and _is_back(deps, person.id):
        deps.write(ITSELF, partial(leavers.welcome, person_id=person.id))
    deps.channels.look_for(person_id)


def _hand_over(session: Session, person_id: str) -> None:
    leavers.hand_over(session, person_id)
    withholding.withhold(session)


def _is_back(deps: Deps, person_id: str) -> bool:
    """Asked at every change of a profile, so it only reads."""
    with deps.reading(ITSELF) as session:
        return person_id in leavers.back(session)
