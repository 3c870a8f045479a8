"""How long answering a complaint may take, by tier and severity: only what leads chose otherwise than usual."""

from collections.abc import Iterable

from storage.database import UnitOfWork


def stored(uow: UnitOfWork) -> dict[tuple[str, str], str]:
    """(tier, severity) -> the allowance as text."""
    rows = uow.rows("SELECT tier, severity, allowance FROM deadlines")
    return {(row["tier"], row["severity"]): row["allowance"] for row in rows}


def save(uow: UnitOfWork, chosen: Iterable[tuple[str, str, str]]) -> None:
    """These (tier, severity, allowance) instead of all there were."""
    uow.execute("DELETE FROM deadlines")
    for cell in chosen:
        uow.execute("INSERT INTO deadlines (tier, severity, allowance) VALUES (?, ?, ?)", cell)
