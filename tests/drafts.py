"""What stands in the form of a draft."""

from tests.team import Json, Team


def field_of(team: Team, user: str, name: str) -> Json:
    """The element of a field of the form that somebody sees."""
    return next(block["element"] for block in team.form(user)["blocks"] if block.get("block_id") == name)


def drafted(team: Team, user: str, field: str = "words") -> str:
    """The words that somebody is shown to edit."""
    return str(field_of(team, user, field).get("initial_value", ""))
