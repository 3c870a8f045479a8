"""What is changed behind Rapport's back, and what then stands in Slack."""

from typing import Any

from bot.sandbox.world.staff import OTHER_TEAM, TEAM
from tests.team import ANA, BEN, FEEDBACK, GENERAL, GUEST, STRANGER, Json, Team, words

NEUTRAL = "This message was for the team only"
SECRET = "the soup was cold"


def change(team: Team, channel: str = FEEDBACK, **fields: object) -> None:
    """Slack tells of it."""
    team.sandbox.people.change_channel({"id": channel, **fields})
    team.settle()


def becomes(team: Team, channel: str = FEEDBACK, **fields: Any) -> None:  # noqa: ANN401  # a channel's own fields
    """It is so, and no event ever came."""
    for name, value in fields.items():
        setattr(team.sandbox.workspace.channels[channel], name, value)


def turns(team: Team, person: str, **flags: bool) -> None:
    """Somebody is so, and no event ever came."""
    team.sandbox.workspace.users[person].update(flags)


def complain(team: Team, text: str = SECRET) -> str:
    return words(team.command(ANA, "/complaint", f"Dana Reyes: {text}"))


def said_in(team: Team, channel: str) -> str:
    """All that stands in a channel now, whoever may read it."""
    found = team.sandbox.workspace.channels.get(channel)
    return "\n".join(words(message.body) for message in found.messages.values()) if found else ""


def told(team: Team, person: str, what: str) -> list[Json]:
    return [message for message in team.dm(person) if what in words(message)]


def claim_unseen(team: Team, person: str = BEN) -> None:
    """The follow-up is claimed from a list, so that its alert has to be edited."""
    team.command(person, "/followup", "unclaimed")
    team.click(person, "claim", team.latest(person, GENERAL))


OPENED: dict[str, Json] = {
    "shared": {"is_ext_shared": True},
    "its sharing asked for": {"is_pending_ext_shared": True},
    "shared within the organisation": {"is_org_shared": True, "shared_team_ids": (TEAM, OTHER_TEAM)},
    "shared within the organisation, with whom unsaid": {"is_org_shared": True},
    "flags missing": {"is_ext_shared": None},
    "a guest in it": {"members": [ANA, BEN, "U0RAPPORT", GUEST]},
    "a stranger in it": {"members": [ANA, BEN, "U0RAPPORT", STRANGER]},
}
"""Ways in which others come to read a channel: its fields in Slack."""


def dm_of(team: Team, person: str) -> str:
    """All that stands in somebody's direct message, whoever they are by now."""
    return said_in(team, f"D{person[1:]}")
