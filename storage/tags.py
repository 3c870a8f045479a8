"""The tags that customers have."""

from storage.database import UnitOfWork


def most_used(uow: UnitOfWork, most: int) -> list[str]:
    """At most so many, those of most customers, by their names."""
    rows = uow.rows("SELECT tag, count(*) AS n FROM customer_tags GROUP BY tag ORDER BY n DESC, tag LIMIT ?", (most,))
    return sorted(row["tag"] for row in rows)
