"""/thanks and the "Thank-you note" button: a thank-you note to write."""

from datetime import date
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import clock_time, row_id
from bot.domain.customers import Customer
from bot.domain.due_days import AS_SAID, HowDue
from bot.domain.followups import Changed
from bot.domain.plan import Plan
from bot.reading.line import Line
from bot.use_cases.away import assignee_away
from bot.use_cases.session import Session, customer_of, touchpoint_of
from bot.use_cases.thanks import plan_thanks
from bot.views import away as away_views
from bot.views import ids
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
    plan = Plan(due if isinstance(due, date) else None, clock_time(str(line.options.get("at", ""))))
    return partial(_plan, reason=line.text, writer=writer, plan=plan, how=how)


def _plan(
    session: Session,
    customer: Customer,
    reason: str,
    writer: str | None,
    plan: Plan,
    how: HowDue = AS_SAID,
) -> Message:
    done = plan_thanks(session, customer, reason, assignee=writer, due=plan.due, at=plan.at)
    return _planned(session, customer, done, how)


def _planned(session: Session, customer: Customer, done: Changed, how: HowDue = AS_SAID) -> Message:
    about = about_day(done.followup, how, session.today)
    about += away_views.assignee_away(assignee_away(session, done.followup))
    return planned(done.followup, customer, done.undo_id, session.today, about)


LINES = [LineCommand("thanks", _prepare, lambda _, filling: thanks_form(filling))]


def register(app: App) -> None:
    """The form and the button."""

    @app.view(ids.THANKS_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        writer = asking.giving_to(form.text("assignee"))
        answer = asking.once(
            lambda session: _plan(
                session, customer_chosen(session, form), form.text("text"), writer, Plan(form.day("due"))
            )
        )
        after_form(asking, ack, "Planned", answer)

    @app.action(ids.THANK_REFERRER)
    def thank_referrer(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        referrer_id = row_id(asking.value)

        def use(session: Session) -> Message:
            referrer = customer_of(session, referrer_id)
            return _planned(session, referrer, plan_thanks(session, referrer, "for recommending us"))

        after_click(asking, asking.once(use))
        ack()

    @app.action(ids.THANK_YOU_NOTE)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        customer_id, _, touchpoint_id = asking.value.partition(":")
        thank(asking, row_id(customer_id), row_id(touchpoint_id) if touchpoint_id else None)
        ack()


def thank(asking: Asking, customer_id: int, touchpoint_id: int | None = None) -> None:
    """Plan a note, for what was said in a touchpoint where there is one."""

    def use(session: Session) -> Message:
        customer = customer_of(session, customer_id)
        praise = touchpoint_of(session, touchpoint_id) if touchpoint_id else None
        return _planned(session, customer, plan_thanks(session, customer, "", praise=praise))

    after_click(asking, asking.once(use))
