"""What becomes of a file of customers, and how one is taken in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.domain.imported import Counts
from bot.reading.import_columns import Columns
from bot.reading.notes import Note, Notes
from bot.use_cases.customers import IMPORTED

ADDED, FILLED, CHANGED, REMEMBERED = (f"{IMPORTED}: {what}" for what in ("added", "filled in", "changed", "remembered"))
"""In the audit log: the parts of an import."""


@dataclass
class Imported:
    """What became of a file. `unchanged`: known already, with all that the file says, or with something else instead.

    `refused` rows, `lost` cells, and `remarks` on what was taken; `changes`: field -> in how many customers it was
    filled in or replaced. `mixed`: columns of days in which 03/04 was left out, as they have both orders. `undecided`:
    columns that were read as the locale has it, with a cell that it decided. `locale`: whose
    these were.
    """

    columns: Columns
    added: int = 0
    filled: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: dict[str, int] = field(default_factory=dict)
    refused: Notes = field(default_factory=Notes)
    lost: Notes = field(default_factory=Notes)
    remarks: Notes = field(default_factory=Notes)
    mixed: tuple[str, ...] = ()
    undecided: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""
    undo_id: int | None = None

    @property
    def counts(self) -> Counts:
        """How many of each."""
        told = (self.added, self.filled, self.changed, self.unchanged, len(self.refused), len(self.lost))
        return Counts(*told, tuple(sorted(self.changes.items())))


@dataclass(frozen=True)
class Intake:
    """How a file is taken in. `name` of it; `workspace`: whose ids are known; `replaces`: the file is right.

    `only_plan`: nothing is written, and what the file brings is kept in memory, so it is for small ones. `told`: is
    called with how many rows are done; `refuse`: with each row that was refused.
    """

    name: str = ""
    workspace: str = ""
    replaces: bool = False
    only_plan: bool = False
    told: Callable[[int], None] = lambda _rows: None
    refuse: Callable[[Note], None] = lambda _note: None
