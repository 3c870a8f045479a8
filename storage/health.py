"""How it stands with each customer: the facts of the rule (bot/domain/health.py), what it gave, and how that went.

`customer_health` has whom enough is known of; `health_weeks` a row for each week at whose end it stood otherwise than
at that of the row before, so that a customer with whom nothing changes has one row for ever.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from bot.domain.health import NOTHING_KNOWN, Health, Level, Reason, Why
from storage import many
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import day, day_text

KEPT = timedelta(weeks=104)
"""So long it is kept how it stood."""


def of_customers(uow: UnitOfWork, customer_ids: Iterable[int]) -> dict[int, Health]:
    """How it stands with each of these customers of whom enough is known, as it was counted last."""
    found = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        for row in uow.rows(f"SELECT customer_id, level, reasons FROM customer_health WHERE {where}", parameters):  # noqa: S608  # question marks
            found[row["customer_id"]] = Health(Level(row["level"]), _reasons(row["reasons"]))
    return found


def keep(uow: UnitOfWork, counted: Mapping[int, Health], today: date) -> None:
    """Keep how it stands with these customers; of whom too little is known, that nothing is kept."""
    before = of_customers(uow, counted)
    changed = {one: now for one, now in counted.items() if now != before.get(one, NOTHING_KNOWN)}
    _drop(uow, "customer_health", [one for one in changed if one in before])
    many.insert(
        uow,
        "customer_health (customer_id, level, points, cause, reasons)",
        "(?, ?, ?, ?, ?)",
        (
            (one, now.level, now.points, now.cause or "", _text(now.reasons))
            for one, now in changed.items()
            if now.level is not Level.UNKNOWN
        ),
    )
    _note_week(
        uow,
        {one: now.level for one, now in changed.items() if now.level != before.get(one, NOTHING_KNOWN).level},
        today - timedelta(days=today.weekday()),
    )


def _note_week(uow: UnitOfWork, levels: Mapping[int, Level], week: date) -> None:
    """How it stands in this week, where that is another than before it."""
    if not levels:
        return
    for portion in portions(levels):
        where, parameters = one_of("customer_id", portion)
        uow.execute(f"DELETE FROM health_weeks WHERE week = ? AND {where}", (day_text(week), *parameters))  # noqa: S608  # question marks
    was = _last_before(uow, levels, week)
    rows = [(one, day_text(week), level) for one, level in levels.items() if level != was.get(one, Level.UNKNOWN)]
    many.insert(uow, "health_weeks (customer_id, week, level)", "(?, ?, ?)", rows)


def _last_before(uow: UnitOfWork, customer_ids: Iterable[int], week: date) -> dict[int, Level]:
    found = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("w.customer_id", portion)
        for row in uow.rows(
            f"SELECT w.customer_id, w.level FROM health_weeks AS w WHERE {where} AND w.week = (SELECT max(v.week)"  # noqa: S608  # question marks
            " FROM health_weeks AS v WHERE v.customer_id = w.customer_id AND v.week < ?)",
            (*parameters, day_text(week)),
        ):
            found[row["customer_id"]] = Level(row["level"])
    return found


def weeks(uow: UnitOfWork, customer_id: int) -> list[tuple[date, Level]]:
    """The Mondays of the weeks since which it stood otherwise than before with a customer, the latest first."""
    rows = uow.rows("SELECT week, level FROM health_weeks WHERE customer_id = ? ORDER BY week DESC", (customer_id,))
    return [(day(row["week"]), Level(row["level"])) for row in rows]


def counts(uow: UnitOfWork, week: date | None = None) -> dict[Level, int]:
    """With how many customers it stands how now, or stood at the end of the week that began on this Monday."""
    if week is None:
        rows = uow.rows("SELECT level, count(*) AS n FROM customer_health GROUP BY level")
    else:
        rows = uow.rows(
            "SELECT w.level, count(*) AS n FROM health_weeks AS w WHERE w.week = (SELECT max(v.week)"
            " FROM health_weeks AS v WHERE v.customer_id = w.customer_id AND v.week <= ?) GROUP BY w.level",
            (day_text(week),),
        )
    found = {Level(row["level"]): int(row["n"]) for row in rows}
    return {level: found.get(level, 0) for level in (Level.GREEN, Level.AMBER, Level.RED)}


def forget_before(uow: UnitOfWork, today: date) -> None:
    """Drop what is older than KEPT, but the last row of before, which says how it stood since."""
    uow.execute(
        "DELETE FROM health_weeks WHERE week < ? AND EXISTS (SELECT 1 FROM health_weeks AS v"
        " WHERE v.customer_id = health_weeks.customer_id AND v.week > health_weeks.week AND v.week <= ?)",
        (day_text(today - KEPT), day_text(today - KEPT)),
    )


def drop(uow: UnitOfWork, customer_ids: Collection[int]) -> None:
    """Nothing stands anyhow with these customers any more."""
    _drop(uow, "customer_health", customer_ids)


def _drop(uow: UnitOfWork, table: str, customer_ids: Collection[int]) -> None:
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        uow.execute(f"DELETE FROM {table} WHERE {where}", parameters)  # noqa: S608  # ours


def _text(reasons: Iterable[Reason]) -> str:
    return json.dumps([[one.why, one.weight, one.number, one.of, one.words] for one in reasons])


def _reasons(text: str) -> tuple[Reason, ...]:
    return tuple(Reason(Why(why), *rest) for why, *rest in json.loads(text))
