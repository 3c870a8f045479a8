"""/customer: the card, and adding, changing, remembering, listing."""

from slack_bolt import App

from bot.deps import Deps
from bot.domain.customers import Unclear
from bot.domain.slack_text import unescape
from bot.use_cases.find_customer import find_customer
from bot.use_cases.work import Work
from bot.views.choices import which_customer
from bot.views.confirmation import done_with
from bot.views.message import Message
from bot.views.mrkdwn import escape
from handlers.asking import Asking


def answer(asking: Asking, typed: str) -> Message | None:
    """The card of the customer named."""

    def use(work: Work) -> Message:
        found = find_customer(work, unescape(typed))
        if isinstance(found, Unclear):
            return which_customer(found, work.today, can_add=False)
        return done_with(escape(found.name))

    return asking.look(use)


def register(app: App, deps: Deps) -> None:
    """Nothing yet."""
