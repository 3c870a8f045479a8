"""A note that was sent: its follow-up is done, and its words are a touchpoint, so that the next one sees them."""

from functools import partial

from bot.domain import lifecycle as rules
from bot.domain.candidates import ANSWER_WITHIN, ASK_OF, sent
from bot.domain.channel import Channel
from bot.domain.customers import Customer
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import Changed, FollowUp
from bot.domain.lifecycle import check_open
from bot.domain.mood import Mood
from bot.domain.saying import say
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases import followups as cases
from bot.use_cases.log_touchpoint import NewTouchpoint, store_touchpoint
from bot.use_cases.redating import move_back, move_by_touch, refresh_what_tells_of_touches
from bot.use_cases.renewals import reopen as open_again
from bot.use_cases.session import Session, customer_of, followup_of
from storage import followups, touchpoints, wordings
from storage.wordings import Wording

OUR_WORDS = Mood(None, "unscored", reason="our own words")
"""What we write says nothing of how the customer feels."""


def send_note(session: Session, followup_id: int, words: str, channel: str) -> Changed:
    """The one who asks has sent these words, by this channel. One undo takes back all of it.

    Raises NotUnderstoodError without words, ConflictError that says who was faster.
    """
    followup = followup_of(session, followup_id)
    check_open(followup)
    if not words.strip():
        raise NotUnderstoodError(say("There are no words. Please write what you sent."), field="words")
    customer = customer_of(session, followup.customer_id)
    new = NewTouchpoint(TouchpointKind.TOUCHPOINT, words, OUR_WORDS, "form", channel=channel, direction="out")
    touchpoint = store_touchpoint(session, customer, new)
    kept = wordings.of_followup(session.uow, followup_id) or Wording("")
    wordings.put(session.uow, followup_id, Wording(kept.template, touchpoint_id=touchpoint.id), session.now)
    changed = cases.change(session, followup_id, "sent", partial(_after, session), touchpoint=touchpoint.id)
    move_by_touch(session, customer, touchpoint, changed.undo_id)
    refresh_what_tells_of_touches(session, followups.open_of_customer(session.uow, customer.id))
    return changed


def _after(session: Session, followup: FollowUp) -> FollowUp:
    """A note is done once it is sent; a question only once it is answered."""
    if followup.kind not in ASK_OF:
        return rules.finish(followup, session.actor.id, session.now)
    reader = session.read_by(followup.assignee or session.actor.id)
    on = reader.today + ANSWER_WITHIN
    works = reader.working_hours
    return sent(followup, session.actor.id, session.now, on if works.is_working_day(on) else works.next_working_day(on))


def reopen(session: Session, followup_id: int) -> Changed:
    """It was not done after all; the words that were logged as sent are a draft again."""
    changed = open_again(session, followup_id)
    take_back_note(session, followup_id)
    return changed


def take_back_note(session: Session, followup_id: int) -> None:
    """What was logged as sent was not; its words are kept for when it is."""
    kept = wordings.of_followup(session.uow, followup_id)
    logged = touchpoints.get(session.uow, kept.touchpoint_id) if kept and kept.touchpoint_id else None
    if kept is None or logged is None:
        return
    touchpoints.undo(session.uow, logged.id, session.now)
    wordings.put(session.uow, followup_id, Wording(kept.template, "", logged.text), session.now)
    move_back(session, logged.customer_id)


def words_sent(session: Session, followup: FollowUp) -> str:
    """The words that were logged as sent; "" where there are none."""
    kept = wordings.of_followup(session.uow, followup.id)
    logged = touchpoints.get(session.uow, kept.touchpoint_id) if kept and kept.touchpoint_id else None
    return logged.text if logged and not logged.undone_at else ""


def usual_channel(customer: Customer) -> str:
    """How a note to somebody is likely sent: as they prefer it, else by mail where there is an address."""
    preferred = customer.channel if customer.channel in set(Channel) else ""
    can_mail = bool(customer.emails) and customer.email_ok
    return preferred or (Channel.EMAIL if can_mail else Channel.LETTER)
