"""/followup: plan something for a customer in one line, or list what there is to do."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import clock_time, row_id
from bot.domain.customers import Customer
from bot.domain.due_days import AS_SAID, HowDue
from bot.domain.followups import first_words
from bot.domain.plan import HERE, Plan
from bot.domain.repeating import Repeat
from bot.domain.saying import say
from bot.reading.line import Line
from bot.reading.repeats import rule_of
from bot.use_cases.away import assignee_away
from bot.use_cases.find_customer import find_customer
from bot.use_cases.followups import create_followup
from bot.use_cases.hints import no_calls
from bot.use_cases.session import Session, customer_of
from bot.use_cases.timed import day_of, on_their_clock, wall_of
from bot.views import away as away_views
from bot.views import form_ids, ids
from bot.views.confirmation import against, planned
from bot.views.due_days import about_day
from bot.views.filling import Filling
from bot.views.forms import followup_form
from bot.views.message import Message, View
from handlers import followup_lists
from handlers.asking import Asking
from handlers.filled_form import Filled, customer_chosen
from handlers.line_commands import Do, LineCommand, read, settle
from handlers.original import OF_NOTHING, MadeOf
from handlers.outcome import after_form


def answer(asking: Asking, typed: str) -> Message | None:
    """Show the list that is called so, plan what a line says, or list what is to be done for a customer.

    What has a colon is meant as a line; one that cannot be read opens the form with it.
    """
    if listed := followup_lists.named(asking, typed):
        return listed
    line = read(asking, COMMAND, typed)
    if not line.customer and not line.options and not line.doubts and _is_looked_up(asking, line.text):
        return followup_lists.of_customer(asking, typed)
    return settle(asking, COMMAND, line)


def _is_looked_up(asking: Asking, words: str) -> bool:
    """Whether words alone are rather a customer's name than something to do ("Dana Reyes", not "call Dana")."""
    if " " not in words or not any(word[:1].islower() for word in words.split()):
        return True
    with asking.reading() as session:
        return isinstance(find_customer(session, words), Customer)


def _prepare(asking: Asking, line: Line) -> Do:
    due = line.options.get("due")
    person = asking.giving_to(str(line.options.get("for", ""))) or asking.person.id
    how = HowDue(is_default=due is None and "every" not in line.options, words=line.day_words, hour=line.hour)
    return partial(plan_for, title=line.text, plan=_plan_of(line), assignee=person, how=how)


def _plan_of(line: Line) -> Plan:
    said, due = line.options, line.options.get("due")
    clock, _, here = str(said.get("at", "")).partition(" ")
    return Plan(
        due if isinstance(due, date) else None,
        clock_time(clock),
        here == HERE,
        Repeat.read(str(said["every"])) if "every" in said else None,
        is_promised=said.get("promised") == "yes",
    )


def plan_in(form: Filled) -> Plan:
    """For when something is planned in a form. Raises NotUnderstoodError for a rule that cannot be read."""
    words = form.text("every")
    return Plan(
        form.day("due"),
        clock_time(form.text("at")),
        every=rule_of(words) if words else None,
        is_promised=bool(form.texts("promised")),
    )


def plan_for(
    session: Session,
    customer: Customer,
    title: str,
    plan: Plan,
    assignee: str | None,
    how: HowDue = AS_SAID,
    made_of: MadeOf = OF_NOTHING,
) -> Message:
    """Plan it, and say what was planned."""
    plan = on_their_clock(session, plan, assignee or session.actor.id)
    done = create_followup(
        *(session, customer, title, day_of(session, plan)),
        assignee=assignee,
        at=plan.at,
        repeats=str(plan.every or ""),
        is_promised=plan.is_promised,
        original=made_of.original,
    )
    made_of.settle(session, done.undo_id, customer)
    about = about_day(done.followup, replace(how, wall=wall_of(session, done.followup)), session.today)
    about += away_views.assignee_away(assignee_away(session, done.followup))
    about += against(customer, no_calls(session, customer, title))
    return planned(done.followup, customer, done.undo_id, session.today, about)


def plan_form(asking: Asking, filling: Filling) -> View:
    """The form to plan; of a message its first words are what is to be done, and all of them are kept with it."""
    if filling.original.text:
        filling = replace(filling, text=first_words(filling.text))
    with asking.reading() as session:
        return followup_form(session.next_day, session.reader.tz, filling)


COMMAND = LineCommand("followup", _prepare, plan_form)
LINES = [COMMAND]


def register(app: App) -> None:
    """The form, and the button that opens it, for a customer where it stands beside one."""

    @app.action(ids.FOLLOW_UP)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            customer = customer_of(session, row_id(asking.value)) if asking.value else None
            form = followup_form(session.next_day, session.reader.tz, Filling(customer=customer))
        asking.open(form)
        ack()

    @app.view(form_ids.FOLLOWUP_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        who = asking.giving_to(form.text("assignee")) or asking.person.id
        plan = plan_in(form)
        planned_so = partial(plan_for, title=form.text("text"), plan=plan, assignee=who, made_of=MadeOf.of(form))
        answer = asking.once(lambda session: planned_so(session, customer_chosen(session, form)))
        after_form(asking, ack, say("Planned"), answer)
