"""The buttons of the question that comes of an emoji on a message: for whom, change, not this."""

from dataclasses import replace

from slack_bolt import Ack, App, BoltContext

from bot.domain.calendar import local_date
from bot.domain.carried import row_id, two_row_ids
from bot.domain.due_days import HowDue
from bot.domain.followups import first_words
from bot.domain.mood import Mood
from bot.domain.plan import Plan
from bot.domain.reactions import Act, Reaction
from bot.domain.saying import say
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases.log_touchpoint import NewTouchpoint
from bot.use_cases.reaction_questions import asked_about, drop, text_of
from bot.use_cases.session import Session, customer_of
from bot.views import ids
from bot.views.confirmation import done_with
from bot.views.filling import Filling
from bot.views.forms import log_form
from bot.views.message import Message
from handlers.asking import Asking
from handlers.followups import plan_for, plan_form
from handlers.log_contact import alert_place, log, mood_of
from handlers.original import MadeOf, filling_of
from handlers.outcome import after_click


def register(app: App) -> None:
    """Three buttons."""

    @app.action(ids.REACT_FOR)
    def for_this_one(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        reaction_id, customer_id = two_row_ids(asking.value)
        after_click(asking, _do(asking, reaction_id, customer_id))
        ack()

    @app.action(ids.REACT_CHANGE)
    def change(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        _open(asking, row_id(asking.value))
        ack()

    @app.action(ids.REACT_DROP)
    def not_this(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        reaction_id = row_id(asking.value)

        def use(session: Session) -> Message:
            drop(session, reaction_id)
            return done_with(say("All right, nothing comes of it."))

        asking.once(use)  # the question itself says so
        ack()


def _do(asking: Asking, reaction_id: int, customer_id: int) -> Message:
    """Log the message for this customer, or plan a follow-up for the next working day."""
    with asking.reading() as session:
        mood = mood_of(asking, text_of(session, reaction_id))
    alerts_to = alert_place(asking)

    def use(session: Session) -> Message:
        one, customer = asked_about(session, reaction_id), customer_of(session, customer_id)
        made_of = MadeOf(one.original, one.id)
        if one.act is Act.PLAN:
            title, me = first_words(one.original.text), session.actor.id
            return plan_for(session, customer, title, Plan(), me, HowDue(is_default=True), made_of)
        return log(session, customer, _contact(session, one, mood), alerts_to, made_of=made_of)

    return asking.once(use)


def _contact(session: Session, one: Reaction, mood: Mood) -> NewTouchpoint:
    """The message as a touchpoint of the day on which it was written."""
    said, at = one.original, one.original.said_at
    return NewTouchpoint(
        kind=TouchpointKind.TOUCHPOINT,
        text=said.text,
        mood=mood,
        source="reaction",
        happened_on=local_date(at, session.actor.tz) if at else None,
        link=said.link,
        said_by=said.said_by,
    )


def _open(asking: Asking, reaction_id: int) -> None:
    with asking.reading() as session:
        one = asked_about(session, reaction_id)
        customer = customer_of(session, one.customer_id) if one.customer_id else None
        filling = Filling(customer=customer) if customer else filling_of(session, one.original, "")
    filling = replace(filling, reaction=reaction_id)
    asking.open(plan_form(asking, filling) if one.act is Act.PLAN else log_form(TouchpointKind.TOUCHPOINT, filling))
