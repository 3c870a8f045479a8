"""What there is to see of being away, of alerts that nobody claims, and of a week, with the worst, by its view."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.away import Absence, Away, Meanwhile
from bot.domain.candidates import Ask
from bot.domain.week import AtRisk, Risk, Week
from bot.views import away, escalation, stewards, week
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import worst as w

ABSENCE = Absence(10**9, "U0ANA", w.TODAY, w.TODAY + timedelta(days=183), "U0BEN", NOW, begun_at=NOW)
AWAY = Away(ABSENCE, 10**9, {None: 10**6, **{f"U0{n}": 10**6 for n in range(w.MANY)}}, [w.CUSTOMER.name] * 5, w.ITEMS)
MEANWHILE = Meanwhile(ABSENCE, {f"U0{n}": w.ITEMS for n in range(20)}, w.ITEMS, 10**6, 10**6, w.ITEMS)
UNCLAIMED = replace(w.ITEMS[1], followup=replace(w.followup(assignee=None), snoozed_until=None))
WEEK = Week(
    w.TODAY,
    10**6,
    {f"U0{n}": 10**6 for n in range(w.MANY)},
    10**6,
    {risk: AtRisk(10**6, [w.CUSTOMER] * 5) for risk in Risk},
    [(w.TODAY, w.CUSTOMER)] * 12,
    [ABSENCE] * w.MANY,
    10**6,
    dict.fromkeys(Ask, 10**6),
)
EMPTY = Week(w.TODAY, 0, {}, 0, {risk: AtRisk(0, ()) for risk in Risk}, (), ())
EVERYBODY = dict.fromkeys(("standard", "silver", "gold", "vip"), "U0ANA")

MESSAGES: dict[str, Callable[[], Any]] = {
    "noted": lambda: away.noted(AWAY, w.READER),
    "came_back": lambda: away.came_back(AWAY, w.READER),
    "noted_by_another": lambda: away.noted_by_another(ABSENCE, w.READER),
    "suggested": lambda: away.suggested(ABSENCE.back_on, None, w.READER),
    "suggested, without an end": lambda: away.suggested(None, None, w.READER),
    "suggested, taken": lambda: away.suggested(None, ABSENCE, w.READER),
    "covered": lambda: away.covered(ABSENCE, w.ITEMS, w.READER),
    "cover_wanted": lambda: away.cover_wanted(ABSENCE, w.ITEMS, w.READER),
    "welcome_back": lambda: away.welcome_back(MEANWHILE, w.READER),
    "warned": lambda: escalation.warned(UNCLAIMED, "U0ANA", w.READER),
    "warned, and claimed": lambda: escalation.warned(w.ITEMS[0], "U0ANA", w.READER),
    "escalated": lambda: escalation.escalated(UNCLAIMED, w.READER, gone_on=False),
    "escalated, gone on": lambda: escalation.escalated(UNCLAIMED, w.READER, gone_on=True),
    "escalated, and claimed": lambda: escalation.escalated(w.ITEMS[0], w.READER, gone_on=False),
    "week": lambda: week.week(WEEK, w.READER),
    "week, empty": lambda: week.week(EMPTY, w.READER),
    "stewards_set": lambda: stewards.stewards_set(EVERYBODY, 10**9),
    "stewards_set, nobody": lambda: stewards.stewards_set({}, 10**9),
}

FORMS: dict[str, Callable[[], Any]] = {
    "away_form": lambda: away.away_form(w.TODAY, ABSENCE.back_on, ABSENCE, person="U0ANA", note=w.long(2_000)),
    "stewards_form": lambda: stewards.stewards_form(EVERYBODY),
}
