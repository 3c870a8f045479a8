"""Finding customers by words that theirs begin with: what an engine does for storage/search.py, each in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from storage.database import UnitOfWork

Groups = Sequence[Sequence[str]]
"""Of each group one word is to be among a customer's."""


class FullText(Protocol):
    """The folded words that customers are found by."""

    def words(self, uow: UnitOfWork, customer_id: int) -> str:
        """Those of a customer; "" where there are none."""

    def put(self, uow: UnitOfWork, customer_id: int, words: str) -> None:
        """Keep them, in place of what was kept; "" keeps none."""

    def having(
        self, uow: UnitOfWork, groups: Groups, limit: int, *, whole: bool = False, every: bool = True
    ) -> dict[int, str]:
        """The words of at most so many customers of whom `every` group, or one of them, has a word.

        A word has to stand there `whole`, or one begins with it.
        """
