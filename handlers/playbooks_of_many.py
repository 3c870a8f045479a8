"""A playbook begun with everybody in a list, from the form in which all of them are changed."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customer_item import ListPlace
from bot.domain.errors import ConflictError
from bot.domain.saying import say
from bot.domain.segment import Segment
from bot.use_cases.playbooks import playbook_of
from bot.use_cases.playbooks_of_many import begin_with_many, preview_of_many
from bot.use_cases.segments import segment_of
from bot.use_cases.session import Session
from bot.views import form_ids
from bot.views.message import Message, View
from bot.views.playbooks_of_many import many_begun, many_preview
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form


def previewed(session: Session, place: ListPlace, playbook: str) -> View:
    """With whom the playbook of this id would begin."""
    book = playbook_of(session, row_id(playbook))
    return many_preview(preview_of_many(session, segment_of(session, place.kept_id), book), str(place))


def register(app: App) -> None:
    """The preview's Begin."""

    @app.view(form_ids.BEGIN_MANY_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("Playbook"), asking.once(lambda session: _begun(session, form)))


def _begun(session: Session, form: Filled) -> Message:
    book = playbook_of(session, form.number("playbook"))
    if book.version != form.metadata.get("seen"):
        raise ConflictError(
            say("“{name}” was changed meanwhile. Nothing was begun; close this and look again.", name=book.name)
        )
    return many_begun(begin_with_many(session, _segment(session, form), book, form.number("number")))


def _segment(session: Session, form: Filled) -> Segment:
    return segment_of(session, ListPlace.read(str(form.metadata.get("list", ""))).kept_id)
