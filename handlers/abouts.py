"""What a touchpoint is about: one click on its alert, or a form with category, cause and themes."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.about import About
from bot.domain.carried import row_id
from bot.domain.errors import OutdatedError
from bot.domain.saying import say
from bot.use_cases.about import about_of, say_about
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.about import about_said
from bot.views.message import Message
from bot.views.theme_forms import about_form
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form


def register(app: App) -> None:
    """The list on an alert, the buttons that open the form, and the form."""

    @app.action(ids.SAY_ABOUT)
    def choose(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        about, _, word = asking.value.partition(":")
        if not word:
            open_form(asking, row_id(about))
        else:
            asking.reply(asking.once(lambda session: _chosen(session, row_id(about), word)))
        ack()

    @app.action(ids.ABOUT)
    def ask(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        open_form(asking, row_id(asking.value))
        ack()

    @app.view(form_ids.ABOUT_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("What it is about"), asking.once(lambda session: _saved(session, form)))


def open_form(asking: Asking, touchpoint_id: int) -> None:
    """Ask what it is about."""
    with asking.reading() as session:
        seen = about_of(session, touchpoint_id)
    words = (asking.rules.complaint_categories, asking.rules.root_causes)
    asking.open(about_form(touchpoint_id, seen.touchpoint.text, seen.about, words, (seen.there, seen.chosen)))


def _chosen(session: Session, touchpoint_id: int, word: str) -> Message:
    """The category alone; the cause stays as it was said. Raises OutdatedError for one that is not in the list."""
    if word not in session.settings.complaint_categories:
        raise OutdatedError
    cause = about_of(session, touchpoint_id).about.cause
    return about_said(say_about(session, touchpoint_id, About(word, cause)))


def _saved(session: Session, form: Filled) -> Message:
    typed = About(form.text("own_category") or form.text("category"), form.text("own_cause") or form.text("cause"))
    themes = {row_id(one) for one in form.texts("themes")} if "themes" in form.values else None
    return about_said(say_about(session, form.number("about"), typed, themes))
