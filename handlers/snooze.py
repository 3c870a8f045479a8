"""Snooze: a menu of one click wherever a follow-up is shown. Only a day of one's own, or a needed word, asks first."""

from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.calendar import instant_of, local_date
from bot.domain.carried import clock_time, row_id
from bot.domain.errors import OutdatedError
from bot.domain.followups import Changed, FollowUp
from bot.domain.promise import goes_beyond
from bot.domain.saying import say
from bot.domain.snooze import Choice, Until, chosen, needs_reason
from bot.use_cases.session import Session, customer_of, followup_of
from bot.use_cases.snoozing import put_off
from bot.views import form_ids, ids
from bot.views.confirmation import done_with
from bot.views.message import Message, View
from bot.views.snooze import snooze_form, snoozed
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_click, after_form


def choose(asking: Asking, choice: Choice, followup_id: int) -> None:
    """Do what was chosen in a menu, at once where that can be."""
    with asking.reading() as session:
        until, form = _meant(session, choice, followup_id)
    if form:
        asking.open(form)
    elif until:
        after_click(asking, asking.once(lambda session: _said(session, put_off(session, followup_id, until))))


def _meant(session: Session, choice: Choice, followup_id: int) -> tuple[Until | None, View | None]:
    """When it is to come back, or the form that asks for what is missing."""
    reader, followup = session.reader, followup_of(session, followup_id)
    until = chosen(choice, reader)
    if until and not needs_reason(followup, until, reader) and not goes_beyond(followup, until.day):
        return until, None
    hour = choice is Choice.LATER_TODAY and until is None and followup.due_at and chosen(Choice.HOUR, reader)
    proposed = until or Until(reader.today + timedelta(days=1))
    customer, tz = customer_of(session, followup.customer_id), _clock_of(session, followup)
    return None, snooze_form(followup, customer, proposed, tz, hour_later=bool(hour))


def _clock_of(session: Session, followup: FollowUp) -> str:
    """The zone of whoever does it, by whose clock a time is meant."""
    return session.read_by(followup.assignee or session.actor.id).tz


def _until(session: Session, form: Filled) -> Until:
    """The day, and the time where one was chosen."""
    on, at = form.day("until") or session.today, clock_time(form.text("at"))
    if at is None:
        return Until(on)
    instant = instant_of(on, at, _clock_of(session, followup_of(session, form.number("followup"))))
    return Until(local_date(instant, session.reader.tz), instant)


def _said(session: Session, changed: Changed) -> Message:
    customer = customer_of(session, changed.followup.customer_id)
    return done_with(snoozed(changed.followup, customer, session.today), changed.undo_id, customer.id)


def register(app: App) -> None:
    """The menu and the form."""

    @app.action(ids.SNOOZE)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        choice, _, followup_id = asking.value.rpartition(":")  # the button of an older Rapport carries the id alone
        if choice not in {"", *Choice}:
            raise OutdatedError
        choose(asking, Choice(choice or Choice.DAY), row_id(followup_id))
        ack()

    @app.view(form_ids.SNOOZE_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)

        def use(session: Session) -> Message:
            until = _until(session, form)
            was_told = "told" in form.texts("told")
            changed = put_off(session, form.number("followup"), until, form.text("reason"), was_told=was_told)
            return _said(session, changed)

        after_form(asking, ack, say("Snooze"), asking.once(use))
