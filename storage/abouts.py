"""Words by which people said what touchpoints are about."""

from typing import Literal

from storage.database import UnitOfWork


def used(uow: UnitOfWork, what: Literal["category", "cause"]) -> list[str]:
    """Every category, or cause, that anybody said so far; an index holds those alone that say something."""
    rows = uow.rows(f"SELECT DISTINCT {what} AS word FROM touchpoints WHERE {what} != '' ORDER BY word")  # noqa: S608  # two names
    return [row["word"] for row in rows]
