"""`/rapport language` and its form: which language Rapport speaks to the one who asks."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.saying import say
from bot.use_cases.language import AS_IN_SLACK, choose_language, language_of_mine, read_language
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.confirmation import done_with
from bot.views.language import language_form, language_saved
from bot.views.message import Message
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.settings import after_form_on_page


def answer(asking: Asking, typed: str) -> Message | None:
    """Speak what is named; alone, ask."""
    if not typed.strip():
        open_form(asking)
        return None
    return _chosen(asking, read_language(typed))


def open_form(asking: Asking) -> None:
    """Ask which one."""
    with asking.reading() as session:
        view = language_form(language_of_mine(session), AS_IN_SLACK)
    asking.open(view)


def _chosen(asking: Asking, language: str) -> Message:
    def use(session: Session) -> Message:
        undo_id = choose_language(session, language)
        return done_with(language_saved(language), undo_id)

    return asking.once(use)


def register(app: App) -> None:
    """The button and its form."""

    @app.action(ids.OPEN_LANGUAGE)
    def click(ack: Ack, context: BoltContext) -> None:
        open_form(Asking.of(context))
        ack()

    @app.view(form_ids.LANGUAGE_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        message = _chosen(asking, read_language(form.text("language")))
        after_form_on_page(asking, ack, say("My language"), message)
