"""A file of customers that somebody gave in Slack, on its way in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.imported import Counts

MOST_ROWS = 5_000
"""So many lines of a file are imported from Slack: they are stored in one transaction, and while it lasts everybody
else waits (docs/import.md has for how long). What is larger goes in at a terminal."""

LARGEST = 10_000_000
"""Bytes: Slack takes no more in a form."""

KEPT = timedelta(hours=1)
"""So long it is remembered which file was given and what its columns were read as, where it was not imported."""

ABANDONED = timedelta(minutes=2)
"""An import that was asked for and has not ended by then was interrupted; it is begun anew, and was not half done."""


class State(StrEnum):
    """How far it is."""

    GIVEN = "given"
    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class GivenFile:
    """`slack_file`: its id in Slack, from where it is read each time; nothing of its content is kept here.

    `chosen`: what somebody said its columns are, by position ("" for one to leave out). `locale`: whose days and
    amounts it has, "" where that is to be told from the file. `replaces`: the file is right. `error`: why it
    failed, in words.
    """

    id: int
    person: str
    slack_file: str
    name: str
    given_at: datetime
    chosen: Mapping[int, str] = field(default_factory=dict)
    locale: str = ""
    replaces: bool = False
    state: State = State.GIVEN
    counts: Counts = field(default_factory=Counts)
    audit_id: int | None = None
    error: str = ""
    started_at: datetime | None = None
