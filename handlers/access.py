"""/customer access: everything that is kept of one customer, as files to the lead who asks."""

from bot.domain.customers import Customer
from bot.domain.errors import NotUnderstoodError
from bot.domain.rights import PRIVACY
from bot.domain.saying import say
from bot.reading.line_words import unquoted
from bot.reading.slack_text import unescape
from bot.use_cases.access import ask_for
from bot.use_cases.find_customer import find_exactly
from bot.use_cases.session import Session
from bot.views.access import access_on_its_way
from bot.views.message import Message
from handlers.asking import Asking


def answer(asking: Asking, typed: str) -> Message:
    """Have them sent. Raises NotAllowedError for members, NotFoundError where nobody is named exactly."""
    asking.check(PRIVACY)
    name = unquoted(unescape(typed)).strip()
    if not name:
        raise NotUnderstoodError(say("Of whom? Write it like this: `/customer access Dana Reyes`."))

    def use(session: Session) -> Message:
        return _asked(session, find_exactly(session, name, "`/customer access`"))

    return asking.once(use)


def _asked(session: Session, customer: Customer) -> Message:
    ask_for(session, customer)
    return access_on_its_way(customer)
