"""What comes first among the things to do: the parts of somebody's day."""

from dataclasses import replace
from enum import StrEnum

from bot.domain.due import is_overdue, is_put_off
from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.reader import Reader


class Urgency(StrEnum):
    """A part of the day by its heading, in the order in which it is shown.

    A complaint has a deadline of hours; what a customer was promised comes before what only we know of. What is late
    comes before what is due, and a birthday, which cannot wait until tomorrow, before what can.
    """

    TO_PUT_RIGHT = "To put right"
    PROMISED = "Promised to customers"
    UNCLAIMED = "Nobody has these yet"
    OVERDUE = "Overdue"
    BIRTHDAYS = "Birthdays"
    DUE = "Due"
    THANKS = "Thank-you notes to write"
    PUT_OFF = "Put off"


def urgency(followup: FollowUp, reader: Reader) -> Urgency:
    """The part of the day it belongs to; of what is closed the one it belonged to, so that it keeps its place."""
    if followup.is_open and is_put_off(followup, reader):
        return Urgency.PUT_OFF
    if followup.is_open and followup.assignee is None:
        return Urgency.UNCLAIMED
    if followup.deadline:
        return Urgency.TO_PUT_RIGHT
    return Urgency.PROMISED if followup.promised_on else _of_the_rest(followup, reader)


def _of_the_rest(followup: FollowUp, reader: Reader) -> Urgency:
    if followup.kind is FollowUpKind.BIRTHDAY:
        return Urgency.BIRTHDAYS
    if is_overdue(replace(followup, status=Status.OPEN), reader):
        return Urgency.OVERDUE
    return Urgency.THANKS if followup.kind is FollowUpKind.THANK_YOU else Urgency.DUE
