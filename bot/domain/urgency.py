"""What comes first among the things to do: the parts of somebody's day."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from bot.domain.due import first_day, is_overdue, is_put_off
from bot.domain.followups import FollowUp, FollowUpItem, FollowUpKind, Status
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
    RENEWALS = "Renewals"
    CHECK_INS = "Check-ins"
    THANKS = "Thank-you notes to write"
    PUT_OFF = "Later"


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
    parts = [urgency(item.followup, reader) for item in items]
    order = list(Urgency)
    first: dict[int, Urgency] = {}
    for part, item in zip(parts, items, strict=True):
        if part is not Urgency.PUT_OFF:
            first[item.customer.id] = min(part, first.get(item.customer.id, part), key=order.index)
    place = {customer_id: number for number, customer_id in enumerate(dict.fromkeys(one.customer.id for one in items))}
    shown = [
        (part if part is Urgency.PUT_OFF else first[item.customer.id], place[item.customer.id], order.index(part), item)
        for part, item in zip(parts, items, strict=True)
    ]
    shown.sort(key=lambda line: (order.index(line[0]), line[1], line[2]))
    return [(part, item) for part, _, _, item in shown]
