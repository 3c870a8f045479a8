"""Lines kept while their customer is being chosen, so that nothing has to be typed twice."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import UnitOfWork
from storage.instants import instant_text


@dataclass(frozen=True)
class KeptLine:
    """A command and its text, as typed."""

    command: str
    line: str


def keep(uow: UnitOfWork, person: str, command: str, line: str, now: datetime) -> int:
    """Keep a line and give its id."""
    return uow.insert(
        "INSERT INTO kept_lines (person, command, line, kept_at) VALUES (?, ?, ?, ?)",
        (person, command, line, instant_text(now)),
    )


def get(uow: UnitOfWork, kept_id: int, person: str) -> KeptLine | None:
    """A line of this person; None when it is gone or somebody else's."""
    row = uow.row("SELECT command, line FROM kept_lines WHERE id = ? AND person = ?", (kept_id, person))
    return KeptLine(row["command"], row["line"]) if row else None


def drop(uow: UnitOfWork, kept_id: int) -> None:
    """The choice was made."""
    uow.execute("DELETE FROM kept_lines WHERE id = ?", (kept_id,))


def any_before(uow: UnitOfWork, moment: datetime) -> bool:
    """Whether there is anything for `forget_before`. Asked every minute."""
    return uow.row("SELECT 1 FROM kept_lines WHERE kept_at < ? LIMIT 1", (instant_text(moment),)) is not None


def forget_before(uow: UnitOfWork, moment: datetime) -> None:
    """Drop lines whose choice nobody made."""
    uow.execute("DELETE FROM kept_lines WHERE kept_at < ?", (instant_text(moment),))
