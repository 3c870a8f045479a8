"""What comes first among the things to do: the parts of somebody's day."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from bot.domain.due import first_day, is_overdue, is_put_off
from bot.domain.followups import FollowUp, FollowUpItem, FollowUpKind, Status
from bot.domain.reader import Reader
from bot.domain.saying import later


class Urgency(StrEnum):
    """A part of the day by its heading, in the order in which it is shown.

    A complaint has a deadline of hours; what a customer was promised comes before what only we know of. What is late
    comes before what is due, and a birthday, which cannot wait until tomorrow, before what can.
    """

    TO_PUT_RIGHT = later("To put right")
    PROMISED = later("Promised to customers")
    UNCLAIMED = later("Nobody has these yet")
    OVERDUE = later("Overdue")
    BIRTHDAYS = later("Birthdays")
    DUE = later("Due")
    RENEWALS = later("Renewals")
    CHECK_INS = later("Check-ins")
    THANKS = later("Thank-you notes to write")
    PUT_OFF = later("Later")


def urgency(followup: FollowUp, reader: Reader) -> Urgency:
    """The part of the day it belongs to; of what is closed the one it belonged to, so that it keeps its place."""
    if followup.is_open and (is_put_off(followup, reader) or first_day(followup, reader.working_hours) > reader.today):
        return Urgency.PUT_OFF
    if followup.is_open and followup.assignee is None:
        return Urgency.UNCLAIMED
    if followup.deadline:
        return Urgency.TO_PUT_RIGHT
    if followup.promised_on:
        return Urgency.PROMISED
    if followup.kind is not FollowUpKind.BIRTHDAY and is_overdue(replace(followup, status=Status.OPEN), reader):
        return Urgency.OVERDUE
    return _OF_KIND.get(followup.kind, Urgency.DUE)


_OF_KIND = {
    FollowUpKind.BIRTHDAY: Urgency.BIRTHDAYS,
    FollowUpKind.RENEWAL: Urgency.RENEWALS,
    FollowUpKind.CHECK_IN: Urgency.CHECK_INS,
    FollowUpKind.THANK_YOU: Urgency.THANKS,
}
"""Kinds that have a part of their own, where they are not late."""


def in_order(items: Sequence[FollowUpItem], reader: Reader) -> list[tuple[Urgency, FollowUpItem]]:
    """The lines of a day with their parts, the most urgent first; all of one customer's stand together.

    They stand where the most urgent of them belongs: whoever calls about one of them has the others in sight. What was
    put off stays at the end.
    """
    return [(part, items[at]) for part, at in places([item.followup for item in items], reader)]


def places(followups: Sequence[FollowUp], reader: Reader) -> list[tuple[Urgency, int]]:
    """The same order of follow-ups: under which part each stands, and its place among the given ones."""
    parts = [urgency(one, reader) for one in followups]
    order = list(Urgency)
    first: dict[int, Urgency] = {}
    for part, one in zip(parts, followups, strict=True):
        if part is not Urgency.PUT_OFF:
            first[one.customer_id] = min(part, first.get(one.customer_id, part), key=order.index)
    place = {
        customer_id: number for number, customer_id in enumerate(dict.fromkeys(one.customer_id for one in followups))
    }
    shown = [
        (part if part is Urgency.PUT_OFF else first[one.customer_id], place[one.customer_id], order.index(part), at)
        for at, (part, one) in enumerate(zip(parts, followups, strict=True))
    ]
    shown.sort(key=lambda line: (order.index(line[0]), line[1], line[2]))
    return [(part, at) for part, _, _, at in shown]
