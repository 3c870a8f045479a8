"""/rapport deadlines: by when complaints are to be answered; leads change it, everybody may look."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.deadlines import CELLS, Allowance, Cell, field_of, read_allowance
from bot.domain.errors import NotUnderstoodError, raise_all
from bot.domain.rights import SETTINGS
from bot.use_cases.deadlines import change_deadlines, deadlines_of
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.deadlines import deadlines_form, deadlines_saved, deadlines_table
from bot.views.message import Message
from bot.views.pages import page
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form

TITLE = "Deadlines"


def answer(asking: Asking) -> Message | None:
    """The form for who may change them, the table for everybody else."""
    with asking.reading() as session:
        table = deadlines_of(session)
    if not asking.may(SETTINGS):
        return deadlines_table(table)
    asking.open(deadlines_form(table))
    return None


def register(app: App) -> None:
    """The form, and the button in the settings that opens it."""

    @app.action(ids.SHOW_DEADLINES)
    def show(ack: Ack, context: BoltContext) -> None:
        answer(Asking.of(context))
        ack()

    @app.view(form_ids.DEADLINES_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(context)
        chosen = _chosen(Filled.of(body))
        done = asking.once(lambda session: _saved(session, chosen))
        if body["view"].get("previous_view_id"):  # the settings under it stay as they were typed
            ack(response_action="update", view=asking.with_origin(page(TITLE, done)))
        else:
            after_form(asking, ack, TITLE, done)


def _chosen(form: Filled) -> dict[Cell, Allowance]:
    """The table as filled in. What cannot be read is told at its field, all of it at once."""
    chosen: dict[Cell, Allowance] = {}
    wrong = []
    for cell in CELLS:
        try:
            chosen[cell] = read_allowance(form.text(field_of(cell)), field_of(cell))
        except NotUnderstoodError as error:
            wrong.append(error)
    raise_all(wrong)
    return chosen


def _saved(session: Session, chosen: dict[Cell, Allowance]) -> Message:
    before = deadlines_of(session)
    return deadlines_saved(before, chosen, change_deadlines(session, chosen))
