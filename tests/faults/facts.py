"""What the database of a team holds, read as a stranger to the code would read it."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from bot.sandbox.world.state import Json
from tests.team import Team


@dataclass
class Facts:
    """What the database holds after an act."""

    touchpoints: list[Json]
    followups: dict[int, Json]
    outbox: list[Json]
    ledger: list[Json]
    audit: list[Json]
    people: list[Json]
    settings: dict[str, Any]


def facts(team: Team) -> Facts:
    with closing(sqlite3.connect(f"file:{team.file}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row

        def rows(sql: str) -> list[Json]:
            return [dict(row) for row in connection.execute(sql)]

        return Facts(
            rows(
                "SELECT t.*, c.name AS customer FROM touchpoints AS t LEFT JOIN customers AS c ON c.id = t.customer_id"
            ),
            {row["id"]: row for row in rows("SELECT * FROM followups")},
            rows("SELECT * FROM outbox ORDER BY id"),
            rows("SELECT * FROM ledger ORDER BY id"),
            rows("SELECT * FROM audit ORDER BY id"),
            rows("SELECT * FROM people WHERE name != ''"),
            {row["name"]: json.loads(row["value"]) for row in rows("SELECT name, value FROM settings")},
        )
