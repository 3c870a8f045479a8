"""The card's More, and the pages behind it: all touches, all changes, and back. Each takes the place of the last."""

from collections.abc import Callable

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import day, row_id, two_row_ids
from bot.domain.saying import say
from bot.domain.touches import TouchMark
from bot.use_cases.card import card_of, whole_card_of
from bot.use_cases.card_pages import history_of, touches_of
from bot.use_cases.session import Session, customer_of
from bot.views import ids
from bot.views.card import card
from bot.views.card_more import card_more
from bot.views.history import history
from bot.views.message import Message
from bot.views.touches import touches
from handlers.asking import Asking

Page = Callable[[Session, str], Message]
"""The page that a button leads to, by what the button carries."""


def register(app: App) -> None:
    """One listener for each way on."""
    for action_id, page in PAGES.items():
        _leads(app, action_id, page)


def _leads(app: App, action_id: str, page: Page) -> None:
    @app.action(action_id)
    def turn(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        message = asking.look(lambda session: page(session, asking.value))
        asking.reply(message, replace=True, title=say("Customer"))
        ack()


def _card(session: Session, value: str) -> Message:
    return card(card_of(session, customer_of(session, row_id(value))))


def _more(session: Session, value: str) -> Message:
    return card_more(whole_card_of(session, customer_of(session, row_id(value))))


def _touches(session: Session, value: str) -> Message:
    return touches(touches_of(session, row_id(value)))


def _older_touches(session: Session, value: str) -> Message:
    """Behind "12:2026-11-20:17": the customer, and where the page before ended."""
    about, _, mark = value.partition(":")
    on, _, last = mark.partition(":")
    return touches(touches_of(session, row_id(about), TouchMark(day(on), row_id(last))))


def _history(session: Session, value: str) -> Message:
    return history(history_of(session, row_id(value)))


def _older_history(session: Session, value: str) -> Message:
    return history(history_of(session, *two_row_ids(value)))


PAGES: dict[str, Page] = {
    ids.SHOW_CARD: _card,
    ids.CARD_MORE: _more,
    ids.SHOW_TOUCHES: _touches,
    ids.OLDER_TOUCHES: _older_touches,
    ids.SHOW_HISTORY: _history,
    ids.OLDER_HISTORY: _older_history,
}
"""Button -> the page it leads to."""
