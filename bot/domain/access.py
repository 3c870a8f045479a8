"""Everything that is kept of one customer, for whoever asks for it in their name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One table: what it `holds` of a customer in plain words, and the rows, by column, as they are stored."""

    table: str
    holds: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Access:
    """All of it. `at`: as of when; `people` of the team and `fields` of the team's own by their ids, with names."""

    name: str
    at: datetime
    parts: Sequence[Part]
    people: Mapping[str, str]
    fields: Mapping[int, str]
