"""Complaints, promises and follow-ups of a span, added up of what was counted of each (storage/followup_facts.py)."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.domain.facts import Complaints, Righted, Work
from bot.domain.span import Span
from storage.conditions import EVERYBODY, Condition, none_of
from storage.database import UnitOfWork
from storage.followup_facts import FollowUpFacts
from storage.instants import day_text

Live = Mapping[int, FollowUpFacts]
"""Those that are counted at this moment, by id; of these the rows that are there do not count."""

_TIMES = ("claim", "acknowledge", "resolve")


def complaints(uow: UnitOfWork, span: Span, live: Live, who: Condition | None = None) -> Complaints:
    """Those of the days of a span. `who`: a condition on `followup_id`."""
    where, parameters = _where("opened", span, live, who)
    rows = uow.rows(
        "SELECT category, cause, count(*) AS n, sum(is_joined) AS joined,"  # noqa: S608  # ours
        " sum(CASE WHEN is_joined = 0 AND (resolve IS NOT NULL OR reopened > 0) THEN 1 ELSE 0 END) AS put_right,"
        f" sum(CASE WHEN is_joined = 0 AND reopened > 0 THEN 1 ELSE 0 END) AS reopened FROM followup_facts"
        f" WHERE {where} GROUP BY category, cause",
        parameters,
    )
    here = _within(live, span, lambda one: one.opened)
    whole = [one for one in here if not one.is_joined]
    about = Counter({(row["category"], row["cause"]): int(row["n"]) for row in rows})
    about.update((one.category, one.cause) for one in here)
    return Complaints(
        about=about,
        put_right=sum(int(row["put_right"]) for row in rows)
        + sum(one.resolve is not None or one.reopened > 0 for one in whole),
        reopened=sum(int(row["reopened"]) for row in rows) + sum(one.reopened > 0 for one in whole),
        **{name: _minutes(uow, name, where, parameters, whole) for name in _TIMES},
    )


def righted(uow: UnitOfWork, span: Span, live: Live, currency: str, who: Condition | None = None) -> Righted:
    """Those put right on the days of a span, and what was given in this currency, or without one being known."""
    where, parameters = _where("righted", span, live, who)
    row = uow.row(
        "SELECT count(*) AS n, sum(is_given) AS given_to,"  # noqa: S608  # ours
        f" sum(CASE WHEN given_in IN ('', ?) THEN given ELSE 0 END) AS given FROM followup_facts WHERE {where}",
        (currency, *parameters),
    )
    here = _within(live, span, lambda one: one.righted)
    counted = [int(row[name] or 0) for name in ("n", "given_to", "given")] if row else [0, 0, 0]
    return Righted(
        counted[0] + len(here),
        counted[1] + sum(one.is_given for one in here),
        counted[2] + sum(one.given for one in here if one.given_in in {"", currency}),
    )


def work(uow: UnitOfWork, span: Span, today: date, live: Live, who: Condition | None = None) -> Work:
    """Of the days of a span that are over on this day of the team's; notes also of today."""
    over = Span(span.first, min(span.last, today - timedelta(days=1))) if span.first < today else None
    due, on_time = _kept(uow, ("due", "on_time"), over, live, who)
    promised, kept = _kept(uow, ("promised", "kept"), over, live, who)
    broken, _ = _kept(uow, ("broken", ""), over, live, who)
    thanked, _ = _kept(uow, ("thanked", ""), span, live, who)
    return Work(due, on_time, promised + broken, kept, thanked)


def _kept(
    uow: UnitOfWork, names: tuple[str, str], span: Span | None, live: Live, who: Condition | None
) -> tuple[int, int]:
    """How many have one of these days in the first column, and how many of them a 1 in the second."""
    if span is None:
        return 0, 0
    on, done = names
    where, parameters = _where(on, span, live, who)
    row = uow.row(f"SELECT count(*) AS n, sum({done or 0}) AS done FROM followup_facts WHERE {where}", parameters)  # noqa: S608  # ours
    here = _within(live, span, lambda one: getattr(one, on))
    counted = (int(row["n"]), int(row["done"] or 0)) if row else (0, 0)
    return counted[0] + len(here), counted[1] + sum(getattr(one, done) for one in here if done)


def _minutes(
    uow: UnitOfWork, name: str, where: str, parameters: tuple[object, ...], live: list[FollowUpFacts]
) -> dict[float, int]:
    """Working hours -> how many took as long."""
    rows = uow.rows(
        f"SELECT {name} AS minutes, count(*) AS n FROM followup_facts WHERE {where} AND is_joined = 0"  # noqa: S608  # ours
        f" AND {name} IS NOT NULL GROUP BY {name}",
        parameters,
    )
    found = Counter({row["minutes"]: int(row["n"]) for row in rows})
    found.update(getattr(one, name) for one in live if getattr(one, name) is not None)
    return {minutes / 60: n for minutes, n in found.items()}


def _where(on: str, span: Span, live: Live, who: Condition | None) -> Condition:
    where, parameters = who or EVERYBODY
    counted, ids = none_of("followup_id", live)
    return (
        f"{on} BETWEEN ? AND ? AND (followup_id IS NULL OR {counted}) AND ({where})",
        (day_text(span.first), day_text(span.last), *ids, *parameters),
    )


def _within(live: Live, span: Span, on: Callable[[FollowUpFacts], str | None]) -> list[FollowUpFacts]:
    first, last = day_text(span.first), day_text(span.last)
    return [one for one in live.values() if (found := on(one)) is not None and first <= found <= last]
