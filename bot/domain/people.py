"""The people of the workspace, and who may do what."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.domain.errors import NotAllowedError, Who
from bot.domain.folding import fold
from bot.domain.saying import later, say


class Role(StrEnum):
    """What somebody is to this workspace. The first three may use Rapport."""

    MEMBER = "member"
    LEAD = "lead"
    ADMIN = "admin"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"
    DEACTIVATED = "deactivated"


INSIDE = frozenset({Role.MEMBER, Role.LEAD, Role.ADMIN})


@dataclass(frozen=True)
class Person:
    """Somebody in Slack. `tz` is an IANA zone name, `locale` like "en-GB", `handle` what they are @-mentioned by."""

    id: str
    name: str
    tz: str = "UTC"
    locale: str = "en-US"
    role: Role = Role.MEMBER
    handle: str = ""

    @property
    def mention(self) -> str:
        """How Slack writes this person in a message."""
        return f"<@{self.id}>"

    @property
    def is_inside(self) -> bool:
        """Whether this person belongs to the team whose customers these are."""
        return self.role in INSIDE


ITSELF = Person("rapport", "Rapport", role=Role.BOT)
"""Who does what no person does: the jobs."""


class PeopleKept(Protocol):
    """What is remembered of people across restarts. Each call is a short transaction of its own."""

    def save(self, person: Person) -> None:
        """Keep what Slack says of somebody."""

    def doubt(self, person_id: str) -> None:
        """What is kept of somebody may not be so any more: Slack is to be asked soon."""

    def is_known(self, person_id: str) -> bool:
        """Whether Rapport has had to do with this person: they used it, or customers or follow-ups are theirs."""

    def of_the_team(self) -> list[Person]:
        """Who is known to be of the team, those first who have been for longest."""

    def of_dm(self, channel: str) -> str | None:
        """Whose direct message this is."""

    def dm_channel(self, person_id: str) -> str | None:
        """The direct message with somebody, once opened."""

    def keep_dm_channel(self, person_id: str, channel: str) -> None:
        """Remember the direct message with somebody."""


def chain(leads: Collection[str], of_the_team: Sequence[Person]) -> list[list[str]]:
    """Whom to tell what the leads must know: them, else the admins, else whoever installed Rapport.

    Slack does not say who that was: it is taken for the one who is known for longest. `of_the_team` comes in that
    order. A lead of whom nothing is known yet comes last among the leads.
    """
    known = [person.id for person in of_the_team]
    admins = [person.id for person in of_the_team if person.role is Role.ADMIN]
    return [[*(one for one in known if one in leads), *sorted(set(leads) - set(known))], admins, known[:1]]


TEAM_ONLY = later("Rapport is for the members of this team only, so I can't do this for you.")


def check_inside(person: Person) -> None:
    """Raise NotAllowedError unless the person is of the team (promise 6: inside means inside)."""
    if not person.is_inside:
        raise NotAllowedError(say(TEAM_ONLY))


_OUTSIDE = {
    Role.GUEST: "is a guest",
    Role.STRANGER: "is of another organisation",
    Role.BOT: "is a bot",
    Role.DEACTIVATED: "has left",
}
"""Why somebody is not of the team."""


def check_can_be_given(person: Person, field: str = "assignee") -> None:
    """Raise NotAllowedError unless work about customers can be given to this person."""
    if not person.is_inside:
        raise NotAllowedError(
            Who(person.id, person.name),
            say(
                " {outside} and not an active member of this team, so nothing about customers can go to "
                "them. Please name somebody else.",
                outside=_OUTSIDE[person.role],
            ),
            field=field,
        )


def called(everybody: Iterable[Person], name: str) -> list[Person]:
    """Everybody of this handle or full name ("ana.silva", "Ana Silva"); where there is none, of this first name."""
    wanted, people = fold(name.replace(".", " ")), list(everybody)
    exactly = [person for person in people if wanted in _names(person)]
    return exactly or [person for person in people if wanted == fold(person.name).partition(" ")[0] != ""]


def _names(person: Person) -> set[str]:
    whole = fold(person.name)
    return {whole, whole.replace(" ", ""), fold(person.handle)} - {""}
