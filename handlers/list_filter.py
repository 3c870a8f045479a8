"""The form of a list: every condition, filled with what was typed or is shown, and what becomes of it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.customer_item import ListPlace
from bot.domain.errors import NotUnderstoodError
from bot.domain.segment import BY_KEY, FIELD, WORD, Condition, Segment
from bot.reading.segment_line import SegmentLine, read_segment
from bot.reading.segment_values import ValueReader, read_own
from bot.use_cases.segments import keep_segment, segment_of, tags_used
from bot.views import form_ids, ids
from bot.views.message import View
from bot.views.pages import page
from bot.views.segment_form import ANY, ELSE, MORE, MULTI, ONE, PEOPLE, TEXTS, SegmentFilling, segment_form
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.line_commands import readers_of
from handlers.list_pages import TITLE, listed


def read_list(asking: Asking, typed: str) -> SegmentLine:
    """What a line asks for, as this person means it."""
    readers = replace(readers_of(asking), custom=asking.custom_fields)
    return read_segment(typed, readers, asking.reader)


def filled_form(asking: Asking, line: SegmentLine, place: str = "") -> View:
    """The form with all that is understood of a line, and what is not above it."""
    with asking.reading() as session:
        tags = tags_used(session)
    named = {one.value for one in line.segment.conditions if one.kind in {"owner", "backup"}}
    people = {person: asking.deps.directory.handle(person) for person in named}
    sentences = [doubt.sentence for doubt in line.doubts]
    filling = SegmentFilling(line.segment, asking.custom_fields, tags, people, place)
    if sentences:
        filling = replace(filling, sentences=sentences, unread=line.unread, typed=line.typed)
    return segment_form(filling)


def register(app: App) -> None:
    """The button and the form."""

    @app.action(ids.FILTER_CUSTOMERS)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        place = ListPlace.read(asking.value)
        with asking.reading() as session:
            segment = segment_of(session, place.kept_id)
        known = {field.id for field in asking.custom_fields}
        gone = [one for one in segment.conditions if one.field_id is not None and one.field_id not in known]
        asking.open(filled_form(asking, SegmentLine(segment.without(gone)), str(place)))
        ack()

    @app.view(form_ids.FILTER_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        segment = _segment(asking, form)
        before = ListPlace.read(str(form.metadata["list"])) if form.metadata.get("list") else None
        place = ListPlace(asking.deps.write(asking.person, partial(keep_segment, segment=segment)))
        if before:
            place = replace(place, sorting=before.sorting, list_id=before.list_id)
        show_after_form(asking, ack, place, in_place=before is not None)


def show_after_form(asking: Asking, ack: Ack, place: ListPlace, *, in_place: bool) -> None:
    """A list where its form was opened from (instead of the one there, if `in_place`), else as a page."""
    message = asking.look(partial(listed, place=place))
    if asking.deps.replies.answer(str(asking.view_ids.get("origin", "")), message.payload(), replace=in_place):
        ack(response_action="clear")
        return
    message = asking.look(partial(listed, place=place, is_page=True))
    ack(response_action="update", view=asking.with_origin(page(TITLE, message)))


def _segment(asking: Asking, form: Filled) -> Segment:
    """What the form asks for. Raises NotUnderstoodError at the field that cannot be read."""
    values = ValueReader(asking.reader)
    found = [*_free_words(asking, form, WORD)]
    for kind in PEOPLE:
        found += [Condition(kind, person) for person in (*form.texts(kind), *form.texts(f"{kind}{ELSE}"))]
    for kind in (*MULTI, *ONE, *TEXTS):
        found += [Condition(kind, _read(kind, partial(values.read, BY_KEY[kind]), said)) for said in _said(form, kind)]
    for field in asking.custom_fields:
        kind = f"{FIELD}{field.id}"
        found += [Condition(kind, _read(kind, partial(read_own, values, field), said)) for said in _said(form, kind)]
    return Segment.of(*found, *_free_words(asking, form, MORE))


def _said(form: Filled, kind: str) -> Iterator[str]:
    chosen = form.texts(kind) or [form.text(kind)]
    return (one for one in chosen if one and one != ANY)


def _read(kind: str, read: Any, said: str) -> str:  # noqa: ANN401  # a reader of one kind
    try:
        return str(read(said))
    except NotUnderstoodError as error:
        raise NotUnderstoodError(error.sentence, field=kind) from error


def _free_words(asking: Asking, form: Filled, name: str) -> tuple[Condition, ...]:
    """What a text field says that takes a line."""
    line = read_list(asking, _escaped(form.text(name)))
    if line.doubts:
        raise NotUnderstoodError(" ".join(doubt.sentence for doubt in line.doubts), field=name)
    return line.segment.conditions


def _escaped(text: str) -> str:
    """As Slack sends a line: in a form nothing is escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
