"""/rapport reactions: which emoji on a message do something; leads choose them, everybody may look."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.errors import NotUnderstoodError, raise_all
from bot.domain.reactions import Act, chosen_of
from bot.domain.rights import SETTINGS
from bot.domain.saying import say
from bot.reading.emoji import read_emoji
from bot.use_cases.reaction_choices import choose_reactions, reactions_of
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.message import Message
from bot.views.pages import page
from bot.views.reactions import reactions_form, reactions_saved, reactions_table
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form


def answer(asking: Asking) -> Message | None:
    """The form for who may choose, the table for everybody else."""
    with asking.reading() as session:
        chosen = reactions_of(session)
    if not asking.may(SETTINGS):
        return reactions_table(chosen)
    asking.open(reactions_form(chosen))
    return None


def register(app: App) -> None:
    """The form, and the button in the settings that opens it."""

    @app.action(ids.OPEN_REACTIONS)
    def show(ack: Ack, context: BoltContext) -> None:
        answer(Asking.of(context))
        ack()

    @app.view(form_ids.REACTIONS_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, chosen = Asking.of(context), chosen_of(_typed(Filled.of(body)))

        def use(session: Session) -> Message:
            return reactions_saved(chosen, choose_reactions(session, chosen))

        done = asking.once(use)
        if body["view"].get("previous_view_id"):  # the settings under it stay as they were typed
            ack(response_action="update", view=asking.with_origin(page(say("Reactions"), done)))
        else:
            after_form(asking, ack, say("Reactions"), done)


def _typed(form: Filled) -> dict[Act, list[str]]:
    """The emoji of each field. What cannot be read is told at its field, all of it at once."""
    typed: dict[Act, list[str]] = {}
    wrong = []
    for act in Act:
        try:
            typed[act] = read_emoji(form.text(act), act)
        except NotUnderstoodError as error:
            wrong.append(error)
    raise_all(wrong)
    return typed
