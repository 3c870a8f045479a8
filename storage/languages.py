"""Which language each person chose to read, instead of that of their profile in Slack."""

from bot.domain.saying import language_of
from storage.database import UnitOfWork


def chosen(uow: UnitOfWork, person_id: str) -> str:
    """What they chose, "" where it is as in Slack."""
    row = uow.row("SELECT language FROM people WHERE id = ?", (person_id,))
    return str(row["language"]) if row else ""


def read_by(uow: UnitOfWork, person_id: str, locale: str) -> str:
    """The language that somebody reads: as they chose, else that of their locale."""
    return chosen(uow, person_id) or language_of(locale)


def choose(uow: UnitOfWork, person_id: str, language: str) -> None:
    """Keep what they chose; "" for as in Slack."""
    uow.execute("UPDATE people SET language = ? WHERE id = ?", (language, person_id))
