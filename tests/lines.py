"""What became of a line that somebody typed: stored, or in a form."""

from datetime import UTC, datetime
from typing import Any

from tests.team import ANA, Json, Team

THURSDAY = datetime(2026, 11, 26, 15, tzinfo=UTC)


def planned(team: Team) -> Json:
    """The one follow-up there is."""
    (row,) = team.rows("SELECT title, due, assignee FROM followups")
    return row


def fields(team: Team, user: str = ANA) -> dict[str, Any]:
    """Field -> what it is filled with; None where it is empty."""
    filled = {}
    for block in team.form(user)["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            chosen = element.get("initial_option") or {}
            filled[block["block_id"]] = (
                element.get("initial_value")
                or chosen.get("text", {}).get("text")
                or element.get("initial_date")
                or element.get("initial_user")
            )
    return filled


def nothing_stored(team: Team) -> bool:
    return team.rows("SELECT id FROM touchpoints UNION ALL SELECT id FROM followups") == []
