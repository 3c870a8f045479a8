"""What to know before a call: `/customer brief Dana`, and the card's Brief me."""

from slack_bolt import Ack, App, BoltContext

from bot.domain.brief import brief
from bot.domain.carried import row_id
from bot.domain.customers import Customer, Unclear
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.reading.line_words import unquoted
from bot.reading.slack_text import unescape
from bot.use_cases.card import card_of
from bot.use_cases.find_customer import find_customer
from bot.use_cases.session import Session, customer_of
from bot.views import ids
from bot.views.brief import brief_message
from bot.views.message import Message
from bot.views.which_customer import which_to_brief
from handlers.asking import Asking


def answer(asking: Asking, typed: str) -> Message:
    """The brief of the customer named, or who may be meant. Raises NotUnderstoodError where nobody is named."""
    name = unquoted(unescape(typed)).strip().rstrip(":")
    if not name:
        raise NotUnderstoodError(say("About whom? Write it like this: `/customer brief Dana Reyes`."))
    return asking.look(lambda session: _named(session, name))


def register(app: App) -> None:
    """The card's button, and the choice of who is meant."""

    @app.action(ids.BRIEF_ME)
    def brief_me(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        customer_id = row_id(asking.value)
        message = asking.look(lambda session: _brief(session, customer_of(session, customer_id)))
        asking.reply(message, title=say("Before you call"))
        ack()


def _named(session: Session, name: str) -> Message:
    found = find_customer(session, name)
    return which_to_brief(found, session.today) if isinstance(found, Unclear) else _brief(session, found)


def _brief(session: Session, customer: Customer) -> Message:
    seen = card_of(session, customer)
    return brief_message(seen, brief(seen))
