"""What there is to see of putting a complaint right, with the worst that can be stored, by its view."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.deadlines import USUAL_DEADLINES, Allowance
from bot.domain.story import Event
from bot.views.alert import alert
from bot.views.deadlines import deadlines_form, deadlines_saved, deadlines_table
from bot.views.story import LINES, story_line
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import worst as w

LONGEST = {cell: Allowance(minutes=200 * 60 - 1) for cell in USUAL_DEADLINES}
ANSWERED = replace(w.followup(), acknowledged_at=NOW, acknowledged_by="U0ANA", snoozed_until=None)

MESSAGES: dict[str, Callable[[], Any]] = {
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

FORMS: dict[str, Callable[[], Any]] = {"deadlines_form": lambda: deadlines_form(LONGEST)}
