"""Messages that Slack refused for good, and what leads do about them."""

from bot.sandbox.wire.faults import Fault
from tests.team import ANA, BEN, CARA, GENERAL, Json, Team, words


def fails(team: Team, title: str = "send the menu", error: str = "restricted_action", person: str = BEN) -> None:
    """What somebody is to be told is refused for good."""
    team.sandbox.faults.order(Fault("chat.postMessage", error=error))
    team.command(ANA, "/followup", f"Dana Reyes: {title} due:friday <@{person}>")


def notice(team: Team, lead: str = CARA) -> Json:
    """What the lead was told last of a message that failed."""
    return [message for message in team.dm(lead) if "could not be delivered" in words(message)][-1]


def posts(team: Team, person: str, text: str) -> int:
    return sum(text in words(message) for message in team.dm(person))


def states(team: Team) -> list[str]:
    return [row["state"] for row in team.rows("SELECT state FROM outbox WHERE kind = 'assigned' ORDER BY id")]


def press(team: Team, action_id: str, number: int = 0, person: str = CARA) -> str:
    """Use a button of the status on show; what stands there then."""
    shown = team.latest(person, GENERAL)
    team.click(person, action_id, shown, _value(shown, action_id, number))
    return words(team.latest(person, GENERAL))


def _value(message: Json, action_id: str, number: int) -> str | None:
    elements = [one for block in message["blocks"] for one in block.get("elements", [])]
    found: str | None = [one.get("value") for one in elements if one.get("action_id") == action_id][number]
    return found
