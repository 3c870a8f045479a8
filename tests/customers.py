"""A customer as the database holds them, and as a form is filled with them."""

from tests.team import Json, Team


def customer(team: Team, name: str = "Zoe Marsh") -> Json:
    found = team.rows("SELECT * FROM customers WHERE name = ? AND removed_at IS NULL", name)
    assert len(found) == 1, found
    return found[0]


def filled_in(view: Json) -> Json:
    """What stands in the fields of a form."""
    elements = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    return {
        name: element.get("initial_value")
        or element.get("initial_user")
        or element.get("initial_option", {}).get("value")
        for name, element in elements.items()
    }
