"""Forgetting a customer: out of sight at once, for a day to be taken back, then erased for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

CAN_BE_TAKEN_BACK_FOR = timedelta(hours=24)

REPORTED_WITHIN = timedelta(days=3)
"""So long a report waits for Slack to take the edits; then it says which of them it has not taken."""

FORGOTTEN, TAKEN_BACK, ERASED, GIVEN = (
    *("customer forgotten", "customer taken back", "customer erased"),
    "access to a customer given",
)
"""Actions in the audit log."""


class State(StrEnum):
    """How far it is. From ERASING on it cannot be taken back."""

    WAITING = "waiting"
    ERASING = "erasing"
    ERASED = "erased"


@dataclass(frozen=True)
class Named:
    """Where something of another customer names the one who is erased: a person is to look whether it may stay."""

    customer_id: int
    what: str


@dataclass(frozen=True)
class Shown:
    """A message in Slack: `why` it still shows somebody, "" where it does not. `link`: where it is read."""

    link: str
    why: str = ""


@dataclass(frozen=True)
class Report:
    """What came of an erasure, naming nobody. `gone`: by kind how many entries; `links`: messages that are not ours.

    `backups` are names of files that still hold the customer, with the day they were made; `files` are where exports
    were sent to people. `lists`: the ids of saved lists that named them, and do no longer.
    """

    gone: Mapping[str, int] = field(default_factory=dict)
    edited: int = 0
    still_shown: tuple[Shown, ...] = ()
    links: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    backups: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    lists: tuple[int, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Report":
        """From JSON."""
        return cls(
            kept.get("gone", {}),
            kept.get("edited", 0),
            tuple(Shown(**one) for one in kept.get("still_shown", ())),
            tuple(kept.get("links", ())),
            tuple(Named(**one) for one in kept.get("named", ())),
            tuple(kept.get("backups", ())),
            tuple(kept.get("files", ())),
            tuple(kept.get("lists", ())),
        )


@dataclass(frozen=True)
class Forgetting:
    """One request. `customers` are ids: first the one who was asked about, then those who had become one with them.

    `kept` is the customer as they were, to be taken back, as JSON; nothing once they are erased. `swept_at`: since when
    the disk has no trace of them; `told_at`: when the leads were told what came of it.
    """

    id: int
    customers: tuple[int, ...]
    asked_by: str
    asked_at: datetime
    final_at: datetime
    state: State
    kept: Mapping[str, Any] | None
    report: Report
    erased_at: datetime | None = None
    swept_at: datetime | None = None
    told_at: datetime | None = None
