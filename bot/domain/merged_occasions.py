"""What arose by itself for two customers who are one now: nobody is wished the same birthday twice, nor thanked."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.domain.followups import FollowUp, FollowUpKind, Status
from bot.domain.playbook_run import is_step
from bot.domain.theme_note import theme_in

_BIRTHDAY = re.compile(r"birthday:[0-9]+:(?P<year>[0-9]{4})-.*")

MERGED = "there is another one since the customers were merged"
"""The outcome of what was twice."""


def settled_origins(
    origins: Mapping[int, str], gone_id: int, kept_id: int, birthday_in: Callable[[int], date | None]
) -> dict[int, str]:
    """Follow-up -> its new origin, of those that get one. `origins` are those of both customers.

    An origin is a kind, the customer's id and a day or year ("birthday:12:2026-03-14"). `birthday_in`: the birthday, as
    it is after the merge, in a year. One of the wishes of each year stands for that day, whichever day it was for.
    """
    after = dict(origins)
    for followup_id, origin in origins.items():
        kind, _, when = origin.partition(f":{gone_id}:")
        wanted = f"{kind}:{kept_id}:{when}"
        if when and wanted not in after.values():
            after[followup_id] = wanted
    wishes = {one: _BIRTHDAY.fullmatch(origin) for one, origin in origins.items()}
    of_year: dict[int, int] = {int(found["year"]): one for one, found in wishes.items() if found}
    for year, followup_id in of_year.items():
        on = birthday_in(year)
        wanted = f"birthday:{kept_id}:{on}"
        if on and wanted not in after.values():
            after[followup_id] = wanted
    return {one: origin for one, origin in after.items() if origin != origins[one]}


def twice(followups: Iterable[FollowUp], kept_id: int) -> list[FollowUp]:
    """Of what came up by itself and is open, what is too many: one stays of those that are about the same.

    Rather one that somebody has, or of the customer who stays.
    """
    best = sorted(followups, key=lambda one: (one.assignee is None, one.customer_id != kept_id, one.id))
    alike: dict[tuple[FollowUpKind, str], list[FollowUp]] = {}
    for one in best:
        same = _same(one) if one.is_open else None
        if same is not None:
            alike.setdefault((one.kind, same), []).append(one)
    return [one for found in alike.values() for one in found[1:]]


def _same(followup: FollowUp) -> str | None:
    """What it has in common with another one of its kind that is about the same; None: each is one of its own."""
    if is_step(followup):
        return None  # two of one playbook are ended with their run (bot/use_cases/playbook_merging.py)
    match followup.kind:
        case FollowUpKind.BIRTHDAY:
            return str(followup.due.year)
        case FollowUpKind.CHECK_IN if followup.origin and not followup.repeats:
            return ""
        case FollowUpKind.THANK_YOU if theme := theme_in(followup.origin):
            return f"theme {theme}"
        case FollowUpKind.RENEWAL if followup.origin:
            return str(followup.due)
        case _:
            return None


def ended(followup: FollowUp, person: str, now: datetime) -> FollowUp:
    """One that is too many."""
    return replace(followup, status=Status.CANCELLED, closed_at=now, closed_by=person, outcome=MERGED)


def begun_again(followup: FollowUp) -> FollowUp:
    """It is not too many after all; one that somebody has opened or closed since stays as it is."""
    if followup.status is not Status.CANCELLED or followup.outcome != MERGED:
        return followup
    return replace(followup, status=Status.OPEN, closed_at=None, closed_by=None, outcome="")
