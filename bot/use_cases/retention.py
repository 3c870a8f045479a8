"""How long the words of touchpoints are kept (a setting): what would go, and letting it go in small portions."""

from calendar import monthrange
from datetime import UTC, date, datetime, time

from bot.domain.looks import KEPT
from bot.domain.status import RECENT, Reduced
from bot.domain.team_settings import MONTHS
from bot.use_cases.session import Session
from storage import counters, looks, retention, settings, surveys

PORTION = 200
"""So many touchpoints are reduced in one unit of work: nobody waits for it."""

REDUCED = "touchpoints reduced"

LOOKED = "words_reduced_until"
"""The mark of the round in which nothing more was due."""


def would_go(session: Session) -> dict[str, int]:
    """By what can be chosen, of how many touchpoints the words would go this night."""
    return {
        words: retention.count(session.uow, months_before(session.today, months)) for words, months in MONTHS.items()
    }


def reduce_some(session: Session) -> bool:
    """The oldest of those that are due. Whether there may be more."""
    looks.forget_before(session.uow, session.now - KEPT)
    months = MONTHS.get(session.settings.keep_words)
    before = months_before(session.today, months) if months else None
    if before:
        counters.forget_words_before(session.uow, datetime.combine(before, time.min, UTC))
        surveys.forget_before(session.uow, datetime.combine(before, time.min, UTC), PORTION)
    found = retention.some(session.uow, before, PORTION) if before else []
    if found:
        retention.reduce(session.uow, found)
        session.record(REDUCED, ("workspace", 0), None, after={"touchpoints": len(found)})
    return len(found) == PORTION


def reduced(session: Session) -> Reduced | None:
    """How it does, for `/rapport status`; None where words are kept for ever."""
    kept_for = session.settings.keep_words
    if kept_for not in MONTHS:
        return None
    so_far, recent = retention.reduced(session.uow, REDUCED, session.now - RECENT)
    return Reduced(kept_for, so_far, recent, settings.reached(session.uow, LOOKED))


def months_before(today: date, months: int) -> date:
    """The same day so many months before; the last of the month where it has none like it."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
