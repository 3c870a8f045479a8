"""Lists under a name: `/customer lists`, and the buttons that save, show, change and delete one."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customer_item import ListPlace
from bot.domain.errors import OutdatedError
from bot.domain.saved_list import SavedList
from bot.domain.saying import say
from bot.reading.line_words import unquoted
from bot.reading.slack_text import unescape
from bot.use_cases.saved_lists import (
    change_list,
    delete_list,
    list_called,
    list_of,
    lists_of,
    save_list,
    team_day,
    to_change,
)
from bot.use_cases.segments import keep_segment, segment_of
from bot.use_cases.session import Session
from bot.views import form_ids, ids
from bot.views.message import Message
from bot.views.saved_lists import SHARED, all_lists, list_deleted, list_form, list_saved
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.list_pages import answer_at, show
from handlers.outcome import after_click, after_form


def answer(asking: Asking, _typed: str) -> Message:
    """All lists that this person sees."""
    fields = asking.custom_fields
    return asking.look(lambda session: all_lists(lists_of(session), fields, team_day(session)))


def named(asking: Asking, typed: str) -> SavedList | None:
    """The list of this name, if there is one."""
    with asking.reading() as session:
        return list_called(session, unquoted(unescape(typed)))


def open_named(asking: Asking, saved: SavedList) -> Message | None:
    """The first page of a list, as the answer to a command."""
    return answer_at(asking, _place_of(asking, saved))


def register(app: App) -> None:
    """The buttons and the form."""
    _opens(app, ids.SAVE_LIST)
    _opens(app, ids.EDIT_LIST)

    @app.action(ids.SHOW_LIST)
    def show_one(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            saved = list_of(session, row_id(asking.value))
        show(asking, _place_of(asking, saved))
        ack()

    @app.action(ids.UPDATE_LIST)
    def keep_what_is_shown(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        after_click(asking, asking.once(partial(_updated, place=ListPlace.read(asking.value))))
        ack()

    @app.action(ids.DELETE_LIST)
    def delete(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        list_id = ListPlace.read(asking.value).list_id
        after_click(asking, asking.once(lambda session: list_deleted(*delete_list(session, list_id))))
        ack()

    @app.view(form_ids.LIST_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("List"), asking.once(partial(_saved, form=form)))


def _opens(app: App, action_id: str) -> None:
    """The form: of the list that is shown, where it is a saved one and is to be edited."""

    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        place = ListPlace.read(asking.value)
        with asking.reading() as session:
            segment_of(session, place.kept_id)
            saved = to_change(session, place.list_id) if action_id == ids.EDIT_LIST else None
        asking.open(list_form(str(place), saved))
        ack()


def _place_of(asking: Asking, saved: SavedList) -> ListPlace:
    kept_id = asking.deps.write(asking.person, partial(keep_segment, segment=saved.segment))
    return ListPlace(kept_id, 1, saved.sorting, saved.id)


def _saved(session: Session, form: Filled) -> Message:
    place = ListPlace.read(str(form.metadata.get("list", "")))
    name, is_shared = form.text("name"), SHARED in form.texts(SHARED)
    if "saved" not in form.metadata:
        segment = segment_of(session, place.kept_id)
        return list_saved(*save_list(session, name, segment, place.sorting, is_shared=is_shared))
    return list_saved(*change_list(session, form.number("saved"), form.number("seen"), name=name, is_shared=is_shared))


def _updated(session: Session, place: ListPlace) -> Message:
    """The saved list asks from now on for what is shown."""
    if not place.list_id:
        raise OutdatedError
    saved, segment = to_change(session, place.list_id), segment_of(session, place.kept_id)
    return list_saved(*change_list(session, saved.id, saved.version, segment=segment, sorting=place.sorting))
