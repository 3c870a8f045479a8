"""The button on Home with which somebody chooses when their own digest comes, and what is in it."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.digest import MyDigest
from bot.domain.saying import say
from bot.domain.setting_values import read_rhythm
from bot.use_cases.my_digest import checked_zone, choose_digest, digest_of_mine, without
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.confirmation import done_with
from bot.views.message import Message
from bot.views.my_digest import my_digest_form, saved
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.settings import after_form_on_page


def open_form(asking: Asking) -> None:
    """Ask when it comes."""
    with asking.reading() as session:
        view = my_digest_form(digest_of_mine(session))
    asking.open(view)


def register(app: App) -> None:
    """The button and its form."""

    @app.action(ids.OPEN_MY_DIGEST)
    def click(ack: Ack, context: BoltContext) -> None:
        open_form(Asking.of(context))
        ack()

    @app.view(form_ids.MY_DIGEST_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        at, days = read_rhythm(form.text("at"), form.texts("days"))
        zone, left_out = checked_zone(form.text("timezone")), without(form.texts("contents"))

        def use(session: Session) -> Message:
            chosen = MyDigest(replace(digest_of_mine(session).rhythm, at=at, days=days), zone, left_out)
            return done_with(saved(chosen), choose_digest(session, chosen))

        after_form_on_page(asking, ack, say("My digest"), asking.once(use))
