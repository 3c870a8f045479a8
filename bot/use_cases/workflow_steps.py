"""What a step of a workflow does, and what it gives to the steps after it (bot/domain/workflow_steps.py).

What a step cannot do is told to the people of the workflow, of whom some may be guests. So a refusal quotes nothing of
what the step was given and names customers by their numbers alone.
"""

from datetime import date

from bot.domain.customers import Customer, Unclear
from bot.domain.errors import NotFoundError
from bot.domain.saying import say, say_count
from bot.domain.slack_channel import Destination
from bot.domain.workflow_steps import Outputs, meant_by_number, numbered
from bot.use_cases.find_customer import find_customer
from bot.use_cases.followups import create_followup
from bot.use_cases.log_touchpoint import NewTouchpoint, log_touchpoint
from bot.use_cases.session import Session, customer_of


def log_by_step(session: Session, wanted: str, new: NewTouchpoint, alerts_to: Destination) -> Outputs:
    """Log a touchpoint or complaint for `wanted`. Raises as `customer_meant` and `log_touchpoint` do."""
    done = log_touchpoint(session, customer_meant(session, wanted), new, alerts_to)
    caused = done.alert or done.follow_up
    about = {"touchpoint_id": str(done.touchpoint.id), "mood": done.touchpoint.mood.label}
    return _given(session, done.customer, **about, followup_due=caused.due.isoformat() if caused else "")


def plan_by_step(session: Session, wanted: str, title: str, due: date | None, assignee: str) -> Outputs:
    """Create a follow-up. Raises as `customer_meant` and `create_followup` do."""
    customer = customer_meant(session, wanted)
    done = create_followup(session, customer, title, due or session.next_day, assignee=assignee)
    return _given(session, customer, followup_due=done.followup.due.isoformat())


def find_by_step(session: Session, wanted: str) -> Outputs:
    """Find a customer. Raises as `customer_meant` does."""
    return _given(session, customer_meant(session, wanted))


def customer_meant(session: Session, wanted: str) -> Customer:
    """The one customer meant exactly: by name, email, phone, number or link. Raises NotFoundError (promise 4)."""
    found = find_customer(session, wanted)
    if isinstance(found, Customer):
        return found
    number = session.links.read(wanted.strip()) or meant_by_number(wanted)
    if number is not None:
        return customer_of(session, number)
    raise NotFoundError(_why(found))


def _why(unclear: Unclear) -> str:
    if not unclear.typed:
        return say("No customer was given. Nothing was done; the step's Customer needs a name, an email or a phone.")
    near = ", ".join(numbered(candidate.customer.id) for candidate in unclear.candidates)
    if not near:
        return say(
            "No customer has that name, email or phone. Nothing was done; add them with /customer add, "
            "or mend the step's Customer."
        )
    if unclear.having:
        return say_count(
            "{number} customer has that name, email or phone: {near}. Nothing was done; give one of these.",
            "{number} customers have that name, email or phone: {near}. Nothing was done; give one of these.",
            unclear.having,
            near=near,
        )
    return say(
        "No customer has exactly that name, email or phone. Close to it: {near}. Nothing was done; give one of these, "
        "or the whole name.",
        near=near,
    )


def _given(session: Session, customer: Customer, **more: str) -> Outputs:
    who = {"customer_name": customer.name, "customer_id": numbered(customer.id)}
    given = {**who, "card_link": session.links.of(customer.id), **more}
    return Outputs({name: value for name, value in given.items() if value})
