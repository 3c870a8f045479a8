"""Reactions: which emoji mean something, and what each reaction of somebody did."""

from bot.domain.reactions import Act, Chosen
from storage.database import UnitOfWork


def chosen(uow: UnitOfWork) -> dict[str, Act]:
    """Emoji -> what it does, as leads chose."""
    rows = uow.rows("SELECT emoji, act FROM reaction_choices ORDER BY emoji")
    return {row["emoji"]: Act(row["act"]) for row in rows}


def act_of(uow: UnitOfWork, emoji: str) -> Act | None:
    """What one emoji does; None: nothing."""
    row = uow.row("SELECT act FROM reaction_choices WHERE emoji = ?", (emoji,))
    return Act(row["act"]) if row else None


def choose(uow: UnitOfWork, choices: Chosen) -> None:
    """These and no others."""
    uow.execute("DELETE FROM reaction_choices")
    for emoji, act in sorted(choices.items()):
        uow.execute("INSERT INTO reaction_choices (emoji, act) VALUES (?, ?)", (emoji, act))
