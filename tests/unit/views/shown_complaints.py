"""What there is to see of putting a complaint right, with the worst that can be stored, by its view."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.deadlines import USUAL_DEADLINES, Allowance
from bot.domain.followups import FollowUpKind
from bot.domain.rating import Rating
from bot.domain.resolving import Reopening, State
from bot.domain.story import Event
from bot.views.alert import alert
from bot.views.deadlines import deadlines_form, deadlines_saved, deadlines_table
from bot.views.resolving import (
    Choices,
    approval,
    decided,
    decline_form,
    opened_again,
    reopen_form,
    resolve_form,
)
from bot.views.satisfaction import check_form
from bot.views.story import LINES, story_line
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import worst as w

LONGEST = {cell: Allowance(minutes=200 * 60 - 1) for cell in USUAL_DEADLINES}
ANSWERED = replace(w.followup(), acknowledged_at=NOW, acknowledged_by="U0ANA", snoozed_until=None)

WAITING = replace(w.RESOLVED, state=State.WAITING)
ANSWER = replace(w.ALERT.touchpoint, rating=Rating("csat", 1))
CHECK = w.followup(FollowUpKind.SATISFACTION_CHECK)

MESSAGES: dict[str, Callable[[], Any]] = {
    "alert, opened again": lambda: alert(
        replace(w.ALERT, followup=ANSWERED, waiting=WAITING, reopened=10**6, acknowledged_by_way="in person")
    ),
    "alert, checked": lambda: alert(replace(w.ALERT, followup=w.done(w.followup()), check=w.done(CHECK))),
    "alert, being checked": lambda: alert(replace(w.ALERT, followup=w.done(w.followup()), check=CHECK)),
    "alert, to be checked": lambda: alert(replace(w.ALERT, followup=w.done(w.followup()))),
    "approval": lambda: approval(10**15, WAITING, w.followup(), w.CUSTOMER),
    "approval, declined": lambda: approval(1, replace(WAITING, state=State.DECLINED), w.followup(), w.CUSTOMER),
    "decided": lambda: decided(replace(WAITING, state=State.RESOLVED), w.done(w.followup()), w.CUSTOMER),
    "decided, declined": lambda: decided(replace(WAITING, state=State.DECLINED), w.followup(), w.CUSTOMER),
    "opened_again": lambda: opened_again(w.ITEMS[0], w.READER, Reopening("U0ANA", w.long(300))),
    "opened_again, by an answer": lambda: opened_again(w.ITEMS[0], w.READER, Reopening("rapport", "", ANSWER)),
    "alert, opened again by an answer": lambda: alert(replace(w.ALERT, reopened=1, reopening=ANSWER)),
    "alert, acknowledged": lambda: alert(replace(w.ALERT, followup=ANSWERED, acknowledged_by_way="in person")),
    "deadlines_table": lambda: deadlines_table(LONGEST),
    "deadlines_saved": lambda: deadlines_saved(USUAL_DEADLINES, LONGEST, 10**9),
    "deadlines_saved, nothing": lambda: deadlines_saved(USUAL_DEADLINES, USUAL_DEADLINES, None),
}


def _line(action: str) -> Callable[[], Any]:
    one = replace(w.done(w.followup()), snooze_reason=w.long(200))
    event = Event(action, w.long(200), w.long(200), w.READER, one, one, {}, w.long(200), "in person")
    return lambda: story_line(event)


MESSAGES |= {f"story_line, {action}": _line(action) for action in LINES}

CHOICES = Choices(
    [f"{n} {w.long(55)}" for n in range(30)], [f"{n} {w.long(55)}" for n in range(30)], 10**6, "EUR", before=WAITING
)
FORMS: dict[str, Callable[[], Any]] = {
    "deadlines_form": lambda: deadlines_form(LONGEST),
    "resolve_form": lambda: resolve_form(w.followup(), w.CUSTOMER, CHOICES),
    "resolve_form, declined": lambda: resolve_form(
        w.followup(), w.CUSTOMER, replace(CHOICES, before=replace(WAITING, state=State.DECLINED))
    ),
    "decline_form": lambda: decline_form(10**15, WAITING, w.CUSTOMER),
    "reopen_form": lambda: reopen_form(w.followup(), w.CUSTOMER),
    "check_form": lambda: check_form(CHECK, w.CUSTOMER, is_satisfied=False),
}
