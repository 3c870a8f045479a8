"""The two channels in which Rapport speaks to the team, each kept by its id: where alerts go, and what nobody has."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.domain.outbox import FEEDBACK, TEAM
from bot.domain.people import Role
from bot.domain.problems import Problem
from bot.domain.saying import later, listed, say
from bot.domain.settings import WorkspaceSettings

DEFAULT_NAMES = {FEEDBACK: "customer-feedback", TEAM: "customer-team"}
"""What is the channel for -> the public channel that is taken where none is chosen. Looked up by this name once."""

_WHAT = {FEEDBACK: later("Alerts"), TEAM: later("Follow-ups that nobody has")}


class Trouble(StrEnum):
    """Why nothing is posted in a channel."""

    NONE = ""
    MISSING = "missing"
    ARCHIVED = "archived"
    GONE = "gone"
    SHARED = "shared"
    OUTSIDERS = "outsiders"
    REMOVED = "removed"
    UNSEEN = "unseen"


_BECAUSE = {
    Trouble.MISSING: later("there is no channel #{name}"),
    Trouble.ARCHIVED: later("#{name} is archived"),
    Trouble.GONE: later("#{name} was deleted, or Rapport may no longer see it"),
    Trouble.SHARED: later(
        "#{name} is shared with another organisation or about to be, where customers' data is not posted"
    ),
    Trouble.OUTSIDERS: later("#{name} is read by {outsiders}, while customers' data is for the team alone"),
    Trouble.REMOVED: later("Rapport is not (or no longer) in #{name}"),
    Trouble.UNSEEN: later("Slack does not say who reads #{name}"),
}
_MENDING = {
    Trouble.ARCHIVED: later("Unarchive it, or choose another one in `/rapport settings`."),
    Trouble.GONE: later("Invite Rapport there with /invite @Rapport, or choose another one in `/rapport settings`."),
    Trouble.SHARED: later("Choose another one in `/rapport settings`."),
    Trouble.OUTSIDERS: later("Take them out of it, or choose another one in `/rapport settings`."),
    Trouble.UNSEEN: later("Run `rapport doctor`, or choose another one in `/rapport settings`."),
    Trouble.REMOVED: later("Invite it there with /invite @Rapport, or choose another one in `/rapport settings`."),
}


@dataclass(frozen=True)
class Outsider:
    """Somebody in a channel who is not of the team: a guest, or somebody of another organisation."""

    id: str
    name: str
    role: Role

    @property
    def who(self) -> str:
        """Their name and what they are."""
        return f"{self.name} (a {self.role})"


@dataclass(frozen=True)
class SlackChannel:
    """The channel that serves a use (FEEDBACK, TEAM; "" of any other). `id` is None while there is none.

    `by_name`: nobody chose it; it was found by its default name. `has_joined`: Rapport has been in it, so that one who
    takes Rapport out is not answered by its coming back. `outsiders`: who reads it and is not of the team.
    """

    use: str
    id: str | None
    name: str = ""
    trouble: Trouble = Trouble.NONE
    by_name: bool = False
    has_joined: bool = False
    outsiders: tuple[Outsider, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether what is for it can be posted in it."""
        return self.id is not None and self.trouble is Trouble.NONE

    @property
    def because(self) -> str:
        """Why nothing is posted in it, as part of a sentence; "" where that is not so."""
        return self._because(self.trouble, self.outsiders)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the leads have to mend; each outsider is one, so that they hear of each once.

        That there is no such channel is no problem: then a person is told.
        """
        if self.trouble not in _MENDING:
            return ()
        found = [] if self.trouble is Trouble.OUTSIDERS else [self._problem()]
        return (*found, *map(self._problem_of, self.outsiders))

    def _problem(self) -> Problem:
        why = say(
            "{what} go to one person directly, because {because}.", what=say(_WHAT[self.use]), because=self.because
        )
        return Problem(f"channel:{self.use}:{self.trouble}", f"{why} {say(_MENDING[self.trouble])}")

    def _problem_of(self, outsider: Outsider) -> Problem:
        """In one that is archived they read what stands there, and may not be there when it is opened again."""
        because = self._because(Trouble.OUTSIDERS, (outsider,))
        because = (
            because
            if self.trouble is Trouble.OUTSIDERS
            else say("{because}, and {because_2}", because=self.because, because_2=because)
        )
        why = say("{what} go to one person directly, because {because}.", what=say(_WHAT[self.use]), because=because)
        return Problem(f"outsider:{self.id}:{outsider.id}", f"{why} {say(_MENDING[Trouble.OUTSIDERS])}")

    def _because(self, trouble: Trouble, outsiders: tuple[Outsider, ...]) -> str:
        named = listed([one.who for one in outsiders])
        return say(_BECAUSE[trouble], name=self.name or self.id, outsiders=named) if trouble else ""


_ASTRAY = frozenset({Trouble.MISSING, Trouble.ARCHIVED, Trouble.GONE})
"""One found by name that is so gives way to another of that name."""


def chosen(use: str, rules: WorkspaceSettings) -> str | None:
    """The id of the channel that the team has chosen for a use."""
    return rules.feedback_channel if use == FEEDBACK else rules.team_channel


def serving(use: str, kept: SlackChannel | None, rules: WorkspaceSettings) -> SlackChannel | None:
    """The channel noted last, where it is still the one of its use; None: which it is has to be found out."""
    if kept is None:
        return None
    if wanted := chosen(use, rules):
        return kept if kept.id == wanted else None
    return kept if kept.by_name and kept.trouble not in _ASTRAY else None


class ChannelsKept(Protocol):
    """What is remembered of the channels across restarts."""

    def channel(self, use: str) -> SlackChannel | None:
        """The one that serves this use, as last noted."""


@dataclass(frozen=True)
class Destination:
    """Where something for the team goes now: to `channel`, else to `person` directly, `because` of something.

    None of them: Slack cannot say just now. `is_missing`: there never was a channel.
    """

    channel: str | None = None
    person: str | None = None
    because: str = ""
    is_missing: bool = False
