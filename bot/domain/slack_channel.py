"""The two channels in which Rapport speaks to the team, each kept by its id: where alerts go, and what nobody has."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.domain.outbox import FEEDBACK, TEAM
from bot.domain.problems import Problem

DEFAULT_NAMES = {FEEDBACK: "customer-feedback", TEAM: "customer-team"}
"""What is the channel for -> the public channel that is taken where none is chosen. Looked up by this name once."""

_WHAT = {FEEDBACK: "Alerts", TEAM: "Follow-ups that nobody has"}


class Trouble(StrEnum):
    """Why nothing is posted in a channel."""

    NONE = ""
    MISSING = "missing"
    ARCHIVED = "archived"
    GONE = "gone"
    SHARED = "shared"
    REMOVED = "removed"


_BECAUSE = {
    Trouble.MISSING: "there is no channel #{name}",
    Trouble.ARCHIVED: "#{name} is archived",
    Trouble.GONE: "#{name} was deleted, or Rapport may no longer see it",
    Trouble.SHARED: "#{name} is shared with another organisation, where customers' data is not posted",
    Trouble.REMOVED: "Rapport is not (or no longer) in #{name}",
}
_MENDING = {
    Trouble.ARCHIVED: "Unarchive it, or choose another one in `/rapport settings`.",
    Trouble.GONE: "Choose another one in `/rapport settings`.",
    Trouble.SHARED: "Choose another one in `/rapport settings`.",
    Trouble.REMOVED: "Invite it there with /invite @Rapport, or choose another one in `/rapport settings`.",
}


@dataclass(frozen=True)
class SlackChannel:
    """The channel that serves a use (FEEDBACK or TEAM). `id` is None while there is none.

    `by_name`: nobody chose it; it was found by its default name. `has_joined`: Rapport has been in it, so that one who
    takes Rapport out is not answered by its coming back.
    """

    use: str
    id: str | None
    name: str = ""
    trouble: Trouble = Trouble.NONE
    by_name: bool = False
    has_joined: bool = False

    @property
    def is_well(self) -> bool:
        """Whether what is for it can be posted in it."""
        return self.id is not None and self.trouble is Trouble.NONE

    @property
    def because(self) -> str:
        """Why nothing is posted in it, as part of a sentence; "" where that is not so."""
        return _BECAUSE[self.trouble].format(name=self.name or self.id) if self.trouble else ""

    @property
    def problem(self) -> Problem | None:
        """What the leads have to mend. That there is no such channel is no problem: then a person is told."""
        if self.trouble not in _MENDING:
            return None
        why = f"{_WHAT[self.use]} go to one person directly, because {self.because}."
        return Problem(f"channel:{self.use}:{self.trouble}", f"{why} {_MENDING[self.trouble]}")


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
