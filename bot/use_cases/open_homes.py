"""A Home tab as it is to be drawn, and what is remembered of it, so that it can be kept true."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.home import Home
from bot.domain.open_home import OpenHome, next_at, turns_at
from bot.use_cases.home import home_of
from bot.use_cases.session import Session
from storage import homes, requests
from storage.database import UnitOfWork


@dataclass(frozen=True)
class Drawn:
    """What a tab shows, and what is to be kept of it once it was published."""

    seen: Home
    kept: OpenHome

    def as_published(self, looks: str) -> OpenHome:
        """What is kept of it. `looks`: the hash of what was published."""
        return replace(self.kept, looks=looks)


def used(session: Session, whose: str | None = None, answered: str = "") -> Drawn:
    """The tab of the one who opened or used it just now. `whose`: what they chose; None: as it was, if lately.

    `answered`: the key of their request, where its answer stands on top.
    """
    before = homes.of_person(session.uow, session.actor.id) if whose is None else None
    if before and before.is_looked_at(session.now):
        whose = before.whose
    return _drawn(session, OpenHome(
        session.actor.id, whose or "", session.now, 0, "", session.now, session.now, answered=answered
    ))  # fmt: skip  # the rest comes with the drawing


def again(session: Session, kept: OpenHome) -> Drawn:
    """The same tab as things stand now."""
    return _drawn(session, kept)


def keep(uow: UnitOfWork, published: OpenHome) -> None:
    """Remember the tab of the one who opened or used it."""
    homes.keep(uow, published)


def answer_on(uow: UnitOfWork, kept: OpenHome, now: datetime) -> dict[str, Any] | None:
    """What came of the last click on it, as it was said, while it still stands on top."""
    answer = requests.answer_to(uow, kept.answered) if kept.has_answer(now) else None
    return answer if answer and "text" in answer else None


def _drawn(session: Session, kept: OpenHome) -> Drawn:
    """The mark is read with the facts: what is changed after them is seen to have changed."""
    seen = home_of(session, kept.whose)
    return Drawn(
        seen,
        replace(
            kept,
            mark=homes.last_change(session.uow),
            turns_at=turns_at(seen),
            next_at=next_at(kept.opened_at, session.now),
            failures=0,
        ),
    )
