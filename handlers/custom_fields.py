"""/rapport fields: what fields of its own the team has; leads add, change and remove them."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.custom_fields import FieldType
from bot.domain.errors import OutdatedError
from bot.domain.rights import FIELDS
from bot.domain.saying import later, say
from bot.use_cases.custom_fields import change_field, define_field, field_list, field_of, mark, remove_field
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.field_list import field_form, field_removed, field_saved, fields_page
from bot.views.message import Message
from bot.views.pages import page
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form_over

TITLE = later("Fields of customers")


def answer(asking: Asking) -> Message:
    """The list."""
    return asking.look(lambda session: _page(asking, session))


def register(app: App) -> None:
    """The list from the settings, and the buttons and the form of leads."""

    @app.action(ids.SHOW_FIELDS)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.open(page(say(TITLE), answer(asking)))
        ack()

    @app.action(ids.ADD_FIELD)
    def add(ack: Ack, context: BoltContext) -> None:
        Asking.of(context).open(field_form(None))
        ack()

    @app.action(ids.CHANGE_FIELD)
    def change(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            one = field_of(session, row_id(asking.value))
            customers = field_list(session, may_define=True).customers.get(one.id, 0)
        asking.open(field_form(one, customers, mark(one)))
        ack()

    @app.action(ids.REMOVE_FIELD)
    def remove(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        field_id = row_id(asking.value)
        done = asking.once(lambda session: _page(asking, session, field_removed(remove_field(session, field_id))))
        asking.reply(done, replace=True, title=say(TITLE))
        ack()

    @app.view(form_ids.FIELD_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        done = asking.once(lambda session: _saved(asking, session, form))
        after_form_over(asking, ack, say(TITLE), done)


def _saved(asking: Asking, session: Session, form: Filled) -> Message:
    name, choices = form.text("name"), form.text("choices")
    if "field" not in form.metadata:
        done = define_field(session, name, _type(form.text("type")), choices)
        return _page(asking, session, field_saved(done, is_new=True))
    seen = str(form.metadata.get("seen", ""))
    done = change_field(session, form.number("field"), name, choices, seen=seen)
    return _page(asking, session, field_saved(done, is_new=False))


def _type(chosen: str) -> FieldType:
    """The type chosen in the form. Raises OutdatedError for one that is not in it."""
    if chosen not in list(FieldType):
        raise OutdatedError
    return FieldType(chosen)


def _page(asking: Asking, session: Session, done: Message | None = None) -> Message:
    return fields_page(field_list(session, may_define=asking.may(FIELDS)), done)
