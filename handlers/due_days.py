"""Another day for what was just planned: the buttons and the calendar beside a confirmation."""

from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import day, row_id
from bot.domain.due_days import AS_SAID, HowDue
from bot.domain.followups import Changed
from bot.use_cases.due_days import give_back_words, move_due
from bot.use_cases.session import Session, customer_of
from bot.views import ids
from bot.views.confirmation import planned
from bot.views.due_days import BUTTONS, about_day
from bot.views.message import Message
from handlers.asking import Asking
from handlers.outcome import after_click


def register(app: App) -> None:
    """The near days, any other day, and "it is text"."""
    for action_id, _ in BUTTONS.values():
        app.action(action_id)(_near)

    @app.action(ids.PICK_DUE)
    def pick(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, action = Asking.of(context), body["actions"][0]
        followup_id, written = action["block_id"].partition(":")[2], action.get("selected_date")
        if written:
            _moved(asking, row_id(followup_id), day(written))
        ack()

    @app.action(ids.DAY_IS_TEXT)
    def is_text(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        followup_id, _, words = asking.value.partition(":")

        def use(session: Session) -> Message:
            return _shown(session, give_back_words(session, row_id(followup_id), words), HowDue(is_default=True))

        after_click(asking, asking.once(use), replace=True)
        ack()


def _near(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    followup_id, _, written = asking.value.partition(":")
    _moved(asking, row_id(followup_id), day(written))
    ack()


def _moved(asking: Asking, followup_id: int, due: date) -> None:
    answer = asking.once(lambda session: _shown(session, move_due(session, followup_id, due), AS_SAID))
    after_click(asking, answer, replace=True)


def _shown(session: Session, changed: Changed, how: HowDue) -> Message:
    followup = changed.followup
    about = about_day(followup, how, session.today)
    return planned(followup, customer_of(session, followup.customer_id), changed.undo_id, session.today, about)
