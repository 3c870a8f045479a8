"""What the database of a team holds, read as a stranger to the code would read it."""

import json
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
    customer = "SELECT t.*, c.name AS customer FROM touchpoints AS t LEFT JOIN customers AS c ON c.id = t.customer_id"
    return Facts(
        team.rows(f"{customer} ORDER BY t.id"),
        {row["id"]: row for row in team.rows("SELECT * FROM followups ORDER BY id")},
        team.rows("SELECT * FROM outbox ORDER BY id"),
        team.rows("SELECT * FROM ledger ORDER BY id"),
        team.rows("SELECT * FROM audit ORDER BY id"),
        team.rows("SELECT * FROM people WHERE name != '' ORDER BY id"),
        {row["name"]: json.loads(row["value"]) for row in team.rows("SELECT name, value FROM settings")},
    )
