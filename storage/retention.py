"""Touchpoints that are older than the team wants to keep their words: reduced to date, channel, kind and mood."""

import json
from datetime import date, datetime

from storage import followup_facts
from storage.conditions import one_of
from storage.database import UnitOfWork
from storage.instants import day_text, instant_text
from storage.sight import IN_SIGHT

_OLD = (
    "happened_on < ? AND (text != '' OR link != '' OR category != '' OR cause != '' OR mood_phrases != '[]')"  # noqa: S608  # a constant
    " AND id NOT IN (SELECT touchpoint_id FROM followups WHERE status = 'open' AND touchpoint_id IS NOT NULL)"
    f" AND {IN_SIGHT}"
)
"""Not what is still to be put right, nor what is about to be erased as a whole."""


def count(uow: UnitOfWork, before: date) -> int:
    """How many have words that would go."""
    row = uow.row(f"SELECT count(*) AS n FROM touchpoints WHERE {_OLD}", (day_text(before),))  # noqa: S608  # a constant
    return int(row["n"]) if row else 0


def some(uow: UnitOfWork, before: date, limit: int) -> list[int]:
    """The oldest of them."""
    rows = uow.rows(
        f"SELECT id FROM touchpoints WHERE {_OLD} ORDER BY happened_on, id LIMIT ?",  # noqa: S608  # a constant
        (day_text(before), limit),
    )
    return [row["id"] for row in rows]


def reduced(uow: UnitOfWork, action: str, since: datetime) -> tuple[int, int]:
    """How many were reduced, by the audit entries of this action: so far, and since an instant."""
    rows = uow.rows(
        "SELECT at, after FROM audit WHERE subject_kind = 'workspace' AND subject_id = 0 AND action = ?", (action,)
    )
    found = [(row["at"], int(json.loads(row["after"] or "{}").get("touchpoints", 0))) for row in rows]
    return sum(number for _, number in found), sum(number for at, number in found if at >= instant_text(since))


def reduce(uow: UnitOfWork, touchpoint_ids: list[int]) -> None:
    """Their words go, with those of what was done about them and of what the audit log says they were.

    What they were about goes too, so figures by category and cause know nothing of them from then on.
    """
    where, ids = one_of("id", touchpoint_ids)
    behind, _ = one_of("touchpoint_id", touchpoint_ids)
    followups = f"SELECT id FROM followups WHERE {behind}"  # noqa: S608  # question marks
    followup_facts.mark_behind(uow, *touchpoint_ids)
    uow.execute(
        "UPDATE touchpoints SET text = '', link = '', category = '', cause = '', mood_phrases = '[]', mood_reason = ''"  # noqa: S608  # question marks
        f" WHERE {where}",
        ids,
    )
    uow.execute(
        "UPDATE resolutions SET resolution = '', apology = '', compensation = '', root_cause = '', category = '',"  # noqa: S608  # ours
        " decided_why = ''"
        f" WHERE followup_id IN ({followups})",
        ids,
    )
    uow.execute(f"UPDATE wordings SET subject = '', words = '' WHERE followup_id IN ({followups})", ids)  # noqa: S608  # ours
    of_these, _ = one_of("subject_id", touchpoint_ids)
    for kind, subjects in (("touchpoint", of_these), ("followup", f"subject_id IN ({followups})")):
        uow.execute(
            f"UPDATE audit SET before = NULL, after = NULL WHERE subject_kind = ? AND {subjects}",  # noqa: S608  # ours
            (kind, *ids),
        )
    uow.execute(f"DELETE FROM passages WHERE {behind}", ids)  # noqa: S608  # question marks
    uow.execute(f"UPDATE followups SET title = kind, outcome = '', snooze_reason = '' WHERE {behind}", ids)  # noqa: S608  # as above
