"""The buttons of a card that shows what was understood of somebody's words: log it, change it, drop it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id, two_row_ids
from bot.domain.customers import Customer, Unclear
from bot.domain.errors import OutdatedError
from bot.domain.original import Original
from bot.domain.scribbled import Scribbled, State
from bot.reading.doubts import Choice
from bot.reading.kept_line import unkept
from bot.reading.line import Line
from bot.reading.scribble import Scribble, Sort, as_kind
from bot.reading.scribble_kinds import KINDS
from bot.reading.scribble_names import names_in
from bot.use_cases import scribbles
from bot.use_cases.customers import add_customer
from bot.use_cases.find_customer import has_tag
from bot.use_cases.session import Session, customer_of
from bot.views import ids
from bot.views.message import Message
from bot.views.scribble import MEANINGS, not_this
from handlers.asking import SCRIBBLE, Asking
from handlers.imports import look_at
from handlers.line_commands import LineCommand, filled_in
from handlers.which_customer import BY_NAME


def register(app: App) -> None:
    """One listener for each button."""
    app.action(ids.SCRIBBLE_LOG)(_log)
    app.action(ids.SCRIBBLE_NEW)(_log_for_somebody_new)
    app.action(ids.SCRIBBLE_CHANGE)(_change)
    app.action(ids.SCRIBBLE_NOT_THIS)(_not_this)
    app.action(ids.SCRIBBLE_KIND)(_choose_kind)
    app.action(ids.SCRIBBLE_IMPORT)(_import)
    for action_id in MEANINGS:
        app.action(action_id)(_answer)


def _log(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    scribble_id, customer_id = two_row_ids(asking.value)
    _finish(asking, scribble_id, partial(_customer, customer_id=customer_id))
    ack()


def _log_for_somebody_new(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    _finish(asking, row_id(asking.value), _somebody_new)
    ack()


def _customer(session: Session, found: Scribbled, line: Line, customer_id: int) -> Customer:
    """The one chosen on the card, else the one who is meant exactly, now as when it was shown."""
    meant = customer_of(session, customer_id) if customer_id else scribbles.who(session, found.written, line)
    if isinstance(meant, Unclear):
        raise OutdatedError
    return meant


def _somebody_new(session: Session, _found: Scribbled, line: Line) -> Customer:
    return add_customer(session, Customer(0, line.customer, owner=session.actor.id), although_known=True).customer


def _finish(asking: Asking, scribble_id: int, whose: Callable[[Session, Scribbled, Line], Customer]) -> None:
    """Do what the card says, once; the answer takes its place."""
    kept = _open(asking, scribble_id)
    do = kept[0].prepare(asking, kept[1]) if kept else None

    def use(session: Session) -> Message:
        found = scribbles.scribble_of(session, scribble_id)  # says so where it was settled before
        if kept is None or do is None or unkept(found.written.line) != kept[1]:
            raise OutdatedError
        customer = whose(session, found, kept[1])
        scribbles.settle(session, scribble_id, customer)
        return do(session, customer)

    _in_its_place(asking, asking.once(use))


def _open(asking: Asking, scribble_id: int) -> tuple[LineCommand, Line] | None:
    """The command and the line of a card that stands yet."""
    with asking.reading() as session:
        found = scribbles.found(session, scribble_id)
    if found is None or found.state is not State.OPEN or found.written.sort != Sort.LINE:
        return None
    return BY_NAME[found.written.command], unkept(found.written.line)


def _change(ack: Ack, context: BoltContext) -> None:
    """The form of the command with everything filled in; sending it settles the card."""
    asking = Asking.of(context)
    scribble_id = row_id(asking.value)
    with asking.reading() as session:
        found = scribbles.scribble_of(session, scribble_id)
        line = unkept(found.written.line)
        who = scribbles.who(session, found.written, line)
    command = BY_NAME[found.written.command]
    filling = replace(filled_in(asking, line), original=Original(line.link))
    if isinstance(who, Unclear) and not line.customer:
        filling = replace(filling, suggested=tuple(one.customer.id for one in who.candidates))
    if len(line.doubts) == 0:
        filling = replace(filling, sentences=())
    view = command.form(asking, filling)
    about = json.loads(view.get("private_metadata") or "{}")
    asking.open({**view, "private_metadata": json.dumps({**about, SCRIBBLE: scribble_id})})
    ack()


def _not_this(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    scribble_id = row_id(asking.value)

    def use(session: Session) -> Message:
        scribbles.drop(session, scribble_id)
        return not_this()

    _in_its_place(asking, asking.once(use))
    ack()


def _choose_kind(ack: Ack, context: BoltContext) -> None:
    """The same words as another kind of thing, with days as they were meant when they were written."""
    asking = Asking.of(context)
    about, _, kind = asking.value.partition(":")
    scribble_id = row_id(about)
    if kind not in KINDS:
        raise OutdatedError
    with asking.reading() as session:
        found = scribbles.scribble_of(session, scribble_id)
    at = datetime.fromtimestamp(float(found.place.ts), UTC)
    readers = asking.deps.readers(asking.person, at, lambda tag: _is_tag(asking, tag))
    line = as_kind(found.written.raw, kind, readers)
    before = unkept(found.written.line)
    line = replace(line, customer=line.customer or before.customer, link=before.link)
    read = Scribble(Sort.LINE, kind, line, names=tuple(names_in(line.typed)))
    _shown_again(asking, scribble_id, lambda session: scribbles.read_as(session, scribble_id, read))
    ack()


def _answer(ack: Ack, context: BoltContext) -> None:
    """One of the things that may be meant was clicked."""
    asking = Asking.of(context)
    about, _, choice = asking.value.partition(":")
    scribble_id, (key, _, value) = row_id(about), choice.partition(":")
    _shown_again(asking, scribble_id, lambda session: scribbles.meant(session, scribble_id, Choice("", key, value)))
    ack()


def _import(ack: Ack, context: BoltContext) -> None:
    """The file that was shared, looked at as one that was given in the form."""
    asking = Asking.of(context)
    scribble_id = row_id(asking.value)
    with asking.reading() as session:
        file_id, name = scribbles.words_of(scribbles.scribble_of(session, scribble_id).written)[:2]
    look_at(asking, file_id, name)
    ack()


def _shown_again(asking: Asking, scribble_id: int, change: Callable[[Session], None]) -> None:
    def use(session: Session) -> Message:
        change(session)
        return asking.deps.scribbled(session, scribble_id) or not_this()

    _in_its_place(asking, asking.once(use))


def _in_its_place(asking: Asking, message: Message) -> None:
    asking.deps.replies.send(asking.body["response_url"], message.payload(), replace=True)


def _is_tag(asking: Asking, words: str) -> bool:
    with asking.reading() as session:
        return has_tag(session, words)
