"""The buttons of a follow-up: Claim, Done, Release, Reassign, Cancel, Reopen, wherever it is shown.

The messages that show it are edited through the outbox. The one who clicked is answered only where they see nothing of
that: in an ephemeral list or a page.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.candidates import ASK_OF
from bot.domain.carried import row_id
from bot.domain.channel import Severity
from bot.domain.followups import Changed, FollowUp, FollowUpKind
from bot.domain.saying import say
from bot.use_cases import followups as cases
from bot.use_cases.acknowledging import acknowledge
from bot.use_cases.alerts import raise_severity, set_severity
from bot.use_cases.away import assignee_away
from bot.use_cases.hints import worth_knowing
from bot.use_cases.joining import put_together
from bot.use_cases.lists import items, with_original
from bot.use_cases.mood_labels import not_negative, this_is_negative
from bot.use_cases.sent_notes import reopen
from bot.use_cases.session import Session, customer_of, followup_of
from bot.use_cases.yearly import skip_this_year
from bot.views import away as away_views
from bot.views import form_ids, ids
from bot.views.confirmation import done_with
from bot.views.followup_page import followup_page
from bot.views.lifecycle import CHANGED, cancel_form, reassign_form
from bot.views.message import Message
from bot.views.plan import next_one
from bot.views.renewal import renewed_form
from bot.views.severity import BUTTONS as SEVERITIES
from handlers import asks, resolving, satisfaction
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_click, after_form

Change = Callable[[Session, int], Changed]

Verb = Callable[[Asking, int], None]


def _to(severity: Severity) -> Change:
    return lambda session, followup_id: set_severity(session, followup_id, severity)


AT_ONCE: dict[str, Change] = {
    ids.CLAIM: cases.claim,
    ids.ACKNOWLEDGE: acknowledge,
    ids.RELEASE: cases.release,
    ids.PUT_TOGETHER: put_together,
    ids.SKIP_THIS_YEAR: skip_this_year,
    ids.SKIP: cases.skip,
    ids.NOT_NEGATIVE: lambda session, followup_id: not_negative(session, followup_of(session, followup_id)),
    **{action_id: _to(severity) for severity, action_id in SEVERITIES.items()},
}
"""Buttons that need nothing more than the click."""

CONFIRMED = frozenset({ids.ACKNOWLEDGE, "acknowledge"})
"""Those of them that are confirmed, with Undo, to whoever clicked also where everybody sees what came of it.

They stop a clock, and nothing beside them takes that back. Claim is taken back by Release, and whoever claims five
lines of a list wants no five messages; beside what was done stands Undo or Reopen.
"""

MORE_AT_ONCE: dict[str, Change] = {
    "acknowledge": acknowledge,
    "release": cases.release,
    "skip": cases.skip,
    "raise": raise_severity,
}
"""The same for choices of the "more" menu."""

BUTTON_FORMS = {ids.REASSIGN: reassign_form}
"""Buttons that ask something first."""

MORE_FORMS = {"assign": reassign_form, "cancel": cancel_form}
"""The same for choices of the "more" menu."""

FORMS = {**BUTTON_FORMS, **MORE_FORMS, form_ids.RENEWED_FORM: renewed_form}


def register(app: App) -> None:
    """Every button and form of a follow-up."""
    for action_id, change in AT_ONCE.items():
        _at_once(app, action_id, change)
    for action_id in BUTTON_FORMS:
        _asks_first(app, action_id)
    _register_asking(app)
    _register_forms(app)


def _at_once(app: App, action_id: str, change: Change) -> None:
    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        _change_at_once(asking, row_id(asking.value), what=action_id, change=change)
        ack()


def _change_at_once(asking: Asking, followup_id: int, *, what: str, change: Change) -> None:
    message = asking.once(lambda session: _said(session, what, change(session, followup_id)))
    if not asking.is_public or what in CONFIRMED:
        after_click(asking, message)


def _asks_first(app: App, action_id: str) -> None:
    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        _open_form(asking, row_id(asking.value), action_id=action_id)
        ack()


def _register_asking(app: App) -> None:
    for action_id, verb in ((ids.DONE, _done), (ids.REOPEN, _reopen)):
        _asks_perhaps(app, action_id, verb)


def _asks_perhaps(app: App, action_id: str, verb: Verb) -> None:
    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        verb(asking, row_id(asking.value))
        ack()


def _done(asking: Asking, followup_id: int) -> None:
    """At once, but for what asks something first."""
    with asking.reading() as session:
        ask = ASKS.get(followup_of(session, followup_id).kind)
    if ask:
        ask(asking, followup_id)
    else:
        _change_at_once(asking, followup_id, what=ids.DONE, change=cases.finish)


def _reopen(asking: Asking, followup_id: int) -> None:
    """At once; only a complaint asks why."""
    with asking.reading() as session:
        asks = resolving.asks_why(followup_of(session, followup_id))
    if asks:
        resolving.open_again(asking, followup_id)
    else:
        _change_at_once(asking, followup_id, what=ids.REOPEN, change=reopen)


def _open_form(asking: Asking, followup_id: int, *, action_id: str) -> None:
    with asking.reading() as session:
        followup = followup_of(session, followup_id)
        view = FORMS[action_id](followup, customer_of(session, followup.customer_id), session.today)
    asking.open(view)


ASKS: dict[FollowUpKind, Verb] = {
    FollowUpKind.COMPLAINT: resolving.open_form,
    FollowUpKind.RENEWAL: partial(_open_form, action_id=form_ids.RENEWED_FORM),
    FollowUpKind.SATISFACTION_CHECK: satisfaction.open_form,
    **dict.fromkeys(ASK_OF, asks.open_form),
}
"""Kinds whose Done asks something first: what was done, until when it is renewed, what the customer said."""


def mark_negative(asking: Asking, touchpoint_id: int) -> None:
    """The scorer missed it: alert, and tell the one who said so."""

    def use(session: Session) -> Message:
        marked = this_is_negative(session, touchpoint_id)
        return done_with(say("Thanks, noted: this is negative. The team is being alerted."), marked.undo_id)

    after_click(asking, asking.once(use))


def _whole(asking: Asking, followup_id: int) -> None:
    with asking.reading() as session:
        followup = followup_of(session, followup_id)
        customer = customer_of(session, followup.customer_id)
        known = worth_knowing(session, customer)
        (item,) = items(session, [followup])
        view = followup_page(with_original(session, item), session.reader, known)
    asking.open(view)


VERBS: dict[str, Verb] = {
    "done": _done,
    "whole": _whole,
    "negative": mark_negative,
    **{what: partial(_change_at_once, what=what, change=change) for what, change in MORE_AT_ONCE.items()},
    **{what: partial(_open_form, action_id=what) for what in MORE_FORMS},
}
"""Choices of a ⋯ menu (handlers/more.py) that belong to a follow-up's life, and what each does with its id."""


def _register_forms(app: App) -> None:
    @app.view(form_ids.CANCEL_FORM)
    def cancel(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        def change(session: Session, followup: FollowUp, form: Filled) -> Changed:
            return cases.cancel(session, followup.id, form.text("reason"), ends_series=form.text("which") == "all")

        _submit(ack, body, context, "cancel", change)

    @app.view(form_ids.REASSIGN_FORM)
    def reassign(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        to = Asking.of(context).giving_to(Filled.of(body).text("assignee")) or ""

        def change(session: Session, followup: FollowUp, _form: Filled) -> Changed:
            return cases.assign(session, followup.id, to)

        _submit(ack, body, context, ids.REASSIGN, change)


def _submit(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    action_id: str,
    change: Callable[[Session, FollowUp, Filled], Changed],
) -> None:
    asking, form = Asking.of(context), Filled.of(body)

    def use(session: Session) -> Message:
        return _said(session, action_id, change(session, followup_of(session, form.number("followup")), form))

    after_form(asking, ack, say("Follow-up"), asking.once(use))


def _said(session: Session, action_id: str, changed: Changed) -> Message:
    customer = customer_of(session, changed.followup.customer_id)
    said = CHANGED[action_id](changed.followup, customer, session.today)
    then = "" if changed.followup.is_open else next_one(changed.followup, changed.then, session.today)
    message = done_with(f"{said}{then}", changed.undo_id, customer.id)
    away = assignee_away(session, changed.followup) if action_id == ids.REASSIGN else None
    return Message(message.text, [*message.blocks, *away_views.assignee_away(away)])
