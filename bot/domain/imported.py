"""What became of the rows of a file of customers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Counts:
    """Customers added, filled in where something was missing, changed, and as they were; rows refused; cells left out.

    `changes`: field -> in how many customers it was filled in or replaced.
    """

    added: int = 0
    filled: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    lost: int = 0
    changes: tuple[tuple[str, int], ...] = ()

    @property
    def customers(self) -> int:
        """How many customers are others than before."""
        return self.added + self.filled + self.changed
