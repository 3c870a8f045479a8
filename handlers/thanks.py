"""/thanks and the "Thank-you note" button: a thank-you note to write, or one more thing to thank for in one."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import clock_time, row_id, two_row_ids
from bot.domain.customers import Customer
from bot.domain.due_days import AS_SAID, HowDue
from bot.domain.followups import Changed
from bot.domain.saying import say
from bot.domain.thanks import Thanks
from bot.reading.line import Line
from bot.use_cases.away import assignee_away
from bot.use_cases.session import Session, customer_of, touchpoint_of
from bot.use_cases.thanks import add_kept, add_to_note, keep_wanted, other_note, plan_thanks, take_wanted
from bot.views import away as away_views
from bot.views import form_ids, ids, thanks
from bot.views.confirmation import planned
from bot.views.due_days import about_day
from bot.views.forms import thanks_form
from bot.views.message import Message
from handlers.asking import Asking
from handlers.filled_form import Filled, customer_chosen
from handlers.line_commands import Do, LineCommand
from handlers.outcome import after_click, after_form


def _prepare(asking: Asking, line: Line) -> Do:
    person, due = line.options.get("for"), line.options.get("due")
    writer = asking.giving_to(str(person)) if person else None
    how = HowDue(is_default=due is None, hour=line.hour)
    day = due if isinstance(due, date) else None
    at = clock_time(str(line.options.get("at", "")).partition(" ")[0])
    return partial(_plan, wanted=Thanks(0, line.text, writer, day, at), how=how)


def _plan(session: Session, customer: Customer, wanted: Thanks, how: HowDue = AS_SAID) -> Message:
    """Plan it; where there is another note, ask first."""
    wanted = replace(wanted, customer_id=customer.id)
    note = None if customer.do_not_contact else other_note(session, customer)
    if note:
        return thanks.other_note(note, customer, keep_wanted(session, wanted), session.today, wanted.reason)
    return _planned(session, customer, plan_thanks(session, wanted), how)


def _planned(session: Session, customer: Customer, done: Changed, how: HowDue = AS_SAID) -> Message:
    about = about_day(done.followup, how, session.today)
    about += away_views.assignee_away(assignee_away(session, done.followup))
    return planned(done.followup, customer, done.undo_id, session.today, about)


def _added(session: Session, done: Changed) -> Message:
    return thanks.added_to_note(done.followup, customer_of(session, done.followup.customer_id), done.undo_id)


LINES = [LineCommand("thanks", _prepare, lambda _, filling: thanks_form(filling))]


def register(app: App) -> None:
    """The form and the buttons."""

    @app.view(form_ids.THANKS_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        writer = asking.giving_to(form.text("assignee"))
        wanted = Thanks(0, form.text("text"), writer, form.day("due"))
        answer = asking.once(lambda session: _plan(session, customer_chosen(session, form), wanted))
        after_form(asking, ack, say("Thank-you note"), answer)

    @app.action(ids.THANK_REFERRER)
    def thank_referrer(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        referrer_id = row_id(asking.value)
        wanted = Thanks(referrer_id, "for recommending us")
        after_click(asking, asking.once(lambda session: _plan(session, customer_of(session, referrer_id), wanted)))
        ack()

    @app.action(ids.THANK_YOU_NOTE)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        customer_id, _, touchpoint_id = asking.value.partition(":")
        thank(asking, row_id(customer_id), row_id(touchpoint_id) if touchpoint_id else None)
        ack()

    _register_answers(app)


def _register_answers(app: App) -> None:
    """What can be done where there is another note."""

    @app.action(ids.PLAN_ANYWAY)
    def anyway(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        kept_id = row_id(asking.value)

        def use(session: Session) -> Message:
            wanted = take_wanted(session, kept_id)
            return _planned(session, customer_of(session, wanted.customer_id), plan_thanks(session, wanted))

        after_click(asking, asking.once(use), replace=True)
        ack()

    @app.action(ids.ADD_TO_NOTE)
    def add(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        kept_id, followup_id = two_row_ids(asking.value)
        added = asking.once(lambda session: _added(session, add_kept(session, kept_id, followup_id)))
        after_click(asking, added, replace=True)
        ack()

    @app.action(ids.ADD_PRAISE)
    def add_praise(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        followup_id, touchpoint_id = two_row_ids(asking.value)

        def use(session: Session) -> Message:
            praise = touchpoint_of(session, touchpoint_id)
            return _added(session, add_to_note(session, followup_id, "", praise))

        after_click(asking, asking.once(use))
        ack()


def thank(asking: Asking, customer_id: int, touchpoint_id: int | None = None) -> None:
    """Plan a note, for what was said in a touchpoint where there is one."""
    wanted = Thanks(customer_id, praise_id=touchpoint_id)
    after_click(asking, asking.once(lambda session: _plan(session, customer_of(session, customer_id), wanted)))
