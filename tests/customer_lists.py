"""Lists of customers, as somebody reads them."""

from bot.domain.customers import Customer
from tests.team import ANA, GENERAL, Json, Team


def cells(message: Json) -> list[list[str]]:
    """The rows of a list's table, but for its heading; of people their ids."""
    [table] = [block for block in message["blocks"] if block["type"] == "data_table"]
    return [[_cell(cell) for cell in row] for row in table["rows"][1:]]


def _cell(cell: Json) -> str:
    if cell["type"] != "rich_text":
        return str(cell["text"])
    return str(cell["elements"][0]["elements"][0]["user_id"])


def names(message: Json) -> list[str]:
    """Of a table, or of lines with a button each."""
    if any(block["type"] == "data_table" for block in message["blocks"]):
        return [row[0] for row in cells(message)]
    lines = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"][1:]
    return [line.split("*")[1] for line in lines]


def listed(team: Team, typed: str, who: str = ANA) -> Json:
    team.command(who, "/customer", f"list {typed}".strip())
    return team.latest(who, GENERAL)


def six(team: Team, **fields: object) -> None:
    """As many as make a table."""
    for number in range(6):
        team.add_customer(Customer(0, f"Customer {number}", **fields))  # type: ignore[arg-type]  # any of its fields


def filled(form: Json) -> Json:
    """The values of a form's elements by field, those that have one."""
    elements = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    found = {}
    for name, element in elements.items():
        options = [option["value"] for option in element.get("initial_options", [])]
        one = element.get("initial_option", {}).get("value")
        value = element.get("initial_value") or options or element.get("initial_users") or one
        if value and value != "any":
            found[name] = value
    return found


def option(page: Json, action_id: str, part: str) -> str:
    """The value of an element's choice in which this stands."""
    elements = [one for block in page["blocks"] if block["type"] == "actions" for one in block["elements"]]
    [element] = [one for one in elements if one["action_id"] == action_id]
    return str(next(one["value"] for one in element["options"] if part in one["value"]))
