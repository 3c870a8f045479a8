"""Acknowledging a complaint: the customer has heard from us that we know of it, by whatever way."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.answer_words import says_we_got_back
from bot.domain.errors import ConflictError, Who
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.lifecycle import check_open
from bot.domain.saying import say
from bot.domain.touchpoints import Touchpoint, TouchpointKind, needs_alert


def acknowledge(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """Somebody says that the customer knows; it is theirs from then on, if it was nobody's. Raises ConflictError."""
    check_open(followup)
    if followup.kind is not FollowUpKind.COMPLAINT:
        raise ConflictError(say("Only a complaint is acknowledged. This is done once somebody got back to them."))
    if followup.acknowledged_at is not None:
        raise ConflictError(Who(followup.acknowledged_by or ""), say(" has acknowledged this one already."))
    return replace(
        followup,
        acknowledged_at=now,
        acknowledged_by=person,
        assignee=followup.assignee or person,
        assigned_at=followup.assigned_at or now,
    )


def by_touch(followup: FollowUp, touch: Touchpoint) -> FollowUp:
    """A touch says the same; whose it is stays as it is."""
    return replace(
        followup,
        acknowledged_at=touch.logged_at,
        acknowledged_by=touch.logged_by,
        acknowledged_touch=touch.id,
    )


def not_after_all(followup: FollowUp) -> FollowUp:
    """The touch that said so was taken back."""
    return replace(followup, acknowledged_at=None, acknowledged_by=None, acknowledged_touch=None)


def answers(touch: Touchpoint, followup: FollowUp, filed_on: date) -> bool:
    """Whether a touch acknowledges a complaint, which was filed on that day of the one who logs the touch.

    It came after, and was one of us getting back to them: what went out to them, or a note whose words say that we did.
    Nothing that came in, no file of old contacts, nothing that they wrote in a channel, no other complaint or rating of
    theirs, nothing that is bad news itself. A note that only says what they said, or whose words are not known to
    tell of an answer, leaves the complaint open: a click too many harms less than a customer who hears nothing.
    """
    return (
        touch.kind is TouchpointKind.TOUCHPOINT
        and touch.source not in {"import", "watched channel", "survey"}
        and _went_out(touch)
        and followup.kind is FollowUpKind.COMPLAINT
        and followup.is_open
        and followup.acknowledged_at is None
        and followup.touchpoint_id != touch.id
        and touch.happened_on >= filed_on
    )


def _went_out(touch: Touchpoint) -> bool:
    if touch.direction:
        return touch.direction == "out"
    return not needs_alert(touch) and says_we_got_back(touch.text)
