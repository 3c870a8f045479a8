"""Going back to a backup: when, to which, and what Rapport does not have any more since."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Lost:
    """How many entries came after a backup. Complaints are touchpoints too; changes are of what the backup has."""

    customers: int = 0
    touchpoints: int = 0
    complaints: int = 0
    followups: int = 0
    changes: int = 0


@dataclass(frozen=True)
class Restored:
    """A return to a backup: `at` this instant, to how things stood at `backup_at`. `lost`: None where nobody knows."""

    id: int
    at: datetime
    backup_at: datetime
    lost: Lost | None
