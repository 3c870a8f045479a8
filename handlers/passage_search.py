"""`/customer search biscuit`: the texts in which words stand, page by page."""

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customers import Customer, Unclear
from bot.domain.errors import ConflictError, OutdatedError
from bot.domain.passages import PassageMark
from bot.domain.saying import say
from bot.reading.line_words import unquoted
from bot.reading.slack_text import unescape
from bot.use_cases.card import card_of
from bot.use_cases.find_customer import keep_typed, peek_line
from bot.use_cases.search_passages import search_passages, who
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.card import card
from bot.views.customer_form import find_form
from bot.views.message import Message
from bot.views.passages import nothing_found, passages
from handlers.asking import Asking

KEPT = "search"
"""The command under which the words are kept for the pages after the first: they may be about somebody."""


def answer(asking: Asking, typed: str) -> Message | None:
    """The texts with these words; a customer of just this name whom no text names is shown at once."""
    words = unquoted(unescape(typed)).strip()
    if not words:
        asking.open(find_form())
        return None
    with asking.reading() as session:
        found, called = search_passages(session, words), who(session, words)
        if not found.passages:
            return _only_who(session, called)
    if not found.older:
        return passages(found, called, 0)
    return asking.once(lambda session: passages(found, called, keep_typed(session, KEPT, words)))


def register(app: App) -> None:
    """Older."""

    @app.action(ids.OLDER_PASSAGES)
    def older(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        about, _, place = asking.value.partition(":")
        said_at, _, last = place.partition(":")
        if not said_at[:4].isdecimal():
            raise OutdatedError
        mark = PassageMark(said_at[:10], row_id(last))
        asking.reply(
            asking.look(lambda session: _older(session, row_id(about), mark)), replace=True, title=say("Found")
        )
        ack()


def _only_who(session: Session, called: Customer | Unclear) -> Message:
    if isinstance(called, Customer):
        return card(card_of(session, called))
    return nothing_found(called, session.today)


def _older(session: Session, kept_id: int, mark: PassageMark) -> Message:
    """Raises ConflictError where the words are not kept any more."""
    kept = peek_line(session, kept_id)
    if kept is None or kept.command != KEPT:
        raise ConflictError(say("This search is more than a day old. Please type it again."))
    return passages(search_passages(session, kept.line, mark), None, kept_id)
